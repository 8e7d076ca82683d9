//! The command line.

use ruil_files::{Away, CodeMeaning, DateOrder, Guide, Role, Zone};

/// What was asked for.
pub struct Args {
    /// The path, or `-` for stdin.
    pub file: String,
    /// The guide, but for the columns.
    pub guide: Guide,
    /// Columns by number from 1 or by name, and their roles.
    pub columns: Vec<(String, Role)>,
}

const USAGE: &str = "usage: ruil-import [options] FILE

FILE is a roster as CSV, TSV, XLSX, XLS or iCalendar; - reads stdin.

  --zone ZONE         zone of the times (Europe/Amsterdam)
  --year YEAR         year of the first date, where dates have none
  --first-day DATE    date of the first day column (2025-03-01)
  --order ORDER       dmy, mdy or ymd, for dates such as 03/04/05
  --map COLUMN=ROLE   what a column holds; COLUMN is a name or a number from 1
  --code CODE=WHAT    what a code means: 07:00-15:30, absent, sick, free or ignore
  --person NAME       whose calendar it is, where it does not say
  --utc-is-local YES  times marked as UTC are local times after all";

impl Args {
    /// Reads the arguments, or says what is wrong with them.
    pub fn parse(mut given: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut args = Self {
            file: String::new(),
            guide: Guide::default(),
            columns: Vec::new(),
        };
        while let Some(word) = given.next() {
            if !word.starts_with("--") {
                if !args.file.is_empty() {
                    return Err(USAGE.to_owned());
                }
                args.file = word;
                continue;
            }
            let (option, value) = match word.split_once('=') {
                Some((option, value)) => (option.to_owned(), Some(value.to_owned())),
                None => (word.clone(), given.next()),
            };
            let value = value.ok_or_else(|| USAGE.to_owned())?;
            args.option(&option, &value)?;
        }
        if args.file.is_empty() {
            Err(USAGE.to_owned())
        } else {
            Ok(args)
        }
    }

    fn option(&mut self, option: &str, value: &str) -> Result<(), String> {
        let bad = || format!("{option}: cannot use {value:?}\n\n{USAGE}");
        let guide = &mut self.guide;
        match option {
            "--zone" => guide.zone = Zone::named(value).ok_or_else(bad)?,
            "--year" => guide.year_hint = Some(value.parse().map_err(|_| bad())?),
            "--first-day" => guide.first_day = Some(value.parse().map_err(|_| bad())?),
            "--person" => guide.person = Some(value.to_owned()),
            "--utc-is-local" => guide.utc_is_local = value.eq_ignore_ascii_case("yes"),
            "--order" => {
                guide.date_order = Some(match value {
                    "dmy" => DateOrder::DayFirst,
                    "mdy" => DateOrder::MonthFirst,
                    "ymd" => DateOrder::YearFirst,
                    _ => return Err(bad()),
                });
            }
            "--map" => {
                let (column, role) = value.rsplit_once('=').ok_or_else(bad)?;
                self.columns
                    .push((column.to_owned(), role_named(role).ok_or_else(bad)?));
            }
            "--code" => {
                let (code, meaning) = value.rsplit_once('=').ok_or_else(bad)?;
                guide
                    .codes
                    .insert(code.to_owned(), meaning_of(meaning).ok_or_else(bad)?);
            }
            _ => return Err(format!("{option}: no such option\n\n{USAGE}")),
        }
        Ok(())
    }

    /// Puts the mapped columns into the guide.
    pub fn map_columns(&self, names: &[&str], guide: &mut Guide) -> Result<(), String> {
        for (column, role) in &self.columns {
            let named = names
                .iter()
                .position(|name| name.eq_ignore_ascii_case(column));
            let numbered = column
                .parse::<usize>()
                .ok()
                .and_then(|number| number.checked_sub(1));
            let at = named
                .or(numbered)
                .ok_or_else(|| format!("--map: no column {column:?}"))?;
            guide.roles.insert(at, *role);
        }
        Ok(())
    }
}

fn role_named(name: &str) -> Option<Role> {
    let plain = |text: &str| text.replace(['-', '_', ' '], "").to_lowercase();
    Role::ALL
        .into_iter()
        .find(|role| plain(&format!("{role:?}")) == plain(name))
}

fn meaning_of(text: &str) -> Option<CodeMeaning> {
    Some(match text {
        "absent" => CodeMeaning::Absent(Away::Other),
        "leave" => CodeMeaning::Absent(Away::Leave),
        "sick" => CodeMeaning::Absent(Away::Sick),
        "free" => CodeMeaning::Free,
        "ignore" => CodeMeaning::Ignore,
        _ => {
            let (start, end) = text.split_once('-')?;
            CodeMeaning::Shift {
                start_min: minute(start)?,
                end_min: minute(end)?,
                name: None,
            }
        }
    })
}

fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60 || (hour, minute) == (24, 0)).then_some(hour * 60 + minute)
}
