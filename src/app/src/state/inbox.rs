//! The news for me: reckoned from the team after every change; what was seen is kept on this device.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use ruil_core::event::{Calm, Pace};
use ruil_core::news::{Changes, News, What, standing};
use ruil_core::{DeviceId, Moment, PersonId, Team, calm};

use super::notes::Notes;
use super::{Session, now};
use crate::edge::{badge, clock, prefs};
use crate::pick::news::{Inbox, name, read, write};

/// So long after a change the news is reckoned: what is on the screen comes first.
const AFTER_MS: u32 = 250;
/// How often it is looked whose turn has come, and whether I am left alone.
const MINUTE_MS: u32 = 60_000;
/// So many changes of my roster are kept, the latest.
const TOUCHED_MAX: usize = 20;

/// The news, for the pages of a team.
#[derive(Clone, Copy)]
pub struct NewsDesk {
    session: Session,
    notes: Notes,
    inbox: RwSignal<Inbox>,
    /// The names of what was seen here; nothing before the first look.
    seen: RwSignal<Option<BTreeSet<String>>>,
    touched: StoredValue<Vec<News>>,
    calm: RwSignal<Calm>,
    rest: RwSignal<Option<Moment>>,
    soon: StoredValue<Option<clock::Ticker>, LocalStorage>,
}

/// Provides the news of a session, and keeps the number on the app's icon.
pub fn provide_news(session: Session, notes: Notes) -> NewsDesk {
    let kept = prefs::touched();
    let kept = kept.iter().filter_map(|text| read(text, now::now_ms()));
    let desk = NewsDesk {
        session,
        notes,
        inbox: RwSignal::new(Inbox::default()),
        seen: RwSignal::new(prefs::seen().map(|names| names.into_iter().collect())),
        touched: StoredValue::new(kept.collect()),
        calm: RwSignal::new(prefs::calm().unwrap_or_default()),
        rest: RwSignal::new(None),
        soon: StoredValue::new_local(None),
    };
    Effect::new(move |before: Option<(u64, Arc<Team>)>| {
        let (number, team, me) = session.with(|view| {
            let me = (view.me, view.device);
            (view.number, Arc::clone(&view.hoped), me)
        });
        if let Some((_, before)) = before.filter(|(old, _)| *old < number) {
            desk.touch(&before, &team, me);
        }
        desk.soon();
        (number, team)
    });
    Effect::new(move |_| {
        desk.seen.with(|_| ());
        desk.calm.get();
        drop(notes.parked());
        desk.look();
    });
    Effect::new(move |_| badge::set(desk.count()));
    let ticker = clock::every(MINUTE_MS, move || desk.look());
    let ticker = StoredValue::new_local(Some(ticker));
    on_cleanup(move || drop(ticker.try_update_value(Option::take)));
    provide_context(desk);
    desk
}

/// Returns the news.
pub fn use_news() -> NewsDesk {
    expect_context()
}

impl NewsDesk {
    /// Returns the news, and follows it.
    pub fn inbox(self) -> Inbox {
        self.inbox.get()
    }

    /// Returns the news without following it.
    pub fn peek(self) -> Inbox {
        self.inbox.get_untracked()
    }

    /// Returns how much is new that may be counted now, and follows it: nothing while I am left alone,
    /// and nothing of what I want in the list only.
    pub fn count(self) -> u32 {
        if self.rest.read().is_some() {
            return 0;
        }
        let calm = self.calm.get();
        let is_told = |news: &&News| calm.pace(news.what.subject()) != Pace::Never;
        let told = self
            .inbox
            .with(|inbox| inbox.unread.iter().filter(is_told).count());
        u32::try_from(told).unwrap_or(u32::MAX)
    }

    /// Returns until when I am left alone, and follows it.
    pub fn rest(self) -> Option<Moment> {
        self.rest.get()
    }

    /// Returns when this device may disturb me, and follows it.
    pub fn calm(self) -> Calm {
        self.calm.get()
    }

    /// Sets when this device may disturb me.
    pub fn set_calm(self, calm: Calm) {
        prefs::set_calm(calm);
        self.calm.set(calm);
    }

    /// Notes that all of it was seen here.
    pub fn see_all(self) {
        let names = self.inbox.with_untracked(Inbox::names);
        prefs::set_seen(names.iter());
        self.seen.set(Some(names));
    }

    /// Puts news off.
    pub fn put_off(self, news: &News) {
        self.notes.park(name(news));
    }

    /// Takes news up again.
    pub fn take_up(self, news: &News) {
        self.notes.unpark(&name(news));
    }

    /// Notes what others changed in my roster.
    fn touch(self, before: &Team, after: &Team, (me, device): (PersonId, DeviceId)) {
        // What was before this device was let in is how it finds the roster.
        if !before.devices.contains(&device) {
            return;
        }
        let changes = Changes::between(before, after);
        let came = changes.turned(before, after, me, now::now()).came;
        let new = came.into_iter();
        let mut new = new
            .filter(|news| matches!(news.what, What::Roster(_)))
            .peekable();
        if new.peek().is_none() {
            return;
        }
        self.touched.update_value(|touched| {
            touched.extend(new);
            let old = touched.len().saturating_sub(TOUCHED_MAX);
            touched.drain(..old);
            prefs::set_touched(&touched.iter().filter_map(write).collect::<Vec<_>>());
        });
    }

    /// Reckons the news once what is under way is over.
    fn soon(self) {
        let ticker = clock::once(AFTER_MS, move || self.look());
        self.soon.set_value(Some(ticker));
    }

    /// Reckons the news.
    fn look(self) {
        let (at, at_ms) = (now::now(), now::now_ms());
        let found = self.session.peek(|view| {
            let rest = calm::rest(&view.hoped, view.me, self.calm.get_untracked(), at);
            (standing(&view.hoped, view.me, at), rest)
        });
        // The session may be over by now.
        let Some((mut all, rest)) = found else { return };
        all.extend(self.touched.get_value());
        let parked = untrack(|| self.notes.parked());
        let seen = self.seen.try_get_untracked().flatten().unwrap_or_else(|| {
            // What was over before the first look is no news; what waits for me is.
            let over = all.iter().filter(|news| !news.what.is_to_do());
            over.map(name).collect()
        });
        let inbox = Inbox::of(all, &seen, &parked, at_ms);
        if self.inbox.try_with_untracked(|shown| *shown != inbox) == Some(true) {
            self.inbox.set(inbox);
        }
        if self.rest.try_get_untracked() != Some(rest) {
            self.rest.set(rest);
        }
        if self.seen.try_with_untracked(Option::is_none) == Some(true) {
            prefs::set_seen(seen.iter());
            self.seen.set(Some(seen));
        }
    }
}
