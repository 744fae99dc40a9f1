//! Bytes over loopback and back, of a message's size.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::mpsc,
    time::Duration,
};

use anyhow::Context;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::Instant,
};

use crate::figures::Run;

const BYTES: usize = 300;

/// So many connections, each sending when its bytes have come back, for that long.
pub async fn measure(connections: usize, lasting: Duration) -> anyhow::Result<Run> {
    let address = start()?;
    let begun = Instant::now();
    let mut asking = JoinSet::new();
    for _ in 0..connections {
        asking.spawn(async move {
            let mut stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            let (mut bytes, mut took) = ([7; BYTES], Vec::new());
            while begun.elapsed() < lasting {
                let sent = Instant::now();
                stream.write_all(&bytes).await?;
                stream.read_exact(&mut bytes).await?;
                took.push(sent.elapsed());
            }
            anyhow::Ok(took)
        });
    }
    let mut took = Vec::new();
    while let Some(asked) = asking.join_next().await {
        took.extend(asked??);
    }
    Run::of(took, begun.elapsed()).context("nothing came back")
}

/// The other end, on a thread of its own; it ends with the process.
fn start() -> anyhow::Result<SocketAddr> {
    let (told, tell) = mpsc::channel();
    std::thread::spawn(move || -> anyhow::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async move {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
            told.send(listener.local_addr()?)?;
            loop {
                let (stream, _) = listener.accept().await?;
                tokio::spawn(echo(stream));
            }
        })
    });
    Ok(tell.recv()?)
}

async fn echo(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut bytes = [0; BYTES];
    loop {
        stream.read_exact(&mut bytes).await?;
        stream.write_all(&bytes).await?;
    }
}
