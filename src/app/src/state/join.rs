//! Joining: the new device's side of [`ruil_sync::invite`], step by step.

use leptos::prelude::*;
use ruil_sync::invite::{Code, Joined, Joiner, Words};
use ruil_wire::http;
use ruil_wire::invite::{Mailbox, Slot};

use super::boot::Boot;
use super::invite::InviteFailure;
use crate::edge::storage::StorageError;
use crate::edge::{clock, http as fetch, random, task};

const POLL_MS: u32 = 700;

/// Where joining stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joining {
    /// Typing or scanning the code.
    Asking,
    /// The code is sent; the colleague's device has to answer.
    Waiting,
    /// Both screens show these words; the colleague has to confirm.
    Comparing {
        /// The words.
        words: Words,
    },
    /// It ended without.
    Failed(JoinFailure),
}

/// Why joining ended without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JoinFailure {
    /// The code is not ten letters and digits.
    NotACode,
    /// As with the inviter.
    Invite(InviteFailure),
    /// This device can't keep it.
    Storage(StorageError),
}

/// A running attempt to join.
#[derive(Clone, Copy)]
pub struct Join {
    boot: Boot,
    state: RwSignal<Joining>,
    /// Counts the attempts, so that one that was given up stops.
    turn: StoredValue<u32>,
}

impl Join {
    /// Makes an attempt that waits for a code.
    pub fn new(boot: Boot) -> Self {
        Self {
            boot,
            state: RwSignal::new(Joining::Asking),
            turn: StoredValue::new(0),
        }
    }

    /// Returns where it stands, and follows it.
    pub fn state(self) -> Joining {
        self.state.get()
    }

    /// Gives up what is under way and waits for another code.
    pub fn again(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.state.set(Joining::Asking);
    }

    /// Tries a code as typed, or a link as scanned.
    pub fn try_code(self, text: &str) {
        let code = text.rsplit('#').next().and_then(Code::parse);
        let Some(code) = code else {
            self.state.set(Joining::Failed(JoinFailure::NotACode));
            return;
        };
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        self.state.set(Joining::Waiting);
        task::spawn(async move {
            if let Err(failure) = self.run(code, turn).await
                && self.is_wanted(turn)
            {
                self.state.set(Joining::Failed(failure));
            }
        });
    }

    /// Tells whether an attempt was not given up, by another one or by leaving the page.
    fn is_wanted(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    async fn run(self, code: Code, turn: u32) -> Result<(), JoinFailure> {
        let place = code.derive_place();
        let joiner = Joiner::make(code, random::bytes(), random::bytes(), random::bytes());
        let opened = read(place).await?;
        if opened.ask.is_some() {
            return Err(JoinFailure::Invite(InviteFailure::Gone));
        }
        let path = http::invite_slot(place, Slot::Ask);
        let asked = fetch::request("PUT", &path, None, Some(&joiner.ask(random::bytes()))).await;
        match asked
            .map_err(|_| JoinFailure::Invite(InviteFailure::Offline))?
            .status
        {
            200..=299 => {}
            404 | 409 | 410 => return Err(JoinFailure::Invite(InviteFailure::Gone)),
            _ => return Err(JoinFailure::Invite(InviteFailure::Refused)),
        }
        loop {
            let mailbox = read(place).await?;
            if !self.is_wanted(turn) {
                return Ok(());
            }
            if let Some(reveal) = &mailbox.reveal {
                let not_same = |_| JoinFailure::Invite(InviteFailure::NotSame);
                // The first answer of the relay is the one that was committed to.
                let words = joiner.words(&opened.commitment, reveal).map_err(not_same)?;
                self.state.set(Joining::Comparing { words });
                if let Some(answer) = &mailbox.answer {
                    let joined = joiner.answered(&opened.commitment, reveal, answer);
                    let Joined { me, start } = joined.map_err(not_same)?;
                    let entered = self.boot.enter(me, start).await;
                    entered.map_err(JoinFailure::Storage)?;
                    return Ok(());
                }
            }
            clock::after(POLL_MS).await;
        }
    }
}

async fn read(place: ruil_wire::InviteId) -> Result<Mailbox, JoinFailure> {
    let answer = fetch::request("GET", &http::invite(place), None, None).await;
    let answer = answer.map_err(|_| JoinFailure::Invite(InviteFailure::Offline))?;
    let gone = JoinFailure::Invite(InviteFailure::Gone);
    if answer.status != 200 {
        return Err(gone);
    }
    Mailbox::parse(&answer.body).map_err(|_| gone)
}
