/* What the examples in C of core/docs/embedding.md share: the documents of examples/acme, read. They
 * are run from that folder, and free nothing, to be short; a host frees each handle once. */
#ifndef GUIDE_H
#define GUIDE_H

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <visavis.h>

/* A call that has to succeed. */
#define MUST(call)                                                                                 \
    do {                                                                                           \
        if ((call) != VV_OK) {                                                                     \
            fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #call,                          \
                    vv_error_message(error).data);                                                 \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

enum { ROOM = 1 << 16 };

static vv_error *error;
static vv_org *org;
static vv_template *review;          /* Administrators have no access to its conversations, */
static vv_template *readable_review; /* and can view those of the same template here. */
static vv_cycle *cycle;              /* March 2026, with a week of grace. */
static vv_conversation *conversation; /* Ana's with Ben, as it was launched. */
static vv_directory *people, *under_cleo; /* Ana reports to Ben, and later to Cleo. */
static vv_relation *ana, *ben, *admin;    /* Ada, the Super Admin, towards Ana and Ben. */
static vv_actor *ada;
static vv_text events_of_ana[2]; /* Launched on 1 March, answered on the 10th. */

/* An id that ends in this number. */
static vv_id id(uint8_t number)
{
    vv_id id = {{0}};

    id.bytes[15] = number;
    return id;
}

static vv_instant at(const char *text)
{
    vv_instant at;

    MUST(vv_instant_parse(vv_text_of(text), &at, &error));
    return at;
}

static int says(vv_text text, const char *expected)
{
    return text.length == strlen(expected) && memcmp(text.data, expected, text.length) == 0;
}

/* The contents in the envelope of that kind. */
static vv_text document(const char *kind, const char *data)
{
    char *text = malloc(ROOM);

    assert(text != NULL);
    snprintf(text, ROOM, "{\"visavis\":\"%s\",\"version\":1,\"data\":%s}", kind, data);
    return vv_text_of(text);
}

/* A command to a conversation. */
static vv_text command(const char *json)
{
    char data[ROOM];

    snprintf(data, sizeof data, "{\"command\":%s}", json);
    return document("command", data);
}

/* A save of one paragraph, in answer to the question whose id ends in this number. */
static vv_text save(uint8_t question, const char *text)
{
    char json[1000];

    snprintf(json, sizeof json,
             "{\"save\":[{\"question\":\"00000000-0000-0000-0000-0000000000%02x\","
             "\"answer\":{\"paragraph\":\"%s\"}}]}",
             question, text);
    return command(json);
}

static vv_text file(const char *name)
{
    char *text = calloc(1, ROOM);
    FILE *opened = fopen(name, "rb");

    if (text == NULL || opened == NULL || fread(text, 1, ROOM - 1, opened) == 0) {
        perror(name);
        exit(1);
    }
    fclose(opened);
    return vv_text_of(text);
}

/* A conversation of the review at an instant. */
static vv_case *case_of(const vv_conversation *of, const char *now)
{
    vv_context *context;
    vv_case *case_;

    MUST(vv_context_new(org, review, cycle, at(now), &context, &error));
    MUST(vv_case_new(context, of, &case_, &error));
    return case_;
}

/* The same in a cycle with an admin review: to submit by 15 March, to review by 20 March; question 12
 * locks on 12 March. */
static vv_case *reviewed_case_of(const vv_conversation *of, const char *now)
{
    static const char REVIEW[] = "{\"command\":{\"set_review\":{\"submit_by\":\"2026-03-15\","
                                 "\"review_by\":\"2026-03-20\",\"of\":\"both\"}}}";
    static const char LOCK[] = "{\"command\":{\"lock\":{\"on\":{\"question\":"
                               "\"00000000-0000-0000-0000-00000000000c\"},\"date\":\"2026-03-12\"}}}";
    vv_instant early = at("2026-01-07T09:00:00Z");
    vv_cycle *reviewed, *locked;
    vv_context *context;
    vv_case *case_;

    MUST(vv_cycle_execute(cycle, org, readable_review, NULL, NULL, ada, document("cycle_command", REVIEW),
                          early, &reviewed, NULL, &error));
    MUST(vv_cycle_execute(reviewed, org, readable_review, NULL, NULL, ada, document("cycle_command", LOCK),
                          early, &locked, NULL, &error));
    MUST(vv_context_new(org, readable_review, locked, at(now), &context, &error));
    MUST(vv_case_new(context, of, &case_, &error));
    return case_;
}

static void read_the_company(void)
{
    static const char READABLE[] =
        "{\"command\":{\"change_settings\":{\"administrators\":\"can_view\"}}}";
    vv_context *context;
    vv_roll_out *rolled_out;
    vv_events *events;
    vv_pair pair;

    MUST(vv_org_from_json(file("organisation.json"), &org, &error));
    MUST(vv_template_from_json(file("review.json"), &review, &error));
    MUST(vv_cycle_from_json(file("cycle.json"), &cycle, &error));
    MUST(vv_conversation_from_json(file("conversation.json"), &conversation, &error));
    MUST(vv_directory_from_json(file("directory.json"), 0, &people, &error));
    MUST(vv_directory_from_json(file("under-cleo.json"), 0, &under_cleo, &error));
    pair = vv_conversation_pair(conversation);
    MUST(vv_directory_relation(people, id(1), pair, &ana, &error));
    MUST(vv_directory_relation(people, id(2), pair, &ben, &error));
    MUST(vv_directory_relation(people, id(3), pair, &admin, &error));
    MUST(vv_directory_actor(people, id(3), &ada, &error));
    MUST(vv_template_execute(review, org, NULL, 0, NULL, 0, ada, document("template_command", READABLE),
                             at("2026-01-06T09:00:00Z"), &readable_review, NULL, &error));
    MUST(vv_context_new(org, review, cycle, at("2026-03-01T00:00:00Z"), &context, &error));
    MUST(vv_context_roll_out(context, NULL, people, &rolled_out, &error));
    MUST(vv_roll_out_launched(rolled_out, 0, NULL, &events, NULL, &error));
    events_of_ana[0] = vv_events_get(events, 0);
    MUST(vv_case_execute(case_of(conversation, "2026-03-10T09:00:00Z"), ana,
                         save(11, "We shipped in time."), NULL, &events, NULL, &error));
    events_of_ana[1] = vv_events_get(events, 0);
}

#endif
