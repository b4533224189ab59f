//! How templates come about, and who may set up and change what.

use serde::{Deserialize, Serialize};

use super::content::{Content, ContentDraft};
use super::settings::{Level, Settings, SettingsDraft, TemplateKind};
use super::state::{Template, TemplateChange};
use crate::log::{self, Event, Outcome};
use crate::refusal::Faults;
use crate::{Actor, Error, Instant, Name, Org, Reason, Refusal, TemplateId, id};

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

type Changed = Outcome<Template, TemplateId, TemplateChange>;

impl Template {
    /// Creates a template, not deployed.
    ///
    /// # Errors
    /// Refused by PAR-5, TPL-15 or TPL-18, or as `template-refused` with every fault of the draft
    /// and its place. [`Error::OrganisationMismatch`] where the person is of another organisation (XCT-9).
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
        by: &Actor,
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
    /// of the original. [`Error::OrganisationMismatch`] where the person or the template is of another
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
        by: &Actor,
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
            return Err(Error::Missing {
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
}

/// That administrators can read what is confidential: nobody else could (REV-7).
pub(crate) fn readable(
    settings: Option<&Settings>,
    content: Option<&Content>,
    faults: &mut Faults,
) {
    let unread = settings.is_some_and(|settings| settings.administrators() == Level::NoAccess);
    if unread && content.is_some_and(Content::has_confidential) {
        faults.note("administrators", Reason::ConfidentialUnread);
    }
}

/// Whether a person may set up templates and cycles (TPL-15).
pub(crate) fn administers(org: &Org, by: &Actor) -> Result<(), Error> {
    org.same(by.organisation(), "actor")?;
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
    by: &Actor,
    id: TemplateId,
    change: TemplateChange,
    now: Instant,
) -> Result<Changed, Error> {
    let event = Event::first(organisation.id(), id, now, Some(by.person()), change);
    log::created(event)
}
