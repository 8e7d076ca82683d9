//! Inviting: the coordinator's side of [`ruil_sync::invite`], step by step.

use std::sync::Arc;

use leptos::prelude::*;
use ruil_core::{Command, DeviceId, PersonId};
use ruil_sync::invite::{Asked, Code, InviteError, Inviter, Words};
use ruil_wire::http;
use ruil_wire::invite::{Mailbox, Slot};
use ruil_wire::limit::INVITE_LIFE_S_MAX;

use super::session::Session;
use crate::edge::{clock, http as fetch, random, task};

const POLL_MS: u32 = 1_000;
/// How often it is looked whether a device is in.
const WAIT_MS: u32 = 100;
/// How long an invite is good for: long enough for a shift, short enough to be forgotten.
const LIFE_S: u32 = 60 * 60;
const _: () = assert!(LIFE_S <= INVITE_LIFE_S_MAX);

/// Where an invite stands, as the coordinator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inviting {
    /// Asking the relay for a mailbox.
    Opening,
    /// Showing the code, waiting for the colleague.
    Waiting {
        /// The code to show.
        code: Code,
        /// Seconds it is still good for.
        left_s: u32,
    },
    /// The colleague's device asks; both screens show these words.
    Comparing {
        /// The words.
        words: Words,
    },
    /// The colleague is in.
    Admitted,
    /// It ended without.
    Failed(InviteFailure),
}

/// Why an invite ended without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InviteFailure {
    /// There is no connection; inviting needs one.
    Offline,
    /// It was used up or its time is over.
    Gone,
    /// The relay does not allow it now.
    Refused,
    /// The words differed, or a message did not fit: someone may be in between.
    NotSame,
    /// The device could not be admitted to the team.
    NotDone,
}

/// A running invite. It may outlive the view that started it, so no view owns what it knows.
#[derive(Clone)]
pub struct Invite {
    session: Session,
    inviter: Arc<Inviter>,
    asked: ArcStoredValue<Option<Asked>>,
    state: ArcRwSignal<Inviting>,
    is_over: ArcStoredValue<bool>,
}

impl Invite {
    /// Starts an invite for one person, or for the team's tablet.
    pub fn start(session: Session, person: PersonId) -> Self {
        let inviter = Inviter::make(Code::make(random::bytes()), person, random::bytes());
        let invite = Self {
            session,
            inviter: Arc::new(inviter),
            asked: ArcStoredValue::new(None),
            state: ArcRwSignal::new(Inviting::Opening),
            is_over: ArcStoredValue::new(false),
        };
        let running = invite.clone();
        task::spawn(async move {
            if let Err(failure) = running.open().await {
                running.fail(failure);
            }
        });
        invite
    }

    /// Returns where it stands, and follows it.
    pub fn state(&self) -> Inviting {
        self.state.get()
    }

    /// The words are the same: lets the colleague in. Leaving the page does not stop this any more.
    pub fn confirm(&self) {
        self.is_over.set_value(true);
        let invite = self.clone();
        task::spawn(async move {
            invite.state.set(match invite.admit().await {
                Ok(()) => Inviting::Admitted,
                Err(failure) => Inviting::Failed(failure),
            });
        });
    }

    /// The words differ, or the coordinator changed her mind.
    pub fn cancel(&self) {
        self.fail(InviteFailure::NotSame);
    }

    /// Stops asking the relay and takes the mailbox away, unless the colleague is being let in.
    pub fn close(&self) {
        let was_over = self
            .is_over
            .try_update_value(|over| std::mem::replace(over, true));
        if was_over == Some(false) {
            let path = self.path();
            let pass = self.session.pass();
            task::spawn(async move {
                // Left behind, it runs out by itself.
                let _gone = fetch::request("DELETE", &path, pass.as_deref(), None).await;
            });
        }
    }

