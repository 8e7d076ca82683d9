//! Gives day columns their dates.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Band, Candidate, Kind, head};
use crate::Unreadable;
use crate::calendar::{Anchor, plausible, wraps, yearless};
use crate::date::{Day, resolved};
use crate::guide::{DateOrder, Guide};
use crate::problem::{Assumed, ProblemKind};
use crate::table::Table;

/// Problems by the index of their row.
pub(crate) type Findings = Vec<(usize, ProblemKind, Assumed)>;

/// Gives every candidate its dates.
pub(crate) fn dated(
    table: &Table<'_>,
    candidates: &[Candidate],
    anchor: &Anchor,
    order: DateOrder,
    guide: &Guide,
) -> Result<(Vec<Band>, Findings), Unreadable> {
    let mut findings = Vec::new();
    let mut bands: Vec<Band> = Vec::new();
    for candidate in candidates {
        let before = bands
            .last()
            .and_then(|band| band.days.last())
            .map(|(_, date)| *date);
        let first = bands
            .first()
            .and_then(|band| band.days.first())
            .map(|(_, date)| *date);
        let days = match candidate.kind {
            Kind::Dates => by_dates(candidate, anchor, order, &mut findings)?,
            Kind::Numbers => by_numbers(candidate, anchor, guide, first, before)?,
            Kind::Weekdays => by_weekdays(candidate, anchor, guide, before)?,
        };
        if days.is_empty() {
            continue;
        }
        check(table, candidate, &days, &mut findings);
        bands.push(Band {
            row: candidate.row,
            head: head(table, candidate),
            days,
        });
    }
    if bands.is_empty() {
        Err(Unreadable::NoDates)
    } else {
        Ok((bands, findings))
    }
}

fn by_dates(
    candidate: &Candidate,
    anchor: &Anchor,
    order: DateOrder,
    findings: &mut Findings,
) -> Result<Vec<(usize, Date)>, Unreadable> {
    let pairs: Vec<Option<(i8, i8)>> = candidate
        .days
        .iter()
        .map(|(_, written)| yearless(written.day, order))
        .collect();
    let over = wraps(pairs.iter().flatten().map(|(month, _)| *month));
    let with = |shift: i16| -> Option<Vec<(usize, Date)>> {
        let days = candidate
            .days
            .iter()
            .zip(&pairs)
            .filter_map(|((col, written), pair)| {
                let date = match pair {
                    Some((month, day)) => match anchor.year_for(*month, *day, over) {
                        Some(year) => Date::new(year + shift, *month, *day).ok(),
                        None => return Some(None),
                    },
                    None => resolved(written.day, order, None),
                };
                date.filter(plausible).map(|date| Some((*col, date)))
            });
        days.collect()
    };
    let days = with(0).ok_or(Unreadable::NoYear)?;
    let wrong = |days: &[(usize, Date)]| -> usize {
        let weekday = |col: usize| {
            candidate
                .days
                .iter()
                .find(|(at, _)| *at == col)
                .and_then(|(_, day)| day.weekday)
        };
        days.iter()
            .filter(|(col, date)| weekday(*col).is_some_and(|weekday| weekday != date.weekday()))
            .count()
    };
    // A title without dates, or a hint, may name last year's file.
    let guessed =
        pairs.iter().any(Option::is_some) && anchor.from.is_none() && anchor.until.is_none();
    if guessed && wrong(&days) * 2 > days.len() {
        for shift in [1, -1, 2, -2, 3, -3] {
            if let Some(other) =
                with(shift).filter(|other| wrong(other) == 0 && other.len() == days.len())
            {
                let year = other.first().map_or(0, |(_, date)| date.year());
                findings.push((
                    candidate.row,
                    ProblemKind::UncertainYear,
                    Assumed::Year(year),
                ));
                return Ok(other);
            }
        }
    }
    Ok(days)
}

