//! Organisations, their people, and how one of them stands to the rest.

use std::sync::Arc;

use visavis::{Directory, DirectoryData, Org, Pair, Relation, Towards, offers};

use crate::error::{vv_error, vv_status};
use crate::guard::{free, get, give, guard, handles, out, put_all, slice, wrong};
use crate::stored;
use crate::template::vv_template;
use crate::text::{vv_buffer, vv_text};
use crate::value::{instant, vv_id, vv_instant};

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

/// The people of an organisation, who reports to whom, departments, groups and HR Admins' scopes. It never changes, so threads may share it.
/// Freed with `vv_directory_free`.
pub struct vv_directory(pub(crate) Directory);

/// Builds a directory from versioned JSON. People who stand in a loop of reporting lines count as
/// having no manager, and `vv_directory_faults` names them; where `strict` is true they are refused
/// (PAR-11).
///
/// @param directory receives the directory, for the caller to free.
/// Errors: refused as `directory-refused` with each person, department and group that is listed twice,
/// each manager, department and group that is unknown, each loop of departments, each e-mail address
/// that two people have and, where strict, everyone in a loop of reporting lines; `json`, `utf8`, `kind`
/// or `version` where it cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_from_json(
    json: vv_text,
    strict: bool,
    directory: *mut *mut vv_directory,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (directory, facts) = (out(directory, "directory")?, json.read("json")?);
        let load: fn(DirectoryData) -> _ = match strict {
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

/// The people in loops of reporting lines (PAR-11): an array of refusals as `vv_error_json` gives them,
/// empty where there is no loop.
///
/// @param json receives the array, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_faults(
    directory: *const vv_directory,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (directory, json) = (get(directory, "directory")?, out(json, "json")?);
        json.json(directory.0.faults())?;
    })
}

/// Reads a list of people (PAR-4): a CSV file in UTF-8 with one column, an e-mail address in each line. A
/// byte order mark, either kind of line ends, quotes, a first line that says `email`, `e-mail` or `mail`,
/// upper case, space around an address and blank lines are all understood.
///
/// @param csv the bytes of the file.
/// @param json receives an object with `people`, their ids, for the participants of a cycle, and the
/// number of `blank_lines`, for the caller to free.
/// Errors: refused as `list-refused`, with a fault for each bad row by the number of its line, or as
/// `list-empty` where it names nobody.
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

/// How a person stands in the organisation. Whom the directory does not know counts as inactive, and so
/// sees and does nothing (PAR-5).
///
/// @param relation receives the relation, for the caller to free; it does not need the directory.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_relation(
    directory: *const vv_directory,
    person: vv_id,
    relation: *mut *mut vv_relation,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (directory, relation) = (get(directory, "directory")?, out(relation, "relation")?);
        relation.put(give(vv_relation(directory.0.relation(person.to()))));
    })
}

/// How a person stands in the organisation and to the two people of a conversation, which offices with
/// a scope, a change of manager and requests to edit depend on (VIS-6, OWN-1, REQ-3). Among the facts of
/// a conversation take this rather than `vv_directory_relation`, which says none of it.
///
/// @param pair the two people, as `vv_conversation_pair` gives them.
/// @param relation receives the relation, for the caller to free; it does not need the directory. Among
/// the facts of a conversation of others it is an error of the kind `mismatch`.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_relation_to(
    directory: *const vv_directory,
    person: vv_id,
    pair: vv_pair,
    relation: *mut *mut vv_relation,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (directory, relation) = (get(directory, "directory")?, out(relation, "relation")?);
        let found = directory.0.relation_to(person.to(), &pair.pair());
        relation.put(give(vv_relation(found)));
    })
}

/// Two people as direct report and manager.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct vv_pair {
    /// The organisation.
    pub organisation: vv_id,
    /// The direct report.
    pub direct_report: vv_id,
    /// The manager.
    pub manager: vv_id,
}

impl vv_pair {
    pub(crate) const NIL: Self = Self {
        organisation: vv_id::NIL,
        direct_report: vv_id::NIL,
        manager: vv_id::NIL,
    };

    pub(crate) fn of(pair: Pair) -> Self {
        Self {
            organisation: vv_id::of(pair.organisation),
            direct_report: vv_id::of(pair.direct_report),
            manager: vv_id::of(pair.manager),
        }
    }

    pub(crate) fn pair(self) -> Pair {
        Pair {
            organisation: self.organisation.to(),
            direct_report: self.direct_report.to(),
            manager: self.manager.to(),
        }
    }
}

/// Two people as direct report and manager, whichever of them is which (ANY-1).
///
/// @param pair receives the pair.
/// Errors: refused as `not-counterparts` where neither reports to the other, or an account is inactive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_pair(
    directory: *const vv_directory,
    one: vv_id,
    other: vv_id,
    pair: *mut vv_pair,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (directory, pair) = (get(directory, "directory")?, out(pair, "pair")?);
        pair.put(vv_pair::of(directory.0.pair(one.to(), other.to())?));
    })
}

/// Everyone with whom a person can have a conversation of two: the pair with their manager first, then
/// those with their direct reports, in the order of their ids (ANY-3).
///
/// @param pairs receives the first `capacity` of them; may be null where `capacity` is 0.
/// @param capacity the number of pairs for which there is room.
/// @param count receives the number of all of them: where it is larger than `capacity`, ask again with
/// more room.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_pairs_of(
    directory: *const vv_directory,
    person: vv_id,
    pairs: *mut vv_pair,
    capacity: usize,
    count: *mut usize,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (directory, count) = (get(directory, "directory")?, out(count, "count")?);
        let found = directory.0.pairs_of(person.to()).map(vv_pair::of);
        put_all(found, pairs, capacity, "pairs", count)?;
    })
}

