//! What the relay counts of itself, in the form Prometheus reads.
//!
//! Sums over everybody and nothing else: no label holds what belongs to a team, a device or an address. It is
//! served on an address of its own, for the operator alone.

use core::sync::atomic::{AtomicU64, Ordering};
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::limit::gate::Gate;
use crate::relay::Relay;
use crate::store::Outcome;
use crate::writer::now_ms;

/// The upper ends of the classes that commits are counted in, in milliseconds.
const COMMIT_MS: [u64; 9] = [1, 2, 5, 10, 20, 50, 100, 500, 2_000];
/// The form's name.
const FORM: &str = "text/plain; version=0.0.4";

/// Counts that only grow.
#[derive(Debug, Default)]
pub struct Meter {
    stored: AtomicU64,
    repeated: AtomicU64,
    refused: AtomicU64,
    commits: [AtomicU64; COMMIT_MS.len() + 1],
    commit_us: AtomicU64,
    failed: AtomicU64,
    heard: AtomicU64,
}

impl Meter {
    /// Counts a commit, how long it took, and what became of its envelopes.
    pub fn commit<'a>(&self, took: Duration, outcomes: impl IntoIterator<Item = &'a Outcome>) {
        let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let is_within = |&end: &&u64| took_us <= end * 1_000;
        let class = COMMIT_MS.iter().take_while(|end| !is_within(end)).count();
        self.commits.get(class).into_iter().for_each(add);
        self.commit_us.fetch_add(took_us, Ordering::Relaxed);
        for outcome in outcomes {
            add(match outcome {
                Outcome::New(_) => &self.stored,
                Outcome::Repeat(_) => &self.repeated,
                Outcome::Refused(_) => &self.refused,
            });
        }
    }

    /// Counts a commit that the store did not make.
    pub fn failed(&self) {
        add(&self.failed);
    }

    /// Counts a hint of another node.
    pub fn heard(&self) {
        add(&self.heard);
    }
}

fn add(count: &AtomicU64) {
    count.fetch_add(1, Ordering::Relaxed);
}

fn read(count: &AtomicU64) -> u64 {
    count.load(Ordering::Relaxed)
}

/// A page of counts as it grows.
#[derive(Default)]
struct Page(String);

impl Page {
    fn put(&mut self, name: &str, kind: &str, help: &str, rows: &[(&str, String)]) {
        self.0 += &format!("# HELP {name} {help}\n# TYPE {name} {kind}\n");
        for (rest, value) in rows {
            self.0 += &format!("{name}{rest} {value}\n");
        }
    }

    fn gauge(&mut self, name: &str, help: &str, value: u64) {
        self.put(name, "gauge", help, &[("", value.to_string())]);
    }

    fn count(&mut self, name: &str, help: &str, value: u64) {
        self.put(name, "counter", help, &[("", value.to_string())]);
    }

    fn meter(&mut self, meter: &Meter) {
        let envelopes = [
            ("{outcome=\"stored\"}", &meter.stored),
            ("{outcome=\"repeated\"}", &meter.repeated),
            ("{outcome=\"refused\"}", &meter.refused),
        ];
        self.put(
            "ruil_envelopes_total",
            "counter",
            "Envelopes that devices pushed, by what became of them.",
            &envelopes.map(|(label, count)| (label, read(count).to_string())),
        );
        let mut sum = 0;
        let mut rows = Vec::new();
        for (nth, count) in meter.commits.iter().enumerate() {
            sum += read(count);
            let end = COMMIT_MS.get(nth).map(|end| seconds(end * 1_000));
            let end = end.unwrap_or("+Inf".into());
            rows.push((format!("_bucket{{le=\"{end}\"}}"), sum.to_string()));
        }
        rows.push(("_sum".into(), seconds(read(&meter.commit_us))));
        rows.push(("_count".into(), sum.to_string()));
        let rows: Vec<_> = rows
            .iter()
            .map(|(rest, n)| (rest.as_str(), n.clone()))
            .collect();
        self.put(
            "ruil_commit_seconds",
            "histogram",
            "Time of a durable commit of one or more pushes.",
            &rows,
        );
        self.count(
            "ruil_commits_failed_total",
            "Commits that the store did not make.",
            read(&meter.failed),
        );
        self.count(
            "ruil_hints_total",
            "Logs that another node said had grown.",
            read(&meter.heard),
        );
    }
}

fn seconds(us: u64) -> String {
    format!("{}.{:06}", us / 1_000_000, us % 1_000_000)
}

/// Returns the memory this program has, in bytes, where the system says so.
fn resident_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1_024)
}

/// What the operator's page is made from.
#[derive(Clone)]
struct Desk {
    relay: Arc<Relay>,
    gate: Arc<Gate>,
}

/// Returns the operator's routes.
pub fn router(relay: Arc<Relay>, gate: Arc<Gate>) -> Router {
    Router::new()
        .route("/metrics", get(page))
        .with_state(Desk { relay, gate })
}

async fn page(State(Desk { relay, gate }): State<Desk>) -> impl IntoResponse {
    let mut page = Page::default();
    let (teams, devices) = relay.hub.count();
    page.gauge("ruil_connections", "Open connections.", gate.count());
    page.gauge(
        "ruil_devices",
        "Devices that listen to their team's log.",
        devices,
    );
    page.gauge("ruil_teams", "Teams that a device listens to.", teams);
    page.gauge(
        "ruil_queue",
        "Requests that wait for the writer.",
        relay.writer.queue(),
    );
    let is_held = u64::from(relay.hold.is_on(now_ms()));
    page.gauge("ruil_held", "1 while nothing new is numbered.", is_held);
    page.meter(&relay.meter);
    if let Some(bytes) = resident_bytes() {
        page.gauge("process_resident_memory_bytes", "Memory in use.", bytes);
    }
    ([(CONTENT_TYPE, FORM)], page.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_counted_in_its_class_and_all_above() {
        let meter = Meter::default();
        let refused = Outcome::Refused(ruil_wire::Refusal::Quota);
        meter.commit(Duration::from_micros(1_000), [&refused]);
        meter.commit(Duration::from_micros(1_001), [&refused, &refused]);
        meter.commit(Duration::from_secs(9), []);
        let mut page = Page::default();
        page.meter(&meter);
        for line in [
            "ruil_envelopes_total{outcome=\"refused\"} 3",
            "ruil_commit_seconds_bucket{le=\"0.001000\"} 1",
            "ruil_commit_seconds_bucket{le=\"0.002000\"} 2",
            "ruil_commit_seconds_bucket{le=\"2.000000\"} 2",
            "ruil_commit_seconds_bucket{le=\"+Inf\"} 3",
            "ruil_commit_seconds_sum 9.002001",
            "ruil_commit_seconds_count 3",
        ] {
            assert!(
                page.0.lines().any(|found| found == line),
                "{line}: {}",
                page.0
            );
        }
    }
}
