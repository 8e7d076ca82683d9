//! Extended nights: ATW 5:8(3).
//!
//! If the employer uses them: a night of more than 10 and at most 12 hours, then 12 hours of rest that
//! can't be shortened, at most 5 in every 14 × 24 hours and 22 in every 52 weeks (see [`super::counts`]).
//! The act gives the 14 × 24 hours no start, so every position counts; a night that straddles the
//! edge counts (advice 6.11, strict).

use super::breach::Facts;
use super::case::Case;
use super::findings::{Findings, Key, Outcome};
use super::often::often;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    let extended = case.rules.nights.extended;
    let Some(extended) = extended.filter(|_| !case.worker.age.is_minor()) else {
        return;
    };
    let nights = || {
        case.stints().filter(|(_, stint)| {
            stint.is_night
                && stint.work_min > extended.over_min
                && !case.has_presence(stint.start(), stint.end())
        })
    };
    let needs_min = extended.rest.limit;
    for (at, stint) in case.stints() {
        // It may follow an extended night that is not seen, or be one with what is not seen of it.
        let gap = case.timeline.gap_after(at).unwrap_or(needs_min);
        let until = stint.end() + gap.min(needs_min);
        found.unknown(case, extended.rest.rule, stint.start() - needs_min, until);
    }
    for (at, stint) in nights() {
        let gap = case.timeline.gap_after(at);
        let until = stint.end() + gap.map_or(needs_min, |gap| gap.min(needs_min));
        let Some(had_min) =
            gap.filter(|gap| *gap < needs_min && case.touches(stint.start(), until))
        else {
            continue;
        };
        let next = case.timeline.stints.get(at + 1);
        let facts = Facts::Rest {
            had_min,
            needs_min,
            after: stint.worked(),
            before: next.map(|next| next.worked()),
            nights: 0,
        };
        let key = Key::At(stint.end(), stint.end() + had_min);
        found.add(
            &extended.rest,
            Outcome::Violation,
            key,
            needs_min - had_min,
            facts,
        );
    }
    let spans: Vec<_> = nights().map(|(_, stint)| (stint.span, true)).collect();
    often(case, found, &extended.often, &spans);
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{GRANTED, table};
    use crate::rules::{Options, Rule, Verdict, Worker};

    const EXTENDED: Options = Options {
        extended_nights: true,
        ..GRANTED
    };

    #[test]
    fn twelve_hours_of_rest() {
        let cases = [
            ("0 20:00-08:45/45, 1 20:45-06:30/45", Verdict::Ok),
            ("0 20:00-08:45/45, 1 20:44-06:30/45", Verdict::Violation),
            ("0 22:00-08:30/30, 1 18:00-23:00", Verdict::Ok),
        ];
        table(Rule::NightExtRest, Worker::ADULT, EXTENDED, &cases);
        table(
            Rule::NightExtRest,
            Worker::ADULT,
            GRANTED,
            &[(cases[1].0, Verdict::Ok)],
        );
    }

    #[test]
    fn five_in_two_weeks() {
        let nights = |days: &[i32]| {
            let all = days.iter().map(|day| format!("{day} 20:00-08:45/45"));
            all.collect::<Vec<_>>().join(", ")
        };
        let (close, apart) = (nights(&[0, 2, 4, 7, 9, 11]), nights(&[0, 2, 4, 7, 9, 16]));
        let straddling = nights(&[0, 2, 4, 7, 9, 14]);
        let cases = [
            (&*close, Verdict::Violation),
            (&*apart, Verdict::Ok),
            (&*straddling, Verdict::Violation),
        ];
        table(Rule::NightExt14d, Worker::ADULT, EXTENDED, &cases);
    }
}
