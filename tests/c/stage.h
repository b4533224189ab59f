/* Ana reports to Ben, who put a template in place from which a conversation of theirs was started. */
#ifndef STAGE_H
#define STAGE_H

#include "documents.h"

#include <stdio.h>
#include <stdlib.h>

struct stage {
    vv_org *org;
    /* As Ana starts a conversation and Ben puts a template in place, and as both take part in it. */
    vv_actor *starter, *admin;
    vv_relation *ana, *ben;
    vv_template *template_;
    vv_context *context;
    vv_conversation *conversation;
    vv_case *case_;
    vv_instant now;
};

static void must(vv_status status, vv_error *error, const char *what)
{
    if (status != VV_OK) {
        fprintf(stderr, "%s: %s\n", what, vv_error_message(error).data);
        exit(1);
    }
}

#define MUST(call) must(call, error, #call)

static void stage_set(struct stage *stage)
{
    const char *org =
        ENVELOPE("organisation", "{\"id\":\"" ID("1") "\",\"zone\":{\"first\":\"UTC\"},"
                                 "\"conversations\":{\"first\":true}}");
    const char *draft = ENVELOPE(
        "template_draft",
        "{\"id\":\"" ID("4") "\",\"kind\":\"anytime\",\"settings\":{\"name\":\"Check-in\"},"
        "\"content\":{\"format\":{\"one_directional\":\"direct_report\"},\"direct_report\":[{"
        "\"id\":\"" ID("5") "\",\"text\":\"How?\",\"mandatory\":true,\"kind\":{\"paragraph\":{}}}]}}");
    const char *deploy = ENVELOPE("template_command", "{\"command\":\"deploy\"}");
    vv_template *created = NULL;
    vv_error *error = NULL;
    vv_pair pair;
    vv_id id;

    MUST(vv_org_from_json(vv_text_of(org), &stage->org, &error));
    MUST(vv_instant_parse(vv_text_of("2026-03-02T12:00:00Z"), &stage->now, &error));
    MUST(vv_id_parse(vv_text_of(ID("1")), &pair.organisation, &error));
    MUST(vv_id_parse(vv_text_of(ID("2")), &pair.direct_report, &error));
    MUST(vv_id_parse(vv_text_of(ID("3")), &pair.manager, &error));
    MUST(vv_id_parse(vv_text_of(ID("6")), &id, &error));
    MUST(vv_actor_vouched(pair.organisation, pair.direct_report, 1, 0, &stage->starter, &error));
    MUST(vv_actor_vouched(pair.organisation, pair.manager, 1, 1, &stage->admin, &error));
    MUST(vv_relation_vouched(stage->starter, pair, 0, 0, 0, 0, &stage->ana, &error));
    MUST(vv_relation_vouched(stage->admin, pair, 0, 0, 1, 0, &stage->ben, &error));
    MUST(vv_template_create(stage->org, stage->admin, vv_text_of(draft), stage->now, &created, NULL,
                            &error));
    MUST(vv_template_execute(created, stage->org, NULL, 0, NULL, 0, stage->admin,
                             vv_text_of(deploy), stage->now, &stage->template_, NULL, &error));
    vv_template_free(created);
    MUST(vv_context_new(stage->org, stage->template_, NULL, stage->now, &stage->context, &error));
    MUST(vv_context_start(stage->context, stage->starter, id, pair, NULL, NULL, &stage->conversation,
                          NULL, NULL, NULL, &error));
    MUST(vv_case_new(stage->context, stage->conversation, &stage->case_, &error));
}

static void stage_clear(struct stage *stage)
{
    vv_org_free(stage->org);
    vv_actor_free(stage->starter);
    vv_actor_free(stage->admin);
    vv_relation_free(stage->ana);
    vv_relation_free(stage->ben);
    vv_template_free(stage->template_);
    vv_context_free(stage->context);
    vv_conversation_free(stage->conversation);
    vv_case_free(stage->case_);
}

#endif
