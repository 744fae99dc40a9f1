//! What an idle TCP connection takes: a process that accepts and waits, and does nothing else.

use std::{
    net::{Ipv4Addr, SocketAddr},
    process::{Child, Command, Stdio},
};

use anyhow::Context;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::process::Process;

/// The hidden command of this program that [`measure`] runs.
pub const HOLD: &str = "hold-connections";

/// Bytes of resident memory for each of so many connections.
pub async fn measure(connections: usize) -> anyhow::Result<f64> {
    let mut holder = Holder::start().await?;
    let before = holder.process().resident()?;
    let mut open = Vec::with_capacity(connections);
    for _ in 0..connections {
        let mut stream = TcpStream::connect(holder.address).await?;
        // Answered once the task that waits has begun to wait.
        stream.read_u8().await?;
        open.push(stream);
    }
    let after = holder.process().resident()?;
    holder.child.kill()?;
    holder.child.wait()?;
    #[expect(clippy::cast_precision_loss, reason = "bytes and a count")]
    Ok(after.saturating_sub(before) as f64 / connections as f64)
}

struct Holder {
    child: Child,
    address: SocketAddr,
}

impl Holder {
    async fn start() -> anyhow::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(HOLD)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let words = child.stdout.take().context("no output")?;
        let words = tokio::process::ChildStdout::from_std(words)?;
        let line = BufReader::new(words).lines().next_line().await?.context("no address")?;
        Ok(Self { child, address: line.parse()? })
    }

    fn process(&self) -> Process {
        Process::of(self.child.id())
    }
}

/// Accepts, says one byte on each connection, and waits for its end.
pub async fn hold() -> anyhow::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    println!("{}", listener.local_addr()?);
    loop {
        let (mut stream, _) = listener.accept().await?;
        tokio::spawn(async move {
            use tokio::io::AsyncWriteExt as _;
            stream.write_u8(1).await?;
            stream.read_u8().await
        });
    }
}
