//! What can be wrong with the network.

use std::time::Duration;

/// The state of the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It works.
    Pass,
    /// Every connection is reset, new ones are reset at once.
    Cut,
    /// Connections stay and are accepted, but no byte moves; those held back arrive afterwards.
    Stall,
    /// Bytes toward this side (`None`: toward both) vanish, and nobody is told: connections stay
    /// and are accepted. One that has lost bytes stays mute in that direction for good.
    HalfOpen { toward: Option<Toward> },
    /// WebSocket upgrades are answered 403 and open sockets are reset; the rest passes.
    BlockWebSockets,
    /// Every piece arrives at least so much later, each way.
    Delay(Duration),
    /// So many bytes a second each way, for all connections together.
    Bandwidth { bytes_per_second: u32 },
    /// Down and up by turns, beginning with up: a cut while it is down.
    Flapping { up: Duration, down: Duration },
    /// The next request whose first bytes are `request` (`"POST /api/responses"`; `""` = any) never
    /// reaches the server: its connection is reset. One shot.
    DropRequest { request: String },
    /// The next such request reaches the server, then its connection is reset in place of the
    /// answer. One shot.
    DropAnswer { request: String },
    /// The next such request reaches the server twice: as it came, and, once all of it has passed,
    /// byte for byte on a connection of the proxy's own, whose answer nobody gets. So the server has
    /// both at once. (A socket's frames cannot double: TCP does not let them.) One shot.
    Duplicate { request: String },
    /// The next such request (`Toward::Server`), or the answer to it (`Toward::Client`), waits until
    /// so many pieces of other connections have passed it in its direction, or until another
    /// fault is set. One shot.
    Overtaken { request: String, toward: Toward, by: u32 },
    /// After so many more bytes toward one side the connection that carried them is reset, in the
    /// middle of a frame if need be. One shot.
    CutAfter { bytes: u64, toward: Toward },
}

impl Fault {
    /// 16 kbit/s, both ways.
    pub const SLOW_LINK: Self = Self::Bandwidth { bytes_per_second: 2_000 };
}

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    Client,
    Server,
}

/// What a one-shot fault does to the request that it waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strike {
    LoseRequest,
    LoseAnswer,
    Copy,
    HoldRequest { by: u32 },
    HoldAnswer { by: u32 },
}

impl Fault {
    /// What becomes of a request that begins with these bytes.
    pub(super) fn strikes(&self, piece: &[u8]) -> Option<Strike> {
        let (request, strike) = match self {
            Self::DropRequest { request } => (request, Strike::LoseRequest),
            Self::DropAnswer { request } => (request, Strike::LoseAnswer),
            Self::Duplicate { request } => (request, Strike::Copy),
            Self::Overtaken { request, toward: Toward::Server, by } => {
                (request, Strike::HoldRequest { by: *by })
            }
            Self::Overtaken { request, toward: Toward::Client, by } => {
                (request, Strike::HoldAnswer { by: *by })
            }
            _ => return None,
        };
        piece.starts_with(request.as_bytes()).then_some(strike)
    }

    /// Whether bytes toward `side` vanish.
    pub(super) fn swallows(&self, side: Toward) -> bool {
        matches!(self, Self::HalfOpen { toward } if toward.is_none_or(|toward| toward == side))
    }
}
