/* What is told without a question of its own: offers, prospects, previews, lists of people, and what the
 * engine is. */
#include "play.h"

#include <inttypes.h>
#include <stdlib.h>

static vv_status offers(struct play *play)
{
    struct facts *facts = &play->one;
    size_t count, pair_count = 0;
    vv_pair *pairs;
    vv_status status;
    vv_buffer json;
    vv_id person;

    TRY(vv_org_from_json(field(&play->request), &facts->org, &play->error));
    count = field_number(&play->request);
    play->templates = calloc(count + 1, sizeof(vv_template *));
    if (play->templates == NULL) {
        give_up("there is no memory left");
    }
    while (play->template_count < count) {
        TRY(vv_template_from_json(field(&play->request), &play->templates[play->template_count],
                                  &play->error));
        play->template_count++;
    }
    TRY(read_directory(play));
    TRY(read_id(play, &person));
    TRY(read_actor(play));
    TRY(read_now(play, &facts->now));
    TRY(read_directory(play));
    TRY(vv_directory_pairs_of(play->directory, person, NULL, 0, &pair_count, &play->error));
    pairs = calloc(pair_count + 1, sizeof *pairs);
    if (pairs == NULL) {
        give_up("there is no memory left");
    }
    status = vv_directory_pairs_of(play->directory, person, pairs, pair_count, &pair_count,
                                   &play->error);
    if (status == VV_OK) {
        status = vv_offers(facts->org, (const vv_template *const *)play->templates, count,
                           play->actor, pairs, pair_count, facts->now, &json, &play->error);
    }
    free(pairs);
    TRY(status);
    return say_buffer(play, &json);
}

/* Facts before or after a change: their context, and the people. */
static vv_status read_side(struct play *play, struct facts *facts)
{
    TRY(read_facts(play, facts));
    TRY(read_context(play, facts));
    return read_directory(play);
}

static vv_status previewed(struct play *play, vv_id by, const vv_conversation **conversations,
                           size_t count, vv_buffer *json)
{
    while (play->all_count < count) {
        struct facts *facts = &play->all[play->all_count];

        TRY(vv_conversation_from_json(field(&play->request), &facts->conversation, &play->error));
        conversations[play->all_count++] = facts->conversation;
    }
    return vv_preview(by, play->one.context, play->people, play->then.context, play->directory,
                      conversations, count, json, &play->error);
}

static vv_status preview(struct play *play)
{
    const vv_conversation **conversations;
    vv_status status;
    vv_buffer json;
    size_t count;
    vv_id by;

    TRY(read_id(play, &by));
    TRY(read_side(play, &play->one));
    play->people = play->directory;
    play->directory = NULL;
    TRY(read_side(play, &play->then));
    count = field_number(&play->request);
    play->all = calloc(count + 1, sizeof *play->all);
    conversations = calloc(count + 1, sizeof *conversations);
    if (play->all == NULL || conversations == NULL) {
        give_up("there is no memory left");
    }
    status = previewed(play, by, conversations, count, &json);
    free(conversations);
    TRY(status);
    return say_buffer(play, &json);
}

static vv_status prospects(struct play *play)
{
    vv_buffer json;

    TRY(read_facts(play, &play->one));
    TRY(read_roster(play));
    TRY(read_context(play, &play->one));
    TRY(read_directory(play));
    TRY(vv_context_prospects(play->one.context, play->roster, play->directory, &json,
                             &play->error));
    return say_buffer(play, &json);
}

static vv_status read_list(struct play *play)
{
    vv_buffer json;

    TRY(read_directory(play));
    TRY(vv_directory_read_list(play->directory, field(&play->request), &json, &play->error));
    return say_buffer(play, &json);
}

/* The numbers that the library gives when it runs are those of the header. */
static vv_status check_constants(struct play *play)
{
    static const struct {
        const char *group, *name;
        int64_t number;
    } SOME[] = {
        {"vv_status", "VV_REFUSED", VV_REFUSED},
        {"vv_respondent", "VV_RESPONDENT_MANAGER", VV_RESPONDENT_MANAGER},
        {"vv_fact", "VV_FACT_EARLIER_NOTES", VV_FACT_EARLIER_NOTES},
        {"vv_instant", "VV_LAST_INSTANT", VV_LAST_INSTANT},
        {"vv_instant", "VV_NO_INSTANT", VV_NO_INSTANT},
    };
    vv_buffer json;
    size_t place;

    TRY(vv_constants(&json, &play->error));
    for (place = 0; place < sizeof SOME / sizeof SOME[0]; place++) {
        struct text one = {NULL, 0, 0};

        text_print(&one, "{\"group\":\"%s\",\"name\":\"%s\",\"number\":%" PRId64 "}",
                   SOME[place].group, SOME[place].name, SOME[place].number);
        if (strstr(json.data, one.data) == NULL) {
            play->problem = "the library has other constants than the header";
        }
        text_free(&one);
    }
    vv_buffer_free(&json);
    return VV_OK;
}

static vv_status engine(struct play *play)
{
    struct text json = {NULL, 0, 0};
    vv_text version = vv_version();
    vv_text zones = vv_tz_database();

    if (!field_is(version, VV_VERSION) || strlen(zones.data) != zones.length) {
        play->problem = "the header is of another version than the library";
    }
    TRY(check_constants(play));
    text_print(&json, "{\"schema\":%u,\"version\":\"%s\",\"zones\":\"%s\"}",
               (unsigned)vv_schema_version(), version.data, zones.data);
    say(play, text_view(&json));
    text_free(&json);
    return VV_OK;
}

static vv_status rules(struct play *play)
{
    vv_buffer json;

    TRY(vv_rules(&json, &play->error));
    return say_buffer(play, &json);
}

static vv_status refusals(struct play *play)
{
    vv_buffer json;

    TRY(vv_refusals(&json, &play->error));
    return say_buffer(play, &json);
}

const struct call TELLS[] = {
    {"offers", offers},
    {"preview", preview},
    {"prospects", prospects},
    {"read_list", read_list},
    {"engine", engine},
    {"rules", rules},
    {"refusals", refusals},
    {NULL, NULL},
};
