//! The device's engine: inputs in, outputs out, no I/O.
//!
//! A device holds a *final* prefix, numbered by the relay and verified link by link, and a
//! *tentative* suffix, its own outbox. Whenever the prefix grows, the suffix is executed again on
//! top of it (Bayou, SOSP 1995): a command that no longer holds is explained, not merged.
//!
//! Order of an action: executed at once on the tentative state; written to storage strictly;
//! pushed when the device is up to date with the relay; received; numbered and so final.

mod absorb;
mod act;
mod alarm;
mod link;
mod prefix;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ruil_core::{Event, EventId, Outcome, PersonId, Refusal, Stamp, Team};
use ruil_wire::{ClientFrame, Envelope, Fault, Head, RelayFrame};

use crate::keys::Identity;
use crate::saved::{self, Batch, Saved};
use crate::seal::{TooBig, open};

pub use act::Seed;
pub use alarm::Alarm;

/// Names one write to storage, so that its end can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(u64);

/// What happens to a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A write ended well.
    Saved(Ticket),
    /// A write failed; nothing of it is stored.
    NotSaved(Ticket),
    /// A connection to the relay is open.
    LinkUp,
    /// The connection is gone.
    LinkDown,
    /// The relay says something.
    Frame(RelayFrame),
}

/// What the driver has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Write this in one transaction and report its end.
    Save(Ticket, Batch),
    /// Send this to the relay.
    Send(ClientFrame),
    /// Tell the relay about the team, then connect again.
    Register,
    /// Close the connection; [`Link`] says why.
    HangUp,
    /// Something that is shown has changed.
    Changed,
}

/// How the device stands with the relay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// No connection. The team can work on.
    #[default]
    Offline,
    /// Connected, catching up.
    CatchingUp,
    /// Connected and up to date.
    Live,
    /// The relay ended the connection for this reason.
    Refused(Fault),
}

/// How far an action of mine is, as shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Being written to this device.
    Saving,
    /// Kept on this device, waiting for the relay.
    Saved,
    /// This device's storage did not take it; it exists only while the app is open.
    NotSaved,
    /// The relay has it.
    Received,
    /// The relay does not take it, for this reason; it stays on the device.
    Refused(ruil_wire::Refusal),
}

/// An action of mine that is not final yet.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its place in the outbox: the device's count of it, so that two tabs can't both take it.
    pub slot: u64,
    /// The event.
    pub event: Event,
    /// This device's clock when it was made, Unix milliseconds.
    pub wall_ms: u64,
    /// How far it is.
    pub progress: Progress,
    /// What would become of it if it were numbered next.
    pub outcome: Outcome,
    envelope: Envelope,
    ticket: Option<Ticket>,
    is_asked: bool,
}

/// An action of mine that is final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The event.
    pub event: Event,
    /// Its place in the log.
    pub stamp: Stamp,
    /// What became of it.
    pub outcome: Outcome,
}

/// Why an action was not taken on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDone {
    /// It does not hold, by what this device knows.
    Refused(Refusal),
    /// It does not fit an envelope.
    TooBig(TooBig),
    /// The view is read-only until this is settled.
    Alarm(Alarm),
}

/// The engine of one device in one team.
#[derive(Clone, Debug)]
pub struct Engine {
    me: Identity,
    team: Arc<Team>,
    tentative: Arc<Team>,
    number: u64,
    heads: Vec<Head>,
    states: Vec<u64>,
    events: BTreeSet<EventId>,
    seen: BTreeMap<PersonId, u64>,
    done: Vec<Done>,
    outbox: Vec<Waiting>,
    counter: u64,
    last: EventId,
    next_ticket: u64,
    link: Link,
    relay_number: u64,
    alarm: Option<Alarm>,
}

/// How many of a device's own final actions are kept at hand for telling what became of them.
pub const DONE_MAX: usize = 200;

impl Engine {
    /// Starts a device that holds nothing of its team yet.
    pub fn new(me: Identity) -> Self {
        let team = Arc::new(Team::default());
        Self {
            heads: vec![Head::start(me.wire_team())],
            states: vec![team.fingerprint()],
            me,
            tentative: team.clone(),
            team,
            number: 0,
            events: BTreeSet::new(),
            seen: BTreeMap::new(),
            done: Vec::new(),
            outbox: Vec::new(),
            counter: 0,
            last: EventId::from_bytes([0; 16]),
            next_ticket: 0,
            link: Link::Offline,
            relay_number: 0,
            alarm: None,
        }
    }

