//! What must hold, each told from the tables alone.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::super::fixture::*;
use crate::due::{Agenda, Due};
use crate::offer::Offer;
use crate::proposal::Proposal;
use crate::rules::{Duty, DutyKind, Known, Pauses, Severity, Worker, judge};

type Held = Result<(), TestCaseError>;

/// Tells every shift of some step and the owner the step gave it.
type Moved = BTreeSet<(ShiftId, Option<PersonId>)>;

/// Returns the offers that a step settled.
fn settled<'a>(before: &Ward, after: &'a Ward) -> Vec<(&'a Offer, PersonId, Option<ShiftId>)> {
    let offers = after.team.offers.values();
    let was_open = |offer: &Offer| {
        let old = before.team.offers.get(&offer.id);
        old.is_none_or(Offer::is_open)
    };
    let new = offers.filter(|offer| was_open(offer));
    let new = new.filter_map(|offer| match offer.state {
        OfferState::Settled { winner, with, .. } => Some((offer, winner, with)),
        OfferState::Open | OfferState::Withdrawn | OfferState::Lapsed | OfferState::Expired => None,
    });
    new.collect()
}

/// Returns the circles that a step settled.
fn closed<'a>(before: &Ward, after: &'a Ward) -> Vec<&'a Proposal> {
    let was_open = |found: &&Proposal| {
        let old = before.team.proposals.get(&found.id);
        old.is_none_or(Proposal::is_open)
    };
    let is_settled = |found: &&Proposal| matches!(found.state, ProposalState::Settled { .. });
    let all = after.team.proposals.values();
    all.filter(was_open).filter(is_settled).collect()
}

/// Returns where shifts may have gone in a step, and where they must have gone.
fn allowed(before: &Ward, after: &Ward) -> Moved {
    let mut moved = Moved::new();
    for (offer, winner, with) in settled(before, after) {
        match offer.part {
            Some(_) => moved.extend([(ShiftId::part_of(offer.id), Some(winner))]),
            None => moved.extend(offer.shifts().map(|found| (found.shift, Some(winner)))),
        }
        moved.extend(with.map(|with| (with, offer.by)));
    }
    for circle in closed(before, after) {
        moved.extend(circle.moves.iter().map(|step| (step.shift, Some(step.to))));
    }
    for (shift, release) in after.team.releases.iter() {
        if release.at.is_some() && before.team.releases.get(shift) != Some(release) {
            moved.insert((*shift, None));
        }
    }
    // Where a team agreed on nothing, a claim leaves nothing but itself.
    if let Some((event, _)) = after.log.get(before.log.len())
        && let Command::Claim { shift, .. } = event.command
        && before.team.agreements.is_none()
        && before.owner(shift).is_none()
        && after.owner(shift).is_some()
    {
        moved.insert((shift, Some(event.actor)));
    }
    moved
}

fn imported(before: &Ward, after: &Ward) -> bool {
    let new = after.log.get(before.log.len());
    new.is_some_and(|(event, _)| matches!(event.command, Command::Import(_)))
}

pub(super) fn each_shift_has_one_place(team: &Team) -> Held {
    let owners = PEOPLE.into_iter().map(Some).chain([None]);
    let mut seen = BTreeSet::new();
    for owner in owners {
        for shift in team.roster.of(owner) {
            prop_assert_eq!(shift.owner, owner);
            prop_assert!(seen.insert(shift.id), "{:?} has two owners", shift.id);
        }
    }
    let all: BTreeSet<_> = team.roster.iter().map(|shift| shift.id).collect();
    prop_assert_eq!(seen, all);
    Ok(())
}

pub(super) fn only_what_was_settled_moved(before: &Ward, after: &Ward) -> Held {
    let allowed = allowed(before, after);
    for old in before.team.roster.iter() {
        let new = after.team.roster.get(old.id);
        let new = new.ok_or_else(|| TestCaseError::fail(format!("{:?} is gone", old.id)))?;
        if new.owner != old.owner {
            prop_assert!(
                allowed.contains(&(new.id, new.owner)),
                "{:?} → {:?}",
                old,
                new
            );
            prop_assert_eq!(new.revision, old.revision + 1);
        } else if !allowed.contains(&(new.id, new.owner)) && new.span == old.span {
            prop_assert_eq!(new, old);
        }
    }
    for (shift, owner) in &allowed {
        prop_assert_eq!(after.owner(*shift), *owner, "what was settled happened");
    }
    if !imported(before, after) {
        let is_old = |shift: &&Shift| before.team.roster.get(shift.id).is_some();
        let mut new = after.team.roster.iter().filter(|shift| !is_old(shift));
        prop_assert!(new.all(|shift| allowed.contains(&(shift.id, shift.owner))));
    }
    Ok(())
}

