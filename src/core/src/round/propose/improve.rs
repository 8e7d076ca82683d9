//! Making it better: one place to somebody else, or two places across, as long as all of it costs less.

use super::Drafting;
use crate::assess::Light;
use crate::team::Team;

impl Drafting {
    /// Looks at one place; tells whether something changed.
    pub(super) fn improve_one(&mut self, team: &Team, at: usize) -> bool {
        let Some(spot) = self.spots.get(at).filter(|spot| !spot.is_fixed) else {
            return false;
        };
        if spot.owner.is_none() {
            return self.give_best(team, at) || self.chain(team, at);
        }
        self.move_one(team, at) || self.cross_one(team, at)
    }

    /// Moves a place to who takes it for less.
    fn move_one(&mut self, team: &Team, at: usize) -> bool {
        let mut better: Vec<_> = (0..self.seats.len())
            .filter_map(|to| Some((self.gain_of_move(at, to)?, to)))
            .collect();
        better.sort_unstable();
        for (more, to) in better {
            let Some(light) = self.light(team, to, at, None) else {
                continue;
            };
            let before = self.spots.get(at).is_some_and(|spot| spot.is_amber);
            let word = Self::word(light == Light::Amber) - Self::word(before);
            if more + word < 0 {
                self.give(team, at, Some(to), light);
                return true;
            }
        }
        false
    }

    fn gain_of_move(&self, at: usize, to: usize) -> Option<i64> {
        let spot = self.spots.get(at)?;
        let from = spot.owner.filter(|from| *from != to)?;
        let (giver, taker) = (self.seats.get(from)?, self.seats.get(to)?);
        let fits = taker.may(at)
            && taker.has_room((at, spot), None)
            && taker.outlook.clash(spot.shift().span, &[]).is_none();
        let own = Some((at, spot));
        let more = taker.more(own, None) + giver.more(None, own);
        (fits && more < 0).then_some(more)
    }

    /// Exchanges a place with the later one that brings most.
    fn cross_one(&mut self, team: &Team, at: usize) -> bool {
        let others = (at + 1)..self.spots.len();
        let mut better: Vec<_> = others
            .filter_map(|other| Some((self.gain_of_cross(at, other)?, other)))
            .collect();
        better.sort_unstable();
        better
            .iter()
            .any(|(more, other)| self.cross(team, at, *other, *more))
    }

    fn gain_of_cross(&self, at: usize, other: usize) -> Option<i64> {
        let (one, two) = (self.spots.get(at)?, self.spots.get(other)?);
        let (a, b) = (one.owner?, two.owner.filter(|_| !two.is_fixed)?);
        if a == b || one.place.line == two.place.line {
            return None;
        }
        let (first, second) = (self.seats.get(a)?, self.seats.get(b)?);
        let (mine, theirs) = (Some((at, one)), Some((other, two)));
        let more = first.more(theirs, mine) + second.more(mine, theirs);
        let fits = || {
            let ids = (one.shift().id, two.shift().id);
            first.may(other)
                && second.may(at)
                && first.has_room((other, two), Some(one))
                && second.has_room((at, one), Some(two))
                && first.outlook.clash(two.shift().span, &[ids.0]).is_none()
                && second.outlook.clash(one.shift().span, &[ids.1]).is_none()
        };
        (more < 0 && fits()).then_some(more)
    }

    fn cross(&mut self, team: &Team, at: usize, other: usize, more: i64) -> bool {
        let (Some(one), Some(two)) = (self.spots.get(at), self.spots.get(other)) else {
            return false;
        };
        let (Some(a), Some(b)) = (one.owner, two.owner) else {
            return false;
        };
        let before = Self::word(one.is_amber) + Self::word(two.is_amber);
        let Some(first) = self.light(team, a, other, Some(at)) else {
            return false;
        };
        let Some(second) = self.light(team, b, at, Some(other)) else {
            return false;
        };
        let after = Self::word(first == Light::Amber) + Self::word(second == Light::Amber);
        if more + after - before >= 0 {
            return false;
        }
        self.give(team, at, None, Light::Green);
        self.give(team, other, Some(a), first);
        self.give(team, at, Some(b), second);
        true
    }
}
