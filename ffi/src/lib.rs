//! The C surface of Visavis. `include/visavis.h` is generated from this crate and is what a host
//! reads; every `unsafe` line of the project stands here.
#![allow(
    non_camel_case_types,
    reason = "types are called in Rust as they are in C, so that the two read alike"
)]
#![allow(
    clippy::missing_safety_doc,
    reason = "one contract holds for every call; the head of the header states it"
)]
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a test says what is wrong by panicking")
)]

pub mod ask;
pub mod calendar;
pub mod case;
pub mod codes;
pub mod context;
pub mod conversation;
pub mod cycle;
pub mod document;
pub mod error;
pub mod events;
pub mod fault;
mod guard;
pub mod index;
pub mod org;
pub mod parse;
pub mod preview;
pub mod relation;
pub mod roster;
pub mod sight;
mod stored;
pub mod template;
pub mod text;
pub mod value;
pub mod version;

/// Threads may share every handle: this does not compile otherwise.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<case::vv_case>();
    shared::<context::vv_context>();
    shared::<context::vv_roll_out>();
    shared::<conversation::vv_conversation>();
    shared::<cycle::vv_cycle>();
    shared::<roster::vv_roster>();
    shared::<error::vv_error>();
    shared::<events::vv_events>();
    shared::<org::vv_directory>();
    shared::<org::vv_org>();
    shared::<relation::vv_actor>();
    shared::<relation::vv_relation>();
    shared::<sight::vv_sight>();
    shared::<template::vv_template>();
};
