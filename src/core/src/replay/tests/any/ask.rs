//! Commands of all kinds, most of which make sense at the time.

use proptest::prelude::*;

use super::super::fixture::*;
use crate::Span;
use crate::assess::{Light, assess};
use crate::bridge::Planned;
use crate::bridge::decide::Revisions;
use crate::check::{Change, Handover};
use crate::event::{NewWish, Wanted};
use crate::id::WishId;

mod round;
mod team;

pub(super) use team::BACK;

/// What is drawn for a step. What it comes to depends on the team as it is then.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    what: u8,
    who: PersonId,
    a: usize,
    b: usize,
    c: usize,
    pub(super) wait_min: i64,
}

pub(super) fn asks() -> impl Strategy<Value = Ask> {
    let waits = prop_oneof![
        4 => Just(0_i64),
        2 => 1..30_i64,
        2 => 30..600_i64,
        1 => 600..3_000_i64,
    ];
    let number = || 0..1_000_usize;
    let drawn = (0..60_u8, 0..4_usize, number(), number(), number(), waits);
    drawn.prop_map(|(what, who, a, b, c, wait_min)| Ask {
        what,
        who: PEOPLE[who],
        a,
        b,
        c,
        wait_min,
    })
}

/// How a history begins: what the team agreed on, the notice its rules ask for, its shifts.
#[derive(Clone, Debug)]
pub(super) struct Start {
    agreements: Option<usize>,
    rules: Option<usize>,
    shifts: Vec<NewShift>,
}

pub(super) fn starts() -> impl Strategy<Value = Start> {
    let shifts = (0..11_i32, 0..3_i32, 0..5_u16).prop_map(|(day, part, owner)| {
        let owner = Some(owner).filter(|owner| *owner < 4);
        shift(day, 7 + 8 * part, 8, owner)
    });
    let agreements = prop::option::weighted(0.85, 0..1_000_usize);
    let rules = prop::option::weighted(0.85, 0..1_000_usize);
    let shifts = prop::collection::vec(shifts, 6..20);
    (agreements, rules, shifts).prop_map(|(agreements, rules, shifts)| Start {
        agreements,
        rules,
        shifts,
    })
}

pub(super) fn start(start: &Start) -> Ward {
    let mut ward = Ward::new();
    ward.applies(ANN, roster(start.shifts.clone()));
    if let Some(drawn) = start.rules {
        ward.applies(ANN, Command::SetRules(rules(drawn)));
    }
    if let Some(drawn) = start.agreements {
        ward.applies(ANN, Command::Agree(agreements(drawn)));
    }
    ward
}

fn rules(drawn: usize) -> TeamRules {
    TeamRules {
        notice_min: [0, 0, 24 * 60, 5 * 24 * 60][drawn % 4],
        extra_min_max: [None, Some(600)][drawn / 4 % 2],
        ..law()
    }
}

fn agreements(drawn: usize) -> Agreements {
    let extra = |shifts| Some(ExtraMax { shifts, days: 7 });
    Agreements {
        window_min: [0, 60, 600][drawn % 3],
        extra: [None, None, extra(0), extra(1), extra(2)][drawn / 3 % 5],
        approvers: [vec![], vec![BEN], vec![BEN, CAS]][drawn / 15 % 3].clone(),
        decide_min: [0, 120][drawn / 45 % 2],
        silence: [Silence::No, Silence::Yes][drawn / 90 % 2],
    }
}

fn pick<T: Clone>(list: impl IntoIterator<Item = T>, nth: usize) -> Option<T> {
    let list: Vec<T> = list.into_iter().collect();
    list.get(nth % list.len().max(1)).cloned()
}

fn own(ward: &Ward, who: PersonId, nth: usize) -> Option<&Shift> {
    pick(ward.team.roster.of(Some(who)), nth)
}

/// Now and then an older picture of a shift.
fn seen(shift: &Shift, drawn: usize) -> ShiftRef {
    ShiftRef {
        shift: shift.id,
        revision: shift.revision + u32::from(drawn % 20 == 19),
    }
}

