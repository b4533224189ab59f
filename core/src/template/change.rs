//! Commands to templates: who may create, change and deploy them, and when.

use serde::{Deserialize, Serialize};

use super::content::{Content, ContentDraft};
use super::settings::{Level, Settings, SettingsDraft, TemplateKind};
use super::state::{Template, TemplateChange, TemplateEvent};
use crate::index::in_progress;
use crate::log::{self, Event, Outcome, Request};
use crate::refusal::Faults;
use crate::{
    Error, IndexRow, Instant, Name, Org, Question, QuestionId, Reason, Refusal, Relation, Side,
    TemplateId, id,
};

/// A template as an administrator writes it, not checked yet.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let draft = TemplateDraft { id: id(60), ..template_draft("anytime", "Check-in") };
/// let created = Template::create(&org(), &ada(), draft, at("2026-01-05T09:00:00Z"))?;
/// assert_eq!(created.state.id(), id(60));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TemplateDraft {
    /// The id, which the host gives.
    pub id: TemplateId,
    /// Anytime or scheduled.
    pub kind: TemplateKind,
    /// The settings around the content.
    pub settings: SettingsDraft,
    /// Who is asked what.
    pub content: ContentDraft,
}

/// What can be asked of a template that exists.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let days = SettingsDraft { days: Some(14), ..SettingsDraft::default() };
/// let change = TemplateCommand::ChangeSettings(days).into();
/// let now = at("2026-02-02T09:00:00Z");
/// let changed = check_in().execute(&org(), &ada(), &[], &change, now)?.state;
/// assert_eq!(changed.settings(now).days(), Some(14));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum TemplateCommand {
    /// Change some settings (TPL-2, TPL-11).
    ChangeSettings(SettingsDraft),
    /// Put other content in place, for later launches (TPL-16).
    EditContent(ContentDraft),
    /// Put a copy of a question right after it (TPL-6).
    CloneQuestion {
        /// The question.
        question: QuestionId,
        /// The id of the copy.
        copy: QuestionId,
    },
    /// Offer it and let it launch (TPL-12).
    Deploy,
    /// Offer it no longer (TPL-12); refused while conversations are in progress.
    Undeploy,
    /// Offer it no longer, and destroy the conversations in progress (TPL-13). Those to purge are
    /// [`Template::to_purge`].
    UndeployAndDestroy {
        /// How many are in progress; another number is refused.
        conversations: u64,
    },
}

type Changed = Outcome<Template, TemplateId, TemplateChange>;

impl Template {
    /// Creates a template, not deployed.
    ///
    /// # Errors
    /// Refused by PAR-5, TPL-15 or TPL-18, or as `template-refused` with every fault of the draft
    /// and its place. [`Error::Organisations`] where the person is of another organisation (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let now = at("2026-01-05T09:00:00Z");
    /// let draft = template_draft("anytime", "Check-in");
    /// let template = Template::create(&org(), &ada(), draft, now)?.state;
    /// assert!(!template.deployed().as_of(now));
    ///
    /// let mut draft = template_draft("anytime", "");
    /// draft.settings.days = Some(301);
    /// let refused = Template::create(&org(), &ada(), draft, now);
    /// let Err(Error::Refused(refusal)) = refused else { panic!() };
    /// let faults: Vec<_> = refusal.faults().iter().map(Refusal::code).collect();
    /// assert_eq!(faults, ["name-empty", "days-out-of-range"]);
    /// # Ok(()) }
    /// ```
    pub fn create(
        organisation: &Org,
        by: &Relation,
        draft: TemplateDraft,
        now: Instant,
    ) -> Result<Changed, Error> {
        administers(organisation, by)?;
        switched_on(organisation, now)?;
        let mut faults = Faults::default();
        let settings = draft.settings.check(draft.kind, None, &mut faults);
        let content = draft.content.check(draft.kind, 1, &mut faults);
        readable(settings.as_ref(), content.as_ref(), &mut faults);
        let whole = settings
            .zip(content)
            .map(|(settings, content)| TemplateChange::Created {
                kind: draft.kind,
                settings,
                content,
            });
        let change = faults.finish(whole, Reason::TemplateRefused)?;
        created(organisation, by, draft.id, change, now)
    }

