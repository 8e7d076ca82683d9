//! The limits of the wire, each with its unit last in the name.
//!
//! Both sides hold to them: a parser refuses before it allocates, a writer never produces more.

/// Largest sealed part of an envelope, the largest of [`crate::SizeClass`].
pub const SEALED_BYTES_MAX: usize = 16 * 1024;

/// Most devices a team can have: phones of all its people, and tablets.
pub const DEVICES_MAX: usize = 256;

/// Largest access record, see [`crate::access`].
pub const ACCESS_BYTES_MAX: usize = 42 + 33 * DEVICES_MAX + 2 + 96;

/// Largest envelope: sealed part and access record.
pub const ENVELOPE_BYTES_MAX: usize = SEALED_BYTES_MAX + ACCESS_BYTES_MAX;

/// Most envelopes in one push or one batch.
pub const ENVELOPES_PER_FRAME_MAX: usize = 64;

/// Largest frame on a live connection, both ways.
pub const FRAME_BYTES_MAX: usize = 256 * 1024;

/// Largest single message of an invite (asking, revealing, answering).
pub const INVITE_MESSAGE_BYTES_MAX: usize = 1024;

/// Largest HTTP request body the relay reads, but for envelopes and checkpoints.
pub const BODY_BYTES_MAX: usize = 16 * 1024;

/// Largest checkpoint: a sealed state of a team.
pub const CHECKPOINT_BYTES_MAX: usize = 4 * 1024 * 1024;

/// How long a bearer is good for.
pub const BEARER_LIFE_S: u64 = 24 * 60 * 60;

/// Longest life of an invite.
pub const INVITE_LIFE_S_MAX: u32 = 24 * 60 * 60;
