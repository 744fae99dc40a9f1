//! HTTP by hand, so that it may be wrong.

use std::{net::SocketAddr, time::Duration};

use montaj_wire::problem::{ErrorCode, Problem};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

const PATIENCE: Duration = Duration::from_secs(20);

/// What came back.
#[derive(Debug)]
pub struct Said {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

/// A request in bytes. The connection closes after it.
pub fn request(line: &str, headers: &[(&str, &[u8])], body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let mut bytes = format!("{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    if !headers.iter().any(|(name, _)| *name == "Transfer-Encoding") {
        bytes.push_str(&format!("Content-Length: {length}\r\n"));
    }
    let mut bytes = bytes.into_bytes();
    for (name, value) in headers {
        bytes.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
    }
    bytes.extend(b"\r\n");
    bytes.extend(body);
    bytes
}

/// Sends the bytes and reads until the server closes; nothing when it closes without a word.
pub async fn say(address: SocketAddr, bytes: &[u8]) -> Option<Said> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // A server that has heard enough answers before all is said, and closes.
    let _ = stream.write_all(bytes).await;
    listen(&mut stream).await
}

/// Reads until the server closes; nothing when it closes without a word.
pub async fn listen(stream: &mut TcpStream) -> Option<Said> {
    let mut heard = Vec::new();
    // A reset after the answer is how a refused upload may end.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut heard)).await.unwrap_or_else(|_| {
        panic!("not closed: {}", String::from_utf8_lossy(&heard));
    });
    let end = heard.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&heard[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Said { status, head, body: heard.split_off(end + 4) })
}

impl Said {
    pub fn header(&self, name: &str) -> Option<&str> {
        let of_name = |line: &&str| {
            line.split_once(':').is_some_and(|(found, _)| found.eq_ignore_ascii_case(name))
        };
        self.head.lines().find(of_name)?.split_once(':').map(|(_, value)| value.trim())
    }

    #[track_caller]
    pub fn is_refused(&self, code: ErrorCode) -> Problem {
        let Self { status, body, .. } = self;
        let text = String::from_utf8_lossy(body);
        assert_eq!(*status, code.status(), "{text}");
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{text}");
        let problem: Problem = serde_json::from_slice(body).unwrap();
        assert_eq!((problem.code, problem.status), (code, *status), "{text}");
        assert!(!problem.request_id.is_empty(), "{text}");
        problem
    }
}
