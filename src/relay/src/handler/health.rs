//! Is the relay there?

/// Says so.
pub async fn answer() -> &'static str {
    "ok"
}
