//! Buttons, messages, icons.

use leptos::prelude::*;

use crate::components::{
    Banner, Button, ButtonKind, Card, Glyph, Icon, IconButton, LinkButton, NewsRow, Progress,
    Section, Stepper, ThankButton, ThanksLine, Tone,
};

/// Shows what can be pressed and what is said.
#[component]
pub(super) fn Words() -> impl IntoView {
    let buttons = |kind: ButtonKind| {
        view! {
            <div class="cluster">
                <Button kind icon=Icon::Swap>"Ruilen"</Button>
                <Button kind busy=true>"Ruilen"</Button>
                <Button kind disabled=true>"Ruilen"</Button>
            </div>
        }
    };
    let banner = |tone: Tone| {
        view! {
            <Banner tone title="Er is een nieuwe versie" text="Je werk blijft bewaard. Vernieuwen duurt een paar tellen.">
                <Button kind=ButtonKind::Link>"Vernieuwen"</Button>
            </Banner>
        }
    };
    view! {
        <Section title="Knoppen">
            <Card>
                {ButtonKind::ALL.map(buttons).into_iter().collect_view()}
                <div class="cluster">
                    <IconButton icon=Icon::Close label="Sluiten" on_click=|()| () />
                    <IconButton icon=Icon::More label="Meer" disabled=true on_click=|()| () />
                    <LinkButton href="#lid" kind=ButtonKind::Primary icon=Icon::Qr>"Lid worden"</LinkButton>
                </div>
                <Button kind=ButtonKind::Primary wide=true icon=Icon::Plus>"Dienst aanbieden"</Button>
            </Card>
        </Section>
        <Section title="Berichten">{Tone::ALL.map(banner).into_iter().collect_view()}</Section>
        <Section title="Bedankjes">
            <ThankButton name="Anna" done=false on_thank=|()| () />
            <ThankButton name="Anna" done=true on_thank=|()| () />
            <ul class="stack stack--tight">
                <ThanksLine text="Anna bedankt je voor de nachtdienst van za 8 maart" href="#dienst" on_close=|()| () />
                <NewsRow icon=Icon::Swap text="Bram biedt de late dienst van zo 9 maart aan. Jij kunt die dienst werken." when="5 minuten geleden" href="#nieuws" is_new=true>
                    <IconButton icon=Icon::Clock label="Later bekijken" on_click=|()| () />
                </NewsRow>
                <NewsRow icon=Icon::Check text="De nachtdienst van za 8 maart is voor Anna." when="gisteren" href="#nieuws" />
            </ul>
        </Section>
        <Section title="Voortgang">
            <Card>
                <Progress label="Rooster lezen" percent=Some(62) />
                <Progress label="Sleutel ophalen" percent=None />
                <Stepper steps=["Bestand", "Nakijken", "Inlezen"].map(str::to_owned).to_vec() current=1 />
            </Card>
        </Section>
        <Section title="Tekens">
            <Card>
                <ul class="gallery__icons">
                    {Icon::ALL.iter().map(|icon| view! { <li><Glyph icon=*icon />{format!("{icon:?}")}</li> }).collect_view()}
                </ul>
            </Card>
        </Section>
    }
}
