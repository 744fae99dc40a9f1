use montaj_domain::{
    ids::{OrderId, ResponseId, UserId},
    money::Kopecks,
    response::ResponseStatus::{self, Accepted, Cancelled, Pending, Rejected},
    tariff::Tariff,
    user::Role,
};
use montaj_store::{
    Db, StoreError, orders,
    responses::{self, Response},
};

use crate::engines::{NOW, Store, contract};

fn response(store: &Store, order_id: OrderId, executor_id: UserId) -> Response {
    Response {
        id: ResponseId::new(NOW, store.entropy()),
        order_id,
        executor_id,
        tariff: Tariff::Premium,
        commission: Kopecks::ZERO,
        message: Some("Сделаю за день, опыт 12 лет".into()),
        price: Some(Kopecks::from_roubles(45_000)),
        status: Pending,
        flagged: true,
        created_at: NOW,
    }
}

/// The executor responds to the order.
pub async fn respond(store: &Store, order_id: OrderId, executor_id: UserId) -> Response {
    let response = response(store, order_id, executor_id);
    let mut tx = store.db.write().await.unwrap();
    assert!(responses::insert(&mut tx, &response).await.unwrap());
    tx.commit(NOW).await.unwrap();
    response
}

async fn status(db: &Db, response: &Response) -> ResponseStatus {
    let mut tx = db.read().await.unwrap();
    responses::find(&mut tx, response.id).await.unwrap().unwrap().status
}

contract! {
    async fn a_response_comes_back_as_it_was_written_and_counts(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let vera = store.person("Вера", Role::Executor).await;
        let (order, other) = (store.order(anna).await, store.order(anna).await);
        let first = respond(&store, order, boris).await;
        let plain = Response {
            message: None, price: None, flagged: false, ..response(&store, order, vera)
        };
        let mut tx = store.db.write().await.unwrap();
        assert!(responses::insert(&mut tx, &plain).await.unwrap());
        assert_eq!(responses::find(&mut tx, first.id).await.unwrap(), Some(first.clone()));
        assert_eq!(responses::of(&mut tx, order, vera).await.unwrap(), Some(plain.clone()));
        assert_eq!(responses::of(&mut tx, other, vera).await.unwrap(), None);
        let to = [order, other];
        assert_eq!(responses::of_executor_to(&mut tx, vera, &to).await.unwrap(), [plain]);
        assert_eq!(responses::of_order(&mut tx, order).await.unwrap().len(), 2);
        let stored = orders::find(&mut tx, order).await.unwrap().unwrap();
        assert_eq!(stored.responses_count, 2);
    }

    async fn a_second_response_of_the_same_executor_is_not_written(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let order = store.order(anna).await;
        respond(&store, order, boris).await;
        let again = response(&store, order, boris);
        let mut tx = store.db.write().await.unwrap();
        assert!(!responses::insert(&mut tx, &again).await.unwrap());
        assert_eq!(responses::find(&mut tx, again.id).await.unwrap(), None);
        let stored = orders::find(&mut tx, order).await.unwrap().unwrap();
        assert_eq!(stored.responses_count, 1);
    }

    async fn a_selection_rejects_the_others_and_a_refusal_reopens_them(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let order = store.order(anna).await;
        let mut all = Vec::new();
        for name in ["Борис", "Вера", "Дмитрий", "Егор"] {
            let executor = store.person(name, Role::Executor).await;
            all.push(respond(&store, order, executor).await);
        }
        let [chosen, vera, dmitri, gone]: &[_; 4] = all.as_slice().try_into().unwrap();
        let mut tx = store.db.write().await.unwrap();
        responses::set_status(&mut tx, gone.id, Cancelled).await.unwrap();
        responses::set_status(&mut tx, chosen.id, Accepted).await.unwrap();
        let rejected =
            responses::reject_pending_but(&mut tx, order, chosen.executor_id).await.unwrap();
        assert!(rejected.iter().all(|response| response.status == Rejected));
        assert_eq!(executors(&rejected), executors(&[vera.clone(), dmitri.clone()]));
        responses::set_status(&mut tx, chosen.id, Cancelled).await.unwrap();
        let reopened = responses::reopen_rejected(&mut tx, order).await.unwrap();
        assert_eq!(executors(&reopened), executors(&rejected));
        tx.commit(NOW).await.unwrap();
        for (response, expected) in
            [(chosen, Cancelled), (vera, Pending), (dmitri, Pending), (gone, Cancelled)]
        {
            assert_eq!(status(&store.db, response).await, expected);
        }
    }

    async fn two_accepted_responses_to_one_order_cannot_be_written(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let vera = store.person("Вера", Role::Executor).await;
        let order = store.order(anna).await;
        let (first, second) =
            (respond(&store, order, boris).await, respond(&store, order, vera).await);
        let mut tx = store.db.write().await.unwrap();
        responses::set_status(&mut tx, first.id, Accepted).await.unwrap();
        let refused = responses::set_status(&mut tx, second.id, Accepted).await;
        assert!(matches!(refused, Err(StoreError::NotUnique(_))), "{refused:?}");
    }

    async fn lists_go_back_in_time_page_by_page(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let mut written = Vec::new();
        for seconds in 0..5 {
            let order = store.order(anna).await;
            let created_at = NOW.plus_secs(seconds / 2);
            let response = Response { created_at, ..response(&store, order, boris) };
            let mut tx = store.db.write().await.unwrap();
            assert!(responses::insert(&mut tx, &response).await.unwrap());
            tx.commit(NOW).await.unwrap();
            written.push(response);
        }
        written.sort_by_key(|response| std::cmp::Reverse((response.created_at, response.id)));
        let mut tx = store.db.read().await.unwrap();
        let first = responses::of_executor(&mut tx, boris, None, 3).await.unwrap();
        assert_eq!(first, written[..3]);
        let last = Some((first[2].created_at, first[2].id));
        let rest = responses::of_executor(&mut tx, boris, last, 3).await.unwrap();
        assert_eq!(rest, written[3..]);
        let order = written[0].order_id;
        let of_order = responses::page_of_order(&mut tx, order, None, 3).await.unwrap();
        assert_eq!(of_order, written[..1]);
        let last = Some((written[0].created_at, written[0].id));
        assert_eq!(responses::page_of_order(&mut tx, order, last, 3).await.unwrap(), []);
    }
}

fn executors(responses: &[Response]) -> Vec<UserId> {
    let mut ids: Vec<UserId> = responses.iter().map(|response| response.executor_id).collect();
    ids.sort_unstable();
    ids
}
