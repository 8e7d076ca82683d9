//! Storage that fails: nothing is acknowledged that is not kept, and reading goes on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ruil_relay::Settings;
use ruil_relay::store::memory::MemoryStore;
use ruil_relay::store::post::{Address, Held, Post};
use ruil_relay::store::{
    Admission, Founded, Invite, Kept, Left, Note, Opened, Opening, Outcome, Push, Restore, Store,
    StoreError, Team,
};
use ruil_wire::{
    Entry, Envelope, Head, InviteId, PublicKey, Refusal, RelayFrame, TeamId, Token, Topic,
};

use super::harness::{Phone, TEAM, TestRelay, found_old};
use super::keys::{envelope, envelopes};

fn refused(envelopes: &[Envelope]) -> Vec<RelayFrame> {
    let refused = |envelope: &Envelope| RelayFrame::Refused {
        event: envelope.header().event,
        reason: Refusal::Storage,
    };
    envelopes.iter().map(refused).collect()
}

/// A store whose disk can be full.
#[derive(Default)]
struct Flaky {
    inner: MemoryStore,
    full: AtomicBool,
}

impl Post for Flaky {
    fn subscribe(&self, to: Address, endpoint: Option<&str>) -> Result<(), StoreError> {
        self.inner.subscribe(to, endpoint)
    }

    fn endpoint(&self, to: Address) -> Result<Option<String>, StoreError> {
        self.inner.endpoint(to)
    }

    fn hold(&self, to: Address, letter: &Held, max: usize) -> Result<bool, StoreError> {
        self.inner.hold(to, letter, max)
    }

    fn take_back(&self, to: Address, topic: Topic) -> Result<(), StoreError> {
        self.inner.take_back(to, topic)
    }

    fn due(&self, now_ms: u64, count: usize) -> Result<Vec<(Address, Held)>, StoreError> {
        self.inner.due(now_ms, count)
    }
}

impl Store for Flaky {
    fn append(&self, group: &[Push], at: Admission) -> Result<Vec<Vec<Outcome>>, StoreError> {
        if self.full.load(Ordering::SeqCst) {
            Err(StoreError::Full)
        } else {
            self.inner.append(group, at)
        }
    }
    fn secret(&self, fresh: [u8; 32]) -> Result<[u8; 32], StoreError> {
        self.inner.secret(fresh)
    }
    fn found(&self, id: TeamId, team: &Team) -> Result<Founded, StoreError> {
        self.inner.found(id, team)
    }
    fn restore(&self, restore: &Restore, at: Admission) -> Result<Option<Vec<Head>>, StoreError> {
        self.inner.restore(restore, at)
    }
    fn removed_at(&self, team: TeamId, device: &PublicKey) -> Result<Option<u64>, StoreError> {
        self.inner.removed_at(team, device)
    }
    fn keep(&self, team: TeamId, number: u64, sealed: &[u8]) -> Result<Kept, StoreError> {
        self.inner.keep(team, number, sealed)
    }
    fn checkpoint(&self, team: TeamId, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.checkpoint(team, number)
    }
    fn drop_old(&self, now_ms: u64, keep_days: Option<u32>) -> Result<usize, StoreError> {
        self.inner.drop_old(now_ms, keep_days)
    }
    fn team(&self, team: TeamId) -> Result<Option<Team>, StoreError> {
        self.inner.team(team)
    }
    fn head_at(&self, team: TeamId, number: u64) -> Result<Option<Head>, StoreError> {
        self.inner.head_at(team, number)
    }
    fn read(&self, team: TeamId, after: u64, count: usize) -> Result<Vec<Entry>, StoreError> {
        self.inner.read(team, after, count)
    }
    fn open(&self, id: InviteId, invite: &Invite, at: Opening) -> Result<Opened, StoreError> {
        self.inner.open(id, invite, at)
    }
    fn invite(&self, id: InviteId, now_ms: u64) -> Result<Option<Invite>, StoreError> {
        self.inner.invite(id, now_ms)
    }
    fn leave(&self, id: InviteId, note: &Note<'_>, now_ms: u64) -> Result<Left, StoreError> {
        self.inner.leave(id, note, now_ms)
    }
    fn close(&self, id: InviteId) -> Result<(), StoreError> {
        self.inner.close(id)
    }
    fn purge(&self, now_ms: u64) -> Result<usize, StoreError> {
        self.inner.purge(now_ms)
    }
}

#[tokio::test]
async fn what_can_not_be_stored_is_refused_and_can_be_pushed_again_on_the_same_connection() {
    let store = Arc::new(Flaky::default());
    let relay = TestRelay::on(store.clone(), Settings::default()).await;
    let mut phone = relay.phone().await;
    phone.store(&[envelope(0)]).await;
    store.full.store(true, Ordering::SeqCst);
    let waiting = envelopes(1..4);
    assert_eq!(phone.push(&waiting).await, refused(&waiting));
    let mut other = relay.phone().await;
    other.until(1).await;
    store.full.store(false, Ordering::SeqCst);
    let receipts = phone.store(&waiting).await;
    assert_eq!(receipts[0].number, 2);
    other.until(4).await;
    assert_eq!(other.head, receipts[2].head);
}

#[tokio::test]
async fn a_full_disk_acknowledges_nothing_and_serves_what_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let small = Settings {
        data: Some(folder.path().into()),
        db_pages_max: Some(48),
        ..Settings::default()
    };
    let relay = TestRelay::with(small).await;
    let mut phone = relay.phone().await;
    let (mut stored, mut last) = (0, Head::start(TEAM));
    let waiting = loop {
        let next = envelopes(stored..stored + 10);
        let told = phone.push(&next).await;
        if let Some(RelayFrame::Receipt(receipt)) = told.last() {
            (stored, last) = (stored + 10, receipt.head);
            assert!(stored < 1_000, "it does not get full");
            continue;
        }
        assert_eq!(told, refused(&next), "all of a push or nothing");
        break next;
    };
    assert!(stored > 0);
    phone.until(stored).await;
    assert_eq!(phone.head, last);
    let mut reader = Phone::connect(relay.address, TEAM).await;
    reader.greet().await;
    reader.until(stored).await;
    assert_eq!(
        phone.push(&waiting).await,
        refused(&waiting),
        "and it stays so"
    );
    let others: Vec<_> = (0..200).map(|number| TeamId([number; 16])).collect();
    let mut statuses = Vec::new();
    for team in others {
        statuses.push(found_old(relay.address, team, Token([1; 32])).await);
    }
    assert!(statuses.contains(&503), "teams fill the last page too");
    relay.stop().await;

    let roomy = Settings {
        data: Some(folder.path().into()),
        ..Settings::default()
    };
    let relay = TestRelay::with(roomy).await;
    let mut phone = phone.reconnect(relay.address).await;
    phone.greet().await;
    let receipts = phone.store(&waiting).await;
    assert_eq!(receipts[0].number, stored + 1);
    phone.until(stored + 10).await;
    assert_eq!(phone.head, receipts[9].head);
}
