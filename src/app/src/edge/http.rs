//! One request to the relay, from where the page came.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCache, RequestInit};

use super::clock;

/// How long an answer may take, body included.
pub const TIMEOUT_MS: u32 = 10_000;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status. It may come from somebody else than the relay: hotel networks answer
    /// everything with 200, so the body is what counts.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// Why there is no answer. Whether the request arrived is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpError {
    /// The relay is out of reach.
    Offline,
    /// It took longer than [`TIMEOUT_MS`].
    Timeout,
}

/// Sends a request to a path on the page's own host and waits for the whole answer.
pub async fn request(
    method: &str,
    path: &str,
    bearer: Option<&str>,
    body: Option<&[u8]>,
) -> Result<Response, HttpError> {
    let abort = AbortController::new().map_err(|_| HttpError::Offline)?;
    let is_late = Rc::new(Cell::new(false));
    let _timer = clock::once(TIMEOUT_MS, {
        let (abort, is_late) = (abort.clone(), is_late.clone());
        move || {
            is_late.set(true);
            abort.abort();
        }
    });
    let failed = |_: JsValue| {
        if is_late.get() {
            HttpError::Timeout
        } else {
            HttpError::Offline
        }
    };
    let options = options(method, bearer, body).map_err(failed)?;
    options.set_signal(Some(&abort.signal()));
    fetch(path, &options).await.map_err(failed)
}

fn options(
    method: &str,
    bearer: Option<&str>,
    body: Option<&[u8]>,
) -> Result<RequestInit, JsValue> {
    let options = RequestInit::new();
    options.set_method(method);
    options.set_cache(RequestCache::NoStore);
    let headers = Headers::new()?;
    if let Some(token) = bearer {
        headers.set("authorization", &format!("Bearer {token}"))?;
    }
    if let Some(body) = body {
        headers.set("content-type", "application/octet-stream")?;
        options.set_body_opt_u8_array(Some(&Uint8Array::from(body)));
    }
    options.set_headers_headers(&headers);
    Ok(options)
}

async fn fetch(path: &str, options: &RequestInit) -> Result<Response, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let sent = JsFuture::from(window.fetch_with_str_and_init(path, options)).await?;
    let response: web_sys::Response = sent.dyn_into()?;
    let body: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.dyn_into()?;
    Ok(Response {
        status: response.status(),
        body: Uint8Array::new(&body).to_vec(),
    })
}
