//! Servers whose clocks differ by up to an hour (TIM-7): an event that a viewer may not know moves the
//! stamps of those after it, and nothing that the viewer is shown or told moves with them.

use crate::all::*;
use proptest::collection::vec;
use proptest::prelude::*;

use super::others::{CASES, Viewer, looks, viewers};
use crate::story::{Clock, Deed, Fill, Step, of_two, servers, steps, tell};
use crate::world::{DAY, MINUTE, Setting, Who, World, settings, shifted};
use crate::{Counts, check};

/// More than a quarter of all stories that are told to each kind of viewer.
const BY_SERVERS: u32 = 150;
const _: () = assert!(4 * BY_SERVERS > CASES + BY_SERVERS);

/// Five hours after the launch, when nothing has closed.
const AFTERNOON: i64 = 300;

/// A step on that afternoon, by a server of its own.
fn by_server((step, off): (Step, i64)) -> Step {
    let on = match step.clock {
        Clock::On(minutes) => AFTERNOON + minutes % 61,
        _ => AFTERNOON,
    };
    let clock = Clock::Server { on, off };
    Step { clock, ..step }
}

/// What happens in one world and is hidden, and how far off the clocks are of the first of it and of what
/// settles it.
fn hidden() -> impl Strategy<Value = (Vec<Step>, i64, i64)> {
    let ahead = 0..=30_i64;
    let steps = (steps().prop_map(of_two), ahead.clone()).prop_map(by_server);
    (vec(steps, 4..14), ahead, -60..=60_i64)
}

impl Viewer {
    fn setting_by_servers(self, setting: Setting) -> Setting {
        let mut setting = self.setting(setting);
        if self == Self::PreviousManager {
            // Whether the new manager may save would depend on a share that is hidden.
            setting.lock_on_share = false;
        }
        setting
    }

    /// Whether a hidden step stays hidden in what follows.
    fn stays_hidden(self, step: &Step) -> bool {
        match (self, &step.deed, step.who) {
            // With the ownership comes what the new manager sees from then on.
            (Self::NewManager, Deed::Save(_) | Deed::SaveAll(_) | Deed::SaveForeign(_), _)
            | (Self::NewManager, Deed::Ask | Deed::Decide(..), _) => true,
            (Self::NewManager, Deed::Notes(_), who) => who == Who::Ben,
            (Self::NewManager, _, _) => false,
            _ => true,
        }
    }

    /// What is certain to be hidden, or nearly so, by a clock that is ahead of what follows.
    fn first(self, off: i64) -> Step {
        let (who, deed) = match self {
            Self::Participant(own) => (Who::on(own.other()), Deed::SaveAll(77)),
            Self::NewManager => (Who::Ana, Deed::SaveAll(77)),
            Self::PreviousManager | Self::Administrator(..) | Self::Outsider(_) => {
                (Who::Ana, Deed::Notes(Fill::Valid(77)))
            }
        };
        let (on, id) = (AFTERNOON + 30, None);
        let clock = Clock::Server { on, off };
        Step {
            who,
            clock,
            id,
            deed,
        }
    }

    /// What follows in every world alike, with the stamps of its events: acts that the viewer sees, or
    /// is told of. What settles hidden answers before they are shown is hidden itself, so its clock
    /// is off in each world in a way of its own.
    fn sequel(self, world: &mut World, servers: &[i64], settling: i64) -> Vec<Instant> {
        let own = match self {
            Self::Participant(side) => Who::on(side),
            Self::NewManager => Who::Ben,
            Self::PreviousManager => Who::Dan,
            Self::Administrator(..) | Self::Outsider(_) => Who::Ana,
        };
        let side = match own {
            Who::Ana => Side::DirectReport,
            _ => Side::Manager,
        };
        let hides = match self {
            Self::NewManager => true,
            Self::Administrator(..) => self.is_kept_from(world, side.into(), false),
            Self::Participant(_) | Self::PreviousManager | Self::Outsider(_) => false,
        };
        let save = (own, 0, Deed::SaveAll(201));
        let (ask, allow) = (Deed::Ask, Deed::Decide(side, true));
        let mut deeds = vec![save];
        match self {
            Self::NewManager => deeds.push((Who::Dan, 0, Deed::TakeOver)),
            Self::PreviousManager => {}
            Self::Participant(_) | Self::Administrator(..) | Self::Outsider(_) => deeds.extend([
                (own, 0, Deed::Share),
                (own, 50, ask.clone()),
                (Who::Ada, 50, allow),
                (own, 51, Deed::Notes(Fill::Valid(201))),
                (own, 70, ask),
            ]),
        }
        let mut stamps = Vec::new();
        for (place, (later, (who, days, deed))) in (0_i64..).zip(deeds).enumerate() {
            let off = match place {
                0 if hides => settling,
                _ => servers[place],
            };
            let minutes = AFTERNOON + 5 * later + off;
            let now = shifted(
                world.conversation.launched_at(),
                days * DAY + minutes * MINUTE,
            );
            let (clock, id) = (Clock::On(0), None);
            let step = Step {
                who,
                clock,
                id,
                deed,
            };
            let request = step.request(world, now);
            let before = world.events.len();
            let _ = world.execute(who, request, now);
            if world.events.len() > before && !(place == 0 && hides) {
                stamps.extend(world.events.last().map(Event::at));
            }
        }
        stamps
    }
}

