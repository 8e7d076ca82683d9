//! The socket of a live connection, with an end to patience.

use std::time::Duration;

use axum::Error;
use axum::extract::ws::{Message, WebSocket};
use futures_util::SinkExt;
use ruil_wire::RelayFrame;
use tokio::time::timeout;

use super::end::End;
use crate::limit::PART_S_MAX;

/// A device's end of the line.
pub struct Pipe {
    socket: WebSocket,
    /// Longest time the device may take to accept something.
    patience: Duration,
}

impl Pipe {
    /// Takes a socket.
    pub fn new(socket: WebSocket, patience_ms: u64) -> Self {
        let patience = Duration::from_millis(patience_ms);
        Self { socket, patience }
    }

    /// Waits for what the device says. Nothing is lost if the waiting is given up.
    pub async fn next(&mut self) -> Result<Message, End> {
        let said = self.socket.recv().await;
        said.and_then(Result::ok).ok_or(End::Gone)
    }

    /// Sends frames together.
    pub async fn send_all(&mut self, frames: &[RelayFrame]) -> Result<(), End> {
        let sending = async {
            for frame in frames {
                let message = Message::Binary(frame.to_bytes().into());
                self.socket.feed(message).await?;
            }
            self.socket.flush().await
        };
        patient(self.patience, sending).await
    }

    /// Sends one message.
    pub async fn send(&mut self, message: Message) -> Result<(), End> {
        patient(self.patience, self.socket.send(message)).await
    }

    /// Closes, and hears the device out for a moment: to hang up on what it has still to say
    /// would take back what it was told last.
    pub async fn part(&mut self) {
        let goodbye = async {
            self.socket.send(Message::Close(None)).await?;
            while self.socket.recv().await.transpose()?.is_some() {}
            Ok::<_, Error>(())
        };
        drop(timeout(Duration::from_secs(PART_S_MAX), goodbye).await);
    }
}

async fn patient(
    patience: Duration,
    sending: impl Future<Output = Result<(), Error>>,
) -> Result<(), End> {
    let sent = timeout(patience, sending).await.map_err(|_| End::Gone)?;
    sent.map_err(|_| End::Gone)
}
