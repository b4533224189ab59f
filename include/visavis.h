/**
 * @file
 * Visavis, an embeddable conversation engine for HR platforms: the C library.
 *
 * This file is generated from the source and is the reference of the library.
 *
 * Every call takes facts and gives a value. Nothing is kept between calls, no clock is read and no
 * thread is started: what is now, and new ids, are arguments. The order is that of what one call needs
 * from another: facts (vv_org, vv_directory, vv_template, vv_cycle, vv_conversation), then a vv_context
 * of them at one instant, then a vv_case of one conversation, then a vv_sight of one person, or
 * vv_case_execute for what a person asks. Who changes templates and cycles or starts a conversation is
 * a vv_actor; who looks at a conversation or acts in it is a vv_relation to its two people.
 *
 * Calls that can fail give a vv_status: 0 for success, VV_REFUSED for a decision that says no,
 * VV_ERROR for a fault of the call. Outputs are written only on success. The last argument, `error`,
 * receives an object that says why, for the caller to free; it may be null, and is written only where
 * the status is not 0. What stood in an output before is overwritten and not freed, so start every call
 * with an `error` that is null or freed. A pointer that must not be null and is, one that is not aligned,
 * a code that is none, a vv_bool that is neither 0 nor 1, an instant out of range and a text that is not
 * UTF-8 are errors; so is a panic of the engine, of the kind `panic`, which is a bug and also says on the
 * standard error stream where it is. Under "Errors:" each call names the kinds and rules that are its
 * own. Where memory runs out, the process ends.
 *
 * Parameters stand in the order of inputs, outputs, `error`. An array is a pointer and, right after it,
 * its length; only an array of no items may be null. Any other pointer may be null only if its
 * documentation says so. The project's file ffi/abi.json says all of this of each call for machines.
 *
 * What the caller has to see to: pointers that are not null point to what their type says, arrays have
 * the length that stands beside them, and a handle is freed once, by the function of its own type,
 * and not used afterwards. Nobody has to free in a certain order: what is built from other handles
 * keeps what it needs alive. Freeing null does nothing.
 *
 * Handles never change once they are built, so any number of threads may use one at once, and any
 * thread may free it, after which none may use it. Calls may run at the same time in any number of
 * threads. A vv_buffer is the caller's own and is not to be freed by two threads at once.
 *
 * Texts are UTF-8 as a pointer and a length. JSON that is stored is "versioned": an object with
 * `visavis` for its kind, `version` for its schema and `data` for the rest. The JSON of answers, such
 * as views, is plain. What stands in either, the JSON Schemas of the project say, one for each kind, in
 * its folder core/schemas; a command is `{"command":"share"}` where it is a name alone, and otherwise an
 * object of the name and a value, such as `{"command":{"move_end":"2026-04-10"}}`. Instants are microseconds
 * since the Unix epoch; ids are the 16 bytes of a UUID. Ids of rules, such as ANS-3, name the rules that
 * vv_rules lists.
 */
#ifndef VISAVIS_H
#define VISAVIS_H


#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** The version of this header, as text and in parts; `vv_version` is that of the library. */
#define VV_VERSION "0.1.0"
#define VV_VERSION_MAJOR 0
#define VV_VERSION_MINOR 1
#define VV_VERSION_PATCH 0

/**
 * A person and their offices in the organisation: who changes templates and cycles, and who starts a
 * conversation (TPL-15, ANY-2). It never changes, so threads may share it. Freed with `vv_actor_free`.
 */
typedef struct vv_actor vv_actor;

/**
 * One conversation in its context. It keeps both alive, so they may be freed before it. It never
 * changes, so threads may share it. Freed with `vv_case_free`.
 */
typedef struct vv_case vv_case;

/**
 * An organisation, a template and perhaps a cycle of it, checked to belong together, at one instant.
 * It keeps them alive, so they may be freed before it. It never changes, so threads may share it; what
 * time costs is paid when it is built, so keep it for all questions of that instant. Freed with
 * `vv_context_free`.
 */
typedef struct vv_context vv_context;

/**
 * A conversation: all that happened in it. It is for the host alone, to keep; what people are shown of
 * it is a `vv_sight`. A change makes a new one, so threads may share it. Freed with `vv_conversation_free`.
 */
typedef struct vv_conversation vv_conversation;

/**
 * A cycle of a scheduled template: its dates and locks (CYC-1). A change makes a new one, so threads
 * may share it. Freed with `vv_cycle_free`.
 */
typedef struct vv_cycle vv_cycle;

/**
 * The people of an organisation, who reports to whom, departments, groups and HR Admins' scopes. It
 * never changes, so threads may share it. Freed with `vv_directory_free`.
 */
typedef struct vv_directory vv_directory;

/**
 * Why a call was not answered. Freed with `vv_error_free`. Threads may share it.
 */
typedef struct vv_error vv_error;

/**
 * The events of one change, as versioned JSON, in the order in which they follow each other. Store
 * them for the change to last. Freed with `vv_events_free`. Threads may share it.
 */
typedef struct vv_events vv_events;

/**
 * The settings of an organisation: its time zone over time, whether conversations are on, whether
 * covering the direct report is enough for an HR Admin, and which notifications are switched off
 * (TIM-1, TPL-18, VIS-6, NTF-3). It never changes, so threads may share it. Freed with `vv_org_free`.
 */
typedef struct vv_org vv_org;

/**
 * How an actor stands to the two people of a conversation: what their sight on it and their commands
 * in it depend on (VIS-6, OWN-1, REQ-3). In a conversation of two other people it is an error of the
 * kind `mismatch`. It never changes, so threads may share it. Freed with `vv_relation_free`.
 */
typedef struct vv_relation vv_relation;

/**
 * What a roll-out came to: a roster, and conversations that are new. It never changes, so threads may
 * share it. Freed with `vv_roll_out_free`.
 */
typedef struct vv_roll_out vv_roll_out;

/**
 * Who is in a cycle, and since when (PAR-13). A roll-out makes a new one, so threads may share it.
 * Freed with `vv_roster_free`.
 */
typedef struct vv_roster vv_roster;

/**
 * What one person may see, know and do in one conversation at one instant. It keeps the case alive,
 * so that may be freed before it. It never changes, so threads may share it. Freed with
 * `vv_sight_free`.
 */
typedef struct vv_sight vv_sight;

/**
 * A template: the content that conversations are launched with, and the settings around it. A change
 * makes a new one, so threads may share it. Freed with `vv_template_free`.
 */
typedef struct vv_template vv_template;

/**
 * How a call ended: one of `VV_OK`, `VV_REFUSED`, `VV_ERROR`.
 */
typedef int32_t vv_status;

/**
 * A text in UTF-8, borrowed. Going in, it has to live during the call and needs no NUL at its end;
 * `data` may be null where `length` is 0. Coming out, `data` is never null, and the function says how
 * long the text lives; a NUL stands after its end only where the function says so, otherwise it is
 * printed with `%.*s`.
 */
typedef struct {
    /**
     * The first byte.
     */
    const char *data;
    /**
     * The number of bytes.
     */
    size_t length;
} vv_text;

/**
 * A text in UTF-8 that the caller owns, and frees with `vv_buffer_free`. A NUL that `length` does not
 * count stands at its end. The caller may change the bytes, but neither `data` nor `length`.
 */
typedef struct {
    /**
     * The first byte; null in a buffer that is empty because it was freed.
     */
    char *data;
    /**
     * The number of bytes.
     */
    size_t length;
} vv_buffer;

/**
 * An instant: microseconds since 1970-01-01T00:00:00Z, from 1969-12-30T00:00:00Z to
 * 2100-01-03T00:00:00Z. The engine reads no clock: what is now is an argument (TIM-7).
 */
typedef int64_t vv_instant;

/**
 * A calendar date in the organisation's time (TIM-1). Those handed in run from 1970-01-01 to
 * 2099-12-31 (TIM-9).
 */
typedef struct {
    /**
     * The year.
     */
    int32_t year;
    /**
     * The month, from 1 to 12.
     */
    uint32_t month;
    /**
     * The day of the month, from 1.
     */
    uint32_t day;
} vv_date;

/**
 * A truth: 1 for yes, 0 for no. Every other number that is handed in is an error of the kind
 * `argument`. It is no `bool` of C, so that it has the same size for every caller.
 */
typedef int32_t vv_bool;

/**
 * An id: the 16 bytes of a UUID, in the order in which its text has them.
 */
typedef struct {
    /**
     * The bytes.
     */
    uint8_t bytes[16];
} vv_id;

/**
 * Where a cycle or a conversation stands in time (CYC-14): one of the `VV_PHASE_` codes.
 */
typedef int32_t vv_phase;

/**
 * The columns by which a host's database finds conversations, and sees when time changes them next.
 * A host stores them beside the conversation after each change. It is for the host alone (XCT-4). Who
 * managed it earlier is a list for a table of its own: `vv_conversation_previous_managers`.
 */
typedef struct {
    /**
     * The organisation.
     */
    vv_id organisation;
    /**
     * The conversation.
     */
    vv_id conversation;
    /**
     * The template that it was launched from.
     */
    vv_id template_;
    /**
     * The cycle that it belongs to, where `has_cycle` is 1.
     */
    vv_id cycle;
    /**
     * Its direct report.
     */
    vv_id direct_report;
    /**
     * Its manager.
     */
    vv_id manager;
    /**
     * Its revision, for compare-and-swap (XCT-4).
     */
    uint64_t revision;
    /**
     * When it launched, in microseconds since the Unix epoch.
     */
    vv_instant launched_at;
    /**
     * When it is over, grace included, in microseconds since the Unix epoch: the first instant outside.
     */
    vv_instant closes_at;
    /**
     * When time changes it next, as a phase begins or something locks, in microseconds since the Unix
     * epoch, or `VV_NO_INSTANT` (TIM-8).
     */
    vv_instant next_boundary;
    /**
     * 1 where it belongs to a cycle, otherwise 0.
     */
    vv_bool has_cycle;
    /**
     * 1 where a request to edit waits for a decision, otherwise 0 (REQ-2).
     */
    vv_bool edit_requested;
} vv_index_row;

