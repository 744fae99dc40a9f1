//! Requests by HTTP, the same on both hosts.

use std::time::Duration;

use montaj_wire::{lean, problem::Problem};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    Failure, Request,
    http::{Answer, Http, Outgoing},
};
use crate::error::ClientError;

#[derive(Debug, Clone)]
pub(crate) struct Rest {
    http: Http,
    /// Without a slash at the end.
    server: String,
}

impl Rest {
    pub(crate) fn new(server_url: &str, timeout: Duration) -> Result<Self, ClientError> {
        let server = server_url.trim_end_matches('/').to_owned();
        Ok(Self { http: Http::new(&server, timeout)?, server })
    }

    pub(crate) fn server_url(&self) -> &str {
        &self.server
    }

    /// The socket's address.
    pub(crate) fn socket_url(&self) -> String {
        // http → ws, https → wss
        format!("ws{}/api/ws", self.server.trim_start_matches("http"))
    }

    /// Sends once; 204 reads as `null`.
    pub(crate) async fn send<T: DeserializeOwned>(
        &self,
        request: &Request,
        token: Option<&str>,
    ) -> Result<T, Failure> {
        let answer = self.ask(request, token).await?;
        lean::from_value(answer).map_err(|error| Failure::Nonsense(error.to_string()))
    }

    async fn ask(&self, request: &Request, token: Option<&str>) -> Result<Value, Failure> {
        let mut headers = Vec::new();
        if let Some(token) = token {
            headers.push(("authorization", format!("Bearer {token}")));
        }
        if let Some(key) = request.key {
            headers.push(("idempotency-key", key.to_string()));
        }
        if request.body.is_some() {
            headers.push(("content-type", "application/json".to_owned()));
        }
        let outgoing = Outgoing {
            method: request.method.name(),
            url: format!("{}{}", self.server, request.path),
            query: &request.query,
            headers,
            json: request.body.as_ref().map(lean::written),
        };
        read(self.http.exchange(outgoing).await?)
    }
}

fn read(answer: Answer) -> Result<Value, Failure> {
    if !(200..300).contains(&answer.status) {
        let problem = lean::from_str::<Problem>(&answer.body).ok();
        return Err(Failure::of_status(answer.status, answer.retry_after, problem));
    }
    if answer.body.is_empty() {
        return Ok(Value::Null);
    }
    lean::from_str(&answer.body).map_err(|error| Failure::Nonsense(error.to_string()))
}
