//! What is due when: the only clockwork of replay.
//!
//! Time in replay is the relay's receive time. Before an event is replayed, everything that was due
//! until then happens first, in order, so a window closes at the same point on every device.

use std::collections::BTreeSet;

use crate::id::{CircleId, OfferId, RoundId};

/// Something that happens at a time by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// The gathered answers to an offer are weighed.
    Close(OfferId),
    /// The approvers' time for an offer is over.
    Decide(OfferId),
    /// An offered shift begins.
    Begin(OfferId),
    /// A circle can't be agreed to any more.
    Circle(CircleId),
    /// An owed shift is owed no longer.
    Debt(OfferId),
    /// A phase of a round ends.
    Round(RoundId),
}

/// All that is due, the next first; times are Unix milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda(BTreeSet<(u64, Due)>);

impl Agenda {
    /// Returns when the next thing is due.
    pub fn next_ms(&self) -> Option<u64> {
        self.0.first().map(|(due_ms, _)| *due_ms)
    }

    /// Takes out the next thing that is due by a time.
    pub(crate) fn take(&mut self, now_ms: u64) -> Option<(u64, Due)> {
        let is_due = self.next_ms().is_some_and(|due_ms| due_ms <= now_ms);
        is_due.then(|| self.0.pop_first()).flatten()
    }

    pub(crate) fn add(&mut self, due_ms: Option<u64>, due: Due) {
        self.0.extend(due_ms.map(|due_ms| (due_ms, due)));
    }

    pub(crate) fn drop(&mut self, due_ms: Option<u64>, due: Due) {
        if let Some(due_ms) = due_ms {
            self.0.remove(&(due_ms, due));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn offer(nth: u8) -> OfferId {
        OfferId::from_bytes([nth; 16])
    }

    #[test]
    fn the_next_first_and_at_the_same_time_in_a_fixed_order() {
        let mut agenda = Agenda::default();
        let circle = Due::Circle(CircleId::from_bytes([1; 16]));
        let order = [
            (5, Due::Debt(offer(9))),
            (7, Due::Close(offer(1))),
            (7, Due::Close(offer(2))),
            (7, Due::Decide(offer(1))),
            (7, Due::Begin(offer(1))),
            (7, circle),
            (7, Due::Debt(offer(1))),
        ];
        for (due_ms, due) in order.into_iter().rev() {
            agenda.add(Some(due_ms), due);
        }
        agenda.add(None, Due::Close(offer(3)));
        assert_eq!(agenda.take(4), None, "nothing is due yet");
        for expected in order {
            assert_eq!(agenda.next_ms(), Some(expected.0));
            assert_eq!(agenda.take(7), Some(expected));
        }
        assert_eq!((agenda.take(u64::MAX), agenda.next_ms()), (None, None));
    }

    #[test]
    fn what_is_dropped_is_not_due() {
        let mut agenda = Agenda::default();
        let (close, begin) = (Due::Close(offer(1)), Due::Begin(offer(1)));
        agenda.add(Some(5), close);
        agenda.add(Some(5), begin);
        agenda.drop(Some(6), close);
        agenda.drop(None, close);
        assert_eq!(agenda.next_ms(), Some(5));
        agenda.drop(Some(5), close);
        assert_eq!(agenda.take(9), Some((5, begin)));
        assert_eq!(agenda, Agenda::default());
    }
}
