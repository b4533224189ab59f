//! What a preview tells of deadlines is what everybody is told who asks before the change and after it
//! (CYC-13).

use crate::all::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::people::{ana_under, directory, people};
use crate::story::{Clock, Deed, Step, stories, tell};
use crate::world::{Setting, Who, World, ZONES};
use crate::{Counts, check};

/// A change to be previewed.
#[derive(Clone, Debug)]
enum Change {
    Cycle(CycleCommand),
    /// A lock on a question, or on a list, or none any more.
    Lock(Index, Option<Date>),
    Zone(&'static str),
    Off,
    Goals(bool),
    /// Ana reports to Dan.
    Moved,
    /// Ana leaves, or has come back.
    Leaves(bool),
}

fn dates() -> impl Strategy<Value = Date> {
    (1..60_u32).prop_map(|days| {
        let (month, day) = match days {
            1..=31 => (3, days),
            _ => (4, days - 31),
        };
        Date::new(2026, month, day).expect("a date")
    })
}

fn changes() -> impl Strategy<Value = Change> {
    let lock = (any::<Index>(), prop::option::weighted(0.8, dates()));
    prop_oneof![
        3 => dates().prop_map(|date| Change::Cycle(CycleCommand::MoveEnd(date))),
        2 => (0..9_u32).prop_map(|days| Change::Cycle(CycleCommand::ChangeGrace(days))),
        1 => any::<bool>().prop_map(|lock| Change::Cycle(CycleCommand::LockOnShare(lock))),
        1 => dates().prop_map(|date| Change::Cycle(CycleCommand::MoveSubmit(date))),
        1 => dates().prop_map(|date| Change::Cycle(CycleCommand::MoveReview(date))),
        5 => lock.prop_map(|(on, date)| Change::Lock(on, date)),
        1 => prop::sample::select(ZONES.to_vec()).prop_map(Change::Zone),
        1 => Just(Change::Off),
        1 => any::<bool>().prop_map(Change::Goals),
        1 => Just(Change::Moved),
        1 => any::<bool>().prop_map(Change::Leaves),
    ]
}

/// Stories, half of which begin with an approved request after a question of Ana's has locked.
fn histories() -> impl Strategy<Value = (Setting, Vec<Step>)> {
    (stories(16), any::<bool>()).prop_map(|((mut setting, mut steps), approved)| {
        if approved {
            setting.locks[2] = true;
            let step = |who, minutes, deed| Step {
                who,
                clock: Clock::On(minutes),
                id: None,
                deed,
            };
            let allow = Deed::Decide(Side::DirectReport, true);
            let asked = [step(Who::Ana, 15_000, Deed::Ask), step(Who::Ada, 60, allow)];
            steps.splice(..0, asked);
        }
        (setting, steps)
    })
}

impl Change {
    /// The world with the change; none where it is refused.
    fn made(&self, setting: &Setting, world: &World, now: Instant) -> Option<World> {
        let mut after = world.clone();
        let (organisation, admin) = (&world.organisation, world.actor(Who::Ada));
        let command = match self {
            Self::Cycle(command) => command.clone(),
            Self::Lock(on, date) => {
                let questions = questions(world).map(|(_, question)| LockOn::Question(question));
                let all: Vec<_> = Side::BOTH
                    .map(LockOn::List)
                    .into_iter()
                    .chain(questions)
                    .collect();
                let on = *on.get(&all);
                match *date {
                    Some(date) => CycleCommand::Lock(LockDate { on, date }),
                    None => CycleCommand::Unlock(on),
                }
            }
            Self::Zone(zone) => {
                let moved_to = Some(*zone);
                after.organisation = Setting {
                    moved_to,
                    ..setting.clone()
                }
                .organisation();
                return Some(after);
            }
            Self::Off => {
                after.organisation = organisation.clone().with_conversations(Dated::new(false));
                return Some(after);
            }
            Self::Goals(goals) => {
                let draft = SettingsDraft {
                    goals: Some(*goals),
                    ..SettingsDraft::default()
                };
                let (none, change) = (
                    TemplateEvidence::none(),
                    TemplateCommand::ChangeSettings(draft),
                );
                let changed = world
                    .template
                    .execute(organisation, &none, &admin, change, now);
                after.template = changed.ok()?.state;
                return Some(after);
            }
            Self::Moved => {
                after.directory = ana_under(Who::Dan);
                return Some(after);
            }
            Self::Leaves(active) => {
                let mut people = people();
                people
                    .iter_mut()
                    .filter(|one| one.id == Who::Ana.id())
                    .for_each(|ana| ana.active = *active);
                after.directory = directory(people);
                return Some(after);
            }
        };
        let evidence = CycleEvidence {
            template: &world.template,
            roster: None,
            directory: None,
        };
        let cycle = world.cycle.as_ref()?;
        let changed = cycle.execute(organisation, &evidence, &admin, Request::from(command), now);
        after.cycle = Some(changed.ok()?.state);
        Some(after)
    }
}

/// The questions of the conversation, each with who answers it.
fn questions(world: &World) -> impl Iterator<Item = (Side, QuestionId)> + '_ {
    let content = world.template.content(world.conversation.content().number);
    let content = content.expect("its content");
    Side::BOTH.into_iter().flat_map(move |side| {
        content
            .questions(side)
            .iter()
            .map(move |question| (side, question.id()))
    })
}

