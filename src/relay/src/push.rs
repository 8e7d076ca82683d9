//! Push: letters that the relay can't read, handed to the push services of its devices' browsers.
//!
//! The relay adds who it is ([`vapid`]) and nothing else. Where a letter goes is what a stranger's device
//! says, so [`endpoint`] holds it to push services out in the open: no address inside a network that
//! the relay can reach and others can't.

pub mod endpoint;
pub mod postman;
pub mod vapid;

pub use endpoint::Endpoint;
pub use postman::Postman;
pub use vapid::Vapid;

/// Writes bytes as push services read them in headers (RFC 4648 §5, without padding).
pub(crate) fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..=group.len() {
            let digit = usize::try_from(bits >> (18 - 6 * at) & 63).unwrap_or(0);
            text.push(char::from(DIGITS.get(digit).copied().unwrap_or(b'A')));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_without_padding() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg"),
            (&[0xfb, 0xff], "-_8"),
        ] {
            assert_eq!(base64url(bytes), text);
        }
    }
}
