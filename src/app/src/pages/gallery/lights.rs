//! Lights, judgements, weeks beside each other, approvals.

use leptos::prelude::*;
use ruil_core::{Light, PersonId};

use super::roster::{MONDAY, face, span};
use crate::components::{
    AnswerBar, AnswerKind, AnswerLine, AnswerList, Button, ButtonKind, Card, Checkbox, Icon,
    JudgementCard, JudgementLine, LIGHTS, LightMark, LineKind, PersonWeeks, Section, StripShift,
    WeekPair, WeeksBeside,
};

fn line(kind: LineKind, text: &str, source: Option<&str>) -> JudgementLine {
    JudgementLine {
        kind,
        text: text.to_owned(),
        source: source.map(str::to_owned),
    }
}

/// Makes a strip of letters, one a day from a day on; a capital one changes.
fn strip(days: &str, from: usize) -> Vec<StripShift> {
    let shift = |(day, letter): (usize, char)| {
        let (start, code) = match letter.to_ascii_lowercase() {
            'v' => ((7, 0), "V"),
            'd' => ((9, 0), "D"),
            'l' => ((14, 30), "L"),
            'n' => ((22, 45), "N"),
            _ => return None,
        };
        Some(StripShift {
            span: span(i32::try_from(from + day).ok()?, start, 510)?,
            code: code.to_owned(),
            changes: letter.is_ascii_uppercase(),
        })
    };
    days.chars().enumerate().filter_map(shift).collect()
}

fn pair(week: u8, before: &str, after: &str) -> WeekPair {
    let from = usize::from(week) * 7;
    WeekPair {
        monday: MONDAY.plus(7 * i32::from(week)),
        before: strip(before, from),
        after: strip(after, from),
    }
}

fn people() -> Vec<PersonWeeks> {
    let one = |name: &str, before, after, notes: [&str; 2]| PersonWeeks {
        name: name.to_owned(),
        weeks: vec![pair(0, before, after)],
        notes: notes.map(str::to_owned).to_vec(),
    };
    vec![
        one(
            "Bo de Wit",
            "vv..L.n",
            "vv..Nnn",
            [
                "ANW-last: 12 → 20 uur in 16 weken",
                "12 keer op deze woning in 90 dagen",
            ],
        ),
        one(
            "Amal Idrissi",
            "d.l.N..",
            "d.l.L..",
            [
                "ANW-last: 34 → 26 uur in 16 weken",
                "Niet op deze woning in 90 dagen",
            ],
        ),
    ]
}

fn two_weeks() -> Vec<PersonWeeks> {
    let mut people = people();
    for person in &mut people {
        person.weeks.push(pair(1, "ddd..V.", "ddd...."));
    }
    people
}

/// Shows the components of the traffic light.
#[component]
pub(super) fn Lights() -> impl IntoView {
    let forbids = line(
        LineKind::Forbids,
        "Je hebt maar 7 uur 30 rust tussen je late dienst van di 18 maart en deze dienst. Dat moet 11 uur zijn.",
        Some("Dagelijkse rust: ATW 5:3(2)"),
    );
    let asks = line(
        LineKind::Asks,
        "Je werkt die week 38 uur. Dat is meer dan je contract en 4 uur.",
        Some("Een regel van jullie team"),
    );
    let unknown = line(
        LineKind::Unknown,
        "3 regels kijken verder terug dan het rooster.",
        Some("Gemiddelde over 16 weken, nachtdiensten in 16 weken, vrije zondagen"),
    );
    let advises = line(
        LineKind::Advises,
        "Na deze nacht heb je 10 uur tot je volgende dienst. 11 uur of meer is beter voor je slaap.",
        Some("Snelle terugkeer: Vedaa e.a. 2016"),
    );
    let instead = [
        "Vanaf 13:00 zou het passen.",
        "Wel kan: de late dienst van do 20 maart.",
    ];
    let checked = "Gecontroleerd vanaf 3 februari 2025. Eerder rooster is er niet.".to_owned();
    let answers =
        [Light::Green, Light::Unknown, Light::Amber, Light::Red].map(|light| AnswerLine {
            person: PersonId::from_bytes([4; 16]),
            name: "Dilan Yıldız".to_owned(),
            answer: AnswerKind::Yes,
            with: (light == Light::Amber).then(|| face(4, (14, 30), 510, "L", "laat")),
            note: (light == Light::Red).then(|| {
                "Dilan werkt dan al: de late dienst van za 22 maart, 14:30–23:00.".to_owned()
            }),
            won: false,
            waits: (light == Light::Amber)
                .then(|| "Wacht op goedkeuring van Anouk of Bram".to_owned()),
            light: Some(light),
        });
    view! {
        <Section title="Lichten">
            <Card>
                <div class="cluster">{LIGHTS.map(|light| view! { <LightMark light /> }).into_iter().collect_view()}</div>
                <div class="stack">{LIGHTS.map(|light| view! { <LightMark light large=true /> }).into_iter().collect_view()}</div>
            </Card>
        </Section>
        <Section title="Oordelen">
            <div class="tiles">
                <JudgementCard light=Light::Green lead="Deze dienst past in jouw rooster.".to_owned()>
                    <WeeksBeside people=people() />
                </JudgementCard>
                <JudgementCard light=Light::Green lead="Deze ruil past in jullie roosters.".to_owned() lines=vec![advises.clone()] />
                <JudgementCard light=Light::Unknown lead=checked lines=vec![unknown.clone()] />
                <JudgementCard light=Light::Amber lead="Anouk of Bram beslist hierover.".to_owned() lines=vec![asks.clone(), unknown]>
                    <WeeksBeside people=people() />
                    <Button kind=ButtonKind::Primary icon=Icon::Check wide=true>"Goedkeuren"</Button>
                </JudgementCard>
                <JudgementCard light=Light::Red lines=vec![forbids, asks, advises] instead=instead.map(str::to_owned).to_vec()>
                    <WeeksBeside people=people() />
                </JudgementCard>
            </div>
        </Section>
        <Section title="Naast elkaar">
            <Card><WeeksBeside people=people() open=true /></Card>
            <Card><WeeksBeside people=two_weeks() open=true /></Card>
        </Section>
        <Section title="Ja kan niet">
            <Card><AnswerBar yes="Ja, ik neem hem" without_yes=true on_answer=|_| () /></Card>
        </Section>
        <Section title="Antwoorden met een licht">
            <Card><AnswerList answers=answers.to_vec() on_choose=|_| () /></Card>
        </Section>
        <Section title="Wie kan dit">
            <Card>
                {LIGHTS.map(|light| view! {
                    <Checkbox label="Fenna" hint="12 keer op deze woning in 90 dagen · minste ANW-uren" checked=light == Light::Green on_change=|_| ()>
                        <LightMark light />
                    </Checkbox>
                }).into_iter().collect_view()}
            </Card>
        </Section>
    }
}
