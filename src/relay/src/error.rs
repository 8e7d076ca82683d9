//! Why a request is refused, as a status. The body is empty: details help nobody but a guesser.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::store::StoreError;
use crate::writer::Stopping;

/// A refused request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The path or the body is not what the table in [`ruil_wire::http`] says.
    Malformed,
    /// The pass is missing, over or not the team's, or there is no such team: which one is not said.
    Forbidden,
    /// There is nothing by that name (any more).
    Unknown,
    /// Something else has the name already.
    Taken,
    /// Too much, too fast.
    TooMany,
    /// The relay can't store or read now.
    Unavailable,
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        tracing::error!("a request failed: {error}");
        Self::Unavailable
    }
}

impl From<Stopping> for Error {
    fn from(Stopping: Stopping) -> Self {
        Self::Unavailable
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::Taken => StatusCode::CONFLICT,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        };
        status.into_response()
    }
}
