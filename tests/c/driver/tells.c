/* What is told of facts, whoever asks: time, directories, the host's rows, and what the engine is. */
#include "play.h"

#include <stdlib.h>

void check_phase(struct play *play, const vv_buffer *timeline, vv_phase phase)
{
    struct text text = {NULL, 0, 0};

    text_print(&text, "{\"phase\":\"%s\",", name_of_phase(phase));
    if (!json_begins(timeline, &text)) {
        play->problem = "the timeline has another phase";
    }
    text_free(&text);
}

static vv_status timeline(struct play *play)
{
    struct text next = {NULL, 0, 0};
    vv_drawing drawing;
    vv_phase phase;
    vv_buffer json;
    vv_text title;

    TRY(read_case(play, &play->one));
    if (read_drawn(play, &drawing, &title)) {
        TRY(vv_case_timeline_drawn(play->one.case_, drawing, title, &json, &play->error));
        return say_quoted(play, &json);
    }
    TRY(vv_case_timeline(play->one.case_, &json, &play->error));
    TRY(vv_case_phase(play->one.case_, &phase, &play->error));
    check_phase(play, &json, phase);
    text_print(&next, "\"next\":");
    TRY(add_instant(play, &next, vv_case_next_boundary(play->one.case_)));
    text_print(&next, "}");
    if (!json_ends(&json, &next)) {
        play->problem = "the timeline has another next boundary";
    }
    if (vv_case_is_current(play->one.case_) !=
        (phase != VV_PHASE_SCHEDULED && phase != VV_PHASE_CLOSED)) {
        play->problem = "what has launched and is not closed is current, and nothing else";
    }
    text_free(&next);
    return say_buffer(play, &json);
}

static vv_status cycle_timeline(struct play *play)
{
    vv_drawing drawing;
    vv_phase phase;
    vv_buffer json;
    vv_text title;

    TRY(read_facts(play, &play->one));
    TRY(read_context(play, &play->one));
    if (read_drawn(play, &drawing, &title)) {
        TRY(vv_context_cycle_timeline_drawn(play->one.context, drawing, title, &json,
                                            &play->error));
        return say_quoted(play, &json);
    }
    TRY(vv_context_cycle_timeline(play->one.context, &json, &play->error));
    TRY(vv_context_cycle_phase(play->one.context, &phase, &play->error));
    check_phase(play, &json, phase);
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

static vv_status notifications(struct play *play)
{
    vv_status status;
    vv_buffer json;
    vv_text *events;
    size_t count;

    TRY(read_case(play, &play->one));
    events = read_texts(play, &count);
    status = read_directory(play);
    if (status == VV_OK) {
        status = vv_case_notifications(play->one.case_, events, count, play->directory, &json,
                                       &play->error);
    }
    free(events);
    TRY(status);
    return say_buffer(play, &json);
}

static vv_status ownership_prompt(struct play *play)
{
    vv_buffer json;

    TRY(read_case(play, &play->one));
    TRY(read_directory(play));
    TRY(vv_case_ownership_prompt(play->one.case_, play->directory, &json, &play->error));
    return say_buffer(play, &json);
}

/* Facts before or after a change: their context, and the people. */
static vv_status read_side(struct play *play, struct facts *facts)
{
    TRY(read_facts(play, facts));
    TRY(read_context(play, facts));
    return read_directory(play);
}

static vv_status previewed(struct play *play, vv_id by, const vv_conversation **conversations,
                           size_t count, vv_buffer *json)
{
    while (play->all_count < count) {
        struct facts *facts = &play->all[play->all_count];

        TRY(vv_conversation_from_json(field(&play->request), &facts->conversation, &play->error));
        conversations[play->all_count++] = facts->conversation;
    }
    return vv_preview(by, play->one.context, play->today, play->then.context, play->directory,
                      conversations, count, json, &play->error);
}

static vv_status preview(struct play *play)
{
    const vv_conversation **conversations;
    vv_status status;
    vv_buffer json;
    size_t count;
    vv_id by;

    TRY(read_id(play, &by));
    TRY(read_side(play, &play->one));
    play->today = play->directory;
    play->directory = NULL;
    TRY(read_side(play, &play->then));
    count = field_number(&play->request);
    play->all = calloc(count + 1, sizeof *play->all);
    conversations = calloc(count + 1, sizeof *conversations);
    if (play->all == NULL || conversations == NULL) {
        give_up("there is no memory left");
    }
    status = previewed(play, by, conversations, count, &json);
    free(conversations);
    TRY(status);
    return say_buffer(play, &json);
}

static vv_status to_purge(struct play *play)
{
    vv_buffer json;

    TRY(vv_template_from_json(field(&play->request), &play->one.template_, &play->error));
    TRY(read_rows(play));
    TRY(vv_template_to_purge(play->one.template_, play->rows, play->row_count, &json,
                             &play->error));
    return say_buffer(play, &json);
}

static vv_status waiting(struct play *play)
{
    vv_buffer json;

    TRY(vv_roster_from_json(field(&play->request), &play->roster, &play->error));
    TRY(vv_roster_waiting(play->roster, &json, &play->error));
    return say_buffer(play, &json);
}

static vv_status prospects(struct play *play)
{
    vv_buffer json;

    TRY(read_facts(play, &play->one));
    TRY(read_roster(play));
    TRY(read_context(play, &play->one));
    TRY(read_directory(play));
    TRY(vv_context_prospects(play->one.context, play->roster, play->directory, &json,
                             &play->error));
    return say_buffer(play, &json);
}

static vv_status read_list(struct play *play)
{
    vv_buffer json;

    TRY(read_directory(play));
    TRY(vv_directory_read_list(play->directory, field(&play->request), &json, &play->error));
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
    struct facts *facts = &play->one;
    vv_buffer json;

    TRY(read_directory(play));
    TRY(read_id(play, &play->person));
    if (field_number(&play->request) == 1) {
        play->by_person = true;
        TRY(vv_conversation_from_json(field(&play->request), &facts->conversation, &play->error));
        TRY(stand_to(play, facts));
    } else {
        TRY(vv_directory_relation(play->directory, play->person, &play->by, &play->error));
    }
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

    if (!field_is(version, VV_VERSION) || strlen(zones.data) != zones.length) {
        play->problem = "the header is of another version than the library";
    }
    text_print(&json, "{\"schema\":%u,\"version\":\"%s\",\"zones\":\"%s\"}",
               (unsigned)vv_schema_version(), version.data, zones.data);
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

const struct call TELLS[] = {
    {"timeline", timeline},
    {"cycle_timeline", cycle_timeline},
    {"index_row", index_row},
    {"notifications", notifications},
    {"ownership_prompt", ownership_prompt},
    {"preview", preview},
    {"to_purge", to_purge},
    {"waiting", waiting},
    {"prospects", prospects},
    {"read_list", read_list},
    {"faults", faults},
    {"relation", relation},
    {"calendar", calendar},
    {"engine", engine},
    {"rules", rules},
    {"refusals", refusals},
    {NULL, NULL},
};
