//! What the rules say, in plain sentences with names, days, times and numbers.
//!
//! The matches are exhaustive: a new finding does not compile without its words. No blame and no
//! legal terms; where a rule is written stands apart ([`article`]).

mod ask;
mod count;
mod facts;
mod rest;
mod rule;
mod team;
mod telling;
mod who;
mod work;

#[cfg(test)]
mod tests;

use ruil_core::rules::{Breach, Decision, Known, Pack, Unknown};
use ruil_core::{Moment, PersonId, Team};

use self::telling::Telling;
use super::{Lang, format, t};

pub use rule::rule;
pub use team::{alternative, team_breach};

/// Returns what is wrong, as `me` reads it: "you" where it is about me.
pub fn breach(lang: Lang, breach: &Breach, team: &Team, person: PersonId, me: PersonId) -> String {
    facts::sentence(&Telling::new(lang, team, person, me), breach)
}

/// Returns what must be confirmed, and by whom.
pub fn decision(
    lang: Lang,
    decision: &Decision,
    team: &Team,
    person: PersonId,
    me: PersonId,
) -> String {
    let telling = Telling::new(lang, team, person, me);
    let facts = facts::sentence(&telling, &decision.breach);
    format!("{facts} {}", ask::sentence(&telling, decision.ask))
}

/// Returns how far it was checked, for all unknowns of a person together; nothing if there are none.
///
/// `local` gives Unix milliseconds their wall clock.
pub fn unknown(lang: Lang, unknowns: &[Unknown], local: impl Fn(u64) -> Moment) -> String {
    let Some(Unknown { known, .. }) = unknowns.first() else {
        return String::new();
    };
    let day = |utc_min: i32| {
        let time_ms = u64::try_from(utc_min).unwrap_or_default() * 60_000;
        let day = local(time_ms).day();
        let (year, ..) = day.ymd();
        t::date::date_year(
            lang,
            format::day_number(day),
            format::month(lang, day),
            year,
        )
    };
    let Known {
        from_min,
        until_min,
    } = *known;
    match (from_min, until_min) {
        (i32::MAX, _) | (_, i32::MIN) => t::judgement::known_nothing(lang).to_owned(),
        (from, i32::MAX) => t::judgement::known_from(lang, day(from)),
        (i32::MIN, until) => t::judgement::known_until(lang, day(until)),
        (from, until) => t::judgement::known_between(lang, day(from), day(until)),
    }
}

/// Returns where a rule is written, such as "ATW 5:3(2)"; nothing where no article is needed.
pub const fn article(breach: &Breach) -> &str {
    breach.article()
}

/// Returns the name of a law, as a list of laws shows it.
pub fn law(lang: Lang, pack: Pack) -> &'static str {
    match pack {
        Pack::Netherlands => t::rules::netherlands(lang),
        Pack::Europe => t::rules::europe(lang),
        Pack::Germany => t::rules::germany(lang),
        Pack::Belgium => t::rules::belgium(lang),
        Pack::UnitedKingdom => t::rules::united_kingdom(lang),
    }
}