/**
 * A person in the role in which they answer.  A part of a conversation belongs to one respondent.  In
 * JSON `"direct_report"` or `"manager"`: one of the `VV_RESPONDENT_` codes.
 */
typedef int32_t vv_respondent;

/**
 * What a person is in a conversation: one of the `VV_STANDING_` codes.
 */
typedef int32_t vv_standing;

/**
 * Something that a person may do in a conversation, in the order of a form (ANS-7): one of the
 * `VV_ACTION_` codes.
 */
typedef int32_t vv_action;

/**
 * Something that can be known of a conversation beside its answers (FCT): one of the `VV_FACT_` codes.
 */
typedef int32_t vv_fact;

/**
 * Whether something is shown: one of the `VV_VISIBILITY_` codes. Treat a code that you do not know as
 * hidden.
 */
typedef int32_t vv_visibility;

/**
 * What would make a hidden thing visible (VIS-15): one of the `VV_REVEALED_BY_` codes.
 */
typedef int32_t vv_revealed_by;

/**
 * What would open again what a boundary or a lock has closed (ANS-9, REQ-1): one of the `VV_REMEDY_`
 * codes.
 */
typedef int32_t vv_remedy;

/**
 * What kind of refusal it is, by which a host maps it, such as to a status of HTTP (XCT-1): one of the
 * `VV_CATEGORY_` codes.
 */
typedef int32_t vv_category;

/**
 * Two people as direct report and manager. `vv_directory_pair` gives it; a host that fills it from
 * tables of its own vouches that the one reports to the other now, and that both are active (ANY-1,
 * PAR-5). That is for the host alone: nothing of it may come from a request.
 */
typedef struct {
    /**
     * The organisation.
     */
    vv_id organisation;
    /**
     * The direct report.
     */
    vv_id direct_report;
    /**
     * The manager.
     */
    vv_id manager;
} vv_pair;

/**
 * The rules of one zone, which a host hands in because they are newer than the library's (TIM-10).
 */
typedef struct {
    /**
     * The zone's IANA name, such as `America/Vancouver`.
     */
    vv_text zone;
    /**
     * The release of the tz database that they are from, such as `2026g`.
     */
    vv_text version;
    /**
     * TZif data, as a compiled tz database has it in the file of that name: at most 65,536 bytes.
     */
    vv_text tzif;
} vv_zone_rules;

/**
 * The id of a rule, such as `ANS-3`, which `vv_rules` explains (VIS-15).
 */
typedef struct {
    /**
     * The id, with NULs after it to the end.
     */
    char id[8];
} vv_rule;

/**
 * A permission: until when, and by which rule.
 */
typedef struct {
    /**
     * The first instant at which it no longer holds, in microseconds since the Unix epoch, as far as is
     * known; `VV_LAST_INSTANT` where nothing ends it.
     */
    vv_instant until;
    /**
     * The rule that grants it.
     */
    vv_rule rule;
} vv_permission;

/**
 * Whether something is shown, by which rule, and what would open it (VIS-15).
 */
typedef struct {
    /**
     * One of the `VV_VISIBILITY_` codes.
     */
    vv_visibility visibility;
    /**
     * One of the `VV_REVEALED_BY_` codes: what would make a hidden answer visible.
     */
    vv_revealed_by revealed_by;
    /**
     * The rule that grants or denies it.
     */
    vv_rule rule;
} vv_verdict;

/**
 * The direct report.
 */
#define VV_RESPONDENT_DIRECT_REPORT 1

/**
 * The manager.
 */
#define VV_RESPONDENT_MANAGER 2

/**
 * Somebody who has no part in it and may not know of it (VIS-16).
 */
#define VV_STANDING_STRANGER 0

/**
 * Its direct report.
 */
#define VV_STANDING_DIRECT_REPORT 1

/**
 * Its manager.
 */
#define VV_STANDING_MANAGER 2

/**
 * The direct report's manager by the directory, who may take ownership (OWN-1).
 */
#define VV_STANDING_NEW_MANAGER 3

/**
 * A manager whose ownership somebody took (VIS-12).
 */
#define VV_STANDING_PREVIOUS_MANAGER 4

/**
 * A Super Admin, or an HR Admin whose scope covers it (VIS-6).
 */
#define VV_STANDING_ADMINISTRATOR 5

/**
 * Before the launch.
 */
#define VV_PHASE_SCHEDULED 1

/**
 * From the launch to the end boundary, or under admin review to the submit boundary.
 */
#define VV_PHASE_OPEN 2

/**
 * From the end boundary to the end of grace (CYC-4).
 */
#define VV_PHASE_GRACE 3

/**
 * Afterwards.
 */
#define VV_PHASE_CLOSED 4

/**
 * From the submit boundary to the review boundary (CYC-10).
 */
#define VV_PHASE_UNDER_REVIEW 5

/**
 * From the review boundary to the end boundary (REV-4).
 */
#define VV_PHASE_SHARING 6

/**
 * Nothing, if there is no primary action.
 */
#define VV_ACTION_NONE 0

/**
 * Save answers (ANS-1).
 */
#define VV_ACTION_ANSWER 1

/**
 * Share one's part (ANS-4).
 */
#define VV_ACTION_SHARE 2

/**
 * Confirm the meeting (MTG-1).
 */
#define VV_ACTION_CONFIRM_MEETING 3

/**
 * Take the confirmation back (MTG-2).
 */
#define VV_ACTION_UNTICK_MEETING 4

/**
 * Write notes (NTE-1).
 */
#define VV_ACTION_WRITE_NOTES 5

/**
 * Create a goal from inside (TPL-17).
 */
#define VV_ACTION_CREATE_GOAL 6

/**
 * Submit one's part to the admin review (REV-1).
 */
#define VV_ACTION_SUBMIT 7

/**
 * Ask to edit again (REQ-1).
 */
#define VV_ACTION_REQUEST_EDIT 8

/**
 * Take ownership as the direct report's new manager (OWN-1).
 */
#define VV_ACTION_TAKE_OWNERSHIP 9

/**
 * That it exists, its title, description, kind, dates and people (FCT-1).
 */
#define VV_FACT_FRAME 1

/**
 * The check marks, the completion and the confirmation of the meeting (FCT-2).
 */
#define VV_FACT_PROGRESS 2

/**
 * The references to goals (FCT-8).
 */
#define VV_FACT_GOALS 3

/**
 * Who last edited the answers of a part, and when (FCT-9). Here it is that of the direct report.
 */
#define VV_FACT_LAST_EDIT_DIRECT_REPORT 4

/**
 * Who last edited the answers of a part, and when (FCT-9). Here it is that of the manager.
 */
#define VV_FACT_LAST_EDIT_MANAGER 5

/**
 * The notes of a side (FCT-10). Here it is that of the direct report.
 */
#define VV_FACT_NOTES_DIRECT_REPORT 6

/**
 * The notes of a side (FCT-10). Here it is that of the manager.
 */
#define VV_FACT_NOTES_MANAGER 7

/**
 * Whether and when a part was submitted (FCT-5). Here it is that of the direct report.
 */
#define VV_FACT_SUBMISSION_DIRECT_REPORT 8

/**
 * Whether and when a part was submitted (FCT-5). Here it is that of the manager.
 */
#define VV_FACT_SUBMISSION_MANAGER 9

/**
 * Who managed it earlier (FCT-6).
 */
#define VV_FACT_EARLIER_MANAGERS 10

/**
 * The requests to edit of a side, their approvals and the deadlines they extend (FCT-7). Here it is
 * that of the direct report.
 */
#define VV_FACT_REQUESTS_DIRECT_REPORT 11

/**
 * The requests to edit of a side, their approvals and the deadlines they extend (FCT-7). Here it is
 * that of the manager.
 */
#define VV_FACT_REQUESTS_MANAGER 12

/**
 * The notes of earlier managers; one of these may know only their own (FCT-10).
 */
#define VV_FACT_EARLIER_NOTES 13

/**
 * Not shown.
 */
#define VV_VISIBILITY_HIDDEN 0

/**
 * Shown.
 */
#define VV_VISIBILITY_VISIBLE 1

/**
 * Nothing, or nothing that this person may know.
 */
#define VV_REVEALED_BY_NONE 0

/**
 * That its respondent shares the part.
 */
#define VV_REVEALED_BY_SHARE 1

/**
 * That the person takes ownership (OWN-3).
 */
#define VV_REVEALED_BY_OWNERSHIP 2

/**
 * That the template gives administrators access (VIS-3).
 */
#define VV_REVEALED_BY_ACCESS 3

/**
 * Nothing that the person can do.
 */
#define VV_REMEDY_NONE 0

/**
 * That the person asks to edit, and an administrator allows it.
 */
#define VV_REMEDY_REQUEST_EDIT 1

/**
 * That an administrator allows the request that the person has made.
 */
#define VV_REMEDY_AWAIT_DECISION 2

/**
 * It is no refusal.
 */
#define VV_CATEGORY_NONE 0

/**
 * There is no such thing, or the person may not know of it: both look the same (VIS-16).
 */
#define VV_CATEGORY_NOT_FOUND 1

/**
 * This person may not do it, at any time.
 */
#define VV_CATEGORY_NOT_ALLOWED 2

/**
 * It is too early or too late for it, it is done already, or something else has to come first.
 */
#define VV_CATEGORY_NOT_NOW 3

/**
 * What was handed in breaks a rule and has to be changed.
 */
#define VV_CATEGORY_INVALID 4

/**
 * What was handed in was made for another state than there is: read it again, or acknowledge it.
 */
#define VV_CATEGORY_CONFLICT 5

/**
 * The call was answered, and its outputs are written.
 */
#define VV_OK 0

/**
 * A rule of the product says no: a decision to show to the person who asked (XCT-1). Nothing has
 * changed (XCT-2) and no output is written.
 */
#define VV_REFUSED 1

/**
 * The call itself is at fault, such as a null pointer or JSON that cannot be read. No output is
 * written.
 */
