//! What a person may not know changes no byte of anything that they obtain (VIS-16).

mod clocks;
mod others;
mod pair;
mod surfaces;
mod telling;

use std::collections::BTreeSet;

use crate::all::*;
use proptest::prelude::*;
use serde_json::{Value, json};

use self::pair::{Common, Secrets, commons, commons_by_servers, secrets, secrets_by_servers};
use self::surfaces::{Look, Surface, betrayed, outsiders};
use self::telling::Telling;
use crate::story::{Fill, given, words};
use crate::world::{DAY, RESPONDENTS, Who, World, at, plain, shifted};
use crate::{Counts, check};

/// What a look gave, and what was there to be hidden from it.
struct Seen {
    viewer: Vec<Surface>,
    hidden: Hidden,
}

/// What the viewer may not know, as it stands at a look; told from the state itself.
#[derive(Default, PartialEq)]
struct Hidden {
    drafts: Value,
    confidential: Value,
    revision: u64,
    command_ids: BTreeSet<String>,
    times: Vec<Value>,
    /// Whether something hidden was saved by a clock that is ahead of the viewer's.
    ahead: bool,
    questions: Value,
    elsewhere: String,
    submitted: bool,
}

impl Hidden {
    fn at(telling: &Telling<'_>, common: &Common, now: Instant) -> Self {
        let world = &telling.world;
        let state: Value = serde_json::from_str(&world.json()).expect("JSON");
        let (state, other) = (&state["data"], Who::on(common.viewer.other()));
        let content = world.template.content(world.conversation.content().number);
        let content = content.expect("its content");
        let questions = content.questions(common.viewer.other());
        let side = json!(common.viewer.other());
        let mut parts = state["parts"].as_array().expect("parts").iter();
        let part = parts.find(|part| part["of"] == side);
        let shared = part.is_some_and(|part| !part["shared_at"].is_null());
        let submitted = part.is_some_and(|part| !part["submitted_at"].is_null());
        let (mut drafts, mut confidential) = (json!({}), json!({}));
        let (mut times, mut ahead, mut unseen) = (Vec::new(), false, Vec::new());
        for question in questions {
            let key = question.id().to_string();
            let saved = part
                .map(|part| &part["answers"][&key])
                .filter(|saved| !saved.is_null());
            let is_hidden = !shared || question.is_confidential();
            if let Some(saved) = saved.filter(|_| is_hidden) {
                let group = if shared {
                    &mut confidential
                } else {
                    &mut drafts
                };
                group[&key] = saved["answer"].clone();
                times.push(saved["at"].clone());
                let at: Instant = saved["at"]
                    .as_str()
                    .expect("a time")
                    .parse()
                    .expect("a time");
                ahead |= at > now;
            }
            if is_hidden || saved.is_none() {
                unseen.push(question);
            }
        }
        let done = state["head"]["done"].as_array().into_iter().flatten();
        let done = done.filter(|done| done["by"] == json!(other.id()));
        let elsewhere = telling.elsewhere.iter().map(World::json);
        Self {
            drafts,
            confidential,
            revision: world.conversation.revision(),
            command_ids: done.map(|done| done["command"]["id"].to_string()).collect(),
            times,
            ahead,
            questions: json!(unseen),
            submitted,
            elsewhere: format!(
                "{:?} {:?} {:?} {}",
                elsewhere.collect::<Vec<_>>(),
                telling.templates,
                telling.world.template.settings(now),
                telling.world.directory.len(),
            ),
        }
    }

    /// The categories in which two worlds differ.
    fn differences(&self, other: &Self) -> Vec<&'static str> {
        let times = self.times != other.times;
        [
            ("drafts", self.drafts != other.drafts),
            (
                "confidential answers",
                self.confidential != other.confidential,
            ),
            ("revisions", self.revision != other.revision),
            ("command ids", self.command_ids != other.command_ids),
            ("times of saves", times),
            ("clocks ahead", times && (self.ahead || other.ahead)),
            ("unseen questions", self.questions != other.questions),
            ("elsewhere", self.elsewhere != other.elsewhere),
            ("submissions", self.submitted != other.submitted),
        ]
        .into_iter()
        .filter_map(|(name, differs)| differs.then_some(name))
        .collect()
    }
}

