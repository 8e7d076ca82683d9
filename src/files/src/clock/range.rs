//! Two times of day in one text.

use super::{Clock, DAY_MIN, time};

/// A range of times found in a text, and the text around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub start_min: u16,
    pub end_min: u16,
    pub rest: String,
}

/// Finds the first range of times in `text`: "07:00-15:30", "7 tot 15.30 uur", "(22:45–07:15)".
pub(crate) fn range(text: &str) -> Option<Range> {
    const LINKS: [&str; 12] = [
        "-", "–", "—", "~", "→", "/", " t/m ", " tot ", " to ", " bis ", " until ", " til ",
    ];
    let digits = text.bytes().filter(u8::is_ascii_digit).take(2).count();
    if digits < 2 {
        return None;
    }
    for link in LINKS {
        for (at, _) in text.match_indices(link).take(8) {
            let (before, after) = (text.get(..at)?, text.get(at + link.len()..)?);
            let (Some((left, start)), Some((end, right))) =
                (time_at_end(before), time_at_start(after))
            else {
                continue;
            };
            // "1-2" or "3/3" may be anything; bare hours must make a shift.
            let bare = is_bare(before.get(left..)?) && is_bare(after.get(..right)?);
            let length = (DAY_MIN + end.minute - start.minute) % DAY_MIN;
            if bare && (!(3 * 60..=14 * 60).contains(&length) || link == "/") {
                continue;
            }
            let rest = format!("{} {}", before.get(..left)?, after.get(right..)?);
            let start_min = start.minute % DAY_MIN;
            return Some(Range {
                start_min,
                end_min: end.minute,
                rest: around(&rest),
            });
        }
    }
    None
}

fn is_bare(text: &str) -> bool {
    text.trim().len() <= 2
}

/// What is left around the range: without brackets that became empty and loose signs.
fn around(text: &str) -> String {
    let text = text
        .replace("()", " ")
        .replace("( )", " ")
        .replace("[ ]", " ");
    let loose = |letter: char| letter.is_whitespace() || ",;:-–()[]|=".contains(letter);
    let text = text.trim_matches(loose);
    // "van 7:00 tot 15:30" has no other words.
    if matches!(
        text.to_lowercase().as_str(),
        "van" | "vanaf" | "from" | "von" | "od" | "uur" | "uhr"
    ) {
        return String::new();
    }
    // "vroeg (V" lost the bracket that belongs to it.
    let open = text.contains('(') && !text.contains(')');
    if open {
        format!("{text})")
    } else {
        text.to_owned()
    }
}

const LONGEST_TIME: usize = 11;

fn time_at_end(text: &str) -> Option<(usize, Clock)> {
    let text = text.trim_end();
    let starts: Vec<usize> = text
        .char_indices()
        .rev()
        .take(LONGEST_TIME)
        .map(|(at, _)| at)
        .collect();
    starts.into_iter().rev().find_map(|at| {
        let (before, this) = text.split_at_checked(at)?;
        let apart = !before.ends_with(|last: char| last.is_alphanumeric() || ".:,".contains(last))
            && !is_joined(before.chars().rev());
        (apart && this.starts_with(|first: char| first.is_ascii_digit()))
            .then(|| time(this))
            .flatten()
            .map(|clock| (at, clock))
    })
}

fn time_at_start(text: &str) -> Option<(Clock, usize)> {
    let trimmed = text.trim_start();
    let skipped = text.len() - trimmed.len();
    if !trimmed.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let ends: Vec<usize> = trimmed
        .char_indices()
        .take(LONGEST_TIME)
        .map(|(at, letter)| at + letter.len_utf8())
        .collect();
    ends.into_iter().rev().find_map(|at| {
        let (this, after) = trimmed.split_at_checked(at)?;
        let apart = !after.starts_with(|first: char| first.is_alphanumeric() || first == ':')
            && !is_joined(after.chars());
        apart
            .then(|| time(this))
            .flatten()
            .map(|clock| (clock, skipped + at))
    })
}

/// Tells whether more digits follow behind a stroke, as in a date.
fn is_joined(mut outward: impl Iterator<Item = char>) -> bool {
    matches!(outward.next(), Some('-' | '/' | '.'))
        && outward.next().is_some_and(|next| next.is_ascii_digit())
}
