//! Starting anew from the whole of what a device keeps: on a first start, or when the log no
//! longer reaches back.

use std::sync::Arc;

use montaj_wire::{lean, sync::Snapshot};
use serde_json::{Value, json};

use crate::{
    core::Core,
    error::ClientError,
    replica::{Basis, Kept, Write},
    transport::Request,
    views::Change,
};

impl Core {
    pub(super) async fn start_anew(self: &Arc<Self>) -> Result<(), ClientError> {
        let snapshot: Snapshot = self.ask(Request::get("/api/sync/snapshot")).await?;
        let me = self.session.me()?;
        if snapshot.user.id != me {
            // An answer to the session before this one.
            return Err(ClientError::Offline);
        }
        let mut writes = vec![Write::ForgetDerived];
        for what in [Kept::Settings, Kept::Feed] {
            // They are no part of the log: forgetting them would gain nothing.
            let kept = self.replica().kept(what).await?;
            writes.extend(kept.map(|value| Write::Keep(what, value)));
        }
        let user = lean::to_value(&snapshot.user).unwrap_or(Value::Null);
        writes.extend([Write::Keep(Kept::Owner, json!(me)), Write::Keep(Kept::User, user)]);
        let basis = Basis::Answer(snapshot.up_to);
        let orders = snapshot.orders.into_iter().map(Box::new);
        writes.extend(orders.map(|order| Write::Order(order, basis)));
        let responses = snapshot.responses.into_iter().map(Box::new);
        writes.extend(responses.map(|response| Write::Response(response, basis)));
        writes.extend(snapshot.messages.into_iter().map(Write::Message));
        writes.extend(snapshot.notifications.into_iter().map(Write::Notification));
        let settings = lean::to_value(&snapshot.notification_settings);
        writes.extend(settings.map(|settings| Write::Keep(Kept::NotificationSettings, settings)));
        writes.push(Write::Cursor(snapshot.up_to));
        self.write(writes).await?;
        self.older.begin_anew();
        self.quiet.changed.ring();
        self.session.set_user(snapshot.user);
        self.changed(Change::All);
        Ok(())
    }
}
