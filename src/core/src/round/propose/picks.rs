//! What is picked is kept, and where too many picked it, said whose it is.

use super::super::contest::{Claim, Contest};
use super::{Because, Drafting, NoPlace};
use crate::assess::Light;
use crate::id::PersonId;
use crate::round::Round;
use crate::team::Team;

impl Drafting {
    /// Gives what people have and picked: first where there is room for all.
    pub(super) fn keep_picks(&mut self, team: &Team, round: &Round) {
        for at in 0..self.spots.len() {
            let owner = self.spots.get(at).and_then(|spot| spot.shift().owner);
            if let Some(owner) = owner {
                let kept = self.keep(team, at, owner, Because::Filled);
                let line = self.spots.get(at).map(|spot| spot.place.line);
                if let (Err(why), Some(line)) = (kept, line) {
                    self.missed.push((owner, line, why));
                }
            }
        }
        let contest = Contest::of(team, round);
        let mut lines: Vec<_> = round
            .lines()
            .filter(|(.., shift)| shift.owner.is_none())
            .collect();
        let is_over = |line: u16, count: u8| round.picked(line).count() > usize::from(count);
        lines.sort_by_key(|(line, count, shift)| {
            (is_over(*line, *count), shift.span.start().utc_min, *line)
        });
        for (line, count, shift) in lines {
            let ranked = contest.ranked(round, (line, &shift), |person| {
                self.carries(person, &contest)
            });
            self.keep_line(team, line, count.into(), &ranked);
        }
    }

    /// Returns what somebody would carry if the rest of their hours came as they fall.
    fn carries(&self, person: PersonId, contest: &Contest) -> i64 {
        let seat = self.seats.iter().find(|seat| seat.person == person);
        seat.map_or(0, |seat| {
            let mut burden = seat.burden;
            let rest = contest.expected_min(seat.target_min - seat.placed_min);
            burden.unsocial_min = burden.unsocial_min.saturating_add(rest);
            burden.per_contract()
        })
    }

    fn keep_line(&mut self, team: &Team, line: u16, count: usize, ranked: &[(PersonId, Claim)]) {
        let spots = self.spots.iter().enumerate();
        let spots = spots.filter(|(_, spot)| spot.place.line == line);
        let mut spots: Vec<_> = spots.map(|(at, _)| at).collect();
        spots.reverse();
        let next = ranked.get(count).map(|(_, claim)| *claim);
        for (person, own) in ranked {
            let Some(at) = spots.last().copied() else {
                self.missed.push((*person, line, NoPlace::Others));
                continue;
            };
            let why = next.map_or(Because::Picked, |next| Because::Contested {
                own: *own,
                next,
            });
            match self.keep(team, at, *person, why) {
                Ok(()) => {
                    spots.pop();
                }
                Err(why) => self.missed.push((*person, line, why)),
            }
        }
    }

    fn keep(
        &mut self,
        team: &Team,
        at: usize,
        person: PersonId,
        why: Because,
    ) -> Result<(), NoPlace> {
        let seat = self.seats.iter().position(|seat| seat.person == person);
        let seat = seat.ok_or(NoPlace::Gone)?;
        let (Some(found), Some(spot)) = (self.seats.get(seat), self.spots.get(at)) else {
            return Err(NoPlace::Gone);
        };
        self.work += 1;
        let light = found.outlook.fits(team, spot.shift(), &[])?;
        let light = self.with_crew(light, seat, at, None);
        if let Some(spot) = self.spots.get_mut(at) {
            spot.is_fixed = true;
            spot.why = Some(why);
        }
        self.give(team, at, Some(seat), light);
        debug_assert!(light < Light::Red);
        Ok(())
    }
}
