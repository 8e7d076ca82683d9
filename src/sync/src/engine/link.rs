//! The connection to the relay: greet, prove who it is, catch up, then push what waits.

use ruil_wire::limit::{ENVELOPES_PER_FRAME_MAX, FRAME_BYTES_MAX};
use ruil_wire::{
    Bearer, ClientFrame, Fault, Head, PublicKey, Receipt, Receipts, Refusal, RelayFrame, http, sign,
};

use crate::saved::{self, Batch};

use super::outbox::Tidied;
use super::{Alarm, Engine, Link, Output, Progress, Waiting};

/// Room for a frame's own bytes and each envelope's length.
const FRAME_SLACK_BYTES: usize = 4 + 4 * ENVELOPES_PER_FRAME_MAX;

/// How often in a row something is sealed anew for one connection, before the relay is not believed.
const RENEWALS_MAX: u32 = 8;

impl Engine {
    pub(super) fn link_up(&mut self) -> Vec<Output> {
        self.link = Link::CatchingUp;
        self.renewals = 0;
        self.outbox.iter_mut().for_each(Waiting::ask_again);
        let (number, head) = self.start.map_or((self.number, self.head()), |start| {
            (start.number, Head(start.head))
        });
        let hello = if self.speaks_old() {
            let token = self.me.keys.newest().derive_token();
            ClientFrame::OldHello {
                token,
                number,
                head,
            }
        } else {
            let device = self.me.device_key.public();
            ClientFrame::Hello {
                device,
                number,
                head,
            }
        };
        let mut outputs = self.write_tidied(Tidied::default(), Batch::default());
        outputs.extend([Output::Send(hello), Output::Changed]);
        outputs
    }

    /// Tells whether the team was founded before there were lists of who may.
    pub fn speaks_old(&self) -> bool {
        self.number > 0 && self.access.is_none()
    }

    pub(super) fn link_down(&mut self) -> Vec<Output> {
        if !matches!(self.link, Link::Refused(_)) {
            self.link = Link::Offline;
        }
        vec![Output::Changed]
    }

    pub(super) fn frame(&mut self, frame: RelayFrame) -> Vec<Output> {
        match frame {
            RelayFrame::Challenge { relay, nonce } => self.challenge(relay, &nonce),
            RelayFrame::Welcome {
                number,
                head,
                bearer,
            } => self.welcome(number, head, bearer),
            RelayFrame::Batch {
                entries,
                last,
                mark,
            } => self.batch(&entries, last, mark),
            RelayFrame::Receipt(receipt) => self.receipt(&receipt),
            RelayFrame::Receipts(receipts) => self.receipts(&receipts),
            RelayFrame::Refused { event, reason } => self.refused(event, reason),
            RelayFrame::Rewind { number, head } => self.rewind(number, head),
            RelayFrame::Dropped { until } => self.dropped(until),
            RelayFrame::Fault(fault) => self.fault(fault),
        }
    }

    fn challenge(&mut self, relay: PublicKey, nonce: &[u8; 32]) -> Vec<Output> {
        self.meet(relay);
        let message = sign::proof(self.me.wire_team(), &relay, nonce);
        let proof = ClientFrame::Proof(self.me.device_key.sign(&message));
        vec![Output::Send(proof)]
    }

    fn welcome(&mut self, number: u64, head: Head, bearer: Option<Bearer>) -> Vec<Output> {
        self.relay_number = number;
        // Somebody else has given back what was lost.
        self.alarm
            .take_if(|alarm| matches!(alarm, Alarm::Rewound { .. }));
        let mut outputs = Vec::new();
        if let Some(bearer) = bearer {
            let kept = (saved::BEARER.to_owned(), bearer.to_bytes().to_vec());
            let meta = [Some(kept), self.relay_row()];
            let batch = Batch {
                meta: meta.into_iter().flatten().collect(),
                ..Batch::default()
            };
            outputs.push(Output::Save(self.ticket(), batch));
            self.bearer = Some(bearer);
        }
        if let Some(start) = self.start {
            outputs.push(Output::Fetch {
                number: start.number,
            });
            outputs.push(Output::Changed);
            return outputs;
        }
        if number == self.number {
            if head != self.head() {
                self.fork(number);
                return vec![Output::HangUp, Output::Changed];
            }
            self.link = Link::Live;
        }
        outputs.extend(self.send_on());
        outputs.extend(self.vouch());
        outputs.push(Output::Changed);
        outputs
    }

    /// A relay that does not know the team, or not any more, is told about it.
    fn fault(&mut self, fault: Fault) -> Vec<Output> {
        if fault == Fault::UnknownTeam
            && let Some(founding) = self.founding()
        {
            return vec![Output::Register(founding)];
        }
        self.link = Link::Refused(fault);
        vec![Output::HangUp, Output::Changed]
    }

    /// Returns what makes room for this team at a relay.
    fn founding(&self) -> Option<Vec<u8>> {
        let waiting = self.outbox.iter();
        let mut waiting = waiting.filter_map(|waiting| waiting.envelope.access());
        let access = self.access.as_ref().or_else(|| waiting.next());
        let Some(access) = access else {
            let token = self.me.keys.newest().derive_token();
            return Some(token.hash().to_vec());
        };
        // Who signed the last list may have left with it; any admin can vouch for it as well.
        let me = self.me.device_key.public();
        let may_sign = access
            .grant
            .member(&me)
            .is_some_and(|member| member.is_admin);
        let access = match access.begins() {
            Err(_) if may_sign => self.sign_access(access.grant.clone()),
            Ok(()) | Err(_) => access.clone(),
        };
        let number = self.chain.first();
        let founding = http::Founding {
            access,
            number,
            head: self.chain.head_at(number)?,
            time_ms: self.chain.first_ms(),
        };
        Some(founding.to_bytes())
    }

