//! Templates.

use std::sync::Arc;

use visavis::{Request, Template, TemplateCommand, TemplateEvidence};

use crate::cycle::vv_cycle;
use crate::error::vv_error;
use crate::events::vv_events;
use crate::fault::vv_status;
use crate::guard::{free, get, guard, handles, out};
use crate::index::{read_rows, vv_index_row};
use crate::org::vv_org;
use crate::relation::vv_actor;
use crate::stored;
use crate::text::{vv_buffer, vv_text};
use crate::value::{instant, vv_id, vv_instant};

/// A template: the content that conversations are launched with, and the settings around it. A change
/// makes a new one, so threads may share it. Freed with `vv_template_free`.
pub struct vv_template(pub(crate) Arc<Template>);

/// Reads a template from versioned JSON.
///
/// @param template_ receives the template, for the caller to free.
/// Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_template_from_json(
    json: vv_text,
    template_: *mut *mut vv_template,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        stored::read(json, template_, "template_", vv_template)?
    })
}

/// The template that a whole log of events makes (XCT-5).
///
/// @param events `count` events as versioned JSON, in their order.
/// @param template_ receives the template, for the caller to free.
/// Errors: `log` where the log is empty, has a gap, a foreign event or an impossible order; `json`,
/// `utf8`, `kind` or `version` where an event cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_template_replay(
    events: *const vv_text,
    count: usize,
    template_: *mut *mut vv_template,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        stored::replay(
            events,
            count,
            template_,
            "template_",
            Template::replay,
            vv_template,
        )?
    })
}

/// The template as it stood at an instant: what the events stamped up to it make, with those stamped at it
/// (TIM-7). The rest of the log is checked all the same.
///
/// @param events `count` events as versioned JSON, in their order: the whole log.
/// @param at microseconds since the Unix epoch.
/// @param template_ receives the template, for the caller to free; null if it did not exist yet.
/// Errors: as `vv_template_replay`; `time`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_template_replay_until(
    events: *const vv_text,
    count: usize,
    at: vv_instant,
    template_: *mut *mut vv_template,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        stored::replay_until(
            events,
            count,
            at,
            template_,
            "template_",
            Template::replay_until,
            vv_template,
        )?
    })
}

/// Writes a template as versioned JSON.
///
/// @param json receives the JSON, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_template_to_json(
    template_: *const vv_template,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (template, json) = (get(template_, "template_")?, out(json, "json")?);
        json.document(&*template.0)?;
    })
}

/// The id of a template; all zeros for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_template_id(template_: *const vv_template) -> vv_id {
    guard!(else vv_id::NIL, { vv_id::of(get(template_, "template_")?.0.id()) })
}

/// The revision of a template, for compare-and-swap: 1 after the first event and one more with each
/// (XCT-4). It is for the host alone: no viewer sees it. 0 for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_template_revision(template_: *const vv_template) -> u64 {
    guard!(else 0, { get(template_, "template_")?.0.revision() })
}

/// Frees a template; null is nothing. What was built from it lives on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_template_free(template_: *mut vv_template) {
    guard!(else (), { free(template_) })
}

/// Creates a template, not deployed (TPL-15).
///
/// @param by who creates it: a Super Admin.
/// @param draft a `template_draft` as versioned JSON.
/// @param now microseconds since the Unix epoch.
/// @param template_ receives the template, for the caller to free; may be null.
/// @param events receives its events, for the caller to free; may be null.
/// Errors: refused by PAR-5, TPL-15 or TPL-18, or as `template-refused` with every fault of the draft;
/// `organisation_mismatch` where the person is of another one (XCT-9); `json`, `utf8`, `kind`, `version` or
/// `time` where an argument cannot be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_template_create(
    org: *const vv_org,
    by: *const vv_actor,
    draft: vv_text,
    now: vv_instant,
    template_: *mut *mut vv_template,
    events: *mut *mut vv_events,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (org, by) = (get(org, "org")?, get(by, "by")?);
        let created = Template::create(&org.0, &by.0, draft.read("draft")?, instant(now)?)?;
        stored::put(template_, "template_", events, created, vv_template)?;
    })
}

/// Makes a copy of a template under a new id and name, not deployed, with new ids throughout (TPL-14).
///
/// @param by who copies it: a Super Admin.
/// @param name the name of the copy.
/// @param now microseconds since the Unix epoch.
/// @param copy receives the copy, for the caller to free; may be null.
/// @param events receives its events, for the caller to free; may be null.
/// Errors: refused by PAR-5, TPL-15 or TPL-18, by LIM-1 for the name, or as `template-id-taken`;
/// `organisation_mismatch` (XCT-9); `utf8`; `time`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_template_copy(
    template_: *const vv_template,
    org: *const vv_org,
    by: *const vv_actor,
    id: vv_id,
    name: vv_text,
    now: vv_instant,
    copy: *mut *mut vv_template,
    events: *mut *mut vv_events,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let template = get(template_, "template_")?;
        let (org, by, name) = (get(org, "org")?, get(by, "by")?, name.text("name")?);
        let copied = template
            .0
            .copy(&org.0, &by.0, id.to(), name, instant(now)?)?;
        stored::put(copy, "copy", events, copied, vv_template)?;
    })
}

/// Does what a person asks of a template. The template itself stays as it was (XCT-2).
///
/// @param rows `row_count` index rows: all that the host keeps of this template's conversations, which
/// tell whether one is in progress (TPL-11, TPL-12, TPL-13, TPL-16). A `row_count` of 0 says that there
/// are none.
/// @param cycles `cycle_count` cycles: all of this template, which tell what it has to keep for them
/// (TPL-16, CYC-9, REV-7, MTG-4). Those that are over may be left out, others do no harm. A
/// `cycle_count` of 0 says that there are none.
/// @param by who asks: a Super Admin.
/// @param command a `template_command` as versioned JSON, with or without an id (XCT-8).
/// @param now microseconds since the Unix epoch.
/// @param after receives the template after it, for the caller to free; may be null.
/// @param events receives the events, for the caller to free; may be null.
/// Errors: refused by PAR-5, TPL-15 or TPL-18, by the rule of the command, or as
/// `command-id-reused`; `organisation_mismatch` (XCT-9); `json`, `utf8`, `kind`, `version` or `time` where an
/// argument cannot be read; `argument` if a `vv_bool` of a row is neither 0 nor 1, or a cycle is null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_template_execute(
    template_: *const vv_template,
    org: *const vv_org,
    rows: *const vv_index_row,
    row_count: usize,
    cycles: *const *const vv_cycle,
    cycle_count: usize,
    by: *const vv_actor,
    command: vv_text,
    now: vv_instant,
    after: *mut *mut vv_template,
    events: *mut *mut vv_events,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let template = get(template_, "template_")?;
        let (org, by) = (get(org, "org")?, get(by, "by")?);
        let rows = read_rows(rows, row_count)?;
        let cycles: Vec<&vv_cycle> = handles(cycles, cycle_count, "cycles")?;
        let cycles: Vec<_> = cycles.iter().map(|cycle| &*cycle.0).collect();
        let evidence = TemplateEvidence {
            rows: &rows,
            cycles: &cycles,
        };
        let command: Request<TemplateCommand> = command.read("command")?;
        let done = template
            .0
            .execute(&org.0, &evidence, &by.0, command, instant(now)?)?;
        stored::put(after, "after", events, done, vv_template)?;
    })
}
