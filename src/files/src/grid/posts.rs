//! Grids whose rows are shifts or posts and whose cells are people.

use std::collections::BTreeSet;

use super::Grid;
use crate::book::{Book, Entry, Place, Who};
use crate::clock::range;
use crate::codes::{Codes, common};
use crate::days::Band;
use crate::fit::{Times, fit};
use crate::guide::{CodeMeaning, Role};
use crate::name::{fold, means_nobody, turned};
use crate::problem::{Assumed, ProblemKind};
use crate::sheet::is_total;
use crate::table::Row;

/// Cells looked at to tell people from codes.
const SAMPLE_CELLS: usize = 2000;

impl Grid<'_, '_> {
    /// Tells whether the rows are posts and the cells people, not the other way round.
    pub(super) fn has_posts(&self, codes: &Codes) -> bool {
        let (mut rows, mut posts) = (0_usize, 0_usize);
        let (mut cells, mut people) = (0_usize, 0_usize);
        let mut values = BTreeSet::new();
        for (at, row) in self.table.rows.iter().enumerate() {
            let aside = at <= self.top() || self.is_head(at) || self.legend_rows.contains(&at);
            if aside || cells > SAMPLE_CELLS {
                continue;
            }
            let days = row.filled().filter(|(col, _)| self.columns.is_day(*col));
            let texts: Vec<&str> = days.map(|(_, cell)| cell).collect();
            let label = self.label(row);
            if texts.is_empty() || is_total(&label) {
                continue;
            }
            rows += 1;
            posts += usize::from(is_post(&label, codes));
            cells += texts.len();
            people += texts.iter().filter(|text| is_person(text, codes)).count();
            values.extend(texts);
        }
        let named = self.columns.list.iter().any(|column| {
            !column.guessed && matches!(column.role, Some(Role::Person | Role::LastName))
        });
        let headed = self
            .columns
            .list
            .iter()
            .any(|column| column.role == Some(Role::Shift));
        people * 10 >= cells * 6 && people > 0 && !named && (posts * 2 >= rows || headed)
    }

    /// Returns what stands left of the days, but for the unit.
    fn label(&self, row: &Row<'_>) -> String {
        let left = row
            .filled()
            .take_while(|(col, _)| !self.columns.is_day(*col));
        let own = left.filter(|(col, _)| {
            let role = self.columns.list.get(*col).and_then(|column| column.role);
            !matches!(
                role,
                Some(Role::Unit | Role::Location | Role::Team | Role::Ignore)
            )
        });
        let cells: Vec<&str> = own.map(|(_, cell)| cell).collect();
        cells.join(" ")
    }

    /// Reads a post's row.
    pub(super) fn post(
        &self,
        book: &mut Book<'_>,
        codes: &Codes,
        band: &Band,
        row: &Row<'_>,
        place: Place,
    ) {
        let label = self.label(row);
        let days = || {
            band.days
                .iter()
                .filter(|(col, _)| !row.cell(*col).is_empty())
        };
        if label.is_empty() || days().next().is_none() || is_total(&label) {
            let what = if is_total(&label) {
                ProblemKind::Total
            } else {
                ProblemKind::Text { text: row.text() }
            };
            let lost = label.is_empty() && days().next().is_some();
            let assumed = if lost {
                Assumed::LeftOut
            } else {
                Assumed::Nothing
            };
            book.problem(place, what, assumed);
            return;
        }
        let unit = self
            .columns
            .unit(row)
            .map(str::to_owned)
            .or_else(|| self.unit.clone());
        let unit = book.unit(unit.as_deref().unwrap_or(""));
        let (code, usual, name) = timed(&label, codes);
        for (col, date) in days() {
            let place = place.at(*col);
            for text in row
                .list(*col)
                .split([',', ';', '/', '&', '+'])
                .map(str::trim)
            {
                if fold(text).is_empty() {
                    book.problem(place, ProblemKind::EmptyDay, Assumed::Nothing);
                    continue;
                }
                // "Ria 7:00-11:00" has the post for some of its time.
                let own = range(text);
                let who = own.as_ref().map_or(text, |own| own.rest.as_str());
                let Some((start_min, end_min)) = own
                    .as_ref()
                    .map(|own| (own.start_min, own.end_min))
                    .or(usual)
                else {
                    book.unknown_code(&code, codes.name(&code), place);
                    continue;
                };
                if common(who).is_some() {
                    book.problem(place, ProblemKind::EmptyDay, Assumed::Nothing);
                    continue;
                }
                let who = turned(who);
                let person = (!means_nobody(&who)).then(|| {
                    book.person(
                        Who {
                            name: &who,
                            ..Who::default()
                        },
                        place,
                    )
                });
                let kind = book.kind(&code, name.as_deref(), start_min, end_min);
                match fit(&book.clock, &Times::plain(*date, start_min, end_min)) {
                    Ok(span) => book.shift(Entry {
                        place,
                        person,
                        kind,
                        unit,
                        qualification: None,
                        span,
                        said_min: Vec::new(),
                        break_min: None,
                        comment: None,
                    }),
                    Err(what) => book.problem(place, what, Assumed::LeftOut),
                }
            }
        }
    }
}

/// Returns a post's code, its times and its name, as far as the label or a legend has them.
fn timed(label: &str, codes: &Codes) -> (String, Option<(u16, u16)>, Option<String>) {
    if let Some(found) = range(label) {
        return (found.rest, Some((found.start_min, found.end_min)), None);
    }
    // "Vroeg 1" and "Vroeg 2" are two places of one kind.
    let bare = label.trim_end_matches(|last: char| last.is_ascii_digit() || last == ' ');
    for code in [label, bare] {
        if let Some(CodeMeaning::Shift {
            start_min,
            end_min,
            name,
        }) = codes.meaning(code)
        {
            return (
                codes.spelled(code).to_owned(),
                Some((start_min, end_min)),
                name,
            );
        }
    }
    (bare.to_owned(), None, None)
}

fn is_post(label: &str, codes: &Codes) -> bool {
    const WORDS: [&str; 40] = [
        "vroeg",
        "vroege",
        "laat",
        "late",
        "nacht",
        "dag",
        "avond",
        "ochtend",
        "middag",
        "slaap",
        "dienst",
        "wacht",
        "achterwacht",
        "bereikbaar",
        "tussen",
        "weekend",
        "oproep",
        "early",
        "day",
        "night",
        "evening",
        "morning",
        "shift",
        "duty",
        "fruh",
        "fruhdienst",
        "spat",
        "spatdienst",
        "nachtdienst",
        "tagdienst",
        "vroegedienst",
        "vroegdienst",
        "laatdienst",
        "latedienst",
        "dagdienst",
        "avonddienst",
        "slaapdienst",
        "matin",
        "soir",
        "nuit",
    ];
    let folded = fold(label);
    let worded = folded.split(' ').any(|word| WORDS.contains(&word));
    worded || range(label).is_some() || codes.is_known(label)
}

/// Tells whether a cell could hold people's names.
fn is_person(text: &str, codes: &Codes) -> bool {
    let own = range(text);
    let who = own.as_ref().map_or(text, |own| own.rest.as_str());
    let letters = who.chars().filter(|letter| letter.is_alphabetic()).count();
    let small = who.chars().any(char::is_lowercase);
    let word = common(who).is_some() && !means_nobody(who);
    letters > 1 && small && !word && !codes.is_known(who) && !is_post(who, codes)
        || !who.is_empty() && means_nobody(who)
}
