//! A year of a team as its relay has it: ten thousand sealed entries, the same bytes wherever they are
//! made, with the head and the state they have to lead to.
//!
//! Everything happens in it: offers and answers of every kind, circles, wishes, owed shifts, lost phones
//! and a colleague who leaves, what does not hold, what was sealed for a time that is over, and what
//! somebody signed for somebody else. One seed decides all of it.

use std::collections::BTreeMap;

use ruil_core::event::{Additions, Founding, NewPerson, NewShift, RosterPart};
use ruil_core::rules::rule_set::NEWEST;
use ruil_core::{
    Agreements, Answer, Audience, Command, DeviceId, Event, EventId, KindId, Moment, Move,
    NewCircle, NewWish, OfferId, OfferKind, OfferState, Pattern, PersonId, ProposalState, Shift,
    Stamp, Team, TeamId, TeamRules, Wanted, WishId,
};
use ruil_sync::body::{Body, command_bytes};
use ruil_sync::checkpoint::{self, Checkpoint};
use ruil_sync::invite::Start;
use ruil_sync::seal::{Cover, sign};
use ruil_sync::{DeviceKey, Engine, Identity, Input, Keyring, Output, Saved, Seed, TeamKey, saved};
use ruil_wire::limit::ENVELOPES_PER_FRAME_MAX;
use ruil_wire::{Access, Entry, Envelope, RelayFrame};

/// So many entries, and where they lead on every machine: the chain's value, the state's fingerprint, and
/// the hash of a checkpoint there.
pub const PLACES: [(u64, &str); 2] = [
    (
        1_000,
        "0d52af8c8818ce89fd6ac963fd9a30dc199a4375a7ea0834b8d64c46b890d68b 2cbe8a0078b8c39e 5c11bf19e5a7b5e3d158483bd7e71aafd5ff0224161a12a8d08b0bc92af5d1f5",
    ),
    (
        10_000,
        "c58ec816ef361d2f62a82c3d2043b9276c5c403a6ce8718b17f3e84a4c76142f 6ea5cd726047198a ae5e1381a4d38f208f46564ce7b0f02a54d65829ab87056f16a8bd1fc07646a7",
    ),
];
/// So many entries come after the checkpoint that a joiner begins with.
pub const TAIL: u64 = 200;

const TEAM: TeamId = TeamId::from_bytes([3; 16]);
const ANN: u8 = 1;
const BEN: u8 = 2;
/// Who loses a phone now and then.
const CAS: u8 = 3;
/// Who leaves.
const DEE: u8 = 4;
const KINDS: [KindId; 3] = [
    KindId::from_bytes([0x21; 16]),
    KindId::from_bytes([0x22; 16]),
    KindId::from_bytes([0x23; 16]),
];
const CYCLE: &[u8] = b"EELL.NN..E.LLL..NN..";
const MINUTE_MS: u64 = 60_000;
const DAY_MIN: i32 = 24 * 60;
/// A Monday, 3 March 2025.
const FIRST_DAY: i32 = 20_150;

/// How large a team is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// So many people.
    pub people: u8,
    /// Its roster is known for so many days.
    pub known_days: i32,
    /// So many days of roster are added at once.
    pub part_days: i32,
}

/// A ward.
pub const WARD: Size = Size {
    people: 12,
    known_days: 42,
    part_days: 14,
};

/// The log, and who reads it.
pub struct History {
    /// The entries, in order.
    pub entries: Vec<Entry>,
    /// The same as a device keeps them.
    pub rows: Vec<(u64, Vec<u8>)>,
    /// The founder's device, which has come past all of it.
    pub reader: Engine,
    /// Where a joiner begins, and the sealed checkpoint for it.
    pub start: Option<(Start, Vec<u8>)>,
    /// The team as it is now; the reader hears of it a batch later.
    team: Team,
    unread: Vec<Entry>,
    size: Size,
    people: BTreeMap<u8, Author>,
    phones: u8,
    counters: BTreeMap<DeviceId, u64>,
    access: Option<Access>,
    known_until: i32,
    now_ms: u64,
    dice: u64,
}

