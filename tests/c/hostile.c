/* What somebody hands in who means harm: texts that are far too deep, too long, or nearly right; arrays
 * with holes; questions of others; pointers to where nothing of their type can stand. Each is an error
 * object or a refusal, no output is written, and a thread with a small stack is enough. */
#include "check.h"
#include "stage.h"

#include <pthread.h>

enum { DEEP = 1000000, LONG = 100000000, STACK = 256 * 1024 };

static char *copy(char *to, const char *piece, size_t times)
{
    size_t length = strlen(piece);

    for (; times > 0; times--) {
        memcpy(to, piece, length);
        to += length;
    }
    return to;
}

/* A text that opens and closes something many times; for the caller to free. */
static char *built(const char *before, const char *open, const char *close, size_t times,
                   const char *after)
{
    size_t length = strlen(before) + (strlen(open) + strlen(close)) * times + strlen(after);
    char *text = malloc(length + 1);

    if (text == NULL) {
        exit(2);
    }
    *copy(copy(copy(copy(text, before, 1), open, times), close, times), after, 1) = '\0';
    return text;
}

static const char *const KINDS[] = {
    "organisation", "directory",    "relation",         "index_row",
    "template",     "cycle",        "template_draft",   "template_event",
    "cycle_draft",  "cycle_event",  "template_command", "cycle_command",
    "roster",       "roster_event", "conversation",     "conversation_event",
    "command",      "start",
};
static const char BEGINNING[] = "{\"visavis\":\"%s\",\"version\":1,\"data\":%s";

/* A million brackets, wherever a value can stand. */
static void deep(void)
{
    static const char *const DATA[] = {"", "{\"command\":", "{\"command\":{\"save\":", "{\"id\":"};
    static const char *const OPEN[] = {"[", "{\"a\":"};
    static const char *const CLOSE[] = {"]", "}"};
    vv_buffer again = {NULL, 7};
    size_t kind, place;

    for (kind = 0; kind < sizeof KINDS / sizeof KINDS[0]; kind++) {
        for (place = 0; place < 8; place++) {
            char before[100];
            char *text;

            snprintf(before, sizeof before, BEGINNING, KINDS[kind], DATA[place / 2]);
            text = built(before, OPEN[place % 2], CLOSE[place % 2], DEEP, "}");
            FAILS("json", "",
                  vv_json_rewrite(vv_text_of(KINDS[kind]), vv_text_of(text), &again, &error));
            free(text);
        }
    }
    CHECK(again.data == NULL && again.length == 7);
}

/* The longest texts that are likely: they are read, or refused in a few words. */
static void long_texts(void)
{
    char *text = built("", "x", "", LONG, "");
    vv_text view = vv_text_of(text);
    vv_directory *directory = NULL;
    vv_instant at = 7;
    vv_buffer again;
    vv_date date;
    vv_id id;

    FAILS("argument", "`text`", vv_id_parse(view, &id, &error));
    CHECK(vv_instant_parse(view, &at, &error) == VV_ERROR && at == 7);
    CHECK(vv_error_message(error).length < 400 && vv_error_json(error).length < 800);
    vv_error_free(error);
    CHECK(vv_date_parse(view, &date, &error) == VV_ERROR);
    CHECK(vv_error_message(error).length < 400 && vv_error_json(error).length < 800);
    vv_error_free(error);
    error = NULL;
    FAILS("argument", "`kind`", vv_json_rewrite(view, vv_text_of("{}"), &again, &error));
    FAILS("json", "", vv_directory_from_json(view, true, &directory, &error));
    CHECK(vv_id_from_key(id, view, &id, &error) == VV_OK);
    free(text);

    text = built("{\"visavis\":\"directory\",\"version\":1,\"data\":{\"", "x", "", LONG, "\":1}}");
    CHECK(vv_directory_from_json(vv_text_of(text), true, &directory, &error) == VV_ERROR);
    CHECK(vv_error_message(error).length < 400 && vv_error_json(error).length < 800);
    vv_error_free(error);
    error = NULL;
    free(text);

    text = built("{\"visavis\":\"directory\",\"version\":1,\"data\":{\"organisation\":\"" ID("1") "\","
                 "\"people\":[{\"id\":\"" ID("2") "\",\"name\":\"", "x", "", LONG, "\"}]}}");
    CHECK(vv_directory_from_json(vv_text_of(text), true, &directory, &error) == VV_OK);
    CHECK(vv_id_parse(vv_text_of(ID("2")), &id, &error) == VV_OK);
    CHECK(vv_directory_name(directory, id).length == LONG);
    vv_directory_free(directory);
    free(text);
}

