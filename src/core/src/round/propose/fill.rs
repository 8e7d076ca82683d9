//! Giving what is left: the place with the fewest people for it first, to whom it costs least.

use super::Drafting;
use crate::assess::Light;
use crate::team::Team;

/// A chain is looked for among so many places of a person at the most.
const CHAIN_MAX: usize = 12;

impl Drafting {
    /// Gives one more place; tells whether there was one to look at.
    pub(super) fn fill_one(&mut self, team: &Team) -> bool {
        let spots = self.spots.iter().enumerate();
        let left = spots.filter(|(_, spot)| spot.owner.is_none() && !spot.is_fixed);
        let hardest = left.min_by_key(|(at, spot)| {
            let free = self.seats.iter().filter(|seat| {
                seat.may(*at)
                    && seat.has_room((*at, spot), None)
                    && seat.outlook.clash(spot.shift().span, &[]).is_none()
            });
            (
                free.count(),
                -spot.unsocial_min,
                spot.shift().span.start().utc_min,
                *at,
            )
        });
        let Some(at) = hardest.map(|(at, _)| at) else {
            // Whatever was looked at can be given again.
            for spot in self.spots.iter_mut().filter(|spot| spot.owner.is_none()) {
                spot.is_fixed = false;
            }
            return false;
        };
        if !self.give_best(team, at) {
            // It is looked at again when the others are given.
            if let Some(spot) = self.spots.get_mut(at) {
                spot.is_fixed = true;
            }
        }
        true
    }

    /// Gives a place to whom it costs least; tells whether somebody could have it.
    pub(super) fn give_best(&mut self, team: &Team, at: usize) -> bool {
        for (_, seat) in self.by_cost(at, None) {
            if let Some(light) = self.light(team, seat, at, None) {
                self.give(team, at, Some(seat), light);
                return true;
            }
        }
        false
    }

    /// Returns who has room for a place, besides one seat, the cheapest first.
    fn by_cost(&self, at: usize, but: Option<usize>) -> Vec<(i64, usize)> {
        let Some(spot) = self.spots.get(at) else {
            return Vec::new();
        };
        let seats = self.seats.iter().enumerate();
        let free = seats.filter(|(nth, seat)| {
            Some(*nth) != but
                && seat.may(at)
                && seat.has_room((at, spot), None)
                && seat.outlook.clash(spot.shift().span, &[]).is_none()
        });
        let mut free: Vec<_> = free
            .map(|(nth, seat)| {
                let word = Self::word(self.lacks(nth, at, None));
                (seat.more(Some((at, spot)), None) + word, nth)
            })
            .collect();
        free.sort_unstable();
        free
    }

    /// Gives an open place to somebody who gives one of theirs to another; tells whether that was found.
    pub(super) fn chain(&mut self, team: &Team, at: usize) -> bool {
        for seat in 0..self.seats.len() {
            for given in self.near(at, seat) {
                let (Some(found), Some(gets), Some(gives)) = (
                    self.seats.get(seat),
                    self.spots.get(at),
                    self.spots.get(given),
                ) else {
                    continue;
                };
                let span = gets.shift().span;
                let has_room = found.has_room((at, gets), Some(gives));
                let is_busy = found.outlook.clash(span, &[gives.shift().id]).is_some();
                if !found.may(at) || !has_room || is_busy {
                    continue;
                }
                let takers = self.by_cost(given, Some(seat));
                if takers.is_empty() {
                    continue;
                }
                let Some(light) = self.light(team, seat, at, Some(given)) else {
                    continue;
                };
                for (_, taker) in takers {
                    if let Some(other) = self.light(team, taker, given, None) {
                        self.give(team, given, None, Light::Green);
                        self.give(team, at, Some(seat), light);
                        self.give(team, given, Some(taker), other);
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Returns what somebody could give for a place, the nearest in time first.
    fn near(&self, at: usize, seat: usize) -> Vec<usize> {
        let start = |at: usize| {
            self.spots
                .get(at)
                .map(|spot| spot.shift().span.start().utc_min)
        };
        let (Some(found), Some(own)) = (self.seats.get(seat), start(at)) else {
            return Vec::new();
        };
        let is_free = |held: &&usize| self.spots.get(**held).is_some_and(|spot| !spot.is_fixed);
        let mut held: Vec<_> = found.held.iter().filter(is_free).copied().collect();
        held.sort_by_key(|held| (start(*held).map(|start| start.abs_diff(own)), *held));
        held.truncate(CHAIN_MAX);
        held
    }
}
