//! Every call of the engine with whatever facts there are: nothing may panic.

use crate::all::*;

use crate::story::{Fill, given};
use crate::world::{Who, World, at, id, shifted};

/// One value of everything that the engine reads.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) organisation: Org,
    pub(crate) directory: DirectoryData,
    pub(crate) actor: Actor,
    pub(crate) relation: Relation,
    pub(crate) template: Template,
    pub(crate) template_draft: TemplateDraft,
    pub(crate) template_events: Vec<TemplateEvent>,
    pub(crate) template_command: Request<TemplateCommand>,
    pub(crate) cycle: Option<Cycle>,
    pub(crate) cycle_draft: CycleDraft,
    pub(crate) cycle_events: Vec<CycleEvent>,
    pub(crate) cycle_command: Request<CycleCommand>,
    pub(crate) roster: Option<Roster>,
    pub(crate) roster_events: Vec<RosterEvent>,
    pub(crate) conversation: Conversation,
    pub(crate) events: Vec<ConversationEvent>,
    pub(crate) command: Request<Command>,
    pub(crate) start: Start,
    pub(crate) row: IndexRow,
}

/// Instants at which things are asked: the ends of the calendar and the middle of the story.
pub(crate) fn moments() -> [Instant; 8] {
    [
        Instant::MIN,
        shifted(Instant::MIN, 1),
        at("1970-01-01T12:00:00Z"),
        at("2099-12-30T12:00:00Z"),
        at("2026-03-02T15:00:00Z"),
        at("2026-03-20T12:00:00Z"),
        shifted(Instant::MAX, -1),
        Instant::MAX,
    ]
}

impl Facts {
    /// Calls everything; gives the number of calls that were answered and not refused.
    pub(crate) fn exercise(&self, now: Instant) -> usize {
        let Ok(directory) = Directory::load(self.directory.clone()) else {
            return 0;
        };
        let _ = Directory::load_strict(self.directory.clone());
        self.administer(&directory, now)
            + self.launch(&directory, now)
            + self.converse(&directory, now)
    }

    fn administer(&self, directory: &Directory, now: Instant) -> usize {
        let (organisation, admin) = (&self.organisation, &self.actor);
        let cycles: Vec<_> = self.cycle.iter().collect();
        let draft = &self.template_draft;
        let mut answered = [
            Template::create(organisation, admin, draft.clone(), now).is_ok(),
            Template::replay(&self.template_events).is_ok(),
            Template::replay_until(&self.template_events, now).is_ok(),
            self.template
                .copy(organisation, admin, id(9), "Copy", now)
                .is_ok(),
            Cycle::replay(&self.cycle_events).is_ok(),
            Cycle::replay_until(&self.cycle_events, now).is_ok(),
            Roster::replay(&self.roster_events).is_ok(),
            Roster::replay_until(&self.roster_events, now).is_ok(),
            Conversation::replay(&self.events).is_ok(),
            Conversation::replay_until(&self.events, now).is_ok(),
            Cycle::set_up(
                organisation,
                &self.template,
                admin,
                self.cycle_draft.clone(),
                now,
            )
            .is_ok(),
        ]
        .map(usize::from)
        .iter()
        .sum();
        let question = |content: &Content| content.questions(Side::Manager).first().cloned();
        let question = self.template.latest_content().and_then(question);
        let copy = TemplateCommand::CloneQuestion {
            question: question.map_or(id(1), |question| question.id()),
            copy: id(0x99),
        };
        for request in [
            self.template_command.clone(),
            TemplateCommand::Deploy.into(),
            TemplateCommand::Undeploy.into(),
            TemplateCommand::EditContent(draft.content.clone()).into(),
            TemplateCommand::ChangeSettings(draft.settings.clone()).into(),
            copy.into(),
        ] {
            let used = TemplateEvidence {
                rows: &[self.row],
                cycles: &cycles,
            };
            for evidence in [used, TemplateEvidence::none()] {
                let request = request.clone();
                let done = self
                    .template
                    .execute(organisation, &evidence, admin, request, now);
                answered += usize::from(done.is_ok());
            }
        }
        let starts = [
            Date::new(1970, 1, 1),
            Date::new(2026, 3, 9),
            Date::new(2099, 12, 31),
        ];
        let starts = starts.into_iter().flatten().map(CycleCommand::MoveStart);
        let commands = starts
            .chain([CycleCommand::LockOnShare(true)])
            .map(Request::from);
        for request in commands.chain([self.cycle_command.clone()]) {
            let Some(cycle) = &self.cycle else { continue };
            for (roster, directory) in [(None, None), (self.roster.as_ref(), Some(directory))] {
                let evidence = CycleEvidence {
                    template: &self.template,
                    roster,
                    directory,
                };
                let done = cycle.execute(organisation, &evidence, admin, request.clone(), now);
                answered += usize::from(done.is_ok());
            }
        }
        answered
    }

