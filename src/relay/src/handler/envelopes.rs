//! Envelopes without a live connection: a service worker sends what waits, and holds no key.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use ruil_wire::http::Answers;
use ruil_wire::{ClientFrame, TeamId};

use super::{id, member};
use crate::error::Error;
use crate::relay::Relay;

/// Stores envelopes.
pub async fn push(
    State(relay): State<Arc<Relay>>,
    Path(team): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Vec<u8>, Error> {
    let team: TeamId = id(&team)?;
    let device = member(&relay, team, &headers).await?;
    let Ok(ClientFrame::Push(envelopes)) = ClientFrame::parse(&body) else {
        return Err(Error::Malformed);
    };
    let cost = u32::try_from(envelopes.len()).unwrap_or(u32::MAX);
    if !relay.envelopes.take(team, cost, Instant::now()) {
        return Err(Error::TooMany);
    }
    let answers = relay.push(team, Some(device), envelopes).await?;
    Ok(Answers(answers).to_bytes())
}
