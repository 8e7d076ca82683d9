//! Push: where a device takes messages, and letters from its colleagues.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use ruil_wire::{Letter, TeamId, http};

use super::{id, member};
use crate::error::Error;
use crate::limit::LETTERS_PER_DEVICE_MAX;
use crate::push::Endpoint;
use crate::relay::Relay;
use crate::store::post::Held;
use crate::writer::now_ms;

/// Returns the relay's key for push services.
pub async fn key(State(relay): State<Arc<Relay>>) -> Result<Vec<u8>, Error> {
    let vapid = relay.postman.vapid.as_ref().ok_or(Error::Unknown)?;
    Ok(vapid.public().to_vec())
}

/// Keeps where a device takes messages. It says so at every start, so what waited for it is dropped.
pub async fn subscribe(
    State(relay): State<Arc<Relay>>,
    Path(team): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Error> {
    let team: TeamId = id(&team)?;
    let device = member(&relay, team, &headers).await?;
    if !relay.letters.take(team, 1, Instant::now()) {
        return Err(Error::TooMany);
    }
    let text = str::from_utf8(&body).map_err(|_| Error::Malformed)?;
    let endpoint = Endpoint::parse(text, relay.postman.anywhere).ok_or(Error::Malformed)?;
    let keep = relay
        .writer
        .run(move |store| store.subscribe((team, device), Some(&endpoint.url)));
    keep.await??;
    Ok(StatusCode::NO_CONTENT)
}

/// Forgets where a device takes messages.
pub async fn unsubscribe(
    State(relay): State<Arc<Relay>>,
    Path(team): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Error> {
    let team: TeamId = id(&team)?;
    let device = member(&relay, team, &headers).await?;
    let forget = relay
        .writer
        .run(move |store| store.subscribe((team, device), None));
    forget.await??;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a letter for a colleague's device, or takes one back that waits.
pub async fn send(
    State(relay): State<Arc<Relay>>,
    Path((team, device)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Error> {
    let team: TeamId = id(&team)?;
    let device = http::device(&device).ok_or(Error::Unknown)?;
    member(&relay, team, &headers).await?;
    if !relay.letters.take(team, 1, Instant::now()) {
        return Err(Error::TooMany);
    }
    let letter = Letter::parse(&body).map_err(|_| Error::Malformed)?;
    let to = (team, device);
    let Some(sealed) = letter.sealed else {
        let back = relay
            .writer
            .run(move |store| store.take_back(to, letter.topic));
        back.await??;
        return Ok(StatusCode::ACCEPTED);
    };
    let endpoint = relay.read(move |store| store.endpoint(to)).await?;
    endpoint.ok_or(Error::Unknown)?;
    let due_ms = now_ms() + u64::from(letter.wait_s) * 1_000;
    let held = Held {
        topic: letter.topic,
        due_ms,
        until_ms: due_ms + u64::from(letter.life_s.max(1)) * 1_000,
        is_urgent: letter.is_urgent,
        sealed,
    };
    let hold = relay
        .writer
        .run(move |store| store.hold(to, &held, LETTERS_PER_DEVICE_MAX));
    if hold.await?? {
        relay.postman.ring();
        Ok(StatusCode::ACCEPTED)
    } else {
        Err(Error::TooMany)
    }
}
