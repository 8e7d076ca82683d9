//! Lists that follow each other, and those that don't.

use ed25519_dalek::{Signer, SigningKey};

use super::*;

fn pair(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn key(seed: u8) -> PublicKey {
    pair(seed).verifying_key().to_bytes()
}

fn grant(revision: u32, epoch: u32, devices: &[(u8, bool)]) -> Grant {
    let member = |(seed, is_admin): &(u8, bool)| Member {
        key: key(*seed),
        is_admin: *is_admin,
    };
    let mut devices: Vec<_> = devices.iter().map(member).collect();
    devices.sort_unstable();
    Grant {
        team: TeamId([1; 16]),
        event: EventId([2; 16]),
        revision,
        epoch,
        devices,
        keep_days: None,
    }
}

fn signed(by: u8, grant: Grant) -> Access {
    let signature = pair(by).sign(&grant.message()).to_bytes();
    Access {
        grant,
        signer: key(by),
        signature,
    }
}

#[test]
fn there_and_back() {
    let access = signed(1, grant(0, 0, &[(1, true), (2, false)]));
    assert_eq!(Access::parse(&access.to_bytes()), Ok(access));
}

/// Frozen: lists from before a team could say how long the relay keeps what is old.
#[test]
fn without_days_the_bytes_are_what_they_were() {
    let access = signed(1, grant(0, 0, &[(1, true), (2, false)]));
    let bytes = access.to_bytes();
    assert_eq!(bytes.len(), 42 + 2 * 33 + 96);
    let hash = blake3::hash(&bytes).to_hex();
    assert_eq!(&hash[..16], "f0e6ee2c380f5605");
    assert_eq!(Access::parse(&bytes), Ok(access));
}

#[test]
fn the_days_are_signed_and_come_back() {
    let plain = signed(1, grant(0, 0, &[(1, true)]));
    for days in [0, 30, u16::MAX] {
        let grant = Grant {
            keep_days: Some(days),
            ..plain.grant.clone()
        };
        let access = signed(1, grant);
        let bytes = access.to_bytes();
        assert_eq!(bytes.len(), plain.to_bytes().len() + 2);
        assert_eq!(access.begins(), Ok(()));
        assert_eq!(Access::parse(&bytes), Ok(access.clone()));
        let other = Access {
            grant: plain.grant.clone(),
            ..access
        };
        assert_eq!(other.begins(), Err(AccessError::Signature));
        let one_less = [&bytes[..75], &bytes[76..]].concat();
        assert!(Access::parse(&one_less).is_err());
    }
}

#[test]
fn a_list_out_of_order_or_with_a_device_twice_is_none() {
    let mut access = signed(1, grant(0, 0, &[(1, true), (2, false)]));
    access.grant.devices.reverse();
    assert_eq!(Access::parse(&access.to_bytes()), Err(ReadError::Unsorted));
    let twice = signed(1, grant(0, 0, &[(1, true), (1, true)]));
    assert_eq!(Access::parse(&twice.to_bytes()), Err(ReadError::Unsorted));
}

#[test]
fn the_first_is_signed_by_an_admin_in_it() {
    let list = || grant(0, 0, &[(1, true), (2, false)]);
    assert_eq!(signed(1, list()).begins(), Ok(()));
    assert_eq!(signed(2, list()).begins(), Err(AccessError::Signer));
    assert_eq!(signed(3, list()).begins(), Err(AccessError::Signer));
    let stolen = Access {
        signer: key(1),
        ..signed(2, list())
    };
    assert_eq!(stolen.begins(), Err(AccessError::Signature));
}

#[test]
fn the_next_is_signed_by_an_admin_of_the_last() {
    let last = grant(4, 2, &[(1, true), (2, false)]);
    let next = |by, revision, epoch, devices: &[(u8, bool)]| {
        signed(by, grant(revision, epoch, devices)).follows(&last)
    };
    let all = [(1, true), (2, false), (3, false)];
    assert_eq!(next(1, 5, 2, &all), Ok(()));
    assert_eq!(next(1, 5, 3, &[(1, true)]), Ok(()));
    assert_eq!(next(2, 5, 2, &all), Err(AccessError::Signer));
    assert_eq!(next(1, 4, 2, &all), Err(AccessError::Revision));
    assert_eq!(next(1, 6, 2, &all), Err(AccessError::Revision));
    assert_eq!(
        next(1, 5, 1, &all),
        Ok(()),
        "what came with the last had no effect"
    );
    assert_eq!(next(1, 5, 4, &all), Err(AccessError::Epoch));
    assert_eq!(next(1, 5, 3, &[(2, false)]), Err(AccessError::NoAdmin));
    let mut changed = signed(1, grant(5, 2, &all));
    changed.grant.event = EventId([9; 16]);
    assert_eq!(changed.follows(&last), Err(AccessError::Signature));
}