/// The looks of a whole telling, and the world that it leads to.
fn looks<'a>(
    common: &'a Common,
    secrets: &'a Secrets,
    foreign: &[QuestionId],
) -> (Vec<Seen>, Telling<'a>, Option<Surface>) {
    let (mut seen, mut told) = (Vec::new(), None);
    let telling = Telling::new(common, secrets).tell(|telling, now| {
        let look = look(telling, foreign, now);
        let viewer = look.of(&telling.world.relation(common.viewer()));
        let hidden = Hidden::at(telling, common, now);
        seen.push(Seen { viewer, hidden });
        let outsiders = outsiders(&telling.world);
        let outsider = &outsiders[seen.len() % outsiders.len()];
        // What Ana and Ben have between them, and nothing in which the outsider takes part.
        let look = Look {
            elsewhere: &look.elsewhere[..1],
            ..look
        };
        told = told.take().or(betrayed(&look.of(outsider)).cloned());
    });
    (seen, telling, told)
}

/// Whether the viewer was told of a decision on their request to edit.
fn told_of_decision(seen: &[Seen]) -> bool {
    let mut surfaces = seen.iter().flat_map(|seen| &seen.viewer);
    surfaces.any(|(name, bytes)| name == "told" && bytes.contains("request_approved"))
}

fn look<'a>(telling: &'a Telling<'_>, foreign: &'a [QuestionId], now: Instant) -> Look<'a> {
    Look {
        world: &telling.world,
        elsewhere: &telling.elsewhere,
        templates: &telling.templates,
        reversed: telling.reversed(),
        foreign,
        now,
    }
}

#[test]
fn what_is_hidden_changes_no_byte() {
    let counts = Counts::default();
    let property = |(common, one, other): (Common, Secrets, Secrets)| {
        let foreign = common.foreign([&one, &other]);
        let (seen, telling, told) = looks(&common, &one, &foreign);
        let (seen_other, telling_other, told_other) = looks(&common, &other, &foreign);
        prop_assert_eq!(told.or(told_other), None, "an outsider learns something");
        let mut differences = BTreeSet::new();
        for (place, (seen, other)) in seen.iter().zip(&seen_other).enumerate() {
            for (one, other) in seen.viewer.iter().zip(&other.viewer) {
                prop_assert_eq!(one, other, "at look {}", place);
            }
            prop_assert_eq!(seen.viewer.len(), other.viewer.len());
            differences.extend(seen.hidden.differences(&other.hidden));
        }
        differences.into_iter().for_each(|name| counts.note(name));
        counts.note("cases");
        if one.ahead.is_some() {
            let moved =
                |place: &usize| telling.stamps.get(place) != telling_other.stamps.get(place);
            let last = common.acts.len() - 1;
            counts.note("cases by servers");
            for (name, met) in [
                ("moved stamps", telling.stamps.keys().any(moved)),
                ("backwards", telling.backwards),
                ("moved decisions", told_of_decision(&seen) && moved(&last)),
            ] {
                if met {
                    counts.note(name);
                }
            }
        }
        seen_when_shown(&common, telling, &foreign, &counts)
    };
    check(600, (commons(), secrets(), secrets()), property);
    let by_servers = (
        commons_by_servers(),
        secrets_by_servers(),
        secrets_by_servers(),
    );
    check(300, by_servers, property);
    counts.at_least(counts.of("cases").div_ceil(4), &["cases by servers"]);
    counts.at_least(200, &["moved stamps"]);
    counts.at_least(30, &["backwards"]);
    counts.at_least(100, &["moved decisions"]);
    let categories = [
        "drafts",
        "confidential answers",
        "revisions",
        "command ids",
        "times of saves",
        "clocks ahead",
        "unseen questions",
        "elsewhere",
    ];
    counts.at_least(400, &categories);
    counts.at_least(50, &["submissions"]);
    let compared = [
        "shown notes",
        "shown answers",
        "shown shares",
        "hidden answers",
    ];
    counts.at_least(20, &compared);
}

