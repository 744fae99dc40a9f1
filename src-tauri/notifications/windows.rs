//! Windows' toasts. Each names the link that a press on it follows, so it opens its page from the
//! notification centre too, long after, and when the app has ended. The newest of a tag takes the
//! place of the one before, and it is taken away when its subject was read.

use std::{collections::VecDeque, sync::Arc};

use montaj_client::engine::Engine;
use parking_lot::Mutex;
use tauri::{AppHandle, Manager};
use windows::{
    Data::Xml::Dom::XmlDocument,
    UI::Notifications::{ToastNotification, ToastNotificationManager},
    core::{HSTRING, Result},
};

use super::{Shown, subject::Subject, toast};
use crate::desktop::settings::Settings;

/// The shortcut that the installer makes bears this name; a program that stands in its build folder
/// has none, and its toasts would not be shown at all: those go by the name of the command line.
const APP_ID: &str = if cfg!(debug_assertions) {
    r"{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\WindowsPowerShell\v1.0\powershell.exe"
} else {
    "ru.montaj.app"
};
/// What is taken away is named by a tag and a group.
const GROUP: &str = "montaj";
/// Older ones stay until the person clears them away: nobody has so many before them.
const REMEMBERED: usize = 32;

/// Shows toasts and remembers what they are about.
#[derive(Debug, Clone)]
pub struct Desk {
    app: AppHandle,
    shown: Arc<Mutex<VecDeque<(Subject, String)>>>,
}

impl Desk {
    /// A press comes as a link, not by the engine.
    pub fn new(app: &AppHandle, _: &Engine) -> Self {
        Self { app: app.clone(), shown: Arc::default() }
    }

    pub async fn raise(&self, popup: Shown) {
        let content = toast::xml(&popup, self.app.state::<Settings>().words());
        if let Err(error) = show(&content, &popup.tag) {
            tracing::warn!(%error, "the system shows no pop-ups");
            return;
        }
        let mut shown = self.shown.lock();
        shown.retain(|(_, tag)| *tag != popup.tag);
        shown.extend(Subject::of(&popup.route).map(|subject| (subject, popup.tag)));
        let surplus = shown.len().saturating_sub(REMEMBERED);
        shown.drain(..surplus);
    }

    /// The subjects that were shown.
    pub fn raised(&self) -> Vec<Subject> {
        self.shown.lock().iter().map(|(subject, _)| *subject).collect()
    }

    /// Takes the toasts of `subject` away.
    pub fn withdraw(&self, subject: Subject) {
        self.shown.lock().retain(|(of, tag)| {
            if *of == subject
                && let Err(error) = remove(tag)
            {
                tracing::debug!(%error, "a toast has gone already");
            }
            *of != subject
        });
    }
}

fn show(content: &str, tag: &str) -> Result<()> {
    let document = XmlDocument::new()?;
    document.LoadXml(&HSTRING::from(content))?;
    let toast = ToastNotification::CreateToastNotification(&document)?;
    toast.SetTag(&HSTRING::from(tag))?;
    toast.SetGroup(&HSTRING::from(GROUP))?;
    ToastNotificationManager::CreateToastNotifierWithId(&HSTRING::from(APP_ID))?.Show(&toast)
}

fn remove(tag: &str) -> Result<()> {
    let (tag, group, app_id) = (HSTRING::from(tag), HSTRING::from(GROUP), HSTRING::from(APP_ID));
    ToastNotificationManager::History()?.RemoveGroupedTagWithId(&tag, &group, &app_id)
}
