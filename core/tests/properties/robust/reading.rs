//! Reading bytes as each kind of document.

use std::fmt::Debug;

use crate::all::*;

/// Reads bytes as a kind; what is read is written and read again as the same.
pub(crate) fn read<T: Wire + PartialEq + Debug>(bytes: &[u8]) -> Option<T> {
    match from_json::<T>(bytes) {
        Ok(value) => {
            let json = to_json(&value).expect("what is read can be written");
            assert_eq!(from_json::<T>(json.as_bytes()).as_ref(), Ok(&value));
            Some(value)
        }
        Err(error) => {
            assert!(!error.to_string().is_empty() && error.to_string().chars().count() < 2_000);
            None
        }
    }
}

/// Reads bytes as every kind; how many kinds they are.
pub(crate) fn read_as_everything(bytes: &[u8]) -> usize {
    [
        read::<Org>(bytes).is_some(),
        read::<DirectoryData>(bytes).is_some(),
        read::<Actor>(bytes).is_some(),
        read::<Relation>(bytes).is_some(),
        read::<IndexRow>(bytes).is_some(),
        read::<Template>(bytes).is_some(),
        read::<TemplateDraft>(bytes).is_some(),
        read::<TemplateEvent>(bytes).is_some(),
        read::<Request<TemplateCommand>>(bytes).is_some(),
        read::<Cycle>(bytes).is_some(),
        read::<CycleDraft>(bytes).is_some(),
        read::<CycleEvent>(bytes).is_some(),
        read::<Request<CycleCommand>>(bytes).is_some(),
        read::<Roster>(bytes).is_some(),
        read::<RosterEvent>(bytes).is_some(),
        read::<Conversation>(bytes).is_some(),
        read::<ConversationEvent>(bytes).is_some(),
        read::<Request<Command>>(bytes).is_some(),
        read::<Start>(bytes).is_some(),
    ]
    .into_iter()
    .map(usize::from)
    .sum()
}
