/* What the programs that call the library wrongly have in common. */
#ifndef CHECK_H
#define CHECK_H

#include "documents.h"

#include <stdbool.h>
#include <stdio.h>

static int failed;

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                \
            failed = 1;                                                                            \
        }                                                                                          \
    } while (0)

static bool same(vv_text text, const char *expected)
{
    return text.length == strlen(expected) && memcmp(text.data, expected, text.length) == 0;
}

static vv_error *error;

/* The last call has to have failed with this kind of error, and to say this. */
static void expect(const char *file, int line, vv_status status, const char *kind, const char *says)
{
    if (status != VV_ERROR || !same(vv_error_kind(error), kind) ||
        strstr(vv_error_message(error).data, says) == NULL ||
        strstr(vv_error_json(error).data, kind) == NULL || vv_error_code(error).length != 0 ||
        vv_error_rule(error).length != 0 || vv_error_since(error) != VV_NO_INSTANT ||
        vv_error_until(error) != VV_NO_INSTANT) {
        fprintf(stderr, "%s:%d: status %d, %s: %.200s\n", file, line, (int)status,
                vv_error_kind(error).data, vv_error_message(error).data);
        failed = 1;
    }
    vv_error_free(error);
    error = NULL;
}

#define FAILS(kind, says, call) expect(__FILE__, __LINE__, call, kind, says)
/* An argument is wrong: which, and how. */
#define WRONG(argument, how, call) FAILS("argument", "the argument `" argument "` " how, call)
#define LACKS(argument, call) WRONG(argument, "", call)

#endif
