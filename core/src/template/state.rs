//! The state of a template and the events that make it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::content::Content;
use super::settings::{Level, Settings, TemplateKind};
use crate::log::{self, Aggregate, Event, Head, by_a_person, holds};
use crate::{ConversationId, Dated, IndexRow, Instant, TemplateId};

/// A template: the content that conversations are launched with, and the settings around it.
///
/// It changes by events alone. Settings and deployment are dated, so that ended conversations keep
/// what was in force when they ended (TPL-2, TPL-11).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let template = check_in();
/// assert_eq!((template.kind(), template.revision()), (TemplateKind::Anytime, 2)); // Created, deployed.
/// assert!(template.deployed().as_of(at("2026-01-05T09:00:00Z")));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "StoredTemplate")]
pub struct Template {
    pub(super) head: Head<TemplateId>,
    pub(super) kind: TemplateKind,
    pub(super) contents: Vec<Content>,
    pub(super) settings: Dated<Settings>,
    pub(super) deployed: Dated<bool>,
    /// The conversations that undeploying destroyed, each with when (TPL-13).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) destroyed: BTreeMap<ConversationId, Instant>,
}

/// A stored template: read through the checks that its events pass.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct StoredTemplate {
    head: Head<TemplateId>,
    kind: TemplateKind,
    contents: Vec<Content>,
    settings: Dated<Settings>,
    deployed: Dated<bool>,
    #[serde(default)]
    destroyed: BTreeMap<ConversationId, Instant>,
}

impl TryFrom<StoredTemplate> for Template {
    type Error = &'static str;

    fn try_from(stored: StoredTemplate) -> Result<Self, &'static str> {
        let kind = stored.kind;
        stored.head.holds()?;
        if stored.contents.is_empty() {
            return Err("a template needs content");
        }
        for (number, content) in (1..).zip(&stored.contents) {
            suits(content, kind, number)?;
        }
        for settings in stored.settings.all() {
            settings.suits(kind)?;
        }
        let ended = |(at, &deployed): (Instant, &bool)| (!deployed).then_some(at);
        let ended: BTreeSet<_> = stored.deployed.changes().filter_map(ended).collect();
        if !stored.destroyed.values().all(|at| ended.contains(at)) {
            return Err("conversations are destroyed when a deployment ends");
        }
        stored.has_happened()?;
        readable(stored.settings.latest(), stored.contents.last())?;
        Ok(Self {
            head: stored.head,
            kind,
            contents: stored.contents,
            settings: stored.settings,
            deployed: stored.deployed,
            destroyed: stored.destroyed,
        })
    }
}

impl StoredTemplate {
    /// Every content and every change is of an event of its own.
    fn has_happened(&self) -> Result<(), &'static str> {
        let settings = self.settings.changes().map(|(at, _)| at);
        let deployed = self.deployed.changes().map(|(at, _)| at);
        let events = self.contents.len() + settings.clone().count() + deployed.clone().count();
        holds(
            self.head.revision == events as u64,
            "the revision is not the number of events that led here",
        )?;
        let last = settings.chain(deployed).max();
        holds(
            last.is_none_or(|last| last <= self.head.at()),
            "something is later than the last event",
        )?;
        // Only new content bears no moment of its own.
        holds(
            self.contents.len() > 1 || last.is_none_or(|last| last == self.head.at()),
            "nothing has happened at the last event",
        )?;
        let mut in_turn = self.deployed.all().zip([false, true].into_iter().cycle());
        holds(
            in_turn.all(|(&deployed, turn)| deployed == turn),
            "a template is created not deployed; then deploying and undeploying take turns",
        )
    }
}

/// That administrators can read what is confidential (REV-7).
fn readable(settings: &Settings, content: Option<&Content>) -> Result<(), &'static str> {
    let confidential = content.is_some_and(Content::has_confidential);
    holds(
        !confidential || settings.administrators() > Level::NoAccess,
        "a template with confidential questions gives administrators at least a view",
    )
}