#define VV_ERROR 2

/**
 * Stands where there is no instant.
 */
#define VV_NO_INSTANT INT64_MIN

/**
 * The last instant that there is: what holds until then is ended by nothing.
 */
#define VV_LAST_INSTANT 4102617600000000

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Answers a question about what the person may see, know and do.
 *
 * @param directory the names for a row; may be null, for every other question.
 * @param question a document by the schema `sight_question`, such as `"actions"`.
 * @param json receives the answer, for the caller to free.
 * Errors: those of the question; refused as `not-found` to a stranger (VIS-16); `missing` if the
 * question needs a directory; `json` or `utf8` if it cannot be read.
 */
vv_status vv_sight_ask(const vv_sight *sight,
                       const vv_directory *directory,
                       vv_text question,
                       vv_buffer *json,
                       vv_error **error);

/**
 * Answers a question about several conversations as one person sees them, such as their lists.
 *
 * @param sights `count` sights of the same person; for `"earlier"` that of the conversation that offers
 * the others comes first.
 * @param directory the names for lists; may be null, for every other question.
 * @param question a document by the schema `sights_question`, such as `"lists"`.
 * @param json receives the answer, for the caller to free.
 * Errors: `mismatch` if the sights are of several people; `organisation_mismatch` (XCT-9); `missing` if
 * the question needs a directory; `json` or `utf8` if it cannot be read.
 */
vv_status vv_sights_ask(const vv_sight *const *sights,
                        size_t count,
                        const vv_directory *directory,
                        vv_text question,
                        vv_buffer *json,
                        vv_error **error);

/**
 * Answers a question about one conversation, whoever asks: the host's own.
 *
 * @param directory the people; may be null, if the question needs none.
 * @param question a document by the schema `case_question`, such as `"timeline"`.
 * @param json receives the answer, for the caller to free.
 * Errors: those of the question; `missing` if it needs a directory; `json` or `utf8` if it cannot be
 * read.
 */
vv_status vv_case_ask(const vv_case *case_,
                      const vv_directory *directory,
                      vv_text question,
                      vv_buffer *json,
                      vv_error **error);

/**
 * Answers a question about the cycle of a context.
 *
 * @param question a document by the schema `context_question`, such as `"timeline"`.
 * @param json receives the answer, for the caller to free.
 * Errors: `missing` if there is no cycle; `json` or `utf8` if the question cannot be read.
 */
vv_status vv_context_ask(const vv_context *context,
                         vv_text question,
                         vv_buffer *json,
                         vv_error **error);

/**
 * Answers a question about a directory.
 *
 * @param question a document by the schema `directory_question`, such as `"faults"`.
 * @param json receives the answer, for the caller to free.
 * Errors: those of the question; `json` or `utf8` if it cannot be read.
 */
vv_status vv_directory_ask(const vv_directory *directory,
                           vv_text question,
                           vv_buffer *json,
                           vv_error **error);

/**
 * Answers a question about a template.
 *
 * @param question a document by the schema `template_question`.
 * @param json receives the answer, for the caller to free.
 * Errors: `json` or `utf8` if the question cannot be read.
 */
vv_status vv_template_ask(const vv_template *template_,
                          vv_text question,
                          vv_buffer *json,
                          vv_error **error);

/**
 * Answers a question about a roster.
 *
 * @param directory needed to tell whom departments or groups would leave out (PAR-10); may be null
 * otherwise.
 * @param question a document by the schema `roster_question`, such as `"waiting"`.
 * @param json receives the answer, for the caller to free.
 * Errors: `json` or `utf8` if the question cannot be read; `missing` if it needs a directory;
 * `organisation_mismatch` (XCT-9).
 */
vv_status vv_roster_ask(const vv_roster *roster,
                        const vv_directory *directory,
                        vv_text question,
                        vv_buffer *json,
                        vv_error **error);

/**
 * Answers a question about an organisation's local days and hours at an instant.
 *
 * @param now the instant, in microseconds since 1970.
 * @param question a document by the schema `calendar_question`, such as `"today"`.
 * @param json receives the answer, for the caller to free.
 * Errors: `json` or `utf8` if the question cannot be read; `time` if `now` is no instant.
 */
vv_status vv_calendar_ask(const vv_org *org,
                          vv_instant now,
                          vv_text question,
                          vv_buffer *json,
                          vv_error **error);

/**
 * Answers a question or a command with everything that it depends on in one document: the only call
 * that a host in another language needs.
 *
 * The answer is a document with one field: `result`; `refusal`, if a rule says no; or `error`, if the
 * call could not be decided. A command is answered with the state, the events, the row and the
 * notifications.
 *
 * @param directory the people, in place of those of the document; may be null, if they stand there or the
 * question needs none.
 * @param request a document by the schema `ask_request`.
 * @param answer receives the answer, for the caller to free.
 * Errors: none but `argument` and `panic`: what the engine says stands in the answer.
 */
vv_status vv_ask(const vv_directory *directory,
                 vv_text request,
                 vv_buffer *answer,
                 vv_error **error);

/**
 * The IANA name of the zone in force, such as `Europe/Lisbon` (TIM-1).
 *
 * @param now microseconds since the Unix epoch; a later change of zone is unknown (TIM-6).
 * @param zone receives the name, which has no NUL at its end and lives until the organisation is freed.
 * Errors: `time`.
 */
vv_status vv_calendar_zone(const vv_org *org,
                           vv_instant now,
                           vv_text *zone,
                           vv_error **error);

/**
 * The local date of now (TIM-1).
 *
 * @param now microseconds since the Unix epoch.
 * @param date receives the date, which at the calendar's ends may be the one before or after.
 * Errors: `time`.
 */
vv_status vv_calendar_today(const vv_org *org, vv_instant now, vv_date *date, vv_error **error);

/**
 * The local date of an instant (TIM-1), in the zone in force then, as far as it is known now (TIM-6).
 *
 * @param now microseconds since the Unix epoch.
 * @param at the instant in question, in the same unit.
 * @param date receives the date, which at the calendar's ends may be the one before or after.
 * Errors: `time`.
 */
vv_status vv_calendar_local_date(const vv_org *org,
                                 vv_instant now,
                                 vv_instant at,
                                 vv_date *date,
                                 vv_error **error);

/**
 * The first instant of a local day (TIM-3).
 *
 * @param now microseconds since the Unix epoch; a later change of zone is unknown (TIM-6).
 * @param at receives the instant, in the same unit.
 * Errors: `time` where there is no such date, or one is out of range (TIM-9).
 */
vv_status vv_calendar_day_start(const vv_org *org,
                                vv_instant now,
                                vv_date date,
                                vv_instant *at,
                                vv_error **error);

/**
 * The boundary of a deadline on a date: the first instant of the following local day, which is late
 * already (TIM-2).
 *
 * @param now microseconds since the Unix epoch; a later change of zone is unknown (TIM-6).
 * @param at receives the instant, in the same unit.
 * Errors: `time` where there is no such date, or one is out of range (TIM-9).
 */
vv_status vv_calendar_deadline(const vv_org *org,
                               vv_instant now,
                               vv_date date,
                               vv_instant *at,
                               vv_error **error);

/**
 * Five in the afternoon of a local day (TIM-5).
 *
 * @param now microseconds since the Unix epoch; a later change of zone is unknown (TIM-6).
 * @param at receives the instant, in the same unit, or `VV_NO_INSTANT` where the zone skips the day.
 * Errors: `time` where there is no such date, or one is out of range (TIM-9).
 */
vv_status vv_calendar_five_pm(const vv_org *org,
                              vv_instant now,
                              vv_date date,
                              vv_instant *at,
                              vv_error **error);

/**
 * Whether a date exists in the zone in force: some zones have skipped one (TIM-3).
 *
 * @param now microseconds since the Unix epoch.
 * @param exists receives 1 if it does, otherwise 0.
 * Errors: `time` where there is no such date, or one is out of range (TIM-9).
 */
vv_status vv_calendar_exists(const vv_org *org,
                             vv_instant now,
                             vv_date date,
                             vv_bool *exists,
                             vv_error **error);

/**
 * The next full local hour, strictly after an instant (TIM-4).
 *
 * @param now microseconds since the Unix epoch; a later change of zone is unknown (TIM-6).
 * @param after the instant in question, in the same unit.
 * @param at receives the full hour, in the same unit.
 * Errors: `time`.
 */
vv_status vv_calendar_top_of_hour(const vv_org *org,
                                  vv_instant now,
                                  vv_instant after,
                                  vv_instant *at,
                                  vv_error **error);

/**
 * Puts a conversation among its facts.
 *
 * @param case_ receives the case, for the caller to free.
 * Errors: `mismatch` where the conversation is bound to another template, cycle or content, or has an
 * answer that its content does not take; `missing` if
 * it is scheduled and the context has no cycle;
 * `organisation_mismatch` (XCT-9); `destroyed` where the conversation was, whoever will ask: answer a
 * person by `vv_error_not_found`, and pass it over among others (TPL-13).
 */
vv_status vv_case_new(const vv_context *context,
                      const vv_conversation *conversation,
                      vv_case **case_,
                      vv_error **error);

/**
 * Frees a case; null is nothing. What was built from it lives on.
 */
void vv_case_free(vv_case *case_);

/**
 * How a person of a directory stands to the two people of the conversation of a case: the same as
 * `vv_directory_relation` with the pair of that conversation.
 *
 * @param relation receives the relation, for the caller to free; it needs neither case nor directory.
 * Errors: only for a null pointer.
 */
vv_status vv_case_relation(const vv_case *case_,
                           const vv_directory *directory,
                           vv_id person,
                           vv_relation **relation,
                           vv_error **error);

/**
 * The phase of the conversation (TIM-8).
 *
 * @param phase receives one of the `VV_PHASE_` codes.
 * Errors: only for a null pointer.
 */
vv_status vv_case_phase(const vv_case *case_, vv_phase *phase, vv_error **error);

/**
 * 1 if the conversation is in progress, grace included, otherwise 0 (LST-1); 0 for null.
 */
vv_bool vv_case_is_current(const vv_case *case_);