    fn launch(&self, directory: &Directory, now: Instant) -> usize {
        let cycle = self.cycle.as_ref();
        let Ok(context) = Context::new(&self.organisation, &self.template, cycle, now) else {
            return 0;
        };
        let mut answered = 1;
        if let Some(times) = context.cycle_times() {
            let _ = (times.timeline(now), times.phase(now));
        }
        for roster in [None, self.roster.as_ref()] {
            answered += usize::from(context.roll_out(roster, directory).is_ok());
        }
        for who in Who::ALL {
            let by = directory.actor(who.id());
            let pairs = directory.pairs_of(who.id());
            let offered = offers(&self.organisation, &[&self.template], &by, pairs, now);
            answered += usize::from(offered.is_ok());
            for existing in [None, Some(&self.conversation)] {
                answered += usize::from(context.start(&by, self.start, existing).is_ok());
            }
        }
        answered
    }

    fn converse(&self, directory: &Directory, now: Instant) -> usize {
        let cycle = self.cycle.as_ref();
        let Ok(context) = Context::new(&self.organisation, &self.template, cycle, now) else {
            return 0;
        };
        let Ok(case) = context.case(&self.conversation) else {
            return 0;
        };
        let _ = (
            case.timeline(),
            case.index_row(),
            case.settings(),
            case.is_current(),
            case.ownership_prompt(directory),
        );
        let mut answered = 1;
        let everybody = Who::ALL.map(|who| case.relation(directory, who.id()));
        for by in everybody.into_iter().chain([self.relation]) {
            let Ok(sight) = case.sight(&by) else { continue };
            answered += usize::from(sight.view(&[]).is_ok());
            answered += usize::from(sight.row(directory).is_ok());
            answered += usize::from(sight.share_prompt().is_ok());
            answered += usize::from(lists([&sight], directory).is_ok());
            let _ = sight.earlier(&[sight]);
            let _ = (sight.timeline(), edit_requests([&sight]));
            for fact in Fact::ALL {
                let _ = sight.record(DecisionSubject::Fact(fact));
            }
            for action in Action::ALL {
                let _ = sight.record(DecisionSubject::Action(action));
            }
            for request in self.commands(&case, &by) {
                answered += usize::from(case.execute(&by, request).is_ok());
            }
        }
        answered
    }

    fn commands(&self, case: &Case<'_>, by: &Relation) -> Vec<Request<Command>> {
        let side = case.conversation().side(by.person());
        let own = side.map_or(&[][..], |side| case.content().questions(side));
        let answers = own.iter().map(|question| AnswerDraft {
            question: question.id(),
            answer: given(question.kind(), Fill::Valid(3)),
            seen: None,
        });
        let commands = [
            Command::Save(answers.collect()),
            Command::Share,
            Command::ConfirmMeeting,
            Command::UntickMeeting,
            Command::WriteNotes(WrittenNotes("n".into())),
            Command::CreateGoal("goals/3".into()),
            Command::RequestEdit,
            Command::AllowEdit(Side::DirectReport),
            Command::DenyEdit(Side::Manager),
            Command::TakeOwnership,
        ];
        let commands = commands.into_iter().map(|command| Request {
            id: Some(id(0x6001)),
            command,
        });
        commands.chain([self.command.clone()]).collect()
    }

