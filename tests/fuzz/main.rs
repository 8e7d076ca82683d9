//! `ruil-fuzz`: libFuzzer around one target, named by `RUIL_FUZZ_TARGET`.
#![no_main]

use std::sync::OnceLock;

use ruil_fuzz::targets::{Target, find};

static TARGET: OnceLock<Option<Target>> = OnceLock::new();

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let named = || find(&std::env::var("RUIL_FUZZ_TARGET").unwrap_or_default());
    let target = TARGET.get_or_init(named).as_ref();
    assert!(target.is_some(), "RUIL_FUZZ_TARGET names no target");
    if let Some(target) = target {
        (target.run)(bytes);
    }
});