/**
 * When time changes the conversation next, as a phase begins or something locks (TIM-8), in
 * microseconds since the Unix epoch: later than the context's instant. `VV_NO_INSTANT` where it never
 * does, and for null.
 */
vv_instant vv_case_next_boundary(const vv_case *case_);

/**
 * The index row of the conversation, for the host's database, and for the host alone.
 *
 * @param row receives the row.
 * Errors: only for a null pointer.
 */
vv_status vv_case_index_row(const vv_case *case_, vv_index_row *row, vv_error **error);

/**
 * Does what a person asks of a conversation. The case goes on speaking of the conversation before
 * (XCT-2); for what comes after, make a case of `after`.
 *
 * @param by how the person who asks stands to the two people of the conversation, as
 * `vv_case_relation` gives it.
 * @param command a `command` as versioned JSON, with or without an id (XCT-8).
 * @param after receives the conversation after it, for the caller to free; may be null.
 * @param events receives the events, for the caller to free; may be null.
 * @param row receives the index row after it; may be null.
 * Errors: refused as `not-found` to a stranger (VIS-16), by TPL-18, by the rule of the command, or as
 * `command-id-reused`; `organisation_mismatch` (XCT-9); `mismatch` if the relation is one to two other
 * people; `json`, `utf8`, `kind` or `version` where the command cannot be read.
 */
vv_status vv_case_execute(const vv_case *case_,
                          const vv_relation *by,
                          vv_text command,
                          vv_conversation **after,
                          vv_events **events,
                          vv_index_row *row,
                          vv_error **error);

/**
 * The name in JSON of one of the `VV_RESPONDENT_` codes; empty for another number. The text is static,
 * and ends with a NUL that its length does not count.
 */
vv_text vv_respondent_name(vv_respondent respondent);

/**
 * The name in JSON of one of the `VV_STANDING_` codes; empty for another number. The text is static,
 * and ends with a NUL that its length does not count.
 */
vv_text vv_standing_name(vv_standing standing);

/**
 * The name in JSON of one of the `VV_PHASE_` codes; empty for another number. The text is static, and
 * ends with a NUL that its length does not count.
 */
vv_text vv_phase_name(vv_phase phase);

/**
 * The name in JSON of one of the `VV_ACTION_` codes; empty for another number. The text is static, and
 * ends with a NUL that its length does not count.
 */
vv_text vv_action_name(vv_action action);

/**
 * The name in JSON of one of the `VV_FACT_` codes, without whose it is; empty for another number. The
 * text is static, and ends with a NUL that its length does not count.
 */
vv_text vv_fact_name(vv_fact fact);

/**
 * The name in JSON of one of the `VV_VISIBILITY_` codes; empty for another number. The text is static,
 * and ends with a NUL that its length does not count.
 */
vv_text vv_visibility_name(vv_visibility visibility);

/**
 * The name in JSON of one of the `VV_REVEALED_BY_` codes; empty for another number. The text is
 * static, and ends with a NUL that its length does not count.
 */
vv_text vv_revealed_by_name(vv_revealed_by revealed_by);

/**
 * The name in JSON of one of the `VV_REMEDY_` codes; empty for another number. The text is static, and
 * ends with a NUL that its length does not count.
 */
vv_text vv_remedy_name(vv_remedy remedy);

/**
 * The name in JSON of one of the `VV_CATEGORY_` codes; empty for another number. The text is static,
 * and ends with a NUL that its length does not count.
 */
vv_text vv_category_name(vv_category category);

/**
 * Puts facts together. Another instant, or a changed fact, means a new context.
 *
 * @param cycle the cycle of the conversations in question; may be null, for those without one.
 * @param now microseconds since the Unix epoch.
 * @param context receives the context, for the caller to free.
 * Errors: `organisation_mismatch` where they are not all of one organisation (XCT-9); `mismatch` where the
 * cycle is one of another template; `time`.
 */
vv_status vv_context_new(const vv_org *org,
                         const vv_template *template_,
                         const vv_cycle *cycle,
                         vv_instant now,
                         vv_context **context,
                         vv_error **error);

/**
 * Frees a context; null is nothing. What was built from it lives on.
 */
void vv_context_free(vv_context *context);

/**
 * The phase of the context's cycle at its instant (CYC-14).
 *
 * @param phase receives one of the `VV_PHASE_` codes.
 * Errors: `missing` if the context has no cycle.
 */
vv_status vv_context_cycle_phase(const vv_context *context, vv_phase *phase, vv_error **error);

/**
 * Starts an anytime conversation (ANY-2).
 *
 * @param by who starts it.
 * @param id the id of the new conversation, which the host gives.
 * @param pair whom it is between, as `vv_directory_pair` gives it.
 * @param command the id of the command, with which it can safely be sent twice (XCT-8); may be null.
 * @param existing the conversation that the host has under `id`; may be null, if it has none.
 * @param conversation receives the conversation, for the caller to free; may be null.
 * @param events receives its events, for the caller to free; none if the same command has started it
 * before (`vv_events_repeated`); may be null.
 * @param row receives its index row; may be null.
 * @param template_revision receives the revision of the template that it was started from; may be null.
 * Store the conversation only while the stored template has this revision, which the same transaction
 * checks: otherwise the template was perhaps undeployed meanwhile, without it (TPL-13).
 * Errors: refused by ANY-1, ANY-2, PAR-5, TPL-12, TPL-18 or TIM-9, or as `not-anytime` or
 * `command-id-reused`; `organisation_mismatch` (XCT-9); `mismatch` if this command did not start what
 * exists; `destroyed` if it did, and that was destroyed since (TPL-13).
 */
vv_status vv_context_start(const vv_context *context,
                           const vv_actor *by,
                           vv_id id,
                           vv_pair pair,
                           const vv_id *command,
                           const vv_conversation *existing,
                           vv_conversation **conversation,
                           vv_events **events,
                           vv_index_row *row,
                           uint64_t *template_revision,
                           vv_error **error);

/**
 * What a person may start, and with whom (ANY-3): an array of objects with `counterpart`, `template`
 * and `title`. Where it is empty, creating a conversation is not offered at all.
 *
 * @param templates `template_count` anytime templates; others offer nothing.
 * @param by who would start a conversation.
 * @param pairs `pair_count` pairs, as `vv_directory_pairs_of` gives them.
 * @param now microseconds since the Unix epoch.
 * @param json receives the array, for the caller to free.
 * Errors: `organisation_mismatch` where they are not all of one organisation (XCT-9); `time`.
 */
vv_status vv_offers(const vv_org *org,
                    const vv_template *const *templates,
                    size_t template_count,
                    const vv_actor *by,
                    const vv_pair *pairs,
                    size_t pair_count,
                    vv_instant now,
                    vv_buffer *json,
                    vv_error **error);

/**
 * What a roll-out would come to for everyone of the directory, at any time (PAR-6, PAR-7, PAR-8): an
 * object with `people`, `faults` and `joiner`. Each of the people has `person`, `status` and the `rule` that
 * decides; a status is `has_one`, `now`, `at` with an instant, `waits`, `not_among_participants`,
 * `inactive`, `no_manager` or `too_late`. The faults are refusals, as `vv_error_json` gives them, for
 * departments, groups and people whom the participants name and the directory does not know. `joiner` tells
 * how a conversation would begin for somebody who joins now: `at` when, what is `closed` from the beginning,
 * each with its `side` and what `refused` it, and the `passed_locks`, which do not bind in it (CYC-8, REV-1).
 * It is null where nobody can join.
 *
 * @param roster the roster so far; may be null, before the first roll-out.
 * @param json receives the object, for the caller to free.
 * Errors: `missing` if the context has no cycle; `mismatch` if the roster is of another;
 * `organisation_mismatch` (XCT-9).
 */
vv_status vv_context_prospects(const vv_context *context,
                               const vv_roster *roster,
                               const vv_directory *directory,
                               vv_buffer *json,
                               vv_error **error);

/**
 * Shows a cycle the directory, and launches the conversations that are due (PAR-13). Rolling out again
 * gives nobody a second one (PAR-12). It can be asked at any time: before the launch, from the end boundary
 * on (PAR-8) and while the template is not deployed (TPL-12) it launches nothing and records nothing.
 *
 * @param roster the roster so far; may be null, for the first roll-out.
 * @param roll_out receives what came of it, for the caller to free.
 * Errors: refused by TPL-18; `missing` if the context has no cycle;
 * `mismatch` if the roster is of another; `organisation_mismatch` (XCT-9).
 */
vv_status vv_context_roll_out(const vv_context *context,
                              const vv_roster *roster,
                              const vv_directory *directory,
                              vv_roll_out **roll_out,
                              vv_error **error);

/**
 * The roster after a roll-out.
 *
 * @param roster receives the roster, for the caller to free; may be null. It receives null where there
 * is no roster yet.
 * @param events receives its events, none or one, for the caller to free; may be null.
 * Errors: only for a null pointer.
 */
vv_status vv_roll_out_roster(const vv_roll_out *roll_out,
                             vv_roster **roster,
                             vv_events **events,
                             vv_error **error);

/**
 * The revision of the template that was rolled out; 0 for null. Store roster and conversations in one
 * transaction, and only while the stored template has this revision, which that transaction checks:
 * otherwise the template was perhaps undeployed meanwhile, without these conversations (TPL-13).
 */
uint64_t vv_roll_out_template_revision(const vv_roll_out *roll_out);

/**
 * The number of conversations that a roll-out launched; 0 for null.
 */
size_t vv_roll_out_count(const vv_roll_out *roll_out);

/**
 * One of the conversations that a roll-out launched, counted from 0.
 *
 * @param conversation receives the conversation, for the caller to free; may be null.
 * @param events receives its events, for the caller to free; may be null.
 * @param row receives its index row; may be null.
 * Errors: `argument` beyond the last.
 */
vv_status vv_roll_out_launched(const vv_roll_out *roll_out,
                               size_t index,
                               vv_conversation **conversation,
                               vv_events **events,
                               vv_index_row *row,
                               vv_error **error);

