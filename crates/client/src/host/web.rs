//! The host in a browser's page.

use std::{future::Future, time::Duration};

use montaj_domain::{
    ambient::{Clock, Entropy},
    timestamp::Timestamp,
};

/// `Send` where tasks move between threads; nothing in a browser, which has one.
pub trait MaybeSend {}
impl<T: ?Sized> MaybeSend for T {}

pub(crate) fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}

pub(crate) async fn sleep(time: Duration) {
    gloo::timers::future::sleep(time).await;
}

/// The browser's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
        let millis = js_sys::Date::now() as i64;
        Timestamp::from_millis(millis)
    }
}

/// The browser's cryptographic random numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    #[expect(clippy::panic, reason = "a browser without random numbers cannot run this safely")]
    fn fill(&self, bytes: &mut [u8]) {
        let crypto = web_sys::window().and_then(|window| window.crypto().ok());
        let filled =
            crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(bytes).is_ok());
        if !filled {
            panic!("the browser gives no random numbers");
        }
    }
}
