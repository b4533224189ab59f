/* What has closed is asked for, listed to who may decide, allowed and told; what would close is told
 * beforehand; and wrong calls of that. */
#include "check.h"
#include "stage.h"

#define COMMAND(command) vv_text_of(ENVELOPE("command", "{\"command\":" command "}"))

static const char PEOPLE[] = ENVELOPE(
    "directory", "{\"organisation\":\"" ID("1") "\",\"people\":["
                 "{\"id\":\"" ID("2") "\",\"name\":\"Ana\",\"manager\":\"" ID("3") "\"},"
                 "{\"id\":\"" ID("3") "\",\"name\":\"Ben\",\"super_admin\":true},"
                 "{\"id\":\"" ID("7") "\",\"name\":\"Ada\",\"super_admin\":true}]}");
static const char ELSEWHERE[] =
    ENVELOPE("directory", "{\"organisation\":\"" ID("8") "\",\"people\":[]}");

static vv_case *case_at(const struct stage *stage, const vv_conversation *conversation,
                        const char *now)
{
    vv_context *context = NULL;
    vv_case *case_ = NULL;
    vv_instant at;

    MUST(vv_instant_parse(vv_text_of(now), &at, &error));
    MUST(vv_context_new(stage->org, stage->template_, NULL, at, &context, &error));
    MUST(vv_case_new(context, conversation, &case_, &error));
    vv_context_free(context);
    return case_;
}

static vv_sight *sight_of(const vv_case *case_, const vv_relation *relation)
{
    vv_sight *sight = NULL;

    MUST(vv_sight_new(case_, relation, &sight, &error));
    return sight;
}

static vv_relation *relation_to(const vv_directory *directory, const char *person, vv_pair pair)
{
    vv_relation *relation = NULL;
    vv_id id;

    MUST(vv_id_parse(vv_text_of(person), &id, &error));
    MUST(vv_directory_relation(directory, id, pair, &relation, &error));
    return relation;
}

static vv_directory *directory_of(const char *json)
{
    vv_directory *directory = NULL;

    MUST(vv_directory_from_json(vv_text_of(json), 1, &directory, &error));
    return directory;
}

/* The last call has to have been refused with this code, and this way out. */
static void refused(int line, vv_status status, const char *code, vv_remedy remedy,
                    const char *ends)
{
    vv_text message = vv_error_message(error);
    size_t length = strlen(ends);

    if (status != VV_REFUSED || !same(vv_error_code(error), code) ||
        vv_error_way_out(error) != remedy || message.length < length ||
        strcmp(message.data + message.length - length, ends) != 0) {
        fprintf(stderr, "%d: status %d, %s\n", line, (int)status, vv_error_json(error).data);
        failed = 1;
    }
    vv_error_free(error);
    error = NULL;
}

#define REFUSED(code, remedy, ends, call) refused(__LINE__, call, code, remedy, ends)

/* The JSON of an answer has to hold, or to be, a text. */
static void holds(int line, vv_status status, vv_buffer *json, const char *text, bool whole)
{
    if (status != VV_OK || strstr(json->data, text) == NULL ||
        (whole && json->length != strlen(text))) {
        fprintf(stderr, "%d: status %d, %s\n", line, (int)status,
                status == VV_OK ? json->data : vv_error_message(error).data);
        failed = 1;
    }
    vv_buffer_free(json);
}

#define HOLDS(text, call) holds(__LINE__, call, &json, text, false)
#define IS(text, call) holds(__LINE__, call, &json, text, true)

/* Does what somebody asks, and gives the conversation after it. */
static vv_conversation *done(const vv_case *case_, const vv_relation *by, vv_text command,
                             vv_events **events, vv_bool edit_requested)
{
    vv_conversation *after = NULL;
    vv_index_row row;

    MUST(vv_case_execute(case_, by, command, &after, events, &row, &error));
    CHECK(row.edit_requested == edit_requested && vv_events_count(*events) == 1);
    return after;
}

#define REQUESTS vv_text_of("\"edit_requests\"")
#define DIGEST vv_text_of("{\"edit_requests_digest\":\"2026-04-01\"}")
#define PROMPT vv_text_of("\"ownership_prompt\"")

