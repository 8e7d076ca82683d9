//! Which character stands between a text's cells.
//!
//! Remarks hold more commas than a row has cells, so counting them tells nothing. What tells is how
//! alike the lines become (the pattern), and whether the cells are something by themselves then (the
//! type); the product of both is the measure of van den Burg, Nazábal and Sutton, "Wrangling messy CSV
//! files by detecting row and type patterns" (2019).

use std::collections::{BTreeMap, BTreeSet};

use super::{Row, Rows};

/// Rows looked at.
const SAMPLE_ROWS: usize = 200;
/// The first is taken where two are as good.
const SEPARATORS: [char; 4] = [';', ',', '\t', '|'];
/// What a cell is worth that is a number, a date or a time.
const NUMBER: f64 = 5.0;
/// What a cell of words is worth.
const WORDS: f64 = 3.0;
/// What a cell is worth that looks like a piece of a sentence, or like several cells.
const PIECE: f64 = 1.0;

/// What is left of a separator's score if another one stands in each of its rows, and in more: what
/// only the remarks hold is not in the header.
const WITHIN_ANOTHER: f64 = 0.25;

/// Returns the separator that makes the lines most alike and of cells that mean something; none if no
/// separator makes more than one cell.
pub(super) fn detect(text: &str) -> Option<char> {
    let all = SEPARATORS.map(|separator| (separator, Found::of(text, separator)));
    let score = |(_, one): &(char, Found)| {
        let is_within = all.iter().any(|(_, other)| one.is_within(other));
        one.score * if is_within { WITHIN_ANOTHER } else { 1.0 }
    };
    let scores = all.iter().map(|one| (one.0, score(one)));
    let best = scores
        .rev()
        .max_by(|(_, one), (_, other)| one.total_cmp(other))?;
    (best.1 > 0.0).then_some(best.0)
}

/// What a separator makes of a text.
struct Found {
    /// Where the rows begin in which it stands.
    at: BTreeSet<usize>,
    /// How alike and how meaningful they are; 0 if it stands in none.
    score: f64,
}

impl Found {
    fn of(text: &str, separator: char) -> Self {
        let mut left = Rows {
            rest: text,
            separator,
        };
        let (mut rows, mut at) = (Vec::new(), BTreeSet::new());
        while rows.len() < SAMPLE_ROWS {
            let start = text.len() - left.rest.len();
            let Some(row) = left.next() else { break };
            if row.cells.len() > 1 {
                at.insert(start);
            }
            if row.cells.len() > 1 || !row.is_blank() {
                rows.push(row);
            }
        }
        let score = score(&rows, separator);
        Self { at, score }
    }

    fn is_within(&self, other: &Self) -> bool {
        self.at.len() < other.at.len() && self.at.is_subset(&other.at)
    }
}

fn score(rows: &[Row<'_>], separator: char) -> f64 {
    let mut widths = BTreeMap::<usize, usize>::new();
    for row in rows.iter().filter(|row| row.cells.len() > 1) {
        *widths.entry(row.cells.len()).or_default() += 1;
    }
    let best = widths.iter().max_by_key(|(width, rows)| (**rows, **width));
    let Some((width, alike)) = best else {
        return 0.0;
    };
    // Many programs leave out the empty cells at a row's end.
    let shorter: usize = widths.range(..width).map(|(_, rows)| rows).sum();
    let alike = (*alike as f64 + shorter as f64 / 2.0) / rows.len() as f64;
    let of_width = rows.iter().filter(|row| row.cells.len() == *width);
    alike * alike * (width - 1) as f64 / *width as f64 * worth(of_width, separator)
}

/// Returns what the cells that are not empty are worth on average.
fn worth<'a>(rows: impl Iterator<Item = &'a Row<'a>>, separator: char) -> f64 {
    let is_other = |letter| letter != separator && SEPARATORS.contains(&letter);
    let (mut sum, mut cells) = (0.0, 0.0);
    for row in rows {
        for (_, cell) in row.filled() {
            sum += match cell {
                cell if is_number(cell) => NUMBER,
                cell if cell.contains(is_other) => PIECE,
                _ => WORDS,
            };
            cells += 1.0;
        }
        sum -= (WORDS - PIECE) * row.spaced as f64;
    }
    if cells > 0.0 {
        (sum / cells).max(PIECE)
    } else {
        PIECE
    }
}

/// Tells whether a cell is a number, a date or a time in figures, or a span of them.
fn is_number(cell: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_digit() || " .,:-–/+".contains(letter);
    cell.contains(|letter: char| letter.is_ascii_digit()) && cell.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::super::Table;
    use super::detect;

    #[test]
    fn the_separator_is_the_one_that_makes_equal_rows() {
        let cases = [
            ("a;b;c\n1,5;2,5;3\n", ';'),
            ("a,b,c\n1;x,2,3\n", ','),
            ("a\tb\nBakker, Ria\t1\n", '\t'),
            ("a|b|c\n1|2|3\n", '|'),
            ("Bakker, Ria;1;2\nVis, Jo;3;4\n", ';'),
            ("titel, met komma\na;b\n1;2\n", ';'),
            ("sep=,\na;b,c\n", ','),
        ];
        for (text, separator) in cases {
            assert_eq!(
                Table::split(text).unwrap().separator,
                Some(separator),
                "{text}"
            );
        }
        assert_eq!(Table::split("just a text\nof two lines\n"), None);
    }

    #[test]
    fn remarks_full_of_commas_do_not_count() {
        let remark = "sleutel, pas, pieper, tas, jas, lamp, bel, en dan nog, als het kan, dit";
        let tight = "a,b,c,d,e,f,g,h,i,j,k,l";
        for separator in [';', '\t', '|'] {
            for remark in [remark, tight, "kamer 1,2,3,4,5,6,7,8,9", "\"1, 2, 3, 4\""] {
                let mut text = "Naam;Datum;Dienst;Opmerking\n".to_owned();
                for day in 1..=28 {
                    text += &format!("Vis, Jo;{day:02}-03-2025;V;{remark}\n");
                }
                let text = text.replace(';', &separator.to_string());
                assert_eq!(detect(&text), Some(separator), "{remark}");
            }
        }
    }

    #[test]
    fn remarks_full_of_semicolons_do_not_count_either() {
        let mut text = "Naam,Datum,Dienst,Opmerking\n".to_owned();
        for day in 1..=28 {
            text += &format!("Jo Vis,{day:02}-03-2025,V,bel; eet; slaap; loop; rust; bel\n");
        }
        assert_eq!(detect(&text), Some(','));
    }

    #[test]
    fn rows_that_end_early_and_titles_are_no_reason_against_a_separator() {
        let text = "Rooster, maart, 2025, De Linde\n\nNaam;ma 3;di 4;wo 5;do 6;opmerking\nJo;V\nRia;V;L\n\
                    Kim;;;N;N;moe, ziek, thuis\nNur;V;V;;L\nAd;;V;V;V;\nLegenda: V, L, N\n";
        assert_eq!(detect(text), Some(';'));
        let text = "Naam;uren;schaal\nJo;7,5;1,0\nRia;8,5\nKim;6,5;\n";
        assert_eq!(detect(text), Some(';'));
        // The marks in the names are in every row, and the rows are as long as their last shift.
        let mut text = "Naam".to_owned();
        (1..=31).for_each(|day| text += &format!(";{day}"));
        for person in 1..=12 {
            text += &format!("\nBakker{person}, Ria{}", ";;V;L".repeat(person));
        }
        assert_eq!(detect(&text), Some(';'));
    }
}
