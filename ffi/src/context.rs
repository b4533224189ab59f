//! The facts that questions are asked among, and what they bring about.

use std::ptr;
use std::sync::Arc;

use self_cell::self_cell;
use visavis::command::offers;
use visavis::conversation::RollOut;
use visavis::cycle::{CycleTimes, RosterChange};
use visavis::id::CycleId;
use visavis::{Context, Cycle, Error, Org, Start, Template};

use crate::codes::vv_phase;
use crate::conversation::{self, vv_conversation};
use crate::cycle::vv_cycle;
use crate::error::vv_error;
use crate::events::{put_events, vv_events};
use crate::fault::{Fault, vv_status, wrong};
use crate::guard::{free, get, give, given, guard, handles, maybe, out, slice};
use crate::index::vv_index_row;
use crate::org::{vv_directory, vv_org};
use crate::relation::{vv_actor, vv_pair};
use crate::roster::vv_roster;
use crate::stored;
use crate::template::vv_template;
use crate::text::vv_buffer;
use crate::value::{instant, or_none, vv_id, vv_instant};

pub(crate) struct Facts {
    organisation: Arc<Org>,
    template: Arc<Template>,
    cycle: Option<Arc<Cycle>>,
}

self_cell! {
    pub(crate) struct OwnedContext {
        owner: Facts,
        #[covariant]
        dependent: Context,
    }
}

/// An organisation, a template and perhaps a cycle of it, checked to belong together, at one instant.
/// It keeps them alive, so they may be freed before it. It never changes, so threads may share it; what
/// time costs is paid when it is built, so keep it for all questions of that instant. Freed with
/// `vv_context_free`.
pub struct vv_context(pub(crate) Arc<OwnedContext>);

impl vv_context {
    fn times(&self) -> Result<&CycleTimes, Error> {
        let (what, of) = ("cycle", "context");
        let times = self.0.borrow_dependent().cycle_times();
        times.ok_or(Error::Missing { what, of })
    }
}

/// Puts facts together. Another instant, or a changed fact, means a new context.
///
/// @param cycle the cycle of the conversations in question; may be null, for those without one.
/// @param now microseconds since the Unix epoch.
/// @param context receives the context, for the caller to free.
/// Errors: `organisation_mismatch` where they are not all of one organisation (XCT-9); `mismatch` where the
/// cycle is one of another template; `time`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_context_new(
    org: *const vv_org,
    template_: *const vv_template,
    cycle: *const vv_cycle,
    now: vv_instant,
    context: *mut *mut vv_context,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let context = out(context, "context")?;
        let facts = Facts {
            organisation: get(org, "org")?.0.clone(),
            template: get(template_, "template_")?.0.clone(),
            cycle: given(cycle, "cycle")?.map(|cycle| cycle.0.clone()),
        };
        let now = instant(now)?;
        let owned = OwnedContext::try_new(facts, |facts| {
            Context::new(
                &facts.organisation,
                &facts.template,
                facts.cycle.as_deref(),
                now,
            )
        })?;
        context.put(give(vv_context(Arc::new(owned))));
    })
}

/// Frees a context; null is nothing. What was built from it lives on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_context_free(context: *mut vv_context) {
    guard!(else (), { free(context) })
}

/// The phase of the context's cycle at its instant (CYC-14).
///
/// @param phase receives one of the `VV_PHASE_` codes.
/// Errors: `missing` if the context has no cycle.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_context_cycle_phase(
    context: *const vv_context,
    phase: *mut vv_phase,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (context, phase) = (get(context, "context")?, out(phase, "phase")?);
        let now = context.0.borrow_dependent().now();
        phase.put(context.times()?.phase(now).code());
    })
}

