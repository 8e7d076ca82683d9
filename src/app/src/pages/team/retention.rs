//! How long the relay keeps what is old: coordinators set it, everybody sees it.

use leptos::prelude::*;
use ruil_core::Command;
use ruil_core::limit::KEEP_DAYS_MIN;

use crate::components::{Card, Section, Select, SelectOption};
use crate::i18n::{Lang, t, use_lang};
use crate::state::Session;

/// What can be chosen, in days: a month, a quarter, half a year, one year and two.
const CHOICES: [u16; 5] = [KEEP_DAYS_MIN, 90, 180, 365, 730];

/// Says so many days, or that it is up to the relay's operator.
fn words(lang: Lang, days: Option<u16>) -> String {
    match days {
        Some(days) => t::retention::days(lang, i64::from(days)),
        None => t::retention::operator(lang).to_owned(),
    }
}

/// Returns the name a choice goes by.
fn value(days: Option<u16>) -> String {
    days.map(|days| days.to_string()).unwrap_or_default()
}

/// Returns what there is to choose from; what is set is among it.
fn options(lang: Lang, set: Option<u16>) -> Vec<SelectOption> {
    let mut days = CHOICES.to_vec();
    days.extend(set);
    days.sort_unstable();
    days.dedup();
    let days = days.into_iter().map(Some);
    let all = core::iter::once(None).chain(days);
    all.map(|days| SelectOption::new(value(days), words(lang, days)))
        .collect()
}

/// Shows how long; nothing in a team that has no relay.
#[component]
pub(super) fn RetentionPart(session: Session) -> impl IntoView {
    let lang = use_lang();
    let shown = Memo::new(move |_| {
        session.with(|view| {
            let may_set = view.am_coordinator();
            (!view.is_solo).then_some((view.keep_days, may_set))
        })
    });
    let set = move |chosen: String| {
        let days = chosen.parse().ok();
        session.act_or_tell(Command::Keep { days });
    };
    let row = move |(days, may_set): (Option<u16>, bool)| {
        if may_set {
            view! {
                <Select
                    id="retention-days"
                    label=t::retention::label(lang)
                    options=options(lang, days)
                    value=Signal::stored(value(days))
                    on_change=set
                />
                <p class="muted small">{t::retention::shorter(lang)}</p>
            }
            .into_any()
        } else {
            view! {
                <dl class="facts">
                    <dt>{t::retention::label(lang)}</dt>
                    <dd>{words(lang, days)}</dd>
                </dl>
                <p class="muted small">{t::retention::only(lang)}</p>
            }
            .into_any()
        }
    };
    move || {
        shown.get().map(|shown| {
            view! {
                <Section title=t::retention::title(lang).to_owned()>
                    <Card>
                        <div class="stack" data-test="retention">
                            <p class="small muted">{t::retention::lead(lang)}</p>
                            {row(shown)}
                        </div>
                    </Card>
                </Section>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_can_be_chosen_whatever_it_is() {
        let values = |set| {
            let options = options(Lang::Dutch, set);
            options.into_iter().map(|one| one.value).collect::<Vec<_>>()
        };
        assert_eq!(values(None), ["", "30", "90", "180", "365", "730"]);
        assert_eq!(values(Some(90)), values(None));
        let own = values(Some(400));
        assert_eq!(own[4..], ["365", "400", "730"]);
        for set in own {
            let days = set.parse().ok();
            assert_eq!(value(days), set);
        }
    }
}
