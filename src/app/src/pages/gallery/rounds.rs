//! Places of a round in every state, and the week that a round needs.

use leptos::prelude::*;
use ruil_core::round::Staffing;
use ruil_core::{Light, PartOfDay};

use super::roster::face;
use crate::components::{Card, PlaceFace, PlaceRow, Section, ShapeFace, WeekCounts};

/// A place of the stories: how staffed it is, in words, my light, and why it is so.
type Story = (Staffing, &'static str, Option<Light>, Option<&'static str>);

const STORIES: [Story; 6] = [
    (Staffing::Under(2), "nog 2 nodig", Some(Light::Green), None),
    (Staffing::Under(1), "nog 1 nodig", Some(Light::Amber), None),
    (
        Staffing::Right,
        "precies genoeg",
        Some(Light::Unknown),
        None,
    ),
    (
        Staffing::Over(1),
        "1 te veel",
        None,
        Some("Door jou gekozen"),
    ),
    (
        Staffing::Right,
        "precies genoeg",
        None,
        Some("Wacht op de anderen"),
    ),
    (
        Staffing::Under(1),
        "nog 1 nodig",
        Some(Light::Red),
        Some("Je hebt dan te weinig rust"),
    ),
];

fn places() -> Vec<PlaceFace> {
    let place = |(nth, (staffing, level, light, note)): (i32, Story)| PlaceFace {
        face: face(nth, (7, 0), 8 * 60, "V", "vroege dienst"),
        staffing,
        level: level.to_owned(),
        light,
        is_mine: light.is_none(),
        is_pending: nth == 4,
        can_tap: light != Some(Light::Red),
        label: "Kies deze dienst".to_owned(),
        note: note.map(str::to_owned),
    };
    (0..).zip(STORIES).map(place).collect()
}

/// Shows them.
#[component]
pub(super) fn Rounds() -> impl IntoView {
    let counts = RwSignal::new([2, 2, 2, 2, 2, 1, 0]);
    let on_change = move |(day, count): (usize, u8)| {
        counts.update(|counts| {
            if let Some(known) = counts.get_mut(day) {
                *known = count;
            }
        });
    };
    let shape = ShapeFace {
        part: PartOfDay::Early,
        code: "V".to_owned(),
        name: "vroege dienst".to_owned(),
        times: "07:00–15:00".to_owned(),
    };
    let row = |place: PlaceFace| view! { <PlaceRow place on_tap=|()| () /> };
    view! {
        <Section title="Plekken in een ronde">
            <div class="round__places">{places().into_iter().map(row).collect_view()}</div>
            <Card><WeekCounts face=shape place="Linde 2" counts most=30 on_change /></Card>
        </Section>
    }
}
