//! Shifts: chips, rows, the week.

use leptos::prelude::*;
use ruil_core::{Day, Moment, PartOfDay, PersonId, ShiftId, Span};

use crate::components::{
    Card, ChipSize, ChipState, DayHeader, EmptyArt, EmptyState, Glyph, Icon, LinkPill, LinkState,
    Section, ShiftChip, ShiftFace, ShiftRow, Skeleton, WeekGrid, WeekPicker, WeekRow, WeekShift,
};

const PARTS: [(PartOfDay, &str); 5] = [
    (PartOfDay::Early, "V"),
    (PartOfDay::Day, "D"),
    (PartOfDay::Late, "L"),
    (PartOfDay::Night, "N"),
    (PartOfDay::Long, "24u"),
];

/// The Monday of the stories.
pub(super) const MONDAY: Day = Day(20_164);

/// Makes a stretch of the stories; nothing if it has no length.
pub(super) fn span(offset: i32, start: (i32, i32), len_min: i32) -> Option<Span> {
    let utc_min = MONDAY.plus(offset).0 * 24 * 60 + start.0 * 60 + start.1;
    let at = |utc_min| Moment {
        utc_min,
        offset_min: 0,
    };
    Span::new(at(utc_min), at(utc_min + len_min))
}

/// Makes a shift of the stories.
pub(super) fn face(
    offset: i32,
    start: (i32, i32),
    len_min: i32,
    code: &str,
    name: &str,
) -> ShiftFace {
    let moment = Moment {
        utc_min: 0,
        offset_min: 0,
    };
    let fallback = Span::new(
        moment,
        Moment {
            utc_min: 1,
            offset_min: 0,
        },
    );
    let span = span(offset, start, len_min).or(fallback);
    let (code, name) = (code.to_owned(), name.to_owned());
    // A length of minutes above zero always gives a span.
    span.map_or_else(
        || face(offset, start, 1, &code, &name),
        |span| ShiftFace {
            span,
            code: code.clone(),
            name: name.clone(),
            unit: Some("Linde 2".to_owned()),
        },
    )
}

fn week() -> Vec<WeekRow> {
    let times = [
        ("V", (7, 0), 510),
        ("D", (9, 0), 480),
        ("L", (14, 30), 510),
        ("N", (22, 45), 510),
        ("24u", (8, 0), 1440),
    ];
    let person = |(index, (name, days)): (usize, (&str, &str))| {
        let shift = |(day, letter): (usize, char)| {
            let (code, start, len_min) = *times
                .iter()
                .find(|(code, ..)| code.starts_with(letter.to_ascii_uppercase()))?;
            let state = match (index, letter) {
                (0, 'n') => ChipState::Offered,
                (0, 'l') => ChipState::Pending,
                (0, _) => ChipState::Mine,
                (_, 'n') => ChipState::Offered,
                _ if name.is_empty() => ChipState::Open,
                _ => ChipState::Plain,
            };
            let id = u8::try_from(index * 7 + day).unwrap_or_default();
            Some(WeekShift {
                id: ShiftId::from_bytes([id; 16]),
                span: span(i32::try_from(day).ok()?, start, len_min)?,
                code: code.to_owned(),
                state,
            })
        };
        let open = name.is_empty();
        WeekRow {
            person: (!open)
                .then(|| PersonId::from_bytes([u8::try_from(index).unwrap_or_default(); 16])),
            name: if open {
                "Open".to_owned()
            } else {
                name.to_owned()
            },
            mine: index == 0,
            shifts: days.chars().enumerate().filter_map(shift).collect(),
        }
    };
    let people = [
        ("Ik", "VV.n.l."),
        ("", "..L...N"),
        ("Amal Idrissi", "..LL.VV"),
        ("Bo de Wit", "NN...DD"),
        ("Cas", "DD.DD.."),
        ("Dilan Yıldız", "..nN..L"),
        ("Eefje van der Hooghe", "L.VV..."),
        ("Fenna", ".LL..NN"),
        ("Guus", "2......"),
        ("Hind", "V.D.L.V"),
    ];
    people.into_iter().enumerate().map(person).collect()
}

/// Shows the roster's components.
#[component]
pub(super) fn Roster() -> impl IntoView {
    let chips = |state: ChipState| {
        PARTS
            .map(|(part, code)| view! { <ShiftChip part code state label=state.as_str() /> })
            .into_iter()
            .collect_view()
    };
    let sizes = |size: ChipSize| {
        PARTS
            .map(|(part, code)| view! { <ShiftChip part code size label="dienst" /> })
            .into_iter()
            .collect_view()
    };
    let rows = vec![
        (face(0, (7, 0), 510, "V", "vroeg"), ChipState::Mine, None),
        (
            face(2, (9, 0), 480, "D", "dag"),
            ChipState::Offered,
            Some("Aangeboden aan iedereen · 2 antwoorden"),
        ),
        (
            face(3, (14, 30), 510, "L", "laat"),
            ChipState::Pending,
            Some("Overname van Bo, nog niet definitief"),
        ),
        (face(5, (22, 45), 510, "N", "nacht"), ChipState::Open, None),
        (
            face(12, (8, 0), 1440, "24u", "slaapdienst"),
            ChipState::Lost,
            Some("Fenna was eerder, om 14:02"),
        ),
    ];
    let row = |(index, (face, state, note)): (
        usize,
        (ShiftFace, ChipState, Option<&'static str>),
    )| {
        let note = note.map(str::to_owned);
        view! { <li><ShiftRow face state today={index == 1} href="#dienst" nostrip:note=note><Glyph icon=Icon::Next /></ShiftRow></li> }
    };
    let few: Vec<_> = week().into_iter().take(3).collect();
    view! {
        <Section title="Week">
            <WeekPicker week="week 12" days="17–23 maart" this_week=false on_step=|_| () on_today=|()| () />
            <WeekGrid monday=MONDAY today=Some(MONDAY.plus(2)) caption="Week 12" rows=week() on_shift=|_| () />
            <WeekGrid monday=MONDAY caption="Week 12 om te bewerken" rows=few on_shift=|_| () on_cell=Callback::new(|_| ()) on_move=Callback::new(|_| ()) />
        </Section>
        <div class="page__split">
            <Section title="Mijn diensten" count=Some(5) action=|| view! { <a href="#alle">"Alles"</a> }>
                <DayHeader text="maandag 17 maart" note="vandaag" today=true />
                <Card flush=true>
                    <ul class="list">{rows.into_iter().enumerate().map(row).collect_view()}</ul>
                </Card>
                <DayHeader text="dinsdag 18 maart" />
                <Card><ShiftRow face=face(1, (7, 30), 495, "V", "vroeg") without_day=true /></Card>
            </Section>
            <Section title="Staten">
                <Card>
                    <div class="gallery__chips">{ChipState::ALL.map(chips).into_iter().collect_view()}</div>
                </Card>
                <Card>
                    <div class="gallery__chips">{ChipSize::ALL.map(sizes).into_iter().collect_view()}</div>
                </Card>
                <div class="cluster">{LinkState::ALL.map(|state| view! { <LinkPill state waiting=2 /> }).into_iter().collect_view()}</div>
            </Section>
        </div>
        <div class="tiles">
            {EmptyArt::ALL.map(|art| view! {
                <Card><EmptyState art title="Nog geen diensten" text="Vraag de roostercoördinator om het rooster in te lezen." /></Card>
            }).into_iter().collect_view()}
        </div>
        <Skeleton rows=2 />
    }
}