/// What is shown does change the bytes, so that the comparison is one that can fail; what is hidden
/// does not.
fn seen_when_shown(
    common: &Common,
    telling: Telling<'_>,
    foreign: &[QuestionId],
    counts: &Counts,
) -> Result<(), TestCaseError> {
    let other = Who::on(common.viewer.other());
    let now = telling.world.conversation.launched_at();
    let viewer = telling.world.relation(common.viewer());
    let bytes = |world: &World| {
        let look = Look {
            world,
            ..look(&telling, foreign, Instant::MAX)
        };
        look.sight(&viewer)
    };
    let before = bytes(&telling.world);
    let content = telling
        .world
        .template
        .content(telling.world.conversation.content().number);
    let questions = content
        .expect("its content")
        .questions(common.viewer.other());
    let save = |shown: bool| {
        let questions = questions
            .iter()
            .filter(|question| shown != question.is_confidential());
        let answers = questions.map(|question| AnswerDraft {
            question: question.id(),
            answer: given(question.kind(), Fill::Valid(201)),
            seen: None,
        });
        Command::Save(answers.collect())
    };
    let notes = Command::WriteNotes(WrittenNotes(words(0) + "!"));
    let saves = [save(true), save(false)];
    let [shown, hidden] = saves.clone();
    for (name, commands, shared) in [
        ("shown notes", vec![notes], None),
        ("shown answers", vec![shown], Some(true)),
        ("hidden answers", vec![hidden], None),
        ("hidden drafts", saves.to_vec(), Some(false)),
        (
            "shown shares",
            [saves.to_vec(), vec![Command::Share]].concat(),
            Some(false),
        ),
    ] {
        let mut world = telling.world.clone();
        let mut changed = false;
        for command in commands {
            let executed = world.execute(other, command, now);
            changed = executed.is_ok_and(|executed| !executed.events.is_empty());
        }
        if changed && shared.is_none_or(|shared| shared == telling.is_shared()) {
            prop_assert_eq!(
                bytes(&world) == before,
                name.starts_with("hidden"),
                "{}",
                name
            );
            counts.note(name);
        }
    }
    Ok(())
}

/// Ana's first answer, saved and shared by clocks that differ.
fn shared(saved_at: Instant, shared_at: Instant) -> World {
    let mut world = World::new(&plain(true));
    let answer = |question: &Question| AnswerDraft {
        question: question.id(),
        answer: given(question.kind(), Fill::Valid(1)),
        seen: None,
    };
    let content = world.template.latest_content().expect("content");
    let first = answer(&content.questions(Side::DirectReport)[0]);
    for (command, now) in [
        (Command::Save(vec![first]), saved_at),
        (Command::Share, shared_at),
    ] {
        let done = world.execute(Who::Ana, command, now);
        assert_eq!(done.expect("done").events.len(), 1);
    }
    world
}

#[test]
fn a_draft_by_a_clock_that_is_ahead_is_shown_with_its_share() {
    let (noon, tomorrow) = (at("2026-03-10T12:00:00Z"), at("2026-03-11T12:00:00Z"));
    for saved_at in [shifted(noon, -DAY), noon, tomorrow] {
        let world = shared(saved_at, noon);
        let context = world.context(noon);
        let case = context.case(&world.conversation).expect("a case");
        let view = case
            .sight(&world.relation(Who::Ben))
            .expect("a sight")
            .view(&[]);
        let view = view.expect("a view");
        let [shown] = &view.parts[0].questions[..] else {
            panic!("another answer is shown")
        };
        assert!(shown.answer.is_some());
        assert_eq!(shown.at, Some(noon));
    }
}

#[test]
fn outsiders_are_not_told_how_far_a_part_has_come() {
    let noon = at("2026-03-10T12:00:00Z");
    let world = shared(noon, noon);
    let context = world.context(noon);
    let case = context.case(&world.conversation).expect("a case");
    for outsider in outsiders(&world) {
        let sight = case.sight(&outsider).expect("a sight");
        assert_eq!(RESPONDENTS.map(|part| sight.stage(part)), [None, None]);
    }
    let ben = case.sight(&world.relation(Who::Ben)).expect("a sight");
    let stages = RESPONDENTS.map(|part| ben.stage(part));
    assert_eq!(stages, [Some(Stage::Shared), Some(Stage::Draft)]);
}