#define ROW(revision)                                                                              \
    ENVELOPE("index_row", "{\"organisation\":\"" ID("1") "\",\"conversation\":\"" ID("2") "\","        \
             "\"template\":\"" ID("3") "\",\"cycle\":null,\"direct_report\":\"" ID("4") "\","          \
             "\"manager\":\"" ID("5") "\",\"launched_at\":\"2026-03-02T12:00:00Z\","                  \
             "\"closes_at\":\"2026-03-02T12:00:00Z\",\"next_boundary\":null,"                       \
             "\"revision\":" revision "}")

/* Numbers that no field holds, keys that stand twice, NULs inside. */
static void nearly_right(void)
{
    static const char *const ROWS[] = {
        ROW("1e999"), ROW("-1e999"), ROW("1e-999"), ROW("-1"), ROW("1.5"), ROW("NaN"), ROW("01"),
        ROW("18446744073709551616"), ROW("1,\"revision\":1"), ROW("1,\"Revision\":1"), ROW("\"1\""),
    };
    static const char *const RELATIONS[] = {
        "{\"visavis\":\"relation\",\"visavis\":\"relation\",\"version\":1,\"data\":{}}",
        "{\"visavis\":\"relation\",\"version\":1,\"version\":1,\"data\":{}}",
        "{\"visavis\":\"relation\",\"version\":1,\"data\":{},\"data\":{}}",
        "{\"visavis\":\"relation\",\"version\":1e999,\"data\":{}}",
        "\xef\xbb\xbf{\"visavis\":\"relation\",\"version\":1,\"data\":{}}",
        "",
        " ",
        "null",
    };
    static const char KIND[] = "relation\0";
    static const char INSTANT[] = "2026-03-02T12:00:00Z\0";
    static const char PEOPLE[] =
        ENVELOPE("directory", "{\"organisation\":\"" ID("1") "\",\"people\":[{\"id\":\"" ID(
                                  "2") "\",\"name\":\"A\\u0000na\\u0000\"}]}");
    vv_directory *directory = NULL;
    vv_relation *relation = NULL;
    vv_buffer again = {NULL, 7};
    vv_index_row row;
    vv_instant at = 7;
    vv_text view;
    size_t place;
    vv_id id;

    CHECK(vv_index_row_from_json(vv_text_of(ROW("18446744073709551615")), &row, &error) == VV_OK);
    CHECK(row.revision == UINT64_MAX);
    for (place = 0; place < sizeof ROWS / sizeof ROWS[0]; place++) {
        FAILS("json", "", vv_index_row_from_json(vv_text_of(ROWS[place]), &row, &error));
    }
    for (place = 0; place < sizeof RELATIONS / sizeof RELATIONS[0]; place++) {
        FAILS("json", "", vv_relation_from_json(vv_text_of(RELATIONS[place]), &relation, &error));
    }
    FAILS("version", "",
          vv_relation_from_json(
              vv_text_of("{\"visavis\":\"relation\",\"version\":18446744073709551615,\"data\":{}}"),
              &relation, &error));
    CHECK(relation == NULL);

    view.data = KIND;
    view.length = sizeof KIND - 1;
    LACKS("kind", vv_json_rewrite(view, vv_text_of("{}"), &again, &error));
    view.data = INSTANT;
    view.length = sizeof INSTANT - 1;
    FAILS("time", "", vv_instant_parse(view, &at, &error));
    CHECK(at == 7 && again.length == 7);

    /* A NUL inside a name is part of the name. */
    CHECK(vv_directory_from_json(vv_text_of(PEOPLE), true, &directory, &error) == VV_OK);
    CHECK(vv_id_parse(vv_text_of(ID("2")), &id, &error) == VV_OK);
    view = vv_directory_name(directory, id);
    CHECK(view.length == 5 && memcmp(view.data, "A\0na\0", 5) == 0);
    CHECK(vv_directory_count(directory) == 1);
    vv_directory_free(directory);
}

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
    vv_text texts[1] = {{"", 0}};
    vv_buffer json = {NULL, 7};
    vv_index_row row;
    vv_pair pair;
    size_t place;

    memset(&row, 0, sizeof row);
    memset(&pair, 0, sizeof pair);
    CHECK(vv_directory_from_json(vv_text_of(PEOPLE), true, &directory, &error) == VV_OK);
    CHECK(vv_sight_new(stage->case_, stage->ana, &sight, &error) == VV_OK);
    sights[0] = sight;
    templates[0] = stage->template_;
    for (place = 0; place < sizeof COUNTS / sizeof COUNTS[0]; place++) {
        size_t count = COUNTS[place];
        vv_conversation *conversation = NULL;
        vv_roster *roster = NULL;
        vv_cycle *cycle = NULL;

        WRONG("references", "is longer", vv_sight_view(sight, texts, count, &json, &error));
        WRONG("others", "is longer", vv_sight_earlier(sight, sights, count, &json, &error));
        WRONG("sights", "is longer", vv_lists(sights, count, directory, &json, &error));
        WRONG("events", "is longer", vv_conversation_replay(texts, count, &conversation, &error));
        WRONG("events", "is longer", vv_roster_replay(texts, count, &roster, &error));
        WRONG("events", "is longer", vv_cycle_replay(texts, count, &cycle, &error));
        WRONG("rows", "is longer",
              vv_template_execute(stage->template_, stage->org, stage->ben, &row, count, NULL, 0,
                                  vv_text_of(""), stage->now, NULL, NULL, &error));
        WRONG("cycles", "is longer",
              vv_template_execute(stage->template_, stage->org, stage->ben, NULL, 0, cycles, count,
                                  vv_text_of(""), stage->now, NULL, NULL, &error));
        WRONG("rows", "is longer",
              vv_template_to_purge(stage->template_, &row, count, &json, &error));
        WRONG("templates", "is longer",
              vv_offers(stage->org, templates, count, stage->ana, NULL, 0, 0, &json, &error));
        WRONG("pairs", "is longer",
              vv_offers(stage->org, templates, 1, stage->ana, &pair, count, 0, &json, &error));
        CHECK(conversation == NULL && roster == NULL && cycle == NULL);
    }
    LACKS("others", vv_sight_earlier(sight, sights, 2, &json, &error));
    LACKS("sights", vv_lists(sights, 2, directory, &json, &error));
    LACKS("templates",
          vv_offers(stage->org, templates, 2, stage->ana, NULL, 0, 0, &json, &error));
    row.has_cycle = 2;
    LACKS("row", vv_template_execute(stage->template_, stage->org, stage->ben, &row, 1,
                                     NULL, 0, vv_text_of(""), stage->now, NULL, NULL, &error));
    LACKS("cycles", vv_template_execute(stage->template_, stage->org, stage->ben, NULL, 0,
                                        cycles, 1, vv_text_of(""), stage->now, NULL, NULL, &error));
    LACKS("cycles", vv_template_execute(stage->template_, stage->org, stage->ben, NULL, 0,
                                        NULL, 1, vv_text_of(""), stage->now, NULL, NULL, &error));
    LACKS("row", vv_template_to_purge(stage->template_, &row, 1, &json, &error));
    row.has_cycle = 0;
    row.closes_at = INT64_MAX;
    FAILS("time", "", vv_template_to_purge(stage->template_, &row, 1, &json, &error));
    LACKS("rows", vv_template_to_purge(stage->template_, NULL, 1, &json, &error));
    LACKS("json", vv_template_to_purge(stage->template_, NULL, 0, NULL, &error));
    CHECK(json.data == NULL && json.length == 7);

    /* What is missing behind the first argument. */
    LACKS("relation", vv_sight_new(stage->case_, NULL, &sight, &error));
    LACKS("conversation", vv_case_new(stage->context, NULL, (vv_case **)&sight, &error));
    LACKS("template_", vv_context_new(stage->org, NULL, NULL, 0, (vv_context **)&sight, &error));
    LACKS("directory", vv_sight_row(sight, NULL, &json, &error));
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

