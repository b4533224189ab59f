//! The registry of refusals: every code with its category, its rule, its parameters and its
//! sentences.

use core::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::registry::{Category, Parameter, Registered, Typed, Wording};
use crate::{CycleId, Date, DepartmentId, GroupId, PersonId, QuestionId, Rule};

#[cfg(test)]
mod tests;

macro_rules! reasons {
    ($($variant:ident $code:literal $category:ident $rule:ident $({ $($field:ident: $kind:ty),+ })?
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
            /// Every code with all that can be said of it beforehand, in the order of the registry.
            ///
            /// ```
            /// use visavis::refusal::{Category, Reason};
            ///
            /// let mut refusals = Reason::REGISTRY.iter();
            /// let closed = refusals.find(|refusal| refusal.code == "editing-closed").unwrap();
            /// assert_eq!(closed.category, Category::NotNow);
            /// ```
            pub const REGISTRY: &'static [Registered] = &[$(Registered {
                code: $code,
                rule: Rule::$rule,
                category: Category::$category,
                message: $sentence,
                parameters: &[$($(Parameter {
                    name: stringify!($field),
                    parameter_type: <$kind as Typed>::TYPE,
                }),+)?],
                wordings: &[$(Wording {
                    parameter: stringify!($number),
                    value: $value,
                    message: $other,
                }),*],
            },)+];

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

            /// The category.
            ///
            /// ```
            /// use visavis::refusal::{Category, Reason};
            ///
            /// assert_eq!(Reason::OptionRepeated.category(), Category::Invalid);
            /// ```
            #[must_use]
            pub const fn category(&self) -> Category {
                match self { $(Self::$variant { .. } => Category::$category,)+ }
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
    NotFound "not-found" NotFound Vis16 "there is no such conversation, or you have no part in it";
    ConversationsOff "conversations-off" NotNow Tpl18 "conversations are turned off in this organisation";
    NotSuperAdmin "not-super-admin" NotAllowed Tpl15 "only Super Admins create, change and deploy templates and cycles";
    InactivePerson "inactive-person" NotAllowed Par5 "this account is inactive";
    CommandIdReused "command-id-reused" Conflict Xct8 "this command id was used before for a different command; give a new one";

    DocumentInvalid "document-invalid" Invalid Xct3 "what was sent cannot be read";

    // Text and numbers.
    NullCharacter "null-character" Invalid Lim12 "a text cannot contain the character U+0000";
    NameEmpty "name-empty" Invalid Lim1 "a name needs at least 1 visible character";
    NameNotOneLine "name-not-one-line" Invalid Lim1 "a name is one line, without line breaks, tabs and other control characters";
    NameTooLong "name-too-long" Invalid Lim1 { max: u64, count: u64 } "a name has at most {max} characters; this one has {count}";
    QuestionTextEmpty "question-text-empty" Invalid Lim2 "the text of a question needs at least 1 visible character";
    QuestionTextTooLong "question-text-too-long" Invalid Lim2 { max: u64, count: u64 } "the text of a question has at most {max} characters; this one has {count}";
    AnswerTooLong "answer-too-long" Invalid Lim3 { max: u64, count: u64 } "a paragraph answer has at most {max} characters; this one has {count}";
    TooManyWords "too-many-words" Invalid Lim4 { max: u64, count: u64 } "this question takes at most {max} words; the answer has {count}",
        if max == 1 "this question takes at most 1 word; the answer has {count}";
    WordLimitTooSmall "word-limit-too-small" Invalid Lim4 "a word limit is at least 1";
    NotesTooLong "notes-too-long" Invalid Lim5 { max: u64, count: u64 } "notes have at most {max} characters; these have {count}";
    ScaleOutOfRange "scale-out-of-range" Invalid Lim6 { min: u64, max: u64, value: i64 } "a scale ends at a value from {min} to {max}, not at {value}";
    NotOnScale "not-on-scale" Invalid Lim6 { max: u64 } "the scale runs from 1 to {max}; the answer is not on it";
    StarsOutOfRange "stars-out-of-range" Invalid Lim7 { max: u64, value: i64 } "a star rating has 1 to {max} stars, not {value}";
    NotARating "not-a-rating" Invalid Lim7 { max: u64 } "this question takes a rating of 1 to {max} stars; the answer is outside",
        if max == 1 "this question takes a rating of 1 star; the answer is another";
    OptionsOutOfRange "options-out-of-range" Invalid Lim8 { max: u64, count: u64 } "a multi-select has 1 to {max} options; this one has {count}";
    OptionEmpty "option-empty" Invalid Lim8 "an option needs at least 1 visible character";
    OptionNotOneLine "option-not-one-line" Invalid Lim8 "an option is one line, without line breaks, tabs and other control characters";
    OptionTooLong "option-too-long" Invalid Lim8 { max: u64, count: u64 } "an option has at most {max} characters; this one has {count}";
    OptionRepeated "option-repeated" Invalid Lim8 "two options of a multi-select are the same";
    NotAnOption "not-an-option" Invalid Lim8 "this is not one of the question's options";
    OptionChosenTwice "option-chosen-twice" Invalid Lim8 "an option can be chosen only once; this answer has one twice";
    DaysOutOfRange "days-out-of-range" Invalid Lim9 { min: u64, max: u64, value: i64 } "an anytime template gives {min} to {max} days, not {value}";
    DescriptionTooLong "description-too-long" Invalid Lim13 { max: u64, count: u64 } "a description has at most {max} characters; this one has {count}";
    TooManyQuestions "too-many-questions" Invalid Lim13 { max: u64, count: u64 } "a list has at most {max} questions; this one has {count}";

    // Dates.
    DateOutOfRange "date-out-of-range" Invalid Tim9 "dates run from 1970-01-01 to 2099-12-31; this one, or a date that follows from it, is outside";
    NotADate "not-a-date" Invalid Tim1 "a date is a day of the calendar, written like 2026-03-31";
    ZoneUnknown "zone-unknown" Invalid Tim1 "there is no such time zone; give its IANA name, like Europe/Paris";
    DateDoesNotExist "date-does-not-exist" Invalid Tim3 { date: Date } "{date} does not exist in the organisation's time zone";

    // Templates.
    TemplateRefused "template-refused" Invalid Tpl1 "the template has faults; they are listed";
    DaysOfScheduled "days-of-scheduled" Invalid Tpl1 "only an anytime template gives a number of days; a scheduled conversation ends with its cycle";
    NotScheduled "not-scheduled" Invalid Tpl1 "an anytime template has no cycles";
    NotAnytime "not-anytime" Invalid Tpl1 "a conversation from a scheduled template cannot be started by hand";
    QuestionsMissing "questions-missing" Invalid Tpl4 "whoever responds needs at least one question";
    QuestionsUnexpected "questions-unexpected" Invalid Tpl4 "whoever does not respond cannot have questions";
    QuestionIdRepeated "question-id-repeated" Invalid Tpl4 { question: QuestionId } "another question has this id already";
    ConfidentialAnytime "confidential-anytime" Invalid Tpl7 "only scheduled templates can have confidential questions";
    ContributorsAnytime "contributors-anytime" Invalid Tpl8 "only scheduled templates can have contributors";
    ContributorsOff "contributors-off" Invalid Tpl8 "what contributors see can be set only if there are contributors";
    ContributorsWithoutManager "contributors-without-manager" Invalid Tpl8 "a template in which only the direct report responds cannot have contributors";
    InitiatorOfScheduled "initiator-of-scheduled" Invalid Tpl9 "the option that only managers can initiate is for anytime templates only";
    TemplateIdTaken "template-id-taken" Conflict Tpl14 "the copy of a template needs an id of its own";
    QuestionUnknown "question-unknown" Invalid Tpl6 { question: QuestionId } "the template has no such question to clone";
    LevelLowered "level-lowered" NotNow Tpl11 { in_progress: u64 } "an access level of a scheduled template cannot be lowered while {in_progress} conversations of it are in progress",
        if in_progress == 1 "an access level of a scheduled template cannot be lowered while 1 conversation of it is in progress";
    UndeployedInProgress "undeployed-in-progress" Conflict Tpl13 { in_progress: u64 } "undeploying would destroy {in_progress} conversations in progress; acknowledge that number to go on",
        if in_progress == 1 "undeploying would destroy 1 conversation in progress; acknowledge that number to go on";
    DestroyedMiscounted "destroyed-miscounted" Conflict Tpl13 { acknowledged: u64, in_progress: u64 } "you acknowledged the loss of {acknowledged} conversations, but {in_progress} are in progress",
        if acknowledged == 1 "you acknowledged the loss of 1 conversation, but {in_progress} are in progress",
        if in_progress == 1 "you acknowledged the loss of {acknowledged} conversations, but 1 is in progress";
    NotDeployed "not-deployed" NotNow Tpl12 "this template is not deployed";
    QuestionLocked "question-locked" NotNow Tpl16 { question: QuestionId, cycle: CycleId } "a cycle that has yet to launch has a lock date on this question; the question can be removed once that lock date is taken away";
    ContentInProgress "content-in-progress" NotNow Tpl16 { in_progress: u64 } "the content of a scheduled template cannot be edited while {in_progress} conversations of it are in progress",
        if in_progress == 1 "the content of a scheduled template cannot be edited while 1 conversation of it is in progress";

    // Anytime conversations.
    NotCounterparts "not-counterparts" NotAllowed Any1 "an anytime conversation is between a direct report and that person's manager; the directory does not pair these two";
    ManagersInitiate "managers-initiate" NotAllowed Any2 "only the manager can start a conversation from this template";

    // Cycles.
    CycleRefused "cycle-refused" Invalid Cyc1 "the cycle has faults; they are listed";
    EndNotAfterStart "end-not-after-start" Invalid Cyc1 { start: Date, end: Date } "a cycle ends after its start; {end} is not after {start}";
    StartInPast "start-in-past" Invalid Cyc3 { start: Date, today: Date } "a cycle cannot start before today; {start} is before {today}";
    AlreadyLaunched "already-launched" NotNow Cyc3 "the start of a cycle can be changed only until its launch";
    NeverLaunches "never-launches" NotNow Cyc3 "the cycle was not ready before its end boundary and never launches";
    EndPassed "end-passed" NotNow Cyc5 { date: Date } "the end date could be changed until the end of {date}, which has passed";
    EndInPast "end-in-past" Invalid Cyc5 { end: Date, today: Date } "a cycle cannot end before today; {end} is before {today}";
    GracePassed "grace-passed" NotNow Cyc6 { date: Date } "the days of grace could be changed until the end of {date}, when the cycle closed";
    GraceInPast "grace-in-past" Invalid Cyc6 { last: Date, today: Date } "grace cannot end before today; its last day would be {last}, before {today}";
    LockSettled "lock-settled" NotNow Cyc7 "whether answers lock on share can be changed only until the launch";
    LockOutOfOrder "lock-out-of-order" Invalid Cyc8 { start: Date, lock: Date, end: Date } "a lock date has to be on or after the start date, {start}, and before the end date, {end}; {lock} is not";
    LockInPast "lock-in-past" Invalid Cyc8 { lock: Date, today: Date } "a lock date cannot be set to a date before today; {lock} is before {today}";
    LockOnlyExtended "lock-only-extended" NotNow Cyc8 "once the cycle has launched, a lock date can only be made later; it cannot be added, taken away or made earlier";
    LockUnknown "lock-unknown" Invalid Cyc8 { question: QuestionId } "the template has no such question to lock";
    LockRepeated "lock-repeated" Invalid Cyc8 "a question or a list has one lock date; this is the second";
    LockConfidential "lock-confidential" Invalid Cyc9 { question: QuestionId } "this question is confidential, and its answer never locks";
    ConfidentialLocked "confidential-locked" NotNow Cyc9 { question: QuestionId, cycle: CycleId } "a cycle that has yet to launch has a lock date on this question; the question can be confidential once that lock date is taken away";
    ReviewOutOfOrder "review-out-of-order" Invalid Cyc10 { start: Date, submit: Date, review: Date, end: Date } "the submit deadline has to be on or after the start date, {start}, and the review deadline after it and before the end date, {end}; {submit} and {review} are not";
    NoReview "no-review" Invalid Cyc10 "this cycle has no admin review";
    SubmitPassed "submit-passed" NotNow Cyc11 { date: Date } "the submit deadline could be moved until the end of {date}, which has passed";
    SubmitInPast "submit-in-past" Invalid Cyc11 { submit: Date, today: Date } "a submit deadline cannot be set to a date before today; {submit} is before {today}";
    ReviewPassed "review-passed" NotNow Cyc11 { date: Date } "the review deadline could be moved until the end of {date}, which has passed";
    ReviewInPast "review-in-past" Invalid Cyc11 { review: Date, today: Date } "a review deadline cannot be set to a date before today; {review} is before {today}";
    ReviewSettled "review-settled" NotNow Cyc12 "an admin review can be added, replaced or taken away only until the launch";
    ChangeRefused "change-refused" Invalid Cyc15 "the change would leave the cycle with faults; they are listed";
    ReviewMissing "review-missing" Invalid Mtg4 "the template has meetings confirmed before submitting, so a cycle of it needs an admin review";
    ReviewUnread "review-unread" Invalid Rev7 "a cycle can have an admin review only if the template lets administrators view";
    UnreviewedConfirms "unreviewed-confirms" NotNow Mtg4 { cycle: CycleId } "a cycle of this template has no admin review to submit to; meetings can be confirmed before submitting once it has one or is over";
    ReviewedUnread "reviewed-unread" NotNow Rev7 { cycle: CycleId } "a cycle of this template has an admin review; administrators have to be able to view until that cycle is over or has no review";
    ConfidentialUnread "confidential-unread" Invalid Rev7 "a template can have confidential questions only if it lets administrators view";

    // The directory and participants.
    DirectoryRefused "directory-refused" Invalid Par14 "the directory has faults; they are listed";
    PersonRepeated "person-repeated" Invalid Par14 { person: PersonId } "this person is listed twice";
    PersonUnknown "person-unknown" Invalid Par5 { person: PersonId } "there is no such person in the directory";
    ReportingLoop "reporting-loop" Invalid Par11 { person: PersonId } "this person stands in a loop of reporting lines and counts as having no manager";
    DepartmentRepeated "department-repeated" Invalid Par2 { department: DepartmentId } "this department is listed twice";
    DepartmentUnknown "department-unknown" Invalid Par2 { department: DepartmentId } "there is no such department in the directory";
    DepartmentLoop "department-loop" Invalid Par2 { department: DepartmentId } "this department stands below itself and counts as absent";
    GroupRepeated "group-repeated" Invalid Par3 { group: GroupId } "this group is listed twice";
    GroupUnknown "group-unknown" Invalid Par3 { group: GroupId } "there is no such group in the directory";
    EmailRepeated "email-repeated" Invalid Par4 { person: PersonId } "another active person has this e-mail address too, so it is nobody's";
    ListRefused "list-refused" Invalid Par4 "nothing was taken from the list; its bad rows are named";
    ListEmpty "list-empty" Invalid Par4 "the list names nobody";
    ListNobody "list-nobody" Invalid Par4 { line: u64 } "nobody has this e-mail address";
    ListAmbiguous "list-ambiguous" Invalid Par14 { line: u64 } "several people have this e-mail address, so it names nobody";
    ListNotAddress "list-not-address" Invalid Par4 { line: u64 } "this is not an e-mail address";
    ListRepeated "list-repeated" Invalid Par4 { line: u64, first: u64 } "line {first} names this person already";
    ListColumns "list-columns" Invalid Par4 { line: u64, columns: u64 } "a list has one column, of e-mail addresses; this row has {columns}";
    ListSemicolon "list-semicolon" Invalid Par4 { line: u64 } "there is a semicolon in this row; a list has one column, of e-mail addresses";
    ListNotUtf8 "list-not-utf8" Invalid Par4 { line: u64 } "this row is not UTF-8; save the file as CSV in UTF-8";
    DepartmentsEmpty "departments-empty" Invalid Par2 "a cycle for departments needs at least one department";
    GroupsEmpty "groups-empty" Invalid Par3 "a cycle for groups needs at least one group";
    LeavesOut "leaves-out" Conflict Par10 { left_out: u64 } "the new participants leave out {left_out} people who already have a conversation; acknowledge exactly those people to go on",
        if left_out == 0 "the new participants leave out nobody who already has a conversation; acknowledge nobody to go on",
        if left_out == 1 "the new participants leave out 1 person who already has a conversation; acknowledge exactly that person to go on";
    LeftOut "left-out" Conflict Par10 { person: PersonId } "this person already has a conversation of the cycle and is left out";
    NotLeftOut "not-left-out" Conflict Par10 { person: PersonId } "this person is not left out: they are among the new participants, or they have no conversation of the cycle";
    TooLate "too-late" NotNow Par8 { end: Date } "nobody can be added to a cycle after its end date, {end}";

    // Answering and sharing.
    NoPart "no-part" NotAllowed Ans1 "only a person who responds in this conversation has answers to save and to share";
    AnswersRefused "answers-refused" Invalid Ans2 "nothing was saved; the answers that are refused are listed";
    TooManyAnswers "too-many-answers" Invalid Xct6 { max: u64 } "one save can answer each of your {max} questions once; this one has more answers than that",
        if max == 1 "one save can answer your 1 question once; this one has more answers than that";
    QuestionNotYours "question-not-yours" Invalid Vis18 { question: QuestionId } "you have no such question in this conversation";
    QuestionTwice "question-twice" Invalid Ans2 { question: QuestionId } "one save has this question twice";
    WrongKind "wrong-kind" Invalid Tpl5 { expected: &'static str } "this question takes {expected}";
    AnswerMissing "answer-missing" NotNow Ans3 { question: QuestionId } "this mandatory question has no saved answer";
    AnswersMissing "answers-missing" NotNow Ans3 { count: u64 } "{count} mandatory questions have no saved answer",
        if count == 1 "1 mandatory question has no saved answer";
    AlreadyShared "already-shared" NotNow Ans4 "this part is shared already; a part is shared only once";
    MandatoryKept "mandatory-kept" Invalid Ans6 "a mandatory answer of a shared part can be replaced, not cleared";
    EditingClosed "editing-closed" NotNow Ans9 { closing: &'static str, date: Date } "answers could be edited until the end of {date}, when the {closing} ended";
    SharingClosed "sharing-closed" NotNow Ans10 { closing: &'static str, date: Date } "the part could be shared until the end of {date}, when the {closing} ended";
    AnswerChanged "answer-changed" Conflict Ans12 { question: QuestionId } "the answer to this question has changed since you saw it; read it again first";
    LockedByDate "locked-by-date" NotNow Cyc8 { lock: &'static str, date: Date } "the answer could be edited until the end of {date}, the lock date of its {lock}";
    NotReviewed "not-reviewed" Invalid Rev1 "this part is not reviewed, so it is shared without being submitted";
    SubmitClosed "submit-closed" NotNow Rev1 { date: Date } "the part could be submitted until the end of {date}";
    AlreadySubmitted "already-submitted" NotNow Rev1 "this part is submitted already";
    UnderReview "under-review" NotNow Ans10 { date: Date } "a reviewed part can be shared once the review is over, at the end of {date}";
    MandatorySubmitted "mandatory-submitted" Invalid Ans6 "a mandatory answer of a submitted part can be replaced, not cleared";
    LockedOnShare "locked-on-share" NotNow Cyc7 "answers of this cycle lock once they are shared";

    // Requests to edit.
    RequestNeedless "request-needless" NotNow Req1 "all that you could edit, share or confirm is still open; there is nothing to ask for";
    RequestOpen "request-open" NotNow Req1 "you have asked to edit already, and no administrator has decided yet";
    NoOpenRequest "no-open-request" NotNow Req3 "this side has no open request to edit";
    NotDecider "not-decider" NotAllowed Req3 "only Super Admins, and HR Admins in scope, decide on requests to edit; in their own conversation only a Super Admin does, and only if there is no other";
    ApprovalEnded "approval-ended" NotNow Req4 { date: Date } "an approved request had reopened this until the end of {date}";

    // Change of manager.
    NotParticipant "not-participant" NotAllowed Edt2 "only the direct report and the manager can do this, each for their own part";
    OwnershipAnytime "ownership-anytime" Invalid Own1 "ownership can be taken only of a scheduled conversation";
    NotNewManager "not-new-manager" NotAllowed Own1 "only the direct report's new manager in the directory can take ownership";
    ManagerHasShared "manager-has-shared" NotNow Own2 "the manager has shared, so ownership can no longer be taken";
    OwnershipClosed "ownership-closed" NotNow Own2 { closing: &'static str, date: Date } "ownership could be taken until the end of {date}, when the {closing} ended";

    // Meeting, notes, goals.
    MeetingNotAsked "meeting-not-asked" Invalid Mtg1 "this conversation asks for no confirmation of a meeting";
    ConfirmsBeforeAnytime "confirms-before-anytime" Invalid Mtg4 "only a scheduled template that has meetings confirmed can have them confirmed before submitting";
    MeetingFirst "meeting-first" NotNow Mtg4 "the part can be submitted once the meeting is confirmed";
    OwnAnswersMissing "own-answers-missing" NotNow Mtg4 { count: u64 } "{count} of your mandatory questions have no saved answer; the meeting can be confirmed once they have",
        if count == 1 "1 of your mandatory questions has no saved answer; the meeting can be confirmed once it has one";
    OwnPartNotShared "own-part-not-shared" NotNow Mtg1 "the meeting can be confirmed once your own part is shared";
    OtherPartNotShared "other-part-not-shared" NotNow Mtg1 "the meeting can be confirmed once the other person's part is shared";
    MeetingClosed "meeting-closed" NotNow Mtg2 { closing: &'static str, date: Date } "the meeting could be confirmed or unticked until the end of {date}, when the {closing} ended";
    NotesClosed "notes-closed" NotNow Nte1 { closing: &'static str, date: Date } "notes could be written until the end of {date}, when the {closing} ended";
    GoalsNotOffered "goals-not-offered" Invalid Tpl17 "this template offers no goals";
    GoalsClosed "goals-closed" NotNow Tpl17 { closing: &'static str, date: Date } "goals could be created until the end of {date}, when the {closing} ended";
    ReferenceEmpty "reference-empty" Invalid Tpl17 "a reference needs at least 1 visible character";
    ReferenceTooLong "reference-too-long" Invalid Tpl17 { max: u64, count: u64 } "a reference has at most {max} characters; this one has {count}";
}