/**
 * Everyone's prospects as a roll-out found them, as `vv_context_prospects` gives them: those that stand
 * at `now` are those whose conversations it launched.
 *
 * @param json receives the object, for the caller to free.
 * Errors: only for a null pointer.
 */
vv_status vv_roll_out_prospects(const vv_roll_out *roll_out,
                                vv_buffer *json,
                                vv_error **error);

/**
 * When to roll out again, in microseconds since the Unix epoch: at the launch where that is ahead,
 * otherwise for those who wait (PAR-13). `VV_NO_INSTANT` where no time is known or nobody waits, and for null.
 */
vv_instant vv_roll_out_next(const vv_roll_out *roll_out);

/**
 * Frees a roll-out; null is nothing. What it gave lives on.
 */
void vv_roll_out_free(vv_roll_out *roll_out);

/**
 * Reads a conversation from versioned JSON.
 *
 * @param conversation receives the conversation, for the caller to free.
 * Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
 */
vv_status vv_conversation_from_json(vv_text json, vv_conversation **conversation, vv_error **error);

/**
 * The conversation that a whole log of events makes (XCT-5).
 *
 * @param events `count` events as versioned JSON, in their order.
 * @param conversation receives the conversation, for the caller to free.
 * Errors: `log` where the log is empty, has a gap, a foreign event or an impossible order; `json`,
 * `utf8`, `kind` or `version` where an event cannot be read.
 */
vv_status vv_conversation_replay(const vv_text *events,
                                 size_t count,
                                 vv_conversation **conversation,
                                 vv_error **error);

/**
 * The conversation as it stood at an instant: what the events stamped up to it make, with those stamped
 * at it (TIM-7). The rest of the log is checked all the same.
 *
 * @param events `count` events as versioned JSON, in their order: the whole log.
 * @param at microseconds since the Unix epoch.
 * @param conversation receives the conversation, for the caller to free; null if it did not exist yet.
 * Errors: as `vv_conversation_replay`; `time`.
 */
vv_status vv_conversation_replay_until(const vv_text *events,
                                       size_t count,
                                       vv_instant at,
                                       vv_conversation **conversation,
                                       vv_error **error);

/**
 * Writes a conversation as versioned JSON.
 *
 * @param json receives the JSON, for the caller to free.
 * Errors: only for a null pointer.
 */
vv_status vv_conversation_to_json(const vv_conversation *conversation,
                                  vv_buffer *json,
                                  vv_error **error);

/**
 * The id of a conversation; all zeros for null.
 */
vv_id vv_conversation_id(const vv_conversation *conversation);

/**
 * The revision of a conversation, for compare-and-swap: 1 after the first event and one more with each
 * (XCT-4). It is for the host alone: no viewer sees it. 0 for null.
 */
uint64_t vv_conversation_revision(const vv_conversation *conversation);

/**
 * The id of the template that a conversation needs in its context; all zeros for null.
 */
vv_id vv_conversation_template(const vv_conversation *conversation);

/**
 * The cycle that a conversation needs in its context.
 *
 * @param cycle receives the id of the cycle, where it has one; may be null.
 * @return 1 if it belongs to a cycle, otherwise 0; 0 for null, and then nothing is written.
 */
vv_bool vv_conversation_cycle(const vv_conversation *conversation, vv_id *cycle);

/**
 * The two people of a conversation, as it has them now: a change of manager makes another pair (OWN-3).
 * All zeros for null.
 */
vv_pair vv_conversation_pair(const vv_conversation *conversation);

/**
 * Whose ownership was taken, in order: they still see what stayed theirs, so a host has to find the
 * conversation for them too (VIS-12). Who manages it again is none of them.
 *
 * @param people receives the first `capacity` of them; may be null where `capacity` is 0.
 * @param capacity the number of ids for which there is room.
 * @param count receives the number of all of them: where it is larger than `capacity`, ask again with
 * more room.
 * Errors: only for a null pointer.
 */
vv_status vv_conversation_previous_managers(const vv_conversation *conversation,
                                            vv_id *people,
                                            size_t capacity,
                                            size_t *count,
                                            vv_error **error);

/**
 * Frees a conversation; null is nothing. What was built from it lives on.
 */
void vv_conversation_free(vv_conversation *conversation);

/**
 * Reads a cycle from versioned JSON.
 *
 * @param cycle receives the cycle, for the caller to free.
 * Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
 */
vv_status vv_cycle_from_json(vv_text json, vv_cycle **cycle, vv_error **error);

/**
 * The cycle that a whole log of events makes (XCT-5).
 *
 * @param events `count` events as versioned JSON, in their order.
 * @param cycle receives the cycle, for the caller to free.
 * Errors: `log` where the log is empty, has a gap, a foreign event or an impossible order; `json`,
 * `utf8`, `kind` or `version` where an event cannot be read.
 */
vv_status vv_cycle_replay(const vv_text *events, size_t count, vv_cycle **cycle, vv_error **error);

/**
 * The cycle as it stood at an instant: what the events stamped up to it make, with those stamped at it
 * (TIM-7). The rest of the log is checked all the same.
 *
 * @param events `count` events as versioned JSON, in their order: the whole log.
 * @param at microseconds since the Unix epoch.
 * @param cycle receives the cycle, for the caller to free; null if it did not exist yet.
 * Errors: as `vv_cycle_replay`; `time`.
 */
vv_status vv_cycle_replay_until(const vv_text *events,
                                size_t count,
                                vv_instant at,
                                vv_cycle **cycle,
                                vv_error **error);

/**
 * Writes a cycle as versioned JSON.
 *
 * @param json receives the JSON, for the caller to free.
 * Errors: only for a null pointer.
 */
vv_status vv_cycle_to_json(const vv_cycle *cycle, vv_buffer *json, vv_error **error);

/**
 * The id of a cycle; all zeros for null.
 */
vv_id vv_cycle_id(const vv_cycle *cycle);

/**
 * The revision of a cycle, for compare-and-swap: 1 after the first event and one more with each
 * (XCT-4). It is for the host alone: no viewer sees it. 0 for null.
 */
uint64_t vv_cycle_revision(const vv_cycle *cycle);

/**
 * Frees a cycle; null is nothing. What was built from it lives on.
 */
void vv_cycle_free(vv_cycle *cycle);

/**
 * Sets a cycle up (CYC-1).
 *
 * @param template_ the scheduled template that it launches.
 * @param by who sets it up: a Super Admin.
 * @param draft a `cycle_draft` as versioned JSON.
 * @param now microseconds since the Unix epoch.
 * @param cycle receives the cycle, for the caller to free; may be null.
 * @param events receives its events, for the caller to free; may be null.
 * Errors: refused by PAR-5, TPL-15 or TPL-18, as `not-scheduled`, or as `cycle-refused` with every
 * fault of the schedule; `organisation_mismatch` (XCT-9); `mismatch` where the draft names another template;
 * `json`, `utf8`, `kind`, `version` or `time` where an argument cannot be read.
 */
vv_status vv_cycle_set_up(const vv_org *org,
                          const vv_template *template_,
                          const vv_actor *by,
                          vv_text draft,
                          vv_instant now,
                          vv_cycle **cycle,
                          vv_events **events,
                          vv_error **error);

/**
 * Does what a person asks of a cycle. The cycle itself stays as it was (XCT-2).
 *
 * @param template_ the template of the cycle.
 * @param roster the roster of the cycle, which tells who has a conversation that new participants must
 * not leave out unnoticed (PAR-10). It may be null, which says that there is none yet: the cycle was never
 * rolled out.
 * @param directory the people, of whom departments and groups need to know who is in them once the cycle has
 * a roster; may be null otherwise.
 * @param by who asks: a Super Admin.
 * @param command a `cycle_command` as versioned JSON, with or without an id (XCT-8).
 * @param now microseconds since the Unix epoch.
 * @param after receives the cycle after it, for the caller to free; may be null.
 * @param events receives the events, for the caller to free; may be null.
 * Errors: refused by PAR-5, TPL-15 or TPL-18, by the rule of the command, as `change-refused` with
 * every fault of the schedule (CYC-15), or as `command-id-reused`; `organisation_mismatch` (XCT-9); `mismatch`
 * where it is a cycle of another template; `missing` where a directory is needed; `json`, `utf8`, `kind`, `version` or `time` where an
 * argument cannot be read.
 */
vv_status vv_cycle_execute(const vv_cycle *cycle,
                           const vv_org *org,
                           const vv_template *template_,
                           const vv_roster *roster,
                           const vv_directory *directory,
                           const vv_actor *by,
                           vv_text command,
                           vv_instant now,
                           vv_cycle **after,
                           vv_events **events,
                           vv_error **error);

/**
 * Reads a document of a kind and writes it again in the newest version of its schema, which checks
 * a document before it is stored and brings old ones up to date (XCT-3). Kinds are `organisation`,
 * `directory`, `relation`, `index_row`, `template`, `template_draft`, `template_event`,
 * `template_command`, `cycle`, `cycle_draft`, `cycle_event`, `cycle_command`, `roster`,
 * `roster_event`, `conversation`, `conversation_event`, `command` and `start`.
 *
 * @param again receives the document, for the caller to free.
 * Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3); `argument` where there
 * is no such kind.
 */
vv_status vv_json_rewrite(vv_text kind,
                          vv_text json,
                          vv_buffer *again,
                          vv_error **error);

/**
 * Reads a document of a kind that a person sent, such as a command or a draft, and writes it again, for the
 * call that takes it. What cannot be read of it is refused, as something that the sender can mend; the
 * calls that take a document say `json` of it, as a fault of the caller.
 *
 * @param again receives the document, for the caller to free.
 * Errors: refused as `document-invalid` with the place and what is expected there (XCT-3), or, where a date
 * or a zone stands that is none, or none in range, as `not-a-date`, `zone-unknown` or `date-out-of-range`
 * (TIM-1, TIM-9); `argument` where there is no such kind.
 */
vv_status vv_json_from_person(vv_text kind,
                              vv_text json,
                              vv_buffer *again,
                              vv_error **error);

