//! The archive round a workbook: its entries by name, inflated piece by piece.
//!
//! Written out here because a workbook needs one page of the format, and because a small file must
//! never grow into a large one unseen: nothing is inflated but into a window of fixed size.

use std::collections::BTreeMap;

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

use super::bytes::{index16, index32, u32_at, u64_at};
use crate::Unreadable;

/// How many bytes are inflated at a time.
const WINDOW_BYTES: usize = 64 * 1024;
/// How often larger an inflated file may be; sheets of equal cells reach sixty.
const GROWTH_MAX: usize = 120;
/// What any file may inflate to, however small.
const INFLATED_LEAST_BYTES: usize = 16 * 1024 * 1024;

/// An archive's table of contents.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    entries: BTreeMap<String, Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    at: usize,
    packed: usize,
    deflated: bool,
    locked: bool,
}

impl<'a> Archive<'a> {
    /// Reads the table of contents.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        const END: &[u8] = b"PK\x05\x06";
        let tail = bytes.len().saturating_sub(66_000);
        let end = tail
            + bytes
                .get(tail..)?
                .windows(4)
                .rposition(|four| four == END)?;
        let count = index16(bytes, end + 10)?;
        let mut at = index32(bytes, end + 16)?;
        let mut entries = BTreeMap::new();
        for _ in 0..count {
            let Some((name, entry, next)) = entry(bytes, at) else {
                break;
            };
            entries.insert(name, entry);
            at = next;
        }
        Some(Self { bytes, entries })
    }

    /// Tells whether there is an entry of this name, in any case.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&plain(name))
    }

    /// Opens an entry, or returns none if there is no such entry.
    pub fn entry(&self, name: &str) -> Result<Option<Source<'a>>, Unreadable> {
        let Some(entry) = self.entries.get(&plain(name)) else {
            return Ok(None);
        };
        if entry.locked {
            return Err(Unreadable::Locked);
        }
        let data = || {
            let names = index16(self.bytes, entry.at.checked_add(26)?)?;
            let extras = index16(self.bytes, entry.at.checked_add(28)?)?;
            let from = entry.at.checked_add(30 + names + extras)?;
            self.bytes.get(from..from.checked_add(entry.packed)?)
        };
        let input = data().ok_or(Unreadable::Broken)?;
        let state = entry
            .deflated
            .then(|| InflateState::new_boxed(DataFormat::Raw));
        let left = INFLATED_LEAST_BYTES.saturating_add(self.bytes.len().saturating_mul(GROWTH_MAX));
        Ok(Some(Source { input, state, left }))
    }
}

fn plain(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_ascii_lowercase()
}

fn entry(bytes: &[u8], at: usize) -> Option<(String, Entry, usize)> {
    if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
        return None;
    }
    let flags = index16(bytes, at + 8)?;
    let method = index16(bytes, at + 10)?;
    let (names, extras) = (index16(bytes, at + 28)?, index16(bytes, at + 30)?);
    let after = at + 46 + names;
    let name = String::from_utf8_lossy(bytes.get(at + 46..after)?).into_owned();
    let extra = bytes.get(after..after + extras)?;
    let (mut packed, mut local) = (index32(bytes, at + 20)?, index32(bytes, at + 42)?);
    // Writers that do not know the size beforehand put it where it has room to grow.
    let mut wide = wide(extra);
    for (value, size) in [
        (u32_at(bytes, at + 24)?, 0),
        (u32_at(bytes, at + 20)?, 1),
        (u32_at(bytes, at + 42)?, 2),
    ] {
        if value == u32::MAX {
            let real = usize::try_from(wide.next()?).ok()?;
            match size {
                1 => packed = real,
                2 => local = real,
                _ => {}
            }
        }
    }
    let entry = Entry {
        at: local,
        packed,
        deflated: method != 0,
        locked: flags & 1 == 1,
    };
    let next = after + extras + index16(bytes, at + 32)?;
    Some((plain(&name), entry, next))
}

/// Returns the wide numbers of an entry's extra field, in their order.
fn wide(extra: &[u8]) -> impl Iterator<Item = u64> {
    let mut at = 0;
    let mut found: &[u8] = &[];
    while let (Some(id), Some(length)) = (index16(extra, at), index16(extra, at + 2)) {
        if id == 1 {
            found = extra.get(at + 4..at + 4 + length).unwrap_or(&[]);
        }
        at += 4 + length;
    }
    (0..found.len() / 8).filter_map(|place| u64_at(found, place * 8))
}

/// An entry being read.
pub(super) struct Source<'a> {
    input: &'a [u8],
    state: Option<Box<InflateState>>,
    left: usize,
}

impl Source<'_> {
    /// Returns how many packed bytes are still to be read.
    pub fn left(&self) -> usize {
        self.input.len()
    }

    /// Adds the next bytes to `into`; tells whether there were any.
    pub fn more(&mut self, into: &mut Vec<u8>) -> Result<bool, Unreadable> {
        let Some(state) = &mut self.state else {
            let (now, rest) = self
                .input
                .split_at_checked(WINDOW_BYTES)
                .unwrap_or((self.input, &[]));
            into.extend_from_slice(now);
            self.input = rest;
            return Ok(!now.is_empty());
        };
        let from = into.len();
        into.resize(from + WINDOW_BYTES, 0);
        let room = into.get_mut(from..).unwrap_or(&mut []);
        let done = inflate(state, self.input, room, MZFlush::None);
        into.truncate(from + done.bytes_written);
        self.input = self.input.get(done.bytes_consumed..).unwrap_or(&[]);
        self.left = self
            .left
            .checked_sub(done.bytes_written)
            .ok_or(Unreadable::Broken)?;
        match done.status {
            Ok(MZStatus::StreamEnd) => self.input = &[],
            Ok(_) => {}
            // The end of a cut-off file.
            Err(_) if done.bytes_written > 0 => {}
            Err(_) if self.input.is_empty() => {}
            Err(_) => return Err(Unreadable::Broken),
        }
        Ok(done.bytes_written > 0)
    }
}
