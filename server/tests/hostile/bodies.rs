use std::io::Read as _;

use montaj_testkit::world::{Actor, Engine, World};
use montaj_wire::problem::ErrorCode::{
    self, InvalidInput, Malformed, NotFound, PayloadTooLarge, Unauthenticated, UnsupportedMediaType,
};

use crate::raw::{Said, request, say};

const JSON: &[u8] = b"application/json";

async fn post(world: &World, anna: &Actor, kind: &[u8], body: &[u8]) -> Said {
    let token = format!("Bearer {}", anna.access_token());
    let headers = [("Authorization", token.as_bytes()), ("Content-Type", kind)];
    say(world.address(), &request("POST /api/orders", &headers, body)).await.unwrap()
}

/// An order with one field as it must not be.
fn with(field: &str, value: &str) -> Vec<u8> {
    let fields = [
        ("category", "\"WINDOWS\""),
        ("title", "\"Замена двух окон на кухне\""),
        ("description", "\"Снять старые окна, поставить новые и вывезти мусор\""),
        ("region", "\"Москва\""),
        ("address", "\"улица Профсоюзная, 45\""),
        ("startDate", "\"2026-03-05\""),
        ("budgetKopecks", "4800000"),
        ("budgetType", "\"FIXED\""),
        ("paymentMethod", "\"CARD\""),
    ];
    let fields = fields
        .map(|(name, usual)| format!("\"{name}\":{}", if name == field { value } else { usual }));
    let fields = fields.join(",");
    let more = if fields.contains(&format!("\"{field}\":{value}")) {
        String::new()
    } else {
        format!(",\"{field}\":{value}")
    };
    format!("{{{fields}{more}}}").into_bytes()
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_refused_by_what_is_wrong_with_it() {
    let world = World::start(Engine::Sqlite).await;
    let anna = world.customer("Анна").await;
    let usual = with("none", "0");
    assert_eq!(post(&world, &anna, JSON, &usual).await.status, 201);
    // What nobody asked for is passed over, however deep it is.
    let deep_extra = with("more", &("[".repeat(10_000) + &"]".repeat(10_000)));
    assert_eq!(post(&world, &anna, JSON, &deep_extra).await.status, 201);
    let deep = |sign: &str, depth: usize| sign.repeat(depth).into_bytes();
    let text = |text: &str| text.as_bytes().to_vec();
    let table: Vec<(&[u8], Vec<u8>, ErrorCode)> = vec![
        (b"text/plain", usual.clone(), UnsupportedMediaType),
        (b"", usual.clone(), UnsupportedMediaType),
        (b"application/json\xff", usual.clone(), UnsupportedMediaType),
        (b"multipart/form-data", usual.clone(), UnsupportedMediaType),
        (JSON, text(""), Malformed),
        (JSON, text("{"), Malformed),
        (JSON, [&usual[..], b"}"].concat(), Malformed),
        (JSON, b"{\"title\":\"\xff\xfe\"}".to_vec(), Malformed),
        (JSON, b"\xef\xbb\xbf{}".to_vec(), Malformed),
        (JSON, deep("[", 100_000), Malformed),
        (JSON, deep("{\"title\":", 10_000), InvalidInput),
        (JSON, with("latitude", "1e999"), Malformed),
        (JSON, text("null"), InvalidInput),
        (JSON, text("[]"), InvalidInput),
        (JSON, text("{}"), InvalidInput),
        (JSON, with("title", "null"), InvalidInput),
        (JSON, with("title", "{\"a\":1}"), InvalidInput),
        (JSON, with("title", "\"\\ud800 половина знака\""), Malformed),
        (JSON, with("startDate", "\"2026-02-30\""), InvalidInput),
        (JSON, with("startDate", "\"+99999-01-01\""), InvalidInput),
        (JSON, with("startDate", "20260305"), InvalidInput),
        (JSON, with("budgetKopecks", "99999999999999999999"), InvalidInput),
        (JSON, with("budgetKopecks", "9223372036854775807"), InvalidInput),
        (JSON, with("budgetKopecks", "-9223372036854775808"), InvalidInput),
        (JSON, with("budgetKopecks", "1.5"), InvalidInput),
        (JSON, with("latitude", "91"), InvalidInput),
        (JSON, with("category", "\"ROOFS\""), InvalidInput),
        (
            JSON,
            [&with("none", "0")[..1], b"\"title\":\"a\",", &with("none", "0")[1..]].concat(),
            InvalidInput,
        ),
        (JSON, vec![b' '; 128 * 1024 + 1], PayloadTooLarge),
    ];
    for (kind, body, code) in table {
        let shown = String::from_utf8_lossy(&body[..body.len().min(120)]).into_owned();
        let said = post(&world, &anna, kind, &body).await;
        assert_eq!(said.status, code.status(), "{shown}: {}", String::from_utf8_lossy(&said.body));
        said.is_refused(code);
    }
}

#[tokio::test]
async fn a_body_without_a_length_is_bounded_too() {
    let world = World::start(Engine::Sqlite).await;
    let chunk = [b"10000\r\n".as_slice(), &[b' '; 0x10000], b"\r\n"].concat();
    let body = [chunk.repeat(4), b"0\r\n\r\n".to_vec()].concat();
    let headers = [("Content-Type", JSON), ("Transfer-Encoding", b"chunked".as_slice())];
    let bytes = request("POST /api/auth/login", &headers, &body);
    say(world.address(), &bytes).await.unwrap().is_refused(PayloadTooLarge);
}

#[tokio::test]
async fn what_is_not_there_is_told_as_a_problem() {
    let world = World::start(Engine::Sqlite).await;
    let ask = async |line: &str, headers: &[(&str, &[u8])]| {
        say(world.address(), &request(line, headers, b"")).await.unwrap()
    };
    for path in ["/api", "/api/", "/api/nothing", "/api//orders", "/api/orders/a/b/c", "/api/%00"] {
        for method in ["GET", "POST", "DELETE", "PATCH"] {
            ask(&format!("{method} {path}"), &[]).await.is_refused(NotFound);
        }
    }
    for line in ["PATCH /api/orders", "TRACE /api/auth/me", "PUT /api/sync", "BREW /api/orders"] {
        let said = ask(line, &[]).await;
        assert!(said.header("allow").is_some_and(|methods| !methods.is_empty()), "{}", said.head);
        said.is_refused(ErrorCode::MethodNotAllowed);
    }
    let token: &[u8] = b"Bearer \xff\xfe";
    ask("GET /api/auth/me", &[("Authorization", token)]).await.is_refused(Unauthenticated);
    // A name that cannot be read is not taken; the request is served under one of ours.
    let said = ask("GET /api/settings/public", &[("X-Request-Id", b"\xff")]).await;
    assert_eq!((said.status, said.header("x-request-id").map(str::len)), (200, Some(36)));
}

#[tokio::test]
async fn a_key_that_cannot_be_read_is_refused_rather_than_dropped() {
    let world = World::start(Engine::Sqlite).await;
    let token = format!("Bearer {}", world.customer("Анна").await.access_token());
    for key in [b"".as_slice(), b"\xd0\xba\xd0\xbb\xd1\x8e\xd1\x87", &[b'k'; 65]] {
        let headers =
            [("Authorization", token.as_bytes()), ("Content-Type", JSON), ("Idempotency-Key", key)];
        let bytes = request("POST /api/orders", &headers, &with("none", "0"));
        say(world.address(), &bytes).await.unwrap().is_refused(Malformed);
    }
}

#[tokio::test]
async fn a_compressed_problem_carries_its_request_id() {
    let world = World::start(Engine::Sqlite).await;
    let headers = [("Accept-Encoding", b"gzip".as_slice())];
    let said = say(world.address(), &request("GET /api/nothing", &headers, b"")).await.unwrap();
    assert_eq!(said.header("content-encoding"), Some("gzip"));
    let body = unchunked(&said.body);
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(body.as_slice()).read_to_end(&mut plain).unwrap();
    Said { body: plain, ..said }.is_refused(NotFound);
}

/// A chunked body in one piece.
fn unchunked(mut chunks: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = chunks.windows(2).position(|window| window == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&chunks[..end]).unwrap(), 16).unwrap();
        whole.extend(&chunks[end + 2..end + 2 + size]);
        chunks = &chunks[end + 2 + size + 2..];
        if size == 0 {
            break;
        }
    }
    whole
}
