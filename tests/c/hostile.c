/* What somebody hands in who means harm: texts that are far too deep, too long, or nearly right; arrays
 * with holes; questions of others; pointers to where nothing of their type can stand. Each is an error
 * object or a refusal, no output is written, and a thread with a small stack is enough. */
#include "check.h"
#include "stage.h"
#include "texts.h"

#include <pthread.h>

enum { STACK = 256 * 1024 };

/* Lengths that no memory has, for arrays of every type, and arrays with a hole. */
static void arrays(const struct stage *stage)
{
    static const size_t COUNTS[] = {SIZE_MAX, SIZE_MAX / 2 + 1, SIZE_MAX / 8, SIZE_MAX / 16 + 1};
    static const char PEOPLE[] =
        ENVELOPE("directory", "{\"organisation\":\"" ID("1") "\",\"people\":[]}");
    const vv_sight *sights[2] = {NULL, NULL};
    const vv_template *templates[2] = {NULL, NULL};
    const vv_cycle *cycles[1] = {NULL};
    vv_directory *directory = NULL;
    vv_sight *sight = NULL;
    vv_text texts[1] = {{"", 0}}, lists = vv_text_of("\"lists\"");
    vv_buffer json = {NULL, 7};
    vv_index_row row;
    vv_pair pair;
    size_t place;

    memset(&row, 0, sizeof row);
    memset(&pair, 0, sizeof pair);
    CHECK(vv_directory_from_json(vv_text_of(PEOPLE), 1, &directory, &error) == VV_OK);
    CHECK(vv_sight_new(stage->case_, stage->ana, &sight, &error) == VV_OK);
    sights[0] = sight;
    templates[0] = stage->template_;
    for (place = 0; place < sizeof COUNTS / sizeof COUNTS[0]; place++) {
        size_t count = COUNTS[place];
        vv_conversation *conversation = NULL;
        vv_roster *roster = NULL;
        vv_cycle *cycle = NULL;

        WRONG("sights", "is longer",
              vv_sights_ask(sights, count, directory, lists, &json, &error));
        WRONG("events", "is longer", vv_conversation_replay(texts, count, &conversation, &error));
        WRONG("events", "is longer", vv_roster_replay(texts, count, &roster, &error));
        WRONG("events", "is longer", vv_cycle_replay(texts, count, &cycle, &error));
        WRONG("events", "is longer",
              vv_conversation_replay_until(texts, count, 0, &conversation, &error));
        WRONG("rows", "is longer",
              vv_template_execute(stage->template_, stage->org, &row, count, NULL, 0, stage->admin,
                                  vv_text_of(""), stage->now, NULL, NULL, &error));
        WRONG("cycles", "is longer",
              vv_template_execute(stage->template_, stage->org, NULL, 0, cycles, count,
                                  stage->admin, vv_text_of(""), stage->now, NULL, NULL, &error));
        WRONG("templates", "is longer",
              vv_offers(stage->org, templates, count, stage->starter, NULL, 0, 0, &json, &error));
        WRONG("pairs", "is longer",
              vv_offers(stage->org, templates, 1, stage->starter, &pair, count, 0, &json, &error));
        CHECK(conversation == NULL && roster == NULL && cycle == NULL);
    }
    LACKS("sights", vv_sights_ask(sights, 2, directory, lists, &json, &error));
    LACKS("templates",
          vv_offers(stage->org, templates, 2, stage->starter, NULL, 0, 0, &json, &error));
    row.has_cycle = 2;
    LACKS("has_cycle",
          vv_template_execute(stage->template_, stage->org, &row, 1, NULL, 0, stage->admin,
                              vv_text_of(""), stage->now, NULL, NULL, &error));
    LACKS("cycles",
          vv_template_execute(stage->template_, stage->org, NULL, 0, cycles, 1, stage->admin,
                              vv_text_of(""), stage->now, NULL, NULL, &error));
    LACKS("cycles",
          vv_template_execute(stage->template_, stage->org, NULL, 0, NULL, 1, stage->admin,
                              vv_text_of(""), stage->now, NULL, NULL, &error));
    LACKS("has_cycle", vv_index_row_to_json(&row, &json, &error));
    row.has_cycle = 0;
    row.edit_requested = -1;
    LACKS("edit_requested", vv_index_row_to_json(&row, &json, &error));
    row.edit_requested = 0;
    row.closes_at = INT64_MAX;
    FAILS("time", "", vv_index_row_to_json(&row, &json, &error));
    LACKS("rows",
          vv_template_execute(stage->template_, stage->org, NULL, 1, NULL, 0, stage->admin,
                              vv_text_of(""), stage->now, NULL, NULL, &error));
    CHECK(json.data == NULL && json.length == 7);

    /* What is missing behind the first argument. */
    LACKS("relation", vv_sight_new(stage->case_, NULL, &sight, &error));
    LACKS("conversation", vv_case_new(stage->context, NULL, (vv_case **)&sight, &error));
    LACKS("template_", vv_context_new(stage->org, NULL, NULL, 0, (vv_context **)&sight, &error));
    FAILS("missing", "", vv_sight_ask(sight, NULL, vv_text_of("\"row\""), &json, &error));
    FAILS("missing", "", vv_sights_ask(sights, 1, NULL, lists, &json, &error));
    LACKS("by", vv_case_execute(stage->case_, NULL, vv_text_of(""), NULL, NULL, NULL, &error));
    CHECK(sight == sights[0]);
    vv_sight_free(sight);
    vv_directory_free(directory);
}

