//! Passkeys: an authenticator that knows the person, and makes a key of a salt.
//!
//! The browser's own bindings for this are twenty types for two calls, so the options are built by name.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::by_name::{bytes, bytes_of, call, get, object};
use super::{fault, random};

/// Ed25519, P-256 and RSA, in COSE's numbers. Nothing is ever signed; the browser wants to know.
const ALGORITHMS: [i32; 3] = [-8, -7, -257];

/// Why there is no key from a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPasskey {
    /// The authenticator makes no keys of salts.
    Unable,
    /// The person broke it off, or it took too long.
    Declined,
    /// The browser can't.
    Other,
}

/// Tells whether this device may make a passkey that opens a lock. "No" is right, "yes" is a guess.
pub async fn may() -> bool {
    let Some(kind) = credential_type() else {
        return false;
    };
    let asked = call(&kind, "isUserVerifyingPlatformAuthenticatorAvailable", &[]).await;
    if asked != Ok(JsValue::TRUE) {
        return false;
    }
    // Browsers that can't say what they can may be able all the same.
    let able = call(&kind, "getClientCapabilities", &[]).await;
    able.is_err() || get(&able.unwrap_or_default(), "extension:prf") != JsValue::FALSE
}

/// Makes a passkey under a name, and returns what it is called and what it makes of a salt; to be called
/// from a tap.
pub async fn make(name: &str, salt: [u8; 32]) -> Result<(Vec<u8>, [u8; 32]), NoPasskey> {
    let parameter =
        |algorithm: i32| object(&[("type", "public-key".into()), ("alg", algorithm.into())]);
    let user = object(&[
        ("id", bytes(&random::bytes::<16>())),
        ("name", name.into()),
        ("displayName", name.into()),
    ]);
    let wanted = object(&[
        ("authenticatorAttachment", "platform".into()),
        ("residentKey", "required".into()),
        ("requireResidentKey", true.into()),
        ("userVerification", "required".into()),
    ]);
    let made = ask(
        "create",
        &[
            ("rp", object(&[("name", "Ruil".into())])),
            ("user", user),
            (
                "pubKeyCredParams",
                ALGORITHMS
                    .into_iter()
                    .map(parameter)
                    .collect::<Array>()
                    .into(),
            ),
            ("authenticatorSelection", wanted),
            ("extensions", prf(&salt)),
        ],
    )
    .await?;
    let credential = bytes_of(&get(&made, "rawId")).ok_or(NoPasskey::Other)?;
    let found = outputs(&made);
    if get(&found, "enabled") != JsValue::TRUE {
        return Err(NoPasskey::Unable);
    }
    // Some make the key only when they are asked a second time.
    let key = match key_of(&found) {
        Some(key) => key,
        None => open(&credential, salt).await?,
    };
    Ok((credential, key))
}

/// Returns what a passkey makes of a salt; to be called from a tap.
pub async fn open(credential: &[u8], salt: [u8; 32]) -> Result<[u8; 32], NoPasskey> {
    let allowed = object(&[("type", "public-key".into()), ("id", bytes(credential))]);
    let shown = ask(
        "get",
        &[
            ("allowCredentials", Array::of1(&allowed).into()),
            ("userVerification", "required".into()),
            ("extensions", prf(&salt)),
        ],
    )
    .await?;
    key_of(&outputs(&shown)).ok_or(NoPasskey::Unable)
}

/// Asks the browser's keeper of credentials for one.
async fn ask(what: &str, options: &[(&str, JsValue)]) -> Result<JsValue, NoPasskey> {
    let window = web_sys::window().ok_or(NoPasskey::Other)?;
    let keeper = get(&window.navigator(), "credentials");
    let public_key = object(options);
    let challenge = bytes(&random::bytes::<32>());
    // Setting a field of an object of one's own can't fail.
    let _ = Reflect::set(&public_key, &"challenge".into(), &challenge);
    let asked = call(&keeper, what, &[object(&[("publicKey", public_key)])]).await;
    asked.map_err(|thrown| match fault::name(&thrown).as_str() {
        "NotAllowedError" | "AbortError" => NoPasskey::Declined,
        "NotSupportedError" | "ConstraintError" => NoPasskey::Unable,
        _ => NoPasskey::Other,
    })
}

fn credential_type() -> Option<JsValue> {
    let window = web_sys::window()?;
    let kind = get(&window, "PublicKeyCredential");
    (window.is_secure_context() && kind.is_function()).then_some(kind)
}

fn prf(salt: &[u8; 32]) -> JsValue {
    let first = object(&[("first", bytes(salt))]);
    object(&[("prf", object(&[("eval", first)]))])
}

/// Returns what the extension says of a credential; undefined if it says nothing.
fn outputs(credential: &JsValue) -> JsValue {
    let results = get(credential, "getClientExtensionResults");
    let results = results.dyn_ref::<Function>();
    let results = results.and_then(|results| results.call0(credential).ok());
    get(&results.unwrap_or_default(), "prf")
}

fn key_of(outputs: &JsValue) -> Option<[u8; 32]> {
    let first = get(&get(outputs, "results"), "first");
    bytes_of(&first)?.try_into().ok()
}
