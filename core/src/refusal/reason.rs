//! The registry of refusals: every code with its rule, its parameters and its sentence.

use core::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::{CycleId, Date, DepartmentId, GroupId, PersonId, QuestionId, Rule};

macro_rules! reasons {
    ($($variant:ident $code:literal $rule:ident $({ $($field:ident: $kind:ty),+ })? $sentence:literal;)+) => {
        /// Why something is refused: one variant for each code, with its typed parameters.
        ///
        /// The code is stable and doubles as the key under which a host keeps the sentence in other
        /// languages; [`Display`](fmt::Display) gives the English one. Parameters are in the unit that
        /// the sentence names: `max`, `min` and `count` in characters, words, options, questions or
        /// days, `in_progress` in conversations; a `date` is local to the organisation.
        ///
        /// ```
        /// use visavis::{Name, Reason};
        ///
        /// let refusal = Name::new("n".repeat(65)).unwrap_err();
        /// assert_eq!(refusal.reason(), &Reason::NameTooLong { max: 64, count: 65 });
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Reason {
            $(#[doc = concat!("`", $code, "`: ", $sentence)]
            $variant $({ $(#[doc = concat!("Parameter `", stringify!($field), "`.")] $field: $kind),+ })?,)+
        }

        impl Reason {
            /// Every code with its rule, in the order of the registry.
            ///
            /// ```
            /// use visavis::{Reason, Rule};
            ///
            /// assert!(Reason::REGISTRY.contains(&("answers-missing", Rule::Ans3)));
            /// ```
            pub const REGISTRY: &'static [(&'static str, Rule)] = &[$(($code, Rule::$rule),)+];

            /// The stable code, in kebab case.
            ///
            /// ```
            /// assert_eq!(visavis::Reason::OptionRepeated.code(), "option-repeated");
            /// ```
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $code,)+ }
            }

            /// The rule that refuses.
            ///
            /// ```
            /// use visavis::{Reason, Rule};
            ///
            /// assert_eq!(Reason::OptionRepeated.rule(), Rule::Lim8);
            /// ```
            #[must_use]
            pub const fn rule(&self) -> Rule {
                match self { $(Self::$variant { .. } => Rule::$rule,)+ }
            }
        }

        impl fmt::Display for Reason {
            #[allow(unused_variables, reason = "not every parameter stands in its sentence")]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $(Self::$variant { $($($field),+)? } => write!(f, $sentence),)+ }
            }
        }

        /// The parameters of a reason, as an object.
        pub(super) struct Parameters<'a>(pub(super) &'a Reason);

        impl Serialize for Parameters<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                match self.0 {
                    $(Reason::$variant { $($($field),+)? } => {
                        $($(map.serialize_entry(stringify!($field), $field)?;)+)?
                    })+
                }
                map.end()
            }
        }
    };
}

