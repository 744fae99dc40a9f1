//! The refresh token's home on phones until their own keyrings are joined: the memory of this
//! run, which the interface is told.

use async_trait::async_trait;
use montaj_client::secrets::{Secrets, SecretsError};
use tokio::sync::Mutex;

/// Secrets that end with the app.
#[derive(Debug, Default)]
pub struct MemorySecrets(Mutex<Option<String>>);

#[async_trait]
impl Secrets for MemorySecrets {
    async fn load(&self) -> Result<Option<String>, SecretsError> {
        Ok(self.0.lock().await.clone())
    }

    async fn store(&self, token: &str) -> Result<(), SecretsError> {
        *self.0.lock().await = Some(token.to_owned());
        Ok(())
    }

    async fn clear(&self) -> Result<(), SecretsError> {
        *self.0.lock().await = None;
        Ok(())
    }

    fn persistent(&self) -> bool {
        false
    }
}
