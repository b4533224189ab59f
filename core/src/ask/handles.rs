//! What can be asked of each kind of handle.

use serde::{Deserialize, Serialize};
use serde_json::{Map, json};

use super::{Document, Stored};
use crate::cycle::Participants;
use crate::sight::Sight;
use crate::{
    Action, AnswerId, Case, Context, ConversationEvent, Date, DecisionSubject, Directory, Error,
    Fact, IndexRow, Pair, PersonId, QuestionId, Reference, Respondent, Roster, Template, Timeline,
    edit_requests, edit_requests_digest, lists,
};

/// A question about what one person may see, know and do in one conversation.
///
/// ```
/// use visavis::ask::SightQuestion;
///
/// assert_eq!(serde_json::from_str::<SightQuestion>("\"actions\"").unwrap(), SightQuestion::Actions);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum SightQuestion {
    /// The conversation as the person is shown it: [`Sight::view`].
    View {
        /// Their current objectives and feedback (TPL-19); a text that is none is a refusal.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        references: Vec<String>,
    },
    /// Its row in their lists: [`Sight::row`]. It needs a directory.
    Row,
    /// All actions and the primary one: [`Sight::actions`].
    Actions,
    /// Who would newly see what by sharing or submitting: [`Sight::share_prompt`].
    SharePrompt,
    /// The boundaries that concern them: [`Sight::timeline`].
    Timeline,
    /// The same as a picture; the answer is its text.
    DrawnTimeline(Drawing),
    /// The verdict on an answer: [`Sight::answer`]. It is for the host only: it tells whether a hidden
    /// question exists (VIS-18).
    Answer(AnswerId),
    /// The verdict on a fact: [`Sight::fact`].
    Fact(Fact),
    /// How far a part has come: [`Sight::stage`].
    Stage(Respondent),
    /// Whether they may do something: [`Sight::may`].
    May(Action),
    /// Whether they may edit their answer to a question: [`Sight::may_edit`].
    MayEdit(QuestionId),
    /// A decision for the host's audit log: [`Sight::record`]. It is for the host only: it counts
    /// changes that are hidden.
    Record(DecisionSubject),
}

/// A timeline as a picture.
///
/// ```
/// use visavis::ask::Drawing;
///
/// let drawing: Drawing = serde_json::from_str(r#"{ "mermaid": "Half-year review" }"#).unwrap();
/// assert_eq!(drawing, Drawing::Mermaid("Half-year review".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Drawing {
    /// A small picture in SVG, with this title.
    Svg(String),
    /// A gantt in the language of Mermaid, with this title.
    Mermaid(String),
}

impl Drawing {
    fn of(&self, timeline: &Timeline) -> String {
        match self {
            Self::Svg(title) => timeline.to_svg(title),
            Self::Mermaid(title) => timeline.to_mermaid(title),
        }
    }
}

fn needed<'d>(directory: Option<&'d Directory>, of: &'static str) -> Result<&'d Directory, Error> {
    directory.ok_or(Error::Missing {
        what: "directory",
        of,
    })
}

impl Sight<'_> {
    /// Answers a question with a document. `directory` gives names to a [`SightQuestion::Row`]; the
    /// other questions need none.
    ///
    /// # Errors
    /// Those of the method that the question stands for.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// use visavis::ask::SightQuestion;
    ///
    /// let sight = case("2026-03-10T09:00:00Z").sight(&ana())?;
    /// let answer = sight.ask(None, &SightQuestion::May(Action::Answer))?;
    /// assert_eq!(answer.as_str(), r#"{"until":"2026-04-07T23:00:00Z","rule":"ANS-9"}"#);
    /// # Ok(()) }
    /// ```
    pub fn ask(
        &self,
        directory: Option<&Directory>,
        question: &SightQuestion,
    ) -> Result<Document, Error> {
        match question {
            SightQuestion::View { references } => {
                let references = references.iter().map(|text| Reference::new(text.as_str()));
                Document::of(&self.view(&references.collect::<Result<Vec<_>, _>>()?)?)
            }
            SightQuestion::Row => Document::of(&self.row(needed(directory, "row")?)?),
            SightQuestion::Actions => Document::of(&self.actions()?),
            SightQuestion::SharePrompt => Document::of(&self.share_prompt()?),
            SightQuestion::Timeline => Document::of(&self.timeline()?),
            SightQuestion::DrawnTimeline(drawing) => Document::of(&drawing.of(&self.timeline()?)),
            SightQuestion::Answer(answer) => Document::of(&self.answer(*answer)),
            SightQuestion::Fact(fact) => Document::of(&self.fact(*fact)),
            SightQuestion::Stage(part) => Document::of(&self.stage(*part)),
            SightQuestion::May(action) => Document::of(&self.may(*action)?),
            SightQuestion::MayEdit(question) => Document::of(&self.may_edit(*question)?),
            SightQuestion::Record(subject) => Document::of(&self.record(*subject)),
        }
    }
}

