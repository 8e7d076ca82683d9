//! Rounds: a fair proposal, and what one person sees while they pick.

use ruil_core::Moment;
use ruil_core::round::{my_places, propose, suggestions};
use ruil_tests::rounds::{Plan, picked};

use crate::clock::{Clock, line};

const PROPOSE_NS: u128 = 300_000_000;
const PROPOSE_LARGE_NS: u128 = 1_000_000_000;
const SEE_NS: u128 = 15_000_000;

/// Measures both, in a small and a large team.
pub fn measure(clock: &Clock, once: &Clock) {
    for (people, weeks, budget) in [(12, 4, PROPOSE_NS), (36, 6, PROPOSE_LARGE_NS)] {
        let plan = Plan {
            seed: 1,
            people,
            rounds: 1,
        };
        let (team, id) = picked(&plan, weeks);
        let (Some(round), Some(me)) = (team.rounds.get(&id), team.members().next()) else {
            continue;
        };
        let now = Moment {
            utc_min: (round.first.0 - 30) * 24 * 60,
            offset_min: 60,
        };
        let took = once.median_ns(|| propose(&team, round));
        let what = format!("a proposal, {people} people, {weeks} weeks");
        line(&what, took, Some(budget));
        let took = clock.median_ns(|| my_places(&team, round, me.id, now));
        let what = format!("one's places with their lights, {people} people, {weeks} weeks");
        line(&what, took, Some(SEE_NS));
        let took = once.median_ns(|| suggestions(&team, round, me.id, now));
        line("  what to do about the rest", took, None);
    }
}
