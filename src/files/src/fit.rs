//! From two wall-clock times to two moments.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::clock::DAY_MIN;
use crate::problem::{Assumed, ProblemKind};
use crate::zone::{Meaning, Moment, WallClock};

/// Longer than a day and the hour of the autumn change is doubted.
const LENGTH_MAX_MIN: i64 = 25 * 60;
/// Longer than this is a wrong date, not a shift.
const LENGTH_ABSURD_MIN: i64 = 7 * 24 * 60;
/// Hours rounded to a hundredth or cut to the minute still agree.
pub(crate) const ROUNDING_MIN: i64 = 2;

/// What a UTC column says about a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hint {
    pub utc_min: Option<i64>,
    /// Minutes since midnight UTC, when the column has no date.
    pub of_day: Option<u16>,
}

impl Hint {
    fn fits(self, moment: Moment) -> bool {
        let of_day =
            |minute: u16| moment.utc_min.rem_euclid(i64::from(DAY_MIN)) == i64::from(minute);
        self.utc_min.is_none_or(|minute| minute == moment.utc_min) && self.of_day.is_none_or(of_day)
    }
}

/// Two times as the file gives them.
#[derive(Clone, Debug)]
pub(crate) struct Times {
    pub date: Date,
    pub start_min: u16,
    pub end_min: u16,
    pub end_date: Option<Date>,
    pub hints: [Hint; 2],
    /// The file's hours for this shift, with and without break, in minutes.
    pub lengths_min: Vec<i64>,
}

impl Times {
    /// Returns two times of one day, with nothing else to go by.
    pub fn plain(date: Date, start_min: u16, end_min: u16) -> Self {
        Self {
            date,
            start_min,
            end_min,
            end_date: None,
            hints: [Hint::default(); 2],
            lengths_min: Vec::new(),
        }
    }
}

/// A stretch of time on the wall and in the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub start: DateTime,
    pub end: DateTime,
    pub start_at: Moment,
    pub end_at: Moment,
    pub findings: Vec<(ProblemKind, Assumed)>,
}

impl Span {
    pub fn elapsed_min(&self) -> i64 {
        self.end_at.utc_min - self.start_at.utc_min
    }
}

#[derive(Clone, Copy)]
struct Choice {
    start: Moment,
    end: Moment,
    end_local: DateTime,
}

/// Finds the moments that `times` mean, or says why there are none.
pub(crate) fn fit(clock: &WallClock, times: &Times) -> Result<Span, ProblemKind> {
    let bad = || ProblemKind::BadDate {
        text: times.date.to_string(),
    };
    let start = local(times.date, times.start_min).ok_or_else(bad)?;
    let mut findings = Vec::new();
    let ends = ends(clock, times, start, &mut findings)?;
    let starts = moments(clock, start);
    let mut choices = Vec::new();
    for end_local in &ends {
        for end in moments(clock, *end_local) {
            for start in &starts {
                choices.push(Choice {
                    start: *start,
                    end,
                    end_local: *end_local,
                });
            }
        }
    }
    choices.retain(|choice| choice.end.utc_min > choice.start.utc_min);
    // Both times first before one of them second.
    choices.sort_by_key(|choice| {
        (
            ends.first() != Some(&choice.end_local),
            choice.start.utc_min,
            choice.end.utc_min,
        )
    });
    let open = choices.len() > 1;
    let [start_hint, end_hint] = times.hints;
    let told = start_hint != Hint::default() || end_hint != Hint::default();
    let length = |choice: &&Choice| choice.end.utc_min - choice.start.utc_min;
    // A UTC time without a date fits one day later too.
    let by_utc = choices
        .iter()
        .filter(|choice| told && start_hint.fits(choice.start) && end_hint.fits(choice.end))
        .min_by_key(length);
    let by_length = choices.iter().find(|choice| {
        let elapsed = choice.end.utc_min - choice.start.utc_min;
        open && times
            .lengths_min
            .iter()
            .any(|said| (said - elapsed).abs() <= ROUNDING_MIN)
    });
    let chosen = by_utc
        .or(by_length)
        .or(choices.first())
        .copied()
        .ok_or(ProblemKind::EndBeforeStart)?;
    let settled = if by_length.is_some() {
        Assumed::Fitting
    } else {
        Assumed::First
    };
    for local in [start, chosen.end_local] {
        match clock.meaning(local) {
            Meaning::One(_) => {}
            Meaning::Skipped(moment) => {
                let now = moment.local().unwrap_or(local);
                findings.push((ProblemKind::SkippedHour { local }, Assumed::At(now)));
            }
            Meaning::Twice(..) if by_utc.is_some() => {}
            Meaning::Twice(..) => {
                findings.push((ProblemKind::RepeatedHour { local }, settled.clone()))
            }
        }
    }
    if told && by_utc.is_none() {
        findings.push((ProblemKind::OtherZone, Assumed::Kept));
    }
    // A skipped time is shown as what the clock shows at that moment.
    let shown = |moment: Moment, written: DateTime| moment.local().unwrap_or(written);
    let span = Span {
        start: shown(chosen.start, start),
        end: shown(chosen.end, chosen.end_local),
        start_at: chosen.start,
        end_at: chosen.end,
        findings,
    };
    long(span)
}

fn long(mut span: Span) -> Result<Span, ProblemKind> {
    let minutes = span.elapsed_min();
    if minutes > LENGTH_ABSURD_MIN {
        return Err(ProblemKind::VeryLong { minutes });
    }
    if minutes > LENGTH_MAX_MIN {
        span.findings
            .push((ProblemKind::VeryLong { minutes }, Assumed::Kept));
    }
    Ok(span)
}

/// Returns the possible ends on the wall clock, likeliest first.
fn ends(
    clock: &WallClock,
    times: &Times,
    start: DateTime,
    findings: &mut Vec<(ProblemKind, Assumed)>,
) -> Result<Vec<DateTime>, ProblemKind> {
    let bad = || ProblemKind::BadDate {
        text: times.date.to_string(),
    };
    let end = local(times.end_date.unwrap_or(times.date), times.end_min).ok_or_else(bad)?;
    if end > start {
        return Ok(vec![end]);
    }
    if times.end_date.is_some_and(|date| date < times.date) {
        return Err(ProblemKind::EndBeforeStart);
    }
    let next = end.checked_add(1.day()).map_err(|_| bad())?;
    // In the autumn night 2:15 can follow 2:30 within the hour that comes twice.
    let repeated = matches!(clock.meaning(end), Meaning::Twice(..));
    if times.end_date.is_some() && !repeated {
        findings.push((ProblemKind::EndBeforeStart, Assumed::NextDay));
    }
    Ok(if repeated {
        vec![next, end]
    } else {
        vec![next]
    })
}

fn moments(clock: &WallClock, local: DateTime) -> Vec<Moment> {
    match clock.meaning(local) {
        Meaning::One(moment) => vec![moment],
        Meaning::Skipped(moment) => vec![moment],
        Meaning::Twice(first, second) => vec![first, second],
    }
}

/// Returns the wall-clock time `minute` after the date's midnight; 1440 is the next day's.
pub(crate) fn local(date: Date, minute: u16) -> Option<DateTime> {
    let date = if minute >= DAY_MIN {
        date.tomorrow().ok()?
    } else {
        date
    };
    let (hour, minute) = (minute % DAY_MIN / 60, minute % 60);
    Some(date.at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0))
}

#[cfg(test)]
mod tests;
