//! The log's rows in storage: up to 64 entries share one.
//!
//! A browser takes about as long for a row of 64 entries as for a row of one, so a year is read
//! in less than half the time. The last row is written anew with every entry until it is full. Earlier
//! builds kept a row an entry; such rows are read, and packed when something is added beside them.

/// How many entries a row has room for.
pub const ENTRIES_PER_ROW: u64 = 64;

/// Stands at the front of a packed row, where a row of one entry has a time that no clock shows.
const MARK: [u8; 8] = [0xff; 8];

/// Returns the number of the row an entry belongs in: that of the first entry it has room for.
pub const fn row_of(number: u64) -> u64 {
    number - number.saturating_sub(1) % ENTRIES_PER_ROW
}

/// Returns the number of the last entry that a row has room for.
pub const fn last_of(row: u64) -> u64 {
    row.saturating_add(ENTRIES_PER_ROW - 1)
}

/// Tells whether a row may hold several entries.
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&MARK)
}

/// Packs entries into their row: the mark, then of each its place in the row, its length and its
/// bytes. Entries that belong in another row are left out.
pub fn pack<'a>(row: u64, entries: impl IntoIterator<Item = (u64, &'a [u8])>) -> Vec<u8> {
    let mut bytes = MARK.to_vec();
    for (number, entry) in entries {
        let place = number.checked_sub(row).and_then(|at| u8::try_from(at).ok());
        if let (Some(place), Ok(length)) = (place, u32::try_from(entry.len()))
            && row_of(number) == row
        {
            bytes.push(place);
            bytes.extend(length.to_le_bytes());
            bytes.extend(entry);
        }
    }
    bytes
}

/// Returns the entries of a row, packed or not, by number.
///
/// Of a row that is damaged, what comes before the damage: the log is read up to there, and the
/// relay has the rest.
pub fn unpack(row: u64, bytes: &[u8]) -> Vec<(u64, Vec<u8>)> {
    let Some(mut rest) = bytes.strip_prefix(&MARK) else {
        return vec![(row, bytes.to_vec())];
    };
    let mut entries = Vec::new();
    while let Some((number, entry, after)) = next(row, rest) {
        entries.push((number, entry.to_vec()));
        rest = after;
    }
    entries
}

fn next(row: u64, bytes: &[u8]) -> Option<(u64, &[u8], &[u8])> {
    let (place, rest) = bytes.split_first()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let (entry, rest) = rest.split_at_checked(length)?;
    Some((row.checked_add(u64::from(*place))?, entry, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_four_numbers_share_a_row() {
        assert_eq!([1, 2, 64].map(row_of), [1; 3]);
        assert_eq!([65, 128, 129].map(row_of), [65, 65, 129]);
        assert_eq!([1, 65].map(last_of), [64, 128]);
        assert_eq!((row_of(0), row_of(u64::MAX)), (0, u64::MAX - 62));
    }

    #[test]
    fn a_row_holds_what_was_packed_and_nothing_of_another() {
        let entries = [(65, vec![1; 300]), (66, vec![]), (128, vec![2])];
        let others = [(64, vec![3]), (129, vec![4])];
        let all = entries.iter().chain(&others);
        let bytes = pack(65, all.map(|(number, entry)| (*number, entry.as_slice())));
        assert!(is_packed(&bytes));
        assert_eq!(unpack(65, &bytes), entries);
    }

    #[test]
    fn a_row_of_an_earlier_build_is_its_one_entry() {
        let row = [&1_741_000_000_000_u64.to_le_bytes()[..], &[7; 512]].concat();
        assert!(!is_packed(&row));
        assert_eq!(unpack(70, &row), [(70, row)]);
    }

    #[test]
    fn a_damaged_row_gives_what_comes_before_the_damage() {
        let bytes = pack(1, [(1, &[1; 9][..]), (2, &[2; 9]), (3, &[3; 9])]);
        for cut in MARK.len()..bytes.len() {
            let found = unpack(1, &bytes[..cut]);
            assert_eq!(found.len(), (cut - MARK.len()) / 14, "cut at {cut}");
            assert!(
                found
                    .iter()
                    .all(|(number, entry)| entry[..] == [*number as u8; 9])
            );
        }
    }
}