struct Author {
    me: Identity,
    counter: u64,
    last: EventId,
}

/// Makes the first entries of a team's history. A joiner begins [`TAIL`] entries before their end.
pub fn make(size: Size, events: u64) -> History {
    let mut history = History::found(size);
    history.settle_in();
    while history.number() < events {
        if history.start.is_none() && history.number() >= events.saturating_sub(TAIL) {
            history.start = Some(history.start_here());
        }
        history.next();
    }
    history.read();
    history
}

/// Returns who reads along from the beginning, with a device of their own.
pub fn reader() -> Identity {
    identity(BEN, BEN)
}

fn identity(person: u8, phone: u8) -> Identity {
    Identity {
        team: TEAM,
        person: self::person(person),
        device: device(phone),
        device_key: DeviceKey::make([phone; 32]),
        keys: Keyring::new(0, TeamKey::make([7; 32])),
    }
}

/// Returns the id of the nth person, from 1.
pub fn person(nth: u8) -> PersonId {
    PersonId::from_bytes([nth; 16])
}

/// Returns the id of the nth phone; the first ones are the people's, in their order.
pub fn device(nth: u8) -> DeviceId {
    DeviceId::from_bytes([0x40 ^ nth; 16])
}

impl History {
    fn found(size: Size) -> Self {
        let me = identity(ANN, ANN);
        let founding = Command::Found(Founding {
            team: TEAM,
            name: "De Linde".to_owned(),
            zone: "Europe/Amsterdam".to_owned(),
            founder: new_person(ANN),
            device: me.device,
            key: me.device_key.public(),
        });
        let mut history = Self {
            entries: Vec::new(),
            rows: Vec::new(),
            reader: Engine::new(me),
            start: None,
            team: Team::default(),
            unread: Vec::new(),
            size,
            people: BTreeMap::new(),
            phones: size.people,
            counters: BTreeMap::new(),
            access: None,
            known_until: FIRST_DAY - size.part_days,
            now_ms: u64::from(FIRST_DAY.unsigned_abs()) * 24 * 60 * MINUTE_MS,
            dice: 0x5275_696c,
        };
        history.ann(founding);
        history
    }

    /// Everybody comes in, and the first roster.
    fn settle_in(&mut self) {
        let words = ["Early", "Late", "Night"];
        let words = KINDS.into_iter().zip(words);
        let kinds = words.map(|(id, name)| (id, name.chars().take(1).collect(), name.to_owned()));
        self.ann(Command::Add(Additions {
            people: (BEN..=self.size.people).map(new_person).collect(),
            kinds: kinds.collect(),
            ..Additions::default()
        }));
        for nth in BEN..=self.size.people {
            self.admit(nth, nth);
        }
        let mut rules = TeamRules::default();
        rules.law.version = NEWEST;
        self.ann(Command::SetRules(rules));
        self.ann(Command::Agree(Agreements::default()));
        self.plan();
    }

    fn number(&self) -> u64 {
        self.entries.len() as u64
    }

    fn admit(&mut self, nth: u8, phone: u8) {
        let me = Identity {
            keys: self.keys(),
            ..identity(nth, phone)
        };
        let (person, device, key) = (me.person, me.device, me.device_key.public());
        self.ann(Command::Admit {
            person,
            device,
            key,
        });
        let author = Author {
            me,
            counter: 0,
            last: EventId::from_bytes([0; 16]),
        };
        self.people.insert(nth, author);
    }

    /// Returns all keys the team has had.
    pub fn keys(&self) -> Keyring {
        self.reader.welcome_for_joiner().keys
    }

