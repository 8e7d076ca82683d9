//! Rounds: opening, picking, moving on, becoming roster.

use std::collections::{BTreeMap, BTreeSet};

use crate::assess::Outlook;
use crate::event::{Demand, Event, NewPick, NewRound, Publication, Turn};
use crate::gather::gather;
use crate::id::{EventId, PersonId, RoundId, ShiftId};
use crate::limit::{LINES_PER_COMMAND_MAX, PEOPLE_MAX, PLACES_MAX, ROUND_DAYS_MAX, ROUNDS_MAX};
use crate::refusal::Refusal;
use crate::round::{Input, Missed, NoPlace, Phase, Place, Round, Step, step};
use crate::shift::Shift;
use crate::team::Team;

use super::Stamp;
use super::membership::at_most;
use super::removal::member;

pub(super) fn open(
    team: &mut Team,
    event: &Event,
    new: &NewRound,
    made: Stamp,
) -> Result<(), Refusal> {
    let id = RoundId::of(event.id);
    if team.rounds.contains(&id) {
        return Err(Refusal::Repeated);
    }
    let days = new.last.0.saturating_sub(new.first.0);
    if !(0..ROUND_DAYS_MAX).contains(&days) {
        return Err(Refusal::BadRound);
    }
    let open = team.rounds.values().filter(|round| round.phase.is_open());
    at_most(open.count() + 1, ROUNDS_MAX)?;
    let mut round = Round {
        id,
        by: event.actor,
        made,
        first: new.first,
        last: new.last,
        jokers: new.jokers,
        until_ms: [new.pick_until_ms, new.solve_until_ms],
        revision: 0,
        phase: Phase::Picking,
        ends_ms: None,
        demand: Demand::default(),
        picks: BTreeMap::new(),
        missed: Vec::new(),
    };
    round.demand = grown(team, &round, &new.demand)?;
    round.enter(Phase::Picking, None, made.time_ms);
    team.put_round(round);
    Ok(())
}

/// Adds to what is needed.
pub(super) fn add(team: &mut Team, seen: (RoundId, u32), demand: &Demand) -> Result<(), Refusal> {
    let round = found(team, seen)?;
    if step(round, Input::Add)? != Step::Grow {
        return Ok(());
    }
    let demand = grown(team, round, demand)?;
    team.change_round(seen.0, |round| {
        round.demand = demand;
        round.revision = round.revision.wrapping_add(1);
    });
    Ok(())
}

/// Returns a round's demand with more, or why that makes no sense.
fn grown(team: &Team, round: &Round, more: &Demand) -> Result<Demand, Refusal> {
    at_most(more.lines.len(), LINES_PER_COMMAND_MAX)?;
    at_most(more.people.len(), PEOPLE_MAX)?;
    more.people
        .iter()
        .try_for_each(|person| member(team, *person))?;
    if let Some(id) = more.kinds.iter().find(|id| !team.kinds.contains(id)) {
        return Err(Refusal::UnknownKind(*id));
    }
    if let Some(id) = more.units.iter().find(|id| !team.units.contains(id)) {
        return Err(Refusal::UnknownUnit(*id));
    }
    let mut needs = more.needs.iter();
    if let Some(id) = needs.find(|id| !team.qualifications.contains(id)) {
        return Err(Refusal::UnknownQualification(*id));
    }
    let mut demand = round.demand.clone();
    for (index, line) in more.lines.iter().enumerate() {
        let bad = Refusal::BadShift { index };
        let number = u16::try_from(index).map_err(|_| bad.clone())?;
        let shift = more.shift(number, ShiftId::place_of(round.id, 0));
        let shift = shift.ok_or(bad.clone())?;
        let is_in = (round.first..=round.last).contains(&shift.span.start().day());
        let is_counted = line.count == 1 || (line.count > 1 && shift.owner.is_none());
        if !is_in || !is_counted || !demand.grow(&shift, line.count) {
            return Err(bad);
        }
    }
    at_most(demand.places(), PLACES_MAX)?;
    Ok(demand)
}

