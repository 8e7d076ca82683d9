//! Admission, the same for every store: dedupe, fence, number, write.

use std::collections::BTreeSet;

use ruil_wire::{Envelope, EventId, Head, PublicKey, Receipt, Refusal};

use super::team::Step;
use super::{Admission, Outcome, Push, Restore, Team};

/// What a store can do to one team's log within a transaction.
pub trait Lines {
    /// Why it can't.
    type Error;

    /// Returns the receipt of an event that was written before.
    fn known(&mut self, event: EventId) -> Result<Option<Receipt>, Self::Error>;

    /// Writes an entry.
    fn write(&mut self, envelope: &Envelope, receipt: &Receipt) -> Result<(), Self::Error>;

    /// Writes down that a device was removed by the entry of this number.
    fn remove(&mut self, device: PublicKey, number: u64) -> Result<(), Self::Error>;
}

/// Numbers and writes one push.
///
/// A repeat gets its receipt whoever asks and whatever changed since. After the first refusal the rest
/// is refused too, because the sender put it in this order; the old protocol knows no such fence. While the
/// relay is being given back what it lost, what is new is refused for now; the old protocol gives nothing back.
pub fn push<L: Lines>(
    lines: &mut L,
    team: &mut Team,
    push: &Push,
    at: Admission,
) -> Result<Vec<Outcome>, L::Error> {
    let mut is_fenced = false;
    let mut outcomes = Vec::with_capacity(push.envelopes.len());
    for envelope in &push.envelopes {
        let outcome = if envelope.header().team != push.team {
            Outcome::Refused(Refusal::OtherTeam)
        } else if let Some(receipt) = lines.known(envelope.header().event)? {
            Outcome::Repeat(receipt)
        } else if is_fenced {
            Outcome::Refused(Refusal::Behind)
        } else if at.is_held && push.device.is_some() {
            Outcome::Refused(Refusal::Storage)
        } else {
            match team.admit(envelope, push.device.as_ref(), at) {
                Err(refusal) => Outcome::Refused(refusal),
                Ok(step) => {
                    write(lines, envelope, &step)?;
                    Outcome::New(step.receipt)
                }
            }
        };
        is_fenced |= push.device.is_some() && matches!(outcome, Outcome::Refused(_));
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

/// Writes back what was lost, all of it or nothing, and returns the chain at each entry, or nothing if
/// it is not exactly what may come next.
pub fn restore<L: Lines>(
    lines: &mut L,
    team: &mut Team,
    restore: &Restore,
    at: Admission,
) -> Result<Option<Vec<Head>>, L::Error> {
    let is_vouched_for = restore.is_marked || team.is_empty();
    if !is_vouched_for || !team.may_write(Some(&restore.device)) {
        return Ok(None);
    }
    let mut next = team.clone();
    let (mut steps, mut events) = (Vec::new(), BTreeSet::new());
    for entry in &restore.entries {
        let header = entry.envelope.header();
        let is_new = events.insert(header.event) && lines.known(header.event)?.is_none();
        let step = next.restore(entry, at);
        match step.filter(|_| is_new && header.team == restore.team) {
            Some(step) => steps.push(step),
            None => return Ok(None),
        }
    }
    if (next.tail.number, next.tail.head) != (restore.goal.number, restore.goal.head) {
        return Ok(None);
    }
    for (entry, step) in restore.entries.iter().zip(&steps) {
        write(lines, &entry.envelope, step)?;
    }
    *team = next;
    Ok(Some(
        steps.into_iter().map(|step| step.receipt.head).collect(),
    ))
}

fn write<L: Lines>(lines: &mut L, envelope: &Envelope, step: &Step) -> Result<(), L::Error> {
    lines.write(envelope, &step.receipt)?;
    let number = step.receipt.number;
    let mut removed = step.removed.iter();
    removed.try_for_each(|device| lines.remove(*device, number))
}
