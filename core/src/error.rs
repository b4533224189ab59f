//! Errors: calls that could not be decided, beside those that were refused.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::{ConversationId, Instant, OrgId, Reason, Refusal, TimeError};

#[cfg(test)]
mod tests;

/// Why a call gives no result.
///
/// [`Error::Refused`] is a decision: the facts were in order and the answer is no. Everything else
/// says that the call itself was not: text that is no JSON of ours, facts that do not belong
/// together or are missing, a broken log.
///
/// ```
/// use visavis::{Error, Org};
///
/// let error = visavis::from_json::<Org>(b"{}").unwrap_err();
/// assert!(matches!(error, Error::Json { .. }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A decision that says no (XCT-1).
    #[error("{0}")]
    Refused(#[from] Refusal),

    /// Two organisations in one call (XCT-9).
    #[error("the {what} belongs to another organisation: expected {expected}, found {found}")]
    OrganisationMismatch {
        /// What belongs to another organisation than the rest.
        what: &'static str,
        /// The organisation of the rest.
        expected: OrgId,
        /// The organisation that `what` belongs to.
        found: OrgId,
    },

    /// Facts that do not belong together, such as a conversation and another cycle (TPL-16).
    #[error("the {what} does not belong to this {of}")]
    Mismatch {
        /// What was handed in.
        what: &'static str,
        /// What it was handed in for.
        of: &'static str,
    },

    /// Something that a call needs and was not handed in, such as the cycle of a scheduled
    /// conversation.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (org, template) = (org(), review());
    /// let context = Context::new(&org, &template, None, at("2026-03-10T09:00:00Z"))?;
    /// let error = context.case(&conversation()).map(|_| ()).unwrap_err();
    /// assert_eq!(error.to_string(), "this conversation needs a cycle");
    /// # Ok(()) }
    /// ```
    #[error("this {of} needs a {what}")]
    Missing {
        /// What was not handed in.
        what: &'static str,
        /// What needs it.
        of: &'static str,
    },

    /// A conversation that was destroyed when its template was undeployed, and that the host still has
    /// (TPL-13).
    ///
    /// It is for the host only, which was to purge it: no person may learn that there was one. Whoever
    /// asks about it is answered by [`Refusal::not_found`], and what is asked of many conversations
    /// passes it over.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let (org, cycle, conversation, now) = (org(), cycle(), conversation(), at("2026-03-10T09:00:00Z"));
    /// let rows = [case("2026-03-10T09:00:00Z").index_row()];
    /// let evidence = TemplateEvidence { rows: &rows, cycles: &[] };
    /// let undeploy = TemplateCommand::UndeployAndDestroy { conversations: 1 };
    /// let template = review().execute(&org, &evidence, &ada(), undeploy, now)?.state;
    ///
    /// let context = Context::new(&org, &template, Some(&cycle), now)?;
    /// // What a host answers somebody who opens it.
    /// let answer = match context.case(&conversation) {
    ///     Err(Error::Destroyed { at, .. }) if at == now => Refusal::not_found(),
    ///     other => panic!("{other:?}"),
    /// };
    /// assert_eq!(answer.to_string(), "there is no such conversation, or you have no part in it");
    /// # Ok(()) }
    /// ```
    #[error(
        "the conversation {conversation} was destroyed at {at}, when its template was undeployed"
    )]
    Destroyed {
        /// The conversation, to be purged.
        conversation: ConversationId,
        /// When it was destroyed.
        at: Instant,
    },

    /// A log of events that cannot have happened (XCT-5). Nothing of it was applied.
    #[error("the log breaks at position {position}: {fault}")]
    Log {
        /// The position of the event in the log, from 0.
        position: usize,
        /// What is wrong with it.
        fault: LogFault,
    },

    /// Text that is not what was expected (XCT-3). Values of the text are not repeated.
    #[error("line {line}, column {column}{place}: {message}", place = place(path))]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column, in bytes from 1.
        column: usize,
        /// The place in the document, such as `data.parts[0].of`.
        path: String,
        /// What was expected there.
        message: String,
    },

    /// Bytes that are not UTF-8 (XCT-6).
    #[error("the text is not UTF-8: byte {at} is the first wrong one")]
    Utf8 {
        /// The place of the first wrong byte, from 0: so many before it are right.
        at: usize,
    },

    /// Something else than what was asked for (XCT-3).
    #[error("expected `{expected}`, found `{found}`")]
    Kind {
        /// What was asked for.
        expected: &'static str,
        /// What the text says that it is.
        found: String,
    },

    /// Written by a later engine than this, or by none (XCT-3).
    #[error("expected {versions} of the schema, found version {found}", versions = versions(*known))]
    Version {
        /// The version that the text names.
        found: u64,
        /// The latest version that this engine reads.
        known: u32,
    },

    /// A date, an instant or a zone that is none (TIM-1, TIM-9).
    #[error(transparent)]
    Time(#[from] TimeError),
}

fn place(path: &str) -> String {
    match path {
        "" | "." => String::new(),
        path => format!(", at `{path}`"),
    }
}

/// What an engine reads that knows the schema up to a version.
pub(crate) fn versions(known: u32) -> String {
    match known {
        1 => "version 1".into(),
        known => format!("one of the versions 1 to {known}"),
    }
}

