//! The life of three orders, moment by moment, with everybody's socket open all the time.

use std::collections::BTreeMap;

use montaj_domain::ids::OrderId;
use serde_json::{Value, json};

use crate::{
    cast::{Cast, Person, Step},
    reach::Reach,
    socket::Socket,
};

/// What of an order is open at a moment, and to whom.
#[derive(Debug, Clone)]
pub struct Chapter {
    pub order: OrderId,
    /// Who works on it; the contacts between them and the owner are open.
    pub at_work: Option<Person>,
    /// The executor who may read the chat now.
    pub reader: Option<Person>,
    /// What was said so far, and by which executor it was said or heard.
    pub said: Vec<(Person, String)>,
}

/// The story so far.
#[derive(Debug)]
pub struct Story<'a> {
    pub cast: &'a Cast,
    /// One per order; the last is under way.
    pub chapters: Vec<Chapter>,
    sockets: BTreeMap<Person, (Socket, i64)>,
}

impl Chapter {
    /// Whether the chat of this order, with the executor `with`, is the person's to read.
    pub fn is_open_to(&self, person: Person, with: Person) -> bool {
        match person {
            Person::Owner => true,
            _ => person == with && self.reader == Some(person),
        }
    }

    /// Whether the person has anything to do with a chat of this order.
    pub fn has_chat_for(&self, person: Person) -> bool {
        person == Person::Owner || self.reader == Some(person)
    }

    pub fn is_party(&self, person: Person) -> bool {
        self.at_work.is_some() && (person == Person::Owner || self.at_work == Some(person))
    }
}

impl<'a> Story<'a> {
    pub async fn begin(cast: &'a Cast) -> Self {
        let mut sockets = BTreeMap::new();
        for person in Person::ALL {
            if !matches!(person, Person::Nobody | Person::Blocked) {
                let token = cast.token(person).unwrap();
                let (socket, heard) = Socket::greeted(&cast.world, &token, 0).await;
                let up_to = heard.last().unwrap()["upTo"].as_i64().unwrap();
                sockets.insert(person, (socket, up_to));
            }
        }
        Self { cast, chapters: Vec::new(), sockets }
    }

    /// The owner posts the next order.
    pub async fn posted(&mut self) {
        let order = self.cast.posted().await;
        self.chapters.push(Chapter { order, at_work: None, reader: None, said: Vec::new() });
    }

    /// The order under way takes a step; whoever comes to work on it talks with the owner.
    pub async fn take(&mut self, step: Step) {
        let cast = self.cast;
        let chapter = self.chapters.last_mut().expect("an order was posted");
        cast.take(step, chapter.order).await;
        match step {
            Step::SelectFirst => chapter.at_work = Some(Person::Former),
            Step::SelectSecond => chapter.at_work = Some(Person::Assigned),
            Step::Refuse | Step::Close | Step::Cancel | Step::Archive => chapter.at_work = None,
            Step::Approve | Step::Respond | Step::Start | Step::Complete => {}
        }
        match step {
            Step::Refuse | Step::Archive => chapter.reader = None,
            _ => chapter.reader = chapter.at_work.or(chapter.reader),
        }
        if let (Step::SelectFirst | Step::SelectSecond, Some(executor)) = (step, chapter.at_work) {
            self.talk(executor).await;
        }
    }

    /// Both type, write and read.
    async fn talk(&mut self, executor: Person) {
        let chapter = self.chapters.last_mut().expect("an order was posted");
        let order = chapter.order;
        for person in [Person::Owner, executor] {
            let said = format!("тайна-{}-{}-{order}", person.name(), executor.name());
            let (socket, _) = self.sockets.get_mut(&person).expect("both are online");
            socket.say(&json!({ "type": "typing", "orderId": order, "on": true })).await;
            self.cast.actor(person).say(order, &said).await.ok();
            chapter.said.push((executor, said));
        }
        for person in [Person::Owner, executor] {
            self.cast.actor(person).mark_read(order, None).await.ok();
        }
    }

    /// What has come to the person's open socket since it was last asked.
    pub async fn overheard(&mut self, person: Person) -> Vec<Value> {
        let Some((socket, heard_up_to)) = self.sockets.get_mut(&person) else {
            return Vec::new();
        };
        let mut heard = Vec::new();
        let reach = Reach::to(self.cast);
        let page = reach.get(person, &format!("/api/sync?since={heard_up_to}&limit=1000")).await;
        let page: Value = serde_json::from_str(&page.body).unwrap();
        let up_to = page["upTo"].as_i64().unwrap();
        while *heard_up_to < up_to {
            let frames = socket.hear_until("event").await;
            *heard_up_to = frames.last().unwrap()["seq"].as_i64().unwrap();
            heard.extend(frames);
        }
        socket.say(&json!({ "type": "ping" })).await;
        heard.extend(socket.hear_until("pong").await);
        heard
    }
}
