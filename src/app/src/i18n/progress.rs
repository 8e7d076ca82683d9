//! How far something I did has come, in a sentence.

use ruil_core::Team;
use ruil_sync::{Link, Progress};
use ruil_wire::Refusal as RelayRefusal;

use super::refusal::refusal;
use super::{Lang, t};
use crate::pick::deeds::Stage;

/// Returns the sentence for a stage. `seen` counts the colleagues who saw what is final.
pub fn stage(lang: Lang, stage: &Stage, link: Link, seen: usize, team: &Team) -> String {
    match stage {
        Stage::Waiting(_, Some(why)) => {
            format!(
                "{} {}",
                t::progress::would_fail(lang),
                refusal(lang, why, team)
            )
        }
        Stage::Waiting(progress, None) => self::progress(lang, *progress, link).to_owned(),
        Stage::Final(_) if seen == 0 => t::progress::is_final(lang).to_owned(),
        Stage::Final(_) => t::progress::seen(lang, i64::try_from(seen).unwrap_or(i64::MAX)),
        Stage::Rejected(why) => refusal(lang, why, team),
    }
}

/// Returns the sentence for an action that is not final yet.
pub fn progress(lang: Lang, progress: Progress, link: Link) -> &'static str {
    match (progress, link) {
        (Progress::Saving, _) => t::progress::saving(lang),
        (Progress::Saved, Link::Offline | Link::Refused(_)) => t::progress::saved_offline(lang),
        (Progress::Saved, Link::CatchingUp | Link::Live) => t::progress::saved(lang),
        (Progress::NotSaved, _) => t::progress::not_saved(lang),
        (Progress::Received, _) => t::progress::received(lang),
        (Progress::Refused(reason), _) => refused(lang, reason),
    }
}

fn refused(lang: Lang, reason: RelayRefusal) -> &'static str {
    match reason {
        RelayRefusal::OtherTeam => t::progress::refused_team(lang),
        RelayRefusal::StaleEpoch | RelayRefusal::StaleAccess | RelayRefusal::BadAccess => {
            t::progress::refused_epoch(lang)
        }
        RelayRefusal::Behind => t::progress::refused_behind(lang),
        RelayRefusal::NotMember => t::progress::refused_member(lang),
        RelayRefusal::Quota => t::progress::refused_quota(lang),
        RelayRefusal::Storage => t::progress::refused_storage(lang),
    }
}
