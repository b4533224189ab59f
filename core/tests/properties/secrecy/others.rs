//! What is hidden from each kind of viewer: not from the two alone, but from who managed before,
//! who is to manage, administrators of each level, and everybody else.

use crate::all::*;
use proptest::collection::vec;
use proptest::prelude::*;

use super::surfaces::{Look, Surface, betrayed, outsiders};
use crate::story::{Deed, Step, of_two, steps, tell};
use crate::world::{MINUTE, Setting, Who, World, settings, shifted};
use crate::{Counts, check};

/// How many stories are told; the clocks of servers differ in others.
pub(super) const CASES: u32 = 200;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Viewer {
    Participant(Side),
    NewManager,
    PreviousManager,
    Administrator(Level, Who),
    Outsider(usize),
}

pub(super) fn viewers() -> impl Strategy<Value = Viewer> {
    let side = prop::sample::select(Side::BOTH.to_vec());
    let level = prop::sample::select(Level::ALL.to_vec());
    let office = prop::sample::select(vec![Who::Ada, Who::Hal]);
    prop_oneof![
        2 => side.prop_map(Viewer::Participant),
        2 => Just(Viewer::NewManager),
        2 => Just(Viewer::PreviousManager),
        4 => (level, office).prop_map(|(level, who)| Viewer::Administrator(level, who)),
        1 => (0..8_usize).prop_map(Viewer::Outsider),
    ]
}

impl Viewer {
    pub(super) fn name(self) -> String {
        match self {
            Self::Administrator(level, _) => format!("{level:?}"),
            Self::Outsider(_) => "outsider".into(),
            other => format!("{other:?}"),
        }
    }

    pub(super) fn setting(self, setting: Setting) -> Setting {
        let mut setting = Setting {
            scheduled: true,
            ..setting
        };
        if let Self::Administrator(level, _) = self {
            setting.levels[0] = level;
            if level == Level::NoAccess {
                // Who reads what is confidential or reviewed has access.
                let lists = [&mut setting.direct_report, &mut setting.manager];
                let asks = lists.into_iter().flatten();
                asks.for_each(|ask| ask.confidential = false);
                setting.review = None;
            }
        }
        setting
    }

    /// Brings the world to where the viewer is what they are.
    pub(super) fn enters(self, world: &mut World) {
        if matches!(self, Self::NewManager | Self::PreviousManager) {
            world.move_ana_under(Who::Dan);
        }
        if self == Self::PreviousManager {
            let now = shifted(world.conversation.launched_at(), MINUTE);
            let taken = world.execute(Who::Dan, Command::TakeOwnership, now);
            let _ = taken.expect("taken over");
        }
    }

    pub(super) fn relation(self, world: &World) -> Relation {
        match self {
            Self::Participant(side) => world.relation(Who::on(side)),
            Self::NewManager => world.relation(Who::Dan),
            Self::PreviousManager => world.relation(Who::Ben),
            Self::Administrator(_, who) => world.relation(who),
            Self::Outsider(place) => {
                let outsiders = outsiders(world);
                outsiders[place % outsiders.len()]
            }
        }
    }

    /// Whether a change is none that the viewer may learn of, by the rules and not by the engine.
    fn must_not_learn_of(self, world: &World, change: &ConversationChange) -> bool {
        use ConversationChange as Change;
        match (self, change) {
            (_, Change::OwnershipTaken { .. })
            | (
                Self::NewManager,
                Change::Shared {
                    part: Respondent::Manager,
                },
            ) => false,
            // Of what becomes of their own drafts a previous manager is told (OWN-4).
            (Self::PreviousManager, Change::Saved { answers, .. }) => {
                answers.iter().all(|saved| saved.replaces.is_none())
            }
            (Self::NewManager | Self::PreviousManager | Self::Outsider(_), _) => true,
            (
                Self::Administrator(..),
                Change::EditRequested { .. }
                | Change::EditAllowed { .. }
                | Change::EditDenied { .. },
            ) => false,
            (Self::Administrator(Level::NoAccess, _), _)
            | (Self::Administrator(..), Change::NotesWritten { .. } | Change::GoalCreated { .. }) => {
                true
            }
            (
                Self::Participant(own),
                Change::EditRequested { side }
                | Change::EditAllowed { side, .. }
                | Change::EditDenied { side },
            ) => *side != own,
            (Self::Participant(own), Change::Submitted { part }) => *part != own.into(),
            (_, Change::Saved { part, answers }) => {
                let content = world.template.content(world.conversation.content().number);
                let content = content.expect("its content");
                let mut asked = answers.iter().map(|saved| {
                    let question = content.question(part.list(), saved.question);
                    question.expect("its question").is_confidential()
                });
                asked.all(|confidential| self.is_kept_from(world, *part, confidential))
            }
            _ => false,
        }
    }

