//! The normalised roster as CSV: the same lines for the same roster, whatever file it came from.

use std::borrow::Cow;

use crate::draft::{DayPart, Draft, DraftKind, Local};
use crate::name::fold;

/// Returns `person,start_local,end_local,shift,unit,elapsed_minutes` with a line for each shift.
///
/// Lines are sorted by person, start and end, so that two files with one content give one text;
/// open shifts have an empty person and come first. The shift is `Early`, `Day`, `Late` or
/// `Night` where the file calls it so in any language, or does not name it and the times say
/// so; every other name stays as it is.
pub fn to_csv(draft: &Draft) -> String {
    let name = |index: Option<usize>| {
        index
            .and_then(|at| draft.people.get(at))
            .map_or("", |person| &person.name)
    };
    let unit = |index: Option<usize>| {
        let name = index.and_then(|at| draft.units.get(at));
        name.map_or("", String::as_str)
    };
    let kind = |index: usize| draft.kinds.get(index).map_or("", label);
    let mut lines: Vec<_> = draft
        .shifts
        .iter()
        .map(|shift| {
            let (kind, unit) = (kind(shift.kind), unit(shift.unit));
            (
                name(shift.person),
                shift.start,
                shift.end,
                kind,
                unit,
                shift.elapsed_min,
            )
        })
        .collect();
    lines.sort();
    let mut text = String::from("person,start_local,end_local,shift,unit,elapsed_minutes\n");
    for (name, start, end, kind, unit, elapsed) in lines {
        let (name, kind, unit) = (quoted(name), quoted(kind), quoted(unit));
        let (start, end) = (minute(start), minute(end));
        text.push_str(&format!("{name},{start},{end},{kind},{unit},{elapsed}\n"));
    }
    text
}

/// Returns a local time to the minute: 2025-03-03T08:30.
fn minute(local: Local) -> String {
    format!("{}T{:02}:{:02}", local.date(), local.hour(), local.minute())
}

fn quoted(cell: &str) -> Cow<'_, str> {
    if cell.contains([',', '"', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Returns the word for a kind in the normalised roster.
fn label(kind: &DraftKind) -> &str {
    let named = kind.name.as_deref().into_iter().chain([kind.code.as_str()]);
    if let Some(part) = named.clone().find_map(part_named) {
        return word(part);
    }
    named
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or(word(kind.part))
}

fn word(part: DayPart) -> &'static str {
    match part {
        DayPart::Early => "Early",
        DayPart::Day => "Day",
        DayPart::Late => "Late",
        DayPart::Night => "Night",
        DayPart::Full => "Full",
    }
}

fn part_named(name: &str) -> Option<DayPart> {
    const ENDINGS: [&str; 5] = ["dienst", "shift", "schicht", "duty", ""];
    let folded = fold(name);
    let stem = ENDINGS
        .iter()
        .find_map(|ending| folded.strip_suffix(ending))
        .unwrap_or("")
        .trim_end();
    Some(match stem {
        "vroeg" | "vroege" | "fruh" | "frueh" | "early" => DayPart::Early,
        "dag" | "tag" | "tages" | "day" => DayPart::Day,
        "laat" | "late" | "spat" | "spaet" => DayPart::Late,
        "nacht" | "nachten" | "night" => DayPart::Night,
        _ => return None,
    })
}
