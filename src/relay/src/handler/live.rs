//! The way into a live connection.

use std::sync::Arc;

use axum::Extension;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Path, State};
use axum::response::Response;
use ruil_wire::TeamId;
use ruil_wire::limit::FRAME_BYTES_MAX;

use super::{Peer, id};
use crate::error::Error;
use crate::limit::{READ_BUFFER_BYTES, WRITE_BUFFER_BYTES};
use crate::live::session;
use crate::relay::Relay;

/// Turns a request into a live connection. Who it is, the first frame will say.
pub async fn upgrade(
    State(relay): State<Arc<Relay>>,
    Extension(peer): Extension<Peer>,
    Path(team): Path<String>,
    socket: WebSocketUpgrade,
) -> Result<Response, Error> {
    let team: TeamId = id(&team)?;
    let socket = socket
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(WRITE_BUFFER_BYTES)
        .max_message_size(FRAME_BYTES_MAX)
        .max_frame_size(FRAME_BYTES_MAX);
    Ok(socket.on_upgrade(async move |socket| {
        session::run(relay, team, socket).await;
        drop(peer.permit);
    }))
}
