//! Pools of offers, drawn from rosters that are drawn themselves: the same seed, the same pool.
//!
//! A team of about twenty works four weeks in early, late and night, turning forward, with a rest of 11
//! hours everywhere. Each offers about five of their shifts; of the offers of their team each would
//! take 35 in a hundred, drawn at random; one in four is a senior, whose shifts only seniors take. An arc is there where the roster without the one shift and
//! with the other keeps the rest; where one more offered shift must go for that, the arc requires it;
//! where more would have to, there is none. Two arcs of one person conflict if the shifts they take are
//! too close. To every hundred offers there are five donors and five open shifts.

use ruil_core::circle::{Arc, ArcNr, PersonNr, Pool, Vertex, VertexKind, VertexNr};

const DAYS: i32 = 28;
const REST_H: i32 = 11;
const SHIFT_H: i32 = 8;
/// How many of a hundred offers a person would take.
const LIKED: u64 = 35;

/// How large a pool is.
pub struct Size {
    /// What it is called in the table.
    pub name: &'static str,
    /// How many work in each team.
    pub teams: &'static [u16],
    /// Offers in all.
    pub offers: usize,
    /// Donors and open shifts in all, half of each.
    pub others: usize,
}

/// The pools measured, from one ward to a region.
pub const SIZES: [Size; 4] = [
    Size {
        name: "21 people, 100 offers",
        teams: &[21],
        offers: 100,
        others: 10,
    },
    Size {
        name: "42 people, 200 offers",
        teams: &[21, 21],
        offers: 200,
        others: 20,
    },
    Size {
        name: "54 people, 300 offers",
        teams: &[18, 18, 18],
        offers: 300,
        others: 30,
    },
    Size {
        name: "194 people, 1000 offers",
        teams: &[19, 20, 19, 20, 19, 20, 19, 20, 19, 19],
        offers: 1000,
        others: 90,
    },
];

/// A shift offered, or room for one.
struct Offer {
    vertex: Vertex,
    team: usize,
    is_senior: bool,
    /// When the shift starts, in hours; a donor has none.
    start_h: Option<i32>,
}

/// Draws a pool.
pub fn draw(size: &Size, seed: u64) -> Pool {
    let mut dice = Dice(seed);
    let mut rosters: Vec<Vec<i32>> = Vec::new();
    let mut offers: Vec<Offer> = Vec::new();
    let per_team = |count: usize| count / size.teams.len();
    for (team, &people) in size.teams.iter().enumerate() {
        let first = rosters.len();
        rosters.extend((0..people).map(|_| roster(&mut dice)));
        let people = usize::from(people);
        let mut own: Vec<Vec<i32>> = rosters.iter().skip(first).cloned().collect();
        for number in 0..per_team(size.offers) {
            // Evenly at first, so that nobody is left out; who has nothing left to offer is passed by.
            let nth = number % people;
            if let Some(start_h) = own.get_mut(nth).and_then(|shifts| dice.take(shifts)) {
                offers.push(Offer::of(
                    VertexKind::Swap,
                    Some(first + nth),
                    team,
                    Some(start_h),
                ));
            }
        }
        for number in 0..per_team(size.others) {
            if number % 2 == 0 {
                let person = Some(first + dice.below(people));
                offers.push(Offer::of(VertexKind::Donor, person, team, None));
            } else {
                let start_h = dice.below(DAYS as usize) as i32 * 24 + 7 + 8 * dice.below(3) as i32;
                offers.push(Offer::of(VertexKind::Open, None, team, Some(start_h)));
            }
        }
    }
    bind(&offers, &rosters, &mut dice)
}

impl Offer {
    fn of(kind: VertexKind, person: Option<usize>, team: usize, start_h: Option<i32>) -> Offer {
        let person = person
            .and_then(|person| u16::try_from(person).ok())
            .map(PersonNr);
        Offer {
            vertex: Vertex { kind, person },
            team,
            is_senior: person.is_some_and(|PersonNr(person)| person % 4 == 0),
            start_h,
        }
    }
}

