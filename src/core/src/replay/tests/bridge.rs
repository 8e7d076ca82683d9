//! The planner's roster read again, compared, decided about, and read once more.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::fixture::*;
use crate::Span;
use crate::bridge::decide::Word;
use crate::bridge::difference::{Difference, PlannerRoster};
use crate::bridge::{Comparing, Planned};

/// Returns the roster as the planner had it before any swap.
fn file(team: &Team) -> PlannerRoster {
    let unchanged = team.roster.iter();
    let unchanged = unchanged.filter(|shift| team.official.get(&shift.id).is_none());
    let changed = team.official.values().filter_map(|official| official.was);
    PlannerRoster {
        days: Some((Day(MONDAY.0 - 7), Day(MONDAY.0 + 14))),
        people: PEOPLE.into(),
        shifts: unchanged.map(Planned::of).chain(changed).collect(),
    }
}

fn with_a_gift() -> Ward {
    let mut ward = Ward::new();
    let gift = ward.offers(ANN, ANNS, OfferKind::GiveAway);
    ward.applies(DEE, yes(gift));
    ward
}

fn at(planner: &PlannerRoster, ward: &Ward, shift: ShiftId) -> usize {
    let was = ward.team.official.get(&shift).and_then(|one| one.was);
    let was = was.unwrap_or_else(|| Planned::of(&ward.shift(shift)));
    planner.shifts.iter().position(|one| *one == was).unwrap()
}

fn decide(ward: &mut Ward, planner: &PlannerRoster, word: impl Fn(&Difference) -> Option<Word>) {
    let comparison = ward.team.compare(planner);
    let decided = comparison.differences.iter();
    let decided = decided.filter_map(|difference| Some((*difference, word(difference)?)));
    for command in ward.team.decide(&comparison, decided) {
        ward.applies(ANN, command);
    }
}

#[test]
fn a_swap_is_waiting_until_the_planner_has_it() {
    let mut ward = with_a_gift();
    let mut planner = file(&ward.team);
    let revision = Some(1);
    let found = ward.team.compare(&planner);
    let waiting = Difference::Waiting {
        shift: ANNS,
        revision,
    };
    assert_eq!(
        (found.same, found.differences.as_slice()),
        (6, &[waiting][..])
    );

    let place = at(&planner, &ward, ANNS);
    planner.shifts[place].owner = Some(DEE);
    let found = ward.team.compare(&planner);
    let processed = Difference::Processed {
        shift: ANNS,
        revision,
    };
    assert_eq!(
        (found.same, found.differences.as_slice()),
        (6, &[processed][..])
    );
    decide(&mut ward, &planner, Difference::usual_word);
    assert_eq!(ward.team.net_changes(0), []);
    assert_eq!(ward.owner(ANNS), Some(DEE));
}

#[test]
fn what_the_planner_changed_elsewhere_is_taken_over() {
    let mut ward = with_a_gift();
    let mut planner = file(&ward.team);
    let place = at(&planner, &ward, BENS);
    planner.shifts[place].owner = Some(CAS);
    let place = at(&planner, &ward, DEES);
    let span = planner.shifts[place].span;
    let later = Moment {
        utc_min: span.end().utc_min + 60,
        ..span.end()
    };
    planner.shifts[place].span = Span::new(span.start(), later).unwrap();
    let gone = at(&planner, &ward, NURSES);
    planner.shifts.remove(gone);
    let extra = Planned {
        owner: Some(BEN),
        ..planner.shifts[0]
    };
    planner.shifts.push(extra);
    let found = ward.team.compare(&planner);
    let kinds: Vec<_> = found
        .differences
        .iter()
        .map(|one| (one.shift(), one.usual_word()))
        .collect();
    let planner_s = Some(Word::Planner);
    for wanted in [
        (Some(ANNS), Some(Word::Team)),
        (Some(BENS), planner_s),
        (Some(DEES), planner_s),
        (Some(NURSES), planner_s),
        (None, planner_s),
    ] {
        assert!(kinds.contains(&wanted), "{wanted:?} in {kinds:?}");
    }
    assert_eq!(kinds.len(), 5);
    decide(&mut ward, &planner, Difference::usual_word);
    assert_eq!(ward.owner(BENS), Some(CAS));
    assert_eq!(ward.shift(DEES).span.len_min(), 9 * 60);
    assert!(ward.team.roster.get(NURSES).is_none());
    assert_eq!(ward.owner(ANNS), Some(DEE), "the swap stays");
    let again = ward.team.compare(&planner);
    assert_eq!(again.same, planner.shifts.len() - 1);
    assert_eq!(again.differences.len(), 1, "only the swap waits");
}