/**
 * What kind of fault this is: `refused` for a refusal; `argument` for a wrong argument; `panic` for
 * a bug of the engine; `uncoded` for an answer that has no code in this version of the header;
 * otherwise one of the engine's own: `organisation_mismatch`, `mismatch`, `missing`, `destroyed`, `log`,
 * `json`, `utf8`, `kind`, `version`, `time`.
 *
 * `destroyed` is for the host, which has not purged the conversation yet (TPL-13): answer a person by
 * `vv_error_not_found`, and pass the conversation over among others.
 *
 * The text is the error's own: it ends with a NUL that its length does not count, and it lives until
 * the error is freed. Empty for null.
 */
vv_text vv_error_kind(const vv_error *error);

/**
 * The stable code of a refusal, in kebab case, such as `answers-missing`: the key under which a host
 * keeps the sentence in other languages (XCT-1). Empty where the error is no refusal, and for null.
 *
 * The text is the error's own: it ends with a NUL that its length does not count, and it lives until
 * the error is freed.
 */
vv_text vv_error_code(const vv_error *error);

/**
 * The id of the rule that refuses, such as `ANS-3` (XCT-1): that of the first fault, if faults are
 * listed. The category, the instants and the way out are the first fault's then, too. Empty where the
 * error is no refusal, and for null.
 *
 * The text is the error's own: it ends with a NUL that its length does not count, and it lives until
 * the error is freed.
 */
vv_text vv_error_rule(const vv_error *error);

/**
 * What kind of refusal it is, by which a host maps it (XCT-1): one of the `VV_CATEGORY_` codes.
 * `VV_CATEGORY_NONE` where the error is no refusal, and for null.
 */
vv_category vv_error_category(const vv_error *error);

/**
 * The sentence in English, lower-case, for people to read, with what would open again what has closed,
 * and with those of the single faults, where there are some. Empty for null.
 *
 * The text is the error's own: it ends with a NUL that its length does not count, and it lives until
 * the error is freed.
 */
vv_text vv_error_message(const vv_error *error);

/**
 * All of it as JSON: of a refusal its `code`, `rule`, `category`, `parameters`, `message` and, where
 * there is one, `at`, `since`, `until`, `remedy`, `fault_count` and `faults` (XCT-1); of any other error
 * its `kind`, its `message` and what it tells beside them. Empty for null.
 *
 * The text is the error's own: it ends with a NUL that its length does not count, and it lives until
 * the error is freed.
 */
vv_text vv_error_json(const vv_error *error);

/**
 * The instant from which a refusal holds, itself inside, in microseconds since the Unix epoch (XCT-1);
 * of an error of the kind `destroyed`, when the conversation was destroyed (TPL-13). `VV_NO_INSTANT`
 * where time does not decide, and for null.
 */
vv_instant vv_error_since(const vv_error *error);

/**
 * The instant until which a refusal holds, itself outside, in microseconds since the Unix epoch
 * (XCT-1). `VV_NO_INSTANT` where time does not decide, and for null.
 */
vv_instant vv_error_until(const vv_error *error);

/**
 * What would open again what a refusal says has closed (ANS-9, REQ-1): one of the `VV_REMEDY_` codes.
 * `VV_REMEDY_NONE` where there is nothing, and for null.
 */
vv_remedy vv_error_way_out(const vv_error *error);

/**
 * Refuses as a stranger is refused, as `not-found`. A host calls it where it has no such conversation:
 * an id that is missing has to look the same as one that the person may not know of (VIS-16).
 *
 * @param error receives the refusal, for the caller to free; may be null.
 * Returns `VV_REFUSED`.
 * Errors: refused by VIS-16, always.
 */
vv_status vv_error_not_found(vv_error **error);

/**
 * Frees an error; null is nothing. Its texts end with it.
 */
void vv_error_free(vv_error *error);

/**
 * The number of events: 0 where nothing had to change, and for null.
 */
size_t vv_events_count(const vv_events *events);

/**
 * One event as versioned JSON, counted from 0. Empty for null and beyond the last.
 *
 * The text is the list's own: it ends with a NUL that its length does not count, and it lives until
 * the list is freed.
 */
vv_text vv_events_get(const vv_events *events, size_t index);

/**
 * Where the command's id was used before for the same command: the revision to which it led then.
 * There are no events in that case (XCT-8). Otherwise, and for null, 0.
 */
uint64_t vv_events_repeated(const vv_events *events);

/**
 * Frees a list of events; null is nothing. Its texts end with it.
 */
void vv_events_free(vv_events *events);

/**
 * Reads an index row from versioned JSON.
 *
 * @param row receives the row.
 * Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
 */
vv_status vv_index_row_from_json(vv_text json, vv_index_row *row, vv_error **error);

/**
 * Writes an index row as versioned JSON.
 *
 * @param json receives the JSON, for the caller to free.
 * Errors: `time` where an instant is out of range; `argument` if `has_cycle` or `edit_requested` is
 * neither 0 nor 1.
 */
vv_status vv_index_row_to_json(const vv_index_row *row, vv_buffer *json, vv_error **error);

/**
 * Reads an organisation from versioned JSON.
 *
 * @param org receives the organisation, for the caller to free.
 * Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
 */
vv_status vv_org_from_json(vv_text json, vv_org **org, vv_error **error);

/**
 * Writes an organisation as versioned JSON.
 *
 * @param json receives the JSON, for the caller to free.
 * Errors: only for a null pointer.
 */
vv_status vv_org_to_json(const vv_org *org, vv_buffer *json, vv_error **error);

/**
 * The same organisation with these rules of zones in place of those that it has. Rules that are older than
 * the library's own are passed over, and the question `outdated_rules` of `vv_calendar_ask` names them. A
 * zone that was made after the library's release is taken too, if its name can be one (TIM-10).
 *
 * @param rules `count` rules, each of another zone; of two for one zone the later is taken.
 * @param with receives the organisation, for the caller to free.
 * Errors: `time` where no zone can have the name, the version is no release, or the data are no rules or too
 * long; `utf8`.
 */
vv_status vv_org_with_zone_rules(const vv_org *org,
                                 const vv_zone_rules *rules,
                                 size_t count,
                                 vv_org **with,
                                 vv_error **error);

/**
 * The id of an organisation; all zeros for null.
 */
vv_id vv_org_id(const vv_org *org);

/**
 * Frees an organisation; null is nothing. What was built from it lives on.
 */
void vv_org_free(vv_org *org);

/**
 * Builds a directory from versioned JSON. What is faulty in it counts as absent and lets nobody see
 * more, and the question `faults` of `vv_directory_ask` names it; if `strict` is 1 it is refused (PAR-14).
 *
 * @param strict 1 to refuse a directory with faults, otherwise 0.
 * @param directory receives the directory, for the caller to free.
 * Errors: refused as `directory-refused` with each person who is listed twice and, where strict, every
 * other fault; `json`, `utf8`, `kind` or `version` where it cannot be read; `argument` if `strict` is
 * neither 0 nor 1.
 */
vv_status vv_directory_from_json(vv_text json,
                                 vv_bool strict,
                                 vv_directory **directory,
                                 vv_error **error);

/**
 * Frees a directory; null is nothing. Its names end with it.
 */
void vv_directory_free(vv_directory *directory);

/**
 * The number of people; 0 for null.
 */
size_t vv_directory_count(const vv_directory *directory);

/**
 * The name of a person (LST-2). Empty where the directory does not know them, and for null.
 *
 * The text is the directory's own, without a NUL at its end; it lives until the directory is freed.
 */
vv_text vv_directory_name(const vv_directory *directory, vv_id person);

/**
 * Reads a list of people (PAR-4), as the question `list` of `vv_directory_ask` does, from bytes that may
 * be no UTF-8: of a file as it was uploaded.
 *
 * @param csv the bytes of the file: one column, an e-mail address in each line. A byte order mark, either
 * kind of line ends, quotes, a header such as `Work e-mail address`, upper case of ASCII letters, both
 * spellings of a domain, what nobody sees around an address, and rows of nothing but separators are all
 * understood.
 * @param json receives an object with `people`, their ids, for the participants of a cycle, and the
 * number of `blank_lines`, for the caller to free.
 * Errors: refused as `list-refused`, with a fault for each bad row by the number of its line, or as
 * `list-empty` if it names nobody.
 */
vv_status vv_directory_read_list(const vv_directory *directory,
                                 vv_text csv,
                                 vv_buffer *json,
                                 vv_error **error);

/**
 * Reads an id from the text of a UUID, such as `7f3b9a52-60a9-4d3c-8a83-0f2e8d1f9c01`.
 *
 * @param id receives the id.
 * Errors: `argument` where it is no UUID; `utf8`.
 */
vv_status vv_id_parse(vv_text text, vv_id *id, vv_error **error);

/**
 * Writes an id as the text of a UUID, of 36 characters.
 *
 * @param text receives the text, for the caller to free.
 * Errors: only for a null pointer.
 */
vv_status vv_id_format(vv_id id, vv_buffer *text, vv_error **error);

/**
 * The id that stands for a key of the host's, for hosts whose own keys are no UUIDs: version 5 of the
 * key in a namespace that the host chooses once. The same key gives the same id. It is for the host
 * alone: whoever knows the two can work out the id, which is no secret.
 *
 * @param id receives the id.
 * Errors: `utf8`.
 */
vv_status vv_id_from_key(vv_id space,
                         vv_text key,
                         vv_id *id,
                         vv_error **error);

/**
 * Reads an instant from RFC 3339 with an offset, such as `2026-03-31T09:00:00Z`.
 *
 * @param instant receives the instant, in microseconds since the Unix epoch.
 * Errors: `time` where it is none, or none in range (TIM-9); `utf8`.
 */
vv_status vv_instant_parse(vv_text text, vv_instant *instant, vv_error **error);

/**
 * Writes an instant as RFC 3339 in UTC, as JSON has it.
 *
 * @param at microseconds since the Unix epoch.
 * @param text receives the text, for the caller to free.
 * Errors: `time` where it is out of range (TIM-9).
 */
