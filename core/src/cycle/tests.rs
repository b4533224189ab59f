//! The launch of a cycle, against a simulation that steps from full hour to full hour.

use proptest::prelude::*;
use serde_json::json;

use super::times::CycleTimes;
use crate::cycle::Launch;
use crate::{
    Actor, Cycle, CycleCommand, CycleDraft, CycleEvidence, Date, Dated, Instant, Org, OrgId,
    PersonId, Phase, Template, TemplateCommand, TemplateEvidence, Zone,
};

const MINUTE: i64 = 60_000_000;

/// Minutes after 2026-05-01T00:00:00Z.
fn minute(n: i64) -> Instant {
    let start: Instant = "2026-05-01T00:00:00Z".parse().unwrap();
    Instant::from_micros(start.micros() + n * MINUTE).unwrap()
}

fn admin() -> Actor {
    let (org, ada) = (OrgId::from_bytes([1; 16]), PersonId::from_bytes([2; 16]));
    Actor::vouched(org, ada, true).with_super_admin(true)
}

fn org(zone: Zone, switches: &[(i64, bool)]) -> Org {
    let mut on = Dated::new(true);
    for &(at, to) in switches {
        on.change(minute(at), to);
    }
    Org::new(OrgId::from_bytes([1; 16]), Dated::new(zone)).with_conversations(on)
}

/// A template that is deployed and undeployed at these minutes.
fn template(org: &Org, deployments: &[(i64, bool)]) -> Template {
    let draft = serde_json::from_value(json!({
        "id": "00000000-0000-0000-0000-000000000001",
        "kind": "scheduled",
        "settings": { "name": "Review" },
        "content": {
            "format": { "one_directional": "manager" },
            "manager": [{
                "id": "00000000-0000-0000-0000-000000000002",
                "text": "How was it?",
                "kind": { "paragraph": {} },
            }],
        },
    }))
    .unwrap();
    let mut template = Template::create(org, &admin(), draft, minute(-90_000))
        .unwrap()
        .state;
    for &(at, on) in deployments {
        let command = if on {
            TemplateCommand::Deploy
        } else {
            TemplateCommand::Undeploy
        };
        let (none, by) = (TemplateEvidence::none(), admin());
        let done = template.execute(org, &none, &by, command, minute(at));
        template = done.unwrap().state;
    }
    template
}

fn cycle(org: &Org, template: &Template, set_up: i64, start: Date) -> Cycle {
    let draft: CycleDraft = serde_json::from_value(json!({
        "id": "00000000-0000-0000-0000-000000000003",
        "template": template.id(),
        "schedule": { "start": start, "end": "2026-05-06" },
    }))
    .unwrap();
    Cycle::set_up(org, template, &admin(), draft, minute(set_up))
        .unwrap()
        .state
}

/// A history of a switch: alternating values at increasing minutes.
fn history(first: bool) -> impl Strategy<Value = Vec<(i64, bool)>> {
    prop::collection::btree_set(-2_000..6_000_i64, 0..5).prop_map(move |minutes| {
        let values = [first, !first].into_iter().cycle();
        minutes.into_iter().zip(values).collect()
    })
}

fn value(history: &[(i64, bool)], first: bool, at: i64) -> bool {
    history
        .iter()
        .rev()
        .find(|&&(change, _)| change <= at)
        .map_or(first, |&(_, on)| on)
}

proptest! {
    /// The launch falls on the first full local hour from the start of the day on at which the
    /// start date had been set, the template deployed and conversations on, all of it before that
    /// hour; on the day's start itself too (CYC-2, CYC-3, TPL-12, TPL-18).
    #[test]
    fn a_cycle_launches_when_everything_is_ready(
        deployments in history(true),
        switches in history(false),
        set_up in -1_000..1_440_i64,
        kathmandu in any::<bool>(),
    ) {
        let zone: Zone = if kathmandu { "Asia/Kathmandu" } else { "UTC" }.parse().unwrap();
        let start = Date::new(2026, 5, 2).unwrap();
        // Commands are refused while conversations are off, so the facts are made while all is on.
        let made_by = org(zone, &[]);
        let template = template(&made_by, &deployments);
        let cycle = cycle(&made_by, &template, set_up, start);
        let org = org(zone, &switches);
        let now = minute(20_000);
        let times = CycleTimes::new(&org, &template, &cycle, now);

        let ready = |at: i64| {
            set_up <= at && value(&deployments, false, at) && value(&switches, true, at)
        };
        // 2026-05-02 begins at minute 1440 in UTC, 5:45 hours earlier in Kathmandu.
        let day = 1_440 - if kathmandu { 345 } else { 0 };
        let end = day + 5 * 1_440;
        let expected = (0..)
            .map(|hour| day + hour * 60)
            .take_while(|&at| at < end)
            .find(|&at| ready(at) && ready(at - 1));
        match (times.launch, expected) {
            (Launch::At { at, .. }, Some(expected)) => prop_assert_eq!(at, minute(expected)),
            (Launch::Never, None) => {}
            (launch, expected) => prop_assert!(false, "{launch:?} instead of {expected:?}"),
        }
        prop_assert_eq!(times.end, minute(end));
    }
}

#[test]
fn a_launch_on_the_day_is_quiet_and_one_of_a_day_before_is_not() {
    let org = org(Zone::UTC, &[]);
    let template = template(&org, &[(-10, true)]);
    let start = Date::new(2026, 5, 2).unwrap();
    let launch = |set_up| {
        let cycle = cycle(&org, &template, set_up, start);
        CycleTimes::new(&org, &template, &cycle, minute(5_000)).launch
    };
    assert_eq!(
        launch(1_439),
        Launch::At {
            at: minute(1_440),
            quiet: false
        }
    );
    assert_eq!(
        launch(1_440),
        Launch::At {
            at: minute(1_500),
            quiet: true
        }
    );
    assert_eq!(
        launch(1_500),
        Launch::At {
            at: minute(1_560),
            quiet: true
        }
    );
}

#[test]
fn moving_to_today_launches_at_the_top_of_the_hour() {
    let org = org(Zone::UTC, &[]);
    let template = template(&org, &[(-10, true)]);
    let cycle = cycle(&org, &template, 0, Date::new(2026, 5, 4).unwrap());
    let move_start = CycleCommand::MoveStart(Date::new(2026, 5, 2).unwrap());
    let evidence = CycleEvidence {
        template: &template,
        roster: None,
        directory: None,
    };
    let moved = cycle.execute(&org, &evidence, &admin(), move_start, minute(1_470));
    let cycle = moved.unwrap().state;
    let times = CycleTimes::new(&org, &template, &cycle, minute(1_470));
    assert_eq!(
        times.launch,
        Launch::At {
            at: minute(1_500),
            quiet: true
        }
    );
    assert_eq!(times.phase(minute(1_499)), Phase::Scheduled);
    assert_eq!(times.phase(minute(1_500)), Phase::Open);
}
