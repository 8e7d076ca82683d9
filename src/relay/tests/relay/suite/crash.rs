//! The real program, killed at any moment: every acknowledged event is there, and once.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use ruil_wire::{ClientFrame, EventId, Receipt, RelayFrame};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStderr, Command};

use super::harness::{Phone, TEAM, found, soon};
use super::keys::envelopes;

/// The program, running.
pub struct Program {
    pub child: Child,
    pub address: SocketAddr,
    /// The first line it logged.
    pub greeting: String,
    log: BufReader<ChildStderr>,
}

impl Program {
    /// Starts it on a data folder and waits until it says where it listens.
    pub async fn start(data: &Path, more: &[&str]) -> Self {
        let mut child = command(data, more).spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut greeting = String::new();
        soon(async {
            while !greeting.contains("listening on ") {
                assert_ne!(log.read_line(&mut greeting).await.unwrap(), 0, "{greeting}");
            }
        })
        .await;
        let address = greeting
            .rsplit("http://")
            .next()
            .unwrap()
            .trim()
            .parse()
            .unwrap();
        Self {
            child,
            address,
            greeting,
            log,
        }
    }

    /// Asks it to stop and returns everything it logged or printed.
    pub async fn terminate(mut self) -> String {
        let id = self.child.id().unwrap().to_string();
        let asked = Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .await
            .unwrap();
        assert!(asked.success());
        soon(self.log.read_to_string(&mut self.greeting))
            .await
            .unwrap();
        let mut output = self.child.stdout.take().unwrap();
        soon(output.read_to_string(&mut self.greeting))
            .await
            .unwrap();
        assert!(soon(self.child.wait()).await.unwrap().success());
        self.greeting
    }
}

fn command(data: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ruil-relay"));
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .args(more);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

/// What one phone has sent, and what it was told about it.
#[derive(Default)]
struct Known {
    sent: BTreeSet<EventId>,
    receipts: BTreeMap<EventId, Receipt>,
}

impl Known {
    fn learn(&mut self, frame: &RelayFrame) -> bool {
        let RelayFrame::Receipt(receipt) = frame else {
            return false;
        };
        let before = self.receipts.insert(receipt.event, *receipt);
        assert!(
            before.is_none_or(|before| before == *receipt),
            "an acknowledged event moved"
        );
        true
    }
}

const KILLS: u64 = 100;
const PHONES: u64 = 4;
/// More than a phone gets through, and all phones together less than a team may send in a minute.
const EVENTS: u64 = 1_400;

/// Pushes all that has no receipt yet, until the relay is gone.
async fn push_on(address: SocketAddr, phone: u64, known: &mut Known) {
    let Some(mut connection) = Phone::try_connect(address, TEAM).await else {
        return;
    };
    if connection.try_greet().await.is_none() {
        return;
    }
    let mut waiting = envelopes(phone * EVENTS..(phone + 1) * EVENTS);
    waiting.retain(|envelope| !known.receipts.contains_key(&envelope.header().event));
    for some in waiting.chunks(2) {
        connection.send(&ClientFrame::Push(some.to_vec())).await;
        known
            .sent
            .extend(some.iter().map(|envelope| envelope.header().event));
        let mut answers = 0;
        while answers < some.len() {
            let Some(frame) = connection.next().await else {
                return;
            };
            let told = connection.each(frame);
            answers += told.iter().filter(|told| known.learn(told)).count();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_under_load_it_keeps_each_acknowledged_event_exactly_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut all: Vec<Known> = (0..PHONES).map(|_| Known::default()).collect();
    let mut unanswered = 0;
    for round in 0..KILLS {
        let mut program = Program::start(folder.path(), &[]).await;
        found(program.address).await;
        let mut pushing = tokio::task::JoinSet::new();
        for (phone, mut known) in (0..).zip(std::mem::take(&mut all)) {
            let address = program.address;
            pushing.spawn(async move {
                push_on(address, phone, &mut known).await;
                (phone, known)
            });
        }
        // Killed at a different moment each time, and never waited for.
        tokio::time::sleep(Duration::from_millis(30 + 17 * round % 60)).await;
        program.child.kill().await.unwrap();
        let mut ended = pushing.join_all().await;
        ended.sort_by_key(|(phone, _)| *phone);
        all = ended.into_iter().map(|(_, known)| known).collect();
        unanswered += all
            .iter()
            .filter(|k| k.sent.len() > k.receipts.len())
            .count();
    }
    let acknowledged: usize = all.iter().map(|known| known.receipts.len()).sum();
    assert!(acknowledged > 500, "only {acknowledged} were acknowledged");
    assert!(
        unanswered > 100,
        "only {unanswered} pushes were on their way when it was killed"
    );

    // The phones ask about everything they ever sent, in another order.
    let program = Program::start(folder.path(), &[]).await;
    let mut phone = Phone::connect(program.address, TEAM).await;
    phone.greet().await;
    let (mut sent, mut receipts) = (BTreeSet::new(), Known::default());
    for mut known in all {
        sent.append(&mut known.sent);
        receipts.receipts.append(&mut known.receipts);
    }
    let mut again = envelopes(0..PHONES * EVENTS);
    again.retain(|envelope| sent.contains(&envelope.header().event));
    for some in again.rchunks(40) {
        let answers = phone.push(some).await;
        assert!(
            answers.iter().all(|frame| receipts.learn(frame)),
            "{answers:?}"
        );
    }
    // The phone holds every entry to number and chain; now to the receipts, one for one.
    let count = sent.len() as u64;
    phone.until(count).await;
    let numbers: BTreeMap<_, _> = phone
        .log
        .iter()
        .map(|entry| (entry.envelope.header().event, entry.number))
        .collect();
    let receipts = receipts.receipts;
    assert!(
        receipts
            .iter()
            .all(|(event, receipt)| numbers.get(event) == Some(&receipt.number))
    );
    assert_eq!(
        (numbers.len(), receipts.len()),
        (sent.len(), sent.len()),
        "each once"
    );
    let end = receipts
        .values()
        .max_by_key(|receipt| receipt.number)
        .unwrap();
    assert_eq!(
        (end.number, end.head),
        (count, phone.head),
        "and nothing else"
    );
    program.terminate().await;
}

#[tokio::test]
async fn a_second_program_on_the_same_data_says_why_it_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let _first = Program::start(folder.path(), &[]).await;
    let second = soon(command(folder.path(), &[]).output()).await.unwrap();
    assert!(!second.status.success());
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(
        said.contains("another relay is using this data folder"),
        "{said}"
    );
}
