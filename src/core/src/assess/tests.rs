//! The traffic light in a small team: Ann coordinates, Ben, Cas and Dee work.

use super::*;
use crate::event::{Answer, Audience, Command, Event, Mix, OfferKind, TeamRules, Terms};
use crate::fixture::{self, ANN, BEN, CAS, DEE, KIND, NURSE, device, law, moment};
use crate::id::{EventId, OfferId};
use crate::offer::{LostReason, OfferState};
use crate::replay::{Outcome, Stamp};
use crate::rules::{Age, Rule};

const PEOPLE: [PersonId; 4] = [ANN, BEN, CAS, DEE];

struct Ward {
    team: Team,
    number: u64,
}

impl Ward {
    /// A team whose shifts are given as (person, day after the Monday, from hour, hours).
    fn new(shifts: &[(usize, i32, i32, u16)]) -> Self {
        let mut ward = Self {
            team: Team::default(),
            number: 0,
        };
        for command in fixture::founding(&[(BEN, "Ben"), (CAS, "Cas"), (DEE, "Dee")]) {
            ward.act(ANN, command);
        }
        let new = |(owner, day, hour, len_h): &(usize, i32, i32, u16)| {
            fixture::shift(*day, *hour, *len_h, u16::try_from(*owner).ok())
        };
        let import = fixture::roster(&PEOPLE, shifts.iter().map(new).collect());
        assert_eq!(ward.act(ANN, import), Outcome::Applied);
        ward.rule(law());
        ward
    }

    fn rule(&mut self, rules: TeamRules) {
        let set = self.act(ANN, Command::SetRules(rules));
        assert_eq!(set, Outcome::Applied);
    }

    fn act(&mut self, actor: PersonId, command: Command) -> Outcome {
        self.number += 1;
        let event = Event {
            id: event(self.number),
            device: device(actor),
            actor,
            command,
        };
        let minutes = u64::try_from(moment(0, -48).utc_min).unwrap() + self.number;
        self.team.apply(
            &event,
            Stamp {
                number: self.number,
                time_ms: minutes * 60_000,
            },
        )
    }

    fn offer(&mut self, index: usize) -> OfferId {
        let shift = self.shift(index);
        let (by, kind) = (shift.owner.unwrap(), OfferKind::GiveAway);
        let offer = Command::Offer {
            shift: shift.id,
            revision: shift.revision,
            kind,
            to: Audience::Everyone,
        };
        assert_eq!(self.act(by, offer), Outcome::Applied);
        OfferId::of(event(self.number))
    }

    fn yes(&mut self, person: PersonId, offer: OfferId) -> Outcome {
        let answer = Answer::Yes;
        self.act(person, Command::Answer { offer, answer })
    }

    /// What somebody is told whose last yes would leave too short a rest.
    fn breaks(&self, person: PersonId, offer: OfferId) -> Refusal {
        self.lost(person, offer, LostReason::Breaks(Rule::DailyRest))
    }

    /// What somebody is told whose last yes can't be, and what the offer keeps of it.
    fn lost(&self, person: PersonId, offer: OfferId, reason: LostReason) -> Refusal {
        let kept = self.team.offers.get(&offer).unwrap().losses[&person];
        assert_eq!((kept.winner, kept.reason), (None, reason));
        Refusal::Lost(kept)
    }

    /// The import is the sixth event.
    fn shift(&self, index: usize) -> Shift {
        let id = ShiftId::nth(event(6), u32::try_from(index).unwrap());
        self.team.roster.get(id).unwrap().clone()
    }

    fn owner(&self, index: usize) -> PersonId {
        self.shift(index).owner.unwrap()
    }

    fn gift(&self, index: usize, to: PersonId) -> Assessment {
        let change = Change::gift(&self.shift(index), to);
        assess(&self.team, &change, moment(0, -48))
    }
}

fn event(number: u64) -> EventId {
    let mut bytes = [7; 16];
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    EventId::from_bytes(bytes)
}

/// Ann's late on Monday; Ben's early on Tuesday; Cas's and Dee's somewhere else.
fn late_and_early() -> Ward {
    Ward::new(&[(0, 0, 15, 8), (1, 1, 6, 8), (2, 3, 15, 8), (3, 4, 15, 8)])
}

#[test]
fn before_a_team_has_rules_only_a_clash_stands_in_the_way() {
    let mut ward = late_and_early();
    ward.team.rules = None;
    assert_eq!(ward.gift(0, BEN).light(), Light::Green);
}

