//! What is sealed: bodies, commands and the messages of an invite, from somebody who has the key.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ruil_core::{Event, EventId, Outcome, PersonId, Stamp, Team};
use ruil_sync::body::{Body, command_bytes};
use ruil_sync::invite::{Code, Inviter, Joiner, Start, Welcome};
use ruil_sync::kit::Kit;
use ruil_sync::seal::{Cover, open};
use ruil_sync::{Identity, TeamKey};
use ruil_wire::bytes::Reader;
use ruil_wire::envelope::{HEADER_LEN, NONCE_LEN};
use ruil_wire::{Envelope, Header, SizeClass};

use crate::history;
use crate::team::fixture;

const TAG_LEN: usize = 16;
const NONCE: [u8; NONCE_LEN] = [1; NONCE_LEN];
/// Most commands of one input.
const COMMANDS_MAX: usize = 16;
/// The relay's time of the first of them, and how long a step waits at least.
const STEP_MS: u64 = 10 * 60_000;

/// A body is read as it was written, and so is its command; its author gets an answer.
pub fn body(bytes: &[u8]) {
    let Some(body) = Body::parse(bytes) else {
        return;
    };
    assert_eq!(Body::parse(&body.to_bytes()).as_ref(), Some(&body));
    let Some(command) = body.command() else {
        return;
    };
    let again = Body {
        command: command_bytes(&command),
        ..body.clone()
    };
    assert_eq!(again.command().as_ref(), Some(&command));
    let event = Event {
        id: EventId::from_bytes([0x77; 16]),
        device: body.device,
        actor: body.actor,
        command,
    };
    let mut team = fixture().engine.team().as_ref().clone();
    lives(&mut team, &[(event, body.seen_number % 4_096)]);
}

/// The bodies of the team's own log.
pub fn bodies() -> Vec<Vec<u8>> {
    let short = fixture().bodies.iter().map(Body::to_bytes);
    short.filter(|bytes| bytes.len() <= 500).collect()
}

/// What opens is read or refused, and is sealed again unchanged.
pub fn sealed(bytes: &[u8]) {
    let size = SizeClass::Small;
    let mut plain = bytes.to_vec();
    plain.resize(size.len_bytes() - HEADER_LEN - NONCE_LEN - TAG_LEN, 0);
    let me = history::reader();
    let header = Header {
        version: ruil_wire::envelope::VERSION,
        team: me.wire_team(),
        event: ruil_wire::EventId([2; 16]),
        epoch: 0,
        size,
        device: ruil_wire::DeviceTag([3; 8]),
        has_access: false,
    };
    let payload = Payload {
        msg: &plain,
        aad: &header.to_bytes(),
    };
    let sealed = cipher(me.keys.newest()).encrypt(&XNonce::from(NONCE), payload);
    let envelope = Envelope::assemble(header, &NONCE, &sealed.unwrap_or_default(), None);
    assert!(envelope.is_ok());
    let opened = envelope.map(|envelope| open(me.keys.newest(), &envelope));
    let Ok(Ok(opened)) = opened else {
        return;
    };
    let again = opened.signed.seal(&Cover {
        team: me.wire_team(),
        keys: &me.keys,
        nonce: NONCE,
        access: None,
    });
    let again = again.map(|envelope| open(me.keys.newest(), &envelope));
    assert_eq!(again, Ok(Ok(opened)));
}

/// What is in the team's first envelopes.
pub fn plains() -> Vec<Vec<u8>> {
    let past = fixture().past.iter();
    let plains = past.filter_map(|entry| {
        let envelope = &entry.envelope;
        let (nonce, sealed) = envelope.sealed();
        let nonce: [u8; NONCE_LEN] = nonce.try_into().ok()?;
        let header = envelope.header().to_bytes();
        let payload = Payload {
            msg: sealed,
            aad: &header,
        };
        let mut plain = cipher(history::reader().keys.newest())
            .decrypt(&XNonce::from(nonce), payload)
            .ok()?;
        let end = plain.iter().rposition(|byte| *byte != 0).unwrap_or(0);
        plain.truncate(end + 1);
        (plain.len() <= 500).then_some(plain)
    });
    plains.collect()
}

