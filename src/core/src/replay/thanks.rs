//! Thanking a colleague.

use crate::id::{PersonId, ShiftId};
use crate::limit::THANKS_DAYS_MAX;
use crate::refusal::Refusal;
use crate::team::Team;
use crate::thanks::Thanks;

use super::Stamp;

const DAY_MS: u64 = 24 * 60 * 60_000;

/// Thanks whoever has a shift for it. Saying it twice changes nothing.
pub(super) fn thank(
    team: &mut Team,
    from: PersonId,
    to: PersonId,
    shift: ShiftId,
    at: Stamp,
) -> Result<(), Refusal> {
    let owner = team.roster.get(shift).ok_or(Refusal::UnknownShift(shift))?;
    let owner = owner.owner;
    if owner != Some(to) || from == to {
        return Err(Refusal::NotOwner { shift, owner });
    }
    forget_old(team, at);
    if !team.has_thanked(from, shift) {
        team.thanks.put((shift, from), Thanks { to, at });
    }
    Ok(())
}

/// Thanks are for now, no record of anybody.
fn forget_old(team: &mut Team, at: Stamp) {
    let since_ms = at.time_ms.saturating_sub(THANKS_DAYS_MAX * DAY_MS);
    let old = team.thanks.iter();
    let old = old.filter(|(_, thanks)| thanks.at.time_ms < since_ms);
    let old: Vec<_> = old.map(|(key, _)| *key).collect();
    old.iter().for_each(|key| {
        team.thanks.remove(key);
    });
}
