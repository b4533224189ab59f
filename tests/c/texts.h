/* Texts of somebody who means harm: far too deep, far too long, or nearly right. */
#ifndef TEXTS_H
#define TEXTS_H

#include "check.h"

#include <stdlib.h>

enum { DEEP = 1000000, LONG = 100000000 };

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
    FAILS("json", "", vv_directory_from_json(view, 1, &directory, &error));
    CHECK(vv_id_from_key(id, view, &id, &error) == VV_OK);
    free(text);

    text = built("{\"visavis\":\"directory\",\"version\":1,\"data\":{\"", "x", "", LONG, "\":1}}");
    CHECK(vv_directory_from_json(vv_text_of(text), 1, &directory, &error) == VV_ERROR);
    CHECK(vv_error_message(error).length < 400 && vv_error_json(error).length < 800);
    vv_error_free(error);
    error = NULL;
    free(text);

    text = built("{\"visavis\":\"directory\",\"version\":1,\"data\":{\"organisation\":\"" ID("1") "\","
                 "\"people\":[{\"id\":\"" ID("2") "\",\"name\":\"", "x", "", LONG, "\"}]}}");
    CHECK(vv_directory_from_json(vv_text_of(text), 1, &directory, &error) == VV_OK);
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
    CHECK(vv_directory_from_json(vv_text_of(PEOPLE), 1, &directory, &error) == VV_OK);
    CHECK(vv_id_parse(vv_text_of(ID("2")), &id, &error) == VV_OK);
    view = vv_directory_name(directory, id);
    CHECK(view.length == 5 && memcmp(view.data, "A\0na\0", 5) == 0);
    CHECK(vv_directory_count(directory) == 1);
    vv_directory_free(directory);
}

#endif
