//! One live connection, from greeting to goodbye.
//!
//! After the greeting a device gets everything after its number, in order and without a gap:
//! from the store while it is behind, from the hub when it is not. It need not pull. A pull sets
//! the stream back (or on) to where it asks, and is always answered. A device that is ahead of
//! the log, or on another branch, is told so and gets nothing until it pulls.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::ws::{Message, WebSocket};
use futures_util::SinkExt;
use ruil_wire::limit::ENVELOPES_PER_FRAME_MAX;
use ruil_wire::{ClientFrame, Envelope, Fault, Head, Refusal, RelayFrame, TeamId};
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::end::End;
use super::{Heard, Published, greeting};
use crate::limit::rate::Bucket;
use crate::limit::{PART_S_MAX, fitting};
use crate::relay::{Relay, stopped};
use crate::store::{Outcome, Push, Tail};

struct Session {
    relay: Arc<Relay>,
    team: TeamId,
    socket: WebSocket,
    /// The last number this device was sent, or greeted with.
    sent: u64,
    /// The last number there is, as far as this connection has heard.
    last: u64,
    /// Nothing is streamed until the device pulls.
    paused: bool,
    frames: Bucket,
    heard: Instant,
}

/// Serves a connection until it ends.
pub async fn run(relay: Arc<Relay>, team: TeamId, socket: WebSocket) {
    let now = Instant::now();
    let frames = Bucket::full(relay.limits.frames, now);
    let (sent, last, paused) = (0, 0, false);
    let mut session = Session {
        relay,
        team,
        socket,
        sent,
        last,
        paused,
        frames,
        heard: now,
    };
    if let Err(End::Fault(fault)) = session.live().await {
        let parting = [RelayFrame::Fault(fault)];
        if session.send_all(&parting).await.is_ok() {
            session.part().await;
        }
    }
}

async fn tail(relay: &Relay, team: TeamId) -> Result<Tail, End> {
    Ok(relay
        .team(team)
        .await?
        .ok_or(End::Fault(Fault::UnknownTeam))?
        .tail)
}

impl Session {
    async fn live(&mut self) -> Result<(), End> {
        let (relay, mut stop) = (Arc::clone(&self.relay), self.relay.stop.clone());
        let (number, head) = tokio::select! {
            () = stopped(&mut stop) => return Err(End::Fault(Fault::Stopping)),
            greeting = greeting::read(&relay, self.team, &mut self.socket) => greeting?,
        };
        // Listening starts before the log is read, so that nothing falls in between.
        let mut news = relay.hub.subscribe(self.team);
        self.welcome(number, head).await?;
        let mut ping = interval(Duration::from_millis(relay.limits.ping_ms));
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ping.reset();
        loop {
            let behind = !self.paused && self.sent < self.last;
            tokio::select! {
                biased;
                () = stopped(&mut stop) => return Err(End::Fault(Fault::Stopping)),
                message = self.socket.recv() => {
                    let message = message.and_then(Result::ok).ok_or(End::Gone)?;
                    self.take(message).await?;
                }
                _ = ping.tick() => self.ping().await?,
                heard = news.next(), if !behind => self.pass_on(heard).await?,
                () = std::future::ready(()), if behind => self.catch_up().await?,
            }
        }
    }

    async fn welcome(&mut self, number: u64, head: Head) -> Result<(), End> {
        let (team, tail) = (self.team, tail(&self.relay, self.team).await?);
        let ours = self
            .relay
            .read(move |store| store.head_at(team, number))
            .await?;
        if ours != Some(head) {
            return self.rewind(tail).await;
        }
        (self.sent, self.last) = (number, tail.number);
        self.send_all(&[RelayFrame::Welcome {
            number: tail.number,
            head: tail.head,
        }])
        .await
    }

