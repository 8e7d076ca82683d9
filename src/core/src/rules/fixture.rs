//! Rosters in one line, for the rules' tables of cases.

use super::{
    Choice, Duty, DutyKind, Judgement, Known, Options, Pack, Pauses, Rule, RuleSet, Shortening,
    Verdict, Worker, judge, rule_set,
};
use crate::id::{EventId, ShiftId};
use crate::time::{Moment, Span};

/// Monday 2 March 2026. The clocks change on day 27 (29 March) and day 237 (25 October).
const MONDAY: i32 = 20_514;

/// The usual options of these tables: the work asks for shortening.
pub(super) const GRANTED: Options = Options {
    shortening: Shortening::Granted,
    extended_nights: false,
    collective: super::Collective {
        care_daily_rest: false,
        short_break: false,
        no_four_weeks: false,
        year_average: false,
        run_of_eight: false,
        many_nights: false,
        fewer_sundays: false,
        standby: true,
        presence: true,
    },
    agreement: None,
};

/// The same without it.
pub(super) const NEVER: Options = Options {
    shortening: Shortening::Never,
    ..GRANTED
};

/// Returns the moment of a clock on a day; a repeated hour is its first.
pub(super) fn at(day: i32, minute: i32) -> Moment {
    let local = (MONDAY + day) * 1440 + minute;
    let summer = (MONDAY + 27) * 1440 + 120..(MONDAY + 237) * 1440 + 180;
    let offset_min = if summer.contains(&local) { 120 } else { 60 };
    Moment {
        utc_min: local - i32::from(offset_min),
        offset_min,
    }
}

fn clock(text: &str) -> i32 {
    let (hour, minute) = text.split_once(':').expect("a clock");
    hour.parse::<i32>().expect("an hour") * 60 + minute.parse::<i32>().expect("a minute")
}

/// Reads duties such as `0 23:00-07:15/30` (day, clock, break) or `3 17:00-08:00 standby`, parted by
/// commas; `0..5 07:00-15:30/30` is one for each of those days.
pub(super) fn roster(text: &str) -> Vec<Duty> {
    let mut duties = Vec::new();
    for one in text.split(',').map(str::trim).filter(|one| !one.is_empty()) {
        let mut words = one.split_whitespace();
        let days = words.next().expect("a day");
        let (first, end) = match days.split_once("..") {
            Some((first, end)) => (first.parse().expect("a day"), end.parse().expect("a day")),
            None => (
                days.parse().expect("a day"),
                days.parse::<i32>().expect("a day") + 1,
            ),
        };
        let hours = words.next().expect("hours");
        let (hours, pause) = hours.split_once('/').unwrap_or((hours, "0"));
        let (start, end_clock) = hours.split_once('-').expect("hours");
        let kind = match words.next() {
            None => DutyKind::Work,
            Some("leave") => DutyKind::Leave,
            Some("school") => DutyKind::School,
            Some("oncall") => DutyKind::OnCall,
            Some("standby") => DutyKind::Standby,
            Some("presence") => DutyKind::Presence,
            Some(other) => panic!("{other} is no kind"),
        };
        for day in first..end {
            let (from, until) = (clock(start), clock(end_clock));
            let until_day = if until <= from { day + 1 } else { day };
            let shift = ShiftId::nth(
                EventId::from_bytes([0; 16]),
                u32::try_from(duties.len()).expect("few"),
            );
            duties.push(Duty {
                span: Span::new(at(day, from), at(until_day, until)).expect("a span"),
                pauses: Pauses::Total(pause.parse().expect("a break")),
                kind,
                shift: Some(shift),
            });
        }
    }
    duties
}

/// Returns the Dutch rules with some options.
pub(super) fn rules(options: Options) -> RuleSet {
    let choice = Choice {
        pack: Pack::Netherlands,
        version: rule_set::NEWEST,
        options,
    };
    RuleSet::find(choice).expect("this build has its own version")
}

/// Returns what the Dutch rules say of an adult's roster.
pub(super) fn judged(text: &str, options: Options) -> Judgement {
    judge(Worker::ADULT, &roster(text), &rules(options), Known::ALL)
}

/// Checks a table of rosters against one rule.
pub(super) fn table(rule: Rule, worker: Worker, options: Options, cases: &[(&str, Verdict)]) {
    for (text, verdict) in cases {
        let judgement = judge(worker, &roster(text), &rules(options), Known::ALL);
        assert_eq!(
            judgement.of(rule),
            *verdict,
            "{rule}: {text}\n{judgement:?}"
        );
    }
}
