//! Circles and chains: all of it or nothing.

use super::fixture::*;

fn moves(steps: &[(ShiftId, PersonId)]) -> Vec<Move> {
    let step = |(shift, to): &(ShiftId, PersonId)| Move {
        shift: *shift,
        revision: 0,
        to: *to,
    };
    steps.iter().map(step).collect()
}

fn circle(steps: &[(ShiftId, PersonId)]) -> Command {
    Command::ProposeCircle(NewCircle {
        moves: moves(steps),
        open_min: 60,
    })
}

fn says(circle: CircleId, yes: bool) -> Command {
    Command::AnswerCircle { circle, yes }
}

fn decides(circle: CircleId, yes: bool) -> Command {
    Command::DecideCircle { circle, yes }
}

/// Ann's night to Ben, Ben's to Cas, Cas's to Ann.
const THREE: [(ShiftId, PersonId); 3] = [(ANNS, BEN), (BENS, CAS), (CASS, ANN)];

impl Ward {
    fn circle(&mut self, by: PersonId, steps: &[(ShiftId, PersonId)]) -> CircleId {
        self.applies(by, circle(steps));
        CircleId::of(self.last())
    }

    fn stands(&self, circle: CircleId) -> ProposalState {
        self.team.proposals.get(&circle).unwrap().state
    }

    /// Tells who has each shift of some moves.
    fn owners(&self, steps: &[(ShiftId, PersonId)]) -> Vec<Option<PersonId>> {
        steps.iter().map(|(shift, _)| self.owner(*shift)).collect()
    }

    /// Tells that all the moves happened, or none.
    fn has_moved(&self, steps: &[(ShiftId, PersonId)]) -> bool {
        let to: Vec<_> = steps.iter().map(|(_, to)| Some(*to)).collect();
        self.owners(steps) == to
    }
}

#[test]
fn three_agree_and_all_three_shifts_move_at_once() {
    let mut ward = Ward::agreed(window(60));
    let before = ward.owners(&THREE);
    let found = ward.circle(CAS, &THREE);
    for shift in [ANNS, BENS, CASS] {
        assert_eq!(
            ward.team.open_circle_of(shift).map(|open| open.id),
            Some(found)
        );
    }
    ward.refuses(DEE, says(found, true), Refusal::NotAsked);
    ward.applies(ANN, says(found, true));
    assert_eq!(
        ward.owners(&THREE),
        before,
        "nothing moves before all agree"
    );
    ward.applies(BEN, says(found, true));
    assert!(ward.has_moved(&THREE));
    assert_eq!(
        ward.stands(found),
        ProposalState::Settled { at: ward.stamp() }
    );
    assert!(ward.team.open_circle_of(ANNS).is_none());
    assert_eq!(ward.team.due_ms(), None);
    ward.refuses(BEN, says(found, false), Refusal::CircleOver);
}

#[test]
fn a_chain_ends_in_an_open_shift() {
    let chain = [(ANNS, CAS), (OPEN, ANN)];
    let mut ward = Ward::agreed(window(60));
    let found = ward.circle(CAS, &chain);
    ward.applies(ANN, says(found, true));
    assert!(ward.has_moved(&chain));
}

#[test]
fn a_chain_ends_in_a_shift_that_is_given_away() {
    let chain = [(BENS, CAS), (CASS, DEE)];
    let mut ward = Ward::agreed(window(60));
    ward.refuses(CAS, circle(&chain), Refusal::NoCircle);
    let swap = ward.offers(BEN, BENS, OfferKind::SwapForAnswer);
    ward.refuses(CAS, circle(&chain), Refusal::NoCircle);
    ward.applies(BEN, Command::Withdraw { offer: swap });
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    let found = ward.circle(CAS, &chain);
    ward.applies(DEE, says(found, true));
    assert!(
        !ward.has_moved(&chain),
        "Ben gives it away, and has to agree to this too"
    );
    ward.applies(BEN, says(found, true));
    assert!(ward.has_moved(&chain));
    assert_eq!(ward.state(gift), OfferState::Lapsed);
}

