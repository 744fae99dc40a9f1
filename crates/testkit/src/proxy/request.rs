//! As much of HTTP/1.1 as it takes to send a request a second time.

use std::{io, sync::atomic::Ordering};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use super::line::Line;

const END_OF_HEAD: &[u8] = b"\r\n\r\n";

/// Whether these bytes are all of a request: its head, and as much body as `Content-Length` says.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let head = bytes.windows(END_OF_HEAD.len()).position(|window| window == END_OF_HEAD);
    let Some(head) = head else { return false };
    let text = String::from_utf8_lossy(&bytes[..head]);
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    bytes.len() >= head + END_OF_HEAD.len() + length.unwrap_or(0)
}

/// Sends a request on a connection of its own and waits until the server begins to answer; the
/// answer goes nowhere.
pub(super) async fn repeat(request: Vec<u8>, line: &Line) {
    let sent: io::Result<()> = async {
        let mut server = TcpStream::connect(line.upstream()).await?;
        server.write_all(&request).await?;
        // Whoever hangs up at once may be taken for somebody who no longer wants it.
        server.read_u8().await?;
        Ok(())
    }
    .await;
    if sent.is_ok() {
        line.duplicated.fetch_add(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_whole_when_all_of_its_body_is_there() {
        let get = b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n";
        assert!(is_whole(get));
        assert!(!is_whole(&get[..get.len() - 1]));
        let post = b"POST /echo HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello";
        assert!(is_whole(post));
        assert!(!is_whole(&post[..post.len() - 1]));
    }
}
