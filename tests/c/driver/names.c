/* Codes and their names, and the JSON of what typed calls answer. */
#include "play.h"

struct name {
    int32_t code;
    const char *name;
};

static const struct name PHASES[] = {
    {VV_PHASE_SCHEDULED, "scheduled"},
    {VV_PHASE_OPEN, "open"},
    {VV_PHASE_UNDER_REVIEW, "under_review"},
    {VV_PHASE_SHARING, "sharing"},
    {VV_PHASE_GRACE, "grace"},
    {VV_PHASE_CLOSED, "closed"},
    {0, NULL},
};

static const struct name STANDINGS[] = {
    {VV_STANDING_STRANGER, "stranger"},
    {VV_STANDING_DIRECT_REPORT, "direct_report"},
    {VV_STANDING_MANAGER, "manager"},
    {VV_STANDING_NEW_MANAGER, "new_manager"},
    {VV_STANDING_PREVIOUS_MANAGER, "previous_manager"},
    {VV_STANDING_ADMINISTRATOR, "administrator"},
    {0, NULL},
};

static const struct name ACTIONS[] = {
    {VV_ACTION_ANSWER, "answer"},
    {VV_ACTION_SHARE, "share"},
    {VV_ACTION_SUBMIT, "submit"},
    {VV_ACTION_CONFIRM_MEETING, "confirm_meeting"},
    {VV_ACTION_UNTICK_MEETING, "untick_meeting"},
    {VV_ACTION_WRITE_NOTES, "write_notes"},
    {VV_ACTION_CREATE_GOAL, "create_goal"},
    {VV_ACTION_REQUEST_EDIT, "request_edit"},
    {VV_ACTION_TAKE_OWNERSHIP, "take_ownership"},
    {0, NULL},
};

static const struct name SIDES[] = {
    {VV_SIDE_DIRECT_REPORT, "direct_report"},
    {VV_SIDE_MANAGER, "manager"},
    {0, NULL},
};

static const struct name FACTS[] = {
    {VV_FACT_FRAME, "frame"},
    {VV_FACT_PROGRESS, "progress"},
    {VV_FACT_SUBMISSION_DIRECT_REPORT, "submission/direct_report"},
    {VV_FACT_SUBMISSION_MANAGER, "submission/manager"},
    {VV_FACT_GOALS, "goals"},
    {VV_FACT_LAST_EDIT_DIRECT_REPORT, "last_edit/direct_report"},
    {VV_FACT_LAST_EDIT_MANAGER, "last_edit/manager"},
    {VV_FACT_NOTES_DIRECT_REPORT, "notes/direct_report"},
    {VV_FACT_NOTES_MANAGER, "notes/manager"},
    {VV_FACT_EARLIER_MANAGERS, "earlier_managers"},
    {VV_FACT_REQUESTS_DIRECT_REPORT, "requests/direct_report"},
    {VV_FACT_REQUESTS_MANAGER, "requests/manager"},
    {VV_FACT_EARLIER_NOTES, "earlier_notes"},
    {0, NULL},
};

static const struct name REVEALED_BY[] = {
    {VV_REVEALED_BY_SHARE, "share"},
    {VV_REVEALED_BY_OWNERSHIP, "ownership"},
    {VV_REVEALED_BY_ACCESS, "access"},
    {0, NULL},
};

static const struct name REMEDIES[] = {
    {VV_REMEDY_REQUEST_EDIT, "request_edit"},
    {VV_REMEDY_AWAIT_DECISION, "await_decision"},
    {0, NULL},
};

static const struct name DRAWINGS[] = {
    {VV_DRAWING_SVG, "svg"},
    {VV_DRAWING_MERMAID, "mermaid"},
    {0, NULL},
};

static const char *name_of(const struct name *names, int32_t code)
{
    while (names->name != NULL && names->code != code) {
        names++;
    }
    return names->name;
}

static int32_t code_of(const struct name *names, vv_text name)
{
    while (names->name != NULL && !field_is(name, names->name)) {
        names++;
    }
    return names->code;
}

const char *name_of_phase(vv_phase phase)
{
    return name_of(PHASES, phase);
}

const char *name_of_standing(vv_standing standing)
{
    return name_of(STANDINGS, standing);
}

const char *name_of_action(vv_action action)
{
    return name_of(ACTIONS, action);
}

const char *name_of_way_out(vv_remedy remedy)
{
    return name_of(REMEDIES, remedy);
}

vv_side side_of(vv_text name)
{
    return code_of(SIDES, name);
}

vv_action action_of(vv_text name)
{
    return code_of(ACTIONS, name);
}

vv_fact fact_of(vv_text name)
{
    return code_of(FACTS, name);
}

vv_drawing drawing_of(vv_text name)
{
    return code_of(DRAWINGS, name);
}

vv_status add_instant(struct play *play, struct text *json, vv_instant at)
{
    vv_buffer text;

    if (at == VV_NO_INSTANT) {
        text_print(json, "null");
        return VV_OK;
    }
    TRY(vv_instant_format(at, &text, &play->error));
    text_print(json, "\"%s\"", text.data);
    vv_buffer_free(&text);
    return VV_OK;
}

vv_status add_permission(struct play *play, struct text *json, const vv_permission *permission)
{
    text_print(json, "{\"until\":");
    TRY(add_instant(play, json, permission->until));
    text_print(json, ",\"rule\":\"%s\"}", permission->rule.id);
    return VV_OK;
}

void add_verdict(struct text *json, const vv_verdict *verdict)
{
    bool visible = verdict->visibility == VV_VISIBILITY_VISIBLE;

    text_print(json, "{\"visibility\":\"%s\",\"rule\":\"%s\"", visible ? "visible" : "hidden",
               verdict->rule.id);
    if (verdict->revealed_by != VV_REVEALED_BY_NONE) {
        text_print(json, ",\"revealed_by\":\"%s\"", name_of(REVEALED_BY, verdict->revealed_by));
    }
    text_print(json, "}");
}
