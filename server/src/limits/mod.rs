//! How often something may be asked: by address for whoever comes, by person for whoever writes.
//!
//! All of it is in memory, bounded, and forgotten at a restart. What must outlive one (codes sent
//! to a number or to its neighbours, failed log-ins) is counted in the database.

mod bucket;
mod client;
mod document;
mod gate;
mod settings;

use montaj_domain::{ids::UserId, timestamp::Timestamp};

use self::bucket::Buckets;
pub use self::{
    client::{Client, Trusted},
    document::document,
    gate::{admit_writing, watch},
    settings::{LimitSettings, Rate, networks},
};
use crate::http::error::ApiError;

/// What an address does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visit {
    /// Anything below `/api`; counts for the others too.
    Request,
    /// Passwords and codes are tried.
    SignIn,
    /// Codes are asked for: each may cost a text message.
    Codes,
    /// A socket is opened.
    Socket,
}

/// What a person changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    Message,
    Order,
    Response,
    /// Everything else.
    Other,
}

/// The buckets of everybody on this node.
#[derive(Debug)]
pub struct Limits {
    requests: Buckets,
    sign_ins: Buckets,
    codes: Buckets,
    sockets: Buckets,
    messages: Buckets,
    orders: Buckets,
    responses: Buckets,
    writes: Buckets,
    person_sockets: Buckets,
}

impl Limits {
    pub fn new(settings: &LimitSettings) -> Self {
        Self {
            requests: Buckets::new(settings.address_requests),
            sign_ins: Buckets::new(settings.address_sign_in),
            codes: Buckets::new(settings.address_codes),
            sockets: Buckets::new(settings.address_sockets),
            messages: Buckets::new(settings.person_messages),
            orders: Buckets::new(settings.person_orders),
            responses: Buckets::new(settings.person_responses),
            writes: Buckets::new(settings.person_writes),
            person_sockets: Buckets::new(settings.person_sockets),
        }
    }

    /// Takes what the visit costs its address.
    ///
    /// # Errors
    /// `rate_limited`, with the seconds to wait.
    pub fn admit_visit(
        &self,
        client: Client,
        visit: Visit,
        now: Timestamp,
    ) -> Result<(), ApiError> {
        if client.is_exempt {
            return Ok(());
        }
        let key = client.key();
        take(&self.requests, key, now)?;
        match visit {
            Visit::Request => Ok(()),
            Visit::SignIn => take(&self.sign_ins, key, now),
            Visit::Codes => take(&self.codes, key, now),
            Visit::Socket => take(&self.sockets, key, now),
        }
    }

    /// Takes what writing costs a person.
    ///
    /// # Errors
    /// `rate_limited`, with the seconds to wait.
    pub fn admit_writing(
        &self,
        person: UserId,
        writing: Writing,
        now: Timestamp,
    ) -> Result<(), ApiError> {
        let buckets = match writing {
            Writing::Message => &self.messages,
            Writing::Order => &self.orders,
            Writing::Response => &self.responses,
            Writing::Other => &self.writes,
        };
        take(buckets, person.as_uuid().as_u128(), now)
    }

    /// Takes what a socket costs the person who has just said hello, from wherever they come.
    ///
    /// # Errors
    /// `rate_limited`, with the seconds to wait.
    pub fn admit_socket(&self, person: UserId, now: Timestamp) -> Result<(), ApiError> {
        take(&self.person_sockets, person.as_uuid().as_u128(), now)
    }
}

fn take(buckets: &Buckets, key: u128, now: Timestamp) -> Result<(), ApiError> {
    buckets.take(key, now).map_err(|wait| ApiError::retry_after(wait.secs))
}
