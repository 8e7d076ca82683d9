//! Messages while the app is not open: switched on, sealed by a colleague's device, carried by the relay to a
//! push service that can't read them, opened with the receiver's keys, and shown by the service worker.
//!
//! Chromium's own push service is on the internet. So its place is taken here: what a browser subscribes to is
//! a socket of this test, with keys that this test has too. All else is as it is.

use std::path::Path;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line};
use crate::page::{PATIENCE, Page};
use crate::relay::Relay;
use crate::steps;

const ANN: &str = "Anna Verbeek";
const BRAM: &str = "Bram de Boer";
const LINES: [Line; 3] = [
    (ANN, 0, "22:45", "07:15"),
    (BRAM, 2, "08:00", "16:00"),
    ("Canan Çelik", 4, "08:00", "16:00"),
];
const OPEN: &str = include_str!("open_letter.js");
/// Makes a browser's keys.
const KEYS: &str = "const end = arguments[0]; (async () => { \
    const made = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']); \
    const jwk = await crypto.subtle.exportKey('jwk', made.privateKey); \
    const own = [...new Uint8Array(await crypto.subtle.exportKey('raw', made.publicKey))]; \
    const secret = [...crypto.getRandomValues(new Uint8Array(16))]; \
    end(JSON.stringify({ jwk: { kty: jwk.kty, crv: jwk.crv, d: jwk.d, x: jwk.x, y: jwk.y }, own, secret })); \
    })()";
/// After so many looks for a message that is not shown, it is handed over once more.
const LOOKS_PER_MESSAGE: u32 = 30;
/// Counts what waits to be sent.
const OUTBOX: &str = "const end = arguments[0]; const asked = indexedDB.open('ruil'); \
    asked.onsuccess = () => { \
      const count = asked.result.transaction('outbox').objectStore('outbox').count(); \
      count.onsuccess = () => { asked.result.close(); end(String(count.result)); }; }";
/// Returns what is shown, the titles of all.
const SHOWN: &str = "const end = arguments[0]; navigator.serviceWorker.ready \
    .then(found => found.getNotifications()) \
    .then(all => end(all.map(one => one.title).sort().join('; ')), error => end(String(error)))";

/// A push service that takes one request.
struct Service(TcpListener);

impl Service {
    async fn open() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").await.unwrap())
    }

    fn origin(&self) -> String {
        format!("http://{}", self.0.local_addr().unwrap())
    }

    /// Takes a message, and returns its head and body.
    async fn take(&self) -> (String, Vec<u8>) {
        let taken = tokio::time::timeout(PATIENCE, async {
            let (mut stream, _) = self.0.accept().await.unwrap();
            let mut bytes = Vec::new();
            loop {
                let mut some = [0; 4_096];
                let count = stream.read(&mut some).await.unwrap();
                bytes.extend(&some[..count]);
                let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
                let is_all = |end: &usize| bytes.len() >= end + 4 + ruil_wire::push::SEALED_BYTES;
                if let Some(end) = end.filter(is_all) {
                    let answer =
                        b"HTTP/1.1 201 -\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
                    stream.write_all(answer).await.unwrap();
                    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
                    return (head, bytes[end + 4..].to_vec());
                }
                assert!(count > 0, "cut off");
            }
        });
        taken.await.expect("a letter")
    }
}

/// Puts this test's push service in the place of the browser's, on every page that is opened from now on. How
/// it behaves is said in the storage.
async fn subscribe_here(page: &Page, service: &Service, keys: &Value) {
    let endpoint = format!("{}/to/bram", service.origin());
    let (own, secret) = (&keys["own"], &keys["secret"]);
    let script = format!(
        "(() => {{ \
           const how = localStorage.getItem('test.push'); \
           if (how === 'unable' || how === 'install') delete window.PushManager; \
           if (how === 'install') navigator.standalone = false; \
           if (!window.PushManager) return; \
           const bytes = {{ p256dh: {own}, auth: {secret} }}; \
           const found = {{ endpoint: '{endpoint}', getKey: name => Uint8Array.from(bytes[name]).buffer, \
             unsubscribe: async () => {{ window.unsubscribed = true; return true; }} }}; \
           PushManager.prototype.getSubscription = async () => found; \
           PushManager.prototype.subscribe = async options => {{ \
             if (how === 'fails' || !options.userVisibleOnly) throw new DOMException('', 'AbortError'); \
             window.asked = [...new Uint8Array(options.applicationServerKey)]; \
             return found; }}; \
         }})()"
    );
    page.order("Page.enable", json!({})).await;
    let order = json!({ "source": script });
    page.order("Page.addScriptToEvaluateOnNewDocument", order)
        .await;
}

