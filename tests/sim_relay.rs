//! The relay's admission over its in-memory store, called frame by frame in simulated time.

use ruil_relay::store::memory::MemoryStore;
use ruil_relay::store::{Admission, Outcome, Push, Store, StoreError};
use ruil_wire::limit::ENVELOPES_PER_FRAME_MAX;
use ruil_wire::{ClientFrame, Fault, RelayFrame, TeamId};

/// A relay without a network. Its entries are the real store's.
#[derive(Default)]
pub struct SimRelay {
    store: MemoryStore,
    /// Its clock, Unix milliseconds.
    pub now_ms: u64,
}

impl SimRelay {
    /// Makes room for a team.
    pub fn found(&self, team: TeamId, token_hash: [u8; 32]) -> Result<(), StoreError> {
        self.store.found(team, token_hash).map(|_| ())
    }

    /// Answers a frame of a device, as the live connection would.
    pub fn answer(
        &mut self,
        team: TeamId,
        frame: ClientFrame,
    ) -> Result<Vec<RelayFrame>, StoreError> {
        let Some(found) = self.store.team(team)? else {
            return Ok(vec![RelayFrame::Fault(Fault::UnknownTeam)]);
        };
        let last = found.tail.number;
        match frame {
            ClientFrame::Hello {
                token,
                number,
                head,
                ..
            } => {
                if token.hash() != found.token_hash {
                    return Ok(vec![RelayFrame::Fault(Fault::WrongToken)]);
                }
                if self.store.head_at(team, number)? != Some(head) {
                    let head = found.tail.head;
                    return Ok(vec![RelayFrame::Rewind { number: last, head }]);
                }
                let welcome = RelayFrame::Welcome {
                    number: last,
                    head: found.tail.head,
                };
                let mut frames = vec![welcome];
                let mut after = number;
                while after < last {
                    frames.push(self.batch(team, after, last)?);
                    after += ENVELOPES_PER_FRAME_MAX as u64;
                }
                Ok(frames)
            }
            ClientFrame::Push(envelopes) => {
                let push = Push {
                    team,
                    envelopes: envelopes.clone(),
                };
                let at = Admission {
                    now_ms: self.now_ms,
                    log_bytes_max: u64::MAX,
                };
                let outcomes = self.store.append(&[push], at)?;
                let answers = outcomes.into_iter().flatten().zip(&envelopes);
                Ok(answers
                    .map(|(outcome, envelope)| match outcome {
                        Outcome::New(receipt) | Outcome::Repeat(receipt) => {
                            RelayFrame::Receipt(receipt)
                        }
                        Outcome::Refused(reason) => RelayFrame::Refused {
                            event: envelope.header().event,
                            reason,
                        },
                    })
                    .collect())
            }
            ClientFrame::Pull { after } => Ok(vec![self.batch(team, after, last)?]),
        }
    }

    /// Returns the entries after a number, as a live connection would pass them on.
    pub fn news(&self, team: TeamId, after: u64) -> Result<RelayFrame, StoreError> {
        let last = self.store.team(team)?.map_or(0, |found| found.tail.number);
        self.batch(team, after, last)
    }

    fn batch(&self, team: TeamId, after: u64, last: u64) -> Result<RelayFrame, StoreError> {
        let entries = self.store.read(team, after, ENVELOPES_PER_FRAME_MAX)?;
        Ok(RelayFrame::Batch { entries, last })
    }
}
