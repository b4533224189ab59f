//! Refusals: what is not done, by which rule, and what would be right (XCT-1).

use core::fmt;

use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

use crate::{CycleId, Date, DepartmentId, GroupId, Instant, PersonId, QuestionId, Rule};

mod faults;

pub(crate) use faults::Faults;

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

        struct Parameters<'a>(&'a Reason);

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
    EndPassed "end-passed" Cyc5 { date: Date } "the end date could be changed until the end of {date}, which it was";
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
    SubmitPassed "submit-passed" Cyc11 { date: Date } "the submit deadline could be moved until the end of {date}, which it was";
    SubmitInPast "submit-in-past" Cyc11 { submit: Date, today: Date } "a submit deadline is not set to a date before today; {submit} is before {today}";
    ReviewPassed "review-passed" Cyc11 { date: Date } "the review deadline could be moved until the end of {date}, which it was";
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

/// A decision that says no: the reason, where the fault stands, and from which or until which
/// instant it holds (XCT-1). Nothing has changed (XCT-2).
///
/// In JSON it is an object with `code`, `rule`, `parameters`, `message` and, where there is one,
/// `at`, `since`, `until`, `way_out` and `faults`.
///
/// ```
/// use visavis::{Name, Rule};
///
/// let refusal = Name::new("n".repeat(65)).unwrap_err();
/// assert_eq!(refusal.code(), "name-too-long");
/// assert_eq!(refusal.rule(), Rule::Lim1);
/// assert_eq!(refusal.to_string(), "a name has at most 64 characters; this one has 65");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    reason: Reason,
    at: Option<Box<str>>,
    since: Option<Instant>,
    until: Option<Instant>,
    way_out: Option<WayOut>,
    faults: Vec<Refusal>,
}

/// What would open again what a boundary or a lock has closed (ANS-9, REQ-1).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
/// # fn main() -> Result<(), Error> {
/// let late = |conversation| {
///     let sight = case_of(conversation, "2026-05-04T09:00:00Z").sight(&ana())?;
///     Ok::<_, Error>(sight.may(Action::Share).unwrap_err().way_out())
/// };
/// assert_eq!(late(conversation())?, Some(WayOut::RequestEdit));
///
/// let case = case("2026-05-04T09:00:00Z");
/// let asked = case.execute(&ana(), &Command::RequestEdit.into())?.conversation;
/// assert_eq!(late(asked)?, Some(WayOut::AwaitDecision));
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WayOut {
    /// That the person asks to edit, and an administrator allows it.
    RequestEdit,
    /// That an administrator allows the request that the person has made.
    AwaitDecision,
}

impl fmt::Display for WayOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RequestEdit => "ask to edit to reopen it",
            Self::AwaitDecision => "your request to edit it waits for a decision",
        })
    }
}

impl Refusal {
    /// The refusal of a conversation that a stranger asks for: what a host answers where it has no
    /// such conversation, so that nobody can tell the two apart (VIS-16).
    ///
    /// ```
    /// assert_eq!(visavis::Refusal::not_found().code(), "not-found");
    /// ```
    #[must_use]
    pub fn not_found() -> Self {
        Reason::NotFound.into()
    }

