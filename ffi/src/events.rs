//! The events of a change, for the host to store.

use visavis::wire::Wire;
use visavis::{Event, to_json};

use crate::fault::Fault;
use crate::guard::{Out, free, get, give, guard};
use crate::text::{Owned, vv_text};

/// The events of one change, as versioned JSON, in the order in which they follow each other. Store
/// them for the change to last. Freed with `vv_events_free`. Threads may share it.
pub struct vv_events {
    texts: Vec<Owned>,
    repeated: Option<u64>,
}

impl vv_events {
    pub(crate) fn new<Id, Change>(
        events: &[Event<Id, Change>],
        repeated: Option<u64>,
    ) -> Result<Self, Fault>
    where
        Event<Id, Change>: Wire,
    {
        let texts = events.iter().map(|event| to_json(event).map(Owned::new));
        Ok(Self {
            texts: texts.collect::<Result<_, _>>()?,
            repeated,
        })
    }
}

/// Gives a list away, where there is a place for it.
pub(crate) fn put_events(place: Option<Out<*mut vv_events>>, events: vv_events) {
    if let Some(place) = place {
        place.put(give(events));
    }
}

/// The number of events: 0 where nothing had to change, and for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_events_count(events: *const vv_events) -> usize {
    guard!(else 0, { get(events, "events")?.texts.len() })
}

/// One event as versioned JSON, counted from 0. Empty for null and beyond the last.
///
/// The text is the list's own: it ends with a NUL that its length does not count, and it lives until
/// the list is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_events_get(events: *const vv_events, index: usize) -> vv_text {
    guard!(else vv_text::EMPTY, {
        let event = get(events, "events")?.texts.get(index);
        event.map_or(vv_text::EMPTY, Owned::view)
    })
}

/// Where the command's id was used before for the same command: the revision to which it led then.
/// There are no events in that case (XCT-8). Otherwise, and for null, 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_events_repeated(events: *const vv_events) -> u64 {
    guard!(else 0, { get(events, "events")?.repeated.unwrap_or(0) })
}

/// Frees a list of events; null is nothing. Its texts end with it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_events_free(events: *mut vv_events) {
    guard!(else (), { free(events) })
}
