/* What stood at an instant: of each aggregate nothing before its first event, then what its events up to
 * the instant make; and a log that is broken later tells nothing. */
#include "check.h"

#include <stdlib.h>

#define MUST(call)                                                                                 \
    do {                                                                                           \
        if ((call) != VV_OK) {                                                                     \
            fprintf(stderr, "%s: %s\n", #call, vv_error_message(error).data);                      \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

/* A log whose first event was stamped at `first`, the second and last an hour later if there is one. */
struct log {
    vv_text events[2];
    size_t count;
    vv_instant first;
};

#define HOUR INT64_C(3600000000)

#define STOOD(name)                                                                                \
    static void name##_stood(const struct log *log)                                                \
    {                                                                                              \
        static const vv_instant NEVER[] = {VV_NO_INSTANT, INT64_MAX, VV_LAST_INSTANT + 1};         \
        const vv_text *events = log->events;                                                       \
        vv_##name *then = (vv_##name *)(void *)&error;                                             \
        size_t place;                                                                              \
                                                                                                   \
        CHECK(vv_##name##_replay_until(events, log->count, log->first - 1, &then, &error) ==       \
              VV_OK);                                                                              \
        CHECK(then == NULL);                                                                       \
        CHECK(vv_##name##_replay_until(events, log->count, log->first, &then, &error) == VV_OK);   \
        CHECK(vv_##name##_revision(then) == 1);                                                    \
        vv_##name##_free(then);                                                                    \
        CHECK(vv_##name##_replay_until(events, log->count, log->first + HOUR, &then, &error) ==    \
              VV_OK);                                                                              \
        CHECK(vv_##name##_revision(then) == log->count);                                           \
        vv_##name##_free(then);                                                                    \
        then = NULL;                                                                               \
        FAILS("log", "",                                                                           \
              vv_##name##_replay_until(events + 1, log->count - 1, log->first, &then, &error));    \
        LACKS("events", vv_##name##_replay_until(NULL, 1, log->first, &then, &error));             \
        for (place = 0; place < sizeof NEVER / sizeof NEVER[0]; place++) {                         \
            FAILS("time", "",                                                                      \
                  vv_##name##_replay_until(events, log->count, NEVER[place], &then, &error));      \
        }                                                                                          \
        CHECK(then == NULL);                                                                       \
    }

STOOD(template)
STOOD(cycle)
STOOD(roster)
STOOD(conversation)

static const char ORG[] = ENVELOPE(
    "organisation",
    "{\"id\":\"" ID("1") "\",\"zone\":{\"first\":\"UTC\"},\"conversations\":{\"first\":true}}");
static const char PEOPLE[] = ENVELOPE(
    "directory", "{\"organisation\":\"" ID("1") "\",\"people\":["
                 "{\"id\":\"" ID("2") "\",\"name\":\"Ana\",\"manager\":\"" ID("3") "\"},"
                 "{\"id\":\"" ID("3") "\",\"name\":\"Ben\",\"super_admin\":true}]}");
static const char REVIEW[] = ENVELOPE(
    "template_draft",
    "{\"id\":\"" ID("4") "\",\"kind\":\"scheduled\",\"settings\":{\"name\":\"Review\"},"
    "\"content\":{\"format\":{\"one_directional\":\"direct_report\"},\"direct_report\":[{"
    "\"id\":\"" ID("5") "\",\"text\":\"How?\",\"kind\":{\"paragraph\":{}}}]}}");
static const char DEPLOY[] = ENVELOPE("template_command", "{\"command\":\"deploy\"}");
static const char MARCH[] = ENVELOPE(
    "cycle_draft", "{\"id\":\"" ID("6") "\",\"template\":\"" ID("4") "\",\"schedule\":{"
                   "\"start\":\"2026-03-02\",\"end\":\"2026-03-31\",\"grace_days\":7,"
                   "\"lock_on_share\":false}}");
static const char LATER[] = ENVELOPE("cycle_command", "{\"command\":{\"move_end\":\"2026-04-10\"}}");

/* The events of a change, the next of a log. */
static void log_add(struct log *log, const vv_events *events)
{
    CHECK(vv_events_count(events) == 1);
    log->events[log->count++] = vv_events_get(events, 0);
}

int main(void)
{
    struct log templates = {{{"", 0}}, 0, 0}, cycles = templates, rosters = templates,
               conversations = templates;
    vv_template *created = NULL, *deployed = NULL;
    vv_cycle *march = NULL, *longer = NULL;
    vv_events *events[6] = {NULL, NULL, NULL, NULL, NULL, NULL};
    vv_directory *directory = NULL;
    vv_roll_out *roll_out = NULL;
    vv_context *context = NULL;
    vv_actor *ben = NULL;
    vv_org *org = NULL;
    vv_instant now, launch;
    size_t place;
    vv_id id;

    MUST(vv_org_from_json(vv_text_of(ORG), &org, &error));
    MUST(vv_directory_from_json(vv_text_of(PEOPLE), 1, &directory, &error));
    MUST(vv_id_parse(vv_text_of(ID("3")), &id, &error));
    MUST(vv_directory_actor(directory, id, &ben, &error));
    MUST(vv_instant_parse(vv_text_of("2026-02-02T09:00:00Z"), &now, &error));
    MUST(vv_instant_parse(vv_text_of("2026-03-02T09:00:00Z"), &launch, &error));

    MUST(vv_template_create(org, ben, vv_text_of(REVIEW), now, &created, &events[0], &error));
    MUST(vv_template_execute(created, org, NULL, 0, NULL, 0, ben, vv_text_of(DEPLOY), now + HOUR,
                             &deployed, &events[1], &error));
    MUST(vv_cycle_set_up(org, deployed, ben, vv_text_of(MARCH), now, &march, &events[2], &error));
    MUST(vv_cycle_execute(march, org, deployed, NULL, directory, ben, vv_text_of(LATER), now + HOUR, &longer,
                          &events[3], &error));
    MUST(vv_context_new(org, deployed, longer, launch, &context, &error));
    MUST(vv_context_roll_out(context, NULL, directory, &roll_out, &error));
    MUST(vv_roll_out_roster(roll_out, NULL, &events[4], &error));
    MUST(vv_roll_out_launched(roll_out, 0, NULL, &events[5], NULL, &error));
    templates.first = cycles.first = now;
    rosters.first = conversations.first = launch;
    log_add(&templates, events[0]);
    log_add(&templates, events[1]);
    log_add(&cycles, events[2]);
    log_add(&cycles, events[3]);
    log_add(&rosters, events[4]);
    log_add(&conversations, events[5]);

    template_stood(&templates);
    cycle_stood(&cycles);
    roster_stood(&rosters);
    conversation_stood(&conversations);

    for (place = 0; place < 6; place++) {
        vv_events_free(events[place]);
    }
    vv_org_free(org);
    vv_directory_free(directory);
    vv_actor_free(ben);
    vv_template_free(created);
    vv_template_free(deployed);
    vv_cycle_free(march);
    vv_cycle_free(longer);
    vv_context_free(context);
    vv_roll_out_free(roll_out);
    CHECK(error == NULL);
    puts(failed ? "past: FAIL" : "past: ok");
    return failed;
}
