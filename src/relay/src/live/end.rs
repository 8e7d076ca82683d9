//! How a live connection ends.

use ruil_wire::frame::FrameError;
use ruil_wire::{EnvelopeError, Fault, PROTOCOL};

use crate::store::StoreError;
use crate::writer::Stopping;

/// How a connection ends.
pub enum End {
    /// The device is told why.
    Fault(Fault),
    /// The device is gone, or does not listen.
    Gone,
}

impl From<StoreError> for End {
    fn from(error: StoreError) -> Self {
        tracing::error!("the log can't be read: {error}");
        Self::Fault(Fault::Storage)
    }
}

impl From<Stopping> for End {
    fn from(Stopping: Stopping) -> Self {
        Self::Fault(Fault::Stopping)
    }
}

impl From<FrameError> for End {
    fn from(error: FrameError) -> Self {
        Self::Fault(match error {
            FrameError::Envelope(EnvelopeError::Version(_)) | FrameError::Protocol(_) => {
                Fault::Protocol(PROTOCOL)
            }
            FrameError::Envelope(_) | FrameError::Read(_) => Fault::Unreadable,
        })
    }
}