vv_status vv_instant_format(vv_instant at, vv_buffer *text, vv_error **error);

/**
 * Reads a date from a text such as `2026-03-31`.
 *
 * @param date receives the date.
 * Errors: `time` where there is no such date, or it is out of range (TIM-9); `utf8`.
 */
vv_status vv_date_parse(vv_text text, vv_date *date, vv_error **error);

/**
 * Writes a date as a text such as `2026-03-31`.
 *
 * @param text receives the text, for the caller to free.
 * Errors: `time` where there is no such date.
 */
vv_status vv_date_format(vv_date date, vv_buffer *text, vv_error **error);

/**
 * What a change would bring about in conversations, told to the Super Admin who asks (CYC-13): an
 * object with the boundaries that would be `moved`, `administrators` and `skip_levels` where their
 * access level would change, and `conversations`, each with `moved`, `locked_out`, `let_in`, `gained`
 * and `lost`. Those of which the asker may not know, and those in which nothing would change, are
 * left out.
 *
 * The change is carried out without storing it: by `vv_cycle_execute` or `vv_template_execute`, or as
 * another organisation or directory. What does not change is the same handle before and after.
 *
 * @param by who asks.
 * @param before the organisation, the template and the cycle as they are.
 * @param people_before the people as they are.
 * @param after the organisation, the template and the cycle as they would be, at the same instant.
 * @param people_after the people as they would be.
 * @param conversations `count` conversations of that template and that cycle.
 * @param json receives the object, for the caller to free.
 * Errors: refused by TPL-15 or PAR-5 to anyone but an active Super Admin of the people as they are;
 * `mismatch` where the contexts are of different templates, cycles or instants, or a conversation is
 * bound to others; `organisation_mismatch` (XCT-9).
 */
vv_status vv_preview(vv_id by,
                     const vv_context *before,
                     const vv_directory *people_before,
                     const vv_context *after,
                     const vv_directory *people_after,
                     const vv_conversation *const *conversations,
                     size_t count,
                     vv_buffer *json,
                     vv_error **error);

/**
 * The person of a directory. Somebody whom the directory does not know counts as inactive, and so sees
 * and does nothing (PAR-5).
 *
 * @param actor receives the actor, for the caller to free; it does not need the directory.
 * Errors: only for a null pointer.
 */
vv_status vv_directory_actor(const vv_directory *directory,
                             vv_id person,
                             vv_actor **actor,
                             vv_error **error);

/**
 * An actor for whom the host vouches, from tables of its own. It is for the host alone: what it says
 * is believed, so nothing of it may come from a request.
 *
 * @param active 1 if the account of the person is active, otherwise 0: then they see and do nothing
 * (PAR-5, PAR-9).
 * @param super_admin 1 if the person is a Super Admin, otherwise 0 (TPL-15, VIS-6).
 * @param actor receives the actor, for the caller to free.
 * Errors: `argument` if a `vv_bool` is neither 0 nor 1.
 */
vv_status vv_actor_vouched(vv_id organisation,
                           vv_id person,
                           vv_bool active,
                           vv_bool super_admin,
                           vv_actor **actor,
                           vv_error **error);

/**
 * What an actor is: an object with `organisation`, `person`, `active` and `super_admin`.
 *
 * @param json receives the object, for the caller to free.
 * Errors: only for a null pointer.
 */
vv_status vv_actor_json(const vv_actor *actor, vv_buffer *json, vv_error **error);

/**
 * Frees an actor; null is nothing. What was built from it lives on.
 */
void vv_actor_free(vv_actor *actor);

/**
 * Two people as direct report and manager, whichever of them is which (ANY-1).
 *
 * @param pair receives the pair.
 * Errors: refused as `not-counterparts` where neither reports to the other, or an account is inactive.
 */
vv_status vv_directory_pair(const vv_directory *directory,
                            vv_id one,
                            vv_id other,
                            vv_pair *pair,
                            vv_error **error);

/**
 * Everyone with whom a person can have a conversation of two: the pair with their manager first, then
 * those with their direct reports, in the order of their ids (ANY-3).
 *
 * @param pairs receives the first `capacity` of them; may be null where `capacity` is 0.
 * @param capacity the number of pairs for which there is room.
 * @param count receives the number of all of them: where it is larger than `capacity`, ask again with
 * more room.
 * Errors: only for a null pointer.
 */
vv_status vv_directory_pairs_of(const vv_directory *directory,
                                vv_id person,
                                vv_pair *pairs,
                                size_t capacity,
                                size_t *count,
                                vv_error **error);

/**
 * How a person of a directory stands to the two people of a conversation. Somebody whom the directory
 * does not know counts as inactive (PAR-5).
 *
 * @param pair the two people, as `vv_conversation_pair` gives them.
 * @param relation receives the relation, for the caller to free; it does not need the directory.
 * Errors: only for a null pointer.
 */
vv_status vv_directory_relation(const vv_directory *directory,
                                vv_id person,
                                vv_pair pair,
                                vv_relation **relation,
                                vv_error **error);

/**
 * A relation for which the host vouches, from tables of its own. Nothing of it has a default. It is
 * for the host alone: what it says is believed, so nothing of it may come from a request.
 *
 * @param actor the person and their offices in the organisation; it stays as it is.
 * @param pair the two people, as `vv_conversation_pair` gives them.
 * @param hr_for_direct_report 1 if the person is an HR Admin whose scope covers the direct report,
 * otherwise 0 (VIS-6).
 * @param hr_for_manager 1 if the person is an HR Admin whose scope covers the manager, otherwise 0
 * (VIS-6).
 * @param manages_direct_report 1 if the direct report reports to the person today, both with active
 * accounts, otherwise 0 (OWN-1, PAR-5).
 * @param only_super_admin 1 if no other active Super Admin is outside the conversation, otherwise 0
 * (REQ-3).
 * @param relation receives the relation, for the caller to free; it does not need the actor.
 * Errors: `organisation_mismatch` if the pair is of another organisation than the actor (XCT-9);
 * `argument` if a `vv_bool` is neither 0 nor 1.
 */
vv_status vv_relation_vouched(const vv_actor *actor,
                              vv_pair pair,
                              vv_bool hr_for_direct_report,
                              vv_bool hr_for_manager,
                              vv_bool manages_direct_report,
                              vv_bool only_super_admin,
                              vv_relation **relation,
                              vv_error **error);

/**
 * Reads a relation from versioned JSON.
 *
 * @param relation receives the relation, for the caller to free.
 * Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
 */
vv_status vv_relation_from_json(vv_text json, vv_relation **relation, vv_error **error);

/**
 * Writes a relation as versioned JSON.
 *
 * @param json receives the JSON, for the caller to free.
 * Errors: only for a null pointer.
 */
vv_status vv_relation_to_json(const vv_relation *relation, vv_buffer *json, vv_error **error);

/**
 * Frees a relation; null is nothing. What was built from it lives on.
 */
void vv_relation_free(vv_relation *relation);

/**
 * Reads a roster from versioned JSON.
 *
 * @param roster receives the roster, for the caller to free.
 * Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
 */
vv_status vv_roster_from_json(vv_text json, vv_roster **roster, vv_error **error);

/**
 * The roster that a whole log of events makes (XCT-5).
 *
 * @param events `count` events as versioned JSON, in their order.
 * @param roster receives the roster, for the caller to free.
 * Errors: `log` where the log is empty, has a gap, a foreign event or an impossible order; `json`,
 * `utf8`, `kind` or `version` where an event cannot be read.
 */
vv_status vv_roster_replay(const vv_text *events,
                           size_t count,
                           vv_roster **roster,
                           vv_error **error);

/**
 * The roster as it stood at an instant: what the events stamped up to it make, with those stamped at it
 * (TIM-7). The rest of the log is checked all the same.
 *
 * @param events `count` events as versioned JSON, in their order: the whole log.
 * @param at microseconds since the Unix epoch.
 * @param roster receives the roster, for the caller to free; null if it did not exist yet.
 * Errors: as `vv_roster_replay`; `time`.
 */
vv_status vv_roster_replay_until(const vv_text *events,
                                 size_t count,
                                 vv_instant at,
                                 vv_roster **roster,
                                 vv_error **error);

/**
 * Writes a roster as versioned JSON.
 *
 * @param json receives the JSON, for the caller to free.
 * Errors: only for a null pointer.
 */
vv_status vv_roster_to_json(const vv_roster *roster, vv_buffer *json, vv_error **error);

/**
 * The id of the cycle whose roster this is; all zeros for null.
 */
vv_id vv_roster_cycle(const vv_roster *roster);

/**
 * The revision of a roster, for compare-and-swap: 1 after the first event and one more with each
 * (XCT-4). It is for the host alone: no viewer sees it. 0 for null.
 */
uint64_t vv_roster_revision(const vv_roster *roster);

/**
 * 1 if a person has a conversation in this cycle, otherwise 0 (PAR-12); 0 for null.
 */
vv_bool vv_roster_has(const vv_roster *roster, vv_id person);

/**
 * Frees a roster; null is nothing.
 */
void vv_roster_free(vv_roster *roster);

/**
 * The sight of a person. A stranger has one too: it shows and allows nothing (VIS-16).
 *
 * @param relation how the person stands to the two people of the conversation, as `vv_case_relation`
 * gives it.
 * @param sight receives the sight, for the caller to free.
 * Errors: `organisation_mismatch` where the person is of another organisation (XCT-9); `mismatch` where the
 * relation is one to two other people.
 */
vv_status vv_sight_new(const vv_case *case_,
                       const vv_relation *relation,
                       vv_sight **sight,
                       vv_error **error);

/**
 * Frees a sight; null is nothing.
 */
void vv_sight_free(vv_sight *sight);

/**
 * What makes the person part of the conversation. Of several standings, which together grant what each
 * of them does, it is the first of new manager, previous manager and administrator.
 *
 * @param standing receives one of the `VV_STANDING_` codes.
 * Errors: only for a null pointer.
 */
vv_status vv_sight_standing(const vv_sight *sight,
                            vv_standing *standing,
                            vv_error **error);

