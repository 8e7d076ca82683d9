//! A search in slices, with room between them for whatever else the thread has to do.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::edge::{clock, task};
use crate::search;

/// Runs one search at a time on this thread.
pub(super) struct Slices {
    slice_ms: u64,
    current: Rc<Cell<Option<i32>>>,
    tell: Rc<dyn Fn(i32, Vec<i32>)>,
}

impl Slices {
    /// Makes a runner that tells its reports with the number of their search.
    pub(super) fn new(slice_ms: u64, tell: impl Fn(i32, Vec<i32>) + 'static) -> Self {
        Self {
            slice_ms,
            current: Rc::new(Cell::new(None)),
            tell: Rc::new(tell),
        }
    }

    /// Ends the search there is.
    pub(super) fn stop(&self) {
        self.current.set(None);
    }

    /// Starts a search.
    pub(super) fn start(&self, job: i32, pool: Vec<i32>) {
        self.current.set(Some(job));
        let (current, tell, slice_ms) = (self.current.clone(), self.tell.clone(), self.slice_ms);
        task::spawn(async move {
            // A search that is not on this device, or of nonsense, finds nothing.
            let Ok(Some(mut work)) = search::begin(pool, clock::now_ms).await else {
                return;
            };
            while current.get() == Some(job) {
                let slice = work(slice_ms);
                if let Some(news) = slice.news {
                    tell(job, news);
                }
                if slice.is_over {
                    break;
                }
                pause().await;
            }
        });
    }
}

/// Lets the thread's other work go first. A worker has no window to ask for a timer.
async fn pause() {
    let promise = Promise::new(&mut |resolve, _| {
        let timer = Reflect::get(&js_sys::global(), &"setTimeout".into());
        let timer = timer.and_then(JsCast::dyn_into::<Function>);
        // Without a timer the search would stand still, and nothing else would.
        let _ = timer.and_then(|timer| timer.call2(&JsValue::UNDEFINED, &resolve, &0.into()));
    });
    let _ = JsFuture::from(promise).await;
}
