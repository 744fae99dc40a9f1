//! The way to the log: the socket if it opens, REST meanwhile and where it does not, waiting with
//! backoff where neither gets through.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures::future::{Either, select};
use montaj_wire::sync::ArrivedSyncPage;

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

/// How many times slower REST is asked while the window has no focus.
const UNFOCUSED: u32 = 5;

/// How the two ways have fared so far.
struct Road {
    socket: Backoff,
    network: Backoff,
    /// Before the next try of the socket.
    socket_wait: Duration,
    /// How long the socket is waited for before REST is asked meanwhile.
    head_start: Duration,
    /// How often in a row the log was not what is stored here.
    resets: u32,
}

/// Follows until cut: the caller ends it when the session changes.
pub(super) async fn follow(core: &Arc<Core>) {
    core.set_link(Link::Connecting);
    let mut road = Road {
        socket: core.backoff(),
        network: core.backoff(),
        socket_wait: Duration::ZERO,
        head_start: core.timings.head_start,
        resets: 0,
    };
    loop {
        match attempt(core, &mut road).await {
            Ok(()) => {}
            Err(SyncFailure::Reset) => anew(core, &mut road).await,
            Err(SyncFailure::Client(error)) => hold(core, &mut road, &error).await,
        }
    }
}

/// Starts anew, but not in a circle without rest.
async fn anew(core: &Arc<Core>, road: &mut Road) {
    road.resets += 1;
    if road.resets > 1 {
        tracing::warn!("the log was reset again before anything of it could be followed");
        core.pause(road.network.next(&*core.parts.entropy)).await;
    }
    if let Err(error) = core.start_anew().await {
        hold(core, road, &error).await;
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
    let url = core.rest().socket_url();
    let socket_wait = road.socket_wait;
    let mut opening = pin!(async {
        sleep(socket_wait).await;
        let opened = within(core.timings.socket, Socket::open(&url)).await;
        opened.unwrap_or_else(|| Err(SocketError("it took too long".to_owned())))
    });
    let mut wait = road.head_start;
    let opened = loop {
        // Only the waiting and the asking may be cut, never the storing.
        let (pause, asked) = (wait, &AtomicBool::new(false));
        let asking = pin!(async move {
            core.pause(pause).await;
            asked.store(true, Ordering::SeqCst);
            core.fetch_page().await
        });
        match select(&mut opening, asking).await {
            Either::Left((Err(error), asking)) if asked.load(Ordering::SeqCst) => {
                // Its answer tells whether there is any way at all, and it may be long in coming.
                take_page(core, road, asking.await?).await?;
                break Err(error);
            }
            Either::Left((opened, _)) => break opened,
            Either::Right((page, _)) => {
                take_page(core, road, page?).await?;
                wait = poll_pause(core);
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

/// REST gets through: stores what it brought, and all that follows.
async fn take_page(
    core: &Arc<Core>,
    road: &mut Road,
    page: ArrivedSyncPage,
) -> Result<(), SyncFailure> {
    let mut catch_up = CatchUp::default();
    core.take_pages(page, &mut catch_up).await?;
    core.finish(catch_up).await;
    road.network.reset();
    road.resets = 0;
    core.set_link(Link::Polling);
    Ok(())
}

async fn live(core: &Arc<Core>, road: &mut Road, socket: Socket) -> Result<(), SyncFailure> {
    let ended = live::live(core, socket).await;
    core.leave_socket();
    match ended? {
        End::Broken { was_live: true } => {
            core.set_link(Link::Connecting);
            road.socket.reset();
            road.network.reset();
            road.resets = 0;
            road.socket_wait = Duration::ZERO;
            road.head_start = core.timings.head_start;
        }
        End::Broken { was_live: false } => socket_failed(core, road),
        End::ComeBack { after } => {
            core.set_link(Link::Connecting);
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

/// REST is asked at once while the socket waits for its next try: were it to wait anew each time,
/// sockets that fail often would keep it from ever being asked.
fn socket_failed(core: &Core, road: &mut Road) {
    road.socket_wait = road.socket.next(&*core.parts.entropy);
    road.head_start = Duration::ZERO;
}

/// Whoever does not look needs to know a little later.
fn poll_pause(core: &Core) -> Duration {
    let factor = if core.screen.lock().focused { 1 } else { UNFOCUSED };
    core.timings.poll * factor
}
