use montaj_testkit::world::{Actor, Engine, Reply, World};
use montaj_wire::{
    account::{Login, Refresh, SessionView, SignedIn, TokenPair, UserAnswer},
    page::Page,
    problem::ErrorCode,
};
use reqwest::{Client, Response, StatusCode};

use crate::{MINUTE, world};

async fn sign_in(world: &World, person: &Actor) -> SignedIn {
    world.visitor().post("/api/auth/login", &person.login()).await.ok()
}

async fn refresh(world: &World, token: &str) -> Reply<TokenPair> {
    let form = Refresh { refresh_token: Some(token.to_owned()), cookie: false };
    world.visitor().post("/api/auth/refresh", &form).await
}

/// Who the server takes the bearer of this token for.
async fn me(world: &World, access_token: &str) -> Response {
    let url = format!("http://{}/api/auth/me", world.address());
    Client::new().get(url).bearer_auth(access_token).send().await.unwrap()
}

#[tokio::test]
async fn each_refresh_gives_the_next_pair() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let first = sign_in(&world, &anna).await.tokens;
    let second = refresh(&world, &first.refresh_token.clone().unwrap()).await.ok();
    assert_ne!(first.refresh_token, second.refresh_token);
    assert_eq!(me(&world, &second.access_token).await.status(), StatusCode::OK);
    world.clock.advance(16 * MINUTE);
    let expired = me(&world, &second.access_token).await;
    assert_eq!(expired.status(), StatusCode::UNAUTHORIZED);
    let third = refresh(&world, &second.refresh_token.unwrap()).await.ok();
    assert_eq!(me(&world, &third.access_token).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_reused_refresh_token_ends_that_devices_session_only() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let first = sign_in(&world, &anna).await.tokens.refresh_token.unwrap();
    let second = refresh(&world, &first).await.ok();
    // The device shows that it has the second pair.
    assert_eq!(me(&world, &second.access_token).await.status(), StatusCode::OK);
    world.clock.advance(MINUTE);
    refresh(&world, &first).await.is_refused(ErrorCode::SessionEnded);
    refresh(&world, &second.refresh_token.unwrap()).await.is_refused(ErrorCode::SessionEnded);
    assert_eq!(me(&world, &second.access_token).await.status(), StatusCode::UNAUTHORIZED);
    anna.me().await;
}

#[tokio::test]
async fn a_device_whose_answer_was_lost_gets_it_again() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let first = sign_in(&world, &anna).await.tokens.refresh_token.unwrap();
    let lost = refresh(&world, &first).await.ok();
    world.clock.advance(MINUTE);
    let again = refresh(&world, &first).await.ok();
    assert_eq!(again.refresh_token, lost.refresh_token);
    refresh(&world, &again.refresh_token.unwrap()).await.ok();
}

#[tokio::test]
async fn windows_of_one_device_that_refresh_at_once_stay_signed_in() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::start(engine).await;
        let anna = world.customer("Анна").await;
        let first = sign_in(&world, &anna).await.tokens.refresh_token.unwrap();
        let refreshing = (0..8).map(|_| refresh(&world, &first));
        let pairs: Vec<TokenPair> =
            futures::future::join_all(refreshing).await.into_iter().map(Reply::ok).collect();
        let second = pairs[0].refresh_token.clone().unwrap();
        for pair in &pairs {
            assert_eq!(pair.refresh_token.as_ref(), Some(&second), "{engine:?}");
            assert_eq!(me(&world, &pair.access_token).await.status(), StatusCode::OK);
        }
        // A window that was a moment late has not stolen anything either.
        refresh(&world, &first).await.ok();
        refresh(&world, &second).await.ok();
        // Much later somebody has.
        world.clock.advance(MINUTE);
        refresh(&world, &first).await.is_refused(ErrorCode::SessionEnded);
    }
}

#[tokio::test]
async fn a_made_up_token_signs_nobody_in() {
    let world = world().await;
    refresh(&world, "0197.1.abc").await.is_refused(ErrorCode::Unauthenticated);
    let nothing = world.visitor().post::<TokenPair>("/api/auth/refresh", &Refresh::default()).await;
    nothing.is_refused(ErrorCode::Unauthenticated);
    let stranger = world.visitor().get::<UserAnswer>("/api/auth/me").await;
    stranger.is_refused(ErrorCode::Unauthenticated);
}

#[tokio::test]
async fn a_browser_keeps_its_refresh_token_in_a_cookie_no_script_can_read() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let (http, base) = (Client::new(), format!("http://{}/api/auth", world.address()));
    let form = Login { cookie: true, ..anna.login() };
    let answer = http.post(format!("{base}/login")).json(&form).send().await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    for part in ["montaj_refresh=", "Path=/api/auth", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "the world is reached by plain http: {cookie}");
    let signed_in: SignedIn = answer.json().await.unwrap();
    assert_eq!(signed_in.tokens.refresh_token, None);

    let pair = cookie.split(';').next().unwrap();
    let refreshing = http.post(format!("{base}/refresh")).header("cookie", pair);
    let answer = refreshing.json(&Refresh::default()).send().await.unwrap();
    let next = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert_ne!(next, cookie);
    let tokens: TokenPair = answer.json().await.unwrap();
    assert_eq!(tokens.refresh_token, None);
    assert_eq!(me(&world, &tokens.access_token).await.status(), StatusCode::OK);

    let next = next.split(';').next().unwrap();
    let leaving = http.post(format!("{base}/logout")).header("cookie", next);
    let answer = leaving.json(&Refresh::default()).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert!(answer.headers()["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
    assert_eq!(me(&world, &tokens.access_token).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn logging_out_ends_the_session_and_may_be_repeated() {
    let world = world().await;
    let anna = world.customer("Анна").await;
    let tokens = sign_in(&world, &anna).await.tokens;
    let form = Refresh { refresh_token: tokens.refresh_token.clone(), cookie: false };
    for _ in 0..2 {
        let left = world.visitor().post::<()>("/api/auth/logout", &form).await;
        assert_eq!(left.status(), 204);
    }
    refresh(&world, &tokens.refresh_token.unwrap()).await.is_refused(ErrorCode::SessionEnded);
    anna.me().await;
}

#[tokio::test]
async fn a_person_sees_their_devices_and_ends_any_of_them() {
    let world = world().await;
    let (anna, boris) = (world.customer("Анна").await, world.customer("Борис").await);
    let other = sign_in(&world, &anna).await.tokens;
    let devices = anna.get::<Page<SessionView>>("/api/auth/sessions").await.ok().items;
    assert_eq!(devices.len(), 2);
    assert_eq!(devices.iter().filter(|device| device.is_current).count(), 1);
    let device = devices.iter().find(|device| !device.is_current).unwrap();
    assert_eq!(device.device_name, "Устройство: Анна");
    let path = format!("/api/auth/sessions/{}", device.id);
    boris.delete::<()>(&path).await.is_refused(ErrorCode::NotFound);
    assert_eq!(anna.delete::<()>(&path).await.status(), 204);
    anna.delete::<()>(&path).await.is_refused(ErrorCode::NotFound);
    assert_eq!(me(&world, &other.access_token).await.status(), StatusCode::UNAUTHORIZED);
    let left = anna.get::<Page<SessionView>>("/api/auth/sessions").await.ok().items;
    assert_eq!(left.len(), 1);
}
