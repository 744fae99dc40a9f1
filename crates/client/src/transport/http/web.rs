//! The browser's own `fetch`: it brings the cookies, the cache and the encryption.

use std::time::Duration;

use js_sys::{JsString, encode_uri_component};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response, Url};

use super::{Answer, Outgoing, seconds};
use crate::{error::ClientError, host::within, transport::Failure};

#[derive(Debug, Clone)]
pub(crate) struct Http {
    timeout: Duration,
}

impl Http {
    /// `server` must be an address that requests can go to.
    pub(crate) fn new(server: &str, timeout: Duration) -> Result<Self, ClientError> {
        Url::new(server).map_err(|error| ClientError::local(&text(&error)))?;
        Ok(Self { timeout })
    }

    /// A browser does not tell whether the request left; then it may have.
    pub(crate) async fn exchange(&self, outgoing: Outgoing<'_>) -> Result<Answer, Failure> {
        let abort = Abort::new().map_err(nonsense)?;
        let init = init(&outgoing, &abort).map_err(nonsense)?;
        let url = outgoing.url + &query_string(outgoing.query);
        let answer = async {
            let window = web_sys::window().ok_or(JsValue::NULL)?;
            let response = JsFuture::from(window.fetch_with_str_and_init(&url, &init)).await?;
            let response: Response = response.dyn_into()?;
            let retry_after = response.headers().get("retry-after")?;
            let body = JsFuture::from(response.text()?).await?.as_string();
            Ok::<_, JsValue>(Answer {
                status: response.status(),
                retry_after: retry_after.and_then(|value| seconds(&value)),
                body: body.unwrap_or_default(),
            })
        };
        match within(self.timeout, answer).await {
            Some(Ok(answer)) => Ok(answer),
            Some(Err(_)) | None => Err(Failure::Lost),
        }
    }
}

/// Ends what is still under way when nobody waits for it any more.
struct Abort(AbortController);

impl Abort {
    fn new() -> Result<Self, JsValue> {
        AbortController::new().map(Self)
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn init(outgoing: &Outgoing<'_>, abort: &Abort) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    for (name, value) in &outgoing.headers {
        headers.append(name, value)?;
    }
    let init = RequestInit::new();
    init.set_method(outgoing.method);
    init.set_headers(&headers);
    init.set_signal(Some(&abort.0.signal()));
    if let Some(json) = &outgoing.json {
        init.set_body(&JsString::from(json.as_str()));
    }
    Ok(init)
}

fn query_string(query: &[(String, String)]) -> String {
    let mut asked = String::new();
    for (name, value) in query {
        asked.push(if asked.is_empty() { '?' } else { '&' });
        asked.push_str(name);
        asked.push('=');
        asked.push_str(&String::from(encode_uri_component(value)));
    }
    asked
}

fn nonsense(error: JsValue) -> Failure {
    Failure::Nonsense(text(&error))
}

fn text(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message())).unwrap_or_default()
}