/// What a person is told who asks: until when, or what has closed it.
fn asked(
    world: &World,
    person: PersonId,
    of: DecisionSubject,
    now: Instant,
) -> Result<Permission, Refusal> {
    let context = world.context(now);
    let case = context.case(&world.conversation).expect("a case");
    let sight = case
        .sight(&case.relation(&world.directory, person))
        .expect("a sight");
    match of {
        DecisionSubject::Edit { question } => sight.may_edit(question),
        // Whether the part is shared does not come into when it may be confirmed.
        DecisionSubject::Action(Action::ConfirmMeeting) => sight.may(Action::UntickMeeting),
        DecisionSubject::Action(action) => sight.may(action),
        _ => panic!("no window"),
    }
}

/// What time alone says of it. What the answers or the review hold up is not told by asking.
fn deadline(asked: &Result<Permission, Refusal>) -> Result<Option<Instant>, ()> {
    match asked {
        Ok(open) => Ok(Some(open.until)),
        Err(refused) => match refused.code() {
            "answers-missing" | "under-review" | "meeting-first" | "already-submitted" => Err(()),
            _ => Ok(refused.since()),
        },
    }
}

/// What each of the two may do or answer.
fn things(world: &World) -> Vec<(PersonId, DecisionSubject)> {
    let pair = world.conversation.pair();
    let person = |side| match side {
        Side::DirectReport => pair.direct_report(),
        Side::Manager => pair.manager(),
    };
    let answers = questions(world);
    let mut all: Vec<_> = answers
        .map(|(side, question)| (person(side), DecisionSubject::Edit { question }))
        .collect();
    for side in Side::BOTH {
        for action in [
            Action::Share,
            Action::Submit,
            Action::ConfirmMeeting,
            Action::WriteNotes,
            Action::CreateGoal,
        ] {
            all.push((person(side), DecisionSubject::Action(action)));
        }
    }
    all
}

#[test]
fn the_deadlines_of_a_preview_are_those_that_everybody_is_told_before_and_after() {
    let counts = Counts::default();
    check(
        480,
        (histories(), vec(changes(), 1..9)),
        |((setting, steps), changes)| {
            let mut world = World::new(&setting);
            let mut changes = changes.iter().cycle();
            tell(&mut world, &steps, |_, _, _, now, world| {
                let change = changes.next().expect("a change");
                let Some(after) = change.made(&setting, world, now) else {
                    counts.note("refused");
                    return Ok(());
                };
                let contexts = [world.context(now), after.context(now)];
                let inputs = |context, directory| PreviewInputs { context, directory };
                let previewed = preview(
                    Who::Ada.id(),
                    inputs(&contexts[0], &world.directory),
                    inputs(&contexts[1], &after.directory),
                    [&world.conversation],
                );
                let previewed = previewed.expect("a preview");
                let case = contexts[0].case(&world.conversation).expect("a case");
                let ada = case.sight(&world.relation(Who::Ada)).expect("a sight");
                let Some(told) = previewed.conversations.first() else {
                    if !ada.fact(Fact::Progress).is_visible() {
                        counts.note("without access");
                        return Ok(());
                    }
                    for (person, of) in things(world) {
                        let [from, to] =
                            [world, &after].map(|world| deadline(&asked(world, person, of, now)));
                        let moves = matches!((from, to), (Ok(Some(from)), Ok(Some(to))) if from != to && from.max(to) > now);
                        prop_assert!(!moves, "{change:?} moves {of:?} and is not told");
                    }
                    return Ok(());
                };
                prop_assert!(ada.fact(Fact::Progress).is_visible());
                let told_of = |person, of: DecisionSubject| {
                    let mut all = told
                        .moved
                        .iter()
                        .filter(|moved| moved.person == person && moved.of.contains(&of));
                    let first = all.next().map(|moved| (moved.from, moved.to));
                    assert!(all.next().is_none(), "told twice");
                    first
                };
                let mut known = 0;
                for (person, of) in things(world) {
                    let asked = [world, &after].map(|world| asked(world, person, of, now));
                    if let (Ok(from), Ok(to)) = (deadline(&asked[0]), deadline(&asked[1])) {
                        let moves = from
                            .zip(to)
                            .filter(|(from, to)| from != to && *from.max(to) > now);
                        prop_assert_eq!(told_of(person, of), moves, "{:?} {:?}", change, of);
                        let out = told
                            .locked_out
                            .iter()
                            .any(|out| out.person == person && out.of == of);
                        let into = told
                            .let_in
                            .iter()
                            .any(|into| into.person == person && into.to == of);
                        prop_assert_eq!(
                            out,
                            asked[0].is_ok() && asked[1].is_err(),
                            "{:?} {:?}",
                            change,
                            of
                        );
                        prop_assert_eq!(
                            into,
                            asked[0].is_err() && asked[1].is_ok(),
                            "{:?} {:?}",
                            change,
                            of
                        );
                        counts.note(match moves {
                            Some((from, to)) if from < to => "later",
                            Some(_) => "earlier",
                            None => "the same",
                        });
                        let approved = |asked: &Result<Permission, Refusal>| {
                            asked.as_ref().is_ok_and(|open| open.rule == Rule::Req4)
                        };
                        if moves.is_some() && asked.iter().any(approved) {
                            counts.note("under an approval");
                        }
                    }
                    known += usize::from(told_of(person, of).is_some());
                }
                let all: usize = told.moved.iter().map(|moved| moved.of.len()).sum();
                prop_assert_eq!(all, known, "of nothing else: {:?}", told.moved);
                Ok(())
            })
        },
    );
    counts.at_least(
        20,
        &[
            "later",
            "earlier",
            "the same",
            "under an approval",
            "without access",
        ],
    );
}
