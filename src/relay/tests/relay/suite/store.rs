//! One suite for every store.

use std::os::unix::fs::PermissionsExt;

use ruil_relay::store::memory::MemoryStore;
use ruil_relay::store::postgres::{ConnectError, PgStore};
use ruil_relay::store::sqlite::{OpenError, SqliteStore};
use ruil_relay::store::{
    Admission, Founded, Invite, Left, Note, Opened, Opening, Outcome, Push, Store, StoreError,
    Tail, Team,
};
use ruil_wire::invite::Slot;
use ruil_wire::{Head, InviteId, Receipt, Refusal, SizeClass, TeamId};

use super::cluster::database;
use super::harness::TEAM;
use super::keys::{envelope, envelope_of};

const OTHER: TeamId = TeamId([1; 16]);
const HASH: [u8; 32] = [2; 32];
const INVITE: InviteId = InviteId([3; 16]);

/// Runs a behaviour on every store.
pub fn on_all(behaviour: impl Fn(&dyn Store)) {
    let folder = tempfile::tempdir().unwrap();
    behaviour(&MemoryStore::default());
    behaviour(&SqliteStore::open(folder.path(), None).unwrap());
    behaviour(&PgStore::open(&database()).unwrap());
}

/// Returns a moment with room enough.
pub fn at(now_ms: u64) -> Admission {
    Admission {
        now_ms,
        log_bytes_max: 1 << 20,
        is_held: false,
    }
}

fn found(store: &dyn Store, team: TeamId, hash: [u8; 32]) -> Result<Founded, StoreError> {
    store.found(team, &Team::by_token(team, hash))
}

fn push(team: TeamId, events: &[u64]) -> Push {
    let small = |&event| envelope_of(team, event, SizeClass::Small);
    Push {
        team,
        device: None,
        envelopes: events.iter().map(small).collect(),
    }
}

/// Returns the receipt of what is new.
pub fn new(outcome: &Outcome) -> Receipt {
    let Outcome::New(receipt) = outcome else {
        panic!("not new: {outcome:?}")
    };
    *receipt
}

#[test]
fn a_team_belongs_to_its_first_token() {
    on_all(|store| {
        assert_eq!(store.team(TEAM).unwrap(), None);
        assert_eq!(found(store, TEAM, HASH).unwrap(), Founded::New);
        assert_eq!(found(store, TEAM, HASH).unwrap(), Founded::Already);
        assert_eq!(found(store, TEAM, [9; 32]).unwrap(), Founded::Taken);
        let team = store.team(TEAM).unwrap().unwrap();
        assert_eq!((team.founding, team.tail), (HASH, Tail::start(TEAM)));
    });
}

#[test]
fn a_group_is_numbered_by_team_in_its_order() {
    on_all(|store| {
        found(store, TEAM, HASH).unwrap();
        found(store, OTHER, HASH).unwrap();
        let group = [push(TEAM, &[5, 4]), push(OTHER, &[5]), push(TEAM, &[3])];
        let outcomes = store.append(&group, at(1_000)).unwrap();
        let first = Head::start(TEAM).then(1, 1_000, &envelope(5));
        let second = first.then(2, 1_000, &envelope(4));
        let third = second.then(3, 1_000, &envelope(3));
        let heads = |push: &[Outcome]| push.iter().map(|o| new(o).head).collect::<Vec<_>>();
        assert_eq!(heads(&outcomes[0]), [first, second]);
        assert_eq!(heads(&outcomes[2]), [third]);
        assert_eq!(new(&outcomes[1][0]).number, 1);
        let tail = Tail {
            number: 3,
            head: third,
            time_ms: 1_000,
            bytes: 3 * 512,
        };
        assert_eq!(store.team(TEAM).unwrap().unwrap().tail, tail);
        for (number, head) in [(0, Head::start(TEAM)), (1, first), (2, second), (3, third)] {
            assert_eq!(store.head_at(TEAM, number).unwrap(), Some(head));
        }
        assert_eq!(store.head_at(TEAM, 4).unwrap(), None);
        assert_eq!(store.head_at(TEAM, u64::MAX).unwrap(), None);
        assert_eq!(store.head_at(TeamId([9; 16]), 0).unwrap(), None);
    });
}

