//! Names after content: not to keep anybody out, only to tell one content from another.

use std::fmt;

/// A running FNV-1a hash of 64 bits, the same on every machine and with every compiler.
pub struct Hash(u64);

impl Hash {
    /// Returns the hash of nothing.
    pub fn new() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }

    /// Adds one piece; its length counts, so that pieces can't run into each other.
    pub fn add(&mut self, piece: &[u8]) {
        for byte in piece.iter().chain(&(piece.len() as u64).to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Returns `<stem>-<16 hex><suffix>`, the form the relay lets browsers keep for ever.
pub fn name_with_hash(stem: &str, suffix: &str, content: &[u8]) -> String {
    let mut hash = Hash::new();
    hash.add(content);
    name_with(stem, suffix, &hash.to_string())
}

/// Returns that form for a hash that is known already.
pub fn name_with(stem: &str, suffix: &str, hash: &str) -> String {
    format!("{stem}-{hash}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_content_has_a_name_with_all_its_sixteen_digits() {
        for content in 0..2_000_u32 {
            let name = name_with_hash("boot", ".js", &content.to_le_bytes());
            let hash = name
                .strip_prefix("boot-")
                .and_then(|rest| rest.strip_suffix(".js"));
            let hash = hash.unwrap();
            assert_eq!(hash.len(), 16, "{name}");
            assert!(
                hash.bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')),
                "{name}"
            );
        }
    }

    #[test]
    fn pieces_do_not_run_into_each_other() {
        let hash = |pieces: &[&str]| {
            let mut hash = Hash::new();
            pieces.iter().for_each(|piece| hash.add(piece.as_bytes()));
            hash.to_string()
        };
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
        assert_eq!(hash(&["ab", "c"]), hash(&["ab", "c"]));
    }
}
