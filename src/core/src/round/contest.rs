//! Who gets a place that more people picked than are needed. Never who was first: who spent a joker, then
//! what evens the burden, then who could pick least else.
//!
//! A place that weighs more than most goes to who carries least; one that weighs less is what people
//! want, and goes to who carries most. Otherwise who always had the light ones would go on having them.

use std::collections::BTreeMap;

use super::Round;
use super::hours::is_qualified;
use crate::burden::{has_dutch_holidays, unsocial_min};
use crate::id::PersonId;
use crate::shift::Shift;
use crate::team::Team;

/// What somebody's pick of a contested place stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Claim {
    /// With a joker.
    pub joker: bool,
    /// Burden per contract hour they would have without it, if the rest of their hours came as they fall;
    /// thousandths.
    pub burden: i64,
    /// Whether the place weighs more than most, so that less burden goes first, and not more.
    pub is_heavy: bool,
    /// So many other places that are short they could have.
    pub options: usize,
}

/// What all contested places have in common.
#[derive(Clone, Debug)]
pub(super) struct Contest {
    options: BTreeMap<PersonId, usize>,
    /// How much of all that is needed is burden, in thousandths of its minutes.
    share: i64,
    holidays: bool,
}

impl Contest {
    pub(super) fn of(team: &Team, round: &Round) -> Self {
        let holidays = has_dutch_holidays(team);
        let is_short = |line: u16, count: u8, shift: &Shift| {
            shift.owner.is_none() && round.picked(line).count() < usize::from(count)
        };
        let lines = round.lines();
        let short = lines.filter(|(line, count, shift)| is_short(*line, *count, shift));
        let short: Vec<_> = short.map(|(_, _, shift)| shift).collect();
        let people = round.picks.keys();
        let options = people.map(|person| (*person, options(team, round, *person, &short)));
        let sum = |of: &dyn Fn(&Shift) -> i32| {
            let lines = round.lines();
            lines.fold(0_i64, |sum, (_, count, shift)| {
                sum + i64::from(of(&shift)) * i64::from(count)
            })
        };
        let burden = sum(&|shift| unsocial_min(shift.span, holidays));
        let whole = sum(&|shift| shift.span.len_min());
        Self {
            options: options.collect(),
            share: burden * 1_000 / whole.max(1),
            holidays,
        }
    }

    /// Returns how much burden comes with so many minutes as they fall.
    pub(super) fn expected_min(&self, minutes: i64) -> i32 {
        i32::try_from(minutes.max(0) * self.share / 1_000).unwrap_or(i32::MAX)
    }

    /// Returns those who picked a line in the order in which they get it, each with what decides.
    pub(super) fn ranked(
        &self,
        round: &Round,
        (line, shift): (u16, &Shift),
        burden: impl Fn(PersonId) -> i64,
    ) -> Vec<(PersonId, Claim)> {
        let own = i64::from(unsocial_min(shift.span, self.holidays));
        let is_heavy = own * 1_000 >= self.share * i64::from(shift.span.len_min());
        let claims = round.picked(line).map(|(person, joker)| {
            let claim = Claim {
                joker,
                burden: burden(person),
                is_heavy,
                options: self.options.get(&person).copied().unwrap_or_default(),
            };
            (person, claim)
        });
        let mut claims: Vec<_> = claims.collect();
        claims.sort_by_key(|(person, claim)| {
            let burden = if is_heavy {
                claim.burden
            } else {
                -claim.burden
            };
            (!claim.joker, burden, claim.options, *person)
        });
        claims
    }
}

/// Returns how many places that are short somebody could have beside their roster and picks.
fn options(team: &Team, round: &Round, person: PersonId, short: &[Shift]) -> usize {
    let Some(found) = team.people.get(&person) else {
        return 0;
    };
    let picks: Vec<_> = round
        .picks_of(person)
        .map(|(_, shift)| shift.span)
        .collect();
    let is_free = |shift: &Shift| {
        let mut there = team.roster.overlapping(person, shift.span);
        there.next().is_none() && !picks.iter().any(|pick| pick.overlaps(shift.span))
    };
    let fits = |shift: &&Shift| is_qualified(team, found, shift) && is_free(shift);
    short.iter().filter(fits).count()
}
