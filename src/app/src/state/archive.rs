//! Checkpoints, and a log given back to a relay that has lost it.

use ruil_core::Command;
use ruil_sync::{Input, saved};
use ruil_wire::frame::Mark;
use ruil_wire::http;

use super::relay::Relay;
use super::session::Session;
use crate::edge::{clock, http as fetch, random, task};

/// Within this time somebody vouches for a checkpoint; not all at once.
const VOUCH_MS_MAX: u32 = 60_000;

/// Gives the relay what it has lost, from this device's own log.
pub(super) fn restore(session: Session, after: u64, goal: Mark) {
    task::spawn(async move {
        // If it can't be read now, the next connection asks again.
        let Ok(kept) = session.storage().read_from(after + 1).await else {
            return Relay::hang_up(session);
        };
        for frame in saved::restore(&kept.log, after, goal) {
            Relay::send(session, &frame);
        }
    });
}

/// Vouches for a checkpoint, unless somebody else has done so by then.
pub(super) fn vouch(session: Session, command: Command) {
    let dice = u32::from_le_bytes(random::bytes());
    task::spawn(async move {
        clock::after(dice % VOUCH_MS_MAX).await;
        // What does not hold any more is not needed any more.
        let _not_needed = session.act(vec![command]);
    });
}

/// Hands a sealed checkpoint to the relay. If that fails, another device or day will do.
pub(super) fn upload(session: Session, number: u64, sealed: Vec<u8>) {
    task::spawn(async move {
        let path = http::checkpoint(session.identity().wire_team(), number);
        let pass = session.pass();
        let _later = fetch::request("PUT", &path, pass.as_deref(), Some(&sealed)).await;
    });
}

/// Asks the relay for a sealed checkpoint.
pub(super) fn fetch(session: Session, number: u64) {
    task::spawn(async move {
        let path = http::checkpoint(session.identity().wire_team(), number);
        let pass = session.pass();
        match fetch::request("GET", &path, pass.as_deref(), None).await {
            Ok(answer) if answer.status == 200 => {
                session.handle(Input::Checkpoint(Some(answer.body)));
            }
            Ok(answer) if answer.status == 404 => session.handle(Input::Checkpoint(None)),
            Ok(_) | Err(_) => Relay::hang_up(session),
        }
    });
}
