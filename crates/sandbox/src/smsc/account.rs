//! The account at SMSC: who may use it and how much money is left.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use serde::Deserialize;

use crate::sandbox::SandboxConfig;

use super::answer::Refusal;

/// What one message of one part costs.
const PRICE_KOPECKS: i64 = 300;

#[derive(Debug)]
pub(crate) struct Account {
    login: String,
    password: String,
    api_key: String,
    balance_kopecks: AtomicI64,
    last_id: AtomicU64,
}

/// How a caller says who it is.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Credentials {
    login: Option<String>,
    psw: Option<String>,
    apikey: Option<String>,
}

impl Account {
    pub(crate) fn new(config: &SandboxConfig) -> Self {
        Self {
            login: config.login.clone(),
            password: config.password.clone(),
            api_key: config.api_key.clone(),
            balance_kopecks: AtomicI64::new(config.balance_kopecks),
            last_id: AtomicU64::new(0),
        }
    }

    pub(super) fn admit(&self, credentials: &Credentials) -> Result<(), Refusal> {
        let known = match (&credentials.apikey, &credentials.login, &credentials.psw) {
            (Some(key), ..) => *key == self.api_key,
            (None, Some(login), Some(psw)) => *login == self.login && *psw == self.password,
            (None, None, None) => return Err(Refusal::Parameters),
            _ => false,
        };
        if known { Ok(()) } else { Err(Refusal::Credentials) }
    }

    /// Takes the price of so many parts, all or nothing, and tells it in kopecks.
    pub(super) fn charge(&self, parts: i64) -> Result<i64, Refusal> {
        let cost = price(parts);
        let pay = |balance: i64| balance.checked_sub(cost).filter(|left| *left >= 0);
        self.balance_kopecks
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, pay)
            .map_err(|_| Refusal::NoMoney)?;
        Ok(cost)
    }

    pub(super) fn balance_kopecks(&self) -> i64 {
        self.balance_kopecks.load(Ordering::Acquire)
    }

    pub(super) fn next_id(&self) -> u64 {
        self.last_id.fetch_add(1, Ordering::AcqRel) + 1
    }
}

pub(super) const fn price(parts: i64) -> i64 {
    parts.saturating_mul(PRICE_KOPECKS)
}

/// `100.50`, as SMSC writes money.
pub(super) fn roubles(kopecks: i64) -> String {
    format!("{}.{:02}", kopecks / 100, kopecks % 100)
}
