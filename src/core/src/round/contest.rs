//! Who gets a place that more people picked than are needed: who spent a joker, then who carries least,
//! then who could pick least else. Never who was first.

use std::collections::BTreeMap;

use super::Round;
use super::hours::is_qualified;
use crate::burden::{Burden, burden, has_dutch_holidays};
use crate::id::PersonId;
use crate::shift::Shift;
use crate::team::Team;

/// What somebody's pick of a contested place stands on, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Claim {
    /// False before true: with a joker.
    pub without_joker: bool,
    /// Burden per contract hour with all that they have and picked, but for this place; thousandths.
    pub burden: i64,
    /// So many other places that are short they could have.
    pub options: usize,
}

/// What is known of people for all contested places.
#[derive(Clone, Debug)]
pub struct Claims {
    people: BTreeMap<PersonId, (Burden, usize)>,
    holidays: bool,
}

impl Claims {
    /// Weighs everybody who picked something.
    pub fn of(team: &Team, round: &Round) -> Self {
        let holidays = has_dutch_holidays(team);
        let is_short = |line: u16, count: u8, shift: &Shift| {
            shift.owner.is_none() && round.picked(line).count() < usize::from(count)
        };
        let short = round
            .lines()
            .filter(|(line, count, shift)| is_short(*line, *count, shift));
        let short: Vec<_> = short.map(|(_, _, shift)| shift).collect();
        let mut people = BTreeMap::new();
        for person in round.picks.keys() {
            let own = round.filled_for(*person).chain(round.picks_of(*person));
            let before = burden(team, *person, round.first);
            let after = own.fold(before, |sum, (_, shift)| sum.with(shift.span, holidays, 1));
            people.insert(*person, (after, options(team, round, *person, &short)));
        }
        Self { people, holidays }
    }

    /// Returns those who picked a line in the order in which they get it, each with what decides.
    pub fn ranked(&self, round: &Round, line: u16) -> Vec<(PersonId, Claim)> {
        let Some(shift) = round.line(line) else {
            return Vec::new();
        };
        let claims = round.picked(line).map(|(person, joker)| {
            let found = self.people.get(&person).copied();
            let (own, options) = found.unwrap_or_default();
            let own = own.with(shift.span, self.holidays, -1);
            let claim = Claim {
                without_joker: !joker,
                burden: own.per_contract(),
                options,
            };
            (person, claim)
        });
        let mut claims: Vec<_> = claims.collect();
        claims.sort_by_key(|(person, claim)| (*claim, *person));
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