/// A question about several conversations as one person sees them.
///
/// ```
/// use visavis::ask::SightsQuestion;
///
/// assert_eq!(serde_json::from_str::<SightsQuestion>("\"lists\"").unwrap(), SightsQuestion::Lists);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum SightsQuestion {
    /// The current and the past conversations: [`lists`]. It needs a directory.
    Lists,
    /// The earlier conversations that the first of them offers: [`Sight::earlier`].
    Earlier,
    /// The open requests to edit on which the person decides: [`edit_requests`].
    EditRequests,
    /// The e-mail of a day about them: [`edit_requests_digest`].
    EditRequestsDigest(Date),
}

/// Answers a question about several sights of one person with a document.
///
/// # Errors
/// Those of the function that the question stands for.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// use visavis::ask::{SightsQuestion, ask_sights};
///
/// let sight = case("2026-03-10T09:00:00Z").sight(&ana())?;
/// let answer = ask_sights(&[sight], None, SightsQuestion::EditRequests)?;
/// assert_eq!(answer.as_str(), "[]");
/// # Ok(()) }
/// ```
pub fn ask_sights(
    sights: &[Sight<'_>],
    directory: Option<&Directory>,
    question: SightsQuestion,
) -> Result<Document, Error> {
    match question {
        SightsQuestion::Lists => Document::of(&lists(sights, needed(directory, "list")?)?),
        SightsQuestion::Earlier => match sights.split_first() {
            Some((first, others)) => Document::of(&first.earlier(others)?),
            None => Document::of(&[(); 0]),
        },
        SightsQuestion::EditRequests => Document::of(&edit_requests(sights)?),
        SightsQuestion::EditRequestsDigest(day) => {
            Document::of(&edit_requests_digest(sights, day)?)
        }
    }
}

/// A question about one conversation, whoever asks: the host's own.
///
/// ```
/// use visavis::ask::CaseQuestion;
///
/// assert_eq!(serde_json::from_str::<CaseQuestion>("\"phase\"").unwrap(), CaseQuestion::Phase);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum CaseQuestion {
    /// The phase: [`Case::phase`].
    Phase,
    /// Whether it is in progress: [`Case::is_current`].
    IsCurrent,
    /// Every boundary: [`Case::timeline`].
    Timeline,
    /// The same as a picture; the answer is its text.
    DrawnTimeline(Drawing),
    /// When the host has to wake up next: [`Case::next_boundary`].
    NextBoundary,
    /// The columns to keep beside it: [`Case::index_row`].
    IndexRow,
    /// What events of it tell to whom: [`Case::notifications`]. It needs a directory.
    Notifications(Vec<Stored<ConversationEvent>>),
    /// Who is to be prompted to take ownership: [`Case::ownership_prompt`]. It needs a directory.
    OwnershipPrompt,
}

impl Case<'_> {
    /// Answers a question with a document. `directory` is needed where the question says so.
    ///
    /// # Errors
    /// Those of the method that the question stands for.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// use visavis::ask::CaseQuestion;
    ///
    /// let answer = case("2026-03-10T09:00:00Z").ask(None, &CaseQuestion::NextBoundary)?;
    /// assert_eq!(answer.as_str(), r#""2026-03-31T23:00:00Z""#);
    /// # Ok(()) }
    /// ```
    pub fn ask(
        &self,
        directory: Option<&Directory>,
        question: &CaseQuestion,
    ) -> Result<Document, Error> {
        match question {
            CaseQuestion::Phase => Document::of(&self.phase()),
            CaseQuestion::IsCurrent => Document::of(&self.is_current()),
            CaseQuestion::Timeline => Document::of(&self.timeline()),
            CaseQuestion::DrawnTimeline(drawing) => Document::of(&drawing.of(&self.timeline())),
            CaseQuestion::NextBoundary => Document::of(&self.next_boundary()),
            CaseQuestion::IndexRow => Document::of(&Stored(self.index_row())),
            CaseQuestion::Notifications(events) => {
                let events: Vec<_> = events.iter().map(|event| event.0.clone()).collect();
                let directory = needed(directory, "notification")?;
                Document::of(&self.notifications(&events, directory)?)
            }
            CaseQuestion::OwnershipPrompt => {
                Document::of(&self.ownership_prompt(needed(directory, "prompt")?)?)
            }
        }
    }
}

/// A question about a cycle among its template and its organisation.
///
/// ```
/// use visavis::ask::ContextQuestion;
///
/// assert_eq!(serde_json::from_str::<ContextQuestion>("\"phase\"").unwrap(), ContextQuestion::Phase);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum ContextQuestion {
    /// The phase of the cycle: [`CycleTimes::phase`](crate::cycle::CycleTimes::phase).
    Phase,
    /// Its boundaries: [`CycleTimes::timeline`](crate::cycle::CycleTimes::timeline).
    Timeline,
    /// The same as a picture; the answer is its text.
    DrawnTimeline(Drawing),
}

