//! Every frame there and back, and the bytes that a device a release behind sends and understands.

use super::*;
use crate::envelope::{HEADER_LEN, NONCE_LEN, VERSION};
use crate::{DeviceTag, Header, SizeClass};

fn envelope() -> Envelope {
    let header = Header {
        version: VERSION,
        team: TeamId([1; 16]),
        event: EventId([2; 16]),
        epoch: 0,
        size: SizeClass::Small,
        device: DeviceTag([4; 8]),
        has_access: false,
    };
    let sealed = vec![9; SizeClass::Small.len_bytes() - HEADER_LEN - NONCE_LEN];
    Envelope::assemble(header, &[5; NONCE_LEN], &sealed, None).unwrap()
}

fn entry() -> Entry {
    Entry {
        number: 7,
        time_ms: 8,
        envelope: envelope(),
    }
}

fn receipt(signature: Option<Signature>) -> RelayFrame {
    RelayFrame::Receipt(Receipt {
        event: EventId([2; 16]),
        number: 7,
        time_ms: 8,
        head: Head([3; 32]),
        signature,
    })
}

fn receipts() -> RelayFrame {
    let list = [2, 3].map(|event| Receipt {
        event: EventId([event; 16]),
        number: 7,
        time_ms: 8,
        head: Head([3; 32]),
        signature: None,
    });
    RelayFrame::Receipts(Receipts {
        list: list.to_vec(),
        signature: [4; 64],
    })
}

fn from_device() -> Vec<ClientFrame> {
    let (number, head) = (7, Head([3; 32]));
    let goal = Mark {
        number,
        head,
        signature: [4; 64],
    };
    let entries = vec![entry(), entry()];
    vec![
        ClientFrame::Hello {
            device: [6; 32],
            number,
            head,
        },
        ClientFrame::OldHello {
            token: Token([6; 32]),
            number,
            head,
        },
        ClientFrame::Proof([4; 64]),
        ClientFrame::Push(vec![envelope()]),
        ClientFrame::Pull { after: 7 },
        ClientFrame::Restore { goal, entries },
    ]
}

fn from_relay() -> Vec<RelayFrame> {
    let (number, head) = (7, Head([3; 32]));
    let bearer = Bearer::make(&[1; 32], TeamId([1; 16]), [6; 32], 9);
    let entries = || vec![entry(), entry()];
    let welcome = |bearer| RelayFrame::Welcome {
        number,
        head,
        bearer,
    };
    let batch = |mark| RelayFrame::Batch {
        entries: entries(),
        last: 9,
        mark,
    };
    let challenge = RelayFrame::Challenge {
        relay: [6; 32],
        nonce: [5; 32],
    };
    vec![
        challenge,
        welcome(None),
        welcome(Some(bearer)),
        batch(None),
        batch(Some([4; 64])),
        receipt(None),
        receipt(Some([4; 64])),
        receipts(),
        RelayFrame::Refused {
            event: EventId([2; 16]),
            reason: Refusal::Behind,
        },
        RelayFrame::Rewind { number, head },
        RelayFrame::Dropped { until: 7 },
        RelayFrame::Fault(Fault::Protocol(2)),
        RelayFrame::Fault(Fault::BadProof),
    ]
}

#[test]
fn there_and_back() {
    for frame in from_device() {
        assert_eq!(ClientFrame::parse(&frame.to_bytes()), Ok(frame));
    }
    for frame in from_relay() {
        assert_eq!(RelayFrame::parse(&frame.to_bytes()), Ok(frame));
    }
}

#[test]
fn a_frame_cut_short_or_with_a_tail_is_none() {
    for bytes in from_device().iter().map(ClientFrame::to_bytes) {
        for len in 0..bytes.len() {
            assert!(ClientFrame::parse(&bytes[..len]).is_err());
        }
        assert!(ClientFrame::parse(&[&bytes[..], &[0]].concat()).is_err());
    }
    for bytes in from_relay().iter().map(RelayFrame::to_bytes) {
        for len in 0..bytes.len() {
            assert!(RelayFrame::parse(&bytes[..len]).is_err());
        }
        assert!(RelayFrame::parse(&[&bytes[..], &[0]].concat()).is_err());
    }
}

