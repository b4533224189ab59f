/* What people see: sights, lists and offers. What typed calls answer is held against the JSON of the
 * same thing. */
#include "play.h"

#include <stdlib.h>

static vv_status read_sight(struct play *play)
{
    TRY(read_case(play, &play->one));
    TRY(read_by(play));
    TRY(stand_to(play, &play->one));
    return vv_sight_new(play->one.case_, play->by, &play->one.sight, &play->error);
}

static vv_status view(struct play *play)
{
    struct text standing = {NULL, 0, 0};
    vv_standing code;
    vv_status status;
    vv_buffer json;
    vv_text *references;
    size_t count;

    TRY(read_sight(play));
    references = read_texts(play, &count);
    status = vv_sight_view(play->one.sight, references, count, &json, &play->error);
    free(references);
    TRY(status);
    TRY(vv_sight_standing(play->one.sight, &code, &play->error));
    text_print(&standing, "{\"standing\":\"%s\",", name_of_standing(code));
    if (!json_begins(&json, &standing)) {
        play->problem = "the view has another standing";
    }
    text_free(&standing);
    return say_buffer(play, &json);
}

static vv_status row(struct play *play)
{
    vv_buffer json;

    TRY(read_directory(play));
    TRY(read_sight(play));
    TRY(read_directory(play));
    TRY(vv_sight_row(play->one.sight, play->directory, &json, &play->error));
    return say_buffer(play, &json);
}

static vv_status own_timeline(struct play *play)
{
    vv_drawing drawing;
    vv_phase phase;
    vv_buffer json;
    vv_text title;

    TRY(read_sight(play));
    if (read_drawn(play, &drawing, &title)) {
        TRY(vv_sight_timeline_drawn(play->one.sight, drawing, title, &json, &play->error));
        return say_quoted(play, &json);
    }
    TRY(vv_sight_timeline(play->one.sight, &json, &play->error));
    TRY(vv_case_phase(play->one.case_, &phase, &play->error));
    check_phase(play, &json, phase);
    return say_buffer(play, &json);
}

/* The JSON of all actions, put together from typed calls. */
static vv_status add_actions(struct play *play, struct text *json)
{
    /* In the order of a form, as JSON has them. */
    static const vv_action ACTIONS[] = {
        VV_ACTION_ANSWER,          VV_ACTION_SHARE,          VV_ACTION_SUBMIT,
        VV_ACTION_CONFIRM_MEETING, VV_ACTION_UNTICK_MEETING, VV_ACTION_WRITE_NOTES,
        VV_ACTION_CREATE_GOAL,     VV_ACTION_REQUEST_EDIT,   VV_ACTION_TAKE_OWNERSHIP,
    };
    vv_action action;
    size_t place;

    TRY(vv_sight_primary_action(play->one.sight, &action, &play->error));
    if (action == VV_ACTION_NONE) {
        text_print(json, "{\"primary\":null,\"all\":[");
    } else {
        text_print(json, "{\"primary\":\"%s\",\"all\":[", name_of_action(action));
    }
    for (place = 0; place < sizeof ACTIONS / sizeof ACTIONS[0]; place++) {
        vv_permission permission;
        vv_error *refusal = NULL;

        action = ACTIONS[place];
        text_print(json, "%s{\"action\":\"%s\",", place == 0 ? "" : ",", name_of_action(action));
        if (vv_sight_may(play->one.sight, action, &permission, &refusal) == VV_OK) {
            text_print(json, "\"open\":");
            TRY(add_permission(play, json, &permission));
        } else {
            text_print(json, "\"refused\":");
            text_add(json, vv_error_json(refusal).data, vv_error_json(refusal).length);
            vv_error_free(refusal);
        }
        text_print(json, "}");
    }
    text_print(json, "]}");
    return VV_OK;
}

