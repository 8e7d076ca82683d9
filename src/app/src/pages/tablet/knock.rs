//! Somebody tapped their name: the PIN, or the way to one.

use leptos::prelude::*;
use ruil_core::PersonId;
use ruil_sync::pin::NoPermit;

use crate::components::{Button, ButtonKind, Dialog, PinPad, Skeleton};
use crate::i18n::{Lang, failure, keep, offer as words, t, use_lang};
use crate::route::Route;
use crate::state::Session;
use crate::state::tablet::knock::{Knock, KnockFailure, Step};
use crate::state::tablet::{Tablet, idle};

/// Asks who tapped a name whether it is theirs. Who goes away without an answer leaves nothing behind.
#[component]
pub(super) fn KnockDialog(
    session: Session,
    person: PersonId,
    at: Route,
    on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let knock = Knock::new(Tablet::new(session), person, at);
    idle(on_close);
    let name = untrack(|| session.with(|view| words::name(lang, &view.team, person)));
    let step = Memo::new(move |_| knock.step());
    let asked = move || match step.get() {
        Step::Looking => view! { <Skeleton rows=2 /> }.into_any(),
        step => view! { <Ask knock step /> }.into_any(),
    };
    view! {
        <Dialog title=t::tablet::hello(lang, name) on_close attr:data-test="knock">{asked}</Dialog>
    }
}

#[component]
fn Ask(knock: Knock, step: Step) -> impl IntoView {
    let lang = use_lang();
    let (label, how) = match step {
        Step::Looking | Step::Pin => (t::tablet::pin(lang), None),
        Step::Permit => (t::tablet::permit(lang), Some(t::tablet::permit_how(lang))),
        Step::Choose => (t::tablet::choose(lang), Some(t::tablet::choose_how(lang))),
        Step::Again => (t::tablet::again(lang), None),
    };
    let error = Signal::derive(move || {
        let left_s = knock.left_s();
        if left_s > 0 {
            return Some(keep::wait(lang, left_s));
        }
        knock.failure().map(|why| told(lang, &why))
    });
    let (fewest, _) = step.digits();
    view! {
        <div class="stack" data-test=format!("knock-{}", as_str(step))>
            {how.map(|how| view! { <p class="muted">{how}</p> })}
            <PinPad
                label
                value=Signal::derive(move || knock.typed())
                on_input=move |text: String| knock.set(&text)
                on_submit=move |()| knock.submit()
                fewest
                open={step == Step::Permit}
                error
                busy=Signal::derive(move || knock.is_busy())
                held=Signal::derive(move || knock.left_s() > 0)
            />
            {(step == Step::Pin).then(|| view! {
                <Button kind=ButtonKind::Link on_click=move |()| knock.forgot() attr:data-test="knock-forgot">
                    {t::tablet::forgot(lang)}
                </Button>
            })}
        </div>
    }
}

const fn as_str(step: Step) -> &'static str {
    match step {
        Step::Looking => "looking",
        Step::Pin => "pin",
        Step::Permit => "permit",
        Step::Choose => "choose",
        Step::Again => "again",
    }
}

fn told(lang: Lang, why: &KnockFailure) -> String {
    match why {
        KnockFailure::Wrong => t::tablet::wrong(lang),
        KnockFailure::Gone => t::tablet::gone(lang),
        KnockFailure::NotSame => t::tablet::not_same(lang),
        KnockFailure::Permit(NoPermit::Wrong) => t::tablet::permit_wrong(lang),
        KnockFailure::Permit(NoPermit::Used) => t::tablet::permit_used(lang),
        KnockFailure::Missing => t::lock::missing(lang),
        // How long is told while it lasts.
        KnockFailure::Wait(_) => t::tablet::wrong(lang),
        KnockFailure::Storage(error) => return failure::storage(lang, error),
    }
    .to_owned()
}
