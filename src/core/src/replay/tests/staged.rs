//! Whom an open shift asks first.

use super::fixture::*;
use crate::event::Terms;
use crate::staged::staged;

/// Cas's night on Wednesday is open from noon a week before the Monday; all others could work it.
fn released() -> Ward {
    let mut ward = Ward::new();
    for (name, id) in [("Eva", 11), ("Fay", 12)] {
        let people = vec![person(PersonId::from_bytes([id; 16]), name)];
        let additions = Additions {
            people,
            ..Additions::default()
        };
        ward.applies(ANN, Command::Add(additions));
    }
    let (shift, revision) = (CASS, 0);
    ward.applies(ANN, Command::Release { shift, revision });
    ward
}

fn asked(ward: &Ward, day: i32, hour: i32) -> (usize, Option<Moment>) {
    let found = staged(&ward.team, &ward.shift(CASS), moment(day, hour));
    assert_eq!(
        found.order.len(),
        6,
        "everybody could, and who fell ill too"
    );
    (
        found.asked,
        found.next.map(|next| Moment {
            offset_min: 60,
            ..next
        }),
    )
}

#[test]
fn a_few_are_asked_at_a_time_and_all_when_it_is_urgent() {
    let ward = released();
    // Open for 9 days and 10 hours, the last of them for everybody: steps of 25 hours and a quarter.
    let at = |minutes: i32| Moment {
        utc_min: moment(-7, 12).utc_min + minutes,
        offset_min: 60,
    };
    let step_min = (8 * 24 * 60 + 10 * 60) / 8;
    assert_eq!(asked(&ward, -7, 12), (3, Some(at(step_min))));
    assert_eq!(asked(&ward, -6, 12), (3, Some(at(step_min))));
    assert_eq!(asked(&ward, -6, 14), (6, None), "all were asked");
    assert_eq!(asked(&ward, 2, 10), (6, None));
}

#[test]
fn who_has_hours_to_spare_and_carries_least_comes_first() {
    let mut ward = released();
    let terms = |contract_min| Terms {
        contract_min,
        ..Terms::default()
    };
    let full = Command::SetTerms {
        person: DEE,
        terms: terms(Some(60)),
    };
    let spare = Command::SetTerms {
        person: BEN,
        terms: terms(Some(40 * 60)),
    };
    ward.applies(ANN, full);
    ward.applies(ANN, spare);
    let found = staged(&ward.team, &ward.shift(CASS), moment(-7, 12));
    assert_eq!(found.order.first(), Some(&BEN), "he has hours to spare");
    assert_eq!(found.order.last(), Some(&DEE), "she has none");
    assert!(found.asks(BEN) && !found.asks(DEE));
}

#[test]
fn what_the_planner_left_open_asks_everybody() {
    let ward = Ward::new();
    let found = staged(&ward.team, &ward.shift(OPEN), moment(-7, 12));
    assert_eq!((found.asked, found.next), (found.order.len(), None));
    assert!(!found.asks(ANN), "she works then");
}