/// What is wrong with an event of a log (XCT-5).
///
/// ```
/// use visavis::{Conversation, Error};
/// use visavis::error::LogFault;
///
/// let Err(Error::Log { fault, .. }) = Conversation::replay(&[]) else { panic!() };
/// assert_eq!(fault, LogFault::Empty);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LogFault {
    /// The log is empty.
    #[error("a log needs at least one event")]
    Empty,
    /// The revision does not follow the one before.
    #[error("expected revision {expected}, found {found}")]
    Revision {
        /// The revision that would follow.
        expected: u64,
        /// The revision of the event.
        found: u64,
    },
    /// The event belongs to another aggregate or organisation.
    #[error("the event belongs to another log")]
    Foreign,
    /// The event is stamped before the one that it follows (TIM-7).
    #[error("the event is stamped before the one that it follows")]
    Backwards,
    /// Nothing could have led to this event here.
    #[error("{0}")]
    Impossible(&'static str),
}

impl Error {
    /// What kind of error this is, as its JSON names it.
    ///
    /// ```
    /// assert_eq!(visavis::from_json::<visavis::Org>(b"\xff").unwrap_err().kind(), "utf8");
    /// ```
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::OrganisationMismatch { .. } => "organisation_mismatch",
            Self::Mismatch { .. } => "mismatch",
            Self::Missing { .. } => "missing",
            Self::Destroyed { .. } => "destroyed",
            Self::Log { .. } => "log",
            Self::Json { .. } => "json",
            Self::Utf8 { .. } => "utf8",
            Self::Kind { .. } => "kind",
            Self::Version { .. } => "version",
            Self::Time(_) => "time",
        }
    }
}

impl From<Reason> for Error {
    fn from(reason: Reason) -> Self {
        Self::Refused(reason.into())
    }
}

/// In JSON an error names its `kind`, what its variant holds, and its `message`; a refusal is
/// itself, under the kind `refused`.
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::Refused(refusal) => {
                map.serialize_entry("refusal", refusal)?;
            }
            Self::OrganisationMismatch {
                what,
                expected,
                found,
            } => {
                map.serialize_entry("what", what)?;
                map.serialize_entry("expected", expected)?;
                map.serialize_entry("found", found)?;
            }
            Self::Mismatch { what, of } | Self::Missing { what, of } => {
                map.serialize_entry("what", what)?;
                map.serialize_entry("of", of)?;
            }
            Self::Destroyed { conversation, at } => {
                map.serialize_entry("conversation", conversation)?;
                map.serialize_entry("at", at)?;
            }
            Self::Log { position, fault } => {
                map.serialize_entry("position", position)?;
                map.serialize_entry("fault", fault.name())?;
            }
            Self::Json {
                line,
                column,
                path,
                message,
            } => {
                map.serialize_entry("line", line)?;
                map.serialize_entry("column", column)?;
                map.serialize_entry("path", path)?;
                map.serialize_entry("fault", message)?;
            }
            Self::Utf8 { at } => {
                map.serialize_entry("at", at)?;
            }
            Self::Kind { expected, found } => {
                map.serialize_entry("expected", expected)?;
                map.serialize_entry("found", found)?;
            }
            Self::Version { found, known } => {
                map.serialize_entry("found", found)?;
                map.serialize_entry("known", known)?;
            }
            Self::Time(_) => {}
        }
        map.serialize_entry("kind", self.kind())?;
        map.serialize_entry("message", &format_args!("{self}"))?;
        map.end()
    }
}

impl LogFault {
    const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Revision { .. } => "revision",
            Self::Foreign => "foreign",
            Self::Backwards => "backwards",
            Self::Impossible(_) => "impossible",
        }
    }
}

impl TimeError {
    /// The refusal of what a person typed, by TIM-1 or TIM-9; none of rules of zones, which nobody types.
    ///
    /// An [`Error`] of the call is made of it otherwise, which says nothing to people.
    ///
    /// ```
    /// use visavis::{Date, Rule};
    ///
    /// let refusal = "2100-01-01".parse::<Date>().unwrap_err().refusal().unwrap();
    /// assert_eq!((refusal.code(), refusal.rule()), ("date-out-of-range", Rule::Tim9));
    /// let refusal = "2026-02-30".parse::<Date>().unwrap_err().refusal().unwrap();
    /// assert_eq!((refusal.code(), refusal.rule()), ("not-a-date", Rule::Tim1));
    /// ```
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        let reason = match self {
            Self::NotADate(_) => Reason::NotADate,
            Self::DateOutOfRange(_) | Self::InstantOutOfRange(_) => Reason::DateOutOfRange,
            Self::UnknownZone(_) => Reason::ZoneUnknown,
            Self::NotAnInstant(_) => {
                let expected = "expected an instant as RFC 3339 with an offset";
                return Some(Refusal::from(Reason::DocumentInvalid).detailed(expected));
            }
            Self::NotARelease(_) | Self::UnreadableRules | Self::RulesTooLong(_) => return None,
        };
        Some(reason.into())
    }

    /// The error that says a sentence, if it is one that bears what was given: reading JSON hands on the
    /// sentence alone.
    pub(crate) fn that_says(sentence: &str) -> Option<Self> {
        let kinds: [fn(String) -> Self; 6] = [
            Self::NotAnInstant,
            Self::InstantOutOfRange,
            Self::NotADate,
            Self::DateOutOfRange,
            Self::UnknownZone,
            Self::NotARelease,
        ];
        kinds.into_iter().find_map(|kind| {
            let empty = kind(String::new()).to_string();
            let (quote, rest) = empty.split_at_checked(1)?;
            let given = sentence.strip_prefix(quote)?.strip_suffix(rest)?;
            Some(kind(given.to_owned()))
        })
    }
}
