//! What travels in the clear: envelopes, frames, HTTP bodies, and ids as text.

use ruil_wire::envelope::NONCE_LEN;
use ruil_wire::frame::{Fault, Mark};
use ruil_wire::http::{Answers, Founding};
use ruil_wire::invite::{Mailbox, Open, Slot};
use ruil_wire::limit::{DEVICES_MAX, ENVELOPES_PER_FRAME_MAX};
use ruil_wire::{
    Access, Bearer, ClientFrame, Entry, Envelope, EventId, InviteId, Letter, Receipt, Refusal,
    RelayFrame, TeamId, Token, Topic,
};

use crate::team::{fixture, head};

/// An envelope is the bytes it came as, and its parts make it again.
pub fn envelope(bytes: &[u8]) {
    let Ok(envelope) = Envelope::parse(bytes.to_vec()) else {
        return;
    };
    assert_eq!(envelope.as_bytes(), bytes);
    let (nonce, sealed) = envelope.sealed();
    let nonce: Option<&[u8; NONCE_LEN]> = nonce.try_into().ok();
    assert!(nonce.is_some(), "an envelope has a nonce");
    if let Some(nonce) = nonce {
        let (header, access) = (*envelope.header(), envelope.access());
        let again = Envelope::assemble(header, nonce, sealed, access);
        assert_eq!(again.as_ref(), Ok(&envelope));
    }
    if let Some(access) = envelope.access() {
        follow(access);
    }
}

/// Envelopes with and without a list.
pub fn envelopes() -> Vec<Vec<u8>> {
    let past = fixture().past.iter();
    let mut small = past.filter(|entry| entry.envelope.as_bytes().len() <= 1_200);
    let all = [small.next(), small.next(), small.next_back()];
    let entries = all.into_iter().flatten();
    entries
        .map(|entry| entry.envelope.as_bytes().to_vec())
        .collect()
}

/// A list of who may is the bytes it came as, and follows no list that it does not follow.
pub fn access(bytes: &[u8]) {
    let Ok(access) = Access::parse(bytes) else {
        return;
    };
    assert_eq!(access.to_bytes(), bytes);
    assert!(access.grant.devices.len() <= DEVICES_MAX);
    follow(&access);
}

fn follow(access: &Access) {
    let lists = &fixture().lists;
    let is_known = lists.contains(access);
    assert!(
        is_known || access.begins().is_err(),
        "nobody signed {access:?}"
    );
    for last in lists {
        assert!(is_known || access.follows(&last.grant).is_err());
    }
}

/// The team's lists, and one that says how long the relay keeps what is old, which nobody signed.
pub fn accesses() -> Vec<Vec<u8>> {
    let lists = fixture().lists.iter();
    let mut unsigned = lists.clone().take(1).cloned().collect::<Vec<_>>();
    for access in &mut unsigned {
        access.grant.keep_days = Some(60);
    }
    lists.chain(&unsigned).map(Access::to_bytes).collect()
}

/// A device's frame is the bytes it came as.
pub fn client_frame(bytes: &[u8]) {
    let Ok(frame) = ClientFrame::parse(bytes) else {
        return;
    };
    assert_eq!(frame.to_bytes(), bytes);
    let held = match &frame {
        ClientFrame::Push(envelopes) => envelopes.len(),
        ClientFrame::Restore { entries, .. } => entries.len(),
        _ => 0,
    };
    assert!(held <= ENVELOPES_PER_FRAME_MAX);
}

/// A frame of each kind.
pub fn client_frames() -> Vec<Vec<u8>> {
    let (number, head) = head();
    let coming = two();
    let goal = Mark {
        number,
        head,
        signature: [7; 64],
    };
    let envelopes = coming.iter().map(|entry| entry.envelope.clone());
    let frames = [
        ClientFrame::Hello {
            device: [1; 32],
            number,
            head,
        },
        ClientFrame::OldHello {
            token: Token([2; 32]),
            number,
            head,
        },
        ClientFrame::Proof([3; 64]),
        ClientFrame::Push(envelopes.collect()),
        ClientFrame::Pull { after: number },
        ClientFrame::Restore {
            goal,
            entries: coming,
        },
    ];
    frames.iter().map(ClientFrame::to_bytes).collect()
}

fn two() -> Vec<Entry> {
    let (number, _) = head();
    let all = fixture().past.iter();
    let coming = all.filter(|entry| entry.number > number);
    coming.take(2).cloned().collect()
}

/// A relay's frame is the bytes it came as.
pub fn relay_frame(bytes: &[u8]) {
    let Ok(frame) = RelayFrame::parse(bytes) else {
        return;
    };
    assert_eq!(frame.to_bytes(), bytes);
    if let RelayFrame::Batch { entries, .. } = &frame {
        assert!(entries.len() <= ENVELOPES_PER_FRAME_MAX);
    }
}

/// A frame of each kind.
pub fn relay_frames() -> Vec<Vec<u8>> {
    frames().iter().map(RelayFrame::to_bytes).collect()
}

