//! Nights in the long run: ATW 5:8(8)–(9).
//!
//! At most 36 nights that end after 02:00 in every 16 weeks. By collective agreement instead: at most
//! 140 in every 52 weeks, or at most 38 hours of work between 00:00 and 06:00 in every 2 weeks; either
//! is enough, for the whole roster, and who stays below 36 has nothing to prove.
//!
//! Readings: a night counts in every week it touches (advice 6.11, strict); one that ends at the
//! second 02:00 in October is a decision (6.8).

use super::breach::Facts;
use super::case::Case;
use super::findings::{Findings, Key, Outcome};
use super::judgement::{Ask, Reading};
use super::rule_set::{Clause, ManyNights, NightCount};
use super::weeks::Window;

/// The most nights a week can add where it can't be seen.
const UNSEEN_NIGHTS: i32 = 7;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    let Some(clause) = case
        .rules
        .nights
        .count
        .filter(|_| !case.worker.age.is_minor())
    else {
        return;
    };
    let NightCount {
        max,
        weeks,
        instead,
    } = clause.limit;
    match instead {
        None => {
            for window in case.windows(weeks) {
                let had = window.late_at_most();
                if had <= max || case.weeks_have_presence(window.first, weeks) {
                    continue;
                }
                if let Some(within) = case.weeks_span(window.first, weeks) {
                    let key = Key::Weeks(window.first, weeks);
                    let facts = Facts::Count { had, max, within };
                    let outcome = outcome(window.late() > max);
                    found.add(&clause, outcome, key, had - max, facts);
                }
            }
        }
        Some(instead) => {
            // Sixteen quiet weeks here do not make up for a year elsewhere.
            let is_below = whole(case, weeks).all(|window| window.late_at_most() <= max);
            if !is_below {
                either(case, found, &clause, instead);
            }
        }
    }
    let (weeks, max) = instead.map_or((weeks, max), |instead| (instead.weeks, instead.max));
    case.unknown_weeks(
        found,
        clause.rule,
        (weeks, max, UNSEEN_NIGHTS),
        |window, _| Some(window.late_at_most()).filter(|had| *had > 0),
    );
}

fn whole<'a>(case: &'a Case<'_>, weeks: i32) -> impl Iterator<Item = Window<'a>> + 'a {
    case.all_windows(weeks)
        .filter(move |window| !case.weeks_have_presence(window.first, weeks))
}

fn outcome(is_sure: bool) -> Outcome {
    if is_sure {
        Outcome::Violation
    } else {
        Outcome::Decision(Ask::Reading(Reading::TwoOClock))
    }
}

fn either(case: &Case<'_>, found: &mut Findings, clause: &Clause<NightCount>, instead: ManyNights) {
    let year = whole(case, instead.weeks).max_by_key(Window::late_at_most);
    let fortnight = whole(case, instead.night_weeks).max_by_key(Window::night_min);
    let (Some(year), Some(fortnight)) = (year, fortnight) else {
        return;
    };
    if year.late_at_most() <= instead.max || fortnight.night_min() <= instead.night_min {
        return;
    }
    let (Some(within_year), Some(within)) = (
        case.weeks_span(year.first, instead.weeks),
        case.weeks_span(fortnight.first, instead.night_weeks),
    ) else {
        return;
    };
    let is_sure = whole(case, instead.weeks).any(|window| window.late() > instead.max);
    let excess = year.late_at_most() - instead.max + fortnight.night_min() - instead.night_min;
    let facts = Facts::Nights {
        had_min: fortnight.night_min(),
        max_min: instead.night_min,
        within,
        had: year.late_at_most(),
        max: instead.max,
        within_year,
    };
    let key = Key::In(i32::MIN, i32::MAX);
    found.add(clause, outcome(is_sure), key, excess, facts);
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{GRANTED, table};
    use crate::rules::{Collective, Options, Rule, Verdict, Worker};

    fn weeks(count: i32, nights: i32, last: &str) -> String {
        let week = |week: i32| format!("{}..{} 23:00-07:00/30", 7 * week, 7 * week + nights);
        let all = (0..count).map(week).chain([last.to_owned()]);
        all.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn thirty_six_in_sixteen_weeks() {
        let (at_limit, over) = (weeks(12, 3, ""), weeks(12, 3, "90 18:00-02:01/30"));
        let (sharp, later) = (
            weeks(12, 3, "90 18:00-02:00/30"),
            weeks(12, 3, "112 23:00-07:00/30"),
        );
        let cases = [
            (&*at_limit, Verdict::Ok),
            (&*over, Verdict::Violation),
            (&*sharp, Verdict::Ok),
            (&*later, Verdict::Ok),
        ];
        table(Rule::NightCount, Worker::ADULT, GRANTED, &cases);
    }

    #[test]
    fn by_agreement_either_of_two() {
        let agreed = Options {
            collective: Collective {
                many_nights: true,
                ..GRANTED.collective
            },
            ..GRANTED
        };
        // 36 hours of night in two weeks; 24 weeks of four nights are 96 a year; 48 are 192.
        let (few_hours, few_nights, neither) =
            (weeks(48, 3, ""), weeks(24, 4, ""), weeks(48, 4, ""));
        let cases = [
            (&*few_hours, Verdict::Ok),
            (&*few_nights, Verdict::Ok),
            (&*neither, Verdict::Violation),
        ];
        table(Rule::NightCount, Worker::ADULT, agreed, &cases);
    }
}
