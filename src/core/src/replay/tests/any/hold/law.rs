//! Nobody's roster gets worse than it was by what was settled.

use proptest::prelude::*;

use super::super::super::fixture::*;
use super::{Held, written};
use crate::rules::{Duty, DutyKind, Known, Pauses, Severity, Worker, judge};

/// Tells whether somebody's whole roster keeps the law, by the rules of `team`.
fn is_lawful(team: &Team, person: PersonId, rules: &crate::rules::RuleSet) -> bool {
    let duty = |shift: &Shift| Duty {
        span: shift.span,
        pauses: Pauses::Total(shift.break_min),
        kind: DutyKind::Work,
        shift: Some(shift.id),
    };
    let duties: Vec<_> = team.roster.of(Some(person)).map(duty).collect();
    let found = judge(Worker::ADULT, &duties, rules, Known::ALL);
    let mut breaches = found.breaches.iter();
    breaches.all(|found| found.severity != Severity::Law)
}

/// Who kept the law keeps it. Of a roster that broke it before, nothing can be counted: a long run
/// of work that is cut in two is two that are too long.
pub(in super::super) fn law(before: &Ward, after: &Ward) -> Held {
    let (Some(rules), false) = (&before.team.rules, written(before, after)) else {
        return Ok(());
    };
    if before.team.roster == after.team.roster {
        return Ok(());
    }
    for person in PEOPLE {
        let kept = is_lawful(&before.team, person, &rules.set);
        let keeps = is_lawful(&after.team, person, &rules.set);
        prop_assert!(keeps || !kept, "{:?}", person);
    }
    Ok(())
}

/// Nothing that was settled makes somebody work two shifts at once; a roster may come so.
pub(in super::super) fn nobody_is_in_two_places(before: &Ward, after: &Ward) -> Held {
    if written(before, after) {
        return Ok(());
    }
    let clashes = |ward: &Ward, person| {
        let shifts: Vec<_> = ward.team.roster.of(Some(person)).collect();
        let pairs = (1..).zip(&shifts).map(|(next, one)| {
            let others = shifts.iter().skip(next);
            others.filter(|other| other.span.overlaps(one.span)).count()
        });
        pairs.sum::<usize>()
    };
    for person in PEOPLE {
        let (had, has) = (clashes(before, person), clashes(after, person));
        prop_assert!(has <= had, "{:?}: {} → {}", person, had, has);
    }
    Ok(())
}