/* The question whom an event tells something; it lives until the next one. */
static vv_text told(vv_text event)
{
    static char question[2000];

    snprintf(question, sizeof question, "{\"notifications\":[%.*s]}", (int)event.length, event.data);
    return vv_text_of(question);
}

static void asked_and_allowed(const struct stage *stage, const vv_directory *directory)
{
    vv_pair pair = vv_conversation_pair(stage->conversation);
    vv_relation *ada = relation_to(directory, ID("7"), pair);
    vv_relation *ben = relation_to(directory, ID("3"), pair), *alone = NULL;
    vv_case *late = case_at(stage, stage->conversation, "2026-04-01T09:00:00Z"), *open, *evening;
    vv_sight *ana = sight_of(late, stage->ana), *hers;
    const vv_sight *sights[2];
    vv_conversation *asked, *allowed;
    vv_events *events = NULL;
    vv_permission permission;
    vv_buffer json = {NULL, 0};
    vv_text event;

    /* The conversation was due on 30 March. */
    REFUSED("editing-closed", VV_REMEDY_REQUEST_EDIT, "; ask to edit to reopen it",
            vv_sight_may(ana, VV_ACTION_ANSWER, &permission, &error));
    REFUSED("ownership-anytime", VV_REMEDY_NONE, "",
            vv_sight_may(ana, VV_ACTION_TAKE_OWNERSHIP, &permission, &error));
    CHECK(vv_sight_may(ana, VV_ACTION_REQUEST_EDIT, &permission, &error) == VV_OK);
    CHECK(permission.until == VV_LAST_INSTANT && strcmp(permission.rule.id, "REQ-1") == 0);
    vv_sight_free(ana);

    asked = done(late, stage->ana, COMMAND("\"request_edit\""), &events, 1);
    event = vv_events_get(events, 0);
    IS("[]", vv_case_ask(late, directory, told(event), &json, &error));
    IS("null", vv_case_ask(late, directory, PROMPT, &json, &error));
    vv_events_free(events);
    open = case_at(stage, asked, "2026-04-01T10:00:00Z");
    ana = sight_of(open, stage->ana);
    REFUSED("editing-closed", VV_REMEDY_AWAIT_DECISION,
            "; your request to edit it waits for a decision",
            vv_sight_may(ana, VV_ACTION_ANSWER, &permission, &error));

    /* Ada decides, and Ben does not while there is Ada: he is the manager. */
    hers = sight_of(open, ada);
    sights[0] = hers;
    HOLDS("\"by\":\"" ID("2") "\"", vv_sights_ask(sights, 1, NULL, REQUESTS, &json, &error));
    IS("null", vv_sights_ask(sights, 1, NULL, DIGEST, &json, &error));
    vv_sight_free(hers);
    hers = sight_of(open, ben);
    sights[0] = hers;
    IS("[]", vv_sights_ask(sights, 1, NULL, REQUESTS, &json, &error));
    IS("[]", vv_sights_ask(NULL, 0, NULL, REQUESTS, &json, &error));
    IS("null", vv_sights_ask(NULL, 0, NULL, DIGEST, &json, &error));
    vv_sight_free(hers);
    MUST(vv_relation_vouched(stage->admin, pair, 0, 0, 1, 1, &alone, &error));
    hers = sight_of(open, alone);
    sights[0] = hers;
    HOLDS("\"side\":\"direct_report\"", vv_sights_ask(sights, 1, NULL, REQUESTS, &json, &error));
    sights[1] = ana;
    FAILS("mismatch", "", vv_sights_ask(sights, 2, NULL, REQUESTS, &json, &error));
    FAILS("mismatch", "", vv_sights_ask(sights, 2, NULL, DIGEST, &json, &error));
    vv_sight_free(hers);
    vv_sight_free(ana);
    evening = case_at(stage, asked, "2026-04-01T17:00:00Z");
    hers = sight_of(evening, ada);
    sights[0] = hers;
    HOLDS("\"at\":\"2026-04-01T17:00:00Z\"",
          vv_sights_ask(sights, 1, NULL, DIGEST, &json, &error));
    vv_sight_free(hers);

    allowed = done(open, ada, COMMAND("{\"allow_edit\":\"direct_report\"}"), &events, 0);
    event = vv_events_get(events, 0);
    HOLDS("\"request_approved\"", vv_case_ask(open, directory, told(event), &json, &error));
    vv_events_free(events);
    vv_case_free(open);
    open = case_at(stage, allowed, "2026-04-08T23:59:59Z");
    ana = sight_of(open, stage->ana);
    CHECK(vv_sight_may(ana, VV_ACTION_ANSWER, &permission, &error) == VV_OK);
    CHECK(strcmp(permission.rule.id, "REQ-4") == 0);
    vv_sight_free(ana);

    vv_case_free(late);
    vv_case_free(open);
    vv_case_free(evening);
    vv_conversation_free(asked);
    vv_conversation_free(allowed);
    vv_relation_free(ada);
    vv_relation_free(ben);
    vv_relation_free(alone);
}

