//! What one person may see, know and do in one conversation.

use std::sync::Arc;

use self_cell::self_cell;
use visavis::conversation::AnswerId;
use visavis::sight::{Permission, RevealedBy, Verdict};
use visavis::{Action, Fact, Respondent, Sight};

use crate::case::{OwnedCase, vv_case};
use crate::codes::*;
use crate::error::vv_error;
use crate::fault::{Fault, vv_status};
use crate::guard::{free, get, give, given, guard, out};
use crate::relation::vv_relation;
use crate::value::{coded, vv_id, vv_instant, vv_rule};

self_cell! {
    struct OwnedSight {
        owner: Arc<OwnedCase>,
        #[covariant]
        dependent: Sight,
    }
}

/// What one person may see, know and do in one conversation at one instant. It keeps the case alive,
/// so that may be freed before it. It never changes, so threads may share it. Freed with
/// `vv_sight_free`.
pub struct vv_sight(OwnedSight);

impl vv_sight {
    pub(crate) fn sight(&self) -> &Sight<'_> {
        self.0.borrow_dependent()
    }
}

/// The sight of a person. A stranger has one too: it shows and allows nothing (VIS-16).
///
/// @param relation how the person stands to the two people of the conversation, as `vv_case_relation`
/// gives it.
/// @param sight receives the sight, for the caller to free.
/// Errors: `organisation_mismatch` where the person is of another organisation (XCT-9); `mismatch` where the
/// relation is one to two other people.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_new(
    case_: *const vv_case,
    relation: *const vv_relation,
    sight: *mut *mut vv_sight,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (case, sight) = (get(case_, "case_")?, out(sight, "sight")?);
        let relation = get(relation, "relation")?;
        let owned = OwnedSight::try_new(case.0.clone(), |case| {
            case.borrow_dependent().sight(&relation.0)
        })?;
        sight.put(give(vv_sight(owned)));
    })
}

/// Frees a sight; null is nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_free(sight: *mut vv_sight) {
    guard!(else (), { free(sight) })
}

/// What makes the person part of the conversation. Of several standings, which together grant what each
/// of them does, it is the first of new manager, previous manager and administrator.
///
/// @param standing receives one of the `VV_STANDING_` codes.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_standing(
    sight: *const vv_sight,
    standing: *mut vv_standing,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, standing) = (get(sight, "sight")?, out(standing, "standing")?);
        standing.put(sight.sight().standing().code());
    })
}

/// A permission: until when, and by which rule.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct vv_permission {
    /// The first instant at which it no longer holds, in microseconds since the Unix epoch, as far as is
    /// known; `VV_LAST_INSTANT` where nothing ends it.
    pub until: vv_instant,
    /// The rule that grants it.
    pub rule: vv_rule,
}

impl vv_permission {
    fn of(open: Permission) -> Self {
        Self {
            until: open.until.micros(),
            rule: vv_rule::of(open.rule),
        }
    }
}

/// Whether the person may do something now (ANS-7).
///
/// @param action one of the `VV_ACTION_` codes.
/// @param permission receives the permission.
/// Errors: refused by the rule that says no, as `conversations-off` (TPL-18), or as `not-found` to a
/// stranger (VIS-16); `argument` where there is no such action.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_may(
    sight: *const vv_sight,
    action: vv_action,
    permission: *mut vv_permission,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, permission) = (get(sight, "sight")?, out(permission, "permission")?);
        let open = sight
            .sight()
            .may(coded(&Action::ALL, Action::code, action, "action")?)?;
        permission.put(vv_permission::of(open));
    })
}

