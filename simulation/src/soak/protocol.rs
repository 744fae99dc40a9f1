//! What the controller and a client say to each other: a line of JSON each, over the client's
//! standard input and output.

use serde::{Deserialize, Serialize};

use crate::deed::{Deed, Outcome};

/// To the client.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Order {
    Do {
        number: u64,
        deed: Deed,
        pick: u64,
        mark: String,
    },
    /// Asks where the client stands.
    Tell {
        number: u64,
    },
}

/// From the client, under the number of the order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Answer {
    Done { number: u64, outcome: Outcome },
    Standing { number: u64, standing: Standing },
}

/// Where a client stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub signed_in: bool,
    /// Up to which seq it has stored the log.
    pub cursor: Option<i64>,
    /// What still waits to be sent.
    pub unsent: Vec<String>,
}