/// An offer that matters: an open one, now and then a past one.
fn found(ward: &Ward, nth: usize) -> Option<&crate::offer::Offer> {
    let open = ward.team.offers.values().filter(|offer| offer.is_open());
    let past = pick(ward.team.offers.values(), nth);
    if nth % 9 == 8 {
        past
    } else {
        pick(open, nth).or(past)
    }
}

/// Who does what. Where there is nothing to do it about, time passes.
pub(super) fn command(ward: &Ward, ask: &Ask) -> (PersonId, Command) {
    sensible(ward, ask).unwrap_or((ask.who, Command::Tick))
}

fn sensible(ward: &Ward, ask: &Ask) -> Option<(PersonId, Command)> {
    let Ask { who, a, b, c, .. } = *ask;
    Some(match ask.what {
        0..=4 => {
            let ShiftRef { shift, revision } = seen(own(ward, who, a)?, c);
            let (kind, to) = wanted(ward, who, b, c);
            (who, offer_to(shift, revision, kind, to))
        }
        5..=9 => (who, Command::Propose(proposed(ward, ask)?)),
        10..=19 => answered(ward, ask)?,
        20 => {
            let offer = found(ward, a)?;
            let by = offer.by.unwrap_or(who);
            (by, Command::Withdraw { offer: offer.id })
        }
        21..=22 => {
            let offers = ward.team.offers.values();
            let is_choice = |kind: &OfferKind| matches!(kind, OfferKind::SwapForAnswer);
            let offer = pick(offers.filter(|offer| is_choice(&offer.kind)), a)?;
            let person = pick(offer.answers.keys().copied(), b).unwrap_or(who);
            let by = offer.by.unwrap_or(who);
            let offer = offer.id;
            (by, Command::Choose { offer, person })
        }
        23..=26 => {
            let offers = ward.team.offers.values();
            let offer = pick(offers.filter(|offer| !offer.waiting.is_empty()), a)?;
            let person = pick(offer.waiting.iter().copied(), b)?;
            let approvers = ward.team.approvers().map(|person| person.id);
            let actor = pick(approvers, c).unwrap_or(who);
            let decide = if c.is_multiple_of(3) {
                decline
            } else {
                approve
            };
            (actor, decide(offer.id, person))
        }
        27..=30 => {
            let ShiftRef { shift, revision } = seen(pick(ward.team.roster.of(None), a)?, c);
            (who, Command::Claim { shift, revision })
        }
        31 => {
            let ShiftRef { shift, revision } = seen(pick(ward.team.roster.iter(), a)?, c);
            (who, Command::Release { shift, revision })
        }
        32..=35 => circle(ward, ask)?,
        36..=40 => {
            let open = ward.team.proposals.values().filter(|found| found.is_open());
            let found = pick(open, a)?;
            let people = found.people();
            let missing = people
                .iter()
                .filter(|person| !found.agreed.contains(person));
            let actor = pick(missing.copied(), b).unwrap_or(who);
            let (circle, yes) = (found.id, c % 12 > 0);
            (actor, Command::AnswerCircle { circle, yes })
        }
        41..=43 => {
            let agreed = ward.team.proposals.values();
            let found = pick(
                agreed.filter(|found| found.state == ProposalState::Agreed),
                a,
            )?;
            let approvers = ward.team.approvers().map(|person| person.id);
            let (circle, yes) = (found.id, c % 2 > 0);
            (pick(approvers, b)?, Command::DecideCircle { circle, yes })
        }
        44 if c.is_multiple_of(2) => {
            let (debt, found) = pick(ward.team.debts.iter(), a)?;
            let actor = if b.is_multiple_of(4) { who } else { found.to };
            (actor, Command::Forgive { debt: *debt })
        }
        44 => wished(ward, ask),
        45..=46 => team::set(ward, ask),
        47 if c.is_multiple_of(2) => team::removed(ward, ask)?,
        47..=49 => team::admitted(ward, ask)?,
        50 => team::appointed(ward, ask)?,
        51..=52 => team::checkpoint(ward, ask),
        53..=54 => (team::coordinator(ward, ask)?, revised(ward, ask)?),
        55 => {
            let shift = pick(ward.team.roster.iter(), a)?;
            let (shift, person) = (shift.id, shift.owner?);
            (who, Command::Thank { person, shift })
        }
        56..=58 => round::rostered(ward, ask)?,
        _ => (who, Command::Tick),
    })
}

