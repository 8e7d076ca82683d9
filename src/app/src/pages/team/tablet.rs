//! The team's tablet: adding one, taking it away, and the permit to choose a PIN on it.

mod permit;

use leptos::prelude::*;
use ruil_core::{DeviceId, PersonId};

use super::Front;
use crate::components::{
    Banner, Button, ButtonKind, Card, Dialog, Icon, IconButton, Section, Tone,
};
use crate::i18n::{Lang, t, use_lang};
use crate::state::Session;

pub(super) use self::permit::PermitDialog;

/// Shows the tablets and what can be done about them; nothing where there is nothing.
#[component]
pub(super) fn TabletPart(session: Session, front: RwSignal<Option<Front>>) -> impl IntoView {
    let lang = use_lang();
    let may_admit = Memo::new(move |_| session.with(|view| view.am_coordinator()));
    let is_alone = Memo::new(move |_| session.with(|view| view.is_solo));
    let tablets = Memo::new(move |_| {
        session.with(|view| {
            let devices = view.hoped.devices.values();
            let tablets = devices.filter(|device| device.is_tablet());
            tablets.map(|device| device.id).collect::<Vec<_>>()
        })
    });
    let enrol = move || {
        (may_admit.get() && !is_alone.get()).then(|| {
            let start = move |()| front.set(Some(Front::Invite(PersonId::NOBODY)));
            view! {
                <Button icon=Icon::Plus on_click=start attr:data-test="tablet-enrol">
                    {t::tablet::enrol(lang)}
                </Button>
            }
        })
    };
    let permit = move || {
        (!tablets.read().is_empty()).then(|| view! {
            <Button icon=Icon::Lock on_click=move |()| front.set(Some(Front::Permit)) attr:data-test="tablet-permit">
                {t::tablet::permit_open(lang)}
            </Button>
        })
    };
    let list = move || {
        let all = tablets.get();
        if all.is_empty() {
            return view! { <p class="muted">{t::tablet::none_text(lang)}</p> }.into_any();
        }
        let lines = (1..).zip(all);
        let lines = lines.map(move |(nth, id)| line(lang, nth, id, may_admit, front));
        view! {
            <Card flush=true>
                <ul class="list">{lines.collect_view()}</ul>
            </Card>
        }
        .into_any()
    };
    move || {
        (may_admit.get() || !tablets.read().is_empty()).then(|| {
            view! {
                <Section title=t::tablet::title(lang).to_owned()>
                    <div class="stack" data-test="tablets">
                        {list}
                        <div class="cluster">{permit}{enrol}</div>
                    </div>
                </Section>
            }
        })
    }
}

fn line(
    lang: Lang,
    nth: i64,
    id: DeviceId,
    may_admit: Memo<bool>,
    front: RwSignal<Option<Front>>,
) -> impl IntoView {
    let remove = move || {
        may_admit.get().then(|| {
            let start = move |()| front.set(Some(Front::Tablet(id)));
            let label = t::tablet::remove(lang);
            view! { <IconButton icon=Icon::Close label on_click=start attr:data-test="tablet-remove" /> }
        })
    };
    view! {
        <li class="people__one" data-test="tablet-line">
            <div>{t::tablet::nth(lang, nth)}</div>
            <span class="people__action">{remove}</span>
        </li>
    }
}

/// Asks once more before a tablet goes.
#[component]
pub(super) fn RemoveTablet(
    session: Session,
    device: DeviceId,
    on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let remove = move |()| {
        if let Some(removal) = session.removal(Vec::new(), vec![device]) {
            session.act_or_tell(removal);
        }
        on_close.run(());
    };
    let title = t::tablet::remove(lang);
    view! {
        <Dialog title on_close attr:data-test="tablet-sure">
            <div class="stack">
                <Banner tone=Tone::Warn title text=t::tablet::remove_text(lang) />
                <Button kind=ButtonKind::Danger wide=true on_click=remove attr:data-test="tablet-sure-do">{title}</Button>
                <Button wide=true on_click=on_close>{t::access::back(lang)}</Button>
            </div>
        </Dialog>
    }
}
