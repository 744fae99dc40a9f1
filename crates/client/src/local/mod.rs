//! What a device keeps for itself: language, theme, how the program behaves, which server it
//! talks to. None of it is the person's, so signing out leaves it, and guests may change it.

mod address;
mod server;
#[cfg(test)]
mod tests;

use montaj_wire::lean;
use serde::{Deserialize, Serialize};

use crate::{
    core::Core, engine::Engine, error::ClientError, replica::Replica, replica::Write, views::Change,
};

/// The settings of this device. What a build does not know of reads as its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LocalSettings {
    pub language: Language,
    pub theme: Theme,
    pub text_size: TextSize,
    /// The program should start with the system; the shell sees to it where it can.
    pub autostart: bool,
    /// Closing the window should leave the program in the tray; the shell sees to it.
    pub close_to_tray: bool,
    /// The server the person chose in place of the one the program came with. Only
    /// [`Engine::move_to_server`] changes it.
    pub server_url: Option<String>,
}

impl Default for LocalSettings {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: Theme::default(),
            text_size: TextSize::default(),
            autostart: false,
            // Whoever closes the window still wants to hear of messages.
            close_to_tray: true,
            server_url: None,
        }
    }
}

/// What the interface and the pop-ups speak.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    #[default]
    Russian,
    English,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Russian, Self::English];

    /// As the attribute `lang` of a document wants it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::English => "en",
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it, by day and by night.
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextSize {
    #[default]
    Normal,
    Large,
    Larger,
}

impl TextSize {
    /// In per cent of the normal size.
    pub const fn percent(self) -> u32 {
        match self {
            Self::Normal => 100,
            Self::Large => 115,
            Self::Larger => 130,
        }
    }
}

/// What the program around the engine can do, for the interface to offer. A plain browser
/// offers nothing of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offers {
    pub autostart: bool,
    pub tray: bool,
    /// Another server can be chosen.
    pub server: bool,
}

/// The program, as an interface tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub version: String,
    /// The server in use.
    pub server_url: String,
    pub offers: Offers,
}

/// A server that answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerFacts {
    /// The address as it would be kept.
    pub url: String,
    pub version: String,
}

/// What is kept on this device; what cannot be read is as good as none.
pub(crate) async fn load(replica: &dyn Replica) -> Result<LocalSettings, ClientError> {
    let kept = replica.local().await?;
    Ok(kept.and_then(|value| lean::from_value(value).ok()).unwrap_or_default())
}

impl Engine {
    pub async fn local_settings(&self) -> Result<LocalSettings, ClientError> {
        Ok(self.core().local())
    }

    /// Keeps them, and tells listeners. The server stays as it is.
    pub async fn save_local_settings(&self, settings: LocalSettings) -> Result<(), ClientError> {
        let core = self.core();
        let server_url = core.local().server_url;
        core.keep_local(LocalSettings { server_url, ..settings }).await
    }

    pub async fn about(&self) -> Result<About, ClientError> {
        let core = self.core();
        Ok(About {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            server_url: core.rest().server_url().to_owned(),
            offers: *core.offers.lock(),
        })
    }

    /// What the shell around this engine can do: said once, after opening.
    pub fn offer(&self, offers: Offers) {
        *self.core().offers.lock() = offers;
        self.core().changed(Change::LocalSettings);
    }
}

impl Core {
    pub(crate) fn local(&self) -> LocalSettings {
        self.local.lock().clone()
    }

    async fn keep_local(&self, settings: LocalSettings) -> Result<(), ClientError> {
        let value = lean::to_value(&settings).map_err(|error| ClientError::local(&error))?;
        self.write(vec![Write::Local(value)]).await?;
        *self.local.lock() = settings;
        self.changed(Change::LocalSettings);
        Ok(())
    }
}
