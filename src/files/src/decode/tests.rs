//! Bytes of several encodings, and of files that are no text.

use super::*;

fn reads(bytes: &[u8]) -> (String, Encoding) {
    decode(bytes, None).unwrap()
}

#[test]
fn unicode_is_recognised_with_and_without_a_mark() {
    let text = "Naam;Datum\r\nChloë;03-03-2025\r\n";
    let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
    let cases = [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (marked(b"\xef\xbb\xbf", text.as_bytes()), Encoding::Utf8),
        (le.clone(), Encoding::Utf16Le),
        (marked(b"\xff\xfe", &le), Encoding::Utf16Le),
        (be.clone(), Encoding::Utf16Be),
        (marked(b"\xfe\xff", &be), Encoding::Utf16Be),
    ];
    for (bytes, encoding) in cases {
        assert_eq!(reads(&bytes), (text.to_owned(), encoding));
    }
}

#[test]
fn old_code_pages_are_told_apart_by_the_words_they_make() {
    let cases: [(&[u8], &str, Encoding); 5] = [
        (
            b"Chlo\xeb;Beno\xeet;van \x92t Veer",
            "Chloë;Benoît;van ’t Veer",
            Encoding::Windows1252,
        ),
        (
            b"Chlo\x89;Beno\x8ct;J\x94rn",
            "Chloë;Benoît;Jörn",
            Encoding::Dos850,
        ),
        (
            b"Chlo\x91;Beno\x94t;Andr\x8e",
            "Chloë;Benoît;André",
            Encoding::Macintosh,
        ),
        (
            b"\xa3ucja;Gra\xbfyna;Micha\xb3",
            "Łucja;Grażyna;Michał",
            Encoding::Windows1250,
        ),
        (
            b"J\xf8rn;\xd8sterg\xe5rd;Andr\xe9;\xc5se",
            "Jørn;Østergård;André;Åse",
            Encoding::Windows1252,
        ),
    ];
    for (bytes, text, encoding) in cases {
        assert_eq!(reads(bytes), (text.to_owned(), encoding));
    }
}

#[test]
fn a_file_glued_from_two_encodings_keeps_both_halves() {
    let (text, _) = reads(b"Chlo\xc3\xab;1\nAndr\xe9;2\n");
    assert_eq!(text, "Chloë;1\nAndré;2\n");
}

#[test]
fn files_that_are_no_text_are_named() {
    let kind = |bytes: &[u8]| match decode(bytes, None) {
        Err(Unreadable::NotText { looks_like }) => looks_like,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        kind(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        Some(FileKind::Picture)
    );
    assert_eq!(kind(b"%PDF-1.7\n"), Some(FileKind::Pdf));
    assert_eq!(
        kind(b"PK\x03\x04....xl/workbook.xml"),
        Some(FileKind::Workbook)
    );
    assert_eq!(
        kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"),
        Some(FileKind::OldWorkbook)
    );
    let calendar = "begin:vcalendar\r\nVERSION:2.0\r\n";
    assert_eq!(other_text(calendar), Some(FileKind::Calendar));
    assert_eq!(other_text("<html><table><tr>"), Some(FileKind::WebPage));
    assert_eq!(other_text("{\"a\": 1}"), Some(FileKind::Json));
    assert_eq!(kind(&[7, 0, 3, 9, 0, 0, 200, 1, 1, 5, 6, 2, 0, 0]), None);
}

#[test]
fn empty_files_are_refused() {
    assert_eq!(decode(b"", None), Err(Unreadable::Empty));
    assert_eq!(
        decode(b"\xef\xbb\xbf\r\n  \r\n", None),
        Err(Unreadable::Empty)
    );
}

#[test]
fn text_read_in_the_wrong_page_is_put_right() {
    assert_eq!(
        ungarbled("ChloÃ« SjÃ¶berg"),
        Some("Chloë Sjöberg".to_owned())
    );
    assert_eq!(ungarbled("van â€™t Veer"), Some("van ’t Veer".to_owned()));
    assert_eq!(ungarbled("Åse Østby"), None);
    assert_eq!(ungarbled("Ângela"), None);
}
