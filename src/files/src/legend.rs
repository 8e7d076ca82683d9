//! Legends: what a file itself says about its codes.

use std::collections::BTreeSet;

use crate::clock::{range, time};
use crate::codes::common_in;
use crate::guide::{Away, CodeMeaning, Role};
use crate::header::role_of;
use crate::name::fold;
use crate::table::Row;

/// Longer words are no code.
const CODE_CHARS_MAX: usize = 12;

/// A row of a legend has no more cells than this.
const CELLS_MAX: usize = 10;

/// One explained code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub code: String,
    pub name: String,
    pub times: Option<(u16, u16)>,
    /// Whether the legend says that this is no work.
    pub off: bool,
}

impl Line {
    /// Returns the meaning, or none for words without times that say nothing of absence.
    pub fn meaning(&self) -> Option<CodeMeaning> {
        let name = (!self.name.is_empty()).then(|| self.name.clone());
        if self.off {
            return Some(common_in(&self.name).unwrap_or(CodeMeaning::Absent(Away::Other)));
        }
        match self.times {
            Some((start_min, end_min)) => {
                // "Vrij 00:00-00:00" is no day's work.
                let nothing = start_min == 0 && end_min == 0;
                let away = nothing.then(|| common_in(&self.name)).flatten();
                Some(away.unwrap_or(CodeMeaning::Shift {
                    start_min,
                    end_min,
                    name,
                }))
            }
            None => common_in(&self.name),
        }
    }
}

/// Tells whether a cell announces a legend.
pub(crate) fn is_label(text: &str) -> bool {
    const LABELS: [&str; 35] = [
        "legenda",
        "legend",
        "legende",
        "codes",
        "code",
        "afkortingen",
        "afkorting",
        "verklaring",
        "verklaring codes",
        "dienstcodes",
        "roostercodes",
        "diensten",
        "diensttijden",
        "dienstsoorten",
        "toelichting",
        "uitleg",
        "key",
        "shift codes",
        "shift key",
        "shifts",
        "shift types",
        "schichten",
        "schichtzeiten",
        "dienste",
        "dienstzeiten",
        "kurzel",
        "zeichenerklarung",
        "erlauterung",
        "abkurzungen",
        "legenda diensten",
        "zmiany",
        "oznaczenia",
        "skroty",
        "horaires",
        "codes horaires",
    ];
    LABELS.contains(&fold(text).as_str())
}

/// Tells whether a row heads a legend in columns: "Code;Omschrijving;Begin;Einde".
pub(crate) fn is_heading(row: &Row<'_>) -> bool {
    if row.filled().take(CELLS_MAX + 1).count() > CELLS_MAX {
        return false;
    }
    let roles: Vec<Role> = row
        .filled()
        .filter_map(|(_, cell)| role_of(cell))
        .map(|(role, _)| role)
        .collect();
    let has = |role: Role| roles.contains(&role);
    has(Role::Shift)
        && (has(Role::Start) || has(Role::Times))
        && !has(Role::Date)
        && !has(Role::FirstName)
}

/// Reads explanations within one cell: "V=vroeg 07:00-15:30, L=laat 14:30-23:00".
pub(crate) fn in_text(text: &str) -> Vec<Line> {
    // A cell as long as this is a letter, not a legend.
    if text.len() > 4000 {
        return Vec::new();
    }
    let text = match text.split_once(':') {
        Some((label, rest)) if is_label(label) => rest.trim(),
        _ => text,
    };
    let marks = marks(text);
    if marks.is_empty() {
        return spaced(text).into_iter().collect();
    }
    let ends = marks
        .iter()
        .skip(1)
        .map(|mark| mark.code_at)
        .chain([text.len()]);
    let lines = marks.iter().zip(ends).filter_map(|(mark, end)| {
        let code = text.get(mark.code_at..mark.code_end)?;
        let rest = text.get(mark.rest_at..end)?;
        let line = explained(code, rest);
        // "Team: Zuid" is no legend; "Z: ziek" is.
        (mark.sure || line.times.is_some() || line.meaning().is_some()).then_some(line)
    });
    lines.collect()
}

struct Mark {
    code_at: usize,
    code_end: usize,
    rest_at: usize,
    /// An equals sign says so by itself.
    sure: bool,
}

