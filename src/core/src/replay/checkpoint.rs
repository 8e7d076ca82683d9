//! Saying what the team is after an entry.

use std::collections::BTreeSet;

use crate::checkpoint::Checkpoint;
use crate::gather::gather;
use crate::id::PersonId;
use crate::refusal::Refusal;
use crate::team::Team;

use super::Stamp;

/// So many people have to say the same.
const VOICES: usize = 2;

/// Writes down what somebody says the team is. It holds when two people said it; where fewer than
/// three have a device, a coordinator's word is enough.
pub(super) fn checkpoint(
    team: &mut Team,
    actor: PersonId,
    said: Checkpoint,
    at: Stamp,
) -> Result<(), Refusal> {
    if said.number >= at.number {
        return Err(Refusal::CheckpointAhead(said.number));
    }
    let holds = team.checkpoint.map_or(0, |found| found.number);
    if said.number <= holds {
        return Err(Refusal::CheckpointPassed { holds });
    }
    let own = team.devices.values().filter(|device| !device.is_tablet());
    let with_device: BTreeSet<_> = gather(own.map(|device| device.person));
    let is_enough = with_device.len() <= VOICES && team.is_coordinator(actor);
    if team.claims.say(actor, said) >= VOICES || is_enough {
        team.checkpoint = Some(said);
        team.claims.pass(said.number);
    }
    Ok(())
}
