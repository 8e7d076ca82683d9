//! Checkpoints, and the dropping of what they stand for.

use std::sync::Arc;

use ruil_relay::Settings;
use ruil_relay::store::memory::MemoryStore;
use ruil_relay::store::{DAY_MS, Kept, Outcome, Push, Store, Team};
use ruil_wire::limit::CHECKPOINT_BYTES_MAX;
use ruil_wire::{ClientFrame, Grant, Head, RelayFrame, TeamId, http};

use super::harness::{Phone, TEAM, TestRelay, request, soon};
use super::keys::{ANA, BEN, change, envelope, envelopes, founding, grant, key, signed};
use super::store::{at, new, on_all};

/// Founds the team, with ten entries at their number's time.
fn ten(store: &dyn Store) {
    store.found(TEAM, &Team::by_access(founding())).unwrap();
    for number in 1..=10 {
        store.append(&[push(&[number])], at(number)).unwrap();
    }
}

fn push(events: &[u64]) -> Push {
    Push {
        team: TEAM,
        device: Some(key(ANA)),
        envelopes: events.iter().map(|event| envelope(*event)).collect(),
    }
}

#[test]
fn the_first_one_brought_stays_and_the_latest_two_are_kept() {
    on_all(|store| {
        ten(store);
        let keep = |number, sealed: &[u8]| store.keep(TEAM, number, sealed).unwrap();
        let kept = || {
            let found = |number: &u64| store.checkpoint(TEAM, *number).unwrap().is_some();
            (0..12).filter(found).collect::<Vec<_>>()
        };
        assert_eq!(keep(11, b"too far"), Kept::Outside);
        assert_eq!(keep(4, b"four"), Kept::New);
        assert_eq!(keep(4, b"other"), Kept::Already);
        let four = store.checkpoint(TEAM, 4).unwrap();
        assert_eq!(four.as_deref(), Some(&b"four"[..]));
        assert_eq!(keep(2, b"two"), Kept::New);
        assert_eq!(keep(7, b"seven"), Kept::New);
        assert_eq!(kept(), [4, 7]);
        assert_eq!(keep(3, b"late"), Kept::Already);
        assert_eq!(kept(), [4, 7]);
        let other = TeamId([9; 16]);
        assert_eq!(store.keep(other, 1, b"x").unwrap(), Kept::Outside);
        assert_eq!(store.checkpoint(other, 4).unwrap(), None);
    });
}

#[test]
fn what_is_old_and_stood_for_is_dropped_and_nothing_else() {
    on_all(|store| {
        ten(store);
        let before = store.append(&[push(&[1, 4, 7])], at(99)).unwrap();
        assert_eq!(
            store.drop_old(99, Some(0)).unwrap(),
            0,
            "nothing stands for it"
        );
        store.keep(TEAM, 4, b"four").unwrap();
        store.keep(TEAM, 7, b"seven").unwrap();
        assert_eq!(
            store.drop_old(4, Some(0)).unwrap(),
            0,
            "the fourth is not old"
        );
        let head = store.head_at(TEAM, 4).unwrap();
        let seventh = store.head_at(TEAM, 7).unwrap();
        assert_eq!(store.drop_old(7, Some(0)).unwrap(), 1);
        assert_eq!(store.drop_old(7, Some(0)).unwrap(), 0);
        let team = store.team(TEAM).unwrap().unwrap();
        assert_eq!((team.first, Some(team.first_head)), (4, head));
        assert_eq!((team.tail.number, team.tail.bytes), (10, 6 * 512));
        assert_eq!(store.head_at(TEAM, 4).unwrap(), head);
        assert_eq!(store.head_at(TEAM, 3).unwrap(), None);
        assert_eq!(store.head_at(TEAM, 7).unwrap(), seventh);
        let numbers = |after| {
            let entries = store.read(TEAM, after, 99).unwrap();
            entries.iter().map(|e| e.number).collect::<Vec<_>>()
        };
        assert_eq!(numbers(4), [5, 6, 7, 8, 9, 10]);
        assert_eq!(numbers(8), [9, 10]);
        // What stands for the dropped ones stays, however many come later.
        store.keep(TEAM, 8, b"eight").unwrap();
        assert!(store.checkpoint(TEAM, 4).unwrap().is_some());
        assert_eq!(store.keep(TEAM, 3, b"gone").unwrap(), Kept::Outside);
        // Repeats get what they always got, also of what is gone.
        let again = store.append(&[push(&[1, 4, 7, 11])], at(99)).unwrap();
        assert_eq!(again[0][..3], before[0]);
        assert!(matches!(again[0][0], Outcome::Repeat(_)));
        let receipt = new(&again[0][3]);
        let tenth = team.tail.head;
        let then = tenth.then(11, 99, &envelope(11));
        assert_eq!((receipt.number, receipt.head), (11, then));
        // And on to the next one.
        assert_eq!(store.drop_old(1_000, Some(0)).unwrap(), 1);
        assert_eq!(store.team(TEAM).unwrap().unwrap().first, 8);
        assert_eq!(numbers(8), [9, 10, 11]);
        assert_eq!(store.checkpoint(TEAM, 4).unwrap(), None);
    });
}

/// Founds a team that has its log kept for so many days, with a checkpoint at its sixth entry.
fn keeping(store: &dyn Store, keep_days: Option<u16>) {
    ten(store);
    let list = Grant {
        keep_days,
        ..grant(11, 1, 0, &[ANA, BEN])
    };
    let said = Push {
        envelopes: vec![change(0, &signed(ANA, list))],
        ..push(&[])
    };
    let outcomes = store.append(&[said], at(11)).unwrap();
    new(&outcomes[0][0]);
    store.keep(TEAM, 6, b"six").unwrap();
}

