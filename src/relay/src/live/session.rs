//! One live connection, from greeting to goodbye.
//!
//! After the greeting a device gets everything after its number, in order and without a gap:
//! from the store while it is behind, from the hub when it is not. It need not pull. A pull sets
//! the stream back (or on) to where it asks, and is always answered. A device that is ahead of
//! the log, or on another branch, or behind what is kept, is told so and gets nothing until it pulls.
//! Who is ahead may give back what the relay has lost.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::ws::{Message, WebSocket};
use ruil_wire::frame::Mark;
use ruil_wire::{ClientFrame, Entry, Envelope, Fault, Head, Refusal, RelayFrame, TeamId};
use tokio::time::{MissedTickBehavior, interval};

use super::end::End;
use super::greeting::{self, Greeting};
use super::page::{Arrival, Batch, Page, Reader};
use super::pipe::Pipe;
use super::restore::Staged;
use super::{Heard, Published};
use crate::limit::rate::Bucket;
use crate::relay::{Relay, stopped};
use crate::store::{Restore, Store, Tail};
use crate::writer::now_ms;

struct Session {
    relay: Arc<Relay>,
    reader: Reader,
    pipe: Pipe,
    /// The last number this device was sent, or greeted with.
    sent: u64,
    /// The last number there is, as far as this connection has heard.
    last: u64,
    /// Nothing is streamed until the device pulls.
    paused: bool,
    /// The device was told that it is ahead, or on another branch.
    rewound: bool,
    staged: Option<Box<Staged>>,
    /// Something was not taken for now.
    is_put_off: bool,
    frames: Bucket,
    heard: Instant,
}

/// Serves a connection until it ends.
pub async fn run(relay: Arc<Relay>, team: TeamId, socket: WebSocket) {
    let now = Instant::now();
    let mut session = Session {
        reader: Reader { team, device: None },
        pipe: Pipe::new(socket, relay.limits.send_ms_max),
        sent: 0,
        last: 0,
        paused: false,
        rewound: false,
        staged: None,
        is_put_off: false,
        frames: Bucket::full(relay.limits.frames, now),
        heard: now,
        relay,
    };
    if let Err(End::Fault(fault)) = session.live().await {
        let parting = [RelayFrame::Fault(fault)];
        if session.pipe.send_all(&parting).await.is_ok() {
            session.pipe.part().await;
        }
    }
}

impl Session {
    async fn live(&mut self) -> Result<(), End> {
        let (relay, mut stop) = (Arc::clone(&self.relay), self.relay.stop.clone());
        let team = self.reader.team;
        let Greeting {
            device,
            number,
            head,
        } = tokio::select! {
            () = stopped(&mut stop) => return Err(End::Fault(Fault::Stopping)),
            greeting = greeting::read(&relay, team, &mut self.pipe) => greeting?,
        };
        self.reader.device = device;
        // Listening starts before the log is read, so that nothing falls in between.
        let mut news = relay.hub.subscribe(team);
        self.welcome(number, head).await?;
        let mut ping = interval(Duration::from_millis(relay.limits.ping_ms));
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ping.reset();
        loop {
            let behind = !self.paused && self.sent < self.last;
            tokio::select! {
                biased;
                () = stopped(&mut stop) => return Err(End::Fault(Fault::Stopping)),
                message = self.pipe.next() => self.take(message?).await?,
                _ = ping.tick() => self.ping().await?,
                heard = news.next(), if !behind => self.pass_on(heard).await?,
                () = std::future::ready(()), if behind => self.catch_up().await?,
            }
        }
    }

    async fn welcome(&mut self, number: u64, head: Head) -> Result<(), End> {
        let reader = self.reader;
        let arrive = move |store: &dyn Store| reader.arrive(store, number, head);
        match self.relay.read(arrive).await? {
            Arrival::Out(fault) => Err(End::Fault(fault)),
            Arrival::Rewind(tail) => self.rewind(tail).await,
            Arrival::Dropped(tail, until) => {
                self.let_in(number, tail).await?;
                self.dropped(until).await
            }
            Arrival::Fits(tail) => self.let_in(number, tail).await,
        }
    }

    async fn let_in(&mut self, number: u64, tail: Tail) -> Result<(), End> {
        (self.sent, self.last) = (number, tail.number);
        (self.paused, self.rewound) = (false, false);
        let Reader { team, device } = self.reader;
        let bearer = |device| self.relay.key.bearer(team, device, now_ms() / 1_000);
        let welcome = RelayFrame::Welcome {
            number: tail.number,
            head: tail.head,
            bearer: device.map(bearer),
        };
        self.pipe.send_all(&[welcome]).await
    }

    async fn rewind(&mut self, Tail { number, head, .. }: Tail) -> Result<(), End> {
        (self.paused, self.rewound) = (true, true);
        let rewind = RelayFrame::Rewind { number, head };
        self.pipe.send_all(&[rewind]).await
    }

    async fn dropped(&mut self, until: u64) -> Result<(), End> {
        self.paused = true;
        let dropped = RelayFrame::Dropped { until };
        self.pipe.send_all(&[dropped]).await
    }

