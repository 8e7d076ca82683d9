//! Starts the app, or the gallery of its components; in a worker, the search, the reading of a
//! file or the stretching of a secret.

use ruil_app::edge::{reading, search, stretch};

fn main() {
    if stretch::is_worker() {
        return stretch::serve();
    }
    if reading::is_worker() {
        return reading::serve();
    }
    if search::is_worker() {
        return search::serve();
    }
    #[cfg(feature = "gallery")]
    leptos::mount::mount_to_body(ruil_app::pages::gallery::Gallery);
    #[cfg(not(feature = "gallery"))]
    leptos::mount::mount_to_body(ruil_app::app::App);
}
