//! What people do.

use ruil_core::event::{Additions, Founding, NewPerson, NewShift, RosterPart};
use ruil_core::{
    Answer, Audience, Command, DeviceId, EventId, KindId, Moment, OfferKind, PersonId, Shift, Team,
    TeamId, UnitId,
};
use ruil_sync::invite::{Asked, Code, Inviter, Joined, Joiner};
use ruil_sync::{DeviceKey, Identity, Keyring, TeamKey};

use super::world::{T0_MS, What, World};
use crate::phone::joined_rows;

/// The people besides the founder.
const PEOPLE: usize = 5;
/// Their shifts, from tomorrow on.
const SHIFTS: usize = 30;
const DEVICES_MAX: usize = 10;

/// Somebody who is about to join.
pub struct Join {
    d: usize,
    t: usize,
    person: PersonId,
    invite: Inviter,
    joiner: Joiner,
    asked: Asked,
    commitment: [u8; 32],
    reveal: Vec<u8>,
}

impl World {
    /// Founds the team, plans a ward and lets three colleagues in.
    pub(super) fn begin(&mut self) {
        let founder = PersonId::from_bytes(self.dice.bytes());
        let me = Identity {
            team: TeamId::from_bytes(self.team.0),
            person: founder,
            device: DeviceId::from_bytes(self.dice.bytes()),
            device_key: DeviceKey::make(self.dice.bytes()),
            keys: Keyring::new(0, TeamKey::make(self.dice.bytes())),
        };
        let founding = Founding {
            team: me.team,
            name: "De Linde".to_owned(),
            zone: "Europe/Amsterdam".to_owned(),
            founder: person(founder, "Ann"),
            device: me.device,
            key: me.device_key.public(),
        };
        let kept = joined_rows(&Joined { me, start: None });
        self.enter(founder, kept);
        self.act(0, 0, vec![Command::Found(founding)]);
        let ward = self.ward(founder);
        self.act(0, 0, ward);
        self.settle();
        for _ in 0..3 {
            let team = self.team_on(0, 0);
            self.invite(0, 0, &team);
            self.settle();
        }
        if let Some(second) = self.devices.get(1).map(|device| device.person) {
            let appoint = Command::Appoint {
                person: second,
                coordinator: true,
            };
            self.act(0, 0, vec![appoint]);
            self.settle();
        }
        if self.devices.len() < 4 {
            self.fail("I9", "the first four never came together".to_owned());
        }
    }

    fn ward(&mut self, founder: PersonId) -> Vec<Command> {
        let names = ["Ben", "Cas", "Dee", "Eva", "Fay"];
        let named = names.iter().cycle().take(PEOPLE);
        let people: Vec<_> = named
            .map(|name| person(PersonId::from_bytes(self.dice.bytes()), name))
            .collect();
        let unit = UnitId::from_bytes(self.dice.bytes());
        let kind = KindId::from_bytes(self.dice.bytes());
        let everybody = [founder]
            .into_iter()
            .chain(people.iter().map(|person| person.id));
        let everybody: Vec<_> = everybody.collect();
        let first_min = i32::try_from(T0_MS / 60_000).unwrap_or_default();
        let shifts = (0..SHIFTS).map(|n| {
            let day = i32::try_from(n / 5).unwrap_or_default();
            let owner = (n * 7 + n / 5) % (PEOPLE + 2);
            NewShift {
                start: Moment {
                    utc_min: first_min + (3 + day) * 1_440 + 480,
                    offset_min: 60,
                },
                len_min: 480,
                end_offset_min: 60,
                break_min: 30,
                kind: 0,
                unit: Some(0),
                needs: None,
                owner: (owner <= PEOPLE).then(|| u16::try_from(owner).unwrap_or_default()),
            }
        });
        let part = RosterPart {
            people: everybody,
            kinds: vec![kind],
            units: vec![unit],
            needs: Vec::new(),
            shifts: shifts.collect(),
        };
        let additions = Additions {
            qualifications: Vec::new(),
            people,
            units: vec![(unit, "De Linde".to_owned())],
            kinds: vec![(kind, "D".to_owned(), "dag".to_owned())],
        };
        vec![Command::Add(additions), Command::Import(part)]
    }

