//! Where in the app we are: the address, read as a [`Route`].

use leptos::prelude::*;

use crate::edge::history::{self, Step};
use crate::route::Route;

/// The place the address names, for the whole app.
#[derive(Clone, Copy)]
pub struct Here(RwSignal<Option<Route>>);

impl Here {
    /// Reads the address, and follows it for as long as the page lives.
    pub fn watch() -> Self {
        let here = Self(RwSignal::new(Route::parse(&history::here())));
        history::on_back(move || here.0.set(Route::parse(&history::here())));
        history::on_link(move |path| {
            history::go(path, Step::New);
            here.show(Route::parse(path));
        });
        here
    }

    /// Returns the place, and follows it; an address that names none gives nothing.
    pub fn route(self) -> Option<Route> {
        self.0.get()
    }

    /// Goes to a place; the way back leads here.
    pub fn go(self, route: Route) {
        history::go(&route.path(), Step::New);
        self.show(Some(route));
    }

    /// Puts a place where this one is: the page stays as far down as it is.
    pub fn replace(self, route: Route) {
        history::go(&route.path(), Step::Instead);
        self.0.set(Some(route));
    }

    fn show(self, route: Option<Route>) {
        self.0.set(route);
        history::to_top();
    }
}

/// Returns where we are.
pub fn use_here() -> Here {
    expect_context()
}
