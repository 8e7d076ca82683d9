//! The only place where paths are spelled.

use ruil_core::{CircleId, Day, OfferId, RoundId, ShiftId};

/// A place in the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// My shifts.
    Mine,
    /// Offers to me, my offers, what became of them.
    Swaps,
    /// One offer.
    Offer(OfferId),
    /// One proposed circle.
    Circle(CircleId),
    /// My wishes.
    Wishes,
    /// My shifts for a calendar app.
    Calendar,
    /// What happened that is about me.
    News,
    /// When I may be disturbed.
    Calm,
    /// The team's roster, in the week of this day or the one that suits.
    Roster(Option<Day>),
    /// The same to write in, for coordinators.
    Edit(Option<Day>),
    /// One shift, and what can be done with it.
    Shift(ShiftId),
    /// People, words, this device.
    Team,
    /// How the burden is shared.
    Fairness,
    /// A roster file in.
    Import,
    /// The list for the planner.
    Planner,
    /// A new self-rostering round.
    NewRound,
    /// One round.
    Round(RoundId),
    /// Founding a team.
    Found,
    /// Joining one.
    Join,
    /// Putting a file back.
    PutBack,
    /// A recovery kit, to be printed.
    Kit,
    /// Putting the app on the home screen.
    Install,
}

/// The roster's query key for its week, `YYYY-MM-DD`.
const WEEK: &str = "week";

impl Route {
    /// Returns its path.
    pub fn path(self) -> String {
        match self {
            Self::Mine => "/".to_owned(),
            Self::Swaps => "/swaps".to_owned(),
            Self::Offer(offer) => format!("/swaps/{offer}"),
            Self::Circle(circle) => format!("/circle/{circle}"),
            Self::Wishes => "/wishes".to_owned(),
            Self::Calendar => "/calendar".to_owned(),
            Self::News => "/news".to_owned(),
            Self::Calm => "/news/calm".to_owned(),
            Self::Roster(None) => "/roster".to_owned(),
            Self::Roster(Some(day)) => format!("/roster?{}", week(day)),
            Self::Edit(None) => "/roster/edit".to_owned(),
            Self::Edit(Some(day)) => format!("/roster/edit?{}", week(day)),
            Self::Shift(shift) => format!("/shift/{shift}"),
            Self::Team => "/team".to_owned(),
            Self::Fairness => "/team/fairness".to_owned(),
            Self::Import => "/team/import".to_owned(),
            Self::Planner => "/team/planner".to_owned(),
            Self::NewRound => "/team/round/new".to_owned(),
            Self::Round(round) => format!("/round/{round}"),
            Self::Found => "/found".to_owned(),
            Self::Join => "/join".to_owned(),
            Self::PutBack => "/put-back".to_owned(),
            Self::Kit => "/team/kit".to_owned(),
            Self::Install => "/install".to_owned(),
        }
    }

    /// Returns the page it is on: another week of the roster is the same page.
    pub fn page(self) -> Self {
        match self {
            Self::Roster(_) => Self::Roster(None),
            Self::Edit(_) => Self::Edit(None),
            other => other,
        }
    }

    /// Tells whether the place is one for the team's tablet: where colleagues swap, and what shows no more
    /// than that.
    pub const fn is_for_tablets(self) -> bool {
        match self {
            Self::Mine
            | Self::Swaps
            | Self::Offer(_)
            | Self::Circle(_)
            | Self::Wishes
            | Self::Roster(_)
            | Self::Shift(_)
            | Self::Fairness
            | Self::Round(_)
            | Self::Found
            | Self::Join
            | Self::PutBack => true,
            Self::Calendar
            | Self::Edit(_)
            | Self::Team
            | Self::Import
            | Self::Planner
            | Self::NewRound
            | Self::News
            | Self::Calm
            | Self::Install
            | Self::Kit => false,
        }
    }

