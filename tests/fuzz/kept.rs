//! What a device keeps and what it is handed whole: teams, checkpoints, rows, exports.

use std::collections::BTreeMap;

use ruil_core::Team;
use ruil_sync::checkpoint::{self, Checkpoint};
use ruil_sync::lock::{Lock, Stretch, Stretched};
use ruil_sync::saved::{self, RelayWord, pack};
use ruil_sync::{Engine, Saved, Seed, export};
use ruil_wire::bytes::Reader;
use ruil_wire::frame::Mark;
use ruil_wire::limit::{ENVELOPES_PER_FRAME_MAX, FRAME_BYTES_MAX};
use ruil_wire::{ClientFrame, Head};

use crate::history;
use crate::inside::lives;
use crate::team::{fixture, team_at};

/// A team is the bytes it came as, and what its members did next has an answer in it.
pub fn team(bytes: &[u8]) {
    let Some(mut team) = Team::parse(bytes) else {
        return;
    };
    assert_eq!(team.to_bytes(), bytes);
    team.fingerprint();
    let next = fixture().next.iter().take(8).cloned();
    let next: Vec<_> = next.map(|event| (event, 1)).collect();
    lives(&mut team, &next);
}

/// The team as it grew up.
pub fn teams() -> Vec<Vec<u8>> {
    let grown = [0, 1, 2, 9, 30, 60, 100].map(|number| team_at(number).to_bytes());
    grown
        .into_iter()
        .filter(|bytes| bytes.len() <= 3_000)
        .collect()
}

/// A checkpoint is the bytes it came as, and comes out of its seal as it went in.
pub fn checkpoint(bytes: &[u8]) {
    let keys = &fixture().keys;
    let team = history::reader().wire_team();
    assert_eq!(checkpoint::open(keys, team, bytes), None);
    if let Some(checkpoint) = Checkpoint::parse(bytes) {
        assert_eq!(checkpoint.to_bytes(), bytes);
        let sealed = checkpoint::seal(keys, team, bytes);
        assert_eq!(
            checkpoint::open(keys, team, &sealed).as_deref(),
            Some(bytes)
        );
    }
}

/// The team's checkpoints as it grew up.
pub fn checkpoints() -> Vec<Vec<u8>> {
    let counters = fixture().bodies.iter().take(3);
    let counters: BTreeMap<_, _> = counters.map(|body| (body.device, body.counter)).collect();
    let lists = &fixture().lists;
    let grown = [(1, None), (2, lists.first()), (30, lists.last())];
    let grown = grown.map(|(number, access)| {
        let checkpoint = Checkpoint {
            number: number as u64,
            time_ms: 1_741_000_000_000,
            head: Head([1; 32]),
            counters: counters.clone(),
            access: access.cloned(),
            team: team_at(number),
        };
        checkpoint.to_bytes()
    });
    grown
        .into_iter()
        .filter(|bytes| bytes.len() <= 3_000)
        .collect()
}

/// A packed row gives entries that are in it, and packing them again loses none; what is given back to a
/// relay fits its frames.
pub fn rows(bytes: &[u8]) {
    let Some((number, bytes)) = bytes.split_first() else {
        return;
    };
    let row = pack::row_of(u64::from(*number));
    let entries = pack::unpack(row, bytes);
    let held: usize = entries.iter().map(|(_, entry)| entry.len()).sum();
    assert!(held <= bytes.len());
    let own = entries.iter().filter(|(at, _)| pack::row_of(*at) == row);
    let own: Vec<_> = own.cloned().collect();
    let again = own.iter().map(|(at, entry)| (*at, entry.as_slice()));
    assert_eq!(pack::unpack(row, &pack::pack(row, again)), own);
    for (_, entry) in &entries {
        if let Some((time_ms, envelope)) = saved::parse_log_row(entry) {
            let mut again = saved::log_row(time_ms, &envelope);
            if saved::is_doubted(entry) {
                saved::doubt(&mut again);
            }
            assert_eq!(&again, entry);
        }
    }
    let goal = Mark {
        number: u64::MAX,
        head: Head([1; 32]),
        signature: [2; 64],
    };
    let mut given = 0;
    for frame in saved::restore(&entries, 0, goal) {
        assert!(frame.to_bytes().len() <= FRAME_BYTES_MAX);
        if let ClientFrame::Restore { entries, .. } = &frame {
            assert!(entries.len() <= ENVELOPES_PER_FRAME_MAX);
            given += entries.len();
        }
    }
    assert!(given <= entries.len());
}

