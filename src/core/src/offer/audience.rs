//! Whom an offer asks, and from when on.

use crate::event::{Answer, Audience};
use crate::id::PersonId;

use super::Offer;

const MINUTE_MS: u64 = 60_000;

impl Offer {
    /// Tells whether it asks this person at a time, in Unix milliseconds.
    ///
    /// Who is asked in turn is asked when the time for it has come, or as soon as all before said no.
    /// A clock that is behind the relay's makes no offer younger than it is: who is asked from the
    /// beginning is asked.
    pub fn asks(&self, person: PersonId, now_ms: u64) -> bool {
        let now_ms = now_ms.max(self.made.time_ms);
        self.asked_ms(person).is_some_and(|from| from <= now_ms)
    }

    /// Returns from when on it asks this person, in Unix milliseconds; nothing if it never does.
    pub fn asked_ms(&self, person: PersonId) -> Option<u64> {
        if self.by == Some(person) {
            return None;
        }
        match &self.to {
            Audience::Everyone => Some(self.made.time_ms),
            Audience::Some(people) => people.contains(&person).then_some(self.made.time_ms),
            Audience::InTurn {
                people,
                at_once,
                each_min,
                then_everyone,
            } => {
                let at_once = usize::from(*at_once).max(1);
                let place = people.iter().position(|other| *other == person);
                let turn = match place {
                    Some(place) => place / at_once,
                    None if *then_everyone => people.len().div_ceil(at_once),
                    None => return None,
                };
                let before = people.iter().take(turn * at_once);
                let mut before = before.filter(|other| self.by != Some(**other));
                if before.all(|other| self.answers.get(other) == Some(&Answer::No)) {
                    return Some(self.made.time_ms);
                }
                let turn = u64::try_from(turn).unwrap_or(u64::MAX);
                let wait_ms = turn.saturating_mul(u64::from(*each_min) * MINUTE_MS);
                Some(self.made.time_ms.saturating_add(wait_ms))
            }
        }
    }

    /// Tells whether it names somebody, or has an answer of theirs.
    pub(crate) fn knows(&self, person: PersonId) -> bool {
        let is_named = match &self.to {
            Audience::Everyone => false,
            Audience::Some(people) | Audience::InTurn { people, .. } => people.contains(&person),
        };
        is_named || self.answers.contains_key(&person)
    }

    /// Takes somebody out of it who is not there any more; who is asked after them is asked sooner.
    pub(crate) fn forget(&mut self, person: PersonId) {
        match &mut self.to {
            Audience::Everyone => {}
            Audience::Some(people) | Audience::InTurn { people, .. } => {
                people.retain(|other| *other != person);
            }
        }
        // What somebody lost stays with when it came.
        if self.answers.remove(&person).is_some() {
            self.came.remove(&person);
        }
        self.waiting.remove(&person);
    }

    /// Tells whether there is nobody it asks, now or later.
    pub(crate) const fn asks_nobody(&self) -> bool {
        match &self.to {
            Audience::Everyone => false,
            Audience::Some(people) => people.is_empty(),
            Audience::InTurn {
                people,
                then_everyone,
                ..
            } => people.is_empty() && !*then_everyone,
        }
    }

