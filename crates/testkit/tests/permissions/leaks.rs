//! Contacts, and that there is a chat, reach nobody but the two they belong to: looked for in
//! everything that the server ever says to anybody, at every moment of an order's life.

use std::collections::BTreeSet;

use futures::future::join_all;
use serde_json::{Value, json};

use crate::{
    calls,
    cast::{Cast, Person, Step},
    reach::Reach,
    said::Subject,
    socket::{Heard, Socket},
    story::{Chapter, Story},
    walk,
};

/// What somebody got to read, and where.
#[derive(Debug)]
struct Read {
    place: String,
    text: String,
    json: Value,
}

/// What happens to three orders between two looks around. Every status there is comes by.
const LIVES: [&[&[Step]]; 3] = [
    &[
        &[],
        &[Step::Approve],
        &[Step::Respond],
        &[Step::SelectFirst],
        &[Step::Refuse],
        &[Step::SelectSecond],
        &[Step::Start],
        &[Step::Complete],
        &[Step::Close],
    ],
    &[&[Step::Approve, Step::Respond, Step::Cancel]],
    &[&[Step::Approve, Step::Respond, Step::SelectSecond], &[Step::Archive]],
];

#[tokio::test]
async fn contacts_and_chats_reach_nobody_but_the_two_they_belong_to() {
    let cast = Cast::gather().await;
    let mut story = Story::begin(&cast).await;
    let mut frames_of_parties = BTreeSet::new();
    for life in LIVES {
        story.posted().await;
        let mut before = story.chapters.clone();
        for moment in life {
            for step in *moment {
                story.take(*step).await;
            }
            look_around(&mut story, &before, &mut frames_of_parties).await;
            before.clone_from(&story.chapters);
        }
    }
    // The search finds what is there to be found.
    for kind in ["event", "presence", "typing"] {
        assert!(frames_of_parties.contains(kind), "no {kind} came to anybody");
    }
}

/// Everybody reads all they can, and what they read is searched.
async fn look_around(
    story: &mut Story<'_>,
    before: &[Chapter],
    frames_of_parties: &mut BTreeSet<String>,
) {
    let now = story.chapters.clone();
    let reading = Person::ALL.map(|person| everything(story.cast, &now, person));
    for (person, read) in Person::ALL.into_iter().zip(join_all(reading).await) {
        for read in &read {
            search(story.cast, &[&now], person, read);
        }
        is_shown_what_is_theirs(story.cast, &now, person, &read);
        for frame in story.overheard(person).await {
            frames_of_parties.insert(frame["type"].as_str().unwrap().to_owned());
            let read =
                Read { place: "open socket".to_owned(), text: frame.to_string(), json: frame };
            // It may have been on its way when the order moved.
            search(story.cast, &[before, &now], person, &read);
        }
    }
}

/// All that one can ask for: every reading operation, the log by pages and by socket.
async fn everything(cast: &Cast, chapters: &[Chapter], person: Person) -> Vec<Read> {
    let reach = Reach::to(cast);
    let mut paths = vec!["/api/sync?since=0&limit=1000".to_owned()];
    for asked in walk::operations().iter().filter(|asked| asked.starts_with("GET /api/")) {
        if asked == "GET /api/users/{id}/public" {
            let shown = [Person::Former, Person::Assigned, Person::Owner];
            let ids = shown.map(|of| cast.actor(of).id).into_iter();
            paths.extend(ids.map(|id| format!("/api/users/{id}/public")));
        } else if calls::is_about_an_order(asked) {
            let orders = chapters.iter().map(|chapter| chapter.order);
            paths.extend(
                orders.map(|order| calls::about_order(cast, asked, &Subject::of(order)).path),
            );
        } else {
            paths.push(calls::about_no_order(cast, asked, person).await.path);
        }
    }
    let mut all = Vec::new();
    for path in paths {
        let answer = reach.get(person, &path).await;
        let json = serde_json::from_str(&answer.body).unwrap_or_default();
        all.push(Read { place: path, text: answer.body, json });
    }
    if let Some(token) = cast.token(person) {
        let frames = from_the_beginning(cast, &token).await;
        let read = |frame: Value| Read {
            place: "new socket".to_owned(),
            text: frame.to_string(),
            json: frame,
        };
        all.extend(frames.into_iter().map(read));
    }
    all
}