#[test]
fn one_no_dissolves_it() {
    for (by, no) in [(CAS, BEN), (CAS, ANN), (CAS, CAS)] {
        let mut ward = Ward::agreed(window(0));
        let before = ward.owners(&THREE);
        let found = ward.circle(by, &THREE);
        ward.applies(ANN, says(found, true));
        ward.applies(no, says(found, false));
        assert_eq!(ward.stands(found), ProposalState::Dissolved { by: no });
        assert_eq!(ward.owners(&THREE), before);
        ward.refuses(BEN, says(found, true), Refusal::CircleOver);
        let again = ward.circle(BEN, &THREE);
        assert_eq!(ward.stands(again), ProposalState::Open);
    }
}

#[test]
fn what_can_not_be_any_more_when_the_last_agrees_is_broken() {
    let mut ward = Ward::agreed(window(0));
    let before = ward.owners(&THREE);
    let found = ward.circle(CAS, &THREE);
    ward.applies(ANN, says(found, true));
    // Cas gets a shift beside the one that he would get.
    let [beside] = ward.adds([shift(1, 20, 4, None)]);
    ward.applies(CAS, claim(beside));
    ward.applies(BEN, says(found, true));
    assert_eq!(ward.stands(found), ProposalState::Broken(LostReason::Busy));
    assert_eq!(ward.owners(&THREE), before);
    assert!(ward.team.open_circle_of(ANNS).is_none());
}

#[test]
fn what_the_law_forbids_is_not_proposed_and_not_carried_out() {
    let mut ward = Ward::agreed(window(0));
    ward.rules();
    let swap = [(ANNS, CAS), (CASS, ANN)];
    let [early] = ward.adds([shift(1, 7, 8, None)]);
    let found = ward.circle(ANN, &swap);
    ward.applies(CAS, claim(early));
    ward.applies(CAS, says(found, true));
    let rule = crate::rules::Rule::DailyRest;
    let broken = ProposalState::Broken(LostReason::Breaks(rule));
    assert_eq!(ward.stands(found), broken);
    let (person, shift) = (CAS, ANNS);
    let breaks = Refusal::Breaks {
        person,
        shift,
        rule,
    };
    ward.refuses(ANN, circle(&swap), breaks);
}

/// A team in which everything comes too late.
fn all_late() -> Ward {
    let mut ward = Ward::agreed(Agreements {
        approvers: vec![ANN, DEE],
        ..window(0)
    });
    let rules = TeamRules {
        notice_min: 60 * 24 * 60,
        ..law()
    };
    ward.applies(ANN, Command::SetRules(rules));
    // Ben's late before Ann's night is more than the law allows.
    let gift = ward.offers(BEN, BENS_LATE, OfferKind::GiveAway);
    ward.applies(DEE, yes(gift));
    ward.applies(ANN, approve(gift, DEE));
    ward
}

#[test]
fn amber_waits_for_an_approver_who_is_not_in_it() {
    for (yes, state) in [(true, None), (false, Some(ProposalState::Declined))] {
        let mut ward = all_late();
        let found = ward.circle(CAS, &THREE);
        ward.refuses(DEE, decides(found, true), Refusal::CircleNotAgreed);
        ward.applies(ANN, says(found, true));
        ward.applies(BEN, says(found, true));
        assert_eq!(ward.stands(found), ProposalState::Agreed);
        ward.refuses(BEN, decides(found, yes), Refusal::NotApprover(BEN));
        ward.refuses(ANN, decides(found, yes), Refusal::OwnApproval(ANN));
        ward.applies(DEE, decides(found, yes));
        assert_eq!(ward.has_moved(&THREE), yes);
        let settled = ProposalState::Settled { at: ward.stamp() };
        assert_eq!(ward.stands(found), state.unwrap_or(settled));
    }
}

#[test]
fn while_it_waits_a_no_still_dissolves_it() {
    let mut ward = all_late();
    let found = ward.circle(CAS, &THREE);
    ward.applies(ANN, says(found, true));
    ward.applies(BEN, says(found, true));
    ward.refuses(DEE, says(found, true), Refusal::NotAsked);
    ward.applies(ANN, says(found, false));
    ward.refuses(DEE, decides(found, true), Refusal::CircleOver);
}

