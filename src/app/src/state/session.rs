//! A device in its team: the engine, what it shows, and the one way to act.

mod door;
mod stand;
mod write;

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use ruil_core::{Command, DeviceId, PersonId, Team};
use ruil_sync::engine::snapshot;
use ruil_sync::{Alarm, Done, Engine, Identity, Input, Link, NotDone, Output, Seed, Waiting};

use self::write::Writing;
use super::archive;
use super::notice::Notice;
use super::post;
use super::relay::Relay;
use super::tick::Clockwork;
use crate::edge::storage::Storage;
use crate::edge::{clock, prefs, random, tabs, task, wake};

/// All that pages read, replaced whole whenever something changed.
#[derive(Clone, Debug)]
pub struct View {
    /// The person this device is; on the team's tablet whoever stands there, or nobody.
    pub me: PersonId,
    /// Whether this device is the team's tablet.
    pub is_tablet: bool,
    /// This device.
    pub device: DeviceId,
    /// Devices that counted twice.
    pub copied: BTreeSet<DeviceId>,
    /// For so many days the relay keeps what is old, if the team says so.
    pub keep_days: Option<u16>,
    /// Whether the team lives on this device alone.
    pub is_solo: bool,
    /// The team as it is final. Only this changes the roster's colours.
    pub team: Arc<Team>,
    /// The team as it would be if all my waiting actions were final.
    pub hoped: Arc<Team>,
    /// My actions that are not final yet, oldest first.
    pub outbox: Vec<Waiting>,
    /// My final actions, oldest first.
    pub done: Vec<Done>,
    /// How this device stands with the relay.
    pub link: Link,
    /// What is wrong with the log, if anything: read-only then.
    pub alarm: Option<Alarm>,
    /// Whether the relay has had something of mine for too long without passing it on.
    pub is_withheld: bool,
    /// The last final number.
    pub number: u64,
}

impl View {
    fn of(engine: &Engine) -> Self {
        let me = engine.actor();
        // At the tablet everybody sees what they did themselves, and nobody sees what all did.
        let is_tablet = engine.me().is_tablet();
        let is_mine = |actor: PersonId| !is_tablet || actor == me;
        let is_shown = |actor: PersonId| is_mine(actor) || [me, actor].contains(&PersonId::NOBODY);
        let outbox = engine.outbox().iter();
        let done = engine.done().iter();
        Self {
            me,
            is_tablet,
            device: engine.me().device,
            copied: engine.copied().clone(),
            keep_days: engine.keep_days(),
            is_solo: engine.is_solo(),
            team: engine.team().clone(),
            hoped: engine.tentative().clone(),
            outbox: outbox
                .filter(|waiting| is_shown(waiting.event.actor))
                .cloned()
                .collect(),
            done: done
                .filter(|done| is_mine(done.event.actor))
                .cloned()
                .collect(),
            link: engine.link(),
            alarm: engine.alarm(),
            is_withheld: engine.is_withheld(),
            number: engine.number(),
        }
    }

    /// Returns my name.
    pub fn my_name(&self) -> &str {
        self.hoped
            .people
            .get(&self.me)
            .map_or("", |person| person.name.as_str())
    }

    /// Tells whether I am a coordinator, on a device that may do what coordinators do. A founder is one
    /// before anything is final.
    pub fn am_coordinator(&self) -> bool {
        !self.is_tablet && self.hoped.is_coordinator(self.me)
    }

    /// Tells whether the team has arrived on this device yet.
    pub fn has_team(&self) -> bool {
        self.hoped.is_founded()
    }
}

/// A device in its team.
#[derive(Clone, Copy)]
pub struct Session {
    engine: StoredValue<Engine>,
    storage: StoredValue<Storage, LocalStorage>,
    writing: Writing,
    relay: StoredValue<Relay, LocalStorage>,
    clockwork: StoredValue<Clockwork, LocalStorage>,
    view: RwSignal<View>,
    notices: RwSignal<Vec<Notice>>,
}

/// Returns the session of this mount. Pages under the team's shell always have one.
pub fn use_session() -> Session {
    expect_context::<Session>()
}

impl Session {
    /// Starts a session and connects to the relay.
    pub fn start(engine: Engine, storage: Storage) -> Self {
        let view = RwSignal::new(View::of(&engine));
        let session = Self {
            engine: StoredValue::new(engine),
            storage: StoredValue::new_local(storage),
            writing: Writing::new(),
            relay: StoredValue::new_local(Relay::default()),
            clockwork: StoredValue::new_local(Clockwork::default()),
            view,
            notices: RwSignal::new(Vec::new()),
        };
        Relay::start(session);
        Clockwork::start(session);
        tabs::on_announce(move || task::spawn(session.absorb()));
        // A tab that is closed while it writes announces nothing.
        wake::on_wake(move || task::spawn(session.absorb()));
        session.watch_storage();
        session
    }

