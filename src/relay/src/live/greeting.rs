//! The first frame of a live connection: who is there, and how far they are.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::{Message, WebSocket};
use ruil_wire::{ClientFrame, Fault, Head, PROTOCOL, TeamId};
use tokio::time::timeout;

use super::end::End;
use crate::relay::{Relay, same_token};

/// Reads the greeting and returns the number and the chain the device is at.
pub async fn read(relay: &Relay, team: TeamId, socket: &mut WebSocket) -> Result<(u64, Head), End> {
    let wait = Duration::from_millis(relay.limits.hello_ms_max);
    let first = timeout(wait, first_frame(socket))
        .await
        .map_err(|_| End::Gone)??;
    // A greeting of another version may have another shape; its first two bytes never do.
    if let [1, version, ..] = *first
        && version != PROTOCOL
    {
        return Err(End::Fault(Fault::Protocol(PROTOCOL)));
    }
    let ClientFrame::Hello {
        token,
        number,
        head,
        protocol: _,
    } = ClientFrame::parse(&first)?
    else {
        return Err(End::Fault(Fault::Unreadable));
    };
    match relay.team(team).await? {
        None => Err(End::Fault(Fault::UnknownTeam)),
        Some(team) if !same_token(&team, &token) => Err(End::Fault(Fault::WrongToken)),
        Some(_) => Ok((number, head)),
    }
}

async fn first_frame(socket: &mut WebSocket) -> Result<Bytes, End> {
    loop {
        match socket.recv().await.and_then(Result::ok).ok_or(End::Gone)? {
            Message::Binary(bytes) => return Ok(bytes),
            Message::Ping(_) | Message::Pong(_) => {}
            Message::Text(_) => return Err(End::Fault(Fault::Unreadable)),
            Message::Close(_) => return Err(End::Gone),
        }
    }
}