#[test]
fn an_event_is_numbered_once() {
    on_all(|store| {
        found(store, TEAM, HASH).unwrap();
        found(store, OTHER, HASH).unwrap();
        let first = store.append(&[push(TEAM, &[1, 1])], at(1_000)).unwrap();
        let receipt = new(&first[0][0]);
        assert_eq!(first[0][1], Outcome::Repeat(receipt), "within a push");
        let later = store
            .append(&[push(TEAM, &[2, 1]), push(OTHER, &[1])], at(9_000))
            .unwrap();
        assert_eq!(
            later[0][1],
            Outcome::Repeat(receipt),
            "with its first time and head"
        );
        assert_eq!(new(&later[0][0]).number, 2);
        assert_eq!(
            new(&later[1][0]).number,
            1,
            "another team's event of that name is another"
        );
    });
}

#[test]
fn time_never_goes_back() {
    on_all(|store| {
        found(store, TEAM, HASH).unwrap();
        for (event, now_ms, time_ms) in [(1, 5_000, 5_000), (2, 4_000, 5_000), (3, 6_000, 6_000)] {
            let outcomes = store.append(&[push(TEAM, &[event])], at(now_ms)).unwrap();
            assert_eq!(new(&outcomes[0][0]).time_ms, time_ms);
        }
        let times: Vec<_> = store
            .read(TEAM, 0, 9)
            .unwrap()
            .iter()
            .map(|e| e.time_ms)
            .collect();
        assert_eq!(times, [5_000, 5_000, 6_000]);
    });
}

#[test]
fn reading_starts_and_ends_where_it_is_asked_to() {
    on_all(|store| {
        found(store, TEAM, HASH).unwrap();
        store
            .append(&[push(TEAM, &[1, 2, 3, 4, 5])], at(1))
            .unwrap();
        let read = |after, count| -> Vec<u64> {
            let entries = store.read(TEAM, after, count).unwrap();
            entries
                .iter()
                .for_each(|e| assert_eq!(e.envelope, envelope(e.number)));
            entries.iter().map(|entry| entry.number).collect()
        };
        assert_eq!(read(0, 9), [1, 2, 3, 4, 5]);
        assert_eq!(read(1, 2), [2, 3]);
        assert_eq!(read(5, 9), [0; 0]);
        assert_eq!(read(u64::MAX, 9), [0; 0]);
        assert_eq!(store.read(OTHER, 0, 9).unwrap(), []);
    });
}

#[test]
fn what_does_not_fit_into_a_teams_room_is_refused_and_the_rest_is_not() {
    on_all(|store| {
        found(store, TEAM, HASH).unwrap();
        let medium = envelope_of(TEAM, 2, SizeClass::Medium);
        let envelopes = vec![envelope(1), medium, envelope(3)];
        let at = Admission {
            now_ms: 1,
            log_bytes_max: 1_024,
            ..at(1)
        };
        let outcomes = store
            .append(
                &[Push {
                    team: TEAM,
                    device: None,
                    envelopes,
                }],
                at,
            )
            .unwrap();
        assert_eq!(outcomes[0][1], Outcome::Refused(Refusal::Quota));
        assert_eq!(
            (new(&outcomes[0][0]).number, new(&outcomes[0][2]).number),
            (1, 2)
        );
    });
}

#[test]
fn nobody_writes_for_a_team_that_is_not_there() {
    on_all(|store| {
        let outcomes = store.append(&[push(TEAM, &[1, 2])], at(1)).unwrap();
        assert_eq!(outcomes, [vec![Outcome::Refused(Refusal::NotMember); 2]]);
        assert_eq!(store.team(TEAM).unwrap(), None);
    });
}

fn invite(commitment: u8) -> Invite {
    let (ask, reveal, answer) = (None, None, None);
    Invite {
        team: TEAM,
        commitment: [commitment; 32],
        expires_ms: 2_000,
        ask,
        reveal,
        answer,
    }
}

