use montaj_domain::user::Specialization;
use montaj_testkit::world::{Actor, Engine, Reply, World, window_order};
use montaj_wire::{
    account::{Login, SessionView},
    order::OrderAnswer,
    page::Page,
};
use serde_json::{Value, json};

/// NUL, which PostgreSQL refuses; an override that turns the writing round; letters that are not
/// seen; half an emoji.
const TRICKS: &str = "\0\u{202e}\u{2066}\u{200b}\u{feff}\u{3164}\u{7}\u{200d}";

/// The text with tricks in the middle and at the ends.
fn tricky(text: &str) -> String {
    let middle = text.chars().count() / 2;
    let (head, tail): (String, String) =
        (text.chars().take(middle).collect(), text.chars().skip(middle).collect());
    format!("{TRICKS}{head}{TRICKS}{tail}{TRICKS}")
}

#[track_caller]
fn is_honest(shown: &str) {
    let found = shown.chars().find(|c| TRICKS.contains(*c));
    assert_eq!(found, None, "{shown}");
    for escaped in ["\\u0000", "\\u0007"] {
        assert!(!shown.contains(escaped), "{shown}");
    }
}

struct Scene {
    world: World,
    gleb: Actor,
    anna: Actor,
    boris: Actor,
}

impl Scene {
    async fn set() -> Self {
        let world = World::start(Engine::Postgres).await;
        let gleb = world.admin("Глеб").await;
        let anna = world.customer("Анна").await;
        let boris = world.executor(&gleb, "Борис", Specialization::Windows).await;
        Self { world, gleb, anna, boris }
    }

    /// An order whose texts are tricky.
    async fn order(&self) -> Reply<OrderAnswer> {
        let mut draft = window_order(&*self.world.clock);
        for text in
            [&mut draft.title, &mut draft.description, &mut draft.region, &mut draft.address]
        {
            *text = tricky(text);
        }
        self.anna.post_order(&draft).await
    }
}

#[tokio::test]
async fn no_text_of_an_order_carries_tricks_to_anybody() {
    let scene = Scene::set().await;
    let (anna, boris) = (&scene.anna, &scene.boris);
    let posted = scene.order().await.ok().order;
    assert_eq!(posted.title, window_order(&*scene.world.clock).title);
    let order = anna.post_order(&window_order(&*scene.world.clock)).await.ok().order.id;
    boris.respond(order, &tricky("Сделаю за один день")).await.ok();
    anna.select(order, boris).await.ok();
    anna.say(order, &tricky("Здравствуйте!")).await.ok();
    boris.refuse(order, &tricky("Сломал руку")).await.ok();
    let moderation = json!({"action": "CANCEL", "reason": tricky("Не по правилам")});
    let path = format!("/api/admin/orders/{}/moderate", posted.id);
    scene.gleb.post::<Value>(&path, &moderation).await.ok();
    for person in [anna, boris] {
        let events = person.get::<Value>("/api/sync?limit=1000").await;
        assert_eq!(events.status(), 200);
        is_honest(events.body());
        is_honest(person.get::<Value>("/api/sync/snapshot").await.body());
    }
}

#[tokio::test]
async fn no_name_and_no_description_of_a_person_carries_tricks() {
    let scene = Scene::set().await;
    let profile = json!({
        "fullName": tricky("Пётр Плотников"),
        "email": tricky("petr@example.ru"),
        "city": tricky("Казань"),
        "organization": tricky("ООО «Окна»"),
        "about": tricky("Работаю аккуратно"),
        "website": tricky("okna.example"),
        "messengers": {"max": tricky("petr"), "telegram": tricky("petr_okna")},
    });
    let of_executor = json!({
        "region": "Москва",
        "specializations": ["WINDOWS"],
        "shortDescription": tricky("Окна любой сложности"),
        "fullDescription": tricky("Делаю на совесть,\nубираю за собой"),
    });
    let boris = &scene.boris;
    let saved = boris.put::<Value>("/api/users/profile", &profile).await;
    assert_eq!((saved.status(), saved.body().contains("Пётр Плотников")), (200, true));
    is_honest(saved.body());
    let saved = boris.put::<Value>("/api/users/executor-profile", &of_executor).await;
    assert_eq!(saved.status(), 200, "{}", saved.body());
    is_honest(saved.body());
    is_honest(scene.anna.get::<Value>(&format!("/api/users/{}/public", boris.id)).await.body());

    let device =
        Login { device_name: Some(tricky("Телефон Бориса")), ..boris.login() };
    scene.world.visitor().post::<Value>("/api/auth/login", &device).await.ok();
    let devices = boris.get::<Page<SessionView>>("/api/auth/sessions").await;
    is_honest(devices.body());
    assert!(devices.body().contains("Телефон Бориса"), "{}", devices.body());
}

#[tokio::test]
async fn a_nul_anywhere_is_never_the_servers_fault() {
    let scene = Scene::set().await;
    let visitor = scene.world.visitor();
    let nul = "\0".repeat(12);
    let calls = [
        ("/api/auth/login", json!({"phone": nul, "password": nul, "deviceName": nul})),
        ("/api/auth/login", json!({"phone": scene.anna.phone.as_str(), "password": nul})),
        ("/api/auth/send-sms", json!({"phone": nul})),
        ("/api/auth/verify-sms", json!({"phone": scene.anna.phone.as_str(), "code": nul})),
        ("/api/auth/request-reset", json!({"phone": nul})),
        (
            "/api/auth/reset-password",
            json!({"phone": scene.anna.phone.as_str(), "code": nul, "password": nul}),
        ),
        ("/api/auth/refresh", json!({"refreshToken": nul})),
        ("/api/auth/logout", json!({"refreshToken": nul})),
        (
            "/api/auth/register",
            json!({
                "role": "CUSTOMER", "phone": nul, "email": nul, "password": nul, "fullName": nul,
                "city": nul, "agreeToTerms": true, "agreeToPrivacy": true, "organization": nul,
                "address": nul, "inn": nul, "ogrn": nul,
            }),
        ),
        (
            "/api/auth/register",
            json!({
                "role": "CUSTOMER", "phone": "+79030000000", "email": "a@example.ru",
                "password": "\0\0\0\0\0\0\0\0", "fullName": "Анна\0", "city": "Москва\0",
                "agreeToTerms": true, "agreeToPrivacy": true,
            }),
        ),
    ];
    for (path, body) in calls {
        let said = visitor.post::<Value>(path, &body).await;
        assert!(said.status() < 500, "{path}: {}", said.body());
    }
    for path in [
        "/api/admin/users?q=%00",
        "/api/admin/users?cursor=%00",
        "/api/admin/users?role=%00",
        "/api/admin/orders?status=%00",
        "/api/admin/orders/%00",
    ] {
        let said = scene.gleb.get::<Value>(path).await;
        assert!(said.status() < 500, "{path}: {}", said.body());
    }
}
