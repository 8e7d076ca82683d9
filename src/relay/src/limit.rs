//! The limits: what one device, one team, one address and all of them together may cost.
//!
//! Those that a bigger or a smaller machine would want to change are gathered in [`Limits`].

use ruil_wire::Entry;
use ruil_wire::limit::{ENVELOPES_PER_FRAME_MAX, FRAME_BYTES_MAX};

pub mod gate;
pub mod rate;

use rate::Quota;

/// Connections at once.
pub const CONNECTIONS_MAX: u32 = 20_000;
/// Connections at once from one address. A whole care home may share one.
pub const CONNECTIONS_PER_ADDRESS_MAX: u32 = 1_000;
/// Connections at once to the address for metrics.
pub const OPERATORS_MAX: u32 = 16;
/// Longest request line and headers together.
pub const HEADER_BYTES_MAX: usize = 16 * 1024;
/// Longest wait for the headers of a request, also of the next one on a kept connection.
pub const HEADER_S_MAX: u64 = 20;
/// Longest time from a request's headers to its answer.
pub const REQUEST_S_MAX: u64 = 20;

/// Longest wait for the greeting on a live connection.
pub const HELLO_S_MAX: u64 = 10;
/// Pause between two pings.
pub const PING_S: u64 = 30;
/// Longest silence of a device before its connection is given up.
pub const SILENCE_S_MAX: u64 = 90;
/// Longest time a device may take to accept one frame.
pub const SEND_S_MAX: u64 = 20;
/// Longest time between telling a device why its connection ends and ending it.
pub const PART_S_MAX: u64 = 2;
/// Bytes read ahead on a live connection. The usual 128 KiB would be its whole cost; an ordinary push fits, and
/// a full one takes a few reads more.
pub const READ_BUFFER_BYTES: usize = 1024;
/// Bytes gathered before they are written to a live connection.
pub const WRITE_BUFFER_BYTES: usize = 4 * 1024;
/// Frames a device may send: a long outbox at once, then a calm stream.
pub const FRAMES: Quota = Quota {
    count: 1_200,
    per_s: 60,
};

/// Envelopes a team may send.
pub const ENVELOPES_PER_TEAM: Quota = Quota {
    count: 6_000,
    per_s: 60,
};
/// Bytes of envelopes a team may keep.
pub const LOG_BYTES_PER_TEAM_MAX: u64 = 256 * 1024 * 1024;
/// Bytes of lost entries a device may give back in one go.
pub const RESTORE_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Logs that may be given back at once.
pub const RESTORES_MAX: usize = 8;
/// Longest time that giving a log back may take.
pub const RESTORE_S_MAX: u64 = 180;
/// So long nothing new is numbered once a backup was put back: whoever is awake has come back by then.
pub const HOLD_S: u64 = 10 * 60;
/// Checkpoints a team may bring and fetch.
pub const CHECKPOINTS_PER_TEAM: Quota = Quota {
    count: 120,
    per_s: 60,
};
/// Letters a team's devices may hand in: one of forty people asks all others, several times over.
pub const LETTERS_PER_TEAM: Quota = Quota {
    count: 1_200,
    per_s: 60 * 60,
};
/// Letters that wait for one device at once.
pub const LETTERS_PER_DEVICE_MAX: usize = 32;
/// Letters taken out of the store at once.
pub const LETTERS_AT_ONCE: usize = 64;
/// Letters on their way to push services at once.
pub const DELIVERIES_MAX: usize = 16;
/// Longest time that handing one letter over may take.
pub const DELIVERY_S_MAX: u64 = 15;
/// A letter that a push service does not take now is tried again after so long.
pub const POST_AGAIN_S: u64 = 120;
/// How often it is looked for letters whose time has come.
pub const POST_LOOK_S: u64 = 5;
/// Frames of new entries kept for the devices that are about to send them on.
pub const PUBLISHED_FRAMES_MAX: usize = 16;

/// Invites a team may have open.
pub const INVITES_PER_TEAM_MAX: usize = 32;
/// Invites an address may ask for in vain.
pub const GUESSES_PER_ADDRESS: Quota = Quota {
    count: 60,
    per_s: 60,
};
/// Teams an address may found.
pub const TEAMS_PER_ADDRESS: Quota = Quota {
    count: 120,
    per_s: 60 * 60,
};
/// Keys (addresses or teams) one rate is kept for.
pub const RATE_KEYS_MAX: usize = 65_536;
/// Pause between two clearings of what is over: invites, and envelopes that a checkpoint stands for.
pub const PURGE_S: u64 = 60;

