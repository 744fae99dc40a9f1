//! People of the data set, each signed in on one device.

use montaj_domain::{
    ids::{SessionId, UserId},
    region::REGIONS,
    text::search_form,
    timestamp::Timestamp,
    user::{Role, Specialization},
};

use super::{
    bulk::Bulk,
    dice::Dice,
    tables::{ExecutorProfile, ExecutorSpecialization, Session, User},
    texts::Texts,
};

/// Somebody signed in.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: UserId,
    pub session_id: SessionId,
    pub role: Role,
    pub region: &'static str,
    /// What an executor does; PREMIUM lets all of it be active.
    pub specializations: Vec<Specialization>,
}

/// Everybody, in the order in which they were made.
#[derive(Debug, Default)]
pub struct People {
    pub customers: Vec<Person>,
    pub executors: Vec<Person>,
}

#[derive(Debug, Default)]
struct Rows {
    users: Vec<User>,
    profiles: Vec<ExecutorProfile>,
    specializations: Vec<ExecutorSpecialization>,
    sessions: Vec<Session>,
}

impl People {
    /// Makes and writes so many people who registered in the year before `now`.
    pub async fn settle(
        bulk: &mut Bulk,
        dice: &Dice,
        texts: &Texts,
        (customers, executors): (usize, usize),
        now: Timestamp,
    ) -> anyhow::Result<Self> {
        let mut people = Self::default();
        let mut rows = Rows::default();
        for number in 0..customers + executors {
            let role = if number < customers { Role::Customer } else { Role::Executor };
            let person = person(dice, role, now);
            rows.add(dice, texts, &person, number, now);
            match role {
                Role::Executor => people.executors.push(person),
                _ => people.customers.push(person),
            }
        }
        bulk.put(&rows.users).await?;
        bulk.put(&rows.profiles).await?;
        bulk.put(&rows.specializations).await?;
        bulk.put(&rows.sessions).await?;
        Ok(people)
    }
}

fn person(dice: &Dice, role: Role, now: Timestamp) -> Person {
    let mut specializations = Vec::new();
    if role == Role::Executor {
        let first = usize::try_from(dice.between(0, 5)).unwrap_or(0);
        let count = usize::try_from(dice.between(1, 3)).unwrap_or(1);
        specializations.extend(Specialization::ALL.iter().cycle().skip(first).take(count));
    }
    Person {
        id: UserId::new(now, dice.entropy()),
        session_id: SessionId::new(now, dice.entropy()),
        role,
        region: region(dice),
        specializations,
    }
}

/// Every other one is in the largest city.
pub fn region(dice: &Dice) -> &'static str {
    if dice.percent(50) { REGIONS[0] } else { dice.pick_early::<&str>(REGIONS) }
}

impl Rows {
    fn add(&mut self, dice: &Dice, texts: &Texts, person: &Person, number: usize, now: Timestamp) {
        let at = now.plus_days(-dice.between(1, 365)).as_millis();
        let user_id = person.id.to_string();
        let phone = format!("+79{number:09}");
        let email = format!("person{number}@montaj.example");
        let full_name = texts.person(dice);
        self.users.push(User {
            id: user_id.clone(),
            role: person.role.as_str(),
            status: "ACTIVE",
            phone_verified_at: at,
            // Nobody has this password: the generator signs people in by their sessions.
            password_hash: "-",
            search_text: search_form(&format!("{full_name}\n{phone}\n{email}")),
            phone,
            email,
            full_name,
            city: person.region.to_owned(),
            rating_hundredths: 300,
            reviews_count: 0,
            completed_orders: 0,
            agreed_at: at,
            last_seen_at: at,
            created_at: at,
        });
        self.sessions.push(Session {
            id: person.session_id.to_string(),
            user_id: user_id.clone(),
            device_name: "Ноутбук",
            generation: 1,
            confirmed_generation: 1,
            rotated_at: now.as_millis(),
            created_at: at,
            last_used_at: now.as_millis(),
            expires_at: now.plus_days(60).as_millis(),
        });
        if person.role == Role::Executor {
            self.profiles.push(ExecutorProfile {
                user_id: user_id.clone(),
                region: person.region.to_owned(),
                short_description: texts.line(dice),
                full_description: texts.answer(dice),
                is_self_employed: dice.between(0, 1),
                tariff: "PREMIUM",
                premium_until: now.plus_days(30).as_millis(),
            });
            self.specializations.extend((0_i64..).zip(&person.specializations).map(
                |(position, specialization)| ExecutorSpecialization {
                    user_id: user_id.clone(),
                    position,
                    specialization: specialization.as_str(),
                },
            ));
        }
    }
}
