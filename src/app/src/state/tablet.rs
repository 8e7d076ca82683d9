//! The team's tablet: somebody stands there, and is gone again.

pub mod knock;

use leptos::prelude::*;
use ruil_core::PersonId;

use super::here::Here;
use super::settings::Settings;
use super::{Session, now};
use crate::edge::{awake, clock, wake};
use crate::route::Route;

/// So long after the last touch the board is back, in milliseconds.
const IDLE_MS: u64 = 60_000;
/// So long before that it is told, in seconds.
const TOLD_S: u64 = 10;
/// How often the time is looked at.
const LOOK_MS: u32 = 500;

/// The team's tablet.
#[derive(Clone, Copy)]
pub struct Tablet {
    session: Session,
    here: Here,
    settings: Settings,
}

impl Tablet {
    /// Takes over the tablet's board, and its screen stays on.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            here: expect_context(),
            settings: expect_context(),
        }
    }

    /// Keeps the screen on for as long as the app is shown.
    pub fn keep_awake() {
        awake::keep();
    }

    /// Shows the tablet to somebody, at a place.
    pub fn stand(self, person: PersonId, at: Route) {
        self.here.forget_places(None);
        self.here.go(at);
        self.session.stand(Some(person));
        self.settings.lend(Some(person.to_string()));
    }

    /// Shows the board; of who stood there nothing is left, in the history neither.
    pub fn leave(self) {
        self.here.forget_places(None);
        self.session.stand(None);
        self.here.replace(Route::Mine);
        self.settings.lend(None);
    }

    /// Leaves when nobody has touched the tablet for a while, or it shows something else, and remembers no
    /// places. Returns the last seconds, and follows them.
    pub fn watch(self) -> Memo<Option<u64>> {
        let leave = Callback::new(move |()| self.leave());
        self.here.forget_places(Some(leave));
        idle(leave)
    }
}

/// Calls `out` when nobody has touched the tablet for a while, or it shows something else, for as long as
/// the page is there. Returns the last seconds, and follows them.
pub fn idle(out: Callback<()>) -> Memo<Option<u64>> {
    let touched_ms = StoredValue::new(now::now_ms());
    let left_ms = RwSignal::new(IDLE_MS);
    let touch = move || {
        let _gone = touched_ms.try_set_value(now::now_ms());
        let _gone = left_ms.try_set(IDLE_MS);
    };
    let signs = wake::on_signs(touch, move || {
        out.try_run(());
    });
    let ticker = clock::every(LOOK_MS, move || {
        let now_ms = now::now_ms();
        let Some(since_ms) = touched_ms.try_get_value() else {
            return;
        };
        if now_ms < since_ms {
            // The clock was put back.
            touched_ms.set_value(now_ms);
        }
        let left_now_ms = left(since_ms, now_ms);
        if left_now_ms == 0 {
            out.try_run(());
        } else {
            left_ms.set(left_now_ms);
        }
    });
    let kept = StoredValue::new_local(Some((signs, ticker)));
    on_cleanup(move || drop(kept.try_update_value(Option::take)));
    Memo::new(move |_| told_s(left_ms.get()))
}

/// Returns how long somebody who touched the tablet then may stay.
const fn left(since_ms: u64, now_ms: u64) -> u64 {
    IDLE_MS.saturating_sub(now_ms.saturating_sub(since_ms))
}

/// Returns the seconds to tell, of what is left.
const fn told_s(left_ms: u64) -> Option<u64> {
    let left_s = left_ms.div_ceil(1_000);
    if left_s <= TOLD_S { Some(left_s) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_touches_nothing_is_told_and_then_gone() {
        let told = |idle_ms: u64| told_s(left(5_000, 5_000 + idle_ms));
        assert_eq!(told(0), None);
        assert_eq!(told(49_999), None);
        assert_eq!(told(50_000), Some(10));
        assert_eq!(told(59_001), Some(1));
        assert_eq!(left(5_000, 65_000), 0);
        assert_eq!(left(5_000, 900_000), 0, "after a sleep of the tablet");
        assert_eq!(left(5_000, 1_000), IDLE_MS, "the clock was put back");
    }
}