#[test]
fn a_short_night_is_red_and_can_not_be_settled() {
    let mut ward = late_and_early();
    let mut rules = law();
    rules.law.options.shortening = crate::rules::Shortening::Never;
    ward.rule(rules);
    let found = ward.gift(0, BEN);
    assert_eq!(found.light(), Light::Red);
    let ben = found.effects.iter().find(|effect| effect.person == BEN);
    assert_eq!(ben.unwrap().first_law(), Some(Rule::DailyRest));

    let offer = ward.offer(0);
    let refused = ward.yes(BEN, offer);
    assert_eq!(refused, Outcome::Rejected(ward.breaks(BEN, offer)));
    assert_eq!(ward.owner(0), ANN);
}

#[test]
fn what_the_history_does_not_show_is_not_called_green() {
    let ward = late_and_early();
    assert_eq!(ward.gift(0, CAS).light(), Light::Unknown);
}

#[test]
fn amber_waits_for_a_coordinator_and_is_settled_by_her_word() {
    let mut ward = late_and_early();
    // 7 hours between the two, where a rest of 8 could be granted: not red only if it is amber.
    assert_eq!(ward.gift(0, BEN).light(), Light::Red);
    let rules = TeamRules {
        notice_min: 4 * 24 * 60,
        ..law()
    };
    ward.rule(rules);
    assert_eq!(ward.gift(0, CAS).light(), Light::Amber);
    let offer = ward.offer(0);
    assert_eq!(ward.yes(CAS, offer), Outcome::Applied);
    assert_eq!(ward.yes(DEE, offer), Outcome::Applied);
    assert_eq!(ward.owner(0), ANN, "nobody has allowed it yet");
    let waiting: Vec<_> = ward
        .team
        .offers
        .get(&offer)
        .unwrap()
        .waiting
        .iter()
        .collect();
    assert_eq!(waiting, [&CAS, &DEE]);

    let person = DEE;
    let not_hers = ward.act(CAS, Command::Approve { offer, person });
    assert_eq!(not_hers, Outcome::Rejected(Refusal::NotApprover(CAS)));
    let allowed = ward.act(ANN, Command::Approve { offer, person });
    assert_eq!(allowed, Outcome::Applied);
    assert_eq!(ward.owner(0), DEE);
    let lost = ward.team.offers.get(&offer).unwrap().losses[&CAS];
    assert_eq!(
        (lost.winner, lost.reason),
        (Some(DEE), LostReason::Approved)
    );
}

#[test]
fn who_needs_to_wait_for_nobody_goes_before_who_does() {
    let mut ward = Ward::new(&[(0, 4, 15, 8), (1, 1, 6, 8), (2, 1, 6, 8)]);
    ward.rule(TeamRules {
        extra_min_max: Some(0),
        ..law()
    });
    let terms = Terms {
        contract_min: Some(8 * 60),
        ..Terms::default()
    };
    let set = ward.act(ANN, Command::SetTerms { person: BEN, terms });
    assert_eq!(set, Outcome::Applied);
    let offer = ward.offer(0);
    assert_eq!(ward.yes(BEN, offer), Outcome::Applied);
    assert_eq!(ward.owner(0), ANN, "above Ben's contract");
    assert_eq!(ward.yes(CAS, offer), Outcome::Applied);
    assert_eq!(ward.owner(0), CAS);
    let offer = ward.team.offers.get(&offer).unwrap();
    assert_eq!(offer.losses[&BEN].reason, LostReason::Clear);
    assert!(matches!(
        offer.state,
        OfferState::Settled { winner: CAS, .. }
    ));
}

#[test]
fn a_change_of_rules_holds_from_its_number_on() {
    let mut ward = late_and_early();
    let offer = ward.offer(0);
    let strict = TeamRules {
        needs: vec![(KIND, NURSE)],
        ..law()
    };
    ward.rule(strict);
    let refused = ward.yes(CAS, offer);
    let unqualified = ward.lost(CAS, offer, LostReason::Unqualified);
    assert_eq!(refused, Outcome::Rejected(unqualified));
    let mut unknown = TeamRules::default();
    unknown.law.version = u16::MAX;
    let refused = ward.act(ANN, Command::SetRules(unknown));
    assert_eq!(refused, Outcome::Rejected(Refusal::UnknownRules(u16::MAX)));
}

#[test]
fn a_nurse_must_remain_on_the_shift() {
    let mut ward = Ward::new(&[(0, 0, 15, 8), (1, 0, 15, 8), (2, 4, 7, 8)]);
    let qualifications = vec![NURSE];
    let set = ward.act(
        ANN,
        Command::Qualify {
            person: BEN,
            qualifications,
        },
    );
    assert_eq!(set, Outcome::Applied);
    ward.rule(TeamRules {
        mix: vec![Mix {
            kind: KIND,
            qualification: NURSE,
            at_least: 1,
        }],
        ..law()
    });
    assert_eq!(ward.gift(0, DEE).team, []);
    let gone = TeamBreach::Mix {
        shift: ward.shift(1).id,
        qualification: NURSE,
        had: 0,
        needs: 1,
    };
    assert_eq!(ward.gift(1, DEE).team, [gone]);
}