pub(super) fn minutes_are_kept(before: &Ward, after: &Ward) -> Held {
    if imported(before, after) {
        return Ok(());
    }
    let sums = |ward: &Ward| {
        let shifts = ward.team.roster.iter();
        shifts.fold((0, 0), |(all, pause), shift| {
            (
                all + shift.span.len_min(),
                pause + i32::from(shift.break_min),
            )
        })
    };
    let ((had, had_pause), (has, has_pause)) = (sums(before), sums(after));
    let settled = settled(before, after);
    let parts = settled.iter().filter_map(|(offer, ..)| offer.part);
    let overlaps = parts.map(|part| {
        let (taken, kept) = (part.taken, part.kept);
        let end = taken.end().utc_min.min(kept.end().utc_min);
        end - taken.start().utc_min.max(kept.start().utc_min)
    });
    let overlaps: Vec<i32> = overlaps.collect();
    prop_assert!(overlaps.iter().all(|overlap| (0..=60).contains(overlap)));
    prop_assert_eq!(has, had + overlaps.iter().sum::<i32>());
    // Each cut rounds a break down, and shares out again what falls in the handover.
    let lost = i32::try_from(overlaps.len()).unwrap();
    let most = overlaps.iter().map(|overlap| overlap.min(&8)).sum::<i32>();
    prop_assert!((-lost..=most).contains(&(has_pause - had_pause)));
    Ok(())
}

/// A yes that is lost is told so, and that is kept; nothing else of a refusal leaves a trace.
pub(super) fn a_refusal_changes_nothing(before: &Ward, after: &Ward, outcome: &Outcome) -> Held {
    match outcome {
        Outcome::Applied => Ok(()),
        Outcome::Rejected(Refusal::Lost(lost)) => {
            let offers = after.team.offers.values();
            let mut losses = offers.flat_map(|offer| &offer.losses);
            // Who lost for a reason before it was settled keeps that one.
            let actor = after.log.last().unwrap().0.actor;
            let is_kept = |(person, kept): (&PersonId, &Lost)| {
                *person == actor || (kept.winner, kept.settled) == (lost.winner, lost.settled)
            };
            prop_assert!(losses.any(is_kept), "{:?}", lost);
            prop_assert_eq!(&before.team.roster, &after.team.roster);
            Ok(())
        }
        Outcome::Rejected(_) => {
            // Who chooses or allows a yes that fell away meanwhile is refused, and its author told.
            let mut expected = before.team.clone();
            for offer in after.team.offers.values() {
                let told = |(_, lost): &(&PersonId, &Lost)| {
                    lost.winner.is_none() && lost.settled.number == after.number
                };
                if offer.losses.iter().any(|loss| told(&loss)) {
                    let old = before.team.offers.get(&offer.id).unwrap();
                    prop_assert_eq!(offer.state, old.state);
                    expected.change_offer(offer.id, |old| *old = offer.clone());
                }
            }
            prop_assert_eq!(&expected, &after.team);
            Ok(())
        }
        Outcome::Opaque => Err(TestCaseError::fail("this build knows its own events")),
    }
}

pub(super) fn circles_are_whole(before: &Ward, after: &Ward) -> Held {
    for circle in closed(before, after) {
        for step in &circle.moves {
            let (old, new) = (before.shift(step.shift), after.shift(step.shift));
            prop_assert_eq!((old.owner, old.revision), (step.from, step.revision));
            prop_assert_eq!(
                (new.owner, new.revision),
                (Some(step.to), step.revision + 1)
            );
        }
        let people = circle.people();
        prop_assert!(people.iter().all(|person| circle.agreed.contains(person)));
    }
    // A circle that still stands is about shifts as they were.
    for circle in after
        .team
        .proposals
        .values()
        .filter(|found| found.is_open())
    {
        for step in &circle.moves {
            let shift = after.shift(step.shift);
            prop_assert_eq!((shift.owner, shift.revision), (step.from, step.revision));
        }
    }
    Ok(())
}

