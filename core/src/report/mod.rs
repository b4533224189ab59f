//! Lists: rows of conversations, and the earlier ones that a conversation offers.

use serde::Serialize;

use crate::sight::{Action, Fact, Sight};
use crate::{
    ConversationId, Date, Directory, Error, Instant, Name, PersonId, Respondent, Side, Standing,
    TemplateKind,
};

/// A conversation in a list (LST-2).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let row = case_of(shared(), "2026-03-11T10:00:00Z").sight(&ben())?.row(&directory())?;
/// assert_eq!((row.name.as_str(), row.title.as_str()), ("Ana", "Half-year review"));
/// assert_eq!((row.primary, row.complete), (Some(Action::Answer), Some(false)));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Row {
    /// The conversation.
    pub conversation: ConversationId,
    /// The counterpart's name.
    pub name: String,
    /// The title.
    pub title: Name,
    /// Anytime or scheduled.
    pub kind: TemplateKind,
    /// When it was launched.
    pub launched_at: Instant,
    /// The local date at whose end it is due.
    pub ends: Date,
    /// Both participants, the direct report first.
    pub participants: Vec<Participant>,
    /// Whether it is complete, to those who may know (FCT-2, MTG-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complete: Option<bool>,
    /// What the viewer is to do next (ANS-7).
    pub primary: Option<Action>,
}

/// A participant of a conversation in a list.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let row = case_of(shared(), "2026-03-11T10:00:00Z").sight(&ana())?.row(&directory())?;
/// let done: Vec<_> = row.participants.iter().map(|who| (who.name.as_str(), who.done)).collect();
/// assert_eq!(done, [("Ana", Some(true)), ("Ben", Some(false))]);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Participant {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// In which role they take part.
    pub role: Respondent,
    /// The check mark; none where they do not respond (ANS-8).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<bool>,
}

/// A person's lists (LST-1), newest launch first.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let sight = case("2026-05-04T09:00:00Z").sight(&ana())?;
/// let lists = lists([&sight], &directory())?;
/// assert_eq!((lists.current.len(), lists.past.len()), (0, 1));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lists {
    /// In progress, grace included.
    pub current: Vec<Row>,
    /// Ended.
    pub past: Vec<Row>,
}

/// An earlier conversation that is offered for reference (ANY-5).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// # let (org, template) = (org(), check_in());
/// # let context = Context::new(&org, &template, None, at("2026-02-02T12:00:00Z"))?;
/// # let pair = directory().pair(ana().person(), ben().person())?;
/// # let check_in = context.start(&ana().actor(), Start { conversation: id(50), pair, id: None }, None)?.conversation.state;
/// # let check_in = context.case(&check_in)?;
/// let review = case("2026-03-10T09:00:00Z");
/// let earlier = review.sight(&ben())?.earlier(&[check_in.sight(&ben())?])?;
/// assert_eq!((earlier[0].title.as_str(), earlier[0].kind), ("Check-in", TemplateKind::Anytime));
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EarlierConversation {
    /// The conversation.
    pub conversation: ConversationId,
    /// Its title.
    pub title: Name,
    /// Anytime or scheduled.
    pub kind: TemplateKind,
    /// When it was launched.
    pub launched_at: Instant,
}

