//! Reading and writing bytes by hand, bounded before anything is allocated.
//!
//! Integers are little-endian. A list is its count as `u16` and then its items; a blob is its
//! length as `u32` and then its bytes.

/// Why some bytes could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The bytes end before the value does.
    TooShort,
    /// A count or a length is past its limit.
    TooLong {
        /// What was announced.
        had: usize,
        /// The most that is read.
        max: usize,
    },
    /// A tag or a flag has no meaning in this version.
    Unknown(u8),
    /// Bytes are left behind the value.
    Trailing(usize),
    /// A list is not in order, or names something twice.
    Unsorted,
}

/// Reads values off the front of a slice.
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Starts at the front of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Takes the next `len` bytes.
    pub fn take(&mut self, len: usize) -> Result<&'a [u8], ReadError> {
        let (head, tail) = self.0.split_at_checked(len).ok_or(ReadError::TooShort)?;
        self.0 = tail;
        Ok(head)
    }

    /// Takes a fixed number of bytes.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], ReadError> {
        let (head, tail) = self.0.split_first_chunk().ok_or(ReadError::TooShort)?;
        self.0 = tail;
        Ok(*head)
    }

    /// Takes one byte.
    pub fn u8(&mut self) -> Result<u8, ReadError> {
        self.array().map(u8::from_le_bytes)
    }

    /// Takes two bytes.
    pub fn u16(&mut self) -> Result<u16, ReadError> {
        self.array().map(u16::from_le_bytes)
    }

    /// Takes four bytes.
    pub fn u32(&mut self) -> Result<u32, ReadError> {
        self.array().map(u32::from_le_bytes)
    }

    /// Takes eight bytes.
    pub fn u64(&mut self) -> Result<u64, ReadError> {
        self.array().map(u64::from_le_bytes)
    }

    /// Takes a list's count, refusing more than `max`.
    pub fn count(&mut self, max: usize) -> Result<usize, ReadError> {
        let had = usize::from(self.u16()?);
        if had > max {
            Err(ReadError::TooLong { had, max })
        } else {
            Ok(had)
        }
    }

    /// Takes a blob, refusing more than `max` bytes.
    pub fn blob(&mut self, max: usize) -> Result<&'a [u8], ReadError> {
        let had = self.u32()? as usize;
        if had > max {
            Err(ReadError::TooLong { had, max })
        } else {
            self.take(had)
        }
    }

    /// Takes a flag and, if it is set, a blob.
    pub fn maybe_blob(&mut self, max: usize) -> Result<Option<&'a [u8]>, ReadError> {
        match self.u8()? {
            0 => Ok(None),
            1 => self.blob(max).map(Some),
            other => Err(ReadError::Unknown(other)),
        }
    }

    /// Returns how many bytes are left.
    pub fn left(&self) -> usize {
        self.0.len()
    }

    /// Asserts that nothing is left.
    pub fn end(self) -> Result<(), ReadError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(ReadError::Trailing(self.0.len()))
        }
    }
}

/// Appends values to a vector.
#[derive(Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// Starts empty.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends bytes as they are.
    pub fn put(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    /// Appends one byte.
    pub fn u8(self, value: u8) -> Self {
        self.put(&[value])
    }

    /// Appends two bytes.
    pub fn u16(self, value: u16) -> Self {
        self.put(&value.to_le_bytes())
    }

    /// Appends four bytes.
    pub fn u32(self, value: u32) -> Self {
        self.put(&value.to_le_bytes())
    }

    /// Appends eight bytes.
    pub fn u64(self, value: u64) -> Self {
        self.put(&value.to_le_bytes())
    }

    /// Appends a list's count. Callers stay within `u16`; the limits see to it.
    pub fn count(self, count: usize) -> Self {
        self.u16(u16::try_from(count).unwrap_or(u16::MAX))
    }

    /// Appends a blob. Callers stay within `u32`; the limits see to it.
    pub fn blob(self, bytes: &[u8]) -> Self {
        self.u32(u32::try_from(bytes.len()).unwrap_or(u32::MAX))
            .put(bytes)
    }

    /// Appends a flag and, if there is one, a blob.
    pub fn maybe_blob(self, bytes: Option<&[u8]>) -> Self {
        match bytes {
            None => self.u8(0),
            Some(bytes) => self.u8(1).blob(bytes),
        }
    }

    /// Returns what was written.
    pub fn end(self) -> Vec<u8> {
        self.0
    }
}
