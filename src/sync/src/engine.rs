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
mod chain;
mod link;
mod load;
mod milestone;
mod outbox;
mod prefix;
mod promise;
pub mod snapshot;
mod solo;
mod tablet;
mod withheld;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ruil_core::{Command, DeviceId, Event, EventId, Outcome, PersonId, Refusal, Stamp, Team};
use ruil_wire::frame::Mark;
use ruil_wire::{Access, Bearer, ClientFrame, Envelope, Fault, Head, RelayFrame};

use crate::invite::Start;
use crate::keys::{Identity, Keyring};
use crate::saved::{Batch, RelayWord};
use crate::seal::{Signed, TooBig};

use chain::Chain;
use milestone::{Base, Milestone};

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
    /// The sealed checkpoint that was asked for; nothing if the relay has none.
    Checkpoint(Option<Vec<u8>>),
    /// It is this time by this device's clock, Unix milliseconds. Said now and then.
    Clock(u64),
}

/// What the driver has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Write this in one transaction and report its end.
    Save(Ticket, Batch),
    /// Send this to the relay.
    Send(ClientFrame),
    /// Tell the relay about the team with these bytes, then connect again.
    Register(Vec<u8>),
    /// Give the relay what it has lost: the rows of the log after this number, up to the goal
    /// ([`crate::saved::restore`]).
    Restore {
        /// The last number it has.
        after: u64,
        /// How far it once went.
        goal: Mark,
    },
    /// Do this some time soon, unless it does not hold by then.
    Vouch(Command),
    /// Give the relay a sealed checkpoint.
    Upload {
        /// Its number.
        number: u64,
        /// The bytes.
        sealed: Vec<u8>,
    },
    /// Ask the relay for a sealed checkpoint.
    Fetch {
        /// Its number.
        number: u64,
    },
    /// Tell that something this person asked for can't be any more, and why.
    Missed(Box<Event>, Refusal),
    /// Something that was done on this device is final: tell who should hear of it.
    Final {
        /// Who did it.
        by: PersonId,
        /// The team before it.
        before: Arc<Team>,
        /// The team after it.
        after: Arc<Team>,
    },
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
    signed: Signed,
    envelope: Envelope,
    /// The number the relay has promised it.
    promised: Option<u64>,
    /// Since when the relay has it and this device is up to date, by this device's clock.
    live_since_ms: Option<u64>,
    ticket: Option<Ticket>,
    /// Where its row is; elsewhere than its place while it is being counted anew.
    stored: u64,
    /// It was sealed anew while its row was being written.
    is_outdated: bool,
    /// It has to be counted anew, whatever its place is.
    is_anew: bool,
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
    keys: Keyring,
    team: Arc<Team>,
    tentative: Arc<Team>,
    number: u64,
    chain: Chain,
    /// Where the last snapshot was taken.
    snapped: u64,
    events: BTreeSet<EventId>,
    /// My events that have a number and no effect: their count was used before.
    in_vain: BTreeSet<EventId>,
    counters: BTreeMap<DeviceId, u64>,
    copied: BTreeSet<DeviceId>,
    /// The last event whose signature did not hold.
    doubted: Option<u64>,
    seen: BTreeMap<PersonId, u64>,
    access: Option<Access>,
    done: Vec<Done>,
    outbox: Vec<Waiting>,
    /// Kept envelopes whose key is not here yet, by slot.
    shut: BTreeMap<u64, Vec<u8>>,
    /// The identity under a lock, as it is kept.
    locked: Option<Vec<u8>>,
    counter: u64,
    last: EventId,
    next_ticket: u64,
    /// What starting found to do; it is said with the first input.
    late: Vec<Output>,
    /// What is being written besides new work, and what could not be: it goes with the next write.
    writing: BTreeMap<Ticket, Batch>,
    unwritten: Batch,
    /// Places of what is final, and is still being written.
    settled: BTreeMap<Ticket, Vec<u64>>,
    link: Link,
    relay: Option<RelayWord>,
    relay_number: u64,
    bearer: Option<Bearer>,
    renewals: u32,
    start: Option<Start>,
    /// The relay keeps nothing up to this number.
    behind: Option<u64>,
    /// A checkpoint that was begun with on trust.
    unproven: Option<(u64, [u8; 32])>,
    base: Option<Base>,
    milestone: Option<Milestone>,
    vouched: Option<u64>,
    relisted: Option<u32>,
    handed: Option<u64>,
    is_solo: bool,
    is_withheld: bool,
    alarm: Option<Alarm>,
    actor: PersonId,
}

