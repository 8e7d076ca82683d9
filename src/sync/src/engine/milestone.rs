//! Milestones: saying what the state is, handing it on, and starting from it.

use std::sync::Arc;

use ruil_core::{Command, PersonId, Team};
use ruil_wire::ClientFrame;

use crate::checkpoint::{self, Checkpoint, digest, is_milestone};
use crate::invite::{Start, Welcome};
use crate::saved::{self, Batch, Durability};

use super::chain::Chain;
use super::{Alarm, Engine, Link, Output};

/// The last milestone this device came past.
#[derive(Clone, Debug)]
pub(super) struct Milestone {
    pub(super) number: u64,
    digest: [u8; 32],
    pub(super) bytes: Arc<Vec<u8>>,
}

impl Milestone {
    /// Takes the bytes of the state at a number.
    pub(super) fn of(number: u64, bytes: Vec<u8>) -> Self {
        Self {
            number,
            digest: digest(&bytes),
            bytes: Arc::new(bytes),
        }
    }
}

/// What this device began with in place of the log's beginning.
#[derive(Clone, Debug)]
pub(super) struct Base {
    sealed: Arc<[u8]>,
    /// The relay that was given the log from there on has nothing for what was before.
    is_owed: bool,
}

impl Engine {
    /// A period of the relay's time ends between the last entry and the next: what is there now is a
    /// milestone.
    pub(super) fn milestone_before(&mut self, next_ms: u64) {
        let time_ms = self.chain.time_ms();
        if self.number > self.chain.first() && is_milestone(self.number, time_ms, Some(next_ms)) {
            self.milestone();
        }
    }

    /// Takes note of the checkpoint that stands for what was before the rows.
    pub(super) fn stand_on(&mut self, sealed: &[u8]) {
        self.base = Some(Base {
            sealed: sealed.into(),
            is_owed: false,
        });
    }

    /// Returns which checkpoint that is.
    pub(super) fn base_digest(&self) -> [u8; 32] {
        let base = self.base.as_ref();
        base.map_or([0; 32], |base| digest(&base.sealed))
    }

    pub(super) fn milestone_after(&mut self) {
        if is_milestone(self.number, self.chain.time_ms(), None) {
            self.milestone();
        }
    }

    fn milestone(&mut self) {
        let (number, Some(head)) = (self.number, self.chain.head()) else {
            return;
        };
        if self
            .milestone
            .as_ref()
            .is_some_and(|last| last.number == number)
        {
            return;
        }
        let checkpoint = Checkpoint {
            number,
            time_ms: self.chain.time_ms(),
            head,
            counters: self.counters.clone(),
            access: self.access.clone(),
            team: Team::clone(&self.team),
        };
        self.milestone = Some(Milestone::of(number, checkpoint.to_bytes()));
    }

    /// Says what the state was at the last milestone, if that helps, and hands it to the relay once it
    /// is vouched for.
    ///
    /// Coordinators say it first, and one other person after them: nobody needs forty to say the same.
    pub(super) fn vouch(&mut self) -> Vec<Output> {
        let mut outputs = self.hand_base();
        outputs.extend(self.relist());
        outputs.extend(self.vouch_last());
        outputs
    }

    /// The relay has a list that is not what the team's state says, and nothing waits that could bring the
    /// right one.
    fn relist(&mut self) -> Option<Output> {
        let revision = self.access.as_ref().map(|access| access.grant.revision);
        let is_news = self.relisted != revision;
        let is_idle = self.link == Link::Live && self.outbox.is_empty();
        if !is_news || !is_idle || !self.is_list_wrong() {
            return None;
        }
        self.relisted = revision;
        Some(Output::Vouch(Command::Tick))
    }

    /// The relay that this device is about to fill has nothing that stands for what was before.
    pub(super) fn owe_base(&mut self) {
        if let Some(base) = &mut self.base {
            base.is_owed = true;
        }
    }

    /// Hands over what this device began with, to a relay that has the log from there on: who is not that far
    /// yet needs it.
    fn hand_base(&mut self) -> Vec<Output> {
        let number = self.chain.first();
        let may = self.link == Link::Live && self.team.is_coordinator(self.me.person);
        let base = self.base.as_mut().filter(|base| may && base.is_owed);
        let Some(base) = base else {
            return Vec::new();
        };
        base.is_owed = false;
        let sealed = base.sealed.to_vec();
        vec![Output::Upload { number, sealed }]
    }

