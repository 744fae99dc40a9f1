//! Talking.

use anyhow::{Context as _, Result};

use crate::people::Person;

/// A line of the chat as the page marks it: `(attribute, value)` pairs that must all hold.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a>(pub &'a [(&'a str, &'a str)]);

impl Person {
    /// Opens the chat of an order from the list of chats: beside the order on screen stands no way
    /// to it, but the chat itself.
    ///
    /// # Errors
    /// When it is not listed.
    pub async fn open_chat(&self, order: &str) -> Result<()> {
        self.press("nav-chats").await?;
        let listed = format!("[data-testid=\"chat-list-item\"][data-order-id=\"{order}\"]");
        self.press(listed).await?;
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

    /// The selector of the line with `text`, once it is there.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn line(&self, text: &str) -> Result<String> {
        self.hears(text, Line(&[("data-kind", "TEXT")])).await?;
        let script = format!(
            "return [...document.querySelectorAll('[data-testid=\"chat-line\"][data-id]')]
                 .find(line => line.innerText.includes({}))?.dataset.id;",
            serde_json::to_string(text)?,
        );
        let id = self.ask(&script).await?;
        let id = id.as_str().with_context(|| format!("«{text}» has no id yet"))?;
        Ok(format!("[data-id=\"{id}\"]"))
    }

    /// Presses a tool of the line with `text`, as one does by the keyboard: they are seen only
    /// under the pointer or with the focus.
    ///
    /// # Errors
    /// When the line or the tool does not come.
    pub async fn use_tool(&self, text: &str, tool: &str) -> Result<()> {
        let tool = format!("{} [data-testid=\"{tool}\"]", self.line(text).await?);
        let focus = format!(
            "const tool = document.querySelector('{tool}');
             tool?.focus();
             return Boolean(tool) && document.activeElement === tool;"
        );
        self.until_true(&format!("the focus on {tool}"), &focus).await?;
        self.type_on(&tool, ENTER).await
    }

    /// Opens the menu of the line with `text` and picks an item of it.
    ///
    /// # Errors
    /// When the line, its menu or the item does not come.
    pub async fn use_menu(&self, text: &str, item: &str) -> Result<()> {
        self.use_tool(text, "chat-more").await?;
        self.see("menu").await?;
        self.press(item).await
    }

    /// Pastes into the field, which then holds `text`.
    ///
    /// # Errors
    /// When something else was pasted.
    pub async fn paste(&self, field: &str, text: &str) -> Result<()> {
        self.type_on(field, PASTE).await?;
        let holds = format!(
            "return document.querySelector('[data-testid=\"{field}\"]').value === {};",
            serde_json::to_string(text)?,
        );
        self.until_true(&format!("«{text}» pasted into {field}"), &holds).await
    }

    /// Waits for a toast, which stands on no control.
    ///
    /// # Errors
    /// When it does not come or covers something.
    pub async fn sees_a_free_toast(&self) -> Result<()> {
        self.see("toast").await?;
        self.until_true("the toast beside the controls", TOAST_IS_FREE).await
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

const ENTER: &str = "\u{e007}";
/// Ctrl held, «v», and all keys let go.
const PASTE: &str = "\u{e009}v\u{e000}";

/// No button, field or mark of the navigation lies under a toast.
const TOAST_IS_FREE: &str = r"
    const toasts = [...document.querySelectorAll('.toast')].map(e => e.getBoundingClientRect());
    const controls = [...document.querySelectorAll('button, input, select, textarea, nav a, a.button')]
        .filter(e => !e.closest('.bubble__tools'))
        .map(e => e.getBoundingClientRect())
        .filter(r => r.width > 0 && r.height > 0);
    return toasts.length > 0 && toasts.every(t => controls.every(c =>
        c.right <= t.left || t.right <= c.left || c.bottom <= t.top || t.bottom <= c.top));";