/* A relation for which the host vouches is the one that the directory knows, and holds for no other
 * pair; none of its truths is anything but 0 or 1. */
static void relations(const struct stage *stage, const vv_directory *directory)
{
    static const vv_bool NO_TRUTHS[] = {2, -1, INT32_MIN, INT32_MAX};
    static const char *const NAMES[] = {"hr_for_direct_report", "hr_for_manager",
                                        "manages_direct_report", "only_super_admin"};
    vv_pair pair = vv_conversation_pair(stage->conversation), others = pair;
    vv_relation *known = relation_to(directory, ID("3"), pair), *vouched = NULL, *untouched = NULL;
    vv_buffer one = {NULL, 0}, other = {NULL, 0};
    vv_sight *sight = NULL;
    size_t place, which;

    CHECK(memcmp(pair.organisation.bytes, vv_org_id(stage->org).bytes, 16) == 0);
    CHECK(vv_relation_to_json(known, &one, &error) == VV_OK);
    CHECK(vv_relation_to_json(stage->ben, &other, &error) == VV_OK);
    CHECK(strcmp(one.data, other.data) == 0);
    vv_buffer_free(&one);
    vv_buffer_free(&other);
    for (which = 0; which < 4; which++) {
        vv_bool truths[4] = {0, 0, 0, 0};
        char said[40];

        truths[which] = 1;
        CHECK(vv_relation_vouched(stage->admin, pair, truths[0], truths[1], truths[2], truths[3],
                                  &vouched, &error) == VV_OK);
        CHECK(vv_relation_to_json(vouched, &one, &error) == VV_OK);
        snprintf(said, sizeof said, "\"%s\":true", NAMES[which]);
        CHECK(strstr(one.data, said) != NULL);
        vv_buffer_free(&one);
        vv_relation_free(vouched);
        for (place = 0; place < sizeof NO_TRUTHS / sizeof NO_TRUTHS[0]; place++) {
            truths[which] = NO_TRUTHS[place];
            FAILS("argument", NAMES[which],
                  vv_relation_vouched(stage->admin, pair, truths[0], truths[1], truths[2],
                                      truths[3], &untouched, &error));
        }
    }

    others.organisation = pair.manager;
    FAILS("organisation_mismatch", "",
          vv_relation_vouched(stage->admin, others, 0, 0, 0, 0, &untouched, &error));
    others = pair;
    others.manager = pair.direct_report;
    CHECK(vv_relation_vouched(stage->admin, others, 0, 0, 0, 0, &vouched, &error) == VV_OK);
    FAILS("mismatch", "", vv_sight_new(stage->case_, vouched, &sight, &error));
    FAILS("mismatch", "",
          vv_case_execute(stage->case_, vouched, COMMAND("\"request_edit\""), NULL, NULL, NULL,
                          &error));
    CHECK(untouched == NULL && sight == NULL);
    vv_relation_free(vouched);
    vv_relation_free(known);
}

/* Events of others, texts that are none, lengths that no memory has, and nothing where something is
 * needed. */
