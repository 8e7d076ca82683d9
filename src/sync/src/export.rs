//! All that a device keeps, in one sealed file, and back.
//!
//! The file is a [`Lock`] behind a few plain bytes: who finds it learns that it is Ruil's, and how long
//! it is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lock::{Lock, Stretch, Stretched};
use crate::saved::{self, Saved};

/// How a file begins.
const MAGIC: &[u8] = b"ruil export 1\n";

/// Largest file that is read.
pub const EXPORT_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Why a file can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportError {
    /// It is no export of Ruil's, or of a newer build's.
    NotOurs,
    /// The secret is another, or the file was changed.
    Locked,
    /// It opened, but holds nobody.
    Empty,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    meta: BTreeMap<String, Vec<u8>>,
    log: Vec<(u64, Vec<u8>)>,
    outbox: Vec<(u64, Vec<u8>)>,
}

/// Returns the file.
pub fn write(saved: &Saved, stretch: Stretch, key: &Stretched, nonce: [u8; 24]) -> Vec<u8> {
    let kept = Kept {
        meta: saved.meta.clone(),
        log: saved.log.clone(),
        outbox: saved.outbox.clone(),
    };
    let plain = postcard::to_allocvec(&kept).unwrap_or_default();
    let lock = Lock::close(stretch, key, nonce, &plain);
    [MAGIC, &lock.to_bytes()].concat()
}

/// Reads a file up to what opens it.
pub fn read(file: &[u8]) -> Result<Lock, ExportError> {
    let lock = file
        .strip_prefix(MAGIC)
        .filter(|_| file.len() <= EXPORT_BYTES_MAX);
    lock.and_then(Lock::parse).ok_or(ExportError::NotOurs)
}

/// Opens what was read.
pub fn open(lock: &Lock, key: &Stretched) -> Result<Saved, ExportError> {
    let plain = lock.open(key).ok_or(ExportError::Locked)?;
    let kept: Kept = postcard::from_bytes(&plain).map_err(|_| ExportError::Locked)?;
    if !kept.meta.contains_key(saved::IDENTITY) {
        return Err(ExportError::Empty);
    }
    Ok(Saved {
        meta: kept.meta,
        log: kept.log,
        outbox: kept.outbox,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> Saved {
        let mut kept = Saved::default();
        kept.meta.insert(saved::IDENTITY.to_owned(), vec![1, 2]);
        kept.log.push((1, vec![3; 300]));
        kept.outbox.push((4, vec![5]));
        kept
    }

    #[test]
    fn out_and_back() {
        let stretch = Stretch::make([1; 16]);
        let key = stretch.run("een lange zin").unwrap();
        let file = write(&kept(), stretch, &key, [2; 24]);
        let lock = read(&file).unwrap();
        assert_eq!(open(&lock, &key), Ok(kept()));
        let other = stretch.run("een andere zin").unwrap();
        assert_eq!(open(&lock, &other), Err(ExportError::Locked));
        assert_eq!(read(&file[1..]), Err(ExportError::NotOurs));
        assert_eq!(read(b""), Err(ExportError::NotOurs));
        let empty = write(&Saved::default(), stretch, &key, [2; 24]);
        assert_eq!(open(&read(&empty).unwrap(), &key), Err(ExportError::Empty));
    }
}
