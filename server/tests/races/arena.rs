//! Who races: Anna orders, Boris and Vera respond. One server and the same people for all rounds.

use std::future::Future;

use futures::{StreamExt as _, stream};
use montaj_domain::{ids::OrderId, user::Specialization};
use montaj_testkit::world::{Actor, Engine, World, window_order};

use crate::story::stories;

pub const ROUNDS: usize = 200;
/// Rounds that are under way at the same time, each on an order of its own.
const AT_ONCE: usize = 8;

pub struct Arena {
    pub anna: Actor,
    pub boris: Actor,
    pub vera: Actor,
    pub world: World,
}

/// An order that was raced for, and one on which the winner acted alone: nobody's log may tell
/// them apart.
pub struct Outcome {
    pub raced: OrderId,
    pub calm: OrderId,
}

impl Arena {
    pub async fn on(engine: Engine) -> Self {
        let world = World::start(engine).await;
        let gleb = world.admin("Глеб").await;
        let anna = world.customer("Анна").await;
        let boris = world.executor(&gleb, "Борис", Specialization::Windows).await;
        let vera = world.executor(&gleb, "Вера", Specialization::Windows).await;
        Self { anna, boris, vera, world }
    }

    pub async fn order(&self) -> OrderId {
        self.anna.post_order(&window_order(&*self.world.clock)).await.ok().order.id
    }

    /// An order to which Boris and then Vera have responded.
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

    /// Runs the round with the numbers 0, 1, 2 …, some of them at once.
    pub async fn rounds<T>(&self, round: impl AsyncFn(usize) -> T) -> Vec<T> {
        stream::iter(0..ROUNDS)
            .map(|number| round(number))
            .buffer_unordered(AT_ONCE)
            .collect()
            .await
    }

    /// Everybody's log is without gaps and tells of each raced order what it tells of its calm one.
    pub async fn agree(&self, outcomes: &[Outcome]) {
        for person in [&self.anna, &self.boris, &self.vera] {
            let stories = stories(person).await;
            for Outcome { raced, calm } in outcomes {
                assert_eq!(stories.get(raced), stories.get(calm), "{}: {raced}", person.name);
            }
        }
    }
}

/// Does both at once; who begins changes with the number of the round.
pub async fn both<A, B>(
    round: usize,
    one: impl Future<Output = A>,
    other: impl Future<Output = B>,
) -> (A, B) {
    if round.is_multiple_of(2) {
        tokio::join!(one, other)
    } else {
        let (other, one) = tokio::join!(other, one);
        (one, other)
    }
}

/// That a race was one: each of the two sides has won some of its rounds.
pub fn each_won_some(wins_of_one: usize, rounds: usize) {
    assert!((1..rounds).contains(&wins_of_one), "one side won {wins_of_one} of {rounds}");
}
