//! A ward's year of rounds and open shifts: the same demand, the same likings, the same illness, and only
//! how it is decided who gets what differs.
//!
//! Everybody would rather work early on weekdays than late, at night or in the weekend, and differs in
//! which days suit them. Some are faster with their phone than others, always.

use ruil_core::assess::Outlook;
use ruil_core::burden::unsocial_min;
use ruil_core::event::{Additions, Founding, NewPerson};
use ruil_core::round::{hours, propose};
use ruil_core::rules::rule_set::NEWEST;
use ruil_core::{
    Agreements, Command, Demand, EventId, KindId, Moment, NewLine, NewPick, NewRound, Outcome,
    PersonId, Publication, Round, RoundId, Shift, Team, TeamId, TeamRules, Terms, Turn,
};

use crate::lives::{self, START, device, moment, person, work};

/// Contract hours a week; for every twelve people as many as are needed.
const CONTRACTS_H: [u16; 12] = [36, 32, 28, 28, 24, 24, 24, 24, 24, 24, 24, 20];
/// For every twelve people, so many a day from this hour on, and how much that is liked.
const PARTS: [(i32, usize, i64); 3] = [(7, 3, 100), (15, 2, 60), (23, 1, 20)];
/// How much less a weekend is liked.
const WEEKEND: i64 = 50;
/// How much one day is liked more than another by one person.
const SUITS: u64 = 70;
/// A round has so many weeks, and is published a week before.
const ROUND_WEEKS: i32 = 4;
/// So many shifts fall open in a week.
const OPENED: u64 = 3;
/// Somebody who could take one says yes with this chance, in percent.
const YES: u64 = 40;

/// A year to live.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// All chance comes from it.
    pub seed: u64,
    /// How many work there; best a multiple of twelve.
    pub people: usize,
    /// How many rounds of four weeks.
    pub rounds: i32,
}

/// How it is decided who gets what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Who is first picks, and who is first to say yes gets an open shift.
    First,
    /// Everybody picks, the proposal is published, and open shifts go by the fair window.
    Fair,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Year {
    /// Each person's hours in the evening, at night and in the weekend, in percent of contract hours.
    pub burden: Vec<f64>,
    /// Each person's hours, in percent of contract hours.
    pub hours: Vec<f64>,
    /// Shifts that were needed.
    pub needed: usize,
    /// Of these, those that somebody works in the end.
    pub filled: usize,
    /// How much people like what they work, in the mean, of 170.
    pub liked: f64,
}

impl Year {
    /// Returns how far the most burdened is from the least, in percent of contract hours.
    pub fn range(&self) -> f64 {
        let most = self.burden.iter().copied().fold(f64::MIN, f64::max);
        let least = self.burden.iter().copied().fold(f64::MAX, f64::min);
        most - least
    }

    /// Returns the standard deviation of the burden, in percent of contract hours.
    pub fn deviation(&self) -> f64 {
        let count = self.burden.len().max(1) as f64;
        let mean = self.burden.iter().sum::<f64>() / count;
        let squares = self.burden.iter().map(|one| (one - mean) * (one - mean));
        (squares.sum::<f64>() / count).sqrt()
    }
}

/// Lives a year.
pub fn live(plan: &Plan, way: Way) -> Year {
    let mut ward = Ward::new(plan, way);
    for nth in 0..plan.rounds {
        ward.roster(nth, way);
        for week in ROUND_WEEKS * nth..ROUND_WEEKS * (nth + 1) {
            ward.cover(week, way);
        }
    }
    ward.now = moment(7 * ROUND_WEEKS * plan.rounds + 7, 12);
    ward.must(person(0), Command::Tick);
    ward.told()
}

/// A ward of so many people with an open round of so many weeks, and what everybody picked.
pub fn picked(plan: &Plan, weeks: i32) -> (Team, RoundId) {
    let mut ward = Ward::new(plan, Way::Fair);
    ward.roster(0, Way::Fair);
    let round = ward.open(ROUND_WEEKS, weeks);
    ward.pick_all(round);
    (ward.team, round)
}

struct Ward {
    plan: Plan,
    team: Team,
    number: u64,
    now: Moment,
}

