//! What happens in a year.

use super::*;

impl History {
    /// Two persons say what the state is.
    pub(super) fn vouch(&mut self) {
        self.read();
        let number = self.number();
        let digest = checkpoint::digest(&self.checkpoint().to_bytes());
        let said = Command::Checkpoint { number, digest };
        self.ann(said.clone());
        self.does(BEN, &said);
    }

    /// A phone is revoked with a new key for all others, writes on with the old key, and is replaced.
    pub(super) fn lose_a_phone(&mut self) {
        let lost = self.people.get(&CAS).map(|author| author.me.device);
        self.remove(Vec::new(), lost.into_iter().collect(), CAS);
        self.phones += 1;
        self.admit(CAS, self.phones);
    }

    pub(super) fn leave(&mut self) {
        self.remove(vec![person(DEE)], Vec::new(), DEE);
        self.people.remove(&DEE);
    }

    pub(super) fn remove(&mut self, people: Vec<PersonId>, devices: Vec<DeviceId>, nth: u8) {
        self.read();
        let epoch = u8::try_from(self.team.epoch).unwrap_or(u8::MAX);
        let random = ([0x80 | epoch; 32], [0xc0 | epoch; 32]);
        let (old, removal) = (self.keys(), self.reader.removal(people, devices, random));
        if let Some(removal) = removal {
            self.ann(Command::Remove(removal));
            self.writes(nth, &Command::Tick, None, &old);
        }
    }

    /// Somebody with the team's key signs for somebody else.
    pub(super) fn forge(&mut self) {
        let shift = self.coming(BEN);
        let keys = self.keys();
        if let Some(shift) = shift {
            self.writes(BEN, &give(&shift), Some(CAS), &keys);
        }
    }

    pub(super) fn ordinary(&mut self) {
        let who = self.somebody();
        match self.draw(100) {
            0..36 => self.answer(who),
            36..58 => self.offer(who),
            58..66 => self.end(who),
            66..72 => self.claim(who),
            72..77 => self.wish(who),
            77..85 => self.propose_circle(who),
            85..91 => self.answer_circle(who),
            91..93 => self.release(who),
            93..97 => self.decide(),
            97..99 => self.does(who, &Command::Tick),
            _ => {
                let offer = OfferId::from_bytes([0xee; 16]);
                self.does(who, &Command::Withdraw { offer });
            }
        }
    }

    pub(super) fn somebody(&mut self) -> u8 {
        let here: Vec<u8> = self.people.keys().copied().collect();
        self.one(&here).copied().unwrap_or(BEN)
    }

    /// One of somebody's shifts in the coming weeks.
    pub(super) fn coming(&mut self, nth: u8) -> Option<Shift> {
        self.shift_of(Some(person(nth)))
    }

    pub(super) fn shift_of(&mut self, owner: Option<PersonId>) -> Option<Shift> {
        let (from, until) = (self.now_min() + DAY_MIN, self.now_min() + 30 * DAY_MIN);
        let shifts = self.team.roster.starting(owner, from, until);
        let shifts: Vec<_> = shifts.cloned().collect();
        self.one(&shifts).cloned()
    }

    /// One of the latest offers that are open.
    pub(super) fn open_offer(
        &mut self,
        fits: impl Fn(Option<PersonId>) -> bool,
    ) -> Option<OfferId> {
        let offers = self.team.offers.values().rev();
        let open = offers.filter(|offer| offer.state == OfferState::Open && fits(offer.by));
        let open: Vec<_> = open.take(8).map(|offer| offer.id).collect();
        self.one(&open).copied()
    }

    pub(super) fn answer(&mut self, who: u8) {
        let me = person(who);
        let Some(offer) = self.open_offer(|by| by != Some(me)) else {
            return self.offer(who);
        };
        let answer = match (self.draw(10), self.coming(who)) {
            (0..5, _) => Answer::Yes,
            (5..8, Some(shift)) => Answer::YesWith {
                shift: shift.id,
                revision: shift.revision,
            },
            (8, _) => Answer::Later,
            _ => Answer::No,
        };
        self.does(who, &Command::Answer { offer, answer });
    }

    pub(super) fn offer(&mut self, who: u8) {
        let Some(shift) = self.coming(who) else {
            return self.does(who, &Command::Tick);
        };
        let day = shift.span.start().day();
        let kind = match self.draw(6) {
            0..3 => OfferKind::GiveAway,
            3 => OfferKind::SwapForAnswer,
            4 => OfferKind::OweLater {
                until: day.plus(60),
            },
            _ => OfferKind::SwapForWish(vec![Pattern {
                days: Some((day.plus(-7), day.plus(7))),
                ..Pattern::default()
            }]),
        };
        let asked = self.somebody();
        let to = match self.draw(4) {
            0 if asked != who => Audience::Some(vec![person(asked)]),
            _ => Audience::Everyone,
        };
        let offer = Command::Offer {
            shift: shift.id,
            revision: shift.revision,
            kind,
            to,
        };
        self.does(who, &offer);
    }

