//! A small team (Ann coordinates, Ben, Cas, Dee) whose events are replayed one by one.

mod any;
mod approvals;
mod asking;
mod before;
mod bridge;
mod checkpoints;
mod circles;
mod claims;
mod extras;
mod fairness;
mod fixture;
mod membership;
mod news;
mod offers;
mod owed;
mod parts;
mod releases;
mod removal;
mod revisions;
mod rounds;
mod several;
mod staged;
mod tablet;
mod thanks;
mod window;
mod wishes;
