/* What is done: commands, roll-outs, and reading what was stored. */
#include "play.h"

#include <stdlib.h>

/* A change: the state after it, its events, the index row where there is one, where the command was done
 * before its revision, and of a start the template's. */
static vv_status say_changed(struct play *play, vv_buffer *state, vv_events *events, vv_buffer *row,
                             uint64_t template_revision)
{
    answer_add(&play->answer, vv_text_of("changed"));
    add_buffer(play, state);
    add_events(play, events);
    add_optional(play, row);
    answer_number(&play->answer, (size_t)vv_events_repeated(events));
    answer_number(&play->answer, (size_t)template_revision);
    vv_events_free(events);
    return VV_OK;
}

static bool same_id(vv_id one, vv_id other)
{
    return memcmp(one.bytes, other.bytes, sizeof one.bytes) == 0;
}

static bool same_pair(vv_pair pair, const vv_index_row *row)
{
    return same_id(pair.organisation, row->organisation) &&
           same_id(pair.direct_report, row->direct_report) && same_id(pair.manager, row->manager);
}

/* The earlier managers of a conversation have to be those of its JSON. */
static vv_status check_managers(struct play *play, const vv_conversation *conversation,
                                const vv_buffer *state)
{
    vv_id people[8];
    size_t count, place;

    TRY(vv_conversation_previous_managers(conversation, people, 8, &count, &play->error));
    if ((count > 0) != (strstr(state->data, ",\"earlier_managers\":[{") != NULL)) {
        play->problem = "there are other earlier managers";
    }
    for (place = 0; place < count && place < 8; place++) {
        struct text earlier = {NULL, 0, 0};
        vv_buffer id;

        TRY(vv_id_format(people[place], &id, &play->error));
        text_print(&earlier, "{\"person\":\"%s\",\"until\":", id.data);
        if (strstr(state->data, earlier.data) == NULL) {
            play->problem = "an earlier manager is another one";
        }
        text_free(&earlier);
        vv_buffer_free(&id);
    }
    return VV_OK;
}

static vv_status say_conversation(struct play *play, vv_conversation *conversation,
                                  vv_events *events, const vv_index_row *row, uint64_t revision,
                                  uint64_t template_revision)
{
    vv_buffer state = {NULL, 0};
    vv_buffer json = {NULL, 0};
    vv_status status;

    if (vv_conversation_revision(conversation) != revision + vv_events_count(events)) {
        play->problem = "the revision does not go up by one with each event";
    } else if (row->revision != vv_conversation_revision(conversation)) {
        play->problem = "the index row has another revision";
    } else if (!same_id(row->organisation, vv_org_id(play->one.org))) {
        play->problem = "the index row has another organisation";
    } else if (!same_id(row->template_, vv_conversation_template(conversation))) {
        play->problem = "the index row has another template";
    } else if (vv_conversation_cycle(conversation, NULL) != row->has_cycle) {
        play->problem = "the index row has another cycle";
    } else if (!same_pair(vv_conversation_pair(conversation), row)) {
        play->problem = "the index row has other people";
    }
    status = vv_conversation_to_json(conversation, &state, &play->error);
    if (status == VV_OK) {
        status = check_managers(play, conversation, &state);
    }
    vv_conversation_free(conversation);
    if (status == VV_OK) {
        status = vv_index_row_to_json(row, &json, &play->error);
    }
    if (status != VV_OK) {
        vv_buffer_free(&state);
        vv_events_free(events);
        return status;
    }
    return say_changed(play, &state, events, &json, template_revision);
}

static vv_status start(struct play *play)
{
    vv_conversation *conversation = NULL;
    vv_events *events = NULL;
    uint64_t template_revision;
    vv_id id, command;
    bool has_command;
    vv_index_row row;
    vv_pair pair;

    TRY(read_facts(play, &play->one));
    TRY(read_id(play, &id));
    if (field_is(field(&play->request), "pair")) {
        TRY(read_pair(play, &pair));
    } else {
        vv_id one, other;

        TRY(read_directory(play));
        TRY(read_id(play, &one));
        TRY(read_id(play, &other));
        TRY(vv_directory_pair(play->directory, one, other, &pair, &play->error));
    }
    TRY(read_context(play, &play->one));
    TRY(read_actor(play));
    has_command = field_number(&play->request) == 1;
    if (has_command) {
        TRY(read_id(play, &command));
    }
    if (field_number(&play->request) == 1) {
        TRY(vv_conversation_from_json(field(&play->request), &play->one.conversation, &play->error));
    }
    TRY(vv_context_start(play->one.context, play->actor, id, pair, has_command ? &command : NULL,
                         play->one.conversation, &conversation, &events, &row, &template_revision,
                         &play->error));
    if (!same_id(vv_conversation_id(conversation), id)) {
        play->problem = "the conversation has another id";
    }
    return say_conversation(play, conversation, events, &row,
                            vv_conversation_revision(play->one.conversation), template_revision);
}

