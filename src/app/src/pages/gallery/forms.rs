//! What is filled in and chosen; the draft of a file.

use leptos::prelude::*;
use ruil_core::PartOfDay;

use super::roster::face;
use crate::components::{
    Card, Checkbox, Choice, CodeField, Field, FieldKind, FileButton, ImportRow, ImportTable,
    MappingRow, ProblemLine, ProblemList, Section, Segments, Select, SelectOption, ShapeFace,
    ShapePicks, ShiftChip, TextArea, Tone,
};

fn options() -> Vec<SelectOption> {
    ["Vroege dienst", "Late dienst", "Niet inlezen"]
        .map(|text| SelectOption::new(text, text))
        .to_vec()
}

fn rows() -> Vec<ImportRow> {
    let row = |row, person: Option<&str>, face, doubt| ImportRow {
        row,
        person: person.map(str::to_owned),
        face,
        doubt,
    };
    vec![
        row(
            2,
            Some("Amal Idrissi"),
            face(0, (7, 0), 510, "V", "vroeg"),
            false,
        ),
        row(
            3,
            Some("Eefje van der Hooghe"),
            face(0, (22, 45), 510, "N", "nacht"),
            true,
        ),
        row(4, None, face(1, (14, 30), 510, "L", "laat"), false),
        row(
            5,
            Some("Cas"),
            face(1, (8, 0), 1440, "24u", "slaapdienst"),
            false,
        ),
    ]
}

/// Shows the three ways to offer a shift.
#[component]
pub(super) fn Choices() -> impl IntoView {
    let chosen = RwSignal::new(0);
    let choice = move |(index, (title, hint)): (usize, (&'static str, &'static str))| {
        view! {
            <Choice
                name="soort"
                title
                hint
                checked=Signal::derive(move || chosen.get() == index)
                on_choose=move |()| chosen.set(index)
            />
        }
    };
    [
        ("Weggeven", "De eerste die ja zegt, werkt hem."),
        (
            "Ruilen met een bepaalde dienst",
            "Jij kiest welke diensten je ervoor terug wilt.",
        ),
        ("Ruilen, zeg maar wat", "Je kiest uit de antwoorden."),
    ]
    .into_iter()
    .enumerate()
    .map(choice)
    .collect_view()
}

/// Shows the usual shifts to choose one from.
#[component]
fn Shapes() -> impl IntoView {
    let chosen = RwSignal::new(Some(0));
    let face = |(part, code, name, times): (PartOfDay, &str, &str, &str)| ShapeFace {
        part,
        code: code.to_owned(),
        name: name.to_owned(),
        times: times.to_owned(),
    };
    let shapes = [
        (PartOfDay::Early, "V", "vroeg", "07:00–15:30"),
        (PartOfDay::Late, "L", "laat", "14:30–23:00"),
        (PartOfDay::Night, "N", "nacht", "22:45–07:15"),
    ]
    .map(face)
    .to_vec();
    view! { <ShapePicks shapes value=chosen on_choose=move |place| chosen.set(place) /> }
}

/// Shows the components of forms and of the import.
#[component]
pub(super) fn Forms() -> impl IntoView {
    let text = RwSignal::new("Linde".to_owned());
    let code = RwSignal::new("K7QD2M".to_owned());
    let picked = RwSignal::new("Late dienst".to_owned());
    let ticked = RwSignal::new(true);
    let problem = |tone, place: &str, what: &str, assumed: Option<&str>| ProblemLine {
        tone,
        place: place.to_owned(),
        what: what.to_owned(),
        assumed: assumed.map(str::to_owned),
    };
    let problems = vec![
        problem(
            Tone::Danger,
            "rij 14",
            "Geen datum in deze regel",
            Some("Niet ingelezen"),
        ),
        problem(
            Tone::Warn,
            "rij 3, kolom D",
            "De tijd ‘7,5’ is ongewoon geschreven",
            Some("Gelezen als 07:30"),
        ),
        problem(Tone::Info, "rij 40", "Een regel met totalen", None),
    ];
    view! {
        <Section title="Invullen">
            <Card>
                <Field id="naam" label="Naam van het team" hint="Zoals iedereen het kent." kind=FieldKind::Text value=text on_input=move |new| text.set(new) />
                <Field id="fout" label="Jouw naam" value="" error=Some("Vul je naam in.".to_owned()) on_input=|_| () />
                <TextArea id="kit" label="Tekens van het papier" hint="Spaties maken niet uit." value=text on_input=move |new| text.set(new) error=Some("Groep 2 heeft 4 tekens.".to_owned()) />
                <CodeField id="code" label="Code van je collega" len=8 value=code on_input=move |new| code.set(new) />
                <Select id="soort" label="Dienst" options=options() value=picked on_change=move |new| picked.set(new) />
                <Segments name="taal" label="Taal" options=options() value=picked on_change=move |new| picked.set(new) />
                <Checkbox label="Bewaar op dit apparaat" hint="Nodig om zonder internet te werken." checked=ticked on_change=move |new| ticked.set(new) />
                <Checkbox label="Kan nu niet" checked=false disabled=true on_change=|_| () />
            </Card>
        </Section>
        <Section title="Kiezen">
            <div class="stack stack--tight">
                <Choices />
                <Choice name="soort" title="Met een dienst van jou" hint="vr 21 mrt, 14:30–23:00" checked=false on_choose=|()| ()>
                    <ShiftChip part=PartOfDay::Late code="L" />
                </Choice>
                <Choice name="soort" title="Kan nu niet" checked=false disabled=true on_choose=|()| () />
            </div>
        </Section>
        <Section title="Dienst zetten">
            <Card><Shapes /></Card>
        </Section>
        <Section title="Bestand inlezen" count=Some(4)>
            <div class="cluster">
                <FileButton text="Bestand kiezen" is_primary=true on_pick=|_| () test="story-file" />
                <FileButton text="Ander bestand kiezen" on_pick=|_| () test="story-file" />
            </div>
            <ImportTable rows=rows() caption="Diensten in het bestand" />
            <ProblemList problems=problems />
            <Card>
                <MappingRow id="kolom" name="Opm." sample="‘ruil’, ‘let op’" options=options() value=picked on_change=move |new| picked.set(new) />
                <MappingRow id="dcode" name="VD2" sample="komt 14 keer voor" options=options() value=picked on_change=move |new| picked.set(new) />
            </Card>
        </Section>
    }
}
