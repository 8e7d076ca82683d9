//! One cell of a grid: a code, several, or times.

use crate::clock::range;
use crate::codes::Codes;
use crate::guide::{Away, CodeMeaning};

/// One thing a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Shift {
        code: String,
        name: Option<String>,
        start_min: u16,
        end_min: u16,
    },
    Away(Away, String),
    Ignored,
}

/// Returns what a cell says, all or nothing, and the code read in spite of a mark beside it.
pub(super) fn parts(text: &str, codes: &Codes) -> (Vec<Part>, Option<String>) {
    if let Some(part) = one(text, codes) {
        return (vec![part], None);
    }
    for signs in ["+&;", "/", ","] {
        if let Some(found) = several(text, codes, signs) {
            return (found, None);
        }
    }
    // "V 07:00-15:30" is one shift, "V L" two.
    if let Some(part) = timed(text, codes) {
        return (vec![part], None);
    }
    if let Some(found) = several(text, codes, " ") {
        return (found, None);
    }
    let bare = unmarked(text);
    if bare != text
        && let Some(part) = one(bare, codes)
    {
        return (vec![part], Some(bare.to_owned()));
    }
    (Vec::new(), None)
}

fn several(text: &str, codes: &Codes, signs: &str) -> Option<Vec<Part>> {
    let pieces = text.split(|letter| signs.contains(letter)).map(str::trim);
    let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    let all = || pieces.iter().map(|piece| one(piece, codes)).collect();
    if pieces.len() > 1 { all() } else { None }
}

fn one(text: &str, codes: &Codes) -> Option<Part> {
    let Some(meaning) = codes.meaning(text) else {
        // Times that fill the whole piece; with words beside them the whole cell decides.
        let found = range(text).filter(|found| found.rest.is_empty())?;
        return Some(Part::Shift {
            code: String::new(),
            name: None,
            start_min: found.start_min,
            end_min: found.end_min,
        });
    };
    Some(match meaning {
        CodeMeaning::Shift {
            start_min,
            end_min,
            name,
        } => Part::Shift {
            code: codes.spelled(text).to_owned(),
            name,
            start_min,
            end_min,
        },
        CodeMeaning::Absent(why) => Part::Away(why, text.to_owned()),
        CodeMeaning::Free => Part::Away(Away::Free, text.to_owned()),
        CodeMeaning::Ignore => Part::Ignored,
    })
}

/// Reads "V 07:00-15:30" and "07:00-15:30 (cursus)": the times win, the word names the shift.
fn timed(text: &str, codes: &Codes) -> Option<Part> {
    let found = range(text)?;
    // "7-11 13-17" is two shifts that some sign should part; half of it is worse than a question.
    if range(&found.rest).is_some() {
        return None;
    }
    let (code, name) = match codes.meaning(&found.rest) {
        Some(CodeMeaning::Absent(why)) => return Some(Part::Away(why, found.rest)),
        Some(CodeMeaning::Free) => return Some(Part::Away(Away::Free, found.rest)),
        Some(CodeMeaning::Ignore) => return Some(Part::Ignored),
        Some(CodeMeaning::Shift { name, .. }) => (found.rest, name),
        None => (found.rest, None),
    };
    Some(Part::Shift {
        code,
        name,
        start_min: found.start_min,
        end_min: found.end_min,
    })
}

/// Takes marks and remarks off: "V*", "V (ruil)", "[V]".
fn unmarked(text: &str) -> &str {
    let text = text.split_once(['(', '{']).map_or(text, |(code, _)| code);
    text.trim_matches(|letter: char| letter.is_whitespace() || "*!?'\"[]<>#^~.".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::Guide;
    use crate::legend::Line;

    fn read(text: &str) -> (Vec<(String, u16)>, Option<String>) {
        let line = |code: &str, start, end| Line {
            code: code.into(),
            name: String::new(),
            times: Some((start, end)),
            off: false,
        };
        let codes = Codes::new(
            &Guide::default(),
            &[
                line("V", 420, 930),
                line("L", 870, 1380),
                line("V/L", 420, 1380),
            ],
        );
        let (parts, marked) = parts(text, &codes);
        let short = |part: Part| match part {
            Part::Shift {
                code, start_min, ..
            } => (code, start_min),
            Part::Away(_, code) => (code, 0),
            Part::Ignored => (String::new(), 0),
        };
        (parts.into_iter().map(short).collect(), marked)
    }

    #[test]
    fn cells_hold_codes_times_and_marks() {
        let cell = |parts: &[(&str, u16)]| {
            parts
                .iter()
                .map(|(code, start)| (code.to_string(), *start))
                .collect::<Vec<_>>()
        };
        assert_eq!(read("V"), (cell(&[("V", 420)]), None));
        assert_eq!(read("v"), (cell(&[("V", 420)]), None));
        assert_eq!(read("V/L").0, cell(&[("V/L", 420)]));
        assert_eq!(read("L/V").0, cell(&[("L", 870), ("V", 420)]));
        assert_eq!(read("V + L").0, cell(&[("V", 420), ("L", 870)]));
        assert_eq!(read("V L").0, cell(&[("V", 420), ("L", 870)]));
        assert_eq!(read("07:00-15:30").0, cell(&[("", 420)]));
        assert_eq!(
            read("07:00-11:00 / 15:00-19:00").0,
            cell(&[("", 420), ("", 900)])
        );
        assert_eq!(read("V 08:00-12:00").0, cell(&[("V", 480)]));
        assert_eq!(read("verlof").0, cell(&[("verlof", 0)]));
        assert_eq!(read("V*"), (cell(&[("V", 420)]), Some("V".into())));
        assert_eq!(read("V (ruil)"), (cell(&[("V", 420)]), Some("V".into())));
        assert_eq!(read("V/Q").0, []);
        assert_eq!(read("Q").0, []);
    }
}
