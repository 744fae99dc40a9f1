//! Where a request comes from: the peer, or whom a trusted proxy names.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use ipnet::IpNet;

use crate::http::error::ApiError;

/// The address that counts towards limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client {
    pub address: IpAddr,
    /// From a network to which the configuration sets no limits.
    pub is_exempt: bool,
}

/// What the configuration says of networks.
#[derive(Debug, Clone, Copy)]
pub struct Trusted<'a> {
    pub proxies: &'a [IpNet],
    pub exempt: &'a [IpNet],
}

impl Client {
    /// Whose request this is. Only what a trusted proxy added is believed: each appends the peer
    /// it saw, so the last address that is no proxy of ours is the client.
    pub fn find(peer: SocketAddr, headers: &HeaderMap, trusted: Trusted<'_>) -> Self {
        let is_among = |networks: &[IpNet], address: IpAddr| {
            networks.iter().any(|network| network.contains(&address))
        };
        let mut address = peer.ip().to_canonical();
        for named in forwarded(headers).into_iter().rev() {
            if !is_among(trusted.proxies, address) {
                break;
            }
            // What a proxy of ours did not write cannot be read further.
            let Some(named) = named else { break };
            address = named;
        }
        Self { address, is_exempt: is_among(trusted.exempt, address) }
    }

    /// Who shares a bucket: an IPv4 address, or a whole /64 of IPv6, which one subscriber has.
    pub(super) fn key(self) -> u128 {
        match self.address {
            IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
            IpAddr::V6(address) => address.to_bits() & !u128::from(u64::MAX),
        }
    }
}

/// The addresses of `X-Forwarded-For`, the nearest last; without that header, of `X-Real-IP`.
fn forwarded(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let listed = |name: &str| -> Vec<Option<IpAddr>> {
        let values = headers.get_all(name).iter();
        values
            .flat_map(|value| value.to_str().unwrap_or_default().split(','))
            .map(|text| read(text.trim()))
            .collect()
    };
    let chain = listed("x-forwarded-for");
    if chain.is_empty() { listed("x-real-ip") } else { chain }
}

/// An address as proxies write it: bare, with a port, or in brackets.
fn read(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse::<IpAddr>().ok();
    let address = address.or_else(|| text.parse::<SocketAddr>().ok().map(|with| with.ip()));
    address.map(|address| address.to_canonical())
}

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or(Self::UNKNOWN))
    }
}

impl Client {
    /// Whoever did not come through the gate: limited, all together.
    pub const UNKNOWN: Self = Self { address: IpAddr::V6(Ipv6Addr::UNSPECIFIED), is_exempt: false };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(peer: &str, headers: &[(&'static str, &str)]) -> String {
        let proxies = ["127.0.0.0/8".parse().unwrap(), "10.1.0.0/16".parse().unwrap()];
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let peer = SocketAddr::new(peer.parse().unwrap(), 40_000);
        let trusted = Trusted { proxies: &proxies, exempt: &[] };
        Client::find(peer, &map, trusted).address.to_string()
    }

    #[test]
    fn nobody_but_a_trusted_proxy_is_believed() {
        let forged = [("x-forwarded-for", "203.0.113.9")];
        assert_eq!(found("198.51.100.7", &forged), "198.51.100.7");
        assert_eq!(found("127.0.0.1", &forged), "203.0.113.9");
        assert_eq!(found("127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(found("::ffff:198.51.100.7", &forged), "198.51.100.7");
    }

    #[test]
    fn of_a_chain_the_last_stranger_counts() {
        let chain = [("x-forwarded-for", "1.2.3.4, 203.0.113.9, 10.1.0.5")];
        assert_eq!(found("127.0.0.1", &chain), "203.0.113.9");
        let lines = [("x-forwarded-for", "1.2.3.4"), ("x-forwarded-for", "203.0.113.9:5123")];
        assert_eq!(found("127.0.0.1", &lines), "203.0.113.9");
        let rubbish = [("x-forwarded-for", "203.0.113.9, unknown")];
        assert_eq!(found("127.0.0.1", &rubbish), "127.0.0.1");
        assert_eq!(found("127.0.0.1", &[("x-real-ip", "[2001:db8::7]")]), "2001:db8::7");
    }

    #[test]
    fn a_subscriber_of_ipv6_is_a_whole_64() {
        let key = |text: &str| Client { address: text.parse().unwrap(), is_exempt: false }.key();
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_ne!(key("192.0.2.1"), key("192.0.2.2"));
    }
}
