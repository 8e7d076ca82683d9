//! What a circle shows of itself to me: my own change, and the others once all agreed.

use ruil_core::check::Change;
use ruil_core::{Assessment, CircleId, Light, PersonId, Proposal, ProposalState, Team, assess};

use crate::components::{CircleFace, RingPerson, ShiftFace};
use crate::i18n::offer::{name, shift_by_id};
use crate::i18n::{Lang, circle as words, light, t};
use crate::pages::offer::judged::Judged;
use crate::pick::circle::{Mine, Ring, alone};
use crate::pick::circles::find;
use crate::pick::deeds::{self, Deed};
use crate::pick::shifts;
use crate::state::{View, now};

/// A circle, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CircleShown {
    pub id: CircleId,
    pub title: String,
    pub face: CircleFace,
    /// The state, for tests and the stylesheet.
    pub state: &'static str,
    /// How it stands and what happens next.
    pub next: String,
    /// Until when it can be agreed to, while it can.
    pub until: Option<String>,
    pub yes: usize,
    pub of: usize,
    /// Whether it can still come about.
    pub is_open: bool,
    /// Whether I am asked and have not answered.
    pub asks_me: bool,
    /// Whether I said yes and may still say no.
    pub may_leave: bool,
    /// Whether I decide now.
    pub to_decide: bool,
    /// Who works what, once that is everybody's business.
    pub moves: Vec<String>,
    /// My last deed about it.
    pub deed: Option<Deed>,
}

impl CircleShown {
    /// Returns nothing for whom it is none of their business.
    pub(crate) fn of(lang: Lang, view: &View, id: CircleId) -> Option<Self> {
        let (me, team) = (view.me, &view.hoped);
        let circle = &as_shown(view, id)?;
        let newest = team.proposals.get(&id).unwrap_or(circle);
        let is_mine = circle.concerns(me);
        let is_told = matches!(
            circle.state,
            ProposalState::Agreed | ProposalState::Settled { .. }
        );
        let is_my_business = is_mine || (is_told && team.is_approver(me));
        if !is_my_business {
            return None;
        }
        let change = circle.change();
        let people = circle.people();
        let is_asking = circle.state == ProposalState::Open && newest.is_open();
        Some(Self {
            id,
            title: words::title(lang, people.len(), is_mine),
            face: face(lang, &view.team, team, &change, me, is_told),
            state: as_str(circle.state),
            next: words::next(lang, circle, team, me),
            until: (circle.state == ProposalState::Open)
                .then(|| words::until(lang, now::local(circle.ends_ms))),
            yes: circle.agreed.len(),
            of: people.len(),
            is_open: circle.is_open(),
            asks_me: is_asking && is_mine && !circle.agreed.contains(&me),
            may_leave: is_mine && newest.is_open() && circle.agreed.contains(&me),
            to_decide: newest.state == ProposalState::Agreed && team.decides_circle(newest, me),
            moves: if is_told {
                moves(lang, team, circle)
            } else {
                Vec::new()
            },
            deed: deeds::last(&view.outbox, &view.done, |deed| deed.circle() == Some(id)),
        })
    }
}

/// Returns a circle as it is final, with my waiting answer, but not with what that would lead to.
fn as_shown(view: &View, id: CircleId) -> Option<Proposal> {
    let found = find(&view.team, &view.hoped, id)?;
    let newest = view.hoped.proposals.get(&id).unwrap_or(found);
    let by_me = ProposalState::Dissolved { by: view.me };
    let state = if found.is_open() && newest.state == by_me {
        by_me
    } else {
        found.state
    };
    Some(Proposal {
        agreed: newest.agreed.clone(),
        state,
        ..found.clone()
    })
}

/// Returns how a change looks to me; the others have no names until `is_told`.
pub(crate) fn face(
    lang: Lang,
    team: &Team,
    hoped: &Team,
    change: &Change,
    me: PersonId,
    is_told: bool,
) -> CircleFace {
    let ring = Ring::of(change, me);
    let person = |person: &PersonId| RingPerson {
        name: (is_told || *person == me).then(|| name(lang, hoped, *person)),
        is_me: *person == me,
    };
    let mine = Mine::of(change, me).unwrap_or_default();
    let face = |shift| Some(ShiftFace::of(hoped, shifts::find(team, hoped, shift)?));
    CircleFace {
        people: ring.people.iter().map(person).collect(),
        is_closed: ring.is_closed,
        from_open: ring.from_open,
        gives: mine.gives.and_then(face),
        gets: mine.gets.and_then(face),
    }
}

/// Returns what a circle means, while it can still come about on this roster.
pub(crate) fn assessed(view: &View, id: CircleId) -> Option<(Change, Assessment)> {
    let newest = view
        .hoped
        .proposals
        .get(&id)
        .filter(|found| found.is_open())?;
    let change = newest.change();
    let assessment = assess(&view.hoped, &change, now::now());
    Some((change, assessment))
}

/// Puts my own part of a judgement into words, and whether there is more to it for others.
pub(crate) fn mine_judged(
    lang: Lang,
    view: &View,
    change: &Change,
    assessment: &Assessment,
) -> (Judged, Option<String>) {
    let mine = alone(assessment, view.me);
    let others = match (mine.light(), assessment.light()) {
        (Light::Red, _) => None,
        (_, Light::Red) => Some(t::circle::others_red(lang).to_owned()),
        (Light::Amber, _) => None,
        (_, Light::Amber) => {
            let by = light::approvers(lang, &view.hoped, view.me);
            let by = crate::i18n::offer::capital(&t::approve::by(lang, by));
            Some(t::circle::others_amber(lang, by))
        }
        _ => None,
    };
    let fine = t::circle::fine(lang);
    (Judged::of(lang, view, change, &mine, fine), others)
}

fn moves(lang: Lang, team: &Team, circle: &Proposal) -> Vec<String> {
    let one = |step: &ruil_core::proposal::Step| {
        let shift = shift_by_id(lang, team, step.shift);
        let to = name(lang, team, step.to);
        match step.from {
            Some(from) => t::circle::moved(lang, name(lang, team, from), shift, to),
            None => t::circle::moved_open(lang, shift, to),
        }
    };
    circle.moves.iter().map(one).collect()
}

const fn as_str(state: ProposalState) -> &'static str {
    match state {
        ProposalState::Open => "open",
        ProposalState::Agreed => "agreed",
        ProposalState::Settled { .. } => "settled",
        ProposalState::Dissolved { .. } => "dissolved",
        ProposalState::Declined => "declined",
        ProposalState::Broken(_) => "broken",
        ProposalState::Lapsed => "lapsed",
        ProposalState::Expired => "expired",
    }
}