/// Whether content can be that of a template of this kind, under this number.
fn suits(content: &Content, kind: TemplateKind, number: u32) -> Result<(), &'static str> {
    if content.number() != number {
        return Err("content is numbered from 1 without a gap");
    }
    content.suits(kind)
}

/// An event of a template.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let now = at("2026-01-05T09:00:00Z");
/// let created = Template::create(&org(), &ada(), template_draft("anytime", "Check-in"), now)?;
/// let event: &TemplateEvent = &created.events[0];
/// assert_eq!((event.revision(), event.by()), (1, Some(ada().person())));
/// # Ok(()) }
/// ```
pub type TemplateEvent = Event<TemplateId, TemplateChange>;

/// What happened to a template.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let (none, undeploy) = (TemplateEvidence::none(), TemplateCommand::Undeploy);
/// let done = check_in().execute(&org(), &none, &ada(), undeploy, at("2026-02-02T09:00:00Z"))?;
/// assert_eq!(done.events[0].change(), &TemplateChange::Undeployed { destroyed: [].into() });
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum TemplateChange {
    /// It was created, not deployed.
    Created {
        /// The kind, which never changes.
        kind: TemplateKind,
        /// The first settings.
        settings: Settings,
        /// The first content, number 1.
        content: Content,
    },
    /// Settings changed; these are all of them.
    SettingsChanged(Settings),
    /// New content, for later launches (TPL-16).
    ContentEdited(Content),
    /// It was deployed (TPL-12).
    Deployed,
    /// It was taken out of deployment (TPL-12).
    Undeployed {
        /// The conversations that were in progress, by the dates and zones known then: they are
        /// destroyed, whatever dates and zones become (TPL-13).
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        destroyed: BTreeSet<ConversationId>,
    },
}

log::aggregate!(Template, "template", id of "template": TemplateId, TemplateEvent);

impl Template {
    /// Anytime or scheduled (TPL-1).
    #[must_use]
    pub const fn kind(&self) -> TemplateKind {
        self.kind
    }

    /// The settings in force at an instant.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert_eq!(review().settings(at("2026-03-10T09:00:00Z")).name().as_str(), "Half-year review");
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn settings(&self, now: Instant) -> &Settings {
        self.settings.as_of(now)
    }

    /// Whether it was deployed, over time (TPL-12).
    #[must_use]
    pub const fn deployed(&self) -> &Dated<bool> {
        &self.deployed
    }

    /// The content of a number (TPL-16).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// assert!(review().content(1).is_some());
    /// assert!(review().content(2).is_none());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn content(&self, number: u32) -> Option<&Content> {
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        self.contents.get(place)
    }

    /// The content that a launch now is bound to; none where the state has no content at all,
    /// which no template of this engine's making is in.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let copy = TemplateCommand::CloneQuestion { question: id(11), copy: id(13) };
    /// let (none, now) = (TemplateEvidence::none(), at("2026-02-02T09:00:00Z"));
    /// let edited = review().execute(&org(), &none, &ada(), copy, now)?.state;
    /// let content = edited.latest_content().unwrap();
    /// assert_eq!((content.number(), content.questions(Side::DirectReport)[1].id()), (2, id(13)));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn latest_content(&self) -> Option<&Content> {
        self.contents.last()
    }

    /// Which of these conversations of the template were destroyed when it was undeployed, in the
    /// order of the rows: the host purges all that it keeps of them (TPL-13).
    ///
    /// The rows can be those of any time; rows of other templates do no harm.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (rows, now) = ([case("2026-03-10T09:00:00Z").index_row()], at("2026-03-10T09:00:00Z"));
    /// let evidence = TemplateEvidence { rows: &rows, cycles: &[] };
    /// let undeploy = |command: TemplateCommand| review().execute(&org(), &evidence, &ada(), command, now);
    /// assert!(undeploy(TemplateCommand::Undeploy).is_err()); // Ana's review is in progress.
    ///
    /// let template = undeploy(TemplateCommand::UndeployAndDestroy { conversations: 1 })?.state;
    /// assert_eq!(template.to_purge(&rows).collect::<Vec<_>>(), [conversation().id()]);
    ///
    /// let (org, cycle, conversation) = (org(), cycle(), conversation());
    /// let context = Context::new(&org, &template, Some(&cycle), now)?;
    /// assert!(matches!(context.case(&conversation), Err(Error::Destroyed { at, .. }) if at == now));
    /// # Ok(()) }
    /// ```
    pub fn to_purge<'t>(
        &'t self,
        rows: &'t [IndexRow],
    ) -> impl Iterator<Item = ConversationId> + 't {
        let of_this = |row: &&IndexRow| {
            row.organisation == self.head.organisation && row.template == self.head.id
        };
        rows.iter()
            .filter(of_this)
            .map(|row| row.conversation)
            .filter(|&conversation| self.destroyed(conversation).is_some())
    }

    /// Whether conversations can begin at an instant (TPL-12). An undeploying that the state holds has
    /// happened, whatever `now` is (TIM-7): nothing begins after it by a clock that is behind (TPL-13).
    pub(crate) fn launches(&self, now: Instant) -> bool {
        *self.deployed.as_of(now) && *self.deployed.latest()
    }

    /// When a conversation was destroyed, if it was (TPL-13).
    pub(crate) fn destroyed(&self, conversation: ConversationId) -> Option<Instant> {
        self.destroyed.get(&conversation).copied()
    }

    /// The settings as they were set last.
    pub(crate) fn latest_settings(&self) -> &Settings {
        self.settings.latest()
    }
}

