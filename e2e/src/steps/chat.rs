//! Talking.

use anyhow::Result;

use crate::people::Person;

/// A line of the chat as the page marks it: `(attribute, value)` pairs that must all hold.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a>(pub &'a [(&'a str, &'a str)]);

impl Person {
    /// Opens the chat of the order on screen.
    ///
    /// # Errors
    /// When it is not offered.
    pub async fn open_chat(&self, order: &str) -> Result<()> {
        self.press("action-open-chat").await?;
        self.mark("chat", "data-order-id", order).await?;
        // What was said about earlier steps would cover the head of the chat in the pictures.
        while self.press_now("toast-close").await {}
        Ok(())
    }

    /// Types a message and sends it.
    ///
    /// # Errors
    /// When there is nothing to type into.
    pub async fn say(&self, text: &str) -> Result<()> {
        self.fill("chat-input", text).await?;
        self.press("chat-send").await
    }

    /// Waits for a line with `text` that is marked so.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn hears(&self, text: &str, line: Line<'_>) -> Result<()> {
        let marks: String =
            line.0.iter().map(|(name, value)| format!("[{name}=\"{value}\"]")).collect();
        let lines = format!("[data-testid=\"chat-line\"]{marks}");
        let script = format!(
            "return [...document.querySelectorAll({})].some(line => line.innerText.includes({}));",
            serde_json::to_string(&lines)?,
            serde_json::to_string(text)?,
        );
        self.until_true(&format!("«{text}» with {marks}"), &script).await
    }

    /// Makes sure that no line has `text`.
    ///
    /// # Errors
    /// When one has.
    pub async fn never_hears(&self, text: &str) -> Result<()> {
        let script = format!(
            "return ![...document.querySelectorAll('[data-testid=\"chat-line\"]')]
                 .some(line => line.innerText.includes({}));",
            serde_json::to_string(text)?,
        );
        self.until_true(&format!("no «{text}»"), &script).await
    }

    /// Waits until the tick of one's own message is `delivery`.
    ///
    /// # Errors
    /// When it is not in time.
    pub async fn ticked(&self, text: &str, delivery: &str) -> Result<()> {
        self.hears(text, Line(&[("data-mine", "true"), ("data-delivery", delivery)])).await
    }

    /// Waits until the list of lines stands at its end.
    ///
    /// # Errors
    /// When it does not in time.
    pub async fn at_the_end(&self) -> Result<()> {
        self.until_true(
            "the chat scrolled to its end",
            "const list = document.querySelector('[data-testid=\"chat-lines\"]');
             return list !== null && list.scrollHeight - list.scrollTop - list.clientHeight < 8;",
        )
        .await
    }
}
