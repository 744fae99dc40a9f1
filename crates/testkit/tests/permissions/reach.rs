//! Plain HTTP, as anybody can speak it: the answer as it came.

use reqwest::{Client, Method};
use serde_json::Value;

use crate::cast::{Cast, Person};

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

impl Answer {
    /// The body but for the request's own id.
    pub fn without_request_id(&self) -> Value {
        let mut value: Value = serde_json::from_str(&self.body).unwrap_or_default();
        if let Some(object) = value.as_object_mut() {
            object.remove("requestId");
        }
        value
    }
}

/// A way to the world's server.
#[derive(Debug)]
pub struct Reach<'a> {
    pub cast: &'a Cast,
    http: Client,
}

impl<'a> Reach<'a> {
    pub fn to(cast: &'a Cast) -> Self {
        let http = Client::builder().no_proxy().build().unwrap();
        Self { cast, http }
    }

    /// Asks as the person.
    pub async fn ask(
        &self,
        person: Person,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Answer {
        let url = format!("http://{}{path}", self.cast.world.address());
        let mut request = self.http.request(Method::from_bytes(method.as_bytes()).unwrap(), url);
        if let Some(token) = self.cast.token(person) {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.unwrap();
        Answer { status: answer.status().as_u16(), body: answer.text().await.unwrap() }
    }

    pub async fn get(&self, person: Person, path: &str) -> Answer {
        self.ask(person, "GET", path, None).await
    }
}
