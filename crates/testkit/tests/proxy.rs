//! The broken network, seen by real clients of a real server.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{net::SocketAddr, time::Duration};

use axum::{
    Router,
    body::Bytes,
    extract::ws::{Message as Frame, WebSocketUpgrade},
    response::Response,
    routing::{get, post},
};
use futures::{SinkExt as _, StreamExt as _};
use montaj_testkit::{Fault, FaultProxy, eventually, proxy::Toward};
use tokio::{
    net::TcpListener,
    sync::mpsc,
    time::{Instant, timeout},
};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

const SOON: Duration = Duration::from_secs(10);
/// Long enough for a byte that may move to arrive, short enough to wait for one that may not.
const A_WHILE: Duration = Duration::from_millis(200);

type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

/// An echo server behind the proxy, and what it heard.
struct Net {
    proxy: FaultProxy,
    http: reqwest::Client,
    heard: mpsc::UnboundedReceiver<Bytes>,
}

impl Net {
    async fn new() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (tell, heard) = mpsc::unbounded_channel();
        let proxy = FaultProxy::start(echo_server(tell).await).await.unwrap();
        Self { proxy, http: reqwest::Client::builder().no_proxy().build().unwrap(), heard }
    }

    async fn echo(&self, body: &'static str) -> reqwest::Result<String> {
        let call = self.http.post(format!("{}/echo", self.proxy.url())).body(body);
        call.send().await?.error_for_status()?.text().await
    }

    async fn socket(&self) -> Result<Socket, tokio_tungstenite::tungstenite::Error> {
        let url = format!("ws://{}/api/ws", self.proxy.addr());
        connect_async(url).await.map(|(socket, _)| socket)
    }
}

async fn echo_server(tell: mpsc::UnboundedSender<Bytes>) -> SocketAddr {
    let echo = move |body: Bytes| async move {
        tell.send(body.clone()).unwrap();
        body
    };
    let app = Router::new().route("/echo", post(echo)).route("/api/ws", get(echo_socket));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, app).into_future());
    address
}

async fn echo_socket(upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async |mut socket| {
        while let Some(Ok(frame)) = socket.recv().await {
            if matches!(frame, Frame::Text(_)) && socket.send(frame).await.is_err() {
                return;
            }
        }
    })
}

async fn say(socket: &mut Socket, text: &str) -> String {
    socket.send(Message::text(text)).await.unwrap();
    socket.next().await.unwrap().unwrap().into_text().unwrap().to_string()
}

#[tokio::test]
async fn a_working_network_carries_requests_and_sockets() {
    let net = Net::new().await;
    assert_eq!(net.echo("hello").await.unwrap(), "hello");
    let mut socket = net.socket().await.unwrap();
    assert_eq!(say(&mut socket, "frame").await, "frame");
    assert!(net.proxy.accepted() >= 2);
}

#[tokio::test]
async fn a_cut_resets_what_runs_and_what_comes_until_it_is_cleared() {
    let net = Net::new().await;
    let mut socket = net.socket().await.unwrap();
    net.proxy.set(Fault::Cut);
    let ended = timeout(SOON, socket.next()).await.unwrap();
    assert!(!matches!(ended, Some(Ok(_))), "{ended:?}");
    assert!(net.echo("lost").await.is_err());
    net.proxy.clear();
    assert_eq!(net.echo("again").await.unwrap(), "again");
}

#[tokio::test]
async fn a_stall_keeps_connections_but_moves_nothing_until_it_is_cleared() {
    let mut net = Net::new().await;
    let mut socket = net.socket().await.unwrap();
    net.proxy.set(Fault::Stall);
    socket.send(Message::text("held")).await.unwrap();
    assert!(timeout(A_WHILE, socket.next()).await.is_err());
    let mut call = Box::pin(net.echo("held"));
    assert!(timeout(A_WHILE, &mut call).await.is_err());
    net.proxy.clear();
    assert_eq!(timeout(SOON, &mut call).await.unwrap().unwrap(), "held");
    drop(call);
    assert_eq!(socket.next().await.unwrap().unwrap().into_text().unwrap(), "held");
    assert_eq!(net.heard.recv().await.unwrap(), "held");
}

#[tokio::test]
async fn with_sockets_blocked_requests_pass_and_open_sockets_are_reset() {
    let net = Net::new().await;
    let mut socket = net.socket().await.unwrap();
    assert_eq!(say(&mut socket, "open").await, "open");
    net.proxy.set(Fault::BlockWebSockets);
    let ended = timeout(SOON, socket.next()).await.unwrap();
    assert!(!matches!(ended, Some(Ok(_))), "{ended:?}");
    let refused = net.socket().await.unwrap_err().to_string();
    assert!(refused.contains("403"), "{refused}");
    assert_eq!(net.echo("by REST").await.unwrap(), "by REST");
    net.proxy.clear();
    assert_eq!(say(&mut net.socket().await.unwrap(), "back").await, "back");
}

