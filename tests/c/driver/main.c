/* Plays what the runner of the scenarios asks, through ordinary calls of the library. */
#include "play.h"

#include <stdio.h>

/* Holds what the parts of a refusal are against its JSON, which begins and ends with them. */
static bool is_whole(const vv_error *error)
{
    const char *json = vv_error_json(error).data;
    struct text first = {NULL, 0, 0};
    struct text last = {NULL, 0, 0};
    vv_text remedy = vv_remedy_name(vv_error_way_out(error));
    const char *message = vv_error_message(error).data;
    int length = (int)vv_error_message(error).length;
    const char *found;
    bool whole;

    text_print(&first, "{\"code\":\"%s\",\"rule\":\"%s\",\"category\":\"%s\",",
               vv_error_code(error).data, vv_error_rule(error).data,
               vv_category_name(vv_error_category(error)).data);
    if (remedy.length > 0 && strrchr(message, ';') != NULL) {
        /* The way out ends the sentence, and has a field of its own in JSON. */
        length = (int)(strrchr(message, ';') - message);
    }
    if (strstr(json, ",\"detail\":\"") != NULL && strstr(message, ": ") != NULL) {
        /* What the sentence goes on with has a field of its own too. */
        int said = (int)(strstr(message, ": ") - message);

        text_print(&last, ",\"message\":\"%.*s\",\"detail\":\"%.*s\"", said, message,
                   length - said - 2, message + said + 2);
    } else {
        text_print(&last, ",\"message\":\"%.*s\"", length, message);
    }
    if (vv_error_since(error) != VV_NO_INSTANT) {
        text_print(&last, ",\"since\":");
        add_instant(&last, vv_error_since(error), NULL);
    }
    if (vv_error_until(error) != VV_NO_INSTANT) {
        text_print(&last, ",\"until\":");
        add_instant(&last, vv_error_until(error), NULL);
    }
    if (remedy.length > 0) {
        text_print(&last, ",\"remedy\":\"%s\"", remedy.data);
    }
    text_print(&last, "}");
    found = strstr(json, last.data);
    whole = strncmp(json, first.data, first.length) == 0;
    /* Single faults have sentences of their own in JSON, and stand in one with the rest outside. */
    if (strstr(json, ",\"faults\":[") == NULL) {
        whole = whole && found != NULL && found[last.length] == '\0';
    }
    text_free(&first);
    text_free(&last);
    return whole;
}

/* Whether a refusal to a stranger is the one that a host makes for an id that it does not have. */
static bool is_as_not_found(const vv_error *error)
{
    vv_error *made = NULL;
    bool alike = !field_is(vv_error_code(error), "not-found");

    if (!alike) {
        (void)vv_error_not_found(&made);
        alike = strcmp(vv_error_json(made).data, vv_error_json(error).data) == 0;
        vv_error_free(made);
    }
    return alike;
}

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
    if (status == VV_REFUSED && !is_whole(play->error)) {
        play->problem = "the parts of the refusal are not those of its JSON";
    } else if (status == VV_REFUSED && !is_as_not_found(play->error)) {
        play->problem = "a host can tell a missing id from a hidden one";
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

static bool answer(struct play *play, vv_text call, vv_status *status)
{
    static const struct call *const CALLS[] = {ACTS, ASKS, TELLS};
    size_t place;

    for (place = 0; place < sizeof CALLS / sizeof CALLS[0]; place++) {
        const struct call *one;

        for (one = CALLS[place]; one->name != NULL; one++) {
            if (field_is(call, one->name)) {
                *status = one->answer(play);
                return true;
            }
        }
    }
    return false;
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
        if (!answer(&play, call, &status)) {
            play.problem = "the C driver knows no such call";
        } else if (status == VV_OK && play.request.next != play.request.count) {
            play.problem = "the C driver left fields unread";
        }
        finish(&play, status);
        play_free(&play);
    }
    return 0;
}