    /// The coordinator adds roster, two weeks at a time, until enough is known.
    fn plan(&mut self) {
        let Size {
            people,
            known_days,
            part_days,
        } = self.size;
        while self.known_until < self.today() + known_days {
            let from = self.known_until;
            self.known_until += part_days;
            let days = from..self.known_until;
            let shifts = days.flat_map(|day| (0..=people).filter_map(move |nth| shift(day, nth)));
            let part = RosterPart {
                people: (1..=people).map(person).collect(),
                kinds: KINDS.to_vec(),
                shifts: shifts.collect(),
                ..RosterPart::default()
            };
            self.ann(Command::Import(part));
        }
    }

    fn today(&self) -> i32 {
        self.now_min() / DAY_MIN
    }

    fn now_min(&self) -> i32 {
        i32::try_from(self.now_ms / MINUTE_MS).unwrap_or(i32::MAX)
    }

    /// The founder acts, as her own device does it. What does not hold is not done.
    fn ann(&mut self, command: Command) {
        self.read();
        let number = self.number() + 1;
        let made = Event {
            id: event(number),
            device: device(ANN),
            actor: person(ANN),
            command: command.clone(),
        };
        let seed = Seed {
            event: *event(number).as_bytes(),
            nonce: nonce(number),
        };
        let Ok(outputs) = self.reader.act(vec![(command, seed)], self.now_ms) else {
            return;
        };
        let saves = outputs.into_iter().filter_map(|output| match output {
            Output::Save(ticket, batch) => Some((ticket, batch)),
            _ => None,
        });
        let saves: Vec<_> = saves.collect();
        for (ticket, batch) in saves {
            self.reader.handle(Input::Saved(ticket));
            for (counter, bytes) in batch.outbox {
                if let Ok(envelope) = Envelope::parse(bytes) {
                    self.counters.insert(device(ANN), counter);
                    self.relay(envelope, Some(&made));
                }
            }
        }
        self.read();
    }

    /// Somebody else acts. The relay numbers it, whether it holds or not.
    fn does(&mut self, nth: u8, command: &Command) {
        let keys = self.keys();
        self.writes(nth, command, None, &keys);
    }

    fn writes(&mut self, nth: u8, command: &Command, forger: Option<u8>, keys: &Keyring) {
        let number = self.number() + 1;
        let Some(author) = self.people.get_mut(&nth) else {
            return;
        };
        let body = Body {
            rules: ruil_core::RULES,
            device: author.me.device,
            counter: author.counter + 1,
            previous: author.last,
            seen_number: self.reader.number(),
            seen_head: self.reader.head().0,
            seen_state: self.reader.team().fingerprint(),
            wall_ms: self.now_ms,
            actor: author.me.person,
            command: command_bytes(command),
        };
        let is_real = forger.is_none() && keys.epoch() == self.team.epoch;
        if is_real {
            author.counter = body.counter;
            author.last = event(number);
            self.counters.insert(body.device, body.counter);
        }
        let hand = Identity {
            device_key: DeviceKey::make([forger.unwrap_or(nth); 32]),
            ..author.me.clone()
        };
        let me = if forger.is_some() { &hand } else { &author.me };
        let cover = Cover {
            team: me.wire_team(),
            keys,
            nonce: nonce(number),
            access: None,
        };
        let made = Event {
            id: event(number),
            device: body.device,
            actor: body.actor,
            command: command.clone(),
        };
        if let Ok(envelope) = sign(me, made.id, &body).seal(&cover) {
            self.relay(envelope, is_real.then_some(&made));
        }
    }

    /// Numbers an envelope, and lets happen what holds.
    fn relay(&mut self, envelope: Envelope, made: Option<&Event>) {
        if let Some(access) = envelope.access() {
            self.access = Some(access.clone());
        }
        let (number, time_ms) = (self.number() + 1, self.now_ms);
        if let Some(made) = made {
            self.team.apply(made, Stamp { number, time_ms });
        }
        let entry = Entry {
            number,
            time_ms,
            envelope,
        };
        self.entries.push(entry.clone());
        self.unread.push(entry);
        if self.unread.len() >= ENVELOPES_PER_FRAME_MAX {
            self.read();
        }
    }

