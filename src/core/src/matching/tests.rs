//! A team of five, what it wishes, and what is found for it.

use super::*;
use crate::circle::Search;
use crate::event::{
    Agreements, Audience, Command, Event, NewCircle, NewOffer, NewWish, OfferKind, Pattern,
    ShiftRef, Wanted,
};
use crate::fixture::{self, ANN, BEN, CAS, DEE, EVA, MONDAY, device, moment};
use crate::id::{CircleId, EventId};
use crate::replay::{Outcome, Stamp};
use crate::shift::PartOfDay;

const PEOPLE: [PersonId; 5] = [ANN, BEN, CAS, DEE, EVA];
const ROSTER: EventId = EventId::from_bytes([7; 16]);
struct Ward {
    team: Team,
    number: u64,
}

/// Three days before that Monday.
fn now() -> Moment {
    moment(-3, 12)
}

const fn shift(nth: u32) -> ShiftId {
    ShiftId::nth(ROSTER, nth)
}

fn parts(parts: &[PartOfDay]) -> Pattern {
    Pattern {
        parts: parts.iter().fold(0, |set, part| set | Pattern::part(*part)),
        ..Pattern::default()
    }
}

fn day(day: i32) -> Pattern {
    Pattern {
        days: Some((MONDAY.plus(day), MONDAY.plus(day))),
        ..Pattern::default()
    }
}

impl Ward {
    /// Shifts of eight hours, given as (person, day after the Monday, from hour).
    fn new(shifts: &[(Option<u16>, i32, i32)]) -> Self {
        let mut ward = Self {
            team: Team::default(),
            number: 0,
        };
        let others = [(BEN, "Ben"), (CAS, "Cas"), (DEE, "Dee"), (EVA, "Eva")];
        for command in fixture::founding(&others) {
            ward.act(ANN, command);
        }
        let new =
            |(owner, day, hour): &(Option<u16>, i32, i32)| fixture::shift(*day, *hour, 8, *owner);
        let import = fixture::roster(&PEOPLE, shifts.iter().map(new).collect());
        ward.number += 1;
        ward.replay(ROSTER, ANN, import);
        ward.act(ANN, Command::SetRules(fixture::law()));
        ward.act(ANN, Command::Agree(Agreements::default()));
        ward
    }

    fn act(&mut self, actor: PersonId, command: Command) -> EventId {
        self.number += 1;
        let mut bytes = [0xee; 16];
        bytes[..8].copy_from_slice(&self.number.to_be_bytes());
        let id = EventId::from_bytes(bytes);
        self.replay(id, actor, command);
        id
    }

    fn replay(&mut self, id: EventId, actor: PersonId, command: Command) {
        let event = Event {
            id,
            device: device(actor),
            actor,
            command,
        };
        let time_ms = u64::try_from(now().utc_min).unwrap() * 60_000;
        let stamp = Stamp {
            number: self.number,
            time_ms: time_ms + self.number,
        };
        assert_eq!(
            self.team.apply(&event, stamp),
            Outcome::Applied,
            "{event:?}"
        );
    }

    fn wish(&mut self, person: PersonId, what: Wanted, shifts: Pattern) {
        let wish = NewWish {
            what,
            shifts,
            weight: 2,
            until: None,
        };
        self.act(person, Command::Wish(wish));
    }

    fn offer(&mut self, person: PersonId, nth: u32, kind: OfferKind) {
        let new = NewOffer {
            shifts: vec![ShiftRef {
                shift: shift(nth),
                revision: 0,
            }],
            part: None,
            kind,
            to: Audience::Everyone,
        };
        self.act(person, Command::Propose(new));
    }

    /// Returns the best set of circles, each as which shift who gets.
    fn found(&self) -> Vec<Vec<(u32, PersonId)>> {
        let nth = |id| (0..20).find(|nth| shift(*nth) == id).unwrap();
        let mut found = Vec::new();
        for moves in self.circles() {
            let mut moves: Vec<_> = moves
                .iter()
                .map(|step| (nth(step.shift), step.to))
                .collect();
            moves.sort_unstable();
            found.push(moves);
        }
        found.sort_unstable();
        found
    }

