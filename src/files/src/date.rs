//! Dates as people and programs write them.

use jiff::civil::{Date, Weekday};

use crate::guide::DateOrder;

/// A date as written, before the file's order and year are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub weekday: Option<Weekday>,
    pub day: Day,
}

/// The part of a date besides the weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Day {
    /// Year, month and day without doubt.
    Full(Date),
    /// Two numbers whose order the file decides, perhaps with a year.
    Pair {
        first: i8,
        second: i8,
        year: Option<i16>,
    },
    /// Three two-digit numbers, any of which may be the year.
    Triple(i8, i8, i8),
    /// Day and named month.
    Named { day: i8, month: i8 },
    /// A number alone.
    Number(i8),
    /// The weekday alone.
    None,
}

/// Reads a whole text as a date.
pub(crate) fn written(text: &str) -> Option<Written> {
    // The longest is "donderdag 25 september 2025"; longer text is no date and costs no time.
    if text.len() > 40 || text.is_empty() {
        return None;
    }
    let mut reading = Reading::default();
    for piece in Pieces(text) {
        reading.take(piece)?;
    }
    reading.finish()
}

/// Reads a whole text as a date or as a spreadsheet's number for one.
pub(crate) fn written_or_serial(text: &str) -> Option<Written> {
    let serial = || -> Option<Written> {
        let number: i32 = text.split(['.', ',']).next()?.parse().ok()?;
        // 1 January 2000 to 31 December 2099, counted from the end of 1899.
        let days = (36_526..=73_050).contains(&number).then_some(number)?;
        let date = jiff::civil::date(1899, 12, 30)
            .checked_add(jiff::Span::new().days(days))
            .ok()?;
        Some(Written {
            weekday: None,
            day: Day::Full(date),
        })
    };
    if text.len() == 5
        || text.len() > 5 && text.get(5..6).is_some_and(|mark| matches!(mark, "." | ","))
    {
        serial().or_else(|| written(text))
    } else {
        written(text)
    }
}

/// Returns the date of `day` with `order` and, where it has none, `year`.
pub(crate) fn resolved(day: Day, order: DateOrder, year: Option<i16>) -> Option<Date> {
    let (year, month, day) = match day {
        Day::Full(date) => return Some(date),
        Day::Triple(a, b, c) if order == DateOrder::YearFirst => (long_year(a), b, c),
        Day::Triple(a, b, c) => {
            let (day, month) = in_order(order, a, b);
            (long_year(c), month, day)
        }
        Day::Pair {
            first,
            second,
            year: own,
        } => {
            let (day, month) = in_order(order, first, second);
            (own.or(year)?, month, day)
        }
        Day::Named { day, month } => (year?, month, day),
        Day::Number(_) | Day::None => return None,
    };
    Date::new(year, month, day).ok()
}

/// Returns (day, month).
pub(crate) fn in_order(order: DateOrder, first: i8, second: i8) -> (i8, i8) {
    if order == DateOrder::MonthFirst {
        (second, first)
    } else {
        (first, second)
    }
}

fn long_year(short: i8) -> i16 {
    2000 + i16::from(short)
}

#[derive(Clone, Copy)]
enum Piece<'a> {
    Digits(&'a str),
    Letters(&'a str),
    Sign(char),
}

struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let first = self.0.chars().next()?;
        let class = |letter: char| (letter.is_ascii_digit(), letter.is_alphabetic());
        let end = if first.is_ascii_digit() || first.is_alphabetic() {
            self.0
                .find(|letter| class(letter) != class(first))
                .unwrap_or(self.0.len())
        } else {
            first.len_utf8()
        };
        let (piece, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        Some(match class(first) {
            (true, _) => Piece::Digits(piece),
            (_, true) => Piece::Letters(piece),
            _ => Piece::Sign(first),
        })
    }
}

#[derive(Default)]
struct Reading<'a> {
    weekday: Option<Weekday>,
    month: Option<i8>,
    numbers: [&'a str; 3],
    count: usize,
    /// The sign between two numbers, if there was one besides blanks.
    sign: Option<char>,
    after_number: bool,
}

impl<'a> Reading<'a> {
    fn take(&mut self, piece: Piece<'a>) -> Option<()> {
        match piece {
            Piece::Digits(digits) => {
                *self.numbers.get_mut(self.count)? = digits;
                self.count += 1;
            }
            Piece::Letters(word) => {
                let word = word.to_lowercase();
                let ordinal = matches!(
                    word.as_str(),
                    "e" | "de" | "ste" | "st" | "nd" | "rd" | "th"
                );
                if self.after_number && ordinal {
                    return Some(());
                }
                if let Some(month) = month_named(&word).filter(|_| self.month.is_none()) {
                    self.month = Some(month);
                } else {
                    let weekday = weekday_named(&word).filter(|_| self.weekday.is_none())?;
                    self.weekday = Some(weekday);
                }
            }
            Piece::Sign(sign) => {
                if !matches!(
                    sign,
                    '-' | '/' | '.' | ' ' | ',' | '\'' | '’' | '(' | ')' | '–'
                ) {
                    return None;
                }
                if self.count == 1 && !matches!(sign, ' ' | '(' | ')') && self.sign.is_none() {
                    self.sign = Some(sign);
                }
            }
        }
        self.after_number = matches!(piece, Piece::Digits(_));
        Some(())
    }