    /// Whether an answer that is saved now is hidden from the viewer.
    pub(super) fn is_kept_from(self, world: &World, part: Respondent, confidential: bool) -> bool {
        let done = |what: &str| {
            let state: serde_json::Value = serde_json::from_str(&world.json()).expect("JSON");
            let parts = state["data"]["parts"].as_array().expect("parts").iter();
            let mut parts = parts.filter(|stored| stored["of"] == serde_json::json!(part));
            parts.any(|stored| !stored[what].is_null())
        };
        let cycle = world.cycle.as_ref().expect("a cycle");
        let review = cycle.schedule(Instant::MAX).review;
        let reviewed = review.is_some_and(|review| match review.of {
            Reviewed::Both => true,
            Reviewed::Manager => part == Respondent::Manager,
            _ => part == Respondent::DirectReport,
        });
        match self {
            Self::Participant(own) => part != own.into() && (confidential || !done("shared_at")),
            Self::Administrator(..) if done("shared_at") => false,
            Self::Administrator(level, _) => {
                confidential
                    || match reviewed {
                        true => !done("submitted_at"),
                        false => level != Level::CanEdit,
                    }
            }
            _ => true,
        }
    }

    /// Does what is hidden from the viewer and leaves out the rest; how much was done.
    pub(super) fn behind(self, world: &mut World, steps: &[Step]) -> usize {
        let mut done = 0;
        for step in steps {
            let mut next = world.clone();
            let told = tell(&mut next, std::slice::from_ref(step), |_, _, _, _, _| {
                Ok::<_, ()>(())
            });
            told.expect("told to the end");
            let new = &next.events[world.events.len()..];
            let mut changes = new.iter().map(Event::change);
            if !new.is_empty() && changes.all(|change| self.must_not_learn_of(world, change)) {
                *world = next;
                done += 1;
            }
        }
        done
    }
}

pub(super) fn looks(viewer: Viewer, world: &World) -> Vec<Vec<Surface>> {
    let mut moments = world.boundaries_of_cycle();
    moments.extend([world.conversation.launched_at(), Instant::MAX]);
    let look = |now| {
        let look = Look {
            world,
            elsewhere: &[],
            templates: &[],
            reversed: false,
            foreign: &[],
            now,
        };
        look.of(&viewer.relation(world))
    };
    moments.into_iter().map(look).collect()
}

#[test]
fn what_is_hidden_from_each_kind_of_viewer_changes_no_byte() {
    let counts = Counts::default();
    let secrets = || vec(steps().prop_map(of_two), 4..14);
    let before = vec(steps().prop_map(of_two), 0..8);
    let strategy = (viewers(), settings(), before, secrets(), secrets());
    check(CASES, strategy, |(viewer, setting, before, one, other)| {
        let mut world = World::new(&viewer.setting(setting));
        // The manager's share would end that there is somebody to take over.
        let stays = |step: &&Step| {
            let takes_over = matches!(viewer, Viewer::NewManager | Viewer::PreviousManager);
            !(takes_over && step.who == Who::Ben && matches!(step.deed, Deed::Share))
        };
        let before: Vec<_> = before.iter().filter(stays).cloned().collect();
        tell(&mut world, &before, |_, _, _, _, _| {
            Ok::<_, TestCaseError>(())
        })?;
        viewer.enters(&mut world);
        let as_dan = |step: Step| match (viewer, step.who) {
            (Viewer::PreviousManager, Who::Ben) => Step {
                who: Who::Dan,
                ..step
            },
            _ => step,
        };
        let nothing = looks(viewer, &world);
        for secrets in [one, other] {
            let secrets: Vec<_> = secrets.into_iter().map(as_dan).collect();
            let mut world = world.clone();
            let done = viewer.behind(&mut world, &secrets);
            let seen = looks(viewer, &world);
            for (place, (seen, nothing)) in seen.iter().zip(&nothing).enumerate() {
                for (seen, nothing) in seen.iter().zip(nothing) {
                    prop_assert_eq!(seen, nothing, "{:?} at look {}", viewer, place);
                }
                prop_assert_eq!(seen.len(), nothing.len());
                if matches!(viewer, Viewer::Outsider(_)) {
                    prop_assert_eq!(betrayed(seen), None);
                }
            }
            if done > 0 {
                counts.note(viewer.name());
            }
            // What is not held back does change what some of them see.
            tell(&mut world, &secrets, |_, _, _, _, _| {
                Ok::<_, TestCaseError>(())
            })?;
            if looks(viewer, &world) != nothing {
                counts.note(format!("{} differs", viewer.name()));
            }
        }
        Ok(())
    });
    let viewers = [
        "Participant(DirectReport)",
        "Participant(Manager)",
        "NewManager",
        "PreviousManager",
        "NoAccess",
        "CanView",
        "CanEdit",
        "outsider",
    ];
    counts.at_least(1, &viewers);
    let differ = [
        "Participant(DirectReport) differs",
        "Participant(Manager) differs",
        "NewManager differs",
        "CanView differs",
        "CanEdit differs",
    ];
    counts.at_least(1, &differ);
}