fn marks(text: &str) -> Vec<Mark> {
    let found = |sign: char, sure: bool| -> Vec<Mark> {
        let signs = text.match_indices(sign).map(|(at, _)| at);
        signs
            .filter_map(|at| {
                let before = text.get(..at)?.trim_end();
                let edge = |letter: char| letter.is_whitespace() || ",;|(".contains(letter);
                let code_at = before.rfind(edge).map_or(0, |edge| {
                    edge + before
                        .get(edge..)
                        .and_then(|rest| rest.chars().next())
                        .map_or(1, char::len_utf8)
                });
                let code = before.get(code_at..)?;
                let fine =
                    !code.is_empty() && code.chars().count() <= CODE_CHARS_MAX && !is_label(code);
                // The colon of a time is no mark.
                let lettered =
                    sure || code.chars().any(char::is_alphabetic) && time(code).is_none();
                (fine && lettered).then_some(Mark {
                    code_at,
                    code_end: before.len(),
                    rest_at: at + 1,
                    sure,
                })
            })
            .collect()
    };
    let equals = found('=', true);
    if equals.is_empty() {
        found(':', false)
    } else {
        equals
    }
}

fn explained(code: &str, rest: &str) -> Line {
    let loose = |letter: char| letter.is_whitespace() || ",;|-–:".contains(letter);
    match range(rest) {
        Some(found) => Line {
            code: code.trim().to_owned(),
            name: found.rest.trim_matches(loose).to_owned(),
            times: Some((found.start_min, found.end_min)),
            off: false,
        },
        None => Line {
            code: code.trim().to_owned(),
            name: rest.trim_matches(loose).to_owned(),
            times: None,
            off: false,
        },
    }
}

/// Reads "V vroeg 07:00-15:30", "V - vroeg 07:00-15:30" and "vroeg (V) 07:00-15:30".
fn spaced(text: &str) -> Option<Line> {
    let found = range(text)?;
    if let Some((name, rest)) = found.rest.split_once('(')
        && let Some((code, _)) = rest.split_once(')')
        && code.chars().count() <= CODE_CHARS_MAX
    {
        return Some(Line {
            code: code.trim().to_owned(),
            name: name.trim().to_owned(),
            times: Some((found.start_min, found.end_min)),
            off: false,
        });
    }
    let (code, name) = found.rest.split_once(' ').unwrap_or((&found.rest, ""));
    let short = !code.is_empty() && code.chars().count() <= 5;
    short.then(|| Line {
        code: code.to_owned(),
        name: name
            .trim_matches(|letter: char| letter == '-' || letter == '–' || letter == ' ')
            .to_owned(),
        times: Some((found.start_min, found.end_min)),
        off: false,
    })
}

/// Reads a legend row in columns: code, name, and times in one or two cells.
///
/// Outside an announced legend the code must occur in the roster, so that a person with one
/// shift written as times is not taken for a code.
pub(crate) fn in_columns(row: &Row<'_>, announced: bool, used: &BTreeSet<&str>) -> Option<Line> {
    let cells: Vec<&str> = row
        .filled()
        .map(|(_, cell)| cell)
        .take(CELLS_MAX + 1)
        .collect();
    let (first, second) = (*cells.first()?, cells.get(1).copied().unwrap_or(""));
    if cells.len() > CELLS_MAX {
        return None;
    }
    // "Vroege dienst;V;07:00;15:30" has the code second; unannounced it may be a person's row.
    let shorter = second.chars().count() < first.chars().count();
    let code = if announced && shorter && used.contains(second) && !used.contains(first) {
        second
    } else {
        first
    };
    let fits = code.chars().count() <= CODE_CHARS_MAX && (announced || used.contains(code));
    if !fits {
        return None;
    }
    let others = || cells.iter().copied().filter(|cell| *cell != code);
    let clocks: Vec<u16> = others()
        .filter(|cell| cell.contains([':', '.']) || cell.len() == 4)
        .filter_map(time)
        .filter(|clock| !clock.odd)
        .map(|clock| clock.minute)
        .collect();
    let words = |cell: &&str| {
        cell.chars().any(char::is_alphabetic) && range(cell).is_none() && time(cell).is_none()
    };
    let name = others().find(words).unwrap_or("").to_owned();
    let ranged = others()
        .find_map(range)
        .map(|found| (found.start_min, found.end_min));
    let times = ranged.or(match clocks.as_slice() {
        [start, end, ..] => Some((*start % crate::clock::DAY_MIN, *end)),
        _ => None,
    });
    let line = Line {
        code: code.to_owned(),
        name,
        times,
        off: false,
    };
    // A code of the roster and a word that says leave: "RV;Roostervrij".
    let away = cells.len() == 2 && line.meaning().is_some();
    let says =
        away || times.is_some() || announced && (cells.len() == 2 || line.meaning().is_some());
    says.then_some(line)
}

mod columns;

pub(crate) use columns::{Heads, of_table};

#[cfg(test)]
mod tests;
