//! This device's preferences, and the sign that it once held a team.
//!
//! They live beside the team's data, not in it, so that losing the one shows in the other. A
//! browser that refuses to keep them gets the defaults every time.
//!
//! The sign stands in two places: with the preferences, and in a cookie, which an iPhone alone
//! takes along when the app is put on the home screen. The cookie says yes and no more, for it
//! travels to the server.

use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

mod news;

pub use news::{
    calm, seen, set_calm, set_seen, set_touched, set_wants_messages, touched, wants_messages,
};

const LANGUAGE: &str = "ruil.language";
const THEME: &str = "ruil.theme";
const TEAM: &str = "ruil.team";
/// The sign's second place.
const COOKIE: &str = "ruil_was_here=1";
/// As long as browsers allow.
const COOKIE_S: u32 = 400 * 24 * 60 * 60;
const PARKED: &str = "ruil.parked";
const KITS: &str = "ruil.kits";
const EXPLAINED: &str = "ruil.explained";
const CALENDAR: &str = "ruil.calendar";
const TABLET_SEEN: &str = "ruil.tablet";
/// Stands before the name of whose language it is.
const LANGUAGE_OF: &str = "ruil.language.";
const INSTALL: &str = "ruil.install";
/// Stands before the name of what the reason is for.
const REASON: &str = "ruil.reason.";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark, for nights.
    Dark,
}

impl Theme {
    /// All themes, as offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Returns its name, as it stands in `data-theme` and in the preferences.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Returns the tag of the language chosen on this device.
pub fn language() -> Option<String> {
    read(LANGUAGE)
}

/// Keeps the language chosen on this device.
pub fn set_language(tag: &str) {
    write(LANGUAGE, tag);
}

/// Returns the tag of the language somebody chose on the team's tablet.
pub fn language_of(whose: &str) -> Option<String> {
    read(&format!("{LANGUAGE_OF}{whose}"))
}

/// Keeps the language somebody chose on the team's tablet.
pub fn set_language_of(whose: &str, tag: &str) {
    write(&format!("{LANGUAGE_OF}{whose}"), tag);
}

/// Returns up to which number I have seen what was done in my name on the tablet.
pub fn tablet_seen() -> u64 {
    let number = read(TABLET_SEEN).and_then(|number| number.parse().ok());
    number.unwrap_or_default()
}

/// Keeps up to which number I have seen what was done in my name on the tablet.
pub fn set_tablet_seen(number: u64) {
    write(TABLET_SEEN, &number.to_string());
}

/// Tells whether somebody does not want the app on the home screen of this device.
pub fn is_install_put_off() -> bool {
    read(INSTALL).is_some()
}

/// Keeps that somebody does not want the app on the home screen of this device.
pub fn put_off_install() {
    write(INSTALL, "no");
}

/// Returns the theme chosen on this device.
pub fn theme() -> Theme {
    let chosen = read(THEME);
    let found = Theme::ALL
        .into_iter()
        .find(|theme| chosen.as_deref() == Some(theme.tag()));
    found.unwrap_or_default()
}

/// Keeps the theme chosen on this device.
pub fn set_theme(theme: Theme) {
    write(THEME, theme.tag());
}

/// What this device remembers of a team, apart from the team's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trace {
    /// The team's name.
    Team(String),
    /// That there was one: the rest was cleared, or stayed in another app.
    Cookie,
}

/// Returns what is remembered of the team this device had.
///
/// With nothing in the storage, this tells a loss from a first visit: an empty app must not look
/// as if all were well.
pub fn trace() -> Option<Trace> {
    let name = read(TEAM).map(Trace::Team);
    name.or_else(|| has_cookie().then_some(Trace::Cookie))
}

/// Keeps the name of the team this device has.
pub fn remember_team(name: &str) {
    write(TEAM, name);
    set_cookie(COOKIE_S);
}

/// Forgets the team, because the user left it.
pub fn forget_team() {
    keep(TEAM, None);
    set_cookie(0);
}

/// Returns the names of what was put aside on this device, oldest first.
pub fn parked() -> Vec<String> {
    let names = read(PARKED).unwrap_or_default();
    names.split_whitespace().map(str::to_owned).collect()
}

/// Keeps the names of what was put aside; a name has no space in it.
pub fn set_parked(names: &[String]) {
    write(PARKED, &names.join(" "));
}

/// Returns the names of the recovery kits that were made on this device.
pub fn kits() -> Vec<String> {
    let names = read(KITS).unwrap_or_default();
    names.split_whitespace().map(str::to_owned).collect()
}

/// Keeps the name of a recovery kit, so that it is told apart from other devices.
pub fn remember_kit(name: &str) {
    let mut names = kits();
    names.push(name.to_owned());
    write(KITS, &names.join(" "));
}

/// Returns what somebody explained about roster files.
pub fn explained() -> String {
    read(EXPLAINED).unwrap_or_default()
}

/// Keeps what somebody explained about roster files.
pub fn set_explained(text: &str) {
    write(EXPLAINED, text);
}

/// Returns what is kept of the shifts that went to a calendar, a word each.
pub fn in_calendar() -> Vec<String> {
    let words = read(CALENDAR).unwrap_or_default();
    words.split_whitespace().map(str::to_owned).collect()
}

/// Keeps something of the shifts that went to a calendar, a word each.
pub fn set_in_calendar(words: &[String]) {
    write(CALENDAR, &words.join(" "));
}

/// Returns the reason somebody noted for something.
pub fn reason(of: &str) -> Option<String> {
    read(&format!("{REASON}{of}"))
}

/// Keeps the reason for something, or none any more.
pub fn set_reason(of: &str, reason: Option<&str>) {
    keep(&format!("{REASON}{of}"), reason);
}

/// Keeps something, or nothing any more.
fn keep(key: &str, value: Option<&str>) {
    match value {
        Some(value) => write(key, value),
        None if is_there() => LocalStorage::delete(key),
        None => {}
    }
}

fn read(key: &str) -> Option<String> {
    if is_there() {
        LocalStorage::get(key).ok()
    } else {
        None
    }
}

fn write(key: &str, value: &str) {
    if is_there() {
        let _ = LocalStorage::set(key, value);
    }
}

/// Tells whether there is a local storage: gloo panics where the user has blocked it.
fn is_there() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

fn has_cookie() -> bool {
    let all = document().and_then(|document| document.cookie().ok());
    all.is_some_and(|all| all.split("; ").any(|one| one == COOKIE))
}

fn set_cookie(life_s: u32) {
    if let Some(document) = document() {
        // A browser that takes no cookies has the first place still.
        let _ = document.set_cookie(&format!(
            "{COOKIE}; path=/; max-age={life_s}; samesite=strict"
        ));
    }
}

fn document() -> Option<HtmlDocument> {
    web_sys::window()?.document()?.dyn_into().ok()
}
