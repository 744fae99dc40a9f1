//! Registering with a code, and getting ready to work.

use anyhow::{Context, Result};
use montaj_domain::phone::Phone;

use crate::people::Person;
use crate::stage::Stage;
use crate::wait::{PATIENCE, until};

/// Somebody who is about to register.
#[derive(Debug, Clone, Copy)]
pub struct Newcomer {
    pub executor: bool,
    pub full_name: &'static str,
    pub phone: &'static str,
    pub email: &'static str,
    pub city: &'static str,
    pub password: &'static str,
}

/// The customer.
pub const ANNA: Newcomer = Newcomer {
    executor: false,
    full_name: "Анна Соколова",
    phone: "+79161110001",
    email: "anna@example.ru",
    city: "Москва",
    password: "светлое окно 7",
};

/// An executor.
pub const BORIS: Newcomer = Newcomer {
    executor: true,
    full_name: "Борис Кузнецов",
    phone: "+79161110002",
    email: "boris@example.ru",
    city: "Москва",
    password: "ровный уровень 8",
};

/// Another executor.
pub const VERA: Newcomer = Newcomer {
    executor: true,
    full_name: "Вера Лебедева",
    phone: "+79161110003",
    email: "vera@example.ru",
    city: "Москва",
    password: "прочный анкер 9",
};

impl Person {
    /// From the welcome page into an account.
    ///
    /// # Errors
    /// When a page does not do its part.
    pub async fn log_in(&self, phone: &str, password: &str) -> Result<()> {
        self.press("welcome-login").await?;
        self.fill("login-phone", phone).await?;
        self.fill("login-password", password).await?;
        self.press("login-submit").await?;
        self.see("nav").await?;
        Ok(())
    }

    /// From the welcome page to the first page of an account: form, code, signed in.
    ///
    /// # Errors
    /// When a page does not do its part.
    pub async fn register(&self, stage: &Stage, who: &Newcomer) -> Result<()> {
        self.see("welcome").await?;
        self.picture("welcome").await?;
        let role = if who.executor { "executor" } else { "customer" };
        self.press(format!("welcome-register-{role}")).await?;
        self.see("register-form").await?;
        self.fill("register-phone", who.phone).await?;
        self.fill("register-password", who.password).await?;
        self.picture("register-access").await?;
        self.press("register-next").await?;
        self.fill("register-name", who.full_name).await?;
        self.fill("register-email", who.email).await?;
        self.fill("register-city", who.city).await?;
        self.picture("register-person").await?;
        self.press("register-next").await?;
        self.tick("register-terms").await?;
        self.tick("register-privacy").await?;
        self.picture("register-consents").await?;
        self.press("register-submit").await?;
        self.enter_code(stage, who.phone).await?;
        self.see("nav").await?;
        self.picture("signed-in").await
    }

    /// An executor's way to the feed: approved by the admin, with a region and a speciality.
    ///
    /// # Errors
    /// When a page does not do its part.
    pub async fn become_active(&self, stage: &Stage, who: &Newcomer) -> Result<()> {
        stage.approve(who.phone).await?;
        self.press("nav-profile").await?;
        self.see("executor-form").await?;
        self.set("executor-region", "Москва").await?;
        self.tick("executor-spec-WINDOWS").await?;
        self.fill("executor-short", "Окна ПВХ и алюминий, монтаж за один день").await?;
        self.picture("profile").await?;
        self.press("executor-submit").await?;
        self.see("[data-testid=\"toast\"][data-kind=\"success\"]").await?;
        self.press("nav-feed").await?;
        self.see("feed-search").await?;
        Ok(())
    }

    async fn enter_code(&self, stage: &Stage, phone: &str) -> Result<()> {
        self.see("verify-form").await?;
        let phone = Phone::parse(phone).context("the newcomer's phone")?;
        let code = stage.sandbox.wait_for_code(&phone).await?;
        self.fill("code-input", &code).await?;
        self.picture("code").await?;
        // The last digit may send the form by itself; then there is no button to press.
        until("the code accepted", PATIENCE, || async {
            if self.sees("nav").await {
                return Some(());
            }
            self.press_now("code-submit").await;
            None
        })
        .await
    }
}
