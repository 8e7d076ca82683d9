//! A small team (Ann coordinates, Ben, Cas) whose events are replayed one by one.

use proptest::prelude::*;

use super::*;
use crate::event::{
    Additions, Answer, Audience, Founding, NewPerson, NewShift, OfferKind, RosterPart,
};
use crate::id::{DeviceId, EventId, KindId, OfferId, QualificationId, ShiftId, TeamId};
use crate::offer::{Lost, LostReason, OfferState};
use crate::time::Moment;

const ANN: PersonId = PersonId::from_bytes([1; 16]);
const BEN: PersonId = PersonId::from_bytes([2; 16]);
const CAS: PersonId = PersonId::from_bytes([3; 16]);
const NURSE: QualificationId = QualificationId::from_bytes([4; 16]);
const NIGHT: KindId = KindId::from_bytes([5; 16]);
const ROSTER: EventId = EventId::from_bytes([6; 16]);
const DAY_MIN: i32 = 24 * 60;

/// Ann's night, Ben's night a day later, Cas's night two days later, Ben's late on Ann's evening,
/// an open night, and a night of Ann's that asks for a nurse.
const ANNS: ShiftId = ShiftId::nth(ROSTER, 0);
const BENS: ShiftId = ShiftId::nth(ROSTER, 1);
const CASS: ShiftId = ShiftId::nth(ROSTER, 2);
const BENS_LATE: ShiftId = ShiftId::nth(ROSTER, 3);
const OPEN: ShiftId = ShiftId::nth(ROSTER, 4);
const NURSES: ShiftId = ShiftId::nth(ROSTER, 5);

fn device(person: PersonId) -> DeviceId {
    DeviceId::from_bytes(*person.as_bytes())
}

fn person(id: PersonId, name: &str) -> NewPerson {
    NewPerson {
        id,
        name: name.to_owned(),
        coordinator: false,
        qualifications: Vec::new(),
    }
}

fn shift(day: i32, hour: i32, owner: Option<u16>, needs: Option<u8>) -> NewShift {
    NewShift {
        start: Moment {
            utc_min: day * DAY_MIN + hour * 60,
            offset_min: 60,
        },
        len_min: 8 * 60,
        end_offset_min: 60,
        break_min: 30,
        kind: 0,
        unit: None,
        needs,
        owner,
    }
}

/// A team and the number of its last event.
#[derive(Clone)]
struct Ward {
    team: Team,
    number: u64,
}

impl Ward {
    fn new() -> Self {
        let mut ward = Self {
            team: Team::default(),
            number: 0,
        };
        let founding = Founding {
            team: TeamId::from_bytes([9; 16]),
            name: "De Linde".to_owned(),
            zone: "Europe/Amsterdam".to_owned(),
            founder: person(ANN, "Ann"),
            device: device(ANN),
            key: [1; 32],
        };
        let additions = Additions {
            qualifications: vec![(NURSE, "verpleegkundige".to_owned())],
            people: vec![person(BEN, "Ben"), person(CAS, "Cas")],
            units: Vec::new(),
            kinds: vec![(NIGHT, "N".to_owned(), "nacht".to_owned())],
        };
        let part = RosterPart {
            people: vec![ANN, BEN, CAS],
            kinds: vec![NIGHT],
            units: Vec::new(),
            needs: vec![NURSE],
            shifts: vec![
                shift(0, 22, Some(0), None),
                shift(1, 22, Some(1), None),
                shift(2, 22, Some(2), None),
                shift(0, 14, Some(1), None),
                shift(0, 23, None, None),
                shift(5, 22, Some(0), Some(0)),
            ],
        };
        for command in [
            Command::Found(founding),
            Command::Add(additions),
            Command::Admit {
                person: BEN,
                device: device(BEN),
                key: [2; 32],
            },
            Command::Admit {
                person: CAS,
                device: device(CAS),
                key: [3; 32],
            },
        ] {
            ward.applies(ANN, command);
        }
        assert_eq!(
            ward.replay(ROSTER, ANN, Command::Import(part)),
            Outcome::Applied
        );
        ward
    }

