#include "play.h"

#include <stdlib.h>

static void facts_free(struct facts *facts)
{
    /* The order of freeing does not matter; this one is the wrong one on purpose. */
    vv_org_free(facts->org);
    vv_template_free(facts->template_);
    vv_cycle_free(facts->cycle);
    vv_context_free(facts->context);
    vv_conversation_free(facts->conversation);
    vv_case_free(facts->case_);
    vv_sight_free(facts->sight);
}

void play_free(struct play *play)
{
    size_t place;

    facts_free(&play->one);
    facts_free(&play->then);
    vv_directory_free(play->people);
    for (place = 0; place < play->all_count; place++) {
        facts_free(&play->all[place]);
    }
    free(play->all);
    for (place = 0; place < play->template_count; place++) {
        vv_template_free(play->templates[place]);
    }
    free(play->templates);
    vv_directory_free(play->directory);
    vv_actor_free(play->actor);
    vv_relation_free(play->relation);
    vv_roster_free(play->roster);
    free(play->rows);
    for (place = 0; place < play->cycle_count; place++) {
        vv_cycle_free(play->cycles[place]);
    }
    free(play->cycles);
    vv_error_free(play->error);
    vv_buffer_free(&play->kept);
    request_free(&play->request);
    text_free(&play->answer.fields);
}

vv_status read_now(struct play *play, vv_instant *now)
{
    return vv_instant_parse(field(&play->request), now, &play->error);
}

vv_status read_id(struct play *play, vv_id *id)
{
    vv_text text = field(&play->request);
    vv_buffer again;

    TRY(vv_id_parse(text, id, &play->error));
    TRY(vv_id_format(*id, &again, &play->error));
    if (!field_is(text, again.data)) {
        play->problem = "the id is another one";
    }
    vv_buffer_free(&again);
    return VV_OK;
}

vv_status read_directory(struct play *play)
{
    vv_directory_free(play->directory);
    play->directory = NULL;
    return vv_directory_from_json(field(&play->request), 0, &play->directory, &play->error);
}

vv_status read_people(struct play *play)
{
    if (field_number(&play->request) == 0) {
        return VV_OK;
    }
    return vv_directory_from_json(field(&play->request), 0, &play->people, &play->error);
}

vv_status read_pair(struct play *play, vv_pair *pair)
{
    TRY(read_id(play, &pair->organisation));
    TRY(read_id(play, &pair->direct_report));
    return read_id(play, &pair->manager);
}

vv_status read_actor(struct play *play)
{
    vv_id organisation, person;
    vv_bool active;

    if (field_is(field(&play->request), "stated")) {
        TRY(read_id(play, &organisation));
        TRY(read_id(play, &person));
        active = (vv_bool)field_number(&play->request);
        return vv_actor_vouched(organisation, person, active,
                                (vv_bool)field_number(&play->request), &play->actor, &play->error);
    }
    TRY(read_directory(play));
    TRY(read_id(play, &person));
    return vv_directory_actor(play->directory, person, &play->actor, &play->error);
}

vv_status read_who(struct play *play)
{
    play->by_person = !field_is(field(&play->request), "stated");
    if (!play->by_person) {
        return vv_relation_from_json(field(&play->request), &play->relation, &play->error);
    }
    TRY(read_directory(play));
    return read_id(play, &play->person);
}

vv_status stand_to(struct play *play, const struct facts *facts)
{
    if (!play->by_person) {
        return VV_OK;
    }
    vv_relation_free(play->relation);
    play->relation = NULL;
    return vv_case_relation(facts->case_, play->directory, play->person, &play->relation,
                            &play->error);
}

vv_status read_facts(struct play *play, struct facts *facts)
{
    TRY(vv_org_from_json(field(&play->request), &facts->org, &play->error));
    TRY(vv_template_from_json(field(&play->request), &facts->template_, &play->error));
    if (field_number(&play->request) == 1) {
        TRY(vv_cycle_from_json(field(&play->request), &facts->cycle, &play->error));
    }
    return read_now(play, &facts->now);
}

vv_status read_context(struct play *play, struct facts *facts)
{
    return vv_context_new(facts->org, facts->template_, facts->cycle, facts->now, &facts->context,
                          &play->error);
}

