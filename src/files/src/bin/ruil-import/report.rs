//! Problems in words, for the command line; the app has its own.

use ruil_files::{Assumed, Draft, Problem, ProblemKind, Severity, Unreadable};

/// Returns a problem as one line.
pub fn problem(draft: &Draft, problem: &Problem) -> String {
    let level = match problem.severity() {
        Severity::Note => "note",
        Severity::Doubt => "doubt",
        Severity::Lost => "lost",
    };
    let column = problem.column.map(|at| {
        let name = draft
            .columns
            .get(at)
            .map_or("", |column| column.name.as_str());
        if name.is_empty() {
            format!(", column {}", at + 1)
        } else {
            format!(", column {} ({name})", at + 1)
        }
    });
    let assumed = assumed(&problem.assumed)
        .map(|words| format!("; {words}"))
        .unwrap_or_default();
    let column = column.unwrap_or_default();
    // With one sheet the row says enough.
    let sheet = draft.sheets.get(problem.sheet);
    let sheet = sheet.filter(|_| draft.sheets.len() > 1);
    let sheet = sheet.map_or_else(String::new, |name| format!("sheet {name:?}, "));
    format!(
        "{sheet}row {}{column}: {level}: {}{assumed}",
        problem.row,
        what(&problem.what)
    )
}

/// Returns the reading in one line.
pub fn summary(draft: &Draft) -> String {
    let count = |level: Severity| {
        draft
            .problems
            .iter()
            .filter(|problem| problem.severity() == level)
            .count()
    };
    let open = draft
        .shifts
        .iter()
        .filter(|shift| shift.person.is_none())
        .count();
    format!(
        "{:?} layout, {:?}, {}: {} shifts ({open} open) of {} people, {} days away; {} lost, {} doubts, {} notes",
        draft.layout,
        draft.encoding,
        between(draft),
        draft.shifts.len(),
        draft.people.len(),
        draft.absences.len(),
        count(Severity::Lost),
        count(Severity::Doubt),
        count(Severity::Note),
    )
}

fn between(draft: &Draft) -> String {
    match draft.separator {
        Some(separator) => format!("{separator:?} between cells"),
        None => format!("{} sheets", draft.sheets.len()),
    }
}

/// Returns why a file is no roster.
pub fn unreadable(why: &Unreadable) -> String {
    match why {
        Unreadable::Empty => "the file is empty".to_owned(),
        Unreadable::TooBig { max, .. } => {
            format!("the file is larger than {} MiB", max / 1024 / 1024)
        }
        Unreadable::NotText {
            looks_like: Some(kind),
        } => {
            format!(
                "this is no CSV file but looks like a {}",
                format!("{kind:?}").to_lowercase()
            )
        }
        Unreadable::NotText { looks_like: None } => "this is no text file".to_owned(),
        Unreadable::NoTable => {
            "no columns found: no ; , tab or | that makes a table of it".to_owned()
        }
        Unreadable::NoDates => "no dates found".to_owned(),
        Unreadable::NoYear => "the dates have no year; say it with --year".to_owned(),
        Unreadable::NoRows => "a header, and no rows below it".to_owned(),
        Unreadable::Broken => "the file is damaged".to_owned(),
        Unreadable::Locked => "the file has a password".to_owned(),
        Unreadable::Cancelled => "stopped".to_owned(),
        Unreadable::TooMany { max } => format!("more than {max} shifts and problems"),
    }
}

