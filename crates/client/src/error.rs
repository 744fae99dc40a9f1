//! Failures as an interface needs them: what to say and whether trying again can help.

use montaj_wire::problem::{ErrorCode, Problem};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ClientError {
    /// The server was not reached; nothing is known to have happened.
    #[error("no connection to the server")]
    Offline,
    /// The server asks to wait.
    #[error("try again in {secs} s")]
    RetryAfter { secs: u64 },
    /// The server refused; the problem says why, in Russian for people.
    #[error("refused: {}", .0.code)]
    Rejected(Box<Problem>),
    /// Something on this device failed: its store, its keyring, an answer that makes no sense.
    #[error("local failure: {message}")]
    Local { message: String },
}

impl ClientError {
    pub fn local(error: &dyn std::fmt::Display) -> Self {
        Self::Local { message: error.to_string() }
    }

    /// The server's code, where it was the server that refused.
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Rejected(problem) => Some(problem.code),
            _ => None,
        }
    }
}
