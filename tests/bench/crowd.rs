//! Many devices at once: how fast news reaches all of a team, and what a connection costs where nothing happens.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ruil_relay::{Settings, serve};
use ruil_wire::RelayFrame;
use ruil_wire::limit::ENVELOPES_PER_FRAME_MAX;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;

use crate::device::{Device, found, generous};
use crate::relay::envelope;

/// What this program is told to be a relay for another run of it.
pub const SERVE: &str = "--serve";
/// Devices of the team that hears the news.
const DEVICES: usize = 200;
/// What an idle connection may cost the relay, in bytes.
const IDLE_BYTES: u64 = 8 * 1024;
/// Connections before the first look, for what the relay has once.
const FIRST: usize = 100;
/// Devices of one team among the idle ones.
const TEAM_DEVICES: usize = 20;
/// Connections begun at once.
const AT_ONCE: usize = 50;
/// Files that are open beside connections.
const OTHER_FILES: usize = 100;

/// Measures both.
pub fn measure(settings: Settings, folder: &Path, is_quick: bool) {
    let Ok(runtime) = tokio::runtime::Runtime::new() else {
        return;
    };
    let long = Duration::from_secs(if is_quick { 2 } else { 10 });
    match runtime.block_on(spread(settings, long)) {
        Some((per_s, most)) => {
            let what =
                format!("SQLite: entries delivered a second, to {DEVICES} devices of a team");
            println!("{what:<58} {per_s:>12}");
            let what = "  a push of 64 has reached all after (ms), 99 of 100";
            println!("{what:<58} {:>12.1}", most.as_secs_f64() * 1_000.0);
        }
        None => println!("the spreading of news could not be measured"),
    }
    let most = if is_quick { 500 } else { 10_000 };
    let count = most.min(files_max().saturating_sub(OTHER_FILES));
    match runtime.block_on(idle(folder, count)) {
        Some(bytes) => {
            let what = format!("memory of an idle live connection (bytes, {count} of them)");
            let share = bytes * 100 / IDLE_BYTES;
            println!("{what:<58} {bytes:>12} {IDLE_BYTES:>12} {share:>7} %");
        }
        None => println!("idle connections could not be measured"),
    }
}

/// Serves from a folder until standard input ends, and says where.
pub fn be_relay(folder: &str) {
    let Ok(runtime) = tokio::runtime::Runtime::new() else {
        return;
    };
    runtime.block_on(async {
        let Ok(listener) = TcpListener::bind("127.0.0.1:0").await else {
            return;
        };
        if let Ok(address) = listener.local_addr() {
            println!("{address}");
        }
        let settings = Settings {
            data: Some(folder.into()),
            ..generous()
        };
        let end = tokio::task::spawn_blocking(|| std::io::stdin().read(&mut [0]));
        let served = serve(vec![listener], settings, async { drop(end.await) });
        drop(served.await);
    });
}

/// Has one device push and all others hear it, push by push. Returns how many entries arrived a second, and
/// how long the slowest of a hundred pushes took to reach everybody.
async fn spread(settings: Settings, long: Duration) -> Option<(u128, Duration)> {
    let listener = TcpListener::bind("127.0.0.1:0").await.ok()?;
    let address = listener.local_addr().ok()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async { drop(stopped.await) };
    let relay = tokio::spawn(serve(vec![listener], settings, stopped));
    let team = found(address).await?;
    let (heard, mut all) = mpsc::channel(DEVICES);
    let mut listening = JoinSet::new();
    for _ in 0..DEVICES {
        let device = Device::connect(address, team).await?;
        listening.spawn(listen(device, heard.clone()));
    }
    let mut pusher = Device::connect(address, team).await?;
    let (mut waits, mut arrived, start) = (Vec::new(), 0, Instant::now());
    let mut next = 0;
    while start.elapsed() < long {
        let envelopes = (next..next + ENVELOPES_PER_FRAME_MAX as u64)
            .filter_map(|event| envelope(team, event))
            .collect();
        next += ENVELOPES_PER_FRAME_MAX as u64;
        let begin = Instant::now();
        pusher.push(envelopes).await?;
        let mut missing = DEVICES * ENVELOPES_PER_FRAME_MAX;
        arrived += missing as u128;
        while missing > 0 {
            tokio::select! {
                count = all.recv() => missing = missing.saturating_sub(count?),
                frame = pusher.hear() => drop(frame?),
            }
        }
        waits.push(begin.elapsed());
    }
    let per_s = arrived * 1_000 / start.elapsed().as_millis().max(1);
    listening.shutdown().await;
    drop((pusher, stop));
    relay.await.ok()?.ok()?;
    waits.sort_unstable();
    Some((per_s, waits.get(waits.len() * 99 / 100).copied()?))
}

async fn listen(mut device: Device, heard: mpsc::Sender<usize>) -> Option<()> {
    loop {
        if let RelayFrame::Batch { entries, .. } = device.hear().await? {
            heard.send(entries.len()).await.ok()?;
        }
    }
}

/// Connects so many devices to a relay that is a process of its own, and returns what one of them costs it.
async fn idle(folder: &Path, count: usize) -> Option<u64> {
    let mut relay = Command::new(std::env::current_exe().ok()?)
        .arg(SERVE)
        .arg(folder.join("idle"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let measured = crowd(&mut relay, count).await;
    // It ends with its input.
    drop(relay.stdin.take());
    relay.wait().ok()?;
    measured
}

async fn crowd(relay: &mut Child, count: usize) -> Option<u64> {
    let mut said = String::new();
    BufReader::new(relay.stdout.take()?)
        .read_line(&mut said)
        .ok()?;
    let address = said.trim().parse().ok()?;
    let mut devices = connect(address, FIRST).await?;
    let before = resident_bytes(relay.id())?;
    devices.extend(connect(address, count.checked_sub(FIRST)?).await?);
    let after = resident_bytes(relay.id())?;
    let more = (devices.len() - FIRST) as u64;
    Some(after.saturating_sub(before) / more.max(1))
}

async fn connect(address: SocketAddr, count: usize) -> Option<Vec<Device>> {
    let mut devices = Vec::with_capacity(count);
    let (mut team, mut begun) = (found(address).await?, 0);
    while begun < count {
        let mut coming = JoinSet::new();
        for _ in 0..AT_ONCE.min(count - begun) {
            if begun % TEAM_DEVICES == 0 {
                team = found(address).await?;
            }
            coming.spawn(Device::connect(address, team));
            begun += 1;
        }
        for device in coming.join_all().await {
            devices.push(device?);
        }
    }
    Some(devices)
}

/// Returns how many files this program may have open.
fn files_max() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let mut lines = limits.lines();
    let line = lines.find_map(|line| line.strip_prefix("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().next());
    soft.and_then(|soft| soft.parse().ok()).unwrap_or(1_024)
}

fn resident_bytes(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1_024)
}
