//! Parts of the browser by their name, where its own bindings are twenty types for two calls.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Calls what is there by that name, and waits for what it promises.
pub(super) async fn call(on: &JsValue, what: &str, with: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = get(on, what).dyn_into()?;
    let with: Array = with.iter().collect();
    let promised: Promise = function.apply(on, &with)?.dyn_into()?;
    JsFuture::from(promised).await
}

/// Makes an object of these fields.
pub(super) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let made = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&made, &(*name).into(), value);
    }
    made.into()
}

/// Returns a field; undefined if there is none.
pub(super) fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// Returns bytes as the browser takes them.
pub(super) fn bytes(of: &[u8]) -> JsValue {
    Uint8Array::from(of).into()
}

/// Returns bytes from a buffer, or from a view of one.
pub(super) fn bytes_of(value: &JsValue) -> Option<Vec<u8>> {
    value.is_object().then(|| Uint8Array::new(value).to_vec())
}
