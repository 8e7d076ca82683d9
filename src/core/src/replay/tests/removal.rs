//! Who leaves, what goes with them, and who may say so.

use super::fixture::*;
use crate::event::{NewWish, Removal, SEALED_KEY_BYTES, Wanted};

/// Returns a removal as it should be.
pub(super) fn removal(team: &Team, people: &[PersonId], devices: &[DeviceId]) -> Removal {
    Removal {
        base: team.membership(),
        people: people.to_vec(),
        devices: devices.to_vec(),
        epoch: team.epoch + 1,
        ephemeral: [3; 32],
        keys: vec![4; team.remaining(people, devices).len() * SEALED_KEY_BYTES],
    }
}

impl Ward {
    /// Removes people.
    fn removes(&mut self, people: &[PersonId]) {
        let removal = removal(&self.team, people, &[]);
        self.applies(ANN, Command::Remove(removal));
    }

    fn appoints(&mut self, person: PersonId, coordinator: bool) {
        let appoint = Command::Appoint {
            person,
            coordinator,
        };
        self.applies(ANN, appoint);
    }
}

#[test]
fn a_removal_that_is_not_as_it_should_be_is_refused() {
    let mut ward = Ward::new();
    ward.removes(&[DEE]);
    let good = removal(&ward.team, &[BEN], &[]);
    let stranger = PersonId::from_bytes([99; 16]);
    let no_device = DeviceId::from_bytes([99; 16]);
    let of = |people: &[PersonId], devices: &[DeviceId]| removal(&ward.team, people, devices);
    let with = |change: fn(&mut Removal)| {
        let mut removal = good.clone();
        change(&mut removal);
        removal
    };
    let keys = |had, needs| Refusal::BadKeys { had, needs };
    let cases = [
        (
            with(|removal| removal.base ^= 1),
            Refusal::MembershipChanged,
        ),
        (
            with(|removal| removal.epoch = 1),
            Refusal::WrongEpoch { had: 1, next: 2 },
        ),
        (
            with(|removal| removal.epoch = 3),
            Refusal::WrongEpoch { had: 3, next: 2 },
        ),
        (of(&[], &[]), Refusal::NothingToRemove),
        (of(&[BEN, BEN], &[]), Refusal::Repeated),
        (of(&[], &[device(BEN), device(BEN)]), Refusal::Repeated),
        (of(&[stranger], &[]), Refusal::UnknownPerson(stranger)),
        (of(&[DEE], &[]), Refusal::HasLeft(DEE)),
        (of(&[], &[no_device]), Refusal::UnknownDevice(no_device)),
        (of(&[], &[device(DEE)]), Refusal::UnknownDevice(device(DEE))),
        (of(&[ANN], &[]), Refusal::LastCoordinator),
        (of(&[], &[device(ANN)]), Refusal::LastCoordinator),
        (with(|removal| removal.keys.clear()), keys(0, 96)),
        (with(|removal| removal.keys.push(0)), keys(97, 96)),
        (
            of(&[PersonId::from_bytes([0; 16]); 501], &[]),
            Refusal::TooMuch { had: 501, max: 500 },
        ),
    ];
    for (removal, refusal) in cases {
        ward.refuses(ANN, Command::Remove(removal), refusal);
    }
    let refusal = Refusal::NotCoordinator(BEN);
    ward.refuses(BEN, Command::Remove(good.clone()), refusal);
    ward.applies(ANN, Command::Remove(good.clone()));
    ward.refuses(ANN, Command::Remove(good), Refusal::MembershipChanged);
}

#[test]
fn of_two_removals_at_once_the_second_is_refused_and_can_be_made_again() {
    let mut ward = Ward::new();
    ward.appoints(BEN, true);
    let (by_ann, by_ben) = (
        removal(&ward.team, &[CAS], &[]),
        removal(&ward.team, &[DEE], &[]),
    );
    ward.applies(ANN, Command::Remove(by_ann));
    ward.refuses(BEN, Command::Remove(by_ben), Refusal::MembershipChanged);
    let again = removal(&ward.team, &[DEE], &[]);
    ward.applies(BEN, Command::Remove(again));
    assert_eq!(ward.team.epoch, 2);
    assert_eq!(ward.team.members().count(), 2);
}

