//! Identifiers: UUIDs that cannot be taken for one another.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])+ $name:ident;)+) => {$(
        $(#[$doc])+
        ///
        /// A UUID, which the host gives; the engine draws none. In JSON it is the usual text of
        /// 36 characters.
        ///
        /// ```
        #[doc = concat!("use visavis::id::", stringify!($name), ";")]
        ///
        #[doc = concat!("let id: ", stringify!($name), " = \"7f3b9a52-60a9-4d3c-8a83-0f2e8d1f9c01\".parse().unwrap();")]
        /// assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{id}\""));
        /// ```
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id with these 16 bytes, in the order in which they are written.
            ///
            /// ```
            #[doc = concat!("let id = visavis::id::", stringify!($name), "::from_bytes([7; 16]);")]
            /// assert_eq!(id.to_string(), "07070707-0707-0707-0707-070707070707");
            /// ```
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The 16 bytes of the id.
            ///
            /// ```
            #[doc = concat!("let id = visavis::id::", stringify!($name), "::from_bytes([7; 16]);")]
            /// assert_eq!(id.bytes(), [7; 16]);
            /// ```
            #[must_use]
            pub const fn bytes(self) -> [u8; 16] {
                self.0.into_bytes()
            }

            /// An id from a key of the host's own, for hosts whose keys are not UUIDs: version 5
            /// of `key` in `namespace`. The same two always give the same id.
            ///
            /// It is for the host alone: whoever knows the two can work out the id, which is no secret.
            ///
            /// ```
            #[doc = concat!("use visavis::id::", stringify!($name), ";")]
            ///
            /// let mine = "6ba7b811-9dad-11d1-80b4-00c04fd430c8".parse().unwrap();
            #[doc = concat!("let id = ", stringify!($name), "::from_key(mine, \"17\");")]
            #[doc = concat!("assert_eq!(id, ", stringify!($name), "::from_key(mine, \"17\"));")]
            #[doc = concat!("assert_ne!(id, ", stringify!($name), "::from_key(mine, \"18\"));")]
            /// ```
            #[must_use]
            pub fn from_key(namespace: Uuid, key: &str) -> Self {
                Self(Uuid::new_v5(&namespace, key.as_bytes()))
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// An organisation: the company whose people, templates and conversations belong together.
    OrgId;
    /// A person of an organisation.
    PersonId;
    /// A department of an organisation.
    DepartmentId;
    /// A group of people, which the host defines.
    GroupId;
    /// A template.
    TemplateId;
    /// A question; unique within a template.
    QuestionId;
    /// A cycle of a scheduled template, and the roster of that cycle.
    CycleId;
    /// A conversation.
    ConversationId;
    /// A command, so that asking twice does nothing twice (XCT-8).
    CommandId;
}

/// The copy of a question's id in a clone of its template (TPL-14): version 5, so that cloning
/// needs no random number and gives new ids throughout.
pub(crate) fn cloned_question(template: TemplateId, original: QuestionId) -> QuestionId {
    QuestionId(Uuid::new_v5(&template.0, original.0.as_bytes()))
}

/// The id of the conversation that a cycle gives a direct report (PAR-12): the same however often
/// the cycle is rolled out. The four zero bytes are the template's epoch: giving up a template's
/// data will begin another, so that the id of a destroyed conversation never returns.
pub(crate) fn rolled_out(cycle: CycleId, direct_report: PersonId) -> ConversationId {
    let mut name = [0; 20];
    let (_, tail) = name.split_at_mut(4);
    tail.copy_from_slice(direct_report.0.as_bytes());
    ConversationId(Uuid::new_v5(&cycle.0, &name))
}