/// Returns a round as somebody saw it.
fn found(team: &Team, (id, had): (RoundId, u32)) -> Result<&Round, Refusal> {
    let round = team.rounds.get(&id).ok_or(Refusal::UnknownRound(id))?;
    let now = round.revision;
    if had == now {
        Ok(round)
    } else {
        Err(Refusal::RoundChanged { had, now })
    }
}

/// Notes a pick, if it makes a lawful roster with the others.
pub(super) fn pick(team: &mut Team, person: PersonId, pick: NewPick) -> Result<(), Refusal> {
    let id = pick.round;
    let round = team.rounds.get(&id).ok_or(Refusal::UnknownRound(id))?;
    if step(round, Input::Pick { person, pick })? != Step::Note {
        return Ok(());
    }
    allowed(team, round, person, pick)?;
    team.change_round(id, |round| {
        let own = round.picks.entry(person).or_default();
        if let Some(other) = pick.instead_of {
            own.remove(&other);
        }
        own.insert(pick.line, pick.joker);
    });
    Ok(())
}

fn allowed(team: &Team, round: &Round, person: PersonId, pick: NewPick) -> Result<(), Refusal> {
    let shift = round.line(pick.line);
    let shift = shift.ok_or(Refusal::UnknownPlace(pick.line))?;
    let is_other = |(line, _): &(u16, Shift)| *line != pick.line && Some(*line) != pick.instead_of;
    let mut outlook = Outlook::of(team, person, (round.first, round.last));
    for (line, other) in round.picks_of(person).filter(is_other) {
        if other.span.overlaps(shift.span) {
            return Err(Refusal::PickOverlap { line });
        }
        outlook.put(team, &other);
    }
    for (line, other) in round.filled_for(person) {
        if other.span.overlaps(shift.span) {
            return Err(Refusal::PickOverlap { line });
        }
        outlook.put(team, &other);
    }
    let why = match outlook.fits(team, &shift, &[]) {
        Ok(_) => return Ok(()),
        Err(why) => why,
    };
    let shift = shift.id;
    Err(match why {
        NoPlace::Unqualified(needs) => Refusal::NotQualified {
            person,
            shift,
            needs,
        },
        NoPlace::Busy(with) => Refusal::Overlap {
            person,
            shift,
            with,
        },
        NoPlace::Law(rule) => Refusal::Breaks {
            person,
            shift,
            rule,
        },
        NoPlace::Gone | NoPlace::Others | NoPlace::Left => Refusal::HasLeft(person),
    })
}

pub(super) fn unpick(
    team: &mut Team,
    person: PersonId,
    id: RoundId,
    line: u16,
) -> Result<(), Refusal> {
    let round = team.rounds.get(&id).ok_or(Refusal::UnknownRound(id))?;
    if step(round, Input::Unpick { person, line })? == Step::Drop {
        team.change_round(id, |round| {
            if let Some(own) = round.picks.get_mut(&person) {
                own.remove(&line);
            }
            round.picks.retain(|_, own| !own.is_empty());
        });
    }
    Ok(())
}

/// Moves a round as a coordinator asks.
pub(super) fn turn(
    team: &mut Team,
    seen: (RoundId, u32),
    (turn, until_ms): (Turn, Option<u64>),
    at: Stamp,
) -> Result<(), Refusal> {
    let next = step(found(team, seen)?, Input::Turn(turn))?;
    enter(team, seen.0, next, until_ms, at);
    Ok(())
}

/// Ends a phase whose time is over.
pub(super) fn end(team: &mut Team, id: RoundId, at: Stamp) -> Result<(), Refusal> {
    let round = team.rounds.get(&id).ok_or(Refusal::UnknownRound(id))?;
    let next = step(round, Input::End)?;
    enter(team, id, next, None, at);
    Ok(())
}

fn enter(team: &mut Team, id: RoundId, next: Step, until_ms: Option<u64>, at: Stamp) {
    if let Step::Enter(phase) = next {
        team.change_round(id, |round| round.enter(phase, until_ms, at.time_ms));
    }
}