    /// Makes a copy under a new id and name, not deployed, with new ids throughout (TPL-14).
    ///
    /// # Errors
    /// Refused by PAR-5, TPL-15 or TPL-18, by LIM-1 for the name, or by TPL-14 where the id is that
    /// of the original. [`Error::Organisations`] where the person or the template is of another
    /// organisation (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let now = at("2026-02-02T09:00:00Z");
    /// let copy = check_in().copy(&org(), &ada(), id(60), "Check-in, sales", now)?.state;
    /// assert_eq!(copy.settings(now).name().as_str(), "Check-in, sales");
    /// assert!(!copy.deployed().as_of(now));
    /// let first = |template: &Template| template.content(1).unwrap().questions(Side::Manager)[0].id();
    /// assert_ne!(first(&copy), first(&check_in()));
    /// # Ok(()) }
    /// ```
    pub fn copy(
        &self,
        organisation: &Org,
        by: &Relation,
        id: TemplateId,
        name: &str,
        now: Instant,
    ) -> Result<Changed, Error> {
        organisation.same(self.head.organisation, "template")?;
        administers(organisation, by)?;
        switched_on(organisation, now)?;
        if id == self.head.id {
            return Err(Reason::TemplateIdTaken.into());
        }
        let name = Name::new(name)?;
        let Some(content) = self.latest_content() else {
            return Err(Error::Unbound {
                what: "content",
                of: "template",
            });
        };
        let change = TemplateChange::Created {
            kind: self.kind,
            settings: self.settings.latest().clone().with_name(name),
            content: content
                .clone()
                .with_ids(|original| id::cloned_question(id, original)),
        };
        created(organisation, by, id, change, now)
    }

    /// The events of a command, or why it is refused. Nothing changes.
    ///
    /// `rows` are the index rows of the template's conversations; rows of others do no harm.
    /// What is in progress is told by their `closes_at`: make them anew where the dates of a cycle
    /// or the zone have moved.
    ///
    /// # Errors
    /// Refused by PAR-5, TPL-6, TPL-11, TPL-13, TPL-15, TPL-16, TPL-18 or XCT-8, for the clone of
    /// a question also by LIM-13 or TPL-4, or as `template-refused` with every fault of what was
    /// handed in and its place. [`Error::Organisations`] where the person, the template or a row
    /// is of another organisation (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (template, now) = (check_in(), at("2026-02-02T09:00:00Z"));
    /// let events = template.decide(&org(), &ada(), &[], &TemplateCommand::Undeploy.into(), now)?;
    /// assert_eq!(events[0].change(), &TemplateChange::Undeployed);
    /// assert!(template.deployed().as_of(now)); // Nothing has changed.
    /// # Ok(()) }
    /// ```
    pub fn decide(
        &self,
        organisation: &Org,
        by: &Relation,
        rows: &[IndexRow],
        request: &Request<TemplateCommand>,
        now: Instant,
    ) -> Result<Vec<TemplateEvent>, Error> {
        organisation.same(self.head.organisation, "template")?;
        // As of the event's stamp, by which it is told later what was destroyed.
        let at = self.head.stamp(now);
        let in_progress = in_progress(rows, self.head.organisation, self.head.id, at)?;
        administers(organisation, by)?;
        if self.head.done_before(by.person(), request)?.is_some() {
            return Ok(Vec::new());
        }
        switched_on(organisation, now)?;
        let change = self.change(&request.command, in_progress)?;
        Ok(change
            .map(|change| self.head.next(now, by.person(), request, change))
            .into_iter()
            .collect())
    }

    /// Carries a command out: the template after it, and the events to store.
    ///
    /// # Errors
    /// As [`Template::decide`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (template, undeploy) = (review(), TemplateCommand::Undeploy.into());
    /// let rows = [case("2026-03-10T09:00:00Z").index_row()];
    /// let early = template.execute(&org(), &ada(), &rows, &undeploy, at("2026-03-10T09:00:00Z"));
    /// assert!(matches!(early, Err(Error::Refused(refusal)) if refusal.code() == "undeployed-in-progress"));
    ///
    /// let ended = template.execute(&org(), &ada(), &rows, &undeploy, at("2026-05-04T09:00:00Z"))?;
    /// assert!(!ended.state.deployed().latest());
    /// # Ok(()) }
    /// ```
    pub fn execute(
        &self,
        organisation: &Org,
        by: &Relation,
        rows: &[IndexRow],
        request: &Request<TemplateCommand>,
        now: Instant,
    ) -> Result<Changed, Error> {
        let events = self.decide(organisation, by, rows, request, now)?;
        log::outcome(self, events, self.head.done_before(by.person(), request)?)
    }