/// Tells whether somebody's whole roster keeps the law, by the rules of `team`.
fn is_lawful(team: &Team, person: PersonId, rules: &crate::rules::RuleSet) -> bool {
    let duty = |shift: &Shift| Duty {
        span: shift.span,
        pauses: Pauses::Total(shift.break_min),
        kind: DutyKind::Work,
        shift: Some(shift.id),
    };
    let duties: Vec<_> = team.roster.of(Some(person)).map(duty).collect();
    let found = judge(Worker::ADULT, &duties, rules, Known::ALL);
    let mut breaches = found.breaches.iter();
    breaches.all(|found| found.severity != Severity::Law)
}

/// Who kept the law keeps it. Of a roster that broke it before, nothing can be counted: a long run
/// of work that is cut in two is two that are too long.
pub(super) fn law(before: &Ward, after: &Ward) -> Held {
    let (Some(rules), false) = (&before.team.rules, imported(before, after)) else {
        return Ok(());
    };
    if before.team.roster == after.team.roster {
        return Ok(());
    }
    for person in PEOPLE {
        let kept = is_lawful(&before.team, person, &rules.set);
        let keeps = is_lawful(&after.team, person, &rules.set);
        prop_assert!(keeps || !kept, "{:?}", person);
    }
    Ok(())
}

/// Nothing that was settled makes somebody work two shifts at once; a roster may come so.
pub(super) fn nobody_is_in_two_places(before: &Ward, after: &Ward) -> Held {
    if imported(before, after) {
        return Ok(());
    }
    let clashes = |ward: &Ward, person| {
        let shifts: Vec<_> = ward.team.roster.of(Some(person)).collect();
        let pairs = (1..).zip(&shifts).map(|(next, one)| {
            let others = shifts.iter().skip(next);
            others.filter(|other| other.span.overlaps(one.span)).count()
        });
        pairs.sum::<usize>()
    };
    for person in PEOPLE {
        let (had, has) = (clashes(before, person), clashes(after, person));
        prop_assert!(has <= had, "{:?}: {} → {}", person, had, has);
    }
    Ok(())
}

pub(super) fn debts(team: &Team) -> Held {
    let winner = |offer: &Offer| match offer.state {
        OfferState::Settled { winner, .. } => Some(winner),
        OfferState::Open | OfferState::Withdrawn | OfferState::Lapsed | OfferState::Expired => None,
    };
    for (id, debt) in team.debts.iter() {
        let from = team.offers.get(id).unwrap();
        let until = debt.until;
        prop_assert_eq!(&from.kind, &OfferKind::OweLater { until });
        prop_assert_eq!((from.by, winner(from)), (Some(debt.owes), Some(debt.to)));
        if let DebtState::Repaid(by) = debt.state {
            let back = team.offers.get(&by).unwrap();
            prop_assert_eq!(&back.kind, &OfferKind::Repay { debt: *id });
            prop_assert_eq!((back.by, winner(back)), (Some(debt.to), Some(debt.owes)));
        }
    }
    for offer in team.offers.values().filter(|offer| winner(offer).is_some()) {
        match &offer.kind {
            OfferKind::OweLater { .. } => prop_assert!(team.debts.contains(&offer.id)),
            OfferKind::Repay { debt } => {
                let state = team.debts.get(debt).map(|debt| debt.state);
                prop_assert_eq!(state, Some(DebtState::Repaid(offer.id)), "paid once");
            }
            OfferKind::GiveAway
            | OfferKind::SwapForNamed(_)
            | OfferKind::SwapForAnswer
            | OfferKind::SwapForWish(_) => {}
        }
    }
    let balance = |person: PersonId| {
        let open = team.debts_of(person).map(|(_, debt)| debt);
        let open = open.filter(|debt| debt.state == DebtState::Open);
        let signed = open.map(|debt| {
            prop_assert!(debt.owes != debt.to && debt.minutes > 0);
            Ok(if debt.to == person {
                debt.minutes
            } else {
                -debt.minutes
            })
        });
        signed.sum::<Result<i32, TestCaseError>>()
    };
    let all: i32 = PEOPLE.into_iter().map(balance).sum::<Result<_, _>>()?;
    prop_assert_eq!(all, 0);
    Ok(())
}

