//! The network: connections, and what happens to frames on the way.

use ruil_sync::{Input, Link, saved};
use ruil_wire::{Bearer, ClientFrame, Envelope, Fault as Parting, Refusal, RelayFrame, http};

use super::fault::Fault;
use super::world::{What, World};
use crate::sim_relay::Session;

/// The relay's nodes; all share one storage.
pub const NODES: usize = 3;
/// A device gives up after so many tries in a row, once everything works.
const TRIES_MAX: u32 = 8;

/// A connection.
pub struct Line {
    /// The device.
    pub d: usize,
    /// The tab.
    pub t: usize,
    /// At which node it ends.
    pub node: usize,
    /// Which of the relays it is.
    pub view: usize,
    /// The relay's end.
    pub session: Session,
    /// When the last frame arrives: the next comes after it. Up, then down.
    busy_ms: (u64, u64),
    /// Nothing arrives any more. Up, then down.
    pub is_dead: (bool, bool),
}

impl World {
    /// A tab connects, if it can.
    pub fn connect(&mut self, d: usize, t: usize) {
        let now_ms = self.now_ms;
        let nonce = self.dice.bytes();
        let node = self.dice.below(NODES);
        let is_captive = !self.is_healing && self.dice.chance(10) && !self.fills(d);
        let team = self.team;
        let Some(device) = self.devices.get_mut(d) else {
            return;
        };
        let (view, away) = (device.view, device.away_until_ms);
        if device.tab(t).is_none_or(|tab| tab.line.is_some()) {
            return;
        }
        if away > now_ms {
            return self.at(away, What::Connect(d, t));
        }
        if is_captive {
            self.counts.add(Fault::Captive);
            return self.retry(d, t);
        }
        let Some(relay) = self.relays.get(view) else {
            return;
        };
        let session = relay.open(team, nonce);
        let line = Line {
            d,
            t,
            node,
            view,
            session,
            busy_ms: (now_ms, now_ms),
            is_dead: (false, false),
        };
        self.next_line(d, t, line);
        self.feed(d, t, Input::LinkUp);
    }

    fn next_line(&mut self, d: usize, t: usize, line: Line) {
        let name = self.fresh();
        self.lines.insert(name, line);
        if let Some(tab) = self.devices.get_mut(d).and_then(|device| device.tab(t)) {
            tab.line = Some(name);
        }
    }

    /// A connection ends, and is tried again later.
    pub fn cut(&mut self, line: u64) {
        let Some(Line { d, t, .. }) = self.lines.remove(&line) else {
            return;
        };
        let tab = self.devices.get_mut(d).and_then(|device| device.tab(t));
        if let Some(tab) = tab.filter(|tab| tab.line == Some(line)) {
            tab.line = None;
            self.feed(d, t, Input::LinkDown);
            self.retry(d, t);
        }
    }

    /// A device hangs up.
    pub fn hang_up(&mut self, d: usize, t: usize) {
        let tab = self.devices.get_mut(d).and_then(|device| device.tab(t));
        if let Some(line) = tab.and_then(|tab| tab.line) {
            self.cut(line);
        }
    }

    fn retry(&mut self, d: usize, t: usize) {
        let is_healing = self.is_healing;
        let Some(tab) = self.devices.get_mut(d).and_then(|device| device.tab(t)) else {
            return;
        };
        tab.tries += 1;
        let is_out = tab.engine.link() == Link::Refused(Parting::NotMember) && tab.tries > 2;
        let is_warned = tab.engine.alarm().is_some() && tab.tries > 2;
        if (is_out && !is_healing) || is_warned || (is_healing && tab.tries > TRIES_MAX) {
            return;
        }
        let longest_ms = 1_000 << tab.tries.min(8);
        let wait_ms = self.dice.within(&(500..longest_ms + 501));
        self.after(wait_ms, What::Connect(d, t));
    }

    /// A device says something.
    pub fn say(&mut self, d: usize, t: usize, frame: &ClientFrame) {
        let Some(tab) = self.devices.get_mut(d).and_then(|device| device.tab(t)) else {
            return;
        };
        let Some(name) = tab.line else { return };
        let is_push = matches!(frame, ClientFrame::Push(_));
        let bytes = frame.to_bytes();
        if self.mishap(name, true) {
            return;
        }
        let wait_ms = self.flight_ms();
        let Some(line) = self.lines.get_mut(&name) else {
            return;
        };
        line.busy_ms.0 = line.busy_ms.0.max(self.now_ms + wait_ms);
        let at_ms = line.busy_ms.0;
        if is_push && !self.is_healing && self.dice.chance(20) {
            self.counts.add(Fault::Duplicate);
            self.at(at_ms, What::Up(name, bytes.clone()));
        }
        self.at(at_ms, What::Up(name, bytes));
    }

