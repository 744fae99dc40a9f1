//! The way to the log: the socket if it opens, REST meanwhile and where it does not, waiting with
//! backoff where neither gets through.

use std::{pin::pin, sync::Arc, time::Duration};

use futures::future::{Either, select};

use super::{
    SyncFailure,
    arrive::CatchUp,
    live::{self, End},
};
use crate::{
    backoff::Backoff,
    core::Core,
    error::ClientError,
    host::{sleep, within},
    transport::socket::{Socket, SocketError},
    views::Link,
};

/// How the two ways have fared so far.
struct Road {
    socket: Backoff,
    network: Backoff,
    /// Before the next try of the socket.
    socket_wait: Duration,
    /// How long the socket is waited for before REST is asked meanwhile.
    head_start: Duration,
}

/// Follows until cut: the caller ends it when the session changes.
pub(super) async fn follow(core: &Arc<Core>) {
    core.set_link(Link::Connecting);
    let mut road = Road {
        socket: core.backoff(),
        network: core.backoff(),
        socket_wait: Duration::ZERO,
        head_start: core.timings.head_start,
    };
    loop {
        match attempt(core, &mut road).await {
            Ok(()) => {}
            Err(SyncFailure::Reset) => match core.start_anew().await {
                Ok(()) => road.network.reset(),
                Err(error) => hold(core, &mut road, &error).await,
            },
            Err(SyncFailure::Client(error)) => hold(core, &mut road, &error).await,
        }
    }
}

/// Neither way gets through: wait, but not when somebody wants the network now.
async fn hold(core: &Arc<Core>, road: &mut Road, error: &ClientError) {
    tracing::debug!(%error, "no way to the server");
    let wait = match error {
        ClientError::RetryAfter { secs } => Duration::from_secs(*secs),
        _ => {
            core.set_link(Link::Offline);
            road.network.next(&*core.parts.entropy)
        }
    };
    core.pause(wait.min(core.timings.backoff_most)).await;
    road.socket_wait = Duration::ZERO;
}

/// Opens the socket and follows it until it ends; meanwhile asks by REST.
async fn attempt(core: &Arc<Core>, road: &mut Road) -> Result<(), SyncFailure> {
    if core.replica().cursor().await?.is_none() {
        return Err(SyncFailure::Reset);
    }
    let url = core.rest.socket_url();
    let socket_wait = road.socket_wait;
    let mut opening = pin!(async {
        sleep(socket_wait).await;
        let opened = within(core.timings.socket, Socket::open(&url)).await;
        opened.unwrap_or_else(|| Err(SocketError("it took too long".to_owned())))
    });
    let mut wait = road.head_start;
    let opened = loop {
        // Only the waiting and the asking may be cut, never the storing.
        let pause = wait;
        let asking = pin!(async move {
            core.pause(pause).await;
            core.fetch_page().await
        });
        match select(&mut opening, asking).await {
            Either::Left((opened, _)) => break opened,
            Either::Right((page, _)) => {
                let mut catch_up = CatchUp::default();
                core.take_pages(page?, &mut catch_up).await?;
                core.finish(catch_up).await;
                road.network.reset();
                core.set_link(Link::Polling);
                wait = core.timings.poll;
            }
        }
    };
    match opened {
        Ok(socket) => live(core, road, socket).await,
        Err(error) => {
            tracing::debug!(%error, "no socket");
            socket_failed(core, road);
            Ok(())
        }
    }
}

async fn live(core: &Arc<Core>, road: &mut Road, socket: Socket) -> Result<(), SyncFailure> {
    let ended = live::live(core, socket).await;
    core.leave_socket();
    match ended? {
        End::Broken { was_live: true } => {
            core.set_link(Link::Connecting);
            road.socket.reset();
            road.network.reset();
            road.socket_wait = Duration::ZERO;
            road.head_start = core.timings.head_start;
        }
        End::Broken { was_live: false } => socket_failed(core, road),
        End::ComeBack { after } => {
            // Jitter, so that not every device of a server that restarts comes in one moment.
            let entropy = &*core.parts.entropy;
            let most = u64::try_from(core.timings.backoff.as_millis()).unwrap_or(u64::MAX - 1);
            let jitter = Duration::from_millis(entropy.below(most + 1));
            road.socket_wait = after.min(core.timings.backoff_most) + jitter;
            road.head_start = Duration::ZERO;
        }
    }
    Ok(())
}

/// REST is asked at once while the socket waits for its next try.
fn socket_failed(core: &Arc<Core>, road: &mut Road) {
    road.socket_wait = road.socket.next(&*core.parts.entropy);
    road.head_start = if core.link() == Link::Polling { core.timings.poll } else { Duration::ZERO };
}