/// What a new device hears that has nothing yet.
async fn from_the_beginning(cast: &Cast, token: &str) -> Vec<Value> {
    let mut socket = Socket::open(&cast.world).await;
    socket.say(&json!({ "type": "hello", "token": token, "since": 0 })).await;
    let mut heard = Vec::new();
    loop {
        match socket.hear().await {
            Heard::Frame(frame) if frame["type"] == "ready" => return heard,
            Heard::Frame(frame) => heard.push(frame),
            Heard::Closed(..) => return heard,
        }
    }
}

/// Fails when the person read what none of the moments allows.
fn search(cast: &Cast, moments: &[&[Chapter]], person: Person, read: &Read) {
    if let Some(leak) = leak(cast, moments, person, read) {
        panic!("{person:?} {leak} from {}: {}", read.place, read.text);
    }
}

/// What of that which the person read none of the moments allows.
fn leak(cast: &Cast, moments: &[&[Chapter]], person: Person, read: &Read) -> Option<String> {
    let place = &read.place;
    let at_any = |allows: &dyn Fn(&Chapter) -> bool| {
        moments.iter().any(|chapters| chapters.iter().any(allows))
    };
    let sees_everybody = person == Person::Admin && place.starts_with("/api/admin/users");
    for of in &Person::ALL[1..] {
        let open = *of == person
            || sees_everybody
            || at_any(&|chapter| chapter.is_party(person) && chapter.is_party(*of));
        for contact in cast.contacts(*of) {
            if !open && read.text.contains(&contact) {
                return Some(format!("learns {contact}"));
            }
        }
    }
    let newest = moments.last().copied().unwrap_or_default();
    for chapter in newest {
        for (with, said) in &chapter.said {
            let open = at_any(&|at| at.order == chapter.order && at.is_open_to(person, *with));
            if !open && read.text.contains(said.as_str()) {
                return Some(format!("reads «{said}»"));
            }
        }
        let has_chat = at_any(&|at| at.order == chapter.order && at.has_chat_for(person));
        if !has_chat {
            let order = chapter.order.to_string();
            if let Some(trace) = trace_of_chat(&read.json, &order) {
                return Some(format!("learns of a chat ({trace})"));
            }
        }
    }
    let has_any = at_any(&|chapter| chapter.has_chat_for(person));
    if place == "/api/chat/unread-count" && !has_any && read.json["status"].is_null() {
        return (read.json["count"] != 0).then(|| "counts messages of others".to_owned());
    }
    None
}