fn by_numbers(
    candidate: &Candidate,
    anchor: &Anchor,
    guide: &Guide,
    first: Option<Date>,
    before: Option<Date>,
) -> Result<Vec<(usize, Date)>, Unreadable> {
    let numbers: Vec<(usize, i8)> = candidate
        .days
        .iter()
        .filter_map(|(col, written)| match written.day {
            Day::Number(day) => Some((*col, day)),
            _ => None,
        })
        .collect();
    let Some((_, number)) = numbers.first().copied() else {
        return Ok(Vec::new());
    };
    // A table for the next unit begins again; one for the next week goes on.
    let known = first.filter(|date| date.day() == number);
    let on = before.and_then(|date| {
        if number > date.day() {
            month_start(date, 0)
        } else {
            month_start(date, 1)
        }
    });
    let from = guide
        .first_day
        .or(anchor.from)
        .filter(|date| date.day() == number)
        .or(guide.first_day);
    let starts: Vec<Date> = if let Some(date) = known.or(from) {
        month_start(date, 0).into_iter().collect()
    } else if let Some(month) = on {
        vec![month]
    } else {
        let month = anchor.month.or(anchor
            .from
            .or(anchor.until)
            .or(anchor.monday)
            .map(|date| date.month()));
        let (Some(year), Some(month)) = (anchor.year, month) else {
            return Err(Unreadable::NoYear);
        };
        let this = Date::new(year, month, 1).map_err(|_| Unreadable::NoYear)?;
        [0, -1]
            .into_iter()
            .filter_map(|months| month_start(this, months))
            .collect()
    };
    let runs = starts.into_iter().map(|start| run(&numbers, start));
    let weekday = |col: usize| {
        candidate
            .days
            .iter()
            .find(|(at, _)| *at == col)
            .and_then(|(_, day)| day.weekday)
    };
    let cost = |days: &Vec<(usize, Date)>| {
        let wrong = days
            .iter()
            .filter(|(col, date)| weekday(*col).is_some_and(|weekday| weekday != date.weekday()))
            .count();
        let outside = days
            .iter()
            .filter(|(_, date)| anchor.month.is_some_and(|month| month != date.month()))
            .count();
        (numbers.len() - days.len(), wrong, outside)
    };
    runs.min_by_key(cost)
        .filter(|days| !days.is_empty())
        .ok_or(Unreadable::NoDates)
}

fn month_start(date: Date, months: i32) -> Option<Date> {
    date.first_of_month().checked_add(months.months()).ok()
}

/// Counts days on from a month's first; days that the month does not have are left out.
fn run(numbers: &[(usize, i8)], start: Date) -> Vec<(usize, Date)> {
    let mut month = Some(start);
    let mut last = 0;
    let dates = numbers.iter().filter_map(|(col, day)| {
        if *day < last {
            month = month_start(month?, 1);
        }
        last = *day;
        let month = month?;
        let date = Date::new(month.year(), month.month(), *day).ok()?;
        Some((*col, date))
    });
    dates.collect()
}

fn by_weekdays(
    candidate: &Candidate,
    anchor: &Anchor,
    guide: &Guide,
    before: Option<Date>,
) -> Result<Vec<(usize, Date)>, Unreadable> {
    let from = before
        .and_then(|date| date.tomorrow().ok())
        .or(guide.first_day)
        .or(anchor.from)
        .or(anchor.monday);
    let mut date = from.ok_or(Unreadable::NoDates)?;
    let mut days = Vec::new();
    for (col, written) in &candidate.days {
        let Some(weekday) = written.weekday else {
            continue;
        };
        let ahead = (weekday.to_monday_zero_offset() - date.weekday().to_monday_zero_offset())
            .rem_euclid(7);
        date = date
            .checked_add(ahead.days())
            .map_err(|_| Unreadable::NoDates)?;
        days.push((*col, date));
        date = date.tomorrow().map_err(|_| Unreadable::NoDates)?;
    }
    Ok(days)
}

fn check(
    table: &Table<'_>,
    candidate: &Candidate,
    days: &[(usize, Date)],
    findings: &mut Findings,
) {
    let text = |col: usize| {
        table
            .row(candidate.row)
            .map_or(String::new(), |row| row.cell(col).to_owned())
    };
    let mut before: Option<Date> = None;
    for (col, written) in &candidate.days {
        let Some((_, date)) = days.iter().find(|(at, _)| at == col) else {
            findings.push((
                candidate.row,
                ProblemKind::BadDate { text: text(*col) },
                Assumed::LeftOut,
            ));
            continue;
        };
        if written
            .weekday
            .is_some_and(|weekday| weekday != date.weekday())
        {
            findings.push((
                candidate.row,
                ProblemKind::WrongWeekday { text: text(*col) },
                Assumed::Kept,
            ));
        }
        if before.is_some_and(|before| *date < before) {
            findings.push((
                candidate.row,
                ProblemKind::DayOutOfLine { text: text(*col) },
                Assumed::Kept,
            ));
        }
        before = Some(*date);
    }
}
