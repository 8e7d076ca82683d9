//! The team as it is after the last event: the derived view everything reads.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::bridge::Official;
use crate::checkpoint::{Checkpoint, Claims};
use crate::debt::Debt;
use crate::due::{Agenda, Due};
use crate::event::{Agreements, Event, Letterbox, TeamRules};
use crate::fingerprint::{self, Table};
use crate::id::{
    CircleId, DeviceId, KindId, OfferId, PersonId, QualificationId, RoundId, ShiftId, TeamId,
    UnitId, WishId,
};
use crate::offer::Offer;
use crate::person::{Device, Person, Qualification, ShiftKind, Unit};
use crate::proposal::Proposal;
use crate::release::Release;
use crate::roster::Roster;
use crate::round::Round;
use crate::rules::RuleSet;
use crate::thanks::Thanks;
use crate::wish::Wish;

mod members;

/// A team: people, words, roster, offers. Only ever replayed, from the first event or a checkpoint on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Its id, once founded.
    pub id: Option<TeamId>,
    /// What it is called.
    pub name: String,
    /// The time zone as a label.
    pub zone: String,
    /// The people.
    pub people: Table<PersonId, Person>,
    /// The devices that may sign.
    pub devices: Table<DeviceId, Device>,
    /// How the devices that want to hear of news are written to. Apart from the devices, so that a setting
    /// changes nothing of who is in the team.
    pub letterboxes: Table<DeviceId, Letterbox>,
    /// The units.
    pub units: Table<UnitId, Unit>,
    /// The kinds of shift.
    pub kinds: Table<KindId, ShiftKind>,
    /// The qualifications.
    pub qualifications: Table<QualificationId, Qualification>,
    /// The shifts.
    pub roster: Roster,
    /// The offers, open and past.
    pub offers: Table<OfferId, Offer>,
    /// The rules it works by, once it has set them. Before that only a double booking and a missing
    /// qualification stand in the way.
    pub rules: Option<Rules>,
    /// How it agreed to swap, once it has.
    pub agreements: Option<Agreements>,
    /// The wishes that stand.
    pub wishes: Table<WishId, Wish>,
    /// The owed shifts, settled ones too, by the offer they came from.
    pub debts: Table<OfferId, Debt>,
    /// The proposed circles, open and past.
    pub proposals: Table<CircleId, Proposal>,
    /// The shifts that were made open for somebody.
    pub releases: Table<ShiftId, Release>,
    /// What the planner's roster has, where there is something else here.
    pub official: Table<ShiftId, Official>,
    /// Who thanked for a shift, by the shift and who thanked.
    pub thanks: Table<(ShiftId, PersonId), Thanks>,
    /// The self-rostering rounds, open and past.
    pub rounds: Table<RoundId, Round>,
    /// How often the team's key was changed.
    pub epoch: u32,
    /// The last checkpoint that holds.
    pub checkpoint: Option<Checkpoint>,
    /// What was said about entries after it.
    pub claims: Claims,
    /// What is due when.
    #[serde(skip)]
    pub(crate) agenda: Agenda,
    /// The open offers and circles by their shifts, and when each person took extra shifts.
    #[serde(skip)]
    pub(crate) open_offers: BTreeMap<ShiftId, OfferId>,
    #[serde(skip)]
    pub(crate) open_circles: BTreeMap<ShiftId, CircleId>,
    pub(crate) extras: BTreeMap<PersonId, BTreeSet<(i32, ShiftId)>>,
}

/// The rules a team works by, with the numbers they stand for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TeamRules", into = "TeamRules")]
pub struct Rules {
    /// As the team set them.
    pub own: TeamRules,
    /// The law's numbers.
    pub set: RuleSet,
}

impl Rules {
    /// Finds the numbers of the law that a team chose, if this build knows them.
    pub fn of(own: TeamRules) -> Option<Self> {
        let set = RuleSet::find(own.law)?;
        Some(Self { own, set })
    }
}

impl TryFrom<TeamRules> for Rules {
    type Error = &'static str;

