//! The board of a small team.

use ruil_core::{Command, OfferKind};

use super::*;
use crate::pick::fixture::{Crew, MARCH_8, late, night};

fn names(board: &TeamBoard, day: usize) -> Vec<(Vec<&str>, bool, usize)> {
    let duties = board.days[day].duties.iter();
    let shown = duties.map(|duty| {
        let names = duty.names.iter().map(String::as_str).collect();
        (names, duty.is_now, duty.open)
    });
    shown.collect()
}

#[test]
fn now_stands_first_and_what_is_over_is_gone() {
    let mut crew = Crew::of(&["Zoë", "Bo", "Amal"]);
    crew.put(night(MARCH_8.plus(-1), Some(0)));
    crew.put(late(MARCH_8, Some(1)));
    crew.put(late(MARCH_8, Some(2)));
    crew.put(late(MARCH_8, None));
    crew.put(night(MARCH_8, Some(0)));
    let at = |hour: i32| Moment {
        utc_min: MARCH_8.0 * 24 * 60 + (hour - 1) * 60,
        offset_min: 60,
    };
    let early = TeamBoard::of(&crew.team, at(5));
    let lates = (vec!["Amal", "Bo"], false, 1);
    let tonight = (vec!["Zoë"], false, 0);
    assert_eq!(
        names(&early, 0),
        [(vec!["Zoë"], true, 0), lates.clone(), tonight.clone()],
        "the night still runs"
    );
    assert_eq!(
        names(&TeamBoard::of(&crew.team, at(8)), 0),
        [lates, tonight]
    );
    let evening = TeamBoard::of(&crew.team, at(20));
    assert_eq!(names(&evening, 0)[0], (vec!["Amal", "Bo"], true, 1));
    assert_eq!(evening.days.len(), 7);
    assert!(names(&evening, 1).is_empty());
}

#[test]
fn only_what_everybody_may_see_is_on_the_board() {
    let mut crew = Crew::of(&["Zoë", "Bo", "Amal"]);
    let (shift, other) = (
        crew.put(late(MARCH_8.plus(1), Some(0))),
        crew.put(late(MARCH_8.plus(2), Some(1))),
    );
    let open = crew.put(night(MARCH_8.plus(3), None));
    let offer = |shift, to| Command::Offer {
        shift,
        revision: 0,
        kind: OfferKind::GiveAway,
        to,
    };
    let all = crew.act(0, offer(shift, Audience::Everyone));
    let some = Audience::Some(vec![crew.person(2)]);
    crew.act(1, offer(other, some));
    let board = TeamBoard::of(&crew.team, Crew::noon(MARCH_8));
    assert_eq!(board.asks, [OfferId::of(all)]);
    assert_eq!(board.open, [open]);
    let people: Vec<_> = board.people.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(people, ["Amal", "Bo", "Zoë"]);
    let later = TeamBoard::of(&crew.team, Crew::noon(MARCH_8.plus(4)));
    assert!(
        later.asks.is_empty() && later.open.is_empty(),
        "they have begun"
    );
}

#[test]
fn a_second_colleague_is_asked_for_until_there_is_one() {
    let mut crew = Crew::of(&["Zoë", "Bo", "Amal", "Cas"]);
    let shift = crew.put(late(MARCH_8.plus(1), Some(1)));
    let release = Command::Release { shift, revision: 0 };
    crew.act(2, release.clone());
    let now = Crew::noon(MARCH_8);
    assert_eq!(TeamBoard::of(&crew.team, now).seconds, [shift]);
    crew.act(3, release);
    let board = TeamBoard::of(&crew.team, now);
    assert!(board.seconds.is_empty());
    assert_eq!(board.open, [shift]);
}
