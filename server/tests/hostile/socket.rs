//! A WebSocket by hand, so that it may be wrong. The masking key is zero: what is said is what
//! travels.

use std::time::Duration;

use montaj_testkit::{
    eventually,
    world::{Actor, World},
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpSocket, TcpStream},
    time::timeout,
};

const PATIENCE: Duration = Duration::from_secs(20);

pub const CONTINUATION: u8 = 0x0;
pub const TEXT: u8 = 0x1;
pub const BINARY: u8 = 0x2;
pub const CLOSE: u8 = 0x8;
pub const PING: u8 = 0x9;
pub const PONG: u8 = 0xa;
/// The first byte's bit of a message's last frame.
pub const LAST: u8 = 0x80;

pub struct Socket(TcpStream);

/// A frame; `first` is its flags and opcode.
pub fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    match payload.len() {
        length @ 0..126 => bytes.push(0x80 | length as u8),
        length @ 126..=0xffff => {
            bytes.push(0x80 | 126);
            bytes.extend((length as u16).to_be_bytes());
        }
        length => {
            bytes.push(0x80 | 127);
            bytes.extend((length as u64).to_be_bytes());
        }
    }
    bytes.extend([0; 4]);
    bytes.extend(payload);
    bytes
}

impl Socket {
    /// A socket that has not said hello.
    pub async fn open(world: &World) -> Self {
        Self::upgrade(TcpStream::connect(world.address()).await.unwrap()).await
    }

    async fn upgrade(mut stream: TcpStream) -> Self {
        let ask = "GET /api/ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
                   Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        stream.write_all(ask.as_bytes()).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.unwrap());
        }
        assert!(head.starts_with(b"HTTP/1.1 101 "), "{}", String::from_utf8_lossy(&head));
        Self(stream)
    }

    /// A socket of this person that will never be read: its device takes next to nothing.
    pub async fn deaf(world: &World, person: &Actor) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4096).unwrap();
        let mut socket = Self::upgrade(socket.connect(world.address()).await.unwrap()).await;
        let hello = json!({"type": "hello", "token": person.access_token(), "since": 0});
        socket.send(&frame(LAST | TEXT, hello.to_string().as_bytes())).await;
        socket
    }

    /// A socket of this person that is live.
    pub async fn live(world: &World, person: &Actor) -> Self {
        let mut socket = Self::open(world).await;
        let since = person.events(0).await.last().map_or(0, |event| event.seq);
        let hello = json!({"type": "hello", "token": person.access_token(), "since": since});
        socket.send(&frame(LAST | TEXT, hello.to_string().as_bytes())).await;
        assert_eq!(socket.said().await["type"], "ready");
        socket
    }

    /// Waits until the server's end of the connection is gone, without ever reading: what is sent
    /// to it gets a reset.
    pub async fn gone(&mut self) {
        eventually(PATIENCE, async || match self.0.write_all(&frame(LAST | PONG, b"")).await {
            Ok(()) => Err("it is still there"),
            Err(_) => Ok(()),
        })
        .await;
    }

    pub async fn send(&mut self, bytes: &[u8]) {
        // A server that has closed meanwhile says so in what it sent before.
        let _ = self.0.write_all(bytes).await;
    }

    /// The next text frame of the server.
    pub async fn said(&mut self) -> Value {
        loop {
            let (opcode, payload) = self.next().await.unwrap();
            match opcode {
                TEXT => return serde_json::from_slice(&payload).unwrap(),
                PONG => {}
                _ => panic!("{opcode}: {}", String::from_utf8_lossy(&payload)),
            }
        }
    }

    /// The code with which the server closes, whatever it says before.
    pub async fn close_code(&mut self) -> Option<u16> {
        loop {
            let (opcode, payload) = self.next().await?;
            if opcode == CLOSE {
                return payload.first_chunk().map(|code| u16::from_be_bytes(*code));
            }
        }
    }

    async fn next(&mut self) -> Option<(u8, Vec<u8>)> {
        let reading = async {
            let first = self.0.read_u8().await.ok()?;
            let length = match self.0.read_u8().await.ok()? {
                126 => usize::from(self.0.read_u16().await.ok()?),
                127 => panic!("an endless frame"),
                length => usize::from(length),
            };
            let mut payload = vec![0; length];
            self.0.read_exact(&mut payload).await.ok()?;
            Some((first & 0x0f, payload))
        };
        timeout(PATIENCE, reading).await.unwrap_or_else(|_| panic!("silence"))
    }
}
