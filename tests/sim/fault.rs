//! What can go wrong, each kind counted, so that none is silently never tried.

use std::collections::BTreeMap;

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident => $text:literal,)*) => {
        /// A kind of trouble.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Fault {
            $($(#[$doc])* $name,)*
        }

        impl Fault {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Returns its name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

faults! {
    /// A frame is lost, and the connection with it.
    Drop => "drop",
    /// A frame comes twice.
    Duplicate => "duplicate",
    /// A frame overtakes another.
    Reorder => "reorder",
    /// A frame comes late.
    Delay => "delay",
    /// Some devices reach nobody for a while.
    Partition => "partition",
    /// One direction of a connection is dead and nobody knows.
    HalfOpen => "half-open",
    /// Half a frame comes.
    Truncated => "truncated frame",
    /// Something else answers in the relay's place.
    Captive => "captive portal",
    /// The relay stores something, and its answer is lost.
    AckLost => "ack lost",
    /// The service worker sends what waits.
    Flush => "service worker",
    /// The app is killed between two steps of its storage.
    Crash => "crash",
    /// The power goes, and with it what was written carelessly.
    Power => "power loss",
    /// A write fails at its end.
    Abort => "abort at commit",
    /// There is no room.
    Quota => "quota",
    /// The browser clears all.
    Evicted => "evicted",
    /// The browser clears the keys only.
    KeysLost => "keys lost",
    /// The storage is put back to an older day.
    OldImage => "old image",
    /// A tab sleeps.
    Frozen => "frozen tab",
    /// A second tab opens.
    SecondTab => "second tab",
    /// A clock jumps by years.
    Clock => "clock jump",
    /// A relay node is killed before it commits.
    KillBefore => "relay killed before commit",
    /// A relay node is killed after it committed.
    KillAfter => "relay killed after commit",
    /// The relay is restored from a backup.
    Backup => "relay from backup",
    /// The relay is replaced by an empty one.
    Emptied => "relay emptied",
    /// A slow device is cut off.
    Slow => "slow consumer",
    /// Two coordinators change who may at once.
    Rivals => "rival coordinators",
    /// A month passes.
    Leap => "a month passes",
    /// The relay hides the log from a device.
    Withhold => "adversary: withhold",
    /// The relay shows another log to a device.
    Fork => "adversary: fork",
    /// The relay shows an old log to a device.
    Rollback => "adversary: rollback",
    /// The relay says again what it said before.
    Replay => "adversary: replay",
    /// The relay numbers what a removed device made.
    StaleEpoch => "adversary: stale epoch taken",
    /// Somebody forges a receipt.
    ForgedReceipt => "adversary: forged receipt",
    /// The relay changes an envelope.
    Tampered => "adversary: tampered envelope",
    /// A member signs with a key that is not the device's.
    BadSignature => "member: bad signature",
    /// A member counts twice.
    CounterReuse => "member: counter reuse",
    /// A member says what no build knows.
    UnknownKind => "member: unknown kind",
    /// A member sends noise.
    Garbage => "member: garbage",
    /// A member sends too much.
    Oversize => "member: oversize",
    /// A removed device writes.
    AfterRemoval => "member: writes after removal",
    /// A removal names a membership that is not.
    WrongBase => "member: wrong base",
    /// A removal that the relay takes has no effect.
    VainRemoval => "member: removal in vain",
    /// An invite is used again.
    InviteReuse => "member: invite reuse",
}

/// How often each kind came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(pub BTreeMap<Fault, u64>);

impl Counts {
    /// Counts one.
    pub fn add(&mut self, fault: Fault) {
        *self.0.entry(fault).or_default() += 1;
    }

    /// Takes over what another run counted.
    pub fn merge(&mut self, other: &Self) {
        for (fault, count) in &other.0 {
            *self.0.entry(*fault).or_default() += count;
        }
    }

    /// Returns the kinds that never came.
    pub fn missing(&self) -> Vec<&'static str> {
        let never = Fault::ALL
            .iter()
            .filter(|fault| !self.0.contains_key(fault));
        never.map(|fault| fault.name()).collect()
    }
}