#[tokio::test]
async fn sockets_can_stay_blocked_beside_another_fault() {
    let net = Net::new().await;
    let mut socket = net.socket().await.unwrap();
    net.proxy.block_sockets(true);
    let ended = timeout(SOON, socket.next()).await.unwrap();
    assert!(!matches!(ended, Some(Ok(_))), "{ended:?}");
    net.proxy.set(Fault::DropAnswer { request: "POST /echo".to_owned() });
    assert!(net.echo("lost").await.is_err());
    net.proxy.clear();
    assert!(net.socket().await.is_err());
    assert_eq!(net.echo("by REST").await.unwrap(), "by REST");
    net.proxy.block_sockets(false);
    assert_eq!(say(&mut net.socket().await.unwrap(), "back").await, "back");
}

#[tokio::test]
async fn a_delay_makes_both_ways_slower() {
    let net = Net::new().await;
    net.proxy.set(Fault::Delay(Duration::from_millis(80)));
    let started = Instant::now();
    assert_eq!(net.echo("late").await.unwrap(), "late");
    assert!(started.elapsed() >= Duration::from_millis(160));
}

#[tokio::test]
async fn a_lost_answer_means_the_request_was_carried_out_once() {
    let mut net = Net::new().await;
    net.proxy.set(Fault::DropAnswer { request: "POST /echo".to_owned() });
    assert!(net.echo("done").await.is_err());
    assert_eq!(net.heard.recv().await.unwrap(), "done");
    assert_eq!(net.proxy.fault(), Fault::Pass);
    assert_eq!(net.echo("again").await.unwrap(), "again");
}

#[tokio::test]
async fn only_the_named_request_loses_its_answer() {
    let net = Net::new().await;
    net.proxy.set(Fault::DropAnswer { request: "POST /other".to_owned() });
    assert_eq!(net.echo("spared").await.unwrap(), "spared");
}