    /// What a command changes; nothing where all is as it asks.
    fn change(
        &self,
        command: &TemplateCommand,
        in_progress: u64,
    ) -> Result<Option<TemplateChange>, Error> {
        let before = self.settings.latest();
        let deployed = *self.deployed.latest();
        match command {
            TemplateCommand::ChangeSettings(draft) => {
                let mut faults = Faults::default();
                let settings = draft.clone().check(self.kind, Some(before), &mut faults);
                readable(settings.as_ref(), self.latest_content(), &mut faults);
                let settings = faults.finish(settings, Reason::TemplateRefused)?;
                if settings.lowers(before) {
                    self.scheduled_at_rest(Reason::LevelLowered { in_progress }, in_progress)?;
                }
                Ok((settings != *before).then_some(TemplateChange::SettingsChanged(settings)))
            }
            TemplateCommand::EditContent(draft) => {
                self.scheduled_at_rest(Reason::ContentInProgress { in_progress }, in_progress)?;
                let mut faults = Faults::default();
                let number = self.next_number();
                let content = draft.clone().check(self.kind, number, &mut faults);
                readable(Some(before), content.as_ref(), &mut faults);
                let content = faults.finish(content, Reason::TemplateRefused)?;
                Ok(Some(TemplateChange::ContentEdited(content)))
            }
            TemplateCommand::CloneQuestion { question, copy } => {
                self.scheduled_at_rest(Reason::ContentInProgress { in_progress }, in_progress)?;
                let Some(content) = self.latest_content() else {
                    return Err(Reason::QuestionUnknown {
                        question: *question,
                    }
                    .into());
                };
                let content = content.clone().with_clone(*question, *copy)?;
                Ok(Some(TemplateChange::ContentEdited(content)))
            }
            TemplateCommand::Deploy => Ok((!deployed).then_some(TemplateChange::Deployed)),
            TemplateCommand::Undeploy | TemplateCommand::UndeployAndDestroy { .. } if !deployed => {
                Ok(None)
            }
            TemplateCommand::Undeploy if in_progress > 0 => {
                Err(Reason::UndeployedInProgress { in_progress }.into())
            }
            &TemplateCommand::UndeployAndDestroy { conversations }
                if conversations != in_progress =>
            {
                Err(Reason::DestroyedMiscounted {
                    acknowledged: conversations,
                    in_progress,
                }
                .into())
            }
            TemplateCommand::Undeploy | TemplateCommand::UndeployAndDestroy { .. } => {
                Ok(Some(TemplateChange::Undeployed))
            }
        }
    }

    /// Refuses what a scheduled template does not allow while it is used.
    fn scheduled_at_rest(&self, reason: Reason, in_progress: u64) -> Result<(), Refusal> {
        if self.kind == TemplateKind::Scheduled && in_progress > 0 {
            return Err(reason.into());
        }
        Ok(())
    }

    fn next_number(&self) -> u32 {
        self.latest_content()
            .map_or(1, |content| content.number() + 1)
    }
}

/// That administrators can read what is confidential: nobody else could (REV-7).
fn readable(settings: Option<&Settings>, content: Option<&Content>, faults: &mut Faults) {
    let unread = settings.is_some_and(|settings| settings.administrators() == Level::NoAccess);
    let confidential = content.is_some_and(|content| {
        let mut questions = Side::BOTH
            .into_iter()
            .flat_map(|side| content.questions(side));
        questions.any(Question::is_confidential)
    });
    if unread && confidential {
        faults.note("administrators", Reason::ConfidentialUnread);
    }
}

/// Whether a person may set up templates and cycles (TPL-15).
pub(crate) fn administers(org: &Org, by: &Relation) -> Result<(), Error> {
    org.same(by.organisation(), "relation")?;
    if !by.is_active() {
        return Err(Reason::InactivePerson.into());
    }
    if !by.is_super_admin() {
        return Err(Reason::NotSuperAdmin.into());
    }
    Ok(())
}

/// Refuses every command while conversations are off (TPL-18).
pub(crate) fn switched_on(organisation: &Org, now: Instant) -> Result<(), Refusal> {
    match organisation.conversations().as_of(now) {
        true => Ok(()),
        false => Err(Reason::ConversationsOff.into()),
    }
}

fn created(
    organisation: &Org,
    by: &Relation,
    id: TemplateId,
    change: TemplateChange,
    now: Instant,
) -> Result<Changed, Error> {
    let event = Event::first(organisation.id(), id, now, Some(by.person()), change);
    log::created(event)
}
