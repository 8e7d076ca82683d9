//! Who may, for every store: lists that follow each other, key periods, and the fence.

use ed25519_dalek::SigningKey;
use ruil_relay::store::{Founded, Outcome, Push, Store, Team};
use ruil_wire::http::Founding;
use ruil_wire::{Access, Envelope, Head, PublicKey, Refusal, SizeClass, Token};

use super::harness::TEAM;
use super::keys::{
    ANA, BEN, CAS, change, envelope, envelope_in, event_id, first_access, founding, grant, key,
    pair, removal, sealed, signed,
};
use super::store::{at, new, on_all};

fn found(store: &dyn Store) {
    let team = Team::by_access(founding());
    assert_eq!(store.found(TEAM, &team).unwrap(), Founded::New);
}

fn push(store: &dyn Store, device: u8, envelopes: Vec<Envelope>) -> Vec<Outcome> {
    let device = Some(key(device));
    let push = Push {
        team: TEAM,
        device,
        envelopes,
    };
    store.append(&[push], at(1_000)).unwrap().remove(0)
}

fn reasons(outcomes: &[Outcome]) -> Vec<Option<Refusal>> {
    let reason = |outcome: &Outcome| match outcome {
        Outcome::Refused(reason) => Some(*reason),
        Outcome::New(_) | Outcome::Repeat(_) => None,
    };
    outcomes.iter().map(reason).collect()
}

fn access(store: &dyn Store) -> Access {
    store.team(TEAM).unwrap().unwrap().access.unwrap()
}

#[test]
fn a_team_of_devices_is_founded_once_and_where_its_log_begins() {
    on_all(|store| {
        let moved = Founding {
            number: 41,
            head: Head([4; 32]),
            time_ms: 3_000,
            ..founding()
        };
        let team = Team::by_access(moved.clone());
        assert_eq!(store.found(TEAM, &team).unwrap(), Founded::New);
        assert_eq!(store.found(TEAM, &team).unwrap(), Founded::Already);
        let other = signed(BEN, grant(7, 0, 0, &[ANA]));
        let other = Founding {
            access: other,
            ..moved
        };
        let other = Team::by_access(other);
        assert_eq!(store.found(TEAM, &other).unwrap(), Founded::Taken);
        assert_eq!(store.team(TEAM).unwrap(), Some(team));
        assert_eq!(store.head_at(TEAM, 41).unwrap(), Some(Head([4; 32])));
        assert_eq!(store.head_at(TEAM, 40).unwrap(), None);
        assert_eq!(store.head_at(TEAM, 0).unwrap(), None);
        let receipt = new(&push(store, BEN, vec![envelope(1)])[0]);
        assert_eq!((receipt.number, receipt.time_ms), (42, 3_000));
        let head = Head([4; 32]).then(42, 3_000, &envelope(1));
        assert_eq!(store.head_at(TEAM, 42).unwrap(), Some(head));
        assert_eq!(store.read(TEAM, 41, 9).unwrap()[0].number, 42);
    });
}

#[test]
fn the_relays_secret_is_made_once() {
    on_all(|store| {
        assert_eq!(store.secret([1; 32]).unwrap(), [1; 32]);
        assert_eq!(store.secret([2; 32]).unwrap(), [1; 32]);
    });
}

#[test]
fn members_write_and_nobody_else() {
    on_all(|store| {
        found(store);
        let refused = [Some(Refusal::NotMember), Some(Refusal::Behind)];
        let both = || vec![envelope(1), envelope(2)];
        assert_eq!(reasons(&push(store, CAS, both())), refused);
        let old = Push {
            team: TEAM,
            device: None,
            envelopes: vec![envelope(1)],
        };
        let outcomes = store.append(&[old], at(1)).unwrap();
        assert_eq!(reasons(&outcomes[0]), refused[..1]);
        assert_eq!(reasons(&push(store, BEN, both())), [None, None]);
    });
}