    fn try_from(own: TeamRules) -> Result<Self, Self::Error> {
        Self::of(own).ok_or("this build does not know that version of the law")
    }
}

impl From<Rules> for TeamRules {
    fn from(rules: Rules) -> Self {
        rules.own
    }
}

impl Team {
    /// Tells whether the founding was seen.
    pub fn is_founded(&self) -> bool {
        self.id.is_some()
    }

    /// Returns the open offer a shift stands in.
    pub fn open_offer_of(&self, shift: ShiftId) -> Option<&Offer> {
        self.offers.get(self.open_offers.get(&shift)?)
    }

    /// Returns the open circle a shift is in.
    pub fn open_circle_of(&self, shift: ShiftId) -> Option<&Proposal> {
        self.proposals.get(self.open_circles.get(&shift)?)
    }

    /// Returns when something is due by itself, Unix milliseconds.
    pub fn due_ms(&self) -> Option<u64> {
        self.agenda.next_ms()
    }

    /// Returns what a person owes and is owed.
    pub fn debts_of(&self, person: PersonId) -> impl Iterator<Item = (OfferId, &Debt)> {
        let debts = self.debts.iter().map(|(id, debt)| (*id, debt));
        debts.filter(move |(_, debt)| debt.owes == person || debt.to == person)
    }

    /// Returns the key an event's signature must be checked with.
    ///
    /// The founding brings its own, because nobody is there to vouch for it; every later device
    /// was admitted by an earlier event.
    pub fn key_for(&self, event: &Event) -> Option<[u8; 32]> {
        match &event.command {
            crate::Command::Found(founding) if !self.is_founded() => {
                (founding.device == event.device).then_some(founding.key)
            }
            _ => self.devices.get(&event.device).map(|device| device.key),
        }
    }

    /// Returns the short hash two devices compare to see that their replay agrees.
    pub fn fingerprint(&self) -> u64 {
        fingerprint::of(&(
            self.id,
            &self.name,
            &self.zone,
            self.people.fingerprint(),
            (self.devices.fingerprint(), self.letterboxes.fingerprint()),
            self.units.fingerprint(),
            self.kinds.fingerprint(),
            self.qualifications.fingerprint(),
            (self.roster.fingerprint(), self.offers.fingerprint()),
            self.rules.as_ref().map(|rules| &rules.own),
            (
                &self.agreements,
                self.wishes.fingerprint(),
                self.debts.fingerprint(),
                self.proposals.fingerprint(),
                self.releases.fingerprint(),
                (self.official.fingerprint(), self.thanks.fingerprint()),
                self.rounds.fingerprint(),
                (self.epoch, self.checkpoint, &self.claims),
            ),
        ))
    }
}

/// Writing: whatever is kept beside a table for finding it quickly is kept here.
impl Team {
    pub(crate) fn put_offer(&mut self, offer: Offer) {
        let id = offer.id;
        self.offers.put(id, offer);
        self.index(id);
    }

    pub(crate) fn change_offer(&mut self, id: OfferId, change: impl FnOnce(&mut Offer)) {
        if let Some(offer) = self.offers.get(&id) {
            self.agenda.drop(offer.closes_ms, Due::Close(id));
            self.agenda.drop(offer.decide_ms, Due::Decide(id));
            for found in offer.shifts() {
                if self.open_offers.get(&found.shift) == Some(&id) {
                    self.open_offers.remove(&found.shift);
                }
            }
            self.agenda.drop(self.begins_ms(offer), Due::Begin(id));
        }
        self.offers.change(&id, change);
        self.index(id);
    }

    /// Writes all anew that is kept beside the tables.
    pub(crate) fn rebuild(&mut self) {
        let open = self.offers.values().filter(|offer| offer.is_open());
        let open: Vec<_> = open.map(|offer| offer.id).collect();
        open.into_iter().for_each(|id| self.index(id));
        let open = self.proposals.values().filter(|found| found.is_open());
        let open: Vec<_> = open.map(|found| found.id).collect();
        open.into_iter().for_each(|id| self.index_circle(id));
        for round in self.rounds.values() {
            self.agenda.add(round.ends_ms, Due::Round(round.id));
        }
        for (id, debt) in self.debts.iter() {
            self.agenda.add(debt.ends_ms(), Due::Debt(*id));
        }
    }