    /// The reason, with its typed parameters.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let late = case("2026-05-04T09:00:00Z").sight(&ana())?.may(Action::Share).unwrap_err();
    /// let Reason::SharingClosed { closing, date } = late.reason() else { panic!() };
    /// assert_eq!((*closing, *date), ("grace period", Date::new(2026, 4, 7).unwrap()));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn reason(&self) -> &Reason {
        &self.reason
    }

    /// The stable code, in kebab case.
    ///
    /// ```
    /// assert_eq!(visavis::Name::new("").unwrap_err().code(), "name-empty");
    /// ```
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.reason.code()
    }

    /// The rule that refuses.
    ///
    /// ```
    /// use visavis::{Name, Rule};
    ///
    /// assert_eq!(Name::new("").unwrap_err().rule(), Rule::Lim1);
    /// ```
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.reason.rule()
    }

    /// Where the fault stands in what was handed in, such as `manager[2].options[0]`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let mut draft = template_draft("anytime", "Check-in");
    /// draft.content.manager[1].text = String::new();
    /// let refused = Template::create(&org(), &ada(), draft, at("2026-01-05T09:00:00Z"));
    /// let Err(Error::Refused(refusal)) = refused else { panic!() };
    /// assert_eq!(refusal.faults()[0].at(), Some("manager[1].text"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn at(&self) -> Option<&str> {
        self.at.as_deref()
    }

    /// The instant from which the refusal holds, itself inside, where time decides.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let late = case("2026-05-04T09:00:00Z").sight(&ana())?.may(Action::Share).unwrap_err();
    /// assert_eq!(late.since(), Some(at("2026-04-07T23:00:00Z")));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn since(&self) -> Option<Instant> {
        self.since
    }

    /// The instant until which the refusal holds, itself outside, where time decides.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let early = context("2026-02-02T09:00:00Z").roll_out(None, &directory());
    /// let Err(Error::Refused(early)) = early else { panic!() };
    /// assert_eq!(early.until(), Some(at("2026-03-01T00:00:00Z")));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn until(&self) -> Option<Instant> {
        self.until
    }

    /// What would open it again, where somebody can.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let locked = reviewed_case("2026-03-13T09:00:00Z").sight(&ana())?.may_edit(id(12)).unwrap_err();
    /// assert_eq!(locked.way_out(), Some(WayOut::RequestEdit));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub const fn way_out(&self) -> Option<WayOut> {
        self.way_out
    }

    /// The single faults, where several are refused together.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/world.rs"));
    /// # fn main() -> Result<(), Error> {
    /// let refused = case("2026-03-10T09:00:00Z").execute(&ana(), &Command::Share.into());
    /// let Err(Error::Refused(refusal)) = refused else { panic!() };
    /// assert_eq!(refusal.faults()[0].reason(), &Reason::AnswerMissing { question: id(11) });
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn faults(&self) -> &[Refusal] {
        &self.faults
    }

    pub(crate) fn holds_since(mut self, since: Instant) -> Self {
        self.since = Some(since);
        self
    }

    pub(crate) fn holds_until(mut self, until: Instant) -> Self {
        self.until = Some(until);
        self
    }

    pub(crate) fn reopened_by(mut self, way_out: WayOut) -> Self {
        self.way_out = Some(way_out);
        self
    }

    pub(crate) fn with_faults(mut self, faults: Vec<Refusal>) -> Self {
        self.faults = faults;
        self
    }
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self {
            reason,
            at: None,
            since: None,
            until: None,
            way_out: None,
            faults: Vec::new(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)?;
        if let Some(way_out) = self.way_out {
            write!(f, "; {way_out}")?;
        }
        for fault in &self.faults {
            f.write_str("; ")?;
            if let Some(at) = &fault.at {
                write!(f, "{at}: ")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

impl core::error::Error for Refusal {}

impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Refusal", 9)?;
        object.serialize_field("code", self.code())?;
        object.serialize_field("rule", &self.rule())?;
        if let Some(at) = &self.at {
            object.serialize_field("at", at)?;
        }
        object.serialize_field("parameters", &Parameters(&self.reason))?;
        object.serialize_field("message", &format_args!("{}", self.reason))?;
        if let Some(since) = &self.since {
            object.serialize_field("since", since)?;
        }
        if let Some(until) = &self.until {
            object.serialize_field("until", until)?;
        }
        if let Some(way_out) = &self.way_out {
            object.serialize_field("way_out", way_out)?;
        }
        if !self.faults.is_empty() {
            object.serialize_field("faults", &self.faults)?;
        }
        object.end()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Refusal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Refusal".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let instant = generator.subschema_for::<Instant>();
        schemars::json_schema!({
            "type": "object",
            "required": ["code", "rule", "parameters", "message"],
            "additionalProperties": false,
            "properties": {
                "code": {
                    "type": "string",
                    "enum": Reason::REGISTRY.iter().map(|(code, _)| code).collect::<Vec<_>>(),
                },
                "rule": generator.subschema_for::<Rule>(),
                "at": { "type": "string" },
                "parameters": { "type": "object" },
                "message": { "type": "string" },
                "since": instant,
                "until": instant,
                "way_out": generator.subschema_for::<WayOut>(),
                "faults": { "type": "array", "items": generator.subschema_for::<Self>() },
            },
        })
    }
}
