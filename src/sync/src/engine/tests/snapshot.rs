//! A snapshot changes how soon a device is open, and nothing else.

use super::members::Three;
use super::milestones::{handed, joined};
use super::*;

/// What a joiner kept who began at a checkpoint and took what came after, with a snapshot of part of it.
fn kept() -> (Saved, u64) {
    let mut three = Three::new();
    let (number, sealed) = handed(&mut three, 40);
    let (_, mut kept) = joined(&mut three, PersonId::from_bytes([7; 16]));
    let mut joiner = Engine::load(&kept).unwrap();
    joiner.handle(Input::LinkUp);
    joiner.handle(three.log.welcome());
    let outputs = joiner.handle(Input::Checkpoint(Some(sealed)));
    kept.write(&saved_batch(&outputs).1);
    let tail = three.log.batch(usize::try_from(number).unwrap());
    kept.write(&saved_batch(&joiner.handle(tail)).1);
    let at = joiner.number();
    assert!(joiner.snapshot(10_000).is_empty(), "it is not due");
    kept.write(&saved_batch(&joiner.snapshot(1)).1);
    assert!(joiner.snapshot(1).is_empty(), "there is nothing new");
    for n in 0..3 {
        three.does(0, Command::Tick, 60 + n);
    }
    let more = three.log.batch(usize::try_from(at).unwrap());
    kept.write(&saved_batch(&joiner.handle(more)).1);
    (kept, at)
}

fn without(kept: &Saved) -> Saved {
    let mut kept = kept.clone();
    kept.meta.remove(saved::SNAPSHOT);
    kept
}

#[test]
fn who_opens_from_a_snapshot_is_where_replaying_all_leads() {
    let (kept, at) = kept();
    let (short, long) = (
        Engine::load(&kept).unwrap(),
        Engine::load(&without(&kept)).unwrap(),
    );
    assert_eq!((short.snapped, long.snapped), (at, 0), "only one had it");
    assert!(short.number() > at);
    assert_eq!(short.plain(), long.plain());
    assert_eq!(short.tentative(), long.tentative());
    // The rows up to it need not be read at all.
    let mut rest = kept.clone();
    rest.log.retain(|(number, _)| *number >= at);
    assert_eq!(Engine::load(&rest).unwrap().plain(), long.plain());
}

#[test]
fn a_snapshot_that_is_not_this_devices_or_says_more_than_the_rows_is_not_believed() {
    let (kept, at) = kept();
    let all = Engine::load(&without(&kept)).unwrap().plain();
    let row = kept.meta[saved::SNAPSHOT].clone();
    for broken in [0, 8, 40, row.len() - 1] {
        let mut kept = kept.clone();
        kept.meta.get_mut(saved::SNAPSHOT).unwrap()[broken] ^= 1;
        let engine = Engine::load(&kept).unwrap();
        assert_eq!(
            (engine.snapped, engine.plain() == all),
            (0, true),
            "byte {broken}"
        );
    }
    let mut cut = kept.clone();
    cut.log.retain(|(number, _)| *number < at);
    let engine = Engine::load(&cut).unwrap();
    assert_eq!((engine.snapped, engine.number()), (0, at - 1));
    // Another checkpoint stands for the beginning now.
    let mut moved = kept.clone();
    moved.meta.insert(saved::CHECKPOINT.to_owned(), vec![1; 80]);
    assert_eq!(Engine::load(&moved).unwrap().snapped, 0);
}