impl Sight<'_> {
    /// The conversation as a row of the person's list.
    ///
    /// A person whom the directory does not know has an empty name.
    ///
    /// # Errors
    /// `not-found` to a stranger (VIS-16); [`Error::OrganisationMismatch`] where the directory is of
    /// another organisation.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let case = case("2026-03-10T09:00:00Z");
    /// assert_eq!(case.sight(&ana())?.row(&directory())?.name, "Ben");
    /// assert_eq!(case.sight(&ben())?.row(&directory())?.name, "Ana");
    /// assert!(case.sight(&admin())?.row(&directory()).is_err());
    /// # Ok(()) }
    /// ```
    pub fn row(&self, directory: &Directory) -> Result<Row, Error> {
        let organisation = self.case.context.organisation();
        organisation.same(directory.organisation(), "directory")?;
        self.known_to_exist()?;
        let conversation = self.case.conversation;
        let name = |person| directory.name(person).unwrap_or_default().to_owned();
        let counterpart = match self.standing() {
            Standing::DirectReport => conversation.manager(),
            _ => conversation.direct_report(),
        };
        let participants = Side::BOTH
            .into_iter()
            .map(|side| Participant {
                person: conversation.person(side),
                name: name(conversation.person(side)),
                role: side.into(),
                done: self
                    .stage(side.into())
                    .map(|stage| stage == crate::Stage::Shared),
            })
            .collect();
        Ok(Row {
            conversation: conversation.id(),
            name: name(counterpart),
            title: self.case.settings().name().clone(),
            kind: self.case.context.template().kind(),
            launched_at: conversation.launched_at(),
            ends: self.case.times.end_date,
            participants,
            complete: self
                .fact(Fact::Progress)
                .is_visible()
                .then(|| self.is_complete()),
            primary: self.primary_action(),
        })
    }

    /// The earlier conversations of either kind between the same two people in the same roles,
    /// newest launch first (ANY-5). Of `others`, the person's sights on other conversations, those
    /// that do not qualify are passed over; to a stranger all are.
    ///
    /// # Errors
    /// [`Error::OrganisationMismatch`] where one of them is of another organisation (XCT-9).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// # let (org, template) = (org(), check_in());
    /// # let context = Context::new(&org, &template, None, at("2026-02-02T12:00:00Z"))?;
    /// # let pair = directory().pair(ana().person(), ben().person())?;
    /// # let check_in = context.start(&ana().actor(), Start { conversation: id(50), pair, id: None }, None)?.conversation.state;
    /// # let check_in = context.case(&check_in)?;
    /// let (older, newer) = (check_in.sight(&ana())?, case("2026-03-10T09:00:00Z").sight(&ana())?);
    /// assert_eq!(newer.earlier(&[older])?[0].conversation, id(50));
    /// assert!(older.earlier(&[newer])?.is_empty());
    /// # Ok(()) }
    /// ```
    pub fn earlier(&self, others: &[Sight<'_>]) -> Result<Vec<EarlierConversation>, Error> {
        let this = self.case.conversation;
        for other in others {
            let found = other.case.conversation.organisation();
            let organisation = self.case.context.organisation();
            organisation.same(found, "conversation")?;
        }
        if self.known_to_exist().is_err() {
            return Ok(Vec::new());
        }
        let mut earlier: Vec<_> = others
            .iter()
            .filter(|other| {
                let conversation = other.case.conversation;
                other.fact(Fact::Frame).is_visible()
                    && other.person == self.person
                    && conversation.id() != this.id()
                    && [conversation.direct_report(), conversation.manager()]
                        .iter()
                        .all(|&person| this.side(person).is_some())
                    && conversation.launched_at() < this.launched_at()
            })
            .map(|other| {
                let case = &other.case;
                EarlierConversation {
                    conversation: case.conversation.id(),
                    title: case.settings().name().clone(),
                    kind: case.context.template().kind(),
                    launched_at: case.conversation.launched_at(),
                }
            })
            .collect();
        earlier.sort_by_key(|other| (core::cmp::Reverse(other.launched_at), other.conversation));
        Ok(earlier)
    }
}

/// A person's lists, of their sights on conversations; what they may not know of is left out
/// (LST-3).
///
/// # Errors
/// [`Error::OrganisationMismatch`] where the directory is of another organisation (XCT-9).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let case = case("2026-03-10T09:00:00Z");
/// let (ben, ada) = (case.sight(&ben())?, case.sight(&admin())?);
/// assert_eq!(lists([&ben], &directory())?.current.len(), 1);
/// assert_eq!(lists([&ada], &directory())?, Lists::default()); // Nothing that Ada may know of.
/// # Ok(()) }
/// ```
pub fn lists<'s, 'c: 's>(
    sights: impl IntoIterator<Item = &'s Sight<'c>>,
    directory: &Directory,
) -> Result<Lists, Error> {
    let mut lists = Lists::default();
    for sight in sights {
        match sight.row(directory) {
            Ok(row) if sight.case.is_current() => lists.current.push(row),
            Ok(row) => lists.past.push(row),
            Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    for rows in [&mut lists.current, &mut lists.past] {
        rows.sort_by_key(|row| (core::cmp::Reverse(row.launched_at), row.conversation));
    }
    Ok(lists)
}
