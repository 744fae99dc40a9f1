//! Whoever is shut out is out at once: the next call is refused, and the sockets close within a
//! second, with a code and a reason.

use std::time::Duration;

use montaj_domain::user::{Specialization, UserModeration};
use montaj_testkit::world::{Actor, Engine, Live, World};
use montaj_wire::{
    account::{Refresh, SessionView, SignedIn, TokenPair, UserAnswer},
    page::Page,
    problem::ErrorCode,
    socket::close_code,
};
use tokio::time::timeout;

use crate::socket::{Heard, Socket};

const A_SECOND: Duration = Duration::from_secs(1);

async fn world() -> World {
    World::start(Engine::Sqlite).await
}

/// The person's second device: its tokens, and its socket.
async fn second_device(world: &World, person: &Actor) -> (TokenPair, Socket) {
    let signed_in = world.visitor().post::<SignedIn>("/api/auth/login", &person.login()).await;
    let tokens = signed_in.ok().tokens;
    let (socket, _) = Socket::greeted(world, &tokens.access_token, 0).await;
    (tokens, socket)
}

/// Waits a second for the close, whatever else comes before.
async fn is_closed(mut socket: Socket) {
    let closing = async {
        loop {
            if let Heard::Closed(code, reason) = socket.hear().await {
                return (code, reason);
            }
        }
    };
    let closed = timeout(A_SECOND, closing).await.expect("closed within a second");
    assert_eq!(closed, (close_code::UNAUTHENTICATED, "session_ended".to_owned()));
}

async fn lives(person: &Actor, live: &mut Live) {
    live.say(&montaj_wire::socket::ClientFrame::Ping).await;
    let pong = |frame: &montaj_wire::socket::ArrivedFrame| {
        matches!(frame, montaj_wire::socket::ServerFrame::Pong).then_some(())
    };
    live.wait_for("a pong", pong).await;
    person.me().await;
}

#[tokio::test]
async fn a_blocked_person_is_out_on_every_device() {
    let world = world().await;
    let gleb = world.admin("Глеб").await;
    let boris = world.executor(&gleb, "Борис", Specialization::Windows).await;
    let token = boris.access_token();
    let (first, _) = Socket::greeted(&world, &token, 0).await;
    let (tokens, second) = second_device(&world, &boris).await;
    gleb.moderate(&boris, UserModeration::Block).await;
    boris.get::<UserAnswer>("/api/auth/me").await.is_refused(ErrorCode::AccountBlocked);
    tokio::join!(is_closed(first), is_closed(second));
    let form = Refresh { refresh_token: tokens.refresh_token, cookie: false };
    let refused = world.visitor().post::<TokenPair>("/api/auth/refresh", &form).await;
    refused.is_refused(ErrorCode::SessionEnded);
    assert_eq!(boris.knock(token, 0).await, Some(close_code::UNAUTHENTICATED));
}

#[tokio::test]
async fn a_device_that_was_ended_from_another_is_out_and_the_other_is_not() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let mut own = anna.go_live(0).await;
    let (tokens, socket) = second_device(&world, &anna).await;
    let devices = anna.get::<Page<SessionView>>("/api/auth/sessions").await.ok().items;
    let other = devices.iter().find(|device| !device.is_current).unwrap();
    anna.delete::<()>(&format!("/api/auth/sessions/{}", other.id)).await.ok();
    is_closed(socket).await;
    assert_eq!(anna.knock(tokens.access_token, 0).await, Some(close_code::UNAUTHENTICATED));
    lives(&anna, &mut own).await;
}

#[tokio::test]
async fn a_device_that_signs_out_or_whose_token_was_stolen_is_out() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let mut own = anna.go_live(0).await;
    let visitor = world.visitor();

    let (tokens, socket) = second_device(&world, &anna).await;
    let form = Refresh { refresh_token: tokens.refresh_token, cookie: false };
    visitor.post::<()>("/api/auth/logout", &form).await.ok();
    is_closed(socket).await;

    let (tokens, socket) = second_device(&world, &anna).await;
    let old = Refresh { refresh_token: tokens.refresh_token, cookie: false };
    let next = visitor.post::<TokenPair>("/api/auth/refresh", &old).await.ok();
    // The device shows that it has the next pair; then the old token comes from elsewhere.
    let (shown, _) = Socket::greeted(&world, &next.access_token, 0).await;
    world.clock.advance(Duration::from_secs(60));
    let reused = visitor.post::<TokenPair>("/api/auth/refresh", &old).await;
    reused.is_refused(ErrorCode::SessionEnded);
    tokio::join!(is_closed(socket), is_closed(shown));
    lives(&anna, &mut own).await;
}