#[test]
fn it_ends_when_its_time_is_over() {
    let mut ward = Ward::agreed(window(0));
    let found = ward.circle(CAS, &THREE);
    ward.wait(59);
    ward.tick();
    assert_eq!(ward.stands(found), ProposalState::Open);
    ward.wait(1);
    let late = ward.act(ANN, says(found, true));
    assert_eq!(late, Outcome::Rejected(Refusal::CircleOver));
    assert_eq!(ward.stands(found), ProposalState::Expired);

    // And when the first of its shifts begins.
    ward.now_ms = ms(moment(0, 22)) - 60_000;
    let found = ward.circle(CAS, &THREE);
    ward.wait(1);
    ward.tick();
    assert_eq!(ward.stands(found), ProposalState::Expired);
}

#[test]
fn it_lapses_when_a_shift_in_it_moves() {
    let mut ward = Ward::agreed(window(0));
    let found = ward.circle(CAS, &THREE);
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    ward.applies(DEE, yes(gift));
    assert_eq!(ward.stands(found), ProposalState::Lapsed);
    assert_eq!((ward.owner(ANNS), ward.owner(CASS)), (Some(ANN), Some(CAS)));
    assert!(ward.team.open_circle_of(CASS).is_none());
}

#[test]
fn a_circle_takes_the_offers_of_its_shifts_with_it() {
    let mut ward = Ward::agreed(window(60));
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    ward.applies(DEE, yes(gift));
    ward.applies(CAS, yes(gift));
    let found = ward.circle(CAS, &THREE);
    ward.applies(ANN, says(found, true));
    ward.applies(BEN, says(found, true));
    assert_eq!(ward.state(gift), OfferState::Lapsed);
    assert_eq!(ward.loss(gift, DEE), (Some(CAS), LostReason::Moved));
    let has_lost = ward.offer(gift).losses.contains_key(&CAS);
    assert!(!has_lost, "Cas has the shift, if by another way");
    ward.wait(60);
    ward.tick();
    assert_eq!(ward.owner(BENS), Some(CAS));
}

#[test]
fn a_shift_is_in_one_circle_at_a_time() {
    let mut ward = Ward::agreed(window(0));
    let found = ward.circle(CAS, &THREE);
    let other = circle(&[(BENS, DEE), (DEES, BEN)]);
    ward.refuses(DEE, other.clone(), Refusal::InCircle(found));
    ward.applies(CAS, says(found, false));
    ward.applies(DEE, other);
}

#[test]
fn moves_that_are_no_circle() {
    let mut ward = Ward::agreed(window(0));
    let [more] = ward.adds([shift(4, 8, 8, Some(1))]);
    for steps in [
        &[][..],
        // Somebody loses a shift who did not offer it.
        &[(BENS, ANN)],
        // Of themselves.
        &[(ANNS, ANN)],
        // The same shift twice.
        &[(ANNS, BEN), (ANNS, CAS), (BENS, ANN)],
        // Ben gives two.
        &[(ANNS, BEN), (BENS, ANN), (more, CAS), (CASS, ANN)],
        // Ben gets two.
        &[(ANNS, BEN), (CASS, BEN), (BENS, ANN)],
    ] {
        let by = steps.first().map_or(ANN, |(_, to)| *to);
        ward.refuses(by, circle(steps), Refusal::NoCircle);
    }
    ward.refuses(DEE, circle(&THREE), Refusal::NotAsked);
    ward.refuses(
        ANN,
        circle(&[THREE[0]; 9]),
        Refusal::TooMuch { had: 9, max: 8 },
    );
    let nobody = PersonId::from_bytes([99; 16]);
    let unknown = circle(&[(ANNS, nobody), (OPEN, ANN)]);
    ward.refuses(ANN, unknown, Refusal::UnknownPerson(nobody));
    let stale = Command::ProposeCircle(NewCircle {
        moves: vec![
            Move {
                revision: 3,
                ..moves(&THREE)[0]
            },
            moves(&THREE)[1],
        ],
        open_min: 60,
    });
    let (shift, had, now) = (ANNS, 3, 0);
    ward.refuses(ANN, stale, Refusal::ShiftChanged { shift, had, now });
    let unknown = CircleId::from_bytes([99; 16]);
    ward.refuses(ANN, says(unknown, true), Refusal::UnknownCircle(unknown));
    ward.refuses(ANN, decides(unknown, true), Refusal::UnknownCircle(unknown));
}
