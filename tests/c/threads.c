/* Handles used by several threads at once, and freed by whichever is last done with its own. */
#include "stage.h"

#include <pthread.h>

enum { THREADS = 8, ROUNDS = 500 };

static struct stage stage;
static vv_error *refusal;

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

        MUST(vv_sight_new(stage.case_, stage.ana, &sight, &error));
        MUST(vv_sight_may(sight, VV_ACTION_ANSWER, &permission, &error));
        MUST(vv_sight_ask(sight, NULL, vv_text_of("{\"view\":{}}"), &view, &error));
        MUST(vv_case_execute(stage.case_, stage.ana, vv_text_of(save), &after, NULL, NULL, &error));
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
    const vv_text share = vv_text_of(ENVELOPE("command", "{\"command\":\"share\"}"));
    pthread_t threads[THREADS];
    size_t answered = 0;
    int thread;

    stage_set(&stage);
    if (vv_case_execute(stage.case_, stage.ana, share, NULL, NULL, NULL, &refusal) != VV_REFUSED) {
        return 1;
    }
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
    stage_clear(&stage);
    vv_error_free(refusal);
    printf("threads: %s\n", answered == THREADS * ROUNDS ? "ok" : "FAIL");
    return answered != THREADS * ROUNDS;
}