    fn replay(&mut self, id: EventId, actor: PersonId, command: Command) -> Outcome {
        self.number += 1;
        let event = Event {
            id,
            device: device(actor),
            actor,
            command,
        };
        self.team.apply(&event, self.stamp())
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            number: self.number,
            time_ms: 1_000 * self.number,
        }
    }

    fn act(&mut self, actor: PersonId, command: Command) -> Outcome {
        let id = [&[7; 8][..], &self.number.to_be_bytes()].concat();
        self.replay(EventId::from_bytes(id.try_into().unwrap()), actor, command)
    }

    fn applies(&mut self, actor: PersonId, command: Command) {
        let shown = format!("{command:?}");
        assert_eq!(self.act(actor, command), Outcome::Applied, "{shown}");
    }

    fn refuses(&mut self, actor: PersonId, command: Command, refusal: Refusal) {
        let before = self.team.clone();
        assert_eq!(self.act(actor, command), Outcome::Rejected(refusal));
        assert_eq!(self.team, before, "a refused command changes nothing");
    }

    /// Ann offers her first night; returns the offer.
    fn offered(&mut self, kind: OfferKind) -> OfferId {
        self.applies(ANN, offer(ANNS, 0, kind));
        self.team.open_offer_of(ANNS).unwrap().id
    }

    fn owner(&self, shift: ShiftId) -> Option<PersonId> {
        self.team.roster.get(shift).unwrap().owner
    }
}

fn offer(shift: ShiftId, revision: u32, kind: OfferKind) -> Command {
    Command::Offer {
        shift,
        revision,
        kind,
        to: Audience::Everyone,
    }
}

fn yes(offer: OfferId) -> Command {
    Command::Answer {
        offer,
        answer: Answer::Yes,
    }
}

fn with(offer: OfferId, shift: ShiftId, revision: u32) -> Command {
    Command::Answer {
        offer,
        answer: Answer::YesWith { shift, revision },
    }
}

#[test]
fn a_gift_goes_to_the_first_yes_and_the_second_learns_who_and_why() {
    let mut ward = Ward::new();
    let offer = ward.offered(OfferKind::GiveAway);
    ward.applies(CAS, yes(offer));
    let settled = ward.stamp();
    assert_eq!(ward.owner(ANNS), Some(CAS));

    let outcome = ward.act(BEN, yes(offer));
    let came = Some(ward.stamp());
    let lost = Lost {
        winner: CAS,
        reason: LostReason::First,
        settled,
        came,
    };
    assert_eq!(outcome, Outcome::Rejected(Refusal::Lost(lost)));
    assert_eq!(
        ward.team.offers.get(&offer).unwrap().losses.get(&BEN),
        Some(&lost)
    );
    assert_eq!(ward.owner(ANNS), Some(CAS));
}

#[test]
fn a_named_swap_moves_both_shifts_at_once() {
    let mut ward = Ward::new();
    let offer = ward.offered(OfferKind::SwapForNamed(vec![CASS]));
    ward.refuses(BEN, with(offer, BENS, 0), Refusal::NotNamed(BENS));
    ward.refuses(CAS, yes(offer), Refusal::ReturnNeeded);
    ward.applies(CAS, with(offer, CASS, 0));
    assert_eq!((ward.owner(ANNS), ward.owner(CASS)), (Some(CAS), Some(ANN)));
    assert_eq!(ward.team.roster.get(CASS).unwrap().revision, 1);
}

#[test]
fn the_one_who_offers_chooses_among_the_answers() {
    let mut ward = Ward::new();
    let offer = ward.offered(OfferKind::SwapForAnswer);
    ward.applies(BEN, with(offer, BENS, 0));
    ward.applies(CAS, with(offer, CASS, 0));
    assert_eq!(
        ward.owner(ANNS),
        Some(ANN),
        "nothing moves before the choice"
    );
    ward.refuses(
        BEN,
        Command::Choose { offer, person: BEN },
        Refusal::NotYourOffer(ANN),
    );
    ward.applies(ANN, Command::Choose { offer, person: CAS });
    assert_eq!((ward.owner(ANNS), ward.owner(CASS)), (Some(CAS), Some(ANN)));
    let offer = ward.team.offers.get(&offer).unwrap();
    let lost = offer.losses.get(&BEN).unwrap();
    assert_eq!(
        (lost.winner, lost.reason, lost.came),
        (CAS, LostReason::Chosen, None)
    );
}

