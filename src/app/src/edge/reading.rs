//! The reader of a roster file: the same program once more, in a worker beside the page.
//!
//! The page's first message is the file, handed over and not copied; each further one is a guide, by
//! which the file is read from the start. The worker's first message is empty and says that it
//! listens; the others are parcels of what it read. To stop it is to end the worker, and its memory
//! with it: the page has nothing of the file but what was told. Where there can be no worker, the
//! page reads the file itself, and stands still for so long.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use ruil_files::Guide;
use ruil_files::parcel::{self, Gathering, Heard, Told, pack_guide, unpack};
use wasm_bindgen::JsCast;
use web_sys::{DedicatedWorkerGlobalScope, Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::file::{FileError, Picked};
use super::listen::Listener;
use super::search::boot_script;
use super::{clock, task};
use crate::reading;

/// The worker's name.
const NAME: &str = "reading";
/// How long a worker may take to say that it listens.
const READY_MS: u32 = 20_000;
/// The shortest time between two words about how far it is.
const CALM_MS: u64 = 100;
/// The answer when the code could not be had; no parcel is that short.
const MISSING: [u8; 1] = [u8::MAX];

/// Why a file was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It could not be opened.
    File(FileError),
    /// The code is not on this device, and could not be fetched.
    Missing,
    /// The worker broke off: there was not enough memory, most likely.
    Crashed,
}

/// What is heard of a reading, at last of how it ended.
pub type Outcome = Result<Heard, NotRead>;

/// Reads one file, as often as it is asked to; dropping it stops it.
pub struct Reader(Rc<Inner>);

/// Where the file is read.
enum Place {
    /// In a worker that does not listen yet.
    Coming(Running),
    /// In a worker.
    Worker(Running),
    /// On the page's own thread.
    Page,
    /// Nowhere: it failed.
    Over,
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

struct Inner {
    place: RefCell<Place>,
    /// The file, until a worker has it.
    bytes: RefCell<Option<ArrayBuffer>>,
    /// Whether the file was opened.
    is_open: Cell<bool>,
    /// By what to read next.
    guide: RefCell<Option<Vec<u8>>>,
    /// How many readings were begun and did not end: only the newest is of use.
    begun: Cell<u32>,
    gathering: RefCell<Gathering>,
    hear: Box<dyn Fn(Outcome)>,
}

impl Reader {
    /// Opens a file of at most `max_bytes`; what comes of reading it is told to `hear`.
    pub fn open(file: Picked, max_bytes: u64, hear: impl Fn(Outcome) + 'static) -> Self {
        let inner = Rc::new(Inner {
            place: RefCell::new(Place::Page),
            bytes: RefCell::new(None),
            is_open: Cell::new(false),
            guide: RefCell::new(None),
            begun: Cell::new(0),
            gathering: RefCell::new(Gathering::default()),
            hear: Box::new(hear),
        });
        if let Some(running) = start(&inner) {
            *inner.place.borrow_mut() = Place::Coming(running);
        }
        let opens = Rc::downgrade(&inner);
        task::spawn(async move {
            let opened = file.buffer(max_bytes).await;
            let Some(inner) = opens.upgrade() else { return };
            match opened {
                Ok(bytes) => {
                    *inner.bytes.borrow_mut() = Some(bytes);
                    inner.is_open.set(true);
                    go_on(&inner);
                }
                Err(error) => inner.fail(NotRead::File(error)),
            }
        });
        Self(inner)
    }

    /// Reads the file by a guide, and not by any before it.
    pub fn read(&self, guide: &Guide) {
        *self.0.guide.borrow_mut() = Some(pack_guide(guide));
        go_on(&self.0);
    }
}

impl Inner {
    fn hear(&self, told: Told) {
        let heard = self.gathering.borrow_mut().hear(told);
        let begun = self.begun.get();
        if matches!(heard, Heard::Read(_)) {
            self.begun.set(begun.saturating_sub(1));
            if begun > 1 {
                return;
            }
        }
        (self.hear)(Ok(heard));
    }