    fn circles(&self) -> Vec<Vec<Move>> {
        let market = Market::of(&self.team, now());
        let mut search = Search::new(market.pool()).unwrap();
        while search.step(1_000) == crate::circle::Progress::More {}
        let answer = search.answer();
        assert!(answer.is_proven);
        answer
            .circles
            .iter()
            .map(|circle| market.moves(circle))
            .collect()
    }

    fn propose(&mut self, person: PersonId, moves: Vec<Move>) -> CircleId {
        let new = NewCircle {
            moves,
            open_min: 48 * 60,
        };
        CircleId::of(self.act(person, Command::ProposeCircle(new)))
    }
}

/// Ann has Monday, Ben Tuesday, Cas Wednesday; each would rather be free that day and would like the
/// day of the next, so no pair helps.
fn ring() -> Ward {
    let mut ward = Ward::new(&[(Some(0), 0, 7), (Some(1), 1, 7), (Some(2), 2, 7)]);
    for (person, has, likes) in [(ANN, 0, 1), (BEN, 1, 2), (CAS, 2, 0)] {
        ward.offer(person, has, OfferKind::SwapForWish(vec![day(likes)]));
    }
    ward
}

#[test]
fn a_circle_of_three_that_no_pair_can_close() {
    let mut ward = ring();
    assert_eq!(ward.found(), [[(0, CAS), (1, ANN), (2, BEN)]]);

    let moves = ward.circles().remove(0);
    let circle = ward.propose(BEN, moves);
    assert_eq!(
        ward.circles(),
        Vec::<Vec<Move>>::new(),
        "nobody is asked twice"
    );
    ward.act(ANN, Command::AnswerCircle { circle, yes: true });
    assert_eq!(ward.team.roster.get(shift(0)).unwrap().owner, Some(ANN));
    ward.act(CAS, Command::AnswerCircle { circle, yes: true });
    let owners = [0, 1, 2].map(|nth| ward.team.roster.get(shift(nth)).unwrap().owner);
    assert_eq!(owners, [Some(CAS), Some(ANN), Some(BEN)]);
    let open = ward.team.offers.values().filter(|offer| offer.is_open());
    assert_eq!(open.count(), 0, "the offers are over with it");
}

#[test]
fn one_no_dissolves_it_and_the_search_goes_on_without_it() {
    let mut ward = ring();
    let moves = ward.circles().remove(0);
    let circle = ward.propose(ANN, moves);
    ward.act(BEN, Command::AnswerCircle { circle, yes: false });
    assert_eq!(ward.found(), Vec::<Vec<_>>::new());
    // Dee brings what Cas would have given to Ben, and another way to what Ann would like.
    let mut ward = {
        let mut ward = Ward::new(&[
            (Some(0), 0, 7),
            (Some(1), 1, 7),
            (Some(2), 2, 7),
            (Some(3), 2, 7),
        ]);
        for (person, has, likes) in [(ANN, 0, 1), (BEN, 1, 2), (CAS, 2, 0), (DEE, 3, 0)] {
            ward.offer(person, has, OfferKind::SwapForWish(vec![day(likes)]));
        }
        ward
    };
    let first = ward.circles().remove(0);
    let third = first.iter().find(|step| step.to == BEN).unwrap().shift;
    let circle = ward.propose(ANN, first);
    ward.act(BEN, Command::AnswerCircle { circle, yes: false });
    let second = ward.circles().remove(0);
    let other = second.iter().find(|step| step.to == BEN).unwrap().shift;
    assert_ne!(third, other);
}

