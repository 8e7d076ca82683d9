//! Lets the router read the patterns of [`crate::route`], the one place where paths are spelled.

use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch};

/// A pattern such as `/swaps/:offer`; it matches whole paths.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path(pub &'static str);

impl PossibleRouteMatch for Path {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        let (mut wanted, mut found) = (segments(self.0), segments(path));
        let mut params = Vec::new();
        loop {
            match (wanted.next(), found.next()) {
                (None, None) => return Some(PartialPathMatch::new("", params, path)),
                (Some(wanted), Some(found)) => match wanted.strip_prefix(':') {
                    Some(name) => params.push((name.into(), found.to_owned())),
                    None if wanted == found => {}
                    None => return None,
                },
                (None, Some(_)) | (Some(_), None) => return None,
            }
        }
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.extend(
            segments(self.0).map(|segment| match segment.strip_prefix(':') {
                Some(name) => PathSegment::Param(name.into()),
                None => PathSegment::Static(segment.into()),
            }),
        );
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::pattern;

    fn params(pattern: &'static str, path: &str) -> Option<Vec<(String, String)>> {
        let found = Path(pattern).test(path)?;
        assert_eq!(found.remaining(), "");
        let owned = |(name, value): (std::borrow::Cow<'_, str>, String)| (name.into_owned(), value);
        Some(found.params().into_iter().map(owned).collect())
    }

    #[test]
    fn a_pattern_matches_whole_paths() {
        assert_eq!(params(pattern::SWAPS, "/swaps"), Some(vec![]));
        assert_eq!(params(pattern::SWAPS, "/swaps/"), Some(vec![]));
        assert_eq!(params(pattern::SWAPS, "/swaps/1"), None);
        assert_eq!(params(pattern::SWAPS, "/"), None);
        assert_eq!(params("/", "/"), Some(vec![]));
        assert_eq!(params("/", "/swaps"), None);
    }

    #[test]
    fn a_name_stands_for_one_segment() {
        let offer = Some(vec![("offer".to_owned(), "7f".to_owned())]);
        assert_eq!(params(pattern::OFFER, "/swaps/7f"), offer);
        assert_eq!(params(pattern::OFFER, "/swaps"), None);
        assert_eq!(params(pattern::OFFER, "/swaps/7f/more"), None);
    }
}
