//! Several relays on one database: any of them serves any team, and one that goes away takes nothing along.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use ruil_relay::Settings;
use ruil_relay::handler::health::READY;
use ruil_wire::http::HEALTH;
use ruil_wire::{ClientFrame, Envelope, EventId, Fault, Head, Receipt, RelayFrame};
use tokio::sync::watch;
use tokio::task::{JoinSet, spawn_blocking};

use super::cluster::{Cluster, database};
use super::crash::Program;
use super::harness::{Phone, TEAM, TestRelay, found, request, soon};
use super::keys::{ANA, BEN, envelope, envelopes, removal};

async fn new_database() -> String {
    spawn_blocking(database).await.unwrap()
}

async fn node(database: &str) -> TestRelay {
    TestRelay::with(Settings {
        database: Some(database.into()),
        ..Settings::default()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_hears_what_another_node_took() {
    let database = new_database().await;
    let (one, other) = (node(&database).await, node(&database).await);
    let mut ana = one.phone().await;
    let mut ben = other.phone_of(BEN).await;
    assert_eq!(ana.relay, ben.relay, "they sign with one key");
    ana.store(&[envelope(1)]).await;
    ben.until(1).await;
    ben.store(&envelopes(2..5)).await;
    ana.until(4).await;
    // More than a frame holds.
    for some in envelopes(5..205).chunks(50) {
        ana.send(&ClientFrame::Push(some.to_vec())).await;
    }
    ben.until(204).await;
    ana.until(204).await;
    assert_eq!(ana.head, ben.head);
    let again = ben.store(&[envelope(1), envelope(205)]).await;
    assert_eq!([again[0].number, again[1].number], [1, 205]);
    one.stop().await;
    other.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_removed_at_one_node_is_out_at_the_other() {
    let database = new_database().await;
    let (one, other) = (node(&database).await, node(&database).await);
    let mut ana = one.phone().await;
    let mut ben = other.phone_of(BEN).await;
    let pass = ben.pass();
    ana.store(&[removal(1, &[ANA])]).await;
    ben.until(1).await;
    assert_eq!(ben.fault().await, Some(Fault::NotMember));
    let push = ClientFrame::Push(envelopes(2..3)).to_bytes();
    let path = ruil_wire::http::envelopes(TEAM);
    let headers = [("authorization", pass.as_str())];
    let answer = request(one.address, "POST", &path, &headers, &push).await;
    assert_eq!(answer.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn once_a_backup_was_put_back_no_node_takes_anything_new() {
    let database = new_database().await;
    let one = node(&database).await;
    let mut ana = one.phone().await;
    ana.store(&[envelope(1)]).await;
    let other = TestRelay::with(Settings {
        database: Some(database.clone()),
        is_put_back: true,
        ..Settings::default()
    })
    .await;
    // Once it answers, it has told the others.
    let mut ben = other.phone_of(BEN).await;
    let refused = |told: &[RelayFrame]| matches!(told, [RelayFrame::Refused { .. }]);
    for (phone, event) in [(&mut ana, 2), (&mut ben, 3)] {
        let told = phone.push(&[envelope(event)]).await;
        assert!(refused(&told), "{told:?}");
    }
}

/// What all phones were told and when, and how much of it.
#[derive(Default)]
struct Told {
    /// When each event was sent for the first time.
    sent: Mutex<BTreeMap<EventId, Instant>>,
    receipts: Mutex<BTreeMap<EventId, (Receipt, Instant)>>,
    count: watch::Sender<u64>,
}

impl Told {
    fn send(&self, envelope: &Envelope) {
        let mut sent = self.sent.lock().unwrap();
        sent.entry(envelope.header().event)
            .or_insert_with(Instant::now);
    }

    fn learn(&self, receipt: Receipt) {
        let told = (receipt, Instant::now());
        let before = self.receipts.lock().unwrap().insert(receipt.event, told);
        assert!(
            before.is_none_or(|(before, _)| before == receipt),
            "an acknowledged event moved"
        );
        self.count.send_modify(|count| *count += 1);
    }

    fn has(&self, event: EventId) -> bool {
        self.receipts.lock().unwrap().contains_key(&event)
    }

    /// Asserts that whatever was sent after something was acknowledged has a later number.
    fn is_in_order(&self) {
        let (sent, receipts) = (self.sent.lock().unwrap(), self.receipts.lock().unwrap());
        let mut said: Vec<_> = receipts.values().collect();
        said.sort_by_key(|(_, at)| *at);
        let mut asked: Vec<_> = sent.iter().collect();
        asked.sort_by_key(|(_, at)| **at);
        let (mut said, mut last) = (said.into_iter().peekable(), 0);
        for (event, sent) in asked {
            while let Some((receipt, _)) = said.next_if(|(_, at)| at < sent) {
                last = last.max(receipt.number);
            }
            assert!(receipts[event].0.number > last, "{event:?} came too early");
        }
    }

    /// Waits until that many more were told.
    async fn more(&self, count: u64) {
        let mut told = self.count.subscribe();
        let goal = *told.borrow() + count;
        soon(told.wait_for(|told| *told >= goal)).await.unwrap();
    }
}

const PHONES: u64 = 4;
const EVENTS: u64 = 300;

/// Pushes a phone's events by twos at whichever node answers, until each has its receipt.
async fn push_all(nodes: Arc<Mutex<Vec<SocketAddr>>>, phone: u64, told: Arc<Told>) {
    let own = envelopes(phone * EVENTS..(phone + 1) * EVENTS);
    let mut turn = phone as usize;
    loop {
        let mut waiting = own.clone();
        waiting.retain(|envelope| !told.has(envelope.header().event));
        if waiting.is_empty() {
            return;
        }
        turn += 1;
        let nodes = nodes.lock().unwrap().clone();
        push_on(nodes[turn % nodes.len()], &waiting, &told).await;
        tokio::task::yield_now().await;
    }
}

/// Pushes until the node is gone or refuses.
async fn push_on(node: SocketAddr, waiting: &[Envelope], told: &Told) -> Option<()> {
    let mut phone = Phone::try_connect(node, TEAM).await?;
    phone.try_greet().await?;
    for some in waiting.chunks(2) {
        some.iter().for_each(|envelope| told.send(envelope));
        phone.send(&ClientFrame::Push(some.to_vec())).await;
        let mut answers = 0;
        while answers < some.len() {
            let frame = phone.next().await?;
            for frame in phone.each(frame) {
                match frame {
                    RelayFrame::Receipt(receipt) => told.learn(receipt),
                    RelayFrame::Refused { .. } | RelayFrame::Fault(_) => return None,
                    _ => continue,
                }
                answers += 1;
            }
        }
    }
    Some(())
}

/// Reads the whole log at a node and holds it to what phones were told: nothing lost, doubled or moved.
async fn hold_to(told: &Told, node: SocketAddr) {
    let mut reader = Phone::connect(node, TEAM).await;
    reader.greet().await;
    // The phone holds every entry to its number and the chain.
    reader.until(PHONES * EVENTS).await;
    assert_eq!(reader.number(), PHONES * EVENTS);
    told.is_in_order();
    let receipts = told.receipts.lock().unwrap();
    assert_eq!(receipts.len() as u64, PHONES * EVENTS);
    let mut head = Head::start(TEAM);
    for entry in &reader.log {
        head = head.then(entry.number, entry.time_ms, &entry.envelope);
        let (receipt, _) = receipts[&entry.envelope.header().event];
        assert_eq!((receipt.number, receipt.head), (entry.number, head));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_killed_under_load_loses_and_doubles_nothing() {
    let database = new_database().await;
    let folder = tempfile::tempdir().unwrap();
    let options = ["--database", database.as_str()];
    let start = || Program::start(folder.path(), &options);
    let (mut one, other) = (start().await, start().await);
    found(one.address).await;
    let nodes = Arc::new(Mutex::new(vec![one.address, other.address]));
    let (told, mut pushing) = (Arc::new(Told::default()), JoinSet::new());
    for phone in 0..PHONES {
        pushing.spawn(push_all(nodes.clone(), phone, told.clone()));
    }
    for _ in 0..4 {
        told.more(60).await;
        one.child.kill().await.unwrap();
        one = start().await;
        nodes.lock().unwrap()[0] = one.address;
    }
    pushing.join_all().await;
    hold_to(&told, one.address).await;
    hold_to(&told, other.address).await;
    one.terminate().await;
    other.terminate().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_killed_under_load_loses_and_doubles_nothing_and_is_found_again() {
    let start = || {
        let cluster = Cluster::start();
        let database = cluster.database();
        (cluster, database)
    };
    let (mut cluster, database) = spawn_blocking(start).await.unwrap();
    let (one, other) = (node(&database).await, node(&database).await);
    found(one.address).await;
    let nodes = Arc::new(Mutex::new(vec![one.address, other.address]));
    let (told, mut pushing) = (Arc::new(Told::default()), JoinSet::new());
    for phone in 0..PHONES {
        pushing.spawn(push_all(nodes.clone(), phone, told.clone()));
    }
    for _ in 0..2 {
        told.more(100).await;
        cluster = spawn_blocking(move || {
            cluster.kill();
            cluster
        })
        .await
        .unwrap();
        // The server's children may outlive it for a moment.
        while request(one.address, "GET", READY, &[], b"").await.status != 503 {}
        let health = request(one.address, "GET", HEALTH, &[], b"").await;
        assert_eq!(health.status, 200);
        cluster = spawn_blocking(move || {
            cluster.serve();
            cluster
        })
        .await
        .unwrap();
    }
    let answer = request(one.address, "GET", READY, &[], b"").await;
    assert_eq!(answer.status, 200);
    pushing.join_all().await;
    hold_to(&told, one.address).await;
    // And what one node takes still comes to the other.
    let mut ana = one.phone().await;
    let mut ben = other.phone_of(BEN).await;
    ana.until(PHONES * EVENTS).await;
    ben.until(PHONES * EVENTS).await;
    ana.store(&[envelope(9_999)]).await;
    ben.until(PHONES * EVENTS + 1).await;
    one.stop().await;
    other.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_standby_takes_over_has_all_that_was_acknowledged() {
    let start = || {
        let primary = Cluster::start();
        let address = primary.database();
        let standby = primary.standby();
        let address = primary.with_standby(&standby, &address);
        (primary, standby, address)
    };
    let (mut primary, standby, address) = spawn_blocking(start).await.unwrap();
    let (one, other) = (node(&address).await, node(&address).await);
    found(one.address).await;
    let nodes = Arc::new(Mutex::new(vec![one.address, other.address]));
    let (told, mut pushing) = (Arc::new(Told::default()), JoinSet::new());
    for phone in 0..PHONES {
        pushing.spawn(push_all(nodes.clone(), phone, told.clone()));
    }
    told.more(200).await;
    let fail_over = move || {
        primary.kill();
        standby.promote();
        (primary, standby)
    };
    let clusters = spawn_blocking(fail_over).await.unwrap();
    pushing.join_all().await;
    hold_to(&told, one.address).await;
    hold_to(&told, other.address).await;
    one.stop().await;
    other.stop().await;
    spawn_blocking(move || drop(clusters)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_that_a_vanished_node_has_locked_is_refused_for_now() {
    let database = new_database().await;
    let relay = node(&database).await;
    let mut ana = relay.phone().await;
    ana.store(&[envelope(1)]).await;
    let vanished = spawn_blocking(move || {
        let mut client = postgres::Client::connect(&database, postgres::NoTls).unwrap();
        client
            .batch_execute("BEGIN; SELECT 1 FROM team FOR UPDATE")
            .unwrap();
        client
    });
    let vanished = vanished.await.unwrap();
    let told = ana.push(&[envelope(2)]).await;
    assert!(matches!(told[..], [RelayFrame::Refused { .. }]), "{told:?}");
    spawn_blocking(move || drop(vanished)).await.unwrap();
    let receipts = ana.store(&[envelope(2)]).await;
    assert_eq!(receipts[0].number, 2);
    relay.stop().await;
}