#[test]
fn wishes_match_by_themselves() {
    let mut ward = Ward::new(&[(Some(0), 0, 7), (Some(1), 2, 15)]);
    ward.wish(ANN, Wanted::Free, day(0));
    ward.wish(BEN, Wanted::Free, parts(&[PartOfDay::Late]));
    assert_eq!(ward.found(), [[(0, BEN), (1, ANN)]]);
    // Ann would rather not work lates either.
    ward.wish(ANN, Wanted::Free, parts(&[PartOfDay::Late]));
    assert_eq!(ward.found(), Vec::<Vec<_>>::new());
}

#[test]
fn who_would_like_a_shift_gives_one_of_the_same_days() {
    let mut ward = Ward::new(&[(Some(0), 0, 7), (Some(1), 2, 15), (Some(1), 20, 15)]);
    ward.wish(ANN, Wanted::Work, parts(&[PartOfDay::Late]));
    ward.wish(BEN, Wanted::Free, parts(&[PartOfDay::Late]));
    assert_eq!(ward.found(), [[(0, BEN), (1, ANN)]]);
}

#[test]
fn a_chain_begins_with_extra_hours_and_ends_in_an_open_shift() {
    let mut ward = Ward::new(&[(None, 0, 7), (Some(1), 2, 7)]);
    ward.wish(DEE, Wanted::Extra, day(2));
    ward.offer(BEN, 1, OfferKind::SwapForWish(vec![day(0)]));
    assert_eq!(ward.found(), [[(0, BEN), (1, DEE)]]);
    let moves = ward.circles().remove(0);
    let circle = ward.propose(DEE, moves);
    ward.act(BEN, Command::AnswerCircle { circle, yes: true });
    let owners = [0, 1].map(|nth| ward.team.roster.get(shift(nth)).unwrap().owner);
    assert_eq!(owners, [Some(BEN), Some(DEE)]);
}

#[test]
fn what_the_rules_or_a_wish_forbid_is_not_found() {
    // Ben's night ends on Tuesday morning, and Ann's early begins then.
    let mut ward = Ward::new(&[(Some(0), 1, 7), (Some(1), 0, 23), (Some(1), 4, 7)]);
    ward.offer(ANN, 0, OfferKind::SwapForNamed(vec![shift(2)]));
    ward.offer(BEN, 2, OfferKind::SwapForNamed(vec![shift(0)]));
    assert_eq!(ward.found(), Vec::<Vec<_>>::new());
    // Two days after it the law has nothing against it, but Ben never works an early after a night.
    let shifts = [(Some(0), 1, 21), (Some(1), 0, 23), (Some(1), 4, 7)];
    let mut ward = Ward::new(&shifts);
    ward.offer(ANN, 0, OfferKind::SwapForNamed(vec![shift(2)]));
    ward.offer(BEN, 2, OfferKind::SwapForNamed(vec![shift(0)]));
    assert_eq!(ward.found().len(), 1);
    let night = Pattern::part(PartOfDay::Night);
    ward.wish(BEN, Wanted::NeverAfter(night), Pattern::default());
    assert_eq!(ward.found(), Vec::<Vec<_>>::new());
}

#[test]
fn two_swaps_of_one_person_that_only_go_together() {
    // Ben can take Ann's Tuesday only if his own Tuesday late goes too, to Cas for a Friday.
    let mut ward = Ward::new(&[
        (Some(0), 1, 13),
        (Some(1), 8, 7),
        (Some(1), 1, 15),
        (Some(2), 4, 15),
    ]);
    ward.offer(ANN, 0, OfferKind::SwapForNamed(vec![shift(1)]));
    ward.offer(BEN, 1, OfferKind::SwapForNamed(vec![shift(0)]));
    ward.offer(BEN, 2, OfferKind::SwapForNamed(vec![shift(3)]));
    assert_eq!(
        ward.found(),
        Vec::<Vec<_>>::new(),
        "alone it is two shifts at once"
    );
    ward.offer(CAS, 3, OfferKind::SwapForNamed(vec![shift(2)]));
    assert_eq!(ward.found(), [[(0, BEN), (1, ANN)], [(2, CAS), (3, BEN)]]);
}