#[test]
fn the_team_and_the_operator_say_how_long_and_the_shorter_counts() {
    for (team, operator, days) in [
        (None, None, None),
        (Some(40), None, Some(40)),
        (None, Some(30), Some(30)),
        (Some(40), Some(30), Some(30)),
        (Some(40), Some(50), Some(40)),
    ] {
        on_all(|store| {
            keeping(store, team);
            let Some(days) = days else {
                assert_eq!(store.drop_old(u64::MAX >> 1, operator).unwrap(), 0);
                return;
            };
            let last_ms = 6 + days * DAY_MS;
            assert_eq!(store.drop_old(last_ms, operator).unwrap(), 0);
            assert_eq!(store.drop_old(last_ms + 1, operator).unwrap(), 1);
            assert_eq!(store.team(TEAM).unwrap().unwrap().first, 6);
        });
    }
}

#[test]
fn what_the_team_said_last_counts() {
    on_all(|store| {
        keeping(store, Some(40));
        let later = Grant {
            keep_days: None,
            ..grant(12, 2, 0, &[ANA, BEN])
        };
        let said = Push {
            envelopes: vec![change(0, &signed(ANA, later))],
            ..push(&[])
        };
        new(&store.append(&[said], at(12)).unwrap()[0][0]);
        assert_eq!(store.drop_old(1_000 * DAY_MS, None).unwrap(), 0);
    });
}

#[test]
fn the_last_entry_is_never_dropped() {
    on_all(|store| {
        ten(store);
        store.keep(TEAM, 10, b"all").unwrap();
        assert_eq!(store.drop_old(1_000, Some(0)).unwrap(), 0);
        assert!(!store.team(TEAM).unwrap().unwrap().is_empty());
    });
}

async fn put(relay: &TestRelay, pass: &str, number: u64, body: &[u8]) -> u16 {
    let path = http::checkpoint(TEAM, number);
    let headers = [("authorization", pass)];
    let answer = request(relay.address, "PUT", &path, &headers, body).await;
    answer.status
}

#[tokio::test]
async fn coordinators_bring_checkpoints_and_members_fetch_them() {
    let relay = TestRelay::start().await;
    let mut ana = relay.phone().await;
    let pass = ana.pass();
    ana.store(&envelopes(0..3)).await;
    let large = vec![7; CHECKPOINT_BYTES_MAX];
    assert_eq!(put(&relay, &pass, 3, &large).await, 201);
    assert_eq!(put(&relay, &pass, 3, b"other").await, 200);
    assert_eq!(put(&relay, &pass, 4, b"ahead").await, 409);
    assert_eq!(put(&relay, &pass, 2, b"").await, 400);
    assert_eq!(put(&relay, "Bearer no", 2, b"x").await, 403);
    let ben = relay.phone_of(BEN).await.pass();
    assert_eq!(put(&relay, &ben, 2, b"x").await, 403);
    let get = async |path: &str, pass: &str| {
        let headers = [("authorization", pass)];
        request(relay.address, "GET", path, &headers, b"").await
    };
    let answer = get(&http::checkpoint(TEAM, 3), &ben).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body == large, "not what was brought");
    assert_eq!(get(&http::checkpoint(TEAM, 2), &ben).await.status, 404);
    assert_eq!(
        get(&http::checkpoint(TEAM, 3), "Bearer no").await.status,
        403
    );
    let path = format!("{}x", http::checkpoint(TEAM, 3));
    assert_eq!(get(&path, &ben).await.status, 404);
}

#[tokio::test]
async fn who_lacks_what_was_dropped_is_told_so_and_goes_on_after_it() {
    let store = Arc::new(MemoryStore::default());
    ten(&*store);
    store.keep(TEAM, 6, b"six").unwrap();
    // All of it is from long ago; it is dropped at the start.
    let settings = Settings {
        keep_days: Some(30),
        ..Settings::default()
    };
    let relay = TestRelay::on(store.clone(), settings).await;
    let dropped = async {
        while store.team(TEAM).unwrap().unwrap().first == 0 {
            tokio::task::yield_now().await;
        }
    };
    soon(dropped).await;
    let told = Some(RelayFrame::Dropped { until: 6 });
    let mut ana = Phone::connect(relay.address, TEAM).await;
    ana.greet().await;
    assert_eq!(ana.next().await, told);
    ana.send(&ClientFrame::Pull { after: 5 }).await;
    assert_eq!(ana.next().await, told);
    // It is let in all the same, and its pass gets it what stands for the rest.
    let path = http::checkpoint(TEAM, 6);
    let headers = [("authorization", &ana.pass()[..])];
    let answer = request(relay.address, "GET", &path, &headers, b"").await;
    assert_eq!(answer.body, b"six");
    ana.send(&ClientFrame::Pull { after: 6 }).await;
    let told = ana.next().await;
    let Some(RelayFrame::Batch {
        entries, last: 10, ..
    }) = told
    else {
        panic!("{told:?}")
    };
    assert!(entries.iter().map(|entry| entry.number).eq(7..=10));
    let mut ben = relay.phone_of(BEN).await;
    assert_eq!(ben.next().await, Some(RelayFrame::Dropped { until: 6 }));
    ben.store(&[envelope(77)]).await;
    let told = ana.next().await;
    assert!(matches!(told, Some(RelayFrame::Batch { last: 11, .. })));
    let mut lost = Phone::connect(relay.address, TEAM).await;
    let head = Head([1; 32]);
    let answer = lost.hello(6, head).await;
    assert!(matches!(answer, RelayFrame::Rewind { number: 11, .. }));
}
