//! What only the team's tablet has.

use leptos::prelude::*;
use ruil_core::PersonId;

use super::roster::face;
use crate::components::{Card, DutyDays, DutyLine, DutyList, NameKeys, PinPad, Section, StandBar};

const NAMES: [&str; 5] = ["Amal", "Bo Jansen", "Çelik", "Dewi de Vries", "Eef"];

/// A stretch of work of the stories, with who works it.
fn line(nth: i32, hour: i32, code: &str, names: &[&str], open: usize) -> DutyLine {
    let shift = face(nth, (hour, 0), 8 * 60, code, "");
    DutyLine {
        span: shift.span,
        code: shift.code,
        is_now: nth == 0 && hour == 7,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        open,
    }
}

fn day(nth: i32) -> Vec<DutyLine> {
    let [amal, bo, celik, dewi, eef] = NAMES;
    let late = [eef];
    let night: &[&str] = if nth == 1 { &[] } else { &late };
    vec![
        line(nth, 7, "V", &[amal, bo, celik], 0),
        line(nth, 15, "L", &[dewi], 1),
        line(nth, 23, "N", night, usize::from(night.is_empty())),
    ]
}

/// Shows them.
#[component]
pub(super) fn TabletParts() -> impl IntoView {
    let people = NAMES.into_iter().zip(1..);
    let people = people.map(|(name, nth)| (PersonId::from_bytes([nth; 16]), name.to_owned()));
    let digits = RwSignal::new("12".to_owned());
    let wrong = Signal::stored(Some("Dit is niet je pincode.".to_owned()));
    let days = (2..7).filter_map(|nth| {
        let lines = day(nth);
        Some((lines.first()?.span.start().day(), lines))
    });
    view! {
        <Section title="Tablet".to_owned()>
            <StandBar name="Dewi de Vries" left_s=Signal::stored(None) on_done=|()| ()>""</StandBar>
            <StandBar name="Dewi de Vries" left_s=Signal::stored(Some(7)) on_done=|()| ()>""</StandBar>
            <Card><DutyList lines=day(0) /></Card>
            <Card><DutyList lines=day(1) small=true /></Card>
            <Card><DutyList lines=Vec::new() /></Card>
            <DutyDays days=days.collect() />
            <NameKeys people=people.collect() on_pick=|_| () />
            <Card>
                <PinPad
                    label="Je pincode"
                    value=digits
                    on_input=move |text: String| digits.set(text)
                    on_submit=|()| ()
                    fewest=4
                    error=wrong
                />
            </Card>
        </Section>
    }
}
