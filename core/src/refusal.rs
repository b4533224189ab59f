//! Refusals: what is not done, by which rule, and what would be right (XCT-1).

use core::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::vocabulary::vocabulary;
use crate::{Instant, Rule};

mod faults;
mod reason;
mod registry;

pub(crate) use faults::Faults;
use reason::Parameters;
pub use reason::Reason;
pub use registry::{Category, Parameter, ParameterType, Registered, Wording};

/// A decision that says no: the reason, where the fault stands, and from which or until which
/// instant it holds (XCT-1). Nothing has changed (XCT-2).
///
/// In JSON it is an object with `code`, `rule`, `category`, `parameters`, `message` and, where there is one,
/// `at`, `since`, `until`, `remedy` and `faults`.
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
    faults: Vec<Refusal>,
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
    /// The refusal of a conversation that a stranger asks for: what a host answers where it has no
    /// such conversation, so that nobody can tell the two apart (VIS-16).
    ///
    /// ```
    /// assert_eq!(visavis::Refusal::not_found().code(), "not-found");
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

    /// The rule that refuses.
    ///
    /// ```
    /// use visavis::Rule;
    /// use visavis::limits::Name;
    ///
    /// assert_eq!(Name::new("").unwrap_err().rule(), Rule::Lim1);
    /// ```
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.reason.rule()
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
    pub const fn category(&self) -> Category {
        self.reason.category()
    }

    /// Where the fault stands in what was handed in, such as `manager[2].options[0]`.
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
    pub const fn since(&self) -> Option<Instant> {
        self.since
    }

    /// The instant until which the refusal holds, itself outside, where time decides.
    #[must_use]
    pub const fn until(&self) -> Option<Instant> {
        self.until
    }

    /// What would open it again, where somebody can.
    #[must_use]
    pub const fn remedy(&self) -> Option<Remedy> {
        self.remedy
    }

    /// The single faults, where several are refused together.
    #[must_use]
    pub fn faults(&self) -> &[Refusal] {
        &self.faults
    }

    pub(crate) fn holds_since(mut self, since: Instant) -> Self {
        self.since = Some(since);
        self
    }

    pub(crate) fn holds_until(mut self, until: Instant) -> Self {
        self.until = Some(until);
        self
    }

    pub(crate) fn reopened_by(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(remedy);
        self
    }

    pub(crate) fn with_faults(mut self, faults: Vec<Refusal>) -> Self {
        self.faults = faults;
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
            faults: Vec::new(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)?;
        if let Some(remedy) = self.remedy {
            write!(f, "; {remedy}")?;
        }
        // A fault without a place speaks of "this question", which only its parameters name.
        let mut before = String::new();
        for fault in &self.faults {
            if let Some(at) = &fault.at {
                let said = format!("; {at}: {fault}");
                // Faults that differ only in their parameters read alike: once is enough.
                if said != before {
                    f.write_str(&said)?;
                }
                before = said;
            }
        }
        Ok(())
    }
}

impl core::error::Error for Refusal {}

impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Refusal", 10)?;
        object.serialize_field("code", self.code())?;
        object.serialize_field("rule", &self.rule())?;
        object.serialize_field("category", &self.category())?;
        if let Some(at) = &self.at {
            object.serialize_field("at", at)?;
        }
        object.serialize_field("parameters", &Parameters(&self.reason))?;
        object.serialize_field("message", &format_args!("{}", self.reason))?;
        if let Some(since) = &self.since {
            object.serialize_field("since", since)?;
        }
        if let Some(until) = &self.until {
            object.serialize_field("until", until)?;
        }
        if let Some(remedy) = &self.remedy {
            object.serialize_field("remedy", remedy)?;
        }
        if !self.faults.is_empty() {
            object.serialize_field("faults", &self.faults)?;
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
                "since": instant,
                "until": instant,
                "remedy": generator.subschema_for::<Remedy>(),
                "faults": { "type": "array", "items": generator.subschema_for::<Self>() },
            },
        })
    }
}