reasons! {
    // Who may ask at all.
    NotFound "not-found" Vis16 "there is no such conversation, or you have no part in it";
    ConversationsOff "conversations-off" Tpl18 "conversations are turned off in this organisation";
    NotSuperAdmin "not-super-admin" Tpl15 "only Super Admins create, change and deploy templates and cycles";
    InactivePerson "inactive-person" Par5 "an account that is inactive sees and does nothing";
    CommandIdReused "command-id-reused" Xct8 "this command id was used before for a different command; give a new one";

    // Text and numbers.
    NullCharacter "null-character" Lim12 "the character U+0000 cannot stand in a text";
    NameEmpty "name-empty" Lim1 "a name has at least 1 character that is not white space";
    NameTooLong "name-too-long" Lim1 { max: u64, count: u64 } "a name has at most {max} characters; this one has {count}";
    QuestionTextEmpty "question-text-empty" Lim2 "a question has at least 1 character that is not white space";
    QuestionTextTooLong "question-text-too-long" Lim2 { max: u64, count: u64 } "a question has at most {max} characters; this one has {count}";
    AnswerTooLong "answer-too-long" Lim3 { max: u64, count: u64 } "a paragraph answer has at most {max} characters; this one has {count}";
    TooManyWords "too-many-words" Lim4 { max: u64, count: u64 } "this question takes at most {max} words; the answer has {count}";
    WordLimitTooSmall "word-limit-too-small" Lim4 "a word limit is at least 1";
    NotesTooLong "notes-too-long" Lim5 { max: u64, count: u64 } "notes have at most {max} characters; these have {count}";
    ScaleOutOfRange "scale-out-of-range" Lim6 { min: u64, max: u64, value: i64 } "a scale ends at a value from {min} to {max}, not at {value}";
    NotOnScale "not-on-scale" Lim6 { max: u64 } "the scale runs from 1 to {max}; the answer is not on it";
    StarsOutOfRange "stars-out-of-range" Lim7 { max: u64, value: i64 } "a star rating has 1 to {max} stars, not {value}";
    NotARating "not-a-rating" Lim7 { max: u64 } "the rating runs from 1 to {max} stars; the answer is outside";
    OptionsOutOfRange "options-out-of-range" Lim8 { max: u64, count: u64 } "a multi-select has 1 to {max} options; this one has {count}";
    OptionEmpty "option-empty" Lim8 "an option has at least 1 character that is not white space";
    OptionTooLong "option-too-long" Lim8 { max: u64, count: u64 } "an option has at most {max} characters; this one has {count}";
    OptionRepeated "option-repeated" Lim8 "two options of a multi-select are the same";
    NotAnOption "not-an-option" Lim8 "this is not one of the question's options";
    OptionChosenTwice "option-chosen-twice" Lim8 "an option is chosen once; this answer has it twice";
    DaysOutOfRange "days-out-of-range" Lim9 { min: u64, max: u64, value: i64 } "an anytime template gives {min} to {max} days, not {value}";
    DescriptionTooLong "description-too-long" Lim13 { max: u64, count: u64 } "a description has at most {max} characters; this one has {count}";
    TooManyQuestions "too-many-questions" Lim13 { max: u64, count: u64 } "a list has at most {max} questions; this one has {count}";

    // Dates.
    DateOutOfRange "date-out-of-range" Tim9 "dates run from 1970-01-01 to 2099-12-31; this one, or a date that follows from it, is outside";
    DateDoesNotExist "date-does-not-exist" Tim3 { date: Date } "{date} does not exist in the organisation's time zone";

    // Templates.
    TemplateRefused "template-refused" Tpl1 "the template cannot stand as given; each fault is listed";
    DaysOfScheduled "days-of-scheduled" Tpl1 "only an anytime template gives days; a scheduled one ends with its cycle";
    NotScheduled "not-scheduled" Tpl1 "an anytime template has no cycles";
    NotAnytime "not-anytime" Tpl1 "a scheduled template is not started by hand";
    QuestionsMissing "questions-missing" Tpl4 "whoever responds has at least one question";
    QuestionsUnexpected "questions-unexpected" Tpl4 "whoever does not respond has no questions";
    QuestionIdRepeated "question-id-repeated" Tpl4 { question: QuestionId } "the id {question} stands for two questions";
    ConfidentialAnytime "confidential-anytime" Tpl7 "only scheduled templates have confidential questions";
    ContributorsAnytime "contributors-anytime" Tpl8 "only scheduled templates have contributors";
    ContributorsOff "contributors-off" Tpl8 "what contributors see can be set only where there are contributors";
    ContributorsWithoutManager "contributors-without-manager" Tpl8 "where only the direct report responds there are no contributors";
    InitiatorOfScheduled "initiator-of-scheduled" Tpl9 "only anytime templates can be for managers alone to initiate";
    TemplateIdTaken "template-id-taken" Tpl14 "the copy of a template has an id of its own";
    QuestionUnknown "question-unknown" Tpl6 { question: QuestionId } "the template has no question {question} to clone";
    LevelLowered "level-lowered" Tpl11 { in_progress: u64 } "an access level of a scheduled template is not lowered while conversations of it are in progress; now: {in_progress}";
    UndeployedInProgress "undeployed-in-progress" Tpl13 { in_progress: u64 } "undeploying destroys the conversations in progress, which has to be acknowledged by their number; now: {in_progress}";
    DestroyedMiscounted "destroyed-miscounted" Tpl13 { acknowledged: u64, in_progress: u64 } "the loss of {acknowledged} conversations is acknowledged; in progress are {in_progress}";
    Destroyed "destroyed" Tpl13 "this conversation was destroyed when its template was undeployed";
    NotDeployed "not-deployed" Tpl12 "this template is not deployed";
    QuestionLocked "question-locked" Tpl16 { question: QuestionId, cycle: CycleId } "the cycle {cycle}, yet to launch, has a lock date on the question {question}; the question stays until that lock date is taken away";
    ContentInProgress "content-in-progress" Tpl16 { in_progress: u64 } "the content of a scheduled template is not edited while conversations of it are in progress; now: {in_progress}";

    // Anytime conversations.
    NotCounterparts "not-counterparts" Any1 "an anytime conversation is between a direct report and that person's manager; the directory does not pair these two";
    ManagersInitiate "managers-initiate" Any2 "only the manager can start a conversation from this template";

    // Cycles.
    CycleRefused "cycle-refused" Cyc1 "the cycle cannot stand as given; each fault is listed";
    EndNotAfterStart "end-not-after-start" Cyc1 { start: Date, end: Date } "a cycle ends after its start; {end} is not after {start}";
    NotLaunched "not-launched" Cyc2 "the cycle has not launched yet";
    StartInPast "start-in-past" Cyc3 { start: Date, today: Date } "a cycle does not start before today; {start} is before {today}";
    AlreadyLaunched "already-launched" Cyc3 "the start of a cycle can be changed until its launch";
    NeverLaunches "never-launches" Cyc3 "the cycle was not ready before its end boundary and never launches";
    EndPassed "end-passed" Cyc5 { date: Date } "the end date could be changed until the end of {date}, which has passed";
    EndInPast "end-in-past" Cyc5 { end: Date, today: Date } "a cycle does not end before today; {end} is before {today}";
    GracePassed "grace-passed" Cyc6 { date: Date } "the days of grace could be changed until the end of {date}, when the cycle closed";
    GraceInPast "grace-in-past" Cyc6 { last: Date, today: Date } "grace does not end before today; its last day would be {last}, before {today}";
    LockSettled "lock-settled" Cyc7 "whether answers lock on share can be changed until the launch";
    LockOutOfOrder "lock-out-of-order" Cyc8 { start: Date, lock: Date, end: Date } "a lock date lies on the start date, {start}, or later, and before the end date, {end}; {lock} does not";
    LockInPast "lock-in-past" Cyc8 { lock: Date, today: Date } "a lock date is not set to a date before today; {lock} is before {today}";
    LockOnlyExtended "lock-only-extended" Cyc8 "once the cycle has launched a lock date can be made later, and not added, taken away or made earlier";
    LockUnknown "lock-unknown" Cyc8 { question: QuestionId } "the template has no question {question} to lock";
    LockRepeated "lock-repeated" Cyc8 "one thing has one lock date; this is the second";
    LockConfidential "lock-confidential" Cyc9 { question: QuestionId } "the question {question} is confidential, and its answer never locks";
    ConfidentialLocked "confidential-locked" Cyc9 { question: QuestionId, cycle: CycleId } "the cycle {cycle}, yet to launch, has a lock date on the question {question}, which can be confidential once that lock date is taken away";
    ReviewOutOfOrder "review-out-of-order" Cyc10 { start: Date, submit: Date, review: Date, end: Date } "the submit deadline lies on the start date, {start}, or later, before the review deadline, and that before the end date, {end}; {submit} and {review} do not";
    NoReview "no-review" Cyc10 "this cycle has no admin review";
    SubmitPassed "submit-passed" Cyc11 { date: Date } "the submit deadline could be moved until the end of {date}, which has passed";
    SubmitInPast "submit-in-past" Cyc11 { submit: Date, today: Date } "a submit deadline is not set to a date before today; {submit} is before {today}";
    ReviewPassed "review-passed" Cyc11 { date: Date } "the review deadline could be moved until the end of {date}, which has passed";
    ReviewInPast "review-in-past" Cyc11 { review: Date, today: Date } "a review deadline is not set to a date before today; {review} is before {today}";
    ReviewSettled "review-settled" Cyc12 "an admin review is added, changed whole or taken away until the launch, and not after";
    ChangeRefused "change-refused" Cyc15 "the cycle would not stand as changed; each fault is listed";
    ReviewMissing "review-missing" Mtg4 "the template has meetings confirmed before submitting; a cycle of it has an admin review";
    ReviewUnread "review-unread" Rev7 "a cycle has an admin review only where the template lets administrators view";
    UnreviewedConfirms "unreviewed-confirms" Mtg4 { cycle: CycleId } "the cycle {cycle} has no admin review to submit to; meetings can be confirmed before submitting once it has one or is over";
    ReviewedUnread "reviewed-unread" Rev7 { cycle: CycleId } "the cycle {cycle} has an admin review; the template lets administrators view until that cycle is over or has none";
    ConfidentialUnread "confidential-unread" Rev7 "a template has confidential questions only where it lets administrators view";

    // The directory and participants.
    DirectoryRefused "directory-refused" Par5 "the directory cannot stand as given; each fault is listed";
    PersonRepeated "person-repeated" Par5 { person: PersonId } "the person {person} is listed twice";
    PersonUnknown "person-unknown" Par5 { person: PersonId } "there is no person {person} in the directory";
    ReportingLoop "reporting-loop" Par11 { person: PersonId } "{person} stands in a loop of reporting lines and counts as having no manager";
    DepartmentRepeated "department-repeated" Par2 { department: DepartmentId } "the department {department} is listed twice";
    DepartmentUnknown "department-unknown" Par2 { department: DepartmentId } "there is no department {department} in the directory";
    DepartmentLoop "department-loop" Par2 { department: DepartmentId } "the department {department} stands below itself";
    GroupRepeated "group-repeated" Par3 { group: GroupId } "the group {group} is listed twice";
    GroupUnknown "group-unknown" Par3 { group: GroupId } "there is no group {group} in the directory";
    EmailRepeated "email-repeated" Par4 { person: PersonId } "{person} has this e-mail address already";
    ListRefused "list-refused" Par4 "nothing was taken from the list; each bad row is listed";
    ListEmpty "list-empty" Par4 "the list names nobody";
    ListNobody "list-nobody" Par4 { line: u64 } "nobody has this e-mail address";
    ListNotAddress "list-not-address" Par4 { line: u64 } "this is not an e-mail address";
    ListRepeated "list-repeated" Par4 { line: u64, first: u64 } "line {first} names this person already";
    ListColumns "list-columns" Par4 { line: u64, columns: u64 } "a list has one column, of e-mail addresses; this row has {columns}";
    ListSemicolon "list-semicolon" Par4 { line: u64 } "there is a semicolon in this row; a list has one column, of e-mail addresses";
    ListNotUtf8 "list-not-utf8" Par4 { line: u64 } "this row is not UTF-8; save the file as CSV in UTF-8";
    DepartmentsEmpty "departments-empty" Par2 "a cycle for departments names at least one";
    GroupsEmpty "groups-empty" Par3 "a cycle for groups names at least one";
    ParticipantsSettled "participants-settled" Par10 "from the launch on only a list of participants is changed, and only for another list";
    LeavesOut "leaves-out" Par10 { left_out: u64 } "the list leaves out people who have a conversation of the cycle, and exactly these have to be acknowledged; left out: {left_out}";
    LeftOut "left-out" Par10 { person: PersonId } "{person} has a conversation of the cycle and is left out";
    NotLeftOut "not-left-out" Par10 { person: PersonId } "nothing of {person} is left out: the list has them, or they have no conversation of the cycle";
    TooLate "too-late" Par8 { end: Date } "nobody is added to a cycle after its end date, {end}";

    // Answering and sharing.
    NoPart "no-part" Ans1 "only who responds in this conversation has answers to save and to share";
    AnswersRefused "answers-refused" Ans2 "nothing was saved; each answer that is refused is listed";
    QuestionNotYours "question-not-yours" Vis18 { question: QuestionId } "you have no question {question} in this conversation";
    QuestionTwice "question-twice" Ans2 { question: QuestionId } "the question {question} stands twice in one save";
    WrongKind "wrong-kind" Tpl5 { expected: &'static str } "this question takes {expected}";
    AnswerMissing "answer-missing" Ans3 { question: QuestionId } "the mandatory question {question} has no saved answer";
    AnswersMissing "answers-missing" Ans3 { count: u64 } "mandatory questions without a saved answer: {count}";
    AlreadyShared "already-shared" Ans4 "this part is shared already, and sharing is done once";
    MandatoryKept "mandatory-kept" Ans6 "a mandatory answer of a shared part can be replaced, not cleared";
    EditingClosed "editing-closed" Ans9 { closing: &'static str, date: Date } "answers could be edited until the end of {date}, when the {closing} ended";
    SharingClosed "sharing-closed" Ans10 { closing: &'static str, date: Date } "the part could be shared until the end of {date}, when the {closing} ended";
    AnswerChanged "answer-changed" Ans12 { question: QuestionId } "the answer to {question} has changed since you saw it; read it again first";
    LockedByDate "locked-by-date" Cyc8 { lock: &'static str, date: Date } "the answer could be edited until the end of {date}, the lock date of its {lock}";
    NotReviewed "not-reviewed" Rev1 "this part is shared, and not submitted to a review";
    SubmitClosed "submit-closed" Rev1 { date: Date } "the part could be submitted until the end of {date}";
    AlreadySubmitted "already-submitted" Rev1 "this part is submitted already";
    UnderReview "under-review" Ans10 { date: Date } "a reviewed part is shared once the review is over, at the end of {date}";
    MandatorySubmitted "mandatory-submitted" Ans6 "a mandatory answer of a submitted part can be replaced, not cleared";
    LockedOnShare "locked-on-share" Cyc7 "answers of this cycle lock once they are shared";

    // Requests to edit.
    RequestNeedless "request-needless" Req1 "all that you could edit, share or confirm is still open; there is nothing to ask for";
    RequestOpen "request-open" Req1 "you have asked to edit already, and no administrator has decided yet";
    NoOpenRequest "no-open-request" Req3 "no request to edit of this side is open";
    NotDecider "not-decider" Req3 "Super Admins, and HR Admins in scope, decide on requests to edit; in a conversation of one's own a Super Admin does where there is no other";
    ApprovalEnded "approval-ended" Req4 { date: Date } "an approved request had reopened this until the end of {date}";

    // Change of manager.
    NotParticipant "not-participant" Edt2 "only the direct report and the manager do this, each for their own part";
    OwnershipAnytime "ownership-anytime" Own1 "ownership is taken of scheduled conversations alone";
    NotNewManager "not-new-manager" Own1 "the direct report's new manager by the directory takes ownership, and nobody else";
    ManagerHasShared "manager-has-shared" Own2 "the manager has shared, and ownership is not taken any more";
    OwnershipClosed "ownership-closed" Own2 { closing: &'static str, date: Date } "ownership could be taken until the end of {date}, when the {closing} ended";

    // Meeting, notes, goals.
    MeetingNotAsked "meeting-not-asked" Mtg1 "this conversation asks for no confirmation of a meeting";
    ConfirmsBeforeAnytime "confirms-before-anytime" Mtg4 "only a scheduled template that has meetings confirmed can have them confirmed before submitting";
    MeetingFirst "meeting-first" Mtg4 "the part is submitted once the meeting is confirmed";
    OwnAnswersMissing "own-answers-missing" Mtg4 { count: u64 } "the meeting is confirmed once your mandatory questions have saved answers; without one: {count}";
    OwnPartNotShared "own-part-not-shared" Mtg1 "the meeting can be confirmed once your own part is shared";
    OtherPartNotShared "other-part-not-shared" Mtg1 "the meeting can be confirmed once the other's part is shared";
    MeetingClosed "meeting-closed" Mtg2 { closing: &'static str, date: Date } "the meeting could be confirmed or unticked until the end of {date}, when the {closing} ended";
    NotesClosed "notes-closed" Nte1 { closing: &'static str, date: Date } "notes could be written until the end of {date}, when the {closing} ended";
    GoalsNotOffered "goals-not-offered" Tpl17 "this template offers no goals";
    GoalsClosed "goals-closed" Tpl17 { closing: &'static str, date: Date } "goals could be created until the end of {date}, when the {closing} ended";
    ReferenceEmpty "reference-empty" Tpl17 "a reference has at least 1 character that is not white space";
    ReferenceTooLong "reference-too-long" Tpl17 { max: u64, count: u64 } "a reference has at most {max} characters; this one has {count}";
}
