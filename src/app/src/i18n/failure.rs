//! What went wrong, as sentences that also say what to do.

use ruil_sync::NotDone;
use ruil_wire::Fault;

use super::alarm::Text;
use super::refusal::refusal;
use super::{Lang, t};
use crate::state::View;
use crate::state::boot::StorageError;
use crate::state::found::NotFounded;
use crate::state::invite::InviteFailure;
use crate::state::join::JoinFailure;
use crate::state::scan::CameraError;

/// Says why the device did not keep something.
pub fn storage(lang: Lang, error: &StorageError) -> String {
    match error {
        StorageError::Blocked => t::failure::storage_blocked(lang),
        StorageError::Timeout => t::failure::storage_timeout(lang),
        StorageError::Quota => t::failure::storage_full(lang),
        StorageError::Aborted => t::failure::storage_aborted(lang),
        StorageError::Unavailable => t::failure::storage_unavailable(lang),
        StorageError::Lost => t::failure::storage_lost(lang),
        StorageError::Emptied => t::failure::storage_emptied(lang),
        StorageError::Conflict => t::failure::storage_conflict(lang),
        StorageError::Outdated => t::failure::storage_outdated(lang),
        StorageError::Unreadable => t::failure::storage_unreadable(lang),
        StorageError::Other(name) => return t::failure::storage_other(lang, name),
    }
    .to_owned()
}

/// Says why a person was not invited, to the one who invites.
pub fn invite(lang: Lang, failure: InviteFailure) -> &'static str {
    match failure {
        InviteFailure::Offline => t::failure::invite_offline(lang),
        InviteFailure::Gone => t::failure::invite_gone(lang),
        InviteFailure::Refused => t::failure::invite_refused(lang),
        InviteFailure::NotSame => t::failure::invite_not_same(lang),
        InviteFailure::NotDone => t::failure::invite_not_done(lang),
    }
}

/// Says why joining failed, to the one who joins.
pub fn join(lang: Lang, failure: &JoinFailure) -> String {
    match failure {
        JoinFailure::NotACode => t::join::not_a_code(lang),
        JoinFailure::Invite(InviteFailure::Offline) => t::failure::join_offline(lang),
        JoinFailure::Invite(InviteFailure::Gone) => t::failure::join_gone(lang),
        JoinFailure::Invite(InviteFailure::Refused) => t::failure::join_refused(lang),
        JoinFailure::Invite(InviteFailure::NotSame | InviteFailure::NotDone) => {
            t::failure::join_not_same(lang)
        }
        JoinFailure::Storage(error) => return storage(lang, error),
    }
    .to_owned()
}

/// Says why there is no picture to scan.
pub fn camera(lang: Lang, error: CameraError) -> &'static str {
    match error {
        CameraError::Denied => t::join::camera_denied(lang),
        CameraError::None => t::join::camera_none(lang),
        CameraError::Other => t::join::camera_other(lang),
    }
}

/// Says why an action was not taken on.
pub fn not_done(lang: Lang, not_done: &NotDone, view: &View) -> String {
    match not_done {
        NotDone::Refused(reason) => refusal(lang, reason, &view.hoped),
        NotDone::TooBig(_) => t::failure::too_big(lang).to_owned(),
        NotDone::Alarm(_) => t::failure::read_only(lang).to_owned(),
    }
}

/// Says why a team could not be founded.
pub fn not_founded(lang: Lang, not_founded: &NotFounded) -> String {
    match not_founded {
        NotFounded::Storage(error) => storage(lang, error),
        // Nobody else is in the team yet, so the names are all there is to refuse.
        NotFounded::NotDone(_) => t::found::too_long(lang).to_owned(),
    }
}

/// Says why the relay ended the connection.
pub fn link(lang: Lang, fault: Fault) -> Text {
    let text = match fault {
        Fault::Protocol(_) => t::link::protocol(lang),
        Fault::UnknownTeam => t::link::unknown_team(lang),
        Fault::WrongToken | Fault::BadProof => t::link::wrong_token(lang),
        Fault::NotMember => t::link::not_member(lang),
        Fault::Unreadable => t::link::unreadable(lang),
        Fault::TooFast => t::link::too_fast(lang),
        Fault::Storage => t::link::storage(lang),
        Fault::Stopping => t::link::stopping(lang),
    };
    Text {
        title: t::link::refused(lang),
        text: text.to_owned(),
    }
}
