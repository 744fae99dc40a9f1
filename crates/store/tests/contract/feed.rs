use montaj_domain::{
    ids::{OrderId, UserId},
    money::Kopecks,
    order::{Budget, Order, OrderState},
    response::ResponseStatus,
    user::{Role, Specialization},
};
use montaj_store::{
    Db, order_views,
    orders::{self, FeedFilter, FeedPosition, FeedSort, feed, find, find_seen},
};

use sqlx::{Connection as _, PgConnection, SqliteConnection};

use crate::{
    engines::{NOW, Store, contract},
    orders::{draft, post},
    responses::respond,
};

const NEWEST_FIRST: FeedSort = FeedSort::Publication { newest_first: true };

/// Windows and doors in Moscow, the newest first.
fn everything(executor_id: UserId) -> FeedFilter<'static> {
    FeedFilter {
        executor_id,
        categories: &[Specialization::Windows, Specialization::Doors],
        region: "Москва",
        min_budget: None,
        max_budget: None,
        start_from: None,
        start_to: None,
        words: "",
        today: NOW.moscow_day(),
        sort: NEWEST_FIRST,
        after: None,
        limit: 50,
    }
}

async fn ids(db: &Db, filter: FeedFilter<'_>) -> Vec<OrderId> {
    let mut tx = db.read().await.unwrap();
    let found = feed(&mut tx, &filter).await.unwrap();
    found.into_iter().map(|seen| seen.stored.order.id).collect()
}

