//! Stretching a secret: slow on purpose, and a part of its own that only who uses a lock fetches.
//!
//! It knows no thread: whoever runs it waits for a good part of a second.

use ruil_sync::lock::Stretch;
use wasm_split_helpers::SplitLoaderError;

/// The stretched secret, or nothing if the lock asks for too much; or the code is not on this device.
pub type Ran = Result<Option<[u8; 32]>, SplitLoaderError>;

/// Stretches a secret.
#[cfg(not(feature = "whole"))]
#[wasm_split_helpers::wasm_split(stretch, fallible)]
pub fn run(stretch: Stretch, secret: String) -> Ran {
    Ok(stretched(stretch, &secret))
}

/// Stretches a secret.
#[cfg(feature = "whole")]
pub async fn run(stretch: Stretch, secret: String) -> Ran {
    Ok(stretched(stretch, &secret))
}

fn stretched(stretch: Stretch, secret: &str) -> Option<[u8; 32]> {
    Some(*stretch.run(secret)?.as_bytes())
}