/// Starts an anytime conversation (ANY-2).
///
/// @param by who starts it.
/// @param id the id of the new conversation, which the host gives.
/// @param pair whom it is between, as `vv_directory_pair` gives it.
/// @param command the id of the command, with which it can safely be sent twice (XCT-8); may be null.
/// @param existing the conversation that the host has under `id`; may be null, if it has none.
/// @param conversation receives the conversation, for the caller to free; may be null.
/// @param events receives its events, for the caller to free; none if the same command has started it
/// before (`vv_events_repeated`); may be null.
/// @param row receives its index row; may be null.
/// @param template_revision receives the revision of the template that it was started from; may be null.
/// Store the conversation only while the stored template has this revision, which the same transaction
/// checks: otherwise the template was perhaps undeployed meanwhile, without it (TPL-13).
/// Errors: refused by ANY-1, ANY-2, PAR-5, TPL-12, TPL-18 or TIM-9, or as `not-anytime` or
/// `command-id-reused`; `organisation_mismatch` (XCT-9); `mismatch` if this command did not start what
/// exists; `destroyed` if it did, and that was destroyed since (TPL-13).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_context_start(
    context: *const vv_context,
    by: *const vv_actor,
    id: vv_id,
    pair: vv_pair,
    command: *const vv_id,
    existing: *const vv_conversation,
    conversation: *mut *mut vv_conversation,
    events: *mut *mut vv_events,
    row: *mut vv_index_row,
    template_revision: *mut u64,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (context, by) = (get(context, "context")?, get(by, "by")?);
        let revision = maybe(template_revision, "template_revision")?;
        let start = Start {
            conversation: id.to(),
            pair: pair.pair(),
            id: given(command, "command")?.map(|command| command.to()),
        };
        let existing = given(existing, "existing")?.map(|existing| &*existing.0);
        let started = context.0.borrow_dependent().start(&by.0, start, existing)?;
        let new = started.conversation;
        conversation::put(conversation, "conversation", events, row, new)?;
        if let Some(revision) = revision {
            revision.put(started.template_revision);
        }
    })
}

/// What a person may start, and with whom (ANY-3): an array of objects with `counterpart`, `template`
/// and `title`. Where it is empty, creating a conversation is not offered at all.
///
/// @param templates `template_count` anytime templates; others offer nothing.
/// @param by who would start a conversation.
/// @param pairs `pair_count` pairs, as `vv_directory_pairs_of` gives them.
/// @param now microseconds since the Unix epoch.
/// @param json receives the array, for the caller to free.
/// Errors: `organisation_mismatch` where they are not all of one organisation (XCT-9); `time`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_offers(
    org: *const vv_org,
    templates: *const *const vv_template,
    template_count: usize,
    by: *const vv_actor,
    pairs: *const vv_pair,
    pair_count: usize,
    now: vv_instant,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (org, by, json) = (get(org, "org")?, get(by, "by")?, out(json, "json")?);
        let templates: Vec<&vv_template> = handles(templates, template_count, "templates")?;
        let templates: Vec<_> = templates.iter().map(|template| &*template.0).collect();
        let pairs = slice(pairs, pair_count, "pairs")?.iter();
        let pairs = pairs.map(|pair| pair.pair());
        json.json(&offers(&org.0, &templates, &by.0, pairs, instant(now)?)?)?;
    })
}

/// What a roll-out would come to for everyone of the directory, at any time (PAR-6, PAR-7, PAR-8): an
/// object with `people`, `faults` and `joiner`. Each of the people has `person`, `status` and the `rule` that
/// decides; a status is `has_one`, `now`, `at` with an instant, `waits`, `not_among_participants`,
/// `inactive`, `no_manager` or `too_late`. The faults are refusals, as `vv_error_json` gives them, for
/// departments, groups and people whom the participants name and the directory does not know. `joiner` tells
/// how a conversation would begin for somebody who joins now: `at` when, what is `closed` from the beginning,
/// each with its `side` and what `refused` it, and the `passed_locks`, which do not bind in it (CYC-8, REV-1).
/// It is null where nobody can join.
///
/// @param roster the roster so far; may be null, before the first roll-out.
/// @param json receives the object, for the caller to free.
/// Errors: `missing` if the context has no cycle; `mismatch` if the roster is of another;
/// `organisation_mismatch` (XCT-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_context_prospects(
    context: *const vv_context,
    roster: *const vv_roster,
    directory: *const vv_directory,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (context, json) = (get(context, "context")?, out(json, "json")?);
        let directory = get(directory, "directory")?;
        let roster = given(roster, "roster")?.map(|roster| &*roster.0);
        let context = context.0.borrow_dependent();
        json.json(&context.prospects(roster, &directory.0)?)?;
    })
}

/// What a roll-out came to: a roster, and conversations that are new. It never changes, so threads may
/// share it. Freed with `vv_roll_out_free`.
pub struct vv_roll_out(RollOut);

