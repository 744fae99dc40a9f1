//! One connection: two pumps in one task, and how it ends.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use parking_lot::Mutex;
use tokio::{io::AsyncWriteExt as _, net::TcpStream};

use super::{
    fault::Toward,
    line::Line,
    pump::{End, Pump},
};

const FORBIDDEN: &[u8] =
    b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// What both directions know about their connection.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// It became a WebSocket.
    pub(super) upgraded: AtomicBool,
    /// Its next answer is to be lost.
    pub(super) doomed: AtomicBool,
    /// Its next answer is to be overtaken by so many pieces.
    pub(super) overtaken: Mutex<Option<u32>>,
    mute_to_client: AtomicBool,
    mute_to_server: AtomicBool,
}

impl Shared {
    /// Whether bytes toward this side have vanished: then all that follow do.
    pub(super) fn is_mute(&self, side: Toward) -> bool {
        self.mute(side).load(Ordering::SeqCst)
    }

    pub(super) fn set_mute(&self, side: Toward) {
        self.mute(side).store(true, Ordering::SeqCst);
    }

    const fn mute(&self, side: Toward) -> &AtomicBool {
        match side {
            Toward::Client => &self.mute_to_client,
            Toward::Server => &self.mute_to_server,
        }
    }
}

/// Carries bytes both ways until either side or a fault ends it.
pub(super) async fn carry(mut client: TcpStream, line: Arc<Line>) {
    let Ok(mut server) = TcpStream::connect(line.upstream()).await else {
        reset(&client);
        return;
    };
    // Small frames must not wait for each other: the test measures the fault, not Nagle.
    if client.set_nodelay(true).and_then(|()| server.set_nodelay(true)).is_err() {
        return;
    }
    match pump_both(&mut client, &mut server, &line).await {
        Ok(()) => {}
        Err(End::Refused) => {
            // The client may be gone by now; then nobody misses the answer.
            let _: io::Result<()> = client.write_all(FORBIDDEN).await;
            let _: io::Result<()> = client.shutdown().await;
            reset(&server);
        }
        Err(End::Reset | End::Broken) => {
            reset(&client);
            reset(&server);
        }
    }
}

async fn pump_both(client: &mut TcpStream, server: &mut TcpStream, line: &Line) -> Result<(), End> {
    let shared = Shared::default();
    let (from_client, to_client) = client.split();
    let (from_server, to_server) = server.split();
    let up = Pump::new(Toward::Server, line, &shared).run(from_client, to_server);
    let down = Pump::new(Toward::Client, line, &shared).run(from_server, to_client);
    tokio::try_join!(up, down).map(|_| ())
}

/// Lets the other side see a reset, not a polite end.
pub(super) fn reset(stream: &TcpStream) {
    // Fails only on a socket that is closed already.
    let _: io::Result<()> = stream.set_zero_linger();
}
