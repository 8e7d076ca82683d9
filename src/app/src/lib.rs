//! The app. Modules in reading order.

pub mod app;
pub mod components;
pub mod edge;
pub mod i18n;
pub mod pages;
pub mod pick;
pub mod qr;
pub mod reading;
pub mod route;
pub mod search;
pub mod state;
pub mod stretch;