    fn vouch_last(&mut self) -> Vec<Output> {
        let (Some(last), Link::Live) = (&self.milestone, self.link) else {
            return Vec::new();
        };
        let (me, number, digest) = (self.me.person, last.number, last.digest);
        let valid = self
            .team
            .checkpoint
            .map(|valid| (valid.number, valid.digest));
        if valid == Some((number, digest)) {
            // The relay keeps the first it gets, and all are the same.
            if !self.team.is_coordinator(me) || self.handed == Some(number) {
                return Vec::new();
            }
            self.handed = Some(number);
            let sealed = checkpoint::seal(&self.keys, self.me.wire_team(), &last.bytes);
            return vec![Output::Upload { number, sealed }];
        }
        let is_news = valid.is_none_or(|(old, _)| number > old) && self.vouched != Some(number);
        let said = self.team.claims.about(number);
        let said: Vec<PersonId> = said.map(|(person, _)| person).collect();
        let is_wanted = !said.contains(&me) && (self.team.is_coordinator(me) || !said.is_empty());
        // A checkpoint rests on persons' words, and a tablet is none.
        if !is_news || !is_wanted || self.me.is_tablet() || !self.outbox.is_empty() {
            return Vec::new();
        }
        self.vouched = Some(number);
        let command = Command::Checkpoint { number, digest };
        vec![Output::Vouch(command)]
    }

    /// Returns what to hand over to a colleague who joins.
    pub fn welcome_for_joiner(&self) -> Welcome {
        let valid = self.team.checkpoint;
        let start = valid.and_then(|valid| {
            Some(Start {
                number: valid.number,
                head: self.chain.head_at(valid.number)?.0,
                digest: valid.digest,
            })
        });
        Welcome {
            team: self.me.team,
            keys: self.keys.clone(),
            start,
        }
    }

    /// Takes the checkpoint this device begins with, or learns that it can't be had.
    pub(super) fn checkpoint(&mut self, sealed: Option<&[u8]>) -> Vec<Output> {
        let number = match (self.start, self.behind) {
            (Some(start), _) => start.number,
            (None, Some(until)) => until,
            (None, None) => return Vec::new(),
        };
        let (Some(sealed), start) = (sealed, self.start.take()) else {
            return self.without_checkpoint(number);
        };
        if start.is_some() && checkpoint::is_of_later(&self.keys, sealed) {
            // Who vouched has a newer key than the invite held; the log has it.
            return self.without_checkpoint(number);
        }
        let Some(bytes) = checkpoint::open(&self.keys, self.me.wire_team(), sealed) else {
            // No colleague sealed this: something on the way answered in the relay's place.
            self.start = start;
            return vec![Output::HangUp, Output::Changed];
        };
        let digest = digest(&bytes);
        let is_meant = start.is_none_or(|start| start.digest == digest);
        let found = Checkpoint::parse(&bytes).filter(|_| is_meant);
        let found = found.filter(|checkpoint| checkpoint.number == number);
        let Some(checkpoint) = found else {
            return self.wrong_checkpoint(number);
        };
        self.behind = None;
        self.unproven = start.is_none().then_some((number, digest));
        self.begin(checkpoint, sealed);
        let tidied = self.tidy();
        let batch = Batch {
            durability: Durability::Strict,
            meta: vec![
                (saved::CHECKPOINT.to_owned(), sealed.to_vec()),
                (saved::START.to_owned(), Vec::new()),
            ],
            ..Batch::default()
        };
        let mut outputs = self.write_tidied(tidied, batch);
        let pull = ClientFrame::Pull { after: self.number };
        outputs.extend([Output::Send(pull), Output::Changed]);
        outputs
    }

    fn without_checkpoint(&mut self, number: u64) -> Vec<Output> {
        if self.behind.take().is_some() {
            return self.wrong_checkpoint(number);
        }
        // All of the log will do as well, if the relay still has it.
        self.start = None;
        let pull = ClientFrame::Pull { after: self.number };
        vec![Output::Send(pull), Output::Changed]
    }

    fn wrong_checkpoint(&mut self, number: u64) -> Vec<Output> {
        self.alarm = Some(Alarm::Checkpoint { number });
        vec![Output::HangUp, Output::Changed]
    }

    /// A checkpoint that nobody vouched for to this device has to be vouched for by two persons in the
    /// log behind it.
    pub(super) fn prove(&mut self) {
        let valid = self.team.checkpoint;
        let valid = valid.map(|valid| (valid.number, valid.digest));
        if self.unproven.is_some() && self.unproven == valid {
            self.unproven = None;
        }
    }

    /// What was not vouched for by the log's end is not believed.
    pub(super) fn doubt_unproven(&mut self) {
        if let (Some((number, _)), Link::Live) = (self.unproven, self.link) {
            self.alarm = Some(Alarm::Checkpoint { number });
        }
    }

    /// Starts from a checkpoint in place of all before it.
    pub(super) fn begin(&mut self, checkpoint: Checkpoint, sealed: &[u8]) {
        self.stand_on(sealed);
        let Checkpoint {
            number,
            time_ms,
            head,
            counters,
            access,
            team,
        } = checkpoint;
        self.number = number;
        self.chain = Chain::new(number, time_ms, head, team.fingerprint());
        self.counters = counters;
        self.access = access;
        self.team = Arc::new(team);
        self.tentative = Arc::clone(&self.team);
    }

    /// The relay keeps the log no more up to here: who was away for so long begins again at the
    /// checkpoint that stands for it. What waits here goes on waiting.
    pub(super) fn dropped(&mut self, until: u64) -> Vec<Output> {
        self.behind = Some(until);
        vec![Output::Fetch { number: until }, Output::Changed]
    }
}
