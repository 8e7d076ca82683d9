//! Bytes to text: UTF-8, UTF-16 and the old code pages spreadsheets still write.
//!
//! Written out here because the usual crate brings every encoding of the web, several times the
//! size of this whole reader, and does not guess between Windows, DOS and Macintosh pages.

mod pages;
mod sniff;

pub use sniff::FileKind;
pub(crate) use sniff::{binary, other_text};

use serde::{Deserialize, Serialize};

use crate::Unreadable;

/// The longest file that is read at all: a year of a hundred people is well under 4 MiB, and a
/// whole organisation's under 20.
pub const FILE_BYTES_MAX: usize = 32 * 1024 * 1024;

/// How a file's bytes stand for letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without byte-order mark.
    Utf8,
    /// UTF-16, low byte first: a spreadsheet's "Unicode text".
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Western European Windows.
    Windows1252,
    /// Central European Windows.
    Windows1250,
    /// Western European DOS: a spreadsheet's "CSV (MS-DOS)".
    Dos850,
    /// A spreadsheet's "CSV (Macintosh)".
    Macintosh,
}

impl Encoding {
    /// All encodings, for a list to choose from.
    pub const ALL: [Self; 7] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1252,
        Self::Windows1250,
        Self::Dos850,
        Self::Macintosh,
    ];
    /// The single-byte pages; the first wins a tie.
    const PAGES: [Self; 4] = [
        Self::Windows1252,
        Self::Dos850,
        Self::Macintosh,
        Self::Windows1250,
    ];
}

/// Returns the text of `bytes` and how it was read.
pub(crate) fn decode(
    bytes: &[u8],
    told: Option<Encoding>,
) -> Result<(String, Encoding), Unreadable> {
    if let Some(kind) = sniff::binary(bytes) {
        return Err(Unreadable::NotText {
            looks_like: Some(kind),
        });
    }
    let encoding = told.unwrap_or_else(|| detect(bytes));
    let text = match encoding {
        Encoding::Utf16Le => utf16(bytes, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(bytes, u16::from_be_bytes),
        Encoding::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
        page => by_line(bytes, page),
    };
    let text = text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text);
    if text
        .chars()
        .all(|letter| letter.is_whitespace() || letter == '\0')
    {
        return Err(Unreadable::Empty);
    }
    if sniff::is_noise(&text) {
        return Err(Unreadable::NotText { looks_like: None });
    }
    Ok((text, encoding))
}

fn detect(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xff, 0xfe, ..] => return Encoding::Utf16Le,
        [0xfe, 0xff, ..] => return Encoding::Utf16Be,
        [0xef, 0xbb, 0xbf, ..] if std::str::from_utf8(bytes).is_ok() => return Encoding::Utf8,
        _ => {}
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        Encoding::Utf8
    } else {
        likeliest_page(bytes)
    }
}

/// Separators and digits make every other byte of UTF-16 a zero, whatever the language.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let (mut first, mut second, mut pairs) = (0_usize, 0_usize, 0_usize);
    for pair in bytes.chunks_exact(2).take(4096) {
        if let [a, b] = pair {
            first += usize::from(*a == 0);
            second += usize::from(*b == 0);
            pairs += 1;
        }
    }
    let most = |zeros: usize| zeros * 2 > pairs;
    let few = |zeros: usize| zeros * 20 <= pairs;
    match () {
        () if most(second) && few(first) => Some(Encoding::Utf16Le),
        () if most(first) && few(second) => Some(Encoding::Utf16Be),
        () => None,
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    // Half a character at the end of a cut-off file is dropped with its row's problem.
    let units = bytes
        .chunks_exact(2)
        .filter_map(|pair| pair.try_into().ok())
        .map(unit);
    char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Decodes each line by itself: files glued together from two sources keep both halves' letters.
fn by_line(bytes: &[u8], page: Encoding) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => text.extend(line.iter().map(|byte| letter(*byte, page))),
        }
    }
    text
}

/// Returns the text of bytes in a single-byte page.
pub(crate) fn in_page(bytes: &[u8], page: Encoding) -> String {
    bytes.iter().map(|byte| letter(*byte, page)).collect()
}

fn letter(byte: u8, page: Encoding) -> char {
    if byte.is_ascii() {
        char::from(byte)
    } else {
        pages::upper(page, byte)
    }
}

/// Picks the page in which the fewest words have something odd inside.
fn likeliest_page(bytes: &[u8]) -> Encoding {
    const SAMPLE_BYTES: usize = 256 * 1024;
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let oddity = |page: &Encoding| -> usize {
        let mut odd = 0;
        for line in sample.split(|byte| *byte == b'\n') {
            if std::str::from_utf8(line).is_err() {
                odd += oddities(line, *page);
            }
        }
        odd
    };
    Encoding::PAGES
        .into_iter()
        .min_by_key(oddity)
        .unwrap_or(Encoding::Windows1252)
}

fn oddities(line: &[u8], page: Encoding) -> usize {
    let mut odd = 0;
    let mut before = ' ';
    let mut letters = line.iter().map(|byte| letter(*byte, page)).peekable();
    while let Some(this) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        if !this.is_ascii() {
            let in_word = before.is_alphabetic() || after.is_alphabetic();
            let shouts = this.is_uppercase() && before.is_lowercase();
            let mumbles = this.is_lowercase() && before.is_uppercase() && after.is_uppercase();
            let plain = this.is_alphabetic() && !matches!(this, 'ª' | 'º' | 'ƒ' | 'ˆ' | 'ˇ');
            let quote = matches!(this, '’' | '‘' | '“' | '”' | '–' | '—' | '\u{a0}' | '…');
            odd += match () {
                () if this == pages::NOTHING => 3,
                () if in_word && !plain && !quote => 2,
                () if in_word && quote && before.is_alphabetic() && this != '’' => 1,
                () if shouts || mumbles => 2,
                () => 0,
            };
        }
        before = this;
    }
    odd
}

/// Returns the text that was meant, if `text` is UTF-8 that somebody read as Windows-1252.
pub(crate) fn ungarbled(text: &str) -> Option<String> {
    if !text
        .chars()
        .any(|letter| matches!(letter, 'Ã' | 'Â' | 'Å' | 'Ä' | 'â' | 'Ð'))
    {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(pages::byte_in_1252).collect();
    let meant = String::from_utf8(bytes?).ok()?;
    (meant.chars().count() < text.chars().count()).then_some(meant)
}

#[cfg(test)]
mod tests;
