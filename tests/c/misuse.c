/* Wrong calls of the library: null pointers, lengths that cannot be, bytes that are no text, codes that
 * are none, freeing twice where it can be told. Each is an error object, and no output is written. With
 * PLANTED, for a library with the feature `planted-panic`, a panic too. */
#include "check.h"

static const vv_id NIL;
static const vv_text NONE;

/* A place that has to stay as it was. */
static uint64_t untouched;
#define PLACE(type) ((type *)(void *)&untouched)

static void null_pointers(void)
{
    vv_buffer buffer;
    vv_instant at;
    vv_date date = {2026, 3, 2};
    vv_id id;
    vv_text zone;
    vv_bool exists;
    size_t count;
    vv_pair pair;
    vv_index_row row;
    vv_permission permission;
    vv_verdict verdict;
    vv_phase code;
    vv_text holes = {NULL, 7};

    memset(&pair, 0, sizeof pair);

    LACKS("again", vv_json_rewrite(NONE, NONE, NULL, &error));
    LACKS("again", vv_json_from_person(NONE, NONE, NULL, &error));
    LACKS("json", vv_json_rewrite(vv_text_of("start"), holes, &buffer, &error));
    LACKS("id", vv_id_parse(NONE, NULL, &error));
    LACKS("text", vv_id_format(NIL, NULL, &error));
    LACKS("id", vv_id_from_key(NIL, NONE, NULL, &error));
    LACKS("key", vv_id_from_key(NIL, holes, &id, &error));
    LACKS("instant", vv_instant_parse(NONE, NULL, &error));
    LACKS("text", vv_instant_format(0, NULL, &error));
    LACKS("date", vv_date_parse(NONE, NULL, &error));
    LACKS("text", vv_date_format(date, NULL, &error));
    LACKS("json", vv_rules(NULL, &error));
    LACKS("json", vv_refusals(NULL, &error));
    LACKS("json", vv_constants(NULL, &error));

    LACKS("org", vv_org_from_json(NONE, NULL, &error));
    LACKS("org", vv_org_to_json(NULL, &buffer, &error));
    LACKS("directory", vv_directory_from_json(NONE, 1, NULL, &error));
    LACKS("directory", vv_directory_ask(NULL, NONE, &buffer, &error));
    LACKS("directory", vv_directory_actor(NULL, NIL, PLACE(vv_actor *), &error));
    LACKS("directory", vv_directory_relation(NULL, NIL, pair, PLACE(vv_relation *), &error));
    LACKS("directory", vv_directory_read_list(NULL, NONE, &buffer, &error));
    LACKS("directory", vv_directory_pair(NULL, NIL, NIL, &pair, &error));
    LACKS("directory", vv_directory_pairs_of(NULL, NIL, NULL, 0, &count, &error));
    LACKS("actor", vv_actor_vouched(NIL, NIL, 1, 0, NULL, &error));
    LACKS("actor", vv_actor_json(NULL, &buffer, &error));
    LACKS("actor", vv_relation_vouched(NULL, pair, 0, 0, 0, 0, PLACE(vv_relation *), &error));
    LACKS("case_", vv_case_relation(NULL, NULL, NIL, PLACE(vv_relation *), &error));
    LACKS("relation", vv_relation_from_json(NONE, NULL, &error));
    LACKS("relation", vv_relation_to_json(NULL, &buffer, &error));
    LACKS("org", vv_offers(NULL, NULL, 0, NULL, NULL, 0, 0, &buffer, &error));

    LACKS("template_", vv_template_from_json(NONE, NULL, &error));
    LACKS("template_", vv_template_replay(NULL, 0, NULL, &error));
    LACKS("template_", vv_template_replay_until(NULL, 0, 0, NULL, &error));
    LACKS("template_", vv_template_to_json(NULL, &buffer, &error));
    LACKS("org", vv_template_create(NULL, NULL, NONE, 0, NULL, NULL, &error));
    LACKS("template_", vv_template_copy(NULL, NULL, NULL, NIL, NONE, 0, NULL, NULL, &error));
    LACKS("template_", vv_template_execute(NULL, NULL, NULL, 0, NULL, 0, NULL, NONE, 0, NULL,
                                           NULL, &error));
    LACKS("template_", vv_template_ask(NULL, NONE, &buffer, &error));
    LACKS("cycle", vv_cycle_from_json(NONE, NULL, &error));
    LACKS("cycle", vv_cycle_replay(NULL, 0, NULL, &error));
    LACKS("cycle", vv_cycle_replay_until(NULL, 0, 0, NULL, &error));
    LACKS("cycle", vv_cycle_to_json(NULL, &buffer, &error));
    LACKS("org", vv_cycle_set_up(NULL, NULL, NULL, NONE, 0, NULL, NULL, &error));
    LACKS("cycle", vv_cycle_execute(NULL, NULL, NULL, NULL, NULL, NULL, NONE, 0, NULL, NULL, &error));
    LACKS("roster", vv_roster_from_json(NONE, NULL, &error));
    LACKS("roster", vv_roster_replay(NULL, 0, NULL, &error));
    LACKS("roster", vv_roster_replay_until(NULL, 0, 0, NULL, &error));
    LACKS("roster", vv_roster_to_json(NULL, &buffer, &error));
    LACKS("roster", vv_roster_ask(NULL, NULL, NONE, &buffer, &error));
    LACKS("conversation", vv_conversation_from_json(NONE, NULL, &error));
    LACKS("conversation", vv_conversation_replay(NULL, 0, NULL, &error));
    LACKS("conversation", vv_conversation_replay_until(NULL, 0, 0, NULL, &error));
    LACKS("conversation", vv_conversation_to_json(NULL, &buffer, &error));
    LACKS("row", vv_index_row_from_json(NONE, NULL, &error));
    LACKS("row", vv_index_row_to_json(NULL, &buffer, &error));

    LACKS("org", vv_context_new(NULL, NULL, NULL, 0, PLACE(vv_context *), &error));
    LACKS("context", vv_context_cycle_phase(NULL, &code, &error));
    LACKS("context", vv_context_ask(NULL, NONE, &buffer, &error));
    LACKS("context", vv_context_start(NULL, NULL, NIL, pair, NULL, NULL, NULL, NULL, NULL, NULL,
                                      &error));
    LACKS("context", vv_context_roll_out(NULL, NULL, NULL, PLACE(vv_roll_out *), &error));
    LACKS("context", vv_context_prospects(NULL, NULL, NULL, &buffer, &error));
    LACKS("roll_out", vv_roll_out_prospects(NULL, &buffer, &error));
    LACKS("roll_out", vv_roll_out_roster(NULL, NULL, NULL, &error));
    LACKS("roll_out", vv_roll_out_launched(NULL, 0, NULL, NULL, NULL, &error));
    LACKS("context", vv_case_new(NULL, NULL, PLACE(vv_case *), &error));
    LACKS("case_", vv_case_phase(NULL, &code, &error));
    LACKS("case_", vv_case_ask(NULL, NULL, NONE, &buffer, &error));
    LACKS("case_", vv_case_index_row(NULL, &row, &error));
    LACKS("case_", vv_case_execute(NULL, NULL, NONE, NULL, NULL, NULL, &error));

    LACKS("case_", vv_sight_new(NULL, NULL, PLACE(vv_sight *), &error));
    LACKS("sight", vv_sight_standing(NULL, &code, &error));
    LACKS("sight", vv_sight_may(NULL, VV_ACTION_SHARE, &permission, &error));
    LACKS("sight", vv_sight_may_edit(NULL, NIL, &permission, &error));
    LACKS("sight", vv_sight_primary_action(NULL, &code, &error));
    LACKS("sight", vv_sight_answer(NULL, VV_RESPONDENT_MANAGER, NIL, NULL, &verdict, &error));
    LACKS("sight", vv_sight_fact(NULL, VV_FACT_FRAME, &verdict, &error));
    LACKS("sight", vv_sight_ask(NULL, NULL, NONE, &buffer, &error));
    LACKS("json", vv_sights_ask(NULL, 0, NULL, NONE, NULL, &error));
    LACKS("answer", vv_ask(NULL, NONE, NULL, &error));
    LACKS("before", vv_preview(NIL, NULL, NULL, NULL, NULL, NULL, 0, &buffer, &error));

    LACKS("org", vv_org_with_zone_rules(NULL, NULL, 0, PLACE(vv_org *), &error));
    LACKS("org", vv_calendar_ask(NULL, 0, NONE, &buffer, &error));
    LACKS("org", vv_calendar_zone(NULL, 0, &zone, &error));
    LACKS("org", vv_calendar_today(NULL, 0, &date, &error));
    LACKS("org", vv_calendar_local_date(NULL, 0, 0, &date, &error));
    LACKS("org", vv_calendar_day_start(NULL, 0, date, &at, &error));
    LACKS("org", vv_calendar_deadline(NULL, 0, date, &at, &error));
    LACKS("org", vv_calendar_five_pm(NULL, 0, date, &at, &error));
    LACKS("org", vv_calendar_exists(NULL, 0, date, &exists, &error));
    LACKS("org", vv_calendar_top_of_hour(NULL, 0, 0, &at, &error));
    CHECK(untouched == 0);
}

