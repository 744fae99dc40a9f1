//! Where the refresh token is kept: the one secret that outlives the app (PRODUCT 1.4).

use parking_lot::Mutex;

/// The store of secrets did not answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the store of secrets failed: {0}")]
pub struct SecretsError(pub String);

/// A place for one secret: the system's keyring in the app.
#[cfg_attr(not(target_arch = "wasm32"), async_trait::async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait::async_trait(?Send))]
pub trait Secrets: std::fmt::Debug + Send + Sync {
    /// The secret, or `None` when there is none.
    async fn load(&self) -> Result<Option<String>, SecretsError>;
    async fn store(&self, secret: &str) -> Result<(), SecretsError>;
    async fn clear(&self) -> Result<(), SecretsError>;
    /// Whether it survives a restart of the program.
    fn persistent(&self) -> bool;
    /// Whether the server keeps the token in a cookie that no script can read; then what is
    /// stored here is only the mark that there may be one.
    fn is_cookie(&self) -> bool {
        false
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

    fn persistent(&self) -> bool {
        false
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

    fn persistent(&self) -> bool {
        true
    }

    fn is_cookie(&self) -> bool {
        true
    }
}
