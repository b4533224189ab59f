//! Everything that one person obtains from the engine, as bytes.

use crate::all::*;
use serde::Serialize;
use visavis::ask::{Drawing, SightQuestion};

use crate::people::{directory, people};
use crate::story::{Fill, given};
use crate::world::{ASKED_OF_ANA, ASKED_OF_BEN, RESPONDENTS, Who, World, id};

/// A surface by name, with its bytes.
pub(crate) type Surface = (String, String);

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("what is shown has JSON")
}

/// What comes back from a call, refusals and errors included.
fn answer<T: Serialize, E: Into<Error>>(result: Result<T, E>) -> String {
    match result.map_err(Into::into) {
        Ok(shown) => json(&shown),
        Err(Error::Refused(refusal)) => format!("{} {refusal} {refusal:?}", json(&refusal)),
        Err(error) => format!("{error} {error:?}"),
    }
}

/// What is asked about, and with which facts from elsewhere.
pub(crate) struct Look<'a> {
    pub(crate) world: &'a World,
    /// Other conversations, each with the facts that it is bound to.
    pub(crate) elsewhere: &'a [World],
    /// Templates that are not those of the conversations.
    pub(crate) templates: &'a [Template],
    /// Whether the host has the conversations in another order.
    pub(crate) reversed: bool,
    /// Questions that the viewer may try to answer although they are not theirs.
    pub(crate) foreign: &'a [QuestionId],
    pub(crate) now: Instant,
}

