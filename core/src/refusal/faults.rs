//! Faults collected on the way to one refusal.

use core::fmt;

use super::{Listed, Reason, Refusal};

/// How many faults a refusal lists; the others are only counted (XCT-1).
pub(super) const LISTED: usize = 100;

/// Collects the faults of something that is built, each with the place where it stands, so that one
/// look mends them all.
pub(crate) struct Faults {
    first: Vec<Refusal>,
    count: u64,
    /// For how many there is room.
    room: usize,
}

impl Default for Faults {
    fn default() -> Self {
        let (first, count) = (Vec::new(), 0);
        Self {
            first,
            count,
            room: LISTED,
        }
    }
}

impl Faults {
    /// For faults of something that stands all the same, all of which are told (PAR-14).
    pub(crate) fn all() -> Self {
        Self {
            room: usize::MAX,
            ..Self::default()
        }
    }

    /// Every fault that was noted.
    pub(crate) fn into_list(self) -> Vec<Refusal> {
        self.first
    }

    /// Notes a fault at a place.
    pub(crate) fn note(&mut self, at: impl fmt::Display, fault: impl Into<Refusal>) {
        self.add(|| fault.into().placed(at));
    }

    /// What is not listed takes no room, however many there are (XCT-6).
    fn add(&mut self, fault: impl FnOnce() -> Refusal) {
        self.count += 1;
        if self.first.len() < self.room {
            self.first.push(fault());
        }
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
        let Some(listed) = part.faults else {
            return;
        };
        self.count += listed.count - listed.first.len() as u64;
        for fault in listed.first {
            self.note(&at, fault);
        }
    }

    /// The whole, where every part of it stood; otherwise a refusal with its faults.
    pub(crate) fn finish<T>(self, whole: Option<T>, reason: Reason) -> Result<T, Refusal> {
        match whole {
            Some(whole) if self.count == 0 => Ok(whole),
            _ => Err(Refusal::from(reason).with_faults(self)),
        }
    }

    #[cfg(test)]
    pub(crate) const fn is_empty(&self) -> bool {
        self.count == 0
    }
}

impl Refusal {
    pub(crate) fn with_faults(mut self, faults: Faults) -> Self {
        let Faults {
            mut first, count, ..
        } = faults;
        first.truncate(LISTED);
        self.faults = (count > 0).then(|| Box::new(Listed { first, count }));
        self
    }
}

/// Of faults that have their places already, or none.
impl<Fault: Into<Refusal>> FromIterator<Fault> for Faults {
    fn from_iter<All: IntoIterator<Item = Fault>>(all: All) -> Self {
        let mut faults = Self::default();
        for fault in all {
            faults.add(|| fault.into());
        }
        faults
    }
}
