//! A recovery kit: made here and shown once, or typed in from its paper.

use leptos::prelude::*;
use ruil_core::{Command, DeviceId};
use ruil_sync::NotDone;
use ruil_sync::kit::{Kit, KitError};

use super::boot::{Boot, StorageError};
use super::session::Session;
use crate::edge::{prefs, random};

/// Where the making of a kit stands.
#[derive(Clone, Debug)]
pub enum Making {
    /// Not begun.
    Asking,
    /// Its device is being admitted.
    Waiting,
    /// It is there, and nowhere but here.
    Made(Kit),
    /// It was not made; for this reason, if there is one to tell.
    Failed(Option<NotDone>),
}

/// A kit in the making.
#[derive(Clone, Copy)]
pub struct KitMaking {
    session: Session,
    state: RwSignal<Making>,
    seed: StoredValue<Option<[u8; 16]>>,
}

impl KitMaking {
    /// Begins with nothing, and follows the team for as long as the page is there.
    pub fn new(session: Session) -> Self {
        let making = Self {
            session,
            state: RwSignal::new(Making::Asking),
            seed: StoredValue::new(None),
        };
        Effect::new(move |_| making.look());
        making
    }

    /// Returns where it stands, and follows it.
    pub fn state(self) -> Making {
        self.state.get()
    }

    /// Has a new kit's device admitted for this person.
    pub fn make(self) {
        let seed = random::bytes();
        let (device, key) = self.kit(seed).device();
        let person = self.session.identity().person;
        let admit = Command::Admit {
            person,
            device,
            key,
        };
        self.seed.set_value(Some(seed));
        self.state.set(match self.session.act(vec![admit]) {
            Ok(()) => {
                prefs::remember_kit(&device.to_string());
                Making::Waiting
            }
            Err(not_done) => Making::Failed(Some(not_done)),
        });
    }

    /// Shows the kit once its device is in for good: with the key that is in use then.
    fn look(self) {
        let seed = self.seed.get_value();
        let (true, Some(seed)) = (matches!(self.state.get(), Making::Waiting), seed) else {
            return;
        };
        let (device, _) = self.kit(seed).device();
        let stands = self.session.with(|view| {
            let is_in = view.team.devices.contains(&device);
            (is_in, view.hoped.devices.contains(&device))
        });
        match stands {
            (true, _) => self.state.set(Making::Made(self.kit(seed))),
            (false, true) => {}
            (false, false) => self.state.set(Making::Failed(None)),
        }
    }

    fn kit(self, seed: [u8; 16]) -> Kit {
        let me = self.session.identity();
        let keys = self.session.welcome_for_joiner().keys;
        Kit::make(me.team, me.person, &keys, seed)
    }
}

/// Tells whether a device is a kit that was made on this one.
pub fn is_kit(device: DeviceId) -> bool {
    prefs::kits().contains(&device.to_string())
}

/// What is wrong with a kit as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A sign that is in no kit.
    Sign {
        /// The sign.
        sign: char,
        /// In which group it is; the first is 1.
        group: usize,
    },
    /// A group that is too short or too long.
    Group {
        /// Which; the first is 1.
        group: usize,
        /// Signs it has.
        had: usize,
    },
    /// It is too short or too long.
    Length {
        /// Signs there are.
        had: usize,
        /// Signs there have to be.
        needs: usize,
    },
    /// A mistake that could be anywhere.
    Somewhere,
    /// The device could not keep it.
    Storage(StorageError),
}

impl Slip {
    /// Finds the slip in a text, as near as can be.
    fn of(text: &str, error: KitError) -> Self {
        const GROUP: usize = 5;
        const SHORT: usize = 28;
        let groups = text.split(|sign: char| sign.is_whitespace() || sign == '-');
        let groups: Vec<_> = groups.filter(|group| !group.is_empty()).collect();
        let numbered = || (1..).zip(&groups);
        match error {
            KitError::Sign(sign) => {
                let found = numbered().find(|(_, group)| group.contains(sign));
                let group = found.map_or(1, |(group, _)| group);
                Self::Sign { sign, group }
            }
            KitError::Length { had, needs } => {
                // Who typed no groups can't be told which.
                let len = |(group, signs): (usize, &&str)| (group, signs.chars().count());
                let mut odd = numbered().map(len).filter(|(_, had)| *had != GROUP);
                // The last group of a long kit may be shorter.
                let odd = odd.find(|(group, _)| *group < groups.len() || groups.len() <= SHORT);
                match odd.filter(|(_, had)| *had < 2 * GROUP) {
                    Some((group, had)) => Self::Group { group, had },
                    None => Self::Length { had, needs },
                }
            }
            KitError::Check => Self::Somewhere,
        }
    }
}

/// Tells whether a scanned text may be a kit.
pub fn may_be_kit(text: &str) -> bool {
    !matches!(
        Kit::parse(text),
        Err(KitError::Length { .. } | KitError::Sign(_))
    )
}

/// Makes this device the one on a paper, and starts its session.
pub async fn enter(boot: Boot, text: String) -> Result<(), Slip> {
    let kit = Kit::parse(&text).map_err(|error| Slip::of(&text, error))?;
    let entered = boot.enter(kit.identity(), None).await;
    entered.map(drop).map_err(Slip::Storage)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(text: &str) -> Slip {
        Slip::of(text, Kit::parse(text).err().unwrap())
    }

    #[test]
    fn a_slip_is_told_as_near_as_can_be() {
        let whole = vec!["AAAAA"; 28].join("-");
        assert_eq!(slip(&whole), Slip::Somewhere);
        let strange = whole.replacen("A-", "€ ", 3);
        assert_eq!(
            slip(&strange),
            Slip::Sign {
                sign: '€',
                group: 1
            }
        );
        let short = whole.replacen("AAAAA-AAAAA", "AAAAA\nAAAA", 1);
        assert_eq!(slip(&short), Slip::Group { group: 2, had: 4 });
        let whole_groups = vec!["AAAAA"; 27].join(" ");
        let missing = Slip::Length {
            had: 135,
            needs: 140,
        };
        assert_eq!(slip(&whole_groups), missing);
        let without_groups = "A".repeat(139);
        let missing = Slip::Length {
            had: 139,
            needs: 140,
        };
        assert_eq!(slip(&without_groups), missing);
    }
}