/// Draws when one person's shifts start: stretches of three to six days, then one or two free.
fn roster(dice: &mut Dice) -> Vec<i32> {
    let mut starts = Vec::new();
    let mut day = dice.below(4) as i32;
    while day < DAYS {
        let mut kind = dice.below(3) as i32;
        for _ in 0..3 + dice.below(4) {
            if day < DAYS {
                starts.push(day * 24 + 7 + 8 * kind);
            }
            day += 1;
            kind = (kind + i32::from(dice.below(3) == 0)).min(2);
        }
        // After a night the first free day is slept away.
        day += 1 + dice.below(2) as i32 + kind / 2;
    }
    starts
}

/// Draws who would take what, and what binds it.
fn bind(offers: &[Offer], rosters: &[Vec<i32>], dice: &mut Dice) -> Pool {
    let mut pool = Pool {
        vertices: offers.iter().map(|offer| offer.vertex).collect(),
        max_cycle: 3,
        max_chain: 3,
        person_once_per_circle: true,
        ..Pool::default()
    };
    let numbered = || (0..).map(VertexNr).zip(offers);
    for (from, taker) in numbered().filter(|(_, offer)| offer.vertex.kind != VertexKind::Open) {
        let person = taker.vertex.person;
        let mine = person.and_then(|person| rosters.get(usize::from(person.0)));
        for (to, taken) in numbered().filter(|(_, offer)| offer.team == taker.team) {
            let Some(start_h) = taken.start_h.filter(|_| taken.vertex.person != person) else {
                continue;
            };
            if dice.below(100) as u64 >= LIKED || taken.is_senior && !taker.is_senior {
                continue;
            }
            let rest = mine
                .into_iter()
                .flatten()
                .filter(|own| Some(**own) != taker.start_h);
            let near: Vec<i32> = rest.copied().filter(|own| is_near(*own, start_h)).collect();
            let is_own = |offer: &Offer| {
                offer.vertex.person == person
                    && offer.start_h.is_some_and(|own| near.contains(&own))
            };
            let must_go: Vec<_> = numbered()
                .filter(|(_, o)| is_own(o))
                .map(|(nr, _)| nr)
                .collect();
            if near.len() > must_go.len() || must_go.len() > 1 {
                continue;
            }
            let arc = ArcNr(u32::try_from(pool.arcs.len()).unwrap_or_default());
            pool.requires
                .extend(must_go.into_iter().map(|vertex| (arc, vertex)));
            let weight = 10 + dice.below(5) as i32;
            pool.arcs.push(Arc { from, to, weight });
        }
    }
    pool.conflicts = conflicts(&pool, offers);
    pool
}

fn conflicts(pool: &Pool, offers: &[Offer]) -> Vec<(ArcNr, ArcNr)> {
    let offer = |vertex: VertexNr| offers.get(usize::from(vertex.0));
    let start = |arc: &Arc| offer(arc.to).and_then(|offer| offer.start_h);
    let person = |arc: &Arc| offer(arc.from).and_then(|offer| offer.vertex.person);
    let arcs: Vec<_> = (0..).map(ArcNr).zip(&pool.arcs).collect();
    let mut found = Vec::new();
    for (place, (a, one)) in arcs.iter().enumerate() {
        for (b, other) in arcs.iter().skip(place + 1) {
            if person(one) != person(other) || one.from == other.from || one.to == other.to {
                continue;
            }
            if let (Some(first), Some(second)) = (start(one), start(other))
                && is_near(first, second)
            {
                found.push((*a, *b));
            }
        }
    }
    found
}

/// Tells whether there is too little rest between two shifts, or none.
fn is_near(a_h: i32, b_h: i32) -> bool {
    (a_h - b_h).abs() < SHIFT_H + REST_H
}

/// Numbers that look random and are the same everywhere (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 33) as usize % end.max(1)
    }

    fn take<T>(&mut self, list: &mut Vec<T>) -> Option<T> {
        let at = self.below(list.len());
        (at < list.len()).then(|| list.swap_remove(at))
    }
}
