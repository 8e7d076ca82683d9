//! Keeping the connection to the relay: open it, lose it, try again with care.

use leptos::prelude::*;
use ruil_sync::Input;
use ruil_wire::{ClientFrame, RelayFrame, http};

use super::session::Session;
use crate::edge::backoff::Backoff;
use crate::edge::socket::{Socket, SocketEvent};
use crate::edge::{clock, http as fetch, random, task, wake};

/// The connection, or the wait for the next one.
#[derive(Default)]
pub struct Relay {
    socket: Option<Socket>,
    backoff: Backoff,
    /// Counts the connections, so that a late event of an old one is ignored.
    turn: u64,
}

impl Relay {
    /// Connects, and again whenever the device wakes up.
    pub fn start(session: Session) {
        Self::connect(session);
        wake::on_wake(move || Self::connect_if_down(session));
    }

    fn connect_if_down(session: Session) {
        let is_down = session.relay().try_update_value(|relay| {
            relay.backoff.reset();
            relay.socket.is_none()
        });
        if is_down == Some(true) {
            Self::connect(session);
        }
    }

    pub(super) fn connect(session: Session) {
        if session.is_solo() {
            return;
        }
        let path = http::live(session.identity().wire_team());
        let turn = session.relay().try_update_value(|relay| {
            relay.turn += 1;
            relay.turn
        });
        let Some(turn) = turn else { return };
        let opened = Socket::open(&path, move |event| Self::on_event(session, turn, event));
        match opened {
            Ok(socket) => session
                .relay()
                .update_value(|relay| relay.socket = Some(socket)),
            Err(_) => Self::again_later(session, turn),
        }
    }

    fn on_event(session: Session, turn: u64, event: SocketEvent) {
        if session.relay().with_value(|relay| relay.turn) != turn {
            return;
        }
        match event {
            SocketEvent::Open if session.is_solo() => Self::hang_up(session),
            SocketEvent::Open => session.handle(Input::LinkUp),
            SocketEvent::Message(bytes) => match RelayFrame::parse(&bytes) {
                Ok(frame) => {
                    if matches!(frame, RelayFrame::Welcome { .. }) {
                        session.relay().update_value(|relay| relay.backoff.reset());
                    }
                    session.handle(Input::Frame(frame));
                }
                Err(_) => Self::hang_up(session),
            },
            SocketEvent::Closed => {
                session.relay().update_value(|relay| relay.socket = None);
                session.handle(Input::LinkDown);
                Self::again_later(session, turn);
            }
        }
    }

    fn again_later(session: Session, turn: u64) {
        let dice = u32::from_le_bytes(random::bytes());
        let wait = session
            .relay()
            .try_update_value(|relay| relay.backoff.wait_ms(dice));
        let Some(wait_ms) = wait else { return };
        task::spawn(async move {
            clock::after(wait_ms).await;
            let is_still_down = session
                .relay()
                .with_value(|relay| relay.turn == turn && relay.socket.is_none());
            if is_still_down {
                Self::connect(session);
            }
        });
    }

    /// Sends a frame, if there is a connection; the engine sends again what was not answered.
    pub(super) fn send(session: Session, frame: &ClientFrame) {
        let bytes = frame.to_bytes();
        session.relay().with_value(|relay| {
            if let Some(socket) = &relay.socket {
                // What did not go out is sent again when the next connection is up.
                let _not_sent = socket.send(&bytes);
            }
        });
    }

    /// Ends the connection; the next one is tried after a pause.
    pub(super) fn hang_up(session: Session) {
        session.relay().with_value(|relay| {
            if let Some(socket) = &relay.socket {
                socket.close();
            }
        });
    }

    /// Introduces the team to a relay that does not know it, then connects again.
    pub(super) fn register(session: Session, founding: Vec<u8>) {
        let path = http::team(session.identity().wire_team());
        task::spawn(async move {
            let answer = fetch::request("PUT", &path, None, Some(&founding)).await;
            if answer.is_ok_and(|response| response.status < 300) {
                session.relay().update_value(|relay| relay.backoff.reset());
            }
            Self::hang_up(session);
        });
    }
}
