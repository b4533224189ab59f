//! What all handles of stored things have in common: they are read, replayed, and come out of changes.

use std::ptr;
use std::sync::Arc;

use visavis::wire::Wire;
use visavis::{Error, Event, Instant, Outcome};

use crate::events::{put_events, vv_events};
use crate::fault::Fault;
use crate::guard::{give, maybe, out};
use crate::text::{read_all, vv_text};
use crate::value::{instant, vv_instant};

/// Reads a versioned document into the `handle` of it.
pub(crate) unsafe fn read<T: Wire, H>(
    json: vv_text,
    place: *mut *mut H,
    argument: &'static str,
    handle: fn(Arc<T>) -> H,
) -> Result<(), Fault> {
    // SAFETY: the place is null, or the caller may write there; the text lives during the call.
    unsafe {
        let place = out(place, argument)?;
        place.put(give(handle(Arc::new(json.read("json")?))));
    }
    Ok(())
}

/// How the engine replays a log.
type Replay<T, Id, Change> = fn(&[Event<Id, Change>]) -> Result<T, Error>;

/// Replays a log of versioned events into the `handle` of what it makes.
pub(crate) unsafe fn replay<T, Id, Change, H>(
    events: *const vv_text,
    count: usize,
    place: *mut *mut H,
    argument: &'static str,
    replay: Replay<T, Id, Change>,
    handle: fn(Arc<T>) -> H,
) -> Result<(), Fault>
where
    Event<Id, Change>: Wire,
{
    // SAFETY: the place is null, or the caller may write there; the texts live during the call.
    unsafe {
        let place = out(place, argument)?;
        let replayed = replay(&read_all(events, count, "events")?)?;
        place.put(give(handle(Arc::new(replayed))));
    }
    Ok(())
}

/// How the engine replays a log up to an instant.
type ReplayUntil<T, Id, Change> = fn(&[Event<Id, Change>], Instant) -> Result<Option<T>, Error>;

/// Replays a log of versioned events into the `handle` of what it had made by then; null if that did
/// not exist yet.
pub(crate) unsafe fn replay_until<T, Id, Change, H>(
    events: *const vv_text,
    count: usize,
    at: vv_instant,
    place: *mut *mut H,
    argument: &'static str,
    replay: ReplayUntil<T, Id, Change>,
    handle: fn(Arc<T>) -> H,
) -> Result<(), Fault>
where
    Event<Id, Change>: Wire,
{
    // SAFETY: the place is null, or the caller may write there; the texts live during the call.
    unsafe {
        let place = out(place, argument)?;
        let replayed = replay(&read_all(events, count, "events")?, instant(at)?)?;
        place.put(replayed.map_or(ptr::null_mut(), |state| give(handle(Arc::new(state)))));
    }
    Ok(())
}

/// Gives away what a change came to, as far as there are places for it.
pub(crate) unsafe fn put<T, Id, Change, H>(
    after: *mut *mut H,
    argument: &'static str,
    events: *mut *mut vv_events,
    outcome: Outcome<T, Id, Change>,
    handle: fn(Arc<T>) -> H,
) -> Result<(), Fault>
where
    Event<Id, Change>: Wire,
{
    let list = vv_events::new(&outcome.events, outcome.repeated)?;
    // SAFETY: both are null, or the caller may write there.
    let (after, events) = unsafe { (maybe(after, argument)?, maybe(events, "events")?) };
    if let Some(after) = after {
        after.put(give(handle(Arc::new(outcome.state))));
    }
    put_events(events, list);
    Ok(())
}
