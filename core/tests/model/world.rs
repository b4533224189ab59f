//! Ana and Ben, Cleo who may become Ana's manager, and Ada who administers: a review of three
//! questions in a cycle with an admin review, a lock and a day of grace.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, LazyLock};

use crate::all::*;
use serde_json::{Value, json};
use uuid::Uuid;

pub(crate) const ANA: u128 = 1;
pub(crate) const BEN: u128 = 2;
pub(crate) const CLEO: u128 = 3;
pub(crate) const ADA: u128 = 4;

/// The direct report's question, mandatory and with a lock date.
pub(crate) const WELL: u128 = 11;
/// The manager's, mandatory and reviewed.
pub(crate) const OUT: u128 = 21;
/// The manager's, confidential.
pub(crate) const QUIET: u128 = 22;

pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

pub(crate) fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

/// Nothing happens from this instant on: approvals could follow each other for ever.
static HORIZON: LazyLock<Instant> = LazyLock::new(|| at("2026-06-26T00:00:00Z"));

/// What never changes in the search.
pub(crate) struct Company {
    pub(crate) organisation: Org,
    pub(crate) template: Template,
    /// Ana under Ben, and under Cleo.
    pub(crate) directories: [Directory; 2],
}

pub(crate) static COMPANY: LazyLock<Company> = LazyLock::new(|| {
    let organisation =
        Org::new(id(100), Dated::new(Zone::UTC)).with_conversations(Dated::new(true));
    let directories = [BEN, CLEO].map(|manager| {
        let people = json!([
            { "id": id::<PersonId>(ANA), "name": "Ana", "manager": id::<PersonId>(manager) },
            { "id": id::<PersonId>(BEN), "name": "Ben" },
            { "id": id::<PersonId>(CLEO), "name": "Cleo" },
            { "id": id::<PersonId>(ADA), "name": "Ada", "super_admin": true },
        ]);
        let facts = json!({ "organisation": organisation.id(), "people": people });
        Directory::load(serde_json::from_value(facts).expect("facts")).expect("a directory")
    });
    let question = |n, confidential: bool| {
        json!({
            "id": id::<QuestionId>(n), "text": "How?", "mandatory": !confidential, "confidential": confidential,
            "kind": { "scale": { "max": 2 } },
        })
    };
    let draft = json!({
        "id": id::<TemplateId>(20), "kind": "scheduled",
        "settings": { "name": "Review", "administrators": "can_view", "confirm_meeting": true },
        "content": {
            "format": "bi_directional",
            "direct_report": [question(WELL, false)],
            "manager": [question(OUT, false), question(QUIET, true)],
        },
    });
    let ada = directories[0].actor(id(ADA));
    let (draft, early) = (serde_json::from_value(draft), at("2026-05-01T09:00:00Z"));
    let template = Template::create(&organisation, &ada, draft.expect("a draft"), early);
    let template = template.expect("created").state;
    let (none, deploy) = (TemplateEvidence::none(), TemplateCommand::Deploy);
    let template = template.execute(&organisation, &none, &ada, deploy, early);
    Company {
        organisation,
        template: template.expect("deployed").state,
        directories,
    }
});

/// Something that happens.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// The clock goes on to the next boundary.
    Wait,
    /// The directory changes Ana's manager.
    Pair(usize),
    /// Somebody commands something.
    Do(u128, Command),
    /// Ada changes the cycle.
    Change(CycleCommand),
}

