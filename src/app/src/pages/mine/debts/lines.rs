//! Owed shifts in words.

use ruil_core::{Day, Debt, DebtState, Offer, OfferId, OfferKind, OfferState, Team};

use crate::i18n::{Lang, format, offer as words, t};
use crate::state::{View, now};

/// How long it is said that a debt has expired or was repaid, in days.
const ENDED_DAYS: i32 = 14;

/// An owed shift, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) debt: OfferId,
    /// The other's name.
    pub(super) name: String,
    pub(super) text: String,
    pub(super) more: Option<String>,
    /// The offer that asks to give it back.
    pub(super) offer: Option<OfferId>,
    /// Whether I may ask a shift back for it, or let it go.
    pub(super) is_mine_to_ask: bool,
}

impl Line {
    /// Returns what is owed to me and by me, the next to expire first; then what ended lately.
    pub(super) fn all(lang: Lang, view: &View) -> Vec<Self> {
        let today = now::today();
        let shown = |debt: &Debt| {
            let ended = ended(&view.hoped, debt);
            debt.state == DebtState::Open
                || ended.is_some_and(|day| today.0.saturating_sub(day.0) <= ENDED_DAYS)
        };
        let debts = view.hoped.debts_of(view.me);
        let mut debts: Vec<_> = debts.filter(|(_, debt)| shown(debt)).collect();
        debts.sort_by_key(|(id, debt)| (debt.state != DebtState::Open, debt.until, *id));
        let line = |(id, debt)| Self::of(lang, view, id, debt);
        debts.into_iter().map(line).collect()
    }

    fn of(lang: Lang, view: &View, id: OfferId, debt: &Debt) -> Self {
        let team = &view.hoped;
        let is_owed = debt.to == view.me;
        let other = if is_owed { debt.owes } else { debt.to };
        let name = words::name(lang, team, other);
        let day = format::day(lang, debt.until);
        let is_open = debt.state == DebtState::Open;
        let asks = |offer: &&Offer| {
            offer.is_open() && matches!(offer.kind, OfferKind::Repay { debt } if debt == id)
        };
        let offer = team.offers.values().find(asks);
        let text = match (debt.state, is_owed) {
            (DebtState::Open, true) => t::debt::owed(lang, day, &name),
            (DebtState::Open, false) => t::debt::owes(lang, day, &name),
            (DebtState::Repaid(_), true) => t::debt::repaid_owed(lang, &name),
            (DebtState::Repaid(_), false) => t::debt::repaid_owes(lang, &name),
            (DebtState::Expired | DebtState::Forgiven | DebtState::Left, true) => {
                t::debt::expired_owed(lang, day, &name)
            }
            (DebtState::Expired | DebtState::Forgiven | DebtState::Left, false) => {
                t::debt::expired_owes(lang, day, &name)
            }
        };
        let shift = offer.map(|offer| words::shift_by_id(lang, team, offer.shift));
        let more = match (shift, is_owed) {
            (Some(shift), true) => t::debt::asked(lang, &name, shift),
            (Some(shift), false) => t::debt::asks(lang, &name, shift),
            (None, true) => t::debt::length(lang, format::length(lang, debt.minutes)),
            (None, false) => t::debt::owes_hint(lang, &name),
        };
        Self {
            debt: id,
            name,
            text,
            more: is_open.then_some(more),
            offer: offer.filter(|_| is_open).map(|offer| offer.id),
            is_mine_to_ask: is_open && is_owed,
        }
    }
}

/// Returns the day a debt was repaid or expired; nothing while it is owed, and of what was let go.
fn ended(team: &Team, debt: &Debt) -> Option<Day> {
    match debt.state {
        DebtState::Open | DebtState::Forgiven | DebtState::Left => None,
        DebtState::Expired => Some(debt.until),
        DebtState::Repaid(by) => match team.offers.get(&by)?.state {
            OfferState::Settled { at, .. } => Some(now::local(at.time_ms).day()),
            OfferState::Open | OfferState::Withdrawn | OfferState::Lapsed | OfferState::Expired => {
                None
            }
        },
    }
}