/* Calls that have no place for an error give nothing, zeros, or false. */
static void null_to_plain_calls(void)
{
    vv_id cycle;

    CHECK(memcmp(vv_org_id(NULL).bytes, NIL.bytes, 16) == 0);
    CHECK(memcmp(vv_template_id(NULL).bytes, NIL.bytes, 16) == 0);
    CHECK(memcmp(vv_cycle_id(NULL).bytes, NIL.bytes, 16) == 0);
    CHECK(memcmp(vv_roster_cycle(NULL).bytes, NIL.bytes, 16) == 0);
    CHECK(memcmp(vv_conversation_id(NULL).bytes, NIL.bytes, 16) == 0);
    CHECK(memcmp(vv_conversation_template(NULL).bytes, NIL.bytes, 16) == 0);
    CHECK(!vv_conversation_cycle(NULL, &cycle));
    CHECK(vv_template_revision(NULL) == 0 && vv_cycle_revision(NULL) == 0);
    CHECK(vv_roster_revision(NULL) == 0 && vv_conversation_revision(NULL) == 0);
    CHECK(!vv_roster_has(NULL, NIL));
    CHECK(vv_directory_count(NULL) == 0 && vv_directory_name(NULL, NIL).length == 0);
    CHECK(vv_events_count(NULL) == 0 && vv_events_repeated(NULL) == 0);
    CHECK(vv_events_get(NULL, 0).length == 0);
    CHECK(vv_roll_out_count(NULL) == 0 && vv_roll_out_next(NULL) == VV_NO_INSTANT);
    CHECK(vv_roll_out_template_revision(NULL) == 0);
    CHECK(vv_case_next_boundary(NULL) == VV_NO_INSTANT && !vv_case_is_current(NULL));
    CHECK(vv_error_kind(NULL).length == 0 && vv_error_code(NULL).length == 0);
    CHECK(vv_error_rule(NULL).length == 0 && vv_error_message(NULL).length == 0);
    CHECK(vv_error_json(NULL).length == 0 && vv_error_since(NULL) == VV_NO_INSTANT);
    CHECK(vv_error_until(NULL) == VV_NO_INSTANT);

    vv_org_free(NULL);
    vv_directory_free(NULL);
    vv_actor_free(NULL);
    vv_relation_free(NULL);
    vv_template_free(NULL);
    vv_cycle_free(NULL);
    vv_roster_free(NULL);
    vv_conversation_free(NULL);
    vv_context_free(NULL);
    vv_roll_out_free(NULL);
    vv_case_free(NULL);
    vv_sight_free(NULL);
    vv_events_free(NULL);
    vv_error_free(NULL);
    vv_buffer_free(NULL);
}