#[test]
fn of_two_yeses_that_are_fine_alone_the_second_is_refused_by_name_of_the_rule() {
    // Ann's late on Monday and Ben's early on Tuesday, with six hours between them.
    let mut ward = Ward::new(&[(0, 0, 16, 8), (1, 1, 6, 8), (2, 5, 8, 8)]);
    let (late, early) = (ward.offer(0), ward.offer(1));
    for index in [0, 1] {
        assert_ne!(ward.gift(index, CAS).light(), Light::Red);
    }
    // Cas says yes to both without a network; the relay puts one before the other.
    assert_eq!(ward.yes(CAS, late), Outcome::Applied);
    let refused = ward.yes(CAS, early);
    assert_eq!(refused, Outcome::Rejected(ward.breaks(CAS, early)));
    assert_eq!((ward.owner(0), ward.owner(1)), (CAS, BEN));
    assert!(
        ward.team.offers.get(&early).unwrap().is_open(),
        "others may still take it"
    );
}

#[test]
fn a_break_nobody_wrote_down_is_not_known_rather_than_missing() {
    let mut ward = late_and_early();
    assert_eq!(ward.gift(0, CAS).light(), Light::Unknown);
    for (break_min, light) in [(0, Light::Unknown), (15, Light::Red)] {
        let shift = Shift {
            break_min,
            ..ward.shift(0)
        };
        ward.team.roster.put(shift);
        let found = ward.gift(0, CAS);
        assert_eq!(found.light(), light, "{break_min}");
    }
    let rule = ward.gift(0, CAS).effects.iter().find_map(Effect::first_law);
    assert_eq!(rule, Some(Rule::Break));
}

#[test]
fn a_minor_gets_no_night() {
    let mut ward = Ward::new(&[(0, 0, 22, 8), (1, 3, 8, 8)]);
    let terms = Terms {
        age: Age::From16,
        ..Terms::default()
    };
    ward.act(ANN, Command::SetTerms { person: BEN, terms });
    assert_eq!(ward.gift(0, BEN).light(), Light::Red);
    assert_ne!(ward.gift(0, CAS).light(), Light::Red);
}

#[test]
fn burden_goes_with_the_shift() {
    let ward = late_and_early();
    let found = ward.gift(0, CAS);
    let of = |person| {
        found
            .effects
            .iter()
            .find(|one| one.person == person)
            .unwrap()
    };
    // From 15:00 to 23:00, three hours of it after 20:00.
    let (ann, cas) = (of(ANN), of(CAS));
    assert_eq!(
        ann.burden_before.unsocial_min - ann.burden_after.unsocial_min,
        180
    );
    assert_eq!(
        cas.burden_after.unsocial_min - cas.burden_before.unsocial_min,
        180
    );
    assert_eq!((ann.familiar, cas.familiar), (None, Some(0)));
}

#[test]
fn candidates_come_least_burdened_first_and_nobody_left_out_is_named() {
    // Ben works then; Cas had two late shifts, Dee two early ones.
    let ward = Ward::new(&[
        (0, 7, 15, 8),
        (1, 7, 16, 4),
        (2, 1, 15, 8),
        (2, 2, 15, 8),
        (3, 1, 8, 8),
        (3, 2, 8, 8),
    ]);
    let (found, left_out) = candidates(&ward.team, &ward.shift(0), moment(0, -48));
    let people: Vec<_> = found.iter().map(|candidate| candidate.person).collect();
    assert_eq!(people, [DEE, CAS]);
    assert_eq!(found[0].familiar, 2);
    let busy = LeftOut {
        busy: 1,
        ..LeftOut::default()
    };
    assert_eq!((left_out, left_out.all()), (busy, 1));
}

#[test]
fn the_nearest_that_fits_is_computed() {
    // Ben's early begins at 06:00 on Tuesday. Of Ann's late shifts Thursday's would fit him.
    let ward = Ward::new(&[(0, 0, 15, 8), (1, 1, 6, 8), (0, 3, 15, 8)]);
    let found = alternatives(&ward.team, &ward.shift(0), BEN, moment(0, -48));
    let until = Alternative::Until {
        shift: ward.shift(0).id,
        end: moment(0, 19),
    };
    let instead = Alternative::Instead {
        shift: ward.shift(2).id,
    };
    assert_eq!(found, [until, instead]);
    assert_eq!(
        alternatives(&ward.team, &ward.shift(2), BEN, moment(0, -48)),
        []
    );
}

mod by_hand;
