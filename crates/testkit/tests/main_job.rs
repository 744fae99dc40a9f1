//! The main job, from registration to the closed order, as four people live it over HTTP; on both
//! engines. What they see is asserted, not what the database holds.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use montaj_domain::{
    chat::MessageKind,
    ids::OrderId,
    notification::NotificationKind,
    order::OrderStatus,
    response::ResponseStatus,
    user::{Specialization, UserModeration},
};
use montaj_testkit::world::{Actor, Engine, World, window_order};
use montaj_wire::{event::EventBody, order::OrderView, problem::ErrorCode};

#[tokio::test]
async fn the_main_job_runs_on_sqlite() {
    the_main_job(Engine::Sqlite).await;
}

#[tokio::test]
async fn the_main_job_runs_on_postgresql() {
    the_main_job(Engine::Postgres).await;
}

/// Anna orders windows, Boris and Vera are window fitters.
struct Story {
    anna: Actor,
    boris: Actor,
    vera: Actor,
    order: OrderId,
    world: World,
}

async fn the_main_job(engine: Engine) {
    let world = World::start(engine).await;
    let gleb = world.admin("Глеб").await;
    let anna = world.customer("Анна").await;
    let boris = world.newcomer("Борис", Specialization::Windows).await;
    let vera = world.executor(&gleb, "Вера", Specialization::Windows).await;

    let posted = anna.post_order(&window_order(&*world.clock)).await;
    assert_eq!(posted.status(), 201);
    let order = posted.ok().order;
    assert_eq!(order.status, OrderStatus::Published);
    assert!(order.order_number > 0);
    boris.respond(order.id, "Сделаю за день").await.is_refused(ErrorCode::AccountPending);
    gleb.moderate(&boris, UserModeration::Approve).await;

    let story = Story { anna, boris, vera, order: order.id, world };
    story.two_respond().await;
    story.boris_is_selected().await;
    story.they_talk().await;
    story.boris_starts_and_refuses().await;
    story.vera_is_selected_and_finishes().await;
    story.every_log_tells_the_end().await;
    story.world.shutdown().await;
}

impl Story {
    async fn two_respond(&self) {
        let Self { anna, boris, vera, order, .. } = self;
        let feed = boris.feed("").await.ok().items;
        assert_eq!(feed.iter().map(|seen| seen.id).collect::<Vec<_>>(), [*order]);
        assert!(!feed[0].has_responded && feed[0].customer.contacts.is_none());

        let response = boris.respond(*order, "Сделаю за день, инструмент свой").await;
        assert_eq!(response.status(), 201);
        let response = response.ok().response;
        // PREMIUM on trial: a response costs nothing.
        assert_eq!(response.commission_kopecks.map(montaj_domain::money::Kopecks::get), Some(0));
        boris.respond(*order, "Ещё раз").await.is_refused(ErrorCode::AlreadyResponded);
        vera.respond(*order, "Гарантия пять лет").await.ok();

        assert!(boris.feed("").await.ok().items.is_empty(), "the feed leaves out what one has");
        assert_eq!(told(anna, NotificationKind::Response).await, 2);
        let responses = anna.responses_to(*order).await.ok().items;
        assert_eq!(responses.len(), 2);
        for response in responses {
            assert_eq!(response.status, ResponseStatus::Pending);
            assert!(response.executor.contacts.is_none() && response.commission_kopecks.is_none());
        }
        boris.responses_to(*order).await.is_refused(ErrorCode::Forbidden);
        boris.chat(*order).await.is_refused(ErrorCode::NotFound);
    }

    async fn boris_is_selected(&self) {
        let Self { anna, boris, vera, order, .. } = self;
        let selected = anna.select(*order, boris).await.ok().order;
        assert_eq!(selected.status, OrderStatus::InProgress);
        assert_eq!(selected.executor_id, Some(boris.id));
        let shown = selected.executor.and_then(|executor| executor.contacts).unwrap();
        assert_eq!(shown.phone, boris.phone.as_str());

        let seen = self.seen_by(boris).await;
        assert_eq!(seen.my_response_status, Some(ResponseStatus::Accepted));
        assert_eq!(seen.customer.contacts.unwrap().phone, anna.phone.as_str());
        let seen = self.seen_by(vera).await;
        assert_eq!(seen.my_response_status, Some(ResponseStatus::Rejected));
        assert!(seen.customer.contacts.is_none());
        assert!(seen.executor.is_none_or(|executor| executor.contacts.is_none()));

        assert_eq!(told(boris, NotificationKind::Selected).await, 1);
        assert_eq!(told(vera, NotificationKind::NotSelected).await, 1);
        anna.select(*order, vera).await.is_refused(ErrorCode::AlreadySelected);
        vera.chat(*order).await.is_refused(ErrorCode::NotFound);
        vera.say(*order, "А можно мне?").await.is_refused(ErrorCode::NotFound);
    }

