//! Who gets in, and who no longer does: one person's role and devices, for coordinators.

use leptos::prelude::*;
use ruil_core::{Command, DeviceId, PersonId};

use crate::components::{Banner, Button, ButtonKind, Card, Dialog, Tone};
use crate::i18n::{Lang, t, use_lang};
use crate::state::{Session, View, kit};

/// What is shown of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Desk {
    name: String,
    is_me: bool,
    is_coordinator: bool,
    devices: Vec<Line>,
}

/// A device as a line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    id: DeviceId,
    is_this: bool,
    is_copied: bool,
    is_kit: bool,
}

/// What is about to be done, and asked about once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sure {
    Device(DeviceId),
    Person,
}

impl Desk {
    fn of(view: &View, person: PersonId) -> Option<Self> {
        let found = view.hoped.people.get(&person)?;
        let devices = view.hoped.devices.values();
        let devices = devices.filter(|device| device.person == person);
        let line = |id: DeviceId| Line {
            id,
            is_this: id == view.device,
            is_copied: view.copied.contains(&id),
            is_kit: kit::is_kit(id),
        };
        Some(Self {
            name: found.name.clone(),
            is_me: person == view.me,
            is_coordinator: found.coordinator,
            devices: devices.map(|device| line(device.id)).collect(),
        })
    }
}

/// Shows a person's role and devices.
#[component]
pub(super) fn AccessDialog(
    session: Session,
    person: PersonId,
    on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let desk = Memo::new(move |_| session.with(|view| Desk::of(view, person)));
    let sure = RwSignal::new(None::<Sure>);
    let title = untrack(|| desk.get().map(|desk| desk.name).unwrap_or_default());
    let appoint = Callback::new(move |coordinator: bool| {
        session.act_or_tell(Command::Appoint {
            person,
            coordinator,
        });
    });
    let remove = Callback::new(move |what: Sure| {
        sure.set(None);
        let (people, devices) = match what {
            Sure::Device(device) => (Vec::new(), vec![device]),
            Sure::Person => (vec![person], Vec::new()),
        };
        if let Some(removal) = session.removal(people, devices) {
            session.act_or_tell(removal);
        }
        if what == Sure::Person {
            on_close.run(());
        }
    });
    let shown = move || {
        desk.get().map(|desk| match sure.get() {
            Some(what) => view! { <AreYouSure name=desk.name what sure remove /> }.into_any(),
            None => view! { <Parts desk sure appoint /> }.into_any(),
        })
    };
    view! {
        <Dialog title=t::access::title(lang, title) on_close attr:data-test="access">
            {shown}
        </Dialog>
    }
}

/// Shows the role, the devices, and the way out.
#[component]
fn Parts(desk: Desk, sure: RwSignal<Option<Sure>>, appoint: Callback<bool>) -> impl IntoView {
    let lang = use_lang();
    let Desk {
        name,
        is_me,
        is_coordinator,
        devices,
    } = desk;
    let role = if is_coordinator {
        (t::access::is_coordinator(lang), t::access::unappoint(lang))
    } else {
        (t::access::no_coordinator(lang), t::access::appoint(lang))
    };
    let none = devices
        .is_empty()
        .then(|| view! { <p class="muted">{t::access::no_devices(lang)}</p> });
    let lines = (1..).zip(devices);
    let lines = lines.map(move |(nth, line)| device(lang, nth, line, sure));
    let out = (!is_me).then(|| {
        view! {
            <Button
                kind=ButtonKind::Danger
                wide=true
                on_click=move |()| sure.set(Some(Sure::Person))
                attr:data-test="access-remove"
            >
                {t::access::remove(lang, &name)}
            </Button>
        }
    });
    view! {
        <div class="stack">
            <p>{role.0}</p>
            <Button on_click=move |()| appoint.run(!is_coordinator) attr:data-test="access-appoint">{role.1}</Button>
            <h3 class="small muted">{t::access::devices(lang)}</h3>
            <Card flush=true>
                <ul class="list" data-test="access-devices">{lines.collect_view()}</ul>
            </Card>
            {none}
            {out}
        </div>
    }
}

fn device(lang: Lang, nth: i64, line: Line, sure: RwSignal<Option<Sure>>) -> impl IntoView {
    let name = if line.is_this {
        t::access::this_device(lang).to_owned()
    } else if line.is_kit {
        t::access::paper(lang).to_owned()
    } else {
        t::access::device(lang, nth)
    };
    let copied = line
        .is_copied
        .then(|| view! { <p class="small access__copied">{t::access::copied(lang)}</p> });
    let revoke = (!line.is_this).then(|| {
        view! {
            <Button on_click=move |()| sure.set(Some(Sure::Device(line.id))) attr:data-test="access-revoke">
                {t::access::revoke(lang)}
            </Button>
        }
    });
    view! {
        <li class="people__one">
            <div>{name}{copied}</div>
            <span class="people__action">{revoke}</span>
        </li>
    }
}

/// Says what it means, before it is done.
#[component]
fn AreYouSure(
    name: String,
    what: Sure,
    sure: RwSignal<Option<Sure>>,
    remove: Callback<Sure>,
) -> impl IntoView {
    let lang = use_lang();
    let (text, act) = match what {
        Sure::Device(_) => (
            t::access::revoke_text(lang).to_owned(),
            t::access::revoke_sure(lang).to_owned(),
        ),
        Sure::Person => (
            t::access::remove_text(lang, &name),
            t::access::remove(lang, &name),
        ),
    };
    view! {
        <div class="stack" data-test="access-sure">
            <Banner tone=Tone::Warn title=act.clone() text />
            <Button
                kind=ButtonKind::Danger
                wide=true
                on_click=move |()| remove.run(what)
                attr:data-test="access-sure-do"
            >
                {act}
            </Button>
            <Button wide=true on_click=move |()| sure.set(None)>{t::access::back(lang)}</Button>
        </div>
    }
}
