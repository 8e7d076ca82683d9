//! The relay as devices meet it: several connections push at once, and nothing is answered before it is on
//! the disk. Client and relay share the machine, so the relay alone does better than what is told here.

use std::collections::VecDeque;
use std::path::Path;
use std::time::{Duration, Instant};

use ed25519_dalek::{Signer, SigningKey};
use futures_util::{SinkExt, StreamExt};
use ruil_relay::limit::Limits;
use ruil_relay::limit::rate::Quota;
use ruil_relay::{Settings, serve};
use ruil_wire::limit::ENVELOPES_PER_FRAME_MAX;
use ruil_wire::{ClientFrame, Head, RelayFrame, TeamId, http, sign};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::relay::{envelope, founding};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Connections at once, each of a team of its own.
const CONNECTIONS: u8 = 8;
/// Pushes that a connection has under way.
const UNDER_WAY: usize = 2;
/// What a relay has to take in a second.
const EVENTS_PER_S: u64 = 10_000;
/// How long the slowest one in a hundred may wait for its answer.
const ANSWER_MS: u128 = 50;

/// Measures how many events a second become durable, and how long a push waits for its receipts.
pub fn measure(folder: &Path, is_quick: bool) {
    let long = Duration::from_secs(if is_quick { 2 } else { 10 });
    let Ok(runtime) = tokio::runtime::Runtime::new() else {
        return;
    };
    let Some((events, mut waits, took)) = runtime.block_on(run(folder, long)) else {
        println!("the relay could not be measured");
        return;
    };
    waits.sort_unstable();
    let per_s = (u128::from(events) * 1_000) / took.as_millis().max(1);
    let share = per_s * 100 / u128::from(EVENTS_PER_S);
    let what = format!("durable events a second, {CONNECTIONS} connections, pushes of 64");
    println!("{what:<58} {per_s:>12} {EVENTS_PER_S:>12} {share:>7} %");
    let wait = waits.get(waits.len() * 99 / 100).copied();
    let wait_ms = wait.unwrap_or_default().as_millis();
    let share = wait_ms * 100 / ANSWER_MS;
    let what = "the slowest push of a hundred has its receipts after (ms)";
    println!("{what:<58} {wait_ms:>12} {ANSWER_MS:>12} {share:>7} %");
}

/// Runs a relay and its devices, and returns how many events were received, how long each push waited, and
/// how long it all took.
async fn run(folder: &Path, long: Duration) -> Option<(u64, Vec<Duration>, Duration)> {
    let listener = TcpListener::bind("127.0.0.1:0").await.ok()?;
    let address = listener.local_addr().ok()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let settings = settings(folder);
    let relay = tokio::spawn(serve(vec![listener], settings, async {
        drop(stopped.await)
    }));
    let mut devices = Vec::new();
    for nth in 1..=CONNECTIONS {
        devices.push(Device::connect(&address.to_string(), nth).await?);
    }
    let start = Instant::now();
    let pushing = devices.into_iter();
    let pushing: Vec<_> = pushing
        .map(|device| tokio::spawn(device.push_until(start + long)))
        .collect();
    let (mut events, mut waits) = (0, Vec::new());
    for device in pushing {
        let (received, waited) = device.await.ok()??;
        events += received;
        waits.extend(waited);
    }
    let took = start.elapsed();
    drop(stop);
    relay.await.ok()?.ok()?;
    Some((events, waits, took))
}

/// A relay that refuses nobody: what is measured is what it can, not what it allows.
fn settings(folder: &Path) -> Settings {
    let all = Quota {
        count: 1_000_000_000,
        per_s: 1,
    };
    Settings {
        data: Some(folder.to_owned()),
        limits: Limits {
            frames: all,
            envelopes_per_team: all,
            teams_per_address: all,
            log_bytes_per_team_max: u64::MAX >> 1,
            ..Limits::default()
        },
        ..Settings::default()
    }
}

struct Device {
    team: TeamId,
    socket: Socket,
    /// When the pushes under way were sent, oldest first.
    sent: VecDeque<Instant>,
    next: u64,
}

impl Device {
    /// Founds a team and is let in.
    async fn connect(address: &str, nth: u8) -> Option<Self> {
        let (team, key) = (TeamId([nth; 16]), SigningKey::from_bytes(&[nth; 32]));
        let founding = founding(team, &key).to_bytes();
        let path = format!("http://{address}{}", http::team(team));
        let put = move || ureq::put(path).send(founding);
        tokio::task::spawn_blocking(put).await.ok()?.ok()?;
        let live = format!("ws://{address}{}", http::live(team));
        let (socket, _) = connect_async(live).await.ok()?;
        let mut device = Self {
            team,
            socket,
            sent: VecDeque::new(),
            next: 0,
        };
        let hello = ClientFrame::Hello {
            device: key.verifying_key().to_bytes(),
            number: 0,
            head: Head::start(team),
        };
        device.send(&hello).await?;
        let RelayFrame::Challenge { relay, nonce } = device.hear().await? else {
            return None;
        };
        let proof = key.sign(&sign::proof(team, &relay, &nonce));
        device.send(&ClientFrame::Proof(proof.to_bytes())).await?;
        matches!(device.hear().await?, RelayFrame::Welcome { .. }).then_some(device)
    }

    /// Pushes until then, and waits for what is under way. Returns how many events were received, and how
    /// long each push waited.
    async fn push_until(mut self, end: Instant) -> Option<(u64, Vec<Duration>)> {
        let (mut received, mut waits) = (0, Vec::new());
        loop {
            while self.sent.len() < UNDER_WAY && Instant::now() < end {
                self.push().await?;
            }
            if self.sent.is_empty() {
                return Some((received, waits));
            }
            match self.hear().await? {
                RelayFrame::Receipts(receipts) => {
                    received += receipts.list.len() as u64;
                    waits.push(self.sent.pop_front()?.elapsed());
                }
                // Its own events come back as news.
                RelayFrame::Batch { .. } => {}
                _ => return None,
            }
        }
    }

    async fn push(&mut self) -> Option<()> {
        let start = self.next;
        self.next += ENVELOPES_PER_FRAME_MAX as u64;
        let envelopes = (start..self.next).filter_map(|event| envelope(self.team, event));
        let push = ClientFrame::Push(envelopes.collect());
        self.sent.push_back(Instant::now());
        self.send(&push).await
    }

    async fn send(&mut self, frame: &ClientFrame) -> Option<()> {
        let message = Message::binary(frame.to_bytes());
        self.socket.send(message).await.ok()
    }

    async fn hear(&mut self) -> Option<RelayFrame> {
        loop {
            let message = self.socket.next().await?.ok()?;
            if let Message::Binary(bytes) = message {
                return RelayFrame::parse(&bytes).ok();
            }
        }
    }
}