    async fn they_talk(&self) {
        let Self { anna, boris, order, .. } = self;
        let message = anna.message("Здравствуйте! Когда удобно приехать на замер?");
        let sent = anna.send(*order, &message).await;
        assert_eq!(sent.status(), 201);
        let sent = sent.ok().message;
        let again = anna.send(*order, &message).await;
        assert_eq!(again.status(), 200, "a retry is the same message");
        assert_eq!(again.ok().message.seq, sent.seq);

        assert_eq!(boris.unread_in(*order).await, 1);
        let log = boris.events(0).await;
        let came = log.iter().find_map(|event| match &event.body {
            EventBody::MessageCreated(message) if message.id == sent.id => Some(message),
            _ => None,
        });
        assert_eq!(came.unwrap().content, message.content);
        // Asking for what comes after says that the rest is stored: ✓✓.
        assert!(boris.events(log.last().unwrap().seq).await.is_empty());
        boris.mark_read(*order, Some(sent.seq)).await.ok();
        assert_eq!(boris.unread_in(*order).await, 0);
        boris.say(*order, "Завтра в десять").await.ok();

        let lines = anna.chat(*order).await.ok().items;
        let kinds: Vec<_> = lines.iter().rev().map(|line| (line.seq, line.kind)).collect();
        let expected = [MessageKind::Selected, MessageKind::Text, MessageKind::Text];
        assert_eq!(kinds, (1..).zip(expected).collect::<Vec<_>>());
        assert!(lines[1].delivered_at.is_some() && lines[1].read_at.is_some());
        assert!(lines[0].read_at.is_none());
    }

    async fn boris_starts_and_refuses(&self) {
        let Self { anna, boris, vera, order, .. } = self;
        anna.start_work(*order).await.is_refused(ErrorCode::Forbidden);
        vera.start_work(*order).await.is_refused(ErrorCode::Forbidden);
        boris.complete(*order).await.is_refused(ErrorCode::NotStarted);
        assert!(boris.start_work(*order).await.ok().order.work_started_at.is_some());
        boris.start_work(*order).await.is_refused(ErrorCode::AlreadyStarted);
        assert_eq!(told(anna, NotificationKind::Started).await, 1);

        let reason = "Заболел, не смогу приехать";
        boris.refuse(*order, reason).await.ok();
        let seen = self.seen_by(anna).await;
        assert_eq!(seen.status, OrderStatus::Published);
        assert_eq!((seen.executor_id, seen.work_started_at), (None, None));
        let notifications = anna.notifications().await;
        let refused = notifications.iter().find(|one| one.kind == NotificationKind::Refused);
        assert!(refused.unwrap().body.contains(reason));

        boris.chat(*order).await.is_refused(ErrorCode::NotFound);
        let seen = self.seen_by(boris).await;
        assert_eq!(seen.my_response_status, Some(ResponseStatus::Cancelled));
        assert!(seen.customer.contacts.is_none());
        let seen = self.seen_by(vera).await;
        assert_eq!(seen.my_response_status, Some(ResponseStatus::Pending));
    }

    async fn vera_is_selected_and_finishes(&self) {
        let Self { anna, vera, order, .. } = self;
        anna.select(*order, vera).await.ok();
        let lines = vera.chat(*order).await.ok().items;
        assert!(
            lines.iter().all(|line| line.kind != MessageKind::Text),
            "an empty view: {lines:?}"
        );
        vera.say(*order, "Здравствуйте! Буду завтра").await.ok();
        assert_eq!(anna.unread_in(*order).await, 2, "Boris's last word and Vera's first");

        vera.start_work(*order).await.ok();
        vera.close(*order).await.is_refused(ErrorCode::NotDone);
        assert!(vera.complete(*order).await.ok().order.work_done_at.is_some());
        assert_eq!(told(anna, NotificationKind::Done).await, 1);
        anna.close(*order).await.is_refused(ErrorCode::Forbidden);
        let closed = vera.close(*order).await.ok().order;
        assert_eq!(closed.status, OrderStatus::Completed);
        assert!(closed.customer.contacts.is_none(), "masked again");
        assert_eq!(told(anna, NotificationKind::Closed).await, 1);

        let seen = self.seen_by(anna).await;
        let executor = seen.executor.unwrap();
        assert!(executor.contacts.is_none());
        assert_eq!((seen.customer.completed_orders, executor.completed_orders), (1, 1));
        anna.say(*order, "Спасибо!").await.is_refused(ErrorCode::ChatReadOnly);
        assert!(!anna.chat(*order).await.ok().items.is_empty());
        assert_eq!(anna.public_profile(vera).await.ok().completed_orders, 1);
    }

    /// The log alone brings a device to what the order page shows.
    async fn every_log_tells_the_end(&self) {
        for (who, status) in
            [(&self.anna, OrderStatus::Completed), (&self.vera, OrderStatus::Completed)]
        {
            let last = who.events(0).await.into_iter().rev().find_map(|event| match event.body {
                EventBody::OrderUpdated(order) if order.id == self.order => Some(order),
                _ => None,
            });
            assert_eq!(last.unwrap().status, status, "{}", who.name);
            let listed = who.my_orders().await.ok().items;
            assert_eq!(listed.iter().map(|order| order.id).collect::<Vec<_>>(), [self.order]);
        }
        // Nothing that happened after Boris left is in his log.
        let told_boris =
            self.boris.events(0).await.into_iter().filter_map(|event| match event.body {
                EventBody::MessageCreated(message) => Some(message.content),
                _ => None,
            });
        assert!(!told_boris.into_iter().any(|content| content.contains("Буду завтра")));
    }

    async fn seen_by(&self, who: &Actor) -> OrderView {
        who.order(self.order).await.ok().order
    }
}

/// How many notifications of a kind somebody has.
async fn told(who: &Actor, kind: NotificationKind) -> usize {
    who.notifications().await.iter().filter(|one| one.kind == kind).count()
}
