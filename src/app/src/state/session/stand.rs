//! The team's tablet: who stands there, and the permits that let somebody choose a PIN on it.

use leptos::prelude::*;
use ruil_core::{Command, PersonId};
use ruil_sync::pin::{self, NoPermit, Pins};
use ruil_sync::{Batch, Durability, Engine, NotDone, saved};

use super::{Session, View};
use crate::edge::clock;
use crate::edge::storage::StorageError;

impl Session {
    /// Does once more what somebody asked for, who may have left the tablet since.
    pub(super) fn act_for(self, person: PersonId, commands: Vec<Command>) -> Result<(), NotDone> {
        let commands = commands.into_iter();
        let seeded = commands.map(|command| (command, super::seed())).collect();
        let now = clock::now_ms();
        let acted = self
            .engine
            .try_update_value(|engine| engine.act_for(person, seeded, now));
        self.run(acted.unwrap_or_else(|| Ok(Vec::new()))?);
        Ok(())
    }

    /// Says that it is time. On the tablet that is nobody's deed, whoever stands there.
    pub(in crate::state) fn tick(self) {
        let ticks = vec![Command::Tick];
        let said = if self.is_tablet() {
            self.act_for(PersonId::NOBODY, ticks)
        } else {
            self.act(ticks)
        };
        // Nobody asked for it, so nobody is told if it can't be.
        drop(said);
    }

    /// Tells whether this device is the team's tablet.
    pub fn is_tablet(self) -> bool {
        self.engine.with_value(|engine| engine.me().is_tablet())
    }

    /// Shows the tablet to somebody, or to nobody in particular. What was told to who stood there is gone.
    pub(in crate::state) fn stand(self, person: Option<PersonId>) {
        self.notices.set(Vec::new());
        self.engine.update_value(|engine| engine.stand(person));
        self.view.set(self.engine.with_value(View::of));
    }

    /// Returns the permit each of the team's tablets takes from somebody by now, as this device shows it.
    pub fn permits(self, person: PersonId) -> Vec<String> {
        let now_ms = clock::now_ms();
        self.engine.with_value(|engine| {
            let devices = engine.team().devices.values();
            let tablets = devices.filter(|device| device.is_tablet());
            let permit = tablets.filter_map(|one| pin::permit(engine.me(), one, person, now_ms));
            permit.collect()
        })
    }

    /// Checks a permit that was typed on this tablet, and returns the turn it is of.
    pub(in crate::state) fn check_permit(
        self,
        pins: &Pins,
        person: PersonId,
        typed: &str,
    ) -> Result<u64, NoPermit> {
        let now_ms = clock::now_ms();
        self.engine.with_value(|engine: &Engine| {
            pin::check(engine.me(), engine.team(), pins, (person, typed), now_ms)
        })
    }

    /// Reads the PINs this tablet keeps.
    pub(in crate::state) async fn pins(self) -> Result<Pins, StorageError> {
        // The log is not asked for.
        let kept = self.storage().read_from(u64::MAX).await?;
        let bytes = kept.meta.get(saved::PINS).map(Vec::as_slice);
        Ok(Pins::parse(bytes.unwrap_or_default()))
    }

    /// Keeps the PINs of this tablet.
    pub(in crate::state) async fn keep_pins(self, pins: &Pins) -> Result<(), StorageError> {
        let batch = Batch {
            durability: Durability::Strict,
            meta: vec![(saved::PINS.to_owned(), pins.to_bytes())],
            ..Batch::default()
        };
        self.storage().write(&batch).await
    }
}
