//! The walk over all operations, over real HTTP.

use std::collections::{BTreeMap, BTreeSet};

use montaj_domain::{ambient::Clock as _, ids::OrderId};
use montaj_testkit::SeededEntropy;
use serde_json::Value;

use crate::{
    calls::{self, Call},
    cast::{Cast, Person, State},
    reach::{Answer, Reach},
    said::{Line, Subject},
    table::{self, Table},
};

/// What the server answers beside its operations.
const OUTSIDE: [&str; 7] = [
    "GET /health",
    "GET /ready",
    // The figures are on the operator's port, and on no other.
    "GET /metrics",
    "GET /api/openapi.json",
    "GET /api/docs",
    "GET /api/docs.js",
    "GET /api/ws",
];

/// Orders to ask about, one per state; one that an answer may have changed is made anew.
struct Orders<'a> {
    cast: &'a Cast,
    kept: BTreeMap<State, Subject>,
}

#[tokio::test]
async fn everybody_is_answered_as_the_table_says() {
    let expected = only_operations(table::read());
    let cast = Cast::gather().await;
    let reach = Reach::to(&cast);
    let mut orders = Orders { cast: &cast, kept: BTreeMap::new() };
    let mut seen = Table::new();
    for asked in operations() {
        if calls::is_about_an_order(&asked) {
            for state in State::ALL {
                let row = about_order(&reach, &mut orders, &asked, state).await;
                seen.insert((asked.clone(), Some(state)), row);
            }
        } else {
            let row = about_no_order(&reach, &asked).await;
            seen.insert((asked.clone(), None), row);
        }
    }
    table::compare(&expected, &seen);
}

#[test]
fn every_operation_has_rows_for_every_state_and_every_row_an_operation() {
    let table = only_operations(table::read());
    let operations = operations();
    for asked in &operations {
        let states: Vec<Option<State>> = if calls::is_about_an_order(asked) {
            State::ALL.into_iter().map(Some).collect()
        } else {
            vec![None]
        };
        for state in states {
            assert!(table.contains_key(&(asked.clone(), state)), "no row: {asked} {state:?}");
        }
    }
    for (asked, _) in table.keys() {
        assert!(operations.contains(asked), "a row without an operation: {asked}");
    }
}

/// Every operation of the document that the server generates, and what is outside of it. One on a
/// message is asked about each kind of message there is.
pub fn operations() -> BTreeSet<String> {
    let document = serde_json::to_value(montaj_server::http::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, item): (&String, &Value)| {
        let methods: Vec<String> = item.as_object().unwrap().keys().cloned().collect();
        let path = path.clone();
        methods.into_iter().flat_map(move |method| {
            let operation = format!("{} {path}", method.to_uppercase());
            if !path.ends_with("/messages/{id}") {
                return vec![operation];
            }
            let about = Line::ALL.map(|line| operation.replace("{id}", &line.in_place_of_id()));
            about.to_vec()
        })
    };
    let mut all: BTreeSet<String> = paths.iter().flat_map(of_path).collect();
    assert!(all.len() > 40, "the document is there: {all:?}");
    all.extend(OUTSIDE.map(str::to_owned));
    all
}

fn only_operations(table: Table) -> Table {
    table.into_iter().filter(|((asked, _), _)| !asked.starts_with("frame ")).collect()
}

async fn about_no_order(reach: &Reach<'_>, asked: &str) -> Vec<String> {
    let mut row = Vec::new();
    let mut example = None;
    for person in Person::ALL {
        // What an `{id}` names is the same for all; the rest is each one's own.
        if example.is_none() || !asked.contains('{') {
            example = Some(calls::about_no_order(reach.cast, asked, person).await);
        }
        let answer = make(reach, person, example.as_ref().unwrap()).await;
        row.push(answer.status.to_string());
    }
    row
}

async fn about_order(
    reach: &Reach<'_>,
    orders: &mut Orders<'_>,
    asked: &str,
    state: State,
) -> Vec<String> {
    let mut row = Vec::new();
    let nowhere = Subject::of(nowhere(reach.cast));
    for person in Person::ALL {
        let subject = orders.in_state(state).await;
        let before = fingerprint(reach, subject.order).await;
        let call = calls::about_order(reach.cast, asked, &subject);
        let answer = make(reach, person, &call).await;
        if answer.status < 300 && !call.is_reading() {
            orders.kept.remove(&state);
        } else if !call.is_reading() {
            let after = fingerprint(reach, subject.order).await;
            assert_eq!(before, after, "{asked} refused {person:?} and changed the order");
        }
        if answer.status == 404 {
            // What one may not see is answered like what never was.
            let call = calls::about_order(reach.cast, asked, &nowhere);
            let absent = make(reach, person, &call).await;
            assert_eq!(
                (absent.status, absent.without_request_id()),
                (answer.status, answer.without_request_id()),
                "{asked} tells {person:?} that a {state:?} order exists"
            );
        }
        row.push(answer.status.to_string());
    }
    row
}

async fn make(reach: &Reach<'_>, person: Person, call: &Call) -> Answer {
    let answer = reach.ask(person, &call.method, &call.path, call.body.as_ref()).await;
    assert!(answer.status < 500, "{call:?} by {person:?}: {answer:?}");
    if answer.status >= 400 && call.path.starts_with("/api") {
        let problem = answer.without_request_id();
        assert_eq!(problem["status"], answer.status, "{call:?} by {person:?}: {answer:?}");
    }
    answer
}

/// Everything of the order that a refused call must leave alone.
async fn fingerprint(reach: &Reach<'_>, order: OrderId) -> String {
    let view = reach.get(Person::Admin, &format!("/api/orders/{order}")).await;
    assert_eq!(view.status, 200);
    let chat = reach.get(Person::Owner, &format!("/api/chat/{order}/messages?limit=100")).await;
    let said: Value = serde_json::from_str(&chat.body).unwrap();
    format!("{} {}", view.body, said["items"])
}

/// The id of an order that never was.
fn nowhere(cast: &Cast) -> OrderId {
    OrderId::new(cast.world.clock.now(), &SeededEntropy::new(404))
}

impl Orders<'_> {
    async fn in_state(&mut self, state: State) -> Subject {
        if let Some(subject) = self.kept.get(&state) {
            return subject.clone();
        }
        let subject = self.cast.talked_over(state).await;
        self.kept.insert(state, subject.clone());
        subject
    }
}
