//! An archive of parts, packed and not compressed: all that a workbook needs round it.

/// Packs parts, each a name and its bytes, into an archive.
///
/// The same parts give the same bytes: no time is written. A reader is given the parts' sizes and
/// checksums before their bytes, so it needs nothing of what follows (APPNOTE 4.4).
pub fn to_archive(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    for (name, bytes) in parts {
        let at = long(file.len());
        let version = [20, 0];
        // Names are UTF-8, nothing is packed, and the day is the first that can be told.
        let facts = [0, 8, 0, 0, 0, 0, 0x21, 0];
        let sizes = [
            checksum(bytes).to_le_bytes(),
            long(bytes.len()),
            long(bytes.len()),
        ]
        .concat();
        file.extend(b"PK\x03\x04");
        file.extend([&version[..], &facts, &sizes, &short(name.len()), &[0; 2]].concat());
        file.extend(name.as_bytes());
        file.extend(bytes);
        list.extend(b"PK\x01\x02");
        list.extend(
            [
                &version[..],
                &version,
                &facts,
                &sizes,
                &short(name.len()),
                &[0; 12],
            ]
            .concat(),
        );
        list.extend(at);
        list.extend(name.as_bytes());
    }
    let (at, count) = (long(file.len()), short(parts.len()));
    file.extend(&list);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend([&count[..], &count, &long(list.len()), &at, &[0; 2]].concat());
    file
}

/// Nothing that is written here comes near what these can't tell.
fn short(number: usize) -> [u8; 2] {
    u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes()
}

fn long(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

/// Returns the CRC-32 of ISO 3309.
fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            let carry = sum & 1;
            sum = (sum >> 1) ^ (0xedb8_8320 * carry);
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_one_that_archives_use() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
        assert_eq!(checksum(b""), 0);
    }
}