/* A command is checked before anything is done, as a host does that stores it first. */
static vv_status check(struct play *play, const char *kind, vv_text command)
{
    vv_buffer again;

    TRY(vv_json_rewrite(vv_text_of(kind), command, &again, &play->error));
    vv_buffer_free(&again);
    return VV_OK;
}

static vv_status command(struct play *play)
{
    struct facts *facts = &play->one;
    vv_conversation *after = NULL;
    vv_events *events = NULL;
    vv_index_row row;
    vv_status status;
    vv_text request;

    TRY(read_case(play, facts));
    TRY(read_who(play));
    TRY(stand_to(play, facts));
    request = field(&play->request);
    TRY(check(play, "command", request));
    status = vv_case_execute(facts->case_, play->relation, request, &after, &events, &row,
                             &play->error);
    TRY(vv_conversation_to_json(facts->conversation, &play->kept, NULL));
    TRY(status);
    return say_conversation(play, after, events, &row,
                            vv_conversation_revision(facts->conversation), 0);
}

static vv_status say_template(struct play *play, vv_template *after, vv_events *events,
                              const vv_template *before)
{
    vv_buffer none = {NULL, 0};
    vv_buffer state;

    if (vv_template_revision(after) != vv_template_revision(before) + vv_events_count(events)) {
        play->problem = "the revision does not go up by one with each event";
    }
    TRY(vv_template_to_json(after, &state, &play->error));
    vv_template_free(after);
    return say_changed(play, &state, events, &none, 0);
}

static vv_status create_template(struct play *play)
{
    vv_template *template_ = NULL;
    vv_events *events = NULL;
    vv_instant now;
    vv_text draft;

    TRY(vv_org_from_json(field(&play->request), &play->one.org, &play->error));
    draft = field(&play->request);
    TRY(check(play, "template_draft", draft));
    TRY(read_actor(play));
    TRY(read_now(play, &now));
    TRY(vv_template_create(play->one.org, play->actor, draft, now, &template_, &events,
                           &play->error));
    return say_template(play, template_, events, NULL);
}

static vv_status copy_template(struct play *play)
{
    struct facts *facts = &play->one;
    vv_template *copy = NULL;
    vv_events *events = NULL;
    vv_id id;

    TRY(read_facts(play, facts));
    TRY(read_actor(play));
    TRY(read_id(play, &id));
    TRY(vv_template_copy(facts->template_, facts->org, play->actor, id, field(&play->request),
                         facts->now, &copy, &events, &play->error));
    if (!same_id(vv_template_id(copy), id)) {
        play->problem = "the copy has another id";
    }
    return say_template(play, copy, events, NULL);
}

static vv_status command_template(struct play *play)
{
    struct facts *facts = &play->one;
    vv_template *after = NULL;
    vv_events *events = NULL;
    vv_text request;
    vv_status status;

    TRY(read_facts(play, facts));
    TRY(read_rows(play));
    TRY(read_cycles(play));
    TRY(read_actor(play));
    request = field(&play->request);
    TRY(check(play, "template_command", request));
    status = vv_template_execute(facts->template_, facts->org, play->rows, play->row_count,
                                 (const vv_cycle *const *)play->cycles, play->cycle_count,
                                 play->actor, request, facts->now, &after, &events, &play->error);
    vv_template_to_json(facts->template_, &play->kept, NULL);
    TRY(status);
    return say_template(play, after, events, facts->template_);
}

static vv_status say_cycle(struct play *play, vv_cycle *after, vv_events *events,
                           const vv_cycle *before)
{
    vv_buffer none = {NULL, 0};
    vv_buffer state;

    if (vv_cycle_revision(after) != vv_cycle_revision(before) + vv_events_count(events)) {
        play->problem = "the revision does not go up by one with each event";
    }
    TRY(vv_cycle_to_json(after, &state, &play->error));
    vv_cycle_free(after);
    return say_changed(play, &state, events, &none, 0);
}

static vv_status set_up_cycle(struct play *play)
{
    struct facts *facts = &play->one;
    vv_cycle *cycle = NULL;
    vv_events *events = NULL;

    TRY(read_facts(play, facts));
    TRY(read_actor(play));
    TRY(vv_cycle_set_up(facts->org, facts->template_, play->actor, field(&play->request),
                        facts->now, &cycle, &events, &play->error));
    return say_cycle(play, cycle, events, NULL);
}

