//! Two organisations in one call are an error, whoever asks and whatever else would be refused
//! (XCT-9).

use std::fmt::Debug;

use crate::all::*;

use crate::robust::Facts;
use crate::world::{Who, World, at, directory, people, plain};

const ACME: &str = "01900000-0000-7000-8000-000000000001";
const OTHER: &str = "01900000-0000-7000-8000-000000000002";

/// The same of another organisation.
fn of_another<T: Wire>(value: &T) -> T {
    let json = to_json(value).expect("JSON").replace(ACME, OTHER);
    from_json(json.as_bytes()).expect("the same")
}

/// What is wrong with a call.
fn fault<T: Debug>(call: Result<T, Error>) -> String {
    match call {
        Err(error @ Error::OrganisationMismatch { .. }) => error.to_string(),
        other => panic!("two organisations gave {other:?}"),
    }
}

#[test]
fn two_organisations_are_an_error_in_every_call() {
    let mut said = Vec::new();
    let mut note = |call: &str, fault: String| said.push(format!("{call}: {fault}"));
    let world = World::new(&plain(true));
    let facts = Facts::of(world.clone());
    let (org, template) = (&world.organisation, &world.template);
    let cycle = world.cycle.as_ref().expect("a cycle");
    let now = at("2026-03-10T10:00:00Z");
    let anytime = World::new(&plain(false));

    let foreign_cycle = of_another(cycle);
    // Whoever asks: somebody who may, and somebody who would be refused.
    for who in [Who::Ada, Who::Cy] {
        let by = world.actor(who);
        let foreign = of_another(&by);
        let draft = || facts.template_draft.clone();
        note(
            "create",
            fault(Template::create(org, &foreign, draft(), now)),
        );

        let id = crate::world::id(9);
        note(
            "copy",
            fault(of_another(template).copy(org, &by, id, "C", now)),
        );
        note("copy", fault(template.copy(org, &foreign, id, "C", now)));

        let rows = [of_another(&facts.row)];
        let none = TemplateEvidence::none();
        let of_rows = TemplateEvidence {
            rows: &rows,
            ..none
        };
        let of_cycles = TemplateEvidence {
            cycles: &[&foreign_cycle],
            ..none
        };
        for (template, evidence, by) in [
            (&of_another(template), none, by),
            (template, none, foreign),
            (template, of_rows, by),
            (template, of_cycles, by),
        ] {
            let done = template.execute(org, &evidence, &by, TemplateCommand::Deploy, now);
            note("template", fault(done));
        }

        let draft = || facts.cycle_draft.clone();
        note(
            "set up",
            fault(Cycle::set_up(org, &of_another(template), &by, draft(), now)),
        );
        note(
            "set up",
            fault(Cycle::set_up(org, template, &foreign, draft(), now)),
        );

        let roster = facts.roster.as_ref().map(of_another);
        let foreign_directory = Directory::load(of_another(&facts.directory)).expect("a directory");
        let everyone = Some(&foreign_directory);
        for (cycle, template, roster, directory, by) in [
            (&foreign_cycle, template, None, None, by),
            (cycle, &of_another(template), None, None, by),
            (cycle, template, roster.as_ref(), None, by),
            (cycle, template, None, everyone, by),
            (cycle, template, None, None, foreign),
        ] {
            let evidence = CycleEvidence {
                template,
                roster,
                directory,
            };
            let lock = CycleCommand::LockOnShare(true);
            note(
                "cycle",
                fault(cycle.execute(org, &evidence, &by, lock, now)),
            );
        }

        let pairs = [facts.start.pair];
        let foreign_pairs = [of_another(&facts.start).pair];
        let own = [&anytime.template];
        let templates = [&of_another(&anytime.template)];
        note("offers", fault(offers(org, &templates, &by, pairs, now)));
        note("offers", fault(offers(org, &own, &foreign, [], now)));
        note("offers", fault(offers(org, &own, &by, foreign_pairs, now)));

        let context = anytime.context(now);
        let start = facts.start;
        note("start", fault(context.start(&foreign, start, None)));
        note("start", fault(context.start(&by, of_another(&start), None)));
        let theirs = of_another(&facts.conversation);
        note("start", fault(context.start(&by, start, Some(&theirs))));
    }

    let foreign_template = of_another(template);
    note(
        "context",
        fault(Context::new(org, &foreign_template, None, now)),
    );
    note(
        "context",
        fault(Context::new(org, template, Some(&foreign_cycle), now)),
    );
    let context = world.context(now);
    note(
        "case",
        fault(context.case(&of_another(&world.conversation))),
    );
    let foreign_directory = Directory::load(of_another(&facts.directory)).expect("a directory");
    let foreign_roster = facts.roster.as_ref().map(of_another);
    let roster = foreign_roster.as_ref();
    note(
        "roll-out",
        fault(context.roll_out(None, &foreign_directory)),
    );
    note(
        "roll-out",
        fault(context.roll_out(roster, &directory(people()))),
    );

    // Another company with the same people.
    let elsewhere = World {
        organisation: of_another(org),
        directory: foreign_directory.clone(),
        template: foreign_template.clone(),
        cycle: Some(foreign_cycle.clone()),
        conversation: of_another(&world.conversation),
        events: Vec::new(),
    };
    let (case, context) = (context.case(&world.conversation), elsewhere.context(now));
    let (case, other) = (case.expect("a case"), context.case(&elsewhere.conversation));
    let other = other.expect("a case");
    for who in [Who::Ana, Who::Cy] {
        let by = world.relation(who);
        let foreign = of_another(&by);
        note("sight", fault(case.sight(&foreign)));
        note("decide", fault(case.decide(&foreign, Command::Share)));
        note("execute", fault(case.execute(&foreign, Command::Share)));
        let pair = elsewhere.conversation.pair();
        note("vouched", fault(Relation::vouched(by.actor(), &pair)));
        let sight = case.sight(&by).expect("a sight");
        let elsewhere = other.sight(&foreign).expect("a sight");
        note("row", fault(sight.row(&foreign_directory)));
        note("lists", fault(lists([&sight], &foreign_directory)));
        note(
            "lists",
            fault(lists([&sight, &elsewhere], &world.directory)),
        );
        note("earlier", fault(sight.earlier(&[elsewhere])));
    }
    said.sort();
    said.dedup();
    insta::assert_snapshot!(said.join("\n"));
}
