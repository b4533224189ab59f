//! Documents of every kind, read and written again.

use visavis::{command::*, conversation::*, cycle::*, error::*, org::*, template::*, wire::*, *};

use crate::error::vv_error;
use crate::fault::{Fault, vv_status, wrong};
use crate::guard::{guard, out};
use crate::text::{vv_buffer, vv_text};

/// Reads a document of a kind and writes it again in the newest version of its schema, which checks
/// a document before it is stored and brings old ones up to date (XCT-3). Kinds are `organisation`,
/// `directory`, `relation`, `index_row`, `template`, `template_draft`, `template_event`,
/// `template_command`, `cycle`, `cycle_draft`, `cycle_event`, `cycle_command`, `roster`,
/// `roster_event`, `conversation`, `conversation_event`, `command` and `start`.
///
/// @param again receives the document, for the caller to free.
/// Errors: `json`, `utf8`, `kind` or `version` where it cannot be read (XCT-3); `argument` where there
/// is no such kind.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_json_rewrite(
    kind: vv_text,
    json: vv_text,
    again: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (again, json) = (out(again, "again")?, json.bytes("json")?);
        again.text(rewritten(kind.text("kind")?, json, false)?);
    })
}

/// Reads a document of a kind that a person sent, such as a command or a draft, and writes it again, for the
/// call that takes it. What cannot be read of it is refused, as something that the sender can mend; the
/// calls that take a document say `json` of it, as a fault of the caller.
///
/// @param again receives the document, for the caller to free.
/// Errors: refused as `document-invalid` with the place and what is expected there (XCT-3), or, where a date
/// or a zone stands that is none, or none in range, as `not-a-date`, `zone-unknown` or `date-out-of-range`
/// (TIM-1, TIM-9); `argument` where there is no such kind.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vv_json_from_person(
    kind: vv_text,
    json: vv_text,
    again: *mut vv_buffer,
    error: *mut *mut vv_error,
) -> vv_status {
    guard!(error, {
        let (again, json) = (out(again, "again")?, json.bytes("json")?);
        again.text(rewritten(kind.text("kind")?, json, true)?);
    })
}

fn rewritten(kind: &str, json: &[u8], sent: bool) -> Result<String, Fault> {
    fn again<T: Wire>(json: &[u8], sent: bool) -> Result<String, Error> {
        let read: T = match sent {
            true => from_person(json)?,
            false => from_json(json)?,
        };
        to_json(&read)
    }
    let again = match kind {
        Org::KIND => again::<Org>,
        DirectoryData::KIND => again::<DirectoryData>,
        Relation::KIND => again::<Relation>,
        IndexRow::KIND => again::<IndexRow>,
        Template::KIND => again::<Template>,
        TemplateDraft::KIND => again::<TemplateDraft>,
        TemplateEvent::KIND => again::<TemplateEvent>,
        Request::<TemplateCommand>::KIND => again::<Request<TemplateCommand>>,
        Cycle::KIND => again::<Cycle>,
        CycleDraft::KIND => again::<CycleDraft>,
        CycleEvent::KIND => again::<CycleEvent>,
        Request::<CycleCommand>::KIND => again::<Request<CycleCommand>>,
        Roster::KIND => again::<Roster>,
        RosterEvent::KIND => again::<RosterEvent>,
        Conversation::KIND => again::<Conversation>,
        ConversationEvent::KIND => again::<ConversationEvent>,
        Request::<Command>::KIND => again::<Request<Command>>,
        Start::KIND => again::<Start>,
        _ => return Err(wrong("kind", "is no kind of document")),
    };
    Ok(again(json, sent)?)
}