/* The last call has to have been refused with this code. */
static void refused(const char *file, int line, vv_status status, const char *code)
{
    if (status != VV_REFUSED || !same(vv_error_code(error), code)) {
        fprintf(stderr, "%s:%d: status %d, %s\n", file, line, (int)status,
                vv_error_json(error).data);
        failed = 1;
    }
    vv_error_free(error);
    error = NULL;
}

#define REFUSED(code, call) refused(__FILE__, __LINE__, call, code)

/* Somebody who has no part in the conversation. */
static vv_relation *stranger_to(const struct stage *stage, vv_id id)
{
    vv_pair pair = vv_conversation_pair(stage->conversation);
    vv_relation *relation = NULL;
    vv_actor *actor = NULL;

    CHECK(vv_actor_vouched(pair.organisation, id, 1, 0, &actor, &error) == VV_OK);
    CHECK(vv_relation_vouched(actor, pair, 0, 0, 0, 0, &relation, &error) == VV_OK);
    vv_actor_free(actor);
    return relation;
}

/* Questions that are nobody's or somebody else's, asked by each and by a stranger. */
static void questions(const struct stage *stage)
{
    static const char *const NOT_HERS[] = {
        ID("0"), ID("6"), "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff"};
    static const vv_respondent NO_PARTS[] = {0, 3, -1, INT32_MIN, INT32_MAX};
    static const vv_permission UNTOUCHED = {7, {"7"}};
    vv_sight *ana = NULL, *ben = NULL, *stranger = NULL;
    vv_relation *relation = NULL;
    vv_permission permission = UNTOUCHED;
    vv_text timeline = vv_text_of("\"timeline\"");
    vv_text record = vv_text_of("{\"record\":{\"edit\":{\"question\":\"" ID("5") "\"}}}");
    vv_verdict verdict;
    vv_buffer json = {NULL, 7};
    vv_id question, id;
    size_t place;

    CHECK(vv_id_parse(vv_text_of(ID("5")), &question, &error) == VV_OK);
    CHECK(vv_id_parse(vv_text_of(ID("9")), &id, &error) == VV_OK);
    relation = stranger_to(stage, id);
    CHECK(vv_sight_new(stage->case_, stage->ana, &ana, &error) == VV_OK);
    CHECK(vv_sight_new(stage->case_, stage->ben, &ben, &error) == VV_OK);
    CHECK(vv_sight_new(stage->case_, relation, &stranger, &error) == VV_OK);

    for (place = 0; place < sizeof NOT_HERS / sizeof NOT_HERS[0]; place++) {
        CHECK(vv_id_parse(vv_text_of(NOT_HERS[place]), &id, &error) == VV_OK);
        REFUSED("question-not-yours", vv_sight_may_edit(ana, id, &permission, &error));
        REFUSED("no-part", vv_sight_may_edit(ben, id, &permission, &error));
        REFUSED("not-found", vv_sight_may_edit(stranger, id, &permission, &error));
    }
    REFUSED("no-part", vv_sight_may_edit(ben, question, &permission, &error));
    REFUSED("not-found", vv_sight_may_edit(stranger, question, &permission, &error));
    REFUSED("not-found", vv_sight_ask(stranger, NULL, timeline, &json, &error));
    LACKS("permission", vv_sight_may_edit(ana, question, NULL, &error));
    LACKS("json", vv_sight_ask(ana, NULL, timeline, NULL, &error));
    for (place = 0; place < sizeof NO_PARTS / sizeof NO_PARTS[0]; place++) {
        WRONG("part", "is none of the codes",
              vv_sight_answer(ana, NO_PARTS[place], question, NULL, &verdict, &error));
    }
    CHECK(memcmp(&permission, &UNTOUCHED, sizeof permission) == 0);
    CHECK(json.data == NULL && json.length == 7);

    /* What an earlier manager left is another answer than the one that stands in the part. */
    CHECK(vv_sight_answer(ana, VV_RESPONDENT_DIRECT_REPORT, question, NULL, &verdict, &error) ==
          VV_OK);
    CHECK(verdict.visibility == VV_VISIBILITY_VISIBLE);
    CHECK(vv_sight_answer(ana, VV_RESPONDENT_MANAGER, question, &id, &verdict, &error) == VV_OK);
    CHECK(verdict.visibility == VV_VISIBILITY_HIDDEN);

    /* Her own question is hers, and whoever does not want to know why is told no less. */
    CHECK(vv_sight_may_edit(stranger, question, &permission, NULL) == VV_REFUSED);
    CHECK(vv_sight_may_edit(ana, question, &permission, &error) == VV_OK);
    CHECK(strcmp(permission.rule.id, "ANS-9") == 0 && permission.until > stage->now);
    /* The record is the host's: it says of a stranger that nothing is granted. */
    CHECK(vv_sight_ask(stranger, NULL, record, &json, &error) == VV_OK);
    CHECK(strstr(json.data, "\"granted\":false,\"rule\":\"VIS-16\"") != NULL);
    vv_buffer_free(&json);
    vv_relation_free(relation);
    vv_sight_free(ana);
    vv_sight_free(ben);
    vv_sight_free(stranger);
}

