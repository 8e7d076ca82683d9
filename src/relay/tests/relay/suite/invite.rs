//! Invites: a mailbox for two, one time, for a while.

use ruil_relay::Settings;
use ruil_relay::limit::rate::Quota;
use ruil_wire::invite::{Mailbox, Open, Slot};
use ruil_wire::limit::{INVITE_LIFE_S_MAX, INVITE_MESSAGE_BYTES_MAX};
use ruil_wire::{InviteId, TeamId, Token, http};

use super::harness::{TEAM, TOKEN, TestRelay, found_old, request, soon};

const INVITE: InviteId = InviteId([4; 16]);

fn opening() -> Open {
    Open {
        team: TEAM,
        token: None,
        life_s: 600,
        commitment: [5; 32],
    }
}

fn bearer(token: Token) -> String {
    token
        .0
        .iter()
        .fold("Bearer ".into(), |text, byte| format!("{text}{byte:02x}"))
}

/// Makes requests about invites.
struct Post<'a> {
    relay: &'a TestRelay,
    /// What a member shows.
    pass: String,
}

impl<'a> Post<'a> {
    /// Founds the team; its coordinator makes the requests.
    async fn new(relay: &'a TestRelay) -> Self {
        let pass = relay.phone().await.pass();
        Self { relay, pass }
    }

    async fn request(&self, method: &str, path: &str, pass: Option<&str>, body: &[u8]) -> u16 {
        let headers = pass.map(|pass| ("authorization", pass));
        let headers: Vec<_> = headers.into_iter().collect();
        let answer = request(self.relay.address, method, path, &headers, body).await;
        answer.status
    }

    async fn open(&self, id: InviteId, open: &Open) -> u16 {
        self.open_with(Some(&self.pass), id, open).await
    }

    async fn open_with(&self, pass: Option<&str>, id: InviteId, open: &Open) -> u16 {
        let path = http::invite(id);
        self.request("PUT", &path, pass, &open.to_bytes()).await
    }

    async fn leave(&self, slot: Slot, pass: Option<&str>, message: &[u8]) -> u16 {
        let path = http::invite_slot(INVITE, slot);
        self.request("PUT", &path, pass, message).await
    }

    async fn close(&self, pass: &str) -> u16 {
        self.request("DELETE", &http::invite(INVITE), Some(pass), b"")
            .await
    }

    async fn read(&self, id: InviteId) -> Result<Mailbox, u16> {
        let answer = request(self.relay.address, "GET", &http::invite(id), &[], b"").await;
        assert_eq!(answer.header("cache-control"), "no-store");
        let mailbox = Mailbox::parse(&answer.body);
        if answer.status == 200 {
            Ok(mailbox.unwrap())
        } else {
            Err(answer.status)
        }
    }
}

async fn leave_each_other_their_messages(post: Post<'_>, open: Open) {
    let pass = post.pass.as_str();
    assert_eq!(post.open(INVITE, &open).await, 201);
    assert_eq!(post.leave(Slot::Ask, None, b"my keys").await, 204);
    assert_eq!(post.leave(Slot::Ask, None, b"no, mine").await, 409);
    assert_eq!(post.leave(Slot::Reveal, Some(pass), b"my key").await, 204);
    assert_eq!(post.leave(Slot::Answer, Some(pass), b"the key").await, 204);
    assert_eq!(post.leave(Slot::Answer, Some(pass), b"again").await, 409);
    let mailbox = post.read(INVITE).await.unwrap();
    assert!((590..=600).contains(&mailbox.left_s));
    let left = (
        mailbox.ask.unwrap(),
        mailbox.reveal.unwrap(),
        mailbox.answer.unwrap(),
    );
    assert_eq!(
        left,
        (b"my keys".to_vec(), b"my key".to_vec(), b"the key".to_vec())
    );
    assert_eq!(mailbox.commitment, [5; 32]);
    assert_eq!(post.close(pass).await, 204);
    assert_eq!(post.read(INVITE).await, Err(404));
    assert_eq!(post.leave(Slot::Ask, None, b"too late").await, 404);
}

