//! The search for circles: starts a while after the log moved, and keeps the best that was found.

use std::sync::Arc;

use leptos::prelude::*;
use ruil_core::matching::{Layout, Market};

use super::{Session, now};
use crate::edge::clock::{self, Ticker};
use crate::edge::search::Searcher;
use crate::edge::task;
use crate::pick::found::{Found, Quality};
use crate::search::parcel::{Report, pack_pool, read_report};

/// How long the log must be still before the market is laid out.
const CALM_MS: u32 = 1_500;
/// A slice of laying it out: half a frame.
const SLICE_MS: u64 = 8;

/// The search, for the pages of a team.
#[derive(Clone, Copy)]
pub struct Search {
    session: Session,
    found: RwSignal<Found>,
    /// What is searched, and what came of it.
    market: StoredValue<Option<Arc<Market>>>,
    report: StoredValue<Option<Report>>,
    searcher: StoredValue<Searcher, LocalStorage>,
    soon: StoredValue<Option<Ticker>, LocalStorage>,
    /// Counts the looks.
    turn: StoredValue<u32>,
}

/// Provides the search of a session, and has it follow the final team.
pub fn provide_search(session: Session) {
    let found = RwSignal::new(Found::default());
    let market = StoredValue::new(None::<Arc<Market>>);
    let report = StoredValue::new(None::<Report>);
    let hear = move |news: &[i32]| {
        // The pages may be gone by now.
        if let (Some(news), Some(Some(market))) = (read_report(news), market.try_get_value()) {
            let _ = found.try_set(shown(&market, &news));
            let _ = report.try_update_value(|report| *report = Some(news));
        }
    };
    let search = Search {
        session,
        found,
        market,
        report,
        searcher: StoredValue::new_local(Searcher::new(hear)),
        soon: StoredValue::new_local(None),
        turn: StoredValue::new(0),
    };
    provide_context(search);
    let moved = Memo::new(move |_| session.with(|view| view.number));
    Effect::new(move |_| {
        // Read, and not only tracked: a memo that nobody reads follows nothing.
        moved.get();
        let ticker = clock::once(CALM_MS, move || search.look());
        let _ = search.soon.try_update_value(|soon| soon.replace(ticker));
    });
}

/// Returns the search.
pub fn use_search() -> Search {
    expect_context()
}

impl Search {
    /// Returns what was found, and follows it.
    pub fn found(self) -> Found {
        self.found.get()
    }

    /// Lays out the market in slices, and searches it when that is done; a newer look ends this one.
    fn look(self) {
        let team = untrack(|| self.session.with(|view| view.team.clone()));
        let turn = self.turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        });
        task::spawn(async move {
            let mut layout = Layout::begin(&team, now::now());
            let mut start_ms = clock::now_ms();
            while layout.step(&team) {
                if clock::now_ms().saturating_sub(start_ms) >= SLICE_MS {
                    clock::after(0).await;
                    if self.turn.try_get_value() != turn {
                        return;
                    }
                    start_ms = clock::now_ms();
                }
            }
            self.search(Arc::new(layout.finish()));
        });
    }

    /// Searches a market, if it is another problem than before.
    fn search(self, market: Arc<Market>) {
        let pool = market.pool();
        let before = self.market.try_get_value().flatten();
        let is_searched = before.is_some_and(|before| before.pool() == pool);
        let _ = self
            .market
            .try_update_value(|kept| *kept = Some(market.clone()));
        if is_searched {
            // The same problem, perhaps about newer revisions of its shifts.
            if let Some(Some(report)) = self.report.try_get_value() {
                let _ = self.found.try_set(shown(&market, &report));
            }
            return;
        }
        let _ = self.report.try_update_value(|report| *report = None);
        // What was found before stands until there is something newer.
        let _ = self.searcher.try_with_value(|searcher| {
            if pool.arcs.is_empty() {
                let _ = self.found.try_set(Found::default());
                searcher.stop();
            } else {
                searcher.search(pack_pool(pool));
            }
        });
    }
}

fn shown(market: &Market, report: &Report) -> Found {
    let answer = &report.answer;
    Found {
        circles: answer
            .circles
            .iter()
            .map(|circle| market.moves(circle))
            .collect(),
        quality: Quality::of(answer.value, answer.bound, answer.is_proven, report.is_over),
    }
}
