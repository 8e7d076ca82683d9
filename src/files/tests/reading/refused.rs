//! Files that are no roster.

use ruil_files::{FILE_BYTES_MAX, FileKind, Guide, Unreadable, read};

fn refusal(bytes: &[u8]) -> Unreadable {
    read(bytes, &Guide::default()).unwrap_err()
}

#[test]
fn each_wrong_file_gets_its_own_reason() {
    assert_eq!(refusal(b""), Unreadable::Empty);
    assert_eq!(refusal(b"  \r\n\r\n"), Unreadable::Empty);
    assert_eq!(
        refusal(b"\x89PNG\r\n\x1a\n\0\0"),
        Unreadable::NotText {
            looks_like: Some(FileKind::Picture)
        }
    );
    let huge = vec![b'x'; 50_000_000];
    assert_eq!(
        refusal(&huge),
        Unreadable::TooBig {
            had: 50_000_000,
            max: FILE_BYTES_MAX
        }
    );
    assert_eq!(
        refusal(b"Beste team\nhet rooster volgt.\n"),
        Unreadable::NoTable
    );
    assert_eq!(
        refusal(b"naam;kleur\nRia;rood\nJo;blauw\n"),
        Unreadable::NoDates
    );
    assert_eq!(
        refusal(b"Medewerker;Datum;Begin;Einde\n"),
        Unreadable::NoRows
    );
    assert_eq!(refusal(b"Medewerker;Datum;Po"), Unreadable::NoRows);
}

#[test]
fn half_a_row_is_a_draft_with_a_problem() {
    let draft = read(
        b"Medewerker;Datum;Begin;Einde\nRia Vis;03-03-2025;07:",
        &Guide::default(),
    )
    .unwrap();
    assert_eq!((draft.shifts.len(), draft.problems.is_empty()), (0, false));
}
