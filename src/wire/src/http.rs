//! The HTTP paths, spelled once for app and relay.
//!
//! Bodies are the byte formats of [`crate::frame`] and [`crate::invite`], never JSON.
//!
//! | method and path | body in | body out |
//! | --- | --- | --- |
//! | `PUT /v1/teams/{team}` | [`Founding`], or a token's hash in the old protocol | – (201 new, 200 there already, 409 another) |
//! | `GET /v1/teams/{team}/live` | WebSocket of frames | |
//! | `POST /v1/teams/{team}/envelopes` | a push frame, without a live connection | [`Answers`] |
//! | `PUT /v1/teams/{team}/checkpoints/{number}` | a sealed state | – (201) |
//! | `GET /v1/teams/{team}/checkpoints/{number}` | – | the sealed state (404) |
//! | `PUT /v1/invites/{invite}` | [`crate::invite::Open`] | – (201) |
//! | `GET /v1/invites/{invite}` | – | [`crate::invite::Mailbox`] (404 unknown, used up or expired) |
//! | `PUT /v1/invites/{invite}/{slot}` | at most [`crate::limit::INVITE_MESSAGE_BYTES_MAX`] | – (204, 409 if already there) |
//! | `DELETE /v1/invites/{invite}` | – | – (204) |
//! | `GET /v1/push` | – | the relay's key for push services, [`crate::push::KEY_BYTES`] |
//! | `PUT /v1/teams/{team}/push` | where the push service takes messages for this device | – (204, 400 if it can't be) |
//! | `DELETE /v1/teams/{team}/push` | – | – (204) |
//! | `POST /v1/teams/{team}/push/{device}` | [`crate::push::Letter`] for a colleague's device | – (202, 404 if it takes none) |
//! | `GET /v1/health` | – | `ok` |
//!
//! Envelopes, checkpoints and what is a team's of push, and of an invite opening, `reveal`, `answer` and `DELETE`, need
//! `authorization: Bearer <hex>`: a [`crate::Bearer`], or the team's token in the old protocol.

use crate::bytes::{ReadError, Reader, Writer};
use crate::frame::FrameError;
use crate::invite::Slot;
use crate::limit::{ACCESS_BYTES_MAX, ENVELOPES_PER_FRAME_MAX, FRAME_BYTES_MAX};
use crate::{Access, Head, InviteId, PublicKey, RelayFrame, TeamId, Token};

/// Path pattern of a team.
pub const TEAM: &str = "/v1/teams/{team}";
/// Path pattern of a team's live connection.
pub const LIVE: &str = "/v1/teams/{team}/live";
/// Path pattern for envelopes without a live connection.
pub const ENVELOPES: &str = "/v1/teams/{team}/envelopes";
/// Path pattern of a checkpoint.
pub const CHECKPOINT: &str = "/v1/teams/{team}/checkpoints/{number}";
/// Path pattern of an invite.
pub const INVITE: &str = "/v1/invites/{invite}";
/// Path pattern of one message of an invite.
pub const INVITE_SLOT: &str = "/v1/invites/{invite}/{slot}";
/// Path of the relay's key for push services.
pub const PUSH_KEY: &str = "/v1/push";
/// Path pattern of a device's own subscription.
pub const SUBSCRIPTION: &str = "/v1/teams/{team}/push";
/// Path pattern for letters to a device.
pub const LETTERS: &str = "/v1/teams/{team}/push/{device}";
/// Path of the liveness answer.
pub const HEALTH: &str = "/v1/health";

/// Returns a team's path.
pub fn team(team: TeamId) -> String {
    format!("/v1/teams/{team}")
}

/// Returns the path of a team's live connection.
pub fn live(team: TeamId) -> String {
    format!("/v1/teams/{team}/live")
}

/// Returns the path for a team's envelopes.
pub fn envelopes(team: TeamId) -> String {
    format!("/v1/teams/{team}/envelopes")
}

/// Returns the path of a device's own subscription.
pub fn subscription(team: TeamId) -> String {
    format!("/v1/teams/{team}/push")
}

/// Returns the path for letters to a device.
pub fn letters(team: TeamId, device: &PublicKey) -> String {
    let mut path = format!("/v1/teams/{team}/push/");
    for byte in device {
        path.push_str(&format!("{byte:02x}"));
    }
    path
}

/// Reads a device out of the path for letters.
pub fn device(text: &str) -> Option<PublicKey> {
    let Token(device) = text.parse().ok()?;
    Some(device)
}

/// Returns a checkpoint's path.
pub fn checkpoint(team: TeamId, number: u64) -> String {
    format!("/v1/teams/{team}/checkpoints/{number}")
}

/// Returns an invite's path.
pub fn invite(invite: InviteId) -> String {
    format!("/v1/invites/{invite}")
}

/// Returns the path of one message of an invite.
pub fn invite_slot(invite: InviteId, slot: Slot) -> String {
    format!("/v1/invites/{invite}/{}", slot.as_str())
}

/// What makes room for a team: the first list of who may, and where its log begins. That is at 0, unless
/// the team moves to a relay that has not known it, with devices that have not known its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// Who may.
    pub access: Access,
    /// The last number before the log's first.
    pub number: u64,
    /// The chain at that number.
    pub head: Head,
    /// The relay's time at that number, Unix milliseconds.
    pub time_ms: u64,
}

impl Founding {
    /// Returns the bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let start = Writer::new().u64(self.number).put(&self.head.0);
        start.u64(self.time_ms).blob(&self.access.to_bytes()).end()
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut reader = Reader::new(bytes);
        let number = reader.u64()?;
        let head = Head(reader.array()?);
        let time_ms = reader.u64()?;
        let access = Access::parse(reader.blob(ACCESS_BYTES_MAX)?)?;
        reader.end()?;
        Ok(Self {
            access,
            number,
            head,
            time_ms,
        })
    }
}

/// What a live connection would have said to a push: receipts and refusals, not more frames than envelopes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers(pub Vec<RelayFrame>);

impl Answers {
    /// Returns the bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let start = Writer::new().count(self.0.len());
        let write = |writer: Writer, frame: &RelayFrame| writer.blob(&frame.to_bytes());
        self.0.iter().fold(start, write).end()
    }

    /// Reads the bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, FrameError> {
        let mut reader = Reader::new(bytes);
        let count = reader.count(ENVELOPES_PER_FRAME_MAX)?;
        let frames = (0..count).map(|_| RelayFrame::parse(reader.blob(FRAME_BYTES_MAX)?));
        let frames = frames.collect::<Result<_, _>>()?;
        reader.end()?;
        Ok(Self(frames))
    }
}