    async fn rewind(&mut self, Tail { number, head, .. }: Tail) -> Result<(), End> {
        self.paused = true;
        self.send_all(&[RelayFrame::Rewind { number, head }]).await
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
                ClientFrame::Hello { .. } => Err(End::Fault(Fault::Unreadable)),
            },
            Message::Ping(_) | Message::Pong(_) => Ok(()),
            Message::Text(_) => Err(End::Fault(Fault::Unreadable)),
            Message::Close(_) => Err(End::Gone),
        }
    }

    async fn push(&mut self, envelopes: Vec<Envelope>) -> Result<(), End> {
        let cost = u32::try_from(envelopes.len()).unwrap_or(u32::MAX);
        if !self.relay.envelopes.take(self.team, cost, self.heard) {
            return Err(End::Fault(Fault::TooFast));
        }
        let team = self.team;
        let (envelopes, strays): (Vec<_>, Vec<_>) = envelopes
            .into_iter()
            .partition(|envelope| envelope.header().team == team);
        let stray = |envelope: &Envelope| (envelope.header().event, Refusal::OtherTeam);
        let refused = |(event, reason)| RelayFrame::Refused { event, reason };
        let mut frames: Vec<_> = strays.iter().map(stray).map(refused).collect();
        let events: Vec<_> = envelopes
            .iter()
            .map(|envelope| envelope.header().event)
            .collect();
        let stopping = |_| End::Fault(Fault::Stopping);
        let reply = self
            .relay
            .writer
            .push(Push { team, envelopes })
            .await
            .map_err(stopping)?;
        let outcomes = reply.await.map_err(|_| End::Fault(Fault::Stopping))?;
        frames.extend(
            events
                .into_iter()
                .zip(outcomes)
                .map(|(event, outcome)| match outcome {
                    Outcome::New(receipt) | Outcome::Repeat(receipt) => {
                        RelayFrame::Receipt(receipt)
                    }
                    Outcome::Refused(reason) => refused((event, reason)),
                }),
        );
        self.send_all(&frames).await
    }

    async fn pull(&mut self, after: u64) -> Result<(), End> {
        let tail = tail(&self.relay, self.team).await?;
        if after > tail.number {
            return self.rewind(tail).await;
        }
        (self.sent, self.last, self.paused) = (after, tail.number, false);
        self.batch().await
    }

    async fn catch_up(&mut self) -> Result<(), End> {
        let from = self.sent;
        self.batch().await?;
        // What was published is in the store; if it is not, going on would be going in circles.
        if self.sent == from {
            return Err(End::Fault(Fault::Storage));
        }
        Ok(())
    }

    /// Sends one batch out of the store.
    async fn batch(&mut self) -> Result<(), End> {
        let (team, after, count) = (self.team, self.sent, ENVELOPES_PER_FRAME_MAX);
        let read = self.relay.read(move |store| store.read(team, after, count));
        let mut entries = read.await?;
        entries.truncate(fitting(&entries));
        let end = entries.last().map_or(after, |entry| entry.number);
        self.last = self.last.max(end);
        let last = self.last;
        self.send_all(&[RelayFrame::Batch { entries, last }])
            .await?;
        self.sent = end;
        Ok(())
    }

    async fn pass_on(&mut self, heard: Heard) -> Result<(), End> {
        match heard {
            // The frames still in the hub will tell how far the log has gone.
            Heard::Missed => Ok(()),
            Heard::Frame(Published { first, last, frame }) => {
                self.last = self.last.max(last);
                if self.paused || first != self.sent + 1 {
                    return Ok(());
                }
                self.send(Message::Binary(frame)).await?;
                self.sent = last;
                Ok(())
            }
        }
    }

    async fn ping(&mut self) -> Result<(), End> {
        if self.heard.elapsed() > Duration::from_millis(self.relay.limits.silence_ms_max) {
            return Err(End::Gone);
        }
        self.send(Message::Ping(Bytes::new())).await
    }

    /// Closes, and hears the device out for a moment: to hang up on what it has still to say
    /// would take back what it was told last.
    async fn part(&mut self) {
        let goodbye = async {
            self.socket.send(Message::Close(None)).await?;
            while self.socket.recv().await.transpose()?.is_some() {}
            Ok::<_, axum::Error>(())
        };
        drop(timeout(Duration::from_secs(PART_S_MAX), goodbye).await);
    }

    async fn send_all(&mut self, frames: &[RelayFrame]) -> Result<(), End> {
        let wait = Duration::from_millis(self.relay.limits.send_ms_max);
        let sending = async {
            for frame in frames {
                self.socket
                    .feed(Message::Binary(frame.to_bytes().into()))
                    .await?;
            }
            self.socket.flush().await
        };
        timeout(wait, sending)
            .await
            .map_err(|_| End::Gone)?
            .map_err(|_| End::Gone)
    }

    async fn send(&mut self, message: Message) -> Result<(), End> {
        let wait = Duration::from_millis(self.relay.limits.send_ms_max);
        let sending = self.socket.send(message);
        timeout(wait, sending)
            .await
            .map_err(|_| End::Gone)?
            .map_err(|_| End::Gone)
    }
}
