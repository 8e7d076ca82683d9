//! The log of a whole session, at its most talkative, names nobody and nothing.

use ruil_wire::envelope::HEADER_LEN;
use ruil_wire::invite::{Open, Slot};
use ruil_wire::{ClientFrame, Fault, Head, InviteId, RelayFrame, SizeClass, TeamId, Token, http};

use super::crash::Program;
use super::harness::{Phone, TEAM, TOKEN, envelope, envelope_of, found, request};

const INVITE: InviteId = InviteId([0xc4; 16]);

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns how bytes might be printed.
fn prints(bytes: &[u8]) -> [String; 4] {
    let decimal = format!("{bytes:?}");
    let raw = String::from_utf8_lossy(bytes).into_owned();
    [
        hex(bytes),
        hex(bytes).to_uppercase(),
        decimal.trim_matches(['[', ']']).into(),
        raw,
    ]
}

#[tokio::test]
async fn the_log_leaks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path(), &["--log", "trace", "--pages-max", "64"]).await;
    let address = program.address;
    let (wrong, absent) = (Token([0xd5; 32]), TeamId([0xe6; 16]));
    found(address, TEAM, TOKEN).await;
    assert_eq!(found(address, TEAM, wrong).await, 409);

    let mut phone = Phone::connect(address, TEAM).await;
    phone.greet().await;
    phone.store(&[envelope(1)]).await;
    phone
        .push(&[envelope(1), envelope_of(absent, 2, SizeClass::Small)])
        .await;
    phone.until(1).await;
    phone.send(&ClientFrame::Pull { after: 1 }).await;
    let mut ports = vec![phone.port];
    let head = Head::start(TEAM);
    for (team, token, fault) in [
        (TEAM, wrong, Fault::WrongToken),
        (absent, TOKEN, Fault::UnknownTeam),
    ] {
        let mut other = Phone::connect(address, team).await;
        assert_eq!(other.hello(token, 0, head).await, RelayFrame::Fault(fault));
        ports.push(other.port);
    }
    // Until the database is full, so that errors are logged too.
    let mut event = 10;
    while !matches!(
        phone
            .push(&[envelope_of(TEAM, event, SizeClass::Huge)])
            .await[..],
        [RelayFrame::Refused { .. }]
    ) {
        event += 1;
    }

    let open = Open {
        team: TEAM,
        token: TOKEN,
        life_s: 60,
        commitment: [0xb3; 32],
    };
    let opening = open.to_bytes();
    let (bearer, path) = (format!("Bearer {}", hex(&TOKEN.0)), http::invite(INVITE));
    let headers = [
        ("authorization", &bearer[..]),
        ("x-forwarded-for", "192.0.2.77"),
    ];
    let message = b"sealed under seven seals";
    for (method, path, body) in [
        ("PUT", path.clone(), &opening[..]),
        ("PUT", http::invite_slot(INVITE, Slot::Ask), &message[..]),
        ("PUT", http::invite_slot(INVITE, Slot::Reveal), &message[..]),
        ("GET", path.clone(), b""),
        ("DELETE", path, b""),
        ("GET", format!("/swaps/{}", hex(&INVITE.0)), b""),
    ] {
        request(address, method, &path, &headers, body).await;
    }
    drop(phone);
    let log = program.terminate().await;

    assert!(
        log.contains("envelopes can't be stored"),
        "the session left no trace at all: {log}"
    );
    let sealed = envelope(1).as_bytes()[HEADER_LEN..].to_vec();
    let ruil_wire::Header { event, device, .. } = *envelope(1).header();
    let secrets: [&[u8]; 12] = [
        &TEAM.0[..8],
        &TOKEN.0[..8],
        &TOKEN.hash()[..8],
        &wrong.0[..8],
        &absent.0[..8],
        &event.0[..8],
        &device.0,
        &INVITE.0[..8],
        &open.commitment[..8],
        &message[..8],
        &sealed[..12],
        b"192.0.2.77",
    ];
    for print in secrets.into_iter().flat_map(prints) {
        assert!(!log.contains(&print), "{print} is in the log: {log}");
    }
    for port in ports {
        assert!(
            !log.contains(&format!(":{port}")),
            "an address is in the log: {log}"
        );
    }
}
