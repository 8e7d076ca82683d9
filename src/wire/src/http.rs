//! The HTTP paths, spelled once for app and relay.
//!
//! Bodies are the byte formats of [`crate::frame`] and [`crate::invite`], never JSON.
//!
//! | method and path | body in | body out |
//! | --- | --- | --- |
//! | `PUT /v1/teams/{team}` | the token's hash, 32 bytes | – (201 new, 200 there already, 409 another token) |
//! | `GET /v1/teams/{team}/live` | WebSocket of frames | |
//! | `PUT /v1/invites/{invite}` | [`crate::invite::Open`] | – (201) |
//! | `GET /v1/invites/{invite}` | – | [`crate::invite::Mailbox`] (404 unknown, used up or expired) |
//! | `PUT /v1/invites/{invite}/{slot}` | at most [`crate::limit::INVITE_MESSAGE_BYTES_MAX`] | – (204, 409 if already there) |
//! | `DELETE /v1/invites/{invite}` | – | – (204) |
//! | `GET /v1/health` | – | `ok` |
//!
//! Whoever opened an invite shows the team's token for `reveal`, `answer` and `DELETE` as
//! `authorization: Bearer <hex>`.

use crate::invite::Slot;
use crate::{InviteId, TeamId};

/// Path pattern of a team.
pub const TEAM: &str = "/v1/teams/{team}";
/// Path pattern of a team's live connection.
pub const LIVE: &str = "/v1/teams/{team}/live";
/// Path pattern of an invite.
pub const INVITE: &str = "/v1/invites/{invite}";
/// Path pattern of one message of an invite.
pub const INVITE_SLOT: &str = "/v1/invites/{invite}/{slot}";
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

/// Returns an invite's path.
pub fn invite(invite: InviteId) -> String {
    format!("/v1/invites/{invite}")
}

/// Returns the path of one message of an invite.
pub fn invite_slot(invite: InviteId, slot: Slot) -> String {
    format!("/v1/invites/{invite}/{}", slot.as_str())
}