/// Makes a round roster: each place is a shift afterwards. Whoever may not have theirs does not get it,
/// whatever was said, and the shift is open.
pub(super) fn publish(
    team: &mut Team,
    event: EventId,
    said: &Publication,
    at: Stamp,
) -> Result<(), Refusal> {
    let round = found(team, (said.round, said.revision))?;
    if step(round, Input::Publish)? != Step::Publish {
        return Ok(());
    }
    at_most(said.people.len(), PEOPLE_MAX)?;
    if let Some(id) = said.people.iter().find(|id| !team.people.contains(id)) {
        return Err(Refusal::UnknownPerson(*id));
    }
    let (shifts, missed) = given(team, round, event, said)?;
    if shifts
        .iter()
        .any(|shift| team.roster.get(shift.id).is_some())
    {
        return Err(Refusal::Repeated);
    }
    let places = u32::try_from(shifts.len()).unwrap_or(u32::MAX);
    // What a team rostered itself, the planner is to hear.
    shifts
        .into_iter()
        .for_each(|shift| team.write_shift(shift, at));
    team.change_round(said.round, |round| {
        round.missed = missed;
        let published = Phase::Published { event, places, at };
        round.enter(published, None, at.time_ms);
    });
    Ok(())
}

/// Returns the shifts a publication makes, and who did not get theirs.
fn given(
    team: &Team,
    round: &Round,
    event: EventId,
    said: &Publication,
) -> Result<(Vec<Shift>, Vec<Missed>), Refusal> {
    let places = round.places();
    if places.len() != said.owners.len() {
        return Err(Refusal::BadRound);
    }
    let mut shifts = Vec::with_capacity(places.len());
    let numbered = (0_u32..).zip(places).zip(&said.owners);
    for ((nth, Place { line, shift }), owner) in numbered {
        let bad = Refusal::BadShift {
            index: usize::try_from(nth).unwrap_or(usize::MAX),
        };
        let owner = match owner {
            Some(at) => Some(*said.people.get(usize::from(*at)).ok_or(bad)?),
            None => None,
        };
        let id = ShiftId::nth(event, nth);
        shifts.push((line, Shift { id, owner, ..shift }));
    }
    let mut missed = Vec::new();
    let mut outlooks: BTreeMap<PersonId, Outlook> = BTreeMap::new();
    let mut order: Vec<_> = shifts.iter_mut().map(|(_, shift)| shift).collect();
    order.sort_by_key(|shift| shift.span.start().utc_min);
    for shift in order {
        let Some(person) = shift.owner else { continue };
        let days = (round.first, round.last);
        let outlook = outlooks.entry(person);
        let outlook = outlook.or_insert_with(|| Outlook::of(team, person, days));
        match outlook.fits(team, shift, &[]) {
            Ok(_) => outlook.put(team, shift),
            Err(why) => {
                shift.owner = None;
                let shift = shift.id;
                missed.push(Missed { person, shift, why });
            }
        }
    }
    missed.extend(unmet(round, &shifts, &missed));
    let shifts = shifts.into_iter().map(|(_, shift)| shift).collect();
    Ok((shifts, missed))
}

/// Returns the picks that came to nothing, but for those of which that is told already.
fn unmet(round: &Round, shifts: &[(u16, Shift)], told: &[Missed]) -> Vec<Missed> {
    let told: BTreeSet<_> = gather(told.iter().map(|missed| (missed.person, missed.shift)));
    let mut of_line: BTreeMap<u16, Vec<&Shift>> = BTreeMap::new();
    for (line, shift) in shifts {
        of_line.entry(*line).or_default().push(shift);
    }
    let picks = round.picks.iter();
    let picks = picks.flat_map(|(person, picks)| picks.keys().map(move |line| (*person, line)));
    let unmet = picks.filter_map(|(person, line)| {
        let alike = of_line.get(line)?;
        let mut each = alike.iter();
        let is_done =
            |shift: &&Shift| shift.owner == Some(person) || told.contains(&(person, shift.id));
        if each.any(is_done) {
            return None;
        }
        let is_full = alike.iter().all(|shift| shift.owner.is_some());
        Some(Missed {
            person,
            shift: alike.first()?.id,
            why: if is_full {
                NoPlace::Others
            } else {
                NoPlace::Left
            },
        })
    });
    unmet.collect()
}
