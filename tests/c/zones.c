/* Rules of time zones that a host hands in beside an organisation (TIM-10). */
#include "check.h"

/* A zone that never changes its clocks: an hour ahead of UTC, as a compiler of the tz database writes it. */
static const char HOUR_AHEAD[] =
    "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\5"
    "\0\0\16\20\0\0WEST\0"
    "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\5"
    "\0\0\16\20\0\0WEST\0\nWEST-1\n";

/* Rules of zones beside an organisation. */
static void zone_rules(void)
{
    const char *lisbon = ENVELOPE("organisation", "{\"id\":\"" ID("1") "\",\"zone\":{\"first\":"
                                                  "\"Europe/Lisbon\"}}");
    vv_date due = {2026, 1, 31};
    vv_org *org = NULL, *with = NULL;
    vv_instant before = 0, after = 0;
    vv_zone_rules rules;
    vv_text zone;

    rules.zone = vv_text_of("Europe/Lisbon");
    rules.version = vv_text_of("2099a");
    rules.tzif.data = HOUR_AHEAD;
    rules.tzif.length = sizeof HOUR_AHEAD - 1;
    CHECK(vv_org_from_json(vv_text_of(lisbon), &org, &error) == VV_OK);
    CHECK(vv_org_with_zone_rules(org, &rules, 1, &with, &error) == VV_OK);
    CHECK(vv_calendar_deadline(org, 0, due, &before, &error) == VV_OK);
    CHECK(vv_calendar_deadline(with, 0, due, &after, &error) == VV_OK);
    CHECK(before - after == INT64_C(3600000000));
    CHECK(vv_calendar_zone(with, 0, &zone, &error) == VV_OK && same(zone, "Europe/Lisbon"));
    vv_org_free(with);
    with = NULL;

    /* Older than the library's own: passed over. */
    rules.version = vv_text_of("2020a");
    CHECK(vv_org_with_zone_rules(org, &rules, 1, &with, &error) == VV_OK);
    CHECK(vv_calendar_deadline(with, 0, due, &after, &error) == VV_OK && after == before);
    vv_org_free(with);
    with = NULL;

    /* A zone that the library does not know is taken, if its name can be one. */
    rules.zone = vv_text_of("Europe/Atlantis");
    CHECK(vv_org_with_zone_rules(org, &rules, 1, &with, &error) == VV_OK);
    vv_org_free(with);
    with = NULL;
    rules.zone = vv_text_of("europe/nowhere at all");
    FAILS("time", "is not a known time zone", vv_org_with_zone_rules(org, &rules, 1, &with, &error));
    rules.zone = vv_text_of("Europe/Lisbon");
    rules.version = vv_text_of("the last");
    FAILS("time", "is not a release", vv_org_with_zone_rules(org, &rules, 1, &with, &error));
    rules.version = vv_text_of("2099a");
    rules.tzif.length = 20;
    FAILS("time", "cannot be read", vv_org_with_zone_rules(org, &rules, 1, &with, &error));
    LACKS("rules", vv_org_with_zone_rules(org, NULL, 1, &with, &error));
    LACKS("with", vv_org_with_zone_rules(org, &rules, 1, NULL, &error));
    CHECK(with == NULL);
    vv_org_free(org);
}

int main(void)
{
    zone_rules();
    CHECK(error == NULL);
    puts(failed ? "zones: FAIL" : "zones: ok");
    return failed;
}