static vv_status command_cycle(struct play *play)
{
    struct facts *facts = &play->one;
    vv_cycle *after = NULL;
    vv_events *events = NULL;
    vv_status status;
    vv_text request;

    TRY(read_facts(play, facts));
    TRY(read_roster(play));
    TRY(read_people(play));
    TRY(read_actor(play));
    request = field(&play->request);
    TRY(check(play, "cycle_command", request));
    status = vv_cycle_execute(facts->cycle, facts->org, facts->template_, play->roster,
                              play->people, play->actor, request, facts->now, &after, &events,
                              &play->error);
    TRY(vv_cycle_to_json(facts->cycle, &play->kept, NULL));
    TRY(status);
    if (!same_id(vv_cycle_id(after), vv_cycle_id(facts->cycle))) {
        play->problem = "the cycle has another id";
    }
    return say_cycle(play, after, events, facts->cycle);
}

/* Whoever gets a conversation now got one, and nobody else. */
static vv_status check_prospects(struct play *play, const vv_roll_out *roll_out)
{
    size_t count = 0;
    const char *now;
    vv_buffer json;

    TRY(vv_roll_out_prospects(roll_out, &json, &play->error));
    for (now = json.data; (now = strstr(now, "\"status\":\"now\"")) != NULL; now++) {
        count++;
    }
    if (count != vv_roll_out_count(roll_out)) {
        play->problem = "others have a conversation than had the prospect";
    }
    vv_buffer_free(&json);
    return VV_OK;
}

/* The events of all conversations that a roll-out launched. */
static vv_status add_launched(struct play *play, const vv_roll_out *roll_out,
                              const vv_roster *roster)
{
    size_t count = vv_roll_out_count(roll_out);
    size_t place;

    answer_number(&play->answer, count);
    for (place = 0; place < count; place++) {
        vv_events *events = NULL;
        vv_index_row row;

        TRY(vv_roll_out_launched(roll_out, place, NULL, &events, &row, &play->error));
        if (vv_events_count(events) != 1) {
            play->problem = "a launch is one event";
        } else if (!vv_roster_has(roster, row.direct_report)) {
            play->problem = "the roster lacks whom a conversation was launched for";
        }
        answer_add(&play->answer, vv_events_get(events, 0));
        vv_events_free(events);
    }
    return VV_OK;
}

static vv_status roll_out(struct play *play)
{
    struct facts *facts = &play->one;
    vv_roll_out *roll_out = NULL;
    vv_roster *roster = NULL;
    vv_events *events = NULL;
    vv_buffer next = {NULL, 0};
    vv_status status;

    TRY(read_facts(play, facts));
    TRY(read_roster(play));
    TRY(read_context(play, facts));
    TRY(read_directory(play));
    status = vv_context_roll_out(facts->context, play->roster, play->directory, &roll_out,
                                 &play->error);
    if (play->roster != NULL) {
        TRY(vv_roster_to_json(play->roster, &play->kept, NULL));
    }
    TRY(status);
    answer_add(&play->answer, vv_text_of("rolled_out"));
    TRY(vv_roll_out_roster(roll_out, &roster, &events, &play->error));
    if (vv_roster_revision(roster) != vv_roster_revision(play->roster) + vv_events_count(events)) {
        play->problem = "the revision does not go up by one with each event";
    } else if (roster == NULL ? play->roster != NULL
                              : !same_id(vv_roster_cycle(roster), vv_cycle_id(facts->cycle))) {
        play->problem = "the roster is of another cycle";
    }
    add_events(play, events);
    vv_events_free(events);
    status = add_launched(play, roll_out, roster);
    vv_roster_free(roster);
    TRY(status);
    TRY(check_prospects(play, roll_out));
    answer_number(&play->answer, (size_t)vv_roll_out_template_revision(roll_out));
    if (vv_roll_out_next(roll_out) != VV_NO_INSTANT) {
        TRY(vv_instant_format(vv_roll_out_next(roll_out), &next, &play->error));
    }
    add_optional(play, &next);
    vv_roll_out_free(roll_out);
    return VV_OK;
}

static vv_status replayed(struct play *play, vv_text kind, const vv_text *events, size_t count,
                          vv_buffer *json)
{
    if (field_is(kind, "template")) {
        TRY(vv_template_replay(events, count, &play->one.template_, &play->error));
        return vv_template_to_json(play->one.template_, json, &play->error);
    }
    if (field_is(kind, "cycle")) {
        TRY(vv_cycle_replay(events, count, &play->one.cycle, &play->error));
        return vv_cycle_to_json(play->one.cycle, json, &play->error);
    }
    if (field_is(kind, "roster")) {
        TRY(vv_roster_replay(events, count, &play->roster, &play->error));
        return vv_roster_to_json(play->roster, json, &play->error);
    }
    TRY(vv_conversation_replay(events, count, &play->one.conversation, &play->error));
    return vv_conversation_to_json(play->one.conversation, json, &play->error);
}

