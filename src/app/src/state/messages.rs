//! Messages when the app is not open: switched on and off by hand, and compared at every start.
//!
//! Where a browser takes messages may change by itself. So as long as they are wanted here, each start says
//! anew to the relay where they go, and to the colleagues' devices, in the log, how they are sealed.

use leptos::prelude::*;
use ruil_core::Command;
use ruil_core::event::{Calm, Letterbox};
use ruil_core::news::About;
use ruil_sync::Link;
use ruil_wire::http;
use ruil_wire::push::KEY_BYTES;

use super::inbox::NewsDesk;
use super::{Session, page, use_here};
use crate::edge::push::{self, Able};
use crate::edge::{clock, http as fetch, prefs, task};
use crate::i18n::{Lang, t};
use crate::pick::letters::{self, Words};
use crate::route::Route;

/// So long after a start, or after somebody chose, it is compared.
const SETTLE_MS: u32 = 3_000;

/// How this device stands with messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Messages {
    /// The browser takes none.
    Unable,
    /// It takes them once the app is on the home screen.
    OnceInstalled,
    /// The team is on this device alone: nobody could send one.
    Alone,
    /// The browser was told to show none.
    Blocked,
    /// Not wanted.
    Off,
    /// Being switched.
    Busy,
    /// They come.
    On,
    /// It could not be done now.
    Failed,
}

/// The messages of this device, for the pages of a team.
#[derive(Clone, Copy)]
pub struct MessageDesk {
    session: Session,
    lang: Lang,
    calm: Signal<Calm>,
    state: RwSignal<Messages>,
    soon: StoredValue<Option<clock::Ticker>, LocalStorage>,
}

/// Provides the messages of this device, compares them, and goes where a tap on one leads.
pub fn provide_messages(session: Session, news: NewsDesk, lang: Lang) {
    let desk = MessageDesk {
        session,
        lang,
        calm: Signal::derive(move || news.calm()),
        state: RwSignal::new(Messages::Off),
        soon: StoredValue::new_local(None),
    };
    desk.state.set(desk.usual());
    let is_live = Memo::new(move |_| session.with(|view| view.link == Link::Live));
    Effect::new(move |_| {
        // To disturb at other times is something to tell the others.
        let _ = desk.calm.get();
        if is_live.get() && prefs::wants_messages() {
            let compare = move || task::spawn(desk.compare());
            desk.soon.set_value(Some(clock::once(SETTLE_MS, compare)));
        }
    });
    let here = use_here();
    push::on_tap(move |path| {
        if let Some(route) = Route::parse(&path) {
            here.go(route);
        }
    });
    provide_context(desk);
}

/// Returns the messages of this device.
pub fn use_messages() -> MessageDesk {
    expect_context()
}

impl MessageDesk {
    /// Returns how this device stands with messages, and follows it.
    pub fn state(self) -> Messages {
        self.state.get()
    }

    /// Switches messages on or off; to be called from a tap.
    pub fn switch(self, on: bool) {
        self.state.set(Messages::Busy);
        task::spawn(async move {
            let state = if on {
                self.begin().await
            } else {
                self.end().await
            };
            let _gone = self.state.try_set(state);
        });
    }

    /// Returns how it stands while nothing is under way.
    fn usual(self) -> Messages {
        let is_solo = self.session.peek(|view| view.is_solo) == Some(true);
        match push::able() {
            _ if is_solo => Messages::Alone,
            Able::No => Messages::Unable,
            Able::OnceInstalled => Messages::OnceInstalled,
            Able::Blocked => Messages::Blocked,
            Able::Yes if prefs::wants_messages() => Messages::On,
            Able::Yes => Messages::Off,
        }
    }

    async fn begin(self) -> Messages {
        if !push::ask().await {
            return self.usual();
        }
        if self.register().await.is_none() {
            return Messages::Failed;
        }
        prefs::set_wants_messages(true);
        Messages::On
    }

    async fn end(self) -> Messages {
        prefs::set_wants_messages(false);
        push::unsubscribe().await;
        self.say(None);
        let path = http::subscription(self.session.identity().wire_team());
        let pass = self.session.pass();
        // Without a network the relay learns it from the push service.
        let _ = fetch::request("DELETE", &path, pass.as_deref(), None).await;
        self.usual()
    }

    /// Says anew where messages go, if they still can come.
    async fn compare(self) {
        if self.usual() == Messages::On {
            // Without a network it is done at the next connection.
            let _ = self.register().await;
        } else {
            self.say(None);
        }
        let _gone = self.state.try_set(self.usual());
    }

    /// Subscribes, and says so to the relay and in the log; nothing if that can't be done now.
    async fn register(self) -> Option<()> {
        let relay = fetch::request("GET", http::PUSH_KEY, None, None).await;
        let relay = relay.ok().filter(|answer| answer.status == 200)?.body;
        let relay = Some(relay).filter(|key| key.len() == KEY_BYTES)?;
        let found = push::subscribe(&relay).await?;
        let path = http::subscription(self.session.identity().wire_team());
        let pass = self.session.pass()?;
        let body = found.endpoint.as_bytes();
        let said = fetch::request("PUT", &path, Some(&pass), Some(body)).await;
        said.ok().filter(|answer| answer.status == 204)?;
        push::keep_unread(&self.unread()).await;
        self.say(Some(Letterbox {
            key: found.key,
            secret: found.secret,
            language: self.lang.tag().as_bytes().try_into().ok()?,
            calm: self.calm.try_get_untracked()?,
        }));
        Some(())
    }

    /// Returns what is shown for a message that can't be read.
    fn unread(self) -> String {
        let words = Words {
            language: self.lang.tag(),
            is_leftward: self.lang.is_leftward(),
            title: t::letter::unread(self.lang),
            text: t::letter::open(self.lang),
        };
        letters::text(words, &page::origin(), About::Mine)
    }

    /// Says in the log how this device is written to, unless that is what was said last.
    fn say(self, letterbox: Option<Letterbox>) {
        let is_said = self.session.peek(|view| {
            let said = view.hoped.letterboxes.get(&view.device);
            said == letterbox.as_ref()
        });
        if is_said == Some(false) {
            // A team that is read-only now is told at a later start.
            let _ = self.session.act(vec![Command::SetLetterbox(letterbox)]);
        }
    }
}
