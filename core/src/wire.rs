//! Versioned JSON: what aggregates, events, facts and commands look like outside (XCT-3).

use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};

use crate::{
    Command, Conversation, ConversationEvent, Cycle, CycleCommand, CycleDraft, CycleEvent,
    DirectoryData, Error, IndexRow, Org, Relation, Request, Roster, RosterEvent, Start, Template,
    TemplateCommand, TemplateDraft, TemplateEvent,
};

/// The version of the schema that this engine writes, and the latest that it reads.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let json = to_json(&org())?;
/// let later = json.replace(&format!(r#""version":{SCHEMA_VERSION}"#), r#""version":99"#);
/// assert!(matches!(from_json::<Org>(later.as_bytes()), Err(Error::Version { found: 99, .. })));
/// # Ok(()) }
/// ```
pub const SCHEMA_VERSION: u32 = 1;

/// Something that is stored or handed over as versioned JSON.
///
/// The envelope is `{"visavis": KIND, "version": 1, "data": …}`.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// fn file_name<T: Wire>(n: u32) -> String {
///     format!("{}-{n}.json", T::KIND)
/// }
/// assert_eq!(file_name::<ConversationEvent>(7), "conversation_event-7.json");
/// # Ok(()) }
/// ```
pub trait Wire: Serialize + DeserializeOwned + sealed::Sealed {
    /// What the envelope says that it holds.
    ///
    /// ```
    /// use visavis::{Org, Wire};
    ///
    /// assert_eq!(Org::KIND, "organisation");
    /// ```
    const KIND: &'static str;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! kinds {
    ($($type:ty: $kind:literal),+ $(,)?) => {$(
        impl sealed::Sealed for $type {}
        impl Wire for $type {
            const KIND: &'static str = $kind;
        }
    )+};
}

kinds! {
    Org: "organisation",
    DirectoryData: "directory",
    Relation: "relation",
    IndexRow: "index_row",
    Template: "template",
    TemplateDraft: "template_draft",
    TemplateEvent: "template_event",
    Request<TemplateCommand>: "template_command",
    Cycle: "cycle",
    CycleDraft: "cycle_draft",
    CycleEvent: "cycle_event",
    Request<CycleCommand>: "cycle_command",
    Roster: "roster",
    RosterEvent: "roster_event",
    Conversation: "conversation",
    ConversationEvent: "conversation_event",
    Request<Command>: "command",
    Start: "start",
}

#[derive(Serialize)]
struct Written<'a, T> {
    visavis: &'static str,
    version: u32,
    data: &'a T,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read<T> {
    visavis: String,
    version: u64,
    data: T,
}

/// The beginning of an envelope, whatever it holds.
#[derive(Deserialize)]
struct Cover {
    visavis: String,
    version: u64,
}

/// Writes a value as versioned JSON, always the same bytes for the same value.
///
/// # Errors
/// [`Error::Json`] where it has no JSON; no value of the engine is such.
///
/// ```
/// use visavis::{OrgId, PersonId, Relation, from_json, to_json};
///
/// let ana = PersonId::from_bytes([7; 16]);
/// let relation = Relation::new(OrgId::from_bytes([1; 16]), ana);
/// let json = to_json(&relation).unwrap();
/// assert!(json.starts_with(r#"{"visavis":"relation","version":1,"data":{"#));
/// assert_eq!(from_json::<Relation>(json.as_bytes()).unwrap(), relation);
/// ```
pub fn to_json<T: Wire>(value: &T) -> Result<String, Error> {
    let written = Written {
        visavis: T::KIND,
        version: SCHEMA_VERSION,
        data: value,
    };
    serde_json::to_string(&written).map_err(|error| fault(&error, String::new()))
}

/// Reads a value from versioned JSON in UTF-8.
///
/// # Errors
/// [`Error::Utf8`], [`Error::Json`] with line, column and place, [`Error::Version`] for what a
/// later engine wrote, [`Error::Kind`] for something else than was asked for.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let org: Org = from_json(to_json(&org())?.as_bytes())?;
/// assert_eq!(org.id(), id(100));
/// let other = from_json::<Template>(to_json(&org)?.as_bytes()).unwrap_err();
/// assert_eq!(other.to_string(), "`template` was expected, this is `organisation`");
/// # Ok(()) }
/// ```
pub fn from_json<T: Wire>(json: &[u8]) -> Result<T, Error> {
    let text = core::str::from_utf8(json).map_err(|error| Error::Utf8 {
        at: error.valid_up_to(),
    })?;
    match serde_json::from_str::<Read<T>>(text) {
        Ok(read) => {
            check::<T>(read.visavis, read.version)?;
            Ok(read.data)
        }
        // Only a text that cannot be read is read again, to say why and where.
        Err(_) => Err(diagnose::<T>(text)),
    }
}

fn check<T: Wire>(kind: String, version: u64) -> Result<(), Error> {
    if kind != T::KIND {
        return Err(Error::Kind {
            expected: T::KIND,
            found: kind.chars().take(40).collect(),
        });
    }
    if !(1..=u64::from(SCHEMA_VERSION)).contains(&version) {
        return Err(Error::Version {
            found: version,
            known: SCHEMA_VERSION,
        });
    }
    Ok(())
}

fn diagnose<T: Wire>(text: &str) -> Error {
    if let Ok(cover) = serde_json::from_str::<Cover>(text)
        && let Err(error) = check::<T>(cover.visavis, cover.version)
    {
        return error;
    }
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        return fault(&error, String::new());
    }
    let deserializer = &mut serde_json::Deserializer::from_str(text);
    match serde_path_to_error::deserialize::<_, Read<T>>(deserializer) {
        Ok(_) => Error::Json {
            line: 0,
            column: 0,
            path: String::new(),
            message: "the text cannot be read".into(),
        },
        Err(error) => {
            let path = error.path().to_string();
            fault(error.inner(), path)
        }
    }
}

/// An error without the values of the text: what people wrote stays out of logs.
fn fault(error: &serde_json::Error, path: String) -> Error {
    let message = error.to_string();
    let message = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(said, _)| said);
    Error::Json {
        line: error.line(),
        column: error.column(),
        // Keys of the text stand in it, as long as whoever wrote them liked.
        path: path.chars().take(200).collect(),
        message: without_values(message),
    }
}

fn without_values(message: &str) -> String {
    let says = |beginnings: &[&str]| beginnings.iter().any(|said| message.starts_with(said));
    match message.rsplit_once(", expected ") {
        Some((_, expected)) if says(&["invalid ", "unknown variant"]) => {
            format!("{} is expected here", plainly(expected))
        }
        Some((field, expected)) if says(&["unknown field"]) => {
            let name = field.split('`').nth(1).unwrap_or_default().chars();
            let name: String = name.take(40).collect();
            format!("unknown field `{name}`: {expected} is expected here")
        }
        _ => message.to_owned(),
    }
}

/// What is expected, in the words of JSON.
fn plainly(expected: &str) -> String {
    let up_to = |max: u64| format!("a whole number from 0 to {max}");
    match expected {
        "i64" => "a whole number".into(),
        "u8" => up_to(u8::MAX.into()),
        "u16" => up_to(u16::MAX.into()),
        "u32" => up_to(u32::MAX.into()),
        "u64" => up_to(u64::MAX),
        "unit" => "the name alone".into(),
        "a sequence" => "a list".into(),
        "a map" => "an object".into(),
        "newtype variant" => "an object of the name and a value".into(),
        "a formatted UUID string" => "a UUID".into(),
        expected if expected.starts_with("struct ") => "an object".into(),
        expected => expected.into(),
    }
}
