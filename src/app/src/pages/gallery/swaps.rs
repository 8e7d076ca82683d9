//! Offers, answers, invites.

use leptos::prelude::*;
use ruil_core::PersonId;

use super::roster::face;
use crate::components::{
    ActionState, AnswerBar, AnswerKind, AnswerLine, AnswerList, BadgeSize, Button, ButtonKind,
    Card, InviteCard, OfferCard, OfferStage, PersonBadge, ProgressMark, QrMatrix, Section,
};

fn answers() -> Vec<AnswerLine> {
    let line = |number: u8, name: &str, answer, with, note: Option<&str>, won| AnswerLine {
        person: PersonId::from_bytes([number; 16]),
        name: name.to_owned(),
        answer,
        with,
        note: note.map(str::to_owned),
        won,
        light: None,
        waits: None,
    };
    let late = face(4, (14, 30), 510, "L", "laat");
    vec![
        line(
            1,
            "Fenna",
            AnswerKind::Yes,
            Some(late),
            Some("Ja, om 14:02"),
            false,
        ),
        line(
            2,
            "Dilan Yıldız",
            AnswerKind::Yes,
            None,
            Some("Heeft de dienst"),
            true,
        ),
        line(3, "Bo de Wit", AnswerKind::Later, None, None, false),
        line(4, "Amal Idrissi", AnswerKind::No, None, None, false),
    ]
}

fn matrix() -> QrMatrix {
    let size = 29;
    let finder = |x: usize, y: usize| {
        let near = |v: usize| {
            if v < 7 {
                Some(v)
            } else {
                v.checked_sub(size - 7)
            }
        };
        let (x, y) = (near(x)?, near(y)?);
        let ring = x == 0 || x == 6 || y == 0 || y == 6;
        Some(ring || ((2..=4).contains(&x) && (2..=4).contains(&y)))
    };
    let module = |index: usize| {
        let (x, y) = (index % size, index / size);
        finder(x, y)
            .filter(|_| !(x > 7 && y > 7))
            .unwrap_or((x * 7 + y * 13 + x * y) % 5 < 2)
    };
    QrMatrix {
        size,
        dark: (0..size * size).map(module).collect(),
    }
}

/// Shows the components of swapping and joining.
#[component]
pub(super) fn Swaps() -> impl IntoView {
    let given = RwSignal::new(None);
    let stage = |(stage, outcome, lost): (OfferStage, &str, Option<&str>)| {
        let lost = lost.map(str::to_owned);
        let outcome = outcome.to_owned();
        view! {
            <OfferCard by="Guus" wants="Wil deze dienst weggeven" face=face(6, (7, 0), 510, "V", "vroeg") stage outcome nostrip:lost=lost />
        }
    };
    view! {
        <Section title="Voor jou" count=Some(3)>
            <OfferCard
                by="Amal Idrissi"
                wants="Zoekt een ruil"
                face=face(5, (22, 45), 510, "N", "nacht")
                named=vec![face(2, (7, 0), 510, "V", "vroeg"), face(3, (14, 30), 510, "L", "laat")]
                href="#aanbod"
            >
                <AnswerBar yes="Ja, ik neem hem" given on_answer=move |kind| given.set(Some(kind)) />
            </OfferCard>
            <OfferCard
                by="Eef"
                wants="Geeft deze dienst weg"
                face=face(1, (7, 0), 240, "V", "vroeg")
                more=vec![face(1, (16, 0), 240, "L", "laat")]
            />
            <OfferCard
                by="Guus"
                wants="Geeft deze dienst weg"
                face=face(4, (14, 30), 240, "L", "laat")
                part="Alleen dit deel. Guus werkt zelf 18:15–23:00.".to_owned()
            />
            <OfferCard by="Bo de Wit" wants="Wil deze dienst weggeven" face=face(3, (9, 0), 480, "D", "dag") progress=Some(ActionState::OnPhone)>
                <AnswerBar yes="Ja, ik neem hem" given=Some(AnswerKind::Yes) on_answer=|_| () />
            </OfferCard>
        </Section>
        <Section title="Antwoorden">
            <Card><AnswerList answers=answers() on_choose=|_| () /></Card>
        </Section>
        <Section title="Hoe het afliep">
            {[
                (OfferStage::Open, "Open tot vrijdag 18:00", None),
                (OfferStage::Settled, "Hind werkt nu deze dienst", Some("Hind zei ja om 14:02, jij om 14:05. Dank dat je wilde helpen.")),
                (OfferStage::Withdrawn, "Guus heeft het aanbod ingetrokken", None),
                (OfferStage::Lapsed, "De dienst is op een andere manier van hand gewisseld", None),
                (OfferStage::Expired, "De dienst is begonnen voordat iemand hem overnam", None),
                (OfferStage::Settled, "Hind heeft de vroege dienst", Some("Hind kreeg de vroege dienst: Hind heeft minder avonden, nachten en weekenden per contractuur (0,8) dan jij (1,3).")),
            ].map(stage).into_iter().collect_view()}
        </Section>
        <Section title="Waar mijn werk is">
            <Card>
                <div class="cluster">
                    {ActionState::ALL.map(|state| view! { <ProgressMark state /> }).into_iter().collect_view()}
                </div>
            </Card>
        </Section>
        <Section title="Uitnodigen">
            <InviteCard title="Uitnodiging voor Noor" code="K7QD2MXR" qr=matrix() left="Nog 9 minuten geldig" words=Some("appel · molen · fiets".to_owned())>
                <Button kind=ButtonKind::Primary wide=true>"Ja, dezelfde woorden"</Button>
                <Button wide=true>"Nee, stop"</Button>
            </InviteCard>
        </Section>
        <Section title="Mensen">
            <Card>
                <PersonBadge name="Eefje van der Hooghe" note="Coördinator · 28 uur" size=BadgeSize::Large />
                <div class="cluster">
                    {["Amal", "Bo de Wit", "Cas", "Dilan", "Eef", "Fenna", "Guus", "Hind", "Ivo", "Jip", "Kaj", "Lot"]
                        .map(|name| view! { <PersonBadge name size=BadgeSize::Small /> }).into_iter().collect_view()}
                </div>
            </Card>
        </Section>
    }
}
