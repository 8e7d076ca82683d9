//! Starts the app, or the gallery of its components; in a worker, the search.

fn main() {
    if ruil_app::edge::search::is_worker() {
        return ruil_app::edge::search::serve();
    }
    #[cfg(feature = "gallery")]
    leptos::mount::mount_to_body(ruil_app::pages::gallery::Gallery);
    #[cfg(not(feature = "gallery"))]
    leptos::mount::mount_to_body(ruil_app::app::App);
}
