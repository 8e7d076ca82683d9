//! A relay, or whoever stands in its place, that says anything in any order.

use ruil_core::Command;
use ruil_sync::{Engine, Input, Output, Saved, Seed};
use ruil_wire::RelayFrame;
use ruil_wire::bytes::Reader;

use crate::team::fixture;
use crate::wire::frames;

const STEPS_MAX: usize = 24;

/// A device takes whatever is said to it, and what it keeps leads to where it is.
pub fn relay(bytes: &[u8]) {
    let mut engine = fixture().young.clone();
    let mut kept = fixture().kept.clone();
    let mut reader = Reader::new(bytes);
    for _ in 0..STEPS_MAX {
        let Some((which, said)) = step(&mut reader) else {
            break;
        };
        let outputs = match which % 8 {
            0 => engine.handle(Input::LinkUp),
            1 => engine.handle(Input::LinkDown),
            2 => engine.handle(Input::Checkpoint(None)),
            3 => engine.handle(Input::Checkpoint(Some(said.to_vec()))),
            4 => act(&mut engine, which),
            _ => match RelayFrame::parse(said) {
                Ok(frame) => engine.handle(Input::Frame(frame)),
                Err(_) => Vec::new(),
            },
        };
        keep(&mut engine, &mut kept, outputs);
    }
    if kept == fixture().kept {
        return;
    }
    let again = Engine::load(&kept);
    let place = |engine: &Engine| (engine.number(), engine.head(), engine.team().fingerprint());
    assert_eq!(again.as_ref().map(place), Some(place(&engine)));
}

fn step<'a>(reader: &mut Reader<'a>) -> Option<(u8, &'a [u8])> {
    let which = reader.u8().ok()?;
    let len = reader.u16().ok()?;
    Some((which, reader.take(len.into()).ok()?))
}

fn act(engine: &mut Engine, which: u8) -> Vec<Output> {
    let seed = Seed {
        event: [0x55 ^ which; 16],
        nonce: [which; 24],
    };
    let tick = vec![(Command::Tick, seed)];
    engine.act(tick, 1_741_000_000_000).unwrap_or_default()
}

fn keep(engine: &mut Engine, kept: &mut Saved, outputs: Vec<Output>) {
    for output in outputs {
        if let Output::Save(ticket, batch) = output {
            kept.write(&batch);
            let outputs = engine.handle(Input::Saved(ticket));
            keep(engine, kept, outputs);
        }
    }
}

/// Talks that go well, up to something that does not.
pub fn talks() -> Vec<Vec<u8>> {
    let say = |which: u8, said: &[u8]| {
        let len = u16::try_from(said.len()).unwrap_or_default();
        [&[which][..], &len.to_le_bytes(), said].concat()
    };
    let frames: Vec<_> = frames().iter().map(RelayFrame::to_bytes).collect();
    let greeting = [
        say(0, &[]),
        say(5, frames.first().map_or(&[], Vec::as_slice)),
    ];
    let greeting = greeting.concat();
    let good = frames.get(1).map_or(&[][..], Vec::as_slice);
    let talk = |frame: &Vec<u8>| {
        let talk = [greeting.clone(), say(4, &[]), say(5, good), say(5, frame)];
        talk.concat()
    };
    let all = frames.iter().map(talk);
    all.filter(|bytes| bytes.len() <= 2_500).collect()
}
