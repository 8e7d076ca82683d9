//! A part of a shift changes hands; the rest stays.

use super::fixture::*;

const DAYS: ShiftId = DEES;

/// Returns an offer of a part of Dee's day, from 08:00 to 16:00.
fn part(from: i32, until: i32, handover_min: u16) -> NewOffer {
    NewOffer {
        part: Some(PartAsked {
            from: moment(3, from),
            until: moment(3, until),
            handover_min,
        }),
        ..together(&[DAYS], OfferKind::GiveAway)
    }
}

/// From and until which hour and minute on the Thursday, break, revision, owner.
type Seen = ((i32, i32), (i32, i32), u16, u32, Option<PersonId>);

fn seen(ward: &Ward, shift: ShiftId) -> Seen {
    let shift = ward.shift(shift);
    let (start, end) = (shift.span.start(), shift.span.end());
    (
        start.clock(),
        end.clock(),
        shift.break_min,
        shift.revision,
        shift.owner,
    )
}

#[test]
fn the_beginning_or_the_end_goes_and_the_rest_stays() {
    // The part and the handover asked for; what is taken and what is kept.
    for (asked, taken, kept) in [
        (
            part(8, 12, 0),
            ((8, 0), (12, 0), 15, 0, Some(CAS)),
            ((12, 0), (16, 0), 15, 1, Some(DEE)),
        ),
        (
            part(12, 16, 0),
            ((12, 0), (16, 0), 15, 0, Some(CAS)),
            ((8, 0), (12, 0), 15, 1, Some(DEE)),
        ),
        (
            part(8, 12, 30),
            ((8, 0), (12, 0), 15, 0, Some(CAS)),
            ((11, 30), (16, 0), 16, 1, Some(DEE)),
        ),
        (
            part(11, 16, 60),
            ((11, 0), (16, 0), 18, 0, Some(CAS)),
            ((8, 0), (12, 0), 15, 1, Some(DEE)),
        ),
    ] {
        let mut ward = Ward::new();
        let gift = ward.proposes(DEE, asked);
        ward.applies(CAS, yes(gift));
        let cut = ShiftId::part_of(gift);
        assert_eq!(seen(&ward, cut), taken);
        assert_eq!(seen(&ward, DAYS), kept);
        assert_eq!(ward.team.roster.len(), 8);
        assert!(!ward.offer(gift).is_open());
    }
}

#[test]
fn parts_that_can_not_be() {
    let mut ward = Ward::new();
    let bad = || Refusal::BadPart {
        shift: DAYS,
        min: 180,
        handover_max: 60,
    };
    let shifted = |offset_min| {
        let mut new = part(8, 12, 0);
        if let Some(part) = &mut new.part {
            part.until.offset_min = offset_min;
        }
        new
    };
    for (why, new) in [
        ("all of it", part(8, 16, 0)),
        ("its middle", part(10, 14, 0)),
        ("too little", part(8, 10, 0)),
        ("leaving too little", part(8, 14, 0)),
        ("too long together", part(8, 12, 61)),
        ("before it", part(6, 12, 0)),
        ("backwards", part(12, 8, 0)),
        ("by another clock", shifted(120)),
        (
            "of several",
            NewOffer {
                shifts: together(&[DAYS, DAYS], OfferKind::GiveAway).shifts,
                ..part(8, 12, 0)
            },
        ),
    ] {
        let expected = if why == "of several" {
            Refusal::Repeated
        } else {
            bad()
        };
        ward.refuses(DEE, Command::Propose(new), expected);
    }
    let [other] = ward.adds([shift(4, 8, 8, Some(3))]);
    let both = NewOffer {
        shifts: together(&[DAYS, other], OfferKind::GiveAway).shifts,
        ..part(8, 12, 0)
    };
    ward.refuses(DEE, Command::Propose(both), bad());
}

#[test]
fn both_pieces_can_be_offered_again() {
    let mut ward = Ward::new();
    let [long] = ward.adds([shift(4, 8, 12, Some(3))]);
    let asked = |shift, revision, from, until| NewOffer {
        shifts: vec![ShiftRef { shift, revision }],
        part: Some(PartAsked {
            from: moment(4, from),
            until: moment(4, until),
            handover_min: 0,
        }),
        ..together(&[], OfferKind::GiveAway)
    };
    let first = ward.proposes(DEE, asked(long, 0, 8, 12));
    ward.applies(CAS, yes(first));
    // The rest is cut again, and the first piece goes on whole.
    let second = ward.proposes(DEE, asked(long, 1, 16, 20));
    ward.applies(BEN, yes(second));
    let on = ward.offers(CAS, ShiftId::part_of(first), OfferKind::GiveAway);
    ward.applies(ANN, yes(on));
    let pieces = [ShiftId::part_of(first), long, ShiftId::part_of(second)].map(|piece| {
        let shift = ward.shift(piece);
        (shift.span.start().clock().0, shift.owner, shift.revision)
    });
    let expected = [(8, Some(ANN), 1), (12, Some(DEE), 2), (16, Some(BEN), 0)];
    assert_eq!(pieces, expected);
}

#[test]
fn a_part_is_checked_as_the_part_it_is() {
    let mut ward = Ward::new();
    ward.adds([shift(3, 13, 8, Some(2))]);
    let early = ward.proposes(DEE, part(8, 13, 0));
    ward.applies(CAS, yes(early));
    assert_eq!(seen(&ward, DAYS).4, Some(DEE));
    let mut ward = Ward::new();
    ward.adds([shift(3, 13, 8, Some(2))]);
    let late = ward.proposes(DEE, part(12, 16, 0));
    ward.loses(CAS, yes(late), LostReason::Busy);
}

#[test]
fn who_keeps_a_part_can_not_get_a_shift_at_that_time_for_the_other() {
    for (from, until, clashes) in [(8, 12, false), (12, 16, true)] {
        let mut ward = Ward::new();
        let [morning] = ward.adds([shift(3, 7, 5, Some(2))]);
        let mut new = part(from, until, 0);
        new.kind = OfferKind::SwapForNamed(vec![morning]);
        let swap = ward.proposes(DEE, new);
        let given = with(swap, morning, 0);
        if clashes {
            ward.loses(CAS, given, LostReason::Busy);
            assert_eq!(ward.owner(morning), Some(CAS));
        } else {
            ward.applies(CAS, given);
            assert_eq!(ward.owner(morning), Some(DEE));
        }
    }
}

#[test]
fn what_is_owed_for_a_part_is_the_part() {
    let mut ward = Ward::new();
    let mut new = part(8, 12, 30);
    let until = MONDAY;
    new.kind = OfferKind::OweLater { until };
    let debt = ward.proposes(DEE, new);
    ward.applies(CAS, yes(debt));
    assert_eq!(ward.team.debts.get(&debt).unwrap().minutes, 240);
}

#[test]
fn a_part_does_not_take_the_place_of_a_shift_there_is() {
    let mut ward = Ward::new();
    let [there] = ward.adds([shift(4, 8, 8, Some(0))]);
    let same = ward.last();
    // A forged event that carries the id of the import, so that the part's id is taken.
    assert_eq!(
        ward.replay(same, DEE, Command::Propose(part(8, 12, 0))),
        Outcome::Applied
    );
    let gift = OfferId::of(same);
    assert_eq!(ShiftId::part_of(gift), there);
    ward.refuses(CAS, yes(gift), Refusal::Repeated);
    assert_eq!(ward.owner(there), Some(ANN));
}
