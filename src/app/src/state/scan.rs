//! The camera while it looks for a code.

use leptos::html::Video;
use leptos::prelude::*;

use crate::edge::camera::Scanner;
use crate::edge::task;

pub use crate::edge::camera::CameraError;

/// Where scanning stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scanning {
    /// The browser asks for leave, or the camera wakes up.
    Starting,
    /// The camera looks.
    Looking,
    /// There is no picture.
    Failed(CameraError),
}

/// A camera that lives as long as the view it was made in.
#[derive(Clone, Copy)]
pub struct Scan {
    state: RwSignal<Scanning>,
    scanner: StoredValue<Option<Scanner>, LocalStorage>,
}

impl Scan {
    /// Starts as soon as `video` is on the page, and calls `on_text` with what the camera reads.
    pub fn start(video: NodeRef<Video>, on_text: Callback<String>) -> Self {
        let scan = Self {
            state: RwSignal::new(Scanning::Starting),
            scanner: StoredValue::new_local(None),
        };
        video.on_load(move |video| {
            task::spawn(async move {
                let started = Scanner::start(&video, move |text| {
                    // The view may be gone while the camera still has a picture to read.
                    let _gone = on_text.try_run(text);
                })
                .await;
                let state = match started {
                    // A view that is gone by now takes nothing: the camera comes back, and is
                    // switched off by being dropped.
                    Ok(scanner) => match scan.scanner.try_set_value(Some(scanner)) {
                        None => Scanning::Looking,
                        Some(_gone) => return,
                    },
                    Err(error) => Scanning::Failed(error),
                };
                let _gone = scan.state.try_set(state);
            });
        });
        on_cleanup(move || scan.stop());
        scan
    }

    /// Returns where it stands, and follows it.
    pub fn state(self) -> Scanning {
        self.state.get()
    }

    fn stop(self) {
        let _gone = self.scanner.try_set_value(None);
    }
}