/// A row of one, a packed row, and an empty one.
pub fn packs() -> Vec<Vec<u8>> {
    let kept = fixture().coming.iter().take(2);
    let kept = kept.map(|entry| saved::log_row(entry.time_ms, &entry.envelope));
    let kept: Vec<_> = kept.collect();
    let numbered = (1..).zip(kept.iter().map(Vec::as_slice));
    let packed = pack::pack(1, numbered);
    let single = kept.first().cloned().unwrap_or_default();
    let rows = [pack::pack(1, []), single, packed];
    rows.iter().map(|row| [&[1][..], row].concat()).collect()
}

/// A device starts from whatever its storage holds, and from whatever an export holds.
pub fn kept(bytes: &[u8]) {
    if let Ok(lock) = export::read(bytes) {
        assert_eq!(Lock::parse(&lock.to_bytes()), Some(lock));
    }
    if let Some(word) = RelayWord::parse(bytes) {
        assert_eq!(RelayWord::parse(&word.to_bytes()), Some(word));
    }
    if let Some((counter, last)) = saved::parse_counter(bytes) {
        assert_eq!(saved::counter_bytes(counter, last), bytes);
    }
    let key = Stretched::from_bytes([9; 32]);
    let lock = Lock::close(Stretch::make([8; 16]), &key, [7; 24], bytes);
    if let Ok(kept) = export::open(&lock, &key) {
        Engine::load(&kept);
    }
    let mut kept = Saved::default();
    let me = history::reader().to_bytes().to_vec();
    kept.meta.insert(saved::IDENTITY.to_owned(), me);
    let mut reader = Reader::new(bytes);
    let names = [
        saved::COUNTER,
        saved::RELAY,
        saved::START,
        saved::CHECKPOINT,
        saved::SOLO,
    ];
    for name in names {
        let blob = reader.blob(2_000).unwrap_or_default().to_vec();
        kept.meta.insert(name.to_owned(), blob);
    }
    while let Ok(which) = reader.u8() {
        let (Ok(number), Ok(blob)) = (reader.u64(), reader.blob(2_000)) else {
            break;
        };
        let to = if which % 2 == 0 {
            &mut kept.log
        } else {
            &mut kept.outbox
        };
        to.push((number, blob.to_vec()));
    }
    let engine = Engine::load(&kept);
    assert!(engine.is_some(), "who it is, is known");
    if let Some(mut engine) = engine {
        assert!(engine.number() <= engine.first() + kept.log.len() as u64);
        let seed = Seed {
            event: [6; 16],
            nonce: [6; 24],
        };
        let done = engine.act(vec![(ruil_core::Command::Tick, seed)], 1_741_000_000_000);
        assert_eq!(done.is_ok(), !engine.outbox().is_empty() && done.is_ok());
    }
}

/// What a device keeps: nothing, a log's beginning, and something that waits; and an export.
pub fn devices() -> Vec<Vec<u8>> {
    let blob = |bytes: &[u8]| {
        let len = u32::try_from(bytes.len()).unwrap_or_default();
        [&len.to_le_bytes()[..], bytes].concat()
    };
    let word = RelayWord {
        key: [1; 32],
        mark: Some(Mark {
            number: 2,
            head: Head([2; 32]),
            signature: [3; 64],
        }),
    };
    let counter = saved::counter_bytes(3, ruil_core::EventId::from_bytes([4; 16]));
    let meta = [
        blob(&counter),
        blob(&word.to_bytes()),
        blob(&[]),
        blob(&[]),
        blob(&[0]),
    ];
    let meta = meta.concat();
    let row = |which: u8, number: u64, bytes: &[u8]| {
        [&[which][..], &number.to_le_bytes(), &blob(bytes)].concat()
    };
    let past = fixture().past.iter().take(2);
    let log = past.map(|entry| {
        let bytes = saved::log_row(entry.time_ms, &entry.envelope);
        row(0, entry.number, &bytes)
    });
    let log: Vec<u8> = log.flatten().collect();
    let waiting = fixture().coming.first();
    let waiting = waiting.map(|entry| row(1, 4, entry.envelope.as_bytes()));
    let whole = [meta.clone(), waiting.unwrap_or_default()].concat();
    let key = Stretched::from_bytes([9; 32]);
    let file = export::write(&Saved::default(), Stretch::make([8; 16]), &key, [7; 24]);
    let devices = vec![
        meta.clone(),
        [meta, log].concat(),
        whole,
        file,
        counter,
        word.to_bytes(),
    ];
    devices
        .into_iter()
        .filter(|bytes| bytes.len() <= 2_000)
        .collect()
}
