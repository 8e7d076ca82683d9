//! One connection to the relay, as the live session serves it, without waiting for anything.

use ruil_relay::live::page::{Arrival, Page, Reader};
use ruil_relay::live::restore::Staged;
use ruil_relay::store::{Restore, StoreError, Tail};
use ruil_wire::frame::Mark;
use ruil_wire::{
    ClientFrame, Entry, Fault, Head, PROTOCOL, PublicKey, RelayFrame, Signature, TeamId, Token,
    sign,
};

use super::SimRelay;

/// How far a connection has come.
enum Stage {
    /// Nothing was said yet.
    New,
    /// The device has to prove that it is this one.
    Asked(PublicKey, u64, Head),
    /// It was let in.
    In,
    /// It is over.
    Over,
}

/// One connection.
pub struct Session {
    reader: Reader,
    nonce: [u8; 32],
    stage: Stage,
    sent: u64,
    last: u64,
    paused: bool,
    rewound: bool,
    staged: Option<Staged>,
}

type Said = Result<Vec<RelayFrame>, StoreError>;

impl Session {
    pub(super) fn new(team: TeamId, nonce: [u8; 32]) -> Self {
        Self {
            reader: Reader { team, device: None },
            nonce,
            stage: Stage::New,
            sent: 0,
            last: 0,
            paused: false,
            rewound: false,
            staged: None,
        }
    }