impl Step {
    pub(crate) const KINDS: [&'static str; 17] = [
        "wait",
        "pair",
        "save",
        "share",
        "submit",
        "confirm",
        "untick",
        "ask",
        "allow",
        "deny",
        "take over",
        "move the end",
        "change grace",
        "make a lock later",
        "move submit",
        "move review",
        "clear",
    ];

    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Wait => "wait",
            Self::Pair(_) => "pair",
            Self::Do(_, Command::Save(answers)) if answers[0].answer.is_none() => "clear",
            Self::Do(_, Command::Save(_)) => "save",
            Self::Do(_, Command::Share) => "share",
            Self::Do(_, Command::Submit) => "submit",
            Self::Do(_, Command::ConfirmMeeting) => "confirm",
            Self::Do(_, Command::UntickMeeting) => "untick",
            Self::Do(_, Command::RequestEdit) => "ask",
            Self::Do(_, Command::AllowEdit(_)) => "allow",
            Self::Do(_, Command::DenyEdit(_)) => "deny",
            Self::Do(_, Command::TakeOwnership) => "take over",
            Self::Change(CycleCommand::MoveEnd(_)) => "move the end",
            Self::Change(CycleCommand::ChangeGrace(_)) => "change grace",
            Self::Change(CycleCommand::Lock(_)) => "make a lock later",
            Self::Change(CycleCommand::MoveSubmit(_)) => "move submit",
            Self::Change(CycleCommand::MoveReview(_)) => "move review",
            Self::Do(..) | Self::Change(_) => "do something else",
        }
    }
}

#[derive(Clone)]
pub(crate) struct State {
    pub(crate) now: Instant,
    /// Under whom the directory has Ana.
    pub(crate) paired: usize,
    pub(crate) cycle: Arc<Cycle>,
    pub(crate) conversation: Arc<Conversation>,
}

impl State {
    /// At the launch.
    pub(crate) fn first(lock_on_share: bool) -> Self {
        let Company {
            organisation,
            template,
            directories,
        } = &*COMPANY;
        let ada = directories[0].actor(id(ADA));
        let schedule = Schedule {
            start: date("2026-06-01"),
            end: date("2026-06-10"),
            grace_days: 1,
            lock_on_share,
            review: Some(AdminReview {
                submit_by: date("2026-06-03"),
                review_by: date("2026-06-05"),
                of: Reviewed::Manager,
            }),
            locks: vec![LockDate {
                on: LockOn::Question(id(WELL)),
                date: date("2026-06-07"),
            }],
        };
        let draft = CycleDraft {
            id: id(30),
            template: template.id(),
            schedule,
            participants: Participants::Everyone,
        };
        let early = at("2026-05-01T09:00:00Z");
        let cycle = Cycle::set_up(organisation, template, &ada, draft, early);
        let cycle = cycle.expect("set up").state;
        let now = at("2026-06-01T00:00:00Z");
        let context = Context::new(organisation, template, Some(&cycle), now).expect("facts");
        let rolled_out = context.roll_out(None, &directories[0]).expect("rolled out");
        let conversation = rolled_out.launched.into_iter().next().expect("Ana's");
        Self {
            now,
            paired: 0,
            conversation: Arc::new(conversation.state),
            cycle: Arc::new(cycle),
        }
    }

    pub(crate) fn with<T>(&self, now: Instant, see: impl FnOnce(&Case<'_>) -> T) -> T {
        let Company {
            organisation,
            template,
            ..
        } = &*COMPANY;
        let context = Context::new(organisation, template, Some(&self.cycle), now).expect("facts");
        see(&context.case(&self.conversation).expect("a case"))
    }

    pub(crate) fn relation(&self, person: u128) -> Relation {
        COMPANY.directories[self.paired].relation(id(person), &self.conversation.pair())
    }

    /// What somebody may do, see and know at an instant.
    pub(crate) fn sight<T>(
        &self,
        person: u128,
        now: Instant,
        see: impl FnOnce(&Sight<'_>) -> T,
    ) -> T {
        self.with(now, |case| {
            see(&case.sight(&self.relation(person)).expect("a sight"))
        })
    }

    /// Every step that anybody could wish for.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let save = |question, answer: Option<i64>| {
            let answer = answer.map(AnswerInput::Scale);
            let question = id(question);
            Command::Save(vec![AnswerDraft {
                question,
                answer,
                seen: None,
            }])
        };
        let mut steps = vec![Step::Wait, Step::Pair(1 - self.paired)];
        for answer in [Some(1), Some(2), None] {
            steps.push(Step::Do(ANA, save(WELL, answer)));
            for manager in [BEN, CLEO] {
                steps.push(Step::Do(manager, save(OUT, answer)));
                if answer != Some(2) {
                    steps.push(Step::Do(manager, save(QUIET, answer)));
                }
            }
        }
        for person in [ANA, BEN, CLEO] {
            let of_all = [
                Command::Share,
                Command::Submit,
                Command::ConfirmMeeting,
                Command::UntickMeeting,
                Command::RequestEdit,
                Command::TakeOwnership,
            ];
            steps.extend(of_all.map(|command| Step::Do(person, command)));
        }
        for side in Side::BOTH {
            let decisions = [Command::AllowEdit(side), Command::DenyEdit(side)];
            steps.extend(decisions.map(|command| Step::Do(ADA, command)));
        }
        let lock = |day| LockDate {
            on: LockOn::Question(id(WELL)),
            date: date(day),
        };
        let changes = [
            CycleCommand::MoveEnd(date("2026-06-12")),
            CycleCommand::ChangeGrace(0),
            CycleCommand::Lock(lock("2026-06-09")),
            CycleCommand::MoveSubmit(date("2026-06-04")),
            CycleCommand::MoveReview(date("2026-06-06")),
        ];
        steps.extend(changes.map(Step::Change));
        steps
    }

