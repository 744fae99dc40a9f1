//! Everybody there is, and an order in any state with all of them around it.

use std::time::Duration;

use montaj_domain::{
    ids::OrderId,
    settings::PlatformSettings,
    user::{Specialization, UserModeration},
};
use montaj_store::settings;
use montaj_testkit::world::{Actor, Engine, World, window_order};
use montaj_wire::{account::EditProfile, account::Messengers, order::OrderAnswer};
use serde_json::json;

/// What somebody is to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Person {
    /// Not signed in.
    Nobody,
    /// An executor whom no moderator has let in yet.
    Pending,
    StrangerCustomer,
    StrangerExecutor,
    /// Responded, and never selected.
    Responder,
    /// Was selected first, and refused.
    Former,
    /// Is selected second, and does the work.
    Assigned,
    Owner,
    /// An executor who was blocked; the token is kept.
    Blocked,
    Admin,
}

/// The states of an order that matter to permissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Awaits a moderator.
    Pending,
    /// With the responses of three.
    Published,
    /// Published again: the one selected first has refused.
    Republished,
    /// The second is selected, and has not begun.
    Selected,
    Started,
    Done,
    Completed,
    Cancelled,
    /// Taken out of the hands of those who worked on it.
    Archived,
}

impl Person {
    pub const ALL: [Self; 10] = [
        Self::Nobody,
        Self::Pending,
        Self::StrangerCustomer,
        Self::StrangerExecutor,
        Self::Responder,
        Self::Former,
        Self::Assigned,
        Self::Owner,
        Self::Blocked,
        Self::Admin,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Pending => "pending",
            Self::StrangerCustomer => "customer",
            Self::StrangerExecutor => "executor",
            Self::Responder => "responder",
            Self::Former => "former",
            Self::Assigned => "assigned",
            Self::Owner => "owner",
            Self::Blocked => "blocked",
            Self::Admin => "admin",
        }
    }
}

impl State {
    pub const ALL: [Self; 9] = [
        Self::Pending,
        Self::Published,
        Self::Republished,
        Self::Selected,
        Self::Started,
        Self::Done,
        Self::Completed,
        Self::Cancelled,
        Self::Archived,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Published => "published",
            Self::Republished => "republished",
            Self::Selected => "selected",
            Self::Started => "started",
            Self::Done => "done",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
            Self::Archived => "archived",
        }
    }

    pub fn named(name: &str) -> Self {
        let found = Self::ALL.into_iter().find(|state| state.name() == name);
        found.unwrap_or_else(|| panic!("no such state: {name}"))
    }
}

/// The world and the people in it.
#[derive(Debug)]
pub struct Cast {
    pub world: World,
    actors: Vec<Actor>,
}

impl Cast {
    /// Everybody, each with contacts that cannot be mistaken for anything else; orders wait for a
    /// moderator.
    pub async fn gather() -> Self {
        let world = World::start(Engine::Sqlite).await;
        let windows = Specialization::Windows;
        let admin = world.admin("Глеб").await;
        let mut actors = vec![world.newcomer("Павел", windows).await];
        actors.push(world.customer("Ольга").await);
        for name in ["Тимур", "Рита", "Фёдор", "Борис"] {
            actors.push(world.executor(&admin, name, windows).await);
        }
        actors.push(world.customer("Анна").await);
        let blocked = world.executor(&admin, "Захар", windows).await;
        actors.push(blocked.clone());
        actors.push(admin);
        let cast = Self { world, actors };
        cast.moderate_orders().await;
        for person in &Person::ALL[1..] {
            let actor = cast.actor(*person);
            let form = cast.profile(*person);
            actor.put::<serde_json::Value>("/api/users/profile", &form).await.ok();
        }
        cast.actor(Person::Admin).moderate(&blocked, UserModeration::Block).await;
        cast
    }

    /// Somebody signed in.
    pub fn actor(&self, person: Person) -> &Actor {
        let place = Person::ALL.iter().position(|other| *other == person).unwrap();
        &self.actors[place.checked_sub(1).expect("nobody has no account")]
    }

    /// What the person sends as a token.
    pub fn token(&self, person: Person) -> Option<String> {
        (person != Person::Nobody).then(|| self.actor(person).access_token())
    }

