//! Anna's order in Boris's hands; Vera responded too, and waits.

use montaj_domain::{ids::OrderId, user::Specialization};
use montaj_server::{app::App, http::caller::Caller};
use montaj_testkit::world::{Actor, Engine, World, window_order};

pub struct Scene {
    pub anna: Actor,
    pub boris: Actor,
    pub vera: Actor,
    pub order: OrderId,
    pub world: World,
}

impl Scene {
    pub async fn on(engine: Engine) -> Self {
        let world = World::start(engine).await;
        let gleb = world.admin("Глеб").await;
        let anna = world.customer("Анна").await;
        let boris = world.executor(&gleb, "Борис", Specialization::Windows).await;
        let vera = world.executor(&gleb, "Вера", Specialization::Windows).await;
        let order = anna.post_order(&window_order(&*world.clock)).await.ok().order.id;
        boris.respond(order, "Сделаю за день").await.ok();
        vera.respond(order, "Могу завтра").await.ok();
        anna.select(order, &boris).await.ok();
        Self { anna, boris, vera, order, world }
    }

    pub fn app(&self) -> &App {
        self.world.server().app()
    }

    pub async fn caller(&self, person: &Actor) -> Caller {
        Caller::authenticate(self.app(), &person.access_token()).await.unwrap()
    }
}
