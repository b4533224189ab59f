//! The catalogue of rules: every behaviour of the engine has one, and cites it.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

macro_rules! catalogue {
    ($($area:ident $prefix:literal $heading:literal {
        $($variant:ident $id:literal $title:literal $text:literal;)+
    })+) => {
        /// A rule of the engine. Refusals, verdicts, boundaries and tests cite it by its id.
        ///
        /// Ids are stable. A variant exists from the release on in which the engine keeps the rule.
        ///
        /// ```
        /// use visavis::Rule;
        /// use visavis::rule::Area;
        ///
        /// let rule: Rule = "ANS-3".parse().unwrap();
        /// assert_eq!(rule, Rule::Ans3);
        /// assert_eq!(rule.area(), Area::AnswerDraft);
        /// assert_eq!(rule.title(), "what sharing needs");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[doc = concat!("**", $id, ", ", $title, ".** ", $text)] $variant,)+)+
        }

        impl Rule {
            /// Every rule that this release keeps, in the order of the catalogue.
            ///
            /// ```
            /// use visavis::Rule;
            ///
            /// assert!(Rule::ALL.iter().any(|rule| rule.id() == "ANS-3"));
            /// ```
            pub const ALL: &'static [Rule] = &[$($(Rule::$variant,)+)+];

            /// The stable id, such as `LIM-1`.
            ///
            /// ```
            /// assert_eq!(visavis::Rule::Lim1.id(), "LIM-1");
            /// ```
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $($(Rule::$variant => $id,)+)+ }
            }

            /// A few words that name the rule.
            ///
            /// ```
            /// assert_eq!(visavis::Rule::Lim1.title(), "conversation name");
            /// ```
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $($(Rule::$variant => $title,)+)+ }
            }

            /// What the rule says, in full sentences.
            ///
            /// ```
            /// assert!(visavis::Rule::Lim1.text().contains("1 to 64 characters"));
            /// ```
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $($(Rule::$variant => $text,)+)+ }
            }

            /// The area that the rule belongs to.
            ///
            /// ```
            /// use visavis::Rule;
            /// use visavis::rule::Area;
            ///
            /// assert_eq!(Rule::Lim1.area(), Area::Limits);
            /// ```
            #[must_use]
            pub const fn area(self) -> Area {
                match self { $($(Rule::$variant => Area::$area,)+)+ }
            }
        }

        /// A part of the catalogue: the letters before the number of a rule's id.
        ///
        /// ```
        /// assert_eq!(visavis::rule::Area::Time.prefix(), "TIM");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Area {
            $(#[doc = concat!($heading, " (`", $prefix, "`).")] $area,)+
        }

        impl Area {
            /// The three letters that the ids of the area's rules begin with.
            ///
            /// ```
            /// assert_eq!(visavis::rule::Area::Visibility.prefix(), "VIS");
            /// ```
            #[must_use]
            pub const fn prefix(self) -> &'static str {
                match self { $(Area::$area => $prefix,)+ }
            }

            /// What the area is about, as a heading.
            ///
            /// ```
            /// assert_eq!(visavis::rule::Area::Visibility.heading(), "Who sees which answer");
            /// ```
            #[must_use]
            pub const fn heading(self) -> &'static str {
                match self { $(Area::$area => $heading,)+ }
            }
        }
    };
}

