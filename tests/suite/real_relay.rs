//! Members over a real relay: founding, inviting through the mailbox, and a swap.

use ruil_core::{Answer, Audience, Command, Day, OfferKind, PersonId};
use ruil_relay::Settings;
use ruil_sync::invite::{Code, Inviter, Joiner};
use ruil_tests::phone::loaded_dice;
use ruil_tests::{Member, Phone, ward};
use ruil_wire::http;
use ruil_wire::invite::{Mailbox, Slot};
use tokio::net::TcpListener;

const T0_MS: u64 = 1_741_000_000_000;

/// Starts a relay on a free port; it ends with the test.
async fn relay() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(ruil_relay::serve(
        vec![listener],
        Settings::default(),
        std::future::pending(),
    ));
    format!("http://{address}")
}

async fn invited(inviter: &mut Member, base: &str, person: PersonId, seed: u64) -> Member {
    let code = Code::make([u8::try_from(seed).unwrap(); 10]);
    let invite = Inviter::make(code.clone(), person, [9; 32]);
    let joiner = Joiner::make(code.clone(), [10; 16], [seed as u8; 32], [12; 32]);
    let place = code.derive_place();
    let open = invite.open(inviter.phone.engine().me(), None, 600);
    inviter.put(&http::invite(place), &open.to_bytes()).unwrap();
    inviter
        .put(&http::invite_slot(place, Slot::Ask), &joiner.ask([1; 24]))
        .unwrap();
    let again = inviter.put(&http::invite_slot(place, Slot::Ask), &joiner.ask([2; 24]));
    assert!(again.is_err(), "a code is good for one device");

    let read = |member: &Member| {
        Mailbox::parse(&member.get(&http::invite(place)).unwrap().unwrap()).unwrap()
    };
    let asked = invite.asked(&read(inviter).ask.unwrap()).unwrap();
    inviter
        .put(
            &http::invite_slot(place, Slot::Reveal),
            &invite.reveal([3; 24]),
        )
        .unwrap();
    let reveal = read(inviter).reveal.unwrap();
    let committed = read(inviter).commitment;
    assert_eq!(joiner.words(&committed, &reveal), Ok(invite.words(&asked)));

    let admit = Command::Admit {
        person,
        device: asked.device,
        key: asked.key,
    };
    inviter.act(vec![admit]).await.unwrap();
    let welcome = inviter.phone.engine().welcome_for_joiner();
    let answer = invite.answer(welcome, &asked, [4; 24]);
    inviter
        .put(&http::invite_slot(place, Slot::Answer), &answer)
        .unwrap();
    let answer = read(inviter).answer.unwrap();
    let joined = joiner.answered(&committed, &reveal, &answer).unwrap();
    let mut member = Member::new(Phone::arrive(&joined, loaded_dice(seed), T0_MS), base);
    member.settle().await.unwrap();
    member
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_is_founded_joined_and_swaps() {
    let base = relay().await;
    let (phone, _) = Phone::found("De Linde", "Ann", loaded_dice(1), T0_MS);
    let ann_id = phone.person();
    let mut ann = Member::new(phone, &base);
    ann.settle().await.unwrap();
    let commands = ward::commands(ann_id, Day(20_150), 60, &mut loaded_dice(2));
    ann.act(commands).await.unwrap();
    let people = ann.phone.engine().team().people.iter().map(|(id, _)| *id);
    let ben_id = people.filter(|id| *id != ann_id).max().unwrap();
    let mut ben = invited(&mut ann, &base, ben_id, 5).await;
    assert_eq!(ben.phone.engine().team(), ann.phone.engine().team());

    let team = ben.phone.engine().team().clone();
    let shift = team
        .roster
        .of(Some(ben_id))
        .find(|shift| {
            let change = ruil_core::check::Change::gift(shift, ann_id);
            ruil_core::check::check(&team, &change).is_empty()
        })
        .unwrap();
    let gift = Command::Offer {
        shift: shift.id,
        revision: shift.revision,
        kind: OfferKind::GiveAway,
        to: Audience::Some(vec![ann_id]),
    };
    ben.act(vec![gift]).await.unwrap();
    while ann.phone.engine().number() < ben.phone.engine().number() {
        ann.step().await.unwrap();
    }
    let offer = ann
        .phone
        .engine()
        .team()
        .open_offer_of(shift.id)
        .unwrap()
        .id;
    ann.act(vec![Command::Answer {
        offer,
        answer: Answer::Yes,
    }])
    .await
    .unwrap();
    while ben.phone.engine().number() < ann.phone.engine().number() {
        ben.step().await.unwrap();
    }
    for member in [&ann, &ben] {
        let owner = member
            .phone
            .engine()
            .team()
            .roster
            .get(shift.id)
            .unwrap()
            .owner;
        assert_eq!(owner, Some(ann_id));
    }
    assert_eq!(ann.phone.engine().head(), ben.phone.engine().head());
}
