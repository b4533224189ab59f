//! Answers as Python gives them. What is wrong with one has its place, as it is in JSON, and nothing
//! of its text.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyInt, PyList, PyMapping, PyString, PyTuple};
use visavis::Error;
use visavis::ask::read_question;
use visavis::command::AnswerDraft;
use visavis::id::QuestionId;
use visavis::template::AnswerInput;

use crate::convert::{Id, expected, instead};
use crate::fault::{Fallible, Fault};
use crate::record::{Class, text};
use crate::text::Text;

/// The answers of a save: of a mapping from questions to answers, or of a series of `AnswerDraft`.
pub(crate) fn drafts(answers: &Bound<'_, PyAny>) -> Fallible<Vec<AnswerDraft>> {
    let mut drafts = Vec::new();
    let place = |at| format!("command.save[{at}]");
    if let Ok(answers) = answers.cast::<PyMapping>() {
        // Its items in a list of their own: reading an answer may change the mapping.
        for (at, item) in answers.items()?.iter().enumerate() {
            let (question, answer): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
            drafts.push(draft(&question, &answer, &place(at))?);
        }
    } else {
        for (at, one) in answers.try_iter()?.enumerate() {
            drafts.push(stated(&one?, &place(at))?);
        }
    }
    Ok(drafts)
}

fn draft(
    question: &Bound<'_, PyAny>,
    answer: &Bound<'_, PyAny>,
    place: &str,
) -> Fallible<AnswerDraft> {
    let id = question.extract::<Id<QuestionId>>();
    Ok(AnswerDraft {
        question: id
            .map_err(|_| other("a UUID", question, format!("{place}.question")))?
            .0,
        answer: given(answer, &format!("{place}.answer"))?,
        seen: None,
    })
}

/// An `AnswerDraft`, which may say by a tag what its author saw.
fn stated(one: &Bound<'_, PyAny>, place: &str) -> Fallible<AnswerDraft> {
    static DRAFT: Class = Class::new("visavis.answers", "AnswerDraft");
    let py = one.py();
    if !one.is_instance(DRAFT.get(py)?)? {
        return Err(expected("a mapping or a series of AnswerDraft", one).into());
    }
    let (question, answer) = (intern!(py, "question"), intern!(py, "answer"));
    let mut draft = draft(&one.getattr(question)?, &one.getattr(answer)?, place)?;
    let seen = one.getattr(intern!(py, "seen"))?;
    if !seen.is_none() {
        let place = format!("{place}.seen");
        let tag = text(&member(&seen, place.clone())?)?;
        let tag = read_question(tag.as_bytes());
        draft.seen = Some(tag.map_err(|_| fault("expected 64 hexadecimal digits", place))?);
    }
    Ok(draft)
}

fn given(answer: &Bound<'_, PyAny>, place: &str) -> Fallible<Option<AnswerInput>> {
    static PARAGRAPH: Class = Class::new("visavis.answers", "Paragraph");
    static SCALE: Class = Class::new("visavis.answers", "Scale");
    static STARS: Class = Class::new("visavis.answers", "Stars");
    static OPTIONS: Class = Class::new("visavis.answers", "Options");
    let py = answer.py();
    if answer.is_none() {
        return Ok(None);
    }
    if answer.is_instance_of::<PyString>() {
        return Ok(Some(AnswerInput::Paragraph(member(answer, place.into())?)));
    }
    let class = answer.get_type();
    let value = intern!(py, "value");
    let within = |name| format!("{place}.{name}");
    Ok(Some(if class.is(SCALE.get(py)?) {
        AnswerInput::Scale(number(&answer.getattr(value)?, within("scale"))?)
    } else if class.is(STARS.get(py)?) {
        AnswerInput::Stars(number(&answer.getattr(value)?, within("stars"))?)
    } else if class.is(PARAGRAPH.get(py)?) {
        let text = answer.getattr(intern!(py, "text"))?;
        AnswerInput::Paragraph(member(&text, within("paragraph"))?)
    } else if class.is(OPTIONS.get(py)?) {
        let options = answer.getattr(intern!(py, "options"))?;
        AnswerInput::Options(options_of(&options, &within("options"))?)
    } else if class.is(py.get_type::<PyList>()) || class.is(py.get_type::<PyTuple>()) {
        AnswerInput::Options(options_of(answer, &within("options"))?)
    } else {
        let what = "an answer (text, a list of options, answers.Scale, answers.Stars or None)";
        return Err(other(what, answer, place.into()));
    }))
}

/// A whole number; one beyond all scales is as far off as the largest.
fn number(value: &Bound<'_, PyAny>, place: String) -> Fallible<i64> {
    if value.is_instance_of::<PyBool>() || !value.is_instance_of::<PyInt>() {
        return Err(other("a whole number", value, place));
    }
    match value.extract() {
        Ok(number) => Ok(number),
        Err(_) if value.lt(0)? => Ok(i64::MIN),
        Err(_) => Ok(i64::MAX),
    }
}

/// The options of a series, which is not itself a text.
fn options_of(series: &Bound<'_, PyAny>, place: &str) -> Fallible<Vec<String>> {
    let no_series = |_| other("a series of texts", series, place.into());
    if series.is_instance_of::<PyString>() {
        return Err(other("a series of texts", series, place.into()));
    }
    let options = series.try_iter().map_err(no_series)?.enumerate();
    options
        .map(|(at, option)| member(&option?, format!("{place}[{at}]")))
        .collect()
}

fn member(value: &Bound<'_, PyAny>, place: String) -> Fallible<String> {
    match value.extract::<Text>() {
        Ok(text) => Ok(text.0),
        Err(_) if value.is_instance_of::<PyString>() => Err(fault(
            "expected text, found half of a surrogate pair",
            place,
        )),
        Err(_) => Err(other("text", value, place)),
    }
}

fn other(what: &str, found: &Bound<'_, PyAny>, place: String) -> Fault {
    fault(&instead(what, found), place)
}

fn fault(message: &str, path: String) -> Fault {
    let message = message.into();
    Fault::from(Error::Json {
        line: 0,
        column: 0,
        path,
        message,
    })
}
