//! Accepts connections, and bounds what one may cost: how many there are, how long a client may
//! take to ask, how long a connection may stand idle, how long an answer may go untaken.

mod paced;

use std::{convert::Infallible, future::Future, io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{ConnectInfo, Request},
    response::Response,
};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt as _;

use self::paced::Paced;

/// Request line and headers together; what is longer gets 431.
const MAX_HEAD_BYTES: usize = 64 * 1024;
/// After an error that is not one connection's own, such as too many open files.
const PAUSE: Duration = Duration::from_millis(200);

/// What a client may cost.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Connections at once, sockets included; further ones wait to be accepted.
    pub max_connections: usize,
    /// Within this time a request's head must be there: after connecting, and after the last
    /// answer on the same connection.
    pub head_within: Duration,
    /// Within this time the client must take something of what is sent to it.
    pub write_within: Duration,
}

/// Serves until `stopping`, then lets requests under way finish.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    bounds: Bounds,
    stopping: CancellationToken,
) {
    let room = Arc::new(Semaphore::new(bounds.max_connections));
    let connections = TaskTracker::new();
    let accepting = async {
        loop {
            let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
            let (stream, peer) = next_connection(&listener).await;
            let ended = converse(stream, permit, peer, router.clone(), bounds, stopping.clone());
            connections.spawn(ended);
        }
    };
    stopping.run_until_cancelled(accepting).await;
    drop(listener);
    connections.close();
    connections.wait().await;
}

async fn next_connection(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            // The client was gone before we came to it.
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "cannot accept connections");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// One connection to its end; when it becomes a socket, its end is the socket's.
async fn converse(
    stream: TcpStream,
    permit: OwnedSemaphorePermit,
    peer: SocketAddr,
    router: Router,
    bounds: Bounds,
    stopping: CancellationToken,
) {
    // Small frames must not wait for more to send. Where it cannot be set, they wait.
    let _ = stream.set_nodelay(true);
    let io = TokioIo::new(Paced::new(stream, bounds.write_within, permit));
    let service = hyper::service::service_fn(move |request| answer(&router, request, peer));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.head_within)
        .max_buf_size(MAX_HEAD_BYTES)
        .serve_connection(io, service)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopping.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke");
    }
}

fn answer(
    router: &Router,
    mut request: Request<Incoming>,
    peer: SocketAddr,
) -> impl Future<Output = Result<Response, Infallible>> + use<> {
    request.extensions_mut().insert(ConnectInfo(peer));
    router.clone().oneshot(request)
}
