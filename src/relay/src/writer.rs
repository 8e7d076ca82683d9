//! The writer: one thread through which everything is written, many pushes to a commit.
//!
//! Admission is one step that nothing can interrupt: dedupe by event id, number and chain,
//! durable commit, publish in order, receipt. Whoever waits for the receipt may be gone by then;
//! the step is finished all the same, and a repeat gets the original receipt.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use ruil_wire::{Entry, Head, Refusal, TeamId};
use tokio::sync::{mpsc, oneshot};

use crate::hold::Hold;
use crate::limit::{GROUP_ENVELOPES_MAX, QUEUE_MAX};
use crate::live::Hub;
use crate::meter::Meter;
use crate::store::{Admission, Outcome, Push, Restore, Store, StoreError};

/// The relay does not take it: the writer is stopping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopping;

/// The way to the writer.
#[derive(Clone)]
pub struct Writer(mpsc::Sender<Job>);

/// What the writer shares with those who read.
#[derive(Clone)]
pub struct Shared {
    /// The store.
    pub store: Arc<dyn Store>,
    /// Who listens.
    pub hub: Arc<Hub>,
    /// Whether anything new is numbered.
    pub hold: Arc<Hold>,
    /// What is counted.
    pub meter: Arc<Meter>,
}

type Reply = oneshot::Sender<Vec<Outcome>>;

type Write = dyn FnOnce(&dyn Store) + Send;

enum Job {
    Push(Push, Reply),
    Restore(Restore, oneshot::Sender<Result<bool, StoreError>>),
    Run(Box<Write>),
    Stop,
}

impl Writer {
    /// Starts the thread. It ends after [`Writer::stop`], or when nobody can write any more.
    pub fn start(shared: Shared, log_bytes_max: u64) -> std::io::Result<(Self, JoinHandle<()>)> {
        let (sender, jobs) = mpsc::channel(QUEUE_MAX);
        let mut desk = Desk {
            shared,
            log_bytes_max,
            refusing: false,
        };
        let thread = thread::Builder::new()
            .name("writer".into())
            .spawn(move || desk.work(jobs))?;
        Ok((Self(sender), thread))
    }

    /// Hands envelopes in; what is returned yields one outcome each, once they are durable.
    pub async fn push(&self, push: Push) -> Result<oneshot::Receiver<Vec<Outcome>>, Stopping> {
        let (reply, outcomes) = oneshot::channel();
        self.0
            .send(Job::Push(push, reply))
            .await
            .map_err(|_| Stopping)?;
        Ok(outcomes)
    }

    /// Hands in what was lost. Tells whether it was written back, or else did not fit.
    pub async fn restore(&self, restore: Restore) -> Result<Result<bool, StoreError>, Stopping> {
        let (reply, answer) = oneshot::channel();
        let job = Job::Restore(restore, reply);
        self.0.send(job).await.map_err(|_| Stopping)?;
        answer.await.map_err(|_| Stopping)
    }

    /// Runs something else that writes, in its turn.
    pub async fn run<T: Send + 'static>(
        &self,
        write: impl FnOnce(&dyn Store) -> T + Send + 'static,
    ) -> Result<T, Stopping> {
        let (reply, answer) = oneshot::channel();
        let job = Job::Run(Box::new(move |store| drop(reply.send(write(store)))));
        self.0.send(job).await.map_err(|_| Stopping)?;
        answer.await.map_err(|_| Stopping)
    }

    /// Returns how many requests wait.
    pub fn queue(&self) -> u64 {
        (self.0.max_capacity() - self.0.capacity()) as u64
    }

    /// Lets the writer finish what is queued and then end.
    pub async fn stop(&self) {
        drop(self.0.send(Job::Stop).await);
    }
}

/// Returns the relay's clock, Unix milliseconds.
pub fn now_ms() -> u64 {
    let passed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(passed.as_millis()).unwrap_or(u64::MAX)
}

struct Desk {
    shared: Shared,
    log_bytes_max: u64,
    refusing: bool,
}

impl Desk {
    fn work(&mut self, mut jobs: mpsc::Receiver<Job>) {
        let mut next = jobs.blocking_recv();
        while let Some(job) = next.take() {
            match job {
                Job::Push(push, reply) => {
                    let group;
                    (group, next) = gather(push, reply, &mut jobs);
                    self.commit(group);
                }
                Job::Restore(restore, reply) => drop(reply.send(self.restore(restore))),
                Job::Run(write) => write(&*self.shared.store),
                Job::Stop => jobs.close(),
            }
            next = next.or_else(|| jobs.blocking_recv());
        }
    }

