//! Who lives here: registered and signed in on a device, by its engine.

use montaj_client::{error::ClientError, host::SystemClock};
use montaj_domain::{
    phone::Phone,
    user::{Role, Specialization},
};
use montaj_wire::{account::EditExecutorProfile, order::OrderDraft, problem::ErrorCode};

use super::{Device, House};
use crate::world::{REGION, registration, window_order};

pub const ANNA: &str = "+79160000001";
pub const BORIS: &str = "+79160000002";
pub const VERA: &str = "+79160000003";

impl House {
    async fn signed_up(&self, name: &str, phone: &str, role: Role) -> Device {
        let mut device = self.device(name).await;
        let phone = Phone::parse(phone).unwrap();
        let full_name = format!("{name} Иванова");
        device.engine.register(registration(&full_name, role, &phone)).await.unwrap();
        let code = self.sandbox.wait_for_code(&phone).await.unwrap();
        device.engine.verify_phone(phone.to_string(), code).await.unwrap();
        device.phone = phone.to_string();
        device
    }

    /// A customer.
    pub async fn anna(&self) -> Device {
        self.signed_up("Анна", ANNA, Role::Customer).await
    }

    pub async fn executor(&self, name: &str, phone: &str) -> Device {
        let device = self.signed_up(name, phone, Role::Executor).await;
        let profile = EditExecutorProfile {
            region: REGION.to_owned(),
            specializations: vec![Specialization::Windows],
            short_description: String::new(),
            full_description: String::new(),
            is_self_employed: false,
        };
        device.engine.save_executor_profile(profile).await.unwrap();
        device
    }

    pub async fn boris(&self) -> Device {
        self.executor("Борис", BORIS).await
    }

    pub async fn vera(&self) -> Device {
        self.executor("Вера", VERA).await
    }
}

/// An order that anybody could post.
pub fn draft() -> OrderDraft {
    window_order(&SystemClock)
}

/// The code with which the server refused.
///
/// # Panics
/// It did not.
pub fn code_of<T: std::fmt::Debug>(answer: Result<T, ClientError>) -> ErrorCode {
    answer.unwrap_err().code().unwrap()
}
