//! The team's tablet: who may act on it, and what.

use super::fixture::*;

const TABLET: DeviceId = DeviceId::from_bytes([0x7a; 16]);

fn enrol() -> Command {
    Command::Enrol {
        device: TABLET,
        key: [7; 32],
    }
}

/// Has somebody do something at the tablet.
fn at_tablet(ward: &mut Ward, actor: PersonId, command: Command) -> Outcome {
    let event = Event {
        id: EventId::from_bytes([0x7e; 16]),
        device: TABLET,
        actor,
        command,
    };
    ward.team.apply(&event, Stamp::default())
}

#[test]
fn whoever_stands_at_the_tablet_acts_as_a_colleague() {
    let mut ward = Ward::new();
    ward.refuses(BEN, enrol(), Refusal::NotCoordinator(BEN));
    ward.act(ANN, enrol());
    ward.refuses(ANN, enrol(), Refusal::Repeated);
    let give = offer(ANNS, 0, OfferKind::GiveAway);
    assert_eq!(at_tablet(&mut ward, ANN, give), Outcome::Applied);
    let yes = Command::Answer {
        offer: OfferId::of(EventId::from_bytes([0x7e; 16])),
        answer: Answer::Yes,
    };
    assert_eq!(at_tablet(&mut ward, CAS, yes), Outcome::Applied);
    assert_eq!(ward.team.roster.get(ANNS).unwrap().owner, Some(CAS));
}

#[test]
fn nobody_acts_at_the_tablet_unless_they_are_of_the_team() {
    let mut ward = Ward::new();
    ward.act(ANN, enrol());
    for stranger in [PersonId::NOBODY, PersonId::from_bytes([9; 16])] {
        let give = offer(ANNS, 0, OfferKind::GiveAway);
        let refused = Outcome::Rejected(Refusal::UnknownPerson(stranger));
        assert_eq!(at_tablet(&mut ward, stranger, give), refused);
    }
    let time = at_tablet(&mut ward, PersonId::NOBODY, Command::Tick);
    assert_eq!(time, Outcome::Applied, "that it is time needs nobody");
}

#[test]
fn what_the_team_is_made_of_is_not_changed_at_the_tablet() {
    let mut ward = Ward::new();
    ward.act(ANN, enrol());
    let before = ward.team.clone();
    let refused = Outcome::Rejected(Refusal::NotOnTablet);
    for command in [
        Command::Add(Additions::default()),
        Command::Import(RosterPart::default()),
        Command::Keep { days: None },
        Command::Appoint {
            person: BEN,
            coordinator: true,
        },
        Command::Admit {
            person: BEN,
            device: DeviceId::from_bytes([8; 16]),
            key: [8; 32],
        },
    ] {
        assert_eq!(at_tablet(&mut ward, ANN, command), refused);
    }
    assert_eq!(ward.team, before);
}

#[test]
fn no_person_is_nobody() {
    let mut ward = Ward::new();
    let nobody = Command::Add(Additions {
        people: vec![person(PersonId::NOBODY, "Niemand")],
        ..Default::default()
    });
    ward.refuses(ANN, nobody, Refusal::Repeated);
}
