//! The relay as devices meet it: several connections push at once, and nothing is answered before it is on
//! the disk. Client and relay share the machine, so the relay alone does better than what is told here.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use ruil_relay::{Settings, serve};
use ruil_wire::RelayFrame;
use ruil_wire::limit::ENVELOPES_PER_FRAME_MAX;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::device::{Device, found};
use crate::relay::envelope;

/// What a relay has to take in a second.
const EVENTS_PER_S: u64 = 10_000;
/// How long the slowest one in a hundred may wait for its answer.
const ANSWER_MS: u64 = 50;

/// So many connections, each of a team of its own, with pushes of so many envelopes.
#[derive(Clone, Copy)]
struct Load {
    connections: usize,
    envelopes: u64,
    /// Pushes that a connection has under way.
    under_way: usize,
}

/// Phones that come back after a day without a network.
const FULL: Load = Load {
    connections: 8,
    envelopes: ENVELOPES_PER_FRAME_MAX as u64,
    under_way: 2,
};
/// Phones on which somebody taps.
const SINGLE: Load = Load {
    connections: 64,
    envelopes: 1,
    under_way: 1,
};

/// What came of it.
struct Taken {
    events: u64,
    waits: Vec<Duration>,
    took: Duration,
}

/// Measures how many events a second become durable in a store, and how long a push waits for its receipts.
pub fn measure(store: &str, settings: &Settings, is_quick: bool) {
    let long = Duration::from_secs(if is_quick { 2 } else { 10 });
    for load in [FULL, SINGLE] {
        let Ok(runtime) = tokio::runtime::Runtime::new() else {
            return;
        };
        match runtime.block_on(run(settings.clone(), load, long)) {
            Some(taken) => taken.tell(store, load),
            None => println!("the relay in front of {store} could not be measured"),
        }
    }
}

impl Taken {
    fn tell(mut self, store: &str, load: Load) {
        self.waits.sort_unstable();
        let Load {
            connections,
            envelopes,
            ..
        } = load;
        let per_s = self.events * 1_000 / u64::try_from(self.took.as_millis()).unwrap_or(1).max(1);
        // The budget is for full pushes on the relay's own disk.
        let has_budget = envelopes > 1 && store == "SQLite";
        let row = |what: String, measured: String, budget: u64, share: f64| {
            let budget = has_budget
                .then_some(budget)
                .map_or(String::new(), |n| n.to_string());
            let share = if has_budget {
                format!("{share:.0} %")
            } else {
                String::new()
            };
            println!("{what:<58} {measured:>12} {budget:>12} {share:>9}");
        };
        let what =
            format!("{store}: durable events a second, {connections} × pushes of {envelopes}");
        let share = per_s as f64 * 100.0 / EVENTS_PER_S as f64;
        row(what, per_s.to_string(), EVENTS_PER_S, share);
        let wait_ms = |percent: usize| {
            let wait: Option<Duration> = self.waits.get(self.waits.len() * percent / 100).copied();
            wait.unwrap_or_default().as_secs_f64() * 1_000.0
        };
        let (half, most) = (wait_ms(50), wait_ms(99));
        let what = format!("  a push has its receipts after (ms): half {half:.1}, 99 of 100");
        row(
            what,
            format!("{most:.1}"),
            ANSWER_MS,
            most * 100.0 / ANSWER_MS as f64,
        );
    }
}

async fn run(settings: Settings, load: Load, long: Duration) -> Option<Taken> {
    let listener = TcpListener::bind("127.0.0.1:0").await.ok()?;
    let address = listener.local_addr().ok()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async { drop(stopped.await) };
    let relay = tokio::spawn(serve(vec![listener], settings, stopped));
    let mut pushing = Vec::new();
    for _ in 0..load.connections {
        pushing.push(Pusher::connect(address, load).await?);
    }
    let start = Instant::now();
    let pushing: Vec<_> = pushing
        .into_iter()
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
    Some(Taken {
        events,
        waits,
        took,
    })
}

struct Pusher {
    device: Device,
    load: Load,
    /// When the pushes under way were sent, oldest first.
    sent: VecDeque<Instant>,
    next: u64,
}

impl Pusher {
    async fn connect(address: SocketAddr, load: Load) -> Option<Self> {
        let team = found(address).await?;
        Some(Self {
            device: Device::connect(address, team).await?,
            load,
            sent: VecDeque::new(),
            next: 0,
        })
    }

    /// Pushes until then, and waits for what is under way. Returns how many events were received, and how
    /// long each push waited.
    async fn push_until(mut self, end: Instant) -> Option<(u64, Vec<Duration>)> {
        let (mut received, mut waits) = (0, Vec::new());
        loop {
            while self.sent.len() < self.load.under_way && Instant::now() < end {
                self.push().await?;
            }
            if self.sent.is_empty() {
                return Some((received, waits));
            }
            received += match self.device.hear().await? {
                RelayFrame::Receipts(receipts) => receipts.list.len() as u64,
                RelayFrame::Receipt(_) => 1,
                // Its own events come back as news.
                RelayFrame::Batch { .. } => continue,
                _ => return None,
            };
            waits.push(self.sent.pop_front()?.elapsed());
        }
    }

    async fn push(&mut self) -> Option<()> {
        let start = self.next;
        self.next += self.load.envelopes;
        let envelopes = (start..self.next).filter_map(|event| envelope(self.device.team, event));
        self.sent.push_back(Instant::now());
        self.device.push(envelopes.collect()).await
    }
}
