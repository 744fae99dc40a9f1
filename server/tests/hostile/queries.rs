use montaj_domain::user::Specialization;
use montaj_testkit::world::{Actor, Engine, World};
use montaj_wire::problem::ErrorCode::{self, InvalidInput, Malformed, NotFound, SyncReset};

use crate::raw::{Said, request, say};

async fn get(world: &World, person: &Actor, target: &str) -> Said {
    let token = format!("Bearer {}", person.access_token());
    let bytes = request(&format!("GET {target}"), &[("Authorization", token.as_bytes())], b"");
    say(world.address(), &bytes).await.unwrap()
}

#[tokio::test]
async fn every_list_refuses_cursors_and_limits_that_it_did_not_give() {
    let world = World::start(Engine::Postgres).await;
    let gleb = world.admin("Глеб").await;
    let boris = world.executor(&gleb, "Борис", Specialization::Windows).await;
    let lists = [
        (&boris, "/api/orders"),
        (&boris, "/api/orders/my/list"),
        (&boris, "/api/responses/my"),
        (&boris, "/api/notifications"),
        (&gleb, "/api/admin/users"),
        (&gleb, "/api/admin/orders"),
    ];
    // base64 of null, of [], of a number, of a text with NUL, of instants beyond all calendars
    let cursors = [
        "",
        "x",
        "%00",
        "....",
        "bnVsbA",
        "W10",
        "NDI",
        "WyJcdTAwMDAiLCJcdTAwMDAiXQ",
        "WyI5OTk5OS0wMS0wMVQwMDowMDowMFoiLCI5OTk5OS0wMS0wMSIsIjAiXQ",
    ];
    for (person, list) in lists {
        for cursor in cursors {
            get(&world, person, &format!("{list}?cursor={cursor}")).await.is_refused(Malformed);
        }
        for limit in ["0", "101", "-1", "1.5", "ten", "", "4294967296", "9".repeat(40).as_str()] {
            get(&world, person, &format!("{list}?limit={limit}")).await.is_refused(Malformed);
        }
        get(&world, person, &format!("{list}?limit=1&limit=2")).await.is_refused(Malformed);
        get(&world, person, &format!("{list}?limit=%FF%FE")).await.is_refused(Malformed);
    }
}

#[tokio::test]
async fn filters_and_numbers_that_make_no_sense_are_refused() {
    let world = World::start(Engine::Postgres).await;
    let gleb = world.admin("Глеб").await;
    let boris = world.executor(&gleb, "Борис", Specialization::Windows).await;
    let nil = "00000000-0000-0000-0000-000000000000";
    let overflow = "9223372036854775808";
    let table: Vec<(String, ErrorCode)> = vec![
        ("/api/orders?category=ROOFS".into(), Malformed),
        ("/api/orders?sortBy=password".into(), Malformed),
        (format!("/api/orders?minBudgetKopecks={overflow}"), Malformed),
        ("/api/orders?maxBudgetKopecks=1e5".into(), Malformed),
        ("/api/orders?q=%C3%28".into(), Malformed),
        (format!("/api/orders?q={}", "a".repeat(201)), InvalidInput),
        (format!("/api/orders?q={}", "a".repeat(40_000)), InvalidInput),
        (format!("/api/sync?since={overflow}"), Malformed),
        ("/api/sync?since=-1".into(), SyncReset),
        ("/api/sync?since=-9223372036854775808".into(), SyncReset),
        ("/api/sync?since=9223372036854775807".into(), SyncReset),
        ("/api/sync?limit=0".into(), Malformed),
        (format!("/api/chat/{nil}/messages?before={overflow}"), Malformed),
        (format!("/api/chat/{nil}/messages?before=-9223372036854775808"), NotFound),
        (format!("/api/orders/{nil}"), NotFound),
        ("/api/orders/not-an-id".into(), NotFound),
        ("/api/orders/%FF%FE".into(), Malformed),
        (format!("/api/users/{nil}/public"), NotFound),
        ("/api/users/%2e%2e%2fadmin/public".into(), NotFound),
    ];
    for (target, code) in table {
        let said = get(&world, &boris, &target).await;
        let shown = &target[..target.len().min(100)];
        assert_eq!(said.status, code.status(), "{shown}: {}", String::from_utf8_lossy(&said.body));
        said.is_refused(code);
    }
    for odd in
        ["q=%25%5F%5C", "q=%00", "region=%00", "q=%E2%80%AE", "minBudgetKopecks=-5", "unknown=1"]
    {
        assert_eq!(get(&world, &boris, &format!("/api/orders?{odd}")).await.status, 200, "{odd}");
    }
}

#[tokio::test]
async fn a_head_that_is_too_long_or_no_head_is_refused_before_any_handler() {
    let world = World::start(Engine::Sqlite).await;
    let long = "a".repeat(500_000);
    let many: String = (0..150).map(|number| format!("X-Header-{number}: 1\r\n")).collect();
    for (bytes, statuses) in [
        (request(&format!("GET /api/orders?q={long}"), &[], b""), [414, 431]),
        (request("GET /", &[("Cookie", long.as_bytes())], b""), [431, 431]),
        (format!("GET / HTTP/1.1\r\n{many}\r\n").into_bytes(), [431, 431]),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(), [400, 400]),
        (b"GET / HTTP/9.9\r\n\r\n".to_vec(), [400, 400]),
        (b"G\xffT / HTTP/1.1\r\n\r\n".to_vec(), [400, 400]),
        (b"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n".to_vec(), [400, 404]),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n".to_vec(), [400, 400]),
        (b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n".to_vec(), [400, 400]),
        (
            b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: x\r\n\r\n".to_vec(),
            [400, 400],
        ),
    ] {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        let said = say(world.address(), &bytes).await.unwrap_or_else(|| panic!("silence: {shown}"));
        assert!(statuses.contains(&said.status), "{shown}: {}", said.head);
    }
    let alive = say(world.address(), &request("GET /health", &[], b"")).await.unwrap();
    assert_eq!(alive.status, 200);
}
