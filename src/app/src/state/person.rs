//! Adding a colleague.

use ruil_core::event::{Additions, NewPerson};
use ruil_core::{Command, PersonId};
use ruil_sync::NotDone;

use super::session::Session;
use crate::edge::random;

/// Adds a colleague to the team; inviting comes after.
pub fn add(session: Session, name: String, coordinator: bool) -> Result<PersonId, NotDone> {
    let id = PersonId::from_bytes(random::bytes());
    let person = NewPerson {
        id,
        name,
        coordinator,
        qualifications: Vec::new(),
    };
    session.act(vec![Command::Add(Additions {
        people: vec![person],
        ..Additions::default()
    })])?;
    Ok(id)
}
