//! Two worlds that differ in nothing but what one of the two participants may not know.

use crate::all::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::story::{Clock, Deed, Fill, Step, clocks, given, servers, steps};
use crate::world::{
    Ask, MINUTE, Setting, Who, World, at, id, kinds, level, people, person, settings, shifted,
};

/// What happens in both worlds alike.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// The viewer does something.
    Viewer(Step),
    /// The other settles their answers and shares them.
    Share,
    /// The other saves a shared answer anew, or clears it.
    Resave(Index, Fill),
    Notes(u8),
    Goal,
    Confirm,
    Untick,
    /// A Super Admin decides on the viewer's request to edit.
    Decide(bool),
    /// The viewer looks.
    Look,
}

/// What both worlds have in common.
#[derive(Clone, Debug)]
pub(crate) struct Common {
    pub(crate) setting: Setting,
    /// The side of the viewer.
    pub(crate) viewer: Side,
    pub(crate) acts: Vec<(Clock, Act)>,
    /// Whether the other conversation of the two began at the same instant.
    pub(super) twins: bool,
    /// What the other's questions are answered with once shared.
    pub(super) targets: Vec<Option<u8>>,
}

/// Something that the other saves and the viewer may not see.
#[derive(Clone, Debug)]
pub(super) struct Scribble {
    /// Before which act.
    pub(super) before: Index,
    /// By a clock that is so many minutes ahead, or behind.
    pub(super) off: i64,
    pub(super) id: Option<u8>,
    pub(super) answers: Vec<(Index, Fill)>,
}

/// What only one of the worlds has.
#[derive(Clone, Debug)]
pub(crate) struct Secrets {
    /// Questions of the other's that the viewer never sees, and where they stand.
    pub(super) extra: Vec<(Index, Ask)>,
    /// What the never answered ones of the common questions say.
    pub(super) text: u8,
    pub(super) scribbles: Vec<Scribble>,
    /// The answers to confidential questions.
    pub(super) confidential: u8,
    /// How far off the clock is at each save of the settling, and under which ids.
    pub(super) settling: Vec<(i64, Option<u8>)>,
    /// The ids of the other's visible commands.
    pub(super) ids: Option<u8>,
    /// Earlier contents of the template.
    pub(super) contents: u8,
    pub(super) skip_levels: Level,
    pub(super) elsewhere: Elsewhere,
    /// Before which act the other submits, if they do.
    pub(super) submits: Option<Index>,
    /// How many minutes ahead the clock is by which the other answers everything before the first act,
    /// and asks to edit before the last.
    pub(super) ahead: Option<i64>,
}

/// Facts about other people, templates and conversations.
#[derive(Clone, Debug)]
pub(super) struct Elsewhere {
    newcomer: bool,
    undeployed: bool,
    for_managers: bool,
    with_another: bool,
    /// The other's draft in an earlier conversation of the two.
    draft: Option<u8>,
}

/// Something with drafts about, a look, perhaps the share, and something after it.
fn acts() -> impl Strategy<Value = Vec<(Clock, Act)>> {
    let own = || steps().prop_map(Act::Viewer);
    let fill = || prop_oneof![3 => any::<u8>().prop_map(Fill::Valid), 1 => Just(Fill::Clear)];
    let act = move || {
        prop_oneof![
            6 => own(),
            2 => (any::<Index>(), fill()).prop_map(|(which, fill)| Act::Resave(which, fill)),
            1 => any::<u8>().prop_map(Act::Notes),
            1 => Just(Act::Goal),
            1 => Just(Act::Confirm),
            1 => Just(Act::Untick),
            1 => any::<bool>().prop_map(Act::Decide),
        ]
    };
    let clock = || prop_oneof![6 => (0..4000_i64).prop_map(Clock::On), 1 => clocks()];
    let timed = move || vec((clock(), act()), 0..4);
    let on = || (0..2000_i64).prop_map(Clock::On);
    let middle = (
        (on(), Just(Act::Look)),
        option::weighted(0.9, (on(), Just(Act::Share))),
    );
    (timed(), middle, timed()).prop_map(|(mut acts, (look, share), after)| {
        acts.push(look);
        acts.extend(share);
        acts.extend(after);
        acts
    })
}