pub(super) fn indexes(team: &Team) -> Held {
    let mut agenda = Agenda::default();
    let (mut offers, mut circles) = (BTreeMap::new(), BTreeMap::new());
    for offer in team.offers.values().filter(|offer| offer.is_open()) {
        let shifts: Vec<_> = offer.shifts().map(|found| found.shift).collect();
        let starts = shifts
            .iter()
            .map(|shift| team.roster.get(*shift).unwrap().span.start());
        let begins_ms = starts
            .map(ms)
            .min()
            .filter(|begins_ms| *begins_ms > offer.made.time_ms);
        agenda.add(
            begins_ms.filter(|_| team.agreements.is_some()),
            Due::Begin(offer.id),
        );
        agenda.add(offer.closes_ms, Due::Close(offer.id));
        agenda.add(offer.decide_ms, Due::Decide(offer.id));
        for shift in shifts {
            prop_assert_eq!(
                offers.insert(shift, offer.id),
                None,
                "in one open offer at a time"
            );
            prop_assert_eq!(team.open_offer_of(shift), Some(offer));
        }
        // Its clocks run only for somebody.
        let says_yes = offer.answers.values().any(|answer| answer.is_yes());
        prop_assert!(says_yes || offer.closes_ms.is_none());
        prop_assert!(!offer.waiting.is_empty() || offer.decide_ms.is_none());
        prop_assert!(offer.waiting.iter().all(|who| offer.answers[who].is_yes()));
    }
    for circle in team.proposals.values().filter(|found| found.is_open()) {
        agenda.add(Some(circle.ends_ms), Due::Circle(circle.id));
        for step in &circle.moves {
            prop_assert_eq!(circles.insert(step.shift, circle.id), None);
            prop_assert_eq!(team.open_circle_of(step.shift), Some(circle));
        }
    }
    for (id, debt) in team
        .debts
        .iter()
        .filter(|(_, debt)| debt.state == DebtState::Open)
    {
        let ends_ms = u64::try_from(debt.until.plus(1).0).unwrap() * 24 * 60 * 60_000;
        agenda.add(Some(ends_ms), Due::Debt(*id));
    }
    prop_assert_eq!(&team.open_offers, &offers);
    prop_assert_eq!(&team.open_circles, &circles);
    prop_assert_eq!(team.due_ms(), agenda.next_ms());
    prop_assert_eq!(&team.agenda, &agenda);
    Ok(())
}

/// Returns a team without the numbers of its events.
pub(super) fn unnumbered(mut team: Team) -> Team {
    let bare = |stamp: &mut Stamp| stamp.number = 0;
    let ids: Vec<_> = team.offers.iter().map(|(id, _)| *id).collect();
    for id in ids {
        team.offers.change(&id, |offer| {
            bare(&mut offer.made);
            offer.came.values_mut().for_each(bare);
            if let OfferState::Settled { at, .. } = &mut offer.state {
                bare(at);
            }
            for lost in offer.losses.values_mut() {
                bare(&mut lost.settled);
                lost.came.as_mut().into_iter().for_each(bare);
            }
        });
    }
    let ids: Vec<_> = team.proposals.iter().map(|(id, _)| *id).collect();
    for id in ids {
        team.proposals.change(&id, |found| {
            bare(&mut found.made);
            if let ProposalState::Settled { at } = &mut found.state {
                bare(at);
            }
        });
    }
    let ids: Vec<_> = team.releases.iter().map(|(id, _)| *id).collect();
    for id in ids {
        let bare_all = |release: &mut crate::release::Release| {
            release.at.as_mut().into_iter().for_each(bare);
        };
        team.releases.change(&id, bare_all);
    }
    team
}

