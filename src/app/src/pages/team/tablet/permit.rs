//! The permit to choose a PIN on the tablet, for oneself or for who has no phone.

use leptos::prelude::*;
use ruil_core::PersonId;

use crate::components::{Dialog, Select, SelectOption};
use crate::i18n::{offer as words, t, use_lang};
use crate::pick::tablet::by_name;
use crate::state::{Session, now};

/// Shows the permit. A coordinator may show one for a colleague.
#[component]
pub(in crate::pages::team) fn PermitDialog(
    session: Session,
    on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let (me, may_admit) = untrack(|| session.with(|view| (view.me, view.am_coordinator())));
    let whom = RwSignal::new(me);
    let minute = now::ticking();
    let permits = Memo::new(move |_| {
        minute.get();
        session.permits(whom.get())
    });
    let people = untrack(|| session.with(|view| by_name(&view.hoped)));
    let options = people.into_iter().filter(|(id, _)| *id != me);
    let options = options.map(|(id, name)| SelectOption::new(id.to_string(), name));
    let mine = SelectOption::new(me.to_string(), t::tablet::permit_me(lang));
    let options: Vec<_> = [mine].into_iter().chain(options).collect();
    let choose = move |id: String| whom.set(PersonId::parse(&id).unwrap_or(me));
    let choice = may_admit.then(|| {
        let value = Signal::derive(move || whom.get().to_string());
        view! {
            <Select id="permit-for" label=t::tablet::permit_for(lang) options value on_change=choose attr:data-test="permit-for" />
        }
    });
    let theirs = move || {
        (whom.get() != me).then(|| {
            let name = session.with(|view| words::name(lang, &view.hoped, whom.get()));
            view! { <p class="permit__theirs">{t::tablet::permit_theirs(lang, name)}</p> }
        })
    };
    let shown = move || {
        let all = permits.get();
        let is_one = all.len() == 1;
        let one = |(nth, permit): (i64, String)| {
            let (left, right) = permit
                .split_at_checked(permit.len() / 2)
                .unwrap_or_default();
            let digits = format!("{left} {right}");
            view! {
                {(!is_one).then(|| view! { <p class="muted small">{t::tablet::permit_nth(lang, nth)}</p> })}
                <p class="permit__digits" dir="ltr" data-test="permit-digits">{digits}</p>
            }
        };
        (1..).zip(all).map(one).collect_view()
    };
    view! {
        <Dialog title=t::tablet::permit_open(lang) on_close attr:data-test="permit">
            <div class="stack permit">
                {choice}
                {theirs}
                <p>{t::tablet::permit_text(lang)}</p>
                <div class="permit__all" aria-live="polite">{shown}</div>
                <p class="muted small">{t::tablet::permit_life(lang)}</p>
            </div>
        </Dialog>
    }
}
