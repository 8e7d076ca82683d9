//! The file system inside an old workbook's file: streams by name.

use super::bytes::{index16, index32, u32_at};

const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Sector numbers from here on are marks, not places.
const LAST_SECTOR: u32 = 0xffff_fffa;
/// The length of one entry of the directory.
const ENTRY_BYTES: usize = 128;

/// An opened file.
pub(super) struct Files<'a> {
    bytes: &'a [u8],
    shift: u32,
    /// The sector after each sector.
    after: Vec<u32>,
    /// The same for the small sectors, which lie in a stream of their own.
    small_after: Vec<u32>,
    small: Vec<u8>,
    small_shift: u32,
    /// Streams shorter than this are kept in small sectors.
    cutoff: usize,
    directory: Vec<u8>,
}

impl<'a> Files<'a> {
    /// Opens a file, if it is one.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let shift = u32::from(super::bytes::u16_at(bytes, 30)?);
        let small_shift = u32::from(super::bytes::u16_at(bytes, 32)?);
        if !(7..=16).contains(&shift) || !(2..shift).contains(&small_shift) {
            return None;
        }
        let mut files = Self {
            bytes,
            shift,
            after: Vec::new(),
            small_after: Vec::new(),
            small: Vec::new(),
            small_shift,
            cutoff: index32(bytes, 56)?,
            directory: Vec::new(),
        };
        files.after = files.table()?;
        files.directory = files.chain(u32_at(bytes, 48)?);
        files.small_after = numbers(&files.chain(u32_at(bytes, 60)?));
        let root = files.directory.get(..ENTRY_BYTES)?;
        files.small = files.chain(u32_at(root, 116)?);
        Some(files)
    }

    fn sector(&self, number: u32) -> &'a [u8] {
        let at = usize::try_from(number).ok().and_then(|number| {
            let length = 1_usize << self.shift;
            let from = number.checked_add(1)?.checked_mul(length)?;
            // The last one may be cut short.
            let to = from.checked_add(length)?.min(self.bytes.len());
            self.bytes.get(from..to)
        });
        at.unwrap_or(&[])
    }

    /// Reads the table of sectors, which is listed in the header and on from there.
    fn table(&self) -> Option<Vec<u32>> {
        let most = (self.bytes.len() >> self.shift) + 1;
        let mut table = Vec::new();
        let mut listed = numbers(self.bytes.get(76..512)?);
        let mut more = u32_at(self.bytes, 68)?;
        let mut seen = 0;
        loop {
            for number in listed.iter().filter(|number| **number < LAST_SECTOR) {
                if table.len() >> (self.shift - 2) < most {
                    table.extend(numbers(self.sector(*number)));
                }
            }
            if more >= LAST_SECTOR || seen > most {
                return Some(table);
            }
            seen += 1;
            listed = numbers(self.sector(more));
            more = listed.pop().unwrap_or(LAST_SECTOR);
        }
    }

    fn chain(&self, first: u32) -> Vec<u8> {
        let mut all = Vec::new();
        let mut number = first;
        while number < LAST_SECTOR && all.len() <= self.bytes.len() {
            let sector = self.sector(number);
            if sector.is_empty() {
                break;
            }
            all.extend_from_slice(sector);
            number = next(&self.after, number);
        }
        all
    }

    /// Returns the stream of the first of these names that there is.
    pub fn stream(&self, names: &[&str]) -> Option<Vec<u8>> {
        let found = names.iter().find_map(|name| self.find(name))?;
        let first = u32_at(found, 116)?;
        let length = index32(found, 120)?;
        let mut all = if length < self.cutoff {
            self.small_chain(first)
        } else {
            self.chain(first)
        };
        all.truncate(length);
        Some(all)
    }

    fn find(&self, name: &str) -> Option<&[u8]> {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let entries = self.directory.chunks_exact(ENTRY_BYTES);
        let named = |entry: &&[u8]| {
            let length = index16(entry, 64).unwrap_or(0);
            length == wide.len() + 2 && entry.starts_with(&wide) && entry.get(66) == Some(&2)
        };
        let mut entries = entries;
        entries.find(named)
    }

    fn small_chain(&self, first: u32) -> Vec<u8> {
        let length = 1_usize << self.small_shift;
        let mut all = Vec::new();
        let mut number = first;
        while number < LAST_SECTOR && all.len() <= self.small.len() {
            let at = usize::try_from(number)
                .ok()
                .and_then(|number| number.checked_mul(length));
            let sector = at.and_then(|at| {
                let to = at.checked_add(length)?.min(self.small.len());
                self.small.get(at..to)
            });
            let Some(sector) = sector.filter(|sector| !sector.is_empty()) else {
                break;
            };
            all.extend_from_slice(sector);
            number = next(&self.small_after, number);
        }
        all
    }
}

fn next(after: &[u32], number: u32) -> u32 {
    let at = usize::try_from(number).ok();
    at.and_then(|at| after.get(at))
        .copied()
        .unwrap_or(LAST_SECTOR)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks_exact(4)
        .filter_map(|four| four.try_into().ok())
        .map(u32::from_le_bytes)
        .collect()
}