contract! {
    async fn the_feed_is_published_in_the_trades_and_the_region(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let fits = post(&store.db, draft(&store, anna)).await.id;
        let mut doors = draft(&store, anna);
        doors.details.category = Specialization::Doors;
        doors.state = OrderState::Published { published_at: NOW.plus_secs(5) };
        let doors = post(&store.db, doors).await.id;
        let mut elsewhere = draft(&store, anna);
        elsewhere.details.region = "Казань".into();
        let mut furniture = draft(&store, anna);
        furniture.details.category = Specialization::Furniture;
        let mut pending = draft(&store, anna);
        pending.state = OrderState::Pending;
        let mut expired = draft(&store, anna);
        expired.details.end_date = NOW.moscow_day().previous_day();
        for other in [elsewhere, furniture, pending, expired] {
            post(&store.db, other).await;
        }
        let mut last_day = draft(&store, anna);
        last_day.details.end_date = Some(NOW.moscow_day());
        last_day.state = OrderState::Published { published_at: NOW.plus_secs(1) };
        let last_day = post(&store.db, last_day).await.id;
        assert_eq!(ids(&store.db, everything(boris)).await, [doors, last_day, fits]);
    }

    async fn what_was_responded_to_is_left_out(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let vera = store.person("Вера", Role::Executor).await;
        let order = post(&store.db, draft(&store, anna)).await;
        respond(&store, order.id, boris).await;
        assert_eq!(ids(&store.db, everything(boris)).await, []);
        assert_eq!(ids(&store.db, everything(vera)).await, [order.id]);
    }

    async fn an_order_is_read_with_what_it_has_to_do_with_the_reader(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let order = post(&store.db, draft(&store, anna)).await.id;
        let feed_tells = async || {
            let mut tx = store.db.read().await.unwrap();
            let found = feed(&mut tx, &everything(boris)).await.unwrap();
            found.iter().map(|seen| (seen.has_viewed, seen.response)).collect::<Vec<_>>()
        };
        assert_eq!(feed_tells().await, [(false, None)]);
        let mut tx = store.db.read().await.unwrap();
        let [seen] = &feed(&mut tx, &everything(boris)).await.unwrap()[..] else { panic!() };
        assert_eq!(Some(&seen.stored), find(&mut tx, order).await.unwrap().as_ref());
        drop(tx);
        let mut tx = store.db.write().await.unwrap();
        order_views::record(&mut tx, order, boris, NOW).await.unwrap();
        tx.commit(NOW).await.unwrap();
        assert_eq!(feed_tells().await, [(true, None)]);
        respond(&store, order, boris).await;
        for (person, expected) in
            [(boris, (true, Some(ResponseStatus::Pending))), (anna, (false, None))]
        {
            let mut tx = store.db.look().await.unwrap();
            let seen = find_seen(&mut tx, order, person).await.unwrap().unwrap();
            assert_eq!((seen.has_viewed, seen.response), expected);
            assert_eq!(Some(seen.stored), find(&mut tx, order).await.unwrap());
        }
    }

    async fn a_bound_on_the_budget_leaves_out_negotiable_ones(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let mut negotiable = draft(&store, anna);
        negotiable.details.budget = Budget::Negotiable;
        let negotiable = post(&store.db, negotiable).await.id;
        let fixed = post(&store.db, draft(&store, anna)).await.id;
        let (exact, more) = (Kopecks::from_roubles(48_000), Kopecks::from_roubles(48_001));
        let filter = everything(boris);
        let from = |min_budget| FeedFilter { min_budget, ..filter.clone() };
        let to = |max_budget| FeedFilter { max_budget, ..filter.clone() };
        assert_eq!(ids(&store.db, from(Some(exact))).await, [fixed]);
        assert_eq!(ids(&store.db, from(Some(more))).await, []);
        assert_eq!(ids(&store.db, to(Some(exact))).await, [fixed]);
        let all = ids(&store.db, filter.clone()).await;
        assert!(all.contains(&negotiable) && all.len() == 2, "{all:?}");
    }

    async fn bounds_on_the_start_hold_both_days(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let day = |days| NOW.plus_secs(days * 86_400).moscow_day();
        let mut posted = Vec::new();
        for days in [1, 3, 5] {
            let mut order = draft(&store, anna);
            order.details.start_date = day(days);
            order.details.end_date = None;
            order.state = OrderState::Published { published_at: NOW.plus_secs(-days) };
            posted.push(post(&store.db, order).await.id);
        }
        let between = |from: Option<i64>, to: Option<i64>| FeedFilter {
            start_from: from.map(day),
            start_to: to.map(day),
            ..everything(boris)
        };
        let by_start = |filter| FeedFilter { sort: FeedSort::StartDate { latest_first: false }, ..filter };
        assert_eq!(ids(&store.db, between(Some(3), None)).await, posted[1..]);
        assert_eq!(ids(&store.db, between(None, Some(3))).await, posted[..2]);
        assert_eq!(ids(&store.db, between(Some(2), Some(4))).await, [posted[1]]);
        assert_eq!(ids(&store.db, by_start(between(Some(3), Some(5)))).await, posted[1..]);
        assert_eq!(ids(&store.db, between(Some(6), None)).await, []);
    }

    async fn every_word_is_found_whatever_its_case_and_signs(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let mut order = draft(&store, anna);
        order.details.title = "Тёплый БАЛКОН под ключ".into();
        order.details.description = "Скидка 50% не нужна, C:\\окна_дом".into();
        let order = post(&store.db, order).await.id;
        let filter = everything(boris);
        for words in ["балкон", "ТЕПЛЫЙ  ключ", "тёплый профсоюзная", "50%", "c:\\окна_дом", "скид"] {
            let filter = FeedFilter { words, ..filter.clone() };
            assert_eq!(ids(&store.db, filter).await, [order], "{words}");
        }
        for words in ["балкон дверь", "5%", "кидка", "окнаxдом", "'; --", "%", "_"] {
            let filter = FeedFilter { words, ..filter.clone() };
            assert_eq!(ids(&store.db, filter).await, [], "{words}");
        }
        let both = FeedFilter { words: "ключ скидка", ..filter };
        assert_eq!(ids(&store.db, both).await, [order]);
    }

    async fn a_word_is_found_by_any_form_and_by_its_beginning(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let titled = async |title: &str, secs: i64| {
            let mut order = draft(&store, anna);
            order.details.title = title.into();
            order.details.description = "Нужен опытный мастер со своим инструментом".into();
            order.state = OrderState::Published { published_at: NOW.plus_secs(secs) };
            post(&store.db, order).await.id
        };
        let window = titled("Установка пластикового окна", 1).await;
        let doors = titled("Установить двери и окна", 2).await;
        let both = titled("Дверь балконная, установка", 3).await;
        let cases: [(&str, &[OrderId]); 10] = [
            ("окно", &[doors, window]),
            ("ОКНАМИ", &[doors, window]),
            ("окон", &[doors, window]),
            ("дверей", &[both, doors]),
            ("балк", &[both]),
            ("двер окн", &[doors]),
            ("установ", &[both, doors, window]),
            ("дверь окно балкон", &[]),
            ("мастера инструмент", &[both, doors, window]),
            ("потолок", &[]),
        ];
        for (words, expected) in cases {
            let filter = FeedFilter { words, ..everything(boris) };
            assert_eq!(ids(&store.db, filter).await, expected, "{words}");
        }
    }

    async fn the_index_of_words_follows_the_order(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let found = async |words: &str| {
            ids(&store.db, FeedFilter { words, ..everything(boris) }).await
        };
        let mut order = draft(&store, anna);
        order.state = OrderState::Pending;
        order.details.title = "Остеклить лоджию целиком".into();
        let order = post(&store.db, order).await;
        let save = async |order: &Order| {
            let mut tx = store.db.write().await.unwrap();
            orders::save_details(&mut tx, order).await.unwrap();
            orders::save_state(&mut tx, order).await.unwrap();
            tx.commit(NOW).await.unwrap();
        };
        assert_eq!(found("лоджия").await, [], "nobody has let it in yet");
        let published = Order { state: OrderState::Published { published_at: NOW }, ..order };
        save(&published).await;
        assert_eq!(found("лоджия").await, [published.id]);
        let mut edited = published.clone();
        edited.details.title = "Остеклить веранду целиком".into();
        save(&edited).await;
        assert_eq!((found("лоджия").await, found("веранда").await), (vec![], vec![edited.id]));
        let selected = edited.clone().select(anna, boris, NOW).unwrap();
        save(&selected).await;
        assert_eq!(found("веранда").await, []);
        let refused = selected.cancel_work(boris).unwrap();
        save(&refused).await;
        assert_eq!(found("веранда").await, [refused.id]);
        let cancelled = refused.cancel(anna, NOW).unwrap();
        save(&cancelled).await;
        assert_eq!(found("веранда").await, []);
    }

    async fn orders_that_were_there_before_the_index_are_found(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let mut posted = Vec::new();
        for _ in 0..3 {
            posted.push(post(&store.db, draft(&store, anna)).await.id);
        }
        posted.sort();
        posted.reverse();
        // As the migration leaves them.
        for sql in [
            "delete from order_words",
            "delete from search_words",
            "insert into counters (name, value) values ('orders_without_words', 0)",
        ] {
            execute_raw(&store, sql).await;
        }
        let filter = FeedFilter { words: "профсоюзная", ..everything(boris) };
        assert_eq!(ids(&store.db, filter.clone()).await, []);
        let again = Store::beside(&store).await;
        assert_eq!(ids(&again, filter).await, posted);
        again.close().await;
    }

    async fn pages_of_a_search_go_on_where_they_ended(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let mut expected = Vec::new();
        for number in 0..9 {
            let mut order = draft(&store, anna);
            order.details.category =
                if number % 2 == 0 { Specialization::Windows } else { Specialization::Doors };
            // Two words that begin with what is looked for, in one order both.
            order.details.title = ["Балкон", "Балконная дверь", "Балкон с балконной дверью"]
                [usize::try_from(number % 3).unwrap()]
            .into();
            order.state = OrderState::Published { published_at: NOW.plus_secs(number / 3) };
            expected.push(post(&store.db, order).await);
            post(&store.db, draft(&store, anna)).await;
        }
        expected.sort_by_key(|order| (order.state.published_at(), order.id));
        let mut tx = store.db.read().await.unwrap();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let filter = FeedFilter { words: "балк двер", after, limit: 2, ..everything(boris) };
            let page = feed(&mut tx, &filter).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some(position(&last.stored.order));
            seen.extend(page.iter().map(|seen| seen.stored.order.id));
        }
        let with_a_door = expected.iter().filter(|order| order.details.title != "Балкон");
        assert_eq!(seen, with_a_door.rev().map(|order| order.id).collect::<Vec<_>>());
    }

    async fn a_cursor_stays_right_while_orders_come_and_go(store: Store) {
        let anna = store.person("Анна", Role::Customer).await;
        let boris = store.person("Борис", Role::Executor).await;
        let mut posted = Vec::new();
        for number in 0..9 {
            let mut order = draft(&store, anna);
            order.details.category =
                if number % 2 == 0 { Specialization::Windows } else { Specialization::Doors };
            order.details.start_date = NOW.plus_days(number % 3).moscow_day();
            order.state = OrderState::Published { published_at: NOW.plus_secs(number / 3) };
            posted.push(post(&store.db, order).await);
        }
        let published = |order: &Order| (order.state.published_at(), order.id);
        let starts = |order: &Order| (order.details.start_date, order.id);
        for first_to_last in [true, false] {
            let sort = FeedSort::Publication { newest_first: !first_to_last };
            posted.sort_by_key(published);
            assert_eq!(walk(&store.db, boris, sort).await, in_order(&posted, first_to_last));
            let sort = FeedSort::StartDate { latest_first: !first_to_last };
            posted.sort_by_key(starts);
            assert_eq!(walk(&store.db, boris, sort).await, in_order(&posted, first_to_last));
        }
        let filter = FeedFilter { limit: 4, ..everything(boris) };
        let page = feed(&mut store.db.read().await.unwrap(), &filter).await.unwrap();
        let mut newer = draft(&store, anna);
        newer.state = OrderState::Published { published_at: NOW.plus_secs(60) };
        post(&store.db, newer).await;
        let after = Some(position(&page[3].stored.order));
        let rest = ids(&store.db, FeedFilter { after, limit: 50, ..everything(boris) }).await;
        posted.sort_by_key(published);
        assert_eq!(rest, in_order(&posted, false)[4..]);
    }
}

async fn execute_raw(store: &Store, sql: &'static str) {
    if store.url().starts_with("sqlite") {
        let mut connection = SqliteConnection::connect(store.url()).await.unwrap();
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    } else {
        let mut connection = PgConnection::connect(store.url()).await.unwrap();
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    }
}

fn position(order: &Order) -> FeedPosition {
    let published_at = order.state.published_at().unwrap();
    FeedPosition { published_at, start_date: order.details.start_date, id: order.id }
}

fn in_order(sorted: &[Order], first_to_last: bool) -> Vec<OrderId> {
    let ids = sorted.iter().map(|order| order.id);
    if first_to_last { ids.collect() } else { ids.rev().collect() }
}

/// The whole feed, two orders at a time.
async fn walk(db: &Db, executor: UserId, sort: FeedSort) -> Vec<OrderId> {
    let mut tx = db.read().await.unwrap();
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let filter = FeedFilter { sort, after, limit: 2, ..everything(executor) };
        let page = feed(&mut tx, &filter).await.unwrap();
        let Some(last) = page.last() else { return seen };
        after = Some(position(&last.stored.order));
        seen.extend(page.iter().map(|seen| seen.stored.order.id));
    }
}
