//! Reading a roster file: the largest piece of code there is, and a part of its own that is fetched
//! when a file is opened.
//!
//! It knows no thread: whoever runs it waits until the file is read.

use ruil_files::parcel;
use wasm_split_helpers::SplitLoaderError;

/// Who is told each parcel.
pub type Tell = Box<dyn FnMut(parcel::Told)>;
/// Nothing: all was told; or the code is not on this device.
pub type Ran = Result<(), SplitLoaderError>;

/// Reads a file by a packed guide, and tells it.
#[cfg(not(feature = "whole"))]
#[wasm_split_helpers::wasm_split(reading, fallible)]
pub fn run(bytes: Vec<u8>, guide: Vec<u8>, tell: Tell) -> Ran {
    read(&bytes, &guide, tell);
    Ok(())
}

/// Reads a file by a packed guide, and tells it.
#[cfg(feature = "whole")]
pub async fn run(bytes: Vec<u8>, guide: Vec<u8>, tell: Tell) -> Ran {
    read(&bytes, &guide, tell);
    Ok(())
}

fn read(bytes: &[u8], guide: &[u8], mut tell: Tell) {
    parcel::read_in_parcels(bytes, guide, &mut tell);
}