    /// Returns what is shown; a page that calls this follows every change.
    pub fn view(self) -> View {
        self.view.get()
    }

    /// Returns a slice of what is shown; a page that wraps this in a memo follows only that slice.
    pub fn with<T>(self, read: impl FnOnce(&View) -> T) -> T {
        self.view.with(read)
    }

    /// Returns who this device is.
    pub fn identity(self) -> Identity {
        self.engine.with_value(|engine| engine.me().clone())
    }

    /// Returns which colleagues' devices have shown that they saw a number.
    pub fn seen_by(self, number: u64) -> Vec<PersonId> {
        self.engine
            .with_value(|engine| engine.seen_by(number).collect())
    }

    /// Does what a person asks for, all of it or nothing.
    pub fn act(self, commands: Vec<Command>) -> Result<(), NotDone> {
        let seeded = commands
            .into_iter()
            .map(|command| (command, seed()))
            .collect();
        let now = clock::now_ms();
        let acted = self
            .engine
            .try_update_value(|engine| engine.act(seeded, now));
        let outputs = acted.unwrap_or_else(|| Ok(Vec::new()))?;
        self.run(outputs);
        Ok(())
    }

    /// Does what a person asks for and tells them if it can't be.
    pub fn act_or_tell(self, command: Command) {
        if let Err(not_done) = self.act(vec![command]) {
            self.tell(Notice::NotDone(not_done));
        }
    }

    /// Shows a notice.
    pub fn tell(self, notice: Notice) {
        self.notices.update(|notices| {
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        });
    }

    /// Returns the notices that are shown.
    pub fn notices(self) -> Vec<Notice> {
        self.notices.get()
    }

    /// Takes a notice away.
    pub fn dismiss(self, notice: &Notice) {
        self.notices
            .update(|notices| notices.retain(|other| other != notice));
    }

    /// Gives the engine an input and runs what follows.
    pub(super) fn handle(self, input: Input) {
        let outputs = self.engine.try_update_value(|engine| engine.handle(input));
        self.run(outputs.unwrap_or_default());
    }

    /// Keeps what the log came to, if that has not been done for a while.
    pub(super) fn keep_snapshot(self) {
        let outputs = self
            .engine
            .try_update_value(|engine| engine.snapshot(snapshot::EVERY));
        self.run(outputs.unwrap_or_default());
    }

    /// Returns the keeper of what is due.
    pub(super) fn clockwork(self) -> StoredValue<Clockwork, LocalStorage> {
        self.clockwork
    }

    /// Returns a slice of what is shown, without following it; nothing once the session is over.
    pub(super) fn peek<T>(self, read: impl FnOnce(&View) -> T) -> Option<T> {
        self.view.try_with_untracked(read)
    }

    /// Returns the connection's keeper.
    pub(super) fn relay(self) -> StoredValue<Relay, LocalStorage> {
        self.relay
    }

    /// Returns the device's storage.
    pub(super) fn storage(self) -> Storage {
        self.storage.get_value()
    }

    /// Tells whether what waits can't go out now.
    fn is_away(self) -> bool {
        self.peek(|view| view.link != Link::Live).unwrap_or(false)
    }

    /// Takes over what another tab of this device kept.
    async fn absorb(self) {
        let number = self.engine.try_with_value(Engine::number);
        let Some(number) = number else { return };
        if let Ok(kept) = self.storage().read_from(number + 1).await {
            let outputs = self.engine.try_update_value(|engine| engine.absorb(&kept));
            self.run(outputs.unwrap_or_default());
        }
    }

    fn run(self, outputs: Vec<Output>) {
        for output in outputs {
            match output {
                Output::Save(ticket, batch) => self.write(ticket, batch),
                Output::Send(frame) => Relay::send(self, &frame),
                Output::Register(founding) => Relay::register(self, founding),
                Output::HangUp => Relay::hang_up(self),
                Output::Restore { after, goal } => archive::restore(self, after, goal),
                Output::Vouch(command) => archive::vouch(self, command),
                Output::Upload { number, sealed } => archive::upload(self, number, sealed),
                Output::Fetch { number } => archive::fetch(self, number),
                Output::Missed(event, refusal) => {
                    let actor = self.engine.with_value(Engine::actor);
                    // Who left the tablet reads it on their phone.
                    if event.actor == actor {
                        self.tell(Notice::NotDone(NotDone::Refused(refusal)));
                    }
                }
                Output::Final { by, before, after } => post::post(self, by, before, after),
                Output::Changed => {
                    let view = self.engine.with_value(View::of);
                    let name = &view.hoped.name;
                    if self.view.with_untracked(|shown| shown.hoped.name != *name) {
                        prefs::remember_team(name);
                    }
                    self.view.set(view);
                }
            }
        }
    }
}

fn seed() -> Seed {
    Seed {
        event: random::bytes(),
        nonce: random::bytes(),
    }
}
