//! My shifts as a calendar file. What went to a calendar before and is no longer mine is taken out of it
//! again, because a calendar app forgets nothing by itself.

use ruil_files::{CalendarHead, CalendarShift, Zone, to_ics};

use super::now;
use super::session::{Session, View};
use crate::edge::{file, prefs};
use crate::i18n::{Lang, t};
use crate::pick::calendar::{Entries, Entry, Given};

const CALENDAR: &str = "text/calendar;charset=utf-8";
/// Shifts of so many minutes ago stay in the calendar.
const PAST_MIN: i32 = 31 * 24 * 60;

/// Returns what a file would hold now.
pub fn entries(view: &View) -> Entries {
    let from_min = now::now().utc_min.saturating_sub(PAST_MIN);
    let given = prefs::in_calendar();
    let given = given.iter().filter_map(|word| Given::from_word(word));
    Entries::of(&view.team, view.me, from_min, &given.collect::<Vec<_>>())
}

/// Hands my shifts to the user as a calendar file and tells whether the browser took it.
pub fn save(session: Session, lang: Lang) -> bool {
    let (text, given) = session.with(|view| {
        let entries = entries(view);
        let words = entries.mine.iter().map(|shift| Given::of(shift).to_word());
        (ics(view, &entries), words.collect::<Vec<_>>())
    });
    let is_saved = file::save(t::calendar::file_name(lang), CALENDAR, &text);
    if is_saved {
        prefs::set_in_calendar(&given);
    }
    is_saved
}

fn ics(view: &View, entries: &Entries) -> String {
    let mine = entries.mine.iter().map(|shift| {
        let unit = shift.unit.and_then(|unit| view.team.units.get(&unit));
        CalendarShift {
            unit: unit.map(|unit| unit.name.clone()),
            break_min: shift.break_min,
            ..entry(view, Entry::of(shift))
        }
    });
    let gone = entries.gone.iter().map(|gone| CalendarShift {
        cancelled: true,
        ..entry(view, *gone)
    });
    let shifts: Vec<_> = mine.chain(gone).collect();
    let head = CalendarHead {
        name: &view.team.name,
        person: view.my_name(),
        zone: Zone::named(&view.team.zone).unwrap_or_default(),
        written_utc_min: now::now().utc_min.into(),
    };
    to_ics(head, &shifts)
}

/// Returns what a calendar says of any shift, mine or gone.
fn entry(view: &View, shift: Entry) -> CalendarShift {
    let kind = view.team.kinds.get(&shift.facts.kind);
    CalendarShift {
        id: format!("{}@ruil", shift.shift),
        sequence: shift.sequence,
        start_utc_min: shift.facts.start_utc_min.into(),
        end_utc_min: shift.facts.end_utc_min.into(),
        code: kind.map(|kind| kind.code.clone()).unwrap_or_default(),
        name: kind.map(|kind| kind.name.clone()),
        ..CalendarShift::default()
    }
}