    /// The facts of a world in which a good deal has happened.
    pub(crate) fn of(mut world: World) -> Self {
        let launched_at = world.conversation.launched_at();
        for (minutes, who) in (1_i64..).zip([Who::Ana, Who::Ben]) {
            let now = shifted(launched_at, minutes * crate::world::MINUTE);
            let number = world.conversation.content().number;
            let content = world.template.content(number).expect("its content");
            let side = world.conversation.side(who.id()).expect("a side");
            let answers = content.questions(side).iter().map(|question| AnswerDraft {
                question: question.id(),
                answer: given(question.kind(), Fill::Valid(1)),
                seen: None,
            });
            let save = Request {
                id: Some(id(0x6001)),
                command: Command::Save(answers.collect()),
            };
            let notes = Command::WriteNotes(WrittenNotes("noted".into()));
            for request in [
                save,
                Command::Submit.into(),
                Command::Share.into(),
                Command::ConfirmMeeting.into(),
                notes.into(),
                Command::CreateGoal("goals/1".into()).into(),
                Command::RequestEdit.into(),
            ] {
                let _ = world.execute(who, request, now);
            }
        }
        Self::with(&world)
    }

    fn with(world: &World) -> Self {
        let now = at("2026-03-02T16:30:00Z");
        let admin = world.actor(Who::Ada);
        let context = world.context(now);
        let case = context.case(&world.conversation).expect("a case");
        let row = case.index_row();
        let organisation = world.organisation.clone();
        let draft = draft_of(&world.template);
        let early = at("2026-01-05T09:00:00Z");
        let made = Template::create(&organisation, &admin, draft.clone(), early);
        let made = made.expect("a template");
        let (none, deploy) = (TemplateEvidence::none(), TemplateCommand::Deploy);
        let deployed = made
            .state
            .execute(&organisation, &none, &admin, deploy, early);
        let template_events = [made.events, deployed.expect("deployed").events].concat();
        let people = crate::world::people();
        let directory = DirectoryData::new(organisation.id(), people);
        let cycle_draft = CycleDraft {
            id: id(crate::world::CYCLE),
            template: world.template.id(),
            participants: Participants::Everyone,
            schedule: Schedule {
                start: Date::new(2026, 3, 2).expect("a date"),
                end: Date::new(2026, 3, 31).expect("a date"),
                grace_days: 2,
                lock_on_share: false,
                review: None,
                locks: Vec::new(),
            },
        };
        let set_up = Cycle::set_up(
            &organisation,
            &world.template,
            &admin,
            cycle_draft.clone(),
            early,
        );
        let rolled = context.roll_out(None, &world.directory);
        let roster_events = rolled
            .ok()
            .and_then(|rolled| rolled.roster)
            .map(|roster| roster.events)
            .unwrap_or_default();
        Self {
            directory,
            actor: admin,
            relation: world.relation(Who::Ada),
            template_draft: draft.clone(),
            template_events,
            template_command: Request {
                id: Some(id(0x6002)),
                command: TemplateCommand::EditContent(draft.content),
            },
            cycle: world.cycle.clone(),
            cycle_draft,
            cycle_events: set_up.map(|made| made.events).unwrap_or_default(),
            cycle_command: CycleCommand::MoveStart(Date::new(2026, 3, 9).expect("a date")).into(),
            roster: Roster::replay(&roster_events).ok(),
            roster_events,
            conversation: world.conversation.clone(),
            events: world.events.clone(),
            command: Command::Share.into(),
            start: Start {
                conversation: id(0x51),
                pair: world
                    .directory
                    .pair(Who::Ana.id(), Who::Ben.id())
                    .expect("a pair"),
                id: Some(id(0x6004)),
            },
            row,
            template: world.template.clone(),
            organisation,
        }
    }
}

/// A draft that would make the template again: what is written of a question is read as one.
fn draft_of(template: &Template) -> TemplateDraft {
    let content = template.latest_content().expect("content");
    let list = |side| {
        let questions = content.questions(side).iter();
        let drafts = questions.map(|question| {
            let json = serde_json::to_value(question).expect("JSON");
            serde_json::from_value(json).expect("a question reads as its draft")
        });
        drafts.collect()
    };
    let settings = template.settings(Instant::MAX);
    TemplateDraft {
        id: template.id(),
        kind: template.kind(),
        settings: SettingsDraft {
            name: Some(settings.name().as_str().into()),
            administrators: Some(settings.administrators()),
            confirm_meeting: Some(settings.confirms_meeting()),
            ..SettingsDraft::default()
        },
        content: ContentDraft {
            format: content.format(),
            direct_report: list(Side::DirectReport),
            manager: list(Side::Manager),
            contributors: content.contributors(),
        },
    }
}