    fn fail(&self, why: NotRead) {
        let gone = self.place.replace(Place::Over);
        // This may run in one of its own handlers, which must not go while it runs.
        task::spawn(async move { drop(gone) });
        (self.hear)(Err(why));
    }
}

/// Hands over what is there, if somebody can take it.
fn go_on(inner: &Rc<Inner>) {
    if !inner.is_open.get() || matches!(*inner.place.borrow(), Place::Coming(_) | Place::Over) {
        return;
    }
    let Some(guide) = inner.guide.take() else {
        return;
    };
    inner.begun.set(inner.begun.get().saturating_add(1));
    if let Place::Worker(running) = &*inner.place.borrow() {
        if let Some(bytes) = inner.bytes.take() {
            let _ = running
                .worker
                .post_message_with_transfer(&bytes, &Array::of1(&bytes));
        }
        let _ = running
            .worker
            .post_message(&Uint8Array::from(guide.as_slice()));
        return;
    }
    let Some(bytes) = inner.bytes.borrow().as_ref().map(bytes_in) else {
        return;
    };
    let (hears, fails) = (Rc::downgrade(inner), Rc::downgrade(inner));
    let tell = move |told| {
        if let Some(inner) = hears.upgrade() {
            inner.hear(told);
        }
    };
    task::spawn(async move {
        if reading::run(bytes, guide, Box::new(tell)).await.is_err()
            && let Some(inner) = fails.upgrade()
        {
            inner.fail(NotRead::Missing);
        }
    });
}

/// Starts a worker, if there can be one.
fn start(inner: &Rc<Inner>) -> Option<Running> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name(NAME);
    let worker = Worker::new_with_options(&boot_script()?, &options).ok()?;
    let (hears, fails, late) = (
        Rc::downgrade(inner),
        Rc::downgrade(inner),
        Rc::downgrade(inner),
    );
    let on_message = move |event: Event| {
        let Some(inner) = hears.upgrade() else { return };
        let bytes = sent(&event).map(|sent| sent.to_vec()).unwrap_or_default();
        if bytes.is_empty() {
            let place = inner.place.replace(Place::Over);
            *inner.place.borrow_mut() = match place {
                Place::Coming(running) => Place::Worker(running),
                other => other,
            };
            go_on(&inner);
        } else if bytes == MISSING {
            inner.fail(NotRead::Missing);
        } else if let Some(told) = unpack(&bytes) {
            inner.hear(told);
        }
    };
    let on_error = move |_| {
        if let Some(inner) = fails.upgrade() {
            let was_coming = matches!(*inner.place.borrow(), Place::Coming(_));
            if was_coming {
                read_here(&inner);
            } else if !matches!(*inner.place.borrow(), Place::Over) {
                inner.fail(NotRead::Crashed);
            }
        }
    };
    let on_late = move || {
        if let Some(inner) = late.upgrade()
            && matches!(*inner.place.borrow(), Place::Coming(_))
        {
            read_here(&inner);
        }
    };
    Some(Running {
        _heard: [
            Listener::new(&worker, "message", on_message),
            Listener::new(&worker, "error", on_error),
        ],
        _ready: clock::once(READY_MS, on_late),
        worker,
    })
}

/// Reads on the page, for want of a worker.
fn read_here(inner: &Rc<Inner>) {
    let gone = inner.place.replace(Place::Page);
    task::spawn(async move { drop(gone) });
    go_on(inner);
}

/// Tells whether this is the program in such a worker.
pub fn is_worker() -> bool {
    let scope = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>();
    scope.is_ok_and(|scope| scope.name() == NAME)
}

/// Reads what the page sends, for as long as the worker lives.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let to = scope.clone();
    // Posting fails only for what can't be copied, and bytes can.
    let say = move |bytes: &[u8]| drop(to.post_message(&Uint8Array::from(bytes)));
    let tell = say.clone();
    let file: RefCell<Option<ArrayBuffer>> = RefCell::new(None);
    let on_message = move |event: Event| {
        let Some(guide) = sent(&event).map(|guide| guide.to_vec()) else {
            let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            *file.borrow_mut() = data.and_then(|data| data.dyn_into().ok());
            return;
        };
        let bytes = file.borrow().as_ref().map(bytes_in).unwrap_or_default();
        let (tell, says) = (tell.clone(), tell.clone());
        let mut last_ms = clock::now_ms();
        let tell = move |told: Told| {
            if matches!(told, Told::At(_)) {
                let now_ms = clock::now_ms();
                if now_ms.saturating_sub(last_ms) < CALM_MS {
                    return;
                }
                last_ms = now_ms;
            }
            tell(&parcel::pack(&told));
        };
        task::spawn(async move {
            if reading::run(bytes, guide, Box::new(tell)).await.is_err() {
                says(&MISSING);
            }
        });
    };
    Listener::new(&scope, "message", on_message).forever();
    say(&[]);
}

fn bytes_in(buffer: &ArrayBuffer) -> Vec<u8> {
    Uint8Array::new(buffer).to_vec()
}

fn sent(event: &Event) -> Option<Uint8Array> {
    let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
    data?.dyn_into().ok()
}
