/* A small host in C: Ana reports to Ben, Ada is a Super Admin, and all that happens between them stands
 * in one file of events.
 *
 *   host FILE INSTANT PERSON set-up TEMPLATE    Ada puts a template in place and deploys it
 *   host FILE INSTANT PERSON start              Ana or Ben starts a conversation
 *   host FILE INSTANT PERSON do COMMAND         somebody does something; COMMAND is JSON, as in '"share"'
 *   host FILE INSTANT PERSON may                what somebody may do now, and until when
 *   host FILE INSTANT PERSON view               what somebody is shown, as JSON
 *   host FILE INSTANT PERSON undeploy NUMBER    Ada takes the template out of use, and with it that many
 *                                               conversations in progress
 *
 * Its status is 0 where the engine said yes, 1 where it refused, 2 where something is wrong. */
#include "store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define VERSIONED(kind, data) "{\"visavis\":\"" kind "\",\"version\":1,\"data\":" data "}"
#define ORG "0ff1ce00-0000-4000-8000-000000000000"
#define ANA "0ff1ce00-0000-4000-8000-000000000001"
#define BEN "0ff1ce00-0000-4000-8000-000000000002"
#define ADA "0ff1ce00-0000-4000-8000-000000000003"

static const char OFFICE[] =
    VERSIONED("organisation", "{\"id\":\"" ORG "\",\"zone\":{\"first\":\"Europe/Lisbon\"},"
                              "\"conversations\":{\"first\":true}}");
static const char PEOPLE[] = VERSIONED(
    "directory", "{\"organisation\":\"" ORG "\",\"people\":["
                 "{\"id\":\"" ANA "\",\"name\":\"Ana\",\"manager\":\"" BEN "\"},"
                 "{\"id\":\"" BEN "\",\"name\":\"Ben\"},"
                 "{\"id\":\"" ADA "\",\"name\":\"Ada\",\"super_admin\":true}]}");

/* Leaves a function with the status of a call that was not answered. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        vv_status status_ = (call);                                                                \
        if (status_ != VV_OK) {                                                                    \
            return status_;                                                                        \
        }                                                                                          \
    } while (0)

/* All that one run of the program holds. */
struct host {
    struct store store;
    vv_instant now;
    vv_org *org;
    vv_directory *directory;
    /* Who runs the program: in the organisation, and in the conversation. */
    vv_id person;
    vv_actor *actor;
    vv_relation *relation;
    vv_template *template_;
    vv_conversation *conversation;
    vv_context *context;
    vv_case *case_;
    vv_sight *sight;
    vv_events *events;
    vv_buffer text;
    vv_error *error;
    const char *trouble;
};

static void host_free(struct host *host)
{
    store_close(&host->store);
    vv_org_free(host->org);
    vv_directory_free(host->directory);
    vv_actor_free(host->actor);
    vv_relation_free(host->relation);
    vv_template_free(host->template_);
    vv_conversation_free(host->conversation);
    vv_context_free(host->context);
    vv_case_free(host->case_);
    vv_sight_free(host->sight);
    vv_events_free(host->events);
    vv_buffer_free(&host->text);
    vv_error_free(host->error);
}

static vv_status trouble(struct host *host, const char *what)
{
    host->trouble = what;
    return VV_ERROR;
}

/* Stores what a change came to. Only what is stored has happened. */
static vv_status store(struct host *host, const char *name)
{
    size_t count = vv_events_count(host->events);

    if (!store_add(&host->store, name, host->events)) {
        return trouble(host, "the events cannot be stored");
    }
    printf("%zu %s event%s stored\n", count, name, count == 1 ? "" : "s");
    vv_events_free(host->events);
    host->events = NULL;
    return VV_OK;
}

/* Who somebody is, and what stands in the file of the template and the conversation. */
static vv_status load(struct host *host, const char *path, const char *now, const char *who)
{
    const char *names[] = {"ana", "ben", "ada"};
    const char *ids[] = {ANA, BEN, ADA};
    vv_text *events;
    vv_status status = VV_OK;
    size_t count, place;

    if (!store_open(&host->store, path)) {
        return trouble(host, "the file cannot be used");
    }
    TRY(vv_instant_parse(vv_text_of(now), &host->now, &host->error));
    TRY(vv_org_from_json(vv_text_of(OFFICE), &host->org, &host->error));
    TRY(vv_directory_from_json(vv_text_of(PEOPLE), 1, &host->directory, &host->error));
    for (place = 0; place < 3 && strcmp(names[place], who) != 0; place++) {
    }
    if (place == 3) {
        return trouble(host, "the people are ana, ben and ada");
    }
    TRY(vv_id_parse(vv_text_of(ids[place]), &host->person, &host->error));
    TRY(vv_directory_actor(host->directory, host->person, &host->actor, &host->error));

    events = store_events(&host->store, "template", &count);
    if (count > 0) {
        status = vv_template_replay(events, count, &host->template_, &host->error);
    }
    free(events);
    TRY(status);
    events = store_events(&host->store, "conversation", &count);
    if (count > 0) {
        status = vv_conversation_replay(events, count, &host->conversation, &host->error);
    }
    free(events);
    return status;
}