impl Context<'_> {
    /// Answers a question about the cycle with a document.
    ///
    /// # Errors
    /// [`Error::Missing`] if there is no cycle.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// use visavis::ask::ContextQuestion;
    ///
    /// let answer = context("2026-03-10T09:00:00Z").ask(&ContextQuestion::Phase)?;
    /// assert_eq!(answer.as_str(), r#""open""#);
    /// # Ok(()) }
    /// ```
    pub fn ask(&self, question: &ContextQuestion) -> Result<Document, Error> {
        let times = self.cycle_times().ok_or(Error::Missing {
            what: "cycle",
            of: "context",
        })?;
        match question {
            ContextQuestion::Phase => Document::of(&times.phase(self.now())),
            ContextQuestion::Timeline => Document::of(&times.timeline(self.now())),
            ContextQuestion::DrawnTimeline(drawing) => {
                Document::of(&drawing.of(&times.timeline(self.now())))
            }
        }
    }
}

/// A question about a directory.
///
/// ```
/// use visavis::ask::DirectoryQuestion;
///
/// let question = serde_json::from_str::<DirectoryQuestion>("\"faults\"").unwrap();
/// assert_eq!(question, DirectoryQuestion::Faults);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum DirectoryQuestion {
    /// Its faults: [`Directory::faults`].
    Faults,
    /// A person with their offices: [`Directory::actor`].
    Actor(PersonId),
    /// How a person stands to two others: [`Directory::relation`].
    Relation {
        /// The person.
        person: PersonId,
        /// The two.
        pair: Pair,
    },
    /// Two people, one of whom manages the other: [`Directory::pair`].
    Pair(PersonId, PersonId),
    /// Every pair that a person is one of: [`Directory::pairs_of`].
    PairsOf(PersonId),
    /// The people whom a CSV text of e-mail addresses names: [`Directory::read_list`].
    List(String),
}

impl Directory {
    /// Answers a question with a document.
    ///
    /// # Errors
    /// Those of the method that the question stands for.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// use visavis::ask::DirectoryQuestion;
    ///
    /// assert_eq!(directory().ask(&DirectoryQuestion::Faults)?.as_str(), "[]");
    /// # Ok(()) }
    /// ```
    pub fn ask(&self, question: &DirectoryQuestion) -> Result<Document, Error> {
        match question {
            DirectoryQuestion::Faults => Document::of(self.faults()),
            DirectoryQuestion::Actor(person) => Document::of(&Stored(self.actor(*person))),
            DirectoryQuestion::Relation { person, pair } => {
                Document::of(&Stored(self.relation(*person, pair)))
            }
            DirectoryQuestion::Pair(one, other) => Document::of(&self.pair(*one, *other)?),
            DirectoryQuestion::PairsOf(person) => {
                Document::of(&self.pairs_of(*person).collect::<Vec<_>>())
            }
            DirectoryQuestion::List(csv) => Document::of(&self.read_list(csv.as_bytes())?),
        }
    }
}

/// A question about a template.
///
/// ```
/// use visavis::ask::TemplateQuestion;
///
/// assert!(serde_json::from_str::<TemplateQuestion>(r#"{ "to_purge": [] }"#).is_ok());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum TemplateQuestion {
    /// Which of these conversations were destroyed: [`Template::to_purge`].
    ToPurge(Vec<Stored<IndexRow>>),
}

impl Template {
    /// Answers a question with a document.
    ///
    /// # Errors
    /// None yet.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// use visavis::ask::TemplateQuestion;
    ///
    /// assert_eq!(review().ask(&TemplateQuestion::ToPurge(Vec::new()))?.as_str(), "[]");
    /// # Ok(()) }
    /// ```
    pub fn ask(&self, question: &TemplateQuestion) -> Result<Document, Error> {
        match question {
            TemplateQuestion::ToPurge(rows) => {
                let rows: Vec<_> = rows.iter().map(|row| row.0).collect();
                Document::of(&self.to_purge(&rows).collect::<Vec<_>>())
            }
        }
    }
}

/// A question about a roster.
///
/// ```
/// use visavis::ask::RosterQuestion;
///
/// assert_eq!(serde_json::from_str::<RosterQuestion>("\"waiting\"").unwrap(), RosterQuestion::Waiting);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum RosterQuestion {
    /// Who waits for a conversation, and since when: [`Roster::waiting`]. The answer is an object of
    /// instants by person.
    Waiting,
    /// Whom other participants would leave out: [`Roster::left_out`]. Departments and groups need a directory.
    LeftOut(Participants),
}

impl Roster {
    /// Answers a question with a document. `directory` is needed where the question says so.
    ///
    /// # Errors
    /// Those of the method that the question stands for.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// use visavis::ask::RosterQuestion;
    ///
    /// assert_eq!(roster().ask(None, &RosterQuestion::Waiting)?.as_str(), "{}");
    /// # Ok(()) }
    /// ```
    pub fn ask(
        &self,
        directory: Option<&Directory>,
        question: &RosterQuestion,
    ) -> Result<Document, Error> {
        match question {
            RosterQuestion::Waiting => {
                let waiting = self.waiting();
                let waiting: Map<_, _> = waiting
                    .map(|(person, since)| (person.to_string(), json!(since)))
                    .collect();
                Document::of(&waiting)
            }
            RosterQuestion::LeftOut(participants) => {
                Document::of(&self.left_out(participants, directory)?)
            }
        }
    }
}
