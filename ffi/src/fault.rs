//! How a call ends, and why it was not answered.

use visavis::refusal::Reason;
use visavis::time::TimeError;
use visavis::{Error, Refusal};

/// How a call ended: one of `VV_OK`, `VV_REFUSED`, `VV_ERROR`.
pub type vv_status = i32;
/// The call was answered, and its outputs are written.
pub const VV_OK: vv_status = 0;
/// A rule of the product says no: a decision to show to the person who asked (XCT-1). Nothing has
/// changed (XCT-2) and no output is written.
pub const VV_REFUSED: vv_status = 1;
/// The call itself is at fault, such as a null pointer or JSON that cannot be read. No output is
/// written.
pub const VV_ERROR: vv_status = 2;

/// Why a call was not answered.
#[derive(Debug)]
pub(crate) enum Fault {
    /// By the engine.
    Engine(Error),
    /// An argument is wrong before the engine is asked.
    Argument {
        argument: &'static str,
        fault: &'static str,
    },
    /// A bug: the engine panicked.
    Panic,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Engine(error)
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Engine(refusal.into())
    }
}

impl From<Reason> for Fault {
    fn from(reason: Reason) -> Self {
        Self::Engine(reason.into())
    }
}

impl From<TimeError> for Fault {
    fn from(error: TimeError) -> Self {
        Self::Engine(error.into())
    }
}

pub(crate) const fn wrong(argument: &'static str, fault: &'static str) -> Fault {
    Fault::Argument { argument, fault }
}