static vv_status set_up(struct host *host, const char *path)
{
    const char *deploy = VERSIONED("template_command", "{\"command\":\"deploy\"}");
    vv_template *deployed = NULL;
    vv_status status;
    vv_text draft;
    char *text;
    int file;

    if (host->template_ != NULL) {
        return trouble(host, "there is a template already");
    }
    file = open(path, O_RDONLY);
    text = read_file(file, &draft.length);
    close(file);
    if (text == NULL) {
        return trouble(host, "the template cannot be read");
    }
    draft.data = text;
    status = vv_template_create(host->org, host->actor, draft, host->now, &host->template_,
                                &host->events, &host->error);
    free(text);
    TRY(status);
    TRY(store(host, "template"));
    /* No conversation and no cycle uses it yet. */
    TRY(vv_template_execute(host->template_, host->org, NULL, 0, NULL, 0, host->actor,
                            vv_text_of(deploy), host->now, &deployed, &host->events, &host->error));
    vv_template_free(host->template_);
    host->template_ = deployed;
    return store(host, "template");
}

static vv_status need_context(struct host *host)
{
    if (host->template_ == NULL) {
        return trouble(host, "there is no template yet: set one up");
    }
    return vv_context_new(host->org, host->template_, NULL, host->now, &host->context,
                          &host->error);
}

static vv_status need_case(struct host *host)
{
    vv_status status;

    TRY(need_context(host));
    /* One that there is not looks as one that somebody may not know of. */
    if (host->conversation == NULL) {
        return vv_error_not_found(&host->error);
    }
    status = vv_case_new(host->context, host->conversation, &host->case_, &host->error);
    if (status != VV_OK && strcmp(vv_error_kind(host->error).data, "destroyed") == 0) {
        /* So does one that was destroyed, should it not be purged yet. */
        vv_error_free(host->error);
        host->error = NULL;
        return vv_error_not_found(&host->error);
    }
    TRY(status);
    /* Somebody who is not one of the two may hold an office over them. */
    return vv_case_relation(host->case_, host->directory, host->person, &host->relation,
                            &host->error);
}

static vv_status start(struct host *host)
{
    vv_id ana, ben, id;
    uint64_t revision;
    vv_index_row row;
    vv_pair pair;

    TRY(need_context(host));
    if (host->conversation != NULL) {
        return trouble(host, "there is a conversation already");
    }
    TRY(vv_id_parse(vv_text_of(ANA), &ana, &host->error));
    TRY(vv_id_parse(vv_text_of(BEN), &ben, &host->error));
    TRY(vv_directory_pair(host->directory, ana, ben, &pair, &host->error));
    TRY(vv_id_from_key(pair.organisation, vv_text_of("the first conversation"), &id,
                       &host->error));
    TRY(vv_context_start(host->context, host->actor, id, pair, NULL, NULL, NULL, &host->events, &row,
                         &revision, &host->error));
    /* The lock is held since the template was read. With a database, this is compared with the stored
     * revision in the transaction that stores the conversation. */
    if (revision != vv_template_revision(host->template_)) {
        return trouble(host, "the template has changed meanwhile");
    }
    TRY(vv_instant_format(row.closes_at, &host->text, &host->error));
    printf("it is over at %s\n", host->text.data);
    return store(host, "conversation");
}

/* Whether a conversation, by its row, is one that undeploying a template destroyed. */
static vv_status destroyed(struct host *host, const vv_template *after, const vv_index_row *row,
                           bool *answer)
{
    const char *before = "{\"to_purge\":[", *end = "]}";
    vv_buffer json, purged;
    vv_status status;
    vv_text question;
    char *text;

    TRY(vv_index_row_to_json(row, &json, &host->error));
    question.length = strlen(before) + json.length + strlen(end);
    text = malloc(question.length + 1);
    if (text != NULL) {
        snprintf(text, question.length + 1, "%s%s%s", before, json.data, end);
    }
    vv_buffer_free(&json);
    if (text == NULL) {
        return trouble(host, "there is no memory left");
    }
    question.data = text;
    status = vv_template_ask(after, question, &purged, &host->error);
    free(text);
    TRY(status);
    *answer = strcmp(purged.data, "[]") != 0;
    vv_buffer_free(&purged);
    return VV_OK;
}

