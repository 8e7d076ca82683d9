//! The way to the list for the planner, and how long it is.

use leptos::prelude::*;
use ruil_core::Shift;

use crate::components::{Card, LinkButton, Section};
use crate::i18n::{t, use_lang};
use crate::route::Route;
use crate::state::Session;

/// Shows how much the planner has to hear; nothing in a team that never had a roster of one.
#[component]
pub(super) fn PlannerPart(session: Session) -> impl IntoView {
    let lang = use_lang();
    let count = Memo::new(move |_| {
        session.with(|view| {
            // A team that writes all of its roster itself has no planner to tell.
            let is_theirs = |shift: &Shift| {
                let official = view.team.official.get(&shift.id);
                official.is_none_or(|official| official.was.is_some())
            };
            let mut gone = view.team.official.values();
            let has_planner =
                view.team.roster.iter().any(is_theirs) || gone.any(|one| one.was.is_some());
            has_planner.then_some(view.team.official.len())
        })
    });
    move || {
        count.get().map(|count| {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            let text = if count == 0 {
                t::planner::up_to_date(lang).to_owned()
            } else {
                t::planner::to_hear(lang, count)
            };
            view! {
                <Section title=t::planner::title(lang).to_owned()>
                    <Card>
                        <div class="stack" data-test="planner-part">
                            <p>{text}</p>
                            <LinkButton href=Route::Planner.path() attr:data-test="planner-open">
                                {t::planner::open(lang)}
                            </LinkButton>
                        </div>
                    </Card>
                </Section>
            }
        })
    }
}
