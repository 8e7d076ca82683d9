//! Thanks for a shift.

use super::fixture::*;

fn thank(person: PersonId, shift: ShiftId) -> Command {
    Command::Thank { person, shift }
}

#[test]
fn whoever_has_the_shift_is_thanked_once() {
    let mut ward = Ward::new();
    ward.applies(ANN, thank(BEN, BENS));
    let at = ward.stamp();
    ward.wait(60);
    ward.applies(ANN, thank(BEN, BENS));
    ward.applies(CAS, thank(BEN, BENS));
    let second = ward.stamp();
    assert_eq!(
        ward.team.thanks_to(BEN),
        [(CAS, BENS, second), (ANN, BENS, at)],
        "the latest first, each once"
    );
    assert!(ward.team.has_thanked(ANN, BENS) && !ward.team.has_thanked(DEE, BENS));
}

#[test]
fn nobody_is_thanked_for_another_s_shift_or_by_themselves() {
    let mut ward = Ward::new();
    let (shift, owner) = (BENS, Some(BEN));
    ward.refuses(ANN, thank(CAS, BENS), Refusal::NotOwner { shift, owner });
    ward.refuses(BEN, thank(BEN, BENS), Refusal::NotOwner { shift, owner });
    let nowhere = ShiftId::from_bytes([99; 16]);
    ward.refuses(ANN, thank(BEN, nowhere), Refusal::UnknownShift(nowhere));
}

#[test]
fn thanks_are_forgotten_after_a_season() {
    let mut ward = Ward::new();
    ward.applies(ANN, thank(BEN, BENS));
    ward.wait(93 * 24 * 60);
    ward.applies(ANN, thank(CAS, CASS));
    assert_eq!(ward.team.thanks_to(BEN), []);
    assert_eq!(ward.team.thanks_to(CAS).len(), 1);
}
