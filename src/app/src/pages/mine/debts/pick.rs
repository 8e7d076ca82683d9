//! Which shift of mine a colleague takes, who owes me one.

use leptos::prelude::*;
use ruil_core::check::Change;
use ruil_core::{
    Audience, Command, Light, NewOffer, OfferId, OfferKind, PersonId, Shift, ShiftRef, assess,
};

use crate::components::{Button, ButtonKind, Dialog, LightMark, ShiftFace, ShiftRow};
use crate::i18n::{Lang, offer as words, t, use_lang};
use crate::state::{View, now, use_session};

/// A shift that could be taken, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    found: ShiftRef,
    face: ShiftFace,
    light: Light,
}

/// Returns my coming shifts up to the debt's last day that the one who owes could take.
fn lines(view: &View, debt: OfferId) -> Option<(PersonId, Vec<Line>)> {
    let team = &view.hoped;
    let debt = team.debts.get(&debt)?;
    let now = now::now();
    let mine = team.roster.starting(Some(view.me), now.utc_min, i32::MAX);
    let mine = mine.filter(|shift| shift.span.start().day() <= debt.until);
    let mine = mine.filter(|shift| team.open_offer_of(shift.id).is_none());
    let line = |shift: &Shift| {
        let light = assess(team, &Change::gift(shift, debt.owes), now).light();
        (light != Light::Red).then(|| Line {
            found: ShiftRef {
                shift: shift.id,
                revision: shift.revision,
            },
            face: ShiftFace::of(team, shift),
            light,
        })
    };
    Some((debt.owes, mine.filter_map(line).collect()))
}

fn name(lang: Lang, view: &View, debt: OfferId) -> String {
    let owes = view.hoped.debts.get(&debt).map(|debt| debt.owes);
    owes.map_or_else(String::new, |owes| words::name(lang, &view.hoped, owes))
}

/// Shows the shifts, each with its button.
#[component]
pub(super) fn PickDialog(debt: OfferId, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let name = untrack(|| session.with(|view| name(lang, view, debt)));
    let title = t::debt::pick_title(lang, &name);
    let lines = Memo::new(move |_| session.with(|view| lines(view, debt)));
    let ask = Callback::new(move |(owes, found): (PersonId, ShiftRef)| {
        session.act_or_tell(Command::Propose(NewOffer {
            shifts: vec![found],
            part: None,
            kind: OfferKind::Repay { debt },
            to: Audience::Some(vec![owes]),
        }));
        on_close.run(());
    });
    let rows = move || {
        let (owes, lines) = lines.get()?;
        let row = move |line: Line| {
            let Line { found, face, light } = line;
            view! {
                <li class="way" data-shift=found.shift.to_string()>
                    <ShiftRow face>
                        <Button kind=ButtonKind::Primary on_click=move |()| ask.run((owes, found)) attr:data-test="debt-shift">
                            {t::ui::choose(lang)}
                        </Button>
                    </ShiftRow>
                    <LightMark light />
                </li>
            }
        };
        Some(if lines.is_empty() {
            view! { <p class="muted">{t::debt::pick_none(lang, &name)}</p> }.into_any()
        } else {
            view! { <ul class="list list--sheet">{lines.into_iter().map(row).collect_view()}</ul> }
                .into_any()
        })
    };
    view! { <Dialog title on_close attr:data-test="debt-shifts">{rows}</Dialog> }
}
