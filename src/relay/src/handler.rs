//! The handlers, one resource each, and what they read requests with.

use std::net::IpAddr;
use std::str::FromStr;
use std::sync::Arc;

use axum::http::{HeaderMap, header};
use ruil_wire::{PublicKey, TeamId};

use crate::error::Error;
use crate::limit::gate::{Permit, network};
use crate::relay::{Pass, Relay};

pub mod app;
pub mod checkpoint;
pub mod envelopes;
pub mod health;
pub mod invite;
pub mod live;
pub mod push;
pub mod team;

/// The other end of the connection a request came over.
#[derive(Clone)]
pub struct Peer {
    /// Its address.
    pub address: IpAddr,
    /// Its place, kept for as long as anything of it is alive.
    pub permit: Arc<Permit>,
}

/// Reads an id out of a path. What is no id names nothing.
pub fn id<T: FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::Unknown)
}

/// Reads what a request shows to be let do something.
pub fn pass(headers: &HeaderMap) -> Result<Pass, Error> {
    let shown = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let hex = shown.and_then(|value| value.strip_prefix("Bearer "));
    let hex = hex.ok_or(Error::Forbidden)?;
    let bearer = hex.parse().map(Pass::Bearer);
    let pass = bearer.or_else(|_| hex.parse().map(Pass::Token));
    pass.map_err(|_| Error::Forbidden)
}

/// Returns the device that a request comes from, if it is in the team now.
pub async fn member(relay: &Relay, team: TeamId, headers: &HeaderMap) -> Result<PublicKey, Error> {
    let pass = pass(headers)?;
    let found = relay.team(team).await?;
    match pass {
        Pass::Bearer(bearer) if found.is_some_and(|found| relay.opens(team, &found, &pass)) => {
            Ok(bearer.device)
        }
        Pass::Bearer(_) | Pass::Token(_) => Err(Error::Forbidden),
    }
}

/// Asserts that a request comes from a device that may sign the list of who may.
pub async fn admin(relay: &Relay, team: TeamId, headers: &HeaderMap) -> Result<(), Error> {
    let device = member(relay, team, headers).await?;
    let found = relay.team(team).await?;
    let found = found.and_then(|found| found.member(&device));
    if found.is_some_and(|member| member.is_admin) {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// Returns whom a request's cost is put down to.
///
/// Behind a proxy that is the last address of `x-forwarded-for`, the one the proxy itself added.
pub fn asker(relay: &Relay, peer: &Peer, headers: &HeaderMap) -> IpAddr {
    let forwarded = headers.get_all("x-forwarded-for").iter().next_back();
    let last =
        forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    network(last.filter(|_| relay.proxied).unwrap_or(peer.address))
}
