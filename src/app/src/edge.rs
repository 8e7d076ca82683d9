//! The browser, one of its interfaces a file; effects run here and nowhere else.
//!
//! What is offered is a few functions over plain types, so the rest of the app reads without
//! knowing the browser: no other module names `web_sys`, `js_sys` or a promise. Where a browser
//! lacks something (no camera, no storage, no second tab) the function says so or does nothing;
//! none of them panics.
//!
//! Kept on the device: [`storage`], [`prefs`]. The way out: [`http`], [`socket`], [`backoff`],
//! [`wake`], [`tabs`]. Time and dice: [`clock`], [`random`], [`task`]. The page: [`page`],
//! [`awake`], [`history`], [`share`], [`file`], [`shared`], [`camera`], [`passkey`], [`badge`], [`worker`]. Messages:
//! [`push`], [`letter`]. A second thread: [`search`], [`reading`], [`stretch`].

pub mod awake;
pub mod backoff;
pub mod badge;
pub mod camera;
pub mod clock;
pub mod file;
pub mod history;
pub mod http;
pub mod install;
pub mod letter;
pub mod page;
pub mod passkey;
pub mod prefs;
pub mod push;
pub mod random;
pub mod reading;
pub mod search;
pub mod share;
pub mod shared;
pub mod socket;
pub mod storage;
pub mod stretch;
pub mod tabs;
pub mod task;
pub mod wake;
pub mod worker;

mod by_name;
mod fault;
mod listen;
