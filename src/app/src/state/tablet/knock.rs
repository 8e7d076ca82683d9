//! Somebody says who they are at the tablet: a PIN, or a permit and a new PIN.

mod tries;

use leptos::prelude::*;
use ruil_core::PersonId;
use ruil_sync::pin::{NoPermit, PERMIT_LEN, PIN_MAX, PIN_MIN};

use super::Tablet;
use crate::edge::clock::{self, Ticker};
use crate::edge::storage::StorageError;
use crate::edge::stretch::NotStretched;
use crate::edge::task;
use crate::route::Route;

const LOOK_MS: u32 = 500;

/// What is asked of who knocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Looking what the tablet knows.
    Looking,
    /// The PIN.
    Pin,
    /// A permit, from the own phone or a coordinator's.
    Permit,
    /// A new PIN.
    Choose,
    /// The same again.
    Again,
}

impl Step {
    /// Returns the fewest and the most digits that are typed.
    pub const fn digits(self) -> (usize, usize) {
        match self {
            Self::Looking => (0, 0),
            Self::Permit => (PERMIT_LEN, PERMIT_LEN),
            Self::Pin | Self::Choose | Self::Again => (PIN_MIN, PIN_MAX),
        }
    }
}

/// Why somebody is not let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KnockFailure {
    /// It is another PIN.
    Wrong,
    /// It was wrong too often: the PIN is gone.
    Gone,
    /// The two new PINs are not the same.
    NotSame,
    /// The permit is not taken.
    Permit(NoPermit),
    /// It was wrong too often: the next try may be then, Unix milliseconds.
    Wait(u64),
    /// The code that does it is not on this device.
    Missing,
    /// The device could not keep it.
    Storage(StorageError),
}

impl From<StorageError> for KnockFailure {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl From<NotStretched> for KnockFailure {
    fn from(_: NotStretched) -> Self {
        Self::Missing
    }
}

/// Somebody at the tablet's door.
#[derive(Clone, Copy)]
pub struct Knock {
    tablet: Tablet,
    person: PersonId,
    at: Route,
    step: RwSignal<Step>,
    typed: RwSignal<String>,
    failure: RwSignal<Option<KnockFailure>>,
    busy: RwSignal<bool>,
    until_ms: RwSignal<u64>,
    left_s: Memo<u64>,
    /// The turn of the permit that was taken, and the PIN that is to be repeated.
    chosen: StoredValue<(u64, String)>,
    _ticker: StoredValue<Ticker, LocalStorage>,
}

impl Knock {
    /// Looks what the tablet knows of somebody, who wants to be shown a place.
    pub fn new(tablet: Tablet, person: PersonId, at: Route) -> Self {
        let (now_ms, until_ms) = (RwSignal::new(clock::now_ms()), RwSignal::new(0_u64));
        let ticker = clock::every(LOOK_MS, move || {
            let _gone = now_ms.try_set(clock::now_ms());
        });
        let left_s = move |_: Option<&u64>| {
            let left_ms = until_ms.get().saturating_sub(now_ms.get());
            left_ms.div_ceil(1_000)
        };
        let knock = Self {
            tablet,
            person,
            at,
            step: RwSignal::new(Step::Looking),
            typed: RwSignal::new(String::new()),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
            until_ms,
            left_s: Memo::new(left_s),
            chosen: StoredValue::new((0, String::new())),
            _ticker: StoredValue::new_local(ticker),
        };
        task::spawn(async move {
            if let Err(failure) = knock.look().await {
                knock.turn_to(Step::Pin);
                let _gone = knock.failure.try_set(Some(failure));
            }
        });
        knock
    }

    /// Returns what is asked, and follows it.
    pub fn step(self) -> Step {
        self.step.get()
    }

    /// Returns the digits so far, and follows them.
    pub fn typed(self) -> String {
        self.typed.get()
    }

    /// Returns what the last try came to, and follows it.
    pub fn failure(self) -> Option<KnockFailure> {
        self.failure.get()
    }

    /// Tells whether a try is under way, and follows it.
    pub fn is_busy(self) -> bool {
        self.busy.get()
    }

    /// Returns how many seconds the next try has to wait, and follows it.
    pub fn left_s(self) -> u64 {
        self.left_s.get()
    }

    /// Takes what is typed so far; what is no digit is none.
    pub fn set(self, text: &str) {
        let (_, most) = self.step.get_untracked().digits();
        let digits = text.chars().filter(char::is_ascii_digit);
        self.failure.set(None);
        self.typed.set(digits.take(most).collect());
    }

    /// Forgot the PIN: a permit is asked for.
    pub fn forgot(self) {
        self.turn_to(Step::Permit);
    }

    /// Goes on with what was typed.
    pub fn submit(self) {
        let (step, typed) = (self.step.get_untracked(), self.typed.get_untracked());
        let (fewest, _) = step.digits();
        let is_held = self.busy.get_untracked() || self.left_s.get_untracked() > 0;
        if is_held || typed.len() < fewest {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        self.typed.set(String::new());
        task::spawn(async move {
            let tried = match step {
                Step::Looking => self.look().await,
                Step::Pin => self.try_pin(&typed).await,
                Step::Permit => self.try_permit(&typed).await,
                Step::Choose => {
                    self.chosen.update_value(|(_, pin)| *pin = typed);
                    self.turn_to(Step::Again);
                    Ok(())
                }
                Step::Again => self.choose(&typed).await,
            };
            // Who was let in, or went away, is not here any more.
            let _gone = self.busy.try_set(false);
            if let Err(failure) = tried {
                if let KnockFailure::Wait(until_ms) = failure {
                    let _gone = self.until_ms.try_set(until_ms);
                }
                let _gone = self.failure.try_set(Some(failure));
            }
        });
    }

    fn turn_to(self, step: Step) {
        let _gone = self.failure.try_set(None);
        let _gone = self.typed.try_set(String::new());
        let _gone = self.step.try_set(step);
    }
}
