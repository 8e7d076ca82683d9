//! What was odd in a file, in words. The matches are exhaustive: a new finding needs its sentence.

use ruil_files::{Assumed, DateOrder, Local, Problem, ProblemKind};

use super::{Lang, format, t};

/// Says where it is: the row, the column as a spreadsheet letters it, and the sheet if there are
/// several.
pub fn place(lang: Lang, problem: &Problem, sheets: &[String]) -> String {
    let place = match problem.column {
        Some(column) => t::problem::row_column(lang, letters(column), problem.row),
        None => t::problem::row(lang, problem.row),
    };
    match sheets.get(problem.sheet).filter(|_| sheets.len() > 1) {
        Some(name) => t::problem::on_sheet(lang, place, name),
        None => place,
    }
}

/// Says what was found.
pub fn what(lang: Lang, what: &ProblemKind) -> String {
    match what {
        ProblemKind::BlankRows { count } => {
            t::problem::blank_rows(lang, i64::try_from(*count).unwrap_or(i64::MAX))
        }
        ProblemKind::Title { text } => t::problem::title(lang, text),
        ProblemKind::Heading => t::problem::heading(lang).to_owned(),
        ProblemKind::Total => t::problem::total(lang).to_owned(),
        ProblemKind::Legend => t::problem::legend(lang).to_owned(),
        ProblemKind::Section { text } => t::problem::section(lang, text),
        ProblemKind::Text { text } => t::problem::text(lang, text),
        ProblemKind::UnknownColumn { name } => t::problem::unknown_column(lang, name),
        ProblemKind::EmptyDay => t::problem::empty_day(lang).to_owned(),
        ProblemKind::AmbiguousDates { text } => t::problem::ambiguous_dates(lang, text),
        ProblemKind::UncertainYear => t::problem::uncertain_year(lang).to_owned(),
        ProblemKind::WrongWeekday { text } => t::problem::wrong_weekday(lang, text),
        ProblemKind::DayOutOfLine { text } => t::problem::day_out_of_line(lang, text),
        ProblemKind::NoDay { text } => t::problem::no_day(lang, text),
        ProblemKind::NoPerson => t::problem::no_person(lang).to_owned(),
        ProblemKind::SameName { name } => t::problem::same_name(lang, name),
        ProblemKind::NoDate => t::problem::no_date(lang).to_owned(),
        ProblemKind::BadDate { text } => t::problem::bad_date(lang, text),
        ProblemKind::NoTimes => t::problem::no_times(lang).to_owned(),
        ProblemKind::HalfTimes => t::problem::half_times(lang).to_owned(),
        ProblemKind::BadTime { text } => t::problem::bad_time(lang, text),
        ProblemKind::OddTime { text } => t::problem::odd_time(lang, text),
        ProblemKind::EndBeforeStart => t::problem::end_before_start(lang).to_owned(),
        ProblemKind::VeryLong { minutes } => t::problem::very_long(lang, length(lang, *minutes)),
        ProblemKind::SkippedHour { local } => t::problem::skipped_hour(lang, local_text(*local)),
        ProblemKind::RepeatedHour { local } => t::problem::repeated_hour(lang, local_text(*local)),
        ProblemKind::OtherZone => t::problem::other_zone(lang).to_owned(),
        ProblemKind::UnknownZone { text } => t::problem::unknown_zone(lang, text),
        ProblemKind::HoursDiffer {
            said_min,
            found_min,
        } => t::problem::hours_differ(lang, length(lang, *found_min), length(lang, *said_min)),
        ProblemKind::BreakFromHours => t::problem::break_from_hours(lang).to_owned(),
        ProblemKind::BadBreak { text } => t::problem::bad_break(lang, text),
        ProblemKind::BadQuantity { text } => t::problem::bad_quantity(lang, text),
        ProblemKind::UnknownCode { code } => t::problem::unknown_code(lang, code),
        ProblemKind::MarkedCode { text } => t::problem::marked_code(lang, text),
        ProblemKind::TwoMeanings { code } => t::problem::two_meanings(lang, code),
        ProblemKind::Duplicate { first_row } => t::problem::duplicate(lang, first_row),
        ProblemKind::Overlap { with_row } => t::problem::overlap(lang, with_row),
        ProblemKind::TornQuote => t::problem::torn_quote(lang).to_owned(),
        ProblemKind::ShortRow { cells, header } => t::problem::short_row(lang, cells, header),
        ProblemKind::LongRow { cells, header } => t::problem::long_row(lang, cells, header),
        ProblemKind::Garbled { text } => t::problem::garbled(lang, text),
        ProblemKind::LostLetters { text } => t::problem::lost_letters(lang, text),
        ProblemKind::OtherSheet { name } => t::problem::other_sheet(lang, name),
        ProblemKind::Hidden => t::problem::hidden(lang).to_owned(),
        ProblemKind::Remark { text } => t::problem::remark(lang, text),
        ProblemKind::CalledOff { text } => t::problem::called_off(lang, text),
        ProblemKind::UtcTimes => t::problem::utc_times(lang).to_owned(),
        ProblemKind::Repeats { text } => t::problem::repeats(lang, text),
        ProblemKind::CutAtMidnight { with_row } => t::problem::cut_at_midnight(lang, with_row),
    }
}

