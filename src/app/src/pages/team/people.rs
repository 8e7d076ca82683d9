//! The people of the team, and what a coordinator can do for them.

use leptos::prelude::*;
use ruil_core::{Person, PersonId, QualificationId};

use super::Front;
use crate::components::{
    Button, ButtonKind, Card, EmptyArt, EmptyState, Glyph, Icon, IconButton, LinkButton,
    PersonBadge, Section,
};
use crate::i18n::{Lang, t, use_lang};
use crate::route::Route;
use crate::state::{Session, View};

/// One person as a line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    id: PersonId,
    name: String,
    is_me: bool,
    is_coordinator: bool,
    is_final: bool,
    has_device: bool,
    qualifications: Vec<String>,
}

impl Line {
    /// Returns everybody, me first, then by name.
    fn all(view: &View) -> Vec<Self> {
        let (team, me) = (&view.hoped, view.me);
        let name_of = |id: &QualificationId| Some(team.qualifications.get(id)?.name.clone());
        let line = |person: &Person| Self {
            id: person.id,
            name: person.name.clone(),
            is_me: person.id == me,
            is_coordinator: person.coordinator,
            is_final: view.team.people.contains(&person.id),
            has_device: team
                .devices
                .values()
                .any(|device| device.person == person.id),
            qualifications: person.qualifications.iter().filter_map(name_of).collect(),
        };
        let mut lines: Vec<_> = team.members().map(line).collect();
        lines.sort_by_cached_key(|line| (!line.is_me, line.name.to_lowercase(), line.id));
        lines
    }

    /// Returns the words under the name; what is as it should be needs none.
    fn note(&self, lang: Lang) -> String {
        let me = self.is_me.then(|| t::team::you(lang));
        let coordinator = self.is_coordinator.then(|| t::team::coordinator(lang));
        let state = match (self.is_final, self.has_device) {
            (false, _) => Some(t::team::pending(lang)),
            (true, false) => Some(t::team::not_in(lang)),
            (true, true) => None,
        };
        let known = self.qualifications.iter().map(String::as_str);
        let words = me.into_iter().chain(coordinator).chain(known).chain(state);
        words.collect::<Vec<_>>().join(" · ")
    }
}

/// Shows the people.
#[component]
pub(super) fn People(session: Session, front: RwSignal<Option<Front>>) -> impl IntoView {
    let lang = use_lang();
    let lines = Memo::new(move |_| session.with(Line::all));
    let may_admit = Memo::new(move |_| session.with(|view| view.am_coordinator()));
    let may_invite = Memo::new(move |_| may_admit.get() && !session.with(|view| view.is_solo));
    let count = Signal::derive(move || Some(lines.read().len()));
    let alone = move || {
        (lines.read().len() == 1 && may_admit.get()).then(|| {
            let text = t::team::alone_text(lang);
            view! { <EmptyState art=EmptyArt::Team title=t::team::alone(lang) text /> }
        })
    };
    let actions = move || {
        may_admit.get().then(|| {
            view! {
                <div class="team__actions">
                    <Button
                        kind=ButtonKind::Primary
                        icon=Icon::Plus
                        wide=true
                        on_click=move |()| front.set(Some(Front::Add))
                        attr:data-test="team-add"
                    >
                        {t::team::add(lang)}
                    </Button>
                    <LinkButton href=Route::Import.path() icon=Icon::Upload wide=true attr:data-test="team-import">
                        {t::team::import(lang)}
                    </LinkButton>
                </div>
            }
        })
    };
    view! {
        <Section title=t::team::people(lang).to_owned() count>
            <Card flush=true>
                <ul class="list people" data-test="people">
                    {move || {
                        let may = (may_admit.get(), may_invite.get());
                        lines.get().into_iter().map(|line| row(lang, line, may, front)).collect_view()
                    }}
                </ul>
            </Card>
            {alone}
            {actions}
        </Section>
    }
}

fn row(
    lang: Lang,
    line: Line,
    (may_admit, may_invite): (bool, bool),
    front: RwSignal<Option<Front>>,
) -> impl IntoView {
    let note = line.note(lang);
    let Line {
        id,
        name,
        has_device,
        ..
    } = line;
    let invite = move |()| front.set(Some(Front::Invite(id)));
    let test = format!("invite-{name}");
    let action = may_invite.then(|| {
        if has_device {
            let label = t::team::invite_again(lang, &name);
            view! { <IconButton icon=Icon::Phone label on_click=invite attr:data-test=test /> }
                .into_any()
        } else {
            view! {
                <Button on_click=invite attr:data-test=test>{t::team::invite(lang)}</Button>
            }
            .into_any()
        }
    });
    let badge = view! { <PersonBadge name=name.clone() note /> };
    let badge = if may_admit {
        let open = move |_| front.set(Some(Front::Terms(id)));
        let test = format!("terms-{name}");
        view! {
            <button class="people__open" type="button" on:click=open data-test=test>
                {badge}
                <span class="visually-hidden">{t::terms::open(lang)}</span>
                <Glyph icon=Icon::Settings />
            </button>
        }
        .into_any()
    } else {
        badge.into_any()
    };
    view! {
        <li class="people__one" data-test=format!("person-{name}") data-in=has_device.to_string()>
            {badge}
            <span class="people__action">{action}</span>
        </li>
    }
}
