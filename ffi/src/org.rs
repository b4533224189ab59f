//! Organisations and their people.

use std::sync::Arc;

use visavis::calendar::ZoneRules;
use visavis::{Directory, DirectoryData, Org};

use crate::error::vv_error;
use crate::fault::vv_status;
use crate::guard::{free, get, give, guard, out, slice};
use crate::stored;
use crate::text::{vv_buffer, vv_text};
use crate::value::{truth, vv_bool, vv_id};

/// The settings of an organisation: its time zone over time, whether conversations are on, whether
/// covering the direct report is enough for an HR Admin, and which notifications are switched off
/// (TIM-1, TPL-18, VIS-6, NTF-3). It never changes, so threads may share it. Freed with `vv_org_free`.
pub struct vv_org(pub(crate) Arc<Org>);

/// Reads an organisation from versioned JSON.
///
/// @param org receives the organisation, for the caller to free.
/// Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_org_from_json(
    json: vv_text,
    org: *mut *mut vv_org,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, { stored::read(json, org, "org", vv_org)? })
}

/// Writes an organisation as versioned JSON.
///
/// @param json receives the JSON, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_org_to_json(
    org: *const vv_org,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (org, json) = (get(org, "org")?, out(json, "json")?);
        json.document(&*org.0)?;
    })
}

/// The rules of one zone, which a host hands in because they are newer than the library's (TIM-10).
#[repr(C)]
pub struct vv_zone_rules {
    /// The zone's IANA name, such as `America/Vancouver`.
    pub zone: vv_text,
    /// The release of the tz database that they are from, such as `2026g`.
    pub version: vv_text,
    /// TZif data, as a compiled tz database has it in the file of that name: at most 65,536 bytes.
    pub tzif: vv_text,
}

/// The same organisation with these rules of zones in place of those that it has. Rules that are older than
/// the library's own are passed over, and the question `outdated_rules` of `vv_calendar_ask` names them. A
/// zone that was made after the library's release is taken too, if its name can be one (TIM-10).
///
/// @param rules `count` rules, each of another zone; of two for one zone the later is taken.
/// @param with receives the organisation, for the caller to free.
/// Errors: `time` where no zone can have the name, the version is no release, or the data are no rules or too
/// long; `utf8`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_org_with_zone_rules(
    org: *const vv_org,
    rules: *const vv_zone_rules,
    count: usize,
    with: *mut *mut vv_org,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (org, with) = (get(org, "org")?, out(with, "with")?);
        let mut read = Vec::with_capacity(count.min(1_000));
        for given in slice(rules, count, "rules")? {
            let (zone, version) = (given.zone.text("rules")?, given.version.text("rules")?);
            let rules = ZoneRules::new(version.parse()?, given.tzif.bytes("rules")?)?;
            read.push((rules.zone(zone)?, rules));
        }
        let org = Org::clone(&org.0).with_zone_rules(read);
        with.put(give(vv_org(Arc::new(org))));
    })
}

/// The id of an organisation; all zeros for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_org_id(org: *const vv_org) -> vv_id {
    guard!(else vv_id::NIL, { vv_id::of(get(org, "org")?.0.id()) })
}

/// Frees an organisation; null is nothing. What was built from it lives on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_org_free(org: *mut vv_org) {
    guard!(else (), { free(org) })
}

/// The people of an organisation, who reports to whom, departments, groups and HR Admins' scopes. It
/// never changes, so threads may share it. Freed with `vv_directory_free`.
pub struct vv_directory(pub(crate) Directory);

/// Builds a directory from versioned JSON. What is faulty in it counts as absent and lets nobody see
/// more, and the question `faults` of `vv_directory_ask` names it; if `strict` is 1 it is refused (PAR-14).
///
/// @param strict 1 to refuse a directory with faults, otherwise 0.
/// @param directory receives the directory, for the caller to free.
/// Errors: refused as `directory-refused` with each person who is listed twice and, where strict, every
/// other fault; `json`, `utf8`, `kind` or `version` where it cannot be read; `argument` if `strict` is
/// neither 0 nor 1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_from_json(
    json: vv_text,
    strict: vv_bool,
    directory: *mut *mut vv_directory,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (directory, facts) = (out(directory, "directory")?, json.read("json")?);
        let load: fn(DirectoryData) -> _ = match truth(strict, "strict")? {
            true => Directory::load_strict,
            false => Directory::load,
        };
        directory.put(give(vv_directory(load(facts)?)));
    })
}

/// Frees a directory; null is nothing. Its names end with it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_free(directory: *mut vv_directory) {
    guard!(else (), { free(directory) })
}

/// The number of people; 0 for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_count(directory: *const vv_directory) -> usize {
    guard!(else 0, { get(directory, "directory")?.0.len() })
}

/// The name of a person (LST-2). Empty where the directory does not know them, and for null.
///
/// The text is the directory's own, without a NUL at its end; it lives until the directory is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_name(
    directory: *const vv_directory,
    person: vv_id,
) -> vv_text {
    guard!(else vv_text::EMPTY, {
        let name = get(directory, "directory")?.0.name(person.to());
        name.map_or(vv_text::EMPTY, vv_text::of)
    })
}

/// Reads a list of people (PAR-4), as the question `list` of `vv_directory_ask` does, from bytes that may
/// be no UTF-8: of a file as it was uploaded.
///
/// @param csv the bytes of the file: one column, an e-mail address in each line. A byte order mark, either
/// kind of line ends, quotes, a header such as `Work e-mail address`, upper case of ASCII letters, both
/// spellings of a domain, what nobody sees around an address, and rows of nothing but separators are all
/// understood.
/// @param json receives an object with `people`, their ids, for the participants of a cycle, and the
/// number of `blank_lines`, for the caller to free.
/// Errors: refused as `list-refused`, with a fault for each bad row by the number of its line, or as
/// `list-empty` if it names nobody.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_read_list(
    directory: *const vv_directory,
    csv: vv_text,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (directory, json) = (get(directory, "directory")?, out(json, "json")?);
        json.json(&directory.0.read_list(csv.bytes("csv")?)?)?;
    })
}
