//! Refusals: what is not done, by which rule, and what would be right (XCT-1).

use core::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::vocabulary::vocabulary;
use crate::{Instant, Rule};

mod faults;
mod reason;
mod registry;

pub(crate) use faults::Faults;
#[cfg(feature = "schema")]
use faults::LISTED;
use reason::Parameters;
pub use reason::Reason;
pub use registry::{Category, Parameter, ParameterType, Registered, Wording};

/// A decision that says no: the reason, where the fault stands, and from which or until which
/// instant it holds (XCT-1). Nothing has changed (XCT-2).
///
/// Whatever is built of parts, such as a save, a schedule, a template or a directory, is refused as a
/// whole: its code says what was asked, and each fault has a code, a rule, a place, parameters and
/// instants of its own. What decides about the whole is its first fault: whose rule, category, instants
/// and remedy it has.
///
/// A sentence has no ids: where a fault lies, [`at`](Self::at) says with them.
///
/// In JSON it is an object with `code`, `rule`, `category`, `parameters`, `message` and, where there is
/// one, `at`, `detail`, `since`, `until`, `remedy`, `fault_count` and `faults`.
///
/// ```
/// use visavis::Rule;
/// use visavis::limits::Name;
///
/// let refusal = Name::new("n".repeat(65)).unwrap_err();
/// assert_eq!(refusal.code(), "name-too-long");
/// assert_eq!(refusal.rule(), Rule::Lim1);
/// assert_eq!(refusal.to_string(), "a name has at most 64 characters; this one has 65");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    reason: Reason,
    at: Option<Box<str>>,
    since: Option<Instant>,
    until: Option<Instant>,
    remedy: Option<Remedy>,
    /// What its sentence goes on with.
    detail: Option<Box<str>>,
    faults: Option<Box<Listed>>,
}

/// The faults of a whole, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Listed {
    /// The first of them, up to [`faults::LISTED`].
    first: Vec<Refusal>,
    /// How many there are.
    count: u64,
}

vocabulary! {
    /// What would open again what a boundary or a lock has closed (ANS-9, REQ-1).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let late = |conversation| {
    ///     let sight = case_of(conversation, "2026-05-04T09:00:00Z").sight(&ana())?;
    ///     Ok::<_, Error>(sight.may(Action::Share).unwrap_err().remedy())
    /// };
    /// assert_eq!(late(conversation())?, Some(Remedy::RequestEdit));
    ///
    /// let case = case("2026-05-04T09:00:00Z");
    /// let asked = case.execute(&ana(), Command::RequestEdit)?.state;
    /// assert_eq!(late(asked)?, Some(Remedy::AwaitDecision));
    /// # Ok(()) }
    /// ```
    #[non_exhaustive]
    pub enum Remedy {
        /// That the person asks to edit, and an administrator allows it.
        RequestEdit: "request_edit" = 1,
        /// That an administrator allows the request that the person has made.
        AwaitDecision: "await_decision" = 2,
    }
}

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RequestEdit => "ask to edit to reopen it",
            Self::AwaitDecision => "your request to edit it waits for a decision",
        })
    }
}

