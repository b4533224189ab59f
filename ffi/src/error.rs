//! The object that says why a call was not answered.

use std::sync::OnceLock;

use serde_json::json;
use visavis::refusal::{Category, Remedy};
use visavis::{Error, Refusal};

use crate::codes::{VV_CATEGORY_NONE, VV_REMEDY_NONE, vv_category, vv_remedy};
use crate::fault::{Fault, vv_status};
use crate::guard::{free, get, guard};
use crate::text::{Owned, vv_text};
use crate::value::{VV_NO_INSTANT, vv_instant};

/// Why a call was not answered. Freed with `vv_error_free`. Threads may share it.
pub struct vv_error {
    fault: Fault,
    // Written when they are first asked for: many a caller wants the status alone.
    texts: OnceLock<Texts>,
    json: OnceLock<Owned>,
}

struct Texts {
    kind: Owned,
    code: Owned,
    rule: Owned,
    message: Owned,
}

impl From<Fault> for vv_error {
    fn from(fault: Fault) -> Self {
        Self {
            fault,
            texts: OnceLock::new(),
            json: OnceLock::new(),
        }
    }
}

impl vv_error {
    const fn refusal(&self) -> Option<&Refusal> {
        match &self.fault {
            Fault::Engine(Error::Refused(refusal)) => Some(refusal),
            _ => None,
        }
    }

    const fn kind(&self) -> &'static str {
        match &self.fault {
            Fault::Engine(error) => error.kind(),
            Fault::Argument { .. } => "argument",
            Fault::Panic => "panic",
        }
    }

    fn message(&self) -> String {
        match &self.fault {
            Fault::Engine(error) => error.to_string(),
            Fault::Argument { argument, fault } => format!("the argument `{argument}` {fault}"),
            Fault::Panic => "the engine panicked, which is a bug of it".into(),
        }
    }

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| Texts {
            kind: Owned::new(self.kind().into()),
            code: Owned::new(self.refusal().map_or("", Refusal::code).into()),
            rule: Owned::new(
                self.refusal()
                    .map_or("", |refusal| refusal.rule().id())
                    .into(),
            ),
            message: Owned::new(self.message()),
        })
    }

    fn json(&self) -> &Owned {
        self.json.get_or_init(|| {
            let (kind, message) = (self.kind(), self.message());
            let written = match &self.fault {
                Fault::Engine(Error::Refused(refusal)) => serde_json::to_string(refusal),
                Fault::Engine(error) => serde_json::to_string(error),
                Fault::Argument { argument, .. } => Ok(
                    json!({ "kind": kind, "message": message, "argument": argument }).to_string(),
                ),
                _ => Ok(json!({ "kind": kind, "message": message }).to_string()),
            };
            // Errors and refusals are plain objects, which JSON can always hold.
            Owned::new(written.unwrap_or_default())
        })
    }
}

/// What kind of fault this is: `refused` for a refusal; `argument` for a wrong argument; `panic` for
/// a bug of the engine; `uncoded` for an answer that has no code in this version of the header;
/// otherwise one of the engine's own: `organisation_mismatch`, `mismatch`, `missing`, `destroyed`, `log`,
/// `json`, `utf8`, `kind`, `version`, `time`.
///
/// `destroyed` is for the host, which has not purged the conversation yet (TPL-13): answer a person by
/// `vv_error_not_found`, and pass the conversation over among others.
///
/// The text is the error's own: it ends with a NUL that its length does not count, and it lives until
/// the error is freed. Empty for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_error_kind(error: *const vv_error) -> vv_text {
    guard!(else vv_text::EMPTY, { get(error, "error")?.texts().kind.view() })
}

/// The stable code of a refusal, in kebab case, such as `answers-missing`: the key under which a host
/// keeps the sentence in other languages (XCT-1). Empty where the error is no refusal, and for null.
///
/// The text is the error's own: it ends with a NUL that its length does not count, and it lives until
/// the error is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_error_code(error: *const vv_error) -> vv_text {
    guard!(else vv_text::EMPTY, { get(error, "error")?.texts().code.view() })
}

/// The id of the rule that refuses, such as `ANS-3` (XCT-1): that of the first fault, if faults are
/// listed. The category, the instants and the way out are the first fault's then, too. Empty where the
/// error is no refusal, and for null.
///
/// The text is the error's own: it ends with a NUL that its length does not count, and it lives until
/// the error is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_error_rule(error: *const vv_error) -> vv_text {
    guard!(else vv_text::EMPTY, { get(error, "error")?.texts().rule.view() })
}