catalogue! {
    Limits "LIM" "Limits" {
        Lim1 "LIM-1" "conversation name" "The name of a template, which is the title of its conversations, has 1 to 64 characters. It is one visible line: line breaks, tabs and other control characters are refused.";
        Lim2 "LIM-2" "question text" "The text of a question has 1 to 512 characters.";
        Lim3 "LIM-3" "paragraph answer" "A paragraph answer has at most 10,000 characters.";
        Lim4 "LIM-4" "word limit" "A paragraph question may carry a hard limit of words, at least 1; an answer with more words is refused. The limit of LIM-3 goes on beside it.";
        Lim5 "LIM-5" "notes" "Notes have at most 4,094 characters.";
        Lim6 "LIM-6" "scale" "A scale runs from 1 to a highest value between 2 and 25. An answer is a whole number on it.";
        Lim7 "LIM-7" "star rating" "A star rating has at most 5 stars, and an answer is a whole number from 1 to the question's own maximum. The maximum belongs to the question, so that old ratings keep theirs, and a rating is always shown as `n out of max stars`.";
        Lim8 "LIM-8" "multi-select" "A multi-select has 1 to 25 options of 1 to 250 characters, all different when compared scalar by scalar. Each is one visible line, as a name is. An answer is a set of its options, none twice.";
        Lim9 "LIM-9" "days of an anytime conversation" "An anytime template gives 1 to 300 days, and 28 if nothing is said.";
        Lim11 "LIM-11" "days of an approved request" "An approved request to edit gives 7 more days.";
        Lim12 "LIM-12" "how text is counted" "Characters are Unicode scalar values of the text as given. Words are segments of UAX #29 with at least one letter or digit; Thai, Lao, Khmer and Burmese, which put no spaces between words, are counted by a dictionary. A text of which a reader sees nothing is empty: white space, control characters, characters that are ignored by default and blank braille are not visible. U+0000 is refused, and a text that is too long is refused, never cut.";
        Lim13 "LIM-13" "size of a template" "A list has at most 200 questions, and a description at most 10,000 characters.";
    }
    Templates "TPL" "Templates" {
        Tpl1 "TPL-1" "kinds of template" "A template is anytime or scheduled. Either kind carries a name, a description, a format with questions, access levels, notification settings, whether a meeting is confirmed, whether goals can be created, and whether it is deployed.";
        Tpl2 "TPL-2" "name and description" "Every participant sees the name as title. A new name or description holds at once, in conversations in progress as well; an ended conversation keeps those that were in force when it ended. The description may be empty.";
        Tpl3 "TPL-3" "format" "In the bi-directional format direct report and manager both respond; in the one-directional format only the one whom it names.";
        Tpl4 "TPL-4" "question lists" "Whoever responds has an ordered list of at least one question of their own. Whoever does not respond has none.";
        Tpl5 "TPL-5" "kinds of question" "A question is mandatory or optional, and is a paragraph, a scale, a star rating or a multi-select.";
        Tpl6 "TPL-6" "cloning a question" "The copy of a question stands right after it, with a new id and the same content.";
        Tpl7 "TPL-7" "confidential questions" "Only scheduled templates have confidential questions.";
        Tpl8 "TPL-8" "contributor options" "Only a scheduled template in which the manager responds can have additional contributors. What contributors see of others can be set only if there are contributors.";
        Tpl9 "TPL-9" "only managers initiate" "The option that only managers can initiate is for anytime templates only.";
        Tpl10 "TPL-10" "access levels" "Administrators and skip-level managers have an access level each: no access, can view, can edit, in rising order.";
        Tpl11 "TPL-11" "changing access levels" "A level can be raised at any time. In an anytime template it can be lowered at any time, in a scheduled one only while none of its conversations is in progress. Ended conversations keep the levels in force when they ended.";
        Tpl12 "TPL-12" "deployment" "A template that is not deployed is offered to nobody and launches nothing.";
        Tpl13 "TPL-13" "undeploying" "Undeploying a template destroys its conversations in progress, with all that was said in them. It takes an acknowledgement that names how many there are. Which are in progress is settled then, by the dates and the zones known then, and stays so. The engine lists them for the host to purge. From then on each of them is gone for everybody, also after the template is deployed again: to ask about one that is not purged yet is an error of the host, people are answered as strangers are, calls over many conversations pass it over, and a cycle creates no other for their direct reports. Storing what starting or rolling out led to depends on the template's revision, which the outcome names, so that nothing begins beside an undeploying.";
        Tpl14 "TPL-14" "cloning a template" "The copy of a template has the name that the caller gives, new ids throughout, is not deployed, and is otherwise the same.";
        Tpl15 "TPL-15" "who changes templates and cycles" "Only Super Admins create, change, deploy and undeploy templates and cycles.";
        Tpl16 "TPL-16" "numbered content" "Format, questions and contributor options are the content of a template. Content is numbered and never changes: an edit makes new content for later launches, and a conversation stays with the content that it was launched with. The content of a scheduled template is not edited while one of its conversations is in progress, and a question on which a cycle yet to launch has a lock date stays in it.";
        Tpl17 "TPL-17" "goals" "If the template allows it, direct report and manager may create goals from inside a conversation in progress; the engine records the references that the host hands it.";
        Tpl18 "TPL-18" "conversations as a setting" "Conversations are off until the organisation turns them on. While they are off every command is refused and what exists stays readable; what would have been created meanwhile is created at the top of the hour after they are on again.";
        Tpl19 "TPL-19" "objectives and feedback in a form" "If the organisation allows it, a form offers its respondent the references to current objectives and feedback that the host hands in.";
    }
    Anytime "ANY" "Anytime conversations" {
        Any1 "ANY-1" "who takes part" "An anytime conversation is between a direct report and that person's manager, as the directory has it at launch.";
        Any2 "ANY-2" "who starts one" "Either of the two can start one, at once, from a deployed anytime template; only the manager can if the template says so.";
        Any3 "ANY-3" "what can be started" "The engine lists the templates that a person may start with a counterpart. If the list is empty for every counterpart, creating is not offered at all.";
        Any4 "ANY-4" "when it is due" "An anytime conversation is due at 11:59 PM, in the organisation's time, on the local date of its launch plus the template's days, and past from then on. If that date does not exist, it ends at the next instant that does, and the computed date is shown.";
        Any5 "ANY-5" "earlier conversations" "A conversation offers the earlier ones of either kind between the same two people, whichever was the direct report, for reference, newest launch first, each under its own rules of visibility.";
    }
    Time "TIM" "Time" {
        Tim1 "TIM-1" "dates and zone" "Dates are calendar dates in the organisation's time zone, which the host states by its IANA name.";
        Tim2 "TIM-2" "deadlines" "A date of a deadline ends at 11:59 PM: its boundary is the first instant of the following local day, so that 23:59:59.999 is in time and 00:00 is late.";
        Tim3 "TIM-3" "days that begin late, twice or not at all" "A local day begins at its first instant if 00:00 is skipped, and at the first of two if 00:00 comes twice. A date that does not exist is refused; a sum that lands on one means the next instant that exists.";
        Tim4 "TIM-4" "top of the following hour" "The next instant, strictly later, whose local time has minute 0 and second 0, whatever the zone's offset.";
        Tim5 "TIM-5" "five in the afternoon" "Local 17:00; if it is skipped, the first instant after the gap; if it comes twice, the first of the two. A local day that does not exist has none.";
        Tim6 "TIM-6" "changes of zone" "Changes of the organisation's zone are dated. A boundary that had passed when the zone changed stays passed; one still ahead, or exactly at the change, is read in the new zone and is never before the change. A change later than `now` is unknown.";
        Tim7 "TIM-7" "no clock" "The engine reads no clock: `now` is an argument, and the same inputs give the same bytes for one version of the engine and of the zone data. What a state holds has happened, whatever `now` is; what held at an earlier moment is asked of the log, replayed up to then. Events are stamped no earlier than the last event.";
        Tim8 "TIM-8" "phases and boundaries" "Every cycle and every conversation can be asked for its phase, for the whole timeline of its boundaries and for the next boundary after an instant.";
        Tim9 "TIM-9" "the calendar's ends" "Dates run from 1970-01-01 to 2099-12-31. A date or a sum of days outside is refused.";
        Tim10 "TIM-10" "current rules of zones" "The engine has the rules of the newest tz database that there was at its release. A host can hand in newer ones with the organisation; those that are older than the engine's are passed over and named. Rules are read for the past as well.";
    }
    Cycles "CYC" "Scheduled cycles" {
        Cyc1 "CYC-1" "start and end" "A cycle has a start date and a later end date.";
        Cyc2 "CYC-2" "launch" "A cycle launches at 12 AM of its start date, in the organisation's time.";
        Cyc3 "CYC-3" "launch on the day" "A cycle that is set up, moved or deployed when its start date has begun, and before its end boundary, launches at the top of the following hour, and those conversations start without a notification. The start date can be changed until the launch, by itself or with the end date, never to a date before today; a launch that would fall at or after the end boundary never happens.";
        Cyc4 "CYC-4" "grace" "For a number of days after the end date, 0 or more, answers that are not locked stay editable and parts can still be shared.";
        Cyc5 "CYC-5" "moving the end" "The end date can be changed until its own boundary has passed, never to a date before today.";
        Cyc6 "CYC-6" "changing grace" "The days of grace can be changed until grace has passed; without grace, until the end boundary. A number with which grace ends today ends it at 11:59 PM; one with which it would have ended before today is refused.";
        Cyc7 "CYC-7" "lock on share" "If the cycle says so, a respondent's answers lock once they are shared. The setting can be changed until the launch.";
        Cyc8 "CYC-8" "lock dates" "A question, or the whole list of a side, locks at 11:59 PM of a date from the start date on and before the end date. Until the launch a lock date can be set, changed and taken away; from then on it can be made later, to today at the earliest, also once it has passed. Of several locks on one answer the earliest binds. In a conversation that is launched later, a lock that has passed by then does not bind until it is made later.";
        Cyc9 "CYC-9" "confidential questions" "No lock and no review applies to confidential questions. A lock date on one is refused, and a lock on a whole list passes over it; timelines do not name a lock on a list of nothing else.";
        Cyc10 "CYC-10" "admin review" "A cycle may have administrators review the manager's part, the direct report's or both: with a submit deadline from the start date on, and after it a review deadline before the end date.";
        Cyc11 "CYC-11" "moving the review" "The submit deadline and the review deadline can each be moved until it has passed, never to a date before today.";
        Cyc12 "CYC-12" "review settled" "From the launch on a review is neither added nor taken away.";
        Cyc13 "CYC-13" "previews" "Every change of a cycle, of access levels, of the organisation or of the directory can be asked for without being made: whose deadlines move, for each thing that they may do or answer, who would be locked out or let in at once, and who would gain or lose sight of what, in the conversations handed in. The deadlines are those in force, with locks and approved requests. A preview tells its asker nothing that is hidden from them.";
        Cyc14 "CYC-14" "phases" "A cycle is scheduled, then open, then in grace, then closed. With an admin review, a cycle is open only until the submit boundary; then it is under review until the review boundary, and then sharing until the end boundary.";
        Cyc15 "CYC-15" "order of dates" "A change that would leave the start, the end, a lock date or a review deadline out of order is refused, naming the dates.";
    }
    Participants "PAR" "Participants of a cycle" {
        Par1 "PAR-1" "everyone" "A cycle is for all employees unless it names its participants; those who join while it is in progress are included.";
        Par2 "PAR-2" "departments" "A cycle can be for departments, each with all departments below it, however deep.";
        Par3 "PAR-3" "groups" "A cycle can be for groups, of which the host decides who is in them.";
        Par4 "PAR-4" "lists" "A cycle can be for a list, read from a CSV file in UTF-8 with one column of direct reports' e-mail addresses. Every bad row is named by its line: an address that nobody has, a text that is no address, a repeat. Nothing is taken from a file with a bad row, nor from one that names nobody. A byte order mark, CRLF, quotes, a first line with a known word, surrounding space and invisible characters, blank rows and rows of nothing but separators are understood. Only ASCII letters match without regard to case, and the two spellings of an international domain are one.";
        Par5 "PAR-5" "pairing" "The directory pairs each direct report with their manager; a manager whose account is inactive counts as none. Inactive people see nothing.";
        Par6 "PAR-6" "no manager" "Whoever has no manager gets no conversation until they are given one; then it comes at the top of the following hour.";
        Par7 "PAR-7" "joiners" "Whoever becomes eligible during the cycle gets a conversation at the top of the following hour.";
        Par8 "PAR-8" "too late" "Nobody is added and nothing created at the end boundary or after it, grace included.";
        Par9 "PAR-9" "leave and inactive accounts" "People on leave take part; people whose account is inactive do not.";
        Par10 "PAR-10" "new participants" "Participants can be replaced until the end boundary: everyone, departments, groups or a list by any of these, a list by a new list with everyone in it. Participants that leave out people whose conversations exist are refused unless exactly their names are acknowledged; they keep their conversations. Who is in departments and groups is read from the directory of that moment.";
        Par11 "PAR-11" "loops of reporting lines" "People who are their own manager or stand in a loop of reporting lines are named as faults of the directory and count as having no manager; a strict load refuses them.";
        Par12 "PAR-12" "rolling out twice" "Rolling out again gives the same conversations: nobody has two in one cycle.";
        Par13 "PAR-13" "the roster" "The engine learns of joiners, leavers and new managers from the directories of roll-outs. Whoever is found by the first roll-out at or after the launch gets a conversation at once; the hour of those found later counts from when they were first seen eligible and with a manager, without a break. Whoever stops being eligible keeps their conversation.";
        Par14 "PAR-14" "directories with faults" "A directory with faults is loaded, and names each with whom it concerns and where it stands: a manager, department or group that is unknown, an e-mail address that two active people have, and a loop of departments. What is faulty counts as absent and lets nobody see more: such people have no manager, such an address is nobody's, and such a department or group has nobody in it; a department below a loop has nothing above it. An address that one active person shares with inactive ones is the active one's. A strict load refuses every fault; a person who is listed twice, or another organisation's data, is always refused.";
    }
    AnswerDraft "ANS" "Answering and sharing" {
        Ans1 "ANS-1" "saving" "A respondent saves answers at any time while they are editable. What is saved is private until it is shared.";
        Ans2 "ANS-2" "all or nothing" "If one answer of a save is bad, nothing of the save is taken, and the refusal names every bad answer and why.";
        Ans3 "ANS-3" "what sharing needs" "Sharing needs a saved answer to every mandatory question of the part, confidential ones included; submitting needs the same, confidential ones aside.";
        Ans4 "ANS-4" "sharing" "Sharing shows the part to the other participant, once and for good; what is saved later shows at once.";
        Ans5 "ANS-5" "before sharing" "The engine tells beforehand who will see which answers that they cannot see now.";
        Ans6 "ANS-6" "clearing" "An answer can be cleared while it is editable, and blank text or an empty selection clears it. A mandatory answer of a shared part can be replaced, not cleared; of a submitted part too, confidential ones aside.";
        Ans7 "ANS-7" "actions" "The engine tells which actions are open to a person, and the one primary action for a list: answer; share once all questions are answered, or submit in its place under admin review; confirm the meeting; or none. An optional question that closed unanswered does not count, and past the submit date nothing does but what can still be answered. In the form, sharing is open as soon as its needs are met.";
        Ans8 "ANS-8" "check marks" "A participant's part counts as done, with a check mark, once it is shared.";
        Ans9 "ANS-9" "when answers are editable" "An answer is editable from the launch to the end of grace, but no longer than to its lock date, and with lock on share until it is shared; an approved request to edit reopens it. A refusal says which boundary or lock closed it, when, and what would reopen it; of several, the one that came first since it was last open.";
        Ans10 "ANS-10" "when sharing is possible" "A part can be shared while it could still be edited, lock dates aside, and while an approved request to edit runs; a reviewed part from the review boundary on.";
        Ans11 "ANS-11" "confidential marks" "A form marks each confidential question. It says who sees the answer, that nobody else does, and that they see it only once it is shared.";
        Ans12 "ANS-12" "tags" "A save may say for each answer what its author last saw, by a tag; if the answer has changed since, the save is refused. A tag depends on nothing that its reader may not see.";
    }
    Meeting "MTG" "Meeting confirmation" {
        Mtg1 "MTG-1" "confirming" "If the template asks for it, direct report or manager confirms that they met, once their own part is shared, or the other's if they have none. One tick stands for both; confirming again changes nothing.";
        Mtg2 "MTG-2" "unticking" "Either may untick it, without a share of their own. Both acts are possible from the launch to the end of grace, whatever is locked, and while an approved request of one's own runs.";
        Mtg3 "MTG-3" "completion" "A conversation is complete once every part of direct report and manager is shared and, if asked for, the meeting is confirmed. Unticking makes it incomplete again.";
        Mtg4 "MTG-4" "confirming before submitting" "A scheduled template may have the meeting confirmed before parts are submitted: it can be confirmed once one's mandatory answers are saved, confidential ones aside, and submitting waits for it. Unticking leaves a submission as it is. A cycle of such a template has an admin review.";
    }
    Review "REV" "Admin review" {
        Rev1 "REV-1" "submitting" "A reviewed part is submitted, once, until the submit boundary, and is not shared before the review boundary.";
        Rev2 "REV-2" "after submitting" "Whoever has submitted may keep saving while the answers are editable, and administrators with access see the changes.";
        Rev3 "REV-3" "not submitted in time" "Whoever has not submitted in time may keep saving while the answers are editable; administrators do not see those answers in the conversation until they are shared.";
        Rev4 "REV-4" "after the review" "From the review boundary on a part is shared, submitted or not, while it could still be edited. Whoever misses that is locked out until a request to edit is approved.";
        Rev6 "REV-6" "confidential and reviewed" "Confidential answers are outside the review: administrators see them once the part is shared, not when it is submitted.";
        Rev7 "REV-7" "who could read it" "A template with confidential questions, or with an admin review in a cycle of it, lets administrators view at least.";
    }
    Notes "NTE" "Notes" {
        Nte1 "NTE-1" "writing notes" "Direct report and manager have one field of notes each, to write from the launch to the end of grace, and while an approved request of theirs runs.";
        Nte2 "NTE-2" "who sees notes" "Notes are visible to the other of the two as soon as they are saved, and to nobody else. Those of a previous manager stay visible to the direct report and to that previous manager.";
    }
    Lists "LST" "Lists" {
        Lst1 "LST-1" "current and past" "A conversation is current while it is in progress, grace included, and past afterwards.";
        Lst2 "LST-2" "rows" "A row bears the counterpart's name and tells title, kind, end date, the participants with their check marks, and the primary action.";
        Lst3 "LST-3" "what rows tell" "A row tells nothing that its viewer may not know.";
        Lst4 "LST-4" "who else lists a conversation" "Administrators list the conversations that they have access to. The direct report's new manager lists the one whose ownership they may take, with only the prompt and the frame.";
    }
    Visibility "VIS" "Who sees which answer" {
        Vis1 "VIS-1" "one's own" "Respondents see their own answers.";
        Vis2 "VIS-2" "the other's" "Direct report and manager see each other's answers once shared, and never each other's confidential answers.";
        Vis3 "VIS-3" "no access" "Without access administrators see nothing of a conversation.";
        Vis4 "VIS-4" "can view" "Administrators who can view see both parts once shared.";
        Vis5 "VIS-5" "can edit" "Administrators who can edit see both parts before and after they are shared.";
        Vis6 "VIS-6" "who is an administrator" "Super Admins, and HR Admins whose scope covers direct report and manager; an organisation may say that covering the direct report is enough.";
        Vis7 "VIS-7" "confidential answers" "Administrators with access see confidential answers of direct report and manager once the part is shared.";
        Vis9 "VIS-9" "administrators who take part" "An administrator who is the direct report or the manager of a conversation sees it as that participant only.";
        Vis10 "VIS-10" "reviewed parts" "A reviewed part is hidden from administrators until it is submitted, and visible with later saves from then on; one that was never submitted is hidden until it is shared.";
        Vis12 "VIS-12" "after a change of manager" "With the ownership, saved answers and a submission become the new manager's. Confidential answers stay the previous manager's: visible to them and, once the manager's part is shared, to administrators with access, and never to the new manager, who answers those questions afresh. Beside these a previous manager sees their own notes and the frame, and holds no office in the conversation. Whoever becomes manager again has their own confidential answers back.";
        Vis15 "VIS-15" "reasons" "Every grant and denial names its rule, the engine can say what would make a hidden answer visible to those who may know, and every decision can be had as a record for an audit log.";
        Vis16 "VIS-16" "no leak by form" "What a viewer may not know changes no byte of anything that they obtain. A shown time is never earlier than when the thing became visible to them. To a stranger a conversation that exists and one that does not are the same refusal.";
        Vis18 "VIS-18" "questions" "A respondent sees their own questions, whoever sees an answer sees its question, and nobody else sees one. Sharing shows no question without an answer.";
    }
    Facts "FCT" "Who may know which fact" {
        Fct1 "FCT-1" "the frame" "Direct report, manager, previous managers, administrators with access, and the new manager while they may take ownership know that the conversation exists, its title, description, kind, dates and the two people. Dates of locks and of the review are those of one's own part, and all of them to administrators with access.";
        Fct2 "FCT-2" "progress" "Direct report, manager and administrators with access know the check marks, the completion and the confirmation of the meeting.";
        Fct5 "FCT-5" "submissions" "The respondent of a part and administrators with access know whether it is submitted; the other participant does not.";
        Fct6 "FCT-6" "earlier managers" "Direct report, manager, previous managers and administrators with access know who managed the conversation earlier, term by term.";
        Fct7 "FCT-7" "requests to edit" "Requests to edit, approvals and the deadlines that these extend are known to the requester and, whatever the access level, to Super Admins and HR Admins in scope, with the two people and the title, and nothing else of the conversation.";
        Fct8 "FCT-8" "goals" "Direct report and manager know the references to goals.";
        Fct9 "FCT-9" "who edited" "The respondent of an answer knows who edited it last, and when; so do administrators whose standing edits it.";
        Fct10 "FCT-10" "notes" "Direct report and manager know the notes of both; only the direct report and the previous manager who wrote them know those of a previous manager.";
    }
    EditingByOthers "EDT" "Editing by others" {
        Edt2 "EDT-2" "each their own" "Nobody but the direct report edits the direct report's answers, and nobody by an office does what participants do for themselves.";
    }
    Ownership "OWN" "Change of manager" {
        Own1 "OWN-1" "taking ownership" "The direct report's new manager by the directory takes ownership of a scheduled conversation, by their own act; nobody does it for them.";
        Own2 "OWN-2" "until when" "Ownership can be taken while the previous manager has not shared and the cycle is not over, grace included; if the manager has no part, until the cycle is over.";
        Own3 "OWN-3" "what is handed over" "The new manager sees, edits and deletes what the previous one had saved, confidential answers aside. A submission stays.";
        Own4 "OWN-4" "what the previous manager is told" "A previous manager whose account is active is told when the new one changes or deletes what they had saved, once for each answer: which conversation, question and person, and no text.";
        Own5 "OWN-5" "the prompt" "The engine says when a prompt to take ownership is due, and to whom.";
    }
    Requests "REQ" "Requests to edit" {
        Req1 "REQ-1" "asking" "Direct report or manager who can no longer edit, share or confirm may ask to edit; a missed submit deadline alone is no ground. Each has one open request at most.";
        Req2 "REQ-2" "who is told of requests" "Open requests are listed to Super Admins and to HR Admins in scope, and once a day at 5 PM in an e-mail to each: those made before 5 PM and open then. There is no e-mail if there is nothing to list or if it is switched off.";
        Req3 "REQ-3" "deciding" "Super Admins and HR Admins in scope allow or deny; one who is direct report or manager of the conversation, or managed it earlier, does so only as a Super Admin, and only if there is no other active Super Admin outside it.";
        Req4 "REQ-4" "allowed" "The requester is told by e-mail, and their whole part can be edited and shared until 11:59 PM of the seventh day after the approval. Lock dates that had passed and lock on share do not bind meanwhile, and a window that is open already is not made shorter. It opens neither sharing before the review boundary nor submitting, and ends when somebody takes the requester's ownership.";
        Req5 "REQ-5" "denied" "A denial is told to nobody. A new request may be made.";
        Req6 "REQ-6" "lock dates within an approval" "A lock date still ahead at the approval, or set later, binds before the approved deadline: on a list it ends sharing as well, on a question its editing alone.";
        Req7 "REQ-7" "ended anytime conversations" "Requests work for anytime conversations that have ended, too.";
    }
    Everything "XCT" "Across all of it" {
        Xct1 "XCT-1" "refusals" "A refusal is a value: a stable code that is also the key of its message, its rule, its category, typed parameters, an English sentence and, if time decides, the instant from which or until which it holds and what would open it again. What is refused for its parts lists up to a hundred faults, each a refusal of its own with its place; what decides about the whole is the first of them.";
        Xct2 "XCT-2" "a refusal changes nothing" "A command that is refused leaves everything as it was.";
        Xct3 "XCT-3" "versions" "State and events are written with the version of their schema. Every later engine reads what an earlier one wrote and refuses what a later one wrote. Unknown fields are refused.";
        Xct4 "XCT-4" "revisions" "The revision of an aggregate goes up by one with each event, so that a host can compare and swap. No viewer ever sees it.";
        Xct5 "XCT-5" "replay" "Replaying the events gives the state exactly. A log with a gap, a foreign id or an impossible order is refused whole.";
        Xct6 "XCT-6" "no panic" "No input makes the engine panic, loop or grow without bound.";
        Xct7 "XCT-7" "the same bytes" "A scenario gives the same bytes whichever surface of the engine plays it.";
        Xct8 "XCT-8" "command ids" "A command may carry an id, which counts for its actor and aggregate. The same command again is answered as the first time and changes nothing; the same id with another content is refused.";
        Xct9 "XCT-9" "one organisation" "Inputs and aggregates carry their organisation; mixing two is an error, not a decision.";
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// No rule has this id.
///
/// ```
/// use visavis::Rule;
/// use visavis::rule::UnknownRule;
///
/// assert_eq!("lim-1".parse::<Rule>(), Err(UnknownRule));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such rule; ids look like `LIM-1`")]
pub struct UnknownRule;

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(id: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|rule| rule.id() == id)
            .ok_or(UnknownRule)
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Rule {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Rule".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "enum": Rule::ALL.iter().map(|rule| rule.id()).collect::<Vec<_>>(),
        })
    }
}