static vv_status actions(struct play *play)
{
    struct text typed = {NULL, 0, 0};
    vv_buffer json;

    TRY(read_sight(play));
    TRY(vv_sight_actions(play->one.sight, &json, &play->error));
    TRY(add_actions(play, &typed));
    if (json.length != typed.length || !json_begins(&json, &typed)) {
        play->problem = "the typed calls answer other actions";
    }
    text_free(&typed);
    return say_buffer(play, &json);
}

static vv_status share_prompt(struct play *play)
{
    vv_buffer json;

    TRY(read_sight(play));
    TRY(vv_sight_share_prompt(play->one.sight, &json, &play->error));
    return say_buffer(play, &json);
}

static vv_status explain(struct play *play)
{
    struct text json = {NULL, 0, 0};
    const vv_sight *sight;
    vv_permission permission;
    vv_verdict verdict;
    vv_text about;

    TRY(read_sight(play));
    sight = play->one.sight;
    about = field(&play->request);
    if (field_is(about, "answer")) {
        vv_side side = side_of(field(&play->request));
        vv_id question;

        TRY(read_id(play, &question));
        TRY(vv_sight_answer(sight, side, question, &verdict, &play->error));
        add_verdict(&json, &verdict);
    } else if (field_is(about, "fact")) {
        vv_fact fact = fact_of(field(&play->request));

        TRY(vv_sight_fact(sight, fact, &verdict, &play->error));
        add_verdict(&json, &verdict);
    } else if (field_is(about, "edit")) {
        vv_id question;

        TRY(read_id(play, &question));
        TRY(vv_sight_may_edit(sight, question, &permission, &play->error));
        TRY(add_permission(play, &json, &permission));
    } else {
        vv_action action = action_of(field(&play->request));

        TRY(vv_sight_may(sight, action, &permission, &play->error));
        TRY(add_permission(play, &json, &permission));
    }
    say(play, text_view(&json));
    text_free(&json);
    return VV_OK;
}

/* The record of a decision about an edit, held against the typed answer. */
static vv_status record_edit(struct play *play, vv_id question, vv_buffer *json)
{
    struct text said = {NULL, 0, 0};
    const vv_sight *sight = play->one.sight;
    vv_permission permission;
    vv_error *refusal = NULL;

    TRY(vv_sight_record_edit(sight, question, json, &play->error));
    if (vv_sight_may_edit(sight, question, &permission, &refusal) == VV_OK) {
        text_print(&said, "\"granted\":true,\"rule\":\"%s\",", permission.rule.id);
    } else {
        text_print(&said, "\"granted\":false,\"rule\":\"%s\",", vv_error_rule(refusal).data);
        vv_error_free(refusal);
    }
    if (strstr(json->data, said.data) == NULL) {
        play->problem = "the record of an edit says something else than the typed call";
    }
    text_free(&said);
    return VV_OK;
}

static vv_status record(struct play *play)
{
    vv_buffer json;
    vv_text about;

    TRY(read_sight(play));
    about = field(&play->request);
    if (field_is(about, "answer")) {
        vv_side side = side_of(field(&play->request));
        vv_id question;

        TRY(read_id(play, &question));
        TRY(vv_sight_record_answer(play->one.sight, side, question, &json, &play->error));
    } else if (field_is(about, "fact")) {
        vv_fact fact = fact_of(field(&play->request));

        TRY(vv_sight_record_fact(play->one.sight, fact, &json, &play->error));
    } else if (field_is(about, "edit")) {
        vv_id question;

        TRY(read_id(play, &question));
        TRY(record_edit(play, question, &json));
    } else {
        vv_action action = action_of(field(&play->request));

        TRY(vv_sight_record_action(play->one.sight, action, &json, &play->error));
    }
    return say_buffer(play, &json);
}

/* The sights of all conversations, in an array for the library; the caller frees the array. */
static const vv_sight **all_sights(const struct play *play)
{
    const vv_sight **sights = calloc(play->all_count + 1, sizeof *sights);
    size_t place;

    if (sights == NULL) {
        give_up("there is no memory left");
    }
    for (place = 0; place < play->all_count; place++) {
        sights[place] = play->all[place].sight;
    }
    return sights;
}