#[test]
fn a_swapped_shift_that_moved_or_vanished_is_for_somebody_to_decide() {
    for is_there in [true, false] {
        let ward = with_a_gift();
        let mut planner = file(&ward.team);
        let place = at(&planner, &ward, ANNS);
        let span = planner.shifts[place].span;
        let start = Moment {
            utc_min: span.start().utc_min - 30,
            ..span.start()
        };
        if is_there {
            planner.shifts[place].span = Span::new(start, span.end()).unwrap();
        } else {
            planner.shifts.remove(place);
        }
        let found = ward.team.compare(&planner);
        let [conflict @ Difference::Conflict { shift: ANNS, .. }] = found.differences[..] else {
            panic!("{found:?}");
        };
        assert_eq!(conflict.usual_word(), None, "not without somebody's word");
        let mut after = Vec::new();
        for word in conflict.words() {
            let mut ward = ward.clone();
            decide(&mut ward, &planner, |_| Some(*word));
            let shift = ward.team.roster.get(ANNS);
            after.push((*word, shift.map(|shift| (shift.owner, shift.span.start()))));
            let again = ward.team.compare(&planner);
            let is_team_s = *word != Word::Planner;
            assert_eq!(again.differences.len(), usize::from(is_team_s), "{again:?}");
        }
        let as_it_was = Some((Some(DEE), span.start()));
        if is_there {
            let both = (Word::Both, Some((Some(DEE), start)));
            let planner_s = (Word::Planner, Some((Some(ANN), start)));
            assert_eq!(after, [both, planner_s, (Word::Team, as_it_was)]);
        } else {
            assert_eq!(after, [(Word::Planner, None), (Word::Team, as_it_was)]);
        }
    }
}

#[test]
fn a_file_says_nothing_of_whom_and_when_it_is_not_about() {
    let mut ward = with_a_gift();
    let mut planner = file(&ward.team);
    planner.people.remove(&BEN);
    planner
        .shifts
        .retain(|shift| shift.owner.is_some_and(|owner| owner != BEN));
    planner.days = Some((MONDAY, Day(MONDAY.0 + 3)));
    planner
        .shifts
        .retain(|shift| shift.span.start().day() <= Day(MONDAY.0 + 3));
    planner
        .shifts
        .iter_mut()
        .for_each(|shift| shift.break_min = 0);
    let found = ward.team.compare(&planner);
    assert_eq!(found.missing, [(BEN, 2)], "his night and his late");
    assert_eq!((found.same, found.differences.len()), (2, 1), "{found:?}");
    decide(&mut ward, &planner, Difference::usual_word);
    assert_eq!((ward.owner(BENS), ward.owner(OPEN)), (Some(BEN), None));
    assert_eq!(
        ward.shift(DEES).break_min,
        30,
        "a file without breaks changes none"
    );
}

/// What a planner did to a shift: nothing, gave it away, moved it, took it out.
fn edits() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec((0_u8..8, 0_u8..4), 7)
}

