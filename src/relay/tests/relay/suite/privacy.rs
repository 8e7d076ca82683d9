//! The log of a whole session, at its most talkative, names nobody and nothing, and the metrics don't either.

use ruil_wire::envelope::HEADER_LEN;
use ruil_wire::invite::{Open, Slot};
use ruil_wire::push::SEALED_BYTES;
use ruil_wire::{
    ClientFrame, Fault, Head, InviteId, Letter, RelayFrame, SizeClass, TeamId, Token, Topic, http,
};
use tokio::task::spawn_blocking;

use super::cluster::Cluster;
use super::crash::Program;
use super::harness::{Phone, TEAM, TOKEN, found, found_old, request};
use super::keys::{ANA, BEN, CAS, envelope, envelope_in, envelope_of, key, removal};

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

/// What was said in a session, to be looked for in its log.
#[derive(Default)]
struct Said {
    secrets: Vec<Vec<u8>>,
    ports: Vec<u16>,
}

impl Said {
    fn add<'a>(&mut self, secrets: impl IntoIterator<Item = &'a [u8]>) {
        let start = |secret: &[u8]| secret.iter().take(12).copied().collect();
        self.secrets.extend(secrets.into_iter().map(start));
    }

    fn check(&self, log: &str) {
        for print in self.secrets.iter().flat_map(|secret| prints(secret)) {
            assert!(!log.contains(&print), "{print} is in the log: {log}");
        }
        for port in &self.ports {
            let is_there = log.contains(&format!(":{port}"));
            assert!(!is_there, "an address is in the log: {log}");
        }
    }
}

/// A team of devices: greeted well and badly, written to, a device removed, lists refused.
async fn members(address: std::net::SocketAddr, said: &mut Said) -> Phone {
    found(address).await;
    let mut ana = Phone::connect(address, TEAM).await;
    ana.greet().await;
    let mut ben = Phone::connect(address, TEAM).await.of(BEN);
    ben.greet().await;
    let receipt = ana.store(&[envelope(1)]).await[0];
    let stray = envelope_of(TeamId([0xe6; 16]), 2, SizeClass::Small);
    ana.push(&[envelope(1), stray]).await;
    ana.until(1).await;
    ana.send(&ClientFrame::Pull { after: 1 }).await;
    let mut liar = Phone::connect(address, TEAM).await.of(CAS);
    liar.ask_in(BEN, 0, Head::start(TEAM)).await;
    let bad = liar.prove([0xa7; 64]).await;
    assert_eq!(bad, Some(RelayFrame::Fault(Fault::BadProof)));
    let mut stranger = Phone::connect(address, TEAM).await.of(CAS);
    let out = stranger.hello(0, Head::start(TEAM)).await;
    assert_eq!(out, RelayFrame::Fault(Fault::NotMember));
    ana.store(&[removal(3, &[ANA])]).await;
    assert_eq!(ben.fault().await, Some(Fault::NotMember));

    let sealed = envelope(1).as_bytes()[HEADER_LEN..].to_vec();
    let header = *envelope(1).header();
    let bearer = ana.bearer.unwrap().to_bytes();
    let (signature, head) = (ana.mark.unwrap().signature, receipt.head.0);
    let relay = ana.relay.unwrap();
    said.add([&key(ANA)[..], &key(BEN), &key(CAS), &relay, &[0xa7; 64]]);
    said.add([&bearer[40..], &bearer[8..], &signature, &head, &sealed]);
    said.add([&TEAM.0[..8], &header.event.0[..8], &header.device.0]);
    said.ports
        .extend([&ana, &ben, &liar, &stranger].map(|phone| phone.port));
    ana
}

/// A team of the old protocol.
async fn old(address: std::net::SocketAddr, said: &mut Said) {
    let (team, wrong, absent) = (TeamId([0xf7; 16]), Token([0xd5; 32]), TeamId([0xe6; 16]));
    assert_eq!(found_old(address, team, TOKEN).await, 201);
    assert_eq!(found_old(address, team, wrong).await, 409);
    let head = Head::start(team);
    for (team, token, fault) in [
        (team, wrong, Fault::WrongToken),
        (absent, TOKEN, Fault::UnknownTeam),
    ] {
        let mut phone = Phone::connect(address, team).await.old();
        let answer = phone.old_hello(token, 0, head).await;
        assert_eq!(answer, RelayFrame::Fault(fault));
        said.ports.push(phone.port);
    }
    said.add([&team.0[..8], &absent.0[..8], &wrong.0[..8]]);
    said.add([&TOKEN.0[..8], &TOKEN.hash()[..8]]);
}

