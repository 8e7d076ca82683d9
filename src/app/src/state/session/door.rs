//! Who gets in: passes, joiners, removals, and whether there is a relay at all.

use leptos::prelude::*;
use ruil_core::{Command, DeviceId, PersonId};
use ruil_sync::Engine;
use ruil_sync::invite::Welcome;
use ruil_wire::Token;

use super::Session;
use crate::edge::random;
use crate::state::relay::Relay;

impl Session {
    /// Returns what opens this team's doors at the relay, for requests outside the connection.
    pub fn pass(self) -> Option<String> {
        self.engine.with_value(|engine| {
            if engine.speaks_old() {
                let token = engine.me().keys.newest().derive_token();
                return Some(token.to_string());
            }
            Some(engine.bearer()?.to_string())
        })
    }

    /// Returns the token of a team from before there were passes.
    pub fn old_token(self) -> Option<Token> {
        self.engine.with_value(|engine| {
            let token = || engine.me().keys.newest().derive_token();
            engine.speaks_old().then(token)
        })
    }

    /// Lets this device number its own log, without a relay, or ends that and looks for one.
    pub fn set_solo(self, solo: bool) {
        let outputs = self.engine.try_update_value(|engine| engine.set_solo(solo));
        self.run(outputs.unwrap_or_default());
        if solo {
            Relay::hang_up(self);
        } else {
            Relay::connect(self);
        }
    }

    /// Tells whether this device numbers its own log.
    pub(in crate::state) fn is_solo(self) -> bool {
        self.engine.with_value(Engine::is_solo)
    }

    /// Returns what to hand over to a colleague who joins.
    pub fn welcome_for_joiner(self) -> Welcome {
        self.engine.with_value(Engine::welcome_for_joiner)
    }

    /// Takes note of the identity under a lock, as this device holds it; empty if it holds the open one.
    pub(in crate::state) fn note_lock(self, locked: &[u8]) {
        self.engine.update_value(|engine| engine.set_lock(locked));
    }

    /// Prepares taking people or devices out of the team, with a new key for all who stay.
    pub fn removal(self, people: Vec<PersonId>, devices: Vec<DeviceId>) -> Option<Command> {
        let random = (random::bytes(), random::bytes());
        let removal = self
            .engine
            .with_value(|engine| engine.removal(people, devices, random));
        removal.map(Command::Remove)
    }
}
