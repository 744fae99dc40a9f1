//! An example of every operation: the path with its parameters filled in, and a body in order.

use montaj_domain::user::Specialization;
use montaj_testkit::world::{PASSWORD, fresh_phone, window_order};
use serde_json::{Value, json};

use crate::{
    cast::{Cast, Person, State},
    reach::Reach,
    said::{Line, Subject},
};

/// A request to be made.
#[derive(Debug, Clone)]
pub struct Call {
    pub method: String,
    pub path: String,
    pub body: Option<Value>,
}

impl Call {
    pub fn is_reading(&self) -> bool {
        self.method == "GET"
    }
}

/// Whether the operation is about one order.
pub fn is_about_an_order(asked: &str) -> bool {
    asked == "POST /api/responses"
        || ["/api/orders/{id}", "/api/admin/orders/{id}", "{orderId}"]
            .iter()
            .any(|part| asked.contains(part))
}

/// The operation on that order. `{id=…}` says which message of its chat is meant.
///
/// # Panics
/// Nobody has written an example yet.
pub fn about_order(cast: &Cast, asked: &str, subject: &Subject) -> Call {
    let order = subject.order;
    let line = Line::ALL.into_iter().find(|line| asked.contains(&line.in_place_of_id()));
    let operation = line.map(|line| asked.replace(&line.in_place_of_id(), "{message}"));
    let body = match operation.as_deref().unwrap_or(asked) {
        "PUT /api/orders/{id}" => json!(window_order(&*cast.world.clock)),
        "POST /api/orders/{id}/select-executor" => {
            json!({ "executorId": cast.actor(Person::Assigned).id })
        }
        "POST /api/orders/{id}/cancel-work" => json!({ "reason": "Заболел" }),
        "POST /api/responses" => json!({ "orderId": order, "message": "Сделаю за день" }),
        "POST /api/chat/{orderId}/messages" => json!(cast.actor(Person::Owner).message("Привет")),
        "POST /api/chat/{orderId}/mark-read" | "PUT /api/notifications/muted-chats/{orderId}" => {
            json!({})
        }
        "PATCH /api/chat/{orderId}/messages/{message}" => json!({ "content": "Привет!" }),
        "POST /api/admin/orders/{id}/moderate" => {
            json!({ "action": "ARCHIVE", "reason": "Повтор" })
        }
        "GET /api/orders/{id}"
        | "DELETE /api/orders/{id}"
        | "POST /api/orders/{id}/view"
        | "POST /api/orders/{id}/start-work"
        | "POST /api/orders/{id}/complete"
        | "POST /api/orders/{id}/close"
        | "GET /api/responses/order/{orderId}"
        | "GET /api/chat/{orderId}/messages"
        | "GET /api/chat/{orderId}/messages/search"
        | "GET /api/chat/{orderId}/messages/{message}"
        | "DELETE /api/chat/{orderId}/messages/{message}"
        | "GET /api/chat/{orderId}/unread-count"
        | "DELETE /api/notifications/muted-chats/{orderId}" => Value::Null,
        _ => panic!("write an example of {asked} here"),
    };
    let order = order.to_string();
    let Some(line) = line else {
        return call(asked, &[("{id}", &order), ("{orderId}", &order)], body);
    };
    let message = subject.message(cast, line).to_string();
    call(asked, &[(&line.in_place_of_id(), &message), ("{orderId}", &order)], body)
}

/// An operation about no order. What it names (a device, a notification) is the owner's.
///
/// # Panics
/// Nobody has written an example yet.
pub async fn about_no_order(cast: &Cast, asked: &str, by: Person) -> Call {
    let phone = fresh_phone().to_string();
    let body = match asked {
        "POST /api/auth/login" => json!({ "phone": phone, "password": PASSWORD }),
        "POST /api/auth/register" => json!({}),
        "POST /api/auth/refresh" | "POST /api/auth/logout" => json!({}),
        "POST /api/auth/send-sms" | "POST /api/auth/request-reset" => json!({ "phone": phone }),
        "POST /api/auth/verify-sms" => json!({ "phone": phone, "code": "123456" }),
        "POST /api/auth/reset-password" => {
            json!({ "phone": phone, "code": "123456", "password": PASSWORD })
        }
        "PUT /api/users/profile" => {
            let whose = if by == Person::Nobody { Person::Owner } else { by };
            json!(cast.profile(whose))
        }
        "PUT /api/users/executor-profile" => {
            json!({ "region": "Москва", "specializations": [Specialization::Windows] })
        }
        "PUT /api/notifications/settings" => {
            json!({ "kinds": [{ "kind": "SYSTEM", "push": false }] })
        }
        "POST /api/orders" => json!(window_order(&*cast.world.clock)),
        "POST /api/admin/users/{id}/moderate" => json!({ "action": "APPROVE" }),
        _ => Value::Null,
    };
    let id = subject(cast, asked).await;
    call(asked, &[("{id}", id.as_str())], body)
}

/// Whom or what the operation's `{id}` names.
async fn subject(cast: &Cast, asked: &str) -> String {
    let owner = Reach::to(cast);
    match asked {
        "GET /api/users/{id}/public" => cast.actor(Person::Assigned).id.to_string(),
        "POST /api/admin/users/{id}/moderate" => {
            cast.world.newcomer("Новичок", Specialization::Windows).await.id.to_string()
        }
        "DELETE /api/auth/sessions/{id}" => {
            let form = json!(cast.actor(Person::Owner).login());
            owner.ask(Person::Nobody, "POST", "/api/auth/login", Some(&form)).await;
            let devices = owner.get(Person::Owner, "/api/auth/sessions").await;
            item(&devices.body, |device| device["isCurrent"] == false)
        }
        _ if asked.contains("/api/notifications/{id}") => {
            cast.order_in(State::Published).await;
            let notifications = owner.get(Person::Owner, "/api/notifications").await;
            item(&notifications.body, |_| true)
        }
        _ if asked.contains('{') => panic!("write an example of {asked} here"),
        _ => String::new(),
    }
}

fn item(page: &str, fits: impl Fn(&Value) -> bool) -> String {
    let page: Value = serde_json::from_str(page).unwrap();
    let items = page["items"].as_array().unwrap();
    let item = items.iter().find(|item| fits(item)).expect("there is one");
    item["id"].as_str().unwrap().to_owned()
}

fn call(asked: &str, parameters: &[(&str, &str)], body: Value) -> Call {
    let (method, path) = asked.split_once(' ').unwrap();
    let mut path = path.to_owned();
    for (name, value) in parameters {
        path = path.replace(name, value);
    }
    if path == "/api/sync" {
        path.push_str("?since=0");
    }
    if path.ends_with("/messages/search") {
        path.push_str("?q=код");
    }
    Call { method: method.to_owned(), path, body: (!body.is_null()).then_some(body) }
}
