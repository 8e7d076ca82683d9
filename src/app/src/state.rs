//! What the app knows, and where it lives.
//!
//! | what | where |
//! | --- | --- |
//! | the team: truth, replayed | [`session`]'s view, one signal, replaced whole |
//! | the place: page, week, offer | the address ([`here`], read by [`crate::route`]) |
//! | a draft: forms, choices | local signals of a page |
//! | the device: language, theme | [`settings`] |
//! | what a person keeps to themselves | [`notes`] |
//! | the news for me, and what was seen of it | [`inbox`] |
//! | whether messages come when the app is not open | [`messages`] |
//! | what was written by hand, to take it back | [`hand`] |
//! | what keeps a device safe: lock, kit, file | [`boot::lock`], [`kit`], [`boot::file`] |
//! | what the search found | [`search`] |
//! | a round's proposal while it is made, what a file says it needs | [`round`], [`needed`] |
//! | what waits for this device's storage | [`keep`] |
//! | files that were shared to the app | [`shared`] |
//! | who stands at the team's tablet, and how they prove it | [`tablet`] |
//! | the app itself: a newer version | [`update`] |
//!
//! A click becomes a command, [`Session::act`] hands it to the engine, the engine's outputs run
//! at the edge, their ends come back as inputs, and the view is replaced. There is no other way
//! in.

mod archive;
pub mod board;
pub mod boot;
pub mod calendar;
pub mod found;
pub mod hand;
pub mod here;
pub mod import;
pub mod inbox;
pub mod install;
pub mod invite;
pub mod join;
mod keep;
pub mod kit;
pub mod messages;
pub mod needed;
pub mod notes;
pub mod notice;
pub mod now;
pub mod page;
pub mod person;
pub mod planner;
mod post;
pub mod relay;
pub mod round;
pub mod scan;
pub mod search;
pub mod session;
pub mod settings;
pub mod shared;
pub mod tablet;
pub mod tick;
pub mod unlock;
pub mod update;
pub mod words;
pub mod work;

pub use boot::Phase;
pub use here::use_here;
pub use notice::Notice;
pub use session::{Session, View, use_session};