type Wonder = (&'static str, fn(&Team) -> bool);

fn any_offer(team: &Team, is: impl Fn(&Offer, Option<PersonId>) -> bool) -> bool {
    team.offers.values().any(|offer| match offer.state {
        OfferState::Settled { winner, .. } => is(offer, Some(winner)),
        OfferState::Open | OfferState::Withdrawn | OfferState::Lapsed | OfferState::Expired => {
            is(offer, None)
        }
    })
}

fn any_loss(team: &Team, is: impl Fn(LostReason) -> bool) -> bool {
    any_offer(team, |offer, _| {
        offer.losses.values().any(|lost| is(lost.reason))
    })
}

fn any_circle(team: &Team, is: impl Fn(&Proposal) -> bool) -> bool {
    team.proposals.values().any(is)
}

fn any_debt(team: &Team, is: impl Fn(DebtState) -> bool) -> bool {
    team.debts.values().any(|debt| is(debt.state))
}

/// Returns all that has to happen in some history.
pub(super) fn wonders() -> Vec<Wonder> {
    use LostReason as Why;
    vec![
        ("a gift", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && offer.kind == OfferKind::GiveAway
            })
        }),
        ("a claim", |team| {
            any_offer(team, |offer, winner| winner.is_some() && offer.by.is_none())
        }),
        ("a swap for a named shift", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && matches!(offer.kind, OfferKind::SwapForNamed(_))
            })
        }),
        ("a swap for a wish", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && matches!(offer.kind, OfferKind::SwapForWish(_))
            })
        }),
        ("a choice", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && offer.kind == OfferKind::SwapForAnswer
            })
        }),
        ("a part", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && offer.part.is_some()
            })
        }),
        ("several", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && !offer.more.is_empty()
            })
        }),
        ("a turn", |team| {
            any_offer(team, |offer, winner| {
                winner.is_some() && matches!(offer.to, Audience::InTurn { .. })
            })
        }),
        ("too early or late", |team| {
            any_offer(team, |offer, _| offer.state == OfferState::Expired)
        }),
        ("moved on", |team| {
            any_offer(team, |offer, _| offer.state == OfferState::Lapsed)
        }),
        ("lost to the first", |team| {
            any_loss(team, |why| why == Why::First)
        }),
        ("lost to the chosen", |team| {
            any_loss(team, |why| why == Why::Chosen)
        }),
        ("lost to who needs no word", |team| {
            any_loss(team, |why| why == Why::Clear)
        }),
        ("lost to the allowed", |team| {
            any_loss(team, |why| why == Why::Approved)
        }),
        ("lost by burden", |team| {
            any_loss(team, |why| matches!(why, Why::Burden { .. }))
        }),
        ("lost by a tie", |team| {
            any_loss(team, |why| why == Why::Tie)
        }),
        ("lost by coming late", |team| {
            any_loss(team, |why| why == Why::Late)
        }),
        ("lost by law", |team| {
            any_loss(team, |why| matches!(why, Why::Breaks(_)))
        }),
        ("lost by being busy", |team| {
            any_loss(team, |why| why == Why::Busy)
        }),
        ("lost for want of a nurse", |team| {
            any_loss(team, |why| why == Why::Unqualified)
        }),
        ("declined", |team| {
            any_loss(team, |why| why == Why::Declined)
        }),
        ("lost by silence", |team| {
            any_loss(team, |why| why == Why::Silence)
        }),
        ("lost by the beginning", |team| {
            any_loss(team, |why| why == Why::Begun)
        }),
        ("a circle of three", |team| {
            any_circle(team, |found| {
                matches!(found.state, ProposalState::Settled { .. }) && found.moves.len() == 3
            })
        }),
        ("a chain", |team| {
            any_circle(team, |found| {
                matches!(found.state, ProposalState::Settled { .. })
                    && found.moves.iter().any(|step| step.from.is_none())
            })
        }),
        ("a circle that was dissolved", |team| {
            any_circle(team, |found| {
                matches!(found.state, ProposalState::Dissolved { .. })
            })
        }),
        ("a circle that was decided against", |team| {
            any_circle(team, |found| found.state == ProposalState::Declined)
        }),
        ("a circle that broke", |team| {
            any_circle(team, |found| {
                matches!(found.state, ProposalState::Broken(_))
            })
        }),
        ("a circle that lapsed", |team| {
            any_circle(team, |found| found.state == ProposalState::Lapsed)
        }),
        ("a circle that ended", |team| {
            any_circle(team, |found| found.state == ProposalState::Expired)
        }),
        ("a debt", |team| {
            any_debt(team, |state| state == DebtState::Open)
        }),
        ("paid back", |team| {
            any_debt(team, |state| matches!(state, DebtState::Repaid(_)))
        }),
        ("forgiven", |team| {
            any_debt(team, |state| state == DebtState::Forgiven)
        }),
        ("forgotten", |team| {
            any_debt(team, |state| state == DebtState::Expired)
        }),
        ("a release by two", |team| {
            let releases = team.releases.values();
            releases
                .into_iter()
                .any(|release| release.at.is_some() && release.by.len() == 2)
        }),
        ("a wish", |team| !team.wishes.is_empty()),
    ]
}