#[test]
fn membership_is_who_may_sign_who_coordinates_and_since_when() {
    let mut ward = Ward::new();
    let mut seen = vec![ward.team.membership()];
    let gift = ward.offered(OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    assert_eq!(ward.team.membership(), seen[0], "a swap is no change of it");
    ward.appoints(BEN, true);
    seen.push(ward.team.membership());
    let admit = Command::Admit {
        person: BEN,
        device: DeviceId::from_bytes([8; 16]),
        key: [8; 32],
    };
    ward.applies(ANN, admit);
    seen.push(ward.team.membership());
    let gone = removal(&ward.team, &[], &[DeviceId::from_bytes([8; 16])]);
    ward.applies(ANN, Command::Remove(gone));
    seen.push(ward.team.membership());
    ward.removes(&[CAS]);
    seen.push(ward.team.membership());
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 5);
}

#[test]
fn keys_are_for_the_devices_that_stay_in_the_order_of_their_ids() {
    let ward = Ward::new();
    let stay = |people: &[PersonId], devices: &[DeviceId]| -> Vec<_> {
        let stay = ward.team.remaining(people, devices);
        stay.into_iter().map(|device| device.person).collect()
    };
    assert_eq!(stay(&[], &[]), [ANN, BEN, CAS, DEE]);
    assert_eq!(stay(&[BEN], &[device(DEE)]), [ANN, CAS]);
}

#[test]
fn who_was_removed_can_do_nothing_and_stays_readable() {
    let mut ward = Ward::new();
    ward.removes(&[BEN]);
    let release = Command::Release {
        shift: CASS,
        revision: 0,
    };
    ward.refuses(BEN, release, Refusal::UnknownDevice(device(BEN)));
    let ben = ward.team.people.get(&BEN).unwrap();
    assert_eq!(
        (ben.name.as_str(), ben.left),
        ("Ben", Some(ward_stamp(&ward, 1)))
    );
    assert!(!ward.team.is_member(BEN));
    let members: Vec<_> = ward.team.members().map(|person| person.id).collect();
    assert_eq!(members, [ANN, CAS, DEE]);
}

/// Returns the stamp of an event some events ago.
fn ward_stamp(ward: &Ward, ago: u64) -> Stamp {
    Stamp {
        number: ward.number - ago,
        ..ward.stamp()
    }
}

#[test]
fn a_lost_phone_goes_and_its_person_stays() {
    let mut ward = Ward::new();
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    let gone = removal(&ward.team, &[], &[device(BEN)]);
    ward.applies(ANN, Command::Remove(gone));
    assert!(ward.team.is_member(BEN) && !ward.team.devices.contains(&device(BEN)));
    assert_eq!(ward.state(gift), OfferState::Open);
    assert_eq!(ward.owner(BENS), Some(BEN));
}

#[test]
fn shifts_to_come_become_open_and_those_that_began_do_not() {
    let mut ward = Ward::new();
    ward.now_ms = ms(moment(0, 14));
    ward.removes(&[BEN]);
    assert_eq!(ward.owner(BENS_LATE), Some(BEN), "it begins this minute");
    assert_eq!((ward.owner(BENS), ward.shift(BENS).revision), (None, 1));
    let take = Command::Claim {
        shift: BENS,
        revision: 1,
    };
    ward.applies(CAS, take);
    assert_eq!(ward.owner(BENS), Some(CAS));
}