    /// The relay says something to a device.
    pub fn reply(&mut self, name: u64, frame: &RelayFrame) {
        let news = matches!(frame, RelayFrame::Batch { .. });
        let is_loose = news || matches!(frame, RelayFrame::Receipt(_) | RelayFrame::Receipts(_));
        let now_ms = self.now_ms;
        let Some((d, view)) = self.lines.get(&name).map(|line| (line.d, line.view)) else {
            return;
        };
        let receipts = match frame {
            RelayFrame::Receipt(receipt) => core::slice::from_ref(receipt),
            RelayFrame::Receipts(receipts) => &receipts.list,
            _ => &[],
        };
        for receipt in receipts.iter().filter(|_| view == 0) {
            let promise = (receipt.number, receipt.head);
            self.ledger.receipts.insert(receipt.event, promise);
        }
        let is_withheld = self
            .devices
            .get(d)
            .is_some_and(|device| device.withheld_until_ms > now_ms);
        if is_withheld && news {
            self.counts.add(Fault::Withhold);
            return;
        }
        let bytes = match self.tampered(d, frame) {
            Some(changed) => changed.to_bytes(),
            None => frame.to_bytes(),
        };
        if news && view == 0 && self.said.len() < 50 {
            self.said.push(bytes.clone());
        }
        if self.mishap(name, false) {
            return;
        }
        let wait_ms = self.flight_ms();
        let Some(line) = self.lines.get_mut(&name) else {
            return;
        };
        let at_ms = line.busy_ms.1.max(now_ms + wait_ms);
        if is_loose && !self.is_healing && self.dice.chance(15) {
            // What comes next may overtake it.
            self.counts.add(Fault::Reorder);
            return self.at(at_ms + 200, What::Down(name, bytes));
        }
        line.busy_ms.1 = at_ms;
        if is_loose && !self.is_healing && self.dice.chance(15) {
            self.counts.add(Fault::Duplicate);
            self.at(at_ms, What::Down(name, bytes.clone()));
        }
        self.at(at_ms, What::Down(name, bytes));
    }

    fn flight_ms(&mut self) -> u64 {
        if !self.is_healing && self.dice.chance(10) {
            self.counts.add(Fault::Delay);
            return self.dice.within(&(500..9_000));
        }
        self.dice.within(&(5..80))
    }

    /// Tells whether a device is filling an emptied relay.
    fn fills(&self, d: usize) -> bool {
        self.filler == Some(d) && self.now_ms < self.calm_until_ms
    }

    /// Loses a frame, perhaps, and sooner or later the connection with it.
    fn mishap(&mut self, name: u64, is_up: bool) -> bool {
        let (is_healing, now_ms) = (self.is_healing, self.now_ms);
        let is_spared = self.lines.get(&name).is_some_and(|line| self.fills(line.d));
        let Some(line) = self.lines.get_mut(&name) else {
            return true;
        };
        let dead = if is_up {
            &mut line.is_dead.0
        } else {
            &mut line.is_dead.1
        };
        if *dead {
            return true;
        }
        if is_healing {
            return false;
        }
        let (fault, wait_ms) = match self.dice.below(1_000) {
            0..5 => (Fault::Drop, 1),
            5..10 => (Fault::HalfOpen, 30_000),
            10..13 => (Fault::Truncated, 5),
            _ => return false,
        };
        if is_spared {
            return false;
        }
        *dead = true;
        self.counts.add(fault);
        if fault == Fault::Truncated {
            let half = vec![7];
            let what = if is_up {
                What::Up(name, half)
            } else {
                What::Down(name, half)
            };
            self.at(now_ms + 2, what);
        }
        self.at(now_ms + wait_ms, What::Cut(name));
        true
    }

    /// A frame reaches the relay.
    pub fn up(&mut self, name: u64, bytes: &[u8]) {
        let Some(line) = self.lines.get_mut(&name) else {
            return;
        };
        let Ok(frame) = ClientFrame::parse(bytes) else {
            return self.cut(name);
        };
        let is_push = matches!(frame, ClientFrame::Push(_));
        let node = line.node;
        let fate = if is_push && !self.is_healing {
            self.dice.below(1_000)
        } else {
            999
        };
        if fate < 4 {
            self.counts.add(Fault::KillBefore);
            return self.kill(node);
        }
        let view = self.view_of(name);
        let Some(line) = self.lines.get_mut(&name) else {
            return;
        };
        let Some(relay) = self.relays.get(view) else {
            return;
        };
        let answers = line.session.answer(relay, frame).unwrap_or_default();
        let is_over = line.session.is_over();
        let until_ms = relay.hold.until_ms();
        let is_later = |frame: &RelayFrame| matches!(frame, RelayFrame::Refused { reason, .. } if *reason == Refusal::Storage);
        if answers.iter().any(is_later) {
            // Who was put off is sent away then.
            self.at(until_ms + 1, What::Cut(name));
        }
        match fate {
            4..8 => {
                self.counts.add(Fault::KillAfter);
                self.kill(node);
            }
            8..16 => {
                self.counts.add(Fault::AckLost);
                self.cut(name);
            }
            _ => answers.iter().for_each(|answer| self.reply(name, answer)),
        }
        if is_over {
            self.after(100, What::Cut(name));
        }
        self.publish(view);
    }

