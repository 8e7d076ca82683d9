//! Messages from the relay when the app is not open (Push API): whether this browser takes them, where, and
//! which place a tap on one leads to.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, MessageEvent, Response};

use super::by_name::{bytes, bytes_of, call, get, object};
use super::listen::Listener;
use super::{install, page, worker};

/// The service worker's name for what it shows instead of a message that it can't read.
const UNREAD: &str = "unread";

/// Whether messages can come here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Able {
    /// This browser takes none.
    No,
    /// It takes them once the app is on the home screen: an iPhone's way.
    OnceInstalled,
    /// Its user said no to them, and says yes only in the browser's own settings.
    Blocked,
    /// It takes them, or asks its user.
    Yes,
}

/// Where a browser takes messages, and what they are sealed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// The address at the push service.
    pub endpoint: String,
    /// The key that messages are sealed for (`p256dh`).
    pub key: Vec<u8>,
    /// What else they are sealed with (`auth`).
    pub secret: [u8; 16],
}

/// Tells whether messages can come here.
pub fn able() -> Able {
    let Some(window) = web_sys::window() else {
        return Able::No;
    };
    let needs = ["PushManager", "Notification"].map(|name| get(&window, name));
    let has_worker = !get(&window.navigator(), "serviceWorker").is_undefined();
    if needs.iter().any(JsValue::is_undefined) || !has_worker {
        let is_tab = install::is_iphone() && !page::is_installed();
        return if is_tab {
            Able::OnceInstalled
        } else {
            Able::No
        };
    }
    let [_, notification] = needs;
    if get(&notification, "permission") == "denied" {
        return Able::Blocked;
    }
    Able::Yes
}

/// Asks the user whether messages may be shown; to be called from a tap.
pub async fn ask() -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let asked = call(&get(&window, "Notification"), "requestPermission", &[]).await;
    asked.is_ok_and(|answer| answer == "granted")
}

/// Returns where messages from a relay come in, which is where they came in before if nothing has changed;
/// nothing if the push service is out of reach or refuses.
pub async fn subscribe(relay: &[u8]) -> Option<Subscription> {
    let manager = manager().await?;
    let options = object(&[
        ("userVisibleOnly", true.into()),
        ("applicationServerKey", bytes(relay)),
    ]);
    let found = match call(&manager, "subscribe", std::slice::from_ref(&options)).await {
        Ok(found) => found,
        Err(_) => {
            // There may be one for another key, of a relay that was set up anew.
            unsubscribe().await;
            call(&manager, "subscribe", &[options]).await.ok()?
        }
    };
    let key = |name: &str| {
        let read: Function = get(&found, "getKey").dyn_into().ok()?;
        bytes_of(&read.call1(&found, &name.into()).ok()?)
    };
    Some(Subscription {
        endpoint: get(&found, "endpoint").as_string()?,
        key: key("p256dh")?,
        secret: key("auth")?.try_into().ok()?,
    })
}

/// Has the push service take no messages any more.
pub async fn unsubscribe() {
    let Some(manager) = manager().await else {
        return;
    };
    if let Ok(found) = call(&manager, "getSubscription", &[]).await
        && found.is_object()
    {
        // Without a network the push service learns it from the relay's next message.
        let _ = call(&found, "unsubscribe", &[]).await;
    }
}

/// Leaves the service worker what to show for a message that it can't read, in the form of one.
pub async fn keep_unread(message: &str) {
    let caches = web_sys::window().and_then(|window| window.caches().ok());
    let (Some(caches), Ok(message)) = (caches, Response::new_with_opt_str(Some(message))) else {
        return;
    };
    if let Ok(cache) = JsFuture::from(caches.open(UNREAD)).await {
        // Where there is no room the app's name is shown.
        let put = cache
            .unchecked_ref::<Cache>()
            .put_with_str("/unread", &message);
        let _ = JsFuture::from(put).await;
    }
}

/// Calls `f` with the place that a tap on a message leads to, while the app is open.
pub fn on_tap(f: impl Fn(String) + 'static) {
    let container = web_sys::window().map(|window| window.navigator().service_worker());
    let Some(container) = container.filter(|container| container.is_object()) else {
        return;
    };
    let listener = Listener::new(&container, "message", move |event| {
        let event: Option<MessageEvent> = event.dyn_into().ok();
        let data = event.map(|event| event.data()).unwrap_or_default();
        if data.is_object()
            && get(&data, "type") == "GO"
            && let Some(path) = get(&data, "path").as_string()
        {
            f(path);
        }
    });
    listener.forever();
}

async fn manager() -> Option<JsValue> {
    let registration = worker::registration().await?;
    let manager = get(&registration, "pushManager");
    manager.is_object().then_some(manager)
}
