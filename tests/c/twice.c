/* Frees a handle twice, which the library cannot tell and a sanitizer can. */
#include <visavis.h>

int main(void)
{
    vv_actor *actor = NULL;
    vv_id id = {{0}};

    if (vv_actor_vouched(id, id, 1, 0, &actor, NULL) != VV_OK) {
        return 0;
    }
    vv_actor_free(actor);
    vv_actor_free(actor);
    return 0;
}
