//! The codes by which typed calls name things. None of them ever changes; new ones may come.

use visavis::{Action, Fact, Phase, Remedy, RevealedBy, Side, Standing, Timeline, Visibility};

use crate::guard::{Fault, wrong};

/// A side of a conversation: one of the `VV_SIDE_` codes.
pub type vv_side = i32;
/// The direct report's.
pub const VV_SIDE_DIRECT_REPORT: vv_side = 1;
/// The manager's.
pub const VV_SIDE_MANAGER: vv_side = 2;

pub(crate) const SIDES: &[(Side, vv_side)] = &[
    (Side::DirectReport, VV_SIDE_DIRECT_REPORT),
    (Side::Manager, VV_SIDE_MANAGER),
];

/// What makes somebody part of a conversation, or keeps them out: one of the `VV_STANDING_` codes.
pub type vv_standing = i32;
/// They have no part in it and may not know of it (VIS-16).
pub const VV_STANDING_STRANGER: vv_standing = 0;
/// They are its direct report.
pub const VV_STANDING_DIRECT_REPORT: vv_standing = 1;
/// They are its manager.
pub const VV_STANDING_MANAGER: vv_standing = 2;
/// They are the direct report's manager by the directory, who may take ownership (OWN-1).
pub const VV_STANDING_NEW_MANAGER: vv_standing = 3;
/// They managed it until somebody took ownership (VIS-12).
pub const VV_STANDING_PREVIOUS_MANAGER: vv_standing = 4;
/// They are a Super Admin, or an HR Admin whose scope covers it (VIS-6).
pub const VV_STANDING_ADMINISTRATOR: vv_standing = 5;

pub(crate) const STANDINGS: &[(Standing, vv_standing)] = &[
    (Standing::Stranger, VV_STANDING_STRANGER),
    (Standing::DirectReport, VV_STANDING_DIRECT_REPORT),
    (Standing::Manager, VV_STANDING_MANAGER),
    (Standing::NewManager, VV_STANDING_NEW_MANAGER),
    (Standing::PreviousManager, VV_STANDING_PREVIOUS_MANAGER),
    (Standing::Administrator, VV_STANDING_ADMINISTRATOR),
];

/// Where a cycle or a conversation stands in time (CYC-14, TIM-8): one of the `VV_PHASE_` codes.
pub type vv_phase = i32;
/// It has not launched yet.
pub const VV_PHASE_SCHEDULED: vv_phase = 1;
/// From the launch to the end or, under admin review, to the submit boundary.
pub const VV_PHASE_OPEN: vv_phase = 2;
/// From the end to the end of grace (CYC-4).
pub const VV_PHASE_GRACE: vv_phase = 3;
/// Over.
pub const VV_PHASE_CLOSED: vv_phase = 4;
/// From the submit boundary to the review boundary (CYC-10).
pub const VV_PHASE_UNDER_REVIEW: vv_phase = 5;
/// From the review boundary to the end (REV-4).
pub const VV_PHASE_SHARING: vv_phase = 6;

pub(crate) const PHASES: &[(Phase, vv_phase)] = &[
    (Phase::Scheduled, VV_PHASE_SCHEDULED),
    (Phase::Open, VV_PHASE_OPEN),
    (Phase::UnderReview, VV_PHASE_UNDER_REVIEW),
    (Phase::Sharing, VV_PHASE_SHARING),
    (Phase::Grace, VV_PHASE_GRACE),
    (Phase::Closed, VV_PHASE_CLOSED),
];

/// What somebody can do in a conversation (ANS-7): one of the `VV_ACTION_` codes.
pub type vv_action = i32;
/// Nothing: where there is no primary action.
pub const VV_ACTION_NONE: vv_action = 0;
/// Save answers of one's own part (ANS-9).
pub const VV_ACTION_ANSWER: vv_action = 1;
/// Share one's own part (ANS-10).
pub const VV_ACTION_SHARE: vv_action = 2;
/// Confirm that the two met (MTG-1).
pub const VV_ACTION_CONFIRM_MEETING: vv_action = 3;
/// Take that back (MTG-2).
pub const VV_ACTION_UNTICK_MEETING: vv_action = 4;
/// Write one's notes (NTE-1).
pub const VV_ACTION_WRITE_NOTES: vv_action = 5;
/// Record a goal (TPL-17).
pub const VV_ACTION_CREATE_GOAL: vv_action = 6;
/// Submit one's own part to the admin review (REV-1).
pub const VV_ACTION_SUBMIT: vv_action = 7;
/// Ask to edit again what has closed (REQ-1).
pub const VV_ACTION_REQUEST_EDIT: vv_action = 8;
/// Take ownership as the direct report's new manager (OWN-1).
pub const VV_ACTION_TAKE_OWNERSHIP: vv_action = 9;