    fn index(&mut self, id: OfferId) {
        let Some(offer) = self.offers.get(&id).filter(|offer| offer.is_open()) else {
            return;
        };
        let shifts = offer.shifts().map(|found| (found.shift, id));
        self.open_offers.extend(shifts);
        let begins_ms = self.begins_ms(offer);
        self.agenda.add(offer.closes_ms, Due::Close(id));
        self.agenda.add(offer.decide_ms, Due::Decide(id));
        // Somebody at work with a roster of the past is not stopped; nor is a log from before there
        // were agreements read in another way than it was then.
        let made_ms = offer.made.time_ms;
        let begins_ms = begins_ms.filter(|begins_ms| *begins_ms > made_ms);
        let begins_ms = begins_ms.filter(|_| self.agreements.is_some());
        self.agenda.add(begins_ms, Due::Begin(id));
    }

    /// Returns when the first shift of an offer begins, Unix milliseconds.
    pub(crate) fn begins_ms(&self, offer: &Offer) -> Option<u64> {
        let begins = offer
            .shifts()
            .filter_map(|found| self.start_ms(found.shift));
        begins.min()
    }

    /// Returns when a shift begins, Unix milliseconds.
    pub(crate) fn start_ms(&self, shift: ShiftId) -> Option<u64> {
        let start = self.roster.get(shift)?.span.start();
        Some(u64::try_from(start.utc_min).ok()?.saturating_mul(60_000))
    }

    /// Sets how the team swaps; what is open ends from now on when its shift begins.
    pub(crate) fn agree(&mut self, agreements: Agreements) {
        self.agreements = Some(agreements);
        let open = self.offers.values().filter(|offer| offer.is_open());
        let open: Vec<_> = open.map(|offer| offer.id).collect();
        open.into_iter().for_each(|id| self.index(id));
    }

    /// Counts a shift that somebody took for none of theirs.
    pub(crate) fn took_extra(&mut self, person: PersonId, shift: ShiftId) {
        if let Some(shift) = self.roster.get(shift) {
            let extra = (shift.span.start().utc_min, shift.id);
            self.extras.entry(person).or_default().insert(extra);
        }
    }

    pub(crate) fn put_proposal(&mut self, proposal: Proposal) {
        let id = proposal.id;
        self.proposals.put(id, proposal);
        self.index_circle(id);
    }

    pub(crate) fn put_round(&mut self, round: Round) {
        self.agenda.add(round.ends_ms, Due::Round(round.id));
        self.rounds.put(round.id, round);
    }

    pub(crate) fn change_round(&mut self, id: RoundId, change: impl FnOnce(&mut Round)) {
        let ends_ms = |team: &Self| team.rounds.get(&id).and_then(|round| round.ends_ms);
        self.agenda.drop(ends_ms(self), Due::Round(id));
        self.rounds.change(&id, change);
        self.agenda.add(ends_ms(self), Due::Round(id));
    }

    fn index_circle(&mut self, id: CircleId) {
        if let Some(proposal) = self.proposals.get(&id) {
            let shifts = proposal.moves.iter();
            self.open_circles
                .extend(shifts.map(|step| (step.shift, id)));
            self.agenda.add(Some(proposal.ends_ms), Due::Circle(id));
        }
    }

    pub(crate) fn change_proposal(&mut self, id: CircleId, change: impl FnOnce(&mut Proposal)) {
        self.proposals.change(&id, change);
        let over = self.proposals.get(&id).filter(|found| !found.is_open());
        if let Some(over) = over {
            for step in &over.moves {
                self.open_circles.remove(&step.shift);
            }
            self.agenda.drop(Some(over.ends_ms), Due::Circle(id));
        }
    }
}