    /// Contacts of nobody else, in the form in which they would be shown.
    pub fn contacts(&self, person: Person) -> [String; 4] {
        let name = person.name();
        [
            self.actor(person).phone.to_string(),
            format!("{name}-mail@marker.example"),
            format!("{name}-max-marker"),
            format!("@{name}_telegram_marker"),
        ]
    }

    /// The profile with those contacts.
    pub fn profile(&self, person: Person) -> EditProfile {
        let [_, email, max, telegram] = self.contacts(person);
        EditProfile {
            full_name: self.actor(person).name.clone(),
            email,
            city: "Москва".to_owned(),
            organization: None,
            messengers: Messengers { max: Some(max), telegram: Some(telegram) },
            about: None,
            website: None,
        }
    }

    /// A fresh order in that state. All who ever respond have responded but to a pending one.
    pub async fn order_in(&self, state: State) -> OrderId {
        let order = self.posted().await;
        for step in path_to(state) {
            self.take(*step, order).await;
        }
        order
    }

    pub async fn posted(&self) -> OrderId {
        self.world.clock.advance(Duration::from_secs(1));
        let draft = window_order(&*self.world.clock);
        self.actor(Person::Owner).post_order(&draft).await.ok().order.id
    }

    /// Takes one step of an order's life.
    pub async fn take(&self, step: Step, order: OrderId) {
        let [owner, assigned] = [Person::Owner, Person::Assigned].map(|who| self.actor(who));
        let former = self.actor(Person::Former);
        match step {
            Step::Approve => self.moderate(order, "APPROVE").await,
            Step::Respond => {
                for person in [Person::Responder, Person::Former, Person::Assigned] {
                    self.actor(person).respond(order, "Сделаю за день").await.ok();
                }
            }
            Step::SelectFirst => {
                owner.select(order, former).await.ok();
            }
            Step::Refuse => {
                former.refuse(order, "Заболел").await.ok();
            }
            Step::SelectSecond => {
                owner.select(order, assigned).await.ok();
            }
            Step::Start => {
                assigned.start_work(order).await.ok();
            }
            Step::Complete => {
                assigned.complete(order).await.ok();
            }
            Step::Close => {
                assigned.close(order).await.ok();
            }
            Step::Cancel => {
                owner.cancel(order).await.ok();
            }
            Step::Archive => self.moderate(order, "ARCHIVE").await,
        }
    }

    async fn moderate(&self, order: OrderId, action: &str) {
        let path = format!("/api/admin/orders/{order}/moderate");
        let act = json!({ "action": action, "reason": "Так решил модератор" });
        self.actor(Person::Admin).post::<OrderAnswer>(&path, &act).await.ok();
    }

    async fn moderate_orders(&self) {
        let settings = PlatformSettings { auto_approve_orders: false, ..Default::default() };
        let app = self.world.server().app();
        let mut tx = app.db.write().await.unwrap();
        settings::save(&mut tx, &settings).await.unwrap();
        tx.commit(app.now()).await.unwrap();
    }
}

/// What happens to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Approve,
    Respond,
    SelectFirst,
    Refuse,
    SelectSecond,
    Start,
    Complete,
    Close,
    Cancel,
    Archive,
}

/// The steps that bring a fresh order into the state.
pub const fn path_to(state: State) -> &'static [Step] {
    use Step::*;
    match state {
        State::Pending => &[],
        State::Published => &[Approve, Respond],
        State::Republished => &[Approve, Respond, SelectFirst, Refuse],
        State::Selected => &[Approve, Respond, SelectFirst, Refuse, SelectSecond],
        State::Started => &[Approve, Respond, SelectFirst, Refuse, SelectSecond, Start],
        State::Done => &[Approve, Respond, SelectFirst, Refuse, SelectSecond, Start, Complete],
        State::Completed => {
            &[Approve, Respond, SelectFirst, Refuse, SelectSecond, Start, Complete, Close]
        }
        State::Cancelled => &[Approve, Respond, Cancel],
        State::Archived => &[Approve, Respond, SelectFirst, Refuse, SelectSecond, Archive],
    }
}
