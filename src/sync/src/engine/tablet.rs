//! The team's tablet: whoever stands at it acts.

use ruil_core::{Command, PersonId};

use super::{Engine, NotDone, Output, Seed};

impl Engine {
    /// Says who stands at the tablet from now on, or that nobody does. A person's own device stays theirs.
    pub fn stand(&mut self, person: Option<PersonId>) {
        if self.me.is_tablet() {
            self.actor = person.unwrap_or(PersonId::NOBODY);
        }
    }

    /// Returns who acts on this device: whose it is, or whoever stands at the tablet.
    pub const fn actor(&self) -> PersonId {
        self.actor
    }

    /// Does what somebody asked for who may have left the tablet since, as [`Self::act`] does.
    pub fn act_for(
        &mut self,
        person: PersonId,
        commands: Vec<(Command, Seed)>,
        wall_ms: u64,
    ) -> Result<Vec<Output>, NotDone> {
        let stands = self.actor;
        self.stand(Some(person));
        let done = self.act(commands, wall_ms);
        self.actor = stands;
        done
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{founded, me};
    use super::*;
    use crate::Identity;

    #[test]
    fn the_tablet_acts_for_whoever_stands_there() {
        let (engine, _) = founded();
        let ann = engine.actor();
        let mut own = engine.clone();
        own.stand(None);
        assert_eq!(own.actor(), ann, "a person's own device stays theirs");

        let mut tablet = Engine::new(Identity {
            person: PersonId::NOBODY,
            ..me()
        });
        assert_eq!(tablet.actor(), PersonId::NOBODY);
        tablet.stand(Some(ann));
        assert_eq!(tablet.actor(), ann);
        tablet.stand(None);
        assert_eq!(tablet.actor(), PersonId::NOBODY);
    }
}
