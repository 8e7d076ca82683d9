//! The planner's roster beside the team's, in sentences.

use ruil_core::bridge::Planned;
use ruil_core::bridge::decide::Word;
use ruil_core::bridge::difference::{Comparison, Difference};
use ruil_core::{PersonId, ShiftId, Team};

use super::offer::name;
use super::{Lang, format, t};

/// Returns a shift without its owner, such as "ma 3 maart 07:00–15:30 vroeg".
pub fn shift(lang: Lang, team: &Team, planned: &Planned) -> String {
    let day = format::day(lang, planned.span.start().day());
    let kind = team.kinds.get(&planned.kind);
    let kind = kind.map_or("", |kind| kind.name.as_str());
    let unit = planned.unit.and_then(|unit| team.units.get(&unit));
    let times = format::times(planned.span);
    let what = match unit {
        // A kind that has no name of its own is called by its times.
        Some(unit) if kind == times => unit.name.clone(),
        Some(unit) => format!("{kind} · {}", unit.name),
        None if kind == times => String::new(),
        None => kind.to_owned(),
    };
    format!("{day} {times} {what}").trim_end().to_owned()
}

/// Returns whose a shift is.
pub fn owner(lang: Lang, team: &Team, owner: Option<PersonId>) -> String {
    let open = || t::ui::open(lang).to_owned();
    owner.map_or_else(open, |owner| name(lang, team, owner))
}

/// Returns what changed from one roster to the other.
pub fn change(lang: Lang, team: &Team, was: Option<Planned>, now: Option<Planned>) -> String {
    let owner = |planned: &Planned| owner(lang, team, planned.owner);
    match (was, now) {
        (Some(was), Some(now)) if is_same_work(&was, &now) => {
            t::bridge::handed_over(lang, owner(&was), owner(&now))
        }
        (Some(was), Some(now)) if was.owner == now.owner => {
            t::bridge::moved(lang, shift(lang, team, &now), owner(&now))
        }
        (Some(was), Some(now)) => t::bridge::moved_and_handed_over(
            lang,
            owner(&was),
            shift(lang, team, &now),
            owner(&now),
        ),
        (Some(was), None) => t::bridge::cancelled(lang, owner(&was)),
        (None, Some(now)) => t::bridge::added(lang, owner(&now)),
        (None, None) => String::new(),
    }
}

/// The same work, whoever does it.
fn is_same_work(one: &Planned, other: &Planned) -> bool {
    let owner = one.owner;
    one == &Planned { owner, ..*other }
}

/// A difference as the coordinator reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Which shift.
    pub title: String,
    /// What the team changed.
    pub here: Option<String>,
    /// What the planner changed.
    pub there: Option<String>,
}

/// Tells a difference.
pub fn told(lang: Lang, team: &Team, found: &Comparison, difference: &Difference) -> Told {
    let planned = difference
        .planned()
        .and_then(|at| found.shifts.get(at).copied());
    let here = |shift: ShiftId| team.roster.get(shift).map(Planned::of);
    let official = |shift: ShiftId| {
        let known = team.official.get(&shift);
        known.map_or_else(|| here(shift), |official| official.was)
    };
    let change = |was, now| Some(change(lang, team, was, now));
    let (was, own, there) = match *difference {
        Difference::Processed { shift, .. } | Difference::Waiting { shift, .. } => {
            let (was, now) = (official(shift), here(shift));
            (was.or(now), change(was, now), None)
        }
        Difference::Added { .. } => (planned, None, change(None, planned)),
        Difference::Changed { seen, .. } => {
            let was = here(seen.shift);
            (was, None, change(was, planned))
        }
        Difference::Gone { seen } => {
            let was = here(seen.shift);
            (was, None, change(was, None))
        }
        Difference::Conflict { shift, .. } => {
            let (was, now) = (official(shift), here(shift));
            (was.or(now), change(was, now), change(was.or(now), planned))
        }
    };
    Told {
        title: was.map_or_else(String::new, |was| shift(lang, team, &was)),
        here: own,
        there,
    }
}

/// Returns whose word counts.
pub fn word(lang: Lang, word: Word) -> &'static str {
    match word {
        Word::Planner => t::bridge::word_planner(lang),
        Word::Team => t::bridge::word_team(lang),
        Word::Both => t::bridge::word_both(lang),
    }
}
