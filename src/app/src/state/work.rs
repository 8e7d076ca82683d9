//! Work a page waits for.

use leptos::prelude::*;

use crate::edge::task;

/// Does something, and then calls `done` with what came of it, if the page is still there.
pub fn then<T: 'static>(work: impl Future<Output = T> + 'static, done: Callback<T>) {
    task::spawn(async move {
        let _gone = done.try_run(work.await);
    });
}
