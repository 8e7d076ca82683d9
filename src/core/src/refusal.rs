//! Why a command did not hold: enums with the facts, no words.
//!
//! The app turns each into a sentence by an exhaustive match, so a new one can't ship unexplained.

use serde::{Deserialize, Serialize};

use crate::id::{
    CircleId, DeviceId, KindId, OfferId, PersonId, QualificationId, RoundId, ShiftId, UnitId,
    WishId,
};
use crate::offer::Lost;
use crate::rules::Rule;
use crate::time::Day;

/// Why a command did not hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Refusal {
    /// The log does not begin with a founding, or has a second one.
    Founding,
    /// The device is not of this team.
    UnknownDevice(DeviceId),
    /// The device may not act for this person.
    NotYourDevice(PersonId),
    /// Only a coordinator can do this.
    NotCoordinator(PersonId),
    /// There is no such person.
    UnknownPerson(PersonId),
    /// There is no such unit.
    UnknownUnit(UnitId),
    /// There is no such kind of shift.
    UnknownKind(KindId),
    /// There is no such qualification.
    UnknownQualification(QualificationId),
    /// There is no such shift.
    UnknownShift(ShiftId),
    /// There is no such offer.
    UnknownOffer(OfferId),
    /// Something with this id is there already.
    Repeated,
    /// A name is empty or too long.
    BadName,
    /// More than the limit at once.
    TooMuch {
        /// How many there were.
        had: usize,
        /// How many there may be.
        max: usize,
    },
    /// A shift's times, or its references, make no sense.
    BadShift {
        /// Its position in the command.
        index: usize,
    },
    /// The shift belongs to someone else, or to nobody.
    NotOwner {
        /// The shift.
        shift: ShiftId,
        /// Who has it.
        owner: Option<PersonId>,
    },
    /// The shift changed since it was looked at.
    ShiftChanged {
        /// The shift.
        shift: ShiftId,
        /// The revision the command was made for.
        had: u32,
        /// The revision it is at.
        now: u32,
    },
    /// The shift stands in another open offer already.
    AlreadyOffered(OfferId),
    /// Nobody but the one who made the offer can do this.
    NotYourOffer(PersonId),
    /// One can't answer an offer of one's own.
    OwnOffer,
    /// The offer asks others.
    NotAsked,
    /// A swap needs a shift in return.
    ReturnNeeded,
    /// A gift takes nothing in return.
    NoReturnWanted,
    /// The swap names other shifts.
    NotNamed(ShiftId),
    /// There is nothing to choose: the first yes settles this offer.
    NothingToChoose,
    /// That colleague did not say yes.
    NoYesFrom(PersonId),
    /// A colleague got it.
    Lost(Lost),
    /// The offer is settled.
    OfferSettled,
    /// The offer was withdrawn.
    OfferWithdrawn,
    /// The offered shift moved on by another way.
    OfferLapsed,
    /// The shift is not open (any more).
    NotOpen {
        /// The shift.
        shift: ShiftId,
        /// Who has it.
        owner: PersonId,
    },
    /// The person would work two shifts at once.
    Overlap {
        /// Who.
        person: PersonId,
        /// The shift to come.
        shift: ShiftId,
        /// The shift there is.
        with: ShiftId,
    },
    /// The person is not qualified.
    NotQualified {
        /// Who.
        person: PersonId,
        /// The shift to come.
        shift: ShiftId,
        /// What it asks for.
        needs: QualificationId,
    },
    /// A working-time rule of the law would be broken.
    Breaks {
        /// For whom.
        person: PersonId,
        /// The first shift of the change.
        shift: ShiftId,
        /// The rule.
        rule: Rule,
    },
    /// A coordinator has to allow it first.
    NeedsApproval(ShiftId),
    /// That colleague's answer waits for nobody's word.
    NothingToApprove(PersonId),
    /// Only an approver can decide this.
    NotApprover(PersonId),
    /// Who is in a swap does not decide it, where others can.
    OwnApproval(PersonId),
    /// The offered shift has begun.
    OfferExpired,
    /// A shift can't be cut so.
    BadPart {
        /// The shift.
        shift: ShiftId,
        /// The shortest part, in minutes.
        min: i32,
        /// The longest handover, in minutes.
        handover_max: i32,
    },
    /// The shift in return is none that was wished for.
    NotWished(ShiftId),
    /// There is no such wish, or it is somebody else's.
    UnknownWish(WishId),
    /// A wish says nothing, or makes no sense.
    BadWish,
    /// There is no such owed shift, or it is settled.
    UnknownDebt(OfferId),
    /// A day for giving back has passed already, or is too far away.
    BadDay(Day),
    /// There is no such circle.
    UnknownCircle(CircleId),
    /// The moves make no circle and no chain.
    NoCircle,
    /// The shift is in another proposed circle already.
    InCircle(CircleId),
    /// Not everybody has agreed yet.
    CircleNotAgreed,
    /// The circle is over.
    CircleOver,
    /// The shift was made open already by this person's word; one more colleague's is needed.
    SecondNeeded(ShiftId),
    /// This build does not know that version of the law.
    UnknownRules(u16),
    /// The person left the team.
    HasLeft(PersonId),
    /// The person is in the team.
    StillMember(PersonId),
    /// Who is in the team changed since the removal was made.
    MembershipChanged,
    /// A removal begins another epoch than the next.
    WrongEpoch {
        /// The one it begins.
        had: u32,
        /// The next.
        next: u32,
    },
    /// A removal takes nobody and nothing out of the team.
    NothingToRemove,
    /// Nobody would be left who coordinates and has a device.
    LastCoordinator,
    /// A removal seals more or fewer bytes of keys than those who stay need.
    BadKeys {
        /// How many there were.
        had: usize,
        /// How many there must be.
        needs: usize,
    },
    /// The planner's roster has the shift as it is here, or it changed since it was looked at.
    NotDifferent(ShiftId),
    /// A checkpoint is about an entry that is not before it.
    CheckpointAhead(u64),
    /// A checkpoint is not later than the one that holds.
    CheckpointPassed {
        /// The entry that one is about.
        holds: u64,
    },
    /// There is no such round.
    UnknownRound(RoundId),
    /// A round's days make no sense.
    BadRound,
    /// The round was moved on, or added to, since it was looked at.
    RoundChanged {
        /// The revision the command was made for.
        had: u32,
        /// The revision it is at.
        now: u32,
    },
    /// In this round nobody picks any more.
    RoundClosed,
    /// The round is over, or not as far yet.
    WrongPhase,
    /// A round has no such place.
    UnknownPlace(u16),
    /// As many as are needed have the place, and this is no time for more.
    PlaceTaken {
        /// Its line.
        line: u16,
        /// So many are needed.
        count: u8,
    },
    /// The place overlaps another pick of this person.
    PickOverlap {
        /// The line of the other.
        line: u16,
    },
    /// This person did not pick that place.
    NotPicked(u16),
    /// All jokers are spent.
    NoJoker {
        /// So many there are.
        max: u8,
    },
    /// The relay would keep the past for too few days.
    KeepDays,
    /// This can't be done on the team's tablet.
    NotOnTablet,
    /// What colleagues would need to write to a device makes no sense.
    BadLetterbox,
}
