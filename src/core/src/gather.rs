//! Collecting into ordered sets and maps, one item after the other.

/// Collects into a set or a map.
///
/// `collect()` would sort all items first. That is faster for thousands of them, and costs a
/// phone's download 3 kB for every type; here there are a handful.
pub fn gather<T, C: Default + Extend<T>>(items: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    all.extend(items);
    all
}
