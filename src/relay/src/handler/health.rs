//! Is the relay there, and can it be of use?

use std::sync::Arc;

use axum::extract::State;
use ruil_wire::TeamId;

use crate::error::Error;
use crate::relay::Relay;

/// The path that tells whoever spreads requests over several relays whether to send some here.
pub const READY: &str = "/v1/ready";

/// Says that it is there. Who gets no answer should start it anew.
pub async fn answer() -> &'static str {
    "ok"
}

/// Says whether the store answers and the relay goes on. Who hears no should ask another node, and wait.
pub async fn ready(State(relay): State<Arc<Relay>>) -> Result<&'static str, Error> {
    if *relay.stop.borrow() {
        return Err(Error::Unavailable);
    }
    // Any question will do; there is no such team.
    relay.team(TeamId([0; 16])).await?;
    Ok("ok")
}
