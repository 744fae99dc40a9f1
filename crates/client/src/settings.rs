//! What the person wants to be told of (PRODUCT 8), as it is in force on this device.
//!
//! The replica has what the server said; edits that wait in the outbox are laid over it, so that
//! what another device changed meanwhile does not undo them, and they do not undo it.

use montaj_domain::{ids::OrderId, timestamp::Timestamp};
use montaj_wire::{
    lean,
    notification::{EditNotificationSettings, NotificationSettings},
    problem::{ErrorCode, FieldError, Problem},
};

use crate::{
    core::Core,
    engine::Engine,
    error::ClientError,
    outbox::{Action, Lane},
    replica::{Kept, Write},
    views::Change,
};

impl Engine {
    pub async fn notification_settings(&self) -> Result<NotificationSettings, ClientError> {
        self.core().notification_settings().await
    }

    /// In force here at once, told to the server by the outbox.
    pub async fn save_notification_settings(
        &self,
        edit: EditNotificationSettings,
    ) -> Result<(), ClientError> {
        if let Some(Err(error)) = edit.quiet_hours.as_ref().map(|hours| hours.check()) {
            tracing::debug!(%error, "quiet hours that are none");
            return Err(no_hours());
        }
        self.core().edit_settings(Action::EditNotificationSettings(edit)).await
    }

    /// Messages of this chat do not pop up, until then or for good.
    pub async fn mute_chat(
        &self,
        order_id: OrderId,
        until: Option<Timestamp>,
    ) -> Result<(), ClientError> {
        self.core().edit_settings(Action::MuteChat { order_id, until }).await
    }

    pub async fn unmute_chat(&self, order_id: OrderId) -> Result<(), ClientError> {
        self.core().edit_settings(Action::UnmuteChat { order_id }).await
    }
}

impl Core {
    pub(crate) async fn notification_settings(&self) -> Result<NotificationSettings, ClientError> {
        // The outbox first: what leaves it between the two looks is among what was kept by then.
        let outbox = self.replica().outbox().await?;
        let mut settings = self.kept_settings().await?;
        for item in outbox {
            lay_over(&mut settings, &item.action);
        }
        Ok(settings)
    }

    /// What the server has taken stays in force while the log brings it back. Where the log has
    /// brought other settings since `before`, they have it in them, or something newer.
    pub(crate) async fn settled(
        &self,
        action: &Action,
        before: NotificationSettings,
    ) -> Result<Vec<Write>, ClientError> {
        let mut settings = self.kept_settings().await?;
        if settings != before {
            return Ok(Vec::new());
        }
        lay_over(&mut settings, action);
        let settings = lean::to_value(&settings).map_err(|e| ClientError::local(&e))?;
        Ok(vec![Write::Keep(Kept::NotificationSettings, settings)])
    }

    /// As the server last told them.
    pub(crate) async fn kept_settings(&self) -> Result<NotificationSettings, ClientError> {
        let user = self.session.user()?;
        let kept = self.replica().kept(Kept::NotificationSettings).await?;
        let kept = kept.and_then(|kept| lean::from_value(kept).ok());
        Ok(kept.unwrap_or_else(|| NotificationSettings::of(user.role)))
    }

    async fn edit_settings(&self, action: Action) -> Result<(), ClientError> {
        self.session.me()?;
        self.enqueue(self.new_operation(), Lane::Notifications, action, Vec::new()).await?;
        self.settings_changed();
        Ok(())
    }

    pub(crate) fn settings_changed(&self) {
        self.quiet.changed.ring();
        self.changed(Change::NotificationSettings);
    }
}

fn lay_over(settings: &mut NotificationSettings, action: &Action) {
    match action {
        Action::EditNotificationSettings(edit) => settings.apply(edit),
        Action::MuteChat { order_id, until } => settings.mute(*order_id, *until),
        Action::UnmuteChat { order_id } => settings.unmute(*order_id),
        _ => {}
    }
}

fn no_hours() -> ClientError {
    let field = FieldError {
        field: "quietHours".into(),
        code: "empty".into(),
        message: "Начало и конец тихих часов не должны совпадать".into(),
    };
    let problem = Problem { errors: vec![field], ..Problem::new(ErrorCode::InvalidInput) };
    ClientError::Rejected(Box::new(problem))
}
