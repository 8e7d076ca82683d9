//! Files the user picks, and files the user gets.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, File, HtmlAnchorElement, HtmlInputElement, Url};

use super::clock;

/// How long a download may take to start before its data is let go.
const DOWNLOAD_START_MS: u32 = 60_000;

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It is too big. It was not opened.
    TooBig {
        /// Its size.
        size_bytes: u64,
        /// The most that is read.
        max_bytes: u64,
    },
    /// The device could not read it: it was moved, or it lives in a cloud out of reach.
    Unreadable,
}

/// A file the user picked; nothing of it has been read.
#[derive(Clone, Debug)]
pub struct Picked(File);

/// Returns the file from a change of an `<input type="file">`, and readies the input for another.
pub fn picked(event: &Event) -> Option<Picked> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0)?;
    // Else picking the same file once more, after mending it, would not count as a change.
    input.set_value("");
    Some(Picked(file))
}

impl Picked {
    /// Returns a file that came in another way.
    pub(super) fn of(file: File) -> Self {
        Self(file)
    }

    /// Returns its name, without a folder.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Returns its size.
    pub fn size_bytes(&self) -> u64 {
        self.0.size() as u64
    }

    /// Reads it, unless it is bigger than `max_bytes`.
    pub async fn read(&self, max_bytes: u64) -> Result<Vec<u8>, FileError> {
        let buffer = self.buffer(max_bytes).await?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }

    /// Reads it as the browser holds it, unless it is bigger than `max_bytes`.
    pub(super) async fn buffer(&self, max_bytes: u64) -> Result<ArrayBuffer, FileError> {
        let size_bytes = self.size_bytes();
        if size_bytes > max_bytes {
            return Err(FileError::TooBig {
                size_bytes,
                max_bytes,
            });
        }
        let read = JsFuture::from(self.0.array_buffer()).await;
        read.and_then(JsCast::dyn_into)
            .map_err(|_| FileError::Unreadable)
    }
}

/// Hands text to the user as a file and tells whether the browser took it.
///
/// The type is one such as "text/calendar;charset=utf-8".
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    download(name, kind, &text.into()).is_ok()
}

/// Hands bytes to the user as a file and tells whether the browser took it.
pub fn save_bytes(name: &str, bytes: &[u8]) -> bool {
    let content = Uint8Array::from(bytes);
    download(name, "application/octet-stream", &content).is_ok()
}

fn download(name: &str, kind: &str, content: &JsValue) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(content), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(JsValue::UNDEFINED)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    super::task::spawn(async move {
        clock::after(DOWNLOAD_START_MS).await;
        let _ = Url::revoke_object_url(&address);
    });
    Ok(())
}
