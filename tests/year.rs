//! A ward's year: what people want, what is found for them, what comes of it.
//!
//! Every want, wish, illness and answer is drawn from the seed by who and what it is about, never by
//! the order of asking, so that lives differ only in what was found.

use ruil_core::circle::{Progress, Search};
use ruil_core::event::{Additions, Founding, NewPerson, NewShift, RosterPart};
use ruil_core::matching::Market;
use ruil_core::rules::rule_set::NEWEST;
use ruil_core::{
    Agreements, Answer, Audience, CircleId, Command, Day, EventId, KindId, Moment, Move, NewCircle,
    NewOffer, NewWish, OfferKind, Outcome, PartOfDay, Pattern, PersonId, ProposalState, Shift,
    ShiftId, ShiftRef, Team, TeamId, TeamRules, Wanted,
};

use crate::lives::{self, START, device, moment, person, work};

/// Early, late and night with their free days; a person starts somewhere in it.
const CYCLE: &[u8] = b"EELL.NN..E.LLL..NN..";
/// The roster is known so many weeks ahead.
const KNOWN_WEEKS: i32 = 6;
/// What fits a command.
const PART: usize = 600;
/// In a week a person wants rid of a shift with this chance, in percent.
const WANTS: u64 = 25;
/// And says yes to what is found with this one.
const YES: u64 = 80;
/// So many shifts fall open in a week.
const OPENED: u64 = 2;
/// In a week, what was found and refused is searched for anew so many times.
const ROUNDS: usize = 3;
/// How long one search may take, in the solver's units.
const WORK: u32 = 100_000;

/// A year to live.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// All chance comes from it.
    pub seed: u64,
    /// How many work there.
    pub people: usize,
    /// How long.
    pub weeks: i32,
}

/// What is found for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Two who both have an offer out, and fit each other.
    Offers,
    /// Two who fit each other by offers or standing wishes; direct cover by who wants extra hours.
    Pairs,
    /// Circles and chains.
    Circles,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Year {
    /// Changes that somebody wanted.
    pub wanted: usize,
    /// Of these, those that came about.
    pub met: usize,
    /// Shifts that fell open.
    pub opened: usize,
    /// Of these, those that somebody took.
    pub covered: usize,
}

/// Lives a year.
pub fn live(plan: &Plan, way: Way) -> Year {
    let mut ward = Ward::new(plan);
    let mut offered = Vec::new();
    let mut opened = Vec::new();
    for week in 0..plan.weeks {
        ward.now = moment(7 * week, 12);
        ward.wish(week, way);
        offered.extend(ward.want(week));
        opened.extend(ward.fall_ill(week));
        for _ in 0..ROUNDS {
            if !ward.round(way) {
                break;
            }
        }
    }
    let has_moved = |(shift, by): &&(ShiftId, PersonId)| {
        let owner = ward.team.roster.get(*shift).and_then(|shift| shift.owner);
        owner.is_some_and(|owner| owner != *by)
    };
    let is_taken = |shift: &&ShiftId| {
        let found = ward.team.roster.get(**shift);
        found.is_some_and(|shift| shift.owner.is_some())
    };
    Year {
        wanted: offered.len(),
        met: offered.iter().filter(has_moved).count(),
        opened: opened.len(),
        covered: opened.iter().filter(is_taken).count(),
    }
}

struct Ward {
    plan: Plan,
    team: Team,
    number: u64,
    now: Moment,
}

impl Ward {
    fn new(plan: &Plan) -> Self {
        let mut ward = Self {
            plan: *plan,
            team: Team::default(),
            number: 0,
            now: moment(-1, 12),
        };
        let new = |nth| NewPerson {
            id: person(nth),
            name: format!("Person {nth}"),
            coordinator: false,
            qualifications: Vec::new(),
        };
        let kind = KindId::from_bytes([2; 16]);
        ward.must(
            person(0),
            Command::Found(Founding {
                team: TeamId::from_bytes([3; 16]),
                name: "Ward".to_owned(),
                zone: "Europe/Amsterdam".to_owned(),
                founder: new(0),
                device: device(person(0)),
                key: [4; 32],
            }),
        );
        let people = (1..plan.people).map(new).collect();
        let additions = Additions {
            people,
            kinds: vec![(kind, "W".to_owned(), "work".to_owned())],
            ..Additions::default()
        };
        ward.must(person(0), Command::Add(additions));
        for nth in 1..plan.people {
            let (device, key) = (device(person(nth)), [4; 32]);
            let person_id = person(nth);
            let admit = Command::Admit {
                person: person_id,
                device,
                key,
            };
            ward.must(person(0), admit);
        }
        let days = -28..7 * (plan.weeks + KNOWN_WEEKS);
        let shifts = days.flat_map(|day| (0..plan.people).filter_map(move |nth| shift(day, nth)));
        let shifts: Vec<_> = shifts.collect();
        for shifts in shifts.chunks(PART) {
            let part = RosterPart {
                people: (0..plan.people).map(person).collect(),
                kinds: vec![kind],
                shifts: shifts.to_vec(),
                ..RosterPart::default()
            };
            ward.must(person(0), Command::Import(part));
        }
        let mut rules = TeamRules::default();
        rules.law.version = NEWEST;
        ward.must(person(0), Command::SetRules(rules));
        ward.must(person(0), Command::Agree(Agreements::default()));
        ward
    }

