//! The document door: questions and commands as JSON documents, answered by others.
//!
//! Every kind of handle has one closed enum of questions ([`SightQuestion`], [`CaseQuestion`],
//! [`ContextQuestion`], [`DirectoryQuestion`], [`SightsQuestion`]), and its `ask` answers with a
//! [`Document`]. [`ask()`] takes everything in one document, for hosts that have no handles at all.
//! Both read the ordinary methods and decide nothing themselves.

mod answer;
mod calendar;
mod call;
mod documents;
mod handles;
mod request;
mod stored;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

pub use answer::{OutcomeDocument, RollOutDocument};
pub use calendar::CalendarQuestion;
pub use call::ask;
pub use documents::{ActorBy, ContextDocument, Log, Possibly, RelationBy};
pub use handles::{
    CaseQuestion, ContextQuestion, DirectoryQuestion, Drawing, RosterQuestion, SightQuestion,
    SightsQuestion, TemplateQuestion, ask_sights,
};
pub use request::{Ask, AskRequest};
pub use stored::Stored;

use crate::Error;

/// Reads a question from JSON.
///
/// # Errors
/// [`Error::Utf8`] or [`Error::Json`] with the place where it cannot be read.
///
/// ```
/// use visavis::ask::{SightQuestion, read_question};
///
/// assert_eq!(read_question::<SightQuestion>(b"\"actions\"").unwrap(), SightQuestion::Actions);
/// assert!(read_question::<SightQuestion>(b"\"nothing\"").is_err());
/// ```
pub fn read_question<Question: DeserializeOwned>(json: &[u8]) -> Result<Question, Error> {
    crate::wire::read_document(json)
}

/// An answer as a JSON text: the same bytes for the same answer, in every language (XCT-7).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// use visavis::ask::SightQuestion;
///
/// let sight = case("2026-03-10T09:00:00Z").sight(&ben())?;
/// let question: SightQuestion = serde_json::from_str(r#"{ "answer": { "part": "manager", "question":
///     "00000000-0000-0000-0000-000000000015" } }"#).unwrap();
/// assert_eq!(sight.ask(None, &question)?.as_str(), r#"{"visibility":"visible","rule":"VIS-1"}"#);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Document(Box<RawValue>);

impl Document {
    fn of(answer: &(impl Serialize + ?Sized)) -> Result<Self, Error> {
        let text = serde_json::value::to_raw_value(answer);
        text.map(Self)
            .map_err(|error| crate::wire::fault(&error, String::new()))
    }

    /// The JSON text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.get()
    }
}

impl From<Document> for String {
    fn from(document: Document) -> Self {
        Box::<str>::from(document.0).into()
    }
}
