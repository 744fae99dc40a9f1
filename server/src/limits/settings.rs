//! The section `limits` of the configuration.

use ipnet::IpNet;
use serde::{Deserialize, Deserializer};

/// A bucket: so many at once, and so many an hour come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Rate {
    pub burst: u32,
    pub per_hour: u32,
}

/// How often something may be asked.
#[derive(Debug, Clone, Deserialize)]
pub struct LimitSettings {
    /// Whoever comes from here has no limits but those of a number and of a socket.
    #[serde(deserialize_with = "networks")]
    pub exempt: Vec<IpNet>,
    pub address_requests: Rate,
    pub address_sign_in: Rate,
    pub address_codes: Rate,
    pub address_sockets: Rate,
    pub person_messages: Rate,
    pub person_orders: Rate,
    pub person_responses: Rate,
    pub person_writes: Rate,
    /// Sockets opened.
    pub person_sockets: Rate,
    /// Of one socket, whoever opened it and whatever they say.
    pub socket_frames: Rate,
    /// Codes in an hour to numbers that differ in their last four digits only.
    pub prefix_codes_per_hour: u32,
}

impl LimitSettings {
    /// Whether one of them lets nothing through at all.
    pub fn shut(&self) -> bool {
        let rates = [
            self.address_requests,
            self.address_sign_in,
            self.address_codes,
            self.address_sockets,
            self.person_messages,
            self.person_orders,
            self.person_responses,
            self.person_writes,
            self.person_sockets,
            self.socket_frames,
        ];
        self.prefix_codes_per_hour == 0
            || rates.iter().any(|rate| rate.burst == 0 || rate.per_hour == 0)
    }
}

/// A list of networks; an address alone is a network of one.
pub fn networks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<IpNet>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    let parse = |text: &String| match text.parse::<std::net::IpAddr>() {
        Ok(address) => Ok(IpNet::from(address)),
        Err(_) => text.parse::<IpNet>().map_err(serde::de::Error::custom),
    };
    texts.iter().map(parse).collect()
}