    fn act(&mut self, actor: PersonId, command: Command) -> (EventId, Outcome) {
        let log = (&mut self.team, &mut self.number);
        lives::act(log, self.now, actor, command)
    }

    /// Does what can't be refused.
    fn must(&mut self, actor: PersonId, command: Command) -> EventId {
        let (id, outcome) = self.act(actor, command);
        assert_eq!(outcome, Outcome::Applied);
        id
    }

    /// Everybody's standing wishes, told in the first week; and each week some who want extra hours.
    fn wish(&mut self, week: i32, way: Way) {
        for nth in 0..self.plan.people {
            let who = person(nth);
            if week == 0 && way != Way::Offers {
                let weekday = 1 << self.draw(&[1, nth as u64], 7);
                let free = Pattern {
                    weekdays: weekday,
                    ..Pattern::default()
                };
                let rather_not = Pattern {
                    parts: Pattern::part(PartOfDay::Early),
                    weekdays: 1 << self.draw(&[3, nth as u64], 7),
                    ..Pattern::default()
                };
                self.must(who, Command::Wish(wish(Wanted::Free, free, None)));
                self.must(who, Command::Wish(wish(Wanted::Free, rather_not, None)));
            }
            if self.draw(&[4, nth as u64, week as u64], 10) == 0 {
                let from = START.plus(7 * week + 2);
                let shifts = Pattern {
                    days: Some((from, from.plus(13))),
                    ..Pattern::default()
                };
                let wish = wish(Wanted::Extra, shifts, Some(from.plus(13)));
                // Who has too many wishes already has enough.
                self.act(who, Command::Wish(wish));
            }
        }
    }

    /// Those who want rid of a shift offer it, for others they like.
    fn want(&mut self, week: i32) -> Vec<(ShiftId, PersonId)> {
        let mut offered = Vec::new();
        for nth in 0..self.plan.people {
            let (who, key) = (person(nth), nth as u64);
            if self.draw(&[5, key, week as u64], 100) >= WANTS {
                continue;
            }
            let (from, until) = (moment(7 * week + 3, 0), moment(7 * week + 28, 0));
            let own = self
                .team
                .roster
                .starting(Some(who), from.utc_min, until.utc_min);
            let own: Vec<_> = own
                .filter(|shift| shift.revision == 0 && self.team.open_offer_of(shift.id).is_none())
                .cloned()
                .collect();
            let pick = self.draw(&[6, key, week as u64], own.len().max(1) as u64);
            let Some(shift) = own.get(usize::try_from(pick).unwrap_or_default()) else {
                continue;
            };
            let day = shift.span.start().day();
            let liked = Pattern {
                days: Some((day.plus(-7), day.plus(7))),
                parts: self.two_parts(&[7, key, week as u64]),
                ..Pattern::default()
            };
            let new = NewOffer {
                shifts: vec![ShiftRef {
                    shift: shift.id,
                    revision: shift.revision,
                }],
                part: None,
                kind: OfferKind::SwapForWish(vec![liked]),
                to: Audience::Everyone,
            };
            let (_, outcome) = self.act(who, Command::Propose(new));
            if outcome == Outcome::Applied {
                offered.push((shift.id, who));
            }
        }
        offered
    }