#[test]
fn a_list_holds_from_its_own_number_on() {
    on_all(|store| {
        found(store);
        // In one push: before it, the list itself, after it in the old key period.
        let list = signed(ANA, grant(2, 1, 1, &[ANA, CAS]));
        let all = vec![envelope(1), change(0, &list), envelope(3)];
        let outcomes = push(store, BEN, all);
        assert_eq!(reasons(&outcomes), [None, None, Some(Refusal::NotMember)]);
        assert_eq!(access(store), list);
        assert_eq!(store.removed_at(TEAM, &key(BEN)).unwrap(), Some(2));
        assert_eq!(store.removed_at(TEAM, &key(ANA)).unwrap(), None);
        let late = vec![envelope(4), envelope_in(1, 5)];
        let refused = [Some(Refusal::StaleEpoch), Some(Refusal::Behind)];
        assert_eq!(reasons(&push(store, CAS, late)), refused);
        assert_eq!(reasons(&push(store, CAS, vec![envelope_in(1, 4)])), [None]);
        // A repeat gets its receipt, from a key period that is over and from who is out.
        for device in [ANA, BEN] {
            let again = push(store, device, vec![envelope(1)]);
            let [Outcome::Repeat(receipt)] = again[..] else {
                panic!("{again:?}")
            };
            assert_eq!(Outcome::New(receipt), outcomes[0]);
        }
    });
}

#[test]
fn who_has_seen_the_last_list_can_say_that_the_key_period_is_still_the_one_before() {
    on_all(|store| {
        found(store);
        let say = |event, revision, epoch, devices: &[u8]| {
            let list = signed(ANA, grant(event, revision, epoch, devices));
            reasons(&push(store, ANA, vec![change(0, &list)]))
        };
        assert_eq!(say(1, 1, 1, &[ANA]), [None]);
        let stale = [Some(Refusal::StaleEpoch)];
        assert_eq!(say(2, 1, 0, &[ANA, BEN]), stale, "made on another list");
        assert_eq!(say(2, 2, 1, &[ANA, BEN]), stale, "of a period that is over");
        assert_eq!(reasons(&push(store, ANA, vec![envelope(2)])), stale);
        assert_eq!(say(2, 2, 0, &[ANA, BEN]), [None]);
        assert_eq!(reasons(&push(store, BEN, vec![envelope(3)])), [None]);
    });
}

#[test]
fn the_same_group_sees_it_too() {
    on_all(|store| {
        found(store);
        let by = |device, envelopes| Push {
            team: TEAM,
            device: Some(key(device)),
            envelopes,
        };
        let group = [
            by(ANA, vec![removal(1, &[ANA])]),
            by(BEN, vec![envelope(2), removal(1, &[ANA])]),
        ];
        let outcomes = store.append(&group, at(1)).unwrap();
        assert_eq!(reasons(&outcomes[0]), [None]);
        assert_eq!(reasons(&outcomes[1]), [Some(Refusal::NotMember), None]);
    });
}

#[test]
fn of_two_lists_on_one_base_the_first_wins() {
    on_all(|store| {
        found(store);
        let list = |event, devices: &[u8]| change(0, &signed(ANA, grant(event, 1, 0, devices)));
        let (one, two) = (list(1, &[ANA, BEN, CAS]), list(2, &[ANA]));
        assert_eq!(reasons(&push(store, ANA, vec![one])), [None]);
        let refused = push(store, BEN, vec![two, envelope(3)]);
        let stale = [Some(Refusal::StaleAccess), Some(Refusal::Behind)];
        assert_eq!(reasons(&refused), stale);
        assert_eq!(access(store).grant.devices.len(), 3);
    });
}

#[test]
fn a_list_that_is_not_an_admins_or_makes_no_sense_is_refused() {
    on_all(|store| {
        found(store);
        let next = |epoch, devices: &[u8]| grant(1, 1, epoch, devices);
        let forged = Access {
            signer: key(ANA),
            ..signed(BEN, next(1, &[ANA, BEN]))
        };
        for bad in [
            signed(BEN, next(1, &[ANA, BEN])),
            signed(CAS, next(1, &[ANA, CAS])),
            signed(ANA, next(2, &[ANA, BEN])),
            signed(ANA, next(1, &[BEN])),
            forged,
        ] {
            let outcomes = push(store, BEN, vec![change(0, &bad), envelope(2)]);
            let refused = [Some(Refusal::BadAccess), Some(Refusal::Behind)];
            assert_eq!(reasons(&outcomes), refused);
        }
        assert_eq!(access(store), first_access());
        assert_eq!(store.team(TEAM).unwrap().unwrap().tail.number, 0);
    });
}

