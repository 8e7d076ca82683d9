//! Ids: random, made at the edge, never reused.

use core::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Makes an id of bytes, random ones from the edge.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// Returns the bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// Reads the hyphenated form, as it stands in a path.
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            /// Writes the first two bytes, enough to tell ids apart in a test.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let [first, second, ..] = self.as_bytes();
                write!(f, concat!(stringify!($name), "({:02x}{:02x}…)"), first, second)
            }
        }
    )*};
}

id! {
    /// A team.
    TeamId;
    /// A person in a team.
    PersonId;
    /// A phone or a tablet.
    DeviceId;
    /// A home or ward.
    UnitId;
    /// A kind of shift.
    KindId;
    /// A qualification.
    QualificationId;
    /// A shift.
    ShiftId;
    /// An offer: the id of the event that made it.
    OfferId;
    /// A wish: the id of the event that made it.
    WishId;
    /// A proposed circle: the id of the event that made it.
    CircleId;
    /// A round: the id of the event that opened it.
    RoundId;
    /// An event.
    EventId;
}

impl PersonId {
    /// Nobody in particular: whose the team's tablet is. No person has this id.
    pub const NOBODY: Self = Self(Uuid::nil());
}

impl WishId {
    /// Returns the id of the wish that `event` makes.
    pub const fn of(event: EventId) -> Self {
        Self(event.0)
    }
}

impl CircleId {
    /// Returns the id of the circle that `event` proposes.
    pub const fn of(event: EventId) -> Self {
        Self(event.0)
    }
}

impl RoundId {
    /// Returns the id of the round that `event` opens.
    pub const fn of(event: EventId) -> Self {
        Self(event.0)
    }
}

impl OfferId {
    /// Returns the id of the offer that `event` makes.
    pub const fn of(event: EventId) -> Self {
        Self(event.0)
    }
}

impl ShiftId {
    /// Returns the id of the part of a shift that changes hands by an offer.
    pub const fn part_of(offer: OfferId) -> Self {
        Self::nth(EventId(offer.0), 0)
    }

    /// Returns an id for a place in a round while it is none of the roster's shifts.
    pub const fn place_of(round: RoundId, index: u32) -> Self {
        Self::nth(EventId(round.0), index)
    }

    /// Returns the id of the `index`-th shift that `event` adds.
    ///
    /// Derived, so that a roster of hundreds of shifts carries none of their ids: the last four
    /// bytes are mixed with the index, the first twelve keep two events apart.
    ///
    /// Done on bytes: rustc 1.95 compiles the same exclusive-or of a `u128` wrongly for wasm32 at
    /// `opt-level = "z"`, and shifts took each other's place.
    pub const fn nth(event: EventId, index: u32) -> Self {
        let [head @ .., w, x, y, z] = *event.as_bytes();
        let [a, b, c, d, e, f, g, h, i, j, k, l] = head;
        let [m, n, o, p] = (u32::from_be_bytes([w, x, y, z]) ^ index.wrapping_add(1)).to_be_bytes();
        Self::from_bytes([a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_of_one_event_differ() {
        let event = EventId::from_bytes([7; 16]);
        let ids: std::collections::BTreeSet<_> =
            (0..1000).map(|n| ShiftId::nth(event, n)).collect();
        assert_eq!(ids.len(), 1000);
        assert!(!ids.contains(&ShiftId(event.0)));
    }

    #[test]
    fn text_and_back() {
        let id = OfferId::from_bytes([9; 16]);
        assert_eq!(OfferId::parse(&id.to_string()), Some(id));
        assert_eq!(OfferId::parse("elsewhere"), None);
    }
}