pub(crate) fn commons() -> impl Strategy<Value = Common> {
    let targets = vec(option::weighted(0.7, any::<u8>()), 3);
    let side = prop::sample::select(Side::BOTH.to_vec());
    let responds =
        prop_oneof![6 => Just([true, true]), 2 => Just([false, true]), 1 => Just([true, false])];
    // Confidential questions are for scheduled conversations alone.
    let flags = (prop::bool::weighted(0.9), prop::bool::weighted(0.3));
    let all = (settings(), side, responds, flags, acts(), targets);
    all.prop_map(|(mut setting, viewer, responds, flags, acts, targets)| {
        let (scheduled, twins) = flags;
        setting.scheduled = scheduled;
        // Whether the other may save or confirm would depend on the drafts and on the clock by
        // which they were saved, and what comes of it shows.
        let of_other = match viewer {
            Side::DirectReport => [1, 3],
            Side::Manager => [0, 2],
        };
        for lock in of_other {
            setting.locks[lock] = false;
        }
        setting.confirm_before = false;
        setting.format = match responds {
            [true, true] => Format::BiDirectional,
            [false, _] => Format::OneDirectional(viewer.other()),
            _ => Format::OneDirectional(viewer),
        };
        Common {
            setting,
            viewer,
            acts,
            twins,
            targets,
        }
    })
}

pub(crate) fn secrets() -> impl Strategy<Value = Secrets> {
    let flags = (any::<bool>(), prop::bool::weighted(0.7));
    let extra = (any::<Index>(), 0..9_u128, flags, kinds(), any::<u8>());
    let extra = extra.prop_map(|(place, n, (mandatory, confidential), kind, text)| {
        let ask = Ask {
            id: 0x7000 + n,
            text: format!("Hidden {text}?"),
            mandatory: mandatory && confidential,
            confidential,
            kind,
        };
        (place, ask)
    });
    let off = || prop_oneof![1 => -4000..=0_i64, 2 => 1..30_000_i64];
    let command = || option::of(0..6_u8);
    let fill = prop_oneof![8 => any::<u8>().prop_map(Fill::Valid), 1 => Just(Fill::Clear), 1 => Just(Fill::Outside)];
    let scribble = (
        any::<Index>(),
        off(),
        command(),
        vec((any::<Index>(), fill), 1..4),
    );
    let scribble = scribble.prop_map(|(before, off, id, answers)| Scribble {
        before,
        off,
        id,
        answers,
    });
    let elsewhere = (any::<[bool; 4]>(), option::of(any::<u8>()));
    let elsewhere = elsewhere.prop_map(|(flags, draft)| Elsewhere {
        newcomer: flags[0],
        undeployed: flags[1],
        for_managers: flags[2],
        with_another: flags[3],
        draft,
    });
    (
        (
            vec(extra, 1..4),
            any::<u8>(),
            vec(scribble, 1..6),
            any::<u8>(),
        ),
        (vec((off(), command()), 1..4), command()),
        (0..2_u8, level(), elsewhere, option::of(any::<Index>())),
    )
        .prop_map(
            |((extra, text, scribbles, confidential), (settling, ids), rest)| Secrets {
                extra,
                text,
                scribbles,
                confidential,
                settling,
                ids,
                contents: rest.0,
                skip_levels: rest.1,
                elsewhere: rest.2,
                submits: rest.3,
                ahead: None,
            },
        )
}