proptest! {
    #[test]
    fn nothing_is_lost_whatever_the_planner_did_and_whatever_is_decided(
        gifts in prop::collection::vec((0_usize..7, 0_usize..4), 0..6),
        edits in edits(),
        words in prop::collection::vec(0_u8..4, 20),
    ) {
        let mut ward = Ward::new();
        let all = [ANNS, BENS, CASS, BENS_LATE, OPEN, NURSES, DEES];
        for (shift, taker) in gifts {
            let found = ward.shift(all[shift]);
            let Some(by) = found.owner else { continue };
            let new = offer(found.id, found.revision, OfferKind::GiveAway);
            if ward.act(by, new) == Outcome::Applied {
                let id = OfferId::of(ward.last());
                let _ = ward.act(PEOPLE[taker], yes(id));
            }
        }
        let mut planner = file(&ward.team);
        let edited = planner.shifts.iter().zip(edits).filter_map(|(shift, (what, who))| {
            let moved_min = i32::from(what) * 15;
            let moment = |moment: Moment| Moment {
                utc_min: moment.utc_min + moved_min,
                ..moment
            };
            match what {
                0..=2 => Some(*shift),
                3 => Some(Planned { owner: Some(PEOPLE[usize::from(who)]), ..*shift }),
                4 | 5 => {
                    let span = Span::new(moment(shift.span.start()), moment(shift.span.end()))?;
                    Some(Planned { span, ..*shift })
                }
                6 => None,
                _ => Some(Planned { owner: None, ..*shift }),
            }
        });
        planner.shifts = edited.collect();
        let before = ward.team.net_changes(0);
        let found = ward.team.compare(&planner);
        for few in [1, 3] {
            let mut comparing = Comparing::begin(&ward.team, &planner);
            while comparing.step(few) {}
            prop_assert_eq!(&comparing.finish(&ward.team), &found, "{} at a time", few);
        }
        let each: BTreeSet<_> = found.differences.iter().filter_map(Difference::planned).collect();
        let news = found.differences.iter().filter_map(Difference::planned).count();
        prop_assert_eq!(each.len(), news, "no row of the file is found twice");
        let swaps = found.differences.iter().filter_map(Difference::shift);
        let swaps: BTreeSet<_> = swaps.collect();
        let is_said = |change: &crate::bridge::NetChange| swaps.contains(&change.shift);
        prop_assert!(before.iter().all(is_said), "each swap is spoken of: {:?}", found);

        let mut word = words.into_iter();
        let decided: Vec<_> = found.differences.iter().map(|difference| {
            let words = difference.words();
            let nth = usize::from(word.next().unwrap_or_default());
            (*difference, words[nth % words.len()])
        }).collect();
        for command in ward.team.decide(&found, decided.iter().copied()) {
            let outcome = ward.act(ANN, command);
            prop_assert_eq!(outcome, Outcome::Applied);
        }
        // What the planner has is known now, but for the shifts that somebody would not have here.
        let again = ward.team.compare(&planner);
        let unwanted = decided.iter().filter(|(difference, word)| {
            matches!(difference, Difference::Added { .. }) && *word == Word::Team
        });
        let unwanted = unwanted.count();
        let added = again.differences.iter().filter(|one| matches!(one, Difference::Added { .. }));
        prop_assert_eq!(added.count(), unwanted, "{:?} then {:?}", decided, again);
        for difference in again.differences {
            let is_settled = matches!(difference, Difference::Waiting { .. } | Difference::Added { .. });
            prop_assert!(is_settled, "{:?} after {:?}", difference, decided);
        }
        let official: Vec<_> = {
            let mut official = file(&ward.team).shifts;
            // A file that names no open shift says nothing of them.
            let has_open = planner.shifts.iter().any(|shift| shift.owner.is_none());
            official.retain(|shift| has_open || shift.owner.is_some());
            official.sort();
            official
        };
        let mut there = planner.shifts.clone();
        there.sort();
        if unwanted == 0 {
            prop_assert_eq!(official, there, "what the planner has is known");
        }
    }
}