#[tokio::test]
async fn two_devices_leave_each_other_their_messages() {
    let relay = TestRelay::start().await;
    let post = Post::new(&relay).await;
    leave_each_other_their_messages(post, opening()).await;
}

#[tokio::test]
async fn two_devices_of_the_old_protocol_do_so_too() {
    let relay = TestRelay::start().await;
    found_old(relay.address, TEAM, TOKEN).await;
    let (relay, pass) = (&relay, bearer(TOKEN));
    let token = Some(TOKEN);
    let open = Open { token, ..opening() };
    leave_each_other_their_messages(Post { relay, pass }, open).await;
}

#[tokio::test]
async fn strangers_open_reveal_answer_and_close_nothing() {
    let relay = TestRelay::start().await;
    let post = Post::new(&relay).await;
    let wrong = Token([9; 32]);
    let with_token = Open {
        token: Some(wrong),
        ..opening()
    };
    let elsewhere = Open {
        team: TeamId([9; 16]),
        ..opening()
    };
    assert_eq!(post.open(INVITE, &with_token).await, 403);
    assert_eq!(post.open(INVITE, &elsewhere).await, 403);
    assert_eq!(post.open_with(None, INVITE, &opening()).await, 403);
    assert_eq!(post.open(INVITE, &opening()).await, 201);
    let wrong = bearer(wrong);
    let wrong = wrong.as_str();
    for token in [None, Some(wrong)] {
        assert_eq!(post.leave(Slot::Reveal, token, b"x").await, 403);
        assert_eq!(post.leave(Slot::Answer, token, b"x").await, 403);
    }
    assert_eq!(post.close(wrong).await, 403);
    let mailbox = post.read(INVITE).await.unwrap();
    assert_eq!(
        (mailbox.ask, mailbox.reveal, mailbox.answer),
        (None, None, None)
    );
}

#[tokio::test]
async fn what_is_not_in_the_table_is_refused() {
    let relay = TestRelay::start().await;
    let post = Post::new(&relay).await;
    for life_s in [0, INVITE_LIFE_S_MAX + 1] {
        assert_eq!(
            post.open(
                INVITE,
                &Open {
                    life_s,
                    ..opening()
                }
            )
            .await,
            400
        );
    }
    assert_eq!(post.open(INVITE, &opening()).await, 201);
    assert_eq!(
        post.open(
            INVITE,
            &Open {
                commitment: [6; 32],
                ..opening()
            }
        )
        .await,
        409
    );
    assert_eq!(
        post.leave(Slot::Ask, None, &[0; INVITE_MESSAGE_BYTES_MAX + 1])
            .await,
        400
    );
    let path = format!("{}/gossip", http::invite(INVITE));
    assert_eq!(
        request(relay.address, "PUT", &path, &[], b"x").await.status,
        404
    );
    assert_eq!(
        request(relay.address, "POST", &http::invite(INVITE), &[], b"")
            .await
            .status,
        405
    );
    assert_eq!(
        request(relay.address, "GET", "/v1/other", &[], b"")
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn an_invite_goes_away_by_itself() {
    let relay = TestRelay::start().await;
    let post = Post::new(&relay).await;
    post.open(
        INVITE,
        &Open {
            life_s: 1,
            ..opening()
        },
    )
    .await;
    assert_eq!(post.read(INVITE).await.unwrap().left_s, 1);
    let gone = async { while post.read(INVITE).await != Err(404) {} };
    soon(gone).await;
}

#[tokio::test]
async fn who_guesses_is_stopped_and_who_knows_is_not() {
    let mut settings = Settings::default();
    settings.limits.guesses_per_address = Quota {
        count: 3,
        per_s: 1_000_000,
    };
    let relay = TestRelay::with(settings).await;
    let post = Post::new(&relay).await;
    post.open(INVITE, &opening()).await;
    for _ in 0..10 {
        assert!(post.read(INVITE).await.is_ok());
    }
    for guess in 0..3 {
        assert_eq!(post.read(InviteId([100 + guess; 16])).await, Err(404));
    }
    assert_eq!(post.read(InviteId([99; 16])).await, Err(429));
    assert_eq!(
        post.read(INVITE).await,
        Err(429),
        "a lucky guess looks like any other"
    );
}