#[tokio::test]
async fn little_bandwidth_takes_its_time() {
    let net = Net::new().await;
    net.echo("warm").await.unwrap();
    net.proxy.set(Fault::Bandwidth { bytes_per_second: 20_000 });
    let started = Instant::now();
    let body: &'static str = "x".repeat(4000).leak();
    assert_eq!(net.echo(body).await.unwrap(), body);
    assert!(started.elapsed() >= Duration::from_millis(380), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_frame_can_break_in_the_middle() {
    let net = Net::new().await;
    let mut socket = net.socket().await.unwrap();
    net.proxy.set(Fault::CutAfter { bytes: 100, toward: Toward::Client });
    socket.send(Message::text("y".repeat(500))).await.unwrap();
    let ended = timeout(SOON, socket.next()).await.unwrap();
    assert!(matches!(ended, Some(Err(_))), "{ended:?}");
    assert_eq!(net.echo("after").await.unwrap(), "after");
}

#[tokio::test]
async fn a_server_that_came_back_elsewhere_is_found() {
    let net = Net::new().await;
    let (tell, mut heard) = mpsc::unbounded_channel();
    net.proxy.set_upstream(echo_server(tell).await);
    assert_eq!(net.echo("moved").await.unwrap(), "moved");
    assert_eq!(heard.recv().await.unwrap(), "moved");
}

#[tokio::test]
async fn a_dropped_proxy_ends_its_connections() {
    let Net { proxy, .. } = Net::new().await;
    let address = proxy.addr();
    let (mut socket, _) = connect_async(format!("ws://{address}/api/ws")).await.unwrap();
    drop(proxy);
    let ended = timeout(SOON, socket.next()).await.unwrap();
    assert!(!matches!(ended, Some(Ok(_))), "{ended:?}");
    eventually(SOON, async || match tokio::net::TcpStream::connect(address).await {
        Ok(_) => Err("it still listens"),
        Err(_) => Ok(()),
    })
    .await;
}

#[tokio::test]
async fn a_lost_request_was_never_carried_out() {
    let mut net = Net::new().await;
    net.proxy.set(Fault::DropRequest { request: "POST /echo".to_owned() });
    assert!(net.echo("lost").await.is_err());
    assert_eq!(net.echo("again").await.unwrap(), "again");
    assert_eq!(net.heard.recv().await.unwrap(), "again");
}

#[tokio::test]
async fn a_doubled_request_reaches_the_server_twice_and_is_answered_once() {
    let mut net = Net::new().await;
    net.proxy.set(Fault::Duplicate { request: "POST /echo".to_owned() });
    // Larger than a piece: all of it is repeated, not its beginning.
    let body: &'static str = "z".repeat(40_000).leak();
    assert_eq!(net.echo(body).await.unwrap(), body);
    assert_eq!(net.heard.recv().await.unwrap(), body);
    assert_eq!(net.heard.recv().await.unwrap(), body);
    eventually(SOON, async || match net.proxy.duplicated() {
        1 => Ok(()),
        other => Err(other),
    })
    .await;
    assert_eq!(net.echo("once").await.unwrap(), "once");
    assert_eq!(net.heard.recv().await.unwrap(), "once");
    assert!(net.heard.try_recv().is_err());
}

#[tokio::test]
async fn a_request_can_be_overtaken_by_later_ones() {
    let mut net = Net::new().await;
    let request = "POST /echo?first".to_owned();
    net.proxy.set(Fault::Overtaken { request, toward: Toward::Server, by: 2 });
    let first = net.http.post(format!("{}/echo?first", net.proxy.url())).body("first");
    let first = tokio::spawn(first.send());
    eventually(SOON, async || match net.proxy.fault() {
        Fault::Pass => Ok(()),
        waiting => Err(format!("{waiting:?}")),
    })
    .await;
    assert_eq!(net.echo("second").await.unwrap(), "second");
    assert_eq!(net.echo("third").await.unwrap(), "third");
    assert!(first.await.unwrap().unwrap().status().is_success());
    for heard in ["second", "third", "first"] {
        assert_eq!(net.heard.recv().await.unwrap(), heard);
    }
}

#[tokio::test]
async fn an_answer_can_be_overtaken_by_a_later_one() {
    let mut net = Net::new().await;
    let request = "POST /echo?first".to_owned();
    net.proxy.set(Fault::Overtaken { request, toward: Toward::Client, by: 1 });
    let first = net.http.post(format!("{}/echo?first", net.proxy.url())).body("first");
    let first = tokio::spawn(first.send());
    assert_eq!(net.heard.recv().await.unwrap(), "first");
    assert!(!first.is_finished());
    assert_eq!(net.echo("second").await.unwrap(), "second");
    assert_eq!(timeout(SOON, first).await.unwrap().unwrap().unwrap().status(), 200);
}

#[tokio::test]
async fn another_fault_releases_what_waits_to_be_overtaken() {
    let net = Net::new().await;
    let request = "POST /echo".to_owned();
    net.proxy.set(Fault::Overtaken { request, toward: Toward::Server, by: 99 });
    let mut held = Box::pin(net.echo("held"));
    assert!(timeout(A_WHILE, &mut held).await.is_err());
    net.proxy.clear();
    assert_eq!(timeout(SOON, held).await.unwrap().unwrap(), "held");
}

#[tokio::test]
async fn on_a_half_open_link_bytes_vanish_and_the_connection_stays() {
    let mut net = Net::new().await;
    let mut heard = std::mem::replace(&mut net.heard, mpsc::unbounded_channel().1);
    let mut socket = net.socket().await.unwrap();
    net.proxy.set(Fault::HalfOpen { toward: Some(Toward::Client) });
    let mut call = Box::pin(net.echo("heard, not answered"));
    assert!(timeout(A_WHILE, &mut call).await.is_err());
    assert_eq!(heard.recv().await.unwrap(), "heard, not answered");
    socket.send(Message::text("vanishes on its way back")).await.unwrap();
    assert!(timeout(A_WHILE, socket.next()).await.is_err());
    net.proxy.clear();
    // What has lost bytes stays mute; what comes new works.
    assert!(timeout(A_WHILE, &mut call).await.is_err());
    socket.send(Message::text("nobody answers")).await.unwrap();
    assert!(timeout(A_WHILE, socket.next()).await.is_err());
    assert_eq!(say(&mut net.socket().await.unwrap(), "new").await, "new");
}

#[tokio::test]
async fn a_link_half_open_toward_the_server_says_nothing_to_it() {
    let mut net = Net::new().await;
    net.proxy.set(Fault::HalfOpen { toward: Some(Toward::Server) });
    assert!(timeout(A_WHILE, net.echo("never heard")).await.is_err());
    assert!(net.heard.try_recv().is_err());
    net.proxy.set(Fault::HalfOpen { toward: None });
    assert!(timeout(A_WHILE, net.socket()).await.is_err());
}

#[tokio::test]
async fn a_slow_link_is_slow_for_all_connections_together() {
    let net = Net::new().await;
    net.echo("warm").await.unwrap();
    net.proxy.set(Fault::SLOW_LINK);
    let started = Instant::now();
    let body: &'static str = "x".repeat(400).leak();
    let (first, second) = tokio::join!(net.echo(body), net.echo(body));
    assert_eq!((first.unwrap(), second.unwrap()), (body.to_owned(), body.to_owned()));
    // Twice 400 bytes and two heads, by 2000 bytes a second, there and back.
    assert!(started.elapsed() >= Duration::from_millis(450), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_flapping_link_goes_down_and_comes_up_until_it_is_cleared() {
    let net = Net::new().await;
    let (up, down) = (Duration::from_millis(20), Duration::from_millis(20));
    net.proxy.set(Fault::Flapping { up, down });
    let (mut worked, mut failed) = (0, 0);
    while worked == 0 || failed == 0 || net.proxy.flaps() < 3 {
        match net.echo("now?").await {
            Ok(_) => worked += 1,
            Err(_) => failed += 1,
        }
        assert!(worked + failed < 100_000, "{worked} worked, {failed} failed");
    }
    net.proxy.clear();
    let flaps = net.proxy.flaps();
    for _ in 0..20 {
        assert_eq!(net.echo("for good").await.unwrap(), "for good");
        tokio::time::sleep(up / 4).await;
    }
    assert_eq!(net.proxy.flaps(), flaps);
}