/// How many of a device's own final actions are kept at hand for telling what became of them.
pub const DONE_MAX: usize = 200;

impl Engine {
    /// Starts a device that holds nothing of its team yet.
    pub fn new(me: Identity) -> Self {
        let team = Arc::new(Team::default());
        let head = Head::start(me.wire_team());
        Self {
            chain: Chain::new(0, 0, head, team.fingerprint()),
            keys: me.keys.clone(),
            actor: me.person,
            me,
            tentative: team.clone(),
            team,
            number: 0,
            snapped: 0,
            events: BTreeSet::new(),
            in_vain: BTreeSet::new(),
            counters: BTreeMap::new(),
            copied: BTreeSet::new(),
            doubted: None,
            seen: BTreeMap::new(),
            access: None,
            done: Vec::new(),
            outbox: Vec::new(),
            shut: BTreeMap::new(),
            locked: None,
            counter: 0,
            last: EventId::from_bytes([0; 16]),
            next_ticket: 0,
            late: Vec::new(),
            writing: BTreeMap::new(),
            unwritten: Batch::default(),
            settled: BTreeMap::new(),
            link: Link::Offline,
            relay: None,
            relay_number: 0,
            bearer: None,
            renewals: 0,
            start: None,
            behind: None,
            unproven: None,
            base: None,
            milestone: None,
            vouched: None,
            relisted: None,
            handed: None,
            is_solo: false,
            is_withheld: false,
            alarm: None,
        }
    }

    /// Takes an input and returns what to do about it.
    pub fn handle(&mut self, input: Input) -> Vec<Output> {
        let late = core::mem::take(&mut self.late);
        let outputs = match input {
            Input::Saved(ticket) => self.saved(ticket, Progress::Saved),
            Input::NotSaved(ticket) => self.saved(ticket, Progress::NotSaved),
            Input::LinkUp => self.link_up(),
            Input::LinkDown => self.link_down(),
            Input::Frame(frame) => self.frame(frame),
            Input::Checkpoint(sealed) => self.checkpoint(sealed.as_deref()),
            Input::Clock(now_ms) => self.look_at(now_ms),
        };
        late.into_iter().chain(outputs).collect()
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
        let start = || Head::start(self.me.wire_team());
        self.chain.head().unwrap_or_else(start)
    }

    /// Returns the number that this device's own log begins after: 0, or a checkpoint's.
    pub fn first(&self) -> u64 {
        self.chain.first()
    }

    /// Returns for how many days the team has the relay keep what a checkpoint stands for, if it says so.
    pub fn keep_days(&self) -> Option<u16> {
        self.last_list()?.keep_days
    }

    /// Returns the pass for requests outside a live connection.
    pub fn bearer(&self) -> Option<Bearer> {
        self.bearer
    }

    /// Returns the devices that counted twice: copied, or put back to an older day.
    pub fn copied(&self) -> &BTreeSet<DeviceId> {
        &self.copied
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
        let me = self.actor;
        let reached = self.seen.iter().filter(move |(_, seen)| **seen >= number);
        reached
            .map(|(person, _)| *person)
            .filter(move |person| *person != me && *person != PersonId::NOBODY)
    }

    fn ticket(&mut self) -> Ticket {
        self.next_ticket += 1;
        Ticket(self.next_ticket)
    }
}

#[cfg(test)]
mod tests;