    /// Lets the reader read what there is, believing nothing.
    fn read(&mut self) {
        let unread = core::mem::take(&mut self.unread);
        for output in self.reader.handle(batch(unread, self.number())) {
            if let Output::Save(_, batch) = output {
                self.rows.extend(batch.log);
            }
        }
        let read = (self.reader.number(), self.reader.alarm());
        assert_eq!(read, (self.number(), None));
        assert_eq!(self.reader.team().fingerprint(), self.team.fingerprint());
    }

    /// Says what the state is after the last entry.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            number: self.number(),
            time_ms: self.now_ms,
            head: self.reader.head(),
            counters: self.counters.clone(),
            access: self.access.clone(),
            team: self.reader.team().as_ref().clone(),
        }
    }

    /// Returns where it has come to, to be compared with [`PLACES`].
    pub fn place(&self) -> String {
        let digest = checkpoint::digest(&self.checkpoint().to_bytes());
        let hex =
            |bytes: &[u8]| -> String { bytes.iter().map(|byte| format!("{byte:02x}")).collect() };
        let state = self.reader.team().fingerprint();
        let head = hex(&self.reader.head().0);
        format!("{head} {state:016x} {}", hex(&digest))
    }

    fn start_here(&mut self) -> (Start, Vec<u8>) {
        self.read();
        let bytes = self.checkpoint().to_bytes();
        let start = Start {
            number: self.number(),
            head: self.reader.head().0,
            digest: checkpoint::digest(&bytes),
        };
        let team = self.reader.me().wire_team();
        (start, checkpoint::seal(&self.keys(), team, &bytes))
    }

    /// What comes next.
    fn next(&mut self) {
        let number = self.number();
        self.now_ms += (5 + self.draw(40)) * MINUTE_MS;
        self.plan();
        match number {
            _ if number.is_multiple_of(1_000) => self.vouch(),
            _ if number % 1_700 == 850 => self.lose_a_phone(),
            _ if number % 900 == 450 => self.forge(),
            6_000..6_040 if self.people.contains_key(&DEE) => self.leave(),
            _ => self.ordinary(),
        }
    }

    /// Two persons say what the state is.
    fn vouch(&mut self) {
        self.read();
        let number = self.number();
        let digest = checkpoint::digest(&self.checkpoint().to_bytes());
        let said = Command::Checkpoint { number, digest };
        self.ann(said.clone());
        self.does(BEN, &said);
    }

    /// A phone is revoked with a new key for all others, writes on with the old key, and is replaced.
    fn lose_a_phone(&mut self) {
        let lost = self.people.get(&CAS).map(|author| author.me.device);
        self.remove(Vec::new(), lost.into_iter().collect(), CAS);
        self.phones += 1;
        self.admit(CAS, self.phones);
    }

    fn leave(&mut self) {
        self.remove(vec![person(DEE)], Vec::new(), DEE);
        self.people.remove(&DEE);
    }

    fn remove(&mut self, people: Vec<PersonId>, devices: Vec<DeviceId>, nth: u8) {
        self.read();
        let epoch = u8::try_from(self.team.epoch).unwrap_or(u8::MAX);
        let random = ([0x80 | epoch; 32], [0xc0 | epoch; 32]);
        let (old, removal) = (self.keys(), self.reader.removal(people, devices, random));
        if let Some(removal) = removal {
            self.ann(Command::Remove(removal));
            self.writes(nth, &Command::Tick, None, &old);
        }
    }

    /// Somebody with the team's key signs for somebody else.
    fn forge(&mut self) {
        let shift = self.coming(BEN);
        let keys = self.keys();
        if let Some(shift) = shift {
            self.writes(BEN, &give(&shift), Some(CAS), &keys);
        }
    }

    fn ordinary(&mut self) {
        let who = self.somebody();
        match self.draw(100) {
            0..36 => self.answer(who),
            36..58 => self.offer(who),
            58..66 => self.end(who),
            66..72 => self.claim(who),
            72..77 => self.wish(who),
            77..85 => self.propose_circle(who),
            85..91 => self.answer_circle(who),
            91..93 => self.release(who),
            93..97 => self.decide(),
            97..99 => self.does(who, &Command::Tick),
            _ => {
                let offer = OfferId::from_bytes([0xee; 16]);
                self.does(who, &Command::Withdraw { offer });
            }
        }
    }

    fn somebody(&mut self) -> u8 {
        let here: Vec<u8> = self.people.keys().copied().collect();
        self.one(&here).copied().unwrap_or(BEN)
    }

    /// One of somebody's shifts in the coming weeks.
    fn coming(&mut self, nth: u8) -> Option<Shift> {
        self.shift_of(Some(person(nth)))
    }

    fn shift_of(&mut self, owner: Option<PersonId>) -> Option<Shift> {
        let (from, until) = (self.now_min() + DAY_MIN, self.now_min() + 30 * DAY_MIN);
        let shifts = self.team.roster.starting(owner, from, until);
        let shifts: Vec<_> = shifts.cloned().collect();
        self.one(&shifts).cloned()
    }

    /// One of the latest offers that are open.
    fn open_offer(&mut self, fits: impl Fn(Option<PersonId>) -> bool) -> Option<OfferId> {
        let offers = self.team.offers.values().rev();
        let open = offers.filter(|offer| offer.state == OfferState::Open && fits(offer.by));
        let open: Vec<_> = open.take(8).map(|offer| offer.id).collect();
        self.one(&open).copied()
    }

    fn answer(&mut self, who: u8) {
        let me = person(who);
        let Some(offer) = self.open_offer(|by| by != Some(me)) else {
            return self.offer(who);
        };
        let answer = match (self.draw(10), self.coming(who)) {
            (0..5, _) => Answer::Yes,
            (5..8, Some(shift)) => Answer::YesWith {
                shift: shift.id,
                revision: shift.revision,
            },
            (8, _) => Answer::Later,
            _ => Answer::No,
        };
        self.does(who, &Command::Answer { offer, answer });
    }

    fn offer(&mut self, who: u8) {
        let Some(shift) = self.coming(who) else {
            return self.does(who, &Command::Tick);
        };
        let day = shift.span.start().day();
        let kind = match self.draw(6) {
            0..3 => OfferKind::GiveAway,
            3 => OfferKind::SwapForAnswer,
            4 => OfferKind::OweLater {
                until: day.plus(60),
            },
            _ => OfferKind::SwapForWish(vec![Pattern {
                days: Some((day.plus(-7), day.plus(7))),
                ..Pattern::default()
            }]),
        };
        let asked = self.somebody();
        let to = match self.draw(4) {
            0 if asked != who => Audience::Some(vec![person(asked)]),
            _ => Audience::Everyone,
        };
        let offer = Command::Offer {
            shift: shift.id,
            revision: shift.revision,
            kind,
            to,
        };
        self.does(who, &offer);
    }

    /// Takes an own offer back, or chooses an answer to it.
    fn end(&mut self, who: u8) {
        let me = person(who);
        let Some(offer) = self.open_offer(|by| by == Some(me)) else {
            return self.offer(who);
        };
        let found = self.team.offers.get(&offer);
        let found = found.and_then(|offer| offer.answers.iter().find(|(_, said)| said.is_yes()));
        let command = match found {
            Some((person, _)) => Command::Choose {
                offer,
                person: *person,
            },
            None => Command::Withdraw { offer },
        };
        self.does(who, &command);
    }

    fn claim(&mut self, who: u8) {
        if let Some(Shift { id, revision, .. }) = self.shift_of(None) {
            self.does(
                who,
                &Command::Claim {
                    shift: id,
                    revision,
                },
            );
        } else {
            self.release(who);
        }
    }

    fn release(&mut self, who: u8) {
        if let Some(Shift { id, revision, .. }) = self.coming(who) {
            self.does(
                who,
                &Command::Release {
                    shift: id,
                    revision,
                },
            );
        }
    }

    fn wish(&mut self, who: u8) {
        let me = person(who);
        let wishes = self.team.wishes.values();
        let mine = wishes.filter(|wish| wish.person == me).map(|wish| wish.id);
        let mine: Vec<WishId> = mine.collect();
        let command = match mine.as_slice() {
            [oldest, _, _, _, ..] => Command::Unwish { wish: *oldest },
            _ => {
                let weekdays = 1 << self.draw(7);
                Command::Wish(NewWish {
                    what: Wanted::Free,
                    shifts: Pattern {
                        weekdays,
                        ..Pattern::default()
                    },
                    weight: 1,
                    until: None,
                })
            }
        };
        self.does(who, &command);
    }

    /// Two people swap, and a third joins in now and then.
    fn propose_circle(&mut self, who: u8) {
        let mut people = vec![who];
        for _ in 0..2 + self.draw(2) {
            let other = self.somebody();
            if !people.contains(&other) {
                people.push(other);
            }
        }
        let shifts: Vec<_> = people.iter().filter_map(|nth| self.coming(*nth)).collect();
        let takers = people.iter().cycle().skip(1);
        let moves = shifts.iter().zip(takers).map(|(shift, to)| Move {
            shift: shift.id,
            revision: shift.revision,
            to: person(*to),
        });
        let circle = NewCircle {
            moves: moves.collect(),
            open_min: 3 * 24 * 60,
        };
        self.does(who, &Command::ProposeCircle(circle));
    }

    fn answer_circle(&mut self, who: u8) {
        let proposals = self.team.proposals.values().rev();
        let open = proposals.filter(|found| found.state == ProposalState::Open);
        let asked = open.take(8).flat_map(|found| {
            let silent = found.people().into_iter();
            let silent = silent.filter(|person| !found.agreed.contains(person));
            silent.map(|person| (found.id, person))
        });
        let asked: Vec<_> = asked.collect();
        let Some((circle, person)) = self.one(&asked).copied() else {
            return self.propose_circle(who);
        };
        let [nth, ..] = *person.as_bytes();
        let yes = self.draw(5) > 0;
        let answer = Command::AnswerCircle { circle, yes };
        if nth == ANN {
            self.ann(answer);
        } else {
            self.does(nth, &answer);
        }
    }

    /// The coordinator says a word where one is waited for.
    fn decide(&mut self) {
        let command = word_wanted(&self.team).unwrap_or(Command::Tick);
        self.ann(command);
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.draw(of.len().max(1) as u64);
        of.get(usize::try_from(at).ok()?)
    }

    /// Draws a number below `below` (SplitMix64: Steele, Lea, Flood 2014).
    fn draw(&mut self, below: u64) -> u64 {
        self.dice = self.dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.dice;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (word ^ (word >> 31)) % below.max(1)
    }
}

