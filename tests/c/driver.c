/* Plays what the runner of the scenarios asks, through ordinary calls of the library. */
#include "play.h"

#include <stdio.h>

/* The answer: what became of what was handed in, then what came. */
static void finish(struct play *play, vv_status status)
{
    struct answer answer = {{NULL, 0, 0}, 0};
    vv_text kept;

    kept.data = play->kept.data;
    kept.length = play->kept.length;
    answer_number(&answer, kept.data != NULL);
    if (kept.data != NULL) {
        answer_add(&answer, kept);
    }
    if (play->problem != NULL) {
        answer_add(&answer, vv_text_of("wrong"));
        answer_add(&answer, vv_text_of(play->problem));
    } else if (status == VV_REFUSED) {
        answer_add(&answer, vv_text_of("refused"));
        answer_add(&answer, vv_error_json(play->error));
    } else if (status == VV_ERROR && field_is(vv_error_kind(play->error), "argument")) {
        answer_add(&answer, vv_text_of("unplayable"));
        answer_add(&answer, vv_error_message(play->error));
    } else if (status == VV_ERROR) {
        answer_add(&answer, vv_text_of("error"));
        answer_add(&answer, vv_error_json(play->error));
    } else {
        text_add(&answer.fields, play->answer.fields.data, play->answer.fields.length);
        answer.count += play->answer.count;
    }
    answer_send(&answer);
}

int main(void)
{
    struct request request;

    while (request_read(&request)) {
        struct play play;
        vv_status status = VV_OK;
        vv_text call;

        memset(&play, 0, sizeof play);
        play.request = request;
        call = field(&play.request);
        if (!act(&play, call, &status) && !see(&play, call, &status)) {
            play.problem = "the C driver knows no such call";
        } else if (status == VV_OK && play.request.next != play.request.count) {
            play.problem = "the C driver left fields unread";
        }
        finish(&play, status);
        play_free(&play);
    }
    return 0;
}
