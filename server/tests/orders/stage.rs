//! Who is on stage: Anna orders windows, Boris and Vera fit them, Gleb administers.

use std::time::Duration;

use montaj_domain::{
    ids::OrderId, notification::NotificationKind, settings::PlatformSettings, user::Specialization,
};
use montaj_store::settings;
use montaj_testkit::{
    eventually,
    world::{Actor, Engine, World, window_order},
};
use montaj_wire::{
    event::EventBody,
    notification::NotificationView,
    order::{OrderDraft, OrderView},
};

pub struct Stage {
    pub gleb: Actor,
    pub anna: Actor,
    pub boris: Actor,
    pub vera: Actor,
    pub world: World,
}

impl Stage {
    pub async fn set() -> Self {
        Self::on(Engine::Sqlite).await
    }

    pub async fn on(engine: Engine) -> Self {
        let world = World::start(engine).await;
        let gleb = world.admin("Глеб").await;
        let anna = world.customer("Анна").await;
        let boris = world.executor(&gleb, "Борис", Specialization::Windows).await;
        let vera = world.executor(&gleb, "Вера", Specialization::Windows).await;
        Self { gleb, anna, boris, vera, world }
    }

    pub fn draft(&self) -> OrderDraft {
        window_order(&*self.world.clock)
    }

    /// Anna posts an order for windows, a second after what was before.
    pub async fn order(&self) -> OrderId {
        self.posts(&self.draft()).await.id
    }

    /// Anna posts this order, a second after what was before.
    pub async fn posts(&self, draft: &OrderDraft) -> OrderView {
        self.world.clock.advance(Duration::from_secs(1));
        self.anna.post_order(draft).await.ok().order
    }

    /// The same, and Boris and Vera respond.
    pub async fn answered(&self) -> OrderId {
        let order = self.order().await;
        self.boris.respond(order, "Сделаю за день").await.ok();
        self.vera.respond(order, "Могу завтра").await.ok();
        order
    }

    /// The same, and Boris is selected.
    pub async fn selected(&self) -> OrderId {
        let order = self.answered().await;
        self.anna.select(order, &self.boris).await.ok();
        order
    }

    /// Orders wait for a moderator from now on.
    pub async fn moderate_orders(&self) {
        let settings = PlatformSettings { auto_approve_orders: false, ..Default::default() };
        let app = self.world.server().app();
        let mut tx = app.db.write().await.unwrap();
        settings::save(&mut tx, &settings).await.unwrap();
        tx.commit(app.now()).await.unwrap();
    }
}

/// What the person was told of this kind, the newest first.
pub async fn told(person: &Actor, kind: NotificationKind) -> Vec<NotificationView> {
    let mut notifications = person.notifications().await;
    notifications.retain(|notification| notification.kind == kind);
    notifications
}

/// Waits until the worker has told the person.
pub async fn hears(person: &Actor, kind: NotificationKind) -> NotificationView {
    eventually(Duration::from_secs(20), async || {
        let heard = told(person, kind).await.into_iter().next();
        heard.ok_or_else(|| format!("{} has not heard of {kind}", person.name))
    })
    .await
}

/// The states of the order that the person's log tells after `since`, in order.
pub async fn states_in_log(person: &Actor, order: OrderId, since: i64) -> Vec<OrderView> {
    let of_order = |body| match body {
        EventBody::OrderUpdated(view) if view.id == order => Some(*view),
        _ => None,
    };
    person.events(since).await.into_iter().filter_map(|event| of_order(event.body)).collect()
}

/// Where the person's log ends now.
pub async fn log_end(person: &Actor) -> i64 {
    person.events(0).await.last().map_or(0, |event| event.seq)
}
