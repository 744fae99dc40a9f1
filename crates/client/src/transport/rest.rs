//! Requests by HTTP, the same on both hosts.

use std::time::Duration;

use montaj_wire::problem::Problem;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Failure, Request};
use crate::error::ClientError;

#[derive(Debug, Clone)]
pub(crate) struct Rest {
    http: reqwest::Client,
    /// Without a slash at the end.
    server: String,
    timeout: Duration,
}

impl Rest {
    pub(crate) fn new(server_url: &str, timeout: Duration) -> Result<Self, ClientError> {
        let server = server_url.trim_end_matches('/').to_owned();
        reqwest::Url::parse(&server).map_err(|error| ClientError::local(&error))?;
        let builder = reqwest::Client::builder();
        #[cfg(not(target_arch = "wasm32"))]
        let builder = builder.connect_timeout(timeout / 3);
        let http = builder.build().map_err(|error| ClientError::local(&error))?;
        Ok(Self { http, server, timeout })
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
        let url = format!("{}{}", self.server, request.path);
        let mut builder = self.http.request(request.method.clone(), url).timeout(self.timeout);
        if let Some(token) = token {
            builder = builder.bearer_auth(token);
        }
        if !request.query.is_empty() {
            builder = builder.query(&request.query);
        }
        if let Some(body) = &request.body {
            builder = builder.json(body);
        }
        if let Some(key) = request.key {
            builder = builder.header("Idempotency-Key", key.to_string());
        }
        let response = builder.send().await.map_err(|error| unsent(&error))?;
        let status = response.status();
        let retry_after = retry_after(&response);
        let body = response.bytes().await.map_err(|_| Failure::Lost)?;
        if status.is_success() {
            return parse(&body);
        }
        let problem = serde_json::from_slice::<Problem>(&body).ok();
        Err(Failure::of_status(status.as_u16(), retry_after, problem))
    }
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Failure> {
    let parsed = if body.is_empty() {
        serde_json::from_value(Value::Null)
    } else {
        serde_json::from_slice(body)
    };
    parsed.map_err(|error| Failure::Nonsense(error.to_string()))
}

fn retry_after(response: &reqwest::Response) -> Option<u64> {
    response.headers().get("retry-after")?.to_str().ok()?.trim().parse().ok()
}

/// A browser does not tell whether the request left; then it may have.
fn unsent(error: &reqwest::Error) -> Failure {
    #[cfg(not(target_arch = "wasm32"))]
    if error.is_connect() {
        return Failure::NotReached;
    }
    if error.is_builder() { Failure::Nonsense(error.to_string()) } else { Failure::Lost }
}
