//! Every kind of versioned JSON. It names what is on all floors, and so stands above them.

use crate::wire::{Wire, sealed};
use crate::{
    Actor, Command, Conversation, ConversationEvent, Cycle, CycleCommand, CycleDraft, CycleEvent,
    DirectoryData, IndexRow, Org, Relation, Request, Roster, RosterEvent, Start, Template,
    TemplateCommand, TemplateDraft, TemplateEvent,
};

macro_rules! kinds {
    ($($type:ty: $kind:literal),+ $(,)?) => {$(
        impl sealed::Sealed for $type {}
        impl Wire for $type {
            const KIND: &'static str = $kind;
        }
    )+};
}

kinds! {
    Org: "organisation",
    DirectoryData: "directory",
    Actor: "actor",
    Relation: "relation",
    IndexRow: "index_row",
    Template: "template",
    TemplateDraft: "template_draft",
    TemplateEvent: "template_event",
    Request<TemplateCommand>: "template_command",
    Cycle: "cycle",
    CycleDraft: "cycle_draft",
    CycleEvent: "cycle_event",
    Request<CycleCommand>: "cycle_command",
    Roster: "roster",
    RosterEvent: "roster_event",
    Conversation: "conversation",
    ConversationEvent: "conversation_event",
    Request<Command>: "command",
    Start: "start",
}
