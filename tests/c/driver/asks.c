/* What is asked of handles, by documents. What typed calls answer is held against the answer. */
#include "play.h"

#include <stdlib.h>

/* What a typed call answers: JSON, or why there is none. */
struct typed {
    struct text json;
    vv_error *error;
};

/* Both have to say the same. */
static void compare(struct play *play, vv_status status, const vv_buffer *json,
                    vv_status typed_status, struct typed *typed)
{
    bool alike = typed_status == status;

    if (alike && status == VV_OK) {
        alike = json->length == typed->json.length && json_begins(json, &typed->json);
    } else if (alike) {
        alike = strcmp(vv_error_json(play->error).data, vv_error_json(typed->error).data) == 0;
    }
    if (!alike) {
        play->problem = "the typed call answers something else than the document";
    }
    text_free(&typed->json);
    vv_error_free(typed->error);
}

/* Whether an answer is of the phase that a typed call tells. */
static void check_phase(struct play *play, const vv_buffer *timeline, vv_phase phase)
{
    struct text text = {NULL, 0, 0};

    text_print(&text, "{\"phase\":\"%s\",", vv_phase_name(phase).data);
    if (!json_begins(timeline, &text)) {
        play->problem = "the timeline has another phase";
    }
    text_free(&text);
}

/* All actions, put together from typed calls. */
static vv_status typed_actions(const struct play *play, struct typed *typed)
{
    /* In the order of a form, as JSON has them. */
    static const vv_action ACTIONS[] = {
        VV_ACTION_ANSWER,          VV_ACTION_SHARE,          VV_ACTION_SUBMIT,
        VV_ACTION_CONFIRM_MEETING, VV_ACTION_UNTICK_MEETING, VV_ACTION_WRITE_NOTES,
        VV_ACTION_CREATE_GOAL,     VV_ACTION_REQUEST_EDIT,   VV_ACTION_TAKE_OWNERSHIP,
    };
    const vv_sight *sight = play->one.sight;
    struct text *json = &typed->json;
    vv_action action;
    size_t place;

    TRY(vv_sight_primary_action(sight, &action, &typed->error));
    if (action == VV_ACTION_NONE) {
        text_print(json, "{\"primary\":null,\"all\":[");
    } else {
        text_print(json, "{\"primary\":\"%s\",\"all\":[", vv_action_name(action).data);
    }
    for (place = 0; place < sizeof ACTIONS / sizeof ACTIONS[0]; place++) {
        vv_permission permission;
        vv_error *refusal = NULL;

        action = ACTIONS[place];
        text_print(json, "%s{\"action\":\"%s\",", place == 0 ? "" : ",", vv_action_name(action).data);
        if (vv_sight_may(sight, action, &permission, &refusal) == VV_OK) {
            text_print(json, "\"open\":");
            TRY(add_permission(json, &permission, &typed->error));
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

static vv_status typed_verdict(struct play *play, vv_text name, struct typed *typed)
{
    const vv_id *earlier_manager = NULL;
    vv_verdict verdict;

    if (field_is(name, "fact")) {
        vv_fact fact = (vv_fact)field_number(&play->request);

        TRY(vv_sight_fact(play->one.sight, fact, &verdict, &typed->error));
    } else {
        vv_respondent part = part_of(field(&play->request));
        vv_id question, manager;

        TRY(read_id(play, &question));
        if (field_number(&play->request) == 1) {
            TRY(read_id(play, &manager));
            earlier_manager = &manager;
        }
        TRY(vv_sight_answer(play->one.sight, part, question, earlier_manager, &verdict,
                            &typed->error));
    }
    add_verdict(&typed->json, &verdict);
    return VV_OK;
}

static vv_status typed_permission(struct play *play, vv_text name, struct typed *typed)
{
    vv_permission permission;

    if (field_is(name, "may")) {
        vv_action action = action_of(field(&play->request));

        TRY(vv_sight_may(play->one.sight, action, &permission, &typed->error));
    } else {
        vv_id question;

        TRY(read_id(play, &question));
        TRY(vv_sight_may_edit(play->one.sight, question, &permission, &typed->error));
    }
    return add_permission(&typed->json, &permission, &typed->error);
}

/* What typed calls tell of actions and of a view. */
static void check_sight(struct play *play, vv_text name, const vv_buffer *json)
{
    struct typed typed = {{NULL, 0, 0}, NULL};
    struct text text = {NULL, 0, 0};
    vv_standing standing;

    if (field_is(name, "actions")) {
        compare(play, VV_OK, json, typed_actions(play, &typed), &typed);
    } else if (field_is(name, "view") && vv_sight_standing(play->one.sight, &standing, NULL) == VV_OK) {
        text_print(&text, "{\"standing\":\"%s\",", vv_standing_name(standing).data);
        if (!json_begins(json, &text)) {
            play->problem = "the view has another standing";
        }
        text_free(&text);
    }
}

static vv_status sight(struct play *play)
{
    struct typed typed = {{NULL, 0, 0}, NULL};
    vv_buffer json = {NULL, 0};
    vv_text question, name;
    vv_status status;

    TRY(read_people(play));
    TRY(read_case(play, &play->one));
    TRY(read_who(play));
    TRY(stand_to(play, &play->one));
    TRY(vv_sight_new(play->one.case_, play->relation, &play->one.sight, &play->error));
    question = field(&play->request);
    name = field(&play->request);
    status = vv_sight_ask(play->one.sight, play->people, question, &json, &play->error);
    if (play->request.next == play->request.count) {
        /* No typed call answers the whole question. */
        TRY(status);
        check_sight(play, name, &json);
    } else if (field_is(name, "answer") || field_is(name, "fact")) {
        compare(play, status, &json, typed_verdict(play, name, &typed), &typed);
    } else {
        compare(play, status, &json, typed_permission(play, name, &typed), &typed);
    }
    TRY(status);
    return say_buffer(play, &json);
}

static vv_status sights(struct play *play)
{
    const vv_sight **all;
    vv_status status;
    vv_text question;
    vv_buffer json;
    size_t place;

    TRY(read_people(play));
    TRY(read_who(play));
    TRY(read_all_sights(play));
    question = field(&play->request);
    field(&play->request);
    all = calloc(play->all_count + 1, sizeof *all);
    if (all == NULL) {
        give_up("there is no memory left");
    }
    for (place = 0; place < play->all_count; place++) {
        all[place] = play->all[place].sight;
    }
    status = vv_sights_ask(all, play->all_count, play->people, question, &json, &play->error);
    free(all);
    TRY(status);
    return say_buffer(play, &json);
}

/* What typed calls tell of a timeline. */
static vv_status check_timeline(struct play *play, const vv_buffer *json)
{
    const vv_case *case_ = play->one.case_;
    struct text next = {NULL, 0, 0};
    vv_phase phase;

    TRY(vv_case_phase(case_, &phase, &play->error));
    check_phase(play, json, phase);
    text_print(&next, "\"next\":");
    TRY(add_instant(&next, vv_case_next_boundary(case_), &play->error));
    text_print(&next, "}");
    if (!json_ends(json, &next)) {
        play->problem = "the timeline has another next boundary";
    }
    if (vv_case_is_current(case_) != (phase != VV_PHASE_CLOSED)) {
        play->problem = "what is not closed is current, and nothing else";
    }
    text_free(&next);
    return VV_OK;
}

static vv_status typed_row(struct play *play, struct typed *typed)
{
    vv_index_row row;
    vv_buffer json;

    TRY(vv_case_index_row(play->one.case_, &row, &typed->error));
    TRY(vv_index_row_to_json(&row, &json, &typed->error));
    text_add(&typed->json, json.data, json.length);
    vv_buffer_free(&json);
    return VV_OK;
}

static vv_status case_(struct play *play)
{
    struct typed typed = {{NULL, 0, 0}, NULL};
    vv_buffer json = {NULL, 0};
    vv_text question, name;
    vv_status status;

    TRY(read_people(play));
    TRY(read_case(play, &play->one));
    question = field(&play->request);
    name = field(&play->request);
    status = vv_case_ask(play->one.case_, play->people, question, &json, &play->error);
    if (field_is(name, "index_row")) {
        compare(play, status, &json, typed_row(play, &typed), &typed);
    }
    TRY(status);
    if (field_is(name, "timeline")) {
        TRY(check_timeline(play, &json));
    }
    return say_buffer(play, &json);
}

static vv_status cycle(struct play *play)
{
    vv_text question;
    vv_phase phase;
    vv_buffer json;

    TRY(read_facts(play, &play->one));
    TRY(read_context(play, &play->one));
    question = field(&play->request);
    TRY(vv_context_ask(play->one.context, question, &json, &play->error));
    if (field_is(field(&play->request), "timeline")) {
        TRY(vv_context_cycle_phase(play->one.context, &phase, &play->error));
        check_phase(play, &json, phase);
    }
    return say_buffer(play, &json);
}

/* Somebody with their offices, or as they stand to two others. */
static vv_status typed_person(struct play *play, vv_text name, struct typed *typed)
{
    vv_buffer json;
    vv_pair pair;
    vv_id person;

    TRY(read_id(play, &person));
    if (field_is(name, "actor")) {
        TRY(vv_directory_actor(play->directory, person, &play->actor, &typed->error));
        TRY(vv_actor_json(play->actor, &json, &typed->error));
        text_print(&typed->json, "{\"visavis\":\"actor\",\"version\":%u,\"data\":%s}",
                   (unsigned)vv_schema_version(), json.data);
    } else {
        TRY(read_pair(play, &pair));
        TRY(vv_directory_relation(play->directory, person, pair, &play->relation, &typed->error));
        TRY(vv_relation_to_json(play->relation, &json, &typed->error));
        text_add(&typed->json, json.data, json.length);
    }
    vv_buffer_free(&json);
    return VV_OK;
}

static vv_status directory(struct play *play)
{
    vv_text people = field(&play->request), question, name;
    struct typed typed = {{NULL, 0, 0}, NULL};
    vv_buffer json = {NULL, 0};
    vv_status status;

    TRY(vv_directory_from_json(people, (vv_bool)field_number(&play->request), &play->directory,
                               &play->error));
    question = field(&play->request);
    name = field(&play->request);
    status = vv_directory_ask(play->directory, question, &json, &play->error);
    if (play->request.next != play->request.count) {
        compare(play, status, &json, typed_person(play, name, &typed), &typed);
    }
    TRY(status);
    return say_buffer(play, &json);
}

static vv_status template_(struct play *play)
{
    vv_text question;
    vv_buffer json;

    TRY(vv_template_from_json(field(&play->request), &play->one.template_, &play->error));
    question = field(&play->request);
    field(&play->request);
    TRY(vv_template_ask(play->one.template_, question, &json, &play->error));
    return say_buffer(play, &json);
}

static vv_status roster(struct play *play)
{
    vv_text question;
    vv_buffer json;

    TRY(vv_roster_from_json(field(&play->request), &play->roster, &play->error));
    TRY(read_people(play));
    question = field(&play->request);
    field(&play->request);
    TRY(vv_roster_ask(play->roster, play->people, question, &json, &play->error));
    return say_buffer(play, &json);
}

static vv_status add_date(struct text *json, vv_date date, vv_error **error)
{
    vv_buffer text;

    TRY(vv_date_format(date, &text, error));
    text_print(json, "\"%s\"", text.data);
    vv_buffer_free(&text);
    return VV_OK;
}

/* The typed answer about a date or an instant, whichever the name is about. */
static vv_status typed_day(const vv_org *org, vv_instant now, vv_text name, vv_date date,
                           vv_instant at, struct typed *typed)
{
    vv_error **error = &typed->error;
    struct text *json = &typed->json;

    if (field_is(name, "zone")) {
        vv_text zone;

        TRY(vv_calendar_zone(org, now, &zone, error));
        text_print(json, "\"%.*s\"", (int)zone.length, zone.data);
        return VV_OK;
    }
    if (field_is(name, "exists")) {
        vv_bool exists;

        TRY(vv_calendar_exists(org, now, date, &exists, error));
        text_print(json, "%s", exists == 1 ? "true" : "false");
        return VV_OK;
    }
    if (field_is(name, "today")) {
        TRY(vv_calendar_today(org, now, &date, error));
        return add_date(json, date, error);
    }
    if (field_is(name, "local_date")) {
        TRY(vv_calendar_local_date(org, now, at, &date, error));
        return add_date(json, date, error);
    }
    if (field_is(name, "top_of_hour")) {
        TRY(vv_calendar_top_of_hour(org, now, at, &at, error));
    } else if (field_is(name, "day_start")) {
        TRY(vv_calendar_day_start(org, now, date, &at, error));
    } else if (field_is(name, "deadline")) {
        TRY(vv_calendar_deadline(org, now, date, &at, error));
    } else {
        TRY(vv_calendar_five_pm(org, now, date, &at, error));
    }
    return add_instant(json, at, error);
}

static vv_status calendar(struct play *play)
{
    struct typed typed = {{NULL, 0, 0}, NULL};
    vv_org **org = &play->one.org;
    vv_buffer json = {NULL, 0};
    vv_date date = {1970, 1, 1};
    vv_instant now, at = 0;
    vv_text question, name;
    vv_status status;

    TRY(vv_org_from_json(field(&play->request), org, &play->error));
    TRY(read_now(play, &now));
    question = field(&play->request);
    name = field(&play->request);
    /* A text that is no date or no instant is told as such, and not as a document that cannot be read. */
    if (field_number(&play->request) == 1) {
        if (field_is(name, "local_date") || field_is(name, "top_of_hour")) {
            TRY(read_now(play, &at));
        } else {
            TRY(vv_date_parse(field(&play->request), &date, &play->error));
        }
    }
    status = vv_calendar_ask(*org, now, question, &json, &play->error);
    /* Only asked as a document. */
    if (field_is(name, "outdated_rules")) {
        TRY(status);
        return say_buffer(play, &json);
    }
    compare(play, status, &json, typed_day(*org, now, name, date, at, &typed), &typed);
    TRY(status);
    return say_buffer(play, &json);
}

/* Everything in one document. */
static vv_status ask(struct play *play)
{
    vv_buffer json;

    TRY(read_people(play));
    TRY(vv_ask(play->people, field(&play->request), &json, &play->error));
    return say_buffer(play, &json);
}

const struct call ASKS[] = {
    {"sight", sight},
    {"sights", sights},
    {"case", case_},
    {"cycle", cycle},
    {"directory", directory},
    {"template", template_},
    {"roster", roster},
    {"calendar", calendar},
    {"ask", ask},
    {NULL, NULL},
};
