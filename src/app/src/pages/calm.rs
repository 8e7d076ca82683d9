//! When this device may disturb me, and about what.

mod messages;

use leptos::prelude::*;
use ruil_core::event::{Calm, Pace, Subject};

use self::messages::MessagesPart;
use crate::components::{
    Banner, Card, Checkbox, Field, FieldKind, PageHead, Section, Select, SelectOption, Tone,
};
use crate::i18n::{Lang, news as words, t, use_lang};
use crate::pages::edit::draft::{clock, minute};
use crate::route::Route;
use crate::state::inbox::{NewsDesk, use_news};

const PACES: [Pace; 3] = [Pace::AtOnce, Pace::Daily, Pace::Never];

const fn tag(pace: Pace) -> &'static str {
    match pace {
        Pace::AtOnce => "at-once",
        Pace::Daily => "daily",
        Pace::Never => "never",
    }
}

fn pace_text(lang: Lang, pace: Pace) -> &'static str {
    match pace {
        Pace::AtOnce => t::calm::at_once(lang),
        Pace::Daily => t::calm::daily(lang),
        Pace::Never => t::calm::never(lang),
    }
}

/// Shows when I may be disturbed.
#[component]
pub fn CalmPage() -> impl IntoView {
    let lang = use_lang();
    let desk = use_news();
    let back = (Route::News.path(), t::news::title(lang).to_owned());
    let subjects = Subject::ALL.map(|subject| view! { <PaceOf subject desk /> });
    view! {
        <div class="page page--narrow" data-test="calm-page">
            <PageHead title=t::calm::title(lang) lead=t::calm::lead(lang).to_owned() back />
            <MessagesPart />
            <Section title=t::calm::hours(lang)>
                <Card><div class="stack"><Hours desk /></div></Card>
                <Banner tone=Tone::Info title=t::calm::always(lang) text=t::calm::always_text(lang) />
            </Section>
            <Section title=t::calm::subjects(lang)>
                <Card><div class="calm__subjects">{subjects.into_iter().collect_view()}</div></Card>
            </Section>
        </div>
    }
}

#[component]
fn PaceOf(subject: Subject, desk: NewsDesk) -> impl IntoView {
    let lang = use_lang();
    let option = |pace: Pace| SelectOption::new(tag(pace), pace_text(lang, pace));
    let value = Signal::derive(move || tag(desk.calm().pace(subject)).to_owned());
    let choose = move |chosen: String| {
        if let Some(pace) = PACES.into_iter().find(|pace| tag(*pace) == chosen) {
            desk.set_calm(untrack(|| desk.calm()).with(subject, pace));
        }
    };
    let id = format!("calm-{}", subject as u8);
    view! {
        <Select id label=words::subject(lang, subject) options=PACES.map(option).to_vec() value on_change=choose attr:data-test="calm-pace" />
    }
}

#[component]
fn Hours(desk: NewsDesk) -> impl IntoView {
    let lang = use_lang();
    let change = move |change: &dyn Fn(&mut Calm)| {
        let mut calm = untrack(|| desk.calm());
        change(&mut calm);
        desk.set_calm(calm);
    };
    let digest = Signal::derive(move || clock(desk.calm().digest_min));
    let set_digest = move |text: String| {
        if let Some(at) = minute(&text) {
            change(&|calm| calm.digest_min = at);
        }
    };
    let is_quiet = Memo::new(move |_| desk.calm().quiet.is_some());
    let set_quiet = move |on: bool| {
        let usual = Calm::default().quiet;
        change(&|calm| calm.quiet = if on { usual } else { None });
    };
    let end = move |is_from: bool| {
        let hours = desk.calm().quiet.unwrap_or_default();
        clock(if is_from { hours.0 } else { hours.1 })
    };
    let set_end = move |is_from: bool, text: String| {
        if let Some(at) = minute(&text) {
            change(&|calm| {
                if let Some((from, until)) = &mut calm.quiet {
                    *(if is_from { from } else { until }) = at;
                }
            });
        }
    };
    let hours = move || {
        is_quiet.get().then(|| view! {
            <div class="calm__hours">
                <Field id="quiet-from" label=t::calm::from(lang) kind=FieldKind::Time value=Signal::derive(move || end(true)) on_input=move |text| set_end(true, text) />
                <Field id="quiet-until" label=t::calm::until(lang) kind=FieldKind::Time value=Signal::derive(move || end(false)) on_input=move |text| set_end(false, text) />
            </div>
        })
    };
    view! {
        <Field id="digest" label=t::calm::digest(lang) kind=FieldKind::Time value=digest on_input=set_digest />
        <Checkbox attr:data-test="quiet" label=t::calm::quiet(lang) checked=is_quiet on_change=set_quiet />
        {hours}
    }
}