#[test]
fn stamps_that_hidden_events_move_change_no_byte() {
    let counts = Counts::default();
    let earlier = servers().prop_map(|off| off - 60);
    let common = vec(
        (steps().prop_map(of_two), earlier).prop_map(by_server),
        0..8,
    );
    let strategy = (
        (viewers(), settings()),
        (common, vec(servers(), 6)),
        (hidden(), hidden()),
    );
    check(
        BY_SERVERS,
        strategy,
        |((viewer, setting), (before, servers), (one, other))| {
            let mut world = World::new(&viewer.setting_by_servers(setting));
            let stays = |step: &&Step| match (viewer, &step.deed) {
                // What is shared shows later saves to whoever takes over.
                (Viewer::NewManager, Deed::Share) => false,
                (Viewer::PreviousManager, Deed::Share) => step.who != Who::Ben,
                _ => true,
            };
            let mut before: Vec<_> = before.iter().filter(stays).cloned().collect();
            if viewer == Viewer::PreviousManager {
                // So that there is something to replace, of which they are told.
                before.push(Step {
                    who: Who::Ben,
                    clock: Clock::Server { on: 1, off: 0 },
                    id: None,
                    deed: Deed::SaveAll(5),
                });
            }
            tell(&mut world, &before, |_, _, _, _, _| {
                Ok::<_, TestCaseError>(())
            })?;
            viewer.enters(&mut world);
            let mut plain = world.clone();
            let stamps = viewer.sequel(&mut plain, &servers, 0);
            let nothing = looks(viewer, &plain);
            for (steps, ahead, settling) in [one, other] {
                let steps = steps.into_iter().map(|step| match (viewer, step.who) {
                    (Viewer::PreviousManager, Who::Ben) => Step {
                        who: Who::Dan,
                        ..step
                    },
                    _ => step,
                });
                let steps = steps.filter(|step| viewer.stays_hidden(step));
                let steps: Vec<_> = [viewer.first(ahead)].into_iter().chain(steps).collect();
                let mut world = world.clone();
                viewer.behind(&mut world, &steps);
                let moved = viewer.sequel(&mut world, &servers, settling);
                let seen = looks(viewer, &world);
                for (place, (seen, nothing)) in seen.iter().zip(&nothing).enumerate() {
                    for (seen, nothing) in seen.iter().zip(nothing) {
                        prop_assert_eq!(seen, nothing, "{:?} at look {}", viewer, place);
                    }
                    prop_assert_eq!(seen.len(), nothing.len());
                }
                counts.note(viewer.name());
                if stamps != moved {
                    counts.note(format!("{} moved", viewer.name()));
                    counts.note("moved");
                }
                let told = seen.iter().flatten();
                if told
                    .filter(|(name, _)| name == "told")
                    .any(|told| told.1 != "[]")
                {
                    counts.note(format!("{} told", viewer.name()));
                }
            }
            Ok(())
        },
    );
    counts.at_least(BY_SERVERS as usize / 2, &["moved"]);
    let every = [
        "Participant(DirectReport)",
        "Participant(Manager)",
        "NewManager",
        "PreviousManager",
        "NoAccess",
        "CanView",
        "CanEdit",
        "outsider",
    ];
    let told = every
        .iter()
        .filter(|name| !matches!(**name, "NewManager" | "outsider"));
    let told = told.map(|name| format!("{name} told"));
    let met: Vec<_> = every
        .iter()
        .map(|name| format!("{name} moved"))
        .chain(told)
        .collect();
    counts.at_least(1, &met.iter().map(String::as_str).collect::<Vec<_>>());
}