static vv_status all_lists(struct play *play)
{
    const vv_sight **sights;
    vv_status status;
    vv_buffer json;

    TRY(read_directory(play));
    TRY(read_by(play));
    TRY(read_all_sights(play));
    TRY(read_directory(play));
    sights = all_sights(play);
    status = vv_lists(sights, play->all_count, play->directory, &json, &play->error);
    free(sights);
    TRY(status);
    return say_buffer(play, &json);
}

static vv_status earlier(struct play *play)
{
    const vv_sight **sights;
    vv_status status;
    vv_buffer json;

    TRY(read_by(play));
    TRY(read_all_sights(play));
    TRY(read_case(play, &play->one));
    TRY(stand_to(play, &play->one));
    TRY(vv_sight_new(play->one.case_, play->by, &play->one.sight, &play->error));
    sights = all_sights(play);
    status = vv_sight_earlier(play->one.sight, sights, play->all_count, &json, &play->error);
    free(sights);
    TRY(status);
    return say_buffer(play, &json);
}

static vv_status requests(struct play *play)
{
    const vv_sight **sights;
    vv_status status;
    vv_buffer json;

    TRY(read_by(play));
    TRY(read_all_sights(play));
    sights = all_sights(play);
    status = vv_edit_requests(sights, play->all_count, &json, &play->error);
    free(sights);
    TRY(status);
    return say_buffer(play, &json);
}

static vv_status requests_digest(struct play *play)
{
    const vv_sight **sights;
    vv_status status;
    vv_buffer json;
    vv_date day;

    TRY(read_by(play));
    TRY(read_all_sights(play));
    TRY(vv_date_parse(field(&play->request), &day, &play->error));
    sights = all_sights(play);
    status = vv_edit_requests_digest(sights, play->all_count, day, &json, &play->error);
    free(sights);
    TRY(status);
    return say_buffer(play, &json);
}

static vv_status all_offers(struct play *play)
{
    struct facts *facts = &play->one;
    size_t count, pair_count = 0;
    vv_pair *pairs;
    vv_status status;
    vv_buffer json;
    vv_id person;

    TRY(vv_org_from_json(field(&play->request), &facts->org, &play->error));
    count = field_number(&play->request);
    play->templates = calloc(count + 1, sizeof(vv_template *));
    if (play->templates == NULL) {
        give_up("there is no memory left");
    }
    while (play->template_count < count) {
        TRY(vv_template_from_json(field(&play->request), &play->templates[play->template_count],
                                  &play->error));
        play->template_count++;
    }
    TRY(read_directory(play));
    TRY(read_id(play, &person));
    TRY(read_by(play));
    TRY(read_now(play, &facts->now));
    TRY(read_directory(play));
    TRY(vv_directory_pairs_of(play->directory, person, NULL, 0, &pair_count, &play->error));
    pairs = calloc(pair_count + 1, sizeof *pairs);
    if (pairs == NULL) {
        give_up("there is no memory left");
    }
    status = vv_directory_pairs_of(play->directory, person, pairs, pair_count, &pair_count,
                                   &play->error);
    if (status == VV_OK) {
        status = vv_offers(facts->org, (const vv_template *const *)play->templates, count,
                           play->by, pairs, pair_count, facts->now, &json, &play->error);
    }
    free(pairs);
    TRY(status);
    return say_buffer(play, &json);
}

const struct call SEES[] = {
    {"view", view},
    {"row", row},
    {"own_timeline", own_timeline},
    {"actions", actions},
    {"share_prompt", share_prompt},
    {"explain", explain},
    {"record", record},
    {"lists", all_lists},
    {"earlier", earlier},
    {"edit_requests", requests},
    {"edit_requests_digest", requests_digest},
    {"offers", all_offers},
    {NULL, NULL},
};
