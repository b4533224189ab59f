//! Plays scenarios: files of facts, steps and expectations that show the engine's rules at work.
//!
//! `README.md` beside this package is the reference of the format.
#![forbid(unsafe_code)]
#![allow(
    clippy::indexing_slicing,
    reason = "a field that a JSON value lacks reads as null"
)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::unreachable,
        reason = "a test says what is wrong by panicking"
    )
)]

mod acts;
mod c;
mod call;
mod company;
mod documents;
mod driver;
mod expand;
mod files;
mod handles;
mod matching;
mod play;
mod python;
#[cfg(test)]
mod readme;
mod rust;
mod scenario;
mod see;
mod world;

pub use c::finish as finish_c;
pub use driver::Through;
pub use files::{read, scenario_files};
pub use play::{Apart, Failed, Shown, play};
pub use scenario::Scenario;
