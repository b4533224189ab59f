/* Handles used by several threads at once, and freed by whichever is last done with its own. */
#include <visavis.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { THREADS = 8, ROUNDS = 500 };

#define ENVELOPE(kind, data) "{\"visavis\":\"" kind "\",\"version\":1,\"data\":" data "}"
#define ID(n) "00000000-0000-4000-8000-00000000000" n

static vv_case *case_;
static vv_relation *ana;
static vv_error *refusal;

static void must(vv_status status, vv_error *error, const char *what)
{
    if (status != VV_OK) {
        fprintf(stderr, "%s: %s\n", what, vv_error_message(error).data);
        exit(1);
    }
}

#define MUST(call) must(call, error, #call)

static void set_the_stage(void)
{
    const char *org_json =
        ENVELOPE("organisation", "{\"id\":\"" ID("1") "\",\"zone\":{\"first\":\"UTC\"},"
                                 "\"conversations\":{\"first\":true}}");
    const char *draft = ENVELOPE(
        "template_draft",
        "{\"id\":\"" ID("4") "\",\"kind\":\"anytime\",\"settings\":{\"name\":\"Check-in\"},"
        "\"content\":{\"format\":{\"one_directional\":\"direct_report\"},\"direct_report\":[{"
        "\"id\":\"" ID("5") "\",\"text\":\"How?\",\"mandatory\":true,\"kind\":{\"paragraph\":{}}}]}}");
    const char *deploy = ENVELOPE("template_command", "{\"command\":\"deploy\"}");
    const char *share = ENVELOPE("command", "{\"command\":\"share\"}");
    vv_org *org = NULL;
    vv_relation *ben = NULL;
    vv_template *created = NULL, *deployed = NULL;
    vv_context *context = NULL;
    vv_conversation *conversation = NULL;
    vv_error *error = NULL;
    vv_instant now;
    vv_pair pair;
    vv_id id;

    MUST(vv_org_from_json(vv_text_of(org_json), &org, &error));
    MUST(vv_instant_parse(vv_text_of("2026-03-02T12:00:00Z"), &now, &error));
    MUST(vv_id_parse(vv_text_of(ID("1")), &pair.organisation, &error));
    MUST(vv_id_parse(vv_text_of(ID("2")), &pair.direct_report, &error));
    MUST(vv_id_parse(vv_text_of(ID("3")), &pair.manager, &error));
    MUST(vv_id_parse(vv_text_of(ID("6")), &id, &error));
    MUST(vv_relation_new(pair.organisation, pair.direct_report, 0, &ana, &error));
    MUST(vv_relation_new(pair.organisation, pair.manager, VV_RELATION_SUPER_ADMIN, &ben, &error));
    MUST(vv_template_create(org, ben, vv_text_of(draft), now, &created, NULL, &error));
    MUST(vv_template_execute(created, org, ben, NULL, 0, vv_text_of(deploy), now, &deployed, NULL,
                             &error));
    MUST(vv_context_new(org, deployed, NULL, now, &context, &error));
    MUST(vv_context_start(context, ana, id, pair, &conversation, NULL, NULL, &error));
    MUST(vv_case_new(context, conversation, &case_, &error));
    if (vv_case_execute(case_, ana, vv_text_of(share), NULL, NULL, NULL, &refusal) != VV_REFUSED) {
        exit(1);
    }
    vv_org_free(org);
    vv_relation_free(ben);
    vv_template_free(created);
    vv_template_free(deployed);
    vv_context_free(context);
    vv_conversation_free(conversation);
}

/* Asks the shared case and error, and makes and frees handles of its own from them. */
static void *ask(void *unused)
{
    const char *save = ENVELOPE("command", "{\"command\":{\"save\":[{\"question\":\"" ID(
                                               "5") "\",\"answer\":{\"paragraph\":\"Well.\"}}]}}");
    size_t *answered = calloc(1, sizeof *answered);
    int round;

    (void)unused;
    for (round = 0; round < ROUNDS && answered != NULL; round++) {
        vv_conversation *after = NULL;
        vv_sight *sight = NULL;
        vv_error *error = NULL;
        vv_permission permission;
        vv_buffer view;

        MUST(vv_sight_new(case_, ana, &sight, &error));
        MUST(vv_sight_may(sight, VV_ACTION_ANSWER, &permission, &error));
        MUST(vv_sight_view(sight, NULL, 0, &view, &error));
        MUST(vv_case_execute(case_, ana, vv_text_of(save), &after, NULL, NULL, &error));
        if (strcmp(vv_error_code(refusal).data, "answers-missing") == 0 &&
            vv_error_json(refusal).length > 0 && vv_conversation_revision(after) == 2) {
            *answered += 1;
        }
        vv_buffer_free(&view);
        vv_sight_free(sight);
        vv_conversation_free(after);
    }
    return answered;
}

int main(void)
{
    pthread_t threads[THREADS];
    size_t answered = 0;
    int thread;

    set_the_stage();
    for (thread = 0; thread < THREADS; thread++) {
        if (pthread_create(&threads[thread], NULL, ask, NULL) != 0) {
            return 1;
        }
    }
    for (thread = 0; thread < THREADS; thread++) {
        void *one = NULL;

        pthread_join(threads[thread], &one);
        answered += one == NULL ? 0 : *(size_t *)one;
        free(one);
    }
    vv_case_free(case_);
    vv_relation_free(ana);
    vv_error_free(refusal);
    printf("threads: %s\n", answered == THREADS * ROUNDS ? "ok" : "FAIL");
    return answered != THREADS * ROUNDS;
}
