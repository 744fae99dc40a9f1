//! A request as data, so that it can be sent again as it was.

use montaj_domain::ids::OperationId;
use montaj_wire::lean;
use serde::Serialize;
use serde_json::Value;

use crate::error::ClientError;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(super) method: Method,
    /// Under the server's address, with a leading slash.
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) body: Option<Value>,
    pub(super) key: Option<OperationId>,
    pub(crate) needs_session: bool,
}

impl Request {
    fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            query: Vec::new(),
            body: None,
            key: None,
            needs_session: true,
        }
    }

    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::Get, path)
    }

    pub(crate) fn post(path: impl Into<String>) -> Self {
        Self::new(Method::Post, path)
    }

    pub(crate) fn put(path: impl Into<String>) -> Self {
        Self::new(Method::Put, path)
    }

    pub(crate) fn patch(path: impl Into<String>) -> Self {
        Self::new(Method::Patch, path)
    }

    pub(crate) fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::Delete, path)
    }

    pub(crate) fn body(mut self, body: &impl Serialize) -> Result<Self, ClientError> {
        self.body = Some(lean::to_value(body).map_err(|error| ClientError::local(&error))?);
        Ok(self)
    }

    /// `query` is a struct of plain values; those that are `None` are left out.
    pub(crate) fn query(mut self, query: &impl Serialize) -> Result<Self, ClientError> {
        let query = lean::to_value(query).map_err(|error| ClientError::local(&error))?;
        let Value::Object(fields) = query else { return Ok(self) };
        self.query =
            fields.into_iter().filter_map(|(name, value)| Some((name, text(value)?))).collect();
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
        self.method == Method::Get
    }

    /// What tells this operation from others of the same person.
    pub(crate) fn fingerprint(&self) -> String {
        let body = self.body.as_ref().map(lean::written).unwrap_or_default();
        format!("{} {} {body}", self.method.name(), self.path)
    }
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(lean::written(&other)),
    }
}

#[cfg(test)]
mod tests {
    use montaj_domain::{money::Kopecks, user::Specialization};
    use montaj_wire::order::FeedQuery;

    use super::*;

    #[test]
    fn a_query_leaves_out_what_is_not_asked() {
        let query = FeedQuery {
            category: Some(Specialization::Windows),
            min_budget_kopecks: Some(Kopecks::from_roubles(1)),
            q: Some("окно".to_owned()),
            ..FeedQuery::default()
        };
        let mut asked = Request::get("/api/orders").query(&query).unwrap().query;
        asked.sort();
        let expected = [("category", "WINDOWS"), ("minBudgetKopecks", "100"), ("q", "окно")];
        assert_eq!(asked, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
