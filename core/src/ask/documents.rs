//! The documents that a call is made of.

use core::fmt;
use core::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Stored;
use crate::{
    Actor, Context, ConversationEvent, Cycle, CycleEvent, Error, Instant, Org, PersonId, Relation,
    RosterEvent, Template, TemplateEvent,
};

/// A log of events.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Log {
    /// Of a template.
    Template(Vec<Stored<TemplateEvent>>),
    /// Of a cycle.
    Cycle(Vec<Stored<CycleEvent>>),
    /// Of a roster.
    Roster(Vec<Stored<RosterEvent>>),
    /// Of a conversation.
    Conversation(Vec<Stored<ConversationEvent>>),
}

/// The organisation with a template and, for what belongs to one, a cycle, at an instant.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContextDocument {
    /// The organisation.
    pub organisation: Stored<Org>,
    /// The template.
    pub template: Stored<Template>,
    /// The cycle, or `"none"`.
    pub cycle: Possibly<Stored<Cycle>>,
    /// When.
    pub now: Instant,
}

impl ContextDocument {
    pub(super) fn context(&self) -> Result<Context<'_>, Error> {
        let cycle = self.cycle.get().map(|cycle| &cycle.0);
        Context::new(&self.organisation.0, &self.template.0, cycle, self.now)
    }
}

/// Something, or `"none"`: that there is none is said, and never left out.
///
/// ```
/// use visavis::ask::Possibly;
///
/// let none: Possibly<std::collections::BTreeMap<String, u8>> = serde_json::from_str("\"none\"").unwrap();
/// assert!(none.get().is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Possibly<T> {
    /// There is one.
    Some(T),
    /// There is none.
    None,
}

impl<T> Possibly<T> {
    /// What there is.
    #[must_use]
    pub const fn get(&self) -> Option<&T> {
        match self {
            Self::Some(value) => Some(value),
            Self::None => None,
        }
    }
}

impl<T: Serialize> Serialize for Possibly<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Some(value) => value.serialize(serializer),
            Self::None => serializer.serialize_str("none"),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Possibly<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reads<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Reads<T> {
            type Value = Possibly<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object or the text `none`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                match text {
                    "none" => Ok(Possibly::None),
                    _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Possibly::Some)
            }
        }

        deserializer.deserialize_any(Reads(PhantomData))
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Possibly<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Possibly_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "anyOf": [{ "const": "none" }, generator.subschema_for::<T>()] })
    }
}

/// Who asks, in the organisation.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum ActorBy {
    /// Somebody whom the directory knows.
    Person(PersonId),
    /// Somebody whom the host vouches for.
    Actor(Stored<Actor>),
}

/// Who asks, as they stand to the people of a conversation.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum RelationBy {
    /// Somebody whom the directory knows.
    Person(PersonId),
    /// Somebody whom the host vouches for.
    Relation(Stored<Relation>),
}
