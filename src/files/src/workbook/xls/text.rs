//! Texts in an old workbook: wide or narrow letters, and cut anywhere into several records.

use super::Records;
use crate::Unreadable;
use crate::decode::{Encoding, in_page};
use crate::workbook::Room;
use crate::workbook::bytes::{index16, index32, u16_at};

/// How this workbook writes letters.
#[derive(Clone, Copy)]
pub(super) struct Words {
    /// Whether each text says whether its letters are wide; before 1997 none were.
    pub wide: bool,
    pub page: Encoding,
}

impl Words {
    /// Reads a text whose length is one byte.
    pub fn short(self, data: &[u8], at: usize) -> Option<String> {
        let count = usize::from(*data.get(at)?);
        self.letters(data.get(at + 1..)?, count)
    }

    /// Reads a text whose length is two bytes.
    pub fn long(self, data: &[u8], at: usize) -> Option<String> {
        let count = index16(data, at)?;
        self.letters(data.get(at + 2..)?, count)
    }

    fn letters(self, data: &[u8], count: usize) -> Option<String> {
        if !self.wide {
            return Some(in_page(data.get(..count).unwrap_or(data), self.page));
        }
        let (flags, data) = data.split_first()?;
        Some(plain(data, count, flags & 1 == 1).0)
    }
}

/// Returns up to `count` letters and the number of bytes they took.
pub(super) fn plain(data: &[u8], count: usize, wide: bool) -> (String, usize) {
    if wide {
        let units = data.chunks_exact(2).take(count);
        let bytes = units.len() * 2;
        let units = units.filter_map(|pair| u16_at(pair, 0));
        let text = char::decode_utf16(units)
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        (text, bytes)
    } else {
        let data = data.get(..count).unwrap_or(data);
        (
            data.iter().map(|byte| char::from(*byte)).collect(),
            data.len(),
        )
    }
}

/// A record and its continuations.
pub(super) struct Parts<'a> {
    parts: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl<'a> Parts<'a> {
    pub fn new(first: &'a [u8], records: &mut Records<'a>) -> Self {
        let mut parts = vec![first];
        while let Some(more) = records.continued() {
            parts.push(more);
        }
        Self {
            parts,
            part: 0,
            at: 8,
        }
    }

    /// Reads all texts of the shared list.
    pub fn strings(mut self, room: &mut Room) -> Result<Vec<String>, Unreadable> {
        let mut strings = Vec::new();
        while let Some(text) = self.text() {
            room.take_text(text.len())?;
            room.take_cells(1)?;
            strings.push(text);
        }
        Ok(strings)
    }

    fn rest(&mut self) -> Option<&'a [u8]> {
        loop {
            let part = self.parts.get(self.part)?;
            match part.get(self.at..).filter(|rest| !rest.is_empty()) {
                Some(rest) => return Some(rest),
                None => (self.part, self.at) = (self.part + 1, 0),
            }
        }
    }

    fn text(&mut self) -> Option<String> {
        let rest = self.rest()?;
        let (count, flags) = (index16(rest, 0)?, *rest.get(2)?);
        self.at += 3;
        let mut skip = 0;
        if flags & 8 != 0 {
            skip += index16(self.rest()?, 0)? * 4;
            self.at += 2;
        }
        if flags & 4 != 0 {
            skip += index32(self.rest()?, 0)?;
            self.at += 4;
        }
        let (mut text, mut left, mut wide) = (String::new(), count, flags & 1 == 1);
        while left > 0 {
            let part = self.part;
            let mut rest = self.rest()?;
            if self.part != part {
                // A continuation says anew how wide its letters are.
                wide = rest.first()? & 1 == 1;
                self.at += 1;
                rest = rest.get(1..)?;
            }
            let (more, bytes) = plain(rest, left, wide);
            let letters = if wide { bytes / 2 } else { bytes };
            if letters == 0 {
                // Half a letter, or nothing, before the next part.
                self.at += rest.len();
                continue;
            }
            text.push_str(&more);
            left -= letters;
            self.at += bytes;
        }
        while skip > 0 {
            let Some(rest) = self.rest() else {
                break;
            };
            let now = skip.min(rest.len());
            self.at += now;
            skip -= now;
        }
        Some(text)
    }
}
