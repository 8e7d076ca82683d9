//! Which ports to listen on.
//!
//! They stay the same from run to run, because a browser keeps what it stores per address.

use crate::run::{Trouble, say};
use std::net::{Ipv4Addr, TcpListener};

/// The first port, if nobody says otherwise.
const FIRST: u16 = 8787;
/// How far apart the next ranges are, and how many of them are tried.
const STEP: u16 = 10;
const TRIES: u16 = 20;

/// Returns `count` free ports in a row, from `wanted` or from a place of our choice.
pub fn choose(wanted: Option<u16>, count: usize) -> Result<Vec<u16>, Trouble> {
    let range = |first: u16| (first..=u16::MAX).take(count).collect::<Vec<_>>();
    if let Some(first) = wanted {
        let ports = range(first);
        return match ports.iter().find(|port| !is_free(**port)) {
            None => Ok(ports),
            Some(port) => Err(Trouble::new(
                format!("port {port} is in use"),
                "give another with --port",
            )),
        };
    }
    for index in 0..TRIES {
        let ports = range(FIRST + index * STEP);
        if ports.iter().all(|port| is_free(*port)) {
            if index > 0 {
                say("the usual ports are in use: what a browser kept at those is not seen here");
            }
            return Ok(ports);
        }
    }
    Err(Trouble::new(
        "no free ports",
        "give a first one with --port",
    ))
}

/// Returns the address of a port, without a slash at its end.
pub fn address(port: u16) -> String {
    format!("http://{}:{port}", Ipv4Addr::LOCALHOST)
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_passed_by_or_refused() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(choose(Some(port), 1).is_err());
        let chosen = choose(None, 4).unwrap();
        assert_eq!(chosen.len(), 4);
        assert!(!chosen.contains(&port));
    }
}