/// Envelopes committed together.
pub const GROUP_ENVELOPES_MAX: usize = 2_048;
/// Requests waiting for the writer.
pub const QUEUE_MAX: usize = 512;
/// Questions put to the store at once.
pub const READERS_MAX: usize = 4;
/// Longest wait for a connection to a PostgreSQL server.
pub const DATABASE_CONNECT_S_MAX: u64 = 5;
/// Longest silence of a PostgreSQL server before its connection is given up.
pub const DATABASE_SILENCE_S_MAX: u64 = 10;
/// Longest time for one statement to a PostgreSQL server.
pub const DATABASE_STEP_S_MAX: u64 = 15;
/// Longest pause within a transaction, and longest wait for a team that another node is writing to: if that
/// node has vanished, so long its lock stays.
pub const DATABASE_PAUSE_S_MAX: u64 = 5;
/// Pause before a lost PostgreSQL server is listened to again.
pub const LISTEN_AGAIN_MS: u64 = 500;
/// How often it is looked how far the logs go that devices listen to, in case a hint was missed.
pub const LISTEN_LOOK_S: u64 = 20;
/// Longest time for connections to end once the relay is told to stop; then as long again for
/// what is queued to be written.
pub const STOP_S_MAX: u64 = 4;

/// The limits an operator or a test may set.
#[derive(Clone, Debug)]
pub struct Limits {
    /// See [`CONNECTIONS_MAX`].
    pub connections_max: u32,
    /// See [`CONNECTIONS_PER_ADDRESS_MAX`].
    pub connections_per_address_max: u32,
    /// See [`FRAMES`].
    pub frames: Quota,
    /// See [`ENVELOPES_PER_TEAM`].
    pub envelopes_per_team: Quota,
    /// See [`LOG_BYTES_PER_TEAM_MAX`].
    pub log_bytes_per_team_max: u64,
    /// See [`INVITES_PER_TEAM_MAX`].
    pub invites_per_team_max: usize,
    /// See [`GUESSES_PER_ADDRESS`].
    pub guesses_per_address: Quota,
    /// See [`TEAMS_PER_ADDRESS`].
    pub teams_per_address: Quota,
    /// See [`HELLO_S_MAX`], in milliseconds.
    pub hello_ms_max: u64,
    /// See [`SEND_S_MAX`], in milliseconds.
    pub send_ms_max: u64,
    /// See [`PING_S`], in milliseconds.
    pub ping_ms: u64,
    /// See [`SILENCE_S_MAX`], in milliseconds.
    pub silence_ms_max: u64,
    /// See [`HOLD_S`], in milliseconds.
    pub hold_ms: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections_max: CONNECTIONS_MAX,
            connections_per_address_max: CONNECTIONS_PER_ADDRESS_MAX,
            frames: FRAMES,
            envelopes_per_team: ENVELOPES_PER_TEAM,
            log_bytes_per_team_max: LOG_BYTES_PER_TEAM_MAX,
            invites_per_team_max: INVITES_PER_TEAM_MAX,
            guesses_per_address: GUESSES_PER_ADDRESS,
            teams_per_address: TEAMS_PER_ADDRESS,
            hello_ms_max: HELLO_S_MAX * 1_000,
            send_ms_max: SEND_S_MAX * 1_000,
            ping_ms: PING_S * 1_000,
            silence_ms_max: SILENCE_S_MAX * 1_000,
            hold_ms: HOLD_S * 1_000,
        }
    }
}

/// Returns how many of these entries, from the first on, fit into one frame.
pub fn fitting<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> usize {
    // Tag, last number, mark and count; then number, time and length of each entry.
    let (frame, each) = (1 + 8 + 64 + 2, 8 + 8 + 4);
    let mut bytes = frame;
    let fits = |entry: &&Entry| {
        bytes += each + entry.envelope.as_bytes().len();
        bytes <= FRAME_BYTES_MAX
    };
    entries
        .into_iter()
        .take(ENVELOPES_PER_FRAME_MAX)
        .take_while(fits)
        .count()
}
