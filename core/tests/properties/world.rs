//! A small company with one template and one conversation, built by the engine's own commands.

use crate::all::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use uuid::Uuid;

use crate::people::ana_under;
pub(crate) use crate::people::{Who, directory, people, person};

pub(crate) const ACME: u128 = 1;
pub(crate) const TEMPLATE: u128 = 0x20;
pub(crate) const CYCLE: u128 = 0x30;
pub(crate) const CONVERSATION: u128 = 0x50;

pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n).into()
}

pub(crate) fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

/// An instant so many microseconds later or earlier, held within the calendar.
pub(crate) fn shifted(from: Instant, micros: i64) -> Instant {
    let micros = from.micros().saturating_add(micros);
    Instant::from_micros(micros.clamp(Instant::MIN.micros(), Instant::MAX.micros()))
        .expect("within the calendar")
}

pub(crate) const RESPONDENTS: [Respondent; 2] = [Respondent::DirectReport, Respondent::Manager];

pub(crate) const MINUTE: i64 = 60_000_000;
pub(crate) const DAY: i64 = 24 * 60 * MINUTE;

/// A question of a template to be.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) id: u128,
    pub(crate) text: String,
    pub(crate) mandatory: bool,
    pub(crate) confidential: bool,
    pub(crate) kind: QuestionKindDraft,
}

/// All that can be chosen about a world.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    /// Tells worlds that stand side by side apart.
    pub(crate) number: u128,
    pub(crate) between: (Who, Who),
    pub(crate) start: &'static str,
    pub(crate) launched_at: &'static str,
    pub(crate) scheduled: bool,
    pub(crate) format: Format,
    pub(crate) direct_report: Vec<Ask>,
    pub(crate) manager: Vec<Ask>,
    pub(crate) confirm_meeting: bool,
    pub(crate) goals: bool,
    pub(crate) references: bool,
    pub(crate) levels: [Level; 2],
    pub(crate) lock_on_share: bool,
    pub(crate) review: Option<Reviewed>,
    pub(crate) confirm_before: bool,
    /// Which of the locks that there can be the cycle has.
    pub(crate) locks: [bool; 4],
    pub(crate) grace_days: u32,
    pub(crate) days: i64,
    pub(crate) zone: &'static str,
    /// The zone from the middle of the conversation on.
    pub(crate) moved_to: Option<&'static str>,
}

pub(crate) const ZONES: [&str; 8] = [
    "Europe/Lisbon",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "America/Havana",
    "Pacific/Kiritimati",
    "UTC",
];

pub(crate) fn kinds() -> impl Strategy<Value = QuestionKindDraft> {
    prop_oneof![
        option::of(3..6_i64).prop_map(|max_words| QuestionKindDraft::Paragraph { max_words }),
        (2..=25_i64).prop_map(|max| QuestionKindDraft::Scale { max }),
        (1..=5_i64).prop_map(|max| QuestionKindDraft::Stars { max }),
        (1..=5).prop_map(|count| QuestionKindDraft::MultiSelect {
            options: (0..count).map(|n| format!("Option {n} é")).collect(),
        }),
    ]
}

/// Questions with ids that begin at one.
pub(crate) fn asks(first: u128) -> impl Strategy<Value = Vec<Ask>> {
    let ask = (any::<bool>(), prop::bool::weighted(0.3), kinds());
    vec(ask, 1..4).prop_map(move |asks| {
        let numbered = asks.into_iter().zip(first..);
        numbered
            .map(|((mandatory, confidential, kind), id)| Ask {
                id,
                text: format!("Question {id:x}?"),
                mandatory,
                confidential,
                kind,
            })
            .collect()
    })
}

pub(crate) const ASKED_OF_ANA: u128 = 0x1000;
pub(crate) const ASKED_OF_BEN: u128 = 0x2000;

pub(crate) fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL.to_vec())
}

pub(crate) fn formats() -> impl Strategy<Value = Format> {
    prop_oneof![
        4 => Just(Format::BiDirectional),
        1 => Just(Format::OneDirectional(Side::DirectReport)),
        1 => Just(Format::OneDirectional(Side::Manager)),
    ]
}

