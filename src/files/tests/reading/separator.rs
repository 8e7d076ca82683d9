//! The separator is found, whatever the remarks are full of.

use proptest::prelude::*;

use crate::help::{draft, lines};

/// A remark of several pieces with one mark between them.
fn remark() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,9}",
        "[a-z]{2,7} [a-z]{2,9}",
        "[0-9]{1,3}",
        Just("7,5 uur".to_owned()),
        Just("sleutel in het kluisje".to_owned()),
    ];
    let pieces = proptest::collection::vec(piece, 1..14);
    let mark = prop_oneof![3 => Just(", "), 2 => Just(","), 1 => Just(" / "), 1 => Just("; ")];
    (pieces, mark).prop_map(|(pieces, mark)| pieces.join(mark))
}

/// Writes a roster with a remark for each shift.
fn written(separator: char, quotes: bool, remarks: &[String]) -> String {
    let head = ["Medewerker", "Datum", "Begin", "Einde", "Opmerking"].map(str::to_owned);
    let rows = remarks.iter().enumerate().map(|(at, remark)| {
        let name = ["Jo Vis", "Ria Bakker", "Kim Bos"][at % 3];
        let day = format!("{:02}-03-2025", at / 3 + 1);
        let hour = 7 + at % 3;
        [
            name.to_owned(),
            day,
            format!("{hour:02}:00"),
            format!("{:02}:30", hour + 8),
            remark.clone(),
        ]
    });
    let cell = |text: String| {
        let needs = quotes || text.contains(separator);
        if needs { format!("\"{text}\"") } else { text }
    };
    let line = |row: [String; 5]| row.map(cell).join(&separator.to_string());
    let lines: Vec<_> = std::iter::once(head).chain(rows).map(line).collect();
    lines.join("\r\n")
}

fn shifts(text: &str) -> Vec<String> {
    lines(&draft(text))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn remarks_change_no_shift(
        separator in prop_oneof![Just(';'), Just(','), Just('\t'), Just('|')],
        quotes in any::<bool>(),
        remarks in proptest::collection::vec(remark(), 6..60),
    ) {
        let plain = vec![String::new(); remarks.len()];
        let expected = shifts(&written(';', false, &plain));
        prop_assert_eq!(expected.len(), remarks.len());
        let text = written(separator, quotes, &remarks);
        prop_assert_eq!(shifts(&text), expected, "{}", text);
    }

    #[test]
    fn one_remark_for_all_changes_no_shift(
        separator in prop_oneof![Just(';'), Just(','), Just('\t'), Just('|')],
        quotes in any::<bool>(),
        remark in remark(),
        count in 6..60_usize,
    ) {
        let plain = vec![String::new(); count];
        let text = written(separator, quotes, &vec![remark; count]);
        prop_assert_eq!(shifts(&text), shifts(&written(';', false, &plain)), "{}", text);
    }
}
