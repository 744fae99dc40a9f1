//! Where the refresh token is kept: the one secret that outlives the app (PRODUCT 1.4).

use parking_lot::Mutex;
use serde::{Deserialize, Serialize};

/// The store of secrets did not answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the store of secrets failed: {0}")]
pub struct SecretsError(pub String);

/// What keeps the secret: the interface tells the person when it is not the system's keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretsHome {
    /// The operating system's keyring.
    Keyring,
    /// An encrypted file in the app's folder: there is no keyring, or it refuses.
    File,
    /// A cookie that no script can read.
    Cookie,
    /// Nothing that outlives the program.
    Memory,
}

/// A place for one secret: the system's keyring in the app.
#[cfg_attr(not(target_arch = "wasm32"), async_trait::async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait::async_trait(?Send))]
pub trait Secrets: std::fmt::Debug + Send + Sync {
    /// The secret, or `None` when there is none.
    async fn load(&self) -> Result<Option<String>, SecretsError>;
    async fn store(&self, secret: &str) -> Result<(), SecretsError>;
    async fn clear(&self) -> Result<(), SecretsError>;
    /// Where the secret is kept at this moment.
    fn home(&self) -> SecretsHome;
    /// Whether the server keeps the token in a cookie that no script can read; then what is
    /// stored here is only the mark that there may be one.
    fn is_cookie(&self) -> bool {
        self.home() == SecretsHome::Cookie
    }
}

/// Forgets with the program: for tests, and where there is no keyring.
#[derive(Debug, Default)]
pub struct MemorySecrets(Mutex<Option<String>>);

#[cfg_attr(not(target_arch = "wasm32"), async_trait::async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait::async_trait(?Send))]
impl Secrets for MemorySecrets {
    async fn load(&self) -> Result<Option<String>, SecretsError> {
        Ok(self.0.lock().clone())
    }

    async fn store(&self, secret: &str) -> Result<(), SecretsError> {
        *self.0.lock() = Some(secret.to_owned());
        Ok(())
    }

    async fn clear(&self) -> Result<(), SecretsError> {
        *self.0.lock() = None;
        Ok(())
    }

    fn home(&self) -> SecretsHome {
        SecretsHome::Memory
    }
}

/// A browser: the refresh token lives in an HttpOnly cookie, so at a start there may be one.
#[derive(Debug, Default)]
pub struct CookieSecrets {
    cleared: Mutex<bool>,
}

#[cfg_attr(not(target_arch = "wasm32"), async_trait::async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait::async_trait(?Send))]
impl Secrets for CookieSecrets {
    async fn load(&self) -> Result<Option<String>, SecretsError> {
        Ok((!*self.cleared.lock()).then(|| "cookie".to_owned()))
    }

    async fn store(&self, _secret: &str) -> Result<(), SecretsError> {
        *self.cleared.lock() = false;
        Ok(())
    }

    async fn clear(&self) -> Result<(), SecretsError> {
        *self.cleared.lock() = true;
        Ok(())
    }

    fn home(&self) -> SecretsHome {
        SecretsHome::Cookie
    }
}
