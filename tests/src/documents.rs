//! Documents that a step has read, and logs that it has replayed, as they are or edited.

use serde_json::{Value, json};

use crate::driver::Call;
use crate::handles::{forth, forth_text};
use crate::scenario::{Edit, Read, Replay};
use crate::world::{Came, World, envelope, parsed, plain};

impl World<'_> {
    /// Reads a document, perhaps an edited copy of something kept.
    pub(crate) fn read(&self, read: &Read) -> Result<Came, String> {
        let document = match (
            &read.data,
            &read.state,
            &read.document,
            &read.text,
            &read.bytes,
        ) {
            (Some(data), None, None, None, None) => {
                json!({ "visavis": read.kind, "version": 1, "data": forth(data)? })
            }
            (None, Some(aggregate), None, None, None) => {
                let (kind, id) = aggregate.named()?;
                parsed(self.state(kind, &id)?)
            }
            (None, None, Some(document), None, None) => forth(document)?,
            (None, None, None, Some(text), None) if read.edits.is_empty() => {
                return self.read_bytes(read, text.as_bytes());
            }
            (None, None, None, None, Some(bytes)) if read.edits.is_empty() => {
                return self.read_bytes(read, bytes);
            }
            _ => return Err("`read` takes one of data, state, document, text, bytes".into()),
        };
        let document = edited(document, &read.edits)?.to_string();
        self.read_bytes(read, document.as_bytes())
    }

    fn read_bytes(&self, read: &Read, bytes: &[u8]) -> Result<Came, String> {
        let kind = &*read.kind;
        Came::of(self.call(&match read.sent {
            true => Call::ReadSent { kind, bytes },
            false => Call::Read { kind, bytes },
        }))
    }

    /// Replays an edited copy of a log.
    pub(crate) fn replay(&self, replay: &Replay) -> Result<Came, String> {
        let (kind, id) = replay.of.named()?;
        let kept = self.get(kind, &id)?;
        let log = kept.log.iter().map(|event| plain(parsed(event))).collect();
        let log = edited(log, &replay.edits)?;
        let events = log.as_array().ok_or("a log is a list")?;
        let events: Vec<_> = events
            .iter()
            .map(|event| envelope(kind.event(), event))
            .collect();
        let events = &events;
        Came::of(self.call(&match &replay.until {
            None => Call::Replay { kind, events },
            Some(at) => Call::ReplayUntil { kind, events, at },
        }))
    }
}

fn edited(mut document: Value, edits: &[Edit]) -> Result<Value, String> {
    edits
        .iter()
        .try_for_each(|edit| edit.apply(&mut document))?;
    Ok(document)
}

impl Edit {
    fn apply(&self, document: &mut Value) -> Result<(), String> {
        let missing = |at: &str| format!("an edit finds nothing at `{at}`");
        match self {
            Self::Set { at, to } => {
                let to = forth(to)?;
                let at = pointer(at)?;
                if let Some(place) = document.pointer_mut(&at) {
                    *place = to;
                    return Ok(());
                }
                let (parent, name) = at.rsplit_once('/').ok_or_else(|| missing(&at))?;
                let parent = document.pointer_mut(parent).and_then(Value::as_object_mut);
                parent
                    .ok_or_else(|| missing(&at))?
                    .insert(name.to_owned(), to);
            }
            Self::Drop(at) => {
                let at = pointer(at)?;
                let (parent, name) = at.rsplit_once('/').ok_or_else(|| missing(&at))?;
                let dropped = match document.pointer_mut(parent) {
                    Some(Value::Object(fields)) => fields.remove(name),
                    Some(Value::Array(items)) => name
                        .parse()
                        .ok()
                        .filter(|&place: &usize| place < items.len())
                        .map(|place| items.remove(place)),
                    _ => None,
                };
                dropped.ok_or_else(|| missing(&at))?;
            }
            Self::Again(at) => {
                let at = pointer(at)?;
                let copy = document.pointer(&at).cloned().ok_or_else(|| missing(&at))?;
                let (parent, name) = at.rsplit_once('/').ok_or_else(|| missing(&at))?;
                let items = document.pointer_mut(parent).and_then(Value::as_array_mut);
                let place: usize = name.parse().map_err(|_| missing(&at))?;
                items.ok_or_else(|| missing(&at))?.insert(place + 1, copy);
            }
            Self::Swap(one, other) => {
                let (one, other) = (pointer(one)?, pointer(other)?);
                let first = document
                    .pointer(&one)
                    .cloned()
                    .ok_or_else(|| missing(&one))?;
                let place = document
                    .pointer_mut(&other)
                    .ok_or_else(|| missing(&other))?;
                let second = core::mem::replace(place, first);
                *document.pointer_mut(&one).ok_or_else(|| missing(&one))? = second;
            }
        }
        Ok(())
    }
}

/// A JSON pointer with UUIDs for its handles.
fn pointer(at: &str) -> Result<String, String> {
    let tokens = at
        .split('/')
        .map(|token| forth_text(&token.replace("~1", "/")));
    Ok(tokens.collect::<Result<Vec<_>, _>>()?.join("/"))
}
