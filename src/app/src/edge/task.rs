//! Work that outlives the function that starts it.

/// Runs a future on the browser's own queue, after the current function has returned.
pub use wasm_bindgen_futures::spawn_local as spawn;
