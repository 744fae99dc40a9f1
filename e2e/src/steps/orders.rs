//! Orders: posting, responding, selecting, working.

use anyhow::{Context, Result, ensure};

use crate::people::Person;

/// What a customer posts.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    pub category: &'static str,
    pub title: &'static str,
    pub description: &'static str,
    pub region: &'static str,
    pub address: &'static str,
    pub roubles: &'static str,
}

/// Three windows in a flat.
pub const WINDOWS_ORDER: Order = Order {
    category: "WINDOWS",
    title: "Установить три окна в квартире",
    description: "Панельный дом, пятый этаж. Окна уже привезли, нужен монтаж с откосами и \
                  подоконниками, старые рамы вынести.",
    region: "Москва",
    address: "Москва, улица Лесная, 12",
    roubles: "24000",
};

impl Person {
    /// Fills in the form and posts; answers the order's id.
    ///
    /// # Errors
    /// When a page does not do its part.
    pub async fn post_order(&self, order: &Order, start: &str) -> Result<String> {
        self.press("nav-new-order").await?;
        self.see("order-new-form").await?;
        self.describe_work(order).await?;
        self.picture("order-form").await?;
        self.next_step("where").await?;
        self.set("order-new-region", order.region).await?;
        self.fill("order-new-address", order.address).await?;
        self.next_step("when").await?;
        self.fill("order-new-start-date", &typed_day(start)).await?;
        self.next_step("money").await?;
        self.fill("order-new-budget", order.roubles).await?;
        self.tick("order-new-payment-card").await?;
        self.next_step("check").await?;
        self.read("order-new-preview", order.title).await?;
        self.picture("order-check").await?;
        self.press("order-new-submit").await?;
        let page = self.see("order-page").await?;
        let id = page.attr("data-order-id").await?.context("the order page names its order")?;
        self.status("PUBLISHED").await?;
        self.picture("order-posted").await?;
        Ok(id)
    }

    /// The first step of the form: what is to be done.
    ///
    /// # Errors
    /// When the form does not take it.
    pub async fn describe_work(&self, order: &Order) -> Result<()> {
        self.tick(format!("order-new-category-{}", order.category)).await?;
        self.fill("order-new-title", order.title).await?;
        self.fill("order-new-description", order.description).await
    }

    /// Presses «Далее» and waits for the step that follows.
    ///
    /// # Errors
    /// When the form stays where it is.
    pub async fn next_step(&self, step: &str) -> Result<()> {
        self.press("order-new-next").await?;
        self.mark("order-new-form", "data-step", step).await
    }

    /// Finds the order in the open feed, where it came by itself, and opens it.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn find_in_feed(&self, order: &str) -> Result<()> {
        let card = card(order);
        self.until_card(&card).await?;
        self.picture("feed").await?;
        self.press(card).await?;
        self.on_order(order).await
    }

    /// Responds to the order on screen.
    ///
    /// # Errors
    /// When a page does not do its part.
    pub async fn respond(&self, message: &str) -> Result<()> {
        self.press("action-respond").await?;
        self.fill("respond-message", message).await?;
        self.picture("respond").await?;
        self.press("respond-submit").await?;
        self.mark("order-my-response", "data-status", "PENDING").await?;
        self.picture("responded").await
    }

    /// Selects the executor with this name among the responses of the order on screen.
    ///
    /// # Errors
    /// When the response does not come or cannot be selected.
    pub async fn select(&self, name: &str) -> Result<()> {
        self.read("responses", name).await?;
        self.picture("responses").await?;
        self.press_in("response-card", name, "action-select").await?;
        self.confirm("select").await?;
        self.status("IN_PROGRESS").await?;
        self.see("contacts").await?;
        self.picture("selected").await
    }

    /// Says yes in the dialog.
    ///
    /// # Errors
    /// When none opens.
    pub async fn confirm(&self, what: &str) -> Result<()> {
        self.see("dialog").await?;
        self.picture(&format!("confirm-{what}")).await?;
        self.press("confirm-yes").await?;
        self.miss("dialog").await
    }

    /// Waits until the order on screen has this status.
    ///
    /// # Errors
    /// When it has not in time.
    pub async fn status(&self, status: &str) -> Result<()> {
        self.mark("order-status", "data-status", status).await
    }

    /// Opens the order's page from the list of one's own orders.
    ///
    /// # Errors
    /// When it is not listed.
    pub async fn open_own(&self, order: &str, tab: &str) -> Result<()> {
        self.press("nav-my-orders").await?;
        self.press(format!("my-orders-tab-{tab}")).await?;
        self.see(card(order)).await?;
        self.picture(&format!("my-orders-{tab}")).await?;
        self.press(card(order)).await?;
        self.on_order(order).await
    }

    /// Goes where nothing of the order is on screen, so that pop-ups are due.
    ///
    /// # Errors
    /// When the page does not come.
    pub async fn look_elsewhere(&self) -> Result<()> {
        self.press("nav-profile").await?;
        self.see("profile").await?;
        Ok(())
    }

    /// Is told of `kind` about the order: in the app, and by the system's pop-up where the
    /// person has a desktop. Opens the order from whichever it was.
    ///
    /// # Errors
    /// When the notification or the pop-up does not come, or leads elsewhere.
    pub async fn is_told(&self, kind: &str, order: &str) -> Result<()> {
        let item = format!(
            "[data-testid=\"notification-item\"][data-kind=\"{kind}\"][data-order-id=\"{order}\"]"
        );
        self.see("unread-notifications").await?;
        self.press("nav-notifications").await?;
        let title = self.see(&item).await?.text().await?;
        self.picture(&format!("told-{}", kind.to_lowercase())).await?;
        match self.popups() {
            None => self.press(item).await?,
            Some(popups) => {
                let popup = popups.wait_for_one_of(&title).await?;
                popups.click(&popup).await?;
            }
        }
        self.on_order(order).await
    }

    /// Checks that the contacts of the other side are open and hold `phone`.
    ///
    /// # Errors
    /// When they do not.
    pub async fn sees_phone(&self, phone: &str) -> Result<()> {
        let link = self.see("contact-phone").await?.attr("href").await?.unwrap_or_default();
        ensure!(link == format!("tel:{phone}"), "{}: the contact is {link}", self.name);
        Ok(())
    }

    /// Waits until the order's page is on screen.
    ///
    /// # Errors
    /// When another one stays.
    pub async fn on_order(&self, order: &str) -> Result<()> {
        self.mark("order-page", "data-order-id", order).await
    }
}

/// An order's card in any list.
pub(crate) fn card(order: &str) -> String {
    format!("[data-testid=\"order-card\"][data-order-id=\"{order}\"]")
}

/// `2026-03-05` as one types it: «05.03.2026».
fn typed_day(day: &str) -> String {
    day.rsplit('-').collect::<Vec<_>>().join(".")
}
