//! Stretching a secret in a worker of its own, so that the page stays alive meanwhile.
//!
//! As the searcher it is the same program once more, told apart by the worker's name. Where no worker
//! comes, the page does it itself and stands still for a moment.
//!
//! Messages are bytes. The worker's first is empty and says that it listens; the page answers with the
//! length of how to stretch, how, and the secret; the worker ends with the stretched secret or with one
//! byte that says why not. Nothing outlives the answer: the worker goes, and the secret with it.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise, Uint8Array};
use ruil_sync::lock::{Stretch, Stretched};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::clock;
use super::listen::Listener;
use super::search::boot_script;
use crate::stretch;

/// The worker's name.
const NAME: &str = "stretch";
/// How long a worker may take to say that it listens.
const READY_MS: u32 = 10_000;
/// The answer when the lock asks for too much.
const GREEDY: u8 = 1;
/// The answer when the code could not be had.
const MISSING: u8 = 2;

/// Why a secret was not stretched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotStretched {
    /// It would take more than a device should be made to spend.
    Greedy,
    /// The code is not on this device, and could not be fetched.
    Missing,
}

/// Stretches a secret.
pub async fn run(how: Stretch, secret: &str) -> Result<Stretched, NotStretched> {
    let answer = in_worker(&pack(how, secret)).await;
    let answer = match answer {
        Some(answer) => answer,
        None => answered(stretch::run(how, secret.to_owned()).await),
    };
    match <[u8; 32]>::try_from(answer.as_slice()) {
        Ok(key) => Ok(Stretched::from_bytes(key)),
        Err(_) if answer == [GREEDY] => Err(NotStretched::Greedy),
        Err(_) => Err(NotStretched::Missing),
    }
}

/// Tells whether this is the program in such a worker.
pub fn is_worker() -> bool {
    let scope = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>();
    scope.is_ok_and(|scope| scope.name() == NAME)
}

/// Stretches what the page sends.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let to = scope.clone();
    // Posting fails only for what can't be copied, and bytes can.
    let say = move |bytes: &[u8]| drop(to.post_message(&Uint8Array::from(bytes)));
    let tell = say.clone();
    let on_message = move |event: Event| {
        let tell = tell.clone();
        super::task::spawn(async move {
            match unpack(&bytes_of(&event)) {
                Some((how, secret)) => tell(&answered(stretch::run(how, secret).await)),
                None => tell(&[GREEDY]),
            }
        });
    };
    Listener::new(&scope, "message", on_message).forever();
    say(&[]);
}

/// Has a worker do it; nothing if none comes.
async fn in_worker(parcel: &[u8]) -> Option<Vec<u8>> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name(NAME);
    let worker = Worker::new_with_options(&boot_script()?, &options).ok()?;
    let parcel = Uint8Array::from(parcel);
    let listens = Rc::new(Cell::new(false));
    let mut kept = None;
    let told = Promise::new(&mut |done: Function, _| {
        let (to, parcel, hears, is_up) = (
            worker.clone(),
            parcel.clone(),
            done.clone(),
            listens.clone(),
        );
        let on_message = move |event: Event| {
            let bytes = bytes_of(&event);
            if bytes.is_empty() {
                is_up.set(true);
                let _ = to.post_message(&parcel);
            } else {
                let _ = hears.call1(&JsValue::UNDEFINED, &Uint8Array::from(bytes.as_slice()));
            }
        };
        let (failed, is_up) = (done.clone(), listens.clone());
        let give_up = move || drop(failed.call0(&JsValue::UNDEFINED));
        let late = give_up.clone();
        kept = Some((
            Listener::new(&worker, "message", on_message),
            Listener::new(&worker, "error", move |_| give_up()),
            clock::once(READY_MS, move || {
                if !is_up.get() {
                    late();
                }
            }),
        ));
    });
    let answer = JsFuture::from(told).await;
    worker.terminate();
    drop(kept);
    let bytes: Uint8Array = answer.ok()?.dyn_into().ok()?;
    Some(bytes.to_vec())
}

fn answered(ran: stretch::Ran) -> Vec<u8> {
    match ran {
        Ok(Some(key)) => key.to_vec(),
        Ok(None) => vec![GREEDY],
        Err(_) => vec![MISSING],
    }
}

fn pack(how: Stretch, secret: &str) -> Vec<u8> {
    let how = how.to_bytes();
    let len = u8::try_from(how.len()).unwrap_or_default();
    [&[len], how.as_slice(), secret.as_bytes()].concat()
}

fn unpack(bytes: &[u8]) -> Option<(Stretch, String)> {
    let (len, rest) = bytes.split_first()?;
    let (how, secret) = rest.split_at_checked(usize::from(*len))?;
    let secret = core::str::from_utf8(secret).ok()?;
    Some((Stretch::parse(how)?, secret.to_owned()))
}

fn bytes_of(event: &Event) -> Vec<u8> {
    let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
    let bytes = data.and_then(|data| data.dyn_into::<Uint8Array>().ok());
    bytes.map(|bytes| bytes.to_vec()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parcel_comes_out_as_it_went_in() {
        let how = Stretch::make([7; 16]);
        let parcel = pack(how, "een lange zin ☂");
        assert_eq!(unpack(&parcel), Some((how, "een lange zin ☂".to_owned())));
        for cut in 0..=how.to_bytes().len() {
            assert_eq!(unpack(&parcel[..cut]), None, "{cut}");
        }
    }
}
