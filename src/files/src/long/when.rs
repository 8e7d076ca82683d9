//! How a long table's dates are read.

use std::collections::BTreeSet;

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::plan::Plan;
use crate::calendar::{Anchor, order_of, plausible, wraps, yearless};
use crate::clock::stamp;
use crate::date::{Day, resolved, written_or_serial};
use crate::guide::{DateOrder, Guide};
use crate::sheet::anchor;
use crate::table::Table;

/// How this file's dates are read.
pub(super) struct Calendar {
    pub order: DateOrder,
    pub doubt: Option<String>,
    anchor: Anchor,
    wraps: bool,
    pub no_year: bool,
}

impl Calendar {
    pub fn of(
        table: &Table<'_>,
        plan: &Plan,
        (top, first): (usize, usize),
        name: &str,
        guide: &Guide,
    ) -> Self {
        let rows = || table.rows.iter().skip(first);
        let dates = rows().flat_map(|row| {
            plan.dated()
                .map(|col| row.cell(col))
                .filter_map(|cell| stamp(cell)?.date)
        });
        let order = order_of(dates.clone(), guide);
        let anchor = anchor(table, top, name, order.order, guide);
        let days = dates
            .filter_map(written_or_serial)
            .map(|written| written.day);
        let (mut months, mut dated) = (BTreeSet::new(), false);
        for day in days {
            match yearless(day, order.order) {
                Some((month, _)) => {
                    months.insert(month);
                }
                None => dated = true,
            }
        }
        // A few dates without a year among many with one take the year of the others.
        let none = anchor.year.is_none() && !dated && !months.is_empty();
        Self {
            order: order.order,
            doubt: order.doubt,
            anchor,
            wraps: wraps(months.into_iter()),
            no_year: none,
        }
    }

    /// Returns the day of a week, in the year of the cell or of the text round the table.
    pub fn of_week(&self, week: i8, weekday: Weekday, year: Option<i16>) -> Option<Date> {
        let year = year.or(self.anchor.year)?;
        let day = ISOWeekDate::new(year, week, weekday).ok()?;
        Some(day.date()).filter(plausible)
    }

    pub fn date(&self, day: Day) -> Option<Date> {
        let year = yearless(day, self.order)
            .and_then(|(month, day)| self.anchor.year_for(month, day, self.wraps));
        resolved(day, self.order, year).filter(plausible)
    }
}