/* What it destroys is purged in the same step as its event is stored. */
static vv_status undeploy(struct host *host, const char *number)
{
    char command[256];
    vv_template *after = NULL;
    vv_index_row row;
    size_t rows = 0;
    bool purge = false;

    TRY(need_context(host));
    if (host->conversation != NULL) {
        TRY(need_case(host));
        TRY(vv_case_index_row(host->case_, &row, &host->error));
        rows = 1;
    }
    snprintf(command, sizeof command,
             VERSIONED("template_command",
                       "{\"command\":{\"undeploy_and_destroy\":{\"conversations\":%lu}}}"),
             strtoul(number, NULL, 10));
    TRY(vv_template_execute(host->template_, host->org, &row, rows, NULL, 0, host->actor,
                            vv_text_of(command), host->now, &after, &host->events, &host->error));
    vv_template_free(host->template_);
    host->template_ = after;
    if (rows > 0) {
        TRY(destroyed(host, after, &row, &purge));
    }
    if (!purge) {
        return store(host, "template");
    }
    if (!store_purge(&host->store, "conversation", "template", host->events)) {
        return trouble(host, "the events cannot be stored");
    }
    printf("%zu template event stored, and the conversation is purged\n",
           vv_events_count(host->events));
    return VV_OK;
}

static vv_status act(struct host *host, const char *command)
{
    const char *before = "{\"visavis\":\"command\",\"version\":1,\"data\":{\"command\":";
    size_t length = strlen(before) + strlen(command) + 2;
    vv_status status;
    char *json;

    TRY(need_case(host));
    json = malloc(length + 1);
    if (json == NULL) {
        return trouble(host, "there is no memory left");
    }
    snprintf(json, length + 1, "%s%s}}", before, command);
    status = vv_case_execute(host->case_, host->relation, vv_text_of(json), NULL, &host->events,
                             NULL, &host->error);
    free(json);
    TRY(status);
    return store(host, "conversation");
}

/* What somebody may do, and why not: every action by its typed call. */
static vv_status may(struct host *host)
{
    static const struct {
        vv_action action;
        const char *name;
    } ACTIONS[] = {
        {VV_ACTION_ANSWER, "answer"},
        {VV_ACTION_SHARE, "share"},
        {VV_ACTION_CONFIRM_MEETING, "confirm the meeting"},
        {VV_ACTION_WRITE_NOTES, "write notes"},
        {VV_ACTION_REQUEST_EDIT, "ask to edit"},
    };
    size_t place;

    TRY(need_case(host));
    TRY(vv_sight_new(host->case_, host->relation, &host->sight, &host->error));
    for (place = 0; place < sizeof ACTIONS / sizeof ACTIONS[0]; place++) {
        vv_permission permission;
        vv_error *refusal = NULL;

        if (vv_sight_may(host->sight, ACTIONS[place].action, &permission, &refusal) == VV_OK &&
            permission.until == VV_LAST_INSTANT) {
            printf("%s: yes (%s)\n", ACTIONS[place].name, permission.rule.id);
        } else if (refusal == NULL) {
            TRY(vv_instant_format(permission.until, &host->text, &host->error));
            printf("%s: until %s (%s)\n", ACTIONS[place].name, host->text.data,
                   permission.rule.id);
            vv_buffer_free(&host->text);
        } else {
            printf("%s: no, %s (%s)\n", ACTIONS[place].name, vv_error_message(refusal).data,
                   vv_error_rule(refusal).data);
            vv_error_free(refusal);
        }
    }
    return VV_OK;
}

static vv_status view(struct host *host)
{
    TRY(need_case(host));
    TRY(vv_sight_new(host->case_, host->relation, &host->sight, &host->error));
    TRY(vv_sight_ask(host->sight, NULL, vv_text_of("{\"view\":{}}"), &host->text, &host->error));
    printf("%s\n", host->text.data);
    return VV_OK;
}

static vv_status run(struct host *host, int count, char **words)
{
    const char *what = words[4];

    TRY(load(host, words[1], words[2], words[3]));
    if (strcmp(what, "set-up") == 0 && count == 6) {
        return set_up(host, words[5]);
    }
    if (strcmp(what, "start") == 0 && count == 5) {
        return start(host);
    }
    if (strcmp(what, "do") == 0 && count == 6) {
        return act(host, words[5]);
    }
    if (strcmp(what, "undeploy") == 0 && count == 6) {
        return undeploy(host, words[5]);
    }
    if (strcmp(what, "may") == 0 && count == 5) {
        return may(host);
    }
    if (strcmp(what, "view") == 0 && count == 5) {
        return view(host);
    }
    return trouble(host, "what can be asked stands at the head of host.c");
}

int main(int count, char **words)
{
    struct host host;
    vv_status status;

    if (count < 5) {
        fputs("host FILE INSTANT PERSON set-up|start|do|may|view|undeploy ...\n", stderr);
        return VV_ERROR;
    }
    memset(&host, 0, sizeof host);
    host.store.file = -1;
    status = run(&host, count, words);
    if (status == VV_REFUSED) {
        printf("no: %s (%s)\n", vv_error_message(host.error).data, vv_error_rule(host.error).data);
    } else if (status == VV_ERROR) {
        fprintf(stderr, "%s\n",
                host.trouble != NULL ? host.trouble : vv_error_message(host.error).data);
    }
    host_free(&host);
    return status;
}
