//! The app's HTTP: HTTP/2 and TLS of its own.

use std::time::Duration;

use reqwest::Method;

use super::{Answer, Outgoing, seconds};
use crate::{error::ClientError, transport::Failure};

#[derive(Debug, Clone)]
pub(crate) struct Http {
    client: reqwest::Client,
    timeout: Duration,
}

impl Http {
    /// `server` must be an address that requests can go to.
    pub(crate) fn new(server: &str, timeout: Duration) -> Result<Self, ClientError> {
        reqwest::Url::parse(server).map_err(|error| ClientError::local(&error))?;
        let builder = reqwest::Client::builder().connect_timeout(timeout / 3);
        let client = builder.build().map_err(|error| ClientError::local(&error))?;
        Ok(Self { client, timeout })
    }

    pub(crate) async fn exchange(&self, outgoing: Outgoing<'_>) -> Result<Answer, Failure> {
        let method = Method::from_bytes(outgoing.method.as_bytes());
        let method = method.map_err(|error| Failure::Nonsense(error.to_string()))?;
        let mut builder = self.client.request(method, outgoing.url).timeout(self.timeout);
        if !outgoing.query.is_empty() {
            builder = builder.query(outgoing.query);
        }
        for (name, value) in outgoing.headers {
            builder = builder.header(name, value);
        }
        if let Some(json) = outgoing.json {
            builder = builder.body(json);
        }
        let response = builder.send().await.map_err(|error| unsent(&error))?;
        let status = response.status().as_u16();
        let retry_after = response.headers().get("retry-after");
        let retry_after = retry_after.and_then(|value| seconds(value.to_str().ok()?));
        let body = response.bytes().await.map_err(|_| Failure::Lost)?;
        let body =
            String::from_utf8(body.into()).map_err(|error| Failure::Nonsense(error.to_string()))?;
        Ok(Answer { status, retry_after, body })
    }
}

fn unsent(error: &reqwest::Error) -> Failure {
    if error.is_connect() {
        Failure::NotReached
    } else if error.is_builder() {
        Failure::Nonsense(error.to_string())
    } else {
        Failure::Lost
    }
}
