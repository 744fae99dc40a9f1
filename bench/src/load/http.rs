//! A connection that asks and reads answers, keeping alive, and does no more than that.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context, bail};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    task::JoinSet,
    time::Instant,
};

use crate::figures::Run;

#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    /// The body of a 200; anything else is an error.
    pub async fn get(&mut self, path: &str, token: Option<&str>) -> anyhow::Result<&[u8]> {
        self.ask(request(path, token).as_bytes()).await
    }

    /// Sends a request made by [`request`].
    pub async fn ask(&mut self, request: &[u8]) -> anyhow::Result<&[u8]> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                bail!("the server closed the connection");
            }
            let end = self.buffer.windows(4).position(|four| four == b"\r\n\r\n");
            if let Some(end) = end {
                break end + 4;
            }
        };
        let length = content_length(&self.buffer[..head])?;
        while self.buffer.len() < head + length {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                bail!("the server closed the connection");
            }
        }
        if !self.buffer.starts_with(b"HTTP/1.1 200") {
            bail!("{}", String::from_utf8_lossy(&self.buffer));
        }
        Ok(&self.buffer[head..head + length])
    }
}

/// A GET as it travels.
pub fn request(path: &str, token: Option<&str>) -> String {
    let token =
        token.map_or_else(String::new, |token| format!("authorization: Bearer {token}\r\n"));
    format!("GET {path} HTTP/1.1\r\nhost: montaj\r\n{token}\r\n")
}

fn content_length(head: &[u8]) -> anyhow::Result<usize> {
    let head = std::str::from_utf8(head)?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    length.with_context(|| format!("no content-length: {head}"))
}

/// Asks by so many connections at once for that long, each going round its own requests.
pub async fn hammer(
    address: SocketAddr,
    rounds: Vec<Vec<String>>,
    lasting: Duration,
) -> anyhow::Result<Run> {
    let mut asking = JoinSet::new();
    let begun = Instant::now();
    for requests in rounds {
        asking.spawn(async move {
            let mut connection = Connection::open(address).await?;
            let mut took = Vec::new();
            for request in requests.iter().cycle() {
                let asked = Instant::now();
                if asked - begun >= lasting {
                    break;
                }
                connection.ask(request.as_bytes()).await?;
                took.push(asked.elapsed());
            }
            anyhow::Ok(took)
        });
    }
    let mut took = Vec::new();
    while let Some(asked) = asking.join_next().await {
        took.extend(asked??);
    }
    Run::of(took, begun.elapsed()).context("nothing was asked")
}