pub(crate) const ACTIONS: &[(Action, vv_action)] = &[
    (Action::Answer, VV_ACTION_ANSWER),
    (Action::Share, VV_ACTION_SHARE),
    (Action::Submit, VV_ACTION_SUBMIT),
    (Action::ConfirmMeeting, VV_ACTION_CONFIRM_MEETING),
    (Action::UntickMeeting, VV_ACTION_UNTICK_MEETING),
    (Action::WriteNotes, VV_ACTION_WRITE_NOTES),
    (Action::CreateGoal, VV_ACTION_CREATE_GOAL),
    (Action::RequestEdit, VV_ACTION_REQUEST_EDIT),
    (Action::TakeOwnership, VV_ACTION_TAKE_OWNERSHIP),
];

/// A fact of a conversation that somebody may know: one of the `VV_FACT_` codes.
pub type vv_fact = i32;
/// That it exists, with title, description, kind, dates and people (FCT-1).
pub const VV_FACT_FRAME: vv_fact = 1;
/// Check marks, completion and the meeting (FCT-2).
pub const VV_FACT_PROGRESS: vv_fact = 2;
/// The references to goals (FCT-8).
pub const VV_FACT_GOALS: vv_fact = 3;
/// Who edited the direct report's answers last, and when (FCT-9).
pub const VV_FACT_LAST_EDIT_DIRECT_REPORT: vv_fact = 4;
/// Who edited the manager's answers last, and when (FCT-9).
pub const VV_FACT_LAST_EDIT_MANAGER: vv_fact = 5;
/// The direct report's notes (FCT-10).
pub const VV_FACT_NOTES_DIRECT_REPORT: vv_fact = 6;
/// The manager's notes (FCT-10).
pub const VV_FACT_NOTES_MANAGER: vv_fact = 7;
/// Whether and when the direct report's part was submitted (FCT-5).
pub const VV_FACT_SUBMISSION_DIRECT_REPORT: vv_fact = 8;
/// Whether and when the manager's part was submitted (FCT-5).
pub const VV_FACT_SUBMISSION_MANAGER: vv_fact = 9;
/// Who managed it earlier, and until when (FCT-6).
pub const VV_FACT_EARLIER_MANAGERS: vv_fact = 10;
/// The direct report's requests to edit, and their approvals (FCT-7).
pub const VV_FACT_REQUESTS_DIRECT_REPORT: vv_fact = 11;
/// The manager's requests to edit, and their approvals (FCT-7).
pub const VV_FACT_REQUESTS_MANAGER: vv_fact = 12;
/// The notes of earlier managers, to each of these their own (NTE-2).
pub const VV_FACT_EARLIER_NOTES: vv_fact = 13;

pub(crate) const FACTS: &[(Fact, vv_fact)] = &[
    (Fact::Frame, VV_FACT_FRAME),
    (Fact::Progress, VV_FACT_PROGRESS),
    (
        Fact::Submission(Side::DirectReport),
        VV_FACT_SUBMISSION_DIRECT_REPORT,
    ),
    (Fact::Submission(Side::Manager), VV_FACT_SUBMISSION_MANAGER),
    (Fact::Goals, VV_FACT_GOALS),
    (
        Fact::LastEdit(Side::DirectReport),
        VV_FACT_LAST_EDIT_DIRECT_REPORT,
    ),
    (Fact::LastEdit(Side::Manager), VV_FACT_LAST_EDIT_MANAGER),
    (Fact::Notes(Side::DirectReport), VV_FACT_NOTES_DIRECT_REPORT),
    (Fact::Notes(Side::Manager), VV_FACT_NOTES_MANAGER),
    (Fact::EarlierManagers, VV_FACT_EARLIER_MANAGERS),
    (
        Fact::Requests(Side::DirectReport),
        VV_FACT_REQUESTS_DIRECT_REPORT,
    ),
    (Fact::Requests(Side::Manager), VV_FACT_REQUESTS_MANAGER),
    (Fact::EarlierNotes, VV_FACT_EARLIER_NOTES),
];