    /// Returns the team as a tab hopes it is.
    pub fn team_on(&self, d: usize, t: usize) -> Team {
        let tab = self
            .devices
            .get(d)
            .and_then(|device| device.tabs.get(t)?.as_ref());
        tab.map(|tab| Team::clone(tab.engine.tentative()))
            .unwrap_or_default()
    }

    /// Somebody does something, and something else later.
    pub fn somebody_acts(&mut self, d: usize) {
        if self.is_healing {
            return;
        }
        let wait_ms = self.dice.within(&(2_000..30_000));
        self.after(wait_ms, What::Act(d));
        let Some(device) = self.devices.get(d) else {
            return;
        };
        let t =
            usize::from(device.tabs.get(1).is_some_and(Option::is_some) && self.dice.chance(500));
        let (me, own) = (device.person, device.id);
        let team = self.team_on(d, t);
        if !team.devices.contains(&own) {
            return;
        }
        let command = match self.dice.below(100) {
            0..12 if team.is_coordinator(me) => return self.lead(d, t, &team),
            0..20 => Command::Tick,
            _ => match self.swap(&team, me) {
                Some(command) => command,
                None => return,
            },
        };
        self.act(d, t, vec![command]);
    }

    fn swap(&mut self, team: &Team, me: PersonId) -> Option<Command> {
        let mine: Vec<&Shift> = team.roster.of(Some(me)).collect();
        let offers = team.offers.values().filter(|offer| offer.is_open());
        let offers: Vec<_> = offers.collect();
        match self.dice.below(6) {
            0 | 1 => {
                let shift = self.dice.one(&mine)?;
                let kinds = [OfferKind::GiveAway, OfferKind::SwapForAnswer];
                Some(Command::Offer {
                    shift: shift.id,
                    revision: shift.revision,
                    kind: kinds.get(self.dice.below(2))?.clone(),
                    to: Audience::Everyone,
                })
            }
            2 => {
                let shifts: Vec<&Shift> = team.roster.of(None).collect();
                let shift = self.dice.one(&shifts)?;
                Some(Command::Claim {
                    shift: shift.id,
                    revision: shift.revision,
                })
            }
            3 => {
                let offers = offers.into_iter().filter(|offer| offer.by == Some(me));
                let offer = self.dice.one(&offers.collect::<Vec<_>>())?;
                let yes = offer.answers.iter().find(|(_, answer)| answer.is_yes());
                Some(match yes {
                    Some((person, _)) => Command::Choose {
                        offer: offer.id,
                        person: *person,
                    },
                    None => Command::Withdraw { offer: offer.id },
                })
            }
            _ => {
                let others = offers.into_iter().filter(|offer| offer.by != Some(me));
                let offer = self.dice.one(&others.collect::<Vec<_>>())?;
                let with = self.dice.one(&mine).filter(|_| self.dice.chance(500));
                let answer = with.map_or(Answer::Yes, |shift| Answer::YesWith {
                    shift: shift.id,
                    revision: shift.revision,
                });
                Some(Command::Answer {
                    offer: offer.id,
                    answer,
                })
            }
        }
    }

    /// A coordinator sees to the team.
    fn lead(&mut self, d: usize, t: usize, team: &Team) {
        let people: Vec<_> = team.members().map(|person| person.id).collect();
        let Some(who) = self.dice.one(&people) else {
            return;
        };
        let is_large = team.devices.values().count() > 3;
        match self.dice.below(10) {
            0..3 => self.invite(d, t, team),
            3..6 => {
                let coordinator = self.dice.chance(700);
                let appoint = Command::Appoint {
                    person: who,
                    coordinator,
                };
                self.act(d, t, vec![appoint]);
            }
            6..8 if is_large => self.remove(d, t, vec![who], Vec::new()),
            8 if is_large => {
                let devices: Vec<_> = team.devices.values().map(|device| device.id).collect();
                let device = self.dice.one(&devices);
                self.remove(d, t, Vec::new(), device.into_iter().collect());
            }
            _ => {
                let new = person(PersonId::from_bytes(self.dice.bytes()), "Gus");
                let additions = Additions {
                    people: vec![new],
                    ..Additions::default()
                };
                self.act(d, t, vec![Command::Add(additions)]);
            }
        }
    }

