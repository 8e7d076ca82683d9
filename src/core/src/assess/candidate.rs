//! Who could take a shift, best first: legal, then familiar, then least burdened.

use super::team::breaches;
use super::{Light, effect};
use crate::burden::Burden;
use crate::check::{Change, check};
use crate::id::PersonId;
use crate::refusal::Refusal;
use crate::shift::Shift;
use crate::team::Team;
use crate::time::Moment;

/// Somebody who could take a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// The light of giving it to them.
    pub light: Light,
    /// How often they worked there lately.
    pub familiar: usize,
    /// Their burden as it is.
    pub burden: Burden,
}

/// How many colleagues can't take a shift, by reason. Nobody is named: the reasons are theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// They work then.
    pub busy: usize,
    /// They lack the qualification.
    pub unqualified: usize,
    /// A working-time rule forbids it.
    pub rules: usize,
}

/// A familiar face was there so often in 90 days.
const FAMILIAR: usize = 4;

/// Returns who could take a shift, best first, and how many could not.
pub fn candidates(team: &Team, shift: &Shift, now: Moment) -> (Vec<Candidate>, LeftOut) {
    let mut fit = Vec::new();
    let mut left_out = LeftOut::default();
    // What it means for the giver is the same whoever takes it.
    let mut of_giver = None;
    let people = team.members().map(|person| person.id);
    for person in people.filter(|person| Some(*person) != shift.owner) {
        let change = Change::gift(shift, person);
        let obstacles = check(team, &change);
        if !obstacles.is_empty() {
            left_out.count(&obstacles);
            continue;
        }
        let of_giver = *of_giver.get_or_insert_with(|| {
            let giver = shift.owner.map(|giver| effect(team, &change, giver));
            giver.map_or(Light::Green, |giver| giver.light())
        });
        let own = effect(team, &change, person);
        let of_team = breaches(team, &change, now).first().map(|_| Light::Amber);
        let light = own
            .light()
            .max(of_giver)
            .max(of_team.unwrap_or(Light::Green));
        if light == Light::Red {
            left_out.rules += 1;
        } else {
            fit.push(Candidate {
                person,
                light,
                familiar: own.familiar.unwrap_or_default(),
                burden: own.burden_before,
            });
        }
    }
    fit.sort_by_key(|candidate| {
        let few = FAMILIAR.saturating_sub(candidate.familiar);
        (
            candidate.light,
            few,
            candidate.burden.per_contract(),
            candidate.person,
        )
    });
    (fit, left_out)
}

impl LeftOut {
    fn count(&mut self, obstacles: &[Refusal]) {
        let is_busy = |refusal: &Refusal| matches!(refusal, Refusal::Overlap { .. });
        if obstacles.iter().any(is_busy) {
            self.busy += 1;
        } else {
            self.unqualified += 1;
        }
    }

    /// Returns how many in all.
    pub const fn all(self) -> usize {
        self.busy + self.unqualified + self.rules
    }
}
