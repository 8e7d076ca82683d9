//! The tries: each is counted before it is made.

use leptos::prelude::*;
use ruil_sync::lock::{Lock, Stretch};

use super::{Knock, KnockFailure, Step};
use crate::edge::stretch;
use crate::edge::{clock, random};

impl Knock {
    pub(super) async fn look(self) -> Result<(), KnockFailure> {
        let pins = self.tablet.session.pins().await?;
        let until_ms = pins.next_ms(self.person, clock::now_ms());
        let _gone = self.until_ms.try_set(until_ms);
        self.turn_to(if pins.has(self.person) {
            Step::Pin
        } else {
            Step::Permit
        });
        Ok(())
    }

    pub(super) async fn try_pin(self, pin: &str) -> Result<(), KnockFailure> {
        let session = self.tablet.session;
        let before = session.pins().await?;
        let now_ms = clock::now_ms();
        self.is_time(before.next_ms(self.person, now_ms), now_ms)?;
        let mut pins = before.clone();
        let Some(lock) = pins.begin(self.person, now_ms) else {
            self.turn_to(Step::Permit);
            return Ok(());
        };
        session.keep_pins(&pins).await?;
        let key = match stretch::run(lock.stretch, pin).await {
            Ok(key) => key,
            Err(error) => {
                // That was no try.
                session.keep_pins(&before).await?;
                return Err(error.into());
            }
        };
        if lock.open(&key).is_none() {
            if !pins.has(self.person) {
                self.turn_to(Step::Permit);
                return Err(KnockFailure::Gone);
            }
            self.is_time(pins.next_ms(self.person, now_ms), now_ms)?;
            return Err(KnockFailure::Wrong);
        }
        pins.opened(self.person, lock);
        session.keep_pins(&pins).await?;
        self.enter();
        Ok(())
    }

    pub(super) async fn try_permit(self, typed: &str) -> Result<(), KnockFailure> {
        let session = self.tablet.session;
        let mut pins = session.pins().await?;
        let now_ms = clock::now_ms();
        self.is_time(pins.next_ms(self.person, now_ms), now_ms)?;
        pins.begin(self.person, now_ms);
        session.keep_pins(&pins).await?;
        match session.check_permit(&pins, self.person, typed) {
            Ok(turn) => {
                pins.vouched(self.person);
                session.keep_pins(&pins).await?;
                self.chosen.try_set_value((turn, String::new()));
                self.turn_to(Step::Choose);
                Ok(())
            }
            Err(why) => {
                self.is_time(pins.next_ms(self.person, now_ms), now_ms)?;
                Err(KnockFailure::Permit(why))
            }
        }
    }

    pub(super) async fn choose(self, pin: &str) -> Result<(), KnockFailure> {
        let (turn, first) = self.chosen.get_value();
        if first != pin {
            self.turn_to(Step::Choose);
            return Err(KnockFailure::NotSame);
        }
        let session = self.tablet.session;
        let how = Stretch::make(random::bytes());
        let key = stretch::run(how, pin).await?;
        let lock = Lock::close(how, &key, random::bytes(), self.person.as_bytes());
        let mut pins = session.pins().await?;
        pins.set(self.person, lock, turn);
        session.keep_pins(&pins).await?;
        self.enter();
        Ok(())
    }

    fn is_time(self, until_ms: u64, now_ms: u64) -> Result<(), KnockFailure> {
        if until_ms > now_ms {
            return Err(KnockFailure::Wait(until_ms));
        }
        Ok(())
    }

    /// Lets them in, if they still stand there.
    fn enter(self) {
        if self.step.try_get_untracked().is_some() {
            self.tablet.stand(self.person, self.at);
        }
    }
}
