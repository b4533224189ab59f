/* What is looked at: sights, lists, time, and what the engine is. What typed calls answer is held
 * against the JSON of the same thing. */
#include "play.h"

#include <stdlib.h>

/* Whether a JSON text begins so. */
static bool begins(const vv_buffer *json, const struct text *with)
{
    return json->length >= with->length && memcmp(json->data, with->data, with->length) == 0;
}

/* Whether a JSON text ends so. */
static bool ends(const vv_buffer *json, const struct text *with)
{
    return json->length >= with->length &&
           memcmp(json->data + json->length - with->length, with->data, with->length) == 0;
}

static vv_status read_sight(struct play *play)
{
    TRY(read_case(play, &play->one));
    TRY(read_by(play));
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
    if (!begins(&json, &standing)) {
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

/* The JSON of all actions, put together from typed calls. */
static vv_status add_actions(struct play *play, struct text *json)
{
    vv_action action;

    TRY(vv_sight_primary_action(play->one.sight, &action, &play->error));
    if (action == VV_ACTION_NONE) {
        text_print(json, "{\"primary\":null,\"all\":[");
    } else {
        text_print(json, "{\"primary\":\"%s\",\"all\":[", name_of_action(action));
    }
    for (action = VV_ACTION_ANSWER; action <= VV_ACTION_CREATE_GOAL; action++) {
        vv_permission permission;
        vv_error *refusal = NULL;

        text_print(json, "%s{\"action\":\"%s\",", action == VV_ACTION_ANSWER ? "" : ",",
                   name_of_action(action));
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
    if (json.length != typed.length || !begins(&json, &typed)) {
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
    } else {
        vv_action action = action_of(field(&play->request));

        TRY(vv_sight_may(sight, action, &permission, &play->error));
        TRY(add_permission(play, &json, &permission));
    }
    say(play, text_view(&json));
    text_free(&json);
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
    TRY(vv_sight_new(play->one.case_, play->by, &play->one.sight, &play->error));
    sights = all_sights(play);
    status = vv_sight_earlier(play->one.sight, sights, play->all_count, &json, &play->error);
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

/* Holds the phase of a timeline, and its next boundary, against typed answers. */
static vv_status check_timeline(struct play *play, const vv_buffer *json, vv_phase phase)
{
    struct text text = {NULL, 0, 0};

    text_print(&text, "{\"phase\":\"%s\",", name_of_phase(phase));
    if (!begins(json, &text)) {
        play->problem = "the timeline has another phase";
    }
    text_free(&text);
    return VV_OK;
}

static vv_status timeline(struct play *play)
{
    struct text next = {NULL, 0, 0};
    vv_phase phase;
    vv_buffer json;

    TRY(read_case(play, &play->one));
    TRY(vv_case_timeline(play->one.case_, &json, &play->error));
    TRY(vv_case_phase(play->one.case_, &phase, &play->error));
    TRY(check_timeline(play, &json, phase));
    text_print(&next, "\"next\":");
    TRY(add_instant(play, &next, vv_case_next_boundary(play->one.case_)));
    text_print(&next, "}");
    if (!ends(&json, &next)) {
        play->problem = "the timeline has another next boundary";
    }
    if (vv_case_is_current(play->one.case_) !=
        (phase == VV_PHASE_OPEN || phase == VV_PHASE_GRACE)) {
        play->problem = "what is open or in grace is current, and nothing else";
    }
    text_free(&next);
    return say_buffer(play, &json);
}

static vv_status cycle_timeline(struct play *play)
{
    vv_phase phase;
    vv_buffer json;

    TRY(read_facts(play, &play->one));
    TRY(read_context(play, &play->one));
    TRY(vv_context_cycle_timeline(play->one.context, &json, &play->error));
    TRY(vv_context_cycle_phase(play->one.context, &phase, &play->error));
    TRY(check_timeline(play, &json, phase));
    return say_buffer(play, &json);
}

static vv_status index_row(struct play *play)
{
    vv_index_row row;
    vv_buffer json;

    TRY(read_case(play, &play->one));
    TRY(vv_case_index_row(play->one.case_, &row, &play->error));
    TRY(vv_index_row_to_json(&row, &json, &play->error));
    return say_buffer(play, &json);
}

static vv_status waiting(struct play *play)
{
    vv_buffer json;

    TRY(vv_roster_from_json(field(&play->request), &play->roster, &play->error));
    TRY(vv_roster_waiting(play->roster, &json, &play->error));
    return say_buffer(play, &json);
}

static vv_status faults(struct play *play)
{
    vv_text directory = field(&play->request);
    bool strict = field_number(&play->request) == 1;
    vv_buffer json;

    TRY(vv_directory_from_json(directory, strict, &play->directory, &play->error));
    TRY(vv_directory_faults(play->directory, &json, &play->error));
    return say_buffer(play, &json);
}

static vv_status relation(struct play *play)
{
    vv_buffer json;
    vv_id person;

    TRY(read_directory(play));
    TRY(read_id(play, &person));
    TRY(vv_directory_relation(play->directory, person, &play->by, &play->error));
    TRY(vv_relation_to_json(play->by, &json, &play->error));
    return say_buffer(play, &json);
}

/* The answers of a calendar, each an instant, a date or a boolean, as JSON. */
static vv_status ask_calendar(struct play *play, vv_instant now, vv_text name, vv_text of,
                              struct text *json)
{
    const vv_org *org = play->one.org;
    vv_instant at;
    vv_date date;

    if (field_is(name, "local_date") || field_is(name, "top_of_hour")) {
        TRY(vv_instant_parse(of, &at, &play->error));
    } else {
        TRY(vv_date_parse(of, &date, &play->error));
    }
    if (field_is(name, "local_date")) {
        vv_buffer text;

        TRY(vv_calendar_local_date(org, now, at, &date, &play->error));
        TRY(vv_date_format(date, &text, &play->error));
        text_print(json, "\"%s\"", text.data);
        vv_buffer_free(&text);
        return VV_OK;
    }
    if (field_is(name, "exists")) {
        bool exists;

        TRY(vv_calendar_exists(org, now, date, &exists, &play->error));
        text_print(json, "%s", exists ? "true" : "false");
        return VV_OK;
    }
    if (field_is(name, "top_of_hour")) {
        TRY(vv_calendar_top_of_hour(org, now, at, &at, &play->error));
    } else if (field_is(name, "day_start")) {
        TRY(vv_calendar_day_start(org, now, date, &at, &play->error));
    } else if (field_is(name, "deadline")) {
        TRY(vv_calendar_deadline(org, now, date, &at, &play->error));
    } else {
        TRY(vv_calendar_five_pm(org, now, date, &at, &play->error));
    }
    return add_instant(play, json, at);
}

static vv_status calendar(struct play *play)
{
    /* In the order in which JSON has them. */
    static const char *const NAMES[] = {"day_start",  "deadline", "exists",      "five_pm",
                                        "local_date", "today",    "top_of_hour", "zone"};
    enum { COUNT = sizeof NAMES / sizeof NAMES[0] };
    struct text answers[COUNT];
    struct text json = {NULL, 0, 0};
    size_t asked, place;
    vv_status status = VV_OK;
    vv_instant now;
    vv_buffer today;
    vv_date date;
    vv_text zone;

    memset(answers, 0, sizeof answers);
    TRY(vv_org_from_json(field(&play->request), &play->one.org, &play->error));
    TRY(read_now(play, &now));
    for (asked = field_number(&play->request); asked > 0 && status == VV_OK; asked--) {
        vv_text name = field(&play->request);
        vv_text of = field(&play->request);

        for (place = 0; place < COUNT; place++) {
            if (field_is(name, NAMES[place])) {
                status = ask_calendar(play, now, name, of, &answers[place]);
            }
        }
    }
    if (status == VV_OK) {
        TRY(vv_calendar_today(play->one.org, now, &date, &play->error));
        TRY(vv_date_format(date, &today, &play->error));
        text_print(&answers[5], "\"%s\"", today.data);
        vv_buffer_free(&today);
        TRY(vv_calendar_zone(play->one.org, now, &zone, &play->error));
        text_print(&answers[7], "\"%.*s\"", (int)zone.length, zone.data);
    }
    for (place = 0; place < COUNT; place++) {
        if (answers[place].data != NULL) {
            text_print(&json, "%s\"%s\":%s", json.length == 0 ? "{" : ",", NAMES[place],
                       answers[place].data);
            text_free(&answers[place]);
        }
    }
    text_print(&json, "}");
    say(play, text_view(&json));
    text_free(&json);
    return status;
}

static vv_status engine(struct play *play)
{
    struct text json = {NULL, 0, 0};
    vv_text version = vv_version();
    vv_text zones = vv_tz_database();

    if (!field_is(version, VV_VERSION)) {
        play->problem = "the header is of another version than the library";
    }
    text_print(&json, "{\"schema\":%u,\"version\":\"%.*s\",\"zones\":\"%.*s\"}",
               (unsigned)vv_schema_version(), (int)version.length, version.data,
               (int)zones.length, zones.data);
    say(play, text_view(&json));
    text_free(&json);
    return VV_OK;
}

static vv_status rules(struct play *play)
{
    vv_buffer json;

    TRY(vv_rules(&json, &play->error));
    return say_buffer(play, &json);
}

static vv_status refusals(struct play *play)
{
    vv_buffer json;

    TRY(vv_refusals(&json, &play->error));
    return say_buffer(play, &json);
}

bool see(struct play *play, vv_text call, vv_status *status)
{
    static const struct {
        const char *name;
        vv_status (*see)(struct play *play);
    } SEES[] = {
        {"view", view},
        {"row", row},
        {"actions", actions},
        {"share_prompt", share_prompt},
        {"explain", explain},
        {"record", record},
        {"lists", all_lists},
        {"earlier", earlier},
        {"offers", all_offers},
        {"timeline", timeline},
        {"cycle_timeline", cycle_timeline},
        {"index_row", index_row},
        {"waiting", waiting},
        {"faults", faults},
        {"relation", relation},
        {"calendar", calendar},
        {"engine", engine},
        {"rules", rules},
        {"refusals", refusals},
    };
    size_t place;

    for (place = 0; place < sizeof SEES / sizeof SEES[0]; place++) {
        if (field_is(call, SEES[place].name)) {
            *status = SEES[place].see(play);
            return true;
        }
    }
    return false;
}
