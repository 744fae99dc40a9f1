//! How people come into the world: through the public API, with the code from their phone.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use clap::{Args as _, FromArgMatches as _};
use montaj_domain::{
    phone::Phone,
    user::{Role, Specialization, UserModeration},
};
use montaj_sandbox::Sandbox;
use montaj_server::{
    ambient::{SystemClock, SystemEntropy},
    cli::admin_create::{self, AdminCreate},
    config::Config,
};
use montaj_wire::account::{
    EditExecutorProfile, Login, Messengers, ModerateUser, Register, SignedIn, UserAnswer, UserView,
    VerifySms,
};

use super::{Actor, REGION, Visitor, actor::PASSWORD};

static PHONES: AtomicU32 = AtomicU32::new(0);

/// A number that nobody else in this process has.
pub fn fresh_phone() -> Phone {
    let number = PHONES.fetch_add(1, Ordering::Relaxed);
    Phone::parse(&format!("+7916{number:07}")).expect("ten digits that begin with 9")
}

/// A complete, valid form.
pub fn registration(name: &str, role: Role, phone: &Phone) -> Register {
    let mailbox = phone.as_str().trim_start_matches('+');
    Register {
        role,
        phone: phone.to_string(),
        email: format!("{mailbox}@example.ru"),
        password: PASSWORD.to_owned(),
        full_name: name.to_owned(),
        city: REGION.to_owned(),
        agree_to_terms: true,
        agree_to_privacy: true,
        organization: None,
        address: None,
        messengers: Messengers::default(),
        inn: None,
        ogrn: None,
    }
}

/// Registers, reads the code from the phone and signs in with it.
pub(super) async fn sign_up(visitor: &Visitor, sandbox: &Sandbox, name: &str, role: Role) -> Actor {
    let phone = fresh_phone();
    let form = registration(name, role, &phone);
    let registered = visitor.post::<UserAnswer>("/api/auth/register", &form).await;
    assert_eq!(registered.status(), 201, "{}", registered.body());
    let code = sandbox.wait_for_code(&phone).await.unwrap_or_else(|error| panic!("{error}"));
    let device_name = Some(format!("Устройство: {name}"));
    let form = VerifySms { phone: phone.to_string(), code, device_name, cookie: false };
    let signed_in = visitor.post::<SignedIn>("/api/auth/verify-sms", &form).await.ok();
    Actor::new(name, phone, visitor.clone(), signed_in)
}

/// Makes an administrator as an operator does, by `montaj-server admin create`, and signs in.
pub(super) async fn appoint(visitor: &Visitor, config: Config, name: &str) -> Actor {
    let phone = fresh_phone();
    let given = [
        ["--phone", phone.as_str()],
        ["--name", name],
        ["--email", "admin@example.ru"],
        ["--password", PASSWORD],
    ];
    let command = clap::Command::new("admin create").no_binary_name(true);
    let read = AdminCreate::augment_args(command).try_get_matches_from(given.as_flattened());
    let given = read.and_then(|read| AdminCreate::from_arg_matches(&read));
    let given = given.unwrap_or_else(|error| panic!("{error}"));
    let made = admin_create::run(config, given).await;
    made.unwrap_or_else(|error| panic!("admin create: {error:?}"));
    let (password, device_name) = (PASSWORD.to_owned(), Some("Пульт".to_owned()));
    let form = Login { phone: phone.to_string(), password, device_name, cookie: false };
    let signed_in = visitor.post::<SignedIn>("/api/auth/login", &form).await.ok();
    Actor::new(name, phone, visitor.clone(), signed_in)
}

impl Actor {
    /// Signs in by password at an address of the test's choice.
    ///
    /// # Panics
    /// The number is no number, or the server refused.
    pub async fn sign_in(base_url: &str, name: &str, phone: &str) -> Self {
        let (clock, entropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
        let visitor = Visitor::new(base_url.to_owned(), clock, entropy);
        let phone = Phone::parse(phone).expect("a number");
        let (password, device_name) = (PASSWORD.to_owned(), Some(format!("Устройство: {name}")));
        let form = Login { phone: phone.to_string(), password, device_name, cookie: false };
        let signed_in = visitor.post::<SignedIn>("/api/auth/login", &form).await.ok();
        Self::new(name, phone, visitor, signed_in)
    }

    /// Says what this executor does, in the region of all.
    pub async fn offer(&self, specializations: &[Specialization]) -> UserView {
        let profile = EditExecutorProfile {
            region: REGION.to_owned(),
            specializations: specializations.to_vec(),
            short_description: format!("{}, мастер с опытом 12 лет", self.name),
            full_description: "Делаю аккуратно, убираю за собой, даю гарантию.".to_owned(),
            is_self_employed: true,
        };
        self.put::<UserAnswer>("/api/users/executor-profile", &profile).await.ok().user
    }

    /// Moderates an account, as an administrator.
    pub async fn moderate(&self, person: &Self, action: UserModeration) -> UserView {
        let act = ModerateUser { action, reason: None };
        let path = format!("/api/admin/users/{}/moderate", person.id);
        self.post::<UserAnswer>(&path, &act).await.ok().user
    }
}
