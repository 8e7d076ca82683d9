//! Breaks: ATW 5:4, for 16 and 17 its first paragraph.
//!
//! Adults: with more than 5:30 of work in a duty 30 minutes, with more than 10 hours 45, in parts of
//! at least 15; a collective agreement may allow 15 (5:4(3)). At 16 and 17: 30 with more than 4:30.
//! The gap in a broken duty is a break. A part shorter than 15 minutes counts for nothing and is
//! work; a break at the very start or end interrupts nothing. The act does not say when the break
//! falls; Germany also limits the stretch without one.
//!
//! Not asked of presence duties, in which rest lies, nor of a day of lessons alone, whose breaks the
//! employer does not make.

use super::breach::Facts;
use super::case::Case;
use super::findings::{Findings, Key, Outcome};

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    let Some(clause) = case.limits.breaks else {
        return;
    };
    for (_, stint) in case.stints() {
        if stint.has_presence || !stint.has_work || !case.touches(stint.start(), stint.end()) {
            continue;
        }
        let key = Key::At(stint.start(), stint.end());
        let worked = stint.worked();
        let tiers = clause.limit.tiers.iter();
        let tier = tiers.rev().find(|(over, _)| stint.work_min > *over);
        let needs_min = tier.map_or(0, |(_, needs)| *needs);
        if stint.pause_min < needs_min {
            let facts = Facts::Pause {
                had_min: stint.pause_min,
                needs_min,
                work_min: stint.work_min,
                worked,
            };
            let excess = needs_min - stint.pause_min;
            found.add(&clause, Outcome::Violation, key, excess, facts);
        }
        if let Some(max_min) = clause
            .limit
            .stretch_min
            .filter(|max| stint.stretch_min > *max)
        {
            let had_min = stint.stretch_min;
            let facts = Facts::Stretch {
                had_min,
                max_min,
                worked,
            };
            found.add(&clause, Outcome::Violation, key, had_min, facts);
        }
        case.unknown_stint(found, clause.rule, stint);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{GRANTED, at, roster, rules, table};
    use crate::rules::{Collective, Known, Options, Pauses, Rule, Verdict, Worker, judge};
    use crate::time::Span;

    #[test]
    fn by_the_work_in_a_duty() {
        let cases = [
            ("0 08:00-13:30", Verdict::Ok),
            ("0 08:00-13:31", Verdict::Violation),
            ("0 08:00-14:29/29", Verdict::Violation),
            ("0 07:00-17:30/30", Verdict::Ok),
            ("0 07:00-17:31/30", Verdict::Violation),
            ("0 07:00-17:46/45", Verdict::Ok),
            ("0 08:00-11:00, 0 14:00-17:00", Verdict::Ok),
            ("0 08:00-11:00, 0 11:14-14:00", Verdict::Violation),
            ("237 00:00-05:00", Verdict::Violation),
        ];
        table(Rule::Break, Worker::ADULT, GRANTED, &cases);
    }

    #[test]
    fn at_the_edge_it_interrupts_nothing() {
        let mut duties = roster("0 08:00-14:30");
        for (from, until, verdict) in [
            (840, 870, Verdict::Violation),
            (839, 869, Verdict::Ok),
            (480, 510, Verdict::Violation),
        ] {
            duties[0].pauses = Pauses::Exact(vec![Span::new(at(0, from), at(0, until)).unwrap()]);
            let judgement = judge(Worker::ADULT, &duties, &rules(GRANTED), Known::ALL);
            assert_eq!(judgement.of(Rule::Break), verdict, "{from}–{until}");
        }
    }

    #[test]
    fn by_agreement_fifteen_minutes() {
        let agreed = Options {
            collective: Collective {
                short_break: true,
                ..GRANTED.collective
            },
            ..GRANTED
        };
        let cases = [
            ("0 08:00-16:15/15", Verdict::Ok),
            ("0 08:00-16:14/14", Verdict::Violation),
        ];
        table(Rule::Break, Worker::ADULT, agreed, &cases);
    }

    #[test]
    fn sixteen_and_seventeen() {
        let cases = [
            ("0 16:00-20:30", Verdict::Ok),
            ("0 16:00-20:31", Verdict::Violation),
            ("0 08:30-15:00 school", Verdict::Ok),
        ];
        table(Rule::BreakYouth, Worker::of_years(17), GRANTED, &cases);
    }
}
