//! The only place where paths are spelled.

use ruil_core::{Day, OfferId, ShiftId};

/// A place in the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// My shifts.
    Mine,
    /// Offers to me, my offers, what became of them.
    Swaps,
    /// One offer.
    Offer(OfferId),
    /// The team's roster, in the week of this day or the one that suits.
    Roster(Option<Day>),
    /// One shift, and what can be done with it.
    Shift(ShiftId),
    /// People, words, this device.
    Team,
    /// A roster file in.
    Import,
    /// Founding a team.
    Found,
    /// Joining one.
    Join,
}

/// Path patterns for the router.
pub mod pattern {
    /// [`super::Route::Swaps`].
    pub const SWAPS: &str = "/swaps";
    /// [`super::Route::Offer`].
    pub const OFFER: &str = "/swaps/:offer";
    /// [`super::Route::Roster`].
    pub const ROSTER: &str = "/roster";
    /// [`super::Route::Shift`].
    pub const SHIFT: &str = "/shift/:shift";
    /// [`super::Route::Team`].
    pub const TEAM: &str = "/team";
    /// [`super::Route::Import`].
    pub const IMPORT: &str = "/team/import";
    /// [`super::Route::Found`].
    pub const FOUND: &str = "/found";
    /// [`super::Route::Join`].
    pub const JOIN: &str = "/join";
}

/// The roster's query key for its week, `YYYY-MM-DD`.
pub const WEEK: &str = "week";

impl Route {
    /// Returns its path.
    pub fn path(self) -> String {
        match self {
            Self::Mine => "/".to_owned(),
            Self::Swaps => pattern::SWAPS.to_owned(),
            Self::Offer(offer) => format!("/swaps/{offer}"),
            Self::Roster(None) => pattern::ROSTER.to_owned(),
            Self::Roster(Some(day)) => {
                let (year, month, day) = day.monday().ymd();
                format!("{}?{WEEK}={year:04}-{month:02}-{day:02}", pattern::ROSTER)
            }
            Self::Shift(shift) => format!("/shift/{shift}"),
            Self::Team => pattern::TEAM.to_owned(),
            Self::Import => pattern::IMPORT.to_owned(),
            Self::Found => pattern::FOUND.to_owned(),
            Self::Join => pattern::JOIN.to_owned(),
        }
    }
}

/// Reads the roster's week from its query.
pub fn parse_week(text: &str) -> Option<Day> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_and_back() {
        let wednesday = Day::from_ymd(2025, 3, 12).unwrap();
        let path = Route::Roster(Some(wednesday)).path();
        assert_eq!(path, "/roster?week=2025-03-10");
        assert_eq!(parse_week("2025-03-10"), Some(wednesday.monday()));
        assert_eq!(parse_week("soon"), None);
        assert_eq!(parse_week("2025-02-30"), None);
    }
}
