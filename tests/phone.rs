//! A device without a screen: the engine, and a storage that does what it is told.

use ruil_core::event::{Founding, NewPerson};
use ruil_core::{Command, DeviceId, Event, PersonId, Refusal, TeamId};
use ruil_sync::invite::{Asked, Code, Inviter, Joined, Joiner};
use ruil_sync::{
    Batch, DeviceKey, Durability, Engine, Identity, Input, Keyring, NotDone, Output, Saved, Seed,
    TeamKey, saved,
};
use ruil_wire::ClientFrame;

/// What a phone wants of the network after it did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Send this.
    Send(ClientFrame),
    /// Make the team known to the relay with these bytes, then connect again.
    Register(Vec<u8>),
    /// Give the relay a sealed checkpoint.
    Upload {
        /// Its number.
        number: u64,
        /// The bytes.
        sealed: Vec<u8>,
    },
    /// Ask the relay for a sealed checkpoint.
    Fetch {
        /// Its number.
        number: u64,
    },
    /// Hang up.
    HangUp,
}

/// A source of bytes for ids, nonces and keys.
pub type Dice = Box<dyn FnMut(&mut [u8]) + Send>;

/// A device without a screen.
pub struct Phone {
    engine: Engine,
    kept: Saved,
    dice: Dice,
    missed: Vec<(Event, Refusal)>,
    /// Its clock, Unix milliseconds.
    pub now_ms: u64,
}

impl Phone {
    /// Founds a team on a new phone.
    pub fn found(team: &str, founder: &str, mut dice: Dice, now_ms: u64) -> (Self, Vec<Wish>) {
        let me = Identity {
            team: TeamId::from_bytes(roll(&mut dice)),
            person: PersonId::from_bytes(roll(&mut dice)),
            device: DeviceId::from_bytes(roll(&mut dice)),
            device_key: DeviceKey::make(roll(&mut dice)),
            keys: Keyring::new(0, TeamKey::make(roll(&mut dice))),
        };
        let founding = Founding {
            team: me.team,
            name: team.to_owned(),
            zone: "Europe/Amsterdam".to_owned(),
            founder: NewPerson {
                id: me.person,
                name: founder.to_owned(),
                coordinator: true,
                qualifications: Vec::new(),
            },
            device: me.device,
            key: me.device_key.public(),
        };
        let mut phone = Self::enter(me, dice, now_ms);
        let wishes = phone
            .act(vec![Command::Found(founding)])
            .unwrap_or_default();
        (phone, wishes)
    }

    /// Joins by an invite of `inviter`, both at one table: asks, compares words, is admitted.
    ///
    /// Returns nothing if a step fails or the words differ.
    pub fn join(
        inviter: &mut Self,
        person: PersonId,
        mut dice: Dice,
        now_ms: u64,
    ) -> Option<(Self, Vec<Wish>)> {
        let code = Code::make(roll(&mut dice));
        let invite = Inviter::make(code.clone(), person, roll(&mut dice));
        let joiner = Joiner::make(code, roll(&mut dice), roll(&mut dice), roll(&mut dice));
        let open = invite.open(inviter.engine.me(), None, 60);
        let asked: Asked = invite.asked(&joiner.ask(roll(&mut dice))).ok()?;
        let reveal = invite.reveal(roll(&mut dice));
        if joiner.words(&open.commitment, &reveal).ok()? != invite.words(&asked) {
            return None;
        }
        let admit = Command::Admit {
            person,
            device: asked.device,
            key: asked.key,
        };
        let wishes = inviter.act(vec![admit]).ok()?;
        let welcome = inviter.engine.welcome_for_joiner();
        let answer = invite.answer(welcome, &asked, roll(&mut dice));
        let joined = joiner.answered(&open.commitment, &reveal, &answer).ok()?;
        Some((Self::arrive(&joined, dice, now_ms), wishes))
    }

    /// Starts a phone with an identity and nothing else.
    pub fn enter(me: Identity, dice: Dice, now_ms: u64) -> Self {
        Self::arrive(&Joined { me, start: None }, dice, now_ms)
    }

    /// Starts a phone with what its invite gave it.
    pub fn arrive(joined: &Joined, dice: Dice, now_ms: u64) -> Self {
        let kept = joined_rows(joined);
        let engine = Engine::load(&kept).unwrap_or_else(|| Engine::new(joined.me.clone()));
        Self {
            engine,
            kept,
            dice,
            missed: Vec::new(),
            now_ms,
        }
    }