static void wrong_calls(const struct stage *stage, const vv_directory *directory)
{
    static const size_t COUNTS[] = {SIZE_MAX, SIZE_MAX / 2 + 1, SIZE_MAX / 16 + 1};
    vv_text never = vv_text_of("{\"edit_requests_digest\":\"2026-02-30\"}");
    vv_pair pair = vv_conversation_pair(stage->conversation), none = vv_conversation_pair(NULL);
    vv_directory *elsewhere = directory_of(ELSEWHERE);
    vv_sight *sight = sight_of(stage->case_, stage->ben);
    const vv_sight *sights[2] = {NULL, NULL};
    vv_conversation *other = NULL;
    vv_events *events = NULL;
    vv_buffer json = {NULL, 7};
    vv_text event;
    vv_relation *relation = NULL;
    vv_id people[1];
    size_t place, count = 7;

    sights[0] = sight;
    CHECK(vv_context_start(stage->context, stage->starter, pair.manager, pair, NULL, NULL, &other,
                           &events, NULL, NULL, &error) == VV_OK);
    event = vv_events_get(events, 0);
    FAILS("mismatch", "",
          vv_case_ask(stage->case_, directory, told(event), &json, &error));
    FAILS("json", "", vv_case_ask(stage->case_, directory, told(vv_text_of("{}")), &json, &error));
    FAILS("organisation_mismatch", "",
          vv_case_ask(stage->case_, elsewhere, told(vv_text_of("")), &json, &error));
    FAILS("organisation_mismatch", "",
          vv_case_ask(stage->case_, elsewhere, PROMPT, &json, &error));
    FAILS("json", "", vv_sights_ask(sights, 1, NULL, never, &json, &error));
    LACKS("sights", vv_sights_ask(sights, 2, NULL, REQUESTS, &json, &error));
    LACKS("sights", vv_sights_ask(sights, 2, NULL, DIGEST, &json, &error));
    for (place = 0; place < sizeof COUNTS / sizeof COUNTS[0]; place++) {
        WRONG("sights", "is longer",
              vv_sights_ask(sights, COUNTS[place], NULL, REQUESTS, &json, &error));
    }
    FAILS("missing", "", vv_context_prospects(stage->context, NULL, directory, &json, &error));
    LACKS("directory", vv_context_prospects(stage->context, NULL, NULL, &json, &error));
    LACKS("json", vv_context_prospects(stage->context, NULL, directory, NULL, &error));
    FAILS("missing", "", vv_case_ask(stage->case_, NULL, told(event), &json, &error));
    FAILS("missing", "", vv_case_ask(stage->case_, NULL, PROMPT, &json, &error));
    LACKS("json", vv_case_ask(stage->case_, directory, PROMPT, NULL, &error));
    LACKS("json", vv_sights_ask(NULL, 0, NULL, REQUESTS, NULL, &error));
    LACKS("directory", vv_directory_relation(NULL, pair.manager, pair, &relation, &error));
    LACKS("relation", vv_directory_relation(directory, pair.manager, pair, NULL, &error));
    LACKS("case_", vv_case_relation(NULL, directory, pair.manager, &relation, &error));
    LACKS("directory", vv_case_relation(stage->case_, NULL, pair.manager, &relation, &error));
    LACKS("relation", vv_case_relation(stage->case_, directory, pair.manager, NULL, &error));
    LACKS("actor", vv_relation_vouched(NULL, pair, 0, 0, 0, 0, &relation, &error));
    LACKS("relation", vv_relation_vouched(stage->admin, pair, 0, 0, 0, 0, NULL, &error));
    LACKS("conversation", vv_conversation_previous_managers(NULL, NULL, 0, &count, &error));
    LACKS("count", vv_conversation_previous_managers(other, NULL, 0, NULL, &error));
    LACKS("people", vv_conversation_previous_managers(other, NULL, 1, &count, &error));
    CHECK(json.data == NULL && json.length == 7 && relation == NULL && count == 7);

    CHECK(vv_conversation_previous_managers(other, NULL, 0, &count, &error) == VV_OK && count == 0);
    count = 7;
    CHECK(vv_conversation_previous_managers(other, people, 1, &count, &error) == VV_OK);
    CHECK(count == 0);
    memset(people, 0, sizeof people);
    CHECK(memcmp(none.organisation.bytes, people, 16) == 0);
    CHECK(memcmp(none.direct_report.bytes, people, 16) == 0);
    CHECK(memcmp(none.manager.bytes, people, 16) == 0);
    CHECK(vv_error_way_out(NULL) == VV_REMEDY_NONE);
    CHECK(vv_error_category(NULL) == VV_CATEGORY_NONE);
    CHECK(vv_error_not_found(NULL) == VV_REFUSED);
    CHECK(vv_error_not_found(&error) == VV_REFUSED);
    CHECK(vv_error_category(error) == VV_CATEGORY_NOT_FOUND);
    CHECK(same(vv_error_code(error), "not-found"));
    vv_error_free(error);
    error = NULL;

    vv_events_free(events);
    vv_conversation_free(other);
    vv_sight_free(sight);
    vv_directory_free(elsewhere);
}