    /// Some shifts of the coming weeks fall open.
    fn fall_ill(&mut self, week: i32) -> Vec<ShiftId> {
        let mut opened = Vec::new();
        for place in 0..OPENED {
            let nth = self.draw(&[8, place, week as u64], self.plan.people as u64);
            let who = person(usize::try_from(nth).unwrap_or_default());
            let (from, until) = (moment(7 * week + 3, 0), moment(7 * week + 14, 0));
            let team = &self.team;
            let own = team.roster.starting(Some(who), from.utc_min, until.utc_min);
            let is_free =
                |shift: &&Shift| shift.revision == 0 && team.open_offer_of(shift.id).is_none();
            let first = { own }
                .find(is_free)
                .map(|shift| (shift.id, shift.revision));
            let Some((shift, revision)) = first else {
                continue;
            };
            let (_, outcome) = self.act(who, Command::Release { shift, revision });
            if outcome == Outcome::Applied {
                opened.push(shift);
            }
        }
        opened
    }

    /// Searches, asks and carries out; tells whether somebody was asked.
    fn round(&mut self, way: Way) -> bool {
        let market = Market::of(&self.team, self.now);
        let mut pool = market.pool().clone();
        if way != Way::Circles {
            (pool.max_cycle, pool.max_chain) = (2, 1);
        }
        let Ok(mut search) = Search::new(&pool) else {
            return false;
        };
        for _ in 0..WORK / 100 {
            if search.step(100) == Progress::Done {
                break;
            }
        }
        let mut asked = false;
        for circle in &search.answer().circles {
            asked |= self.ask(market.moves(circle));
        }
        asked
    }

    fn ask(&mut self, moves: Vec<Move>) -> bool {
        let Some(first) = moves.first().copied() else {
            return false;
        };
        if moves.len() == 1 {
            return self.cover(first);
        }
        let new = NewCircle {
            moves,
            open_min: 24 * 60,
        };
        let (event, outcome) = self.act(first.to, Command::ProposeCircle(new));
        if outcome != Outcome::Applied {
            return false;
        }
        let circle = CircleId::of(event);
        let people = self.team.proposals.get(&circle).map(|found| found.people());
        for who in people.unwrap_or_default() {
            let Some(found) = self.team.proposals.get(&circle) else {
                break;
            };
            if found.state != ProposalState::Open {
                break;
            }
            let gets = found.moves.iter().find(|step| step.to == who);
            let key = gets.map_or(0, |step| word(step.shift.as_bytes()));
            // Who offers a shift for nothing has said yes by that.
            let yes = gets.is_none() || self.draw(&[9, word(who.as_bytes()), key], 100) < YES;
            self.act(who, Command::AnswerCircle { circle, yes });
        }
        true
    }

    /// Takes an open shift, or one that is given away: nobody else has to agree.
    fn cover(&mut self, step: Move) -> bool {
        let given = self.team.open_offer_of(step.shift).map(|offer| offer.id);
        let command = match given {
            Some(offer) => Command::Answer {
                offer,
                answer: Answer::Yes,
            },
            None => Command::Claim {
                shift: step.shift,
                revision: step.revision,
            },
        };
        self.act(step.to, command).1 == Outcome::Applied
    }

    /// Draws two of early, late and night.
    fn two_parts(&self, about: &[u64]) -> u8 {
        let [early, late, night] = [PartOfDay::Early, PartOfDay::Late, PartOfDay::Night];
        let [one, other] = match self.draw(about, 3) {
            0 => [early, late],
            1 => [early, night],
            _ => [late, night],
        };
        Pattern::part(one) | Pattern::part(other)
    }

    /// Draws a number below `below`, by what it is about.
    fn draw(&self, about: &[u64], below: u64) -> u64 {
        lives::draw(self.plan.seed, about, below)
    }
}

fn word(bytes: &[u8; 16]) -> u64 {
    bytes.iter().fold(0, |word: u64, byte| {
        word.wrapping_mul(31).wrapping_add(u64::from(*byte))
    })
}

fn wish(what: Wanted, shifts: Pattern, until: Option<Day>) -> NewWish {
    NewWish {
        what,
        shifts,
        weight: 1,
        until,
    }
}

fn shift(day: i32, nth: usize) -> Option<NewShift> {
    let at = usize::try_from(day + 100_000).unwrap_or_default() + nth * 3;
    let hour = match CYCLE.get(at % CYCLE.len()) {
        Some(b'E') => 7,
        Some(b'L') => 15,
        Some(b'N') => 23,
        Some(_) | None => return None,
    };
    Some(work(day, hour, u16::try_from(nth).ok()))
}
