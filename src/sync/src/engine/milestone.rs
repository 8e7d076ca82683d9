//! Milestones: saying what the state is, handing it on, and starting from it.

use std::sync::Arc;

use ruil_core::{Command, PersonId, Team};
use ruil_wire::ClientFrame;

use crate::checkpoint::{self, Checkpoint, digest, is_milestone};
use crate::saved::{self, Batch, Durability};

use super::chain::Chain;
use super::{Alarm, Engine, Link, Output};

/// The last milestone this device came past.
#[derive(Clone, Debug)]
pub(super) struct Milestone {
    number: u64,
    digest: [u8; 32],
    bytes: Arc<Vec<u8>>,
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
        let bytes = checkpoint.to_bytes();
        self.milestone = Some(Milestone {
            number,
            digest: digest(&bytes),
            bytes: Arc::new(bytes),
        });
    }

    /// Says what the state was at the last milestone, if that helps, and hands it to the relay once it
    /// is vouched for.
    ///
    /// Coordinators say it first, and one other person after them: nobody needs forty to say the same.
    pub(super) fn vouch(&mut self) -> Vec<Output> {
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
        if !is_news || !is_wanted || !self.outbox.is_empty() {
            return Vec::new();
        }
        self.vouched = Some(number);
        let command = Command::Checkpoint { number, digest };
        vec![Output::Vouch(command)]
    }

    /// Takes the checkpoint a joiner begins with, or learns that it can't be had.
    pub(super) fn checkpoint(&mut self, sealed: Option<&[u8]>) -> Vec<Output> {
        let Some(start) = self.start else {
            return Vec::new();
        };
        let Some(sealed) = sealed else {
            // All of the log will do as well, if the relay still has it.
            self.start = None;
            return vec![
                Output::Send(ClientFrame::Pull { after: 0 }),
                Output::Changed,
            ];
        };
        let bytes = checkpoint::open(&self.keys, self.me.wire_team(), sealed);
        let found = bytes.filter(|bytes| digest(bytes) == start.digest);
        let Some(checkpoint) = found.and_then(|bytes| Checkpoint::parse(&bytes)) else {
            let number = start.number;
            self.alarm = Some(Alarm::Checkpoint { number });
            return vec![Output::HangUp, Output::Changed];
        };
        self.start = None;
        self.begin(checkpoint);
        let batch = Batch {
            durability: Durability::Strict,
            meta: vec![
                (saved::CHECKPOINT.to_owned(), sealed.to_vec()),
                (saved::START.to_owned(), Vec::new()),
            ],
            ..Batch::default()
        };
        let pull = ClientFrame::Pull { after: self.number };
        vec![
            Output::Save(self.ticket(), batch),
            Output::Send(pull),
            Output::Changed,
        ]
    }

    /// Starts from a checkpoint in place of all before it.
    pub(super) fn begin(&mut self, checkpoint: Checkpoint) {
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

    /// The relay keeps the log's beginning no more. Who is behind that must begin anew.
    pub(super) fn dropped(&mut self, until: u64) -> Vec<Output> {
        self.alarm = Some(Alarm::Checkpoint { number: until });
        vec![Output::HangUp, Output::Changed]
    }
}