fn reviews() -> impl Strategy<Value = Option<Reviewed>> {
    let of = vec![Reviewed::DirectReport, Reviewed::Manager, Reviewed::Both];
    option::weighted(0.3, prop::sample::select(of))
}

fn locks() -> impl Strategy<Value = [bool; 4]> {
    let lock = || prop::bool::weighted(0.2);
    [lock(), lock(), lock(), lock()]
}

pub(crate) fn settings() -> impl Strategy<Value = Setting> {
    let zone = || prop::sample::select(ZONES.to_vec());
    let mostly = || prop::bool::weighted(0.8);
    (
        (prop::bool::weighted(0.7), formats()),
        (asks(ASKED_OF_ANA), asks(ASKED_OF_BEN)),
        (mostly(), mostly(), any::<bool>(), any::<bool>()),
        ([level(), level()], reviews(), any::<bool>(), locks()),
        (prop_oneof![Just(0_u32), 1..4_u32], 20..40_i64),
        (zone(), option::of(zone())),
    )
        .prop_map(
            |((scheduled, format), (direct_report, manager), flags, rest, spans, zones)| {
                let (levels, review, confirm_before, locks) = rest;
                let (confirm_meeting, goals, references, lock_on_share) = flags;
                Setting {
                    scheduled,
                    format,
                    direct_report,
                    manager,
                    confirm_meeting,
                    goals,
                    references,
                    levels,
                    lock_on_share,
                    review,
                    confirm_before,
                    locks,
                    grace_days: spans.0,
                    days: spans.1,
                    zone: zones.0,
                    moved_to: zones.1,
                    ..plain(scheduled)
                }
            },
        )
}

/// A setting with one question of each kind for both, the first one mandatory and, where there
/// can be one, the last confidential.
pub(crate) fn plain(scheduled: bool) -> Setting {
    let options = ["Depth", "Breadth", "Überblick"].map(Into::into).into();
    let kinds = [
        QuestionKindDraft::Paragraph {
            max_words: Some(200),
        },
        QuestionKindDraft::Scale { max: 10 },
        QuestionKindDraft::Stars { max: 5 },
        QuestionKindDraft::MultiSelect { options },
    ];
    let list = |first: u128| {
        let numbered = (first..).zip(kinds.clone());
        let asks = numbered.map(|(id, kind)| Ask {
            id,
            text: format!("Question {id:x}?"),
            mandatory: id == first,
            confidential: id == first + 3,
            kind,
        });
        asks.collect()
    };
    Setting {
        number: 0,
        between: (Who::Ana, Who::Ben),
        start: "2026-03-02",
        launched_at: "2026-03-02T15:00:00Z",
        scheduled,
        format: Format::BiDirectional,
        direct_report: list(ASKED_OF_ANA),
        manager: list(ASKED_OF_BEN),
        confirm_meeting: true,
        goals: true,
        references: true,
        levels: [Level::CanView; 2],
        lock_on_share: false,
        review: None,
        confirm_before: false,
        locks: [false; 4],
        grace_days: 3,
        days: 28,
        zone: "Europe/Lisbon",
        moved_to: None,
    }
}

/// A plain setting with an admin review and every lock.
pub(crate) fn reviewed() -> Setting {
    Setting {
        review: Some(Reviewed::Both),
        locks: [true; 4],
        ..plain(true)
    }
}

impl Setting {
    /// The draft of a list; what a template of this kind and format cannot have is left out.
    fn list(&self, side: Side) -> Vec<QuestionDraft> {
        let asks = match side {
            Side::DirectReport => &self.direct_report,
            Side::Manager => &self.manager,
        };
        let asks = asks.iter().filter(|_| self.format.responds(side));
        asks.map(|ask| QuestionDraft {
            id: id(ask.id),
            text: ask.text.clone(),
            mandatory: ask.mandatory,
            confidential: ask.confidential && self.scheduled,
            kind: ask.kind.clone(),
        })
        .collect()
    }

    pub(crate) fn review(&self) -> Option<AdminReview> {
        let date = |day| Date::new(2026, 3, day).expect("a date");
        self.review.map(|of| AdminReview {
            submit_by: date(9),
            review_by: date(12),
            of,
        })
    }

