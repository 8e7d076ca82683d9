//! Founding a team: a random name and the hash of what its members show.

use std::sync::Arc;
use std::time::Instant;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use ruil_wire::TeamId;

use super::{Peer, asker, id};
use crate::error::Error;
use crate::relay::Relay;
use crate::store::Founded;

/// Makes room for a team.
pub async fn found(
    State(relay): State<Arc<Relay>>,
    Extension(peer): Extension<Peer>,
    Path(team): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Error> {
    let team: TeamId = id(&team)?;
    let token_hash: [u8; 32] = body[..].try_into().map_err(|_| Error::Malformed)?;
    let asker = asker(&relay, &peer, &headers);
    if !relay.founded.take(asker, 1, Instant::now()) {
        return Err(Error::TooMany);
    }
    match relay
        .writer
        .run(move |store| store.found(team, token_hash))
        .await??
    {
        Founded::New => Ok(StatusCode::CREATED),
        Founded::Already => {
            relay.founded.give_back(&asker, 1);
            Ok(StatusCode::OK)
        }
        Founded::Taken => Err(Error::Taken),
    }
}