    fn view_of(&self, name: u64) -> usize {
        self.lines.get(&name).map_or(0, |line| line.view)
    }

    /// Passes on what is new at a relay to all who listen there.
    pub fn publish(&mut self, view: usize) {
        let names: Vec<_> = self.lines.keys().copied().collect();
        for name in names {
            let (Some(line), Some(relay)) = (self.lines.get_mut(&name), self.relays.get(view))
            else {
                continue;
            };
            if line.view != view {
                continue;
            }
            let news = line.session.news(relay).unwrap_or_default();
            let is_over = line.session.is_over() && !news.is_empty();
            news.iter().for_each(|frame| self.reply(name, frame));
            if is_over {
                self.after(100, What::Cut(name));
            }
        }
    }

    /// A node of the relay is killed.
    pub fn kill(&mut self, node: usize) {
        let lines = self.lines.iter().filter(|(_, line)| line.node == node);
        let lines: Vec<_> = lines.map(|(name, _)| *name).collect();
        lines.into_iter().for_each(|line| self.cut(line));
    }

    /// A frame reaches a device.
    pub fn down(&mut self, name: u64, bytes: &[u8]) {
        let Some((d, t)) = self.lines.get(&name).map(|line| (line.d, line.t)) else {
            return;
        };
        match RelayFrame::parse(bytes) {
            Ok(frame) => {
                self.feed(d, t, Input::Frame(frame));
                let tab = self.devices.get_mut(d).and_then(|device| device.tab(t));
                if let Some(tab) = tab.filter(|tab| tab.engine.link() == Link::Live) {
                    tab.tries = 0;
                }
            }
            Err(_) => self.cut(name),
        }
    }

    /// A device makes its team known to the relay, and connects again.
    pub fn register(&mut self, d: usize, t: usize, founding: &[u8]) {
        let view = self.devices.get(d).map_or(0, |device| device.view);
        if let Some(relay) = self.relays.get(view) {
            let _known = relay.found(self.team, founding);
        }
        self.hang_up(d, t);
    }

    fn bearer(&self, d: usize, t: usize) -> Option<Bearer> {
        let tab = self.devices.get(d)?.tabs.get(t)?.as_ref()?;
        tab.engine.bearer()
    }

    /// A device hands a checkpoint to the relay.
    pub fn upload(&mut self, d: usize, t: usize, number: u64, sealed: &[u8]) {
        let view = self.devices.get(d).map_or(0, |device| device.view);
        if let (Some(bearer), Some(relay)) = (self.bearer(d, t), self.relays.get(view)) {
            let _later = relay.keep(self.team, &bearer, (number, sealed));
        }
    }

    /// A device asks the relay for a checkpoint.
    pub fn fetch(&mut self, d: usize, t: usize, number: u64) {
        let view = self.devices.get(d).map_or(0, |device| device.view);
        let is_captive = !self.is_healing && self.dice.chance(200);
        if is_captive {
            self.counts.add(Fault::Captive);
            let page = b"<!doctype html><title>Welcome to our wifi</title>".to_vec();
            return self.after(50, What::Fetched(d, t, Some(page)));
        }
        if let (Some(bearer), Some(relay)) = (self.bearer(d, t), self.relays.get(view)) {
            let found = relay.checkpoint(self.team, &bearer, number);
            self.after(50, What::Fetched(d, t, found.unwrap_or_default()));
        }
    }

    /// A service worker sends what waits on a device, and holds no key.
    pub fn flush(&mut self, d: usize) {
        let Some(device) = self.devices.get(d) else {
            return;
        };
        let (kept, view) = (device.disk.read(), device.view);
        let bearer = kept.meta.get(saved::BEARER);
        let bearer = bearer.and_then(|bytes| bytes.as_slice().try_into().ok());
        let rows = kept.outbox.iter().take(64);
        let envelopes = rows.filter_map(|(_, bytes)| Envelope::parse(bytes.clone()).ok());
        let envelopes: Vec<_> = envelopes.collect();
        let (Some(bearer), Some(relay)) = (bearer, self.relays.get(view)) else {
            return;
        };
        if envelopes.is_empty() {
            return;
        }
        self.counts.add(Fault::Flush);
        let said = relay.post(self.team, &Bearer::parse(bearer), envelopes);
        // Nobody but the app reads what is said; that it can be read is all.
        if let Ok(Some(frames)) = said
            && http::Answers::parse(&http::Answers(frames.clone()).to_bytes()).is_err()
        {
            self.fail("I10", "an answer can't be read".to_owned());
        }
        self.publish(view);
    }
}