    /// Locks on both lists and on the first question of each that can lock.
    fn locks(&self) -> Vec<LockDate> {
        let first = |side| {
            let mut list = self.list(side).into_iter();
            let first = list.find(|question| !question.confidential);
            first.map(|question| LockOn::Question(question.id))
        };
        let all = [
            (Some(LockOn::List(Side::DirectReport)), 25),
            (Some(LockOn::List(Side::Manager)), 11),
            (first(Side::DirectReport), 10),
            (first(Side::Manager), 20),
        ];
        let chosen = all
            .into_iter()
            .zip(self.locks)
            .filter(|(_, chosen)| *chosen);
        chosen
            .filter_map(|((on, day), _)| {
                Some(LockDate {
                    on: on?,
                    date: Date::new(2026, 3, day)?,
                })
            })
            .collect()
    }

    /// The levels, with sight for administrators where there is something that they alone read.
    fn read_levels(&self) -> [Level; 2] {
        let [administrators, skip_levels] = self.levels;
        let lists = Side::BOTH.map(|side| self.list(side));
        let confidential = lists.iter().flatten().any(|question| question.confidential);
        let needed = match self.scheduled && (confidential || self.review.is_some()) {
            true => Level::CanView,
            false => Level::NoAccess,
        };
        [administrators.max(needed), skip_levels]
    }

    pub(crate) fn content(&self) -> ContentDraft {
        ContentDraft {
            format: self.format,
            direct_report: self.list(Side::DirectReport),
            manager: self.list(Side::Manager),
            contributors: ContributorOptions::default(),
        }
    }

    pub(crate) fn template(&self) -> TemplateDraft {
        let [administrators, skip_levels] = self.read_levels();
        let reviewed = self.scheduled && self.review.is_some();
        TemplateDraft {
            id: id(TEMPLATE + self.number),
            kind: match self.scheduled {
                true => TemplateKind::Scheduled,
                false => TemplateKind::Anytime,
            },
            settings: SettingsDraft {
                name: Some(format!("Review {}", self.number)),
                administrators: Some(administrators),
                skip_levels: Some(skip_levels),
                confirm_meeting: Some(self.confirm_meeting),
                confirm_before_submitting: Some(
                    self.confirm_before && self.confirm_meeting && reviewed,
                ),
                goals: Some(self.goals),
                days: (!self.scheduled).then_some(self.days),
                ..SettingsDraft::default()
            },
            content: self.content(),
        }
    }

    pub(crate) fn organisation(&self) -> Org {
        let mut zone = Dated::new(self.zone.parse().expect("a zone"));
        if let Some(other) = self.moved_to {
            zone.change(at("2026-03-15T10:00:00Z"), other.parse().expect("a zone"));
        }
        Org::new(id(ACME), zone)
            .with_conversations(Dated::new(true))
            .with_references(self.references)
    }
}

/// The facts around the conversation of Ana and Ben, and the conversation with its log.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) organisation: Org,
    pub(crate) directory: Directory,
    pub(crate) template: Template,
    pub(crate) cycle: Option<Cycle>,
    pub(crate) conversation: Conversation,
    pub(crate) events: Vec<ConversationEvent>,
}

impl World {
    pub(crate) fn new(setting: &Setting) -> Self {
        Self::with_people(setting, people())
    }

    pub(crate) fn with_people(setting: &Setting, people: Vec<PersonData>) -> Self {
        let (organisation, directory) = (setting.organisation(), directory(people));
        let now = at("2026-01-05T09:00:00Z");
        let admin = directory.actor(Who::Ada.id());
        let template = Template::create(&organisation, &admin, setting.template(), now);
        let template = template.expect("a template").state;
        let (none, deploy) = (TemplateEvidence::none(), TemplateCommand::Deploy);
        let template = template.execute(&organisation, &none, &admin, deploy, now);
        let template = template.expect("deployed").state;
        Self::launched(setting, organisation, directory, template)
    }

