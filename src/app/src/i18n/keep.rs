//! What went wrong with a lock, a kit or a file, as sentences that also say what to do.

use ruil_sync::export::ExportError;

use super::{Lang, failure, t};
use crate::edge::file::FileError;
use crate::edge::passkey::NoPasskey;
use crate::state::boot::file::{NotBack, NotSealed};
use crate::state::boot::lock::LockFailure;
use crate::state::kit::Slip;

const MIB: u64 = 1024 * 1024;
const MINUTE_S: u64 = 60;

/// Says why a lock was not opened, set or taken off, at this time.
pub fn lock(lang: Lang, failure: &LockFailure, now_ms: u64) -> String {
    match failure {
        LockFailure::Short => t::lock::short(lang),
        LockFailure::NotSame => t::lock::not_same(lang),
        LockFailure::Wrong => t::lock::wrong(lang),
        LockFailure::Missing => t::lock::missing(lang),
        LockFailure::Passkey(NoPasskey::Unable) => t::passkey::unable(lang),
        LockFailure::Passkey(NoPasskey::Declined) => t::passkey::declined(lang),
        LockFailure::Passkey(NoPasskey::Other) => t::passkey::failed(lang),
        LockFailure::Wait { until_ms } => {
            let left_ms = until_ms.saturating_sub(now_ms).max(1);
            return wait(lang, left_ms.div_ceil(1_000));
        }
        LockFailure::Storage(error) => return failure::storage(lang, error),
    }
    .to_owned()
}

/// Says how long to wait before the next try.
pub fn wait(lang: Lang, left_s: u64) -> String {
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    if left_s > MINUTE_S {
        t::lock::wait_min(lang, count(left_s.div_ceil(MINUTE_S)))
    } else {
        t::lock::wait_s(lang, count(left_s))
    }
}

/// Says why there is no file.
pub fn not_sealed(lang: Lang, not_sealed: &NotSealed, now_ms: u64) -> String {
    match not_sealed {
        NotSealed::Lock(failure) => lock(lang, failure, now_ms),
        NotSealed::Refused => t::export::refused(lang).to_owned(),
    }
}

/// Says why a file was not put back.
pub fn not_back(lang: Lang, not_back: &NotBack, now_ms: u64) -> String {
    match not_back {
        NotBack::File(FileError::TooBig {
            size_bytes,
            max_bytes,
        }) => t::put_back::too_big(lang, size_bytes.div_ceil(MIB), max_bytes / MIB),
        NotBack::File(FileError::Unreadable) => t::put_back::not_opened(lang).to_owned(),
        NotBack::Export(ExportError::NotOurs) => t::put_back::not_ours(lang).to_owned(),
        NotBack::Export(ExportError::Locked) => t::put_back::locked(lang).to_owned(),
        NotBack::Export(ExportError::Empty) => t::put_back::empty(lang).to_owned(),
        NotBack::Lock(failure) => lock(lang, failure, now_ms),
    }
}

/// Says what is wrong with a kit as it was typed.
pub fn slip(lang: Lang, slip: &Slip) -> String {
    match slip {
        Slip::Sign { sign, group } => t::kit::no_sign(lang, group, sign),
        Slip::Group { group, had } => t::kit::group_length(lang, group, had),
        Slip::Length { had, needs } => t::kit::length(lang, had, needs),
        Slip::Somewhere => t::kit::slip(lang).to_owned(),
        Slip::Storage(error) => failure::storage(lang, error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_told_in_the_unit_that_fits() {
        assert!(wait(Lang::Dutch, 1).contains("1 seconde "));
        assert!(wait(Lang::Dutch, 60).contains("60 seconden"));
        assert!(wait(Lang::Dutch, 61).contains("2 minuten"));
        let failure = LockFailure::Wait { until_ms: 30_000 };
        assert!(lock(Lang::English, &failure, 29_999).contains("1 second."));
        assert!(lock(Lang::English, &failure, 40_000).contains("1 second."));
    }
}
