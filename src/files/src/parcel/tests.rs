//! What is read in another thread is what is read here.

use super::*;
use crate::{CodeMeaning, Role, read};

/// Hears what a reading in another thread tells, and how many parcels it came in.
fn far(bytes: &[u8], guide: &Guide) -> (Result<Box<Draft>, Unreadable>, usize) {
    let (mut gathering, mut parcels, mut end) = (Gathering::default(), 0, None);
    read_in_parcels(bytes, &pack_guide(guide), &mut |told| {
        parcels += 1;
        let told = unpack(&pack(&told)).unwrap();
        if let Heard::Read(read) = gathering.hear(told) {
            assert!(end.replace(read).is_none(), "it ends once");
        }
    });
    (end.unwrap(), parcels)
}

#[test]
fn a_draft_is_the_same_on_both_sides() {
    let mut guide = Guide {
        file_name: Some("rooster maart.csv".to_owned()),
        first_day: Some(jiff::civil::date(2025, 3, 1)),
        year_hint: Some(2025),
        ..Guide::default()
    };
    guide.roles.insert(5, Role::Comment);
    let times = CodeMeaning::Shift {
        start_min: 420,
        end_min: 930,
        name: None,
    };
    guide.codes.insert("Q".to_owned(), times);
    let files = [
        "Naam;Datum;Begin;Einde;Dienst;Zo\nAnna;30-03-2025;02:30;07:00;Q;ja\n\nBram;30-03-2025;x;;Verlof;\n",
        "Naam;ma 3-3;di 4-3;wo 5-3;do 6-3;vr 7-3\nAnna;V;Q;L;N;ziek\nBram;Z;Q;V;;X\nV = vroeg 07:00-15:30\n",
        "Beste collega, tot morgen.",
        "",
    ];
    for file in files {
        let (read_far, _) = far(file.as_bytes(), &guide);
        assert_eq!(
            read_far,
            read(file.as_bytes(), &guide).map(Box::new),
            "{file}"
        );
    }
}

#[test]
fn a_large_draft_comes_in_parcels_none_of_which_is_large() {
    let mut file = "Naam;Datum;Begin;Einde\n".to_owned();
    for row in 0..10_000 {
        let (day, hour) = (1 + row % 28, 7 + row % 12);
        file.push_str(&format!(
            "Anna {row};{day:02}-03-2025;{hour:02}:00;{hour:02}:x\n"
        ));
    }
    let guide = Guide::default();
    let (read_far, parcels) = far(file.as_bytes(), &guide);
    assert_eq!(read_far, read(file.as_bytes(), &guide).map(Box::new));
    assert!(parcels > 10_000 / FEW + 2, "{parcels}");
}

#[test]
fn bytes_that_are_no_parcel_are_none() {
    let whole = pack(&Told::Read(Err(Unreadable::TooMany { max: 600_000 })));
    for cut in 0..whole.len() {
        assert_eq!(unpack(&whole[..cut]), None, "{cut}");
    }
    assert_eq!(unpack(&[u8::MAX]), None);
}
