//! The same request once more gets the same answer, but for what has closed meanwhile.

use montaj_domain::order::OrderStatus;
use montaj_wire::order::{OrderAnswer, OrderView};
use serde_json::json;

use crate::cast::{Cast, Person, State, Step};

fn shows_contacts(order: &OrderView) -> bool {
    let executor = order.executor.as_ref().and_then(|executor| executor.contacts.as_ref());
    order.customer.contacts.is_some() || executor.is_some()
}

#[tokio::test]
async fn a_repeated_step_shows_no_contacts_that_have_closed_since() {
    let cast = Cast::gather().await;
    let order = cast.order_in(State::Published).await;
    cast.take(Step::SelectFirst, order).await;
    let former = cast.actor(Person::Former);
    let (key, path) = (former.operation(), format!("/api/orders/{order}/start-work"));
    let first = former.post_as::<OrderAnswer>(key, &path, &json!({})).await.ok().order;
    assert!(shows_contacts(&first) && first.chat_begins_at_seq.is_some());
    let again = former.post_as::<OrderAnswer>(key, &path, &json!({})).await.ok().order;
    assert_eq!(again, first, "while the order is open, a retry gets the very same");

    cast.take(Step::Refuse, order).await;
    let late = former.post_as::<OrderAnswer>(key, &path, &json!({})).await.ok().order;
    assert_eq!(
        (late.status, late.work_started_at),
        (OrderStatus::InProgress, first.work_started_at)
    );
    assert!(!shows_contacts(&late) && late.chat_begins_at_seq.is_none());
}

#[tokio::test]
async fn a_repeated_selection_shows_no_contacts_of_one_who_refused_since() {
    let cast = Cast::gather().await;
    let order = cast.order_in(State::Published).await;
    let [owner, former] = [Person::Owner, Person::Former].map(|person| cast.actor(person));
    let (key, path) = (owner.operation(), format!("/api/orders/{order}/select-executor"));
    let first_choice = json!({ "executorId": former.id });
    let first = owner.post_as::<OrderAnswer>(key, &path, &first_choice).await.ok().order;
    assert!(shows_contacts(&first));

    cast.take(Step::Refuse, order).await;
    cast.take(Step::SelectSecond, order).await;
    let late = owner.post_as::<OrderAnswer>(key, &path, &first_choice).await.ok().order;
    assert_eq!(late.executor_id, Some(former.id));
    assert!(!shows_contacts(&late));
}