    /// Starts a device from what it kept. Nothing if it kept no identity.
    ///
    /// Rows were verified before they were written, so signatures are not checked again. A row
    /// that can't be read ends the prefix there; the relay is asked for the rest.
    pub fn load(saved: &Saved) -> Option<Self> {
        let me = Identity::parse(saved.meta.get(saved::IDENTITY)?)?;
        let mut engine = Self::new(me);
        if let Some((counter, last)) = saved
            .meta
            .get(saved::COUNTER)
            .and_then(|bytes| saved::parse_counter(bytes))
        {
            engine.counter = counter;
            engine.last = last;
        }
        for (number, row) in &saved.log {
            let next = saved::parse_log_row(row).filter(|_| *number == engine.number + 1);
            let Some((time_ms, envelope)) = next else {
                break;
            };
            engine.extend(time_ms, &envelope, false);
        }
        for (slot, bytes) in &saved.outbox {
            engine.reload(*slot, bytes);
        }
        engine.rebase();
        Some(engine)
    }

    fn reload(&mut self, slot: u64, bytes: &[u8]) {
        let Ok(envelope) = Envelope::parse(bytes.to_vec()) else {
            return;
        };
        let Ok(opened) = open(&self.me.team_key, &envelope) else {
            return;
        };
        let Some(command) = opened.body.command() else {
            return;
        };
        let (device, actor) = (opened.body.device, opened.body.actor);
        if self.events.contains(&opened.event) {
            return;
        }
        self.outbox.push(Waiting {
            slot,
            event: Event {
                id: opened.event,
                device,
                actor,
                command,
            },
            wall_ms: opened.body.wall_ms,
            progress: Progress::Saved,
            outcome: Outcome::Opaque,
            envelope,
            ticket: None,
            is_asked: false,
        });
    }

    /// Takes an input and returns what to do about it.
    pub fn handle(&mut self, input: Input) -> Vec<Output> {
        match input {
            Input::Saved(ticket) => self.saved(ticket, Progress::Saved),
            Input::NotSaved(ticket) => self.saved(ticket, Progress::NotSaved),
            Input::LinkUp => self.link_up(),
            Input::LinkDown => self.link_down(),
            Input::Frame(frame) => self.frame(frame),
        }
    }

    /// Returns who this device is.
    pub fn me(&self) -> &Identity {
        &self.me
    }

    /// Returns the team as it is final: the roster's colours come from here.
    pub fn team(&self) -> &Arc<Team> {
        &self.team
    }

    /// Returns the team as it would be if all my waiting actions were numbered next.
    pub fn tentative(&self) -> &Arc<Team> {
        &self.tentative
    }

    /// Returns my actions that are not final yet, oldest first.
    pub fn outbox(&self) -> &[Waiting] {
        &self.outbox
    }

    /// Returns my final actions, oldest first, the last [`DONE_MAX`].
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    /// Returns the last final number.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Returns the chain at the last final number.
    pub fn head(&self) -> Head {
        self.heads
            .last()
            .copied()
            .unwrap_or(Head::start(self.me.wire_team()))
    }

    /// Returns how the device stands with the relay.
    pub fn link(&self) -> Link {
        self.link
    }

    /// Returns what is wrong with the log, if anything: the view is read-only then.
    pub fn alarm(&self) -> Option<Alarm> {
        self.alarm
    }

    /// Returns which other people's devices have shown that they saw this number.
    pub fn seen_by(&self, number: u64) -> impl Iterator<Item = PersonId> {
        let me = self.me.person;
        let reached = self.seen.iter().filter(move |(_, seen)| **seen >= number);
        reached
            .map(|(person, _)| *person)
            .filter(move |person| *person != me)
    }

    fn ticket(&mut self) -> Ticket {
        self.next_ticket += 1;
        Ticket(self.next_ticket)
    }
}

#[cfg(test)]
mod tests;
