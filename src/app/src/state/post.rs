//! Letters to colleagues' devices: what was done here is final, and whom it is about is told.
//!
//! A letter that can't be handed in is not written again: what it says stands in the colleague's list anyhow.

use std::sync::Arc;

use ruil_core::news::{About, What};
use ruil_core::{PersonId, Team};
use ruil_wire::http;
use ruil_wire::push::{Letter, PLAIN_BYTES, Topic};

use super::{Session, now, page};
use crate::edge::letter::{Receiver, seal, topic};
use crate::edge::{clock, http as fetch, task};
use crate::i18n::{Lang, learn, news as words, t};
use crate::pick::letters::{self, Order, Words};

/// So long after it is final: what is on the screen comes first.
const AFTER_MS: u32 = 400;

/// Tells whom it is about what came of something that was done on this device.
pub(super) fn post(session: Session, by: PersonId, before: Arc<Team>, after: Arc<Team>) {
    if after.letterboxes.is_empty() {
        return;
    }
    task::spawn(async move {
        clock::after(AFTER_MS).await;
        for order in letters::orders(&before, &after, by, now::now()) {
            // See above.
            let _ = hand_in(session, &order).await;
        }
    });
}

/// Seals one letter and hands it in at the relay; nothing if that can't be done now.
async fn hand_in(session: Session, order: &Order) -> Option<()> {
    let to = Receiver {
        key: &order.letterbox.key,
        secret: &order.letterbox.secret,
    };
    let about = topic(to, letters::name(order.about).as_bytes()).await?;
    let sealed = match order.what {
        Some(what) => {
            let text = text(order, order.about, what).await;
            Some(seal(to, text.as_bytes(), PLAIN_BYTES).await?)
        }
        None => None,
    };
    let letter = Letter {
        topic: Topic(about),
        wait_s: order.wait_s,
        life_s: order.life_s,
        is_urgent: order.is_urgent,
        sealed,
    };
    let path = http::letters(session.identity().wire_team(), &order.to);
    let pass = session.pass()?;
    let sent = fetch::request("POST", &path, Some(&pass), Some(&letter.to_bytes())).await;
    sent.ok().map(drop)
}

/// Returns what a letter says, in the language of who reads it; in Dutch where its texts can't be had.
async fn text(order: &Order, about: About, what: What) -> String {
    let tag = str::from_utf8(&order.letterbox.language).ok();
    let lang = tag.and_then(Lang::from_tag).unwrap_or_default();
    let lang = if learn(lang).await { lang } else { Lang::Dutch };
    let words = Words {
        language: lang.tag(),
        is_leftward: lang.is_leftward(),
        title: words::subject(lang, what.subject()),
        text: t::letter::open(lang),
    };
    letters::text(words, &page::origin(), about)
}
