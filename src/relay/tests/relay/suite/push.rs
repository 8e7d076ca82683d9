//! Letters to devices through a push service, and where none go.

use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use ruil_relay::Settings;
use ruil_relay::store::post::Held;
use ruil_wire::push::{KEY_BYTES, SEALED_BYTES};
use ruil_wire::{Letter, Topic, http};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::harness::{Answer, Phone, TEAM, TestRelay, request, soon};
use super::keys::{ANA, BEN, CAS, key};
use super::store::on_all;

/// A push service that takes one request after the other.
struct Service(TcpListener);

impl Service {
    async fn open() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").await.unwrap())
    }

    fn endpoint(&self) -> String {
        format!("{}/to/ana", self.origin())
    }

    fn origin(&self) -> String {
        format!("http://{}", self.0.local_addr().unwrap())
    }

    /// Takes a message, answers with a status, and returns the head and the body.
    async fn take(&self, status: u16) -> (String, Vec<u8>) {
        let (mut stream, _) = soon(self.0.accept()).await.unwrap();
        let mut bytes = Vec::new();
        loop {
            let mut some = [0; 4_096];
            let count = soon(stream.read(&mut some)).await.unwrap();
            assert!(count > 0, "cut off");
            bytes.extend(&some[..count]);
            let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
            if let Some(end) = end.filter(|end| bytes.len() >= end + 4 + SEALED_BYTES) {
                let answer = format!(
                    "HTTP/1.1 {status} -\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                );
                stream.write_all(answer.as_bytes()).await.unwrap();
                let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
                return (head, bytes[end + 4..].to_vec());
            }
        }
    }
}

fn anywhere() -> Settings {
    Settings {
        push_anywhere: true,
        push_contact: Some("mailto:care@ruil.example".to_owned()),
        ..Settings::default()
    }
}

fn letter(topic: u8, fill: u8) -> Letter {
    Letter {
        topic: Topic([topic; 16]),
        wait_s: 0,
        life_s: 3_600,
        is_urgent: true,
        sealed: Some(vec![fill; SEALED_BYTES]),
    }
}

async fn ask(relay: &TestRelay, from: &Phone, what: (&str, &str), body: &[u8]) -> Answer {
    let (method, path) = what;
    let headers = [("authorization", &*from.pass())];
    request(relay.address, method, path, &headers, body).await
}

async fn send(relay: &TestRelay, from: &Phone, to: u8, letter: &Letter) -> u16 {
    let path = http::letters(TEAM, &key(to));
    ask(relay, from, ("POST", &path), &letter.to_bytes())
        .await
        .status
}

/// Starts a relay with Ana, who takes messages, and Ben.
async fn two(service: &Service) -> (TestRelay, Phone, Phone) {
    let relay = TestRelay::with(anywhere()).await;
    let ana = relay.phone_of(ANA).await;
    let ben = relay.phone_of(BEN).await;
    assert_eq!(subscribe(&relay, &ana, &service.endpoint()).await, 204);
    (relay, ana, ben)
}

async fn subscribe(relay: &TestRelay, phone: &Phone, endpoint: &str) -> u16 {
    let path = http::subscription(TEAM);
    ask(relay, phone, ("PUT", &path), endpoint.as_bytes())
        .await
        .status
}

fn unbase64url(text: &str) -> Vec<u8> {
    let digit = |one: char| match one {
        'A'..='Z' => one as u32 - 'A' as u32,
        'a'..='z' => one as u32 - 'a' as u32 + 26,
        '0'..='9' => one as u32 - '0' as u32 + 52,
        '-' => 62,
        '_' => 63,
        other => panic!("{other} is no digit"),
    };
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0, 0);
    for one in text.chars() {
        bits = bits << 6 | digit(one);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap());
        }
        bits &= 0xff;
    }
    bytes
}

/// Returns the value of a header.
fn header<'a>(head: &'a str, name: &str) -> &'a str {
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    let mut found = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
    found
        .next()
        .unwrap_or_else(|| panic!("no {name} in {head}"))
        .1
}