    /// A coordinator takes somebody out of the team.
    pub fn remove(&mut self, d: usize, t: usize, people: Vec<PersonId>, devices: Vec<DeviceId>) {
        let random = (self.dice.bytes(), self.dice.bytes());
        let tab = self.devices.get_mut(d).and_then(|device| device.tab(t));
        let removal = tab.and_then(|tab| tab.engine.removal(people, devices, random));
        if let Some(removal) = removal {
            self.act(d, t, vec![Command::Remove(removal)]);
        }
    }

    /// A coordinator invites somebody, words are compared, and the device is admitted.
    pub fn invite(&mut self, d: usize, t: usize, team: &Team) {
        let have: Vec<_> = team.devices.values().map(|device| device.person).collect();
        let without = team.members().filter(|person| !have.contains(&person.id));
        let without: Vec<_> = without.map(|person| person.id).collect();
        let all: Vec<_> = team.members().map(|person| person.id).collect();
        let among = if without.is_empty() { &all } else { &without };
        let Some(person) = self
            .dice
            .one(among)
            .filter(|_| self.devices.len() < DEVICES_MAX)
        else {
            return;
        };
        let code = Code::make(self.dice.bytes());
        let invite = Inviter::make(code.clone(), person, self.dice.bytes());
        let (device, key, secret) = (self.dice.bytes(), self.dice.bytes(), self.dice.bytes());
        let joiner = Joiner::make(code, device, key, secret);
        let Ok(asked) = invite.asked(&joiner.ask(self.dice.bytes())) else {
            return;
        };
        let tab = self
            .devices
            .get(d)
            .and_then(|device| device.tabs.get(t)?.as_ref());
        let Some(me) = tab.map(|tab| tab.engine.me().clone()) else {
            return;
        };
        let admit = Command::Admit {
            person,
            device: asked.device,
            key: asked.key,
        };
        let join = Join {
            d,
            t,
            person,
            commitment: invite.open(&me, None, 600).commitment,
            reveal: invite.reveal(self.dice.bytes()),
            invite,
            joiner,
            asked,
        };
        if self.act(d, t, vec![admit]) {
            self.joins.push(join);
        }
    }

    /// Answers the invites whose device is in the team for good.
    pub(super) fn welcome_joiners(&mut self, d: usize, t: usize) {
        if self.joins.is_empty() {
            return;
        }
        let tab = self
            .devices
            .get(d)
            .and_then(|device| device.tabs.get(t)?.as_ref());
        let Some(engine) = tab
            .map(|tab| &tab.engine)
            .filter(|engine| engine.alarm().is_none())
        else {
            return;
        };
        let is_in = |join: &Join| engine.team().devices.contains(&join.asked.device);
        let ready = |join: &Join| join.d == d && join.t == t && is_in(join);
        let Some(at) = self.joins.iter().position(ready) else {
            return;
        };
        let welcome = engine.welcome_for_joiner();
        let join = self.joins.remove(at);
        let answer = join.invite.answer(welcome, &join.asked, self.dice.bytes());
        let joined = join
            .joiner
            .answered(&join.commitment, &join.reveal, &answer);
        let Ok(joined) = joined else {
            return self.fail("I10", "an invite's answer can't be read".to_owned());
        };
        if let Some(new) = self.enter(join.person, joined_rows(&joined))
            && !self.is_healing
        {
            self.after(5_000, What::Act(new));
        }
    }

    /// Returns the events that a device made and nobody has heard of yet.
    pub fn waiting_on(&self, d: usize) -> Vec<EventId> {
        let tabs = self
            .devices
            .get(d)
            .into_iter()
            .flat_map(|device| &device.tabs);
        let outboxes = tabs.flatten().flat_map(|tab| tab.engine.outbox());
        outboxes.map(|waiting| waiting.event.id).collect()
    }
}

fn person(id: PersonId, name: &str) -> NewPerson {
    NewPerson {
        id,
        name: name.to_owned(),
        coordinator: false,
        qualifications: Vec::new(),
    }
}