    /// Tells whether the relay has hung up.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over)
    }

    /// Answers a frame.
    pub fn answer(&mut self, relay: &SimRelay, frame: ClientFrame) -> Said {
        match (&self.stage, frame) {
            (
                Stage::New,
                ClientFrame::Hello {
                    device,
                    number,
                    head,
                },
            ) => self.ask(relay, (device, number, head)),
            (
                Stage::New,
                ClientFrame::OldHello {
                    token,
                    number,
                    head,
                },
            ) => self.show(relay, &token, (number, head)),
            (Stage::Asked(device, number, head), ClientFrame::Proof(signature)) => {
                let (device, number, head) = (*device, *number, *head);
                self.prove(relay, (device, &signature), (number, head))
            }
            (Stage::In, ClientFrame::Push(envelopes)) => {
                let Reader { team, device } = self.reader;
                relay.push(team, device, envelopes)
            }
            (Stage::In, ClientFrame::Pull { after }) => {
                (self.sent, self.last, self.paused) = (after, after, false);
                let mut said = self.batch(relay)?;
                said.extend(self.catch_up(relay)?);
                Ok(said)
            }
            (Stage::In, ClientFrame::Restore { goal, entries }) => {
                self.restore(relay, goal, entries)
            }
            (Stage::Over, _) => Ok(Vec::new()),
            (Stage::New | Stage::Asked(..) | Stage::In, _) => Ok(self.part(Fault::Unreadable)),
        }
    }

    /// Passes on what came since.
    pub fn news(&mut self, relay: &SimRelay) -> Said {
        if !matches!(self.stage, Stage::In) {
            return Ok(Vec::new());
        }
        self.last = self.last.max(relay.last(self.reader.team)?);
        self.catch_up(relay)
    }

    fn part(&mut self, fault: Fault) -> Vec<RelayFrame> {
        self.stage = Stage::Over;
        vec![RelayFrame::Fault(fault)]
    }

    fn ask(&mut self, relay: &SimRelay, (device, number, head): (PublicKey, u64, Head)) -> Said {
        if relay.store.team(self.reader.team)?.is_none() {
            return Ok(self.part(Fault::UnknownTeam));
        }
        self.stage = Stage::Asked(device, number, head);
        Ok(vec![RelayFrame::Challenge {
            relay: relay.key.public(),
            nonce: self.nonce,
        }])
    }

    fn prove(
        &mut self,
        relay: &SimRelay,
        (device, signature): (PublicKey, &Signature),
        (number, head): (u64, Head),
    ) -> Said {
        let proof = sign::proof(self.reader.team, &relay.key.public(), &self.nonce);
        if !sign::is_signed(&device, &proof, signature) {
            return Ok(self.part(Fault::BadProof));
        }
        self.reader.device = Some(device);
        self.welcome(relay, number, head)
    }

    fn show(&mut self, relay: &SimRelay, token: &Token, (number, head): (u64, Head)) -> Said {
        match relay.store.team(self.reader.team)? {
            None => Ok(self.part(Fault::UnknownTeam)),
            Some(team) if team.access.is_some() => Ok(self.part(Fault::Protocol(PROTOCOL))),
            Some(team) if !team.has_token(token) => Ok(self.part(Fault::WrongToken)),
            Some(_) => self.welcome(relay, number, head),
        }
    }

    fn welcome(&mut self, relay: &SimRelay, number: u64, head: Head) -> Said {
        self.stage = Stage::In;
        match self.reader.arrive(&*relay.store, number, head)? {
            Arrival::Out(fault) => Ok(self.part(fault)),
            Arrival::Rewind(tail) => Ok(self.rewind(tail)),
            Arrival::Dropped(tail, until) => {
                let mut said = self.let_in(relay, number, tail);
                said.extend(self.dropped(until));
                Ok(said)
            }
            Arrival::Fits(tail) => {
                let mut said = self.let_in(relay, number, tail);
                said.extend(self.catch_up(relay)?);
                Ok(said)
            }
        }
    }

    fn let_in(&mut self, relay: &SimRelay, number: u64, tail: Tail) -> Vec<RelayFrame> {
        (self.sent, self.last) = (number, tail.number);
        (self.paused, self.rewound) = (false, false);
        let Reader { team, device } = self.reader;
        let bearer = |device| relay.key.bearer(team, device, relay.now_ms / 1_000);
        vec![RelayFrame::Welcome {
            number: tail.number,
            head: tail.head,
            bearer: device.map(bearer),
        }]
    }

    fn rewind(&mut self, Tail { number, head, .. }: Tail) -> Vec<RelayFrame> {
        (self.paused, self.rewound) = (true, true);
        vec![RelayFrame::Rewind { number, head }]
    }

    fn dropped(&mut self, until: u64) -> Vec<RelayFrame> {
        self.paused = true;
        vec![RelayFrame::Dropped { until }]
    }

    fn catch_up(&mut self, relay: &SimRelay) -> Said {
        let mut said = Vec::new();
        while !self.paused && self.sent < self.last && !self.is_over() {
            let from = self.sent;
            said.extend(self.batch(relay)?);
            if self.sent == from && !self.paused && !self.is_over() {
                said.extend(self.part(Fault::Storage));
            }
        }
        Ok(said)
    }

    fn batch(&mut self, relay: &SimRelay) -> Said {
        let batch = match relay.page(self.reader, self.sent)? {
            Page::Batch(batch) => batch,
            Page::Rewind(tail) => return Ok(self.rewind(tail)),
            Page::Dropped(until) => return Ok(self.dropped(until)),
            Page::Out(fault) => return Ok(self.part(fault)),
        };
        self.last = self.last.max(batch.last);
        self.sent = batch.end;
        let is_over = batch.is_over;
        let mut said = vec![relay.frame(self.reader, batch)];
        if is_over {
            said.extend(self.part(Fault::NotMember));
        }
        Ok(said)
    }

    fn restore(&mut self, relay: &SimRelay, goal: Mark, entries: Vec<Entry>) -> Said {
        let Reader { team, device } = self.reader;
        let Some(device) = device.filter(|_| self.rewound) else {
            return Ok(self.part(Fault::Unreadable));
        };
        let staged = match self.staged.take() {
            Some(staged) => Ok(staged),
            None => Staged::new(goal, &relay.restores, std::time::Instant::now()),
        };
        let added = staged.and_then(|mut staged| staged.add(&goal, entries).map(|()| staged));
        let staged = match added {
            Ok(staged) => staged,
            Err(fault) => return Ok(self.part(fault)),
        };
        if !staged.is_whole() {
            self.staged = Some(staged);
            return Ok(Vec::new());
        }
        let (goal, entries) = staged.take();
        let restore = Restore {
            team,
            device,
            goal,
            is_marked: goal.is_signed_by(&relay.key.public(), team),
            entries,
        };
        match relay.store.restore(&restore, relay.admission())? {
            Some(_) => {
                if restore.is_marked {
                    relay.hold.begin(relay.now_ms);
                }
                self.welcome(relay, goal.number, goal.head)
            }
            None => Ok(self.part(Fault::Unreadable)),
        }
    }
}