#[test]
fn offers_and_circles_with_somebody_who_left_lapse() {
    let mut ward = Ward::new();
    let own = ward.offers(BEN, BENS, OfferKind::GiveAway);
    let only_to_ben = Audience::Some(vec![BEN]);
    ward.applies(CAS, offer_to(CASS, 0, OfferKind::GiveAway, only_to_ben));
    let asked = OfferId::of(ward.last());
    let to_both = Audience::Some(vec![BEN, CAS]);
    ward.applies(ANN, offer_to(ANNS, 0, OfferKind::GiveAway, to_both));
    let both = OfferId::of(ward.last());
    let step = |shift, to| Move {
        shift,
        revision: 0,
        to,
    };
    let circle = NewCircle {
        moves: vec![step(BENS_LATE, DEE), step(DEES, BEN)],
        open_min: 600,
    };
    ward.applies(DEE, Command::ProposeCircle(circle));
    let circle = CircleId::of(ward.last());
    ward.removes(&[BEN]);
    assert_eq!(ward.state(own), OfferState::Lapsed);
    assert_eq!(ward.state(asked), OfferState::Lapsed, "it asks nobody");
    assert_eq!(ward.state(both), OfferState::Open);
    assert_eq!(ward.offer(both).to, Audience::Some(vec![CAS]));
    let found = ward.team.proposals.get(&circle).unwrap();
    assert_eq!(found.state, ProposalState::Lapsed);
}

#[test]
fn answers_of_who_left_go_and_their_clocks_with_them() {
    let mut ward = Ward::agreed(Agreements {
        decide_min: 60,
        window_min: 60,
        ..all_need_a_word()
    });
    let gift = ward.offered(OfferKind::GiveAway);
    ward.applies(BEN, yes(gift));
    assert!(ward.offer(gift).closes_ms.is_some());
    ward.removes(&[BEN]);
    let left = ward.offer(gift);
    assert!(left.answers.is_empty() && left.came.is_empty());
    assert_eq!((left.closes_ms, left.state), (None, OfferState::Open));
    ward.applies(CAS, yes(gift));
    ward.wait(60);
    ward.tick();
    assert_eq!(ward.waiting(gift), [CAS]);
    ward.removes(&[CAS]);
    let left = ward.offer(gift);
    assert!(left.waiting.is_empty() && left.decide_ms.is_none());
}

#[test]
fn who_left_is_not_waited_for() {
    let mut ward = Ward::agreed(window(600));
    let to = Audience::Some(vec![BEN, CAS]);
    ward.applies(ANN, offer_to(ANNS, 0, OfferKind::GiveAway, to));
    let gift = OfferId::of(ward.last());
    ward.applies(CAS, yes(gift));
    assert_eq!(ward.state(gift), OfferState::Open);
    ward.removes(&[BEN]);
    assert_eq!(ward.owner(ANNS), Some(CAS));
}

#[test]
fn wishes_debts_and_half_releases_end() {
    let mut ward = Ward::new();
    let until = MONDAY.plus(9);
    let owed = ward.offered(OfferKind::OweLater { until });
    ward.applies(CAS, yes(owed));
    let wish = NewWish {
        what: Wanted::Free,
        shifts: Pattern::default(),
        weight: 1,
        until: None,
    };
    ward.applies(CAS, Command::Wish(wish.clone()));
    ward.applies(DEE, Command::Wish(wish));
    let release = Command::Release {
        shift: BENS,
        revision: 0,
    };
    ward.applies(CAS, release.clone());
    ward.removes(&[CAS]);
    assert_eq!(ward.team.debts.get(&owed).unwrap().state, DebtState::Left);
    assert_eq!(ward.team.due_ms(), None);
    let wishes: Vec<_> = ward.team.wishes.values().map(|wish| wish.person).collect();
    assert_eq!(wishes, [DEE]);
    ward.applies(DEE, release);
    assert_eq!(ward.owner(BENS), Some(BEN), "the word of who left is none");
}