fn cipher(key: &TeamKey) -> XChaCha20Poly1305 {
    let key = blake3::derive_key("ruil 2026 envelope key v1", key.as_bytes());
    XChaCha20Poly1305::new((&key).into())
}

/// Commands of any members in a row: each is answered, and what comes of them is a team that can be
/// written down and read again.
pub fn replay(bytes: &[u8]) {
    let mut team = fixture().engine.team().as_ref().clone();
    let mut reader = Reader::new(bytes);
    let mut events = Vec::new();
    for nth in 0..COMMANDS_MAX {
        let Some((who, wait, command)) = step(&mut reader) else {
            break;
        };
        let actor = history::person(1 + who % 5);
        let devices = team.devices.values();
        let mut devices = devices.filter(|device| device.person == actor);
        let device = devices.next().map(|device| device.id);
        let mut id = [0x66; 16];
        id.iter_mut().take(1).for_each(|byte| *byte = nth as u8);
        let event = postcard(command)
            .zip(device)
            .map(|(command, device)| Event {
                id: EventId::from_bytes(id),
                device,
                actor,
                command,
            });
        events.extend(event.map(|event| (event, u64::from(wait))));
    }
    lives(&mut team, &events);
}

fn step<'a>(reader: &mut Reader<'a>) -> Option<(u8, u8, &'a [u8])> {
    let (who, wait) = (reader.u8().ok()?, reader.u8().ok()?);
    let len = reader.u16().ok()?;
    Some((who, wait, reader.take(len.into()).ok()?))
}

/// Reads a command as a body does.
fn postcard(bytes: &[u8]) -> Option<ruil_core::Command> {
    let body = fixture().bodies.first()?;
    let body = Body {
        command: bytes.to_vec(),
        ..body.clone()
    };
    body.command()
}

/// Lets events happen, each so many steps after the one before, and checks what comes of it.
pub(crate) fn lives(team: &mut Team, events: &[(Event, u64)]) {
    let last = fixture().past.last();
    let mut stamp = Stamp {
        number: last.map_or(0, |entry| entry.number),
        time_ms: last.map_or(0, |entry| entry.time_ms),
    };
    for (event, wait) in events {
        stamp.number += 1;
        stamp.time_ms += (1 + wait) * STEP_MS;
        let outcome = team.apply(event, stamp);
        assert!(outcome != Outcome::Opaque, "a command is known");
    }
    let bytes = team.to_bytes();
    assert!(Team::parse(&bytes).as_ref() == Some(&*team), "{events:?}");
}

/// What the team did next, alone and in a row.
pub fn commands() -> Vec<Vec<u8>> {
    let next = &fixture().next;
    let one = |event: &Event| {
        let [nth, ..] = *event.actor.as_bytes();
        let command = command_bytes(&event.command);
        let len = u16::try_from(command.len()).unwrap_or_default();
        [&[nth.wrapping_sub(1), 1][..], &len.to_le_bytes(), &command].concat()
    };
    let single = next.iter().map(one).filter(|bytes| bytes.len() < 600);
    let single: Vec<_> = single.collect();
    let rows = single.chunks(5).map(<[Vec<u8>]>::concat);
    rows.filter(|bytes| bytes.len() <= 1_200)
        .chain(single.iter().cloned())
        .collect()
}

