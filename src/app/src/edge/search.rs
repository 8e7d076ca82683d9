//! The searcher: the same program once more, in a worker beside the page.
//!
//! Nothing more is downloaded: the worker starts from the script the page started from, and finds
//! no window. Where a browser has no workers of modules, or the page has no such script, the search
//! runs here in slices so short that nobody feels them.
//!
//! Messages are arrays of whole numbers. The worker's first is empty and says that it listens; the
//! others begin with the number of the search they are about.

mod slices;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Int32Array;
use wasm_bindgen::JsCast;
use web_sys::{
    DedicatedWorkerGlobalScope, Event, HtmlScriptElement, MessageEvent, Worker, WorkerOptions,
    WorkerType,
};

use self::slices::Slices;
use super::clock;
use super::listen::Listener;

/// A slice on the page's own thread: half a frame.
const PAGE_SLICE_MS: u64 = 8;
/// A slice in the worker; between two it hears whether there is something newer.
const WORKER_SLICE_MS: u64 = 60;
/// How long a worker may take to say that it listens.
const READY_MS: u32 = 20_000;

/// What is called with a report.
type Hear = dyn Fn(&[i32]);

/// Where searches run.
enum Place {
    /// Nothing was searched yet.
    Nowhere,
    /// In a worker that does not listen yet.
    Coming(Running),
    /// In a worker.
    Worker(Running),
    /// On the page's own thread.
    Page,
}

/// A worker, with what hears it.
struct Running {
    worker: Worker,
    _heard: [Listener; 2],
    _ready: clock::Ticker,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Searches one market at a time; a newer one ends the older search.
#[derive(Clone)]
pub struct Searcher(Rc<Inner>);

struct Inner {
    place: RefCell<Place>,
    here: Slices,
    /// The newest search, and what it searches.
    job: Cell<i32>,
    pool: RefCell<Vec<i32>>,
    hear: Rc<Hear>,
}

impl Searcher {
    /// Makes a searcher that reports to `hear`; it starts with the first search.
    pub fn new(hear: impl Fn(&[i32]) + 'static) -> Self {
        let hear: Rc<Hear> = Rc::new(hear);
        let tell = hear.clone();
        Self(Rc::new(Inner {
            place: RefCell::new(Place::Nowhere),
            here: Slices::new(PAGE_SLICE_MS, move |_, news| tell(&news)),
            job: Cell::new(0),
            pool: RefCell::new(Vec::new()),
            hear,
        }))
    }

    /// Searches a pool, and nothing else from now on.
    pub fn search(&self, pool: Vec<i32>) {
        self.stop();
        *self.0.pool.borrow_mut() = pool;
        if matches!(*self.0.place.borrow(), Place::Nowhere) {
            let place = self.start().map_or(Place::Page, Place::Coming);
            *self.0.place.borrow_mut() = place;
        }
        self.hand_over();
    }

    /// Ends the search there is.
    pub fn stop(&self) {
        self.0.job.set(self.0.job.get().wrapping_add(1));
        self.0.pool.borrow_mut().clear();
        self.0.here.stop();
        if let Place::Worker(running) = &*self.0.place.borrow() {
            post(&running.worker, &[self.0.job.get()]);
        }
    }

    /// Gives the pool to whoever searches; a worker that does not listen yet gets it later.
    fn hand_over(&self) {
        let (job, pool) = (self.0.job.get(), self.0.pool.borrow());
        match &*self.0.place.borrow() {
            Place::Nowhere | Place::Coming(_) => {}
            Place::Worker(running) => post(&running.worker, &numbered(job, &pool)),
            Place::Page => self.0.here.start(job, pool.clone()),
        }
    }

    /// Starts a worker, if there can be one.
    fn start(&self) -> Option<Running> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&boot_script()?, &options).ok()?;
        let (heard, failed, late) = (Rc::downgrade(&self.0), self.weak(), self.weak());
        let on_message = move |event: Event| {
            let Some(inner) = heard.upgrade() else { return };
            let numbers = numbers_of(&event);
            match numbers.split_first() {
                None => Self(inner).begin(),
                Some((job, news)) if *job == inner.job.get() => (inner.hear)(news),
                Some(_) => {}
            }
        };
        let on_error = move |_| failed();
        Some(Running {
            _heard: [
                Listener::new(&worker, "message", on_message),
                Listener::new(&worker, "error", on_error),
            ],
            _ready: clock::once(READY_MS, late),
            worker,
        })
    }

    /// The worker listens.
    fn begin(&self) {
        let place = self.0.place.replace(Place::Page);
        *self.0.place.borrow_mut() = match place {
            Place::Coming(running) => Place::Worker(running),
            other => other,
        };
        self.hand_over();
    }

    /// Returns what is done when a worker does not come.
    fn weak(&self) -> impl Fn() + 'static {
        let inner = Rc::downgrade(&self.0);
        move || {
            let Some(inner) = inner.upgrade() else { return };
            if matches!(*inner.place.borrow(), Place::Coming(_)) {
                let gone = inner.place.replace(Place::Page);
                // This runs in one of its own handlers, which must not go while it runs.
                super::task::spawn(async move { drop(gone) });
                Self(inner).hand_over();
            }
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.here.stop();
    }
}

/// Tells whether this is the program in a worker.
pub fn is_worker() -> bool {
    js_sys::global().is_instance_of::<DedicatedWorkerGlobalScope>()
}

/// Searches what the page sends, for as long as the worker lives.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let say = {
        let scope = scope.clone();
        // Posting fails only for what can't be copied, and numbers can.
        move |numbers: &[i32]| drop(scope.post_message(&Int32Array::from(numbers)))
    };
    let tell = say.clone();
    let slices = Slices::new(WORKER_SLICE_MS, move |job, news| {
        tell(&numbered(job, &news))
    });
    let on_message = move |event: Event| {
        if let Some((job, pool)) = numbers_of(&event).split_first() {
            slices.stop();
            if !pool.is_empty() {
                slices.start(*job, pool.to_vec());
            }
        }
    };
    Listener::new(&scope, "message", on_message).forever();
    say(&[]);
}

fn post(worker: &Worker, numbers: &[i32]) {
    let _ = worker.post_message(&Int32Array::from(numbers));
}

fn numbered(job: i32, numbers: &[i32]) -> Vec<i32> {
    [&[job], numbers].concat()
}

fn numbers_of(event: &Event) -> Vec<i32> {
    let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
    let numbers = data.and_then(|data| data.dyn_into::<Int32Array>().ok());
    numbers.map(|numbers| numbers.to_vec()).unwrap_or_default()
}

/// Returns the script that starts the program, if it is a file of its own.
pub(super) fn boot_script() -> Option<String> {
    let document = web_sys::window()?.document()?;
    let found = document.query_selector("script[type=module][src]").ok()??;
    let script: HtmlScriptElement = found.dyn_into().ok()?;
    Some(script.src())
}
