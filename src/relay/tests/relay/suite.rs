//! The suite, and the harness it stands on.

mod access;
mod alike;
mod app;
mod checkpoint;
mod cluster;
mod crash;
mod harness;
mod invite;
mod keys;
mod limit;
mod live;
mod member;
mod nodes;
mod old;
mod privacy;
mod push;
mod restore;
mod slow;
mod stop;
mod storage;
mod store;
mod tool;
mod writer;
