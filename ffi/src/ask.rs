//! The document door: a question is a document, its answer another.

use visavis::ask::{Document, ask_sights, read_question};
use visavis::{Error, Sight};

use crate::case::vv_case;
use crate::context::vv_context;
use crate::error::vv_error;
use crate::fault::{Fault, vv_status};
use crate::guard::{Out, get, given, guard, handles, out};
use crate::org::{vv_directory, vv_org};
use crate::roster::vv_roster;
use crate::sight::vv_sight;
use crate::template::vv_template;
use crate::text::{vv_buffer, vv_text};
use crate::value::{instant, vv_instant};

/// Answers a question about what the person may see, know and do.
///
/// @param directory the names for a row; may be null, for every other question.
/// @param question a document by the schema `sight_question`, such as `"actions"`.
/// @param json receives the answer, for the caller to free.
/// Errors: those of the question; refused as `not-found` to a stranger (VIS-16); `missing` if the
/// question needs a directory; `json` or `utf8` if it cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sight_ask(
    sight: *const vv_sight,
    directory: *const vv_directory,
    question: vv_text,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (sight, json) = (get(sight, "sight")?, out(json, "json")?);
        let directory = given(directory, "directory")?.map(|people| &people.0);
        let question = read_question(question.bytes("question")?)?;
        json.answer(sight.sight().ask(directory, &question))?;
    })
}

/// Answers a question about several conversations as one person sees them, such as their lists.
///
/// @param sights `count` sights of the same person; for `"earlier"` that of the conversation that offers
/// the others comes first.
/// @param directory the names for lists; may be null, for every other question.
/// @param question a document by the schema `sights_question`, such as `"lists"`.
/// @param json receives the answer, for the caller to free.
/// Errors: `mismatch` if the sights are of several people; `organisation_mismatch` (XCT-9); `missing` if
/// the question needs a directory; `json` or `utf8` if it cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_sights_ask(
    sights: *const *const vv_sight,
    count: usize,
    directory: *const vv_directory,
    question: vv_text,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let json = out(json, "json")?;
        let sights: Vec<&vv_sight> = handles(sights, count, "sights")?;
        let sights: Vec<Sight<'_>> = sights.iter().map(|sight| *sight.sight()).collect();
        let directory = given(directory, "directory")?.map(|people| &people.0);
        let question = read_question(question.bytes("question")?)?;
        json.answer(ask_sights(&sights, directory, question))?;
    })
}

/// Answers a question about one conversation, whoever asks: the host's own.
///
/// @param directory the people; may be null, if the question needs none.
/// @param question a document by the schema `case_question`, such as `"timeline"`.
/// @param json receives the answer, for the caller to free.
/// Errors: those of the question; `missing` if it needs a directory; `json` or `utf8` if it cannot be
/// read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_case_ask(
    case_: *const vv_case,
    directory: *const vv_directory,
    question: vv_text,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (case, json) = (get(case_, "case_")?, out(json, "json")?);
        let directory = given(directory, "directory")?.map(|people| &people.0);
        let question = read_question(question.bytes("question")?)?;
        json.answer(case.0.borrow_dependent().ask(directory, &question))?;
    })
}

/// Answers a question about the cycle of a context.
///
/// @param question a document by the schema `context_question`, such as `"timeline"`.
/// @param json receives the answer, for the caller to free.
/// Errors: `missing` if there is no cycle; `json` or `utf8` if the question cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_context_ask(
    context: *const vv_context,
    question: vv_text,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (context, json) = (get(context, "context")?, out(json, "json")?);
        let question = read_question(question.bytes("question")?)?;
        json.answer(context.0.borrow_dependent().ask(&question))?;
    })
}

/// Answers a question about a directory.
///
/// @param question a document by the schema `directory_question`, such as `"faults"`.
/// @param json receives the answer, for the caller to free.
/// Errors: those of the question; `json` or `utf8` if it cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_directory_ask(
    directory: *const vv_directory,
    question: vv_text,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (directory, json) = (get(directory, "directory")?, out(json, "json")?);
        let question = read_question(question.bytes("question")?)?;
        json.answer(directory.0.ask(&question))?;
    })
}

/// Answers a question about a template.
///
/// @param question a document by the schema `template_question`.
/// @param json receives the answer, for the caller to free.
/// Errors: `json` or `utf8` if the question cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_template_ask(
    template_: *const vv_template,
    question: vv_text,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (template, json) = (get(template_, "template_")?, out(json, "json")?);
        let question = read_question(question.bytes("question")?)?;
        json.answer(template.0.ask(&question))?;
    })
}

/// Answers a question about a roster.
///
/// @param directory needed to tell whom departments or groups would leave out (PAR-10); may be null
/// otherwise.
/// @param question a document by the schema `roster_question`, such as `"waiting"`.
/// @param json receives the answer, for the caller to free.
/// Errors: `json` or `utf8` if the question cannot be read; `missing` if it needs a directory;
/// `organisation_mismatch` (XCT-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roster_ask(
    roster: *const vv_roster,
    directory: *const vv_directory,
    question: vv_text,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (roster, json) = (get(roster, "roster")?, out(json, "json")?);
        let directory = given(directory, "directory")?.map(|directory| &directory.0);
        let question = read_question(question.bytes("question")?)?;
        json.answer(roster.0.ask(directory, &question))?;
    })
}

/// Answers a question about an organisation's local days and hours at an instant.
///
/// @param now the instant, in microseconds since 1970.
/// @param question a document by the schema `calendar_question`, such as `"today"`.
/// @param json receives the answer, for the caller to free.
/// Errors: `json` or `utf8` if the question cannot be read; `time` if `now` is no instant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_calendar_ask(
    org: *const vv_org,
    now: vv_instant,
    question: vv_text,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (org, json) = (get(org, "org")?, out(json, "json")?);
        let question = read_question(question.bytes("question")?)?;
        json.answer(org.0.calendar(instant(now)?).ask(&question))?;
    })
}

/// Answers a question or a command with everything that it depends on in one document: the only call
/// that a host in another language needs.
///
/// The answer is a document with one field: `result`; `refusal`, if a rule says no; or `error`, if the
/// call could not be decided. A command is answered with the state, the events, the row and the
/// notifications.
///
/// @param directory the people, in place of those of the document; may be null, if they stand there or the
/// question needs none.
/// @param request a document by the schema `ask_request`.
/// @param answer receives the answer, for the caller to free.
/// Errors: none but `argument` and `panic`: what the engine says stands in the answer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_ask(
    directory: *const vv_directory,
    request: vv_text,
    answer: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let answer = out(answer, "answer")?;
        let directory = given(directory, "directory")?.map(|people| &people.0);
        answer.text(visavis::ask::ask(directory, request.bytes("request")?));
    })
}

impl Out<vv_buffer> {
    fn answer(self, answer: Result<Document, Error>) -> Result<(), Fault> {
        self.text(answer?.into());
        Ok(())
    }
}
