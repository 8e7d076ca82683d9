//! A phone on a real relay: the engine's wishes go over a WebSocket and HTTP.

use std::io;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use ruil_core::Command;
use ruil_sync::{Input, Link, NotDone};
use ruil_wire::{RelayFrame, http};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::phone::{Phone, Wish};

/// How long a member waits for the relay's next word before it counts as silent.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why a member could not go on.
#[derive(Debug)]
pub enum MemberError {
    /// The relay can't be reached, or hung up.
    Relay(io::Error),
    /// The relay answered an HTTP request with this status.
    Status(u16),
    /// The relay said nothing for too long.
    Silence,
    /// The engine did not take a command on.
    NotDone(NotDone),
}

/// A phone and its connection.
pub struct Member {
    /// The phone.
    pub phone: Phone,
    base: String,
    socket: Option<WebSocketStream<MaybeTlsStream<TcpStream>>>,
}

impl Member {
    /// Connects a phone to the relay at `base`, such as `http://127.0.0.1:7845`.
    pub fn new(phone: Phone, base: &str) -> Self {
        Self {
            phone,
            base: base.trim_end_matches('/').to_owned(),
            socket: None,
        }
    }

    /// Does something and sees it become final.
    pub async fn act(&mut self, commands: Vec<Command>) -> Result<(), MemberError> {
        let wishes = self.phone.act(commands).map_err(MemberError::NotDone)?;
        self.grant(wishes).await?;
        self.settle().await
    }

    /// Exchanges with the relay until nothing of this phone waits any longer.
    pub async fn settle(&mut self) -> Result<(), MemberError> {
        while !self.phone.engine().outbox().is_empty() || self.phone.engine().link() != Link::Live {
            if self.socket.is_none() {
                self.connect().await?;
            }
            timeout(PATIENCE, self.step())
                .await
                .map_err(|_| MemberError::Silence)??;
        }
        Ok(())
    }

    /// Takes the relay's next word.
    pub async fn step(&mut self) -> Result<(), MemberError> {
        let Some(socket) = &mut self.socket else {
            return self.connect().await;
        };
        let wishes = match socket.next().await {
            Some(Ok(Message::Binary(bytes))) => match RelayFrame::parse(&bytes) {
                Ok(frame) => self.phone.take(Input::Frame(frame)),
                Err(_) => vec![Wish::HangUp],
            },
            Some(Ok(_)) => Vec::new(),
            Some(Err(_)) | None => {
                self.socket = None;
                self.phone.take(Input::LinkDown)
            }
        };
        self.grant(wishes).await
    }

    async fn connect(&mut self) -> Result<(), MemberError> {
        let path = http::live(self.phone.engine().me().wire_team());
        let address = format!("{}{path}", self.base.replacen("http", "ws", 1));
        let (socket, _) = connect_async(address).await.map_err(relay)?;
        self.socket = Some(socket);
        let wishes = self.phone.take(Input::LinkUp);
        self.grant(wishes).await
    }

    async fn grant(&mut self, wishes: Vec<Wish>) -> Result<(), MemberError> {
        for wish in wishes {
            match wish {
                Wish::Send(frame) => {
                    if let Some(socket) = &mut self.socket {
                        let message = Message::Binary(frame.to_bytes().into());
                        socket.send(message).await.map_err(relay)?;
                    }
                }
                Wish::Register(founding) => {
                    let team = self.phone.engine().me().wire_team();
                    self.put(&http::team(team), &founding)?;
                    self.socket = None;
                    self.phone.take(Input::LinkDown);
                }
                Wish::Upload { number, sealed } => {
                    let team = self.phone.engine().me().wire_team();
                    self.put(&http::checkpoint(team, number), &sealed)?;
                }
                Wish::Fetch { number } => {
                    let team = self.phone.engine().me().wire_team();
                    let sealed = self.get(&http::checkpoint(team, number))?;
                    let wishes = self.phone.take(Input::Checkpoint(sealed));
                    Box::pin(self.grant(wishes)).await?;
                }
                Wish::HangUp => {
                    self.socket = None;
                    self.phone.take(Input::LinkDown);
                }
            }
        }
        Ok(())
    }

    /// Puts a body as this team's member.
    pub fn put(&self, path: &str, body: &[u8]) -> Result<(), MemberError> {
        let request = ureq::put(format!("{}{path}", self.base));
        let request = request.header("authorization", self.pass());
        request.send(body).map(|_| ()).map_err(status)
    }

    /// Takes something away as this team's member.
    pub fn delete(&self, path: &str) -> Result<(), MemberError> {
        let request = ureq::delete(format!("{}{path}", self.base));
        let request = request.header("authorization", self.pass());
        request.call().map(|_| ()).map_err(status)
    }

    /// Returns what opens this team's doors at the relay; nothing before it was let in once.
    fn pass(&self) -> String {
        let bearer = self.phone.engine().bearer();
        bearer.map_or_else(String::new, |bearer| format!("Bearer {bearer}"))
    }

    /// Gets a body; nothing if it is not there.
    pub fn get(&self, path: &str) -> Result<Option<Vec<u8>>, MemberError> {
        let request = ureq::get(format!("{}{path}", self.base));
        match request.header("authorization", self.pass()).call() {
            Ok(mut answer) => answer.body_mut().read_to_vec().map(Some).map_err(status),
            Err(ureq::Error::StatusCode(404)) => Ok(None),
            Err(error) => Err(status(error)),
        }
    }
}

fn relay(error: tokio_tungstenite::tungstenite::Error) -> MemberError {
    MemberError::Relay(io::Error::other(error))
}

fn status(error: ureq::Error) -> MemberError {
    match error {
        ureq::Error::StatusCode(status) => MemberError::Status(status),
        other => MemberError::Relay(io::Error::other(other)),
    }
}