/* Questions that are nobody's or somebody else's, asked by each and by a stranger. */
static void questions(const struct stage *stage)
{
    static const char *const NOT_HERS[] = {
        ID("0"), ID("6"), "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff"};
    static const vv_permission UNTOUCHED = {7, {"7"}};
    vv_sight *ana = NULL, *ben = NULL, *stranger = NULL;
    vv_relation *relation = NULL;
    vv_permission permission = UNTOUCHED;
    vv_buffer json = {NULL, 7};
    vv_id question, id;
    size_t place;

    CHECK(vv_id_parse(vv_text_of(ID("5")), &question, &error) == VV_OK);
    CHECK(vv_id_parse(vv_text_of(ID("9")), &id, &error) == VV_OK);
    CHECK(vv_relation_new(vv_org_id(stage->org), id, 0, &relation, &error) == VV_OK);
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
    REFUSED("not-found", vv_sight_timeline(stranger, &json, &error));
    LACKS("permission", vv_sight_may_edit(ana, question, NULL, &error));
    LACKS("json", vv_sight_record_edit(ana, question, NULL, &error));
    LACKS("json", vv_sight_timeline(ana, NULL, &error));
    CHECK(memcmp(&permission, &UNTOUCHED, sizeof permission) == 0);
    CHECK(json.data == NULL && json.length == 7);

    /* Her own question is hers, and whoever does not want to know why is told no less. */
    CHECK(vv_sight_may_edit(stranger, question, &permission, NULL) == VV_REFUSED);
    CHECK(vv_sight_may_edit(ana, question, &permission, &error) == VV_OK);
    CHECK(strcmp(permission.rule.id, "ANS-9") == 0 && permission.until > stage->now);
    /* The record is the host's: it says of a stranger that nothing is granted. */
    CHECK(vv_sight_record_edit(stranger, question, &json, &error) == VV_OK);
    CHECK(strstr(json.data, "\"granted\":false,\"rule\":\"VIS-16\"") != NULL);
    vv_buffer_free(&json);
    vv_relation_free(relation);
    vv_sight_free(ana);
    vv_sight_free(ben);
    vv_sight_free(stranger);
}