fn what(kind: &ProblemKind) -> String {
    use ProblemKind as P;
    match kind {
        P::BlankRows { count } => format!("{count} blank row(s)"),
        P::Title { text } => format!("text above the table: {text:?}"),
        P::Heading => "the header again".to_owned(),
        P::Total => "a row of sums".to_owned(),
        P::Legend => "legend".to_owned(),
        P::Section { text } => format!("heads the rows below: {text:?}"),
        P::Text { text } => format!("text, no shift: {text:?}"),
        P::UnknownColumn { name } => format!("unknown column {name:?}"),
        P::EmptyDay => "a day without a shift".to_owned(),
        P::AmbiguousDates { text } => format!("day or month first? {text:?}"),
        P::UncertainYear => "the year fits no weekday".to_owned(),
        P::WrongWeekday { text } => format!("the weekday is not that of the date: {text:?}"),
        P::DayOutOfLine { text } => format!("the day is before the one to its left: {text:?}"),
        P::NoDay { text } => format!("no day above {text:?}"),
        P::NoPerson => "no person".to_owned(),
        P::SameName { name } => format!("another {name:?} with another number or address"),
        P::NoDate => "no date".to_owned(),
        P::BadDate { text } => format!("not a date: {text:?}"),
        P::NoTimes => "no times".to_owned(),
        P::HalfTimes => "only one of start and end".to_owned(),
        P::BadTime { text } => format!("not a time: {text:?}"),
        P::OddTime { text } => format!("an odd time: {text:?}"),
        P::EndBeforeStart => "the end is not after the start".to_owned(),
        P::VeryLong { minutes } => format!("lasts {minutes} minutes"),
        P::SkippedHour { local } => format!("{local} is skipped by the clock change"),
        P::RepeatedHour { local } => format!("{local} comes twice at the clock change"),
        P::OtherZone => "the UTC times are not those of the zone".to_owned(),
        P::UnknownZone { text } => format!("unknown zone {text:?}"),
        P::HoursDiffer {
            said_min,
            found_min,
        } => {
            format!("the file says {said_min} minutes, the times say {found_min}")
        }
        P::BreakFromHours => "the hours leave room for a break".to_owned(),
        P::BadBreak { text } => format!("not a break: {text:?}"),
        P::BadQuantity { text } => format!("not a number of shifts: {text:?}"),
        P::UnknownCode { code } if code.is_empty() => "no times and no code".to_owned(),
        P::UnknownCode { code } => format!("unknown code {code:?}"),
        P::MarkedCode { text } => format!("a code with something added: {text:?}"),
        P::TwoMeanings { code } => format!("the legend gives {code:?} two meanings"),
        P::Duplicate { first_row } => format!("the same shift as in row {first_row}"),
        P::Overlap { with_row } => format!("at the same time as the shift in row {with_row}"),
        P::TornQuote => "a quotation mark is left open".to_owned(),
        P::ShortRow { cells, header } => format!("{cells} cells under a header of {header}"),
        P::LongRow { cells, header } => format!("{cells} cells under a header of {header}"),
        P::Garbled { text } => format!("garbled letters: {text:?}"),
        P::LostLetters { text } => format!("lost letters: {text:?}"),
        P::OtherSheet { name } => format!("sheet {name:?} is not read as a roster"),
        P::Hidden => "hidden in the file".to_owned(),
        P::Remark { text } => format!("a note without a shift: {text:?}"),
        P::CalledOff { text } => format!("called off: {text:?}"),
        P::UtcTimes => "the times are UTC; say --utc-is-local if they are not".to_owned(),
        P::Repeats { text } => format!("a repetition that is not understood whole: {text:?}"),
        P::CutAtMidnight { with_row } => {
            format!("the second half of the shift in row {with_row}")
        }
    }
}

fn assumed(assumed: &Assumed) -> Option<String> {
    Some(match assumed {
        Assumed::Nothing => return None,
        Assumed::LeftOut => "left out".to_owned(),
        Assumed::Kept => "kept as it is".to_owned(),
        Assumed::Open => "taken as an open shift".to_owned(),
        Assumed::SameAsAbove => "taken as in the row above".to_owned(),
        Assumed::Order(order) => format!("read as {order:?}"),
        Assumed::Year(year) => format!("read as {year}"),
        Assumed::NextDay => "taken as the next day".to_owned(),
        Assumed::At(local) => format!("taken as {local}"),
        Assumed::First => "taken as the first".to_owned(),
        Assumed::Fitting => "taken as the one that fits the hours".to_owned(),
        Assumed::Clock(minute) => format!("taken as {:02}:{:02}", minute / 60, minute % 60),
        Assumed::Minutes(minutes) => format!("taken as {minutes} minutes"),
        Assumed::Text(text) => format!("read as {text:?}"),
        Assumed::Count(count) => format!("taken as {count}"),
        Assumed::TwoPeople => "taken as two people".to_owned(),
    })
}
