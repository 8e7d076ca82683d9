//! My shifts as a calendar file. What went to a calendar before and is no longer mine is taken out of it
//! again, because a calendar app forgets nothing by itself.

use ruil_core::{Shift, ShiftId};
use ruil_files::{CalendarHead, CalendarShift, Zone, to_ics};

use super::now;
use super::session::{Session, View};
use crate::edge::{file, prefs};
use crate::i18n::{Lang, t};

const CALENDAR: &str = "text/calendar;charset=utf-8";
/// Shifts of so many minutes ago stay in the calendar.
const PAST_MIN: i32 = 31 * 24 * 60;

/// The shifts of a calendar file: mine, and those to be taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// Mine, final, from a month ago on.
    pub mine: Vec<Shift>,
    /// Went to a calendar before, and are not mine any more.
    pub gone: Vec<Shift>,
}

impl Entries {
    /// Returns what a file would hold now.
    pub fn of(view: &View) -> Self {
        let from_min = now::now().utc_min.saturating_sub(PAST_MIN);
        let mine = view.team.roster.starting(Some(view.me), from_min, i32::MAX);
        let known = prefs::in_calendar();
        let known = known.iter().filter_map(|name| ShiftId::parse(name));
        let official = view.team.official.iter();
        let official =
            official.filter(|(_, one)| one.was.is_some_and(|was| was.owner == Some(view.me)));
        let candidates = known.chain(official.map(|(id, _)| *id));
        let mut gone: Vec<_> = candidates
            .filter_map(|id| view.team.roster.get(id))
            .filter(|shift| shift.owner != Some(view.me) && shift.span.start().utc_min >= from_min)
            .cloned()
            .collect();
        gone.sort_by_key(|shift| (shift.span, shift.id));
        gone.dedup();
        Self {
            mine: mine.cloned().collect(),
            gone,
        }
    }
}

/// Hands my shifts to the user as a calendar file and tells whether the browser took it.
pub fn save(session: Session, lang: Lang) -> bool {
    let (text, names) = session.with(|view| {
        let entries = Entries::of(view);
        let names = entries.mine.iter().map(|shift| shift.id.to_string());
        (ics(view, &entries), names.collect::<Vec<_>>())
    });
    let is_saved = file::save(t::calendar::file_name(lang), CALENDAR, &text);
    if is_saved {
        prefs::set_in_calendar(&names);
    }
    is_saved
}

fn ics(view: &View, entries: &Entries) -> String {
    let entry = |shift: &Shift, cancelled| {
        let kind = view.team.kinds.get(&shift.kind);
        let unit = shift.unit.and_then(|unit| view.team.units.get(&unit));
        CalendarShift {
            id: format!("{}@ruil", shift.id),
            sequence: shift.revision,
            start_utc_min: shift.span.start().utc_min.into(),
            end_utc_min: shift.span.end().utc_min.into(),
            code: kind.map(|kind| kind.code.clone()).unwrap_or_default(),
            name: kind.map(|kind| kind.name.clone()),
            unit: unit.map(|unit| unit.name.clone()),
            break_min: shift.break_min,
            comment: None,
            cancelled,
        }
    };
    let mine = entries.mine.iter().map(|shift| entry(shift, false));
    let gone = entries.gone.iter().map(|shift| entry(shift, true));
    let shifts: Vec<_> = mine.chain(gone).collect();
    let head = CalendarHead {
        name: &view.team.name,
        person: view.my_name(),
        zone: Zone::named(&view.team.zone).unwrap_or_default(),
        written_utc_min: now::now().utc_min.into(),
    };
    to_ics(head, &shifts)
}
