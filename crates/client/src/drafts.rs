//! What was begun in a form and not sent yet, kept on this device alone.

use serde_json::Value;

use crate::{engine::Engine, error::ClientError, replica::Write, views::DraftKey};

impl Engine {
    pub async fn draft(&self, key: DraftKey) -> Result<Option<Value>, ClientError> {
        Ok(self.core().replica().draft(key).await?)
    }

    pub async fn save_draft(
        &self,
        key: DraftKey,
        content: Option<Value>,
    ) -> Result<(), ClientError> {
        self.core().write(vec![Write::Draft(key, content)]).await
    }
}
