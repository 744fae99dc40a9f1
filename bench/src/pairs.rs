//! Pairs who talk: a customer and the executor selected for the customer's order, both live.

use montaj_domain::{ids::OrderId, user::Specialization};
use montaj_testkit::world::{Actor, Live, World, window_order};

pub struct Pair {
    pub order: OrderId,
    pub customer: (Actor, Live),
    pub executor: (Actor, Live),
}

impl Pair {
    /// Registers two people and brings them to an order in progress.
    pub async fn meet(world: &World, admin: &Actor) -> Self {
        let customer = world.customer("Анна").await;
        let executor = world.executor(admin, "Борис", Specialization::Windows).await;
        let order = customer.post_order(&window_order(&*world.clock)).await.ok().order.id;
        executor.respond(order, "Сделаю за день").await.ok();
        customer.select(order, &executor).await.ok();
        Self { order, customer: live(customer).await, executor: live(executor).await }
    }
}

async fn live(actor: Actor) -> (Actor, Live) {
    let since = actor.events(0).await.last().map_or(0, |event| event.seq);
    let socket = actor.go_live(since).await;
    (actor, socket)
}