/// The ways to come to the state at the end.
impl History {
    /// Reads all of it from the relay, believing nothing.
    pub fn verify(batches: Vec<Input>) -> Engine {
        let mut engine = Engine::new(reader());
        for batch in batches {
            engine.handle(batch);
        }
        engine
    }

    /// Returns what a device keeps that has read all of it.
    pub fn saved(&self) -> Saved {
        let identity = (
            saved::IDENTITY.to_owned(),
            reader().to_bytes().as_slice().to_vec(),
        );
        Saved {
            meta: BTreeMap::from([identity]),
            log: self.rows.clone(),
            outbox: Vec::new(),
        }
    }

    /// Joins late: a checkpoint and what came after it.
    pub fn join(&self) -> Option<Engine> {
        let (start, sealed) = self.start.as_ref()?;
        let me = Identity {
            keys: self.keys(),
            ..reader()
        };
        let mut kept = Saved::default();
        let meta = [
            (saved::IDENTITY, me.to_bytes().as_slice().to_vec()),
            (saved::START, start.to_bytes()),
        ];
        let meta = meta.map(|(name, bytes)| (name.to_owned(), bytes));
        kept.meta.extend(meta);
        let mut engine = Engine::load(&kept)?;
        engine.handle(Input::Checkpoint(Some(sealed.clone())));
        let at = usize::try_from(start.number).ok()?;
        for batch in batches(self.entries.get(at..)?) {
            engine.handle(batch);
        }
        Some(engine)
    }
}

