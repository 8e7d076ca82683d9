//! Why a place is whose it is: told from the proposal as it came out.

use super::super::view::wished;
use super::{Because, Drafting, NoPlace, Nobody};
use crate::team::Team;

impl Drafting {
    /// Says of each place why it is theirs, or nobody's.
    pub(super) fn explain(&mut self, team: &Team) {
        for at in 0..self.spots.len() {
            let why = self
                .spots
                .get(at)
                .and_then(|spot| match (spot.why, spot.owner) {
                    (Some(_), Some(_)) => None,
                    (None | Some(_), None) => Some(Because::Nobody(self.nobody(team, at))),
                    (None, Some(owner)) => self.reason(team, at, owner),
                });
            if let (Some(spot), Some(why)) = (self.spots.get_mut(at), why) {
                spot.why = Some(why);
            }
        }
    }

    /// Counts why nobody can have a place.
    fn nobody(&self, team: &Team, at: usize) -> Nobody {
        let mut found = Nobody::default();
        let Some(spot) = self.spots.get(at) else {
            return found;
        };
        for person in team.members() {
            let Some(seat) = self.seats.iter().find(|seat| seat.person == person.id) else {
                found.unqualified += 1;
                continue;
            };
            match seat.outlook.suits(team, spot.shift(), &[]) {
                Err(NoPlace::Busy(_)) => found.busy += 1,
                Err(_) => found.unqualified += 1,
                Ok(()) if !seat.has_room((at, spot), None) => found.full += 1,
                Ok(()) => found.rules += 1,
            }
        }
        found
    }

    /// Returns what speaks for somebody having a place.
    fn reason(&self, team: &Team, at: usize, owner: usize) -> Option<Because> {
        let (spot, own) = (self.spots.get(at)?, self.seats.get(owner)?);
        let seats = self.seats.iter().enumerate();
        let others = seats.filter(|(nth, seat)| {
            *nth != owner
                && seat.may(at)
                && seat.has_room((at, spot), None)
                && seat.outlook.fits(team, spot.shift(), &[]).is_ok()
        });
        let others: Vec<_> = others.map(|(_, seat)| seat).collect();
        if others.is_empty() {
            return Some(Because::Only);
        }
        let weight = wished(team, own.person, spot.shift());
        if weight > 0 {
            return Some(Because::Wished(weight));
        }
        let mut without = own.burden;
        without.unsocial_min -= spot.unsocial_min;
        let carried = without.per_contract();
        let next = others.iter().map(|seat| seat.burden.per_contract()).min()?;
        if spot.unsocial_min > 0 && carried < next {
            let own = carried;
            return Some(Because::Lighter { own, next });
        }
        let narrow = |min: i64| i32::try_from(min).unwrap_or(i32::MAX);
        let had = own.placed_min - spot.work_min;
        let missing = own.target_min - had;
        let is_most = others
            .iter()
            .all(|seat| seat.target_min - seat.placed_min < missing);
        Some(if is_most {
            Because::Hours {
                had_min: narrow(had),
                target_min: narrow(own.target_min),
            }
        } else {
            let others = others.len();
            Because::Together { others }
        })
    }
}
