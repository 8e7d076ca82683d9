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
    if !is_for_tablets(command) {
        return Err(Refusal::NotOnTablet);
    }
    Ok(())
}

/// Tells whether something can be done on the tablet.
const fn is_for_tablets(command: &Command) -> bool {
    match command {
        Command::Offer { .. }
        | Command::Propose(_)
        | Command::Answer { .. }
        | Command::Withdraw { .. }
        | Command::Choose { .. }
        | Command::Claim { .. }
        | Command::Approve { .. }
        | Command::Decline { .. }
        | Command::Release { .. }
        | Command::Forgive { .. }
        | Command::Thank { .. }
        | Command::Wish(_)
        | Command::Unwish { .. }
        | Command::ProposeCircle(_)
        | Command::AnswerCircle { .. }
        | Command::DecideCircle { .. }
        | Command::Pick(_)
        | Command::Unpick { .. }
        | Command::Tick => true,
        Command::Found(_)
        | Command::Add(_)
        | Command::Import(_)
        | Command::Revise(_)
        | Command::Qualify { .. }
        | Command::Admit { .. }
        | Command::Enrol { .. }
        | Command::SetRules(_)
        | Command::SetTerms { .. }
        | Command::Agree(_)
        | Command::Remove(_)
        | Command::Appoint { .. }
        | Command::Erase { .. }
        | Command::OpenRound(_)
        | Command::AddDemand { .. }
        | Command::TurnRound { .. }
        | Command::Publish(_)
        | Command::Keep { .. }
        | Command::Checkpoint { .. } => false,
    }
}