    async fn take(&mut self, message: Message) -> Result<(), End> {
        self.heard = Instant::now();
        if !self.frames.take(self.relay.limits.frames, 1, self.heard) {
            return Err(End::Fault(Fault::TooFast));
        }
        match message {
            Message::Binary(bytes) => match ClientFrame::parse(&bytes)? {
                ClientFrame::Push(envelopes) => self.push(envelopes).await,
                ClientFrame::Pull { after } => self.pull(after).await,
                ClientFrame::Restore { goal, entries } => self.restore(goal, entries).await,
                ClientFrame::Hello { .. }
                | ClientFrame::OldHello { .. }
                | ClientFrame::Proof(_) => Err(End::Fault(Fault::Unreadable)),
            },
            Message::Ping(_) | Message::Pong(_) => Ok(()),
            Message::Text(_) => Err(End::Fault(Fault::Unreadable)),
            Message::Close(_) => Err(End::Gone),
        }
    }

    async fn push(&mut self, envelopes: Vec<Envelope>) -> Result<(), End> {
        let cost = u32::try_from(envelopes.len()).unwrap_or(u32::MAX);
        let Reader { team, device } = self.reader;
        if !self.relay.envelopes.take(team, cost, self.heard) {
            return Err(End::Fault(Fault::TooFast));
        }
        let answers = self.relay.push(team, device, envelopes).await?;
        let is_later = |frame: &RelayFrame| matches!(frame, RelayFrame::Refused { reason, .. } if *reason == Refusal::Storage);
        self.is_put_off |= answers.iter().any(is_later);
        self.pipe.send_all(&answers).await
    }

    async fn pull(&mut self, after: u64) -> Result<(), End> {
        (self.sent, self.last, self.paused) = (after, after, false);
        self.batch().await
    }

    async fn restore(&mut self, goal: Mark, entries: Vec<Entry>) -> Result<(), End> {
        let unreadable = || End::Fault(Fault::Unreadable);
        let Reader { team, device } = self.reader;
        let device = device.filter(|_| self.rewound).ok_or_else(unreadable)?;
        let mut staged = match self.staged.take() {
            Some(staged) => staged,
            None => {
                Box::new(Staged::new(goal, &self.relay.restores, self.heard).map_err(End::Fault)?)
            }
        };
        staged.add(&goal, entries).map_err(End::Fault)?;
        if !staged.is_whole() {
            self.staged = Some(staged);
            return Ok(());
        }
        let (goal, entries) = staged.take();
        let restore = Restore {
            team,
            device,
            goal,
            is_marked: goal.is_signed_by(&self.relay.key.public(), team),
            entries,
        };
        if !self.relay.writer.restore(restore).await?? {
            return Err(unreadable());
        }
        self.welcome(goal.number, goal.head).await
    }

    async fn catch_up(&mut self) -> Result<(), End> {
        let from = self.sent;
        self.batch().await?;
        // What was published is in the store; if it is not, going on would be going in circles.
        if self.sent == from && !self.paused {
            return Err(End::Fault(Fault::Storage));
        }
        Ok(())
    }

    /// Sends one batch out of the store.
    async fn batch(&mut self) -> Result<(), End> {
        let (reader, after) = (self.reader, self.sent);
        let page = move |store: &dyn Store| reader.page(store, after);
        let batch = match self.relay.read(page).await? {
            Page::Batch(batch) => batch,
            Page::Rewind(tail) => return self.rewind(tail).await,
            Page::Dropped(until) => return self.dropped(until).await,
            Page::Out(fault) => return Err(End::Fault(fault)),
        };
        let Batch {
            entries,
            end,
            head,
            last,
            is_over,
        } = batch;
        self.last = self.last.max(last);
        let mark = |_| self.relay.key.mark(reader.team, end, head);
        let frame = RelayFrame::Batch {
            entries,
            last,
            mark: reader.device.map(mark),
        };
        self.pipe.send_all(&[frame]).await?;
        self.sent = end;
        if is_over {
            return Err(End::Fault(Fault::NotMember));
        }
        Ok(())
    }

    async fn pass_on(&mut self, heard: Heard) -> Result<(), End> {
        self.last = self.last.max(heard.last());
        let Heard::Frame(published) = heard else {
            return Ok(());
        };
        let Published { first, last, .. } = *published;
        let device = self.reader.device;
        let over = match published.has_access {
            true => self.is_over(last).await?,
            false => None,
        };
        let is_next = !self.paused && first == self.sent + 1;
        // A device of the old protocol can't read an envelope with an access record.
        if is_next && (device.is_some() || over.is_none()) {
            let frame = match device {
                Some(_) => published.signed(&self.relay.key),
                None => published.old(),
            };
            self.pipe.send(Message::Binary(frame)).await?;
            self.sent = last;
        }
        match over {
            // Who is behind reads on to the entry that removed it.
            Some(fault) if self.paused || is_next || device.is_none() => Err(End::Fault(fault)),
            Some(_) | None => Ok(()),
        }
    }

    async fn is_over(&mut self, number: u64) -> Result<Option<Fault>, End> {
        let reader = self.reader;
        let question = move |store: &dyn Store| reader.is_over(store, number);
        Ok(self.relay.read(question).await?)
    }

    async fn ping(&mut self) -> Result<(), End> {
        if self.heard.elapsed() > Duration::from_millis(self.relay.limits.silence_ms_max) {
            return Err(End::Gone);
        }
        if self.is_put_off && !self.relay.hold.is_on(now_ms()) {
            // Who comes again pushes again.
            return Err(End::Fault(Fault::Stopping));
        }
        let now = Instant::now();
        if self.staged.iter().any(|staged| staged.is_late(now)) {
            return Err(End::Fault(Fault::TooFast));
        }
        self.pipe.send(Message::Ping(Bytes::new())).await
    }
}