#[test]
fn an_answer_whose_shift_moved_on_can_not_be_chosen() {
    let mut ward = Ward::new();
    let choice = ward.offered(OfferKind::SwapForAnswer);
    ward.applies(CAS, with(choice, CASS, 0));
    ward.applies(CAS, offer(CASS, 0, OfferKind::GiveAway));
    let gift = ward.team.open_offer_of(CASS).unwrap().id;
    ward.applies(BEN, yes(gift));
    let moved = Refusal::NotOwner {
        shift: CASS,
        owner: Some(BEN),
    };
    ward.refuses(
        ANN,
        Command::Choose {
            offer: choice,
            person: CAS,
        },
        moved,
    );
}

#[test]
fn a_shift_given_in_return_takes_its_own_offer_with_it() {
    let mut ward = Ward::new();
    ward.applies(CAS, offer(CASS, 0, OfferKind::GiveAway));
    let lapsing = ward.team.open_offer_of(CASS).unwrap().id;
    let swap = ward.offered(OfferKind::SwapForNamed(vec![CASS]));
    ward.applies(CAS, with(swap, CASS, 0));
    assert_eq!(
        ward.team.offers.get(&lapsing).unwrap().state,
        OfferState::Lapsed
    );
    ward.refuses(BEN, yes(lapsing), Refusal::OfferLapsed);
}

#[test]
fn nobody_works_two_shifts_at_once() {
    let mut ward = Ward::new();
    ward.applies(ANN, offer(ANNS, 0, OfferKind::GiveAway));
    let gift = ward.team.open_offer_of(ANNS).unwrap().id;
    ward.applies(
        CAS,
        Command::Claim {
            shift: OPEN,
            revision: 0,
        },
    );
    let clash = Refusal::Overlap {
        person: CAS,
        shift: ANNS,
        with: OPEN,
    };
    ward.refuses(CAS, yes(gift), clash);
    ward.applies(BEN, yes(gift));
    assert_eq!(
        ward.owner(BENS_LATE),
        Some(BEN),
        "back to back is no overlap"
    );
}

#[test]
fn a_swap_may_use_the_time_of_the_shift_it_gives() {
    let mut ward = Ward::new();
    ward.applies(
        CAS,
        Command::Claim {
            shift: OPEN,
            revision: 0,
        },
    );
    let swap = ward.offered(OfferKind::SwapForNamed(vec![OPEN]));
    ward.applies(CAS, with(swap, OPEN, 1));
    assert_eq!((ward.owner(ANNS), ward.owner(OPEN)), (Some(CAS), Some(ANN)));
}

#[test]
fn a_shift_that_needs_a_nurse_goes_to_nurses() {
    let mut ward = Ward::new();
    ward.applies(ANN, offer(NURSES, 0, OfferKind::GiveAway));
    let gift = ward.team.open_offer_of(NURSES).unwrap().id;
    let unqualified = Refusal::NotQualified {
        person: BEN,
        shift: NURSES,
        needs: NURSE,
    };
    ward.refuses(BEN, yes(gift), unqualified);
    ward.applies(
        ANN,
        Command::Qualify {
            person: BEN,
            qualifications: vec![NURSE],
        },
    );
    ward.applies(BEN, yes(gift));
}

#[test]
fn an_open_shift_has_one_taker() {
    let mut ward = Ward::new();
    ward.applies(
        BEN,
        Command::Claim {
            shift: OPEN,
            revision: 0,
        },
    );
    let taken = Refusal::NotOpen {
        shift: OPEN,
        owner: BEN,
    };
    ward.refuses(
        CAS,
        Command::Claim {
            shift: OPEN,
            revision: 0,
        },
        taken,
    );
}

