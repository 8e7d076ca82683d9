//! Taste: whether somebody would take a shift, and how much they wished for it.

use crate::event::Wanted;
use crate::id::PersonId;
use crate::shift::Shift;
use crate::team::Team;

use super::stand::{AROUND_DAYS, Accepts, Stand};

/// "Right after" is within so many minutes.
const AFTER_MIN: i32 = 24 * 60;

/// Returns how much a wish for a shift weighs, 0 if it is only accepted; nothing if it is not.
pub(super) fn wants(team: &Team, taker: &Stand, shift: &Shift) -> Option<u8> {
    let person = taker.person?;
    let gives = taker.gives.map(|(gives, _)| gives);
    if is_unwelcome(team, taker, shift) {
        return None;
    }
    let liked = liked(team, person, shift);
    match &taker.accepts {
        Accepts::Nothing => None,
        Accepts::Named(named) => named.contains(&shift.id).then_some(liked.unwrap_or(1)),
        Accepts::Fitting(patterns) => {
            let fits = patterns.iter().any(|pattern| pattern.matches(shift));
            fits.then_some(liked.unwrap_or(1))
        }
        Accepts::Wished { free } => {
            let given = team.roster.get(gives?)?;
            let days = shift
                .span
                .start()
                .day()
                .0
                .abs_diff(given.span.start().day().0);
            let is_accepted = *free > 0 || liked.is_some();
            let is_near = days <= AROUND_DAYS.unsigned_abs();
            (is_accepted && is_near).then_some(free.saturating_add(liked.unwrap_or(0)))
        }
    }
}

/// Returns the weight of the heaviest wish to work such a shift.
fn liked(team: &Team, person: PersonId, shift: &Shift) -> Option<u8> {
    let own = team.wishes.values().filter(|wish| wish.person == person);
    let liked = own.filter(|wish| {
        matches!(wish.wish.what, Wanted::Work | Wanted::Extra) && wish.wish.shifts.matches(shift)
    });
    liked.map(|wish| wish.wish.weight).max()
}

/// Tells whether somebody would rather be free then, or never works such a shift right after another.
/// Who offered a shift for others has said what they accept: that goes before a wish to be free.
fn is_unwelcome(team: &Team, taker: &Stand, shift: &Shift) -> bool {
    let gives = taker.gives.map(|(gives, _)| gives);
    let mut own = team
        .wishes
        .values()
        .filter(|wish| Some(wish.person) == taker.person);
    own.any(|wish| match wish.wish.what {
        Wanted::Free => !taker.is_offered && wish.wish.shifts.matches(shift),
        Wanted::NeverAfter(parts) => {
            let start = shift.span.start().utc_min;
            let from = start.saturating_sub(2 * AFTER_MIN);
            let mut before = team.roster.starting(taker.person, from, start);
            wish.wish.shifts.matches(shift)
                && before.any(|other| {
                    let rest = start.saturating_sub(other.span.end().utc_min);
                    let is_after = (0..AFTER_MIN).contains(&rest) && Some(other.id) != gives;
                    is_after && parts & (1 << other.part_of_day() as u8) != 0
                })
        }
        Wanted::Work | Wanted::Extra => false,
    })
}
