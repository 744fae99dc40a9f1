use montaj_domain::{
    ids::{OrderId, UserId},
    money::Kopecks,
    order::{Budget, Order, OrderDetails, OrderState, OrderStatus, PaymentMethod},
    user::{Role, Specialization},
};
use montaj_store::{Db, order_views, orders};

use crate::engines::{NOW, Store, contract};

/// A published order that no other test needs to know.
pub fn draft(store: &Store, customer_id: UserId) -> Order {
    Order {
        id: OrderId::new(NOW, store.entropy()),
        number: 0,
        customer_id,
        details: OrderDetails {
            category: Specialization::Windows,
            title: "Замена двух окон на кухне".into(),
            description: "Панельный дом, девятый этаж, есть лифт".into(),
            region: "Москва".into(),
            address: "улица Профсоюзная, 45".into(),
            position: Some((55.75, 37.62)),
            start_date: NOW.plus_days(3).moscow_day(),
            end_date: Some(NOW.plus_days(6).moscow_day()),
            budget: Budget::Fixed(Kopecks::from_roubles(48_000)),
            payment_method: PaymentMethod::Card,
        },
        state: OrderState::Published { published_at: NOW },
        created_at: NOW,
    }
}

/// Posts the order under the next number.
pub async fn post(db: &Db, order: Order) -> Order {
    let mut tx = db.write().await.unwrap();
    let order = Order { number: orders::next_number(&mut tx).await.unwrap(), ..order };
    orders::insert(&mut tx, &order).await.unwrap();
    tx.commit(NOW).await.unwrap();
    order
}

/// Writes the state that the order moved to.
async fn save(db: &Db, order: &Order) {
    let mut tx = db.write().await.unwrap();
    orders::save_state(&mut tx, order).await.unwrap();
    tx.commit(NOW).await.unwrap();
}

async fn found(db: &Db, id: OrderId) -> orders::StoredOrder {
    orders::find(&mut db.read().await.unwrap(), id).await.unwrap().unwrap()
}

