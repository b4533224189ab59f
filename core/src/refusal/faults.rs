//! Faults collected on the way to one refusal.

use core::fmt;

use super::{Reason, Refusal};

/// Collects every fault of something that is built, each with the place where it stands, so that
/// one look mends them all.
#[derive(Default)]
pub(crate) struct Faults(Vec<Refusal>);

impl Faults {
    /// Notes a fault at a place.
    pub(crate) fn note(&mut self, at: impl fmt::Display, fault: impl Into<Refusal>) {
        let mut fault = fault.into();
        fault.at = Some(match fault.at.take() {
            Some(inner) => format!("{at}{inner}").into(),
            None => at.to_string().into(),
        });
        self.0.push(fault);
    }

    /// The value of a part, or a note of what is wrong with it.
    pub(crate) fn check<T>(
        &mut self,
        at: impl fmt::Display,
        part: Result<T, Refusal>,
    ) -> Option<T> {
        part.map_err(|fault| self.note(at, fault)).ok()
    }

    /// Notes the faults of a part at their places within it.
    pub(crate) fn note_each(&mut self, at: impl fmt::Display, part: Refusal) {
        for fault in part.faults {
            self.note(&at, fault);
        }
    }

    /// The faults themselves.
    pub(crate) fn into_list(self) -> Vec<Refusal> {
        self.0
    }

    /// The whole, where every part of it stood; otherwise a refusal with all faults.
    pub(crate) fn finish<T>(self, whole: Option<T>, reason: Reason) -> Result<T, Refusal> {
        match whole {
            Some(whole) if self.0.is_empty() => Ok(whole),
            _ => Err(Refusal::from(reason).with_faults(self.0)),
        }
    }
}
