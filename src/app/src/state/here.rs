//! Where in the app we are: the address, read as a [`Route`].
//!
//! While somebody stands at the team's tablet nothing is written into the history but the one place they
//! are at: back leads to their shifts, and from there to the board.

use leptos::prelude::*;

use crate::edge::history::{self, Step};
use crate::route::Route;

/// The place the address names, for the whole app.
#[derive(Clone, Copy)]
pub struct Here {
    route: RwSignal<Option<Route>>,
    /// What the way back leads to from one's own shifts, while no places are remembered.
    way_out: StoredValue<Option<Callback<()>>>,
}

impl Here {
    /// Reads the address, and follows it for as long as the page lives.
    pub fn watch() -> Self {
        let here = Self {
            route: RwSignal::new(Route::parse(&history::here())),
            way_out: StoredValue::new(None),
        };
        history::on_back(move || here.back());
        history::on_link(move |path| {
            history::go(path, here.step());
            here.show(Route::parse(path));
        });
        here
    }

    /// Returns the place, and follows it; an address that names none gives nothing.
    pub fn route(self) -> Option<Route> {
        self.route.get()
    }

    /// Returns the place as it is, without following it.
    pub fn route_now(self) -> Option<Route> {
        self.route.get_untracked()
    }

    /// Goes to a place; the way back leads here.
    pub fn go(self, route: Route) {
        history::go(&route.path(), self.step());
        self.show(Some(route));
    }

    /// Puts a place where this one is: the page stays as far down as it is.
    pub fn replace(self, route: Route) {
        history::go(&route.path(), Step::Instead);
        self.route.set(Some(route));
    }

    /// Remembers no places from the next one on, and calls `out` when the way back leads out of them; with
    /// nothing, places are remembered again.
    pub fn forget_places(self, out: Option<Callback<()>>) {
        self.way_out.set_value(out);
    }

    fn step(self) -> Step {
        match self.way_out.get_value() {
            Some(_) => Step::Instead,
            None => Step::New,
        }
    }

    fn back(self) {
        let Some(out) = self.way_out.get_value() else {
            return self.route.set(Route::parse(&history::here()));
        };
        if self.route.get_untracked() == Some(Route::Mine) {
            // Who has just left is led nowhere.
            out.try_run(());
        } else {
            history::go(&Route::Mine.path(), Step::New);
            self.show(Some(Route::Mine));
        }
    }

    fn show(self, route: Option<Route>) {
        self.route.set(route);
        history::to_top();
    }
}

/// Returns where we are.
pub fn use_here() -> Here {
    expect_context()
}