    /// The world in which this template is launched.
    pub(crate) fn launched(
        setting: &Setting,
        organisation: Org,
        directory: Directory,
        template: Template,
    ) -> Self {
        let admin = directory.actor(Who::Ada.id());
        let (direct_report, manager) = setting.between;
        let now = at(setting.launched_at);
        let mut cycle = None;
        let events = if setting.scheduled {
            let draft = CycleDraft {
                id: id(CYCLE),
                template: template.id(),
                participants: Participants::Everyone,
                schedule: Schedule {
                    start: setting.start.parse().expect("a date"),
                    end: Date::new(2026, 3, 31).expect("a date"),
                    grace_days: setting.grace_days,
                    lock_on_share: setting.lock_on_share,
                    review: setting.review(),
                    locks: setting.locks(),
                },
            };
            let before = at("2026-01-06T09:00:00Z");
            let made = Cycle::set_up(&organisation, &template, &admin, draft, before);
            let cycle = cycle.insert(made.expect("a cycle").state);
            let context = Context::new(&organisation, &template, Some(cycle), now);
            let rolled = context.expect("facts").roll_out(None, &directory);
            let launched = rolled.expect("rolled out").launched.into_iter();
            let mut launched = launched.flat_map(|launched| launched.events);
            launched.find(|event| match event.change() {
                ConversationChange::Launched(launched) => {
                    launched.direct_report == direct_report.id()
                }
                _ => false,
            })
        } else {
            let context = Context::new(&organisation, &template, None, now).expect("facts");
            let start = Start {
                conversation: id(CONVERSATION + setting.number),
                pair: Pair::vouched(organisation.id(), direct_report.id(), manager.id()),
                id: None,
            };
            let started = context.start(&directory.actor(manager.id()), start, None);
            let started = started.expect("started").conversation;
            started.events.into_iter().next()
        };
        let events = vec![events.expect("a launch")];
        Self {
            conversation: Conversation::replay(&events).expect("a conversation"),
            organisation,
            directory,
            template,
            cycle,
            events,
        }
    }

    pub(crate) fn context(&self, now: Instant) -> Context<'_> {
        let cycle = self.cycle.as_ref();
        Context::new(&self.organisation, &self.template, cycle, now).expect("facts that belong")
    }

    pub(crate) fn relation(&self, who: Who) -> Relation {
        let pair = self.conversation.pair();
        let relation = self.directory.relation(who.id(), &pair);
        match who {
            Who::Hal => relation.with_hr_for(true, true),
            _ => relation,
        }
    }

    pub(crate) fn actor(&self, who: Who) -> Actor {
        self.directory.actor(who.id())
    }

    /// Has Ana report to somebody from now on.
    pub(crate) fn move_ana_under(&mut self, manager: Who) {
        self.directory = ana_under(manager);
    }

    /// Hands a command in and, where it is carried out, takes its outcome over.
    pub(crate) fn execute(
        &mut self,
        by: Who,
        request: impl Into<Request<Command>>,
        now: Instant,
    ) -> Result<ConversationOutcome, Error> {
        let by = self.relation(by);
        let context = self.context(now);
        let case = context.case(&self.conversation).expect("a case");
        let executed = case.execute(&by, request.into())?;
        self.conversation = executed.state.clone();
        self.events.extend(executed.events.iter().cloned());
        Ok(executed)
    }

    /// The instants at which something begins or ends, as they are known at the very end.
    pub(crate) fn boundaries(&self) -> Vec<Instant> {
        let context = self.context(Instant::MAX);
        let case = context.case(&self.conversation).expect("a case");
        let timeline = case.timeline();
        timeline
            .boundaries
            .iter()
            .map(|boundary| boundary.at)
            .collect()
    }

    /// Those of its cycle alone, whatever has happened in the conversation.
    pub(crate) fn boundaries_of_cycle(&self) -> Vec<Instant> {
        let times = self.context(Instant::MAX).cycle_times().cloned();
        let times = times.expect("a cycle").timeline(Instant::MAX);
        times
            .boundaries
            .iter()
            .map(|boundary| boundary.at)
            .collect()
    }

    pub(crate) fn json(&self) -> String {
        to_json(&self.conversation).expect("JSON")
    }
}
