//! What every case begins with: Anna's order at Boris's hands, and what either does in it.

use montaj_client::{engine::Timings, views::Link};
use montaj_domain::{
    chat::MessageKind::{self, Closed, Done, Selected, Started},
    ids::OrderId,
};
use montaj_testkit::{
    Fault, eventually,
    house::{Device, Home, House, PATIENCE, timings},
};
use montaj_wire::order::OrderView;

/// How a device reaches the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Socket,
    /// Its network lets no socket through.
    Rest,
}

/// Who does the thing that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Customer,
    Executor,
}

pub(crate) struct Scene {
    pub(crate) house: House,
    pub(crate) anna: Device,
    pub(crate) boris: Device,
    pub(crate) order_id: OrderId,
}

impl Scene {
    pub(crate) async fn set(home: Home, way: Way) -> Self {
        let house = House::furnished(home, timings(), |_| ()).await;
        let (anna, boris, order_id) = house.at_work().await;
        Self { house, anna, boris, order_id }.ready(way).await
    }

    /// With other timings once everybody is there: what led here takes the time that it takes.
    pub(crate) async fn timed(home: Home, way: Way, timings: Timings) -> Self {
        let house = House::furnished(home, self::timings(), |_| ()).await;
        let (anna, boris, order_id) = house.at_work().await;
        let (anna, boris) = (anna.retimed(timings.clone()).await, boris.retimed(timings).await);
        for device in [&anna, &boris] {
            device.until_chat(order_id).await;
        }
        Self { house, anna, boris, order_id }.ready(way).await
    }

    async fn ready(self, way: Way) -> Self {
        let Self { anna, boris, .. } = &self;
        for device in [anna, boris] {
            take(device, way).await;
        }
        // All that led here has come to rest: the fault meets what the test does.
        self.agree(&[], &[]).await;
        self
    }

    /// The one whom it befalls, and the other.
    pub(crate) const fn cast(&self, who: Who) -> (&Device, &Device) {
        match who {
            Who::Customer => (&self.anna, &self.boris),
            Who::Executor => (&self.boris, &self.anna),
        }
    }

    /// Both see what both wrote, and nothing else.
    pub(crate) async fn agree(&self, by_anna: &[&str], by_boris: &[&str]) {
        let agreement = self.house.agreement(self.order_id);
        agreement.said(&self.anna, by_anna).said(&self.boris, by_boris).check().await;
    }

    /// The same for what one of them wrote.
    pub(crate) async fn agree_on(&self, who: Who, texts: &[&str]) {
        match who {
            Who::Customer => self.agree(texts, &[]).await,
            Who::Executor => self.agree(&[], texts).await,
        }
    }

    /// One has read what the other wrote.
    pub(crate) async fn agree_read(&self, reader: Who, texts: &[&str]) {
        let (reads, writes) = self.cast(reader);
        let agreement = self.house.agreement(self.order_id).said(writes, texts);
        agreement.said(reads, &[""; 0]).and_read_all().check().await;
    }

    /// Nobody wrote anything, and these steps were taken, each once.
    pub(crate) async fn agree_done(&self, steps: &[Step]) {
        let agreement = self.house.agreement(self.order_id).marks(&marks(steps));
        agreement.said(&self.anna, &[""; 0]).said(&self.boris, &[""; 0]).check().await;
    }

    /// Takes the steps before this one, and waits until both know of it.
    pub(crate) async fn come_to(&self, step: Step) {
        for earlier in step.before() {
            earlier.take(&self.boris, self.order_id).await;
            for device in [&self.anna, &self.boris] {
                device
                    .until_order(self.order_id, "the step", |order| earlier.is_taken(order))
                    .await;
            }
        }
        self.agree_done(step.before()).await;
    }

    /// The fault was not idle.
    pub(crate) fn has_struck(&self, who: Who) {
        let (device, _) = self.cast(who);
        assert_eq!(device.proxy.fault(), Fault::Pass, "the fault has not struck");
    }

    pub(crate) fn path(&self, operation: &str) -> String {
        format!("POST /api/orders/{}/{operation}", self.order_id)
    }

    pub(crate) fn messages(&self) -> String {
        format!("POST /api/chat/{}/messages", self.order_id)
    }

    pub(crate) fn mark_read(&self) -> String {
        format!("POST /api/chat/{}/mark-read", self.order_id)
    }
}

/// Goes this way, and waits until it does.
pub(crate) async fn take(device: &Device, way: Way) {
    match way {
        Way::Socket => device.until_link(Link::Live).await,
        Way::Rest => {
            device.proxy.block_sockets(true);
            device.until_link(Link::Polling).await;
        }
    }
}

/// A step of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Start,
    Complete,
    Close,
}

impl Step {
    const ALL: [Self; 3] = [Self::Start, Self::Complete, Self::Close];

    pub(crate) const fn before(self) -> &'static [Self] {
        match self {
            Self::Start => &[],
            Self::Complete => &[Self::Start],
            Self::Close => &[Self::Start, Self::Complete],
        }
    }

    pub(crate) const fn up_to(self) -> &'static [Self] {
        match self {
            Self::Start => &[Self::Start],
            Self::Complete => &[Self::Start, Self::Complete],
            Self::Close => &Self::ALL,
        }
    }

    pub(crate) async fn take(self, device: &Device, order_id: OrderId) {
        let taken = match self {
            Self::Start => device.engine.start_work(order_id).await,
            Self::Complete => device.engine.complete(order_id).await,
            Self::Close => device.engine.close(order_id).await,
        };
        taken.map(drop).unwrap_or_else(|error| panic!("{self:?}: {error}"));
    }

    pub(crate) const fn is_taken(self, order: &OrderView) -> bool {
        match self {
            Self::Start => order.work_started_at.is_some(),
            Self::Complete => order.work_done_at.is_some(),
            Self::Close => order.closed_at.is_some(),
        }
    }

    const fn mark(self) -> MessageKind {
        match self {
            Self::Start => Started,
            Self::Complete => Done,
            Self::Close => Closed,
        }
    }
}

/// The system lines of a chat in which these steps were taken.
pub(crate) fn marks(steps: &[Step]) -> Vec<MessageKind> {
    std::iter::once(Selected).chain(steps.iter().map(|step| step.mark())).collect()
}

/// «Сообщение 1», «Сообщение 2» …
pub(crate) fn numbered(name: &str, count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("{name} {number}")).collect()
}

pub(crate) fn refs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

/// Waits until the server has committed so many texts of the chat.
pub(crate) async fn until_committed(house: &House, order_id: OrderId, texts: usize) {
    eventually(PATIENCE, async || {
        let found = house
            .on_server(async |app| {
                let mut tx = app.db.read().await.unwrap();
                let all = montaj_store::messages::page(&mut tx, order_id, 0, i64::MAX, 1000);
                let all = all.await.unwrap();
                all.iter().filter(|message| message.sender_id.is_some()).count()
            })
            .await;
        if found >= texts { Ok(()) } else { Err(format!("the server has {found} of {texts}")) }
    })
    .await;
}
