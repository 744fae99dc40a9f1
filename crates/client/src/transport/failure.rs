//! How a request can fail, finer than an interface needs: whether it may have had its effect.

use montaj_wire::problem::{ErrorCode, Problem};

use crate::error::ClientError;

/// What to wait when the server asks for it without saying how long.
const DEFAULT_WAIT_SECS: u64 = 5;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The server was not reached: there was no effect.
    #[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "a browser does not tell"))]
    NotReached,
    /// No answer came: the effect may be there.
    Lost,
    RetryAfter {
        secs: u64,
    },
    Refused(Box<Problem>),
    /// The answer makes no sense here.
    Nonsense(String),
}

/// Whether this may be no word of the server's but of somebody between: a filter, a portal that
/// wants a log-in, a proxy in the middle of a roll-out. The server says why it refuses.
pub(crate) fn is_hearsay(problem: &Problem) -> bool {
    problem.code == ErrorCode::Unknown
        && problem.request_id.is_empty()
        && matches!(problem.status, 403 | 404 | 407 | 511)
}

impl From<Failure> for ClientError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NotReached | Failure::Lost => Self::Offline,
            Failure::RetryAfter { secs } => Self::RetryAfter { secs },
            Failure::Refused(problem) => Self::Rejected(problem),
            Failure::Nonsense(message) => Self::Local { message },
        }
    }
}

impl Failure {
    /// Sorts an answer that is not a success. `problem` is what its body says, if it says so.
    pub(crate) fn of_status(
        status: u16,
        retry_after: Option<u64>,
        problem: Option<Problem>,
    ) -> Self {
        match (status, problem) {
            (429, _) => Self::RetryAfter { secs: retry_after.unwrap_or(DEFAULT_WAIT_SECS) },
            (503, _) if retry_after.is_some() => {
                Self::RetryAfter { secs: retry_after.unwrap_or(DEFAULT_WAIT_SECS) }
            }
            // A proxy speaks for a server that is away; whether it got the request is not known.
            // A body that was too slow on its way may be faster the next time.
            (408 | 502..=504, _) => Self::Lost,
            (_, Some(problem)) => Self::Refused(Box::new(problem)),
            (_, None) => {
                Self::Refused(Box::new(Problem { status, ..Problem::new(ErrorCode::Unknown) }))
            }
        }
    }

    /// Whether the token was not accepted: a fresh one may be.
    pub(crate) fn is_unauthenticated(&self) -> bool {
        matches!(self, Self::Refused(problem) if problem.status == 401)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_sorted_by_what_can_be_done_about_them() {
        let problem = Problem::new(ErrorCode::AlreadySelected);
        let table = [
            ((409, None, Some(problem.clone())), Failure::Refused(Box::new(problem))),
            ((429, Some(7), None), Failure::RetryAfter { secs: 7 }),
            ((503, Some(2), None), Failure::RetryAfter { secs: 2 }),
            ((503, None, None), Failure::Lost),
            ((502, None, None), Failure::Lost),
            ((408, None, Some(Problem::new(ErrorCode::RequestTimeout))), Failure::Lost),
        ];
        for ((status, wait, problem), expected) in table {
            assert_eq!(Failure::of_status(status, wait, problem), expected);
        }
        let bare = Failure::of_status(401, None, None);
        assert!(bare.is_unauthenticated());
    }
}