    fn receipt(&mut self, receipt: &Receipt) -> Vec<Output> {
        if !self.is_the_relays(|relay, team| receipt.is_signed_by(relay, team)) {
            return vec![Output::HangUp];
        }
        self.take_receipt(receipt);
        self.go_on()
    }

    fn receipts(&mut self, receipts: &Receipts) -> Vec<Output> {
        if !self.is_the_relays(|relay, team| receipts.is_signed_by(relay, team)) {
            return vec![Output::HangUp];
        }
        for receipt in &receipts.list {
            self.take_receipt(receipt);
        }
        self.go_on()
    }

    fn take_receipt(&mut self, receipt: &Receipt) {
        let ours = self.chain.head_at(receipt.number);
        if ours.is_some_and(|ours| ours != receipt.head) {
            self.fork(receipt.number);
        }
        self.note_answer(receipt.event, Progress::Received, Some(receipt.number));
    }

    fn refused(&mut self, event: ruil_wire::EventId, reason: Refusal) -> Vec<Output> {
        match reason {
            // The log has gone on; what came is tried again on top of it.
            Refusal::StaleEpoch | Refusal::StaleAccess if self.renewals < RENEWALS_MAX => {
                self.renewals += 1;
                let pull = Output::Send(ClientFrame::Pull { after: self.number });
                let moved = self.answered(event, Progress::Saved, None);
                self.link = Link::CatchingUp;
                [pull].into_iter().chain(moved).collect()
            }
            Refusal::Behind => self.answered(event, Progress::Saved, None),
            Refusal::StaleEpoch
            | Refusal::StaleAccess
            | Refusal::OtherTeam
            | Refusal::NotMember
            | Refusal::Quota
            | Refusal::Storage
            | Refusal::BadAccess => self.answered(event, Progress::Refused(reason), None),
        }
    }

    fn answered(
        &mut self,
        event: ruil_wire::EventId,
        progress: Progress,
        promised: Option<u64>,
    ) -> Vec<Output> {
        self.note_answer(event, progress, promised);
        self.go_on()
    }

    fn note_answer(
        &mut self,
        event: ruil_wire::EventId,
        progress: Progress,
        promised: Option<u64>,
    ) {
        let mine = |waiting: &&mut Waiting| waiting.event.id.as_bytes() == &event.0;
        if let Some(waiting) = self.outbox.iter_mut().find(mine) {
            waiting.is_asked = promised.is_some();
            waiting.promised = promised;
            waiting.progress = progress;
        }
    }

    fn go_on(&mut self) -> Vec<Output> {
        self.send_on()
            .into_iter()
            .chain([Output::Changed])
            .collect()
    }

    /// Pushes what waits, oldest first, one frame at a time, and only while up to date: pulling
    /// comes before pushing, so that a lost cause is explained here and not sent. Nothing overtakes
    /// what was refused.
    pub(super) fn send_on(&mut self) -> Option<Output> {
        if self.is_solo {
            return self.number_own();
        }
        let in_flight = self
            .outbox
            .iter()
            .any(|waiting| waiting.is_asked && waiting.waits());
        if self.link != Link::Live || in_flight || self.alarm.is_some() {
            return None;
        }
        let mut bytes = FRAME_SLACK_BYTES;
        let mut envelopes = Vec::new();
        for waiting in &mut self.outbox {
            match waiting.progress {
                Progress::Received => continue,
                Progress::Saved | Progress::NotSaved => {}
                // What is being written waits for its disk, and all behind it too.
                Progress::Saving | Progress::Refused(_) => break,
            }
            bytes += waiting.envelope.as_bytes().len();
            if bytes > FRAME_BYTES_MAX || envelopes.len() >= ENVELOPES_PER_FRAME_MAX {
                break;
            }
            waiting.is_asked = true;
            envelopes.push(waiting.envelope.clone());
        }
        (!envelopes.is_empty()).then_some(Output::Send(ClientFrame::Push(envelopes)))
    }
}

impl Waiting {
    /// Tells whether the relay still has to hear of it.
    pub(super) fn waits(&self) -> bool {
        matches!(self.progress, Progress::Saved | Progress::NotSaved)
    }

    /// Who may has changed: what was refused for that is asked once more.
    pub(super) fn try_again(&mut self) {
        if matches!(
            self.progress,
            Progress::Refused(Refusal::StaleEpoch | Refusal::StaleAccess)
        ) {
            self.progress = Progress::Saved;
        }
    }

    /// Forgets what the last connection answered, as far as it may answer otherwise now. A relay
    /// that has the event already says so again.
    fn ask_again(&mut self) {
        self.is_asked = false;
        self.promised = None;
        self.live_since_ms = None;
        let may_change = match self.progress {
            Progress::Received => true,
            Progress::Refused(reason) => match reason {
                Refusal::Storage
                | Refusal::Quota
                | Refusal::Behind
                | Refusal::StaleEpoch
                | Refusal::StaleAccess => true,
                Refusal::OtherTeam | Refusal::NotMember | Refusal::BadAccess => false,
            },
            Progress::Saving | Progress::Saved | Progress::NotSaved => false,
        };
        if may_change {
            self.progress = Progress::Saved;
        }
    }
}