/* What switching conversations off would close. */
static void previewed(const struct stage *stage, const vv_directory *directory)
{
    static const size_t COUNTS[] = {SIZE_MAX, SIZE_MAX / 2 + 1, SIZE_MAX / 8 + 1};
    const char *off = ENVELOPE("organisation", "{\"id\":\"" ID("1") "\",\"zone\":{\"first\":\"UTC\"},"
                                               "\"conversations\":{\"first\":false}}");
    const vv_conversation *all[2] = {NULL, NULL};
    const vv_context *before = stage->context;
    vv_context *after = NULL, *later = NULL;
    vv_buffer json = {NULL, 7};
    vv_id ana, ben, ada;
    vv_org *org = NULL;
    size_t place;

    all[0] = stage->conversation;
    MUST(vv_org_from_json(vv_text_of(off), &org, &error));
    MUST(vv_context_new(org, stage->template_, NULL, stage->now, &after, &error));
    MUST(vv_context_new(org, stage->template_, NULL, stage->now + 1, &later, &error));
    MUST(vv_id_parse(vv_text_of(ID("2")), &ana, &error));
    MUST(vv_id_parse(vv_text_of(ID("3")), &ben, &error));
    MUST(vv_id_parse(vv_text_of(ID("7")), &ada, &error));

    REFUSED("not-super-admin", VV_REMEDY_NONE, "",
            vv_preview(ana, before, directory, after, directory, all, 1, &json, &error));
    FAILS("mismatch", "", vv_preview(ada, before, directory, later, directory, all, 1, &json, &error));
    LACKS("after", vv_preview(ada, before, directory, NULL, directory, all, 1, &json, &error));
    LACKS("people_before", vv_preview(ada, before, NULL, after, directory, all, 1, &json, &error));
    LACKS("people_after", vv_preview(ada, before, directory, after, NULL, all, 1, &json, &error));
    LACKS("json", vv_preview(ada, before, directory, after, directory, all, 1, NULL, &error));
    LACKS("conversations",
          vv_preview(ada, before, directory, after, directory, all, 2, &json, &error));
    for (place = 0; place < sizeof COUNTS / sizeof COUNTS[0]; place++) {
        WRONG("conversations", "is longer",
              vv_preview(ada, before, directory, after, directory, all, COUNTS[place], &json,
                         &error));
    }
    CHECK(json.data == NULL && json.length == 7);

    /* Without access Ada is told of no conversation; Ben is told of what concerns himself. */
    IS("{\"moved\":[],\"conversations\":[]}",
       vv_preview(ada, before, directory, after, directory, all, 1, &json, &error));
    HOLDS("\"locked_out\":[{\"person\":\"" ID("3") "\"",
          vv_preview(ben, before, directory, after, directory, all, 1, &json, &error));
    IS("{\"moved\":[],\"conversations\":[]}",
       vv_preview(ben, before, directory, after, directory, NULL, 0, &json, &error));

    vv_context_free(after);
    vv_context_free(later);
    vv_org_free(org);
}

int main(void)
{
    vv_directory *directory = directory_of(PEOPLE);
    struct stage stage;

    stage_set(&stage);
    asked_and_allowed(&stage, directory);
    relations(&stage, directory);
    wrong_calls(&stage, directory);
    previewed(&stage, directory);
    stage_clear(&stage);
    vv_directory_free(directory);
    CHECK(error == NULL);
    puts(failed ? "requests: FAIL" : "requests: ok");
    return failed;
}