#[test]
fn offers_that_can_not_be_made() {
    let mut ward = Ward::new();
    let gift = || OfferKind::GiveAway;
    let owned = Refusal::NotOwner {
        shift: BENS,
        owner: Some(BEN),
    };
    ward.refuses(ANN, offer(BENS, 0, gift()), owned);
    let stale = Refusal::ShiftChanged {
        shift: ANNS,
        had: 3,
        now: 0,
    };
    ward.refuses(ANN, offer(ANNS, 3, gift()), stale);
    let nowhere = ShiftId::nth(ROSTER, 99);
    ward.refuses(
        ANN,
        offer(nowhere, 0, gift()),
        Refusal::UnknownShift(nowhere),
    );
    ward.refuses(
        ANN,
        offer(ANNS, 0, OfferKind::SwapForNamed(vec![])),
        Refusal::ReturnNeeded,
    );
    let first = ward.offered(gift());
    ward.refuses(ANN, offer(ANNS, 0, gift()), Refusal::AlreadyOffered(first));
    ward.refuses(ANN, yes(first), Refusal::OwnOffer);
    ward.refuses(
        BEN,
        Command::Withdraw { offer: first },
        Refusal::NotYourOffer(ANN),
    );
    ward.applies(ANN, Command::Withdraw { offer: first });
    ward.refuses(BEN, yes(first), Refusal::OfferWithdrawn);
    ward.offered(gift());
}

#[test]
fn an_offer_to_some_asks_only_them() {
    let mut ward = Ward::new();
    let to = Audience::Some(vec![CAS]);
    ward.applies(
        ANN,
        Command::Offer {
            shift: ANNS,
            revision: 0,
            kind: OfferKind::GiveAway,
            to,
        },
    );
    let gift = ward.team.open_offer_of(ANNS).unwrap().id;
    ward.refuses(BEN, yes(gift), Refusal::NotAsked);
    ward.applies(CAS, yes(gift));
}

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

/// Any command of any actor about the ward's few shifts and offers.
fn anything() -> impl Strategy<Value = (usize, usize, usize, usize, usize)> {
    (0..3_usize, 0..7_usize, 0..6_usize, 0..6_usize, 0..4_usize)
}

fn command(ward: &Ward, (what, shift, other, revision): (usize, usize, usize, usize)) -> Command {
    let shifts = [ANNS, BENS, CASS, BENS_LATE, OPEN, NURSES];
    let people = [ANN, BEN, CAS];
    let open: Vec<OfferId> = ward.team.offers.iter().map(|(id, _)| *id).collect();
    let offer = open
        .get(other % open.len().max(1))
        .copied()
        .unwrap_or(OfferId::from_bytes([0; 16]));
    let revision = revision as u32;
    let kinds = [
        OfferKind::GiveAway,
        OfferKind::SwapForNamed(vec![shifts[other]]),
        OfferKind::SwapForAnswer,
    ];
    match what {
        0 | 1 => Command::Offer {
            shift: shifts[shift],
            revision,
            kind: kinds[other % 3].clone(),
            to: Audience::Everyone,
        },
        2 => Command::Answer {
            offer,
            answer: Answer::Yes,
        },
        3 => {
            let answer = Answer::YesWith {
                shift: shifts[shift],
                revision,
            };
            Command::Answer { offer, answer }
        }
        4 => Command::Withdraw { offer },
        5 => Command::Choose {
            offer,
            person: people[shift % 3],
        },
        _ => Command::Claim {
            shift: shifts[shift],
            revision,
        },
    }
}

proptest! {
    #[test]
    fn whatever_is_asked_the_roster_stays_whole(
        asked in prop::collection::vec(anything(), 0..60),
    ) {
        let mut ward = Ward::new();
        let mut again = ward.clone();
        for (actor, what, shift, other, revision) in asked {
            let command = command(&ward, (what, shift, other, revision));
            let actor = [ANN, BEN, CAS][actor];
            let before = ward.team.clone();
            let outcome = ward.act(actor, command.clone());
            prop_assert_eq!(&again.act(actor, command), &outcome);
            if let Outcome::Rejected(refusal) = &outcome {
                let is_lost = matches!(refusal, Refusal::Lost(_));
                prop_assert!(is_lost || ward.team == before, "{:?}", refusal);
            }
            prop_assert_eq!(ward.team.fingerprint(), again.team.fingerprint());
            prop_assert_eq!(ward.team.roster.len(), 6);
            for person in [ANN, BEN, CAS] {
                let mine: Vec<_> = ward.team.roster.of(Some(person)).collect();
                for pair in mine.windows(2) {
                    prop_assert!(!pair[0].span.overlaps(pair[1].span));
                }
            }
            let owned: usize = [Some(ANN), Some(BEN), Some(CAS), None]
                .into_iter()
                .map(|owner| ward.team.roster.of(owner).count())
                .sum();
            prop_assert_eq!(owned, 6, "every shift has one place");
        }
    }
}
