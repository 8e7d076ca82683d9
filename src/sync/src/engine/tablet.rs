//! The team's tablet: whoever stands at it acts.

use ruil_core::PersonId;

use super::Engine;

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