/// Returns a relay's batches of entries.
pub fn batches(entries: &[Entry]) -> impl Iterator<Item = Input> {
    let last = entries.last().map_or(0, |entry| entry.number);
    let parts = entries.chunks(ENVELOPES_PER_FRAME_MAX);
    parts.map(move |entries| batch(entries.to_vec(), last))
}

fn batch(entries: Vec<Entry>, last: u64) -> Input {
    Input::Frame(RelayFrame::Batch {
        entries,
        last,
        mark: None,
    })
}

/// Returns the approval that is waited for, the latest first.
fn word_wanted(team: &Team) -> Option<Command> {
    let offers = team.offers.values().rev();
    let open = offers.filter(|offer| offer.state == OfferState::Open);
    let mut waiting = open.filter_map(|offer| Some((offer.id, *offer.waiting.first()?)));
    if let Some((offer, person)) = waiting.next() {
        return Some(Command::Approve { offer, person });
    }
    let proposals = team.proposals.values().rev();
    let mut agreed = proposals.filter(|found| found.state == ProposalState::Agreed);
    let circle = agreed.next()?.id;
    Some(Command::DecideCircle { circle, yes: true })
}

fn give(shift: &Shift) -> Command {
    Command::Offer {
        shift: shift.id,
        revision: shift.revision,
        kind: OfferKind::GiveAway,
        to: Audience::Everyone,
    }
}

