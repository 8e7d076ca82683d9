//! What a draft sends.

use ruil_core::PartOfDay;

use super::*;
use crate::pick::fixture::{Crew, MARCH_8, late, night};

fn draft(crew: &mut Crew) -> (Draft, Shift) {
    let id = crew.put(night(MARCH_8, Some(0)));
    let shift = crew.team.roster.get(id).unwrap().clone();
    (Draft::new(&shift, None), shift)
}

fn proposed(draft: Draft, crew: &Crew, shift: &Shift) -> NewOffer {
    let ranked = [crew.person(1)];
    match draft.command(&crew.team, shift, &ranked) {
        Command::Propose(new) => new,
        other => panic!("{other:?}"),
    }
}

#[test]
fn at_its_start_it_gives_away_to_everyone() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let (draft, shift) = draft(&mut crew);
    assert!(draft.is_ready(MARCH_8));
    let (kind, to) = (OfferKind::GiveAway, Audience::Everyone);
    assert_eq!(
        draft.command(&crew.team, &shift, &[]),
        Command::Offer {
            shift: shift.id,
            revision: 0,
            kind,
            to
        }
    );
}

#[test]
fn named_shifts_ask_their_owners_once() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let (draft, shift) = draft(&mut crew);
    let named = [2, 3].map(|days| crew.put(late(MARCH_8.plus(days), Some(1))));
    draft.want.set(Want::Named);
    // Nothing is named yet.
    assert!(!draft.is_ready(MARCH_8));
    named
        .into_iter()
        .for_each(|named| toggle(draft.named, named));
    assert!(draft.is_ready(MARCH_8));
    let command = draft.command(&crew.team, &shift, &[]);
    let Command::Offer {
        kind: OfferKind::SwapForNamed(shifts),
        to,
        ..
    } = command
    else {
        panic!("{command:?}");
    };
    assert_eq!(
        (shifts.len(), to),
        (2, Audience::Some(vec![crew.person(1)]))
    );
    draft
        .named
        .set((0..=20).map(|n| ShiftId::from_bytes([n; 16])).collect());
    assert!(draft.is_too_much() && !draft.is_ready(MARCH_8));
}

#[test]
fn a_part_goes_alone_and_holds_in_the_core() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let (draft, shift) = draft(&mut crew);
    let other = crew.put(late(MARCH_8.plus(2), Some(0)));
    toggle(draft.more, other);
    let both = proposed(draft, &crew, &shift);
    assert_eq!((both.shifts.len(), both.part), (2, None));

    draft.side.set(Some(Side::Last));
    draft.at_min.set(shift.span.start().utc_min + 185);
    draft.handover_min.set(15);
    let new = proposed(draft, &crew, &shift);
    let part = new.part.unwrap();
    assert_eq!(
        (new.shifts.len(), part.handover_min, part.until),
        (1, 15, shift.span.end())
    );
    assert_eq!(part.from.utc_min, shift.span.start().utc_min + 180);
    crew.act(0, Command::Propose(new));
}

#[test]
fn a_wish_a_debt_and_a_turn_are_proposed() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let (draft, shift) = draft(&mut crew);
    draft.want.set(Want::Wish);
    draft.parts.set(Pattern::part(PartOfDay::Late));
    let monday = MARCH_8.monday();
    let wanted = Pattern {
        days: Some((monday, monday.plus(6))),
        parts: Pattern::part(PartOfDay::Late),
        ..Pattern::default()
    };
    let new = proposed(draft, &crew, &shift);
    assert_eq!(new.kind, OfferKind::SwapForWish(vec![wanted]));
    draft.days.set((monday.plus(1), monday));
    assert!(!draft.is_ready(MARCH_8), "backwards");

    draft.want.set(Want::Owe);
    assert!(draft.is_ready(MARCH_8) && !draft.is_ready(MARCH_8.plus(300)));
    let new = proposed(draft, &crew, &shift);
    let until = MARCH_8.plus(91);
    assert_eq!(new.kind, OfferKind::OweLater { until });
    draft.until.set(None);
    assert!(!draft.is_ready(MARCH_8));

    draft.want.set(Want::Give);
    draft.to.set(To::InTurn);
    let new = proposed(draft, &crew, &shift);
    let people = vec![crew.person(1)];
    assert_eq!(
        new.to,
        Audience::InTurn {
            people,
            at_once: 1,
            each_min: 720,
            then_everyone: true
        }
    );
    crew.act(0, Command::Propose(new));
}

#[test]
fn few_are_asked_one_by_one_and_many_three_at_a_time() {
    let found = [0, 1, 3, 4, 6, 7, 9, 30].map(at_once);
    assert_eq!(found, [1, 1, 1, 2, 2, 3, 3, 3]);
}

#[test]
fn in_turn_needs_time() {
    let mut crew = Crew::of(&["Amal"]);
    let (_, shift) = draft(&mut crew);
    assert!(has_time(&shift, Crew::noon(MARCH_8.plus(-5))));
    assert!(!has_time(&shift, Crew::noon(MARCH_8.plus(-3))));
}