impl Ward {
    fn new(plan: &Plan, way: Way) -> Self {
        let mut ward = Self {
            plan: *plan,
            team: Team::default(),
            number: 0,
            now: moment(-14, 12),
        };
        let new = |nth| NewPerson {
            id: person(nth),
            name: format!("Person {nth}"),
            coordinator: false,
            qualifications: Vec::new(),
        };
        let founding = Founding {
            team: TeamId::from_bytes([3; 16]),
            name: "Ward".to_owned(),
            zone: "Europe/Amsterdam".to_owned(),
            founder: new(0),
            device: device(person(0)),
            key: [4; 32],
        };
        ward.must(person(0), Command::Found(founding));
        let additions = Additions {
            people: (1..plan.people).map(new).collect(),
            kinds: vec![(KIND, "W".to_owned(), "work".to_owned())],
            ..Additions::default()
        };
        ward.must(person(0), Command::Add(additions));
        for nth in 0..plan.people {
            let who = person(nth);
            if nth > 0 {
                let (device, key) = (device(who), [4; 32]);
                let admit = Command::Admit {
                    person: who,
                    device,
                    key,
                };
                ward.must(person(0), admit);
            }
            let terms = Terms {
                contract_min: Some(contract_min(nth)),
                ..Terms::default()
            };
            ward.must(person(0), Command::SetTerms { person: who, terms });
        }
        let mut rules = TeamRules::default();
        rules.law.version = NEWEST;
        ward.must(person(0), Command::SetRules(rules));
        let window_min = if way == Way::Fair { 24 * 60 } else { 0 };
        let agreements = Agreements {
            window_min,
            ..Agreements::default()
        };
        ward.must(person(0), Command::Agree(agreements));
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

    /// Makes the roster of a round.
    fn roster(&mut self, nth: i32, way: Way) {
        self.now = moment(7 * (ROUND_WEEKS * nth - 1), 9);
        let round = self.open(ROUND_WEEKS * nth, ROUND_WEEKS);
        let owners = match way {
            Way::First => self.first_come(round),
            Way::Fair => {
                self.pick_all(round);
                let found = self.round(round);
                let proposal = propose(&self.team, &found);
                proposal
                    .given
                    .iter()
                    .map(|given| given.shift.owner)
                    .collect()
            }
        };
        self.turn(round);
        let revision = self.round(round).revision;
        let publication = Publication::of(round, revision, &owners);
        self.must(person(0), Command::Publish(publication));
    }

    fn open(&mut self, week: i32, weeks: i32) -> RoundId {
        let days = 7 * week..7 * (week + weeks);
        let scale = (self.plan.people / CONTRACTS_H.len()).max(1);
        let lines = days.clone().flat_map(|day| {
            PARTS.map(|(hour, count, _)| NewLine {
                place: work(day, hour, None),
                count: u8::try_from(count * scale).unwrap_or(u8::MAX),
            })
        });
        let round = NewRound {
            first: START.plus(days.start),
            last: START.plus(days.end - 1),
            demand: Demand {
                kinds: vec![KIND],
                lines: lines.collect(),
                ..Demand::default()
            },
            pick_until_ms: None,
            solve_until_ms: None,
            jokers: 0,
        };
        RoundId::of(self.must(person(0), Command::OpenRound(round)))
    }

    #[expect(
        clippy::expect_used,
        reason = "a simulation that lost its round must stop"
    )]
    fn round(&self, id: RoundId) -> Round {
        self.team.rounds.get(&id).cloned().expect("it was opened")
    }

    fn turn(&mut self, round: RoundId) {
        let turn = Command::TurnRound {
            round,
            revision: self.round(round).revision,
            turn: Turn::On,
            until_ms: None,
        };
        self.must(person(0), turn);
    }

    /// Everybody picks what they like best until they have their hours, whatever others pick.
    fn pick_all(&mut self, id: RoundId) {
        let round = self.round(id);
        let hours = hours(&self.team, &round);
        let shortest = 450;
        for nth in 0..self.plan.people {
            let who = person(nth);
            let target = hours.get(&who).map_or(0, |hours| hours.target_min);
            let mut placed = 0;
            for (line, _) in self.liking(nth, &round) {
                if target - placed < shortest {
                    break;
                }
                let pick = NewPick {
                    round: id,
                    line,
                    joker: false,
                    instead_of: None,
                };
                if self.act(who, Command::Pick(pick)).1 == Outcome::Applied {
                    placed += shortest;
                }
            }
        }
    }

    /// Who is fastest picks first, until they have their hours; what is taken is taken.
    fn first_come(&self, id: RoundId) -> Vec<Option<PersonId>> {
        let round = self.round(id);
        let hours = hours(&self.team, &round);
        let places = round.places();
        let mut owners = vec![None; places.len()];
        let shortest = 450;
        for nth in self.by_speed(u64::try_from(round.first.0).unwrap_or_default()) {
            let who = person(nth);
            let target = hours.get(&who).map_or(0, |hours| hours.target_min);
            let mut outlook = Outlook::of(&self.team, who, (round.first, round.last));
            let mut placed = 0;
            for (line, _) in self.liking(nth, &round) {
                if target - placed < shortest {
                    break;
                }
                let free = places.iter().zip(&mut owners);
                let mut free = free.filter(|(place, owner)| place.line == line && owner.is_none());
                let Some((place, owner)) = free.next() else {
                    continue;
                };
                if outlook.fits(&self.team, &place.shift, &[]).is_ok() {
                    outlook.put(&self.team, &place.shift);
                    *owner = Some(who);
                    placed += shortest;
                }
            }
        }
        owners
    }

    /// Returns the lines as somebody likes them, the best first.
    fn liking(&self, nth: usize, round: &Round) -> Vec<(u16, i64)> {
        let lines = round.lines();
        let mut lines: Vec<_> = lines
            .map(|(line, _, shift)| (line, self.likes(nth, &shift)))
            .collect();
        lines.sort_by_key(|(line, likes)| (-likes, *line));
        lines
    }

    fn likes(&self, nth: usize, shift: &Shift) -> i64 {
        let (hour, _) = shift.span.start().clock();
        let part = PARTS.iter().find(|(start, ..)| *start == hour);
        let part = part.map_or(0, |(_, _, likes)| *likes);
        let day = shift.span.start().day();
        let weekend = if day.is_weekend() { WEEKEND } else { 0 };
        let about = [
            1,
            nth as u64,
            day.0.unsigned_abs().into(),
            hour.unsigned_abs().into(),
        ];
        let suits = i64::try_from(self.draw(&about, SUITS)).unwrap_or_default();
        part - weekend + suits
    }

    /// Returns everybody, who is fastest this time first. Some are faster than others, always.
    fn by_speed(&self, about: u64) -> Vec<usize> {
        let mut all: Vec<_> = (0..self.plan.people).collect();
        all.sort_by_key(|nth| {
            let key = *nth as u64;
            (
                self.draw(&[2, key], 100) + self.draw(&[3, key, about], 50),
                *nth,
            )
        });
        all
    }

    /// A week passes: some fall ill, and who can and would takes what is open.
    fn cover(&mut self, week: i32, way: Way) {
        self.now = moment(7 * week, 9);
        for place in 0..OPENED {
            let nth = self.draw(&[4, place, week as u64], self.plan.people as u64);
            let who = person(usize::try_from(nth).unwrap_or_default());
            let (from, until) = (moment(7 * week + 3, 0), moment(7 * week + 10, 0));
            let roster = &self.team.roster;
            let first = roster
                .starting(Some(who), from.utc_min, until.utc_min)
                .next()
                .map(|shift| (shift.id, shift.revision));
            if let Some((shift, revision)) = first {
                self.act(who, Command::Release { shift, revision });
            }
        }
        let (from, until) = (moment(7 * week + 3, 0), moment(7 * week + 10, 0));
        let open = self.team.roster.starting(None, from.utc_min, until.utc_min);
        let open: Vec<_> = open.cloned().collect();
        for shift in &open {
            self.ask(shift);
        }
        if way == Way::Fair {
            self.now = moment(7 * week + 2, 9);
            self.must(person(0), Command::Tick);
        }
    }

    /// Everybody who would says yes, the fastest first.
    fn ask(&mut self, shift: &Shift) {
        let day = u64::try_from(shift.span.start().day().0).unwrap_or_default();
        let hour = u64::from(shift.span.start().clock().0.unsigned_abs());
        for nth in self.by_speed(day * 100 + hour) {
            let was_ill = self.team.releases.get(&shift.id);
            let was_ill = was_ill.is_some_and(|release| release.of == person(nth));
            if was_ill || self.draw(&[5, nth as u64, day, hour], 100) >= YES {
                continue;
            }
            let claim = Command::Claim {
                shift: shift.id,
                revision: shift.revision,
            };
            self.act(person(nth), claim);
        }
    }

    fn told(&self) -> Year {
        let weeks = f64::from(ROUND_WEEKS * self.plan.rounds);
        let people = 0..self.plan.people;
        let own = |nth: usize| self.team.roster.of(Some(person(nth)));
        let share = |nth: usize, of: fn(&Shift) -> i32| {
            let sum = f64::from(own(nth).map(of).sum::<i32>());
            sum * 100.0 / (f64::from(contract_min(nth)) * weeks)
        };
        let likes = people
            .clone()
            .flat_map(|nth| own(nth).map(move |shift| self.likes(nth, shift)));
        let liked = likes.sum::<i64>() as f64;
        let filled = people.clone().map(|nth| own(nth).count()).sum();
        Year {
            burden: people
                .clone()
                .map(|nth| share(nth, |shift| unsocial_min(shift.span, true)))
                .collect(),
            hours: people
                .map(|nth| {
                    share(nth, |shift| {
                        shift.span.len_min() - i32::from(shift.break_min)
                    })
                })
                .collect(),
            needed: self.team.roster.len(),
            filled,
            liked: liked / (filled.max(1) as f64),
        }
    }

    /// Draws a number below `below`, by what it is about.
    fn draw(&self, about: &[u64], below: u64) -> u64 {
        lives::draw(self.plan.seed, about, below)
    }
}

const KIND: KindId = KindId::from_bytes([2; 16]);

fn contract_min(nth: usize) -> u16 {
    let hours = CONTRACTS_H.get(nth % CONTRACTS_H.len());
    hours.map_or(0, |hours| hours * 60)
}