contract! {
    async fn an_order_comes_back_as_it_was_written(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let mut negotiable = draft(&store, anna);
        negotiable.details.budget = Budget::Negotiable;
        negotiable.details.position = None;
        negotiable.details.end_date = None;
        negotiable.state = OrderState::Pending;
        for order in [draft(&store, anna), negotiable] {
            let order = post(&store.db, order).await;
            assert_eq!(found(&store.db, order.id).await.order, order);
        }
        let nobody = OrderId::new(NOW, store.entropy());
        let mut tx = store.db.read().await.unwrap();
        assert_eq!(orders::find(&mut tx, nobody).await.unwrap(), None);
    }

    async fn every_state_comes_back_as_it_was_written(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let published = post(&store.db, draft(&store, anna)).await;
        let selected = published.clone().select(anna, boris, NOW.plus_secs(1)).unwrap();
        let started = selected.clone().start_work(boris, NOW.plus_secs(2)).unwrap();
        let done = started.clone().complete(boris, NOW.plus_secs(3)).unwrap();
        let closed = done.clone().close(boris, NOW.plus_secs(4)).unwrap();
        let refused = started.clone().cancel_work(boris).unwrap();
        let cancelled = refused.clone().cancel(anna, NOW.plus_secs(5)).unwrap();
        for order in [selected, started, done, closed, refused, cancelled] {
            save(&store.db, &order).await;
            assert_eq!(found(&store.db, order.id).await.order, order);
        }
    }

    async fn numbers_run_without_gaps(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let first = post(&store.db, draft(&store, anna)).await.number;
        let mut given_back = store.db.write().await.unwrap();
        assert_eq!(orders::next_number(&mut given_back).await.unwrap(), first + 1);
        drop(given_back);
        assert_eq!(post(&store.db, draft(&store, anna)).await.number, first + 1);
    }

    async fn an_edit_replaces_what_is_asked_for(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let mut order = post(&store.db, draft(&store, anna)).await;
        order.details.title = "Замена трёх окон".into();
        order.details.budget = Budget::Negotiable;
        order.details.category = Specialization::Doors;
        let mut tx = store.db.write().await.unwrap();
        orders::save_details(&mut tx, &order).await.unwrap();
        tx.commit(NOW).await.unwrap();
        assert_eq!(found(&store.db, order.id).await.order, order);
    }

    async fn of_two_at_once_the_second_sees_what_the_first_did(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let order = post(&store.db, draft(&store, anna)).await;
        let mut first = store.db.write().await.unwrap();
        let locked = orders::lock(&mut first, order.id).await.unwrap().unwrap();
        let db = store.db.clone();
        let id = order.id;
        let second = tokio::spawn(async move {
            let mut second = db.write().await.unwrap();
            orders::lock(&mut second, id).await.unwrap().unwrap().order.state.status()
        });
        let selected = locked.order.select(anna, boris, NOW).unwrap();
        orders::save_state(&mut first, &selected).await.unwrap();
        first.commit(NOW).await.unwrap();
        assert_eq!(second.await.unwrap(), OrderStatus::InProgress);
    }

    async fn a_view_counts_once_for_an_executor(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let vera = store.person("Вера", Role::Executor).await;
        let order = post(&store.db, draft(&store, anna)).await;
        let other = post(&store.db, draft(&store, anna)).await;
        let mut tx = store.db.write().await.unwrap();
        assert!(order_views::record(&mut tx, order.id, boris, NOW).await.unwrap());
        assert!(!order_views::record(&mut tx, order.id, boris, NOW).await.unwrap());
        assert!(order_views::record(&mut tx, order.id, vera, NOW).await.unwrap());
        let both = [order.id, other.id];
        let viewed = order_views::viewed_by(&mut tx, boris, &both).await.unwrap();
        assert_eq!(viewed.into_iter().collect::<Vec<_>>(), [order.id]);
        assert_eq!(order_views::viewers_of(&mut tx, order.id).await.unwrap().len(), 2);
        assert!(order_views::viewed_by(&mut tx, anna, &[]).await.unwrap().is_empty());
        tx.commit(NOW).await.unwrap();
        assert_eq!(found(&store.db, order.id).await.views_count, 2);
    }

    async fn lists_go_back_in_time_page_by_page(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let mut posted = Vec::new();
        for seconds in 0..5 {
            // Two and two share an instant: then the id decides.
            let created_at = NOW.plus_secs(seconds / 2);
            posted.push(post(&store.db, Order { created_at, ..draft(&store, anna) }).await);
        }
        posted.sort_by_key(|order| std::cmp::Reverse((order.created_at, order.id)));
        let mut tx = store.db.read().await.unwrap();
        let mut seen = Vec::new();
        let mut before = None;
        loop {
            let page = orders::of_customer(&mut tx, anna, None, before, 2).await.unwrap();
            let Some(last) = page.last() else { break };
            before = Some((last.order.created_at, last.order.id));
            seen.extend(page.into_iter().map(|stored| stored.order));
        }
        assert_eq!(seen, posted);
        let newest = orders::newest(&mut tx, None, 3).await.unwrap();
        assert_eq!(newest.into_iter().map(|s| s.order).collect::<Vec<_>>(), posted[..3]);
        assert_eq!(orders::of_customer(&mut tx, boris, None, None, 9).await.unwrap(), []);
    }

    async fn lists_keep_to_their_status(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let order = post(&store.db, draft(&store, anna)).await;
        post(&store.db, draft(&store, anna)).await;
        let selected = order.select(anna, boris, NOW).unwrap();
        save(&store.db, &selected).await;
        let only = |found: Vec<orders::StoredOrder>| {
            found.into_iter().map(|stored| stored.order).collect::<Vec<_>>()
        };
        let mut tx = store.db.read().await.unwrap();
        let in_progress = Some(OrderStatus::InProgress);
        let of_anna = orders::of_customer(&mut tx, anna, in_progress, None, 9).await.unwrap();
        assert_eq!(only(of_anna), std::slice::from_ref(&selected));
        let of_boris = orders::of_executor(&mut tx, boris, None, None, 9).await.unwrap();
        assert_eq!(only(of_boris), std::slice::from_ref(&selected));
        let completed = Some(OrderStatus::Completed);
        assert_eq!(orders::of_executor(&mut tx, boris, completed, None, 9).await.unwrap(), []);
        let queue = orders::in_status(&mut tx, OrderStatus::InProgress, None, 9).await.unwrap();
        assert_eq!(only(queue), std::slice::from_ref(&selected));
        assert_eq!(only(orders::involving(&mut tx, boris, None, 9).await.unwrap()), [selected]);
        let both = orders::involving(&mut tx, anna, None, 9).await.unwrap();
        assert_eq!(both.len(), 2);
        let newest = &both[0].order;
        let before = Some((newest.created_at, newest.id));
        assert_eq!(orders::involving(&mut tx, anna, before, 9).await.unwrap(), both[1..]);
    }
}