/// By servers whose clocks differ by up to an hour (TIM-7): an act can lie before the one that it
/// follows. The first is certain to happen and to be seen.
pub(super) fn commons_by_servers() -> impl Strategy<Value = Common> {
    (commons(), vec(servers(), 11)).prop_map(|(mut common, servers)| {
        if !common.setting.format.responds(common.viewer.other()) {
            common.setting.format = Format::BiDirectional;
        }
        common.acts.insert(0, (Clock::On(60), Act::Notes(0)));
        // Two months later all has closed, so the viewer can ask to edit again.
        let ask = Step {
            who: common.viewer(),
            clock: Clock::On(0),
            id: None,
            deed: Deed::Ask,
        };
        common.acts.extend([
            (Clock::On(90_000), Act::Viewer(ask)),
            (Clock::On(15), Act::Decide(true)),
        ]);
        for (place, ((clock, _), off)) in common.acts.iter_mut().zip(servers).enumerate() {
            // Most follow within the hour, so that it is the clocks that decide which was first.
            let on = match *clock {
                Clock::On(minutes) if place % 3 == 2 || minutes > 3000 => minutes,
                Clock::On(minutes) => minutes % 31,
                _ => continue,
            };
            *clock = Clock::Server { on, off };
        }
        common
    })
}

/// What is hidden is stamped by such servers too. Those of the first save and of the request to edit are
/// ahead of the first act's and of the decision's, whose stamps they move in each world differently.
pub(super) fn secrets_by_servers() -> impl Strategy<Value = Secrets> {
    let hour = || vec(-60..=60_i64, 5);
    let all = (secrets(), hour(), hour(), 1..=60_i64);
    all.prop_map(|(mut secrets, scribbled, settled, ahead)| {
        for (scribble, off) in secrets.scribbles.iter_mut().zip(scribbled) {
            scribble.off = off;
        }
        for ((settling, _), off) in secrets.settling.iter_mut().zip(settled) {
            *settling = off;
        }
        secrets.ahead = Some(ahead);
        secrets
    })
}

impl Common {
    pub(crate) fn viewer(&self) -> Who {
        Who::on(self.viewer)
    }

    pub(super) fn asks(&self) -> &[Ask] {
        match self.viewer.other() {
            Side::DirectReport => &self.setting.direct_report,
            Side::Manager => &self.setting.manager,
        }
    }

    /// Whether the answer to a question is one that sharing shows.
    pub(super) fn is_shown(&self, ask: &Ask) -> bool {
        !(ask.confidential && self.setting.scheduled)
    }

    /// What a question that sharing shows is answered with then.
    pub(super) fn target(&self, ask: &Ask) -> Option<u8> {
        let place = self.asks().iter().position(|other| other.id == ask.id)?;
        let target = self.targets[place];
        if ask.mandatory {
            Some(target.unwrap_or(0))
        } else {
            target
        }
    }