    async fn open(&self) -> Result<(), InviteFailure> {
        let me = self.session.identity();
        let open = self.inviter.open(&me, self.session.old_token(), LIFE_S);
        self.put(&self.path(), &open.to_bytes()).await?;
        while !self.is_over.get_value() {
            let mailbox = self.read().await?;
            match mailbox.ask {
                Some(ask) => return self.reveal(&ask).await,
                None => {
                    let code = self.inviter.code.clone();
                    self.show(Inviting::Waiting {
                        code,
                        left_s: mailbox.left_s,
                    });
                }
            }
            clock::after(POLL_MS).await;
        }
        Ok(())
    }

    async fn read(&self) -> Result<Mailbox, InviteFailure> {
        let answer = fetch::request("GET", &self.path(), None, None).await;
        let answer = answer.map_err(|_| InviteFailure::Offline)?;
        if answer.status != 200 {
            return Err(InviteFailure::Gone);
        }
        Mailbox::parse(&answer.body).map_err(|_| InviteFailure::NotSame)
    }

    async fn reveal(&self, ask: &[u8]) -> Result<(), InviteFailure> {
        let asked = self.inviter.asked(ask)?;
        let message = self.inviter.reveal(random::bytes());
        self.put(&self.slot(Slot::Reveal), &message).await?;
        self.asked.set_value(Some(asked));
        self.show(Inviting::Comparing {
            words: self.inviter.words(&asked),
        });
        Ok(())
    }

    async fn admit(&self) -> Result<(), InviteFailure> {
        let Some(asked) = self.asked.get_value() else {
            return Err(InviteFailure::Gone);
        };
        let Asked { device, key, .. } = asked;
        let admit = match self.inviter.person {
            PersonId::NOBODY => Command::Enrol { device, key },
            person => Command::Admit {
                person,
                device,
                key,
            },
        };
        self.session
            .act(vec![admit])
            .map_err(|_| InviteFailure::NotDone)?;
        self.admitted(asked.device).await?;
        let welcome = self.session.welcome_for_joiner();
        let answer = self.inviter.answer(welcome, &asked, random::bytes());
        // The colleague's device is admitted by now, so the answer must reach it: a gap in the
        // connection is waited out for as long as the code lives.
        for _ in 0..LIFE_S.saturating_mul(1_000) / POLL_MS {
            match self.put(&self.slot(Slot::Answer), &answer).await {
                Err(InviteFailure::Offline) => clock::after(POLL_MS).await,
                end => return end,
            }
        }
        Err(InviteFailure::Offline)
    }

    /// Waits until the colleague's device is in for good: the key it is given must be the one in use
    /// then.
    async fn admitted(&self, device: DeviceId) -> Result<(), InviteFailure> {
        for _ in 0..LIFE_S.saturating_mul(1_000) / WAIT_MS {
            let stands = self.session.peek(|view| {
                let is_in = view.team.devices.contains(&device);
                (is_in, view.hoped.devices.contains(&device))
            });
            match stands {
                Some((true, _)) => return Ok(()),
                Some((false, true)) => clock::after(WAIT_MS).await,
                Some((false, false)) | None => return Err(InviteFailure::NotDone),
            }
        }
        Err(InviteFailure::Offline)
    }

    /// Shows a step, unless the invite ended while the relay was asked.
    fn show(&self, state: Inviting) {
        if !self.is_over.get_value() {
            self.state.set(state);
        }
    }

    /// Ends it. What ended it first stands.
    fn fail(&self, failure: InviteFailure) {
        if !self.is_over.get_value() {
            self.close();
            self.state.set(Inviting::Failed(failure));
        }
    }

    fn path(&self) -> String {
        http::invite(self.inviter.code.derive_place())
    }

    fn slot(&self, slot: Slot) -> String {
        http::invite_slot(self.inviter.code.derive_place(), slot)
    }

    async fn put(&self, path: &str, body: &[u8]) -> Result<(), InviteFailure> {
        let pass = self.session.pass();
        let answer = fetch::request("PUT", path, pass.as_deref(), Some(body)).await;
        match answer.map_err(|_| InviteFailure::Offline)?.status {
            200..=299 => Ok(()),
            404 | 409 | 410 => Err(InviteFailure::Gone),
            _ => Err(InviteFailure::Refused),
        }
    }
}

impl From<InviteError> for InviteFailure {
    fn from(_: InviteError) -> Self {
        Self::NotSame
    }
}
