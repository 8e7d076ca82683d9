//! The period that is looked at.

use leptos::prelude::*;
use ruil_core::Day;

use crate::components::{Field, FieldKind, Segments, SelectOption};
use crate::i18n::{format, t, use_lang};

/// A period, as it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// So many weeks up to today.
    Weeks(u8),
    /// From one day to another, both included.
    Own(Day, Day),
}

/// The periods up to today that are offered, with their values in the choice.
const WEEKS: [(u8, &str); 3] = [(4, "4"), (12, "12"), (52, "52")];
const OWN: &str = "own";

impl Period {
    /// Returns its first and its last day.
    pub(super) const fn days(self, today: Day) -> (Day, Day) {
        match self {
            Self::Weeks(weeks) => (today.plus(1 - 7 * weeks as i32), today),
            Self::Own(from, until) => (from, until),
        }
    }

    fn value(self) -> &'static str {
        match self {
            Self::Weeks(own) => {
                let mut all = WEEKS.into_iter();
                all.find(|(weeks, _)| *weeks == own)
                    .map_or(OWN, |(_, value)| value)
            }
            Self::Own(..) => OWN,
        }
    }
}

/// Asks for the period.
#[component]
pub(super) fn PeriodPicker(period: RwSignal<Period>, today: Day) -> impl IntoView {
    let lang = use_lang();
    let name = |weeks: u8| match weeks {
        52 => t::fairness::year(lang).to_owned(),
        weeks => t::fairness::weeks(lang, i64::from(weeks)),
    };
    let options = WEEKS
        .into_iter()
        .map(|(weeks, value)| SelectOption::new(value, name(weeks)))
        .chain([SelectOption::new(OWN, t::fairness::own(lang))]);
    let choose = move |value: String| {
        let weeks = WEEKS.into_iter().find(|(_, own)| *own == value);
        period.update(|period| {
            let (from, until) = period.days(today);
            *period = weeks.map_or(Period::Own(from, until), |(weeks, _)| Period::Weeks(weeks));
        });
    };
    let is_own = Memo::new(move |_| matches!(period.get(), Period::Own(..)));
    let field = move |id: &'static str, label: &'static str, is_from: bool| {
        let own = move || {
            let (from, until) = period.get().days(today);
            if is_from { from } else { until }
        };
        let write = move |text: String| {
            if let Some(day) = format::parse_day(&text) {
                period.update(|period| {
                    let (from, until) = period.days(today);
                    *period = if is_from {
                        Period::Own(day, until)
                    } else {
                        Period::Own(from, day)
                    };
                });
            }
        };
        let value = Signal::derive(move || format::iso(own()));
        view! { <Field id label kind=FieldKind::Date value on_input=write /> }
    };
    view! {
        <Segments
            name="fairness-period"
            label=t::fairness::period(lang)
            options=options.collect()
            value=Signal::derive(move || period.get().value().to_owned())
            on_change=choose
        />
        {move || is_own.get().then(|| view! {
            <div class="fairness__own">
                {field("fairness-from", t::fairness::from(lang), true)}
                {field("fairness-until", t::fairness::until(lang), false)}
            </div>
        })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_end_today_and_own_days_are_their_own() {
        let today = Day(20_000);
        assert_eq!(Period::Weeks(4).days(today), (Day(19_973), today));
        assert_eq!(Period::Own(Day(3), Day(9)).days(today), (Day(3), Day(9)));
        for (weeks, value) in WEEKS {
            assert_eq!(Period::Weeks(weeks).value(), value);
        }
    }
}
