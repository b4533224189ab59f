//! Values that change and keep their history: a zone, a permission, a due date.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::Instant;

/// A value and its dated changes, so that any past moment can still be asked about (TIM-6, TIM-7).
///
/// In JSON it is `{"first": …, "changes": [{"at": …, "to": …}]}`, without `changes` where there
/// are none. Changes stand in the order in which they were made, and reading refuses a change that
/// is earlier than the one before it. Of two at the same instant the later one counts.
///
/// ```
/// use visavis::{Dated, Instant};
///
/// let mut name = Dated::new("Check-in");
/// name.change("2026-03-01T09:00:00Z".parse()?, "Quarterly check-in");
///
/// let february: Instant = "2026-02-01T00:00:00Z".parse()?;
/// assert_eq!(*name.as_of(february), "Check-in");
/// assert_eq!(
///     serde_json::to_string(&name).unwrap(),
///     r#"{"first":"Check-in","changes":[{"at":"2026-03-01T09:00:00Z","to":"Quarterly check-in"}]}"#
/// );
/// # Ok::<(), visavis::time::TimeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(
        rename = "Dated_{T}",
        description = "A value and its changes, from the earliest to the latest."
    )
)]
pub struct Dated<T> {
    first: T,
    // A path, since the plain `default` would ask for `T: Default`.
    #[serde(
        default = "Vec::<Change<T>>::new",
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "in_order"
    )]
    changes: Vec<Change<T>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(
        rename = "Change_{T}",
        description = "The value in force from an instant on."
    )
)]
struct Change<T> {
    at: Instant,
    to: T,
}

impl<T> Dated<T> {
    /// A value that has never changed.
    ///
    /// ```
    /// use visavis::{Dated, Instant};
    ///
    /// assert_eq!(*Dated::new(7).as_of(Instant::MIN), 7);
    /// ```
    #[must_use]
    pub const fn new(first: T) -> Self {
        Self {
            first,
            changes: Vec::new(),
        }
    }

    /// The value before any change.
    #[must_use]
    pub const fn first(&self) -> &T {
        &self.first
    }

    /// The value after every change, whatever its date.
    ///
    /// ```
    /// use visavis::{Dated, Instant};
    ///
    /// let mut level = Dated::new("can view");
    /// level.change(Instant::MAX, "can edit");
    /// assert_eq!(*level.latest(), "can edit");
    /// ```
    #[must_use]
    pub fn latest(&self) -> &T {
        self.changes.last().map_or(&self.first, |change| &change.to)
    }

    /// The value in force at `now`. A change counts from its own instant on; a later one is
    /// unknown (TIM-6).
    ///
    /// ```
    /// use visavis::{Dated, Instant};
    ///
    /// let at: Instant = "2026-03-01T09:00:00Z".parse()?;
    /// let just_before = Instant::from_micros(at.micros() - 1).unwrap();
    /// let mut level = Dated::new("can view");
    /// level.change(at, "can edit");
    /// assert_eq!(*level.as_of(just_before), "can view");
    /// assert_eq!(*level.as_of(at), "can edit");
    /// # Ok::<(), visavis::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn as_of(&self, now: Instant) -> &T {
        let known = self.changes.partition_point(|change| change.at <= now);
        let last = self.changes.get(..known).and_then(<[_]>::last);
        last.map_or(&self.first, |change| &change.to)
    }

    /// Adds a change. The order in which changes are made is their order: one dated before the
    /// last is kept at the last one's instant (TIM-7).
    ///
    /// ```
    /// use visavis::{Dated, Instant};
    ///
    /// let (early, late): (Instant, Instant) =
    ///     ("2026-03-01T09:00:00Z".parse()?, "2026-03-02T09:00:00Z".parse()?);
    /// let mut level = Dated::new(1);
    /// level.change(late, 2);
    /// level.change(early, 3);
    /// assert_eq!(level.changes().collect::<Vec<_>>(), [(late, &2), (late, &3)]);
    /// assert_eq!(*level.as_of(late), 3);
    /// # Ok::<(), visavis::time::TimeError>(())
    /// ```
    pub fn change(&mut self, at: Instant, to: T) {
        let at = self.changes.last().map_or(at, |last| last.at.max(at));
        self.changes.push(Change { at, to });
    }

    /// The same history of what each value stands for.
    pub(crate) fn map<To>(self, mut to: impl FnMut(T) -> To) -> Dated<To> {
        let first = to(self.first);
        let changes = self.changes.into_iter();
        let changes = changes.map(|change| Change {
            at: change.at,
            to: to(change.to),
        });
        Dated {
            first,
            changes: changes.collect(),
        }
    }

    /// Every value that it has had, the first one first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &T> {
        let later = self.changes.iter().map(|change| &change.to);
        core::iter::once(&self.first).chain(later)
    }

    /// Every change with its instant, from the earliest to the latest.
    ///
    /// ```
    /// use visavis::{Dated, Instant};
    ///
    /// let mut level = Dated::new(1);
    /// level.change(Instant::MAX, 2);
    /// assert_eq!(level.changes().collect::<Vec<_>>(), [(Instant::MAX, &2)]);
    /// ```
    pub fn changes(&self) -> impl Iterator<Item = (Instant, &T)> + Clone {
        self.changes.iter().map(|change| (change.at, &change.to))
    }
}

fn in_order<'de, D, T>(deserializer: D) -> Result<Vec<Change<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let changes = Vec::<Change<T>>::deserialize(deserializer)?;
    let mut after = Instant::MIN;
    for change in &changes {
        if change.at < after {
            let at = change.at;
            return Err(D::Error::custom(format_args!(
                "a change at `{at}` stands after one at `{after}`: expected the earlier one first"
            )));
        }
        after = change.at;
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Dated<u8>, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn json_keeps_the_history() {
        for json in [
            r#"{"first":1}"#,
            r#"{"first":1,"changes":[{"at":"2026-03-01T09:00:00Z","to":2}]}"#,
            // Two changes at one instant are a history too: the later one counts.
            r#"{"first":1,"changes":[{"at":"2026-03-01T09:00:00Z","to":3},{"at":"2026-03-01T09:00:00Z","to":2}]}"#,
        ] {
            let dated = read(json).unwrap();
            assert_eq!(serde_json::to_string(&dated).unwrap(), json);
            assert_eq!(dated.as_of(Instant::MAX), dated.latest());
            assert_eq!(*dated.as_of(Instant::MIN), 1);
        }
        assert_eq!(read(r#"{"first":1,"changes":[]}"#), Ok(Dated::new(1)));
    }

    #[test]
    fn json_out_of_order_or_with_strange_fields_is_refused() {
        let error = read(
            r#"{"first":1,"changes":[{"at":"2026-03-01T09:00:01Z","to":2},{"at":"2026-03-01T09:00:00Z","to":3}]}"#,
        );
        let said = error.unwrap_err();
        assert!(said.starts_with(
            "a change at `2026-03-01T09:00:00Z` stands after one at `2026-03-01T09:00:01Z`"
        ));
        for json in [
            r#"{"changes":[]}"#,
            r#"{"first":1,"last":2}"#,
            r#"{"first":1,"changes":[{"at":"2026-03-01T09:00:00Z","to":2,"by":3}]}"#,
            r#"{"first":1,"changes":[{"at":"2026-03-01","to":2}]}"#,
        ] {
            assert!(read(json).is_err(), "{json}");
        }
    }
}