#[tokio::test]
async fn a_letter_arrives_as_it_was_sealed_with_the_relay_s_signature() {
    let service = Service::open().await;
    let (relay, _ana, ben) = two(&service).await;
    assert_eq!(send(&relay, &ben, ANA, &letter(1, 9)).await, 202);
    let (head, body) = service.take(201).await;
    assert_eq!(body, vec![9; SEALED_BYTES], "not a byte is changed");
    assert!(head.starts_with("POST /to/ana "), "{head}");
    assert_eq!(header(&head, "content-encoding"), "aes128gcm");
    assert_eq!(header(&head, "urgency"), "high");
    assert_eq!(unbase64url(header(&head, "topic")), [1; 16]);
    let life_s: u64 = header(&head, "ttl").parse().unwrap();
    assert!((3_590..=3_600).contains(&life_s), "{life_s}");

    let public = request(relay.address, "GET", http::PUSH_KEY, &[], b"")
        .await
        .body;
    assert_eq!(public.len(), KEY_BYTES);
    let pass = header(&head, "authorization")
        .strip_prefix("vapid t=")
        .unwrap();
    let (token, shown) = pass.split_once(", k=").unwrap();
    assert_eq!(
        unbase64url(shown),
        public,
        "the key that browsers subscribe for"
    );
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let signature = Signature::from_slice(&unbase64url(signature)).unwrap();
    let verifier = VerifyingKey::from_sec1_bytes(&public).unwrap();
    verifier.verify(signed.as_bytes(), &signature).unwrap();
    let (kind, claims) = signed.split_once('.').unwrap();
    assert_eq!(unbase64url(kind), br#"{"typ":"JWT","alg":"ES256"}"#);
    let claims = String::from_utf8(unbase64url(claims)).unwrap();
    let audience = format!("\"aud\":\"{}\"", service.origin());
    assert!(claims.contains(&audience), "{claims}");
    assert!(
        claims.contains("\"sub\":\"mailto:care@ruil.example\""),
        "{claims}"
    );
    relay.stop().await;
}

#[tokio::test]
async fn who_takes_no_messages_any_more_is_not_written_to_again() {
    let service = Service::open().await;
    let (relay, ana, ben) = two(&service).await;
    assert_eq!(send(&relay, &ben, ANA, &letter(1, 9)).await, 202);
    service.take(410).await;
    let refuse = async {
        loop {
            service.take(410).await;
        }
    };
    let write = async {
        loop {
            match send(&relay, &ben, ANA, &letter(2, 9)).await {
                202 => {}
                status => return status,
            }
        }
    };
    let status = tokio::select! {
        () = refuse => unreachable!(),
        status = write => status,
    };
    assert_eq!(status, 404);
    // Her app says at its next start where she takes messages now.
    let other = Service::open().await;
    assert_eq!(subscribe(&relay, &ana, &other.endpoint()).await, 204);
    assert_eq!(send(&relay, &ben, ANA, &letter(3, 8)).await, 202);
    assert_eq!(other.take(201).await.1, vec![8; SEALED_BYTES]);
    let path = http::subscription(TEAM);
    assert_eq!(ask(&relay, &ana, ("DELETE", &path), b"").await.status, 204);
    assert_eq!(send(&relay, &ben, ANA, &letter(3, 8)).await, 404);
    relay.stop().await;
}

#[tokio::test]
async fn only_members_write_and_only_to_members() {
    let service = Service::open().await;
    let (relay, ana, ben) = two(&service).await;
    assert_eq!(
        send(&relay, &ana, BEN, &letter(1, 1)).await,
        404,
        "Ben takes none"
    );
    assert_eq!(send(&relay, &ben, CAS, &letter(1, 1)).await, 404);
    let path = http::letters(TEAM, &key(ANA));
    let bytes = letter(1, 1).to_bytes();
    let stranger = request(relay.address, "POST", &path, &[], &bytes).await;
    assert_eq!(stranger.status, 403);
    let broken = ask(&relay, &ben, ("POST", &path), &bytes[1..]).await;
    assert_eq!(broken.status, 400);
    let own = http::subscription(TEAM);
    let stranger = request(relay.address, "PUT", &own, &[], b"https://a.example/1").await;
    assert_eq!(stranger.status, 403);
    relay.stop().await;
}

#[tokio::test]
async fn nothing_goes_to_an_address_inside_the_network() {
    let service = Service::open().await;
    let relay = TestRelay::start().await;
    let ana = relay.phone().await;
    for inside in [
        service.endpoint(),
        "https://127.0.0.1/1".to_owned(),
        "https://localhost/1".to_owned(),
        "https://push.example:22/1".to_owned(),
        "file:///etc/passwd".to_owned(),
    ] {
        assert_eq!(subscribe(&relay, &ana, &inside).await, 400, "{inside}");
    }
    assert_eq!(subscribe(&relay, &ana, "https://push.example/1").await, 204);
    relay.stop().await;
}

#[tokio::test]
async fn what_waits_is_taken_back_or_dropped_when_the_app_is_opened() {
    let service = Service::open().await;
    let (relay, ana, ben) = two(&service).await;
    let later = |topic| Letter {
        wait_s: 3_600,
        ..letter(topic, topic)
    };
    assert_eq!(send(&relay, &ben, ANA, &later(1)).await, 202);
    // About the same, and at once: it takes the place of what waited.
    assert_eq!(send(&relay, &ben, ANA, &letter(1, 5)).await, 202);
    assert_eq!(service.take(201).await.1, vec![5; SEALED_BYTES]);
    let back = Letter {
        sealed: None,
        ..later(2)
    };
    for letter in [later(2), back, later(3)] {
        assert_eq!(send(&relay, &ben, ANA, &letter).await, 202);
    }
    assert_eq!(subscribe(&relay, &ana, &service.endpoint()).await, 204);
    relay.stop().await;
}

#[test]
fn letters_wait_for_their_time_in_every_store() {
    on_all(|store| {
        let (to, other) = ((TEAM, key(ANA)), (TEAM, key(BEN)));
        let held = |topic: u8, due_ms, fill| Held {
            topic: Topic([topic; 16]),
            due_ms,
            until_ms: 1_000,
            is_urgent: topic == 1,
            sealed: vec![fill; 3],
        };
        store.subscribe(to, Some("https://push.example/a")).unwrap();
        assert_eq!(
            store.endpoint(to).unwrap().as_deref(),
            Some("https://push.example/a")
        );
        assert_eq!(store.endpoint(other).unwrap(), None);
        assert!(store.hold(to, &held(1, 500, 1), 2).unwrap());
        assert!(store.hold(to, &held(2, 100, 2), 2).unwrap());
        assert!(!store.hold(to, &held(3, 100, 3), 2).unwrap(), "too many");
        assert!(store.hold(to, &held(1, 300, 4), 2).unwrap(), "in its place");
        assert!(store.hold(other, &held(3, 200, 3), 2).unwrap());
        assert_eq!(store.due(99, 9).unwrap(), []);
        assert_eq!(
            store.due(300, 2).unwrap(),
            [(to, held(2, 100, 2)), (other, held(3, 200, 3))]
        );
        assert_eq!(
            store.due(300, 2).unwrap(),
            [(to, held(1, 300, 4))],
            "each once"
        );
        assert_eq!(store.due(300, 2).unwrap(), []);

        store.hold(to, &held(1, 500, 1), 2).unwrap();
        store.hold(to, &held(2, 500, 2), 2).unwrap();
        store.take_back(to, Topic([1; 16])).unwrap();
        store.take_back(to, Topic([9; 16])).unwrap();
        assert_eq!(store.due(999, 9).unwrap(), [(to, held(2, 500, 2))]);
        store.hold(to, &held(1, 500, 1), 2).unwrap();
        assert_eq!(store.due(1_000, 9).unwrap(), [], "worth nothing any more");

        store.hold(to, &held(1, 500, 1), 2).unwrap();
        store.subscribe(to, Some("https://push.example/b")).unwrap();
        assert_eq!(store.due(600, 9).unwrap(), [], "dropped by a new start");
        assert_eq!(
            store.endpoint(to).unwrap().as_deref(),
            Some("https://push.example/b")
        );
        store.subscribe(to, None).unwrap();
        assert_eq!(store.endpoint(to).unwrap(), None);
    });
}
