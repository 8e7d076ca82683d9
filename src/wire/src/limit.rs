//! The limits of the wire, each with its unit last in the name.
//!
//! Both sides hold to them: a parser refuses before it allocates, a writer never produces more.

/// Largest envelope, the largest of [`crate::SizeClass`].
pub const ENVELOPE_BYTES_MAX: usize = 16 * 1024;

/// Most envelopes in one push or one batch.
pub const ENVELOPES_PER_FRAME_MAX: usize = 64;

/// Largest frame on a live connection, both ways.
pub const FRAME_BYTES_MAX: usize = 256 * 1024;

/// Largest single message of an invite (asking, revealing, answering).
pub const INVITE_MESSAGE_BYTES_MAX: usize = 1024;

/// Largest HTTP request body the relay reads.
pub const BODY_BYTES_MAX: usize = 4 * 1024;

/// Longest life of an invite.
pub const INVITE_LIFE_S_MAX: u32 = 24 * 60 * 60;
