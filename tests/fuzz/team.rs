//! The small team that hostile bytes are put to: it knows every kind of thing.

use std::sync::OnceLock;

use ruil_core::{Command, Event, EventId, Team};
use ruil_sync::body::Body;
use ruil_sync::seal::open;
use ruil_sync::{Engine, Keyring, Saved, saved};
use ruil_wire::{Access, Entry, Head};

use crate::history::{self, History, Size};

const SIZE: Size = Size {
    people: 5,
    known_days: 7,
    part_days: 4,
};
/// The team is this young where a device starts again and again.
const YOUNG: usize = 24;
/// The targets' team stands here; what comes after is what a colleague would send next.
const AT: usize = 120;
const EVENTS: u64 = 400;

/// The team and its log.
pub struct Fixture {
    /// A device that is up to date.
    pub engine: Engine,
    /// What that device has.
    pub past: Vec<Entry>,
    /// A device in the team's first days.
    pub young: Engine,
    /// What that one keeps.
    pub kept: Saved,
    /// What comes next.
    pub coming: Vec<Entry>,
    /// The bodies of all of it that can be read.
    pub bodies: Vec<Body>,
    /// Those of what comes next, as events.
    pub next: Vec<Event>,
    /// The lists of who may.
    pub lists: Vec<Access>,
    /// All keys.
    pub keys: Keyring,
}

/// Returns the small team; made once.
pub fn fixture() -> &'static Fixture {
    static FIXTURE: OnceLock<Fixture> = OnceLock::new();
    FIXTURE.get_or_init(make)
}

fn make() -> Fixture {
    let history = history::make(SIZE, EVENTS);
    let keys = history.keys();
    let entries = history.entries;
    let (past, coming) = entries.split_at_checked(AT).unwrap_or_default();
    let identity = history::reader().to_bytes().to_vec();
    let mut kept = Saved::default();
    kept.meta.insert(saved::IDENTITY.to_owned(), identity);
    let rows = history.rows.iter().take(YOUNG).cloned();
    kept.log.extend(rows);
    let read = |entry: &Entry| {
        let header = entry.envelope.header();
        let opened = open(keys.get(header.epoch)?, &entry.envelope).ok()?;
        Some((opened.event, opened.body))
    };
    let event = |(id, body): (EventId, Body)| {
        let command: Command = body.command()?;
        Some(Event {
            id,
            device: body.device,
            actor: body.actor,
            command,
        })
    };
    Fixture {
        engine: at(&entries, AT),
        past: past.to_vec(),
        young: at(&entries, YOUNG),
        kept,
        coming: coming.to_vec(),
        bodies: entries
            .iter()
            .filter_map(read)
            .map(|(_, body)| body)
            .collect(),
        next: coming.iter().filter_map(read).filter_map(event).collect(),
        lists: entries
            .iter()
            .filter_map(|entry| entry.envelope.access().cloned())
            .collect(),
        keys: keys.clone(),
    }
}

fn at(entries: &[Entry], number: usize) -> Engine {
    let entries = entries.get(..number).unwrap_or_default().to_vec();
    History::verify(history::batches(&entries).collect())
}

/// Returns the team as it was after so many entries.
pub fn team_at(number: usize) -> Team {
    at(&fixture().past, number).team().as_ref().clone()
}

/// Returns how far the young device is.
pub fn head() -> (u64, Head) {
    let young = &fixture().young;
    (young.number(), young.head())
}

/// Returns the ids that the team knows.
pub fn ids() -> Vec<[u8; 16]> {
    let team = fixture().engine.team();
    let people: Vec<_> = team.people.iter().map(|(id, _)| *id).collect();
    let owners = people.iter().copied().map(Some).chain([None]);
    let shifts = owners.flat_map(|owner| team.roster.of(owner).rev().take(3));
    let offers = team.offers.iter().rev().map(|(id, _)| *id.as_bytes());
    let circles = team.proposals.iter().rev().map(|(id, _)| *id.as_bytes());
    let wishes = team.wishes.iter().map(|(id, _)| *id.as_bytes());
    people
        .iter()
        .map(|id| *id.as_bytes())
        .chain(team.devices.iter().map(|(id, _)| *id.as_bytes()))
        .chain(team.kinds.iter().map(|(id, _)| *id.as_bytes()))
        .chain(offers.take(6))
        .chain(circles.take(4))
        .chain(wishes.take(4))
        .chain(shifts.map(|shift| *shift.id.as_bytes()))
        .collect()
}
