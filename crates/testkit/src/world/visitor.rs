//! Somebody without an account, or before signing in: the bare way to the server.

use std::sync::Arc;

use montaj_domain::{
    ambient::{Clock, Entropy},
    ids::OperationId,
};
use reqwest::{Client, Method};
use serde::{Serialize, de::DeserializeOwned};

use super::Reply;

/// A device that reaches the server. Clones share its connections.
#[derive(Debug, Clone)]
pub struct Visitor {
    base_url: String,
    http: Client,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

impl Visitor {
    /// `base_url` is the server's own address or a proxy's before it.
    pub fn new(base_url: String, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        // Whoever came first in this process has installed the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().no_proxy().build().expect("plain HTTP needs no set-up");
        Self { base_url, http, clock, entropy }
    }

    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Reply<T> {
        self.call(Method::GET, path, None::<&()>, None, None).await
    }

    pub async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Reply<T> {
        self.call(Method::POST, path, Some(body), None, None).await
    }

    pub(super) fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    pub(super) fn entropy(&self) -> &dyn Entropy {
        &*self.entropy
    }

    pub(super) fn operation(&self) -> OperationId {
        OperationId::new(self.clock.now(), &*self.entropy)
    }

    pub(super) async fn call<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
        key: Option<OperationId>,
        token: Option<&str>,
    ) -> Reply<T> {
        let call = format!("{method} {path}");
        let mut request = self.http.request(method, format!("{}{path}", self.base_url));
        if let Some(body) = body {
            request = request.json(body);
        }
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key.to_string());
        }
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let reply = async { Reply::read(call.clone(), request.send().await?).await };
        reply.await.unwrap_or_else(|error| panic!("{call}: no answer: {error:?}"))
    }
}
