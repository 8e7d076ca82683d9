//! Any interleaving, duplication, loss and delay of frames, any restarts: every phone comes to the
//! same team, nothing that was saved is lost, and no shift has two owners.

use proptest::prelude::*;
use ruil_core::{Answer, Audience, Command, OfferId, OfferKind, Outcome, PersonId, ShiftId, Team};
use ruil_sync::{Input, Link};
use ruil_tests::phone::{Wish, loaded_dice};
use ruil_tests::sim_relay::Session;
use ruil_tests::{Phone, SimRelay, ward};
use ruil_wire::{ClientFrame, RelayFrame, TeamId};

const T0_MS: u64 = 1_741_000_000_000;

/// One phone and its two directions of a network.
struct Line {
    phone: Phone,
    session: Option<Session>,
    out: Vec<ClientFrame>,
    back: Vec<RelayFrame>,
}

impl Line {
    fn new(phone: Phone) -> Self {
        Self {
            phone,
            session: None,
            out: Vec::new(),
            back: Vec::new(),
        }
    }
}

struct World {
    team: TeamId,
    relay: SimRelay,
    lines: Vec<Line>,
    made: usize,
}

impl World {
    /// Three phones of one ward, all up to date, lines open.
    fn new(seed: u64) -> Self {
        let today = ruil_core::Day(20_150);
        let (mut first, _) = Phone::found("De Linde", "Ann", loaded_dice(seed), T0_MS);
        let commands = ward::commands(first.person(), today, 60, &mut loaded_dice(seed + 1));
        first.act(commands).unwrap();
        let people = first.engine().tentative().people.iter().map(|(id, _)| *id);
        let people: Vec<PersonId> = people.filter(|id| *id != first.person()).collect();
        let mut lines = Vec::new();
        for n in 0..2 {
            let dice = loaded_dice(seed + 2 + n);
            let (phone, _) = Phone::join(&mut first, people[n as usize], dice, T0_MS).unwrap();
            lines.push(Line::new(phone));
        }
        lines.insert(0, Line::new(first));
        let mut world = Self {
            team: lines[0].phone.engine().me().wire_team(),
            relay: SimRelay::default(),
            lines,
            made: 0,
        };
        world.relay.now_ms = T0_MS;
        // The founder makes the team known and has the others let in before they come.
        world.connect(0);
        world.settle();
        world.heal();
        world
    }

    fn grant(&mut self, at: usize, wishes: Vec<Wish>) {
        let line = &mut self.lines[at];
        for wish in wishes {
            match wish {
                Wish::Send(frame) => line.out.push(frame),
                Wish::Register(founding) => {
                    assert_eq!(self.relay.found(self.team, &founding), Ok(true));
                    self.cut(at);
                    return self.connect(at);
                }
                other => panic!("{other:?}: this relay is honest, and the team young"),
            }
        }
    }

    fn connect(&mut self, at: usize) {
        if self.lines[at].session.is_none() {
            self.lines[at].session = Some(self.relay.open(self.team, [1; 32]));
            let wishes = self.lines[at].phone.take(Input::LinkUp);
            self.grant(at, wishes);
        }
    }

    fn cut(&mut self, at: usize) {
        if self.lines[at].session.is_some() {
            let line = &mut self.lines[at];
            line.session = None;
            line.out.clear();
            line.back.clear();
            line.phone.take(Input::LinkDown);
        }
    }

    /// The relay takes one frame of a phone, in their order; a push perhaps twice, as if resent.
    fn carry_out(&mut self, at: usize, twice: bool) {
        let line = &mut self.lines[at];
        let Some(session) = line.session.as_mut().filter(|_| !line.out.is_empty()) else {
            return;
        };
        let frame = line.out.remove(0);
        self.relay.now_ms += 7;
        let is_push = matches!(frame, ClientFrame::Push(_));
        for _ in 0..=usize::from(twice && is_push) {
            let answers = session.answer(&self.relay, frame.clone()).unwrap();
            line.back.extend(answers);
        }
        for line in &mut self.lines {
            if let Some(session) = &mut line.session {
                line.back.extend(session.news(&self.relay).unwrap());
            }
        }
    }

