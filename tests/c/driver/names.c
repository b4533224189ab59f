/* The codes of names, and the JSON of what typed calls answer. */
#include "play.h"

/* No vocabulary has so many codes. */
enum { CODES = 64 };

/* The code of a name, by the names of the library. */
static int32_t code_of(vv_text (*name_of)(int32_t), vv_text name)
{
    int32_t code = 0;

    while (code < CODES && !field_is(name, name_of(code).data)) {
        code++;
    }
    return code;
}

vv_respondent part_of(vv_text name)
{
    return code_of(vv_respondent_name, name);
}

vv_action action_of(vv_text name)
{
    return code_of(vv_action_name, name);
}

vv_status add_instant(struct text *json, vv_instant at, vv_error **error)
{
    vv_buffer text;

    if (at == VV_NO_INSTANT) {
        text_print(json, "null");
        return VV_OK;
    }
    TRY(vv_instant_format(at, &text, error));
    text_print(json, "\"%s\"", text.data);
    vv_buffer_free(&text);
    return VV_OK;
}

vv_status add_permission(struct text *json, const vv_permission *permission, vv_error **error)
{
    text_print(json, "{\"until\":");
    TRY(add_instant(json, permission->until, error));
    text_print(json, ",\"rule\":\"%s\"}", permission->rule.id);
    return VV_OK;
}

void add_verdict(struct text *json, const vv_verdict *verdict)
{
    text_print(json, "{\"visibility\":\"%s\",\"rule\":\"%s\"",
               vv_visibility_name(verdict->visibility).data, verdict->rule.id);
    if (verdict->revealed_by != VV_REVEALED_BY_NONE) {
        text_print(json, ",\"revealed_by\":\"%s\"", vv_revealed_by_name(verdict->revealed_by).data);
    }
    text_print(json, "}");
}
