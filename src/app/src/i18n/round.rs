//! Roster rounds in words: the phase, how staffed a place is, what speaks against or for something.

use ruil_core::round::propose::Because;
use ruil_core::round::suggest::Why;
use ruil_core::round::{Caution, Finding, Level, NoPlace, Nobody, Staffing, Suggestion};
use ruil_core::{Day, Moment, Phase, Round, Team};

use super::offer::{self, shift_by_id};
use super::{Lang, format, judgement, t};

fn n(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Returns what a round is called: its days.
pub fn heading(lang: Lang, round: &Round) -> String {
    t::round::heading(lang, format::days(lang, round.first, round.last))
}

/// Returns where it stands.
pub fn phase(lang: Lang, phase: Phase) -> &'static str {
    match phase {
        Phase::Picking => t::round::phase_picking(lang),
        Phase::Solving => t::round::phase_solving(lang),
        Phase::Closed => t::round::phase_closed(lang),
        Phase::Published { .. } => t::round::phase_published(lang),
        Phase::Cancelled => t::round::phase_cancelled(lang),
    }
}

/// Returns what there is to do then.
pub fn means(lang: Lang, phase: Phase) -> &'static str {
    match phase {
        Phase::Picking => t::round::means_picking(lang),
        Phase::Solving => t::round::means_solving(lang),
        Phase::Closed => t::round::means_closed(lang),
        Phase::Published { .. } => t::round::means_published(lang),
        Phase::Cancelled => t::round::means_cancelled(lang),
    }
}

/// Returns until when the phase lasts; nothing where it does not end.
pub fn until(
    lang: Lang,
    round: &Round,
    today: Day,
    local: impl Fn(u64) -> Moment,
) -> Option<String> {
    if !round.phase.is_open() || round.phase == Phase::Closed {
        return None;
    }
    Some(match round.ends_ms {
        Some(ends_ms) => t::round::until(lang, format::when(lang, local(ends_ms), today)),
        None => t::round::until_hand(lang).to_owned(),
    })
}

/// Returns how staffed a place is.
pub fn level(lang: Lang, level: Level) -> String {
    let Level { count, taken } = level;
    match level.staffing() {
        Staffing::Under(missing) => t::round::level_under(lang, n(missing), count, taken),
        Staffing::Right => t::round::level_right(lang, count, taken),
        Staffing::Over(more) => t::round::level_over(lang, n(more), count, taken),
    }
}

/// Returns why somebody can't have a place, as they read it.
pub fn no_place(lang: Lang, why: NoPlace, round: &Round, team: &Team) -> String {
    match why {
        NoPlace::Others => t::round::no_others(lang).to_owned(),
        NoPlace::Left => t::round::no_left(lang).to_owned(),
        NoPlace::Unqualified(needs) => {
            let needs = team.qualifications.get(&needs);
            let needs = needs.map_or("", |needs| needs.name.as_str());
            t::refusal::not_qualified_you(lang, needs)
        }
        NoPlace::Busy(id) => {
            let mut places = round.lines().map(|(_, _, shift)| shift);
            match places.find(|place| place.id == id) {
                Some(place) => t::round::no_busy_place(lang, offer::shift(lang, &place)),
                None => t::round::no_busy(lang, shift_by_id(lang, team, id)),
            }
        }
        NoPlace::Law(rule) => t::refusal::breaks_you(lang, judgement::rule(lang, rule)),
        NoPlace::Gone => t::round::no_gone(lang).to_owned(),
    }
}

/// Returns why a place needs a word first.
pub fn caution(lang: Lang, why: Caution, team: &Team) -> String {
    match why {
        Caution::Rule(rule) => t::round::caution_rule(lang, judgement::rule(lang, rule)),
        Caution::Week => t::round::caution_week(lang).to_owned(),
        Caution::Soon => t::round::caution_soon(lang).to_owned(),
        Caution::Lacks(needs) => {
            let needs = team.qualifications.get(&needs);
            t::round::caution_lacks(lang, needs.map_or("", |needs| needs.name.as_str()))
        }
    }
}

/// Returns something to know before a round starts.
pub fn finding(lang: Lang, finding: &Finding, team: &Team) -> String {
    let length = |min: i32| format::length(lang, min);
    let named = |id: &_| {
        let found = team.qualifications.get(id);
        found.map_or_else(String::new, |found| found.name.clone())
    };
    match finding {
        Finding::Nothing => t::round::find_nothing(lang).to_owned(),
        Finding::TooFewPeople {
            kind,
            needs,
            day,
            places,
            people,
        } => {
            let kind = team.kinds.get(kind);
            let kind = kind.map_or("", |kind| kind.name.as_str());
            let what = needs.map_or_else(
                || kind.to_owned(),
                |needs| t::round::find_people_needs(lang, kind, named(&needs)),
            );
            let day = format::day(lang, *day);
            t::round::find_people(lang, n(*people), day, places, what)
        }
        Finding::TooFewHours {
            needs,
            demanded_min,
            there_min,
            unknown,
        } => {
            let (demanded, there) = (length(*demanded_min), length(*there_min));
            let few = match needs {
                Some(needs) => t::round::find_few_needs(lang, demanded, named(needs), there),
                None => t::round::find_few(lang, demanded, there),
            };
            let more = (*unknown > 0).then(|| t::round::find_few_unknown(lang, n(*unknown)));
            [Some(few), more]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        }
        Finding::TooManyHours {
            demanded_min,
            there_min,
        } => t::round::find_many(lang, length(*demanded_min), length(*there_min)),
        Finding::NoContract { people } => t::round::find_contract(lang, n(*people)),
    }
}

