//! Bytes from anybody, put to every parser.
//!
//! A target takes bytes and panics where a promise does not hold: that nothing panics, that what was
//! read is written as it was read, that no state comes about that another device would not have.
//! `cargo xtask fuzz` looks for such bytes; those that led somewhere new are kept in `corpus/`, and an
//! ordinary test puts them to the targets again.
//!
//! Reading order: [`targets`], [`wire`], [`inside`], [`kept`], [`relay`], [`roster`]; then [`corpus`],
//! and the team they are about: [`team`], [`history`].

pub mod corpus;
pub mod history;
pub mod inside;
pub mod kept;
pub mod relay;
pub mod roster;
pub mod targets;
pub mod team;
pub mod wire;
