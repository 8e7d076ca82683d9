//! The rules the team works by: what they are for everybody, and a sheet on which coordinators set
//! them, all at once.

mod draft;
mod kinds;
mod law;
mod own;
mod shown;

use leptos::prelude::*;
use ruil_core::{Command, KindId, QualificationId, Team, TeamRules};

use self::draft::Draft;
use self::kinds::KindsPart;
use self::law::LawPart;
use self::own::OwnPart;
pub(super) use self::shown::Facts;
use self::shown::{all, summary};
use super::Front;
use crate::components::{Banner, Button, ButtonKind, Card, Dialog, Section};
use crate::i18n::{failure, t, use_lang};
use crate::state::Session;
use crate::state::found::first_rules;

/// What the team calls its kinds of shift and its qualifications, as they were when it was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Words {
    kinds: Vec<(KindId, String)>,
    qualifications: Vec<(QualificationId, String)>,
}

impl Words {
    fn of(team: &Team) -> Self {
        let kinds = team.kinds.values().map(|kind| {
            let is_same = kind.name.is_empty() || kind.name == kind.code;
            let name = if is_same {
                kind.code.clone()
            } else {
                format!("{} · {}", kind.code, kind.name)
            };
            (kind.id, name)
        });
        let qualifications = team.qualifications.values();
        let mut words = Self {
            kinds: kinds.collect(),
            qualifications: qualifications
                .map(|one| (one.id, one.name.clone()))
                .collect(),
        };
        words
            .kinds
            .sort_by_cached_key(|(_, name)| name.to_lowercase());
        words
            .qualifications
            .sort_by_cached_key(|(_, name)| name.to_lowercase());
        words
    }

    fn qualification(&self, id: QualificationId) -> &str {
        let mut all = self.qualifications.iter();
        all.find(|(own, _)| *own == id)
            .map_or("", |(_, name)| name.as_str())
    }
}

/// Returns the rules the team set, if it did.
fn rules(session: Session) -> Option<TeamRules> {
    session.with(|view| Some(view.hoped.rules.as_ref()?.own.clone()))
}

/// Tells a coordinator that there are no rules yet.
#[component]
pub(super) fn NoRules(session: Session, front: RwSignal<Option<Front>>) -> impl IntoView {
    let lang = use_lang();
    let is_asked = Memo::new(move |_| {
        session.with(|view| view.am_coordinator() && view.hoped.rules.is_none())
    });
    move || {
        is_asked.get().then(|| {
            view! {
                <Banner title=t::rules::none(lang) text=t::rules::none_text(lang) attr:data-test="no-rules">
                    <Button on_click=move |()| front.set(Some(Front::Rules)) attr:data-test="rules-set">
                        {t::rules::set(lang)}
                    </Button>
                </Banner>
            }
        })
    }
}

/// Shows the rules in short, once there are any.
#[component]
pub(super) fn RulesPart(session: Session, front: RwSignal<Option<Front>>) -> impl IntoView {
    let lang = use_lang();
    let own = Memo::new(move |_| rules(session));
    let may_set = Memo::new(move |_| session.with(|view| view.am_coordinator()));
    let open = move |()| front.set(Some(Front::Rules));
    move || {
        own.get().map(|own| {
            let label = if may_set.get() {
                t::rules::edit(lang)
            } else {
                t::rules::look(lang)
            };
            view! {
                <Section title=t::rules::title(lang).to_owned()>
                    <Card>
                        <Facts facts=summary(lang, &own) />
                        <div class="cluster">
                            <Button on_click=open attr:data-test="rules-open">{label}</Button>
                        </div>
                    </Card>
                </Section>
            }
        })
    }
}

/// Shows all rules: a form for coordinators, a list for the others.
#[component]
pub(super) fn RulesDialog(session: Session, on_close: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let (may_set, words, zone) = untrack(|| {
        session.with(|view| {
            let words = Words::of(&view.hoped);
            (view.am_coordinator(), words, view.hoped.zone.clone())
        })
    });
    let own = untrack(|| rules(session));
    if may_set {
        let start = own.clone().unwrap_or_else(|| first_rules(&zone));
        view! { <RulesForm session start own words on_close /> }.into_any()
    } else {
        let facts = own.map_or_else(Vec::new, |own| all(lang, &own, &words));
        view! {
            <Dialog title=t::rules::title(lang) on_close attr:data-test="rules">
                <p class="muted">{t::rules::lead(lang)}</p>
                <Facts facts />
            </Dialog>
        }
        .into_any()
    }
}

#[component]
fn RulesForm(
    session: Session,
    /// What the form starts with.
    start: TeamRules,
    /// What the team set before.
    own: Option<TeamRules>,
    words: Words,
    on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let draft = Draft::new(start);
    let error = RwSignal::new(None::<String>);
    let own = StoredValue::new(own);
    let save = move || {
        let rules = draft.saved();
        if own.with_value(|own| own.as_ref() == Some(&rules)) {
            return on_close.run(());
        }
        match session.act(vec![Command::SetRules(rules)]) {
            Ok(()) => on_close.run(()),
            Err(not_done) => {
                let text =
                    untrack(|| session.with(|view| failure::not_done(lang, &not_done, view)));
                error.set(Some(text));
            }
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save();
    };
    let actions = move || {
        view! {
            <p class="rules__error" role="alert">{error}</p>
            <Button kind=ButtonKind::Primary on_click=move |()| save() attr:data-test="rules-save">
                {t::rules::save(lang)}
            </Button>
        }
    };
    view! {
        <Dialog title=t::rules::title(lang) on_close actions attr:data-test="rules">
            <form class="stack stack--loose" novalidate on:submit=submit>
                <p class="muted">{t::rules::lead(lang)}</p>
                <LawPart draft />
                <OwnPart draft />
                <KindsPart draft words />
            </form>
        </Dialog>
    }
}