static vv_status replay(struct play *play)
{
    vv_text kind = field(&play->request);
    size_t count;
    vv_text *events = read_texts(play, &count);
    vv_buffer json;
    vv_status status = replayed(play, kind, events, count, &json);

    free(events);
    TRY(status);
    return say_buffer(play, &json);
}

/* The state at an instant, or nothing in the buffer if there was none yet. */
static vv_status replayed_until(struct play *play, vv_text kind, const vv_text *events,
                                size_t count, vv_instant at, vv_buffer *json)
{
    struct facts *facts = &play->one;

    if (field_is(kind, "template")) {
        TRY(vv_template_replay_until(events, count, at, &facts->template_, &play->error));
        return facts->template_ == NULL
                   ? VV_OK
                   : vv_template_to_json(facts->template_, json, &play->error);
    }
    if (field_is(kind, "cycle")) {
        TRY(vv_cycle_replay_until(events, count, at, &facts->cycle, &play->error));
        return facts->cycle == NULL ? VV_OK : vv_cycle_to_json(facts->cycle, json, &play->error);
    }
    if (field_is(kind, "roster")) {
        TRY(vv_roster_replay_until(events, count, at, &play->roster, &play->error));
        return play->roster == NULL ? VV_OK : vv_roster_to_json(play->roster, json, &play->error);
    }
    TRY(vv_conversation_replay_until(events, count, at, &facts->conversation, &play->error));
    return facts->conversation == NULL
               ? VV_OK
               : vv_conversation_to_json(facts->conversation, json, &play->error);
}

static vv_status replay_until(struct play *play)
{
    vv_text kind = field(&play->request);
    size_t count;
    vv_text *events = read_texts(play, &count);
    vv_buffer json = {NULL, 0};
    vv_instant at;
    vv_status status = read_now(play, &at);

    if (status == VV_OK) {
        status = replayed_until(play, kind, events, count, at, &json);
    }
    free(events);
    TRY(status);
    return json.data == NULL ? say(play, vv_text_of("null")) : say_buffer(play, &json);
}

/* What was stored, read and written again: by its handle, where its kind has one. */
static vv_status read_again(struct play *play)
{
    vv_text kind = field(&play->request);
    vv_text json = field(&play->request);
    vv_buffer again;

    if (field_is(kind, "organisation")) {
        TRY(vv_org_from_json(json, &play->one.org, &play->error));
        TRY(vv_org_to_json(play->one.org, &again, &play->error));
    } else if (field_is(kind, "relation")) {
        TRY(vv_relation_from_json(json, &play->relation, &play->error));
        TRY(vv_relation_to_json(play->relation, &again, &play->error));
    } else if (field_is(kind, "index_row")) {
        vv_index_row row;

        TRY(vv_index_row_from_json(json, &row, &play->error));
        TRY(vv_index_row_to_json(&row, &again, &play->error));
    } else if (field_is(kind, "template")) {
        TRY(vv_template_from_json(json, &play->one.template_, &play->error));
        TRY(vv_template_to_json(play->one.template_, &again, &play->error));
    } else if (field_is(kind, "cycle")) {
        TRY(vv_cycle_from_json(json, &play->one.cycle, &play->error));
        TRY(vv_cycle_to_json(play->one.cycle, &again, &play->error));
    } else if (field_is(kind, "roster")) {
        TRY(vv_roster_from_json(json, &play->roster, &play->error));
        TRY(vv_roster_to_json(play->roster, &again, &play->error));
    } else if (field_is(kind, "conversation")) {
        TRY(vv_conversation_from_json(json, &play->one.conversation, &play->error));
        TRY(vv_conversation_to_json(play->one.conversation, &again, &play->error));
    } else {
        TRY(vv_json_rewrite(kind, json, &again, &play->error));
    }
    return say_buffer(play, &again);
}

/* What a person sent, read and written again. */
static vv_status read_sent(struct play *play)
{
    vv_text kind = field(&play->request);
    vv_text json = field(&play->request);
    vv_buffer again;

    TRY(vv_json_from_person(kind, json, &again, &play->error));
    return say_buffer(play, &again);
}

const struct call ACTS[] = {
    {"start", start},
    {"command", command},
    {"create_template", create_template},
    {"copy_template", copy_template},
    {"command_template", command_template},
    {"set_up_cycle", set_up_cycle},
    {"command_cycle", command_cycle},
    {"roll_out", roll_out},
    {"replay", replay},
    {"replay_until", replay_until},
    {"read", read_again},
    {"read_sent", read_sent},
    {NULL, NULL},
};