    /// A phone takes one frame of the relay, not always the oldest, and perhaps twice.
    fn carry_back(&mut self, at: usize, which: usize, twice: bool) {
        let line = &mut self.lines[at];
        if line.back.is_empty() {
            return;
        }
        // What lets a phone in comes first; what comes then may come in any order.
        let is_first = |frame: &RelayFrame| {
            matches!(
                frame,
                RelayFrame::Challenge { .. } | RelayFrame::Welcome { .. }
            )
        };
        let which = if line.back.iter().any(is_first) {
            0
        } else {
            which % line.back.len()
        };
        let frame = line.back.remove(which);
        let twice = twice && !is_first(&frame);
        for _ in 0..=usize::from(twice) {
            let wishes = self.lines[at].phone.take(Input::Frame(frame.clone()));
            self.grant(at, wishes);
        }
    }

    /// Everything works again, until nobody has anything to say.
    fn heal(&mut self) {
        for at in 0..self.lines.len() {
            self.cut(at);
        }
        for at in 0..self.lines.len() {
            self.connect(at);
        }
        self.settle();
    }

    fn settle(&mut self) {
        for _round in 0..1_000 {
            for at in 0..self.lines.len() {
                self.carry_out(at, false);
                self.carry_back(at, 0, false);
            }
            if self
                .lines
                .iter()
                .all(|line| line.out.is_empty() && line.back.is_empty())
            {
                return;
            }
        }
        panic!("still talking after 1000 rounds");
    }

    /// A phone does something about the ward's first shifts and whatever is on offer.
    fn act(&mut self, at: usize, (what, shift, other): (usize, usize, usize)) {
        let phone = &mut self.lines[at].phone;
        phone.now_ms += 60_000;
        let command = command(
            phone.engine().tentative(),
            phone.person(),
            what,
            shift,
            other,
        );
        // What does not hold by what this phone knows is refused at once, and no harm done.
        if let Ok(wishes) = phone.act(vec![command]) {
            self.made += 1;
            self.grant(at, wishes);
        }
    }
}

fn command(team: &Team, me: PersonId, what: usize, shift: usize, other: usize) -> Command {
    let mine: Vec<&ruil_core::Shift> = team.roster.of(Some(me)).take(6).collect();
    let open: Vec<&ruil_core::Shift> = team.roster.of(None).take(2).collect();
    let offers: Vec<&ruil_core::Offer> = team
        .offers
        .values()
        .filter(|offer| offer.is_open())
        .collect();
    let nothing = Command::Withdraw {
        offer: OfferId::from_bytes([0; 16]),
    };
    let offer = (!offers.is_empty()).then(|| offers[other % offers.len()]);
    let shift = (!mine.is_empty()).then(|| mine[shift % mine.len()]);
    let kinds = [OfferKind::GiveAway, OfferKind::SwapForAnswer];
    match (what, shift, offer) {
        (0 | 1, Some(shift), _) => Command::Offer {
            shift: shift.id,
            revision: shift.revision,
            kind: kinds[what].clone(),
            to: Audience::Everyone,
        },
        (2 | 3, _, Some(offer)) => Command::Answer {
            offer: offer.id,
            answer: Answer::Yes,
        },
        (4, Some(shift), Some(offer)) => {
            let answer = Answer::YesWith {
                shift: shift.id,
                revision: shift.revision,
            };
            Command::Answer {
                offer: offer.id,
                answer,
            }
        }
        (5, _, Some(offer)) => {
            let yes = offer.answers.iter().find(|(_, answer)| answer.is_yes());
            yes.map_or(nothing, |(person, _)| Command::Choose {
                offer: offer.id,
                person: *person,
            })
        }
        (6, _, Some(offer)) => Command::Withdraw { offer: offer.id },
        _ => open.first().map_or(nothing, |shift| Command::Claim {
            shift: shift.id,
            revision: shift.revision,
        }),
    }
}

#[derive(Clone, Debug)]
enum Turn {
    Act(usize, (usize, usize, usize)),
    Out(usize, bool),
    Back(usize, usize, bool),
    Cut(usize),
    Connect(usize),
    Restart(usize),
    LosePower(usize),
}

fn turn() -> impl Strategy<Value = Turn> {
    let phone = || 0..3_usize;
    prop_oneof![
        4 => (phone(), (0..8_usize, 0..6_usize, 0..4_usize)).prop_map(|(at, what)| Turn::Act(at, what)),
        4 => (phone(), any::<bool>()).prop_map(|(at, twice)| Turn::Out(at, twice)),
        4 => (phone(), 0..3_usize, any::<bool>()).prop_map(|(at, n, twice)| Turn::Back(at, n, twice)),
        1 => phone().prop_map(Turn::Cut),
        2 => phone().prop_map(Turn::Connect),
        1 => phone().prop_map(Turn::Restart),
        1 => phone().prop_map(Turn::LosePower),
    ]
}