/// Requests outside a connection.
async fn requests(address: std::net::SocketAddr, pass: &str, said: &mut Said) {
    let open = Open {
        team: TEAM,
        token: None,
        life_s: 60,
        commitment: [0xb3; 32],
    };
    let opening = open.to_bytes();
    let path = http::invite(INVITE);
    let headers = [("authorization", pass), ("x-forwarded-for", "192.0.2.77")];
    let message = b"sealed under seven seals";
    let endpoint = b"https://push.invalid/to-ana-s-phone";
    let sealed = vec![0xb8; SEALED_BYTES];
    let letter = Letter {
        topic: Topic([0xb9; 16]),
        wait_s: 0,
        life_s: 60,
        is_urgent: true,
        sealed: Some(sealed.clone()),
    };
    let letter = letter.to_bytes();
    let push = ClientFrame::Push(vec![envelope_in(1, 4)]).to_bytes();
    for (method, path, body, status) in [
        ("PUT", path.clone(), &opening[..], 201),
        ("PUT", http::invite_slot(INVITE, Slot::Ask), message, 204),
        ("PUT", http::invite_slot(INVITE, Slot::Reveal), message, 204),
        ("GET", path.clone(), b"", 200),
        ("DELETE", path, b"", 204),
        ("POST", http::envelopes(TEAM), &push, 200),
        ("PUT", http::checkpoint(TEAM, 1), message, 201),
        ("GET", http::checkpoint(TEAM, 1), b"", 200),
        ("PUT", http::subscription(TEAM), endpoint, 204),
        ("POST", http::letters(TEAM, &key(ANA)), &letter, 202),
        ("GET", format!("/swaps/{}", hex(&INVITE.0)), b"", 404),
    ] {
        let answer = request(address, method, &path, &headers, body).await;
        assert_eq!(answer.status, status, "{method} {path}");
    }
    said.add([
        &b"to-ana-s-phone"[..],
        b"push.invalid",
        &sealed,
        &[0xb9; 16],
    ]);
    said.add([&INVITE.0[..8], &open.commitment, message, b"192.0.2.77"]);
}

/// Returns what the operator is shown.
async fn metrics(program: &Program) -> String {
    let (_, after) = program.greeting.split_once("metrics at http://").unwrap();
    let (address, _) = after.split_once('/').unwrap();
    let answer = request(address.parse().unwrap(), "GET", "/metrics", &[], b"").await;
    assert_eq!(answer.status, 200);
    String::from_utf8(answer.body).unwrap()
}

#[tokio::test]
async fn log_and_metrics_leak_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let options = ["--log", "trace", "--pages-max", "96"];
    let options = [&options[..], &["--metrics", "127.0.0.1:0"]].concat();
    let program = Program::start(folder.path(), &options).await;
    let (address, mut said) = (program.address, Said::default());
    let mut phone = members(address, &mut said).await;
    old(address, &mut said).await;
    requests(address, &phone.pass(), &mut said).await;
    // Until the database is full, so that errors are logged too.
    let huge = |event| super::keys::sealed(TEAM, event, 1, SizeClass::Huge, None);
    let mut event = 10;
    while !matches!(
        phone.push(&[huge(event)]).await[..],
        [RelayFrame::Refused { .. }]
    ) {
        event += 1;
    }
    let metrics = metrics(&program).await;
    let label = "ruil_envelopes_total{outcome=\"refused\"}";
    assert!(metrics.contains(label), "there are no metrics: {metrics}");
    for line in ["ruil_devices 1", "ruil_teams 1", "ruil_held 0"] {
        assert!(metrics.contains(line), "{line}: {metrics}");
    }
    let here = request(address, "GET", "/metrics", &[], b"").await;
    assert_ne!(here.status, 200, "metrics are the operator's alone");
    drop(phone);
    let log = program.terminate().await;
    let trace = "envelopes can't be stored";
    assert!(
        log.contains(trace),
        "the session left no trace at all: {log}"
    );
    said.check(&log);
    said.check(&metrics);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_front_of_postgresql_they_leak_nothing_either() {
    let start = || {
        let cluster = Cluster::start();
        let database = cluster.database();
        (cluster, format!("{database} password=hush-hush"))
    };
    let (mut cluster, database) = spawn_blocking(start).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let options = ["--log", "trace", "--database", database.as_str()];
    let options = [&options[..], &["--metrics", "127.0.0.1:0"]].concat();
    let program = Program::start(folder.path(), &options).await;
    let (address, mut said) = (program.address, Said::default());
    let mut phone = members(address, &mut said).await;
    old(address, &mut said).await;
    requests(address, &phone.pass(), &mut said).await;
    // Until the database is gone, so that errors are logged too.
    let cluster = spawn_blocking(move || {
        cluster.kill();
        cluster
    })
    .await
    .unwrap();
    let mut event = 20;
    while !matches!(
        phone.push(&[envelope_in(1, event)]).await[..],
        [RelayFrame::Refused { .. }]
    ) {
        // The server's children may outlive it for a moment.
        event += 1;
    }
    let metrics = metrics(&program).await;
    assert!(metrics.contains("ruil_commits_failed_total 1"), "{metrics}");
    let log = program.terminate().await;
    let deaf = "what other nodes write can't be heard";
    for trace in ["envelopes can't be stored", deaf] {
        assert!(log.contains(trace), "{trace}: {log}");
    }
    said.add([&b"hush-hush"[..], b"ruil-pg"]);
    said.check(&log);
    said.check(&metrics);
    drop(phone);
    spawn_blocking(move || drop(cluster)).await.unwrap();
}
