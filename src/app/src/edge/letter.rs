//! Sealing a letter for one browser alone (RFC 8291): the relay and the push service carry it, and can't
//! open it. The browser does the reckoning (WebCrypto), which costs the program nothing.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::by_name::{bytes, bytes_of, call, get, object};
use super::random;

/// The length of the salt in front of a letter.
const SALT_BYTES: usize = 16;
/// Longest part that is sealed at once; a letter is one (RFC 8188).
const RECORD_BYTES: u32 = 4_096;
/// What ends a letter's text; what fills it up comes after it.
const END: u8 = 2;

/// Whom a letter is for, as their browser made it.
#[derive(Clone, Copy, Debug)]
pub struct Receiver<'a> {
    /// The key that letters are sealed for (`p256dh`).
    pub key: &'a [u8],
    /// What else they are sealed with (`auth`).
    pub secret: &'a [u8],
}

/// A key that seals one letter.
#[derive(Clone, Debug)]
pub struct Sender {
    private: JsValue,
    public: Vec<u8>,
}

impl Sender {
    /// Makes one; nothing if the browser can't.
    pub async fn make() -> Option<Self> {
        let made = ask("generateKey", &[curve(), true.into(), may(&["deriveBits"])]).await?;
        let public = ask("exportKey", &["raw".into(), get(&made, "publicKey")]).await?;
        Some(Self {
            private: get(&made, "privateKey"),
            public: bytes_of(&public)?,
        })
    }

    /// Reads one from what another program wrote down (PKCS #8), with its public half.
    pub async fn read(private: &[u8], public: &[u8]) -> Option<Self> {
        Some(Self {
            private: import("pkcs8", private, curve(), "deriveBits").await?,
            public: public.to_vec(),
        })
    }
}

/// Seals a text, filled up to a length, so that no letter's length says what is in it; nothing if the text
/// is longer, the receiver's key is none, or the browser can't.
pub async fn seal(to: Receiver<'_>, text: &[u8], length: usize) -> Option<Vec<u8>> {
    let sender = Sender::make().await?;
    seal_with(&sender, random::bytes(), to, text, length).await
}

/// Seals a text with a key and a salt, neither of which is ever used again.
pub async fn seal_with(
    sender: &Sender,
    salt: [u8; SALT_BYTES],
    to: Receiver<'_>,
    text: &[u8],
    length: usize,
) -> Option<Vec<u8>> {
    let filling = length.checked_sub(text.len())?;
    let theirs = import_for("raw", to.key, curve(), &[]).await?;
    let agreed = object(&[("name", "ECDH".into()), ("public", theirs)]);
    let agreed = ask("deriveBits", &[agreed, sender.private.clone(), 256.into()]).await?;
    let info = [b"WebPush: info\0", to.key, &sender.public].concat();
    let key = derive(&bytes_of(&agreed)?, to.secret, &info, 32).await?;
    let content = derive(&key, &salt, b"Content-Encoding: aes128gcm\0", 16).await?;
    let nonce = derive(&key, &salt, b"Content-Encoding: nonce\0", 12).await?;
    let record = [text, &[END], &vec![0; filling]].concat();
    let way = object(&[("name", "AES-GCM".into()), ("iv", bytes(&nonce))]);
    let content = import("raw", &content, "AES-GCM".into(), "encrypt").await?;
    let sealed = ask("encrypt", &[way, content, bytes(&record)]).await?;
    let public_len = u8::try_from(sender.public.len()).ok()?;
    let size = RECORD_BYTES.to_be_bytes();
    let head = [&salt[..], &size, &[public_len], &sender.public].concat();
    Some([head, bytes_of(&sealed)?].concat())
}

/// Returns what a letter is about in a form that says nothing to who does not know the receiver's secret,
/// and the same to all who do.
pub async fn topic(to: Receiver<'_>, about: &[u8]) -> Option<[u8; 16]> {
    let info = [b"ruil letter topic\0", about].concat();
    derive(to.secret, &[], &info, 16).await?.try_into().ok()
}

/// Derives bytes (HKDF with SHA-256, RFC 5869).
async fn derive(from: &[u8], salt: &[u8], info: &[u8], length: u32) -> Option<Vec<u8>> {
    let from = import("raw", from, "HKDF".into(), "deriveBits").await?;
    let way = object(&[
        ("name", "HKDF".into()),
        ("hash", "SHA-256".into()),
        ("salt", bytes(salt)),
        ("info", bytes(info)),
    ]);
    bytes_of(&ask("deriveBits", &[way, from, (length * 8).into()]).await?)
}

fn curve() -> JsValue {
    object(&[("name", "ECDH".into()), ("namedCurve", "P-256".into())])
}

async fn import(form: &str, key: &[u8], kind: JsValue, what: &str) -> Option<JsValue> {
    import_for(form, key, kind, &[what]).await
}

async fn import_for(form: &str, key: &[u8], kind: JsValue, what: &[&str]) -> Option<JsValue> {
    let key = bytes(key);
    ask(
        "importKey",
        &[form.into(), key, kind, false.into(), may(what)],
    )
    .await
}

fn may(what: &[&str]) -> JsValue {
    what.iter()
        .map(|name| JsValue::from_str(name))
        .collect::<Array>()
        .into()
}

/// Asks the browser's cryptography for something; nothing if it refuses.
async fn ask(what: &str, with: &[JsValue]) -> Option<JsValue> {
    let crypto = get(&js_sys::global(), "crypto");
    call(&get(&crypto, "subtle"), what, with).await.ok()
}
