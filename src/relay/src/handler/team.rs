//! Founding a team: a random name, and who may.

use std::sync::Arc;
use std::time::Instant;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use ruil_wire::http::Founding;
use ruil_wire::{Head, TeamId};

use super::{Peer, asker, id};
use crate::error::Error;
use crate::relay::Relay;
use crate::store::{Founded, Team};
use crate::writer::now_ms;

/// Makes room for a team.
pub async fn found(
    State(relay): State<Arc<Relay>>,
    Extension(peer): Extension<Peer>,
    Path(team): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Error> {
    let id: TeamId = id(&team)?;
    let team = new_team(id, &body).ok_or(Error::Malformed)?;
    let asker = asker(&relay, &peer, &headers);
    if !relay.founded.take(asker, 1, Instant::now()) {
        return Err(Error::TooMany);
    }
    if relay.closed && relay.team(id).await?.is_none() {
        return Err(Error::Forbidden);
    }
    match relay
        .writer
        .run(move |store| store.found(id, &team))
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

fn new_team(id: TeamId, body: &[u8]) -> Option<Team> {
    // In the old protocol it is a token's hash; a founding is longer.
    if let Ok(token_hash) = body.try_into() {
        return Some(Team::by_token(id, token_hash));
    }
    let founding = Founding::parse(body).ok()?;
    let begins = founding.number > 0 || founding.head == Head::start(id);
    let is_sound = begins && founding.time_ms <= now_ms() && founding.access.begins().is_ok();
    let is_its_own = founding.access.grant.team == id;
    (is_sound && is_its_own).then(|| Team::by_access(founding))
}
