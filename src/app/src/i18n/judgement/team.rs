//! The team's own rules, and what would be allowed instead.

use ruil_core::assess::{Alternative, TeamBreach};
use ruil_core::{Moment, PersonId, Shift, ShiftId, Team};

use super::telling::{Telling, days, hours, moment_of};
use crate::i18n::offer::{capital, shift_by_id};
use crate::i18n::{Lang, format, t};

/// Returns what rule of the team is broken.
pub fn team_breach(lang: Lang, breach: &TeamBreach, team: &Team, me: PersonId) -> String {
    match *breach {
        TeamBreach::Mix {
            shift,
            qualification,
            had,
            needs,
        } => {
            let shift = shift_by_id(lang, team, shift);
            let found = team.qualifications.get(&qualification);
            let qualification = found.map_or("", |found| found.name.as_str());
            let found = match had {
                0 => t::judgement::mix_none(lang, qualification, shift),
                had => t::judgement::mix(lang, i64::from(had), qualification, shift),
            };
            format!("{found} {}", t::judgement::fewest(lang, i64::from(needs)))
        }
        TeamBreach::TooLate {
            shift,
            left_min,
            notice_min,
        } => {
            let shift = capital(&shift_by_id(lang, team, shift));
            let notice = days(lang, i32::try_from(notice_min).unwrap_or(i32::MAX));
            match left_min {
                ..=0 => t::judgement::begun(lang, notice, shift),
                left_min => t::judgement::too_late(lang, days(lang, left_min), notice, shift),
            }
        }
        TeamBreach::Extra {
            person,
            monday,
            had_min,
            max_min,
        } => {
            let week = format::days(lang, monday, monday.plus(6));
            let (length, max) = (hours(lang, had_min), hours(lang, max_min));
            Telling::new(lang, team, person, me).say(
                || t::judgement::extra_yours(lang, &week, &length, &max),
                |name| t::judgement::extra(lang, &week, &length, &max, name),
            )
        }
        TeamBreach::Extras {
            person,
            had,
            max,
            days,
        } => {
            let had = i64::try_from(had).unwrap_or(i64::MAX);
            let days = t::judgement::days(lang, i64::from(days));
            Telling::new(lang, team, person, me).say(
                || t::judgement::extras_yours(lang, had, &days, max),
                |name| t::judgement::extras(lang, had, &days, max, name),
            )
        }
    }
}

/// Returns what would be allowed instead.
pub fn alternative(lang: Lang, alternative: &Alternative, team: &Team) -> String {
    match *alternative {
        Alternative::From { shift, start } => {
            t::judgement::fits_from(lang, time(lang, team, shift, start))
        }
        Alternative::Until { shift, end } => {
            t::judgement::fits_until(lang, time(lang, team, shift, end))
        }
        Alternative::Instead { shift } => {
            t::judgement::fits_instead(lang, shift_by_id(lang, team, shift))
        }
    }
}

/// Returns a time within a shift, with its day if that is not the shift's own.
fn time(lang: Lang, team: &Team, shift: ShiftId, moment: Moment) -> String {
    let is_of_day = |shift: &Shift| shift.span.start().day() == moment.day();
    if team.roster.get(shift).is_some_and(is_of_day) {
        format::clock(moment)
    } else {
        moment_of(lang, moment)
    }
}
