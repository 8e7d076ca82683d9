//! Advice on health. It never blocks anything.
//!
//! Less than 11 hours between two duties is a quick return: shorter sleep, more fatigue and more sick
//! leave (Vedaa et al., Ergonomics 59, 2016). More than three nights in a row raise the risk of
//! accidents and build up lost sleep (Garde et al., Scand J Work Environ Health 46, 2020). More than
//! seven duties without two full days off: five to seven are the most to plan (HSE, HSG256, 2006).

use super::breach::Facts;
use super::case::Case;
use super::duty::Worked;
use super::findings::{Findings, Key, Outcome};
use super::rule_set::{Clause, DAY};
use super::stint::Stint;
use crate::time::Span;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    let health = case.rules.health;
    quick_return(case, found, &health.quick_return);
    let (max, off_min) = health.long_run.limit;
    in_a_row(case, found, &health.long_run, (max, off_min), case.stints());
    let nights = health.nights;
    // A full day between two nights is a night off.
    for run in case
        .timeline
        .stints
        .chunk_by(|one, next| one.is_night == next.is_night)
    {
        if run.first().is_some_and(|stint| stint.is_night) {
            let run = run.iter().enumerate();
            in_a_row(case, found, &nights, (nights.limit, DAY), run);
        }
    }
}

fn quick_return(case: &Case<'_>, found: &mut Findings, clause: &Clause<i32>) {
    for (at, stint) in case.stints() {
        let needs_min = clause.limit;
        let Some(had_min) = case.timeline.gap_after(at).filter(|gap| *gap < needs_min) else {
            continue;
        };
        if case.touches(stint.start(), stint.end() + had_min) {
            let facts = Facts::Rest {
                had_min,
                needs_min,
                after: stint.worked(),
                before: case.timeline.stints.get(at + 1).map(Stint::worked),
                nights: 0,
            };
            let key = Key::At(stint.end(), stint.end() + had_min);
            found.add(clause, Outcome::Advice, key, needs_min - had_min, facts);
        }
    }
}

fn in_a_row<'a, T>(
    case: &Case<'_>,
    found: &mut Findings,
    clause: &Clause<T>,
    (max, off_min): (i32, i32),
    stints: impl Iterator<Item = (usize, &'a Stint)>,
) {
    let mut run: Option<(&Stint, &Stint, i32)> = None;
    let mut tell = |run: Option<(&Stint, &Stint, i32)>| {
        if let Some((first, last, had)) = run.filter(|(.., had)| *had > max)
            && case.touches(first.start() - off_min, last.end() + off_min)
        {
            let worked = Worked {
                span: Span::new(first.span.start(), last.span.end()).unwrap_or(first.span),
                first: first.worked().first,
                last: last.worked().last,
            };
            let key = Key::In(first.start(), last.end());
            found.add(
                clause,
                Outcome::Advice,
                key,
                had,
                Facts::Run { had, max, worked },
            );
        }
    };
    for (_, stint) in stints {
        run = match run {
            Some((first, last, had)) if stint.start() - last.end() < off_min => {
                Some((first, stint, had + 1))
            }
            _ => {
                tell(run);
                Some((stint, stint, 1))
            }
        };
    }
    tell(run);
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{GRANTED, judged};
    use crate::rules::{Rule, Severity, Verdict};

    #[test]
    fn advice_and_nothing_else() {
        for (text, rule, is_given) in [
            (
                "0 14:30-23:00/30, 1 09:59-15:30/30",
                Rule::QuickReturn,
                true,
            ),
            (
                "0 14:30-23:00/30, 1 10:00-15:30/30",
                Rule::QuickReturn,
                false,
            ),
            ("0..4 23:00-07:00/30", Rule::NightsInARow, true),
            ("0..3 23:00-07:00/30", Rule::NightsInARow, false),
            (
                "0..4 15:00-23:00/30, 5..9 15:00-23:00/30",
                Rule::LongWithoutTwoDaysOff,
                true,
            ),
            (
                "0..4 15:00-23:00/30, 6..10 15:00-23:00/30",
                Rule::LongWithoutTwoDaysOff,
                false,
            ),
        ] {
            let judgement = judged(text, GRANTED);
            let given = judgement.advice.iter().any(|advice| advice.rule == rule);
            assert_eq!(given, is_given, "{rule}: {text}");
            assert_eq!(judgement.of(rule), Verdict::Ok, "it never blocks");
            assert!(
                judgement
                    .advice
                    .iter()
                    .all(|one| one.severity() == Severity::Health)
            );
        }
    }
}
