//! The letters of the shift kinds, short enough for a cell of a narrow phone.

use std::collections::BTreeMap;

use ruil_core::{KindId, Team, gather};

/// Longest code that fits a cell.
const CHARS_MAX: usize = 3;

/// Returns each kind's code; one that is too long becomes the fewest first letters that no other
/// kind begins with, such as "V" for "vroeg".
pub fn codes(team: &Team) -> BTreeMap<KindId, String> {
    let all: Vec<_> = team
        .kinds
        .values()
        .map(|kind| kind.code.to_lowercase())
        .collect();
    let short = |code: &str| {
        if !is_word(code) {
            return code.to_owned();
        }
        let lower = code.to_lowercase();
        let head = |n: usize| lower.chars().take(n).collect::<String>();
        let is_alone = |head: &str| {
            !all.iter()
                .any(|other| *other != lower && other.starts_with(head))
        };
        let found = (1..=CHARS_MAX).map(&head).find(|head| is_alone(head));
        found.unwrap_or_else(|| head(CHARS_MAX)).to_uppercase()
    };
    gather(team.kinds.iter().map(|(id, kind)| (*id, short(&kind.code))))
}

/// Tells a word, such as "dag", from a code, such as "D2B".
fn is_word(code: &str) -> bool {
    let chars = code.chars().count();
    chars > CHARS_MAX || (chars == CHARS_MAX && code.chars().any(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::Crew;
    use ruil_core::Command;
    use ruil_core::event::Additions;

    #[test]
    fn long_codes_become_their_first_letters() {
        let mut crew = Crew::of(&["Amal"]);
        let kind = |(at, code): (u8, &str)| {
            (
                KindId::from_bytes([at; 16]),
                code.to_owned(),
                code.to_owned(),
            )
        };
        let names = [
            "vroeg",
            "laat",
            "lang",
            "VD2",
            "dagdienst",
            "dagdeel",
            "nul",
        ];
        let kinds = (10..).zip(names).map(kind).collect();
        crew.act(
            0,
            Command::Add(Additions {
                kinds,
                ..Additions::default()
            }),
        );
        let found = codes(&crew.team);
        let found: Vec<_> = (10..17)
            .map(|at| found[&KindId::from_bytes([at; 16])].as_str())
            .collect();
        assert_eq!(found, ["VR", "LAA", "LAN", "VD2", "DAG", "DAG", "NU"]);
    }
}
