//! Fingerprints: SHA-256 of the JSON of a value.

use core::fmt;

use base16ct::lower;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of a value's JSON. In JSON it is 64 hexadecimal digits in lower case.
///
/// ```
/// let digest = visavis::digest::Digest::of(&"same");
/// assert_eq!(digest, visavis::digest::Digest::of(&"same"));
/// assert_ne!(digest, visavis::digest::Digest::of(&"other"));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The fingerprint of a value. A value that has no JSON has the fingerprint of `null`; none of
    /// the engine's is such.
    ///
    /// ```
    /// use visavis::digest::Digest;
    ///
    /// let digest = Digest::of(&[1, 2]);
    /// assert_eq!(digest.to_string().len(), 64);
    /// assert_ne!(digest, Digest::of(&[2, 1]));
    /// ```
    #[must_use]
    pub fn of(value: &impl Serialize) -> Self {
        let json = serde_json::to_vec(value).unwrap_or_else(|_| b"null".to_vec());
        Self(Sha256::digest(json).into())
    }

    /// The digits, written into a place for them.
    fn digits<'t>(&self, place: &'t mut [u8; 64]) -> &'t str {
        // 32 bytes have exactly 64 digits, so that the default is never taken.
        lower::encode_str(&self.0, place).unwrap_or_default()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.digits(&mut [0; 64]))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.digits(&mut [0; 64]))
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Digest;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("64 hexadecimal digits")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Digest, E> {
                let mut bytes = [0; 32];
                match lower::decode(text, &mut bytes) {
                    Ok(_) if text.len() == 64 => Ok(Digest(bytes)),
                    _ => Err(E::custom("expected 64 hexadecimal digits")),
                }
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Digest {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Digest".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_64_digits_in_lower_case_and_nothing_else() {
        let digest = Digest::of(&"text");
        let text = digest.to_string();
        let json = serde_json::to_string(&digest).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<Digest>(&json).unwrap(), digest);
        let (all, most) = (&text[..], &text[2..]);
        for wrong in [
            String::new(),
            most.to_owned(),
            format!("{all}00"),
            format!("+f{most}"),
            format!("-0{most}"),
            format!(" 0{most}"),
            format!("0g{most}"),
            format!("é{most}"),
            format!("AB{most}"),
        ] {
            let read = serde_json::from_str::<Digest>(&format!("\"{wrong}\""));
            assert!(read.is_err(), "{wrong}");
        }
    }
}
