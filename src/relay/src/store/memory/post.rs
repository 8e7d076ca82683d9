//! Push, forgotten at the end like everything here.

use std::collections::BTreeMap;

use ruil_wire::Topic;

use super::MemoryStore;
use crate::store::StoreError;
use crate::store::post::{Address, Held, Post};

/// What is kept of push.
#[derive(Clone, Default)]
pub(super) struct PostBox {
    endpoints: BTreeMap<Address, String>,
    letters: BTreeMap<(Address, Topic), Held>,
}

impl Post for MemoryStore {
    fn subscribe(&self, to: Address, endpoint: Option<&str>) -> Result<(), StoreError> {
        let post = &mut self.shelf().post;
        post.letters.retain(|(other, _), _| *other != to);
        match endpoint {
            Some(endpoint) => drop(post.endpoints.insert(to, endpoint.to_owned())),
            None => drop(post.endpoints.remove(&to)),
        }
        Ok(())
    }

    fn endpoint(&self, to: Address) -> Result<Option<String>, StoreError> {
        Ok(self.shelf().post.endpoints.get(&to).cloned())
    }

    fn hold(&self, to: Address, letter: &Held, max: usize) -> Result<bool, StoreError> {
        let letters = &mut self.shelf().post.letters;
        let others = letters.keys().filter(|(other, _)| *other == to);
        let others = others.filter(|(_, topic)| *topic != letter.topic).count();
        if others < max {
            letters.insert((to, letter.topic), letter.clone());
        }
        Ok(others < max)
    }

    fn take_back(&self, to: Address, topic: Topic) -> Result<(), StoreError> {
        self.shelf().post.letters.remove(&(to, topic));
        Ok(())
    }

    fn due(&self, now_ms: u64, count: usize) -> Result<Vec<(Address, Held)>, StoreError> {
        let letters = &mut self.shelf().post.letters;
        letters.retain(|_, letter| letter.until_ms > now_ms);
        let due = letters.iter().filter(|(_, letter)| letter.due_ms <= now_ms);
        let mut due: Vec<_> = due.map(|(key, letter)| (letter.due_ms, *key)).collect();
        due.sort_unstable();
        let keys = due.into_iter().take(count).map(|(_, key)| key);
        let taken = keys.filter_map(|key| Some((key.0, letters.remove(&key)?)));
        Ok(taken.collect())
    }
}