impl Refusal {
    /// The refusal that a stranger gets, for a host to make where it has no such conversation: an id
    /// that is missing has to look the same as one that the person may not know of (VIS-16).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let case = case("2026-03-10T09:00:00Z");
    /// let stranger = case.relation(&directory(), id(77)); // Nobody whom the directory knows.
    /// let refused = case.execute(&stranger, Command::Share).map(|done| done.state);
    /// assert_eq!(refused, Err(Refusal::not_found().into()));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn not_found() -> Self {
        Reason::NotFound.into()
    }

    /// The reason, with its typed parameters.
    #[must_use]
    pub const fn reason(&self) -> &Reason {
        &self.reason
    }

    /// The stable code, in kebab case.
    ///
    /// ```
    /// assert_eq!(visavis::limits::Name::new("").unwrap_err().code(), "name-empty");
    /// ```
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.reason.code()
    }

    /// The rule that refuses: that of the first fault, if faults are listed.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// use visavis::limits::Name;
    ///
    /// assert_eq!(Name::new("").unwrap_err().rule(), Rule::Lim1);
    ///
    /// let late = case("2026-05-04T09:00:00Z").execute(&ana(), save(11, "We shipped."));
    /// let Err(Error::Refused(refusal)) = late else { panic!() };
    /// assert_eq!((refusal.code(), refusal.rule()), ("answers-refused", Rule::Ans9));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.deciding().reason.rule()
    }

    /// What kind of refusal it is, by which a host maps it (XCT-1).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// use visavis::refusal::Category;
    ///
    /// let late = case("2026-05-04T09:00:00Z").sight(&ana())?.may(Action::Share).unwrap_err();
    /// assert_eq!(late.category(), Category::NotNow);
    /// assert_eq!(Refusal::not_found().category(), Category::NotFound);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn category(&self) -> Category {
        self.deciding().reason.category()
    }

    /// Where the fault stands in what was handed in, such as `manager[2].options[0]`. People and departments
    /// of a directory, which have no order, stand there by their ids: `people[7f3b9a52-…].manager`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let mut draft = template_draft("anytime", "Check-in");
    /// draft.content.manager[1].text = String::new();
    /// let refused = Template::create(&org(), &ada(), draft, at("2026-01-05T09:00:00Z"));
    /// let Err(Error::Refused(refusal)) = refused else { panic!() };
    /// assert_eq!(refusal.faults()[0].at(), Some("manager[1].text"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn at(&self) -> Option<&str> {
        self.at.as_deref()
    }

    /// The instant from which the refusal holds, itself inside, where time decides.
    #[must_use]
    pub fn since(&self) -> Option<Instant> {
        self.deciding().since
    }

    /// The instant until which the refusal holds, itself outside, where time decides.
    #[must_use]
    pub fn until(&self) -> Option<Instant> {
        self.deciding().until
    }

    /// What would open it again, where somebody can.
    #[must_use]
    pub fn remedy(&self) -> Option<Remedy> {
        self.deciding().remedy
    }

    /// What the sentence goes on with, in English, where no parameters can say it: what was expected of a
    /// document that cannot be read.
    ///
    /// ```
    /// use visavis::{Command, Request, from_person};
    ///
    /// let command = br#"{"visavis": "command", "version": 1, "data": {"command": {"save": 7}}}"#;
    /// let refusal = from_person::<Request<Command>>(command).unwrap_err();
    /// assert_eq!((refusal.at(), refusal.detail()), (Some("data.command.save"), Some("expected a list")));
    /// ```
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// The single faults of a whole: the first hundred of them, if there are more.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let refused = directory().read_list("nobody@acme.example\n".repeat(300).as_bytes());
    /// let refusal = refused.unwrap_err();
    /// assert_eq!((refusal.faults().len(), refusal.fault_count()), (100, 300));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn faults(&self) -> &[Refusal] {
        self.faults.as_deref().map_or(&[], |listed| &listed.first)
    }

    /// How many faults there are, listed or not.
    #[must_use]
    pub fn fault_count(&self) -> u64 {
        self.faults.as_deref().map_or(0, |listed| listed.count)
    }

    /// What decides about a whole: its first fault, or itself if it has none.
    fn deciding(&self) -> &Self {
        self.faults().first().unwrap_or(self)
    }

    /// The same at a place, or at this place before the one within.
    pub(crate) fn placed(mut self, at: impl fmt::Display) -> Self {
        self.at = Some(match self.at {
            Some(within) => format!("{at}{within}").into(),
            None => at.to_string().into(),
        });
        self
    }

    pub(crate) fn holds_since(mut self, since: Instant) -> Self {
        self.since = Some(since);
        self
    }

    pub(crate) fn holds_until(mut self, until: Instant) -> Self {
        self.until = Some(until);
        self
    }

    pub(crate) fn detailed(mut self, detail: impl Into<Box<str>>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    pub(crate) fn reopened_by(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(remedy);
        self
    }
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self {
            reason,
            at: None,
            since: None,
            until: None,
            remedy: None,
            detail: None,
            faults: None,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)?;
        if let Some(detail) = &self.detail {
            write!(f, ": {detail}")?;
        }
        if let Some(remedy) = self.remedy {
            write!(f, "; {remedy}")?;
        }
        // A fault without a place speaks of "this question", which only its parameters name.
        let mut before = String::new();
        for fault in self.faults() {
            if let Some(at) = &fault.at {
                let said = format!("; {}: {fault}", spoken(at));
                // Faults that differ only in their parameters read alike: once is enough.
                if said != before {
                    f.write_str(&said)?;
                }
                before = said;
            }
        }
        match self.fault_count() - self.faults().len() as u64 {
            0 => Ok(()),
            1 => f.write_str("; and 1 more fault"),
            more => write!(f, "; and {more} more faults"),
        }
    }
}

/// A place as a sentence has it: without ids, which say nothing to people. The place itself keeps them.
fn spoken(at: &str) -> String {
    let mut parts = at.split('[');
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((id, rest)) if id.parse::<Uuid>().is_ok() => said.push_str(rest),
            _ => {
                said.push('[');
                said.push_str(part);
            }
        }
    }
    said
}

impl core::error::Error for Refusal {}

impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Refusal", 12)?;
        object.serialize_field("code", self.code())?;
        object.serialize_field("rule", &self.rule())?;
        object.serialize_field("category", &self.category())?;
        if let Some(at) = &self.at {
            object.serialize_field("at", at)?;
        }
        object.serialize_field("parameters", &Parameters(&self.reason))?;
        object.serialize_field("message", &format_args!("{}", self.reason))?;
        if let Some(detail) = &self.detail {
            object.serialize_field("detail", detail)?;
        }
        if let Some(since) = &self.since() {
            object.serialize_field("since", since)?;
        }
        if let Some(until) = &self.until() {
            object.serialize_field("until", until)?;
        }
        if let Some(remedy) = &self.remedy() {
            object.serialize_field("remedy", remedy)?;
        }
        if let Some(Listed { first, count }) = self.faults.as_deref() {
            object.serialize_field("fault_count", count)?;
            object.serialize_field("faults", first)?;
        }
        object.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Refusal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Refusal".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let instant = generator.subschema_for::<Instant>();
        schemars::json_schema!({
            "type": "object",
            "required": ["code", "rule", "category", "parameters", "message"],
            "additionalProperties": false,
            "properties": {
                "code": {
                    "type": "string",
                    "enum": Reason::REGISTRY.iter().map(|known| known.code).collect::<Vec<_>>(),
                },
                "rule": generator.subschema_for::<Rule>(),
                "category": generator.subschema_for::<Category>(),
                "at": { "type": "string" },
                "parameters": { "type": "object" },
                "message": { "type": "string" },
                "detail": { "type": "string" },
                "since": instant,
                "until": instant,
                "remedy": generator.subschema_for::<Remedy>(),
                "fault_count": { "type": "integer", "minimum": 1 },
                "faults": {
                    "type": "array", "minItems": 1, "maxItems": LISTED,
                    "items": generator.subschema_for::<Self>(),
                },
            },
        })
    }
}