/* Whatever can be asked, asked with a document. */
static vv_status asked(const struct stage *stage, size_t which, const vv_sight *sight,
                       vv_text question, vv_buffer *json)
{
    const vv_sight *const sights[1] = {sight};

    switch (which) {
    case 0:
        return vv_sight_ask(sight, NULL, question, json, &error);
    case 1:
        return vv_sights_ask(sights, 1, NULL, question, json, &error);
    case 2:
        return vv_case_ask(stage->case_, NULL, question, json, &error);
    case 3:
        return vv_template_ask(stage->template_, question, json, &error);
    default:
        return vv_calendar_ask(stage->org, stage->now, question, json, &error);
    }
}

/* Documents that are none, for every kind of handle. */
static void documents(const struct stage *stage)
{
    static const char *const NONE[] = {
        "",       "null", "7",  "\"nothing\"",       "\"timeline\" 7", "{\"view\":{\"\":1}}",
        "{\"\":0}", "{}",   "[]", "{\"timeline\":1}", "\xef\xbb\xbf\"nothing\"",
    };
    static const char BYTES[] = {'"', (char)0xff, '"'};
    vv_text hole = {NULL, 1}, endless = {"", SIZE_MAX}, bytes;
    char *deep = built("", "{\"record\":", "}", DEEP, "");
    vv_buffer json = {NULL, 7};
    vv_sight *sight = NULL;
    size_t which, place;

    bytes.data = BYTES;
    bytes.length = sizeof BYTES;
    CHECK(vv_sight_new(stage->case_, stage->ana, &sight, &error) == VV_OK);
    for (which = 0; which < 5; which++) {
        for (place = 0; place < sizeof NONE / sizeof NONE[0]; place++) {
            FAILS("json", "", asked(stage, which, sight, vv_text_of(NONE[place]), &json));
        }
        FAILS("json", "", asked(stage, which, sight, vv_text_of(deep), &json));
        FAILS("utf8", "", asked(stage, which, sight, bytes, &json));
        LACKS("question", asked(stage, which, sight, hole, &json));
        WRONG("question", "is longer", asked(stage, which, sight, endless, &json));
    }
    /* This context has no cycle. */
    FAILS("missing", "",
          vv_context_ask(stage->context, vv_text_of("\"timeline\""), &json, &error));
    LACKS("request", vv_ask(NULL, hole, &json, &error));
    WRONG("request", "is longer", vv_ask(NULL, endless, &json, &error));
    CHECK(json.data == NULL && json.length == 7);
    /* The one call says in its answer what cannot be read. */
    CHECK(vv_ask(NULL, bytes, &json, &error) == VV_OK);
    CHECK(strstr(json.data, "{\"error\":{") == json.data);
    CHECK(strstr(json.data, "\"kind\":\"utf8\"") != NULL);
    vv_buffer_free(&json);
    CHECK(vv_ask(NULL, vv_text_of(deep), &json, &error) == VV_OK);
    CHECK(strstr(json.data, "{\"error\":{") == json.data);
    CHECK(strstr(json.data, "\"kind\":\"json\"") != NULL);
    vv_buffer_free(&json);
    free(deep);
    vv_sight_free(sight);
}

