//! The first frames of a live connection: who is there, the proof of it, and how far they are.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::Message;
use ruil_wire::{ClientFrame, Fault, Head, PROTOCOL, PublicKey, RelayFrame, TeamId, Token, sign};
use tokio::time::timeout;

use super::end::End;
use super::pipe::Pipe;
use crate::relay::Relay;

/// What a device said of itself. Whether it may read and write is another question.
pub struct Greeting {
    /// The key it proved to hold; none in the old protocol, where it showed the token.
    pub device: Option<PublicKey>,
    /// The last number it holds.
    pub number: u64,
    /// The chain at that number.
    pub head: Head,
}

/// Reads the greeting, and asks for the proof.
pub async fn read(relay: &Relay, team: TeamId, pipe: &mut Pipe) -> Result<Greeting, End> {
    match next(relay, pipe).await? {
        ClientFrame::Hello {
            device,
            number,
            head,
        } => {
            prove(relay, team, device, pipe).await?;
            Ok(Greeting {
                device: Some(device),
                number,
                head,
            })
        }
        ClientFrame::OldHello {
            token,
            number,
            head,
        } => {
            show(relay, team, &token).await?;
            Ok(Greeting {
                device: None,
                number,
                head,
            })
        }
        _ => Err(End::Fault(Fault::Unreadable)),
    }
}

async fn prove(relay: &Relay, team: TeamId, device: PublicKey, pipe: &mut Pipe) -> Result<(), End> {
    if relay.team(team).await?.is_none() {
        return Err(End::Fault(Fault::UnknownTeam));
    }
    let mut nonce = [0; 32];
    getrandom::fill(&mut nonce).map_err(|_| End::Fault(Fault::Storage))?;
    let relay_key = relay.key.public();
    pipe.send_all(&[RelayFrame::Challenge {
        relay: relay_key,
        nonce,
    }])
    .await?;
    let ClientFrame::Proof(signature) = next(relay, pipe).await? else {
        return Err(End::Fault(Fault::Unreadable));
    };
    if !sign::is_signed(&device, &sign::proof(team, &relay_key, &nonce), &signature) {
        return Err(End::Fault(Fault::BadProof));
    }
    Ok(())
}

async fn show(relay: &Relay, team: TeamId, token: &Token) -> Result<(), End> {
    match relay.team(team).await? {
        None => Err(End::Fault(Fault::UnknownTeam)),
        // Its members know it by device; a token opens nothing any more.
        Some(team) if team.access.is_some() => Err(End::Fault(Fault::Protocol(PROTOCOL))),
        Some(team) if !team.has_token(token) => Err(End::Fault(Fault::WrongToken)),
        Some(_) => Ok(()),
    }
}

async fn next(relay: &Relay, pipe: &mut Pipe) -> Result<ClientFrame, End> {
    let wait = Duration::from_millis(relay.limits.hello_ms_max);
    let bytes = timeout(wait, bytes(pipe)).await.map_err(|_| End::Gone)??;
    Ok(ClientFrame::parse(&bytes)?)
}

async fn bytes(pipe: &mut Pipe) -> Result<Bytes, End> {
    loop {
        match pipe.next().await? {
            Message::Binary(bytes) => return Ok(bytes),
            Message::Ping(_) | Message::Pong(_) => {}
            Message::Text(_) => return Err(End::Fault(Fault::Unreadable)),
            Message::Close(_) => return Err(End::Gone),
        }
    }
}
