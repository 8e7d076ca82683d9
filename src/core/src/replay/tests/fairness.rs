//! My burden against the team's, and what the team solved by itself.

use super::fixture::*;
use crate::burden::solved::{Solved, solved};
use crate::burden::spread::{Load, Quartiles, Spread, known, spread};
use crate::burden::unsocial::Unsocial;
use crate::event::Terms;

const WEEK: (Day, Day) = (MONDAY, MONDAY.plus(6));

impl Ward {
    /// Writes down contracts of seven hours a week: an hour a day.
    fn contracts(&mut self, people: &[PersonId]) {
        for person in people.iter().copied() {
            let terms = Terms {
                contract_min: Some(7 * 60),
                ..Terms::default()
            };
            self.applies(ANN, Command::SetTerms { person, terms });
        }
    }

    fn spread(&self, me: PersonId) -> Spread {
        spread(&self.team, me, WEEK).unwrap()
    }
}

#[test]
fn my_burden_stands_in_the_team_s() {
    let mut ward = Ward::new();
    ward.contracts(&PEOPLE);
    let ann = ward.spread(ANN);
    assert_eq!(
        ann.mine,
        Unsocial {
            evening_min: 2 * 60,
            night_min: 6 * 60,
            weekend_min: 8 * 60,
            holiday_min: 0,
        }
    );
    let mine = |spread: &Spread| spread.lines.map(|line| line.mine.unwrap());
    // The roster ends on Saturday: six days, six contract hours.
    assert_eq!(ann.days, (MONDAY, MONDAY.plus(5)));
    assert_eq!(mine(&ann), [333, 1_000, 1_333, 0, 2_667]);
    assert_eq!(mine(&ward.spread(BEN)), [667, 1_000, 0, 0, 1_667]);
    assert_eq!(mine(&ward.spread(DEE)), [0; 5]);

    let total = ann.lines.last().unwrap();
    let team = Quartiles {
        min: 0,
        low: 1_000,
        median: 1_500,
        high: 1_917,
        max: 2_667,
    };
    assert_eq!((total.load, total.team), (Load::Total, Some(team)));
    assert_eq!(
        ward.spread(DEE).lines.map(|line| line.team),
        ann.lines.map(|line| line.team),
        "the same for everybody"
    );
}

#[test]
fn who_has_no_contract_is_left_out_and_few_make_no_spread() {
    let mut ward = Ward::new();
    ward.contracts(&[ANN, BEN, CAS]);
    let dee = ward.spread(DEE);
    assert_eq!((dee.counted, dee.left_out), (3, 1));
    let lines = dee.lines.map(|line| (line.mine, line.team));
    assert_eq!(lines, [(None, None); 5], "three would show each of them");
    assert!(ward.spread(ANN).lines[0].mine.is_some());
}

#[test]
fn only_what_there_is_a_roster_of_counts() {
    let mut ward = Ward::new();
    ward.contracts(&PEOPLE);
    assert_eq!(known(&ward.team), Some((MONDAY, MONDAY.plus(5))));
    let within = |from: i32, until: i32| {
        let days = (MONDAY.plus(from), MONDAY.plus(until));
        spread(&ward.team, ANN, days).map(|found| (found.days, found.mine.total_min()))
    };
    assert_eq!(within(-30, -1), None);
    assert_eq!(within(6, 30), None);
    assert_eq!(within(1, 0), None);
    assert_eq!(within(-30, 0), Some(((MONDAY, MONDAY), 8 * 60)));
    assert_eq!(known(&Team::default()), None);
}

#[test]
fn gaps_gifts_and_swaps_are_the_team_s() {
    let mut ward = Ward::new();
    let none = Solved::default();
    let of = |ward: &Ward, until_ms| solved(&ward.team, 0, until_ms);
    assert_eq!(of(&ward, u64::MAX), none);
    ward.applies(DEE, claim(OPEN));
    assert_eq!(of(&ward, u64::MAX), Solved { gaps: 1, ..none });
    let gift = ward.offers(ANN, ANNS, OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    ward.wait(60);
    let before_ms = ward.now_ms;
    let swap = ward.offers(BEN, BENS, OfferKind::SwapForNamed(vec![DEES]));
    ward.applies(DEE, with(swap, DEES, 0));
    let first = Solved {
        gaps: 1,
        taken_over: 1,
        ..none
    };
    assert_eq!(of(&ward, before_ms), first);
    assert_eq!(of(&ward, u64::MAX), Solved { swaps: 1, ..first });
}