/* Titles that would be markup, and pictures for a stranger. */
static void pictures(const struct stage *stage)
{
    static const char *const FORMS[] = {"svg", "mermaid"};
    static const char MARKUP[] = "</title><script>alert(1)</script>\\u0000]]>&#0;\\n    section Mine\\n"
                                 "%%{init}%%\\u001b;#\\uffff";
    vv_sight *ana = NULL, *stranger = NULL;
    vv_relation *relation = NULL;
    vv_buffer picture = {NULL, 7};
    size_t place;
    vv_id id;

    CHECK(vv_id_parse(vv_text_of(ID("9")), &id, &error) == VV_OK);
    relation = stranger_to(stage, id);
    CHECK(vv_sight_new(stage->case_, stage->ana, &ana, &error) == VV_OK);
    CHECK(vv_sight_new(stage->case_, relation, &stranger, &error) == VV_OK);
    for (place = 0; place < sizeof FORMS / sizeof FORMS[0]; place++) {
        char question[300], before[60];
        vv_text markup;
        char *text;

        snprintf(before, sizeof before, "{\"drawn_timeline\":{\"%s\":\"", FORMS[place]);
        snprintf(question, sizeof question, "%s%s\"}}", before, MARKUP);
        markup = vv_text_of(question);
        REFUSED("not-found", vv_sight_ask(stranger, NULL, markup, &picture, &error));
        CHECK(picture.data == NULL && picture.length == 7);
        /* A title stays a title: nothing ends it. */
        CHECK(vv_case_ask(stage->case_, NULL, markup, &picture, &error) == VV_OK);
        CHECK(strlen(picture.data) == picture.length);
        CHECK(strstr(picture.data, "u001b") == NULL && strstr(picture.data, "u0000") == NULL);
        CHECK(place != 0 || strstr(picture.data, "<script") == NULL);
        CHECK(place != 1 || strstr(picture.data, "\\n    section Mine") == NULL);
        vv_buffer_free(&picture);
        /* A million signs are a title as well. */
        text = built(before, "&", "", DEEP, "\"}}");
        CHECK(vv_sight_ask(ana, NULL, vv_text_of(text), &picture, &error) == VV_OK);
        CHECK(picture.length > DEEP);
        vv_buffer_free(&picture);
        picture.length = 7;
        free(text);
    }
    vv_relation_free(relation);
    vv_sight_free(ana);
    vv_sight_free(stranger);
}

/* Beside where something of this type can stand. */
#define BESIDE(type, pointer) ((type *)(void *)((char *)(uintptr_t)(pointer) + 1))
#define NOT_ALIGNED(argument, call) WRONG(argument, "is not aligned", call)