/// Whether something is shown: one of the `VV_VISIBILITY_` codes. Treat a code that you do not know as
/// hidden.
pub type vv_visibility = i32;
/// It is not.
pub const VV_VISIBILITY_HIDDEN: vv_visibility = 0;
/// It is.
pub const VV_VISIBILITY_VISIBLE: vv_visibility = 1;

pub(crate) const VISIBILITIES: &[(Visibility, vv_visibility)] = &[
    (Visibility::Hidden, VV_VISIBILITY_HIDDEN),
    (Visibility::Visible, VV_VISIBILITY_VISIBLE),
];

/// What would make a hidden answer visible (VIS-15): one of the `VV_REVEALED_BY_` codes.
pub type vv_revealed_by = i32;
/// Nothing, or nothing that this person may know.
pub const VV_REVEALED_BY_NONE: vv_revealed_by = 0;
/// That its respondent shares it (ANS-4).
pub const VV_REVEALED_BY_SHARE: vv_revealed_by = 1;

/// That the person takes ownership (OWN-3).
pub const VV_REVEALED_BY_OWNERSHIP: vv_revealed_by = 2;
/// That the template gives administrators access (VIS-3).
pub const VV_REVEALED_BY_ACCESS: vv_revealed_by = 3;

pub(crate) const REVEALED_BY: &[(RevealedBy, vv_revealed_by)] = &[
    (RevealedBy::Share, VV_REVEALED_BY_SHARE),
    (RevealedBy::Ownership, VV_REVEALED_BY_OWNERSHIP),
    (RevealedBy::Access, VV_REVEALED_BY_ACCESS),
];

/// What would open again what a boundary or a lock has closed (ANS-9): one of the `VV_REMEDY_` codes.
pub type vv_remedy = i32;
/// Nothing that the person can do.
pub const VV_REMEDY_NONE: vv_remedy = 0;
/// That the person asks to edit, and an administrator allows it (REQ-1).
pub const VV_REMEDY_REQUEST_EDIT: vv_remedy = 1;
/// That an administrator allows the request that the person has made (REQ-3).
pub const VV_REMEDY_AWAIT_DECISION: vv_remedy = 2;

pub(crate) const REMEDIES: &[(Remedy, vv_remedy)] = &[
    (Remedy::RequestEdit, VV_REMEDY_REQUEST_EDIT),
    (Remedy::AwaitDecision, VV_REMEDY_AWAIT_DECISION),
];

/// How a timeline is drawn: one of the `VV_DRAWING_` codes.
pub type vv_drawing = i32;
/// As a small picture in SVG, which suits light and dark pages.
pub const VV_DRAWING_SVG: vv_drawing = 1;
/// As a gantt chart in Mermaid.
pub const VV_DRAWING_MERMAID: vv_drawing = 2;

/// How the engine draws under a title.
type Draw = fn(&Timeline, &str) -> String;

pub(crate) const DRAWINGS: &[(Draw, vv_drawing)] = &[
    (Timeline::to_svg, VV_DRAWING_SVG),
    (Timeline::to_mermaid, VV_DRAWING_MERMAID),
];

/// The code of a value.
pub(crate) fn code<T: PartialEq>(codes: &[(T, i32)], value: &T) -> Result<i32, Fault> {
    let found = codes.iter().find(|(of, _)| of == value);
    found.map(|&(_, code)| code).ok_or(Fault::Uncoded)
}

/// The value of a code that the caller gives.
pub(crate) fn coded<T: Copy>(
    codes: &[(T, i32)],
    given: i32,
    argument: &'static str,
) -> Result<T, Fault> {
    let found = codes.iter().find(|&&(_, code)| code == given);
    let found = found.map(|&(value, _)| value);
    found.ok_or(wrong(argument, "is none of the codes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_a_code_of_its_own() {
        fn check<T: Copy + PartialEq + std::fmt::Debug>(codes: &[(T, i32)], all: &[T]) {
            assert_eq!(codes.len(), all.len());
            for value in all {
                let code = code(codes, value).unwrap();
                assert_eq!(coded(codes, code, "code").unwrap(), *value);
            }
        }
        check(SIDES, &Side::BOTH);
        check(STANDINGS, &Standing::ALL);
        check(ACTIONS, &Action::ALL);
        check(FACTS, &Fact::ALL);
    }
}