#[test]
fn the_founders_list_is_numbered_and_changes_nothing() {
    on_all(|store| {
        found(store);
        let founders = change(0, &first_access());
        assert_eq!(reasons(&push(store, ANA, vec![founders])), [None]);
        assert_eq!(access(store), first_access());
        let other = change(0, &signed(ANA, grant(0, 0, 0, &[ANA])));
        let other = Envelope::parse(other.as_bytes().to_vec()).unwrap();
        assert!(matches!(
            push(store, ANA, vec![other])[0],
            Outcome::Repeat(_)
        ));
        let another = change(0, &signed(ANA, grant(9, 0, 0, &[ANA])));
        let stale = [Some(Refusal::StaleAccess)];
        assert_eq!(reasons(&push(store, ANA, vec![another])), stale);
    });
}

#[test]
fn a_device_that_comes_back_and_leaves_again_is_known_by_the_last_time() {
    on_all(|store| {
        found(store);
        let lists = [
            change(0, &signed(ANA, grant(1, 1, 1, &[ANA]))),
            change(1, &signed(ANA, grant(2, 2, 1, &[ANA, BEN]))),
            change(1, &signed(ANA, grant(3, 3, 2, &[ANA]))),
        ];
        assert_eq!(reasons(&push(store, ANA, lists.to_vec())), [None; 3]);
        assert_eq!(store.removed_at(TEAM, &key(BEN)).unwrap(), Some(3));
    });
}

#[test]
fn a_team_of_the_old_protocol_gets_its_first_list_and_the_token_is_worth_nothing_then() {
    on_all(|store| {
        let token = Token([8; 32]);
        let team = Team::by_token(TEAM, token.hash());
        store.found(TEAM, &team).unwrap();
        assert!(team.has_token(&token));
        let push = |device: Option<PublicKey>, envelopes| {
            let push = Push {
                team: TEAM,
                device,
                envelopes,
            };
            reasons(&store.append(&[push], at(1)).unwrap()[0])
        };
        let bad = change(0, &signed(BEN, grant(1, 0, 0, &[ANA, BEN])));
        // No fence: the old protocol knows none.
        let refused = [Some(Refusal::BadAccess), None];
        assert_eq!(push(None, vec![bad, envelope(2)]), refused);
        assert_eq!(
            push(Some(key(ANA)), vec![envelope(3)]),
            [Some(Refusal::NotMember)]
        );
        let first = signed(ANA, grant(4, 0, 0, &[ANA]));
        let after = vec![change(0, &first), envelope(5)];
        assert_eq!(push(None, after), [None, Some(Refusal::NotMember)]);
        assert_eq!(access(store), first);
        let team = store.team(TEAM).unwrap().unwrap();
        assert!(!team.has_token(&token));
        assert_eq!(push(Some(key(ANA)), vec![envelope(5)]), [None]);
    });
}

#[test]
fn a_list_of_all_the_devices_a_team_can_have_is_kept() {
    on_all(|store| {
        found(store);
        let keys = (1..=ruil_wire::limit::DEVICES_MAX as u32).map(|number| {
            let mut seed = [0; 32];
            seed[..4].copy_from_slice(&number.to_le_bytes());
            SigningKey::from_bytes(&seed).verifying_key().to_bytes()
        });
        let mut list = grant(1, 1, 1, &[ANA]);
        let others = keys.take(255).map(|key| ruil_wire::Member {
            key,
            is_admin: false,
        });
        list.devices.extend(others);
        list.devices.sort_unstable();
        let list = signed(ANA, list);
        let size = SizeClass::Huge;
        let envelope = sealed(TEAM, 1, 0, size, Some(&list));
        assert_eq!(reasons(&push(store, ANA, vec![envelope.clone()])), [None]);
        assert_eq!(access(store), list);
        assert_eq!(store.read(TEAM, 0, 1).unwrap()[0].envelope, envelope);
        assert_eq!(event_id(1), list.grant.event);
        assert_eq!(list.signer, pair(ANA).verifying_key().to_bytes());
    });
}