    /// Tells whether nobody is left who could still answer.
    pub(crate) fn has_all_answers(&self) -> bool {
        let is_final = |person: &PersonId| {
            let answer = self.answers.get(person);
            let is_final = answer.is_some_and(|answer| answer.is_yes() || *answer == Answer::No);
            is_final || self.by == Some(*person)
        };
        match &self.to {
            Audience::Some(people) => people.iter().all(is_final),
            Audience::InTurn {
                people,
                then_everyone: false,
                ..
            } => people.iter().all(is_final),
            Audience::Everyone | Audience::InTurn { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::event::OfferKind;
    use crate::id::{OfferId, ShiftId};
    use crate::offer::OfferState;
    use crate::replay::Stamp;

    const MADE_MS: u64 = 1_000;

    const fn person(nth: u8) -> PersonId {
        PersonId::from_bytes([nth; 16])
    }

    /// An offer of person 0 to some.
    fn offer(to: Audience, answers: &[(u8, Answer)]) -> Offer {
        let answers = answers.iter().map(|(nth, answer)| (person(*nth), *answer));
        Offer {
            id: OfferId::from_bytes([1; 16]),
            by: Some(person(0)),
            shift: ShiftId::from_bytes([2; 16]),
            revision: 0,
            more: Vec::new(),
            part: None,
            kind: OfferKind::GiveAway,
            to,
            made: Stamp {
                number: 1,
                time_ms: MADE_MS,
            },
            state: OfferState::Open,
            answers: answers.collect(),
            came: BTreeMap::new(),
            waiting: BTreeSet::new(),
            losses: BTreeMap::new(),
            closes_ms: None,
            decide_ms: None,
        }
    }

    /// Persons 1 to 5, two at once, ten minutes each.
    fn in_turn(then_everyone: bool) -> Audience {
        Audience::InTurn {
            people: (1..=5).map(person).collect(),
            at_once: 2,
            each_min: 10,
            then_everyone,
        }
    }

    #[test]
    fn when_each_is_asked() {
        let turn = |nth: u64| Some(MADE_MS + nth * 10 * MINUTE_MS);
        let some = Audience::Some([1, 2].map(person).to_vec());
        let (no, yes, later) = (Answer::No, Answer::Yes, Answer::Later);
        for (to, answers, who, expected) in [
            (Audience::Everyone, &[][..], 1, turn(0)),
            (Audience::Everyone, &[], 0, None),
            (some.clone(), &[], 2, turn(0)),
            (some, &[], 3, None),
            (in_turn(false), &[], 0, None),
            (in_turn(false), &[], 1, turn(0)),
            (in_turn(false), &[], 2, turn(0)),
            (in_turn(false), &[], 3, turn(1)),
            (in_turn(false), &[], 5, turn(2)),
            (in_turn(false), &[], 6, None),
            (in_turn(true), &[], 6, turn(3)),
            // As soon as all before said no, and not before.
            (in_turn(false), &[(1, no)], 3, turn(1)),
            (in_turn(false), &[(1, no), (2, later)], 3, turn(1)),
            (in_turn(false), &[(1, no), (2, yes)], 3, turn(1)),
            (in_turn(false), &[(1, no), (2, no)], 3, turn(0)),
            (in_turn(false), &[(1, no), (2, no)], 5, turn(2)),
        ] {
            let found = offer(to, answers).asked_ms(person(who));
            assert_eq!(found, expected, "{who} {answers:?}");
        }
    }

    #[test]
    fn who_is_asked_later_is_not_asked_yet() {
        let offer = offer(in_turn(false), &[]);
        let due_ms = MADE_MS + 10 * MINUTE_MS;
        assert!(!offer.asks(person(3), due_ms - 1));
        assert!(offer.asks(person(3), due_ms));
    }

    #[test]
    fn nobody_at_once_is_one_at_once() {
        let to = Audience::InTurn {
            people: [1, 2].map(person).to_vec(),
            at_once: 0,
            each_min: 10,
            then_everyone: false,
        };
        let second = offer(to, &[]).asked_ms(person(2));
        assert_eq!(second, Some(MADE_MS + 10 * MINUTE_MS));
    }

    #[test]
    fn who_offers_holds_no_turn_up() {
        let to = Audience::InTurn {
            people: [0, 1, 2].map(person).to_vec(),
            at_once: 2,
            each_min: 10,
            then_everyone: false,
        };
        let second = offer(to, &[(1, Answer::No)]).asked_ms(person(2));
        assert_eq!(second, Some(MADE_MS));
    }

    #[test]
    fn when_nobody_is_left_who_could_answer() {
        let (no, yes, later) = (Answer::No, Answer::Yes, Answer::Later);
        let some = || Audience::Some([1, 2].map(person).to_vec());
        let with_maker = Audience::Some([0, 1].map(person).to_vec());
        let all: Vec<_> = (1..=5).map(|nth| (nth, no)).collect();
        for (to, answers, expected) in [
            (some(), &[(1, yes)][..], false),
            (some(), &[(1, yes), (2, later)], false),
            (some(), &[(1, yes), (2, no)], true),
            (some(), &[(1, yes), (2, yes)], true),
            (with_maker, &[(1, yes)], true),
            (in_turn(false), &all[..4], false),
            (in_turn(false), &all, true),
            (in_turn(true), &all, false),
            (Audience::Everyone, &all, false),
        ] {
            assert_eq!(
                offer(to, answers).has_all_answers(),
                expected,
                "{answers:?}"
            );
        }
    }
}
