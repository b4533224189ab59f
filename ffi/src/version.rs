//! Versions and catalogues: what this library is, and what it may say.

use serde::Serialize;
use visavis::refusal::Reason;
use visavis::wire::SCHEMA_VERSION;
use visavis::{Rule, TZ_DATABASE, VERSION};

use crate::error::vv_error;
use crate::fault::vv_status;
use crate::guard::{guard, out};
use crate::text::{vv_buffer, vv_text};

static ENDED_VERSION: [u8; VERSION.len() + 1] = ended(VERSION);
static ENDED_TZ_DATABASE: [u8; TZ_DATABASE.len() + 1] = ended(TZ_DATABASE);

/// A text with a NUL after its end.
const fn ended<const N: usize>(text: &str) -> [u8; N] {
    let mut ended = [0; N];
    let (bytes, _) = ended.split_at_mut(text.len());
    bytes.copy_from_slice(text.as_bytes());
    ended
}

fn view<const N: usize>(ended: &'static [u8; N]) -> vv_text {
    vv_text {
        data: ended.as_ptr().cast(),
        length: N - 1,
    }
}

/// The version of the library that runs, such as `1.2.3`; `VV_VERSION` is that of the header (TIM-7).
/// Two of the same major version go together as long as the library is not the older one; before 1.0.0
/// the minor version counts as the major one.
///
/// The text is static, and ends with a NUL that its length does not count.
#[unsafe(no_mangle)]
pub extern "C" fn vv_version() -> vv_text {
    guard!(else vv_text::EMPTY, { view(&ENDED_VERSION) })
}

/// The version of the time zone data in the library, such as `2025b` (TIM-7).
///
/// The text is static, and ends with a NUL that its length does not count.
#[unsafe(no_mangle)]
pub extern "C" fn vv_tz_database() -> vv_text {
    guard!(else vv_text::EMPTY, { view(&ENDED_TZ_DATABASE) })
}

/// The version of the JSON that the library writes; it reads every version from 1 up to it (XCT-3).
#[unsafe(no_mangle)]
pub extern "C" fn vv_schema_version() -> u32 {
    guard!(else 0, { SCHEMA_VERSION })
}

#[derive(Serialize)]
struct RuleEntry {
    area: &'static str,
    rule: Rule,
    text: &'static str,
    title: &'static str,
}

/// The catalogue of rules: an array of objects with `rule`, `area`, `title` and `text` (VIS-15).
///
/// @param json receives the catalogue, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_rules(json: *mut vv_buffer, error: *mut *mut vv_error) -> vv_status {
    guard!(error, {
        let rules = Rule::ALL.iter().map(|&rule| RuleEntry {
            area: rule.area().prefix(),
            rule,
            text: rule.text(),
            title: rule.title(),
        });
        out(json, "json")?.json(&rules.collect::<Vec<_>>())?;
    })
}

/// The registry of refusals: an array of objects with `code`, `rule`, `category`, `message`, `parameters`
/// (objects with `name` and `type`) and `wordings`, one for each code that `vv_error_code` can give
/// (XCT-1). In `message` the names of parameters stand in braces; a wording is the `message` for one
/// `value` of a `parameter`.
///
/// @param json receives the registry, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_refusals(json: *mut vv_buffer, error: *mut *mut vv_error) -> vv_status {
    guard!(error, {
        out(json, "json")?.json(Reason::REGISTRY)?;
    })
}

/// The constants of the header that runs with this library, for hosts that cannot read a header: an
/// array of objects with `group`, the type of the constant, `name` and `number`. Those of the version
/// are not among them: they are the header's own.
///
/// @param json receives the array, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_constants(
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        // Written from the source, with the header.
        out(json, "json")?.text(include_str!("constants.json").trim_end().into());
    })
}
