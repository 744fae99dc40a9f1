use std::sync::Arc;

use montaj_server::{Server, config::Config};
use montaj_testkit::{SeededEntropy, TestClock};
use montaj_wire::problem::ErrorCode;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::raw::{listen, request, say};

/// A server that waits for nobody longer than a second.
async fn impatient(max_connections: usize) -> (Server, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::for_tests(&format!("sqlite:{}/montaj.db", folder.path().display()));
    config.http.head_secs = 1;
    config.http.body_secs = 1;
    config.http.max_connections = max_connections;
    let (clock, entropy) = (Arc::new(TestClock::default()), Arc::new(SeededEntropy::new(1)));
    (Server::start(config, clock, entropy).await.unwrap(), folder)
}

async fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(server.address()).await.unwrap()
}

#[tokio::test]
async fn whoever_does_not_finish_the_head_or_says_nothing_is_let_go() {
    let (server, _folder) = impatient(100).await;
    for beginning in ["", "G", "GET /health HTTP/1.1\r\nHost: loc", "GET / HTTP/1.1\r\nA: b\r\n"] {
        let mut stream = connect(&server).await;
        stream.write_all(beginning.as_bytes()).await.unwrap();
        assert!(listen(&mut stream).await.is_none(), "{beginning:?}");
    }
}

#[tokio::test]
async fn a_connection_that_stands_idle_after_its_answer_is_let_go() {
    let (server, _folder) = impatient(100).await;
    let mut stream = connect(&server).await;
    stream.write_all(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    assert_eq!(listen(&mut stream).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let (server, _folder) = impatient(100).await;
    let head = "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    for framing in ["Content-Length: 100\r\n\r\n{\"phone\"", "Transfer-Encoding: chunked\r\n\r\n"] {
        let mut stream = connect(&server).await;
        stream.write_all(format!("{head}{framing}").as_bytes()).await.unwrap();
        listen(&mut stream).await.unwrap().is_refused(ErrorCode::RequestTimeout);
    }
}

#[tokio::test]
async fn a_connection_too_many_waits_for_its_turn() {
    let (server, _folder) = impatient(1).await;
    let mut silent = connect(&server).await;
    let health = request("GET /health", &[], b"");
    assert_eq!(say(server.address(), &health).await.unwrap().status, 200);
    // That one was answered because the silent one had been let go.
    let mut byte = [0];
    assert_eq!(silent.read(&mut byte).await.unwrap(), 0);
}

#[tokio::test]
async fn whoever_asks_and_never_takes_the_answers_is_let_go() {
    let (server, _folder) = impatient(1).await;
    let mut greedy = connect(&server).await;
    // More than all buffers between us hold.
    let asks = "GET /api/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n".repeat(200);
    greedy.write_all(asks.as_bytes()).await.unwrap();
    let health = request("GET /health", &[], b"");
    assert_eq!(say(server.address(), &health).await.unwrap().status, 200);
    drop(greedy);
}
