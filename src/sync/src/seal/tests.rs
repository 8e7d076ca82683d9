//! Sealing there and back, tampering, and the frozen bytes.

use ruil_core::event::Answer;
use ruil_core::{Command, OfferId, PersonId};

use super::*;
use crate::body::command_bytes;
use crate::keys::{DeviceKey, Keyring, TeamKey};

fn me() -> Identity {
    Identity {
        team: ruil_core::TeamId::from_bytes([1; 16]),
        person: PersonId::from_bytes([2; 16]),
        device: DeviceId::from_bytes([3; 16]),
        device_key: DeviceKey::make([4; 32]),
        keys: Keyring::new(0, TeamKey::make([5; 32])),
    }
}

fn body(command: &Command) -> Body {
    Body {
        rules: 1,
        device: me().device,
        counter: 7,
        previous: EventId::from_bytes([6; 16]),
        seen_number: 8,
        seen_head: [9; 32],
        seen_state: 10,
        wall_ms: 1_741_000_000_000,
        actor: me().person,
        command: command_bytes(command),
    }
}

fn answer() -> Command {
    Command::Answer {
        offer: OfferId::from_bytes([11; 16]),
        answer: Answer::Yes,
    }
}

fn sealed() -> Envelope {
    seal(&body(&answer())).unwrap()
}

fn seal(body: &Body) -> Result<Envelope, TooBig> {
    let me = me();
    let cover = Cover {
        team: TeamId([1; 16]),
        keys: &me.keys,
        nonce: [13; NONCE_LEN],
        access: None,
    };
    sign(&me, EventId::from_bytes([12; 16]), body).seal(&cover)
}

#[test]
fn there_and_back() {
    let opened = open(me().keys.newest(), &sealed()).unwrap();
    assert_eq!(opened.event, EventId::from_bytes([12; 16]));
    assert_eq!(opened.body, body(&answer()));
    assert_eq!(opened.body.command(), Some(answer()));
    assert!(opened.is_signed_by(&me().device_key.public()));
    assert!(!opened.is_signed_by(&DeviceKey::make([99; 32]).public()));
}

#[test]
fn an_ordinary_answer_fits_the_smallest_envelope() {
    assert_eq!(sealed().header().size, SizeClass::Small);
}

#[test]
fn no_changed_byte_goes_unnoticed() {
    let good = sealed();
    for at in 0..good.as_bytes().len() {
        let mut bytes = good.as_bytes().to_vec();
        bytes[at] ^= 1;
        if let Ok(envelope) = Envelope::parse(bytes) {
            assert_eq!(
                open(me().keys.newest(), &envelope),
                Err(OpenError::Sealed),
                "byte {at}"
            );
        }
    }
}

#[test]
fn sealed_anew_it_is_the_same_inside() {
    let opened = open(me().keys.newest(), &sealed()).unwrap();
    let mut keys = me().keys;
    keys.add(1, TeamKey::make([6; 32]));
    let cover = Cover {
        team: TeamId([1; 16]),
        keys: &keys,
        nonce: [14; NONCE_LEN],
        access: None,
    };
    let anew = opened.signed.seal(&cover).unwrap();
    assert_eq!(anew.header().epoch, 1);
    assert_eq!(open(me().keys.newest(), &anew), Err(OpenError::Sealed));
    assert_eq!(open(keys.newest(), &anew), Ok(opened));
}

#[test]
fn another_teams_key_does_not_open() {
    assert_eq!(
        open(&TeamKey::make([6; 32]), &sealed()),
        Err(OpenError::Sealed)
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let command = Command::Found(ruil_core::event::Founding {
        team: me().team,
        name: "x".repeat(20_000),
        zone: String::new(),
        founder: ruil_core::event::NewPerson {
            id: me().person,
            name: String::new(),
            coordinator: true,
            qualifications: Vec::new(),
        },
        device: me().device,
        key: [0; 32],
    });
    let body = body(&command);
    let had = body.to_bytes().len();
    let refused = seal(&body);
    assert_eq!(
        refused,
        Err(TooBig {
            had,
            max: BODY_BYTES_MAX
        })
    );
}

#[test]
fn an_unknown_command_keeps_its_place_and_author() {
    let body = Body {
        command: vec![250, 1, 2, 3],
        ..body(&answer())
    };
    let envelope = seal(&body).unwrap();
    let opened = open(me().keys.newest(), &envelope).unwrap();
    assert_eq!((opened.body.counter, opened.body.command()), (7, None));
}

/// Frozen: whoever changes these bytes locks every team of the first release out of its own log.
/// A new format gets a new version byte; this test stays.
#[test]
fn opens_an_envelope_of_the_first_format() {
    let frozen = include_str!("../../vectors/answer_v1.hex");
    let digits: Vec<u8> = frozen.bytes().filter(u8::is_ascii_hexdigit).collect();
    let bytes: Vec<u8> = digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect();
    let envelope = Envelope::parse(bytes).unwrap();
    let opened = open(me().keys.newest(), &envelope).unwrap();
    assert_eq!(opened.body, body(&answer()));
    assert!(opened.is_signed_by(&me().device_key.public()));
    assert_eq!(
        envelope,
        sealed(),
        "sealing is deterministic but for its arguments"
    );
}
