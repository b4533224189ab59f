//! What one person may see, know and do in one conversation.

use std::sync::Arc;

use self_cell::self_cell;
use visavis::{Action, DecisionSubject, Permission, Reference, Sight, Verdict};

use crate::case::{OwnedCase, vv_case};
use crate::codes::*;
use crate::error::{vv_error, vv_status};
use crate::guard::{Fault, free, get, give, guard, out, slice};
use crate::org::vv_relation;
use crate::text::{vv_buffer, vv_text};
use crate::value::{vv_id, vv_instant, vv_rule};

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
/// @param relation how the person stands in the organisation and, for offices with a scope and a new
/// manager, to the conversation's two people, as `vv_directory_relation_to` gives it.
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
        standing.put(code(STANDINGS, &sight.sight().standing())?);
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
        let open = sight.sight().may(coded(ACTIONS, action, "action")?)?;
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
        action.put(match primary {
            Some(primary) => code::<Action>(ACTIONS, &primary)?,
            None => VV_ACTION_NONE,
        });
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
    fn of(verdict: Verdict) -> Result<Self, Fault> {
        Ok(Self {
            visibility: code(VISIBILITIES, &verdict.visibility)?,
            revealed_by: match &verdict.revealed_by {
                Some(opening) => code(REVEALED_BY, opening)?,
                None => VV_REVEALED_BY_NONE,
            },
            rule: vv_rule::of(verdict.rule),
        })
    }
}

/// Whether the person sees an answer (VIS-1, VIS-2, VIS-18). The host alone reads this: it tells
/// nothing of whether there is an answer.
///
/// @param side one of the `VV_SIDE_` codes: whose part the question is in.
/// @param verdict receives the verdict.
/// Errors: `argument` where there is no such side.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_answer(
    sight: *const vv_sight,
    side: vv_side,
    question: vv_id,
    verdict: *mut vv_verdict,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, verdict) = (get(sight, "sight")?, out(verdict, "verdict")?);
        let side = coded(SIDES, side, "side")?;
        verdict.put(vv_verdict::of(sight.sight().answer(side, question.to()))?);
    })
}

/// Whether the person may know a fact (FCT-1 and following).
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
        let fact = coded(FACTS, fact, "fact")?;
        verdict.put(vv_verdict::of(sight.sight().fact(fact))?);
    })
}

/// The record of a decision about an answer, for the host's audit log (VIS-15): an object.
///
/// @param side one of the `VV_SIDE_` codes: whose part the question is in.
/// @param json receives the object, for the caller to free.
/// Errors: `argument` where there is no such side.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_record_answer(
    sight: *const vv_sight,
    side: vv_side,
    question: vv_id,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, json) = (get(sight, "sight")?, out(json, "json")?);
        let side = coded(SIDES, side, "side")?;
        let question = question.to();
        json.json(
            &sight
                .sight()
                .record(DecisionSubject::Answer { side, question }),
        )?;
    })
}

/// The record of a decision about a fact, for the host's audit log (VIS-15): an object.
///
/// @param fact one of the `VV_FACT_` codes.
/// @param json receives the object, for the caller to free.
/// Errors: `argument` where there is no such fact.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_record_fact(
    sight: *const vv_sight,
    fact: vv_fact,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, json) = (get(sight, "sight")?, out(json, "json")?);
        let fact = coded(FACTS, fact, "fact")?;
        json.json(&sight.sight().record(DecisionSubject::Fact(fact)))?;
    })
}

/// The record of a decision about an action, for the host's audit log (VIS-15): an object.
///
/// @param action one of the `VV_ACTION_` codes.
/// @param json receives the object, for the caller to free.
/// Errors: `argument` where there is no such action.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_record_action(
    sight: *const vv_sight,
    action: vv_action,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, json) = (get(sight, "sight")?, out(json, "json")?);
        let action = coded(ACTIONS, action, "action")?;
        json.json(&sight.sight().record(DecisionSubject::Action(action)))?;
    })
}

/// The record of a decision about editing an answer, for the host's audit log (VIS-15): an object.
///
/// @param question the question, of the person's own part.
/// @param json receives the object, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_record_edit(
    sight: *const vv_sight,
    question: vv_id,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, json) = (get(sight, "sight")?, out(json, "json")?);
        let question = question.to();
        json.json(&sight.sight().record(DecisionSubject::Edit { question }))?;
    })
}

/// The view: all that the person is shown of the conversation, and nothing else (VIS-16). An object
/// with `standing`, `frame`, `parts`, `notes`, `goals`, `references` and `actions` and, where the person
/// may know of it and there is any, `complete`, `meeting`, `earlier_managers`, `retained_answers` and
/// `requests`.
///
/// @param references `count` texts: the current objectives and feedback to offer the respondent
/// (TPL-19).
/// @param json receives the object, for the caller to free.
/// Errors: refused as `not-found` to a stranger (VIS-16), or by TPL-17 for a reference; `utf8`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_view(
    sight: *const vv_sight,
    references: *const vv_text,
    count: usize,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, json) = (get(sight, "sight")?, out(json, "json")?);
        let references = slice(references, count, "references")?
            .iter()
            .map(|text| Ok(Reference::new(text.text("references")?)?));
        let references = references.collect::<Result<Vec<_>, Fault>>()?;
        json.json(&sight.sight().view(&references)?)?;
    })
}

/// The timeline of the conversation as it concerns the person (TIM-8): an object with `phase`,
/// `boundaries` and `next`, as `vv_case_timeline` gives it, but with those locks alone that are on their
/// own list and questions, and with their own approved requests alone.
///
/// @param json receives the object, for the caller to free.
/// Errors: refused as `not-found` to a stranger (VIS-16).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_timeline(
    sight: *const vv_sight,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, json) = (get(sight, "sight")?, out(json, "json")?);
        json.json(&sight.sight().timeline()?)?;
    })
}

/// A picture of the timeline of the conversation as it concerns the person (TIM-8): of what
/// `vv_sight_timeline` gives, drawn as by `vv_case_timeline_drawn`.
///
/// @param drawing one of the `VV_DRAWING_` codes.
/// @param title what stands above the picture. What would be markup there stands as text or as blanks.
/// @param picture receives the picture as a text, for the caller to free.
/// Errors: refused as `not-found` to a stranger (VIS-16); `utf8`; `argument` where `drawing` is none of
/// the codes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_timeline_drawn(
    sight: *const vv_sight,
    drawing: vv_drawing,
    title: vv_text,
    picture: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, picture) = (get(sight, "sight")?, out(picture, "picture")?);
        let (draw, title) = (coded(DRAWINGS, drawing, "drawing")?, title.text("title")?);
        picture.text(draw(&sight.sight().timeline()?, title));
    })
}

/// Every action with its permission or its refusal, and the primary one (ANS-7): an object.
///
/// @param json receives the object, for the caller to free.
/// Errors: refused as `not-found` to a stranger (VIS-16).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_actions(
    sight: *const vv_sight,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, json) = (get(sight, "sight")?, out(json, "json")?);
        json.json(&sight.sight().actions()?)?;
    })
}

/// Who will see which answers that they cannot see now, once the person shares or, under admin review,
/// submits (ANS-5): an array of objects with `person`, which an office has none of, `standing`, `rule`
/// and `questions`.
///
/// @param json receives the array, for the caller to free.
/// Errors: refused as `no-part` where the person has none to share, and as `not-found` to a stranger
/// (VIS-16).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_share_prompt(
    sight: *const vv_sight,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, json) = (get(sight, "sight")?, out(json, "json")?);
        json.json(&sight.sight().share_prompt()?)?;
    })
}
