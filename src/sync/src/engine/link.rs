//! The connection to the relay: greet, catch up, then push what waits.

use ruil_wire::limit::{ENVELOPES_PER_FRAME_MAX, FRAME_BYTES_MAX};
use ruil_wire::{ClientFrame, Fault, Head, PROTOCOL, Receipt, Refusal, RelayFrame};

use super::{Alarm, Engine, Link, Output, Progress, Waiting};

/// Room for a frame's own bytes and each envelope's length.
const FRAME_SLACK_BYTES: usize = 4 + 4 * ENVELOPES_PER_FRAME_MAX;

impl Engine {
    pub(super) fn link_up(&mut self) -> Vec<Output> {
        self.link = Link::CatchingUp;
        self.outbox.iter_mut().for_each(Waiting::ask_again);
        let hello = ClientFrame::Hello {
            protocol: PROTOCOL,
            token: self.me.team_key.derive_token(),
            number: self.number,
            head: self.head(),
        };
        vec![Output::Send(hello), Output::Changed]
    }

    pub(super) fn link_down(&mut self) -> Vec<Output> {
        if !matches!(self.link, Link::Refused(_)) {
            self.link = Link::Offline;
        }
        vec![Output::Changed]
    }

    pub(super) fn frame(&mut self, frame: RelayFrame) -> Vec<Output> {
        match frame {
            RelayFrame::Welcome { number, head } => self.welcome(number, head),
            RelayFrame::Batch { entries, last } => self.batch(&entries, last),
            RelayFrame::Receipt(receipt) => self.receipt(receipt),
            RelayFrame::Refused { event, reason } => {
                self.answered(event, Progress::Refused(reason))
            }
            RelayFrame::Rewind { number, head } => self.rewind(number, head),
            RelayFrame::Fault(fault) => self.fault(fault),
        }
    }

    fn welcome(&mut self, number: u64, head: Head) -> Vec<Output> {
        self.relay_number = number;
        if number == self.number {
            if head != self.head() {
                self.alarm = Some(Alarm::Fork { number });
                return vec![Output::HangUp, Output::Changed];
            }
            self.link = Link::Live;
        }
        self.push().into_iter().chain([Output::Changed]).collect()
    }

    fn rewind(&mut self, number: u64, head: Head) -> Vec<Output> {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        let same = self.heads.get(at).is_some_and(|ours| *ours == head);
        self.alarm = Some(if same {
            Alarm::Rewound { number }
        } else {
            Alarm::Fork { number }
        });
        vec![Output::HangUp, Output::Changed]
    }

    fn fault(&mut self, fault: Fault) -> Vec<Output> {
        // A team that has not met its relay yet introduces itself.
        if fault == Fault::UnknownTeam && self.number == 0 {
            return vec![Output::Register];
        }
        self.link = Link::Refused(fault);
        vec![Output::HangUp, Output::Changed]
    }

    fn receipt(&mut self, receipt: Receipt) -> Vec<Output> {
        let at = usize::try_from(receipt.number).unwrap_or(usize::MAX);
        if self.heads.get(at).is_some_and(|ours| *ours != receipt.head) {
            self.alarm = Some(Alarm::Fork {
                number: receipt.number,
            });
        }
        self.answered(receipt.event, Progress::Received)
    }

    fn answered(&mut self, event: ruil_wire::EventId, progress: Progress) -> Vec<Output> {
        let mine = |waiting: &&mut Waiting| waiting.event.id.as_bytes() == &event.0;
        if let Some(waiting) = self.outbox.iter_mut().find(mine) {
            waiting.progress = progress;
        }
        self.push().into_iter().chain([Output::Changed]).collect()
    }

    /// Pushes what waits, oldest first, one frame at a time, and only while up to date: pulling
    /// comes before pushing, so that a lost cause is explained here and not sent.
    pub(super) fn push(&mut self) -> Option<Output> {
        let in_flight = self
            .outbox
            .iter()
            .any(|waiting| waiting.is_asked && waiting.waits());
        if self.link != Link::Live || in_flight || self.alarm.is_some() {
            return None;
        }
        let mut bytes = FRAME_SLACK_BYTES;
        let mut envelopes = Vec::new();
        for waiting in self.outbox.iter_mut().filter(|waiting| waiting.waits()) {
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
    /// Tells whether the relay still has to hear of it. What is being written waits for its disk.
    fn waits(&self) -> bool {
        matches!(self.progress, Progress::Saved | Progress::NotSaved)
    }

    /// Forgets what the last connection answered, as far as it may answer otherwise now. A relay
    /// that has the event already says so again.
    fn ask_again(&mut self) {
        self.is_asked = false;
        let may_change = match self.progress {
            Progress::Received => true,
            Progress::Refused(reason) => matches!(reason, Refusal::Storage | Refusal::Quota),
            Progress::Saving | Progress::Saved | Progress::NotSaved => false,
        };
        if may_change {
            self.progress = Progress::Saved;
        }
    }
}
