//! All targets, by name.

use crate::{inside, kept, relay, roster, wire};

/// Something that takes bytes from anybody.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// Panics if a promise does not hold for these bytes.
    pub run: fn(&[u8]),
    /// Returns bytes to begin with: what the project itself would write.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Longer bytes are not tried.
    pub max_bytes: usize,
}

const fn target(
    name: &'static str,
    run: fn(&[u8]),
    seeds: fn() -> Vec<Vec<u8>>,
    max_bytes: usize,
) -> Target {
    Target {
        name,
        run,
        seeds,
        max_bytes,
    }
}

/// All of them.
pub const ALL: [Target; 16] = [
    target("envelope", wire::envelope, wire::envelopes, 1_200),
    target("access", wire::access, wire::accesses, 700),
    target(
        "client_frame",
        wire::client_frame,
        wire::client_frames,
        1_700,
    ),
    target("relay_frame", wire::relay_frame, wire::relay_frames, 1_700),
    target("http", wire::http, wire::bodies, 1_000),
    target("text", wire::text, wire::texts, 200),
    target("body", inside::body, inside::bodies, 500),
    target("sealed", inside::sealed, inside::plains, 500),
    target("replay", inside::replay, inside::commands, 1_200),
    target("invite", inside::invite, inside::messages, 400),
    target("team", kept::team, kept::teams, 3_000),
    target("checkpoint", kept::checkpoint, kept::checkpoints, 3_000),
    target("rows", kept::rows, kept::packs, 1_400),
    target("kept", kept::kept, kept::devices, 2_000),
    target("relay", relay::relay, relay::talks, 2_500),
    target("roster", roster::roster, roster::files, 1_000),
];

/// Returns the target of that name.
pub fn find(name: &str) -> Option<Target> {
    ALL.into_iter().find(|target| target.name == name)
}
