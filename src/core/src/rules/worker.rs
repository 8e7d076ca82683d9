//! As much of a person as the rules ask for, and no more: no date of birth, no reasons.

use serde::{Deserialize, Serialize};

/// Whom the rules protect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Worker {
    /// How old.
    pub age: Age,
    /// Pregnant, or within six months after giving birth (ATW 4:5, 4:7).
    pub pregnant: bool,
}

/// An age as coarse as the rules allow.
///
/// The category at the time of the duties that are judged; who keeps a date of birth asks again
/// after a birthday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Age {
    /// A child: under 16 (ATW 1:2).
    Under16,
    /// 16 or 17 (ATW 1:1(3)).
    From16,
    /// 18 or older.
    From18,
    /// 55 or older, for collective agreements.
    From55,
    /// 57 or older, for collective agreements.
    From57,
}

impl Age {
    /// Returns the category of an age in years.
    pub const fn of_years(years: u8) -> Self {
        match years {
            0..=15 => Self::Under16,
            16..=17 => Self::From16,
            18..=54 => Self::From18,
            55..=56 => Self::From55,
            57.. => Self::From57,
        }
    }

    /// Tells whether the rules for young people hold.
    pub const fn is_minor(self) -> bool {
        matches!(self, Self::Under16 | Self::From16)
    }
}

impl Worker {
    /// An adult of whom nothing else is known.
    pub const ADULT: Self = Self {
        age: Age::From18,
        pregnant: false,
    };

    /// Returns a worker of an age in years.
    pub const fn of_years(years: u8) -> Self {
        Self {
            age: Age::of_years(years),
            pregnant: false,
        }
    }
}
