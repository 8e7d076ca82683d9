//! What this device keeps of the news: what was seen, and when it may disturb.

use ruil_core::Calm;

use super::{keep, read, write};

const SEEN: &str = "ruil.seen";
const TOUCHED: &str = "ruil.touched";
const CALM: &str = "ruil.calm";
const MESSAGES: &str = "ruil.messages";

/// Returns the names of the news that was seen; nothing before the first look.
pub fn seen() -> Option<Vec<String>> {
    let names = read(SEEN)?;
    Some(names.split_whitespace().map(str::to_owned).collect())
}

/// Keeps the names of the news that was seen.
pub fn set_seen<'a>(names: impl Iterator<Item = &'a String>) {
    let names: Vec<_> = names.map(String::as_str).collect();
    write(SEEN, &names.join(" "));
}

/// Returns what was changed in this person's roster, as it was kept.
pub fn touched() -> Vec<String> {
    let all = read(TOUCHED).unwrap_or_default();
    all.split_whitespace().map(str::to_owned).collect()
}

/// Keeps what was changed in this person's roster.
pub fn set_touched(all: &[String]) {
    write(TOUCHED, &all.join(" "));
}

/// Returns when this device may disturb, if that was set.
pub fn calm() -> Option<Calm> {
    let text = read(CALM)?;
    let mut numbers = text.split_whitespace().map(|number| number.parse().ok());
    let mut next = || numbers.next().flatten();
    let (at_once, collected, digest_min): (u16, u16, u16) = (next()?, next()?, next()?);
    Some(Calm {
        at_once: u8::try_from(at_once).ok()?,
        collected: u8::try_from(collected).ok()?,
        digest_min,
        quiet: next().zip(next()),
    })
}

/// Keeps when this device may disturb.
pub fn set_calm(calm: Calm) {
    let Calm {
        at_once,
        collected,
        digest_min,
        quiet,
    } = calm;
    let hours = quiet.map(|(from, until)| format!(" {from} {until}"));
    let hours = hours.unwrap_or_default();
    write(CALM, &format!("{at_once} {collected} {digest_min}{hours}"));
}

/// Tells whether messages were switched on for this device.
pub fn wants_messages() -> bool {
    read(MESSAGES).is_some()
}

/// Keeps whether messages are switched on for this device.
pub fn set_wants_messages(wants: bool) {
    keep(MESSAGES, wants.then_some("on"));
}