    fn restore(&self, restore: Restore) -> Result<bool, StoreError> {
        let at = self.admission();
        let Shared {
            store, hub, hold, ..
        } = &self.shared;
        let Some(heads) = store.restore(&restore, at)? else {
            return Ok(false);
        };
        if restore.is_marked {
            if !at.is_held {
                tracing::warn!(
                    "entries were lost and come back: nothing new is numbered for a while"
                );
            }
            hold.begin(at.now_ms);
            hold.until(store.hold_until(hold.until_ms())?);
        }
        let entries = restore.entries.into_iter().zip(heads).collect();
        hub.publish(restore.team, entries);
        Ok(true)
    }

    fn admission(&self) -> Admission {
        let now_ms = now_ms();
        Admission {
            now_ms,
            log_bytes_max: self.log_bytes_max,
            is_held: self.shared.hold.is_on(now_ms),
        }
    }

    fn commit(&mut self, (pushes, replies): (Vec<Push>, Vec<Reply>)) {
        let (begin, at) = (Instant::now(), self.admission());
        let Shared {
            store, hub, meter, ..
        } = &self.shared;
        let outcomes = match store.append(&pushes, at) {
            Ok(outcomes) => {
                meter.commit(begin.elapsed(), outcomes.iter().flatten());
                if std::mem::take(&mut self.refusing) {
                    tracing::info!("envelopes can be stored again");
                }
                outcomes
            }
            Err(error) => {
                meter.failed();
                if !std::mem::replace(&mut self.refusing, true) {
                    tracing::error!("envelopes can't be stored and are refused: {error}");
                }
                pushes.iter().map(refuse_all).collect()
            }
        };
        let mut news = BTreeMap::<TeamId, Vec<(Entry, Head)>>::new();
        for (push, outcomes) in pushes.into_iter().zip(&outcomes) {
            // Where a database was lost and found at the very end of a commit, a repeat is all that is heard of it.
            if let Some(number) = outcomes.iter().filter_map(repeated).max() {
                hub.grow(push.team, number);
            }
            news.entry(push.team)
                .or_default()
                .extend(stored(push, outcomes));
        }
        news.into_iter()
            .for_each(|(team, entries)| hub.publish(team, entries));
        for (reply, outcomes) in replies.into_iter().zip(outcomes) {
            // A device that left in the meantime asks again when it is back.
            drop(reply.send(outcomes));
        }
    }
}

/// Takes the pushes that are waiting, up to a limit, and the first job that is no push.
fn gather(
    push: Push,
    reply: Reply,
    jobs: &mut mpsc::Receiver<Job>,
) -> ((Vec<Push>, Vec<Reply>), Option<Job>) {
    let mut count = push.envelopes.len();
    let (mut pushes, mut replies) = (vec![push], vec![reply]);
    while count < GROUP_ENVELOPES_MAX {
        match jobs.try_recv() {
            Ok(Job::Push(push, reply)) => {
                count += push.envelopes.len();
                pushes.push(push);
                replies.push(reply);
            }
            Ok(other) => return ((pushes, replies), Some(other)),
            Err(_) => break,
        }
    }
    ((pushes, replies), None)
}

fn refuse_all(push: &Push) -> Vec<Outcome> {
    vec![Outcome::Refused(Refusal::Storage); push.envelopes.len()]
}

fn repeated(outcome: &Outcome) -> Option<u64> {
    match outcome {
        Outcome::Repeat(receipt) => Some(receipt.number),
        Outcome::New(_) | Outcome::Refused(_) => None,
    }
}

fn stored(push: Push, outcomes: &[Outcome]) -> impl Iterator<Item = (Entry, Head)> {
    let entry = |(envelope, outcome): (_, &Outcome)| match *outcome {
        Outcome::New(receipt) => {
            let (number, time_ms) = (receipt.number, receipt.time_ms);
            let entry = Entry {
                number,
                time_ms,
                envelope,
            };
            Some((entry, receipt.head))
        }
        Outcome::Repeat(_) | Outcome::Refused(_) => None,
    };
    push.envelopes.into_iter().zip(outcomes).filter_map(entry)
}
