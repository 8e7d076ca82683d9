//! The invite's mailbox. Four blobs and a clock; whoever asks for one in vain is guessing.

use std::sync::Arc;
use std::time::Instant;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use ruil_wire::InviteId;
use ruil_wire::invite::{Mailbox, Open, Slot};
use ruil_wire::limit::{INVITE_LIFE_S_MAX, INVITE_MESSAGE_BYTES_MAX};

use super::{Peer, asker, id, pass};
use crate::error::Error;
use crate::relay::{Pass, Relay};
use crate::store::{Invite, Left, Note, Opened, Opening};
use crate::writer::now_ms;

/// Opens a mailbox.
pub async fn open(
    State(relay): State<Arc<Relay>>,
    Path(invite): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Error> {
    let id: InviteId = id(&invite)?;
    let Open {
        team,
        token,
        life_s,
        commitment,
    } = Open::parse(&body).map_err(|_| Error::Malformed)?;
    if !(1..=INVITE_LIFE_S_MAX).contains(&life_s) {
        return Err(Error::Malformed);
    }
    let pass = match token {
        Some(token) => Pass::Token(token),
        None => pass(&headers)?,
    };
    let found = relay.team(team).await?;
    if !found.is_some_and(|found| relay.opens(team, &found, &pass)) {
        return Err(Error::Forbidden);
    }
    let now_ms = now_ms();
    let expires_ms = now_ms + u64::from(life_s) * 1_000;
    let (ask, reveal, answer) = (None, None, None);
    let invite = Invite {
        team,
        commitment,
        expires_ms,
        ask,
        reveal,
        answer,
    };
    let opening = Opening {
        now_ms,
        max: relay.limits.invites_per_team_max,
    };
    match relay
        .writer
        .run(move |store| store.open(id, &invite, opening))
        .await??
    {
        Opened::Open => Ok(StatusCode::CREATED),
        Opened::Taken => Err(Error::Taken),
        Opened::TooMany => Err(Error::TooMany),
    }
}

/// Reads a mailbox.
pub async fn read(
    State(relay): State<Arc<Relay>>,
    Extension(peer): Extension<Peer>,
    Path(invite): Path<String>,
    headers: HeaderMap,
) -> Result<Vec<u8>, Error> {
    let id: InviteId = id(&invite)?;
    let guess = Guess::take(&relay, &peer, &headers)?;
    let now_ms = now_ms();
    let invite = relay.read(move |store| store.invite(id, now_ms)).await?;
    let Invite {
        commitment,
        expires_ms,
        ask,
        reveal,
        answer,
        ..
    } = invite.ok_or(Error::Unknown)?;
    guess.was_right();
    let left_s = expires_ms.saturating_sub(now_ms).div_ceil(1_000);
    let left_s = u32::try_from(left_s).unwrap_or(u32::MAX);
    Ok(Mailbox {
        left_s,
        commitment,
        ask,
        reveal,
        answer,
    }
    .to_bytes())
}

/// Writes one message. The joiner needs the invite's name alone, the inviter also her pass.
pub async fn leave(
    State(relay): State<Arc<Relay>>,
    Extension(peer): Extension<Peer>,
    Path((invite, slot)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Error> {
    let id: InviteId = id(&invite)?;
    let slot = Slot::from_name(&slot).ok_or(Error::Unknown)?;
    if body.len() > INVITE_MESSAGE_BYTES_MAX {
        return Err(Error::Malformed);
    }
    let guess = Guess::take(&relay, &peer, &headers)?;
    match slot {
        Slot::Ask => {}
        Slot::Reveal | Slot::Answer => must_own(&relay, id, &headers).await?,
    }
    let leave = move |store: &dyn crate::store::Store| {
        store.leave(
            id,
            &Note {
                slot,
                message: &body,
            },
            now_ms(),
        )
    };
    let left = relay.writer.run(leave).await??;
    if left != Left::Unknown {
        guess.was_right();
    }
    match left {
        Left::Written => Ok(StatusCode::NO_CONTENT),
        Left::Taken => Err(Error::Taken),
        Left::Unknown => Err(Error::Unknown),
    }
}

/// Closes a mailbox.
pub async fn close(
    State(relay): State<Arc<Relay>>,
    Extension(peer): Extension<Peer>,
    Path(invite): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Error> {
    let id: InviteId = id(&invite)?;
    let guess = Guess::take(&relay, &peer, &headers)?;
    must_own(&relay, id, &headers).await?;
    guess.was_right();
    relay.writer.run(move |store| store.close(id)).await??;
    Ok(StatusCode::NO_CONTENT)
}

async fn must_own(relay: &Relay, id: InviteId, headers: &HeaderMap) -> Result<(), Error> {
    match relay.owns(id, &pass(headers)?).await? {
        None => Err(Error::Unknown),
        Some(false) => Err(Error::Forbidden),
        Some(true) => Ok(()),
    }
}

/// One try at an invite's name: paid for beforehand, given back if there was such an invite.
struct Guess<'a> {
    relay: &'a Relay,
    asker: std::net::IpAddr,
}

impl<'a> Guess<'a> {
    fn take(relay: &'a Relay, peer: &Peer, headers: &HeaderMap) -> Result<Self, Error> {
        let asker = asker(relay, peer, headers);
        let allowed = relay.guesses.take(asker, 1, Instant::now());
        if allowed {
            Ok(Self { relay, asker })
        } else {
            Err(Error::TooMany)
        }
    }

    fn was_right(self) {
        self.relay.guesses.give_back(&self.asker, 1);
    }
}
