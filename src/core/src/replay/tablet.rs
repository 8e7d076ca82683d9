//! The team's tablet: whoever stands at it acts, and does there what colleagues do. What the team is made
//! of is not changed from a device that everybody can walk up to.

use crate::event::Command;
use crate::id::{DeviceId, PersonId};
use crate::refusal::Refusal;
use crate::team::Team;

use super::membership::put_device;

pub(super) fn enrol(team: &mut Team, device: DeviceId, key: [u8; 32]) -> Result<(), Refusal> {
    if team.devices.contains(&device) {
        return Err(Refusal::Repeated);
    }
    put_device(team, PersonId::NOBODY, device, key);
    Ok(())
}

/// Checks what is done on the tablet. That it is time needs nobody to stand there.
pub(super) fn stands(team: &Team, actor: PersonId, command: &Command) -> Result<(), Refusal> {
    if matches!(command, Command::Tick) {
        return Ok(());
    }
    if !team.is_member(actor) {
        return Err(Refusal::UnknownPerson(actor));
    }
    if !command.is_swap() {
        return Err(Refusal::NotOnTablet);
    }
    Ok(())
}

impl Command {
    /// Tells whether it is about swapping, wishing and picking, and not about the team or the roster: what
    /// can be done on the tablet.
    pub const fn is_swap(&self) -> bool {
        match self {
            Self::Offer { .. }
            | Self::Propose(_)
            | Self::Answer { .. }
            | Self::Withdraw { .. }
            | Self::Choose { .. }
            | Self::Claim { .. }
            | Self::Approve { .. }
            | Self::Decline { .. }
            | Self::Release { .. }
            | Self::Forgive { .. }
            | Self::Thank { .. }
            | Self::Wish(_)
            | Self::Unwish { .. }
            | Self::ProposeCircle(_)
            | Self::AnswerCircle { .. }
            | Self::DecideCircle { .. }
            | Self::Pick(_)
            | Self::Unpick { .. } => true,
            Self::Tick
            | Self::Found(_)
            | Self::Add(_)
            | Self::Import(_)
            | Self::Revise(_)
            | Self::Qualify { .. }
            | Self::Admit { .. }
            | Self::Enrol { .. }
            | Self::SetRules(_)
            | Self::SetTerms { .. }
            | Self::Agree(_)
            | Self::Remove(_)
            | Self::Appoint { .. }
            | Self::Erase { .. }
            | Self::OpenRound(_)
            | Self::AddDemand { .. }
            | Self::TurnRound { .. }
            | Self::Publish(_)
            | Self::Keep { .. }
            | Self::SetLetterbox(_)
            | Self::Checkpoint { .. } => false,
        }
    }
}
