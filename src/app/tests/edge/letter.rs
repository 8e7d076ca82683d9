//! Letters are sealed as push services and browsers know it, and open for their receiver alone.

use js_sys::{Array, Function, Promise, Uint8Array};
use ruil_app::edge::letter::{Receiver, Sender, seal, seal_with, topic};
use ruil_wire::push::{PLAIN_BYTES, SEALED_BYTES};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// The keys of RFC 8291, section 5.
const SENDER: &str = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
const SENDER_PUBLIC: &str =
    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
const KEY: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const PRIVATE: &str = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
const SECRET: &str = "BTBZMqHH6r4Tts7J_aSIgg";
const SALT: &str = "DGv6ra1nlYgDCS1FRnbzlw";
const TEXT: &str = "When I grow up, I want to be a watermelon";
const SEALED: &str = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
/// What stands before a private key of P-256 in PKCS #8, and between it and its public half.
const BEFORE: &[u8] = b"\x30\x81\x87\x02\x01\x00\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x04\x6d\x30\x6b\x02\x01\x01\x04\x20";
const BETWEEN: &[u8] = b"\xa1\x44\x03\x42\x00";
const OPEN: &str = include_str!("../../../../tests/browser/open_letter.js");

fn bytes(base64url: &str) -> Vec<u8> {
    let mut found = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for digit in base64url.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'-' => 62,
            _ => 63,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            found.push(u8::try_from(bits >> count & 255).unwrap());
        }
    }
    found
}

/// Opens a letter as the receiver's browser does; nothing if it can't be opened.
async fn open(letter: &[u8], private: &str, secret: &[u8]) -> Option<String> {
    let key = bytes(KEY);
    let point = |from: usize| {
        let digits = Function::new_with_args(
            "part",
            "return btoa(String.fromCharCode(...part)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')",
        );
        let part = Uint8Array::from(&key[from..from + 32]);
        digits
            .call1(&JsValue::NULL, &part)
            .unwrap()
            .as_string()
            .unwrap()
    };
    let (x, y) = (point(1), point(33));
    let script = format!(
        "{OPEN}\nreturn openLetter([...letter], {{ kty: 'EC', crv: 'P-256', d: '{private}', x: '{x}', y: '{y}' }}, own, secret)"
    );
    let opened = Function::new_with_args("letter, own, secret", &script);
    let with = Array::of3(
        &Uint8Array::from(letter),
        &Uint8Array::from(&key[..]),
        &Uint8Array::from(secret),
    );
    let opened: Promise = opened
        .apply(&JsValue::NULL, &with)
        .unwrap()
        .dyn_into()
        .unwrap();
    JsFuture::from(opened).await.ok()?.as_string()
}

#[wasm_bindgen_test]
async fn the_standard_s_letter_is_sealed_as_the_standard_says() {
    let (private, public) = (bytes(SENDER), bytes(SENDER_PUBLIC));
    let written = [BEFORE, &private, BETWEEN, &public].concat();
    let sender = Sender::read(&written, &public).await.expect("a key");
    let (key, secret) = (bytes(KEY), bytes(SECRET));
    let to = Receiver {
        key: &key,
        secret: &secret,
    };
    let salt = bytes(SALT).try_into().unwrap();
    let sealed = seal_with(&sender, salt, to, TEXT.as_bytes(), TEXT.len()).await;
    assert_eq!(sealed, Some(bytes(SEALED)));
}

#[wasm_bindgen_test]
async fn what_is_sealed_opens_for_its_receiver_and_no_other() {
    let (key, secret) = (bytes(KEY), bytes(SECRET));
    let to = Receiver {
        key: &key,
        secret: &secret,
    };
    let text = "Een collega vraagt je iets";
    let sealed = seal(to, text.as_bytes(), PLAIN_BYTES)
        .await
        .expect("a letter");
    assert_eq!(sealed.len(), SEALED_BYTES);
    assert_eq!(open(&sealed, PRIVATE, &secret).await.as_deref(), Some(text));
    assert_eq!(open(&sealed, PRIVATE, &[7; 16]).await, None);
    let mut changed = sealed.clone();
    changed[SEALED_BYTES - 1] ^= 1;
    assert_eq!(open(&changed, PRIVATE, &secret).await, None);
    let again = seal(to, text.as_bytes(), PLAIN_BYTES).await;
    assert_ne!(again, Some(sealed), "no two letters are the same");
}

#[wasm_bindgen_test]
async fn what_can_t_be_sealed_is_not() {
    let (key, secret) = (bytes(KEY), bytes(SECRET));
    let to = Receiver {
        key: &key,
        secret: &secret,
    };
    let longer = vec![b'a'; PLAIN_BYTES + 1];
    assert_eq!(seal(to, &longer, PLAIN_BYTES).await, None);
    let no_point = Receiver {
        key: &[4; 65],
        secret: &secret,
    };
    assert_eq!(seal(no_point, b"a", PLAIN_BYTES).await, None);
}

#[wasm_bindgen_test]
async fn a_topic_is_the_same_for_all_who_know_the_secret() {
    let to = |secret: &'static [u8]| Receiver { key: &[], secret };
    let one = topic(to(&[1; 16]), b"offer 1").await;
    assert!(one.is_some());
    assert_eq!(topic(to(&[1; 16]), b"offer 1").await, one);
    assert_ne!(topic(to(&[1; 16]), b"offer 2").await, one);
    assert_ne!(topic(to(&[2; 16]), b"offer 1").await, one);
}