    /// Returns what its person asked for and could not be any more, and why.
    pub fn missed(&self) -> &[(Event, Refusal)] {
        &self.missed
    }

    /// Returns the engine, to look at.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Returns the person it belongs to.
    pub fn person(&self) -> PersonId {
        self.engine.me().person
    }

    /// Does what its person asks for, and saves it.
    pub fn act(&mut self, commands: Vec<Command>) -> Result<Vec<Wish>, NotDone> {
        let dice = &mut self.dice;
        let mut seed = || Seed {
            event: roll(dice),
            nonce: roll(dice),
        };
        let seeded = commands
            .into_iter()
            .map(|command| (command, seed()))
            .collect();
        let outputs = self.engine.act(seeded, self.now_ms)?;
        Ok(self.run(outputs))
    }

    /// Takes an input, and saves what follows.
    pub fn take(&mut self, input: Input) -> Vec<Wish> {
        let outputs = self.engine.handle(input);
        self.run(outputs)
    }

    /// Loses its memory, as when the app is killed, and starts from its storage.
    pub fn restart(&mut self) {
        if let Some(engine) = Engine::load(&self.kept) {
            self.engine = engine;
        }
    }

    /// Loses power: what was not written strictly may be gone too, here all of it.
    pub fn lose_power(&mut self) {
        self.kept.log.clear();
        self.restart();
    }

    fn run(&mut self, outputs: Vec<Output>) -> Vec<Wish> {
        let mut wishes = Vec::new();
        let mut vouched = None;
        for output in outputs {
            match output {
                Output::Save(ticket, batch) => {
                    self.write(&batch);
                    wishes.extend(self.take(Input::Saved(ticket)));
                }
                Output::Send(frame) => wishes.push(Wish::Send(frame)),
                Output::Register(founding) => wishes.push(Wish::Register(founding)),
                Output::Restore { after, goal } => {
                    let frames = saved::restore(&self.kept.log, after, goal);
                    wishes.extend(frames.into_iter().map(Wish::Send));
                }
                Output::Vouch(command) => vouched = Some(command),
                Output::Upload { number, sealed } => wishes.push(Wish::Upload { number, sealed }),
                Output::Fetch { number } => wishes.push(Wish::Fetch { number }),
                Output::Missed(event, refusal) => self.missed.push((*event, refusal)),
                Output::HangUp => wishes.push(Wish::HangUp),
                Output::Final { .. } | Output::Changed => {}
            }
        }
        // What does not hold any more by now is not said.
        let said = vouched.map(|command| self.act(vec![command]));
        wishes.extend(said.and_then(Result::ok).unwrap_or_default());
        wishes
    }

    fn write(&mut self, batch: &Batch) {
        debug_assert!(batch.outbox.is_empty() || batch.durability == Durability::Strict);
        self.kept.write(batch);
    }
}

/// Returns what a device keeps when it has just joined.
pub fn joined_rows(joined: &Joined) -> Saved {
    let mut kept = Saved::default();
    let me = joined.me.to_bytes().to_vec();
    kept.meta.insert(saved::IDENTITY.to_owned(), me);
    if let Some(start) = joined.start {
        kept.meta.insert(saved::START.to_owned(), start.to_bytes());
    }
    kept
}

/// Returns so many rolled bytes.
pub fn roll<const N: usize>(dice: &mut Dice) -> [u8; N] {
    let mut bytes = [0; N];
    dice(&mut bytes);
    bytes
}

/// Returns dice that roll the same for the same seed: BLAKE-like quality is not needed, only
/// bytes that do not repeat (SplitMix64, Steele and others 2014).
pub fn loaded_dice(seed: u64) -> Dice {
    let mut state = seed;
    Box::new(move |bytes| {
        for byte in bytes {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut word = state;
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let [_, _, _, middle, ..] = (word ^ (word >> 31)).to_le_bytes();
            *byte = middle;
        }
    })
}

/// Returns dice of the operating system's.
pub fn real_dice() -> Dice {
    Box::new(|bytes| {
        while getrandom::fill(bytes).is_err() {
            std::thread::yield_now();
        }
    })
}
