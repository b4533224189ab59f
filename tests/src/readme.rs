//! The reference has an example of everything that a scenario can say.

use serde::de::DeserializeOwned;
use serde_json::json;

use crate::scenario::{Act, Change, ConversationPreview, Edit, File, Given, Read, See, Step};

/// The names that a type knows, as the error on another one lists them.
fn names<T: DeserializeOwned>() -> Vec<String> {
    let wrong = serde_json::from_value::<T>(json!({ "?": 1 }))
        .err()
        .unwrap();
    let wrong = wrong.to_string();
    // What stands between backticks is every other part, and the first is the wrong name.
    wrong
        .split('`')
        .skip(3)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_readme_has_an_example_of_everything() {
    let readme = include_str!("../README.md");
    let blocks = readme.split("```json").skip(1);
    let examples: String = blocks
        .filter_map(|block| block.split("```").next())
        .collect();
    for name in [
        names::<File>(),
        names::<Given>(),
        names::<Step>(),
        names::<Act>(),
        names::<See>(),
        names::<ConversationPreview>(),
        names::<Change>(),
        names::<Read>(),
        names::<Edit>(),
    ]
    .concat()
    {
        assert!(examples.contains(&format!("\"{name}\"")), "{name}");
    }
}
