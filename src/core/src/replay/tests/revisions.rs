//! The roster changed otherwise than by a swap: the planner's word, or by hand.

use super::fixture::*;
use crate::bridge::Planned;
use crate::bridge::decide::Revisions;

/// Returns what a shift is now, changed.
fn planned(ward: &Ward, shift: ShiftId, change: impl Fn(&mut Planned)) -> Planned {
    let mut planned = Planned::of(&ward.shift(shift));
    change(&mut planned);
    planned
}

fn seen(ward: &Ward, shift: ShiftId) -> ShiftRef {
    let revision = ward.shift(shift).revision;
    ShiftRef { shift, revision }
}

fn command(is_official: bool, with: impl FnOnce(&mut Revisions)) -> Command {
    let mut revisions = Revisions::new(is_official);
    with(&mut revisions);
    let mut commands = revisions.end();
    let command = commands.next().unwrap();
    assert_eq!(commands.next(), None);
    command
}

/// Returns the shifts that differ from the planner's roster.
fn differing(ward: &Ward) -> Vec<ShiftId> {
    let changes = ward.team.net_changes(0).into_iter();
    changes.map(|change| change.shift).collect()
}

#[test]
fn a_swap_is_for_the_planner_until_it_is_swapped_back() {
    let mut ward = Ward::new();
    let gift = ward.offers(ANN, ANNS, OfferKind::GiveAway);
    ward.applies(DEE, yes(gift));
    let changes = ward.team.net_changes(0);
    let [change] = changes.as_slice() else {
        panic!("{changes:?}");
    };
    assert_eq!(change.was.and_then(|was| was.owner), Some(ANN));
    assert_eq!(change.now.and_then(|now| now.owner), Some(DEE));
    assert_eq!(change.since, ward.stamp());
    assert_eq!(ward.team.net_changes(ward.now_ms + 1), [], "not since then");

    let gift = ward.offers(DEE, ANNS, OfferKind::GiveAway);
    ward.applies(BEN, yes(gift));
    let changes = ward.team.net_changes(0);
    assert_eq!(changes[0].was.and_then(|was| was.owner), Some(ANN), "net");

    let gift = ward.offers(BEN, ANNS, OfferKind::GiveAway);
    ward.applies(ANN, yes(gift));
    assert_eq!(ward.team.net_changes(0), [], "it is where it was");
}

#[test]
fn what_is_processed_is_off_the_list_unless_it_changed_again() {
    let mut ward = Ward::new();
    let gift = ward.offers(ANN, ANNS, OfferKind::GiveAway);
    ward.applies(DEE, yes(gift));
    let list = ward.team.net_changes(0);
    let command = ward.team.processed(&list).remove(0);
    let mut late = ward.clone();
    ward.applies(ANN, command.clone());
    assert_eq!(ward.team.net_changes(0), []);
    assert_eq!(ward.owner(ANNS), Some(DEE));

    let gift = late.offers(DEE, ANNS, OfferKind::GiveAway);
    late.applies(BEN, yes(gift));
    assert_eq!(late.team.processed(&list), []);
    late.refuses(ANN, command, Refusal::NotDifferent(ANNS));
    assert_eq!(differing(&late), [ANNS]);
}

#[test]
fn the_planner_s_word_is_not_for_the_planner() {
    let mut ward = Ward::new();
    let gift = ward.offers(ANN, ANNS, OfferKind::GiveAway);
    let moved = planned(&ward, ANNS, |night| night.owner = Some(CAS));
    let (anns, bens) = (seen(&ward, ANNS), seen(&ward, BENS));
    let change = command(true, |revisions| {
        revisions.rewrite(anns, Some(moved));
        revisions.rewrite(bens, None);
    });
    ward.applies(ANN, change);
    ward.applies(ANN, command(true, |revisions| revisions.add(moved)));
    let added = ShiftId::nth(ward.last(), 0);
    assert_eq!(
        (ward.owner(ANNS), ward.owner(added)),
        (Some(CAS), Some(CAS))
    );
    assert_eq!(ward.shift(ANNS).revision, 1);
    assert!(ward.team.roster.get(BENS).is_none(), "it is taken out");
    assert_eq!(ward.team.net_changes(0), []);
    assert_eq!(
        ward.state(gift),
        OfferState::Lapsed,
        "it asked for another's"
    );
    assert_eq!(ward.team.due_ms(), None, "nothing waits for it");
}

#[test]
fn what_is_done_by_hand_is_for_the_planner() {
    let mut ward = Ward::new();
    let (anns, bens) = (seen(&ward, ANNS), seen(&ward, BENS));
    let moved = planned(&ward, ANNS, |night| night.owner = Some(CAS));
    let change = command(false, |revisions| {
        revisions.rewrite(anns, Some(moved));
        revisions.rewrite(bens, None);
        revisions.add(moved);
    });
    ward.applies(ANN, change);
    let added = ShiftId::nth(ward.last(), 1);
    let mut all = vec![ANNS, added, BENS];
    let mut found = differing(&ward);
    all.sort();
    found.sort();
    assert_eq!(found, all);
    let changes = ward.team.net_changes(0);
    let of = |id| changes.iter().find(|change| change.shift == id).unwrap();
    assert_eq!((of(BENS).now, of(added).was), (None, None));

    let anns = seen(&ward, ANNS);
    let back = planned(&ward, ANNS, |night| night.owner = Some(ANN));
    let added = seen(&ward, added);
    let undone = command(false, |revisions| {
        revisions.rewrite(anns, Some(back));
        revisions.rewrite(added, None);
    });
    ward.applies(ANN, undone);
    assert_eq!(differing(&ward), [BENS], "what is undone never was");
}

#[test]
fn all_or_nothing_and_for_what_was_seen() {
    let mut ward = Ward::new();
    let (anns, bens) = (seen(&ward, ANNS), seen(&ward, BENS));
    let late = command(false, |revisions| {
        revisions.rewrite(bens, None);
        revisions.rewrite(anns, None);
    });
    let twice = command(false, |revisions| {
        revisions.rewrite(anns, None);
        revisions.rewrite(anns, None);
    });
    ward.refuses(ANN, twice, Refusal::Repeated);
    ward.refuses(BEN, late.clone(), Refusal::NotCoordinator(BEN));
    let gift = ward.offers(ANN, ANNS, OfferKind::GiveAway);
    ward.applies(DEE, yes(gift));
    let (shift, had, now) = (ANNS, 0, 1);
    ward.refuses(ANN, late, Refusal::ShiftChanged { shift, had, now });
    assert!(ward.team.roster.get(BENS).is_some());
    let wrong = Command::Revise(crate::event::Revision {
        changes: vec![crate::event::Revise::Add { new: 0 }],
        ..Default::default()
    });
    ward.refuses(ANN, wrong, Refusal::BadShift { index: 0 });
}

#[test]
fn a_part_that_changed_hands_is_two_changes_for_the_planner() {
    let mut ward = Ward::new();
    let gift = NewOffer {
        part: Some(PartAsked {
            from: moment(0, 22),
            until: moment(0, 26),
            handover_min: 0,
        }),
        ..together(&[ANNS], OfferKind::GiveAway)
    };
    let offer = ward.proposes(ANN, gift);
    ward.applies(DEE, yes(offer));
    let changes = ward.team.net_changes(0);
    let minutes = |planned: Option<Planned>| planned.map(|planned| planned.span.len_min());
    let found: Vec<_> = changes
        .iter()
        .map(|change| (minutes(change.was), minutes(change.now)))
        .collect();
    assert_eq!(found, [(None, Some(240)), (Some(480), Some(240))]);
}