/* Forms that are none, titles that are no text or would be markup, and pictures for a stranger. */
static void pictures(const struct stage *stage)
{
    static const vv_drawing NONE[] = {0, 3, -1, INT32_MIN, INT32_MAX};
    static const vv_drawing FORMS[] = {VV_DRAWING_SVG, VV_DRAWING_MERMAID};
    static const char BYTES[] = {'T', (char)0xff};
    static const char MARKUP[] =
        "</title><script>alert(1)</script>\0]]>&#0;\n    section Mine\n%%{init}%%\x1b;#\xef\xbf\xbf";
    vv_text plain = vv_text_of("Ana"), bytes, markup;
    vv_text hole = {NULL, 1}, endless = {"", SIZE_MAX};
    vv_sight *ana = NULL, *stranger = NULL;
    vv_relation *relation = NULL;
    vv_buffer picture = {NULL, 7};
    char *text = built("", "&", "", DEEP, "");
    size_t place;
    vv_id id;

    bytes.data = BYTES;
    bytes.length = sizeof BYTES;
    markup.data = MARKUP;
    markup.length = sizeof MARKUP - 1;
    CHECK(vv_id_parse(vv_text_of(ID("9")), &id, &error) == VV_OK);
    CHECK(vv_relation_new(vv_org_id(stage->org), id, 0, &relation, &error) == VV_OK);
    CHECK(vv_sight_new(stage->case_, stage->ana, &ana, &error) == VV_OK);
    CHECK(vv_sight_new(stage->case_, relation, &stranger, &error) == VV_OK);

    for (place = 0; place < sizeof NONE / sizeof NONE[0]; place++) {
        WRONG("drawing", "is none of the codes",
              vv_case_timeline_drawn(stage->case_, NONE[place], plain, &picture, &error));
        WRONG("drawing", "is none of the codes",
              vv_sight_timeline_drawn(ana, NONE[place], plain, &picture, &error));
        WRONG("drawing", "is none of the codes",
              vv_context_cycle_timeline_drawn(stage->context, NONE[place], plain, &picture, &error));
    }
    for (place = 0; place < sizeof FORMS / sizeof FORMS[0]; place++) {
        vv_drawing form = FORMS[place];

        FAILS("utf8", "", vv_case_timeline_drawn(stage->case_, form, bytes, &picture, &error));
        FAILS("utf8", "", vv_sight_timeline_drawn(ana, form, bytes, &picture, &error));
        FAILS("utf8", "",
              vv_context_cycle_timeline_drawn(stage->context, form, bytes, &picture, &error));
        LACKS("title", vv_case_timeline_drawn(stage->case_, form, hole, &picture, &error));
        WRONG("title", "is longer",
              vv_case_timeline_drawn(stage->case_, form, endless, &picture, &error));
        LACKS("picture", vv_case_timeline_drawn(stage->case_, form, plain, NULL, &error));
        LACKS("picture", vv_sight_timeline_drawn(ana, form, plain, NULL, &error));
        LACKS("picture",
              vv_context_cycle_timeline_drawn(stage->context, form, plain, NULL, &error));
        /* This context has no cycle. */
        FAILS("mismatch", "",
              vv_context_cycle_timeline_drawn(stage->context, form, plain, &picture, &error));
        REFUSED("not-found", vv_sight_timeline_drawn(stranger, form, plain, &picture, &error));
        CHECK(picture.data == NULL && picture.length == 7);

        /* A title stays a title: nothing ends it, and no NUL ends the picture. */
        CHECK(vv_case_timeline_drawn(stage->case_, form, markup, &picture, &error) == VV_OK);
        CHECK(strlen(picture.data) == picture.length);
        CHECK(strchr(picture.data, '\x1b') == NULL);
        CHECK(form != VV_DRAWING_SVG || strstr(picture.data, "<script") == NULL);
        CHECK(form != VV_DRAWING_MERMAID || strstr(picture.data, "\n    section Mine") == NULL);
        vv_buffer_free(&picture);
        /* None and a million signs are titles as well, and null is the empty text. */
        CHECK(vv_sight_timeline_drawn(ana, form, vv_text_of(NULL), &picture, &error) == VV_OK);
        vv_buffer_free(&picture);
        CHECK(vv_sight_timeline_drawn(ana, form, vv_text_of(text), &picture, &error) == VV_OK);
        CHECK(picture.length > DEEP);
        vv_buffer_free(&picture);
        picture.length = 7;
    }
    free(text);
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
    NOT_ALIGNED("json", vv_sight_record_edit(sight, NIL, BESIDE(vv_buffer, buffers), &error));
    NOT_ALIGNED("json", vv_sight_timeline(sight, BESIDE(vv_buffer, buffers), &error));
    NOT_ALIGNED("picture", vv_sight_timeline_drawn(sight, VV_DRAWING_SVG, texts[0],
                                                   BESIDE(vv_buffer, buffers), &error));
    NOT_ALIGNED("rows", vv_template_to_purge(stage->template_, BESIDE(vv_index_row, rows), 1, &json,
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

static void *play(void *given)
{
    const struct stage *stage = given;

    deep();
    long_texts();
    nearly_right();
    arrays(stage);
    questions(stage);
    pictures(stage);
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
