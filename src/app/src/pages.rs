//! The pages, one a route. They read the state, compose components and act; no page knows the
//! browser.

pub mod calendar;
pub mod calm;
pub mod circle;
pub mod compare;
pub mod edit;
pub mod fairness;
pub mod found;
#[cfg(feature = "gallery")]
pub mod gallery;
pub mod import;
pub mod install;
pub mod join;
pub mod kit;
pub mod locked;
pub mod mine;
pub mod news;
pub mod not_found;
pub mod not_here;
pub mod offer;
pub mod planner;
pub mod put_back;
pub mod roster;
pub mod round;
pub mod shift;
pub mod swaps;
pub mod tablet;
pub mod team;
pub mod welcome;
pub mod wishes;