static const char ORG[] = ENVELOPE(
    "organisation",
    "{\"id\":\"" ID("1") "\",\"zone\":{\"first\":\"Asia/Tokyo\"},\"conversations\":{\"first\":true}}");
static const char PEOPLE[] = ENVELOPE(
    "directory", "{\"organisation\":\"" ID("1") "\",\"people\":["
                 "{\"id\":\"" ID("2") "\",\"name\":\"Ana\",\"manager\":\"" ID("3") "\"},"
                 "{\"id\":\"" ID("3") "\",\"name\":\"Ben\",\"super_admin\":true}]}");

static void texts(void)
{
    static const char BYTES[] = {'"', (char)0xff, '"'};
    vv_org *org = PLACE(vv_org);
    vv_text bytes = {BYTES, sizeof BYTES};
    vv_text endless = {BYTES, SIZE_MAX};
    vv_text whole = vv_text_of(ORG);
    vv_text texts[2];
    vv_template *template_ = PLACE(vv_template);
    vv_buffer buffer = {NULL, 3};
    vv_id id;

    /* Bytes that are no text. */
    FAILS("utf8", "", vv_org_from_json(bytes, &org, &error));
    CHECK(org == PLACE(vv_org));
    CHECK(vv_id_parse(bytes, &id, NULL) == VV_ERROR);
    CHECK(vv_json_rewrite(bytes, NONE, &buffer, NULL) == VV_ERROR && buffer.length == 3);

    /* A length that is too short or too long, and one that no memory has. */
    whole.length -= 1;
    FAILS("json", "", vv_org_from_json(whole, &org, &error));
    whole.length += 2; /* the NUL at its end, too */
    FAILS("json", "", vv_org_from_json(whole, &org, &error));
    LACKS("json", vv_org_from_json(endless, &org, &error));
    texts[0] = NONE;
    LACKS("events", vv_template_replay(texts, SIZE_MAX, &template_, &error));
    LACKS("events", vv_template_replay(NULL, 1, &template_, &error));
    LACKS("kind", vv_json_rewrite(vv_text_of("stray"), NONE, &buffer, &error));
    CHECK(org == PLACE(vv_org) && template_ == PLACE(vv_template));

    /* The empty text may be null. */
    CHECK(vv_text_of(NULL).length == 0 && vv_text_of("").length == 0);
    CHECK(vv_id_from_key(NIL, vv_text_of(NULL), &id, &error) == VV_OK);

    /* Whoever does not want to know why leaves the place for the error out. */
    CHECK(vv_org_from_json(NONE, &org, NULL) == VV_ERROR);
}

