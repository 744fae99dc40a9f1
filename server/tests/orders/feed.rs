use montaj_domain::{money::Kopecks, user::Specialization};
use montaj_wire::{
    order::{OrderDraft, OrderView},
    page::Page,
    problem::ErrorCode,
};

use crate::stage::Stage;

#[tokio::test]
async fn the_feed_is_the_executors_trade_and_region() {
    let stage = Stage::set().await;
    let windows = stage.order().await;
    let doors = OrderDraft { category: Specialization::Doors, ..stage.draft() };
    stage.posts(&doors).await;
    let kazan = OrderDraft { region: "Казань".into(), ..stage.draft() };
    let kazan = stage.posts(&kazan).await.id;
    let feed = stage.boris.feed("").await.ok();
    assert_eq!(ids(&feed), [windows]);
    assert_eq!(feed.items[0].customer.contacts, None);
    assert_eq!(ids(&stage.boris.feed("category=DOORS").await.ok()), []);
    assert_eq!(ids(&stage.boris.feed("category=WINDOWS").await.ok()), [windows]);
    assert_eq!(
        ids(&stage.boris.feed("region=%D0%9A%D0%B0%D0%B7%D0%B0%D0%BD%D1%8C").await.ok()),
        [kazan]
    );
    assert_eq!(ids(&stage.boris.feed("status=COMPLETED").await.ok()), []);
    assert_eq!(ids(&stage.boris.feed("status=PUBLISHED").await.ok()), [windows]);
    stage.boris.respond(windows, "Сделаю").await.ok();
    assert_eq!(ids(&stage.boris.feed("").await.ok()), []);
    assert_eq!(ids(&stage.vera.feed("").await.ok()), [windows]);
}

#[tokio::test]
async fn filters_narrow_and_a_cursor_goes_on() {
    let stage = Stage::set().await;
    let mut posted = Vec::new();
    for thousands in [10, 20, 30, 40, 50] {
        let budget_kopecks = Some(Kopecks::from_roubles(thousands * 1000));
        let title = format!("Остекление балкона номер {thousands}");
        let draft = OrderDraft { budget_kopecks, title, ..stage.draft() };
        posted.push(stage.posts(&draft).await.id);
    }
    let budget = "minBudgetKopecks=2000000&maxBudgetKopecks=4000000&sortOrder=asc";
    assert_eq!(ids(&stage.boris.feed(budget).await.ok()), posted[1..4]);
    let day = |days: i64| stage.draft().start_date + time::Duration::days(days);
    let starts = |from: i64, to: i64| format!("startFrom={}&startTo={}", day(from), day(to));
    assert_eq!(ids(&stage.boris.feed(&starts(0, 0)).await.ok()).len(), posted.len());
    assert_eq!(ids(&stage.boris.feed(&starts(1, 9)).await.ok()), []);
    let words = "q=%D0%91%D0%90%D0%9B%D0%9A%D0%9E%D0%9D%D0%90+30";
    assert_eq!(ids(&stage.boris.feed(words).await.ok()), posted[2..3]);
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = stage.boris.feed(&format!("limit=2{cursor}")).await.ok();
        seen.extend(ids(&page));
        let Some(next) = page.next_cursor else { break };
        cursor = format!("&cursor={next}");
    }
    posted.reverse();
    assert_eq!(seen, posted);
}

#[tokio::test]
async fn a_query_that_makes_no_sense_is_refused() {
    let stage = Stage::set().await;
    for query in ["cursor=abc", "cursor=e30", "limit=0", "limit=101", "category=ROOFS", "sortBy=x"]
    {
        stage.boris.feed(query).await.is_refused(ErrorCode::Malformed);
    }
    let long = format!("q={}", "a".repeat(201));
    stage.boris.feed(&long).await.is_refused(ErrorCode::InvalidInput);
}

#[tokio::test]
async fn customers_have_no_feed_and_newcomers_may_look() {
    let stage = Stage::set().await;
    let order = stage.order().await;
    stage.anna.feed("").await.is_refused(ErrorCode::Forbidden);
    let newcomer = stage.world.newcomer("Егор", Specialization::Windows).await;
    assert_eq!(ids(&newcomer.feed("").await.ok()), [order]);
    newcomer.order(order).await.ok();
    newcomer.respond(order, "Сделаю").await.is_refused(ErrorCode::AccountPending);
}

fn ids(page: &Page<OrderView>) -> Vec<montaj_domain::ids::OrderId> {
    page.items.iter().map(|order| order.id).collect()
}
