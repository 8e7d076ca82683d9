//! The weeks of the people in a change, as they are and as they would be.

use std::collections::BTreeSet;

use ruil_core::assess::Effect;
use ruil_core::check::Change;
use ruil_core::{Assessment, Day, PersonId, Shift, Team, gather};

use super::codes::codes;
use super::ways::starting;
use crate::components::{StripShift, WeekPair};

/// Returns the weeks a change touches, by their Monday.
pub fn mondays(team: &Team, change: &Change) -> BTreeSet<Day> {
    let shifts = change.handovers().iter();
    let shifts = shifts.filter_map(|handover| team.roster.get(handover.shift));
    gather(shifts.map(|shift| shift.span.start().day().monday()))
}

/// Returns everybody in a change with the weeks it touches, in the order of the assessment; `me`
/// comes first.
pub fn beside<'a>(
    team: &Team,
    change: &Change,
    assessment: &'a Assessment,
    me: PersonId,
) -> Vec<(&'a Effect, Vec<WeekPair>)> {
    let mondays = mondays(team, change);
    let pairs = |effect: &'a Effect| {
        let pair = |monday: &Day| pair(team, change, effect.person, *monday);
        (effect, mondays.iter().map(pair).collect())
    };
    let mut people: Vec<_> = assessment.effects.iter().map(pairs).collect();
    people.sort_by_key(|(effect, _)| effect.person != me);
    people
}

fn pair(team: &Team, change: &Change, person: PersonId, monday: Day) -> WeekPair {
    let codes = codes(team);
    let strip = |shift: &Shift, changes: bool| StripShift {
        span: shift.span,
        code: codes.get(&shift.kind).cloned().unwrap_or_default(),
        changes,
    };
    let goes = |shift: &Shift| {
        let mut handovers = change.handovers().iter();
        handovers.any(|one| one.shift == shift.id && one.from == Some(person))
    };
    let own = || starting(team, person, monday, monday.plus(7));
    // Of a shift that is cut, one part comes and the other stays.
    let comes = change.handovers().iter().filter_map(|one| {
        let shift = team.roster.get(one.shift)?;
        let span = match one.part {
            Some(part) if one.to == person => part.taken,
            Some(part) if one.from == Some(person) => part.kept,
            None if one.to == person => shift.span,
            Some(_) | None => return None,
        };
        Some(StripShift {
            span,
            ..strip(shift, true)
        })
    });
    let comes = comes.filter(|shift| shift.span.start().day().monday() == monday);
    let stays = own().filter(|shift| !goes(shift));
    let mut after: Vec<_> = stays
        .map(|shift| strip(shift, false))
        .chain(comes)
        .collect();
    after.sort_by_key(|shift| shift.span);
    WeekPair {
        monday,
        before: own().map(|shift| strip(shift, goes(shift))).collect(),
        after,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late, night};
    use ruil_core::assess;

    #[test]
    fn both_weeks_show_what_goes_and_what_comes() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let given = crew.put(night(MARCH_8, Some(0)));
        let returned = crew.put(late(MARCH_8.plus(3), Some(1)));
        crew.put(late(MARCH_8.plus(-2), Some(1)));
        let (amal, bo) = (crew.person(0), crew.person(1));
        let change = Change::swap(given, amal, bo, Some(returned));
        let assessment = assess(&crew.team, &change, Crew::noon(MARCH_8));
        let people = beside(&crew.team, &change, &assessment, bo);
        let who: Vec<_> = people.iter().map(|(effect, _)| effect.person).collect();
        assert_eq!(who, [bo, amal], "mine first");

        let (_, weeks) = &people[0];
        let changes = |shifts: &[StripShift]| -> Vec<(Day, bool)> {
            let one = |shift: &StripShift| (shift.span.start().day(), shift.changes);
            shifts.iter().map(one).collect()
        };
        let [first, second] = weeks.as_slice() else {
            panic!("two weeks are touched: {weeks:?}");
        };
        assert_eq!(changes(&first.before), [(MARCH_8.plus(-2), false)]);
        assert_eq!(
            changes(&first.after),
            [(MARCH_8.plus(-2), false), (MARCH_8, true)]
        );
        assert_eq!(changes(&second.before), [(MARCH_8.plus(3), true)]);
        assert_eq!(changes(&second.after), []);
    }

    #[test]
    fn of_a_shift_that_is_cut_both_see_their_part() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let id = crew.put(late(MARCH_8, Some(0)));
        let shift = crew.team.roster.get(id).unwrap().clone();
        let side = crate::pick::lot::Side::First;
        let at = crate::pick::lot::cuts(shift.span, side, 0)[0];
        let lot = crate::pick::lot::Lot {
            part: Some(crate::pick::lot::asked(shift.span, side, at, 0)),
            ..crate::pick::lot::Lot::whole(shift.clone())
        };
        let change = lot.change(crew.person(1), None);
        let assessment = assess(&crew.team, &change, Crew::noon(MARCH_8));
        let people = beside(&crew.team, &change, &assessment, crew.person(1));
        let after = |at: usize| people[at].1[0].after[0].span;
        assert_eq!((after(0).start(), after(0).end()), (shift.span.start(), at));
        assert_eq!((after(1).start(), after(1).end()), (at, shift.span.end()));
    }
}
