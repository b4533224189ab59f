//! The registry of refusals: every code with its rule, its parameters and its sentence.

use core::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::{CycleId, Date, DepartmentId, GroupId, PersonId, QuestionId, Rule};

#[cfg(test)]
mod tests;

macro_rules! reasons {
    ($($variant:ident $code:literal $rule:ident $({ $($field:ident: $kind:ty),+ })?
        $sentence:literal $(, if $number:ident == $value:literal $other:literal)*;)+) => {
        /// Why something is refused: one variant for each code, with its typed parameters.
        ///
        /// The code is stable and doubles as the key under which a host keeps the sentence in other
        /// languages; [`Display`](fmt::Display) gives the English one. Parameters are in the unit that
        /// the sentence names: `max`, `min` and `count` in characters, words, options, questions or
        /// days, `in_progress` in conversations; a `date` is local to the organisation.
        ///
        /// ```
        /// use visavis::limits::Name;
        /// use visavis::refusal::Reason;
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
            /// use visavis::Rule;
            /// use visavis::refusal::Reason;
            ///
            /// assert!(Reason::REGISTRY.contains(&("answers-missing", Rule::Ans3)));
            /// ```
            pub const REGISTRY: &'static [(&'static str, Rule)] = &[$(($code, Rule::$rule),)+];

            /// The stable code, in kebab case.
            ///
            /// ```
            /// assert_eq!(visavis::refusal::Reason::OptionRepeated.code(), "option-repeated");
            /// ```
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $code,)+ }
            }

            /// The rule that refuses.
            ///
            /// ```
            /// use visavis::Rule;
            /// use visavis::refusal::Reason;
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
                match self {
                    $(Self::$variant { $($($field),+)? } => {
                        $(if *$number == $value { return write!(f, $other); })*
                        write!(f, $sentence)
                    })+
                }
            }
        }

        #[cfg(test)]
        impl Reason {
            /// An example of every reason, and of each of its sentences.
            fn examples() -> Vec<Self> {
                let mut examples = Vec::new();
                $({
                    let example = Self::$variant { $($($field: tests::Example::example(stringify!($field))),+)? };
                    examples.push(example);
                    $({
                        let mut other = example;
                        if let Self::$variant { $number, .. } = &mut other { *$number = $value; }
                        examples.push(other);
                    })*
                })+
                examples
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
    InactivePerson "inactive-person" Par5 "this account is inactive";
    CommandIdReused "command-id-reused" Xct8 "this command id was used before for a different command; give a new one";

    // Text and numbers.
    NullCharacter "null-character" Lim12 "a text cannot contain the character U+0000";
    NameEmpty "name-empty" Lim1 "a name needs at least 1 visible character";
    NameNotOneLine "name-not-one-line" Lim1 "a name is one line, without line breaks, tabs and other control characters";
    NameTooLong "name-too-long" Lim1 { max: u64, count: u64 } "a name has at most {max} characters; this one has {count}";
    QuestionTextEmpty "question-text-empty" Lim2 "the text of a question needs at least 1 visible character";
    QuestionTextTooLong "question-text-too-long" Lim2 { max: u64, count: u64 } "the text of a question has at most {max} characters; this one has {count}";
    AnswerTooLong "answer-too-long" Lim3 { max: u64, count: u64 } "a paragraph answer has at most {max} characters; this one has {count}";
    TooManyWords "too-many-words" Lim4 { max: u64, count: u64 } "this question takes at most {max} words; the answer has {count}",
        if max == 1 "this question takes at most 1 word; the answer has {count}";
    WordLimitTooSmall "word-limit-too-small" Lim4 "a word limit is at least 1";
    NotesTooLong "notes-too-long" Lim5 { max: u64, count: u64 } "notes have at most {max} characters; these have {count}";
    ScaleOutOfRange "scale-out-of-range" Lim6 { min: u64, max: u64, value: i64 } "a scale ends at a value from {min} to {max}, not at {value}";
    NotOnScale "not-on-scale" Lim6 { max: u64 } "the scale runs from 1 to {max}; the answer is not on it";
    StarsOutOfRange "stars-out-of-range" Lim7 { max: u64, value: i64 } "a star rating has 1 to {max} stars, not {value}";
    NotARating "not-a-rating" Lim7 { max: u64 } "this question takes a rating of 1 to {max} stars; the answer is outside",
        if max == 1 "this question takes a rating of 1 star; the answer is another";
    OptionsOutOfRange "options-out-of-range" Lim8 { max: u64, count: u64 } "a multi-select has 1 to {max} options; this one has {count}";
    OptionEmpty "option-empty" Lim8 "an option needs at least 1 visible character";
    OptionNotOneLine "option-not-one-line" Lim8 "an option is one line, without line breaks, tabs and other control characters";
    OptionTooLong "option-too-long" Lim8 { max: u64, count: u64 } "an option has at most {max} characters; this one has {count}";
    OptionRepeated "option-repeated" Lim8 "two options of a multi-select are the same";
    NotAnOption "not-an-option" Lim8 "this is not one of the question's options";
    OptionChosenTwice "option-chosen-twice" Lim8 "an option can be chosen only once; this answer has one twice";
    DaysOutOfRange "days-out-of-range" Lim9 { min: u64, max: u64, value: i64 } "an anytime template gives {min} to {max} days, not {value}";
    DescriptionTooLong "description-too-long" Lim13 { max: u64, count: u64 } "a description has at most {max} characters; this one has {count}";
    TooManyQuestions "too-many-questions" Lim13 { max: u64, count: u64 } "a list has at most {max} questions; this one has {count}";

    // Dates.
    DateOutOfRange "date-out-of-range" Tim9 "dates run from 1970-01-01 to 2099-12-31; this one, or a date that follows from it, is outside";
    DateDoesNotExist "date-does-not-exist" Tim3 { date: Date } "{date} does not exist in the organisation's time zone";

    // Templates.
    TemplateRefused "template-refused" Tpl1 "the template has faults; each is listed";
    DaysOfScheduled "days-of-scheduled" Tpl1 "only an anytime template gives a number of days; a scheduled conversation ends with its cycle";
    NotScheduled "not-scheduled" Tpl1 "an anytime template has no cycles";
    NotAnytime "not-anytime" Tpl1 "a conversation from a scheduled template cannot be started by hand";
    QuestionsMissing "questions-missing" Tpl4 "whoever responds needs at least one question";
    QuestionsUnexpected "questions-unexpected" Tpl4 "whoever does not respond cannot have questions";
    QuestionIdRepeated "question-id-repeated" Tpl4 { question: QuestionId } "another question has this id already";
    ConfidentialAnytime "confidential-anytime" Tpl7 "only scheduled templates can have confidential questions";
    ContributorsAnytime "contributors-anytime" Tpl8 "only scheduled templates can have contributors";
    ContributorsOff "contributors-off" Tpl8 "what contributors see can be set only if there are contributors";
    ContributorsWithoutManager "contributors-without-manager" Tpl8 "a template in which only the direct report responds cannot have contributors";
    InitiatorOfScheduled "initiator-of-scheduled" Tpl9 "the option that only managers can initiate is for anytime templates only";
    TemplateIdTaken "template-id-taken" Tpl14 "the copy of a template needs an id of its own";
    QuestionUnknown "question-unknown" Tpl6 { question: QuestionId } "the template has no such question to clone";
    LevelLowered "level-lowered" Tpl11 { in_progress: u64 } "an access level of a scheduled template cannot be lowered while {in_progress} conversations of it are in progress",
        if in_progress == 1 "an access level of a scheduled template cannot be lowered while 1 conversation of it is in progress";
    UndeployedInProgress "undeployed-in-progress" Tpl13 { in_progress: u64 } "undeploying would destroy {in_progress} conversations in progress; acknowledge that number to go on",
        if in_progress == 1 "undeploying would destroy 1 conversation in progress; acknowledge that number to go on";
    DestroyedMiscounted "destroyed-miscounted" Tpl13 { acknowledged: u64, in_progress: u64 } "you acknowledged the loss of {acknowledged} conversations, but {in_progress} are in progress",
        if acknowledged == 1 "you acknowledged the loss of 1 conversation, but {in_progress} are in progress",
        if in_progress == 1 "you acknowledged the loss of {acknowledged} conversations, but 1 is in progress";
    Destroyed "destroyed" Tpl13 "this conversation was destroyed when its template was undeployed";
    NotDeployed "not-deployed" Tpl12 "this template is not deployed";
    QuestionLocked "question-locked" Tpl16 { question: QuestionId, cycle: CycleId } "a cycle that has yet to launch has a lock date on this question; the question can be removed once that lock date is taken away";
    ContentInProgress "content-in-progress" Tpl16 { in_progress: u64 } "the content of a scheduled template cannot be edited while {in_progress} conversations of it are in progress",
        if in_progress == 1 "the content of a scheduled template cannot be edited while 1 conversation of it is in progress";

    // Anytime conversations.
    NotCounterparts "not-counterparts" Any1 "an anytime conversation is between a direct report and that person's manager; the directory does not pair these two";
    ManagersInitiate "managers-initiate" Any2 "only the manager can start a conversation from this template";

    // Cycles.
    CycleRefused "cycle-refused" Cyc1 "the cycle has faults; each is listed";
    EndNotAfterStart "end-not-after-start" Cyc1 { start: Date, end: Date } "a cycle ends after its start; {end} is not after {start}";
    NotLaunched "not-launched" Cyc2 "the cycle has not launched yet";
    StartInPast "start-in-past" Cyc3 { start: Date, today: Date } "a cycle cannot start before today; {start} is before {today}";
    AlreadyLaunched "already-launched" Cyc3 "the start of a cycle can be changed only until its launch";
    NeverLaunches "never-launches" Cyc3 "the cycle was not ready before its end boundary and never launches";
    EndPassed "end-passed" Cyc5 { date: Date } "the end date could be changed until the end of {date}, which has passed";
    EndInPast "end-in-past" Cyc5 { end: Date, today: Date } "a cycle cannot end before today; {end} is before {today}";
    GracePassed "grace-passed" Cyc6 { date: Date } "the days of grace could be changed until the end of {date}, when the cycle closed";
    GraceInPast "grace-in-past" Cyc6 { last: Date, today: Date } "grace cannot end before today; its last day would be {last}, before {today}";
    LockSettled "lock-settled" Cyc7 "whether answers lock on share can be changed only until the launch";
    LockOutOfOrder "lock-out-of-order" Cyc8 { start: Date, lock: Date, end: Date } "a lock date has to be on or after the start date, {start}, and before the end date, {end}; {lock} is not";
    LockInPast "lock-in-past" Cyc8 { lock: Date, today: Date } "a lock date cannot be set to a date before today; {lock} is before {today}";
    LockOnlyExtended "lock-only-extended" Cyc8 "once the cycle has launched, a lock date can only be made later; it cannot be added, taken away or made earlier";
    LockUnknown "lock-unknown" Cyc8 { question: QuestionId } "the template has no such question to lock";
    LockRepeated "lock-repeated" Cyc8 "a question or a list has one lock date; this is the second";
    LockConfidential "lock-confidential" Cyc9 { question: QuestionId } "this question is confidential, and its answer never locks";
    ConfidentialLocked "confidential-locked" Cyc9 { question: QuestionId, cycle: CycleId } "a cycle that has yet to launch has a lock date on this question; the question can be confidential once that lock date is taken away";
    ReviewOutOfOrder "review-out-of-order" Cyc10 { start: Date, submit: Date, review: Date, end: Date } "the submit deadline has to be on or after the start date, {start}, and the review deadline after it and before the end date, {end}; {submit} and {review} are not";
    NoReview "no-review" Cyc10 "this cycle has no admin review";
    SubmitPassed "submit-passed" Cyc11 { date: Date } "the submit deadline could be moved until the end of {date}, which has passed";
    SubmitInPast "submit-in-past" Cyc11 { submit: Date, today: Date } "a submit deadline cannot be set to a date before today; {submit} is before {today}";
    ReviewPassed "review-passed" Cyc11 { date: Date } "the review deadline could be moved until the end of {date}, which has passed";
    ReviewInPast "review-in-past" Cyc11 { review: Date, today: Date } "a review deadline cannot be set to a date before today; {review} is before {today}";
    ReviewSettled "review-settled" Cyc12 "an admin review can be added, replaced or taken away only until the launch";
    ChangeRefused "change-refused" Cyc15 "the change would leave the cycle with faults; each is listed";
    ReviewMissing "review-missing" Mtg4 "the template has meetings confirmed before submitting, so a cycle of it needs an admin review";
    ReviewUnread "review-unread" Rev7 "a cycle can have an admin review only if the template lets administrators view";
    UnreviewedConfirms "unreviewed-confirms" Mtg4 { cycle: CycleId } "a cycle of this template has no admin review to submit to; meetings can be confirmed before submitting once it has one or is over";
    ReviewedUnread "reviewed-unread" Rev7 { cycle: CycleId } "a cycle of this template has an admin review; administrators have to be able to view until that cycle is over or has no review";
    ConfidentialUnread "confidential-unread" Rev7 "a template can have confidential questions only if it lets administrators view";

    // The directory and participants.
    DirectoryRefused "directory-refused" Par14 "the directory has faults; each is listed";
    PersonRepeated "person-repeated" Par14 { person: PersonId } "the person {person} is listed twice";
    PersonUnknown "person-unknown" Par5 { person: PersonId } "there is no person {person} in the directory";
    ReportingLoop "reporting-loop" Par11 { person: PersonId } "this person stands in a loop of reporting lines and counts as having no manager";
    DepartmentRepeated "department-repeated" Par2 { department: DepartmentId } "the department {department} is listed twice";
    DepartmentUnknown "department-unknown" Par2 { department: DepartmentId } "there is no department {department} in the directory";
    DepartmentLoop "department-loop" Par2 { department: DepartmentId } "this department stands below itself and counts as absent";
    GroupRepeated "group-repeated" Par3 { group: GroupId } "the group {group} is listed twice";
    GroupUnknown "group-unknown" Par3 { group: GroupId } "there is no group {group} in the directory";
    EmailRepeated "email-repeated" Par4 { person: PersonId } "another active person has this e-mail address too, so it is nobody's";
    ListRefused "list-refused" Par4 "nothing was taken from the list; each bad row is listed";
    ListEmpty "list-empty" Par4 "the list names nobody";
    ListNobody "list-nobody" Par4 { line: u64 } "nobody has this e-mail address";
    ListAmbiguous "list-ambiguous" Par14 { line: u64 } "several people have this e-mail address, so it names nobody";
    ListNotAddress "list-not-address" Par4 { line: u64 } "this is not an e-mail address";
    ListRepeated "list-repeated" Par4 { line: u64, first: u64 } "line {first} names this person already";
    ListColumns "list-columns" Par4 { line: u64, columns: u64 } "a list has one column, of e-mail addresses; this row has {columns}";
    ListSemicolon "list-semicolon" Par4 { line: u64 } "there is a semicolon in this row; a list has one column, of e-mail addresses";
    ListNotUtf8 "list-not-utf8" Par4 { line: u64 } "this row is not UTF-8; save the file as CSV in UTF-8";
    DepartmentsEmpty "departments-empty" Par2 "a cycle for departments needs at least one department";
    GroupsEmpty "groups-empty" Par3 "a cycle for groups needs at least one group";
    ParticipantsSettled "participants-settled" Par10 "once the cycle has launched, its participants can be changed only from one list to another";
    LeavesOut "leaves-out" Par10 { left_out: u64 } "the new list leaves out {left_out} people who already have a conversation; acknowledge exactly those people to go on",
        if left_out == 0 "the new list leaves out nobody who already has a conversation; acknowledge nobody to go on",
        if left_out == 1 "the new list leaves out 1 person who already has a conversation; acknowledge exactly that person to go on";
    LeftOut "left-out" Par10 { person: PersonId } "this person already has a conversation of the cycle and is left out";
    NotLeftOut "not-left-out" Par10 { person: PersonId } "this person is not left out: the new list has them, or they have no conversation of the cycle";
    TooLate "too-late" Par8 { end: Date } "nobody can be added to a cycle after its end date, {end}";

    // Answering and sharing.
    NoPart "no-part" Ans1 "only a person who responds in this conversation has answers to save and to share";
    AnswersRefused "answers-refused" Ans2 "nothing was saved; each answer that is refused is listed";
    QuestionNotYours "question-not-yours" Vis18 { question: QuestionId } "you have no such question in this conversation";
    QuestionTwice "question-twice" Ans2 { question: QuestionId } "one save has this question twice";
    WrongKind "wrong-kind" Tpl5 { expected: &'static str } "this question takes {expected}";
    AnswerMissing "answer-missing" Ans3 { question: QuestionId } "this mandatory question has no saved answer";
    AnswersMissing "answers-missing" Ans3 { count: u64 } "{count} mandatory questions have no saved answer",
        if count == 1 "1 mandatory question has no saved answer";
    AlreadyShared "already-shared" Ans4 "this part is shared already; a part is shared only once";
    MandatoryKept "mandatory-kept" Ans6 "a mandatory answer of a shared part can be replaced, not cleared";
    EditingClosed "editing-closed" Ans9 { closing: &'static str, date: Date } "answers could be edited until the end of {date}, when the {closing} ended";
    SharingClosed "sharing-closed" Ans10 { closing: &'static str, date: Date } "the part could be shared until the end of {date}, when the {closing} ended";
    AnswerChanged "answer-changed" Ans12 { question: QuestionId } "the answer to this question has changed since you saw it; read it again first";
    LockedByDate "locked-by-date" Cyc8 { lock: &'static str, date: Date } "the answer could be edited until the end of {date}, the lock date of its {lock}";
    NotReviewed "not-reviewed" Rev1 "this part is not reviewed, so it is shared without being submitted";
    SubmitClosed "submit-closed" Rev1 { date: Date } "the part could be submitted until the end of {date}";
    AlreadySubmitted "already-submitted" Rev1 "this part is submitted already";
    UnderReview "under-review" Ans10 { date: Date } "a reviewed part can be shared once the review is over, at the end of {date}";
    MandatorySubmitted "mandatory-submitted" Ans6 "a mandatory answer of a submitted part can be replaced, not cleared";
    LockedOnShare "locked-on-share" Cyc7 "answers of this cycle lock once they are shared";

    // Requests to edit.
    RequestNeedless "request-needless" Req1 "all that you could edit, share or confirm is still open; there is nothing to ask for";
    RequestOpen "request-open" Req1 "you have asked to edit already, and no administrator has decided yet";
    NoOpenRequest "no-open-request" Req3 "this side has no open request to edit";
    NotDecider "not-decider" Req3 "only Super Admins, and HR Admins in scope, decide on requests to edit; in their own conversation only a Super Admin does, and only if there is no other";
    ApprovalEnded "approval-ended" Req4 { date: Date } "an approved request had reopened this until the end of {date}";

    // Change of manager.
    NotParticipant "not-participant" Edt2 "only the direct report and the manager can do this, each for their own part";
    OwnershipAnytime "ownership-anytime" Own1 "ownership can be taken only of a scheduled conversation";
    NotNewManager "not-new-manager" Own1 "only the direct report's new manager in the directory can take ownership";
    ManagerHasShared "manager-has-shared" Own2 "the manager has shared, so ownership can no longer be taken";
    OwnershipClosed "ownership-closed" Own2 { closing: &'static str, date: Date } "ownership could be taken until the end of {date}, when the {closing} ended";

    // Meeting, notes, goals.
    MeetingNotAsked "meeting-not-asked" Mtg1 "this conversation asks for no confirmation of a meeting";
    ConfirmsBeforeAnytime "confirms-before-anytime" Mtg4 "only a scheduled template that has meetings confirmed can have them confirmed before submitting";
    MeetingFirst "meeting-first" Mtg4 "the part can be submitted once the meeting is confirmed";
    OwnAnswersMissing "own-answers-missing" Mtg4 { count: u64 } "{count} of your mandatory questions have no saved answer; the meeting can be confirmed once they have",
        if count == 1 "1 of your mandatory questions has no saved answer; the meeting can be confirmed once it has one";
    OwnPartNotShared "own-part-not-shared" Mtg1 "the meeting can be confirmed once your own part is shared";
    OtherPartNotShared "other-part-not-shared" Mtg1 "the meeting can be confirmed once the other person's part is shared";
    MeetingClosed "meeting-closed" Mtg2 { closing: &'static str, date: Date } "the meeting could be confirmed or unticked until the end of {date}, when the {closing} ended";
    NotesClosed "notes-closed" Nte1 { closing: &'static str, date: Date } "notes could be written until the end of {date}, when the {closing} ended";
    GoalsNotOffered "goals-not-offered" Tpl17 "this template offers no goals";
    GoalsClosed "goals-closed" Tpl17 { closing: &'static str, date: Date } "goals could be created until the end of {date}, when the {closing} ended";
    ReferenceEmpty "reference-empty" Tpl17 "a reference needs at least 1 visible character";
    ReferenceTooLong "reference-too-long" Tpl17 { max: u64, count: u64 } "a reference has at most {max} characters; this one has {count}";
}
