//! What a thrown value says about itself.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

/// Returns the name of the error, such as "AbortError"; names are the part browsers agree on.
pub(super) fn name(thrown: &JsValue) -> String {
    if let Some(exception) = thrown.dyn_ref::<DomException>() {
        return exception.name();
    }
    match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => error.name().into(),
        None => String::from("Error"),
    }
}