/* Files that are no list of people, each refused as such, and one that is. */
static void lists(void)
{
    static const char PEOPLE_WITH_MAIL[] = ENVELOPE(
        "directory", "{\"organisation\":\"" ID("1") "\",\"people\":["
                     "{\"id\":\"" ID("2") "\",\"name\":\"Ana\",\"email\":\"ana@acme.example\"}]}");
    static const struct {
        const char *bytes;
        size_t length;
        const char *code;
        const char *fault;
    } FILES[] = {
        {"", 0, "list-empty", ""},
        {"\xef\xbb\xbf" "Email\r\n\r\n", 12, "list-empty", ""},
        {"ben@acme.example", 16, "list-refused", "list-nobody"},
        {"an\xe4@acme.example", 16, "list-refused", "list-not-utf8"},
        {"ana@acme.example\0", 17, "list-refused", "line 1"},
        {"\0\0\0\0", 4, "list-refused", "line 1"},
        {"a,b", 3, "list-refused", "list-columns"},
    };
    vv_text endless = {"", SIZE_MAX}, hole = {NULL, 1}, file;
    vv_directory *directory = NULL;
    vv_buffer json = {NULL, 7};
    size_t place;

    CHECK(vv_directory_from_json(vv_text_of(PEOPLE_WITH_MAIL), 1, &directory, &error) == VV_OK);
    for (place = 0; place < sizeof FILES / sizeof FILES[0]; place++) {
        file.data = FILES[place].bytes;
        file.length = FILES[place].length;
        CHECK(vv_directory_read_list(directory, file, &json, &error) == VV_REFUSED);
        CHECK(same(vv_error_code(error), FILES[place].code));
        CHECK(strstr(vv_error_json(error).data, FILES[place].fault) != NULL);
        vv_error_free(error);
        error = NULL;
    }
    WRONG("csv", "is longer", vv_directory_read_list(directory, endless, &json, &error));
    LACKS("csv", vv_directory_read_list(directory, hole, &json, &error));
    file = vv_text_of("ANA@acme.example");
    LACKS("json", vv_directory_read_list(directory, file, NULL, &error));
    CHECK(json.data == NULL && json.length == 7);
    CHECK(vv_directory_read_list(directory, file, &json, &error) == VV_OK);
    CHECK(strcmp(json.data, "{\"people\":[\"" ID("2") "\"],\"blank_lines\":0}") == 0);
    vv_buffer_free(&json);
    vv_directory_free(directory);
}

