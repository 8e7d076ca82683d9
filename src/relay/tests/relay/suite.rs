//! The suite, and the harness it stands on.

mod app;
mod crash;
mod harness;
mod invite;
mod limit;
mod live;
mod privacy;
mod slow;
mod stop;
mod storage;
mod store;
mod writer;
