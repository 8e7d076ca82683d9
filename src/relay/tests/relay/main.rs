//! The relay from outside: a real server on a port of its own, real connections, real files.

#[cfg(test)]
mod suite;
