//! Recognises files that are no CSV, so that the message can say what they are.

use serde::{Deserialize, Serialize};

/// A kind of file people pick by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FileKind {
    /// PNG, JPEG, GIF, WebP or HEIC.
    Picture,
    /// PDF.
    Pdf,
    /// A workbook of today (.xlsx, .ods).
    Workbook,
    /// A workbook of old (.xls).
    OldWorkbook,
    /// A text document (.docx, .odt, .rtf).
    Document,
    /// Any other archive.
    Archive,
    /// A web page, also when its name ends in .xls.
    WebPage,
    /// XML.
    Xml,
    /// JSON.
    Json,
    /// A calendar (.ics).
    Calendar,
    /// A database.
    Database,
}

/// Returns the kind of a file that is no text.
pub(crate) fn binary(bytes: &[u8]) -> Option<FileKind> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    let brand = bytes.get(4..8) == Some(b"ftyp") || bytes.get(8..12) == Some(b"WEBP");
    if starts(b"\x89PNG") || starts(b"\xff\xd8\xff") || starts(b"GIF8") || brand {
        Some(FileKind::Picture)
    } else if starts(b"%PDF") {
        Some(FileKind::Pdf)
    } else if starts(b"PK\x03\x04") {
        Some(if holds(b"xl/") || holds(b"opendocument.spreadsheet") {
            FileKind::Workbook
        } else if holds(b"word/") || holds(b"opendocument.text") {
            FileKind::Document
        } else {
            FileKind::Archive
        })
    } else if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") || starts(b"\x09\x08") {
        Some(FileKind::OldWorkbook)
    } else if starts(b"\x1f\x8b") || starts(b"Rar!") || starts(b"7z\xbc\xaf") || starts(b"BZh") {
        Some(FileKind::Archive)
    } else if starts(b"SQLite format 3") {
        Some(FileKind::Database)
    } else {
        None
    }
}

/// Returns the kind of a text that is no table.
pub(crate) fn other_text(text: &str) -> Option<FileKind> {
    let start: String = text.trim_start().chars().take(16).collect();
    let start = start.to_ascii_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| start.starts_with(word));
    if starts(&["begin:vcalendar"]) {
        Some(FileKind::Calendar)
    } else if starts(&[
        "<!doctype html",
        "<html",
        "<table",
        "<head",
        "<body",
        "<meta",
    ]) {
        Some(FileKind::WebPage)
    } else if starts(&["<?xml", "<"]) {
        Some(FileKind::Xml)
    } else if starts(&["{\\rtf"]) {
        Some(FileKind::Document)
    } else if starts(&["{", "[{", "[["])
        || start
            .strip_prefix('[')
            .is_some_and(|rest| rest.trim_start().starts_with('{'))
    {
        Some(FileKind::Json)
    } else {
        None
    }
}

/// Tells whether `text` is full of characters no spreadsheet writes.
pub(super) fn is_noise(text: &str) -> bool {
    const SAMPLE_CHARS: usize = 16 * 1024;
    let (mut noise, mut all) = (0_usize, 0_usize);
    for letter in text.chars().take(SAMPLE_CHARS) {
        all += 1;
        let control =
            letter.is_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}');
        noise += usize::from(control || letter == char::REPLACEMENT_CHARACTER);
    }
    // A few stray control characters occur in real exports; one in thirty does not.
    noise * 30 > all
}
