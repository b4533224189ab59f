/* Frees a handle twice, which the library cannot tell and a sanitizer can. */
#include <visavis.h>

int main(void)
{
    vv_relation *relation = NULL;
    vv_id id = {{0}};

    if (vv_relation_new(id, id, 0, &relation, NULL) != VV_OK) {
        return 0;
    }
    vv_relation_free(relation);
    vv_relation_free(relation);
    return 0;
}
