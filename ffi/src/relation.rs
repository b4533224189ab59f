//! Who asks: actors in an organisation, pairs of two people, and how actors stand to a pair.

use visavis::{Actor, Pair, Relation};

use crate::error::vv_error;
use crate::fault::vv_status;
use crate::guard::{free, get, give, guard, out, put_all};
use crate::org::vv_directory;
use crate::text::{vv_buffer, vv_text};
use crate::value::{truth, vv_bool, vv_id};

/// A person and their offices in the organisation: who changes templates and cycles, and who starts a
/// conversation (TPL-15, ANY-2). It never changes, so threads may share it. Freed with `vv_actor_free`.
pub struct vv_actor(pub(crate) Actor);

/// The person of a directory. Somebody whom the directory does not know counts as inactive, and so sees
/// and does nothing (PAR-5).
///
/// @param actor receives the actor, for the caller to free; it does not need the directory.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_actor(
    directory: *const vv_directory,
    person: vv_id,
    actor: *mut *mut vv_actor,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (directory, actor) = (get(directory, "directory")?, out(actor, "actor")?);
        actor.put(give(vv_actor(directory.0.actor(person.to()))));
    })
}

/// An actor for whom the host vouches, from tables of its own. It is for the host alone: what it says
/// is believed, so nothing of it may come from a request.
///
/// @param active 1 if the account of the person is active, otherwise 0: then they see and do nothing
/// (PAR-5, PAR-9).
/// @param super_admin 1 if the person is a Super Admin, otherwise 0 (TPL-15, VIS-6).
/// @param actor receives the actor, for the caller to free.
/// Errors: `argument` if a `vv_bool` is neither 0 nor 1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_actor_vouched(
    organisation: vv_id,
    person: vv_id,
    active: vv_bool,
    super_admin: vv_bool,
    actor: *mut *mut vv_actor,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let actor = out(actor, "actor")?;
        let active = truth(active, "active")?;
        let vouched = Actor::vouched(organisation.to(), person.to(), active)
            .with_super_admin(truth(super_admin, "super_admin")?);
        actor.put(give(vv_actor(vouched)));
    })
}

/// What an actor is: an object with `organisation`, `person`, `active` and `super_admin`.
///
/// @param json receives the object, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_actor_json(
    actor: *const vv_actor,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (actor, json) = (get(actor, "actor")?, out(json, "json")?);
        json.json(&actor.0)?;
    })
}

/// Frees an actor; null is nothing. What was built from it lives on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_actor_free(actor: *mut vv_actor) {
    guard!(else (), { free(actor) })
}

/// Two people as direct report and manager. `vv_directory_pair` gives it; a host that fills it from
/// tables of its own vouches that the one reports to the other now, and that both are active (ANY-1,
/// PAR-5). That is for the host alone: nothing of it may come from a request.
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
            organisation: vv_id::of(pair.organisation()),
            direct_report: vv_id::of(pair.direct_report()),
            manager: vv_id::of(pair.manager()),
        }
    }

    pub(crate) fn pair(self) -> Pair {
        Pair::vouched(
            self.organisation.to(),
            self.direct_report.to(),
            self.manager.to(),
        )
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

/// How an actor stands to the two people of a conversation: what their sight on it and their commands
/// in it depend on (VIS-6, OWN-1, REQ-3). In a conversation of two other people it is an error of the
/// kind `mismatch`. It never changes, so threads may share it. Freed with `vv_relation_free`.
pub struct vv_relation(pub(crate) Relation);

/// How a person of a directory stands to the two people of a conversation. Somebody whom the directory
/// does not know counts as inactive (PAR-5).
///
/// @param pair the two people, as `vv_conversation_pair` gives them.
/// @param relation receives the relation, for the caller to free; it does not need the directory.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_relation(
    directory: *const vv_directory,
    person: vv_id,
    pair: vv_pair,
    relation: *mut *mut vv_relation,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (directory, relation) = (get(directory, "directory")?, out(relation, "relation")?);
        let found = directory.0.relation(person.to(), &pair.pair());
        relation.put(give(vv_relation(found)));
    })
}

/// A relation for which the host vouches, from tables of its own. Nothing of it has a default. It is
/// for the host alone: what it says is believed, so nothing of it may come from a request.
///
/// @param actor the person and their offices in the organisation; it stays as it is.
/// @param pair the two people, as `vv_conversation_pair` gives them.
/// @param hr_for_direct_report 1 if the person is an HR Admin whose scope covers the direct report,
/// otherwise 0 (VIS-6).
/// @param hr_for_manager 1 if the person is an HR Admin whose scope covers the manager, otherwise 0
/// (VIS-6).
/// @param manages_direct_report 1 if the direct report reports to the person today, both with active
/// accounts, otherwise 0 (OWN-1, PAR-5).
/// @param only_super_admin 1 if no other active Super Admin is outside the conversation, otherwise 0
/// (REQ-3).
/// @param relation receives the relation, for the caller to free; it does not need the actor.
/// Errors: `organisation_mismatch` if the pair is of another organisation than the actor (XCT-9);
/// `argument` if a `vv_bool` is neither 0 nor 1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_relation_vouched(
    actor: *const vv_actor,
    pair: vv_pair,
    hr_for_direct_report: vv_bool,
    hr_for_manager: vv_bool,
    manages_direct_report: vv_bool,
    only_super_admin: vv_bool,
    relation: *mut *mut vv_relation,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (actor, relation) = (get(actor, "actor")?, out(relation, "relation")?);
        let vouched = Relation::vouched(actor.0, &pair.pair())?
            .with_hr_for(
                truth(hr_for_direct_report, "hr_for_direct_report")?,
                truth(hr_for_manager, "hr_for_manager")?,
            )
            .with_manages_direct_report(truth(manages_direct_report, "manages_direct_report")?)
            .with_only_super_admin(truth(only_super_admin, "only_super_admin")?);
        relation.put(give(vv_relation(vouched)));
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
