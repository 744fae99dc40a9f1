//! What pop-ups say.

use montaj_domain::order::WorkStep;

use super::{Arg, Dictionary};
use crate::views::{Missed, Popup, PopupAbout, Stretch};

/// A body is cut to this many characters.
const BODY_CHARS: usize = 160;

/// A pop-up in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub title: String,
    pub body: String,
}

impl Dictionary {
    /// What the pop-up says in this language.
    pub fn popup(&self, popup: &Popup) -> Told {
        match &popup.about {
            PopupAbout::Chat { sender, last, count } => {
                let title = sender.clone().unwrap_or_else(|| self.text("popup-message", &[]));
                let last = cut(last);
                let body = match count {
                    0 | 1 => last,
                    _ => format!("{}\n{last}", self.counted("popup-new-messages", *count)),
                };
                Told { title, body }
            }
            PopupAbout::Notification(told) => Told {
                title: self.notification_title(told),
                body: cut(&self.notification_body(told)),
            },
            PopupAbout::Summary { of, missed } => {
                let title = match of {
                    Stretch::Absence => self.text("popup-while-away", &[]),
                    Stretch::QuietHours => self.text("popup-quiet-hours", &[]),
                };
                Told { title, body: self.counts(missed) }
            }
            PopupAbout::Refusal { step, problem } => {
                let step = match step {
                    WorkStep::Start => "action-start-work",
                    WorkStep::Cancel => "action-cancel-work",
                    WorkStep::Complete => "action-complete",
                    WorkStep::Close => "action-close",
                };
                let step = Arg::Text(self.text(step, &[]));
                let title = self.text("popup-refused", &[("step", step)]);
                Told { title, body: cut(&self.problem(problem).0) }
            }
        }
    }

    /// «12 сообщений в 2 чатах, 2 отклика, 1 уведомление».
    fn counts(&self, missed: &Missed) -> String {
        let mut parts = Vec::new();
        if missed.messages > 0 {
            let chats = self.counted("popup-in-chats", missed.chats);
            parts.push(format!("{} {chats}", self.counted("popup-messages", missed.messages)));
        }
        for (key, count) in [
            ("popup-responses", missed.responses),
            ("popup-new-orders", missed.orders),
            ("popup-notifications", missed.others),
        ] {
            if count > 0 {
                parts.push(self.counted(key, count));
            }
        }
        parts.join(", ")
    }

    fn counted(&self, key: &str, count: u32) -> String {
        self.text(key, &[("count", count.into())])
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= BODY_CHARS {
        return text.to_owned();
    }
    text.chars().take(BODY_CHARS - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests;