/// Says whether messages may be shown.
async fn permit(page: &Page, relay: &Relay, setting: &str) {
    let origin = relay.at("");
    let order =
        json!({ "origin": origin, "permission": { "name": "notifications" }, "setting": setting });
    page.order("Browser.setPermission", order).await;
}

/// Opens the settings with a push service that behaves so.
async fn settings(page: &Page, relay: &Relay, how: &str) {
    page.run(&format!(
        "localStorage.setItem('test.push', '{how}'); return ''"
    ))
    .await;
    page.go(&relay.at("/news/calm")).await;
    page.see("[data-test=calm-page]").await;
}

/// Opens a letter with the receiver's keys.
async fn open(page: &Page, keys: &Value, letter: &[u8]) -> Value {
    let (jwk, own, secret) = (&keys["jwk"], &keys["own"], &keys["secret"]);
    let letter = json!(letter);
    let script = format!(
        "const end = arguments[0]; {OPEN} \
         openLetter({letter}, {jwk}, {own}, {secret}).then(end, error => end(String(error)))"
    );
    let text = page.run_async(&script).await;
    serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"))
}

/// Tells whether the head bears the signature of the relay that this browser subscribed for (RFC 8292).
async fn is_signed(page: &Page, head: &str) -> bool {
    let pass = head
        .lines()
        .find_map(|line| line.strip_prefix("authorization: vapid "));
    let (token, key) = pass.unwrap().split_once(", ").unwrap();
    let (token, key) = (&token[2..], &key[2..]);
    let script = format!(
        "const end = arguments[0]; (async () => {{ \
           const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0)); \
           const [head, claims, signature] = '{token}'.split('.'); \
           const own = bytes('{key}'); \
           if (String(own) !== String(window.asked)) return end('another key'); \
           const curve = {{ name: 'ECDSA', namedCurve: 'P-256' }}; \
           const key = await crypto.subtle.importKey('raw', own, curve, false, ['verify']); \
           const way = {{ name: 'ECDSA', hash: 'SHA-256' }}; \
           const said = new TextEncoder().encode(head + '.' + claims); \
           end(String(await crypto.subtle.verify(way, key, bytes(signature), said))); \
         }})().catch(error => end(String(error)))"
    );
    page.run_async(&script).await == "true"
}

/// Returns all that lies in a folder.
fn all_in(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let files = files.filter(|path| path.is_file());
    files
        .flat_map(|path| std::fs::read(path).unwrap())
        .collect()
}

fn has(bytes: &[u8], text: &str) -> bool {
    let mut places = bytes.windows(text.len());
    places.any(|place| place == text.as_bytes())
}