    /// The state after a step; none where it is refused, or changes nothing.
    pub(crate) fn after(&self, step: &Step) -> Option<Self> {
        match step {
            Step::Wait => {
                let next = self.with(self.now, |case| case.next_boundary())?;
                (next < *HORIZON).then(|| Self {
                    now: next,
                    ..self.clone()
                })
            }
            &Step::Pair(paired) => Some(Self {
                paired,
                ..self.clone()
            }),
            Step::Do(person, command) => self.with(self.now, |case| {
                let done = case.execute(&self.relation(*person), command.clone());
                let done = done.ok()?;
                (!done.events.is_empty()).then(|| Self {
                    conversation: Arc::new(done.state),
                    ..self.clone()
                })
            }),
            Step::Change(command) => {
                let Company {
                    organisation,
                    template,
                    directories,
                } = &*COMPANY;
                let ada = directories[0].actor(id(ADA));
                let evidence = CycleEvidence {
                    template,
                    roster: None,
                    directory: None,
                };
                let command = command.clone();
                let cycle = self
                    .cycle
                    .execute(organisation, &evidence, &ada, command, self.now)
                    .ok()?;
                (!cycle.events.is_empty()).then(|| Self {
                    cycle: Arc::new(cycle.state),
                    ..self.clone()
                })
            }
        }
    }

    /// The conversation as it is stored.
    pub(crate) fn stored(&self) -> Value {
        serde_json::to_value(&*self.conversation).expect("a conversation has JSON")
    }

    /// What tells two states apart: all but how often and when answers were saved, and requests that
    /// have had their successor.
    pub(crate) fn key(&self) -> u128 {
        let mut stored = self.stored();
        let fields = stored.as_object_mut().expect("an object");
        fields.remove("head");
        let mut latest: Vec<Value> = Vec::new();
        if let Some(Value::Array(requests)) = fields.remove("requests") {
            for request in requests.into_iter().rev() {
                if latest.iter().all(|other| other["side"] != request["side"]) {
                    latest.push(request);
                }
            }
            latest.sort_by_key(|request| request["side"].as_str().map(str::to_owned));
        }
        without_times(&mut stored);
        let schedule = serde_json::to_string(self.cycle.schedule(self.now));
        let all = (
            self.now.micros(),
            self.paired,
            schedule.expect("a schedule has JSON"),
            stored.to_string(),
            serde_json::to_string(&latest).expect("requests have JSON"),
        );
        let half = |salt: u8| {
            let mut hasher = DefaultHasher::new();
            (salt, &all).hash(&mut hasher);
            u128::from(hasher.finish())
        };
        (half(0) << 64) | half(1)
    }
}

/// Takes away when answers were saved and things were done; that they were done stays.
fn without_times(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                if name == "at"
                    || name.ends_with("_at")
                    || name == "until"
                    || name == "manager_since"
                {
                    *field = json!(true);
                } else {
                    without_times(field);
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(without_times),
        _ => {}
    }
}