/// What is kept and sent for an invite; the first byte says which.
pub fn invite(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let (code, inviter) = inviter();
    match which % 5 {
        0 => {
            if let Some(read) = Inviter::parse(bytes) {
                let again = Inviter::parse(&read.to_bytes());
                assert!(again.is_some_and(|again| again.to_bytes() == read.to_bytes()));
                read.code.derive_place();
            }
        }
        1 => {
            if let Some(start) = Start::parse(bytes) {
                assert_eq!(Start::parse(&start.to_bytes()), Some(start));
            }
        }
        2 => {
            if let Some(me) = Identity::parse(bytes) {
                let again = Identity::parse(&me.to_bytes());
                assert!(again.is_some_and(|again| *again.to_bytes() == *me.to_bytes()));
            }
        }
        3 => {
            let message = under(&code, b"ask", bytes);
            if let Ok(asked) = inviter.asked(&message) {
                let welcome = Welcome {
                    team: history::reader().team,
                    keys: history::reader().keys,
                    start: None,
                };
                inviter.words(&asked);
                assert!(!inviter.answer(welcome, &asked, NONCE).is_empty());
            }
        }
        _ => {
            let joiner = Joiner::make(code.clone(), [1; 16], [2; 32], [3; 32]);
            let open = inviter.open(&history::reader(), None, 60);
            let reveal = under(&code, b"reveal", bytes);
            let is_true = inviter.reveal(NONCE) == reveal;
            assert_eq!(joiner.words(&open.commitment, &reveal).is_ok(), is_true);
            assert!(joiner.answered(&open.commitment, &reveal, bytes).is_err());
        }
    }
}

fn inviter() -> (Code, Inviter) {
    let code = Code::make([4; 10]);
    let inviter = Inviter::make(code.clone(), PersonId::from_bytes([2; 16]), [5; 32]);
    (code, inviter)
}

fn under(code: &Code, step: &[u8], plain: &[u8]) -> Vec<u8> {
    let code = code.to_string().replace('-', "");
    let key = blake3::derive_key("ruil 2026 invite key v1", code.as_bytes());
    let payload = Payload {
        msg: plain,
        aad: step,
    };
    let sealed = XChaCha20Poly1305::new((&key).into()).encrypt(&XNonce::from(NONCE), payload);
    [&NONCE[..], &sealed.unwrap_or_default()].concat()
}

/// One of each kind.
pub fn messages() -> Vec<Vec<u8>> {
    let (code, inviter) = inviter();
    let start = Start {
        number: 100,
        head: [1; 32],
        digest: [2; 32],
    };
    let joiner = Joiner::make(code.clone(), [1; 16], [2; 32], [3; 32]);
    let plain = |message: Vec<u8>, step: &[u8]| {
        let code = code.to_string().replace('-', "");
        let key = blake3::derive_key("ruil 2026 invite key v1", code.as_bytes());
        let (_, sealed) = message.split_at_checked(NONCE_LEN).unwrap_or_default();
        let payload = Payload {
            msg: sealed,
            aad: step,
        };
        let cipher = XChaCha20Poly1305::new((&key).into());
        cipher
            .decrypt(&XNonce::from(NONCE), payload)
            .unwrap_or_default()
    };
    let me = Identity {
        keys: fixture().keys.clone(),
        ..history::reader()
    };
    let messages = [
        (0, inviter.to_bytes().to_vec()),
        (1, start.to_bytes()),
        (2, me.to_bytes().to_vec()),
        (3, plain(joiner.ask(NONCE), b"ask")),
        (4, plain(inviter.reveal(NONCE), b"reveal")),
    ];
    let messages = messages.iter();
    messages
        .map(|(which, message)| [&[*which][..], message].concat())
        .collect()
}

/// Codes and kits as people type them.
pub(crate) fn typed(text: &str) {
    if let Some(code) = Code::parse(text) {
        assert!(Code::parse(&code.to_string()) == Some(code));
    }
    if let Ok(kit) = Kit::parse(text) {
        let again = Kit::parse(&kit.to_string());
        assert!(again.is_ok_and(|again| again.device() == kit.device()));
    }
}

/// A code and a kit.
pub(crate) fn papers() -> [String; 2] {
    let me = history::reader();
    let kit = Kit::make(me.team, me.person, &me.keys, [6; 16]);
    [Code::make([4; 10]).to_string(), kit.to_string()]
}