#[test]
fn each_message_of_an_invite_is_written_once() {
    on_all(|store| {
        let opening = Opening {
            now_ms: 1_000,
            max: 1,
        };
        assert_eq!(
            store.open(INVITE, &invite(1), opening).unwrap(),
            Opened::Open
        );
        assert_eq!(
            store.open(INVITE, &invite(1), opening).unwrap(),
            Opened::Open,
            "a repeat"
        );
        assert_eq!(
            store.open(INVITE, &invite(2), opening).unwrap(),
            Opened::Taken
        );
        let leave = |slot, message: &[u8]| store.leave(INVITE, &Note { slot, message }, 1_500);
        for (slot, message) in [
            (Slot::Ask, b"a"),
            (Slot::Reveal, b"b"),
            (Slot::Answer, b"c"),
        ] {
            assert_eq!(leave(slot, message).unwrap(), Left::Written);
            assert_eq!(leave(slot, message).unwrap(), Left::Written, "a repeat");
            assert_eq!(leave(slot, b"later").unwrap(), Left::Taken);
        }
        let some = |byte: &[u8]| Some(byte.to_vec());
        let (ask, reveal, answer) = (some(b"a"), some(b"b"), some(b"c"));
        let whole = Invite {
            ask,
            reveal,
            answer,
            ..invite(1)
        };
        assert_eq!(store.invite(INVITE, 1_500).unwrap(), Some(whole));
        store.close(INVITE).unwrap();
        assert_eq!(store.invite(INVITE, 1_500).unwrap(), None);
    });
}

#[test]
fn an_invite_is_over_at_its_time() {
    on_all(|store| {
        store
            .open(
                INVITE,
                &invite(1),
                Opening {
                    now_ms: 1_000,
                    max: 1,
                },
            )
            .unwrap();
        let ask = Note {
            slot: Slot::Ask,
            message: b"a",
        };
        assert!(store.invite(INVITE, 1_999).unwrap().is_some());
        assert_eq!(store.invite(INVITE, 2_000).unwrap(), None);
        assert_eq!(store.leave(INVITE, &ask, 2_000).unwrap(), Left::Unknown);
        assert_eq!(store.purge(1_999).unwrap(), 0);
        assert_eq!(store.purge(2_000).unwrap(), 1);
        assert_eq!(
            store.invite(INVITE, 1_000).unwrap(),
            None,
            "nothing of it is left"
        );
    });
}

#[test]
fn a_team_has_so_many_invites_open() {
    on_all(|store| {
        let open = |id, now_ms| {
            let invite = Invite {
                expires_ms: now_ms + 1_000,
                ..invite(1)
            };
            store
                .open(InviteId([id; 16]), &invite, Opening { now_ms, max: 2 })
                .unwrap()
        };
        assert_eq!(
            [open(1, 0), open(2, 500), open(3, 500)],
            [Opened::Open, Opened::Open, Opened::TooMany]
        );
        assert_eq!(open(3, 1_000), Opened::Open, "the first is over");
    });
}

#[test]
fn sqlite_keeps_it_all_for_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path(), None).unwrap();
    found(&store, TEAM, HASH).unwrap();
    store.append(&[push(TEAM, &[1, 2])], at(7)).unwrap();
    assert_eq!(store.secret([5; 32]).unwrap(), [5; 32]);
    let team = store.team(TEAM).unwrap();
    drop(store);
    let store = SqliteStore::open(folder.path(), None).unwrap();
    assert_eq!(store.team(TEAM).unwrap(), team);
    assert_eq!(store.secret([6; 32]).unwrap(), [5; 32]);
    assert_eq!(store.read(TEAM, 0, 9).unwrap().len(), 2);
}

