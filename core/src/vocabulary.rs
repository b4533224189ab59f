//! Vocabularies: closed sets of words that every language of the engine knows.
//!
//! One list gives a vocabulary its variants, their names in JSON and the numbers by which C knows
//! them. The lists of the other languages are generated from it.

/// Defines a vocabulary: `Variant: "name in JSON" = number`, or without numbers if no call of C takes
/// or gives it. A number never changes, and a new variant gets a new one, wherever it stands.
///
/// In a vocabulary `holding` others, a variant may hold a value of one of these, each with a number of
/// its own.
macro_rules! vocabulary {
    ($(#[$meta:meta])* pub enum $type:ident {
        $($(#[$doc:meta])* $variant:ident: $name:literal $(= $code:literal)?,)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $type {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)+
        }

        impl $type {
            /// Every value, in order.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$variant),+];

            /// The name in JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            vocabulary! { @code $($variant $($code)?),+ }
        }
    };

    (@code $($variant:ident),+) => {};

    (@code $($variant:ident $code:literal),+) => {
        /// The number by which C knows it.
        #[must_use]
        pub const fn code(self) -> i32 {
            match self { $(Self::$variant => $code,)+ }
        }
    };

    (@value $code:literal $value:expr) => { $value };

    ($(#[$meta:meta])* pub enum $type:ident holding {
        $($(#[$doc:meta])* $variant:ident $(($held:ident))?: $name:literal =
            $($code:literal)? $($of:ident::$each:ident $each_code:literal),*;)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $type {
            $($(#[$doc])* #[serde(rename = $name)] $variant $(($held))?,)+
        }

        impl $type {
            /// Every value, in order.
            pub const ALL: [Self; [$($($code,)? $($each_code,)*)+].len()] = [$(
                $(vocabulary! { @value $code Self::$variant },)?
                $(Self::$variant($of::$each),)*
            )+];

            /// The name in JSON, which is that of the key if it holds another value.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant { .. } => $name,)+ }
            }

            /// The number by which C knows it.
            #[must_use]
            pub const fn code(self) -> i32 {
                match self {$(
                    $(Self::$variant => $code,)?
                    $(Self::$variant($of::$each) => $each_code,)*
                )+}
            }
        }
    };
}

pub(crate) use vocabulary;