    /// What may be tried although it is not the viewer's: the ids of both worlds.
    pub(crate) fn foreign(&self, worlds: [&Secrets; 2]) -> Vec<QuestionId> {
        let extra = worlds.into_iter().flat_map(|secrets| &secrets.extra);
        let extra = extra.map(|(_, ask)| ask.id);
        let own = self.asks().iter().map(|ask| ask.id);
        let mut all: Vec<_> = own.chain(extra).chain([0xdead]).map(id).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Secrets {
    /// The setting with what only this world has.
    pub(super) fn setting(&self, common: &Common) -> Setting {
        let mut setting = common.setting.clone();
        let own = match common.viewer {
            Side::DirectReport => &setting.direct_report,
            Side::Manager => &setting.manager,
        };
        // Who sees a confidential answer is told on the form of whoever has such a question, and what
        // administrators come to see in the prompt before sharing (ANS-5).
        if !own.iter().any(|ask| ask.confidential) {
            setting.levels[1] = self.skip_levels;
        }
        // A confidential question of the other's, which is secret, would raise it in one world alone.
        setting.levels[0] = setting.levels[0].max(Level::CanView);
        let list = match common.viewer.other() {
            Side::DirectReport => &mut setting.direct_report,
            Side::Manager => &mut setting.manager,
        };
        for ask in list.iter_mut() {
            if common.is_shown(ask) && common.target(ask).is_none() {
                ask.text = format!("Never answered {}?", self.text);
            }
        }
        for (place, ask) in &self.extra {
            let mut ask = ask.clone();
            // What is not confidential here is left unanswered.
            ask.mandatory &= setting.scheduled;
            if list.iter().all(|other| other.id != ask.id) {
                list.insert(place.index(list.len() + 1), ask);
            }
        }
        setting
    }

    /// The world of a setting, with contents that came before its own.
    pub(super) fn world(&self, setting: &Setting) -> World {
        let newcomer = self.elsewhere.newcomer.then(|| PersonData {
            id: id(0xee),
            name: "Newcomer".into(),
            email: None,
            ..person(Who::Cy, Some(Who::Eve))
        });
        let world = World::with_people(setting, people().into_iter().chain(newcomer).collect());
        if self.contents == 0 {
            return world;
        }
        let (none, admin) = (TemplateEvidence::none(), world.actor(Who::Ada));
        let edit = |template: Template, content| {
            let edit = TemplateCommand::EditContent(content);
            let now = at("2026-01-05T10:00:00Z");
            let edited = template.execute(&world.organisation, &none, &admin, edit, now);
            edited.expect("edited").state
        };
        let mut before = setting.content();
        for list in [&mut before.direct_report, &mut before.manager] {
            list.iter_mut()
                .for_each(|draft| draft.text.push_str(" (draft)"));
        }
        let template = edit(edit(world.template.clone(), before), setting.content());
        World::launched(setting, world.organisation, world.directory, template)
    }

    /// An earlier conversation of the two, and what is none of the viewer's business.
    pub(super) fn elsewhere(&self, common: &Common) -> (Vec<World>, Vec<Template>) {
        let setting = |number, between| Setting {
            number,
            between,
            launched_at: match common.twins {
                true => common.setting.launched_at,
                false => "2026-02-10T15:00:00Z",
            },
            scheduled: false,
            format: Format::BiDirectional,
            ..common.setting.clone()
        };
        let two = common.setting.between;
        let mut earlier = World::new(&setting(1, two));
        let other = Who::on(common.viewer.other());
        if let Some(n) = self.elsewhere.draft {
            let content = earlier.template.latest_content().expect("content");
            let question = &content.questions(common.viewer.other())[0];
            let answers = vec![AnswerDraft {
                question: question.id(),
                answer: given(question.kind(), Fill::Valid(n)),
                seen: None,
            }];
            let now = shifted(earlier.conversation.launched_at(), MINUTE);
            let save = Command::Save(answers);
            let _ = earlier.execute(other, save, now).expect("a draft");
        }
        let mut worlds = vec![earlier];
        if self.elsewhere.with_another {
            let others = match common.viewer {
                Side::DirectReport => (Who::Cy, Who::Ben),
                Side::Manager => (Who::Ana, Who::Eve),
            };
            worlds.push(World::new(&setting(2, others)));
        }
        let admin = worlds[0].actor(Who::Ada);
        let organisation = &worlds[0].organisation;
        let now = at("2026-01-05T09:00:00Z");
        let create = |draft: TemplateDraft| {
            let made = Template::create(organisation, &admin, draft, now);
            made.expect("a template").state
        };
        let mut templates = Vec::new();
        if self.elsewhere.undeployed {
            templates.push(create(setting(3, two).template()));
        }
        // To a direct report it is offered no more than one that is not there.
        if self.elsewhere.for_managers && common.viewer == Side::DirectReport {
            let mut draft = setting(4, two).template();
            draft.settings.only_managers_initiate = Some(true);
            let template = create(draft);
            let (none, deploy) = (TemplateEvidence::none(), TemplateCommand::Deploy);
            let deployed = template.execute(organisation, &none, &admin, deploy, now);
            templates.push(deployed.expect("deployed").state);
        }
        (worlds, templates)
    }
}