#[test]
fn postgresql_keeps_it_all_for_every_node() {
    let address = database();
    let one = PgStore::open(&address).unwrap();
    found(&one, TEAM, HASH).unwrap();
    one.append(&[push(TEAM, &[1, 2])], at(7)).unwrap();
    assert_eq!(one.secret([5; 32]).unwrap(), [5; 32]);
    let other = PgStore::open(&address).unwrap();
    assert_eq!(other.team(TEAM).unwrap(), one.team(TEAM).unwrap());
    assert_eq!(other.secret([6; 32]).unwrap(), [5; 32]);
    let told = other.append(&[push(TEAM, &[2, 3])], at(6)).unwrap();
    let [Outcome::Repeat(two), Outcome::New(three)] = told[0][..] else {
        panic!("{told:?}")
    };
    assert_eq!((two.number, three.number, three.time_ms), (2, 3, 7));
    assert_eq!(one.read(TEAM, 0, 9).unwrap().len(), 3);
}

#[test]
fn a_database_that_is_none_or_of_a_later_relay_is_left_alone() {
    let no_address = PgStore::open("password=secret port=many").err().unwrap();
    assert!(matches!(no_address, ConnectError::Address));
    assert!(!no_address.to_string().contains("secret"));
    let address = database();
    drop(PgStore::open(&address).unwrap());
    let mut client = postgres::Client::connect(&address, postgres::NoTls).unwrap();
    client
        .batch_execute("INSERT INTO schema VALUES (99)")
        .unwrap();
    let refused = PgStore::open(&address).err().unwrap();
    assert!(matches!(refused, ConnectError::Newer(99)), "{refused}");
}

#[test]
fn a_database_of_the_relay_before_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let database = rusqlite::Connection::open(folder.path().join("relay.sqlite")).unwrap();
    let first = include_str!("../../../src/store/migrations/1.sql");
    database.execute_batch(first).unwrap();
    database.pragma_update(None, "user_version", 1).unwrap();
    let head = Head::start(TEAM).then(1, 5, &envelope(1));
    let first = envelope(1);
    let event = first.header().event.0;
    let entry = rusqlite::params![TEAM.0, event, first.as_bytes(), head.0];
    let team = rusqlite::params![TEAM.0, HASH, head.0];
    database
        .execute("INSERT INTO team VALUES (?1, ?2, 1, ?3, 5, 512)", team)
        .unwrap();
    database
        .execute("INSERT INTO log VALUES (?1, 1, ?2, 5, ?3, ?4)", entry)
        .unwrap();
    drop(database);
    let store = SqliteStore::open(folder.path(), None).unwrap();
    let mut expected = Team::by_token(TEAM, HASH);
    (expected.tail.number, expected.tail.head) = (1, head);
    (expected.tail.time_ms, expected.tail.bytes) = (5, 512);
    assert_eq!(store.team(TEAM).unwrap(), Some(expected));
    assert_eq!(store.head_at(TEAM, 0).unwrap(), Some(Head::start(TEAM)));
    let outcomes = store.append(&[push(TEAM, &[1, 2])], at(9)).unwrap();
    assert!(matches!(outcomes[0][0], Outcome::Repeat(_)));
    assert_eq!(new(&outcomes[0][1]).number, 2);
}

#[test]
fn the_folder_of_the_relays_secret_is_nobody_elses() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("made/here");
    drop(SqliteStore::open(&data, None).unwrap());
    let mode = std::fs::metadata(&data).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn a_second_relay_on_the_same_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let first = SqliteStore::open(folder.path(), None).unwrap();
    let second = SqliteStore::open(folder.path(), None).err().unwrap();
    assert!(matches!(second, OpenError::InUse), "{second}");
    assert_eq!(
        second.to_string(),
        "another relay is using this data folder"
    );
    drop(first);
    assert!(SqliteStore::open(folder.path(), None).is_ok());
}

#[test]
fn a_database_of_a_later_relay_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(SqliteStore::open(folder.path(), None).unwrap());
    let database = rusqlite::Connection::open(folder.path().join("relay.sqlite")).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    drop(database);
    let refused = SqliteStore::open(folder.path(), None).err().unwrap();
    assert!(matches!(refused, OpenError::Newer(99)), "{refused}");
}
