//! Files that were shared to the app, or opened with it: the browser keeps them until a page reads
//! them.
//!
//! A shared file comes as a form that the service worker answers; no byte of it goes further. It may
//! come while the app is locked, or before there is a team, so it is put where it outlives a page: in
//! a cache of its own, under the time it came at.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Cache, File, Headers, Request, Response, ResponseInit, Url};

use super::file::Picked;
use super::{clock, task};

/// The cache; the service worker knows it by this name too.
const CACHE: &str = "shared";
/// The folder of the files in it.
const FOLDER: &str = "/shared/";
/// The header with the file's name, encoded as in an address.
const NAME: &str = "x-name";
/// What nobody read for so long is let go: it holds names and shifts.
const KEPT_MS: u64 = 24 * 60 * 60 * 1_000;

/// A file that waits to be read.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The file.
    pub file: Picked,
    path: String,
}

/// Returns the file that waits longest, and lets go of what waited too long.
pub async fn waiting() -> Option<Waiting> {
    let cache = cache().await?;
    let kept: Array = done(cache.keys()).await?;
    let now_ms = clock::now_ms();
    for request in kept.iter() {
        let request: Request = request.dyn_into().ok()?;
        let path = Url::new(&request.url()).ok()?.pathname();
        let came_ms = came_ms(&path)?;
        if now_ms.saturating_sub(came_ms) > KEPT_MS {
            forget(&path).await;
        } else if let Some(file) = read(&cache, &path).await {
            return Some(Waiting { file, path });
        }
    }
    None
}

impl Waiting {
    /// Lets go of it: it was read.
    pub async fn forget(self) {
        forget(&self.path).await;
    }
}

/// Keeps what is opened with the app, and calls `on_kept` each time.
pub fn keep_opened(on_kept: impl Fn() + Clone + 'static) {
    let queue = web_sys::window().and_then(|window| get(&window, "launchQueue"));
    let Some(queue) = queue.filter(JsValue::is_object) else {
        return;
    };
    let take = move |opened: JsValue| {
        let files = get(&opened, "files").and_then(|files| files.dyn_into::<Array>().ok());
        let Some(files) = files else { return };
        let on_kept = on_kept.clone();
        task::spawn(async move {
            for (nr, handle) in files.iter().enumerate() {
                if keep(&handle, nr).await.is_some() {
                    on_kept();
                }
            }
        });
    };
    let take = Closure::<dyn FnMut(JsValue)>::new(take).into_js_value();
    let set = get(&queue, "setConsumer").and_then(|set| set.dyn_into::<Function>().ok());
    if let Some(set) = set {
        let _ = set.call1(&queue, &take);
    }
}

async fn keep(handle: &JsValue, nr: usize) -> Option<()> {
    let open: Function = get(handle, "getFile")?.dyn_into().ok()?;
    let file: File = done(open.call0(handle).ok()?.dyn_into().ok()?).await?;
    let headers = Headers::new().ok()?;
    let name = js_sys::encode_uri_component(&file.name());
    headers.set(NAME, &String::from(name)).ok()?;
    let how = ResponseInit::new();
    how.set_headers(&headers);
    let kept = Response::new_with_opt_blob_and_init(Some(&file), &how).ok()?;
    let path = format!("{FOLDER}{}-{nr}", clock::now_ms());
    let put = cache().await?.put_with_str(&path, &kept);
    JsFuture::from(put).await.ok().map(drop)
}

async fn read(cache: &Cache, path: &str) -> Option<Picked> {
    let kept: Response = done(cache.match_with_str(path)).await?;
    let name = kept.headers().get(NAME).ok()?.unwrap_or_default();
    let name = js_sys::decode_uri_component(&name).ok()?;
    let blob: Blob = done(kept.blob().ok()?).await?;
    let file = File::new_with_blob_sequence(&Array::of1(&blob), &String::from(name)).ok()?;
    Some(Picked::of(file))
}

async fn forget(path: &str) {
    if let Some(cache) = cache().await {
        let _ = JsFuture::from(cache.delete_with_str(path)).await;
    }
}

/// Returns when a file came, by its path.
fn came_ms(path: &str) -> Option<u64> {
    let (came_ms, _) = path.strip_prefix(FOLDER)?.split_once('-')?;
    came_ms.parse().ok()
}

/// Returns the cache; there is none on plain HTTP.
async fn cache() -> Option<Cache> {
    let caches = web_sys::window()?.caches().ok()?;
    done(caches.open(CACHE)).await
}

async fn done<T: JsCast>(promise: Promise) -> Option<T> {
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok()
}