    fn finish(self) -> Option<Written> {
        let number = |text: &str| -> Option<i8> {
            (1..=2)
                .contains(&text.len())
                .then(|| text.parse().ok())
                .flatten()
        };
        let day = |text: &str| number(text).filter(|day| (1..=31).contains(day));
        let year = |text: &str| -> Option<i16> {
            match text.len() {
                2 => text.parse().ok().map(|short: i16| 2000 + short),
                4 => text
                    .parse()
                    .ok()
                    .filter(|year| (1800..=2200).contains(year)),
                _ => None,
            }
        };
        let numbers = self.numbers.get(..self.count)?;
        let signed = matches!(self.sign, Some('-' | '/' | '.' | '–'));
        let day = match (numbers, self.month) {
            ([], None) => self.weekday.map(|_| Day::None)?,
            ([only], Some(month)) => Day::Named {
                day: day(only)?,
                month,
            },
            ([a, b], Some(month)) => {
                let (year, day) = if a.len() == 4 {
                    (year(a)?, day(b)?)
                } else {
                    (year(b)?, day(a)?)
                };
                Day::Full(Date::new(year, month, day).ok()?)
            }
            ([only], None) if only.len() == 8 => {
                let date = |a: &str, b: &str, c: &str| {
                    Date::new(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?).ok()
                };
                let plausible = only.starts_with("19") || only.starts_with("20");
                let iso = date(only.get(..4)?, only.get(4..6)?, only.get(6..)?);
                let dutch = || date(only.get(4..)?, only.get(2..4)?, only.get(..2)?);
                Day::Full(iso.filter(|_| plausible).or_else(dutch)?)
            }
            ([only], None) => Day::Number(day(only)?),
            ([a, b], None) if signed => Day::Pair {
                first: day(a)?,
                second: day(b)?,
                year: None,
            },
            ([a, b, c], None) if a.len() == 4 => {
                Day::Full(Date::new(year(a)?, number(b)?, number(c)?).ok()?)
            }
            ([a, b, c], None) if c.len() == 4 => Day::Pair {
                first: day(a)?,
                second: day(b)?,
                year: Some(year(c)?),
            },
            ([a, b, c], None) => {
                Day::Triple(number(a)?, number(b)?, number(c).filter(|_| c.len() == 2)?)
            }
            _ => return None,
        };
        Some(Written {
            weekday: self.weekday,
            day,
        })
    }
}

/// Returns the month of a small-letter word in one of the languages known here, whole or shortened.
pub(crate) fn month_named(word: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &[
            "januari", "january", "januar", "jänner", "jan", "styczeń", "stycznia", "sty",
            "janvier", "janv",
        ],
        &[
            "februari", "february", "februar", "feb", "febr", "luty", "lutego", "lut", "février",
            "févr", "fév",
        ],
        &[
            "maart", "march", "märz", "maerz", "mrt", "mar", "mär", "mrz", "marzec", "marca",
            "mars",
        ],
        &[
            "april",
            "apr",
            "kwiecień",
            "kwietnia",
            "kwi",
            "avril",
            "avr",
        ],
        &["mei", "may", "mai", "maj", "maja"],
        &["juni", "june", "jun", "czerwiec", "czerwca", "cze", "juin"],
        &[
            "juli", "july", "jul", "lipiec", "lipca", "lip", "juillet", "juil",
        ],
        &[
            "augustus",
            "august",
            "aug",
            "sierpień",
            "sierpnia",
            "sie",
            "août",
            "aout",
        ],
        &[
            "september",
            "sept",
            "sep",
            "wrzesień",
            "września",
            "wrz",
            "septembre",
        ],
        &[
            "oktober",
            "october",
            "okt",
            "oct",
            "październik",
            "października",
            "paź",
            "octobre",
        ],
        &[
            "november",
            "nov",
            "listopad",
            "listopada",
            "lis",
            "novembre",
        ],
        &[
            "december",
            "dezember",
            "dec",
            "dez",
            "grudzień",
            "grudnia",
            "gru",
            "décembre",
            "déc",
        ],
    ];
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    i8::try_from(at + 1).ok()
}

/// Returns the weekday of a small-letter word in one of the languages known here.
///
/// The French "mar" and "di" are left out: they are a month and the Dutch Tuesday.
pub(crate) fn weekday_named(word: &str) -> Option<Weekday> {
    Some(match word {
        "maandag" | "monday" | "montag" | "ma" | "mon" | "mo" | "maa" | "poniedziałek" | "pon"
        | "pn" | "lundi" | "lun" => Weekday::Monday,
        "dinsdag" | "tuesday" | "dienstag" | "di" | "tue" | "tues" | "tu" | "din" | "die"
        | "wtorek" | "wto" | "wt" | "mardi" => Weekday::Tuesday,
        "woensdag" | "wednesday" | "mittwoch" | "wo" | "wed" | "we" | "mi" | "woe" | "mit"
        | "środa" | "śro" | "śr" | "mercredi" | "mer" => Weekday::Wednesday,
        "donderdag" | "thursday" | "donnerstag" | "do" | "thu" | "thur" | "thurs" | "th"
        | "don" | "czwartek" | "czw" | "cz" | "jeudi" | "jeu" => Weekday::Thursday,
        "vrijdag" | "friday" | "freitag" | "vr" | "fri" | "fr" | "vri" | "vrij" | "piątek"
        | "pią" | "pt" | "vendredi" | "ven" => Weekday::Friday,
        "zaterdag" | "saturday" | "samstag" | "sonnabend" | "za" | "sat" | "sa" | "zat" | "sam"
        | "sobota" | "sob" | "sb" | "samedi" => Weekday::Saturday,
        "zondag" | "sunday" | "sonntag" | "zo" | "sun" | "su" | "so" | "zon" | "son"
        | "niedziela" | "nie" | "niedz" | "nd" | "ndz" | "dimanche" | "dim" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
