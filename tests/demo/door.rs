//! One person's way in: an invite that admits whoever asks, and opens again behind them.

use std::time::Duration;

use ruil_core::{Command, PersonId};
use ruil_sync::invite::{Code, Inviter};
use ruil_tests::Member;
use ruil_tests::member::MemberError;
use ruil_tests::phone::{real_dice, roll};
use ruil_wire::http;
use ruil_wire::invite::{Mailbox, Slot};
use ruil_wire::limit::INVITE_LIFE_S_MAX;

/// How often a door looks who is there.
pub const LOOK: Duration = Duration::from_millis(300);
/// How long an answered invite is left for its joiner to read before the door opens again.
const LEFT_LOOKS: u32 = 30;

/// One person's way in.
pub struct Door {
    invite: Inviter,
    answered: Option<u32>,
}

impl Door {
    /// Opens a door for a person.
    pub fn open(member: &Member, person: PersonId) -> Result<Self, MemberError> {
        let mut dice = real_dice();
        let invite = Inviter::make(Code::make(roll(&mut dice)), person, roll(&mut dice));
        let door = Self {
            invite,
            answered: None,
        };
        door.put_mailbox(member)?;
        Ok(door)
    }

    /// Returns the code on the door.
    pub fn code(&self) -> String {
        self.invite.code.to_string()
    }

    /// Lets in whoever asked, and opens the door again once they are through.
    pub async fn look(&mut self, member: &mut Member) -> Result<(), MemberError> {
        if let Some(looks) = self.answered {
            self.answered = Some(looks + 1);
            if looks >= LEFT_LOOKS {
                self.answered = None;
                member.delete(&http::invite(self.invite.code.derive_place()))?;
                self.put_mailbox(member)?;
            }
            return Ok(());
        }
        let place = self.invite.code.derive_place();
        let Some(bytes) = member.get(&http::invite(place))? else {
            return self.put_mailbox(member);
        };
        let ask = Mailbox::parse(&bytes).ok().and_then(|mailbox| mailbox.ask);
        let Some(asked) = ask.and_then(|ask| self.invite.asked(&ask).ok()) else {
            return Ok(());
        };
        let mut dice = real_dice();
        let reveal = self.invite.reveal(roll(&mut dice));
        member.put(&http::invite_slot(place, Slot::Reveal), &reveal)?;
        let person = self.invite.person;
        let admit = Command::Admit {
            person,
            device: asked.device,
            key: asked.key,
        };
        member.act(vec![admit]).await?;
        let answer = self.invite.answer(
            member.phone.engine().welcome_for_joiner(),
            &asked,
            roll(&mut dice),
        );
        member.put(&http::invite_slot(place, Slot::Answer), &answer)?;
        self.answered = Some(0);
        Ok(())
    }

    fn put_mailbox(&self, member: &Member) -> Result<(), MemberError> {
        let open = self
            .invite
            .open(member.phone.engine().me(), None, INVITE_LIFE_S_MAX);
        member.put(
            &http::invite(self.invite.code.derive_place()),
            &open.to_bytes(),
        )
    }
}
