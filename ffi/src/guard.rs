//! What every export goes through: no panic leaves it, no null pointer is followed, and nothing is
//! written before it is known to succeed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use visavis::Error;

use crate::fault::{Fault, VV_ERROR, VV_OK, VV_REFUSED, vv_status, wrong};

/// Guards the body of an export. `guard!(error, { … })` is for calls that can fail: the body may use
/// `?`, and what fails becomes the status and the error object. `guard!(else value, { … })` is for
/// calls that cannot say why: they give `value` instead.
macro_rules! guard {
    (else $fallback:expr, $body:block) => {
        $crate::guard::run_or($fallback, || {
            #[allow(unused_unsafe, reason = "some calls take no pointer")]
            // SAFETY: the caller keeps to the contract at the head of the header.
            unsafe {
                Ok($body)
            }
        })
    };
    ($error:ident, $body:block) => {
        // SAFETY: the caller keeps to the contract at the head of the header.
        unsafe {
            $crate::guard::run($error, || {
                $body;
                Ok(())
            })
        }
    };
}
pub(crate) use guard;

/// The error object is made of the fault without being named: its own exports go through here too.
pub(crate) unsafe fn run<E: From<Fault>>(
    error: *mut *mut E,
    body: impl FnOnce() -> Result<(), Fault>,
) -> vv_status {
    let Err(fault) = caught(body) else {
        return VV_OK;
    };
    let status = match &fault {
        Fault::Engine(Error::Refused(_)) => VV_REFUSED,
        _ => VV_ERROR,
    };
    // SAFETY: an error pointer is null, or the caller may write there.
    if let Ok(Some(error)) = unsafe { maybe(error, "error") } {
        error.put(give(E::from(fault)));
    }
    status
}

pub(crate) fn run_or<T>(fallback: T, body: impl FnOnce() -> Result<T, Fault>) -> T {
    caught(body).unwrap_or(fallback)
}

fn caught<T>(body: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|payload| {
        // What a panic carries may panic once more when it is dropped.
        if let Err(again) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
            std::mem::forget(again);
        }
        Err(Fault::Panic)
    })
}

/// A place to write to, not null.
pub(crate) struct Out<T>(*mut T);

impl<T> Out<T> {
    pub(crate) fn put(self, value: T) {
        // SAFETY: `out` and `maybe` are given places that the caller may write to; the old value is
        // the caller's and is not dropped.
        unsafe { self.0.write(value) }
    }
}

pub(crate) unsafe fn out<T>(place: *mut T, argument: &'static str) -> Result<Out<T>, Fault> {
    unsafe { maybe(place, argument) }?.ok_or(wrong(argument, "is null"))
}

/// A place that the caller may leave out.
pub(crate) unsafe fn maybe<T>(
    place: *mut T,
    argument: &'static str,
) -> Result<Option<Out<T>>, Fault> {
    aligned(place, argument)?;
    Ok((!place.is_null()).then_some(Out(place)))
}

pub(crate) unsafe fn get<'a, T>(pointer: *const T, argument: &'static str) -> Result<&'a T, Fault> {
    unsafe { given(pointer, argument) }?.ok_or(wrong(argument, "is null"))
}

/// What the caller may leave out.
pub(crate) unsafe fn given<'a, T>(
    pointer: *const T,
    argument: &'static str,
) -> Result<Option<&'a T>, Fault> {
    aligned(pointer, argument)?;
    // SAFETY: what is not null is alive during the call.
    Ok(unsafe { pointer.as_ref() })
}

/// No pointer to its type stands elsewhere, and none of this library's ever does.
fn aligned<T>(pointer: *const T, argument: &'static str) -> Result<(), Fault> {
    match pointer.is_aligned() {
        true => Ok(()),
        false => Err(wrong(argument, "is not aligned")),
    }
}

/// An array; null stands for one of no items.
pub(crate) unsafe fn slice<'a, T>(
    items: *const T,
    count: usize,
    argument: &'static str,
) -> Result<&'a [T], Fault> {
    let largest = isize::MAX.unsigned_abs() / size_of::<T>().max(1);
    if count == 0 {
        Ok(&[])
    } else if items.is_null() {
        Err(wrong(argument, "is null"))
    } else if count > largest {
        Err(wrong(argument, "is longer than memory"))
    } else {
        aligned(items, argument)?;
        // SAFETY: the caller says that so many items stand there.
        Ok(unsafe { std::slice::from_raw_parts(items, count) })
    }
}

/// An array of handles.
pub(crate) unsafe fn handles<'a, T>(
    items: *const *const T,
    count: usize,
    argument: &'static str,
) -> Result<Vec<&'a T>, Fault> {
    let items = unsafe { slice(items, count, argument) }?;
    let handles = items.iter().map(|&item| unsafe { get(item, argument) });
    handles.collect()
}

/// Writes as many values as there is room for, and the number of all.
pub(crate) unsafe fn put_all<T>(
    values: impl Iterator<Item = T>,
    room: *mut T,
    capacity: usize,
    argument: &'static str,
    count: Out<usize>,
) -> Result<(), Fault> {
    if unsafe { maybe(room, argument) }?.is_none() && capacity > 0 {
        return Err(wrong(argument, "is null"));
    }
    let mut all = 0;
    for value in values {
        if all < capacity {
            // SAFETY: the caller says that there is room for so many.
            unsafe { room.add(all).write(value) };
        }
        all += 1;
    }
    count.put(all);
    Ok(())
}

/// Gives a handle away, until it is freed.
pub(crate) fn give<T>(value: T) -> *mut T {
    Box::into_raw(Box::new(value))
}

/// Takes back what [`give`] gave; null is nothing, and so is what [`give`] cannot have given.
pub(crate) unsafe fn free<T>(handle: *mut T) {
    if !handle.is_null() && handle.is_aligned() {
        // SAFETY: the caller frees what it was given, once.
        drop(unsafe { Box::from_raw(handle) });
    }
}