/// A shift taken out, handed over, moved or added, by the planner or by hand; or a change processed.
fn revised(ward: &Ward, ask: &Ask) -> Option<Command> {
    let Ask { who, a, b, c, .. } = *ask;
    let shift = pick(ward.team.roster.iter(), a)?;
    let seen = seen(shift, c);
    let owner = Some(who).filter(|_| b % 3 > 0);
    let planned = Planned {
        owner,
        ..Planned::of(shift)
    };
    let later = |moment: Moment| Moment {
        utc_min: moment.utc_min + 45,
        ..moment
    };
    let span = Span::new(later(shift.span.start()), later(shift.span.end()))?;
    let mut revisions = Revisions::new(c.is_multiple_of(2));
    match b % 6 {
        0 => revisions.rewrite(seen, None),
        1 | 2 => revisions.rewrite(seen, Some(planned)),
        3 => revisions.rewrite(seen, Some(Planned { span, ..planned })),
        4 => revisions.add(planned),
        _ => {
            let change = pick(ward.team.net_changes(0), a)?;
            return ward.team.processed(&[change]).pop();
        }
    }
    revisions.end().next()
}

fn wanted(ward: &Ward, who: PersonId, b: usize, c: usize) -> (OfferKind, Audience) {
    let owed = ward.team.debts.iter();
    let owed = owed.filter(|(_, debt)| debt.to == who && debt.state == DebtState::Open);
    if let Some((debt, found)) = pick(owed, b)
        && b.is_multiple_of(2)
    {
        let to = Audience::Some(vec![found.owes]);
        return (OfferKind::Repay { debt: *debt }, to);
    }
    let today = ward.stamp().moment().day();
    let others = ward
        .team
        .roster
        .iter()
        .filter(|shift| shift.owner != Some(who));
    let named: Vec<_> = others.map(|shift| shift.id).collect();
    let kind = match b % 8 {
        0 | 1 => OfferKind::GiveAway,
        2 => OfferKind::SwapForNamed(named.into_iter().skip(c % 5).step_by(2).take(6).collect()),
        3 => OfferKind::SwapForAnswer,
        4 => OfferKind::SwapForWish(vec![Pattern {
            weekdays: u8::try_from(c % 128).unwrap(),
            ..Pattern::default()
        }]),
        _ => OfferKind::OweLater {
            until: today.plus(i32::try_from(c % 20).unwrap()),
        },
    };
    let people: Vec<_> = (0..3).map(|nth| PEOPLE[(c + nth) % 4]).collect();
    let to = match c % 6 {
        0 => Audience::Some(people),
        1 => Audience::InTurn {
            people,
            at_once: u8::try_from(b % 3).unwrap(),
            each_min: 30,
            then_everyone: b.is_multiple_of(2),
        },
        _ => Audience::Everyone,
    };
    (kind, to)
}

/// Two shifts of mine, or a part of one.
fn proposed(ward: &Ward, ask: &Ask) -> Option<NewOffer> {
    let Ask { who, a, b, c, .. } = *ask;
    let (kind, to) = wanted(ward, who, b, c);
    let first = own(ward, who, a)?;
    let mut shifts = vec![seen(first, c)];
    if a.is_multiple_of(2) {
        shifts.push(seen(own(ward, who, a + 1)?, b));
        return Some(NewOffer {
            shifts,
            part: None,
            kind,
            to,
        });
    }
    let (start, end) = (first.span.start(), first.span.end());
    let cut = Moment {
        utc_min: start.utc_min + 150 + 30 * i32::try_from(b % 8).unwrap(),
        ..start
    };
    let (from, until) = if b.is_multiple_of(2) {
        (start, cut)
    } else {
        (cut, end)
    };
    let handover_min = [0, 15, 60][c % 3];
    let part = Some(PartAsked {
        from,
        until,
        handover_min,
    });
    Some(NewOffer {
        shifts,
        part,
        kind,
        to,
    })
}

