//! Versioned JSON: what aggregates, events, facts and commands look like outside (XCT-3).

use core::marker::PhantomData;

use serde::de::{self, DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};

use self::objects::Objects;
use crate::error::versions;
use crate::{Error, Reason, Refusal, TimeError};

mod objects;

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
    /// use visavis::Org;
    /// use visavis::wire::Wire;
    ///
    /// assert_eq!(Org::KIND, "organisation");
    /// ```
    const KIND: &'static str;
}

pub(crate) mod sealed {
    pub trait Sealed {}
}

/// The envelope as it is written.
#[derive(Serialize)]
pub(crate) struct Written<'a, T> {
    visavis: &'static str,
    version: u32,
    data: &'a T,
}

impl<'a, T: Wire> Written<'a, T> {
    pub(crate) const fn of(data: &'a T) -> Self {
        Self {
            visavis: T::KIND,
            version: SCHEMA_VERSION,
            data,
        }
    }
}

/// The envelope as it is read. Kind and version stand before the data and are checked first, so that
/// what a later engine wrote is not said to have a field too many.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound = "T: Wire")]
pub(crate) struct Read<T> {
    #[serde(rename = "visavis")]
    _kind: KindOf<T>,
    #[serde(rename = "version")]
    _version: KnownVersion,
    pub(crate) data: T,
}

struct KindOf<T>(PhantomData<T>);

impl<'de, T: Wire> Deserialize<'de> for KindOf<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        check_kind::<T>(&String::deserialize(deserializer)?).map_err(de::Error::custom)?;
        Ok(Self(PhantomData))
    }
}

struct KnownVersion;

impl<'de> Deserialize<'de> for KnownVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        check_version(u64::deserialize(deserializer)?).map_err(de::Error::custom)?;
        Ok(Self)
    }
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
/// use visavis::{Actor, from_json, to_json};
/// use visavis::id::{OrgId, PersonId};
///
/// let ana = Actor::vouched(OrgId::from_bytes([1; 16]), PersonId::from_bytes([7; 16]), true);
/// let json = to_json(&ana).unwrap();
/// assert!(json.starts_with(r#"{"visavis":"actor","version":1,"data":{"#));
/// assert_eq!(from_json::<Actor>(json.as_bytes()).unwrap(), ana);
/// ```
pub fn to_json<T: Wire>(value: &T) -> Result<String, Error> {
    serde_json::to_string(&Written::of(value)).map_err(|error| fault(&error, String::new()))
}

/// Reads a value from versioned JSON in UTF-8; a byte order mark before it is passed over.
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
/// assert_eq!(other.to_string(), "expected `template`, found `organisation`");
/// # Ok(()) }
/// ```
pub fn from_json<T: Wire>(json: &[u8]) -> Result<T, Error> {
    let text = text(json)?;
    match parsed::<Read<T>>(text) {
        Ok(read) => Ok(read.data),
        // Only a text that cannot be read is read again, to say why and where.
        Err(_) => Err(diagnose::<T>(text)),
    }
}

/// Reads a value from versioned JSON that a person sent, such as a command or a draft: what cannot be read
/// of it is refused, as something that the sender can mend, and no fault of the host. [`from_json`] is for
/// what the host itself has written.
///
/// # Errors
/// `document-invalid` with the place in the document and what is expected there, by XCT-3; where a date or a
/// zone stands that is none, or none in range, that refusal in its place, by TIM-1 or TIM-9. Nothing of what
/// people wrote is repeated.
///
/// ```
/// use visavis::{Command, CycleCommand, Request, Rule, from_person};
///
/// let shares = br#"{"visavis": "command", "version": 1, "data": {"command": "share"}}"#;
/// assert!(from_person::<Request<Command>>(shares).is_ok());
///
/// let moves = br#"{"visavis": "cycle_command", "version": 1, "data": {"command": {"move_end": "2100-01-01"}}}"#;
/// let refusal = from_person::<Request<CycleCommand>>(moves).unwrap_err();
/// assert_eq!((refusal.code(), refusal.rule()), ("date-out-of-range", Rule::Tim9));
/// assert_eq!(refusal.at(), Some("data.command.move_end"));
/// ```
pub fn from_person<T: Wire>(json: &[u8]) -> Result<T, Refusal> {
    from_json(json).map_err(refused)
}

