//! What storage does to a device: failed writes, reloads, an older day.

use super::*;
use crate::keys::DeviceKey;

fn kept_by(log: &Log) -> Saved {
    let mut kept = Saved::default();
    kept.meta
        .insert(saved::IDENTITY.to_owned(), me().to_bytes().to_vec());
    let first = &log.entries[0];
    kept.log
        .push((1, saved::log_row(first.time_ms, &first.envelope)));
    kept
}

#[test]
fn a_forged_entry_has_no_effect_after_a_reload_either() {
    let (mut engine, mut log) = founded();
    let mut kept = kept_by(&log);
    let mut forger = engine.clone();
    forger.me.device_key = DeviceKey::make([66; 32]);
    let (ticket, _) = saved_batch(&act(&mut forger, add(7), 2));
    let push = forger.handle(Input::Saved(ticket));
    log.append(&pushed(&push)[0]);
    let mut tab = engine.clone();
    kept.write(&saved_batch(&engine.handle(log.batch(1))).1);
    assert_eq!((engine.number(), engine.team().people.len()), (2, 1));

    let again = Engine::load(&kept).unwrap();
    assert_eq!((again.number(), again.team()), (2, engine.team()));
    tab.absorb(&kept);
    assert_eq!((tab.number(), tab.team()), (2, engine.team()));
}

#[test]
fn a_write_that_failed_goes_with_the_next() {
    let (mut engine, mut log) = founded();
    let mut other = engine.clone();
    for n in 2..4 {
        let (ticket, _) = saved_batch(&act(&mut other, add(n + 5), n));
        let push = other.handle(Input::Saved(ticket));
        log.append(&pushed(&push)[0]);
        other.handle(log.batch(usize::from(n) - 1));
    }
    let first = Log {
        entries: log.entries[..2].to_vec(),
        heads: log.heads[..3].to_vec(),
    };
    let (ticket, batch) = saved_batch(&engine.handle(first.batch(1)));
    engine.handle(Input::NotSaved(ticket));
    let (_, next) = saved_batch(&engine.handle(log.batch(2)));
    let numbers: Vec<_> = next.log.iter().map(|(number, _)| *number).collect();
    assert_eq!(
        (batch.log.len(), numbers),
        (1, vec![2, 3]),
        "no hole is left"
    );
}

#[test]
fn who_is_counted_anew_takes_all_behind_along() {
    let (mut engine, mut log) = founded();
    let mut kept = kept_by(&log);
    // The first was sent, but never kept; the storage goes on from before it.
    let mut twin = engine.clone();
    let (ticket, _) = saved_batch(&act(&mut twin, add(7), 2));
    let push = twin.handle(Input::NotSaved(ticket));
    log.append(&pushed(&push)[0]);
    for n in [3, 4] {
        kept.write(&saved_batch(&act(&mut engine, add(n + 5), n)).1);
    }
    let mut again = Engine::load(&kept).unwrap();
    again.handle(log.batch(1));
    let slots: Vec<_> = again.outbox().iter().map(|waiting| waiting.slot).collect();
    assert_eq!(slots, [4, 5]);
    for waiting in again.outbox() {
        log.append(&waiting.envelope);
    }
    again.handle(log.batch(2));
    assert_eq!((again.number(), again.team().people.len()), (4, 4));
    assert!(again.copied().is_empty());
}

#[test]
fn a_page_in_the_checkpoints_place_is_asked_for_again() {
    let (_, log) = founded();
    let mut kept = kept_by(&log);
    kept.log.clear();
    let start = Start {
        number: 1,
        head: log.heads[1].0,
        digest: [1; 32],
    };
    kept.meta.insert(saved::START.to_owned(), start.to_bytes());
    let mut joiner = Engine::load(&kept).unwrap();
    joiner.handle(Input::LinkUp);
    joiner.handle(log.welcome());
    let page = b"<!doctype html>".to_vec();
    let outputs = joiner.handle(Input::Checkpoint(Some(page)));
    assert!(outputs.contains(&Output::HangUp));
    assert_eq!(joiner.alarm(), None);
    joiner.handle(Input::LinkUp);
    let outputs = joiner.handle(log.welcome());
    assert!(outputs.contains(&Output::Fetch { number: 1 }));
}