/// Says what the draft holds in spite of it.
pub fn assumed(lang: Lang, assumed: &Assumed) -> Option<String> {
    Some(match assumed {
        Assumed::Nothing => return None,
        Assumed::Order(DateOrder::DayFirst) => t::problem::day_first(lang).to_owned(),
        Assumed::Order(DateOrder::MonthFirst) => t::problem::month_first(lang).to_owned(),
        Assumed::Order(DateOrder::YearFirst) => t::problem::year_first(lang).to_owned(),
        Assumed::LeftOut => t::problem::assumed_left_out(lang).to_owned(),
        Assumed::Kept => t::problem::assumed_kept(lang).to_owned(),
        Assumed::Open => t::problem::assumed_open(lang).to_owned(),
        Assumed::SameAsAbove => t::problem::assumed_same_as_above(lang).to_owned(),
        Assumed::Year(year) => t::problem::assumed_year(lang, year),
        Assumed::NextDay => t::problem::assumed_next_day(lang).to_owned(),
        Assumed::At(local) => t::problem::assumed_at(lang, local_text(*local)),
        Assumed::First => t::problem::assumed_first(lang).to_owned(),
        Assumed::Fitting => t::problem::assumed_fitting(lang).to_owned(),
        Assumed::Clock(min) => t::problem::assumed_clock(lang, clock(*min)),
        Assumed::Minutes(min) => t::problem::assumed_minutes(lang, length(lang, *min)),
        Assumed::Text(text) => t::problem::assumed_text(lang, text),
        Assumed::Count(count) => t::problem::assumed_count(lang, count),
        Assumed::TwoPeople => t::problem::assumed_two_people(lang).to_owned(),
    })
}

fn length(lang: Lang, len_min: i64) -> String {
    format::length(lang, i32::try_from(len_min).unwrap_or(i32::MAX))
}

fn clock(min: u16) -> String {
    format!("{:02}:{:02}", min / 60 % 24, min % 60)
}

fn local_text(local: Local) -> String {
    let (date, time) = (local.date(), local.time());
    let (day, month, year) = (date.day(), date.month(), date.year());
    format!(
        "{day}-{month}-{year} {:02}:{:02}",
        time.hour(),
        time.minute()
    )
}

/// Returns a column's letters: A to Z, then AA.
fn letters(column: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
    match column / 26 {
        0 => letter(column).to_string(),
        more => letters(more - 1) + &letter(column).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_as_a_spreadsheet_letters_them() {
        let lettered = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(lettered, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
