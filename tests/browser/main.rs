//! Journeys: the built app in real Chromium, on a real relay that is really stopped.
//!
//! `cargo xtask test` builds the app and says where everything is. `RUIL_ROSTER` may name another
//! roster file for the swap; its people and a night that two of them could take are looked up in
//! it.

#[cfg(test)]
mod agenda;
#[cfg(test)]
mod asleep;
#[cfg(test)]
mod bridge;
#[cfg(test)]
mod by_hand;
#[cfg(test)]
mod cast;
#[cfg(test)]
mod chromium;
#[cfg(test)]
mod circle;
#[cfg(test)]
mod claim;
#[cfg(test)]
mod coming;
#[cfg(test)]
mod examine;
#[cfg(test)]
mod exchange;
#[cfg(test)]
mod export;
#[cfg(test)]
mod fairness;
#[cfg(test)]
mod film;
#[cfg(test)]
mod in_turn;
#[cfg(test)]
mod install;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod kit;
#[cfg(test)]
mod languages;
#[cfg(test)]
mod large_file;
#[cfg(test)]
mod late;
#[cfg(test)]
mod light;
#[cfg(test)]
mod lock;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod needed;
#[cfg(test)]
mod news;
#[cfg(test)]
mod owed;
#[cfg(test)]
mod page;
#[cfg(test)]
mod paper;
#[cfg(test)]
mod part;
#[cfg(test)]
mod passkey;
#[cfg(test)]
mod relay;
#[cfg(test)]
mod removed;
#[cfg(test)]
mod rescue;
#[cfg(test)]
mod retention;
#[cfg(test)]
mod reverse;
#[cfg(test)]
mod round;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod scan;
#[cfg(test)]
mod shared_file;
#[cfg(test)]
mod sheets;
#[cfg(test)]
mod solo;
#[cfg(test)]
mod steps;
#[cfg(test)]
mod storage;
#[cfg(test)]
mod swap;
#[cfg(test)]
mod tablet;
#[cfg(test)]
mod tabs;
#[cfg(test)]
mod thanks;
#[cfg(test)]
mod unplugged;
#[cfg(test)]
mod update;
#[cfg(test)]
mod window;
#[cfg(test)]
mod wishes;
#[cfg(test)]
mod withdraw;
#[cfg(test)]
mod wrong_files;
