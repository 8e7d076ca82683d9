//! XLS: a stream of small records, each a number, a length and some bytes.

mod sheet;
mod text;

use std::collections::BTreeMap;

use super::bytes::{index32, u16_at};
use super::cfb::Files;
use super::format::{Shows, built_in, custom};
use super::{Room, SHEETS_MAX, Sheet, Workbook};
use crate::Unreadable;
use crate::decode::Encoding;
use text::{Parts, Words};

/// The records that matter, by number.
mod id {
    pub const FORMULA: u16 = 0x06;
    pub const EOF: u16 = 0x0a;
    pub const NOTE: u16 = 0x1c;
    pub const DATE_1904: u16 = 0x22;
    pub const FILE_PASS: u16 = 0x2f;
    pub const CONTINUE: u16 = 0x3c;
    pub const CODE_PAGE: u16 = 0x42;
    pub const OBJECT: u16 = 0x5d;
    pub const COLUMN_INFO: u16 = 0x7d;
    pub const BOUND_SHEET: u16 = 0x85;
    pub const MANY_NUMBERS: u16 = 0xbd;
    pub const RICH_LABEL: u16 = 0xd6;
    pub const STYLE: u16 = 0xe0;
    pub const MERGED: u16 = 0xe5;
    pub const STRINGS: u16 = 0xfc;
    pub const SHARED_LABEL: u16 = 0xfd;
    pub const OBJECT_TEXT: u16 = 0x1b6;
    pub const NUMBER: u16 = 0x203;
    pub const LABEL: u16 = 0x204;
    pub const YES_OR_ERROR: u16 = 0x205;
    pub const STRING: u16 = 0x207;
    pub const ROW: u16 = 0x208;
    pub const SHORT_NUMBER: u16 = 0x27e;
    pub const FORMAT: u16 = 0x41e;
    pub const BEGIN: u16 = 0x809;
}

/// The version since 1997, in the first record.
const VERSION_8: u16 = 0x600;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], step: &mut crate::Step<'_>) -> Result<Workbook, Unreadable> {
    let stream = match Files::open(bytes) {
        Some(files) => {
            if files.stream(&["EncryptedPackage"]).is_some() {
                return Err(Unreadable::Locked);
            }
            let stream = files.stream(&["Workbook", "Book", "WORKBOOK", "BOOK"]);
            stream.ok_or(Unreadable::NotText { looks_like: None })?
        }
        // The oldest are the stream and nothing round it.
        None => bytes.to_vec(),
    };
    let mut room = Room::of(bytes);
    let (mut facts, listed) = globals(&stream, &mut room)?;
    let mut book = Workbook {
        strings: std::mem::take(&mut facts.strings),
        ..Workbook::default()
    };
    let count = listed.len();
    for (done, (at, sheet)) in listed.into_iter().enumerate() {
        step.part(done, count)?;
        let sheet = sheet::read(Records { bytes: &stream, at }, sheet, &facts, &mut room)?;
        book.sheets.push(sheet);
    }
    Ok(book)
}

/// What the sheets must know of the workbook.
struct Facts {
    words: Words,
    strings: Vec<String>,
    formats: BTreeMap<u16, Shows>,
    styles: Vec<u16>,
    from_1904: bool,
}

impl Facts {
    fn shows(&self, style: u16) -> Shows {
        let format = self.styles.get(usize::from(style)).copied().unwrap_or(0);
        self.formats
            .get(&format)
            .copied()
            .unwrap_or(built_in(format))
    }
}

/// Reads the records about the whole workbook; the sheets come with the places they begin at.
fn globals(stream: &[u8], room: &mut Room) -> Result<(Facts, Vec<(usize, Sheet)>), Unreadable> {
    let mut facts = Facts {
        words: Words {
            wide: true,
            page: Encoding::Windows1252,
        },
        strings: Vec::new(),
        formats: BTreeMap::new(),
        styles: Vec::new(),
        from_1904: false,
    };
    let mut listed = Vec::new();
    let mut records = Records {
        bytes: stream,
        at: 0,
    };
    while let Some((number, data)) = records.next() {
        match number {
            id::BEGIN => {
                facts.words.wide = u16_at(data, 0).is_some_and(|version| version >= VERSION_8);
            }
            id::FILE_PASS => return Err(Unreadable::Locked),
            id::CODE_PAGE => {
                facts.words.page = match u16_at(data, 0) {
                    Some(1250) => Encoding::Windows1250,
                    Some(850) => Encoding::Dos850,
                    Some(10_000 | 32_768) => Encoding::Macintosh,
                    _ => Encoding::Windows1252,
                };
            }
            id::DATE_1904 => facts.from_1904 = u16_at(data, 0) == Some(1),
            id::FORMAT => {
                let code = if facts.words.wide {
                    facts.words.long(data, 2)
                } else {
                    facts.words.short(data, 2)
                };
                if let (Some(id), Some(code)) = (u16_at(data, 0), code) {
                    facts.formats.insert(id, custom(&code));
                }
            }
            id::STYLE => facts.styles.push(u16_at(data, 2).unwrap_or(0)),
            id::BOUND_SHEET if listed.len() < SHEETS_MAX => {
                let name = facts.words.short(data, 6).unwrap_or_default();
                // Charts and macros have other kinds.
                if let (Some(at), Some(0)) = (index32(data, 0), data.get(5)) {
                    let hidden = data.get(4).is_some_and(|state| state & 3 != 0);
                    let sheet = Sheet {
                        name,
                        hidden,
                        ..Sheet::default()
                    };
                    listed.push((at, sheet));
                }
            }
            id::STRINGS => {
                let parts = Parts::new(data, &mut records);
                facts.strings = parts.strings(room)?;
            }
            id::EOF => break,
            _ => {}
        }
    }
    Ok((facts, listed))
}

/// Records one after the other.
#[derive(Clone, Copy)]
struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    /// Returns the next record if it is a continuation of the one before.
    fn continued(&mut self) -> Option<&'a [u8]> {
        let before = self.at;
        match self.next() {
            Some((id::CONTINUE, data)) => Some(data),
            _ => {
                self.at = before;
                None
            }
        }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let number = u16_at(self.bytes, self.at)?;
        let length = usize::from(u16_at(self.bytes, self.at.checked_add(2)?)?);
        let from = self.at.checked_add(4)?;
        let to = from.checked_add(length)?;
        self.at = to;
        // A cut-off file's last record gives what there is of it.
        let data = self.bytes.get(from..to.min(self.bytes.len()))?;
        Some((number, data))
    }
}