fn answered(ward: &Ward, ask: &Ask) -> Option<(PersonId, Command)> {
    let Ask { who, a, b, c, .. } = *ask;
    let offer = found(ward, a)?;
    let id = offer.id;
    if c % 11 == 10 {
        let said = [Answer::Later, Answer::No][b % 2];
        return Some((who, answer(id, said)));
    }
    let in_return = |who, shift: &Shift| {
        let ShiftRef { shift, revision } = seen(shift, c);
        (who, with(id, shift, revision))
    };
    Some(match &offer.kind {
        OfferKind::GiveAway | OfferKind::OweLater { .. } => (who, yes(id)),
        OfferKind::Repay { .. } => match &offer.to {
            Audience::Some(people) => (*people.first()?, yes(id)),
            Audience::Everyone | Audience::InTurn { .. } => (who, yes(id)),
        },
        OfferKind::SwapForNamed(named) => {
            let shift = ward.team.roster.get(pick(named.iter().copied(), b)?)?;
            in_return(shift.owner?, shift)
        }
        OfferKind::SwapForAnswer if b.is_multiple_of(4) => (who, yes(id)),
        OfferKind::SwapForWish(_) | OfferKind::SwapForAnswer => in_return(who, own(ward, who, b)?),
    })
}

/// A circle of two to four, or a chain that ends in an open shift, of shifts that go together if
/// some can be found.
fn circle(ward: &Ward, ask: &Ask) -> Option<(PersonId, Command)> {
    let Ask { a, b, c, .. } = *ask;
    let people: Vec<_> = (0..2 + a % 3).map(|nth| PEOPLE[(b + nth) % 4]).collect();
    let drawn = |turn: usize| -> Option<Vec<Move>> {
        let mut moves = Vec::new();
        for (nth, person) in people.iter().enumerate() {
            let to = people[(nth + 1) % people.len()];
            let is_open = nth + 1 == people.len() && b.is_multiple_of(3);
            let owner = Some(*person).filter(|_| !is_open);
            let mut line = ward.team.roster.of(owner);
            let shift = line.nth((c + turn * (nth + 1)) % 5)?;
            let ShiftRef { shift, revision } = seen(shift, c);
            moves.push(Move {
                shift,
                revision,
                to,
            });
        }
        Some(moves)
    };
    let fits = |moves: &Vec<Move>| {
        let handovers = moves.iter().map(|step| Handover {
            shift: step.shift,
            from: ward
                .team
                .roster
                .get(step.shift)
                .and_then(|shift| shift.owner),
            to: step.to,
            part: None,
        });
        let change = Change::new(handovers.collect());
        assess(&ward.team, &change, ward.stamp().moment()).light() < Light::Red
    };
    let all: Vec<_> = (0..8).filter_map(drawn).collect();
    let moves = all.iter().find(|moves| fits(moves)).or(all.first())?;
    let new = NewCircle {
        moves: moves.clone(),
        open_min: [60, 600, 6_000][c % 3],
    };
    let by = moves.first()?.to;
    Some((by, Command::ProposeCircle(new)))
}

fn wished(ward: &Ward, ask: &Ask) -> (PersonId, Command) {
    if let Some(wish) = pick(ward.team.wishes.values(), ask.a)
        && ask.b.is_multiple_of(3)
    {
        return (wish.person, Command::Unwish { wish: wish.id });
    }
    let nobody_s = Command::Unwish {
        wish: WishId::from_bytes([99; 16]),
    };
    let new = NewWish {
        what: [
            Wanted::Free,
            Wanted::Work,
            Wanted::Extra,
            Wanted::NeverAfter(1),
        ][ask.a % 4],
        shifts: Pattern::default(),
        weight: u8::try_from(ask.b % 5).unwrap(),
        until: None,
    };
    let wish = if ask.c.is_multiple_of(7) {
        nobody_s
    } else {
        Command::Wish(new)
    };
    (ask.who, wish)
}