/// The refusal of a document that cannot be read.
fn refused(error: Error) -> Refusal {
    let invalid = |detail: &str| Refusal::from(Reason::DocumentInvalid).detailed(detail);
    match error {
        Error::Refused(refusal) => refusal,
        Error::Json { path, message, .. } => unreadable(&path, &message),
        Error::Kind { expected, .. } => invalid(&format!("expected `{expected}`")),
        Error::Version { known, .. } => {
            invalid(&format!("expected {} of the schema", versions(known)))
        }
        Error::Utf8 { .. } => invalid("expected UTF-8"),
        // Nothing else comes of reading.
        Error::OrganisationMismatch { .. }
        | Error::Mismatch { .. }
        | Error::Missing { .. }
        | Error::Log { .. }
        | Error::Destroyed { .. }
        | Error::Time(_) => Reason::DocumentInvalid.into(),
    }
}

/// The refusal of what stands at a place of a document that a person sent.
pub(crate) fn unreadable(path: &str, message: &str) -> Refusal {
    let time = TimeError::that_says(message).and_then(|error| error.refusal());
    let refusal = time.unwrap_or_else(|| Refusal::from(Reason::DocumentInvalid).detailed(message));
    match path {
        "" | "." => refusal,
        path => refusal.placed(path),
    }
}

/// What a whole text holds.
fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    let deserializer = &mut serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Objects(&mut *deserializer))?;
    deserializer.end()?;
    Ok(value)
}

/// The same with the place of a fault.
fn placed<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let deserializer = &mut serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize(Objects(&mut *deserializer));
    let value = read.map_err(|error| {
        let path = error.path().to_string();
        fault(error.inner(), path)
    })?;
    let end = deserializer.end();
    end.map_err(|error| fault(&error, String::new()))?;
    Ok(value)
}

/// The text of a document, without the byte order mark that some editors put before it.
fn text(json: &[u8]) -> Result<&str, Error> {
    let text = core::str::from_utf8(json).map_err(|error| Error::Utf8 {
        at: error.valid_up_to(),
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn check_kind<T: Wire>(found: &str) -> Result<(), Error> {
    match found == T::KIND {
        true => Ok(()),
        false => Err(Error::Kind {
            expected: T::KIND,
            found: found.chars().take(40).collect(),
        }),
    }
}

fn check_version(found: u64) -> Result<(), Error> {
    match (1..=u64::from(SCHEMA_VERSION)).contains(&found) {
        true => Ok(()),
        false => Err(Error::Version {
            found,
            known: SCHEMA_VERSION,
        }),
    }
}

/// The schema of a field that may be `null` and is never left out: an [`Option`] that is read as such.
#[cfg(feature = "schema")]
pub(crate) fn nullable<T: schemars::JsonSchema>(
    generator: &mut schemars::SchemaGenerator,
) -> schemars::Schema {
    <Option<T> as schemars::JsonSchema>::json_schema(generator)
}

/// Reads a document that has no envelope of its own.
pub(crate) fn read_document<T: DeserializeOwned>(json: &[u8]) -> Result<T, Error> {
    placed(text(json)?)
}

fn diagnose<T: Wire>(text: &str) -> Error {
    if let Ok(cover) = parsed::<Cover>(text)
        && let Err(error) =
            check_kind::<T>(&cover.visavis).and_then(|()| check_version(cover.version))
    {
        return error;
    }
    if let Err(error) = parsed::<IgnoredAny>(text) {
        return fault(&error, String::new());
    }
    match placed::<Read<T>>(text) {
        Ok(_) => Error::Json {
            line: 0,
            column: 0,
            path: String::new(),
            message: "the text cannot be read".into(),
        },
        Err(error) => error,
    }
}

/// An error without the values of the text: what people wrote stays out of logs.
pub(crate) fn fault(error: &serde_json::Error, path: String) -> Error {
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
            format!("expected {}", plainly(expected))
        }
        Some((field, expected)) if says(&["unknown field"]) => {
            let name = field.split('`').nth(1).unwrap_or_default().chars();
            let name: String = name.take(40).collect();
            format!("unknown field `{name}`, expected {expected}")
        }
        _ if says(&["UUID parsing failed"]) => "expected a UUID".into(),
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
        "unit" => "only the name".into(),
        "a sequence" => "a list".into(),
        "a map" => "an object".into(),
        "newtype variant" => "an object with the name and a value".into(),
        "a formatted UUID string" => "a UUID".into(),
        expected if expected.starts_with("struct ") => "an object".into(),
        expected => expected.into(),
    }
}