/// Returns what somebody could do.
pub fn suggestion(lang: Lang, one: &Suggestion, round: &Round) -> String {
    let line = |line: u16| {
        let shift = round.line(line);
        shift.map_or_else(String::new, |shift| offer::shift(lang, &shift))
    };
    match (one.gives.map(line), one.takes.map(line)) {
        (Some(gives), Some(takes)) => t::round::suggest_swap(lang, gives, takes),
        (Some(gives), None) => t::round::suggest_leave(lang, gives),
        (None, takes) => t::round::suggest_take(lang, takes.unwrap_or_default()),
    }
}

/// Returns what speaks for it.
pub fn why(lang: Lang, why: &Why) -> String {
    let short = why.short.and_then(|level| match level.staffing() {
        Staffing::Under(missing) => Some(t::round::why_short(lang, n(missing))),
        Staffing::Right | Staffing::Over(_) => None,
    });
    let over = why.over.and_then(|level| match level.staffing() {
        Staffing::Over(more) => Some(t::round::why_over(lang, n(more))),
        Staffing::Right | Staffing::Under(_) => None,
    });
    let (own, middle) = why.burden;
    let said = [
        short,
        over,
        (why.wish > 0).then(|| t::round::why_wish(lang).to_owned()),
        (own < middle && why.burden_min > 0).then(|| t::round::why_lighter(lang).to_owned()),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Returns why a place is somebody's in a proposal, or nobody's.
pub fn because(lang: Lang, because: &Because) -> String {
    match because {
        Because::Filled => t::round::because_filled(lang).to_owned(),
        Because::Picked => t::round::because_picked(lang).to_owned(),
        Because::Contested { own, next } => {
            let said = if own.joker && !next.joker {
                t::round::because_joker(lang)
            } else if own.burden < next.burden {
                t::round::because_lighter(lang)
            } else if own.burden > next.burden {
                t::round::because_heavier(lang)
            } else if own.options == next.options {
                t::round::because_tie(lang)
            } else {
                t::round::because_options(lang)
            };
            said.to_owned()
        }
        Because::Only => t::round::because_only(lang).to_owned(),
        Because::Wished(_) => t::round::because_wished(lang).to_owned(),
        Because::Hours {
            had_min,
            target_min,
        } => {
            let (had, target) = (
                format::length(lang, *had_min),
                format::length(lang, *target_min),
            );
            t::round::because_hours(lang, had, target)
        }
        Because::Lighter { .. } => t::round::because_least(lang).to_owned(),
        Because::Together { others } => t::round::because_together(lang, n(*others)),
        Because::Nobody(nobody) => t::round::because_nobody(lang, reasons(lang, *nobody)),
    }
}

fn reasons(lang: Lang, nobody: Nobody) -> String {
    let count =
        |many: usize, text: fn(Lang, i64) -> String| (many > 0).then(|| text(lang, n(many)));
    let said = [
        count(nobody.unqualified, t::round::nobody_unqualified),
        count(nobody.busy, t::round::nobody_busy),
        count(nobody.rules, t::round::nobody_rules),
        count(nobody.full, t::round::nobody_full),
    ];
    let said: Vec<_> = said.into_iter().flatten().collect();
    if said.is_empty() {
        t::round::nobody_none(lang).to_owned()
    } else {
        said.join(t::ui::comma(lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_staffed_a_place_is_stands_in_words() {
        let said = |taken| level(Lang::Dutch, Level { count: 3, taken });
        assert_eq!(said(1), "1 van 3: nog 2 nodig");
        assert_eq!(said(3), "3 van 3: precies goed");
        assert_eq!(said(4), "4 van 3: 1 te veel");
    }

    #[test]
    fn a_place_that_nobody_can_have_says_why_without_names() {
        let nobody = Nobody {
            unqualified: 3,
            busy: 0,
            rules: 1,
            full: 2,
        };
        assert_eq!(
            because(Lang::Dutch, &Because::Nobody(nobody)),
            "Niemand kan: 3 zijn niet bevoegd, bij 1 mag het niet van de wet of een wens, \
             2 hebben genoeg uren."
        );
        let none = Because::Nobody(Nobody::default());
        assert_eq!(because(Lang::Dutch, &none), "Niemand kan: er is niemand.");
    }
}