static void buffers(void)
{
    vv_buffer buffer = {NULL, 0};
    vv_buffer empty = {NULL, 0};

    CHECK(vv_rules(&buffer, &error) == VV_OK);
    CHECK(buffer.data[buffer.length] == '\0' && strlen(buffer.data) == buffer.length);
    vv_buffer_free(&buffer);
    CHECK(buffer.data == NULL && buffer.length == 0);
    vv_buffer_free(&buffer);
    vv_buffer_free(&empty);
}

static void codes_and_ranges(void)
{
    static const vv_bool NO_TRUTHS[] = {2, -1, INT32_MIN, INT32_MAX};
    vv_org *org = NULL;
    vv_directory *directory = NULL, *stray = NULL;
    vv_actor *actor = NULL;
    vv_actor *other = PLACE(vv_actor);
    vv_buffer json = {NULL, 0};
    vv_buffer again = {NULL, 0};
    vv_date date = {2026, 2, 30};
    vv_index_row row;
    vv_instant at = 7;
    vv_pair pairs[1];
    size_t count = 0, place;
    vv_id ana, ben, acme;

    CHECK(vv_org_from_json(vv_text_of(ORG), &org, &error) == VV_OK);
    CHECK(vv_directory_from_json(vv_text_of(PEOPLE), 1, &directory, &error) == VV_OK);
    CHECK(vv_id_parse(vv_text_of(ID("1")), &acme, &error) == VV_OK);
    CHECK(vv_id_parse(vv_text_of(ID("2")), &ana, &error) == VV_OK);
    CHECK(vv_id_parse(vv_text_of(ID("3")), &ben, &error) == VV_OK);
    CHECK(memcmp(vv_org_id(org).bytes, acme.bytes, 16) == 0);
    CHECK(vv_directory_count(directory) == 2);
    CHECK(same(vv_directory_name(directory, ana), "Ana"));
    CHECK(vv_directory_name(directory, acme).length == 0);
    CHECK(vv_id_format(ana, &json, &error) == VV_OK && strcmp(json.data, ID("2")) == 0);
    vv_buffer_free(&json);

    /* As many pairs as there is room for, and the number of all. */
    CHECK(vv_directory_pairs_of(directory, ben, NULL, 0, &count, &error) == VV_OK && count == 1);
    CHECK(vv_directory_pairs_of(directory, ben, pairs, 1, &count, &error) == VV_OK && count == 1);
    CHECK(memcmp(pairs[0].direct_report.bytes, ana.bytes, 16) == 0);
    LACKS("pairs", vv_directory_pairs_of(directory, ben, NULL, 1, &count, &error));
    LACKS("count", vv_directory_pairs_of(directory, ben, NULL, 0, NULL, &error));

    /* An actor for whom the host vouches is the one that the directory knows. */
    CHECK(vv_directory_actor(directory, ben, &actor, &error) == VV_OK);
    CHECK(vv_actor_json(actor, &json, &error) == VV_OK);
    vv_actor_free(actor);
    CHECK(vv_actor_vouched(acme, ben, 1, 1, &actor, &error) == VV_OK);
    CHECK(vv_actor_json(actor, &again, &error) == VV_OK);
    CHECK(strcmp(json.data, again.data) == 0);
    vv_buffer_free(&json);
    vv_buffer_free(&again);
    vv_actor_free(actor);
    CHECK(vv_actor_vouched(acme, ben, 0, 0, &actor, &error) == VV_OK);
    CHECK(vv_actor_json(actor, &json, &error) == VV_OK);
    CHECK(strstr(json.data, "\"active\":false,\"super_admin\":false") != NULL);
    vv_buffer_free(&json);
    vv_actor_free(actor);

    /* A truth is 0 or 1. */
    for (place = 0; place < sizeof NO_TRUTHS / sizeof NO_TRUTHS[0]; place++) {
        vv_bool none = NO_TRUTHS[place];

        WRONG("active", "is neither 0 nor 1", vv_actor_vouched(acme, ben, none, 0, &other, &error));
        WRONG("super_admin", "is neither 0 nor 1",
              vv_actor_vouched(acme, ben, 1, none, &other, &error));
        WRONG("strict", "is neither 0 nor 1",
              vv_directory_from_json(vv_text_of(PEOPLE), none, &stray, &error));
    }
    CHECK(other == PLACE(vv_actor) && stray == NULL);

    /* Dates and instants that there are not. */
    FAILS("time", "", vv_calendar_deadline(org, 0, date, &at, &error));
    CHECK(at == 7);
    FAILS("time", "", vv_calendar_top_of_hour(org, INT64_MAX, 0, &at, &error));
    CHECK(at == 7);
    CHECK(vv_instant_format(VV_NO_INSTANT, &json, NULL) == VV_ERROR && json.data == NULL);
    date.year = INT32_MAX;
    CHECK(vv_date_format(date, &json, NULL) == VV_ERROR && json.data == NULL);
    memset(&row, 0, sizeof row);
    row.has_cycle = 2;
    LACKS("has_cycle", vv_index_row_to_json(&row, &json, &error));
    row.has_cycle = 1;
    row.edit_requested = 2;
    LACKS("edit_requested", vv_index_row_to_json(&row, &json, &error));

    vv_directory_free(directory);
    vv_org_free(org);
}

#ifdef PLANTED
vv_status vv_planted_panic(vv_error **error);
uint32_t vv_planted_panic_plain(void);

static void panics(void)
{
    CHECK(vv_planted_panic(&error) == VV_ERROR && same(vv_error_kind(error), "panic"));
    CHECK(strstr(vv_error_json(error).data, "\"kind\":\"panic\"") != NULL);
    vv_error_free(error);
    error = NULL;
    CHECK(vv_planted_panic(NULL) == VV_ERROR);
    CHECK(vv_planted_panic_plain() == 7);
}
#endif

int main(void)
{
    null_pointers();
    null_to_plain_calls();
    texts();
    lists();
    buffers();
    codes_and_ranges();
#ifdef PLANTED
    panics();
#endif
    CHECK(error == NULL);
    puts(failed ? "misuse: FAIL" : "misuse: ok");
    return failed;
}
