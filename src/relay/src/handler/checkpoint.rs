//! Checkpoints: a team's sealed state at a number, for who joins late.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use ruil_wire::TeamId;

use super::{admin, id, member};
use crate::error::Error;
use crate::relay::Relay;
use crate::store::Kept;

/// Keeps a checkpoint. The first one brought at a number stays. Coordinators bring it: what it stands for
/// may be dropped, and the relay can't see whether it is any good.
pub async fn keep(
    State(relay): State<Arc<Relay>>,
    Path((team, number)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Error> {
    let (team, number) = allowed(&relay, &team, &number, &headers).await?;
    admin(&relay, team, &headers).await?;
    if body.is_empty() {
        return Err(Error::Malformed);
    }
    let keep = move |store: &dyn crate::store::Store| store.keep(team, number, &body);
    match relay.writer.run(keep).await?? {
        Kept::New => Ok(StatusCode::CREATED),
        Kept::Already => Ok(StatusCode::OK),
        Kept::Outside => Err(Error::Taken),
    }
}

/// Reads a checkpoint.
pub async fn read(
    State(relay): State<Arc<Relay>>,
    Path((team, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Vec<u8>, Error> {
    let (team, number) = allowed(&relay, &team, &number, &headers).await?;
    let found = relay.read(move |store| store.checkpoint(team, number));
    found.await?.ok_or(Error::Unknown)
}

async fn allowed(
    relay: &Relay,
    team: &str,
    number: &str,
    headers: &HeaderMap,
) -> Result<(TeamId, u64), Error> {
    let (team, number) = (id(team)?, id(number)?);
    member(relay, team, headers).await?;
    let enough = relay.checkpoints.take(team, 1, Instant::now());
    enough.then_some((team, number)).ok_or(Error::TooMany)
}