impl Aggregate for Template {
    type Id = TemplateId;
    type Change = TemplateChange;

    fn head(&self) -> &Head<TemplateId> {
        &self.head
    }

    fn head_mut(&mut self) -> &mut Head<TemplateId> {
        &mut self.head
    }

    fn begin(head: Head<TemplateId>, event: &TemplateEvent) -> Result<Self, &'static str> {
        by_a_person(event)?;
        let TemplateChange::Created {
            kind,
            settings,
            content,
        } = &event.change
        else {
            return Err("a template begins with its creation");
        };
        suits(content, *kind, 1)?;
        settings.suits(*kind)?;
        readable(settings, Some(content))?;
        Ok(Self {
            head,
            kind: *kind,
            contents: vec![content.clone()],
            settings: Dated::new(settings.clone()),
            deployed: Dated::new(false),
            destroyed: BTreeMap::new(),
        })
    }

    fn fits(&self, event: &TemplateEvent) -> Result<(), &'static str> {
        by_a_person(event)?;
        let deployed = *self.deployed.latest();
        match &event.change {
            TemplateChange::Created { .. } => Err("a template is created only once"),
            TemplateChange::ContentEdited(content) => {
                let last = self.latest_content().map_or(0, Content::number);
                suits(content, self.kind, last + 1)?;
                readable(self.settings.latest(), Some(content))
            }
            TemplateChange::SettingsChanged(settings) => {
                settings.suits(self.kind)?;
                readable(settings, self.latest_content())
            }
            TemplateChange::Deployed if deployed => Err("the template is deployed already"),
            TemplateChange::Undeployed { .. } if !deployed => Err("the template is not deployed"),
            TemplateChange::Undeployed { destroyed }
                if destroyed.iter().any(|of| self.destroyed.contains_key(of)) =>
            {
                Err("a conversation is destroyed twice")
            }
            TemplateChange::Deployed | TemplateChange::Undeployed { .. } => Ok(()),
        }
    }

    fn apply(&mut self, event: TemplateEvent) {
        let at = event.at;
        match event.change {
            // Refused by `fits`: a creation is taken by `begin`.
            TemplateChange::Created { .. } => {}
            TemplateChange::SettingsChanged(settings) => self.settings.change(at, settings),
            TemplateChange::ContentEdited(content) => self.contents.push(content),
            TemplateChange::Deployed => self.deployed.change(at, true),
            TemplateChange::Undeployed { destroyed } => {
                self.deployed.change(at, false);
                self.destroyed
                    .extend(destroyed.into_iter().map(|of| (of, at)));
            }
        }
    }
}
