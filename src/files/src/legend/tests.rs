//! Legends in the forms planners give them.

use super::*;
use crate::table::Table;

fn line(code: &str, name: &str, times: Option<(u16, u16)>) -> Line {
    Line {
        code: code.into(),
        name: name.into(),
        times,
        off: false,
    }
}

#[test]
fn codes_in_one_text_are_found_in_every_spelling() {
    let early = line("V", "vroeg", Some((420, 930)));
    let late = line("L", "laat", Some((870, 1380)));
    let texts = [
        "Legenda: V=vroeg 07:00-15:30; L=laat 14:30-23:00",
        "V = vroeg 07:00-15:30, L = laat 14:30-23:00",
        "V=vroeg (07:00-15:30) | L=laat (14:30-23:00)",
        "V: vroeg 07:00-15:30 L: laat 14:30-23:00",
        "V=07:00-15:30 vroeg L=14:30-23:00 laat",
        "Codes: V = vroeg 7.00 - 15.30 uur; L = laat 14.30 - 23.00 uur",
    ];
    for text in texts {
        let found = in_text(text);
        let found: Vec<Line> = found
            .into_iter()
            .map(|line| Line {
                name: line.name.replace(" uur", ""),
                ..line
            })
            .collect();
        assert_eq!(found, [early.clone(), late.clone()], "{text}");
    }
    for text in [
        "V vroeg 07:00-15:30",
        "V - vroeg 07:00-15:30",
        "vroeg (V) 07:00-15:30",
        "V 07:00-15:30 vroeg",
    ] {
        assert_eq!(in_text(text).first(), Some(&early), "{text}");
    }
}

#[test]
fn absences_need_no_times() {
    assert_eq!(
        in_text("Z=ziek; VL=verlof; C=commissie")
            .iter()
            .map(Line::meaning)
            .collect::<Vec<_>>(),
        [
            Some(CodeMeaning::Absent(crate::guide::Away::Sick)),
            Some(CodeMeaning::Absent(crate::guide::Away::Leave)),
            None,
        ]
    );
    assert_eq!(in_text("x: vrij").len(), 1);
}

#[test]
fn other_text_explains_nothing() {
    for text in [
        "Team: Zuid",
        "Afgedrukt: 07:00",
        "Bakker, Ria",
        "van 07:00",
        "Printed on 2025-03-03 10:15",
        "",
        "07:00-15:30",
    ] {
        assert_eq!(in_text(text), [], "{text}");
    }
}

#[test]
fn rows_in_columns_are_read_when_announced_or_used() {
    let read = |text: &str, announced: bool, used: &[&str]| {
        let table = Table::split(text).unwrap();
        in_columns(&table.rows[0], announced, &used.iter().copied().collect())
    };
    let early = Some(line("V", "Vroege dienst", Some((420, 930))));
    assert_eq!(read("V;Vroege dienst;07:00;15:30", true, &[]), early);
    assert_eq!(
        read("V;Vroege dienst;07:00-15:30;8,5", false, &["V"]),
        early
    );
    assert_eq!(read("Vroege dienst;V;07:00;15:30", true, &["V"]), early);
    assert_eq!(read("V;Vroege dienst;07:00;15:30", false, &["L"]), None);
    assert_eq!(
        read("F1;Frühdienst 1;06:00;14:00;;;8", true, &[]),
        Some(line("F1", "Frühdienst 1", Some((360, 840))))
    );
    assert_eq!(
        read("U;Urlaub;;", true, &[]),
        Some(line("U", "Urlaub", None))
    );
}