#[test]
fn who_left_decides_nothing_and_is_asked_nothing() {
    let mut ward = Ward::agreed(Agreements {
        approvers: vec![BEN],
        ..Agreements::default()
    });
    ward.appoints(BEN, true);
    ward.removes(&[BEN]);
    assert!(!ward.team.is_coordinator(BEN) && !ward.team.is_approver(BEN));
    let approvers: Vec<_> = ward.team.approvers().map(|person| person.id).collect();
    assert_eq!(approvers, [ANN], "nobody named is every coordinator");
    let named = Agreements {
        approvers: vec![BEN],
        ..Agreements::default()
    };
    let to_ben = offer_to(ANNS, 0, OfferKind::GiveAway, Audience::Some(vec![BEN]));
    let step = |shift, to| Move {
        shift,
        revision: 0,
        to,
    };
    let circle = NewCircle {
        moves: vec![step(ANNS, BEN), step(OPEN, ANN)],
        open_min: 60,
    };
    let appoint = Command::Appoint {
        person: BEN,
        coordinator: true,
    };
    let gift = ward.offered(OfferKind::GiveAway);
    for command in [
        Command::Agree(named),
        Command::ProposeCircle(circle),
        appoint,
    ] {
        ward.refuses(ANN, command, Refusal::HasLeft(BEN));
    }
    ward.applies(ANN, Command::Withdraw { offer: gift });
    ward.refuses(ANN, to_ben, Refusal::HasLeft(BEN));
    let open = ward.shift(OPEN);
    let (fit, _) = crate::assess::candidates(&ward.team, &open, ward.stamp().moment());
    assert!(fit.iter().all(|candidate| candidate.person != BEN));
}

#[test]
fn a_roster_that_still_names_who_left_leaves_those_shifts_open() {
    let mut ward = Ward::new();
    ward.now_ms = ms(moment(3, 0));
    ward.removes(&[BEN]);
    let ids = ward.adds([shift(2, 7, 8, Some(1)), shift(3, 7, 8, Some(1))]);
    assert_eq!(ids.map(|id| ward.owner(id)), [Some(BEN), None]);
}

#[test]
fn who_is_admitted_again_is_back() {
    let mut ward = Ward::new();
    ward.appoints(BEN, true);
    ward.removes(&[BEN]);
    let admit = Command::Admit {
        person: BEN,
        device: device(BEN),
        key: [8; 32],
    };
    ward.applies(ANN, admit);
    assert!(ward.team.is_member(BEN) && !ward.team.is_coordinator(BEN));
    let take = Command::Claim {
        shift: BENS,
        revision: 1,
    };
    ward.applies(BEN, take);
    assert_eq!(ward.owner(BENS), Some(BEN));
}

#[test]
fn appointing() {
    let mut ward = Ward::new();
    let appoint = |person, coordinator| Command::Appoint {
        person,
        coordinator,
    };
    let stranger = PersonId::from_bytes([99; 16]);
    for (actor, command, refusal) in [
        (BEN, appoint(BEN, true), Refusal::NotCoordinator(BEN)),
        (
            ANN,
            appoint(stranger, true),
            Refusal::UnknownPerson(stranger),
        ),
        (ANN, appoint(ANN, false), Refusal::LastCoordinator),
    ] {
        ward.refuses(actor, command, refusal);
    }
    ward.appoints(BEN, true);
    ward.applies(BEN, appoint(ANN, false));
    assert!(ward.team.is_coordinator(BEN) && !ward.team.is_coordinator(ANN));
    let gone = removal(&ward.team, &[], &[device(BEN)]);
    ward.refuses(BEN, Command::Remove(gone), Refusal::LastCoordinator);
}

#[test]
fn the_name_of_who_left_is_forgotten_and_what_they_worked_is_not() {
    let mut ward = Ward::new();
    let worked = ward.team.roster.iter().count();
    let erase = Command::Erase { person: CAS };
    ward.refuses(ANN, erase.clone(), Refusal::StillMember(CAS));
    ward.removes(&[CAS]);
    ward.refuses(BEN, erase.clone(), Refusal::NotCoordinator(BEN));
    ward.applies(ANN, erase);
    let cas = ward.team.people.get(&CAS).unwrap();
    assert_eq!((cas.name.as_str(), cas.qualifications.len()), ("", 0));
    assert_eq!(ward.team.roster.iter().count(), worked);
    let bytes = ward.team.to_bytes();
    assert!(!bytes.windows(3).any(|part| part == b"Cas"));
}
