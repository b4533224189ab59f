//! A stored document inside another: the envelope that [`to_json`](crate::to_json) writes.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Wire;
use crate::wire::{Read, Written};

/// Something in the envelope in which it is stored, inside another document.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Box<dyn core::error::Error>> {
/// use visavis::ask::Stored;
///
/// let stored: Stored<Org> = serde_json::from_str(&to_json(&org())?)?;
/// assert_eq!(stored.0, org());
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored<T>(pub T);

impl<T: Wire> Serialize for Stored<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written::of(&self.0).serialize(serializer)
    }
}

impl<'de, T: Wire> Deserialize<'de> for Stored<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(Read::deserialize(deserializer)?.data))
    }
}

#[cfg(feature = "schema")]
impl<T: Wire + schemars::JsonSchema> schemars::JsonSchema for Stored<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Stored_{}", T::KIND).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "properties": {
                "visavis": { "const": T::KIND },
                "version": { "type": "integer", "minimum": 1, "maximum": crate::SCHEMA_VERSION },
                "data": generator.subschema_for::<T>(),
            },
            "required": ["visavis", "version", "data"],
            "additionalProperties": false,
        })
    }
}