    /// Takes an own offer back, or chooses an answer to it.
    pub(super) fn end(&mut self, who: u8) {
        let me = person(who);
        let Some(offer) = self.open_offer(|by| by == Some(me)) else {
            return self.offer(who);
        };
        let found = self.team.offers.get(&offer);
        let found = found.and_then(|offer| offer.answers.iter().find(|(_, said)| said.is_yes()));
        let command = match found {
            Some((person, _)) => Command::Choose {
                offer,
                person: *person,
            },
            None => Command::Withdraw { offer },
        };
        self.does(who, &command);
    }

    pub(super) fn claim(&mut self, who: u8) {
        if let Some(Shift { id, revision, .. }) = self.shift_of(None) {
            self.does(
                who,
                &Command::Claim {
                    shift: id,
                    revision,
                },
            );
        } else {
            self.release(who);
        }
    }

    pub(super) fn release(&mut self, who: u8) {
        if let Some(Shift { id, revision, .. }) = self.coming(who) {
            self.does(
                who,
                &Command::Release {
                    shift: id,
                    revision,
                },
            );
        }
    }

    pub(super) fn wish(&mut self, who: u8) {
        let me = person(who);
        let wishes = self.team.wishes.values();
        let mine = wishes.filter(|wish| wish.person == me).map(|wish| wish.id);
        let mine: Vec<WishId> = mine.collect();
        let command = match mine.as_slice() {
            [oldest, _, _, _, ..] => Command::Unwish { wish: *oldest },
            _ => {
                let weekdays = 1 << self.draw(7);
                Command::Wish(NewWish {
                    what: Wanted::Free,
                    shifts: Pattern {
                        weekdays,
                        ..Pattern::default()
                    },
                    weight: 1,
                    until: None,
                })
            }
        };
        self.does(who, &command);
    }

    /// Two people swap, and a third joins in now and then.
    pub(super) fn propose_circle(&mut self, who: u8) {
        let mut people = vec![who];
        for _ in 0..2 + self.draw(2) {
            let other = self.somebody();
            if !people.contains(&other) {
                people.push(other);
            }
        }
        let shifts: Vec<_> = people.iter().filter_map(|nth| self.coming(*nth)).collect();
        let takers = people.iter().cycle().skip(1);
        let moves = shifts.iter().zip(takers).map(|(shift, to)| Move {
            shift: shift.id,
            revision: shift.revision,
            to: person(*to),
        });
        let circle = NewCircle {
            moves: moves.collect(),
            open_min: 3 * 24 * 60,
        };
        self.does(who, &Command::ProposeCircle(circle));
    }

    pub(super) fn answer_circle(&mut self, who: u8) {
        let proposals = self.team.proposals.values().rev();
        let open = proposals.filter(|found| found.state == ProposalState::Open);
        let asked = open.take(8).flat_map(|found| {
            let silent = found.people().into_iter();
            let silent = silent.filter(|person| !found.agreed.contains(person));
            silent.map(|person| (found.id, person))
        });
        let asked: Vec<_> = asked.collect();
        let Some((circle, person)) = self.one(&asked).copied() else {
            return self.propose_circle(who);
        };
        let [nth, ..] = *person.as_bytes();
        let yes = self.draw(5) > 0;
        let answer = Command::AnswerCircle { circle, yes };
        if nth == ANN {
            self.ann(answer);
        } else {
            self.does(nth, &answer);
        }
    }

    /// The coordinator says a word where one is waited for.
    pub(super) fn decide(&mut self) {
        let command = word_wanted(&self.team).unwrap_or(Command::Tick);
        self.ann(command);
    }

    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.draw(of.len().max(1) as u64);
        of.get(usize::try_from(at).ok()?)
    }

    /// Draws a number below `below` (SplitMix64: Steele, Lea, Flood 2014).
    pub(super) fn draw(&mut self, below: u64) -> u64 {
        self.dice = self.dice.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.dice;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (word ^ (word >> 31)) % below.max(1)
    }
}

/// Returns the approval that is waited for, the latest first.
fn word_wanted(team: &Team) -> Option<Command> {
    let offers = team.offers.values().rev();
    let open = offers.filter(|offer| offer.state == OfferState::Open);
    let mut waiting = open.filter_map(|offer| Some((offer.id, *offer.waiting.first()?)));
    if let Some((offer, person)) = waiting.next() {
        return Some(Command::Approve { offer, person });
    }
    let proposals = team.proposals.values().rev();
    let mut agreed = proposals.filter(|found| found.state == ProposalState::Agreed);
    let circle = agreed.next()?.id;
    Some(Command::DecideCircle { circle, yes: true })
}

fn give(shift: &Shift) -> Command {
    Command::Offer {
        shift: shift.id,
        revision: shift.revision,
        kind: OfferKind::GiveAway,
        to: Audience::Everyone,
    }
}
