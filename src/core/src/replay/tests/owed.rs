//! A shift taken now and given back later.

use super::fixture::*;

/// Cas took Ann's night; she owes him one, until the next Sunday. Returns the debt.
fn owed() -> (Ward, OfferId) {
    let mut ward = Ward::agreed(window(0));
    let until = MONDAY.plus(6);
    let debt = ward.offered(OfferKind::OweLater { until });
    ward.applies(CAS, yes(debt));
    (ward, debt)
}

fn repay(shift: ShiftId, debt: OfferId, who: PersonId) -> Command {
    let to = Audience::Some(vec![who]);
    offer_to(shift, 0, OfferKind::Repay { debt }, to)
}

fn state(ward: &Ward, debt: OfferId) -> DebtState {
    ward.team.debts.get(&debt).unwrap().state
}

#[test]
fn who_gives_a_shift_for_later_owes_one() {
    let (ward, debt) = owed();
    assert_eq!(ward.owner(ANNS), Some(CAS));
    let expected = Debt {
        owes: ANN,
        to: CAS,
        minutes: 480,
        until: MONDAY.plus(6),
        state: DebtState::Open,
    };
    assert_eq!(ward.team.debts.get(&debt), Some(&expected));
    for (person, count) in [(ANN, 1), (CAS, 1), (BEN, 0)] {
        assert_eq!(ward.team.debts_of(person).count(), count);
    }
    assert_eq!(ward.team.due_ms(), Some(ms(moment(7, 1))));
}

#[test]
fn it_is_paid_by_taking_a_shift_back() {
    let (mut ward, debt) = owed();
    ward.refuses(BEN, repay(BENS, debt, ANN), Refusal::UnknownDebt(debt));
    ward.refuses(CAS, repay(CASS, debt, BEN), Refusal::NotAsked);
    ward.applies(CAS, repay(CASS, debt, ANN));
    let back = OfferId::of(ward.last());
    ward.refuses(BEN, yes(back), Refusal::NotAsked);
    ward.refuses(ANN, with(back, NURSES, 0), Refusal::NoReturnWanted);
    ward.applies(ANN, yes(back));
    assert_eq!(
        (ward.owner(CASS), state(&ward, debt)),
        (Some(ANN), DebtState::Repaid(back))
    );
    assert_eq!(ward.team.due_ms(), None);
    let again = ward.adds([shift(4, 8, 8, Some(2))])[0];
    ward.refuses(CAS, repay(again, debt, ANN), Refusal::UnknownDebt(debt));
}

#[test]
fn it_is_paid_once_even_if_it_is_asked_for_twice() {
    let (mut ward, debt) = owed();
    let [other] = ward.adds([shift(4, 8, 8, Some(2))]);
    let backs = [CASS, other].map(|shift| {
        ward.applies(CAS, repay(shift, debt, ANN));
        OfferId::of(ward.last())
    });
    ward.applies(ANN, yes(backs[0]));
    ward.refuses(ANN, yes(backs[1]), Refusal::UnknownDebt(debt));
    assert_eq!(
        (ward.owner(CASS), ward.owner(other)),
        (Some(ANN), Some(CAS))
    );
}

#[test]
fn only_who_is_owed_lets_it_go() {
    let (mut ward, debt) = owed();
    let forgive = || Command::Forgive { debt };
    ward.refuses(ANN, forgive(), Refusal::UnknownDebt(debt));
    ward.refuses(BEN, forgive(), Refusal::UnknownDebt(debt));
    ward.applies(CAS, repay(CASS, debt, ANN));
    let back = OfferId::of(ward.last());
    ward.applies(CAS, forgive());
    assert_eq!(
        (state(&ward, debt), ward.team.due_ms()),
        (DebtState::Forgiven, Some(ms(moment(2, 22))))
    );
    ward.refuses(CAS, forgive(), Refusal::UnknownDebt(debt));
    ward.refuses(ANN, yes(back), Refusal::UnknownDebt(debt));
    assert_eq!(ward.owner(CASS), Some(CAS), "nobody pays what is forgiven");
}

#[test]
fn it_ends_with_the_last_day_both_agreed_on() {
    let (mut ward, debt) = owed();
    ward.now_ms = ms(moment(7, 1)) - 1;
    ward.tick();
    assert_eq!(state(&ward, debt), DebtState::Open);
    ward.now_ms += 1;
    ward.tick();
    assert_eq!(state(&ward, debt), DebtState::Expired);
    ward.refuses(CAS, Command::Forgive { debt }, Refusal::UnknownDebt(debt));
}

#[test]
fn the_last_day_is_to_come_and_within_a_year() {
    let mut ward = Ward::agreed(window(0));
    let today = MONDAY.plus(-7);
    for (until, is_good) in [
        (today.plus(-1), false),
        (today, true),
        (today.plus(366), true),
        (today.plus(367), false),
    ] {
        let later = offer(ANNS, 0, OfferKind::OweLater { until });
        if is_good {
            ward.applies(ANN, later);
            let offer = OfferId::of(ward.last());
            ward.applies(ANN, Command::Withdraw { offer });
        } else {
            ward.refuses(ANN, later, Refusal::BadDay(until));
        }
    }
}

#[test]
fn nothing_is_owed_until_a_day_that_has_passed() {
    let mut ward = Ward::agreed(window(0));
    let until = MONDAY.plus(-6);
    let later = ward.offered(OfferKind::OweLater { until });
    ward.now_ms = ms(moment(-5, 12));
    ward.refuses(CAS, yes(later), Refusal::BadDay(until));
    assert_eq!(ward.owner(ANNS), Some(ANN));
}

#[test]
fn an_owed_shift_is_given_to_the_least_burdened_too() {
    let mut ward = Ward::agreed(window(60));
    let until = MONDAY.plus(6);
    let debt = ward.offered(OfferKind::OweLater { until });
    ward.applies(CAS, yes(debt));
    ward.applies(DEE, yes(debt));
    ward.wait(60);
    ward.tick();
    assert_eq!(ward.team.debts.get(&debt).unwrap().to, DEE);
}