/**
 * Whether the person may do something now (ANS-7).
 *
 * @param action one of the `VV_ACTION_` codes.
 * @param permission receives the permission.
 * Errors: refused by the rule that says no, as `conversations-off` (TPL-18), or as `not-found` to a
 * stranger (VIS-16); `argument` where there is no such action.
 */
vv_status vv_sight_may(const vv_sight *sight,
                       vv_action action,
                       vv_permission *permission,
                       vv_error **error);

/**
 * Whether the person may edit the answer to one of their own questions now, or which lock or boundary
 * closed it (ANS-9, CYC-8).
 *
 * @param question the question, of the person's own part.
 * @param permission receives the permission.
 * Errors: refused as a save of it would be, as `locked-by-date` (CYC-8), `editing-closed` (ANS-9) or
 * `approval-ended` (REQ-4), and then `vv_error_way_out` says what would open it again; as
 * `question-not-yours` where that part has no such question (VIS-18), as `no-part` where they have
 * none, as `not-participant` where they are neither of the two (EDT-2), as `conversations-off` (TPL-18), or as `not-found` to a stranger (VIS-16).
 */
vv_status vv_sight_may_edit(const vv_sight *sight,
                            vv_id question,
                            vv_permission *permission,
                            vv_error **error);

/**
 * The one action that a list shows the person (ANS-7).
 *
 * @param action receives one of the `VV_ACTION_` codes; `VV_ACTION_NONE` where there is none.
 * Errors: only for a null pointer.
 */
vv_status vv_sight_primary_action(const vv_sight *sight, vv_action *action, vv_error **error);

/**
 * Whether the person sees an answer (VIS-1, VIS-2, VIS-18). It is for the host alone:
 * it tells whether a hidden question exists, and nothing of whether there is an answer.
 *
 * @param part one of the `VV_RESPONDENT_` codes: whose part the answer stands in.
 * @param question the question.
 * @param earlier_manager the earlier manager who left the answer when somebody took ownership (VIS-12);
 * may be null, for an answer that stands in the part.
 * @param verdict receives the verdict.
 * Errors: `argument` if there is no such part.
 */
vv_status vv_sight_answer(const vv_sight *sight,
                          vv_respondent part,
                          vv_id question,
                          const vv_id *earlier_manager,
                          vv_verdict *verdict,
                          vv_error **error);

/**
 * Whether the person may know a fact (FCT-1 and following). It is for the host alone: what the person
 * is told of it stands in their view.
 *
 * @param fact one of the `VV_FACT_` codes.
 * @param verdict receives the verdict.
 * Errors: `argument` where there is no such fact.
 */
vv_status vv_sight_fact(const vv_sight *sight,
                        vv_fact fact,
                        vv_verdict *verdict,
                        vv_error **error);

/**
 * Reads a template from versioned JSON.
 *
 * @param template_ receives the template, for the caller to free.
 * Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
 */
vv_status vv_template_from_json(vv_text json, vv_template **template_, vv_error **error);

/**
 * The template that a whole log of events makes (XCT-5).
 *
 * @param events `count` events as versioned JSON, in their order.
 * @param template_ receives the template, for the caller to free.
 * Errors: `log` where the log is empty, has a gap, a foreign event or an impossible order; `json`,
 * `utf8`, `kind` or `version` where an event cannot be read.
 */
vv_status vv_template_replay(const vv_text *events,
                             size_t count,
                             vv_template **template_,
                             vv_error **error);

/**
 * The template as it stood at an instant: what the events stamped up to it make, with those stamped at it
 * (TIM-7). The rest of the log is checked all the same.
 *
 * @param events `count` events as versioned JSON, in their order: the whole log.
 * @param at microseconds since the Unix epoch.
 * @param template_ receives the template, for the caller to free; null if it did not exist yet.
 * Errors: as `vv_template_replay`; `time`.
 */
vv_status vv_template_replay_until(const vv_text *events,
                                   size_t count,
                                   vv_instant at,
                                   vv_template **template_,
                                   vv_error **error);

/**
 * Writes a template as versioned JSON.
 *
 * @param json receives the JSON, for the caller to free.
 * Errors: only for a null pointer.
 */
vv_status vv_template_to_json(const vv_template *template_, vv_buffer *json, vv_error **error);

/**
 * The id of a template; all zeros for null.
 */
vv_id vv_template_id(const vv_template *template_);

/**
 * The revision of a template, for compare-and-swap: 1 after the first event and one more with each
 * (XCT-4). It is for the host alone: no viewer sees it. 0 for null.
 */
uint64_t vv_template_revision(const vv_template *template_);

/**
 * Frees a template; null is nothing. What was built from it lives on.
 */
void vv_template_free(vv_template *template_);

/**
 * Creates a template, not deployed (TPL-15).
 *
 * @param by who creates it: a Super Admin.
 * @param draft a `template_draft` as versioned JSON.
 * @param now microseconds since the Unix epoch.
 * @param template_ receives the template, for the caller to free; may be null.
 * @param events receives its events, for the caller to free; may be null.
 * Errors: refused by PAR-5, TPL-15 or TPL-18, or as `template-refused` with every fault of the draft;
 * `organisation_mismatch` where the person is of another one (XCT-9); `json`, `utf8`, `kind`, `version` or
 * `time` where an argument cannot be read.
 */
vv_status vv_template_create(const vv_org *org,
                             const vv_actor *by,
                             vv_text draft,
                             vv_instant now,
                             vv_template **template_,
                             vv_events **events,
                             vv_error **error);

/**
 * Makes a copy of a template under a new id and name, not deployed, with new ids throughout (TPL-14).
 *
 * @param by who copies it: a Super Admin.
 * @param name the name of the copy.
 * @param now microseconds since the Unix epoch.
 * @param copy receives the copy, for the caller to free; may be null.
 * @param events receives its events, for the caller to free; may be null.
 * Errors: refused by PAR-5, TPL-15 or TPL-18, by LIM-1 for the name, or as `template-id-taken`;
 * `organisation_mismatch` (XCT-9); `utf8`; `time`.
 */
vv_status vv_template_copy(const vv_template *template_,
                           const vv_org *org,
                           const vv_actor *by,
                           vv_id id,
                           vv_text name,
                           vv_instant now,
                           vv_template **copy,
                           vv_events **events,
                           vv_error **error);

/**
 * Does what a person asks of a template. The template itself stays as it was (XCT-2).
 *
 * @param rows `row_count` index rows: all that the host keeps of this template's conversations, which
 * tell whether one is in progress (TPL-11, TPL-12, TPL-13, TPL-16). A `row_count` of 0 says that there
 * are none.
 * @param cycles `cycle_count` cycles: all of this template, which tell what it has to keep for them
 * (TPL-16, CYC-9, REV-7, MTG-4). Those that are over may be left out, others do no harm. A
 * `cycle_count` of 0 says that there are none.
 * @param by who asks: a Super Admin.
 * @param command a `template_command` as versioned JSON, with or without an id (XCT-8).
 * @param now microseconds since the Unix epoch.
 * @param after receives the template after it, for the caller to free; may be null.
 * @param events receives the events, for the caller to free; may be null.
 * Errors: refused by PAR-5, TPL-15 or TPL-18, by the rule of the command, or as
 * `command-id-reused`; `organisation_mismatch` (XCT-9); `json`, `utf8`, `kind`, `version` or `time` where an
 * argument cannot be read; `argument` if a `vv_bool` of a row is neither 0 nor 1, or a cycle is null.
 */
vv_status vv_template_execute(const vv_template *template_,
                              const vv_org *org,
                              const vv_index_row *rows,
                              size_t row_count,
                              const vv_cycle *const *cycles,
                              size_t cycle_count,
                              const vv_actor *by,
                              vv_text command,
                              vv_instant now,
                              vv_template **after,
                              vv_events **events,
                              vv_error **error);

/**
 * Frees a buffer and empties it, so that freeing it again does nothing; null is nothing.
 */
void vv_buffer_free(vv_buffer *buffer);

/**
 * The version of the library that runs, such as `1.2.3`; `VV_VERSION` is that of the header (TIM-7).
 * Two of the same major version go together as long as the library is not the older one; before 1.0.0
 * the minor version counts as the major one.
 *
 * The text is static, and ends with a NUL that its length does not count.
 */
vv_text vv_version(void);

/**
 * The version of the time zone data in the library, such as `2025b` (TIM-7).
 *
 * The text is static, and ends with a NUL that its length does not count.
 */
vv_text vv_tz_database(void);

/**
 * The version of the JSON that the library writes; it reads every version from 1 up to it (XCT-3).
 */
uint32_t vv_schema_version(void);

/**
 * The catalogue of rules: an array of objects with `rule`, `area`, `title` and `text` (VIS-15).
 *
 * @param json receives the catalogue, for the caller to free.
 * Errors: only for a null pointer.
 */
vv_status vv_rules(vv_buffer *json, vv_error **error);

/**
 * The registry of refusals: an array of objects with `code`, `rule`, `category`, `message`, `parameters`
 * (objects with `name` and `type`) and `wordings`, one for each code that `vv_error_code` can give
 * (XCT-1). In `message` the names of parameters stand in braces; a wording is the `message` for one
 * `value` of a `parameter`.
 *
 * @param json receives the registry, for the caller to free.
 * Errors: only for a null pointer.
 */
vv_status vv_refusals(vv_buffer *json,
                      vv_error **error);

/**
 * The constants of the header that runs with this library, for hosts that cannot read a header: an
 * array of objects with `group`, the type of the constant, `name` and `number`. Those of the version
 * are not among them: they are the header's own.
 *
 * @param json receives the array, for the caller to free.
 * Errors: only for a null pointer.
 */
vv_status vv_constants(vv_buffer *json,
                       vv_error **error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

/** A C string, which ends with a NUL, as a text; null as the empty text. It has to outlive the text. */
static inline vv_text vv_text_of(const char *string)
{
    vv_text text;
    text.data = string;
    text.length = string == NULL ? 0 : strlen(string);
    return text;
}

#endif /* VISAVIS_H */