fn owners(team: &Team) -> Vec<(ShiftId, Option<PersonId>)> {
    let mut owners: Vec<_> = team
        .roster
        .iter()
        .map(|shift| (shift.id, shift.owner))
        .collect();
    owners.sort();
    owners
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn all_phones_agree_in_the_end(
        seed in any::<u32>(),
        turns in prop::collection::vec(turn(), 1..80),
    ) {
        let mut world = World::new(u64::from(seed));
        let before = world.lines[0].phone.engine().number();
        for turn in turns {
            match turn {
                Turn::Act(at, what) => world.act(at, what),
                Turn::Out(at, twice) => world.carry_out(at, twice),
                Turn::Back(at, which, twice) => world.carry_back(at, which, twice),
                Turn::Cut(at) => world.cut(at),
                Turn::Connect(at) => world.connect(at),
                Turn::Restart(at) => {
                    world.cut(at);
                    world.lines[at].phone.restart();
                }
                Turn::LosePower(at) => {
                    world.cut(at);
                    world.lines[at].phone.lose_power();
                }
            }
            for line in &world.lines {
                prop_assert_eq!(line.phone.engine().alarm(), None);
            }
        }
        world.heal();

        let first = world.lines[0].phone.engine();
        let made = world.made as u64;
        prop_assert_eq!(first.number(), before + made, "each saved action is final exactly once");
        for line in &world.lines {
            let engine = line.phone.engine();
            prop_assert_eq!(engine.link(), Link::Live);
            prop_assert!(engine.outbox().is_empty());
            prop_assert_eq!(engine.head(), first.head());
            prop_assert_eq!(engine.team().fingerprint(), first.team().fingerprint());
            prop_assert_eq!(engine.team(), first.team());
        }
        let owners = owners(first.team());
        let ids: std::collections::BTreeSet<_> = owners.iter().map(|(id, _)| *id).collect();
        prop_assert_eq!(ids.len(), owners.len());
    }
}

#[test]
fn two_who_say_yes_offline_agree_on_the_one_the_relay_heard_first() {
    let mut world = World::new(7);
    for at in 0..3 {
        world.cut(at);
    }
    let team = world.lines[0].phone.engine().team().clone();
    let people: Vec<PersonId> = world.lines.iter().map(|line| line.phone.person()).collect();
    let all_may_take = |shift: &&ruil_core::Shift| {
        let others = people.iter().filter(|person| Some(**person) != shift.owner);
        let mut changes = others.map(|taker| ruil_core::check::Change::gift(shift, *taker));
        changes.all(|change| ruil_core::check::check(&team, &change).is_empty())
    };
    let mut offered = people.iter().enumerate().filter_map(|(at, person)| {
        let shift = team.roster.of(Some(*person)).find(all_may_take)?;
        Some((at, *person, shift.clone()))
    });
    let (giver, ann, shift) = offered.next().unwrap();
    world.lines.swap(0, giver);
    let gift = Command::Offer {
        shift: shift.id,
        revision: 0,
        kind: OfferKind::GiveAway,
        to: Audience::Everyone,
    };
    world.connect(0);
    world.lines[0].phone.act(vec![gift]).unwrap();
    world.heal();
    let offer = world.lines[1]
        .phone
        .engine()
        .team()
        .open_offer_of(shift.id)
        .unwrap()
        .id;
    for at in 0..3 {
        world.cut(at);
    }
    for at in [1, 2] {
        let yes = Command::Answer {
            offer,
            answer: Answer::Yes,
        };
        world.lines[at].phone.act(vec![yes]).unwrap();
        world.lines[at].phone.restart();
        assert_eq!(
            world.lines[at].phone.engine().outbox()[0].outcome,
            Outcome::Applied
        );
        assert_eq!(
            world.lines[at]
                .phone
                .engine()
                .team()
                .roster
                .get(shift.id)
                .unwrap()
                .owner,
            Some(ann)
        );
    }
    world.connect(2);
    while !world.lines[2].out.is_empty() || !world.lines[2].back.is_empty() {
        world.carry_out(2, false);
        world.carry_back(2, 0, false);
    }
    world.heal();
    let winner = world.lines[2].phone.person();
    for line in &world.lines {
        let team = line.phone.engine().team();
        assert_eq!(team.roster.get(shift.id).unwrap().owner, Some(winner));
        let lost = team.offers.get(&offer).unwrap().losses[&world.lines[1].phone.person()];
        assert_eq!((lost.winner, lost.came.is_some()), (Some(winner), true));
        assert!(lost.settled < lost.came.unwrap());
    }
}
