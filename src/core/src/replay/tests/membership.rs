//! Who may change what the team is, and by which device.

use super::fixture::*;

#[test]
fn only_coordinators_change_who_and_what_the_team_is() {
    let mut ward = Ward::new();
    let add = Command::Add(Additions::default());
    ward.refuses(BEN, add, Refusal::NotCoordinator(BEN));
    ward.refuses(
        BEN,
        Command::Import(RosterPart::default()),
        Refusal::NotCoordinator(BEN),
    );
    let admit = Command::Admit {
        person: BEN,
        device: DeviceId::from_bytes([8; 16]),
        key: [8; 32],
    };
    ward.refuses(BEN, admit, Refusal::NotCoordinator(BEN));
    let again = Command::Admit {
        person: BEN,
        device: device(BEN),
        key: [8; 32],
    };
    ward.refuses(ANN, again, Refusal::Repeated);
    let twice = Command::Add(Additions {
        people: vec![person(BEN, "Ben")],
        ..Default::default()
    });
    ward.refuses(ANN, twice, Refusal::Repeated);
    let nameless = person(PersonId::from_bytes([8; 16]), " ");
    let nameless = Command::Add(Additions {
        people: vec![nameless],
        ..Default::default()
    });
    ward.refuses(ANN, nameless, Refusal::BadName);
}

#[test]
fn how_long_the_relay_keeps_what_is_old_is_not_of_the_team_and_no_less_than_a_month() {
    let mut ward = Ward::new();
    let keep = |days| Command::Keep { days };
    ward.refuses(BEN, keep(Some(60)), Refusal::NotCoordinator(BEN));
    ward.refuses(ANN, keep(Some(29)), Refusal::KeepDays);
    let before = ward.team.clone();
    for days in [Some(30), Some(u16::MAX), None] {
        ward.act(ANN, keep(days));
    }
    assert_eq!(ward.team, before);
}

#[test]
fn a_device_acts_for_its_own_person() {
    let mut ward = Ward::new();
    let before = ward.team.clone();
    let event = Event {
        id: EventId::from_bytes([8; 16]),
        device: device(BEN),
        actor: ANN,
        command: offer(ANNS, 0, OfferKind::GiveAway),
    };
    let refused = Outcome::Rejected(Refusal::NotYourDevice(ANN));
    assert_eq!(ward.team.apply(&event, Stamp::default()), refused);
    let stranger = Event {
        device: DeviceId::from_bytes([8; 16]),
        ..event
    };
    let refused = Outcome::Rejected(Refusal::UnknownDevice(stranger.device));
    assert_eq!(ward.team.apply(&stranger, Stamp::default()), refused);
    assert_eq!(ward.team, before);
}