    /// Reads an address; one that names no place gives nothing.
    pub fn parse(address: &str) -> Option<Self> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let named = (segments.next(), segments.next(), segments.next());
        Some(match named {
            (None, ..) => Self::Mine,
            (Some("swaps"), None, _) => Self::Swaps,
            (Some("swaps"), Some(offer), None) => Self::Offer(OfferId::parse(offer)?),
            (Some("circle"), Some(circle), None) => Self::Circle(CircleId::parse(circle)?),
            (Some("wishes"), None, _) => Self::Wishes,
            (Some("calendar"), None, _) => Self::Calendar,
            (Some("news"), None, _) => Self::News,
            (Some("news"), Some("calm"), None) => Self::Calm,
            (Some("roster"), None, _) => Self::Roster(week_of(query)),
            (Some("roster"), Some("edit"), None) => Self::Edit(week_of(query)),
            (Some("shift"), Some(shift), None) => Self::Shift(ShiftId::parse(shift)?),
            (Some("install"), None, _) => Self::Install,
            (Some("team"), None, _) => Self::Team,
            (Some("team"), Some("fairness"), None) => Self::Fairness,
            (Some("team"), Some("import"), None) => Self::Import,
            (Some("team"), Some("planner"), None) => Self::Planner,
            (Some("team"), Some("round"), Some("new")) => Self::NewRound,
            (Some("round"), Some(round), None) => Self::Round(RoundId::parse(round)?),
            (Some("found"), None, _) => Self::Found,
            (Some("join"), None, _) => Self::Join,
            (Some("put-back"), None, _) => Self::PutBack,
            (Some("team"), Some("kit"), None) => Self::Kit,
            _ => return None,
        })
    }
}

/// Returns a day's week as it stands in an address.
fn week(day: Day) -> String {
    let (year, month, day) = day.monday().ymd();
    format!("{WEEK}={year:04}-{month:02}-{day:02}")
}

/// Reads the roster's week; no week, or one that is none, leaves the choice to the page.
fn week_of(query: &str) -> Option<Day> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, date) = pairs.into_iter().find(|(key, _)| *key == WEEK)?;
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).map(Day::monday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_an_address_that_leads_back_to_it() {
        let monday = Day::from_ymd(2025, 3, 10).unwrap();
        let places = [
            Route::Mine,
            Route::Swaps,
            Route::Offer(OfferId::from_bytes([7; 16])),
            Route::Circle(CircleId::from_bytes([9; 16])),
            Route::Wishes,
            Route::Calendar,
            Route::News,
            Route::Calm,
            Route::Roster(None),
            Route::Roster(Some(monday)),
            Route::Edit(None),
            Route::Edit(Some(monday)),
            Route::Shift(ShiftId::from_bytes([8; 16])),
            Route::Team,
            Route::Fairness,
            Route::Import,
            Route::Planner,
            Route::NewRound,
            Route::Round(RoundId::from_bytes([6; 16])),
            Route::Found,
            Route::Join,
            Route::PutBack,
            Route::Kit,
        ];
        for place in places {
            assert_eq!(Route::parse(&place.path()), Some(place), "{}", place.path());
        }
    }

    #[test]
    fn a_week_is_named_by_its_monday() {
        let wednesday = Day::from_ymd(2025, 3, 12).unwrap();
        let path = Route::Roster(Some(wednesday)).path();
        assert_eq!(path, "/roster?week=2025-03-10");
        for none in [
            "/roster?week=soon",
            "/roster?week=2025-02-30",
            "/roster?a=b",
        ] {
            assert_eq!(Route::parse(none), Some(Route::Roster(None)), "{none}");
        }
    }

    #[test]
    fn elsewhere_is_nowhere() {
        for path in [
            "/teams",
            "/team/import/more",
            "/swaps/7",
            "/shift",
            "/swaps/7f/more",
            "/circle",
            "/round",
            "/team/round",
            "/wishes/7",
        ] {
            assert_eq!(Route::parse(path), None, "{path}");
        }
        assert_eq!(Route::parse("/swaps/"), Some(Route::Swaps));
    }
}
