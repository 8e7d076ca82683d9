//! Starts the app, or the gallery of its components; in a worker, the search or the stretching of a
//! secret.

use ruil_app::edge::{search, stretch};

fn main() {
    if stretch::is_worker() {
        return stretch::serve();
    }
    if search::is_worker() {
        return search::serve();
    }
    #[cfg(feature = "gallery")]
    leptos::mount::mount_to_body(ruil_app::pages::gallery::Gallery);
    #[cfg(not(feature = "gallery"))]
    leptos::mount::mount_to_body(ruil_app::app::App);
}