/// Has the push service hand the service worker a message, until this is shown: the browser passes over one
/// that comes before it has looked up who it is for. What is shown twice is shown once, by its tag.
async fn deliver(page: &Page, relay: &Relay, (message, wanted): (&str, &str)) {
    // The first registration of a profile, and there is no other.
    let order = json!({ "origin": relay.at(""), "registrationId": "0", "data": message });
    let start = std::time::Instant::now();
    for look in 0_u32.. {
        if look.is_multiple_of(LOOKS_PER_MESSAGE) {
            page.order("ServiceWorker.deliverPushMessage", order.clone())
                .await;
        }
        let shown = page.run_async(SHOWN).await;
        if shown == wanted {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "{wanted}, but {shown}");
        tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_s_letter_is_read_by_its_receiver_alone() {
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &LINES);
    let chromium = Chromium::start().await;
    let relay = Relay::start().by_name().posting();
    let service = Service::open().await;
    let profiles = [Profile::phone(), Profile::phone()];
    let ann = chromium
        .open(&profiles[0], "messages-a", &relay.at("/"))
        .await;
    steps::found(&ann, &relay, "De Linde", ANN).await;
    steps::import(&ann, &relay, &cast).await;
    let bram = steps::invite(&ann, &relay, &chromium, &profiles[1], (BRAM, "messages-b")).await;
    let night = coming::shift(&ann, &relay, (ANN, 0)).await;
    let keys: Value = serde_json::from_str(&bram.run_async(KEYS).await).unwrap();
    subscribe_here(&bram, &service, &keys).await;

    // Why there is no switch, in words.
    for (how, words) in [
        ("unable", "Deze browser kan geen berichten"),
        ("install", "beginscherm"),
    ] {
        settings(&bram, &relay, how).await;
        bram.see_text("[data-test=messages-not]", words).await;
        bram.picture_everywhere(how).await;
    }
    permit(&bram, &relay, "denied").await;
    settings(&bram, &relay, "").await;
    bram.see_text("[data-test=messages-not]", "geblokkeerd")
        .await;
    bram.picture_everywhere("blocked").await;
    permit(&bram, &relay, "granted").await;
    settings(&bram, &relay, "fails").await;
    bram.tap("[data-test=messages]").await;
    bram.see("[data-test=messages-failed]").await;
    bram.picture("failed").await;

    // On, at all hours, and also for what one could take.
    settings(&bram, &relay, "").await;
    bram.picture_everywhere("off").await;
    bram.tap("[data-test=quiet]").await;
    bram.run(
        "const could = document.getElementById('calm-1'); could.value = 'at-once'; \
         could.dispatchEvent(new Event('change', { bubbles: true })); return ''",
    )
    .await;
    bram.tap("[data-test=messages]").await;
    let is_on = "const box = document.querySelector('[data-test=messages] input'); \
        return String(box.checked && !box.disabled)";
    bram.until(is_on, "true").await;
    bram.picture_everywhere("on").await;
    let start = std::time::Instant::now();
    while bram.run_async(OUTBOX).await != "0" {
        assert!(start.elapsed() < PATIENCE, "it is not final");
        tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    }

    steps::offer(&ann, &relay, &night, "offer-give").await;
    let (head, letter) = service.take().await;
    assert!(head.starts_with("POST /to/bram "), "{head}");
    assert!(is_signed(&bram, &head).await, "{head}");
    let message = open(&bram, &keys, &letter).await;
    let text = message.to_string();
    assert_eq!(message["web_push"], 8030);
    let shown = &message["notification"];
    assert_eq!(shown["title"], "Een dienst die jij kunt werken");
    assert_eq!(shown["body"], "Tik om het te bekijken in Ruil.");
    let place = shown["navigate"].as_str().unwrap().to_owned();
    assert!(place.starts_with(&relay.at("/swaps/")), "{place}");
    for private in ["Verbeek", "Bram", "22:45", "nacht", "Linde"] {
        assert!(!text.contains(private), "{text}");
    }
    let kept = all_in(relay.data());
    assert!(has(&kept, "/to/bram"), "the relay knows where to");
    for private in ["Een dienst die", "Verbeek", "De Linde", "web_push"] {
        assert!(!has(&kept, private), "{private} at the relay");
    }
    let log = relay.logged();
    for private in ["to/bram", "Verbeek", "swaps", "web_push"] {
        assert!(!log.contains(private), "{log}");
    }

    // The service worker shows it, and something for what it can't read.
    bram.order("ServiceWorker.enable", json!({})).await;
    let one = "Een dienst die jij kunt werken";
    deliver(&bram, &relay, (&text, one)).await;
    let both = "Een dienst die jij kunt werken; Er is nieuws voor je";
    deliver(&bram, &relay, ("not for anybody", both)).await;
    deliver(&bram, &relay, (&text, both)).await;

    // A tap on it leads there, in the page that is open.
    let path = place.strip_prefix(&relay.at("")).unwrap();
    let script = format!(
        "navigator.serviceWorker.dispatchEvent(new MessageEvent('message', \
           {{ data: {{ type: 'GO', path: '{path}' }} }})); return location.pathname"
    );
    bram.until(&script, path).await;
    bram.see("[data-test=offer-yes]").await;

    // Off again, for the push service, the relay and the colleagues.
    settings(&bram, &relay, "").await;
    bram.until(is_on, "true").await;
    bram.tap("[data-test=messages]").await;
    bram.until(is_on, "false").await;
    bram.until("return String(window.unsubscribed)", "true")
        .await;
    for page in [ann, bram] {
        page.close().await;
    }
}
