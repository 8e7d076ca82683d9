//! What the domain is free of.

use super::assert_none;
use super::source::{Source, read, sources, words_in_code};

/// Whatever two devices could see differently.
const IMPURE: [&str; 14] = [
    "async",
    "HashMap",
    "HashSet",
    "hash_map",
    "SystemTime",
    "Instant",
    "rand",
    "getrandom",
    "new_v4",
    "now_v7",
    "RandomState",
    "f32",
    "f64",
    "println",
];
/// The search for circles reckons with them, and believes them nothing; its type is named here alone.
const REALS: &str = "src/circle/src/real.rs: f64";
/// The events, and the modules with what they are made of; they can only be added to.
const EVENTS: [&str; 6] = [
    "src/core/src/event.rs",
    "src/core/src/id.rs",
    "src/core/src/rules/choice.rs",
    "src/core/src/rules/duty.rs",
    "src/core/src/rules/worker.rs",
    "src/core/src/time.rs",
];
/// The modules with what a checkpoint or a snapshot is made of, which a change of the rules' version changes at will.
const CHECKPOINTS: [&str; 19] = [
    "src/core/src/bridge.rs",
    "src/core/src/check.rs",
    "src/core/src/checkpoint.rs",
    "src/core/src/debt.rs",
    "src/core/src/fingerprint.rs",
    "src/core/src/offer.rs",
    "src/core/src/offer/lost.rs",
    "src/core/src/person.rs",
    "src/core/src/proposal.rs",
    "src/core/src/refusal.rs",
    "src/core/src/release.rs",
    "src/core/src/replay.rs",
    "src/core/src/roster.rs",
    "src/core/src/roster/rows.rs",
    "src/core/src/round.rs",
    "src/core/src/rules/rule.rs",
    "src/core/src/team.rs",
    "src/core/src/thanks.rs",
    "src/core/src/wish.rs",
];

fn domain() -> Vec<Source> {
    [core(), sources("src/circle/src", "rs")].concat()
}

fn core() -> Vec<Source> {
    let found = sources("src/core/src", "rs");
    assert!(found.len() > 5, "the domain is where we look for it");
    found
}

#[test]
fn core_has_no_clock_no_dice_no_async_and_no_order_of_hashing() {
    let text = "// an async word\nfn f(m: &HashMap<u8, u8>) {}\n".to_owned();
    let sample = Source {
        path: "a.rs".into(),
        text,
    };
    assert_eq!(words_in_code(&sample, &IMPURE), ["a.rs:2: HashMap"]);

    let found: Vec<_> = domain()
        .iter()
        .flat_map(|source| words_in_code(source, &IMPURE))
        .collect();
    let is_real = |found: &String| {
        let (place, word) = found.rsplit_once(": ").unwrap_or_default();
        let path = place.rsplit_once(':').map_or(place, |(path, _)| path);
        format!("{path}: {word}") == REALS
    };
    let (reals, found): (Vec<_>, Vec<_>) = found.into_iter().partition(is_real);
    assert_eq!(reals.len(), 1, "one line names the type: {reals:?}");
    assert_none("every device must replay to the same state", &found);
}

#[test]
fn core_lints_ban_clocks_and_hash_order_and_repeat_the_lines_they_replace() {
    for place in ["src/circle/clippy.toml", "src/core/clippy.toml"] {
        let own = read(place);
        for banned in ["HashMap", "HashSet", "SystemTime", "Instant"] {
            assert!(own.contains(banned), "{place} bans {banned}");
        }
        for line in read("clippy.toml")
            .lines()
            .filter(|line| line.starts_with("allow-"))
        {
            assert!(own.contains(line), "{place} repeats `{line}`");
        }
    }
}

#[test]
fn only_events_and_checkpoints_are_serialized_in_core() {
    let core = core();
    let words = ["Serialize", "Deserialize", "serde"];
    let inner = core.iter().filter(|source| {
        let path = source.path.as_str();
        let is_known = EVENTS.contains(&path) || CHECKPOINTS.contains(&path);
        !is_known && !path.starts_with("src/core/src/event/")
    });
    let found: Vec<_> = inner
        .flat_map(|source| words_in_code(source, &words))
        .collect();
    assert_none(
        "what is derived is found anew, so that it can change any day",
        &found,
    );
    let listed = EVENTS.iter().chain(&CHECKPOINTS);
    let is_serialized = |path: &&&str| {
        let mut sources = core.iter().filter(|source| source.path == ***path);
        sources.any(|source| !words_in_code(source, &words).is_empty())
    };
    let stale: Vec<_> = listed.filter(|path| !is_serialized(path)).collect();
    assert!(stale.is_empty(), "listed, and not serialized: {stale:?}");
}
