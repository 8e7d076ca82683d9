//! The writer: many pushes to a commit, and admission that nothing interrupts.

use std::sync::Arc;
use std::thread::JoinHandle;

use ruil_relay::hold::Hold;
use ruil_relay::limit::LOG_BYTES_PER_TEAM_MAX;
use ruil_relay::live::Hub;
use ruil_relay::store::memory::MemoryStore;
use ruil_relay::store::sqlite::SqliteStore;
use ruil_relay::store::{Outcome, Push, Store, Team};
use ruil_relay::writer::{Shared, Stopping, Writer};
use ruil_wire::{Head, SizeClass, TeamId};

use super::harness::TEAM;
use super::keys::{envelope, envelope_of};

fn push(envelopes: Vec<ruil_wire::Envelope>) -> Push {
    Push {
        team: TEAM,
        device: None,
        envelopes,
    }
}

fn start(store: Arc<dyn Store>, hub: Arc<Hub>) -> std::io::Result<(Writer, JoinHandle<()>)> {
    let hold = Arc::new(Hold::new(0));
    let shared = Shared {
        store,
        hub,
        hold,
        meter: Arc::default(),
    };
    Writer::start(shared, LOG_BYTES_PER_TEAM_MAX)
}

#[tokio::test]
async fn a_push_whose_sender_left_is_stored_once() {
    let store = Arc::new(MemoryStore::default());
    store.found(TEAM, &Team::by_token(TEAM, [0; 32])).unwrap();
    let (writer, _) = start(store.clone(), Arc::default()).unwrap();
    // The reply is never read: for the sender, the relay died between commit and answer.
    drop(writer.push(push(vec![envelope(1)])).await.unwrap());
    let after = writer
        .push(push(vec![envelope(2), envelope(1)]))
        .await
        .unwrap();
    let outcomes = after.await.unwrap();
    let [Outcome::New(two), Outcome::Repeat(one)] = outcomes[..] else {
        panic!("{outcomes:?}")
    };
    assert_eq!((one.number, two.number), (1, 2));
    let entries = store.read(TEAM, 0, 9).unwrap();
    assert_eq!(entries.len(), 2);
    assert_eq!(
        one.head,
        Head::start(TEAM).then(1, one.time_ms, &envelope(1))
    );
    assert_eq!(two.head, one.head.then(2, two.time_ms, &envelope(2)));
}

#[tokio::test]
async fn what_is_queued_is_written_before_the_end() {
    let store = Arc::new(MemoryStore::default());
    store.found(TEAM, &Team::by_token(TEAM, [0; 32])).unwrap();
    let (writer, thread) = start(store.clone(), Arc::default()).unwrap();
    for event in 0..50 {
        drop(writer.push(push(vec![envelope(event)])).await.unwrap());
    }
    writer.stop().await;
    thread.join().unwrap();
    assert_eq!(store.read(TEAM, 0, 99).unwrap().len(), 50);
    assert_eq!(
        writer.push(push(vec![envelope(99)])).await.unwrap_err(),
        Stopping
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pushes_that_share_a_commit_keep_numbers_and_chain_whole() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteStore::open(folder.path(), None).unwrap());
    let hub = Arc::new(Hub::default());
    let (writer, _) = start(store.clone(), hub.clone()).unwrap();
    let teams: Vec<_> = (1..=4).map(|number| TeamId([number; 16])).collect();
    let mut pushing = tokio::task::JoinSet::new();
    for &team in &teams {
        store.found(team, &Team::by_token(team, [0; 32])).unwrap();
        for sender in 0..16 {
            let writer = writer.clone();
            pushing.spawn(async move {
                // Every event twice, from two senders at once.
                let first = sender / 2 * 100;
                for event in first..first + 25 {
                    let envelopes = vec![envelope_of(team, event, SizeClass::Small)];
                    let reply = writer
                        .push(Push {
                            team,
                            device: None,
                            envelopes,
                        })
                        .await
                        .unwrap();
                    assert!(!matches!(reply.await.unwrap()[..], [Outcome::Refused(_)]));
                }
            });
        }
    }
    pushing.join_all().await;
    for team in teams {
        let entries = store.read(team, 0, usize::MAX).unwrap();
        let mut events: Vec<_> = entries.iter().map(|e| e.envelope.header().event).collect();
        events.sort();
        let before = events.len();
        events.dedup();
        assert_eq!((before, events.len()), (8 * 25, 8 * 25), "no event twice");
        assert!(
            entries
                .iter()
                .map(|entry| entry.number)
                .eq(1..=before as u64)
        );
        assert!(entries.is_sorted_by_key(|entry| entry.time_ms));
        let then = |head: Head, e: &ruil_wire::Entry| head.then(e.number, e.time_ms, &e.envelope);
        let head = entries.iter().fold(Head::start(team), then);
        assert_eq!(store.team(team).unwrap().unwrap().tail.head, head);
    }
}
