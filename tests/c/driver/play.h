/* One request at play: its facts, read from the fields, and what came of it. */
#ifndef PLAY_H
#define PLAY_H

#include "wire.h"

/* Leaves a function with the status of a call that was not answered. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        vv_status status_ = (call);                                                                \
        if (status_ != VV_OK) {                                                                    \
            return status_;                                                                        \
        }                                                                                          \
    } while (0)

/* A conversation and all that it stands among, as far as it was read. */
struct facts {
    vv_org *org;
    vv_template *template_;
    vv_cycle *cycle;
    vv_instant now;
    vv_context *context;
    vv_conversation *conversation;
    vv_case *case_;
    vv_sight *sight;
};

struct play {
    struct request request;
    struct facts one;
    /* What the facts would be after a change. */
    struct facts then;
    /* The people of a question, and those before a change; `directory` is of whoever asks. */
    vv_directory *people;
    struct facts *all;
    size_t all_count;
    vv_template **templates;
    size_t template_count;
    vv_directory *directory;
    vv_actor *actor;
    vv_relation *relation;
    /* Whether the relation of a person of the directory is meant, and then of whom. */
    bool by_person;
    vv_id person;
    vv_roster *roster;
    vv_index_row *rows;
    size_t row_count;
    vv_cycle **cycles;
    size_t cycle_count;
    /* Why the engine did not answer. */
    vv_error *error;
    /* What the driver found wrong in an answer. */
    const char *problem;
    /* The aggregate that was handed in, written again. */
    vv_buffer kept;
    struct answer answer;
};

void play_free(struct play *play);

/* Fields, read into facts. */
vv_status read_now(struct play *play, vv_instant *now);
vv_status read_id(struct play *play, vv_id *id);
vv_status read_directory(struct play *play);
/* The people of a question, if it has any. */
vv_status read_people(struct play *play);
vv_status read_pair(struct play *play, vv_pair *pair);
vv_status read_actor(struct play *play);
/* Who looks or acts in conversations: as the host states it, or a person of the directory. */
vv_status read_who(struct play *play);
/* The relation of that person to the people of a case. */
vv_status stand_to(struct play *play, const struct facts *facts);
vv_status read_facts(struct play *play, struct facts *facts);
vv_status read_context(struct play *play, struct facts *facts);
/* The roster of a cycle, where there is one yet. */
vv_status read_roster(struct play *play);
vv_status read_case(struct play *play, struct facts *facts);
vv_status read_all_sights(struct play *play);
vv_status read_rows(struct play *play);
vv_status read_cycles(struct play *play);
/* Several texts; the caller frees the array. */
vv_text *read_texts(struct play *play, size_t *count);

/* Answers: one text, and the JSON of a buffer, which is freed. */
vv_status say(struct play *play, vv_text value);
vv_status say_buffer(struct play *play, vv_buffer *buffer);
/* A buffer as one field, freed; 1 and a field, or 0 for an empty buffer. */
void add_buffer(struct play *play, vv_buffer *buffer);
void add_optional(struct play *play, vv_buffer *buffer);
void add_events(struct play *play, const vv_events *events);

/* What the runner may ask for: what is done, what is asked of handles, and the rest. The last of each has
 * no name. */
struct call {
    const char *name;
    vv_status (*answer)(struct play *play);
};
extern const struct call ACTS[], ASKS[], TELLS[];

/* Whether a JSON text begins or ends so. */
bool json_begins(const vv_buffer *json, const struct text *with);
bool json_ends(const vv_buffer *json, const struct text *with);

/* The codes of names. */
vv_respondent part_of(vv_text name);
vv_action action_of(vv_text name);

/* JSON of typed answers, added to a text. */
vv_status add_instant(struct text *json, vv_instant at, vv_error **error);
vv_status add_permission(struct text *json, const vv_permission *permission, vv_error **error);
void add_verdict(struct text *json, const vv_verdict *verdict);

#endif