/// Shows a cycle the directory, and launches the conversations that are due (PAR-13). Rolling out again
/// gives nobody a second one (PAR-12). It can be asked at any time: before the launch, from the end boundary
/// on (PAR-8) and while the template is not deployed (TPL-12) it launches nothing and records nothing.
///
/// @param roster the roster so far; may be null, for the first roll-out.
/// @param roll_out receives what came of it, for the caller to free.
/// Errors: refused by TPL-18; `missing` if the context has no cycle;
/// `mismatch` if the roster is of another; `organisation_mismatch` (XCT-9).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_context_roll_out(
    context: *const vv_context,
    roster: *const vv_roster,
    directory: *const vv_directory,
    roll_out: *mut *mut vv_roll_out,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (context, roll_out) = (get(context, "context")?, out(roll_out, "roll_out")?);
        let directory = get(directory, "directory")?;
        let roster = given(roster, "roster")?.map(|roster| &*roster.0);
        let rolled_out = context
            .0
            .borrow_dependent()
            .roll_out(roster, &directory.0)?;
        roll_out.put(give(vv_roll_out(rolled_out)));
    })
}

/// The roster after a roll-out.
///
/// @param roster receives the roster, for the caller to free; may be null. It receives null where there
/// is no roster yet.
/// @param events receives its events, none or one, for the caller to free; may be null.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roll_out_roster(
    roll_out: *const vv_roll_out,
    roster: *mut *mut vv_roster,
    events: *mut *mut vv_events,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        match get(roll_out, "roll_out")?.0.roster.clone() {
            Some(outcome) => stored::put(roster, "roster", events, outcome, vv_roster)?,
            None => {
                let list = vv_events::new::<CycleId, RosterChange>(&[], None)?;
                let (roster, events) = (maybe(roster, "roster")?, maybe(events, "events")?);
                if let Some(roster) = roster {
                    roster.put(ptr::null_mut());
                }
                put_events(events, list);
            }
        }
    })
}

/// The revision of the template that was rolled out; 0 for null. Store roster and conversations in one
/// transaction, and only while the stored template has this revision, which that transaction checks:
/// otherwise the template was perhaps undeployed meanwhile, without these conversations (TPL-13).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roll_out_template_revision(roll_out: *const vv_roll_out) -> u64 {
    guard!(else 0, { get(roll_out, "roll_out")?.0.template_revision })
}

/// The number of conversations that a roll-out launched; 0 for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roll_out_count(roll_out: *const vv_roll_out) -> usize {
    guard!(else 0, { get(roll_out, "roll_out")?.0.launched.len() })
}

/// One of the conversations that a roll-out launched, counted from 0.
///
/// @param conversation receives the conversation, for the caller to free; may be null.
/// @param events receives its events, for the caller to free; may be null.
/// @param row receives its index row; may be null.
/// Errors: `argument` beyond the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roll_out_launched(
    roll_out: *const vv_roll_out,
    index: usize,
    conversation: *mut *mut vv_conversation,
    events: *mut *mut vv_events,
    row: *mut vv_index_row,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let launched = get(roll_out, "roll_out")?.0.launched.get(index);
        let launched = launched.ok_or::<Fault>(wrong("index", "is beyond the last"))?;
        conversation::put(conversation, "conversation", events, row, launched.clone())?;
    })
}

/// Everyone's prospects as a roll-out found them, as `vv_context_prospects` gives them: those that stand
/// at `now` are those whose conversations it launched.
///
/// @param json receives the object, for the caller to free.
/// Errors: only for a null pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roll_out_prospects(
    roll_out: *const vv_roll_out,
    json: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (roll_out, json) = (get(roll_out, "roll_out")?, out(json, "json")?);
        json.json(&roll_out.0.prospects)?;
    })
}

/// When to roll out again, in microseconds since the Unix epoch: at the launch where that is ahead,
/// otherwise for those who wait (PAR-13). `VV_NO_INSTANT` where no time is known or nobody waits, and for null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roll_out_next(roll_out: *const vv_roll_out) -> vv_instant {
    guard!(else crate::value::VV_NO_INSTANT, { or_none(get(roll_out, "roll_out")?.0.next) })
}

/// Frees a roll-out; null is nothing. What it gave lives on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_roll_out_free(roll_out: *mut vv_roll_out) {
    guard!(else (), { free(roll_out) })
}