/// Returns a relay's frames, of each kind, as they fit the team.
pub fn frames() -> Vec<RelayFrame> {
    let (number, head) = head();
    let event = EventId([4; 16]);
    let bearer = Bearer::make(&[5; 32], TeamId([3; 16]), [6; 32], 1_800_000_000);
    let receipt = |signature| {
        RelayFrame::Receipt(Receipt {
            event,
            number,
            time_ms: 1_741_000_000_000,
            head,
            signature,
        })
    };
    let welcome = |bearer| RelayFrame::Welcome {
        number,
        head,
        bearer,
    };
    let batch = |mark| RelayFrame::Batch {
        entries: two(),
        last: number + 2,
        mark,
    };
    vec![
        RelayFrame::Challenge {
            relay: [8; 32],
            nonce: [9; 32],
        },
        welcome(None),
        welcome(Some(bearer)),
        batch(None),
        batch(Some([7; 64])),
        receipt(None),
        receipt(Some([7; 64])),
        RelayFrame::Refused {
            event,
            reason: Refusal::StaleEpoch,
        },
        RelayFrame::Rewind { number: 3, head },
        RelayFrame::Dropped { until: 100 },
        RelayFrame::Fault(Fault::Protocol(3)),
        RelayFrame::Fault(Fault::UnknownTeam),
    ]
}

/// The bodies of requests and responses; the first byte says which.
pub fn http(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    // The letter came later: what was kept for the others keeps its meaning.
    let which = if *which == 4 { 4 } else { which % 4 };
    match which {
        4 => {
            if let Ok(letter) = Letter::parse(bytes) {
                assert_eq!(letter.to_bytes(), bytes);
            }
        }
        0 => {
            if let Ok(founding) = Founding::parse(bytes) {
                assert_eq!(founding.to_bytes(), bytes);
            }
        }
        1 => {
            if let Ok(answers) = Answers::parse(bytes) {
                assert_eq!(answers.to_bytes(), bytes);
            }
        }
        2 => {
            if let Ok(open) = Open::parse(bytes) {
                assert_eq!(open.to_bytes(), bytes);
            }
        }
        _ => {
            if let Ok(mailbox) = Mailbox::parse(bytes) {
                assert_eq!(mailbox.to_bytes(), bytes);
            }
        }
    }
}

/// One body of each kind.
pub fn bodies() -> Vec<Vec<u8>> {
    let access = fixture().lists.first().cloned();
    let founding = access.map(|access| Founding {
        access,
        number: 0,
        head: head().1,
        time_ms: 0,
    });
    let short = |frame: &RelayFrame| {
        matches!(
            frame,
            RelayFrame::Receipt(_) | RelayFrame::Refused { .. } | RelayFrame::Fault(_)
        )
    };
    let answers = Answers(frames().into_iter().filter(short).collect());
    let open = |token| Open {
        team: TeamId([3; 16]),
        token,
        life_s: 3_600,
        commitment: [1; 32],
    };
    let mailbox = |ask| Mailbox {
        left_s: 60,
        commitment: [2; 32],
        ask,
        reveal: None,
        answer: Some(vec![3; 20]),
    };
    let founding = founding.map(|founding| founding.to_bytes());
    let letter = Letter {
        topic: Topic([4; 16]),
        wait_s: 60,
        life_s: 3_600,
        is_urgent: true,
        sealed: None,
    };
    let bodies = [
        (4, letter.to_bytes()),
        (0, founding.unwrap_or_default()),
        (1, answers.to_bytes()),
        (2, open(None).to_bytes()),
        (2, open(Some(Token([9; 32]))).to_bytes()),
        (3, mailbox(None).to_bytes()),
        (3, mailbox(Some(vec![1; 9])).to_bytes()),
    ];
    let bodies = bodies.iter();
    bodies
        .map(|(which, body)| [&[*which][..], body].concat())
        .collect()
}

/// What people type and what stands in a path: ids, bearers, codes, kits.
pub fn text(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(team) = text.parse::<TeamId>() {
        assert_eq!(team.to_string(), text.to_ascii_lowercase());
    }
    if let Ok(invite) = text.parse::<InviteId>() {
        assert_eq!(invite.to_string().parse(), Ok(invite));
    }
    if let Ok(bearer) = text.parse::<Bearer>() {
        assert_eq!(bearer.to_string(), text.to_ascii_lowercase());
        assert_eq!(Bearer::parse(&bearer.to_bytes()), bearer);
        assert!(!bearer.holds(&[0x55; 32], TeamId([3; 16]), 0));
    }
    if let Some(slot) = Slot::from_name(text) {
        assert_eq!(slot.as_str(), text);
    }
    if let Some(person) = ruil_core::PersonId::parse(text) {
        assert_eq!(
            ruil_core::PersonId::parse(&person.to_string()),
            Some(person)
        );
    }
    crate::inside::typed(text);
}

/// One text of each kind.
pub fn texts() -> Vec<Vec<u8>> {
    let team = TeamId([0xab; 16]);
    let bearer = Bearer::make(&[5; 32], team, [6; 32], 1_800_000_000);
    let person = ruil_core::PersonId::from_bytes([0xcd; 16]);
    let mut texts = vec![team.to_string(), bearer.to_string(), person.to_string()];
    texts.extend(crate::inside::papers());
    texts.push("reveal".to_owned());
    texts.into_iter().map(String::into_bytes).collect()
}
