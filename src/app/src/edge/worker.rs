//! The service worker that keeps the app on the device, and its updates.
//!
//! A new version is fetched in the background and waits. Nothing is swapped under the user's
//! hands: the page offers the update, and only the user's yes brings it.

use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    RegistrationOptions, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration,
    ServiceWorkerState, ServiceWorkerUpdateViaCache,
};

use super::listen::Listener;
use super::{clock, page, task};

const SCRIPT: &str = "/sw.js";
/// How long the new version may take to take over before the page is loaded anyway.
const TAKE_OVER_MS: u32 = 4_000;

/// Registers the service worker, and calls `on_update` whenever a newer version lies ready.
///
/// The first version a device gets is no update and is not announced.
pub fn register(on_update: impl Fn() + 'static) {
    let Some(container) = container() else { return };
    task::spawn(async move {
        let options = RegistrationOptions::new();
        options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
        let registered = JsFuture::from(container.register_with_options(SCRIPT, &options)).await;
        let Ok(registration) = registered.and_then(JsCast::dyn_into) else {
            return;
        };
        watch(registration, Rc::new(on_update));
    });
}

/// Asks the server whether there is a newer version. An app on a home screen may stay open for
/// weeks, in which the browser would not ask by itself.
pub async fn look_for_update() {
    if let Some(registration) = registration().await
        && let Ok(update) = registration.update()
    {
        let _ = JsFuture::from(update).await;
    }
}

/// Asks the browser to wake the service worker when there is a network again, so that it sends what
/// waits even with no page open. Browsers that can't do this send it when the app is opened.
pub async fn send_later() {
    let Some(registration) = registration().await else {
        return;
    };
    let Ok(sync) = Reflect::get(&registration, &"sync".into()) else {
        return;
    };
    let register = Reflect::get(&sync, &"register".into());
    if let Some(register) = register
        .ok()
        .and_then(|register| register.dyn_into::<Function>().ok())
        && let Ok(asked) = register.call1(&sync, &"outbox".into())
        && let Ok(asked) = asked.dyn_into::<Promise>()
    {
        // It may be switched off for this site; then it is as in other browsers.
        let _ = JsFuture::from(asked).await;
    }
}

/// Lets the waiting version take over and loads the page anew.
pub async fn apply_update() {
    let waiting = registration()
        .await
        .and_then(|registration| registration.waiting());
    if let (Some(container), Some(waiting)) = (container(), waiting) {
        let _taken_over = Listener::new(&container, "controllerchange", |_| page::reload());
        if ask_to_take_over(&waiting).is_ok() {
            clock::after(TAKE_OVER_MS).await;
        }
    }
    page::reload();
}

fn watch(registration: ServiceWorkerRegistration, on_update: Rc<impl Fn() + 'static>) {
    if registration.waiting().is_some() && registration.active().is_some() {
        on_update();
    }
    // One may have been found before anybody listened.
    if let Some(worker) = registration.installing() {
        watch_install(&registration, worker, on_update.clone());
    }
    let found = {
        let registration = registration.clone();
        move |_| {
            if let Some(worker) = registration.installing() {
                watch_install(&registration, worker, on_update.clone());
            }
        }
    };
    Listener::new(&registration, "updatefound", found).forever();
}

fn watch_install(
    registration: &ServiceWorkerRegistration,
    worker: ServiceWorker,
    on_update: Rc<impl Fn() + 'static>,
) {
    let registration = registration.clone();
    let target = worker.clone();
    let changed = move |_| {
        // Without an active version before it, this is the first.
        if worker.state() == ServiceWorkerState::Installed && registration.active().is_some() {
            on_update();
        }
    };
    Listener::new(&target, "statechange", changed).forever();
}

fn ask_to_take_over(waiting: &ServiceWorker) -> Result<(), JsValue> {
    let message = Object::new();
    Reflect::set(&message, &"type".into(), &"SKIP_WAITING".into())?;
    waiting.post_message(&message)
}

pub(super) async fn registration() -> Option<ServiceWorkerRegistration> {
    let found = JsFuture::from(container()?.get_registration()).await.ok()?;
    found.dyn_into().ok()
}

/// Returns the browser's side of service workers; there is none on plain HTTP but localhost.
fn container() -> Option<ServiceWorkerContainer> {
    let window = web_sys::window()?;
    let navigator = window.navigator();
    let is_there = Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false);
    (window.is_secure_context() && is_there).then(|| navigator.service_worker())
}
