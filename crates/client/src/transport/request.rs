//! A request as data, so that it can be sent again as it was.

use montaj_domain::ids::OperationId;
use reqwest::Method;
use serde::Serialize;
use serde_json::Value;

use crate::error::ClientError;

#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(super) method: Method,
    /// Under the server's address, with a leading slash.
    pub(super) path: String,
    pub(super) query: Option<Value>,
    pub(super) body: Option<Value>,
    pub(super) key: Option<OperationId>,
    pub(crate) needs_session: bool,
}

impl Request {
    fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), query: None, body: None, key: None, needs_session: true }
    }

    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    pub(crate) fn post(path: impl Into<String>) -> Self {
        Self::new(Method::POST, path)
    }

    pub(crate) fn put(path: impl Into<String>) -> Self {
        Self::new(Method::PUT, path)
    }

    pub(crate) fn patch(path: impl Into<String>) -> Self {
        Self::new(Method::PATCH, path)
    }

    pub(crate) fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::DELETE, path)
    }

    pub(crate) fn body(mut self, body: &impl Serialize) -> Result<Self, ClientError> {
        self.body = Some(serde_json::to_value(body).map_err(|error| ClientError::local(&error))?);
        Ok(self)
    }

    pub(crate) fn query(mut self, query: &impl Serialize) -> Result<Self, ClientError> {
        self.query = Some(serde_json::to_value(query).map_err(|error| ClientError::local(&error))?);
        Ok(self)
    }

    /// Goes without a token.
    pub(crate) fn open(mut self) -> Self {
        self.needs_session = false;
        self
    }

    /// However often it is sent under this key, it is one operation.
    pub(crate) fn keyed(mut self, key: OperationId) -> Self {
        self.key = Some(key);
        self
    }

    pub(crate) fn is_read(&self) -> bool {
        self.method == Method::GET
    }

    /// What tells this operation from others of the same person.
    pub(crate) fn fingerprint(&self) -> String {
        let body = self.body.as_ref().map(Value::to_string).unwrap_or_default();
        format!("{} {} {body}", self.method, self.path)
    }
}