/// How a person stands in their organisation: all that a decision needs to know of who acts or looks.
/// It never changes, so threads may share it. Freed with `vv_relation_free`.
pub struct vv_relation(pub(crate) Relation);

/// The account of this person is inactive: they see and do nothing (PAR-5, PAR-9).
pub const VV_RELATION_INACTIVE: u32 = 1;
/// This person is a Super Admin (TPL-15).
pub const VV_RELATION_SUPER_ADMIN: u32 = 2;

/// A relation that a host with tables of its own states itself.
///
/// @param flags 0, or `VV_RELATION_INACTIVE` and `VV_RELATION_SUPER_ADMIN` added together.
/// @param relation receives the relation, for the caller to free.
/// Errors: `argument` where a flag is unknown.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_relation_new(
    organisation: vv_id,
    person: vv_id,
    flags: u32,
    relation: *mut *mut vv_relation,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let relation = out(relation, "relation")?;
        if flags & !(VV_RELATION_INACTIVE | VV_RELATION_SUPER_ADMIN) != 0 {
            return Err(wrong("flags", "has a flag that this version does not know"));
        }
        let stated = Relation::new(organisation.to(), person.to())
            .with_active(flags & VV_RELATION_INACTIVE == 0)
            .with_super_admin(flags & VV_RELATION_SUPER_ADMIN != 0);
        relation.put(give(vv_relation(stated)));
    })
}

/// The person is an HR Admin whose scope covers the direct report (VIS-6).
pub const VV_TOWARDS_HR_FOR_DIRECT_REPORT: u32 = 1;
/// The person is an HR Admin whose scope covers the manager (VIS-6).
pub const VV_TOWARDS_HR_FOR_MANAGER: u32 = 2;
/// The direct report reports to the person today, both with active accounts (OWN-1, PAR-5).
pub const VV_TOWARDS_MANAGES_DIRECT_REPORT: u32 = 4;
/// Nobody else is an active Super Admin, the two themselves aside (REQ-3).
pub const VV_TOWARDS_ONLY_SUPER_ADMIN: u32 = 8;

/// The same relation, with how the person stands to the two people of a conversation, which a host with
/// tables of its own states itself.
///
/// @param relation how the person stands in the organisation; it stays as it is.
/// @param pair the two people, as `vv_conversation_pair` gives them.
/// @param flags 0, or `VV_TOWARDS_` flags added together.
/// @param towards receives the relation, for the caller to free. Among the facts of a conversation of
/// others it is an error of the kind `mismatch`.
/// Errors: `argument` where a flag is unknown.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_relation_towards(
    relation: *const vv_relation,
    pair: vv_pair,
    flags: u32,
    towards: *mut *mut vv_relation,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (relation, towards) = (get(relation, "relation")?, out(towards, "towards")?);
        let known = VV_TOWARDS_HR_FOR_DIRECT_REPORT
            | VV_TOWARDS_HR_FOR_MANAGER
            | VV_TOWARDS_MANAGES_DIRECT_REPORT
            | VV_TOWARDS_ONLY_SUPER_ADMIN;
        if flags & !known != 0 {
            return Err(wrong("flags", "has a flag that this version does not know"));
        }
        let has = |flag| flags & flag != 0;
        let stated = relation.0.with_towards(Towards {
            direct_report: pair.direct_report.to(),
            manager: pair.manager.to(),
            hr_for_direct_report: has(VV_TOWARDS_HR_FOR_DIRECT_REPORT),
            hr_for_manager: has(VV_TOWARDS_HR_FOR_MANAGER),
            manages_direct_report: has(VV_TOWARDS_MANAGES_DIRECT_REPORT),
            only_super_admin: has(VV_TOWARDS_ONLY_SUPER_ADMIN),
        });
        towards.put(give(vv_relation(stated)));
    })
}

/// Reads a relation from versioned JSON.
///
/// @param relation receives the relation, for the caller to free.
/// Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_relation_from_json(
    json: vv_text,
    relation: *mut *mut vv_relation,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let relation = out(relation, "relation")?;
        relation.put(give(vv_relation(json.read("json")?)));
    })
}

/// Writes a relation as versioned JSON.
///
/// @param json receives the JSON, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_relation_to_json(
    relation: *const vv_relation,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (relation, json) = (get(relation, "relation")?, out(json, "json")?);
        json.document(&relation.0)?;
    })
}

/// Frees a relation; null is nothing. What was built from it lives on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_relation_free(relation: *mut vv_relation) {
    guard!(else (), { free(relation) })
}

/// What a person may start, and with whom (ANY-3): an array of objects with `counterpart`, `template`
/// and `title`. Where it is empty, creating a conversation is not offered at all.
///
/// @param templates `template_count` anytime templates; others offer nothing.
/// @param by who would start a conversation.
/// @param pairs `pair_count` pairs, as `vv_directory_pairs_of` gives them.
/// @param now microseconds since the Unix epoch.
/// @param json receives the array, for the caller to free.
/// Errors: `organisation_mismatch` where they are not all of one organisation (XCT-9); `time`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_offers(
    org: *const vv_org,
    templates: *const *const vv_template,
    template_count: usize,
    by: *const vv_relation,
    pairs: *const vv_pair,
    pair_count: usize,
    now: vv_instant,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (org, by, json) = (get(org, "org")?, get(by, "by")?, out(json, "json")?);
        let templates: Vec<&vv_template> = handles(templates, template_count, "templates")?;
        let templates: Vec<_> = templates.iter().map(|template| &*template.0).collect();
        let pairs = slice(pairs, pair_count, "pairs")?.iter();
        let pairs = pairs.map(|pair| pair.pair());
        json.json(&offers(&org.0, &templates, &by.0, pairs, instant(now)?)?)?;
    })
}
