//! Somebody with an account and a device who calls the server as any client does.

use std::sync::Arc;

use montaj_domain::{
    ids::{OperationId, UserId},
    phone::Phone,
};
use montaj_wire::account::{Login, SignedIn, UserView};
use parking_lot::RwLock;
use reqwest::Method;
use serde::{Serialize, de::DeserializeOwned};

use super::{Reply, Visitor};

/// Every actor's password.
pub const PASSWORD: &str = "верный пароль 7";

/// A signed-in person. Clones share the device.
#[derive(Debug, Clone)]
pub struct Actor {
    pub name: String,
    pub phone: Phone,
    pub id: UserId,
    visitor: Visitor,
    access_token: Arc<RwLock<String>>,
}

impl Actor {
    pub(super) fn new(name: &str, phone: Phone, visitor: Visitor, signed_in: SignedIn) -> Self {
        Self {
            name: name.to_owned(),
            phone,
            id: signed_in.user.id,
            visitor,
            access_token: Arc::new(RwLock::new(signed_in.tokens.access_token)),
        }
    }

    /// What the device sends as `Authorization: Bearer …`.
    pub fn access_token(&self) -> String {
        self.access_token.read().clone()
    }

    /// Signs in again by password, as a token's end demands.
    pub async fn log_in(&self) -> UserView {
        let SignedIn { user, tokens } =
            self.visitor.post::<SignedIn>("/api/auth/login", &self.login()).await.ok();
        *self.access_token.write() = tokens.access_token;
        user
    }

    /// The form that signs this person in.
    pub fn login(&self) -> Login {
        Login {
            phone: self.phone.to_string(),
            password: PASSWORD.to_owned(),
            device_name: Some(format!("Устройство: {}", self.name)),
            cookie: false,
        }
    }

    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Reply<T> {
        self.call(Method::GET, path, None::<&()>).await
    }

    pub async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Reply<T> {
        self.call(Method::POST, path, Some(body)).await
    }

    pub async fn put<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Reply<T> {
        self.call(Method::PUT, path, Some(body)).await
    }

    pub async fn patch<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Reply<T> {
        self.call(Method::PATCH, path, Some(body)).await
    }

    pub async fn delete<T: DeserializeOwned>(&self, path: &str) -> Reply<T> {
        self.call(Method::DELETE, path, None::<&()>).await
    }

    /// A POST under a key of the caller's choice: the same operation again.
    pub async fn post_as<T: DeserializeOwned>(
        &self,
        key: OperationId,
        path: &str,
        body: &impl Serialize,
    ) -> Reply<T> {
        self.call_as(Method::POST, key, path, body).await
    }

    /// A PATCH under a key of the caller's choice.
    pub async fn patch_as<T: DeserializeOwned>(
        &self,
        key: OperationId,
        path: &str,
        body: &impl Serialize,
    ) -> Reply<T> {
        self.call_as(Method::PATCH, key, path, body).await
    }

    async fn call_as<T: DeserializeOwned>(
        &self,
        method: Method,
        key: OperationId,
        path: &str,
        body: &impl Serialize,
    ) -> Reply<T> {
        self.visitor.call(method, path, Some(body), Some(key), Some(&self.access_token())).await
    }

    /// A fresh key, as the device makes one for each mutation.
    pub fn operation(&self) -> OperationId {
        self.visitor.operation()
    }

    pub(super) const fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    async fn call<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Reply<T> {
        let key = (method == Method::POST).then(|| self.operation());
        self.visitor.call(method, path, body, key, Some(&self.access_token())).await
    }
}