/// What kind of refusal it is, by which a host maps it (XCT-1): one of the `VV_CATEGORY_` codes.
/// `VV_CATEGORY_NONE` where the error is no refusal, and for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_error_category(error: *const vv_error) -> vv_category {
    guard!(else VV_CATEGORY_NONE, {
        let category = get(error, "error")?.refusal().map(Refusal::category);
        category.map_or(VV_CATEGORY_NONE, Category::code)
    })
}

/// The sentence in English, lower-case, for people to read, with what would open again what has closed,
/// and with those of the single faults, where there are some. Empty for null.
///
/// The text is the error's own: it ends with a NUL that its length does not count, and it lives until
/// the error is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_error_message(error: *const vv_error) -> vv_text {
    guard!(else vv_text::EMPTY, { get(error, "error")?.texts().message.view() })
}

/// All of it as JSON: of a refusal its `code`, `rule`, `category`, `parameters`, `message` and, where
/// there is one, `at`, `since`, `until`, `remedy`, `fault_count` and `faults` (XCT-1); of any other error
/// its `kind`, its `message` and what it tells beside them. Empty for null.
///
/// The text is the error's own: it ends with a NUL that its length does not count, and it lives until
/// the error is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_error_json(error: *const vv_error) -> vv_text {
    guard!(else vv_text::EMPTY, { get(error, "error")?.json().view() })
}

/// The instant from which a refusal holds, itself inside, in microseconds since the Unix epoch (XCT-1);
/// of an error of the kind `destroyed`, when the conversation was destroyed (TPL-13). `VV_NO_INSTANT`
/// where time does not decide, and for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_error_since(error: *const vv_error) -> vv_instant {
    guard!(else VV_NO_INSTANT, {
        let since = match &get(error, "error")?.fault {
            Fault::Engine(Error::Refused(refusal)) => refusal.since(),
            Fault::Engine(Error::Destroyed { at, .. }) => Some(*at),
            _ => None,
        };
        since.map_or(VV_NO_INSTANT, visavis::Instant::micros)
    })
}

/// The instant until which a refusal holds, itself outside, in microseconds since the Unix epoch
/// (XCT-1). `VV_NO_INSTANT` where time does not decide, and for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_error_until(error: *const vv_error) -> vv_instant {
    guard!(else VV_NO_INSTANT, {
        let until = get(error, "error")?.refusal().and_then(Refusal::until);
        until.map_or(VV_NO_INSTANT, visavis::Instant::micros)
    })
}

/// What would open again what a refusal says has closed (ANS-9, REQ-1): one of the `VV_REMEDY_` codes.
/// `VV_REMEDY_NONE` where there is nothing, and for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_error_way_out(error: *const vv_error) -> vv_remedy {
    guard!(else VV_REMEDY_NONE, {
        let remedy = get(error, "error")?.refusal().and_then(Refusal::remedy);
        remedy.map_or(VV_REMEDY_NONE, Remedy::code)
    })
}

/// Refuses as a stranger is refused, as `not-found`. A host calls it where it has no such conversation:
/// an id that is missing has to look the same as one that the person may not know of (VIS-16).
///
/// @param error receives the refusal, for the caller to free; may be null.
/// Returns `VV_REFUSED`.
/// Errors: refused by VIS-16, always.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_error_not_found(error: *mut *mut vv_error) -> vv_status {
    guard!(error, { Err::<(), _>(Refusal::not_found())? })
}

/// Frees an error; null is nothing. Its texts end with it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_error_free(error: *mut vv_error) {
    guard!(else (), { free(error) })
}

/// Panics, to show that no panic leaves an export.
#[cfg(feature = "planted-panic")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_planted_panic(error: *mut *mut vv_error) -> vv_status {
    guard!(error, { planted() })
}

/// Panics where there is no error object to tell it by.
#[cfg(feature = "planted-panic")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_planted_panic_plain() -> u32 {
    guard!(else 7, {
        planted();
        0
    })
}

#[cfg(feature = "planted-panic")]
#[allow(clippy::panic, reason = "it is planted")]
fn planted() {
    panic!("planted");
}