static void not_aligned(const struct stage *stage)
{
    static const vv_id NIL;
    const vv_org *org = BESIDE(const vv_org, stage->org);
    vv_text texts[2] = {{"", 0}, {"", 0}};
    vv_index_row rows[2];
    vv_permission permissions[2];
    vv_conversation *conversations[2] = {NULL, NULL};
    vv_events *lists[2] = {NULL, NULL};
    vv_error *errors[2] = {NULL, NULL};
    vv_buffer buffers[2] = {{NULL, 0}, {NULL, 0}};
    vv_conversation *conversation = NULL;
    vv_context *context = NULL;
    vv_sight *sight = NULL;
    vv_buffer json;
    const char *save = ENVELOPE("command", "{\"command\":{\"save\":[{\"question\":\"" ID(
                                               "5") "\",\"answer\":{\"paragraph\":\"Well.\"}}]}}");

    memset(rows, 0, sizeof rows);
    memset(permissions, 0, sizeof permissions);
    NOT_ALIGNED("org", vv_org_to_json(org, &json, &error));
    NOT_ALIGNED("json", vv_rules(BESIDE(vv_buffer, buffers), &error));
    NOT_ALIGNED("row", vv_index_row_to_json(BESIDE(vv_index_row, rows), &json, &error));
    NOT_ALIGNED("row", vv_case_index_row(stage->case_, BESIDE(vv_index_row, rows), &error));
    NOT_ALIGNED("events", vv_conversation_replay(BESIDE(vv_text, texts), 1, &conversation, &error));
    NOT_ALIGNED("cycle", vv_context_new(stage->org, stage->template_, BESIDE(vv_cycle, stage->org),
                                        stage->now, &context, &error));
    NOT_ALIGNED("after",
                vv_case_execute(stage->case_, stage->ana, vv_text_of(save),
                                BESIDE(vv_conversation *, conversations), NULL, NULL, &error));
    /* Nothing is given away before all of it can be. */
    NOT_ALIGNED("row",
                vv_case_execute(stage->case_, stage->ana, vv_text_of(save), conversations, lists,
                                BESIDE(vv_index_row, rows), &error));
    CHECK(conversations[0] == NULL && lists[0] == NULL && rows[0].revision == 0);
    CHECK(conversation == NULL && context == NULL && buffers[0].data == NULL);

    CHECK(vv_sight_new(stage->case_, stage->ana, &sight, &error) == VV_OK);
    NOT_ALIGNED("sight", vv_sight_may_edit(BESIDE(vv_sight, sight), NIL, permissions, &error));
    NOT_ALIGNED("permission",
                vv_sight_may_edit(sight, NIL, BESIDE(vv_permission, permissions), &error));
    NOT_ALIGNED("json", vv_sight_ask(sight, NULL, vv_text_of("\"timeline\""),
                                     BESIDE(vv_buffer, buffers), &error));
    NOT_ALIGNED("directory", vv_sight_ask(sight, BESIDE(vv_directory, sight), vv_text_of("\"row\""),
                                          &json, &error));
    NOT_ALIGNED("answer", vv_ask(NULL, texts[0], BESIDE(vv_buffer, buffers), &error));
    NOT_ALIGNED("rows",
                vv_template_execute(stage->template_, stage->org, BESIDE(vv_index_row, rows), 1,
                                    NULL, 0, stage->admin, texts[0], stage->now, NULL, NULL,
                                    &error));
    CHECK(permissions[0].until == 0 && buffers[0].data == NULL);
    vv_sight_free(sight);
    sight = NULL;

    /* An error that cannot be written is not; the status says it. */
    CHECK(vv_sight_new(stage->case_, NULL, &sight, BESIDE(vv_error *, errors)) == VV_ERROR);
    CHECK(errors[0] == NULL && errors[1] == NULL);

    /* Calls that cannot say so give nothing. */
    CHECK(memcmp(vv_org_id(org).bytes, NIL.bytes, 16) == 0);
    CHECK(vv_error_message(BESIDE(vv_error, errors)).length == 0);
    vv_org_free(BESIDE(vv_org, stage->org));
    vv_buffer_free(BESIDE(vv_buffer, buffers));
}

/* Numbers that are no codes have no names, and no name is null. */
static void names(void)
{
    static vv_text (*const NAMES[])(int32_t) = {
        vv_respondent_name, vv_standing_name,   vv_phase_name,       vv_action_name,
        vv_fact_name,       vv_visibility_name, vv_revealed_by_name, vv_remedy_name,
    };
    static const int32_t NONE[] = {-1, 64, INT32_MIN, INT32_MAX};
    size_t place, number;

    for (place = 0; place < sizeof NAMES / sizeof NAMES[0]; place++) {
        CHECK(NAMES[place](1).length == strlen(NAMES[place](1).data));
        CHECK(NAMES[place](1).length > 0);
        for (number = 0; number < sizeof NONE / sizeof NONE[0]; number++) {
            CHECK(NAMES[place](NONE[number]).data != NULL);
            CHECK(NAMES[place](NONE[number]).length == 0);
        }
    }
    CHECK(strcmp(vv_fact_name(VV_FACT_NOTES_MANAGER).data, "notes") == 0);
    CHECK(vv_action_name(VV_ACTION_NONE).length == 0);
}

static void *play(void *given)
{
    const struct stage *stage = given;

    deep();
    long_texts();
    nearly_right();
    arrays(stage);
    questions(stage);
    documents(stage);
    pictures(stage);
    names();
    not_aligned(stage);
    return NULL;
}

int main(void)
{
    struct stage stage;
    pthread_attr_t small;
    pthread_t thread;

    stage_set(&stage);
    if (pthread_attr_init(&small) != 0 || pthread_attr_setstacksize(&small, STACK) != 0 ||
        pthread_create(&thread, &small, play, &stage) != 0) {
        return 2;
    }
    pthread_join(thread, NULL);
    pthread_attr_destroy(&small);
    stage_clear(&stage);
    CHECK(error == NULL);
    puts(failed ? "hostile: FAIL" : "hostile: ok");
    return failed;
}
