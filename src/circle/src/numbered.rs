//! Vectors read by number, where what lies outside reads as nothing.
//!
//! Numbers come from a checked pool, so nothing does lie outside; saying it here once keeps the
//! arithmetic elsewhere readable and free of panics.

/// Reading and writing by number.
pub(super) trait Numbered<T> {
    /// Returns the entry, or the type's nothing.
    fn at(&self, number: usize) -> T;
    /// Replaces the entry.
    fn put(&mut self, number: usize, value: T);
    /// Replaces the entry by what is made of it.
    fn change(&mut self, number: usize, make: impl FnOnce(T) -> T);
}

impl<T: Copy + Default> Numbered<T> for [T] {
    #[inline]
    fn at(&self, number: usize) -> T {
        self.get(number).copied().unwrap_or_default()
    }

    #[inline]
    fn put(&mut self, number: usize, value: T) {
        if let Some(entry) = self.get_mut(number) {
            *entry = value;
        }
    }

    #[inline]
    fn change(&mut self, number: usize, make: impl FnOnce(T) -> T) {
        if let Some(entry) = self.get_mut(number) {
            *entry = make(*entry);
        }
    }
}

/// Lists read by number.
pub(super) trait Lists<T> {
    /// Returns the list, or an empty one.
    fn list(&self, number: usize) -> &[T];
    /// Lengthens the list by one.
    fn push_to(&mut self, number: usize, value: T);
}

impl<T> Lists<T> for [Vec<T>] {
    #[inline]
    fn list(&self, number: usize) -> &[T] {
        self.get(number).map_or(&[], Vec::as_slice)
    }

    fn push_to(&mut self, number: usize, value: T) {
        if let Some(list) = self.get_mut(number) {
            list.push(value);
        }
    }
}
