//! The draft of a wish.

use std::collections::BTreeSet;

use leptos::prelude::*;
use ruil_core::{Day, NewWish, Pattern, UnitId, Wanted};

/// What is wished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Rather free.
    Free,
    /// Would like to work.
    Work,
    /// On top of what there is.
    Extra,
    /// Not after another.
    Never,
}

/// On which days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Days {
    /// All.
    Any,
    /// Some days of the week.
    Week,
    /// From one day to another.
    Dates,
}

/// What the draft lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    /// It says nothing.
    Something,
    /// The days of the week.
    Weekdays,
    /// Two days, one after the other.
    Dates,
    /// What it is not to come after.
    Before,
}

/// The draft.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) what: RwSignal<What>,
    pub(super) days: RwSignal<Days>,
    pub(super) weekdays: RwSignal<u8>,
    pub(super) from: RwSignal<String>,
    pub(super) to: RwSignal<String>,
    pub(super) parts: RwSignal<u8>,
    pub(super) before: RwSignal<u8>,
    pub(super) units: RwSignal<BTreeSet<UnitId>>,
    pub(super) weight: RwSignal<u8>,
    pub(super) until: RwSignal<String>,
    pub(super) reason: RwSignal<String>,
}

impl Draft {
    pub(super) fn new() -> Self {
        Self {
            what: RwSignal::new(What::Free),
            days: RwSignal::new(Days::Any),
            weekdays: RwSignal::new(0),
            from: RwSignal::new(String::new()),
            to: RwSignal::new(String::new()),
            parts: RwSignal::new(0),
            before: RwSignal::new(0),
            units: RwSignal::new(BTreeSet::new()),
            weight: RwSignal::new(2),
            until: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
        }
    }

    /// Returns the wish, or what it lacks.
    pub(super) fn wish(self) -> Result<NewWish, Lack> {
        let (what, parts) = (self.what.get_untracked(), self.parts.get_untracked());
        let weekdays = self.weekdays.get_untracked();
        let (days, weekdays) = match self.days.get_untracked() {
            Days::Any => (None, 0),
            Days::Week if weekdays == 0 => return Err(Lack::Weekdays),
            Days::Week => (None, weekdays),
            Days::Dates => (Some(self.dates().ok_or(Lack::Dates)?), 0),
        };
        let units: Vec<_> = self.units.get_untracked().into_iter().collect();
        let says_nothing = days.is_none() && weekdays == 0 && parts == 0 && units.is_empty();
        let what = match (what, self.before.get_untracked()) {
            (What::Never, 0) => return Err(Lack::Before),
            (What::Never, before) => Wanted::NeverAfter(before),
            (What::Free | What::Work, _) if says_nothing => return Err(Lack::Something),
            (What::Free, _) => Wanted::Free,
            (What::Work, _) => Wanted::Work,
            (What::Extra, _) => Wanted::Extra,
        };
        Ok(NewWish {
            what,
            shifts: Pattern {
                days,
                weekdays,
                parts,
                kinds: Vec::new(),
                units,
            },
            weight: self.weight.get_untracked(),
            until: day_of(&self.until.get_untracked()),
        })
    }

    fn dates(self) -> Option<(Day, Day)> {
        let from = day_of(&self.from.get_untracked())?;
        let to = day_of(&self.to.get_untracked())?;
        (from <= to).then_some((from, to))
    }
}

/// Reads a day as the browser's field gives it, `YYYY-MM-DD`.
fn day_of(text: &str) -> Option<Day> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruil_core::PartOfDay;

    #[test]
    fn a_wish_that_says_nothing_is_none() {
        let draft = Draft::new();
        assert_eq!(draft.wish(), Err(Lack::Something));
        draft.days.set(Days::Week);
        assert_eq!(draft.wish(), Err(Lack::Weekdays));
        draft.weekdays.set(0b11);
        let wish = draft.wish().unwrap();
        assert_eq!(
            (wish.what, wish.shifts.weekdays, wish.weight),
            (Wanted::Free, 0b11, 2)
        );
        draft.days.set(Days::Any);
        draft.what.set(What::Extra);
        let wish = draft.wish().unwrap();
        assert_eq!(
            (wish.what, wish.shifts),
            (Wanted::Extra, Pattern::default())
        );
    }

    #[test]
    fn days_run_forward() {
        let draft = Draft::new();
        draft.what.set(What::Work);
        draft.days.set(Days::Dates);
        draft.from.set("2026-05-10".to_owned());
        for wrong in ["", "soon", "2026-05-09", "2026-02-30"] {
            draft.to.set(wrong.to_owned());
            assert_eq!(draft.wish(), Err(Lack::Dates), "{wrong}");
        }
        draft.to.set("2026-05-10".to_owned());
        let day = Day::from_ymd(2026, 5, 10).unwrap();
        assert_eq!(draft.wish().unwrap().shifts.days, Some((day, day)));
    }

    #[test]
    fn never_says_after_what() {
        let draft = Draft::new();
        draft.what.set(What::Never);
        draft.parts.set(Pattern::part(PartOfDay::Early));
        assert_eq!(draft.wish(), Err(Lack::Before));
        draft.before.set(Pattern::part(PartOfDay::Night));
        draft.until.set("2026-12-31".to_owned());
        let wish = draft.wish().unwrap();
        assert_eq!(
            wish.what,
            Wanted::NeverAfter(Pattern::part(PartOfDay::Night))
        );
        assert_eq!(wish.until, Day::from_ymd(2026, 12, 31));
    }
}
