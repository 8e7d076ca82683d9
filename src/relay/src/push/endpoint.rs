//! Where a letter may go: to a push service on the open internet, and nowhere else.
//!
//! A device names the address. Without this, it could have the relay knock on doors inside its own
//! network. A name is judged by what it resolves to when the connection is made, so that it can't be
//! turned round in between.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::http::Uri;
use ruil_wire::push::ENDPOINT_BYTES_MAX;
use ureq::config::Config;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// A place at a push service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The whole address.
    pub url: String,
    /// The service: scheme and host.
    pub origin: String,
}

impl Endpoint {
    /// Reads an address. `anywhere` takes also what is not out in the open, for development.
    pub fn parse(text: &str, anywhere: bool) -> Option<Self> {
        if text.len() > ENDPOINT_BYTES_MAX || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let uri: Uri = text.parse().ok()?;
        let (scheme, authority) = (uri.scheme_str()?, uri.authority()?);
        let host = authority.host();
        let is_name = host.parse::<IpAddr>().is_err() && !host.starts_with('[');
        let is_open = scheme == "https"
            && matches!(authority.port_u16(), None | Some(443))
            && is_name
            && host.contains('.')
            && host
                .chars()
                .all(|one| one.is_ascii_alphanumeric() || ".-".contains(one));
        let is_plain = !authority.as_str().contains(['@', '"', '\\']);
        let may = is_open || anywhere && matches!(scheme, "http" | "https");
        (may && is_plain).then(|| Self {
            url: text.to_owned(),
            origin: format!("{scheme}://{authority}"),
        })
    }
}

/// Tells whether an address is out in the open: for everybody the same (IANA's special-purpose registries).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = matches!(
        (a, b, c),
        (0 | 10 | 127, ..)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
            | (224..=255, ..)
    );
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    // Only what is given out to be used (2000::/3), but for ways round to an address of the older kind,
    // and examples.
    let is_given_out = a & 0xe000 == 0x2000;
    let is_way_round = a == 0x2002 || a == 0x2001 && b < 0x0200;
    let is_example = a == 0x2001 && b == 0x0db8 || a == 0x3fff && b < 0x1000;
    is_given_out && !is_way_round && !is_example
}

/// Finds only addresses that are out in the open.
#[derive(Debug, Default)]
pub struct Open(DefaultResolver);

impl Resolver for Open {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        let mut open = self.empty();
        for address in found.iter().filter(|address| is_public(address.ip())) {
            open.push(*address);
        }
        if open.is_empty() {
            return Err(ureq::Error::HostNotFound);
        }
        Ok(open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_push_services_out_in_the_open() {
        let good = "https://fcm.googleapis.com/fcm/send/a:b-c_d";
        let endpoint = Endpoint::parse(good, false).unwrap();
        assert_eq!(endpoint.origin, "https://fcm.googleapis.com");
        for bad in [
            "http://push.example/1",
            "https://push.example:8443/1",
            "https://user@push.example/1",
            "https://127.0.0.1/1",
            "https://[::1]/1",
            "https://2130706433/1",
            "https://localhost/1",
            "https://relay/1",
            "file:///etc/passwd",
            "https://push.example/ 1",
            "/1",
            "",
        ] {
            assert_eq!(Endpoint::parse(bad, false), None, "{bad}");
        }
        let long = format!("https://push.example/{}", "a".repeat(ENDPOINT_BYTES_MAX));
        assert_eq!(Endpoint::parse(&long, true), None);
        assert!(Endpoint::parse("http://127.0.0.1:81/1", true).is_some());
    }

    #[test]
    fn addresses_inside_a_network_are_not_public() {
        for inside in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
            "64:ff9b::a00:1",
            "2002:a00:1::1",
            "2001::1",
            "2001:db8::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1",
            "2a00:1450::1",
        ] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }
}
