//! Events: what happened, as it is signed, sealed and kept for ever.
//!
//! What stands here, with the ids and times it is made of, can only be added to, at the end. Derived
//! state is written down in checkpoints alone, which name the version of the rules, so it can be
//! changed any day.
//!
//! A command is compare-and-set: it names the revision of what it is about, never a new state.

use serde::{Deserialize, Serialize};

mod agreements;
mod asking;
mod calm;
mod circle;
mod letterbox;
mod membership;
mod revision;
mod round;
mod team_rules;
mod wish;

pub use agreements::{Agreements, ExtraMax, Silence};
pub use asking::{Answer, NewOffer, PartAsked, ShiftRef};
pub use calm::{Calm, Pace, Subject};
pub use circle::{Move, NewCircle};
pub use letterbox::{LETTER_KEY_BYTES, Letterbox};
pub use membership::{Founding, Removal, SEALED_KEY_BYTES};
pub use revision::{Revise, Revision};
pub use round::{Demand, NewLine, NewPick, NewRound, Publication, Turn};
pub use team_rules::{Mix, TeamRules, Terms};
pub use wish::{NewWish, Pattern, Wanted};

use crate::id::{
    CircleId, DeviceId, EventId, KindId, OfferId, PersonId, QualificationId, RoundId, ShiftId,
    UnitId, WishId,
};
use crate::time::{Day, Moment, Span};

/// Something a person did on a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its id, random.
    pub id: EventId,
    /// The device that signed it.
    pub device: DeviceId,
    /// The person who acted. On the team's tablet that is whoever stood there.
    pub actor: PersonId,
    /// What was asked for.
    pub command: Command,
}

/// What a person asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Starts the team; always the first event.
    Found(Founding),
    /// Adds people and the words of the roster. Coordinators only.
    Add(Additions),
    /// Adds a stretch of roster. Coordinators only.
    Import(RosterPart),
    /// Sets what a person is qualified for. Coordinators only.
    Qualify {
        /// Who.
        person: PersonId,
        /// For what, all of it.
        qualifications: Vec<QualificationId>,
    },
    /// Lets a device act for a person. Coordinators only.
    Admit {
        /// Whose it is.
        person: PersonId,
        /// Its id.
        device: DeviceId,
        /// The Ed25519 key it signs with.
        key: [u8; 32],
    },
    /// Offers a shift of mine.
    Offer {
        /// The shift.
        shift: ShiftId,
        /// Its revision as I saw it.
        revision: u32,
        /// What I want for it.
        kind: OfferKind,
        /// Whom I ask.
        to: Audience,
    },
    /// Answers a colleague's offer.
    Answer {
        /// The offer.
        offer: OfferId,
        /// My answer; a new one replaces it while the offer is open.
        answer: Answer,
    },
    /// Takes my offer back.
    Withdraw {
        /// The offer.
        offer: OfferId,
    },
    /// Chooses among the answers to my offer.
    Choose {
        /// The offer.
        offer: OfferId,
        /// Whose answer.
        person: PersonId,
    },
    /// Takes an open shift.
    Claim {
        /// The shift.
        shift: ShiftId,
        /// Its revision as I saw it.
        revision: u32,
    },
    /// Sets the rules the team works by. Coordinators only.
    SetRules(TeamRules),
    /// Sets what the rules need to know of a person. Coordinators only.
    SetTerms {
        /// Of whom.
        person: PersonId,
        /// What.
        terms: Terms,
    },
    /// Lets a swap through that needs somebody's word. Approvers only.
    Approve {
        /// The offer.
        offer: OfferId,
        /// Whose answer to it.
        person: PersonId,
    },
    /// Does not let it through. Approvers only.
    Decline {
        /// The offer.
        offer: OfferId,
        /// Whose answer to it.
        person: PersonId,
    },
    /// Sets how the team swaps. Coordinators only.
    Agree(Agreements),
    /// Offers shifts of mine, or a part of one.
    Propose(NewOffer),
    /// Makes a shift open, because whose it is fell ill: that person, a coordinator, or two
    /// colleagues, one after the other.
    Release {
        /// The shift.
        shift: ShiftId,
        /// Its revision as I saw it.
        revision: u32,
    },
    /// Wishes something.
    Wish(NewWish),
    /// Takes my wish back.
    Unwish {
        /// The wish.
        wish: WishId,
    },
    /// Proposes a circle I am in.
    ProposeCircle(NewCircle),
    /// Answers a circle I am in.
    AnswerCircle {
        /// The circle.
        circle: CircleId,
        /// Whether I agree.
        yes: bool,
    },
    /// Lets a circle through, or not, that needs somebody's word. Approvers only.
    DecideCircle {
        /// The circle.
        circle: CircleId,
        /// Whether it may be.
        yes: bool,
    },
    /// Lets a colleague off who owes me a shift.
    Forgive {
        /// The offer it came from.
        debt: OfferId,
    },
    /// Nothing but the time: lets what is due happen, where nobody does anything else.
    Tick,
    /// Takes people and devices out of the team. Coordinators only.
    Remove(Removal),
    /// Makes somebody a coordinator, or no longer one. Coordinators only.
    Appoint {
        /// Whom.
        person: PersonId,
        /// Whether they coordinate from now on.
        coordinator: bool,
    },
    /// Says what the team is after an entry, so that who joins later need not replay all before it.
    Checkpoint {
        /// The entry's number.
        number: u64,
        /// The digest of the team's bytes ([`crate::Team::to_bytes`]) after it.
        digest: [u8; 32],
    },
    /// Forgets the name of somebody who left (GDPR 17). Coordinators only.
    Erase {
        /// Whose.
        person: PersonId,
    },
    /// Changes the roster: the planner's word, or by hand. Coordinators only.
    Revise(Revision),
    /// Thanks a colleague for a shift they took.
    Thank {
        /// Whom.
        person: PersonId,
        /// For which shift.
        shift: ShiftId,
    },
    /// Opens a self-rostering round. Coordinators only.
    OpenRound(NewRound),
    /// Adds to what a round needs, while people pick. Coordinators only.
    AddDemand {
        /// The round.
        round: RoundId,
        /// Its revision as I saw it.
        revision: u32,
        /// What else is needed.
        demand: Demand,
    },
    /// Picks a place in a round.
    Pick(NewPick),
    /// Takes a pick of mine back.
    Unpick {
        /// The round.
        round: RoundId,
        /// The line of its demand.
        line: u16,
    },
    /// Moves a round on, back, or calls it off. Coordinators only.
    TurnRound {
        /// The round.
        round: RoundId,
        /// Its revision as I saw it.
        revision: u32,
        /// Where to.
        turn: Turn,
        /// When the phase that begins ends by itself, Unix milliseconds; nothing: as the round says.
        until_ms: Option<u64>,
    },
    /// Makes a round roster. Coordinators only.
    Publish(Publication),
    /// Says how long the relay keeps what a checkpoint stands for. Coordinators only. It changes nothing
    /// in the team: what holds stands in the list that the relay reads.
    Keep {
        /// So many days, or as long as its operator says.
        days: Option<u16>,
    },
    /// Lets the team's tablet act for whoever stands at it. Coordinators only.
    Enrol {
        /// Its id.
        device: DeviceId,
        /// The Ed25519 key it signs with.
        key: [u8; 32],
    },
    /// Says how colleagues write to the device this is said on, or that they can't any more.
    SetLetterbox(Option<Letterbox>),
}

