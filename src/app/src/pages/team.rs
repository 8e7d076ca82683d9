//! The team: its people, how they get in, its rules, and this device.

mod access;
mod add;
mod agreements;
mod device;
mod former;
mod invite;
mod people;
mod planner;
mod retention;
mod rounds;
mod rules;
mod safe;
mod solo;
mod storage;
mod tablet;
mod terms;

use leptos::prelude::*;
use ruil_core::{DeviceId, PersonId};
use ruil_sync::Link;

use self::access::AccessDialog;
use self::add::AddDialog;
use self::agreements::{AgreementsDialog, AgreementsPart};
use self::device::ThisDevice;
use self::former::Former;
use self::invite::InviteDialog;
use self::people::People;
use self::planner::PlannerPart;
use self::retention::RetentionPart;
use self::rounds::RoundsPart;
use self::rules::{NoRules, RulesDialog, RulesPart};
use self::solo::SoloPart;
use self::storage::StoragePart;
use self::tablet::{PermitDialog, RemoveTablet, TabletPart};
use self::terms::TermsDialog;
use crate::components::{EmptyArt, EmptyState, Icon, LinkButton, PageHead, Skeleton};
use crate::i18n::{t, use_lang};
use crate::route::Route;
use crate::state::use_session;

/// What stands in front of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Front {
    /// The form for a new colleague.
    Add,
    /// The invite of one.
    Invite(PersonId),
    /// The rules.
    Rules,
    /// How the team swaps.
    Agreements,
    /// The contract and age of one.
    Terms(PersonId),
    /// The role and devices of one.
    Access(PersonId),
    /// The permit to choose a PIN on the team's tablet.
    Permit,
    /// Whether a tablet is to go.
    Tablet(DeviceId),
}

/// Shows the team.
#[component]
pub fn TeamPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let front = RwSignal::new(None::<Front>);
    let has_team = Memo::new(move |_| session.with(|view| view.has_team()));
    let close = Callback::new(move |()| front.set(None));
    let dialog = move |shown| match shown {
        Front::Add => {
            let on_added = move |then: Option<PersonId>| front.set(then.map(Front::Invite));
            view! { <AddDialog session on_added on_close=close /> }.into_any()
        }
        Front::Invite(person) => {
            view! { <InviteDialog session person on_close=close /> }.into_any()
        }
        Front::Rules => view! { <RulesDialog session on_close=close /> }.into_any(),
        Front::Agreements => view! { <AgreementsDialog session on_close=close /> }.into_any(),
        Front::Terms(person) => {
            let on_access = move |()| front.set(Some(Front::Access(person)));
            view! { <TermsDialog session person on_close=close on_access /> }.into_any()
        }
        Front::Access(person) => {
            view! { <AccessDialog session person on_close=close /> }.into_any()
        }
        Front::Permit => view! { <PermitDialog session on_close=close /> }.into_any(),
        Front::Tablet(device) => {
            view! { <RemoveTablet session device on_close=close /> }.into_any()
        }
    };
    let people = move || {
        if has_team.get() {
            view! {
                <NoRules session front />
                <People session front />
                <TabletPart session front />
                <RoundsPart session />
                <PlannerPart session />
                <LinkButton href=Route::Fairness.path() icon=Icon::Team wide=true attr:data-test="to-fairness">
                    {t::fairness::open(lang)}
                </LinkButton>
                <Former session />
                <AgreementsPart session front />
                <RulesPart session front />
                <RetentionPart session />
            }
            .into_any()
        } else {
            view! { <OnItsWay /> }.into_any()
        }
    };
    view! {
        <div class="page team" data-test="team">
            <PageHead title=t::team::title(lang).to_owned() />
            <SoloPart session />
            {people}
            <ThisDevice session />
            <StoragePart session />
        </div>
        // Keyed: else one sheet would be made over into the next, and then be closed as the one that goes.
        <For each=move || front.get() key=|shown| *shown children=dialog />
    }
}

/// Says that the team has not arrived on this device yet, and why.
#[component]
fn OnItsWay() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let is_offline = Memo::new(move |_| session.with(|view| view.link == Link::Offline));
    move || {
        if is_offline.get() {
            let text = t::team::loading_offline_text(lang);
            view! { <EmptyState art=EmptyArt::Offline title=t::team::loading_offline(lang) text /> }
                .into_any()
        } else {
            view! {
                <p class="muted" data-test="team-loading">{t::team::loading_text(lang)}</p>
                <Skeleton />
            }
            .into_any()
        }
    }
}