/// Whether the person may edit the answer to one of their own questions now, or which lock or boundary
/// closed it (ANS-9, CYC-8).
///
/// @param question the question, of the person's own part.
/// @param permission receives the permission.
/// Errors: refused as a save of it would be, as `locked-by-date` (CYC-8), `editing-closed` (ANS-9) or
/// `approval-ended` (REQ-4), and then `vv_error_way_out` says what would open it again; as
/// `question-not-yours` where that part has no such question (VIS-18), as `no-part` where they have
/// none, as `not-participant` where they are neither of the two (EDT-2), as `conversations-off` (TPL-18), or as `not-found` to a stranger (VIS-16).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_may_edit(
    sight: *const vv_sight,
    question: vv_id,
    permission: *mut vv_permission,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, permission) = (get(sight, "sight")?, out(permission, "permission")?);
        permission.put(vv_permission::of(sight.sight().may_edit(question.to())?));
    })
}

/// The one action that a list shows the person (ANS-7).
///
/// @param action receives one of the `VV_ACTION_` codes; `VV_ACTION_NONE` where there is none.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_primary_action(
    sight: *const vv_sight,
    action: *mut vv_action,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, action) = (get(sight, "sight")?, out(action, "action")?);
        let primary = sight.sight().primary_action();
        action.put(primary.map_or(VV_ACTION_NONE, Action::code));
    })
}

/// Whether something is shown, by which rule, and what would open it (VIS-15).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct vv_verdict {
    /// One of the `VV_VISIBILITY_` codes.
    pub visibility: vv_visibility,
    /// One of the `VV_REVEALED_BY_` codes: what would make a hidden answer visible.
    pub revealed_by: vv_revealed_by,
    /// The rule that grants or denies it.
    pub rule: vv_rule,
}

impl vv_verdict {
    fn of(verdict: Verdict) -> Self {
        let revealed_by = verdict.revealed_by;
        Self {
            visibility: verdict.visibility.code(),
            revealed_by: revealed_by.map_or(VV_REVEALED_BY_NONE, RevealedBy::code),
            rule: vv_rule::of(verdict.rule),
        }
    }
}

/// The name of one answer, as the caller gives it.
unsafe fn answer_id(
    part: vv_respondent,
    question: vv_id,
    earlier_manager: *const vv_id,
) -> Result<AnswerId, Fault> {
    let answer = AnswerId::new(
        coded(&Respondent::ALL, Respondent::code, part, "part")?,
        question.to(),
    );
    // SAFETY: the id is null, or alive during the call.
    let earlier_manager = unsafe { given(earlier_manager, "earlier_manager") }?;
    Ok(earlier_manager.map_or(answer, |person| answer.left_by(person.to())))
}

/// Whether the person sees an answer (VIS-1, VIS-2, VIS-18). It is for the host alone:
/// it tells whether a hidden question exists, and nothing of whether there is an answer.
///
/// @param part one of the `VV_RESPONDENT_` codes: whose part the answer stands in.
/// @param question the question.
/// @param earlier_manager the earlier manager who left the answer when somebody took ownership (VIS-12);
/// may be null, for an answer that stands in the part.
/// @param verdict receives the verdict.
/// Errors: `argument` if there is no such part.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_answer(
    sight: *const vv_sight,
    part: vv_respondent,
    question: vv_id,
    earlier_manager: *const vv_id,
    verdict: *mut vv_verdict,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, verdict) = (get(sight, "sight")?, out(verdict, "verdict")?);
        let answer = answer_id(part, question, earlier_manager)?;
        verdict.put(vv_verdict::of(sight.sight().answer(answer)));
    })
}

/// Whether the person may know a fact (FCT-1 and following). It is for the host alone: what the person
/// is told of it stands in their view.
///
/// @param fact one of the `VV_FACT_` codes.
/// @param verdict receives the verdict.
/// Errors: `argument` where there is no such fact.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_fact(
    sight: *const vv_sight,
    fact: vv_fact,
    verdict: *mut vv_verdict,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, verdict) = (get(sight, "sight")?, out(verdict, "verdict")?);
        let fact = coded(&Fact::ALL, Fact::code, fact, "fact")?;
        verdict.put(vv_verdict::of(sight.sight().fact(fact)));
    })
}