vv_status read_roster(struct play *play)
{
    if (field_number(&play->request) == 0) {
        return VV_OK;
    }
    return vv_roster_from_json(field(&play->request), &play->roster, &play->error);
}

vv_status read_case(struct play *play, struct facts *facts)
{
    TRY(read_facts(play, facts));
    TRY(vv_conversation_from_json(field(&play->request), &facts->conversation, &play->error));
    TRY(read_context(play, facts));
    return vv_case_new(facts->context, facts->conversation, &facts->case_, &play->error);
}

vv_status read_all_sights(struct play *play)
{
    size_t count = field_number(&play->request);

    play->all = calloc(count + 1, sizeof *play->all);
    if (play->all == NULL) {
        give_up("there is no memory left");
    }
    for (; count > 0; count--) {
        struct facts *facts = &play->all[play->all_count];
        vv_status status = read_case(play, facts);

        if (status != VV_OK && field_is(vv_error_kind(play->error), "destroyed")) {
            /* A host passes over what was destroyed and not purged yet (TPL-13). */
            vv_error_free(play->error);
            play->error = NULL;
            facts_free(facts);
            memset(facts, 0, sizeof *facts);
            continue;
        }
        play->all_count++;
        TRY(status);
        TRY(stand_to(play, facts));
        TRY(vv_sight_new(facts->case_, play->relation, &facts->sight, &play->error));
    }
    return VV_OK;
}

vv_status read_rows(struct play *play)
{
    size_t count = field_number(&play->request);

    play->rows = calloc(count + 1, sizeof *play->rows);
    if (play->rows == NULL) {
        give_up("there is no memory left");
    }
    while (play->row_count < count) {
        TRY(vv_index_row_from_json(field(&play->request), &play->rows[play->row_count],
                                   &play->error));
        play->row_count++;
    }
    return VV_OK;
}

vv_status read_cycles(struct play *play)
{
    size_t count = field_number(&play->request);

    play->cycles = calloc(count + 1, sizeof(vv_cycle *));
    if (play->cycles == NULL) {
        give_up("there is no memory left");
    }
    while (play->cycle_count < count) {
        TRY(vv_cycle_from_json(field(&play->request), &play->cycles[play->cycle_count],
                               &play->error));
        play->cycle_count++;
    }
    return VV_OK;
}

vv_text *read_texts(struct play *play, size_t *count)
{
    vv_text *texts;
    size_t place;

    *count = field_number(&play->request);
    texts = calloc(*count + 1, sizeof *texts);
    if (texts == NULL) {
        give_up("there is no memory left");
    }
    for (place = 0; place < *count; place++) {
        texts[place] = field(&play->request);
    }
    return texts;
}

vv_status say(struct play *play, vv_text value)
{
    answer_add(&play->answer, vv_text_of("value"));
    answer_add(&play->answer, value);
    return VV_OK;
}

static vv_text view(const vv_buffer *buffer)
{
    vv_text text;

    text.data = buffer->data;
    text.length = buffer->length;
    return text;
}

vv_status say_buffer(struct play *play, vv_buffer *buffer)
{
    say(play, view(buffer));
    vv_buffer_free(buffer);
    return VV_OK;
}

void add_buffer(struct play *play, vv_buffer *buffer)
{
    answer_add(&play->answer, view(buffer));
    vv_buffer_free(buffer);
}

void add_optional(struct play *play, vv_buffer *buffer)
{
    answer_number(&play->answer, buffer->data != NULL);
    if (buffer->data != NULL) {
        add_buffer(play, buffer);
    }
}

void add_events(struct play *play, const vv_events *events)
{
    size_t place;

    answer_number(&play->answer, vv_events_count(events));
    for (place = 0; place < vv_events_count(events); place++) {
        answer_add(&play->answer, vv_events_get(events, place));
    }
}

bool json_begins(const vv_buffer *json, const struct text *with)
{
    return json->length >= with->length && memcmp(json->data, with->data, with->length) == 0;
}

bool json_ends(const vv_buffer *json, const struct text *with)
{
    return json->length >= with->length &&
           memcmp(json->data + json->length - with->length, with->data, with->length) == 0;
}
