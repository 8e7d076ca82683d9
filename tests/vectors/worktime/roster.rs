//! Reading a roster and a change of it, or saying why there can be none.

use super::wall;
use jiff::tz::TimeZone;
use ruil_core::rules::{Duty, DutyKind, Pauses};
use ruil_core::{EventId, ShiftId, Span};
use serde_json::Value;
use std::fmt;

/// Why a case can't be read.
#[derive(Debug)]
pub struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Refuses.
pub fn refuse<T>(what: impl Into<String>) -> Result<T, Refused> {
    Err(Refused(what.into()))
}

/// A roster and a change of it.
pub struct Roster {
    /// The roster as it was.
    pub before: Vec<Duty>,
    /// What goes.
    pub remove: Vec<ShiftId>,
    /// What comes.
    pub add: Vec<Duty>,
    /// The roster as it is then.
    pub after: Vec<Duty>,
}

impl Roster {
    /// Reads the roster of a case, or says why there can be no such roster.
    pub fn read(value: &Value) -> Result<Self, Refused> {
        let zone = text(value, "timezone")?;
        let zone = TimeZone::get(zone).or_else(|_| refuse(format!("{zone} is no time zone")))?;
        let mut reader = Reader { zone, count: 0 };
        let before = reader.duties(value.get("shifts"))?;
        let add = reader.duties(value.get("add"))?;
        let removed = reader.duties(value.get("remove"))?;
        let mut remove: Vec<ShiftId> = Vec::new();
        for gone in removed {
            let same = |duty: &&Duty| {
                let is_new = duty.shift.is_some_and(|shift| !remove.contains(&shift));
                duty.span == gone.span && duty.kind == gone.kind && is_new
            };
            match before.iter().find(same).and_then(|duty| duty.shift) {
                Some(shift) => remove.push(shift),
                None => return refuse("a shift to remove is not in the roster"),
            }
        }
        let stays = |duty: &&Duty| duty.shift.is_none_or(|shift| !remove.contains(&shift));
        let mut after: Vec<Duty> = before.iter().filter(stays).chain(&add).cloned().collect();
        after.sort_by_key(|duty| duty.span);
        let works = |duty: &&Duty| duty.kind == DutyKind::Work || duty.kind == DutyKind::Presence;
        let work: Vec<_> = after.iter().filter(works).collect();
        let clash = |pair: &[&Duty]| matches!(pair, [one, next] if one.span.overlaps(next.span));
        if work.windows(2).any(clash) {
            return refuse("two shifts overlap: nobody works both");
        }
        Ok(Self {
            before,
            remove,
            add,
            after,
        })
    }
}

/// Returns a text that must be there.
pub fn text<'a>(value: &'a Value, name: &str) -> Result<&'a str, Refused> {
    let found = value.get(name).and_then(Value::as_str);
    found.ok_or_else(|| Refused(format!("`{name}` is missing or no text")))
}

/// Returns a list; nothing is none, and one is one.
pub fn list(value: Option<&Value>) -> Result<Vec<&Value>, Refused> {
    match value {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(all)) => Ok(all.iter().collect()),
        Some(one @ Value::Object(_)) => Ok(vec![one]),
        Some(other) => refuse(format!("{other} is no list")),
    }
}

struct Reader {
    zone: TimeZone,
    count: u32,
}

impl Reader {
    fn duties(&mut self, value: Option<&Value>) -> Result<Vec<Duty>, Refused> {
        let all = list(value)?;
        let mut duties: Vec<Duty> = all
            .into_iter()
            .map(|one| self.duty(one))
            .collect::<Result<_, _>>()?;
        duties.sort_by_key(|duty| duty.span);
        Ok(duties)
    }

    fn duty(&mut self, value: &Value) -> Result<Duty, Refused> {
        let span = self.span(value, None)?;
        let kind = match value.get("kind").and_then(Value::as_str) {
            None | Some("work") => DutyKind::Work,
            Some("leave") => DutyKind::Leave,
            Some("school") => DutyKind::School,
            Some("on_call") => DutyKind::OnCall,
            Some("standby") => DutyKind::Standby,
            Some("presence") => DutyKind::Presence,
            Some(other) => return refuse(format!("{other} is no kind of shift")),
        };
        let pauses = match value.get("breaks") {
            None | Some(Value::Null) => total(value, span)?,
            exact => self.exact(exact, span)?,
        };
        let shift = ShiftId::nth(EventId::from_bytes([0; 16]), self.count);
        self.count += 1;
        Ok(Duty {
            span,
            pauses,
            kind,
            shift: Some(shift),
        })
    }

    /// Reads a start and an end; a repeated wall time is `usual` unless a fold says which.
    fn span(&self, value: &Value, usual: Option<u64>) -> Result<Span, Refused> {
        let fold = |name: &str| match value.get(name) {
            None | Some(Value::Null) => Ok(usual),
            Some(fold) => match fold.as_u64() {
                Some(fold @ 0..=1) => Ok(Some(fold)),
                _ => refuse(format!("`{name}` is {fold}, neither 0 nor 1")),
            },
        };
        let (start, end) = (text(value, "start")?, text(value, "end")?);
        let at = |text, fold| wall::moment(&self.zone, text, fold).map_err(Refused);
        let from = at(start, fold("start_fold")?)?;
        let until = at(end, fold("end_fold")?)?;
        if from.utc_min == until.utc_min {
            return refuse(format!("it starts and ends at {start}: it is empty"));
        }
        let reversed = || Refused(format!("it ends at {end}, before it starts at {start}"));
        Span::new(from, until).ok_or_else(reversed)
    }

    fn exact(&self, value: Option<&Value>, span: Span) -> Result<Pauses, Refused> {
        let all = list(value)?;
        let mut pauses: Vec<Span> = all
            .into_iter()
            .map(|one| self.span(one, Some(0)))
            .collect::<Result<_, _>>()?;
        pauses.sort_unstable();
        let is_inside = |pause: &Span| {
            pause.start().utc_min >= span.start().utc_min
                && pause.end().utc_min <= span.end().utc_min
        };
        if !pauses.iter().all(is_inside) {
            return refuse("a break lies outside its shift");
        }
        let overlaps = |pair: &[Span]| matches!(pair, [one, next] if one.overlaps(*next));
        if pauses.windows(2).any(overlaps) {
            return refuse("two breaks overlap");
        }
        Ok(Pauses::Exact(pauses))
    }
}

fn total(value: &Value, span: Span) -> Result<Pauses, Refused> {
    let min = match value.get("break_minutes") {
        None | Some(Value::Null) => Some(0),
        Some(min) => min.as_u64().and_then(|min| u16::try_from(min).ok()),
    };
    match min {
        Some(min) if i32::from(min) < span.len_min() => Ok(Pauses::Total(min)),
        Some(min) => refuse(format!("a break of {min} minutes is as long as its shift")),
        None => refuse("`break_minutes` is no number of minutes"),
    }
}