/// People and words to add.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Additions {
    /// Qualifications, first, because people refer to them.
    pub qualifications: Vec<(QualificationId, String)>,
    /// People.
    pub people: Vec<NewPerson>,
    /// Units.
    pub units: Vec<(UnitId, String)>,
    /// Kinds of shift: code and name.
    pub kinds: Vec<(KindId, String, String)>,
}

/// A person to add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPerson {
    /// Its id.
    pub id: PersonId,
    /// As colleagues write it.
    pub name: String,
    /// Whether a coordinator.
    pub coordinator: bool,
    /// Qualified for what.
    pub qualifications: Vec<QualificationId>,
}

/// A stretch of roster. Its shifts refer to the lists by position, to stay small on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterPart {
    /// The people it is about.
    pub people: Vec<PersonId>,
    /// The kinds.
    pub kinds: Vec<KindId>,
    /// The units.
    pub units: Vec<UnitId>,
    /// The qualifications asked for.
    pub needs: Vec<QualificationId>,
    /// The shifts.
    pub shifts: Vec<NewShift>,
}

/// A shift to add.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NewShift {
    /// When it starts.
    pub start: Moment,
    /// How long it lasts, elapsed minutes.
    pub len_min: u16,
    /// The local offset at its end.
    pub end_offset_min: i16,
    /// Minutes of break within.
    pub break_min: u16,
    /// Position in the part's kinds.
    pub kind: u8,
    /// Position in the part's units.
    pub unit: Option<u8>,
    /// Position in the part's needs.
    pub needs: Option<u8>,
    /// Position in the part's people; none is an open shift.
    pub owner: Option<u16>,
}

impl NewShift {
    /// Returns from when to when it is, or nothing if it has no length.
    pub fn span(&self) -> Option<Span> {
        let utc_min = self.start.utc_min.checked_add(i32::from(self.len_min))?;
        Span::new(
            self.start,
            Moment {
                utc_min,
                offset_min: self.end_offset_min,
            },
        )
    }
}

/// What is wanted for an offered shift.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OfferKind {
    /// Nothing: the first valid yes settles it.
    GiveAway,
    /// One of these shifts: the first owner of one who says yes settles it.
    SwapForNamed(Vec<ShiftId>),
    /// I choose among the answers.
    SwapForAnswer,
    /// Any shift that matches one of these: the first owner of one who says yes settles it.
    SwapForWish(Vec<Pattern>),
    /// Nothing now: I owe the taker a shift, until this day.
    OweLater {
        /// The last day to settle it.
        until: Day,
    },
    /// Nothing: the taker owes me a shift, and takes this one.
    Repay {
        /// The offer the debt came from.
        debt: OfferId,
    },
}

/// Whom an offer asks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Audience {
    /// Everybody in the team.
    Everyone,
    /// These colleagues.
    Some(Vec<PersonId>),
    /// These colleagues, a few at a time, and after them perhaps everybody.
    InTurn {
        /// Who, in the order of asking.
        people: Vec<PersonId>,
        /// So many are asked at once.
        at_once: u8,
        /// The next are asked after so many minutes, or when all before them said no.
        each_min: u32,
        /// Whether everybody is asked in the end.
        then_everyone: bool,
    },
}