/// What in the JSON tells that the order has a chat.
fn trace_of_chat(json: &Value, order: &str) -> Option<Value> {
    let own = match json {
        Value::Object(fields) => {
            let of_order = fields.get("orderId").is_some_and(|id| id == order);
            let is_order = fields.get("id").is_some_and(|id| id == order);
            let passing = fields.get("type").and_then(Value::as_str);
            let is_message = fields.contains_key("seq") && fields.contains_key("content");
            let reached = fields.contains_key("upToSeq");
            let is_passing = matches!(passing, Some("typing" | "presence" | "message-ack"));
            of_order && (is_message || reached || is_passing)
                || is_order && fields.get("chatBeginsAtSeq").is_some_and(|seq| !seq.is_null())
        }
        _ => false,
    };
    if own {
        return Some(json.clone());
    }
    let children: Vec<&Value> = match json {
        Value::Object(fields) => fields.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    children.into_iter().find_map(|child| trace_of_chat(child, order))
}

/// While an order is in progress its two sides do see all of it: the search is not blind.
fn is_shown_what_is_theirs(cast: &Cast, chapters: &[Chapter], person: Person, all: &[Read]) {
    let Some(chapter) = chapters.last().filter(|chapter| chapter.is_party(person)) else { return };
    let other = if person == Person::Owner { chapter.at_work.unwrap() } else { Person::Owner };
    let places = ["/api/sync?", "/api/sync/snapshot", "new socket"];
    let order = format!("/api/orders/{}", chapter.order);
    for place in places.into_iter().chain([order.as_str()]) {
        let texts = all.iter().filter(|read| read.place.starts_with(place));
        let text: String = texts.map(|read| read.text.as_str()).collect();
        for contact in cast.contacts(other) {
            assert!(text.contains(&contact), "{person:?} is to see {contact} in {place}");
        }
    }
    let messages = format!("/api/chat/{}/messages", chapter.order);
    for place in places.into_iter().chain([messages.as_str()]) {
        let texts = all.iter().filter(|read| read.place.starts_with(place));
        let text: String = texts.map(|read| read.text.as_str()).collect();
        for (_, said) in chapter.said.iter().filter(|(with, _)| Some(*with) == chapter.at_work) {
            assert!(text.contains(said.as_str()), "{person:?} is to read {said} in {place}");
        }
    }
}

/// An answer as it would be if a view leaked.
fn doctored(place: &str, json: Value) -> Read {
    Read { place: place.to_owned(), text: json.to_string(), json }
}

#[tokio::test]
async fn the_search_finds_what_a_doctored_answer_leaks() {
    let cast = Cast::gather().await;
    let mut story = Story::begin(&cast).await;
    story.posted().await;
    for step in [Step::Approve, Step::Respond, Step::SelectFirst] {
        story.take(step).await;
    }
    let now = story.chapters.clone();
    let order = now[0].order;
    let found = |person: Person, read: &Read| leak(&cast, &[&now], person, read);
    let strangers = Person::ALL.into_iter().filter(|person| !now[0].is_party(*person));
    let strangers: Vec<Person> = strangers.collect();
    assert!(strangers.len() >= 7, "{strangers:?}");

    // What the two of the order rightly read is a leak in anybody else's hands.
    let reach = Reach::to(&cast);
    for path in [format!("/api/orders/{order}"), format!("/api/chat/{order}/messages")] {
        for party in [Person::Owner, Person::Former] {
            let answer = reach.get(party, &path).await;
            let honest = doctored(&path, serde_json::from_str(&answer.body).unwrap());
            assert_eq!(found(party, &honest), None, "{path}");
            for stranger in &strangers {
                assert!(found(*stranger, &honest).is_some(), "{stranger:?}, {path}");
            }
        }
    }
    // One field more in an answer that is theirs.
    let said = now[0].said[0].1.clone();
    let feed = |more: Value| doctored("/api/orders", json!({ "items": [{ "more": more }] }));
    for stranger in strangers {
        assert_eq!(found(stranger, &feed(json!({ "id": order, "title": "Окна" }))), None);
        let mut leaks: Vec<Value> = vec![
            json!({ "body": format!("Вам написали: {said}") }),
            json!({ "orderId": order, "seq": 1, "content": "" }),
            json!({ "orderId": order, "upToSeq": 3 }),
            json!({ "type": "typing", "orderId": order, "on": true }),
            json!({ "type": "presence", "orderId": order, "online": true }),
            json!({ "id": order, "chatBeginsAtSeq": 1 }),
        ];
        for of in [Person::Owner, Person::Former, Person::Responder] {
            let contacts = cast.contacts(of).into_iter().filter(|_| of != stranger);
            leaks.extend(contacts.map(|contact| json!({ "deeper": [{ "contact": contact }] })));
        }
        for leaking in leaks {
            let shown = leaking.to_string();
            assert!(found(stranger, &feed(leaking)).is_some(), "{stranger:?} may read {shown}");
        }
        let counted = doctored("/api/chat/unread-count", json!({ "count": 1 }));
        assert!(found(stranger, &counted).is_some(), "{stranger:?} may count");
    }
}
