//! What storage does to a device: failed writes, reloads, an older day.

use super::members::Three;
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

/// A joiner who was told of a checkpoint and has been welcomed.
fn joiner() -> (Engine, Log) {
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
    (joiner, log)
}

#[test]
fn a_page_in_the_checkpoints_place_is_asked_for_again() {
    let (mut joiner, log) = joiner();
    let page = b"<!doctype html>".to_vec();
    let outputs = joiner.handle(Input::Checkpoint(Some(page)));
    assert!(outputs.contains(&Output::HangUp));
    assert_eq!(joiner.alarm(), None);
    joiner.handle(Input::LinkUp);
    let outputs = joiner.handle(log.welcome());
    assert!(outputs.contains(&Output::Fetch { number: 1 }));
}

#[test]
fn work_of_a_key_period_whose_log_was_lost_waits_for_it() {
    let mut three = Three::new();
    let mut kept = kept_by(&three.log);
    let all = three.log.entries[1..].iter();
    let rows = all.map(|entry| (entry.number, saved::log_row(entry.time_ms, &entry.envelope)));
    kept.log.extend(rows);
    let removal = three.removal(0, &three.cas.me().clone());
    three.does(0, removal, 6);
    // The entry with the new key is not on the disk yet; what is sealed with that key is.
    let (_, own) = saved_batch(&act(&mut three.ann, add(30), 7));
    kept.write(&own);

    let mut again = Engine::load(&kept).unwrap();
    assert_eq!((again.number(), again.outbox().len()), (5, 0));
    assert_eq!(again.whole().outbox, own.outbox, "it is not forgotten");
    again.absorb(&kept);
    let (_, next) = saved_batch(&act(&mut again, add(31), 8));
    again.handle(three.log.batch(5));
    let slots: Vec<_> = again.outbox().iter().map(|waiting| waiting.slot).collect();
    let expected = [own.outbox[0].0, next.outbox[0].0];
    assert_eq!(slots, expected, "in the order it was made in");
    assert_eq!(again.tentative().people.len(), 5);
}

#[test]
fn no_key_is_written_in_the_open_while_a_lock_is_on() {
    let (mut engine, log) = founded();
    let (ticket, _) = saved_batch(&act(&mut engine, add(7), 2));
    engine.handle(Input::NotSaved(ticket));
    let name = |batch: &Batch| batch.meta[0].0.clone();
    assert_eq!(name(&engine.whole()), saved::IDENTITY);
    // It was put on in this tab, in another one, or before the app was opened.
    let mut here = engine.clone();
    here.set_lock(&[9]);
    let mut kept = kept_by(&log);
    kept.meta.insert(saved::LOCKED.to_owned(), vec![9]);
    let mut beside = engine.clone();
    beside.absorb(&kept);
    let before = Engine::load(&kept).unwrap();
    for locked in [&here, &beside, &before] {
        let whole = locked.whole();
        assert_eq!(whole.meta[0], (saved::LOCKED.to_owned(), vec![9]));
        assert!(whole.meta.iter().all(|(name, _)| name != saved::IDENTITY));
    }
    assert_eq!(here.whole().outbox, engine.whole().outbox);
    // Emptied storage says nothing of the lock; an empty row says that it was taken off.
    here.absorb(&Saved::default());
    assert_eq!(name(&here.whole()), saved::LOCKED);
    kept.meta.insert(saved::LOCKED.to_owned(), Vec::new());
    here.absorb(&kept);
    assert_eq!(name(&here.whole()), saved::IDENTITY);
}

#[test]
fn a_joiner_whom_the_checkpoints_key_has_overtaken_reads_the_log() {
    let (mut joiner, log) = joiner();
    let later = [&1_u32.to_le_bytes()[..], &[7; 90]].concat();
    let outputs = joiner.handle(Input::Checkpoint(Some(later)));
    assert!(outputs.contains(&Output::Send(ClientFrame::Pull { after: 0 })));
    joiner.handle(log.batch(0));
    assert_eq!((joiner.number(), joiner.alarm()), (1, None));
}
