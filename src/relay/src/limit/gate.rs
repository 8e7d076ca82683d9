//! Who may be connected: so many in all, so many from one address.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Counts connections.
pub struct Gate {
    places: Arc<Semaphore>,
    places_max: u32,
    per_address_max: u32,
    addresses: Mutex<HashMap<IpAddr, u32>>,
}

/// One connection's place, free again when it is dropped.
pub struct Permit {
    gate: Arc<Gate>,
    address: IpAddr,
    _place: OwnedSemaphorePermit,
}

impl Gate {
    /// Opens with nobody inside.
    pub fn new(places_max: u32, per_address_max: u32) -> Self {
        let places = Arc::new(Semaphore::new(places_max as usize));
        Self {
            places,
            places_max,
            per_address_max,
            addresses: Mutex::default(),
        }
    }

    /// Lets a connection in, if there is a place for it.
    pub fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Permit> {
        let address = network(address);
        let place = Arc::clone(&self.places).try_acquire_owned().ok()?;
        let mut addresses = self.addresses();
        let count = addresses.entry(address).or_insert(0);
        if *count >= self.per_address_max {
            return None;
        }
        *count += 1;
        Some(Permit {
            gate: Arc::clone(self),
            address,
            _place: place,
        })
    }

    /// Returns how many are inside.
    pub fn count(&self) -> u64 {
        u64::from(self.places_max).saturating_sub(self.places.available_permits() as u64)
    }

    /// Waits until everybody is gone.
    pub async fn empty(&self) {
        // The semaphore is never closed, so this only ever succeeds.
        drop(self.places.acquire_many(self.places_max).await);
    }

    fn addresses(&self) -> MutexGuard<'_, HashMap<IpAddr, u32>> {
        self.addresses
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut addresses = self.gate.addresses();
        if let Some(count) = addresses.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                addresses.remove(&self.address);
            }
        }
    }
}

/// Returns what counts as one address: one household has 2^64 of version 6.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn places_are_counted_and_come_free() {
        let gate = Arc::new(Gate::new(3, 2));
        let (a, b, c) = (
            address("192.0.2.1"),
            address("192.0.2.2"),
            address("192.0.2.3"),
        );
        let first = gate.enter(a);
        let held = [gate.enter(a), gate.enter(b)];
        assert!(first.is_some() && held.iter().all(Option::is_some));
        assert!(gate.enter(c).is_none(), "all places are taken");
        drop(first);
        assert!(gate.enter(c).is_some());
    }

    #[test]
    fn one_network_of_version_6_is_one_address() {
        let gate = Arc::new(Gate::new(9, 1));
        let held = gate.enter(address("2001:db8:0:1::7"));
        assert!(held.is_some());
        assert!(gate.enter(address("2001:db8:0:1:ffff::9")).is_none());
        assert!(gate.enter(address("2001:db8:0:2::7")).is_some());
    }

    #[test]
    fn version_4_in_disguise_is_version_4() {
        assert_eq!(network(address("::ffff:192.0.2.1")), address("192.0.2.1"));
    }
}