#[test]
fn only_a_fault_about_the_version_names_one() {
    let stopping = RelayFrame::Fault(Fault::Stopping).to_bytes();
    assert!(RelayFrame::parse(&stopping).is_ok());
    let [frame, tag, _] = stopping[..] else {
        panic!("{stopping:?}");
    };
    let unknown = Err(FrameError::Read(ReadError::Unknown(1)));
    assert_eq!(RelayFrame::parse(&[frame, tag, 1]), unknown);
}

/// The bytes of the protocol before, written out by hand: they were shipped.
#[test]
fn a_device_a_release_behind_is_understood_and_answered() {
    let (seven, eight) = (7_u64.to_le_bytes(), 8_u64.to_le_bytes());
    let hello = [&[1, 1][..], &[6; 32], &seven, &[3; 32]].concat();
    let (number, head) = (7, Head([3; 32]));
    let token = Token([6; 32]);
    assert_eq!(
        ClientFrame::parse(&hello),
        Ok(ClientFrame::OldHello {
            token,
            number,
            head
        })
    );
    assert_eq!(
        ClientFrame::parse(&[3, 7, 0, 0, 0, 0, 0, 0, 0]),
        Ok(ClientFrame::Pull { after: 7 })
    );
    let blob = [&512_u32.to_le_bytes()[..], envelope().as_bytes()].concat();
    let push = [&[2, 1, 0][..], &blob].concat();
    assert_eq!(
        ClientFrame::parse(&push),
        Ok(ClientFrame::Push(vec![envelope()]))
    );

    let welcome = RelayFrame::Welcome {
        number,
        head,
        bearer: None,
    };
    let bytes = [&[1][..], &seven, &[3; 32]].concat();
    assert_eq!(welcome.to_bytes(), bytes);
    let batch = RelayFrame::Batch {
        entries: vec![entry()],
        last: 7,
        mark: None,
    };
    let bytes = [&[2][..], &seven, &[1, 0], &seven, &eight, &blob].concat();
    assert_eq!(batch.to_bytes(), bytes);
    let bytes = [&[3][..], &[2; 16], &seven, &eight, &[3; 32]].concat();
    assert_eq!(receipt(None).to_bytes(), bytes);
    let future = [&[1, 9][..], &hello[2..]].concat();
    assert_eq!(ClientFrame::parse(&future), Err(FrameError::Protocol(9)));
}

/// Written out by hand: what was signed once has to be read for ever.
#[test]
fn receipts_of_one_push_are_these_bytes() {
    let (seven, eight) = (7_u64.to_le_bytes(), 8_u64.to_le_bytes());
    let each = |event: u8| [&[event; 16][..], &seven, &eight, &[3; 32]].concat();
    let bytes = [&[12, 2, 0][..], &each(2), &each(3), &[4; 64]].concat();
    assert_eq!(receipts().to_bytes(), bytes);
    let single = [&[9][..], &each(2), &[4; 64]].concat();
    assert_eq!(receipt(Some([4; 64])).to_bytes(), single);
}

#[test]
fn one_signature_holds_for_each_receipt_of_its_list_and_for_no_other() {
    use ed25519_dalek::{Signer, SigningKey};
    let (key, team) = (SigningKey::from_bytes(&[5; 32]), TeamId([1; 16]));
    let relay = key.verifying_key().to_bytes();
    let RelayFrame::Receipts(unsigned) = receipts() else {
        panic!()
    };
    let signed = Receipts {
        signature: key.sign(&sign::receipts(team, &unsigned.list)).to_bytes(),
        ..unsigned.clone()
    };
    assert!(signed.is_signed_by(&relay, team));
    assert!(!signed.is_signed_by(&relay, TeamId([2; 16])));
    assert!(!unsigned.is_signed_by(&relay, team));
    let changes: [fn(&mut Vec<Receipt>); 7] = [
        |list| list[1].event = EventId([9; 16]),
        |list| list[0].number = 9,
        |list| list[1].time_ms = 9,
        |list| list[0].head = Head([9; 32]),
        |list| list.swap(0, 1),
        |list| list.truncate(1),
        |list| list.push(list[0]),
    ];
    for (case, change) in changes.iter().enumerate() {
        let mut other = signed.clone();
        change(&mut other.list);
        assert!(!other.is_signed_by(&relay, team), "{case}");
    }
}
