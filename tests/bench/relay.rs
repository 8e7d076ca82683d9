//! The relay: what a full push costs it, and what its signatures cost of that.

use ed25519_dalek::{Signer, SigningKey};
use ruil_relay::Settings;
use ruil_relay::key::RelayKey;
use ruil_relay::relay::answers;
use ruil_relay::store::sqlite::SqliteStore;
use ruil_relay::store::{Admission, Outcome, Push, Store, Team};
use ruil_wire::envelope::{HEADER_LEN, NONCE_LEN, VERSION};
use ruil_wire::http::Founding;
use ruil_wire::limit::ENVELOPES_PER_FRAME_MAX;
use ruil_wire::{
    Access, DeviceTag, Envelope, EventId, Grant, Head, Header, Member, PublicKey, SizeClass, TeamId,
};

use crate::clock::{Clock, line};
use crate::device::generous;
use crate::{crowd, pushes};

const TEAM: TeamId = TeamId([7; 16]);
/// A phone waits for it after a day without a network.
const PUSH_NS: u128 = 20_000_000;

/// Measures a push of as many envelopes as fit, written to disk and answered; then many connections.
pub fn measure(clock: &Clock, is_quick: bool) {
    let folder = std::env::temp_dir().join(format!("ruil-bench-{}", std::process::id()));
    if std::fs::create_dir_all(&folder).is_ok() {
        if let Some(push) = Pushing::start(&folder) {
            push.measure(clock);
        }
        let sqlite = |name| Settings {
            data: Some(folder.join(name)),
            ..generous()
        };
        pushes::measure("SQLite", &sqlite("pushes"), is_quick);
        if let Ok(database) = std::env::var("RUIL_DATABASE") {
            let settings = Settings {
                database: Some(database),
                ..generous()
            };
            pushes::measure("PostgreSQL", &settings, is_quick);
        }
        crowd::measure(sqlite("crowd"), &folder, is_quick);
        // What is left over lies where such things are cleared.
        let _cleared = std::fs::remove_dir_all(&folder);
    }
}

struct Pushing {
    store: SqliteStore,
    key: RelayKey,
    device: PublicKey,
}

impl Pushing {
    fn start(folder: &std::path::Path) -> Option<Self> {
        let store = SqliteStore::open(folder, None).ok()?;
        let founding = founding(TEAM, &SigningKey::from_bytes(&[1; 32]));
        let device = founding.access.signer;
        store.found(TEAM, &Team::by_access(founding)).ok()?;
        Some(Self {
            store,
            key: RelayKey::new([2; 32]),
            device,
        })
    }

    fn measure(&self, clock: &Clock) {
        let mut next = 0_u64;
        let took = clock.median_ns(|| {
            next += 1;
            let (events, outcomes) = self.store(next);
            answers(&self.key, (TEAM, Some(self.device)), events, outcomes)
        });
        line("push of 64, on disk, one signature", took, Some(PUSH_NS));
        let took = clock.median_ns(|| {
            next += 1;
            let (events, outcomes) = self.store(next);
            let each = events.into_iter().zip(outcomes);
            let answer = |(event, outcome)| {
                answers(
                    &self.key,
                    (TEAM, Some(self.device)),
                    vec![event],
                    vec![outcome],
                )
            };
            each.flat_map(answer).collect::<Vec<_>>()
        });
        line("the same, a signature for each", took, None);
    }

    fn store(&self, push: u64) -> (Vec<EventId>, Vec<Outcome>) {
        let envelopes: Vec<_> = (0..ENVELOPES_PER_FRAME_MAX as u64)
            .filter_map(|at| envelope(TEAM, push << 16 | at))
            .collect();
        let events = envelopes.iter().map(|envelope| envelope.header().event);
        let events = events.collect();
        let push = Push {
            team: TEAM,
            device: Some(self.device),
            envelopes,
        };
        let at = Admission {
            now_ms: 1,
            log_bytes_max: u64::MAX,
            is_held: false,
        };
        let outcomes = self.store.append(&[push], at).unwrap_or_default();
        (events, outcomes.into_iter().flatten().collect())
    }
}

/// Returns what makes room for a team of one device.
pub fn founding(team: TeamId, device: &SigningKey) -> Founding {
    let key = device.verifying_key().to_bytes();
    let grant = Grant {
        team,
        event: EventId([1; 16]),
        revision: 0,
        epoch: 0,
        devices: vec![Member {
            key,
            is_admin: true,
        }],
        keep_days: None,
    };
    let signature = device.sign(&grant.message()).to_bytes();
    Founding {
        access: Access {
            grant,
            signer: key,
            signature,
        },
        number: 0,
        head: Head::start(team),
        time_ms: 0,
    }
}

/// Returns a small envelope of a team, with this number as its event's id.
pub fn envelope(team: TeamId, event: u64) -> Option<Envelope> {
    let mut id = [0; 16];
    id.iter_mut()
        .zip(event.to_le_bytes())
        .for_each(|(to, byte)| *to = byte);
    let header = Header {
        version: VERSION,
        team,
        event: EventId(id),
        epoch: 0,
        size: SizeClass::Small,
        device: DeviceTag([4; 8]),
        has_access: false,
    };
    let sealed = vec![9; SizeClass::Small.len_bytes() - HEADER_LEN - NONCE_LEN];
    Envelope::assemble(header, &[5; NONCE_LEN], &sealed, None).ok()
}
