//! Day columns: which rows head a grid, and which date each column has.

use jiff::civil::Date;

use crate::clock::time;
use crate::date::{Day, Written, month_named, resolved, written};
use crate::guide::{DateOrder, Role};
use crate::header::role_of;
use crate::table::{Row, Table};

mod dates;

pub(crate) use dates::dated;

/// A row of days and the rows it heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    /// The index of the row with the dates.
    pub row: usize,
    /// The indexes of the header's first and last row.
    pub head: (usize, usize),
    /// Columns and their dates, left to right.
    pub days: Vec<(usize, Date)>,
}

/// A row of days whose dates are not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub row: usize,
    days: Vec<(usize, Written)>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Weekdays,
    Numbers,
    Dates,
}

/// More days in a row, or more rows of days, are no roster.
const DAYS_MAX: usize = 800;
const BANDS_MAX: usize = 1000;

/// Finds the rows that head day columns.
pub(crate) fn candidates(table: &Table<'_>) -> Vec<Candidate> {
    let all: Vec<Candidate> = table
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| candidate(at, row))
        .take(BANDS_MAX)
        .collect();
    // Weekdays above or below the dates belong to them; alone they are the days.
    let Some(best) = all.iter().map(|candidate| candidate.kind).max() else {
        return all;
    };
    let (best, rest): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|candidate| candidate.kind == best);
    best.into_iter()
        .map(|mut candidate| {
            let beside = rest.iter().find(|other| {
                other.kind == Kind::Weekdays && other.row.abs_diff(candidate.row) <= 2
            });
            for (col, day) in beside.into_iter().flat_map(|other| &other.days) {
                if let Some((_, known)) = candidate.days.iter_mut().find(|(at, _)| at == col) {
                    known.weekday = known.weekday.or(day.weekday);
                }
            }
            candidate
        })
        .collect()
}

fn candidate(at: usize, row: &Row<'_>) -> Option<Candidate> {
    let mut days = Vec::new();
    let mut others = 0_usize;
    for (col, cell) in row.filled() {
        match written(cell) {
            Some(day) => days.push((col, day)),
            // A row of a long table has times beside its dates.
            None if time(cell).is_some() && cell.contains(':') => return None,
            None => others += usize::from(!days.is_empty()),
        }
    }
    let kind = |(_, written): &(usize, Written)| match written.day {
        Day::None => Kind::Weekdays,
        Day::Number(_) => Kind::Numbers,
        _ => Kind::Dates,
    };
    let best = days.iter().map(kind).max()?;
    // "Uren 36" left of the dates is no day.
    days.retain(|day| kind(day) == best);
    let steps = days
        .windows(2)
        .filter(|pair| matches!(pair, [(_, a), (_, b)] if follows(a, b)))
        .count();
    let least = if best == Kind::Dates { 3 } else { 5 };
    let enough = days.len() >= least && steps + 1 >= least && steps * 10 >= (days.len() - 1) * 4;
    (enough && others <= days.len() && days.len() <= DAYS_MAX).then_some(Candidate {
        row: at,
        days,
        kind: best,
    })
}

/// Tells whether `next` can be a later day than `this`, as far as the cells alone say.
fn follows(this: &Written, next: &Written) -> bool {
    let short = |written: &Written| {
        resolved(written.day, DateOrder::DayFirst, Some(2024)).or(resolved(
            written.day,
            DateOrder::MonthFirst,
            Some(2024),
        ))
    };
    match (this.day, next.day) {
        (Day::Number(a), Day::Number(b)) => b == a + 1 || b == 1 && a >= 28,
        (Day::None, Day::None) => {
            let pair = this.weekday.zip(next.weekday);
            pair.is_some_and(|(a, b)| a.next() == b)
        }
        _ => short(this) != short(next),
    }
}

/// Finds the header rows beside the dates: weekdays, months, "begin" and "einde" below each day.
fn head(table: &Table<'_>, candidate: &Candidate) -> (usize, usize) {
    let first_col = candidate.days.first().map_or(0, |(col, _)| *col);
    let belongs = |at: usize| {
        let Some(row) = table.row(at) else {
            return false;
        };
        let right: Vec<&str> = row
            .filled()
            .filter(|(col, _)| *col >= first_col)
            .map(|(_, cell)| cell)
            .collect();
        let heads = |cell: &&&str| {
            matches!(written(cell), Some(Written { day: Day::None, .. }))
                || month_named(&cell.to_lowercase()).is_some()
                || role_of(cell).is_some_and(|(role, guessed)| {
                    !guessed && matches!(role, Role::Start | Role::End)
                })
        };
        // A row of one code, "vr" perhaps, is somebody's week.
        let varied = right.iter().any(|cell| Some(cell) != right.first());
        varied && right.iter().filter(heads).count() * 10 >= right.len() * 7
    };
    let (mut top, mut bottom) = (candidate.row, candidate.row);
    while top > 0 && candidate.row - top < 2 && belongs(top - 1) {
        top -= 1;
    }
    while bottom - candidate.row < 2 && belongs(bottom + 1) {
        bottom += 1;
    }
    (top, bottom)
}
