//! A team made of a roster file, as the app would make it.

use std::path::Path;

use ruil_core::rules::rule_set::NEWEST;
use ruil_core::{Command, Team, TeamRules};
use ruil_files::{Draft, Guide, plan::plan};

use crate::Phone;
use crate::phone::{loaded_dice, roll};

/// Reads a file and returns it as read, and a team with its people, its shifts and the Dutch rules.
pub fn team_of(file: &Path) -> Result<(Draft, Team), String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let draft = ruil_files::read(&bytes, &Guide::default()).map_err(|why| format!("{why:?}"))?;
    let (mut phone, _) = Phone::found("Roster", "Coordinator", loaded_dice(1), 1_700_000_000_000);
    let mut dice = loaded_dice(2);
    let plan = plan(phone.engine().tentative(), &draft, &mut || roll(&mut dice));
    let mut rules = TeamRules::default();
    rules.law.version = NEWEST;
    let commands = [
        plan.write(phone.engine().tentative()),
        vec![Command::SetRules(rules)],
    ]
    .concat();
    phone
        .act(commands)
        .map_err(|not_done| format!("{not_done:?}"))?;
    Ok((draft, Team::clone(phone.engine().tentative())))
}
