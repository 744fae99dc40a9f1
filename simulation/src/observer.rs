//! The server's own view of a person, asked for beside all proxies by a session that only looks.

use anyhow::{Context, bail};
use montaj_wire::{
    account::{Refresh, TokenPair},
    sync::Snapshot,
};
use reqwest::{Client, RequestBuilder};
use serde::de::DeserializeOwned;

/// Looks at what one person would see.
#[derive(Debug)]
pub struct Observer {
    http: Client,
    refresh_token: String,
    access_token: Option<String>,
}

impl Observer {
    pub fn new(http: Client, refresh_token: String) -> Self {
        Self { http, refresh_token, access_token: None }
    }

    /// Everything a fresh device of the person would get from the server at `base_url`.
    pub async fn snapshot(&mut self, base_url: &str) -> anyhow::Result<Snapshot> {
        if let Some(token) = &self.access_token {
            let asked = self.http.get(format!("{base_url}/api/sync/snapshot")).bearer_auth(token);
            if let Ok(snapshot) = answer(asked).await {
                return Ok(snapshot);
            }
        }
        let token = self.refresh(base_url).await.context("the looking session")?;
        let asked = self.http.get(format!("{base_url}/api/sync/snapshot")).bearer_auth(&token);
        self.access_token = Some(token);
        answer(asked).await
    }

    async fn refresh(&mut self, base_url: &str) -> anyhow::Result<String> {
        let body = Refresh { refresh_token: Some(self.refresh_token.clone()), cookie: false };
        let asked = self.http.post(format!("{base_url}/api/auth/refresh")).json(&body);
        let pair: TokenPair = answer(asked).await?;
        self.refresh_token = pair.refresh_token.context("no refresh token came")?;
        Ok(pair.access_token)
    }
}

async fn answer<T: DeserializeOwned>(asked: RequestBuilder) -> anyhow::Result<T> {
    let answered = asked.send().await?;
    if !answered.status().is_success() {
        bail!("{}: {}", answered.status(), answered.text().await?);
    }
    Ok(answered.json().await?)
}
