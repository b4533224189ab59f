/* Calls through C, timed when they are asked for.
 *
 * The facts come as lines of standard input: organisation, template, cycle, instant, relation,
 * conversation, and the two commands. Then every line `CALL TIMES` is answered with the nanoseconds
 * of the processor that so many calls took. */
#include <visavis.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static vv_error *error;

static void must(vv_status status, const char *what)
{
    if (status != VV_OK) {
        fprintf(stderr, "%s: %s\n", what, vv_error_message(error).data);
        exit(1);
    }
}

#define MUST(call) must(call, #call)

/* One line without its end, for good. */
static vv_text line(void)
{
    char *text = NULL;
    size_t room = 0;
    ssize_t length = getline(&text, &room, stdin);

    if (length < 1) {
        fputs("a line is missing\n", stderr);
        exit(1);
    }
    text[length - 1] = '\0';
    return vv_text_of(text);
}

static vv_case *case_;
static vv_relation *by;
static vv_sight *sight;
static vv_text save_one, save_all;

static void set_the_stage(void)
{
    vv_org *org = NULL;
    vv_template *template_ = NULL;
    vv_cycle *cycle = NULL;
    vv_context *context = NULL;
    vv_conversation *conversation = NULL;
    vv_instant now;

    MUST(vv_org_from_json(line(), &org, &error));
    MUST(vv_template_from_json(line(), &template_, &error));
    MUST(vv_cycle_from_json(line(), &cycle, &error));
    MUST(vv_instant_parse(line(), &now, &error));
    MUST(vv_relation_from_json(line(), &by, &error));
    MUST(vv_conversation_from_json(line(), &conversation, &error));
    save_one = line();
    save_all = line();
    MUST(vv_context_new(org, template_, cycle, now, &context, &error));
    MUST(vv_case_new(context, conversation, &case_, &error));
    MUST(vv_sight_new(case_, by, &sight, &error));
    vv_org_free(org);
    vv_template_free(template_);
    vv_cycle_free(cycle);
    vv_context_free(context);
    vv_conversation_free(conversation);
}

static void may(void)
{
    vv_permission permission;

    MUST(vv_sight_may(sight, VV_ACTION_SHARE, &permission, &error));
}

static void execute(vv_text command)
{
    vv_conversation *after;
    vv_events *events;
    vv_index_row row;

    MUST(vv_case_execute(case_, by, command, &after, &events, &row, &error));
    vv_conversation_free(after);
    vv_events_free(events);
}

static void execute_one(void)
{
    execute(save_one);
}

static void execute_all(void)
{
    execute(save_all);
}

static int64_t nanoseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int main(void)
{
    static const struct {
        const char *name;
        void (*call)(void);
    } CALLS[] = {
        {"may", may},
        {"execute_one", execute_one},
        {"execute_all", execute_all},
    };
    char name[32];
    long times;

    set_the_stage();
    while (scanf("%31s %ld", name, &times) == 2) {
        size_t place = 0;
        int64_t began;
        long time;

        while (strcmp(CALLS[place].name, name) != 0) {
            if (++place == sizeof CALLS / sizeof CALLS[0]) {
                fprintf(stderr, "there is no call %s\n", name);
                return 1;
            }
        }
        began = nanoseconds();
        for (time = 0; time < times; time++) {
            CALLS[place].call();
        }
        printf("%" PRId64 "\n", nanoseconds() - began);
        fflush(stdout);
    }
    vv_sight_free(sight);
    vv_case_free(case_);
    vv_relation_free(by);
    return 0;
}