impl Look<'_> {
    /// All that a person obtains in the conversation, in lists and by trying commands.
    pub(crate) fn of(&self, viewer: &Relation) -> Vec<Surface> {
        let mut all = self.sight(viewer);
        all.push(("told".into(), self.told(viewer)));
        all.extend(self.around(viewer));
        all.extend(self.previews(viewer));
        for (number, request) in self.attempts(viewer).into_iter().enumerate() {
            let attempt = self.attempt(viewer, request);
            all.push((format!("attempt {number}"), attempt));
        }
        all
    }

    /// What a person is shown and told of the conversation itself.
    pub(crate) fn sight(&self, viewer: &Relation) -> Vec<Surface> {
        let context = self.world.context(self.now);
        let case = context.case(&self.world.conversation).expect("a case");
        let sight = case.sight(viewer).expect("a sight");
        let references = [Reference::new("objectives/1").expect("a reference")];
        let mut all = vec![
            ("standing".into(), json(&sight.standing())),
            ("view".into(), answer(sight.view(&references))),
            (
                "view, to debug".into(),
                format!("{:?}", sight.view(&references).map_err(Error::from)),
            ),
            ("row".into(), answer(sight.row(&self.world.directory))),
            ("actions".into(), answer(sight.actions())),
            ("primary".into(), json(&sight.primary_action())),
            ("prompt".into(), answer(sight.share_prompt())),
        ];
        for action in Action::ALL {
            all.push((format!("may {action:?}"), answer(sight.may(action))));
        }
        for fact in Fact::ALL {
            all.push((format!("knows {fact:?}"), json(&sight.fact(fact))));
        }
        for part in RESPONDENTS {
            all.push((format!("stage {part:?}"), json(&sight.stage(part))));
        }
        if sight.standing() != Standing::Stranger {
            all.push(("timeline".into(), answer(sight.timeline())));
            all.push(("to decide".into(), answer(edit_requests([&sight]))));
            all.push(("phase".into(), json(&case.phase())));
        }
        for question in self.questions() {
            let asked = sight.ask(Some(&self.world.directory), &question);
            let mut told = answer(asked);
            // The versions of the facts in a record are the host's; they count what is hidden too.
            if let (SightQuestion::Record(_), Some(inputs)) =
                (&question, told.find(r#","inputs":"#))
            {
                told.truncate(inputs);
            }
            all.push((format!("door {}", json(&question)), told));
        }
        all
    }

    /// What notifications tell a person, with their keys and instants (NTF-5): of all that has happened,
    /// of what they may do now, and of the requests that wait for them, day by day.
    fn told(&self, viewer: &Relation) -> String {
        let (context, directory) = (self.world.context(self.now), &self.world.directory);
        let case = context.case(&self.world.conversation).expect("a case");
        let sight = case.sight(viewer).expect("a sight");
        let told = case.notifications(&self.world.events, directory);
        let mut told = told.expect("its own events");
        told.extend(case.ownership_prompt(directory).expect("its directory"));
        told.retain(|told| viewer.is_active() && told.to == viewer.person());
        let decides = viewer.is_super_admin() || viewer.is_hr_for_direct_report();
        let days = (3..6).flat_map(|month| (1..31).map(move |day| (month, day)));
        // To others there is nothing on any day.
        for (month, day) in days.take(if decides { 90 } else { 1 }) {
            let day = Date::new(2026, month, day).expect("a date");
            told.extend(edit_requests_digest([&sight], day).expect("one person"));
        }
        json(&told)
    }

    /// Every question of the document door.
    fn questions(&self) -> Vec<SightQuestion> {
        let references = vec!["objectives/1".into()];
        // Whether a question that is hidden is on a list at all, a verdict tells the host alone.
        let lists = RESPONDENTS.into_iter().zip([ASKED_OF_ANA, ASKED_OF_BEN]);
        let answers = lists.flat_map(|(part, first)| {
            (first..first + 3).map(move |question| AnswerId::new(part, id(question)))
        });
        let answers: Vec<_> = answers.collect();
        let decided = answers.iter().copied().map(DecisionSubject::Answer);
        let decided = decided
            .chain(Fact::ALL.map(DecisionSubject::Fact))
            .chain(Action::ALL.map(DecisionSubject::Action))
            .chain(
                self.foreign
                    .iter()
                    .map(|&question| DecisionSubject::Edit { question }),
            );
        let mut all = vec![
            SightQuestion::View { references },
            SightQuestion::Row,
            SightQuestion::Actions,
            SightQuestion::SharePrompt,
            SightQuestion::Timeline,
            SightQuestion::DrawnTimeline(Drawing::Svg("Times".into())),
            SightQuestion::DrawnTimeline(Drawing::Mermaid("Times".into())),
        ];
        all.extend(decided.map(SightQuestion::Record));
        all.extend(answers.into_iter().map(SightQuestion::Answer));
        all.extend(Fact::ALL.map(SightQuestion::Fact));
        all.extend(RESPONDENTS.map(SightQuestion::Stage));
        all.extend(Action::ALL.map(SightQuestion::May));
        all.extend(self.foreign.iter().copied().map(SightQuestion::MayEdit));
        all
    }

    /// The lists, the earlier conversations and what can be started.
    fn around(&self, viewer: &Relation) -> Vec<Surface> {
        let worlds = || std::iter::once(self.world).chain(self.elsewhere);
        let contexts: Vec<_> = worlds().map(|world| world.context(self.now)).collect();
        let cases = contexts.iter().zip(worlds());
        let cases: Vec<_> = cases
            .map(|(context, world)| context.case(&world.conversation).expect("a case"))
            .collect();
        // In each the person stands to its own two people.
        let towards = |world: &World| {
            let pair = world.conversation.pair();
            let relation = world.directory.relation(viewer.person(), &pair);
            with_account(&relation, viewer.is_active())
        };
        let sights = cases.iter().zip(worlds()).enumerate();
        let sights: Vec<_> = sights
            .map(|(place, (case, world))| match place {
                0 => case.sight(viewer).expect("a sight"),
                _ => case.sight(&towards(world)).expect("a sight"),
            })
            .collect();
        let mut listed = sights.clone();
        if self.reversed {
            listed.reverse();
        }
        let directory = &self.world.directory;
        // Whatever is between others is from templates that are not handed in.
        let templates = worlds().take(2).map(|world| &world.template);
        let templates: Vec<_> = templates.chain(self.templates).collect();
        let pairs = directory.pairs_of(viewer.person());
        let offered = offers(
            &self.world.organisation,
            &templates,
            &viewer.actor(),
            pairs,
            self.now,
        );
        let mut all = vec![
            ("lists".into(), answer(lists(&listed, directory))),
            ("earlier".into(), answer(sights[0].earlier(&listed))),
            ("offers".into(), answer(offered)),
        ];
        for other in sights
            .iter()
            .filter(|other| other.standing() != Standing::Stranger)
        {
            all.push(("another's view".into(), answer(other.view(&[]))));
        }
        all
    }

    /// What changes would bring about, told to the Super Admin, or to a participant if they were one.
    fn previews(&self, viewer: &Relation) -> Vec<Surface> {
        let (world, by) = (self.world, viewer.person());
        let takes_part = world.conversation.side(by).is_some();
        if !viewer.is_active() || !(takes_part || by == Who::Ada.id()) {
            return Vec::new();
        }
        let people = |moved: bool| {
            let mut people = people();
            for one in &mut people {
                one.super_admin |= one.id == by;
                if moved && one.id == Who::Ana.id() {
                    one.manager = Some(Who::Dan.id());
                }
                if moved && one.id == Who::Hal.id() {
                    one.hr_admin = Some(Scope::Everyone);
                }
            }
            directory(people)
        };
        let [today, moved] = [false, true].map(people);
        let admin = today.actor(by);
        let (organisation, template) = (&world.organisation, &world.template);
        let off = World {
            organisation: organisation.clone().with_conversations(Dated::new(false)),
            ..world.clone()
        };
        let raised = TemplateCommand::ChangeSettings(SettingsDraft {
            administrators: Some(Level::CanEdit),
            goals: Some(true),
            ..SettingsDraft::default()
        });
        let none = TemplateEvidence::none();
        let raised = template.execute(organisation, &none, &admin, raised, self.now);
        let raised = raised.ok().map(|raised| World {
            template: raised.state,
            ..world.clone()
        });
        let evidence = CycleEvidence {
            template,
            roster: None,
            directory: None,
        };
        let later = CycleCommand::MoveEnd(Date::new(2026, 4, 10).expect("a date"));
        let later = world.cycle.as_ref().and_then(|cycle| {
            let later = cycle.execute(
                organisation,
                &evidence,
                &admin,
                Request::from(later),
                self.now,
            );
            Some(later.ok()?.state)
        });
        let later = later.map(|later| World {
            cycle: Some(later),
            ..world.clone()
        });
        let changes = [
            ("off", Some(off), &today),
            ("raised", raised, &today),
            ("later", later, &today),
            ("moved", Some(world.clone()), &moved),
        ];
        let context = world.context(self.now);
        let previewed = changes.into_iter().map(|(name, after, then)| {
            let previewed = after.map(|after| {
                let before = PreviewInputs {
                    context: &context,
                    directory: &today,
                };
                let after = PreviewInputs {
                    context: &after.context(self.now),
                    directory: then,
                };
                answer(preview(by, before, after, [&world.conversation]))
            });
            (format!("preview {name}"), previewed.unwrap_or_default())
        });
        previewed.collect()
    }

    /// Commands of every kind, right and wrong.
    fn attempts(&self, viewer: &Relation) -> Vec<Request<Command>> {
        let world = self.world;
        let context = world.context(self.now);
        let case = context.case(&world.conversation).expect("a case");
        let view = case.sight(viewer).expect("a sight").view(&[]);
        let shown = view.iter().flat_map(|view| &view.parts);
        let shown: Vec<_> = shown.flat_map(|part| &part.questions).collect();
        let tag = |question| {
            let mut shown = shown.iter();
            shown
                .find(|shown| shown.question == question)
                .and_then(|shown| shown.tag)
        };
        let side = world.conversation.side(viewer.person());
        let own = side.map_or(&[][..], |side| case.content().questions(side));
        let save = |question, answer, seen| AnswerDraft {
            question,
            answer,
            seen,
        };
        let mut commands = vec![
            Command::Save(Vec::new()),
            Command::Share,
            Command::ConfirmMeeting,
            Command::UntickMeeting,
            Command::WriteNotes(WrittenNotes("tried".into())),
            Command::WriteNotes(WrittenNotes(" ".into())),
            Command::CreateGoal("goals/tried".into()),
            Command::RequestEdit,
        ];
        for side in Side::BOTH {
            commands.extend([Command::AllowEdit(side), Command::DenyEdit(side)]);
        }
        for question in own {
            let id = question.id();
            for (fill, seen) in [
                (Fill::Valid(77), tag(id)),
                (Fill::Clear, None),
                (Fill::Outside, Some(Digest::of(&"something else"))),
                (Fill::Outside, None),
            ] {
                let given = given(question.kind(), fill);
                commands.push(Command::Save(vec![save(id, given, seen)]));
            }
        }
        let foreign = self
            .foreign
            .iter()
            .map(|&id| save(id, Some(AnswerInput::Scale(1)), None));
        commands.push(Command::Save(foreign.collect()));
        let foreign = self.foreign.iter().map(|&id| save(id, None, tag(id)));
        commands.push(Command::Save(foreign.collect()));
        let plain = commands.into_iter().map(Request::from);
        let with_ids = (0..4).flat_map(|n: u128| {
            let id = Some(id(0x6000 + n));
            [Command::Share, Command::Save(Vec::new())].map(|command| Request { id, command })
        });
        plain.chain(with_ids).collect()
    }

    /// What a command comes to for whoever gave it: their own change and what they see after it.
    fn attempt(&self, viewer: &Relation, request: Request<Command>) -> String {
        let context = self.world.context(self.now);
        let case = context.case(&self.world.conversation).expect("a case");
        let executed = match case.execute(viewer, request) {
            Err(error) => return answer::<(), _>(Err(error)),
            Ok(executed) => executed,
        };
        let changes: Vec<_> = executed.events.iter().map(Event::change).collect();
        let repeated = executed.repeated.is_some();
        if changes.is_empty() {
            return format!("nothing changes {repeated}");
        }
        let after = context.case(&executed.state).expect("a case");
        let view = after.sight(viewer).expect("a sight").view(&[]);
        format!("{} {}", json(&changes), answer(view))
    }
}

/// The one refusal that a stranger meets, whatever there is.
pub(crate) fn nothing() -> String {
    answer::<(), _>(Err(Refusal::not_found()))
}

/// Whether a stranger obtained anything but that refusal; what it was.
pub(crate) fn betrayed(surfaces: &[Surface]) -> Option<&Surface> {
    let nothing = nothing();
    surfaces.iter().find(|(name, bytes)| match name.as_str() {
        "standing" => bytes != r#""stranger""#,
        "view, to debug" => !bytes.starts_with("Err(Refused(Refusal { reason: NotFound,"),
        "told" => bytes != "[]",
        "primary" | "stage DirectReport" | "stage Manager" => bytes != "null",
        "lists" => !bytes.starts_with(r#"{"current":[],"past":[]}"#),
        "earlier" => !bytes.starts_with("[]"),
        // What a person may start is no matter of this conversation.
        "offers" => false,
        door if door.starts_with("door {\"stage\"") => bytes != "null",
        door if door.starts_with("door {\"record\"") => !bytes.contains(r#""granted":false"#),
        door if ["answer", "fact"]
            .iter()
            .any(|of| door.starts_with(&format!("door {{\"{of}\""))) =>
        {
            bytes != r#"{"visibility":"hidden","rule":"VIS-16"}"#
        }
        fact if fact.starts_with("knows") => bytes != r#"{"visibility":"hidden","rule":"VIS-16"}"#,
        _ => *bytes != nothing,
    })
}

/// The same relation of somebody whose account is active, or is not.
fn with_account(relation: &Relation, active: bool) -> Relation {
    let actor = Actor::vouched(relation.organisation(), relation.person(), active)
        .with_super_admin(relation.is_super_admin());
    let covers = (
        relation.is_hr_for_direct_report(),
        relation.is_hr_for_manager(),
    );
    Relation::vouched(actor, &relation.pair())
        .expect("one organisation")
        .with_hr_for(covers.0, covers.1)
        .with_manages_direct_report(relation.manages_direct_report())
        .with_only_super_admin(relation.is_only_super_admin())
}

/// Whom the conversation is no business of.
pub(crate) fn outsiders(world: &World) -> Vec<Relation> {
    let inactive = [Who::Ana, Who::Ben].map(|who| with_account(&world.relation(who), false));
    let others = [Who::Cy, Who::Eve, Who::Fay, Who::Dan].map(|who| world.relation(who));
    // A scope that covers one of the two alone.
    let hal = world.relation(Who::Hal);
    let halves = [hal.with_hr_for(true, false), hal.with_hr_for(false, true)];
    inactive.into_iter().chain(others).chain(halves).collect()
}
