//! Names the relay knows things by: random bytes, or hashes, that mean nothing outside a team.

use core::fmt;
use core::str::FromStr;

/// A hex text that is not the id it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $len;
        }

        impl fmt::Display for $name {
            /// Writes lower-case hex, as it stands in a path.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let mut bytes = [0; $len];
                hex(text, &mut bytes)?;
                Ok(Self(bytes))
            }
        }
    };
}

id! {
    /// A team, as the relay knows it. Random; made by the device that founds the team.
    TeamId, 16
}
id! {
    /// An event. Random, so that a repeat is recognised and nothing else is learnt.
    EventId, 16
}
id! {
    /// A device within one team: a pseudonym, so that two teams of one phone cannot be linked.
    DeviceTag, 8
}
id! {
    /// An invite's place at the relay, derived from its code and not leading back to it.
    InviteId, 16
}
id! {
    /// What a member shows to read and write a team's log. Derived from the team key; the relay
    /// keeps only its hash.
    Token, 32
}

macro_rules! plain_debug {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    )*};
}
plain_debug!(TeamId, EventId, DeviceTag, InviteId);

impl fmt::Debug for Token {
    /// Never prints the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// Returns what the relay keeps instead of the token.
    pub fn hash(&self) -> [u8; 32] {
        blake3::derive_key("ruil 2026 relay token hash v1", &self.0)
    }
}

pub(crate) fn hex(text: &str, out: &mut [u8]) -> Result<(), NotAnId> {
    let digits = text.as_bytes();
    if digits.len() != out.len() * 2 {
        return Err(NotAnId);
    }
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = pair.iter().try_fold(0, |value, &digit| {
            let digit = char::from(digit).to_digit(16).ok_or(NotAnId)?;
            u8::try_from(digit)
                .map(|digit| value << 4 | digit)
                .map_err(|_| NotAnId)
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_and_back() {
        let id = TeamId(*b"0123456789abcdef");
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn bad_hex_is_refused() {
        for text in ["", "00", "zz", "é".repeat(16).as_str(), &"0".repeat(33)] {
            assert_eq!(text.parse::<TeamId>(), Err(NotAnId), "{text}");
        }
    }

    #[test]
    fn a_token_is_never_printed() {
        assert_eq!(format!("{:?}", Token([7; 32])), "Token(…)");
    }
}
