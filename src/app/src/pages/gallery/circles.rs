//! Circles and wishes.

use leptos::prelude::*;
use ruil_core::{Light, PartOfDay};

use super::roster::face;
use crate::components::{
    Button, ButtonKind, Card, CircleCard, CircleFace, CircleRing, GiveGet, Pick, Picks, RingPerson,
    Section, WishCard, YesTally,
};

fn people(names: &[Option<&str>], me: usize) -> Vec<RingPerson> {
    let one = |(at, name): (usize, &Option<&str>)| RingPerson {
        name: name.map(str::to_owned),
        is_me: at == me,
    };
    names.iter().enumerate().map(one).collect()
}

fn circle(count: usize) -> CircleFace {
    let mut names = vec![None; count];
    if let Some(first) = names.first_mut() {
        *first = Some("Eefje van der Hooghe");
    }
    CircleFace {
        people: people(&names, 0),
        is_closed: true,
        from_open: false,
        gives: Some(face(5, (22, 45), 510, "N", "nacht")),
        gets: Some(face(3, (14, 30), 510, "L", "laat")),
    }
}

fn chain() -> CircleFace {
    CircleFace {
        people: people(&[None, None, Some("Guus"), None], 2),
        is_closed: false,
        from_open: true,
        gives: None,
        gets: Some(face(2, (7, 0), 510, "V", "vroeg")),
    }
}

/// Shows the components of circles and wishes.
#[component]
pub(super) fn Circles() -> impl IntoView {
    let parts = RwSignal::new(0b1_0100_u8);
    let picks = [
        (PartOfDay::Early, "vroege dienst", "V"),
        (PartOfDay::Day, "dagdienst", "D"),
        (PartOfDay::Late, "late dienst", "L"),
        (PartOfDay::Night, "nachtdienst", "N"),
        (PartOfDay::Long, "24-uursdienst", "24"),
    ];
    let picks = (0..).zip(picks).map(|(number, (part, label, code))| Pick {
        number,
        label: label.to_owned(),
        part: Some((part, code)),
    });
    let days = ["ma", "di", "wo", "do", "vr", "za", "zo"];
    let days = (0..).zip(days).map(|(number, label)| Pick {
        number,
        label: label.to_owned(),
        part: None,
    });
    let ring = |count: usize| {
        let names: Vec<_> = ["Amal", "Bo de Wit", "Cas", "Dilan", "Eef"]
            .into_iter()
            .map(Some)
            .take(count)
            .collect();
        view! { <CircleRing people=people(&names, 1) is_closed=true label="Een kring" /> }
    };
    view! {
        <Section title="Gevonden voor jou">
            <CircleCard title="Ruil met 2 collega's" face=circle(3) light=Some(Light::Green)>
                <div class="found__do">
                    <Button kind=ButtonKind::Primary>"Vraag het de anderen"</Button>
                    <Button>"Niet nu"</Button>
                </div>
            </CircleCard>
            <CircleCard title="Ruil met 3 collega's" face=chain() light=Some(Light::Amber)>
                <YesTally yes=3 of=4 />
            </CircleCard>
            <CircleCard title="Ruil van 3 collega's" face=CircleFace { gives: None, gets: None, ..circle(3) } />
        </Section>
        <Section title="Kringen">
            <Card>
                <div class="cluster">{[2, 3, 4, 5].map(ring).into_iter().collect_view()}</div>
                <GiveGet gives=None gets=None />
                <YesTally yes=1 of=3 />
            </Card>
        </Section>
        <Section title="Wensen">
            <WishCard text="Werk graag een late dienst in de week van 4 mei" note="Belangrijk · tot en met zo 10 mei" reason=Some("Dan past mijn moeder op.".to_owned())>
                <span></span>
                <Button kind=ButtonKind::Link>"Weghalen"</Button>
            </WishCard>
            <WishCard text="Liever vrij op maandag en dinsdag" note="Voorbij: gold tot en met za 8 maart" is_over=true />
            <Card>
                <Picks label="Welke diensten?" hint="Kies niets als het niet uitmaakt." picks=picks.collect() value=parts on_change=move |set| parts.set(set) />
                <Picks label="Op welke dagen?" picks=days.collect() value=parts on_change=move |set| parts.set(set) />
            </Card>
        </Section>
    }
}
