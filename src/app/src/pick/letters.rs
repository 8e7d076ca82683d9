//! Which letters go to whom when something that was done on this device is final.
//!
//! The sender knows the team, so the sender knows who is asleep, on leave, or asked later. Whoever did it is
//! told nothing, and a colleague's device gets one letter about one thing.

use ruil_core::event::Letterbox;
use ruil_core::news::{About, Changes, News, Turned, What};
use ruil_core::{DeviceId, Moment, PersonId, Team, calm};
use ruil_wire::push::{LIFE_S_MAX, WAIT_S_MAX};

use crate::route::Route;

/// A letter to a colleague's device; or, with nothing in it, that one about the same is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The key by which the relay knows the device.
    pub to: [u8; 32],
    /// How it is written to.
    pub letterbox: Letterbox,
    /// What it is about.
    pub about: About,
    /// In so many seconds it may be delivered.
    pub wait_s: u32,
    /// So many seconds after that it is worth nothing any more.
    pub life_s: u32,
    /// Whether a phone should be woken for it.
    pub is_urgent: bool,
    /// What happened; nothing takes back.
    pub what: Option<What>,
}

/// Returns what to write when a team came from one state to another by what somebody did.
pub fn orders(before: &Team, after: &Team, by: PersonId, now: Moment) -> Vec<Order> {
    let changes = Changes::between(before, after);
    if changes.is_none() {
        return Vec::new();
    }
    let mut orders = Vec::new();
    let mut last: Option<(PersonId, Turned)> = None;
    let mut boxes: Vec<_> = after.letterboxes.iter().collect();
    boxes.sort_by_key(|(device, _)| after.devices.get(device).map(|found| found.person));
    for (id, letterbox) in boxes {
        let Some(device) = after.devices.get(id) else {
            continue;
        };
        let person = device.person;
        if person == by || !after.is_member(person) {
            continue;
        }
        if last.as_ref().is_none_or(|(whose, _)| *whose != person) {
            last = Some((person, changes.turned(before, after, person, now)));
        }
        if let Some((_, turned)) = &last {
            orders.extend(to_device(after, *id, letterbox, turned, now));
        }
    }
    orders
}

/// Returns what to write to one device.
fn to_device(
    team: &Team,
    id: DeviceId,
    letterbox: &Letterbox,
    turned: &Turned,
    now: Moment,
) -> Vec<Order> {
    let Some(device) = team.devices.get(&id) else {
        return Vec::new();
    };
    let order = |about: About, what: Option<What>| Order {
        to: device.key,
        letterbox: letterbox.clone(),
        about,
        wait_s: 0,
        life_s: 0,
        is_urgent: false,
        what,
    };
    let ring = |news: &News| {
        let at = calm::ring(team, device.person, letterbox.calm, news, now)?;
        let wait_s = seconds(at.utc_min, now.utc_min);
        let begins = news.begins(team);
        let life_s = begins.map_or(LIFE_S_MAX, |begins| seconds(begins, at.utc_min));
        (wait_s <= WAIT_S_MAX).then(|| Order {
            wait_s,
            life_s: life_s.min(LIFE_S_MAX),
            is_urgent: news.what.is_to_do(),
            ..order(news.about, Some(news.what))
        })
    };
    let mut orders: Vec<Order> = Vec::new();
    for next in turned.came.iter().filter_map(ring) {
        match orders.iter_mut().find(|order| order.about == next.about) {
            Some(order) if next.wait_s < order.wait_s => *order = next,
            Some(_) => {}
            None => orders.push(next),
        }
    }
    for news in &turned.went {
        if !orders.iter().any(|order| order.about == news.about) {
            orders.push(order(news.about, None));
        }
    }
    orders
}

fn seconds(until_min: i32, from_min: i32) -> u32 {
    let minutes = until_min.saturating_sub(from_min);
    u32::try_from(minutes)
        .unwrap_or_default()
        .saturating_mul(60)
}

/// Returns what a letter is about, by a name of one line.
pub fn name(about: About) -> String {
    match about {
        About::Offer(offer) => format!("offer {offer}"),
        About::Circle(circle) => format!("circle {circle}"),
        About::Shift(shift) => format!("shift {shift}"),
        About::Mine => "mine".to_owned(),
    }
}

/// Returns the place where it is told.
pub fn place(about: About) -> Route {
    match about {
        About::Offer(offer) => Route::Offer(offer),
        About::Circle(circle) => Route::Circle(circle),
        About::Shift(_) | About::Mine => Route::News,
    }
}

/// What stands on a locked screen.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The language, by its tag.
    pub language: &'a str,
    /// Whether it runs leftward.
    pub is_leftward: bool,
    /// What it is about, in words that name nobody.
    pub title: &'a str,
    /// What to do.
    pub text: &'a str,
}

/// Returns a letter's text: a message that a browser can show without the app (declarative Web Push), and
/// that the service worker shows elsewhere. A later one with the same tag takes its place.
pub fn text(words: Words<'_>, origin: &str, about: About) -> String {
    let direction = if words.is_leftward { "rtl" } else { "ltr" };
    let notification = [
        ("title", words.title),
        ("body", words.text),
        ("lang", words.language),
        ("dir", direction),
        ("tag", &name(about)),
        ("navigate", &format!("{origin}{}", place(about).path())),
    ];
    let fields = notification.map(|(name, value)| format!("\"{name}\":\"{}\"", escaped(value)));
    format!(
        "{{\"web_push\":8030,\"notification\":{{{}}}}}",
        fields.join(",")
    )
}

/// Returns a text as it stands in JSON (RFC 8259).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '"' | '\\' => out.extend(['\\', sign]),
            sign if sign.is_control() => out.push(' '),
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests;