fn new_person(nth: u8) -> NewPerson {
    NewPerson {
        id: person(nth),
        name: format!("Person {nth}"),
        coordinator: nth <= BEN,
        qualifications: Vec::new(),
    }
}

/// In the order of the numbers, so that the latest are the last in every table.
fn event(number: u64) -> EventId {
    let number = number.to_be_bytes();
    let mut id = [9; 16];
    id.iter_mut().zip(number).for_each(|(to, from)| *to = from);
    EventId::from_bytes(id)
}

fn nonce(number: u64) -> [u8; 24] {
    let [a, b, c, d, e, f, g, h] = number.to_be_bytes();
    let mut nonce = [0; 24];
    nonce
        .iter_mut()
        .zip([a, b, c, d, e, f, g, h])
        .for_each(|(to, from)| *to = from);
    nonce
}

/// The shift of the nth person on a day; of nobody where it is 0: an open one, now and then.
fn shift(day: i32, nth: u8) -> Option<NewShift> {
    let at = usize::try_from(day).ok()? + usize::from(nth) * 3;
    let (kind, hour) = match CYCLE.get(at % CYCLE.len()) {
        Some(b'E') => (0, 7),
        Some(b'L') => (1, 15),
        Some(b'N') => (2, 23),
        Some(_) | None => return None,
    };
    Some(NewShift {
        start: Moment {
            utc_min: day * DAY_MIN + (hour - 1) * 60,
            offset_min: 60,
        },
        len_min: 480,
        end_offset_min: 60,
        break_min: 30,
        kind,
        unit: None,
        needs: None,
        owner: nth.checked_sub(1).map(u16::from),
    })
}
