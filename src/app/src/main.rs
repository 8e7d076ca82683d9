//! Starts the app, or the gallery of its components.

fn main() {
    #[cfg(feature = "gallery")]
    leptos::mount::mount_to_body(ruil_app::pages::gallery::Gallery);
    #[cfg(not(feature = "gallery"))]
    leptos::mount::mount_to_body(ruil_app::app::App);
}
