//! One request and its answer by HTTP, on either host.

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::Http;
#[cfg(target_arch = "wasm32")]
pub(crate) use web::Http;

/// What goes out.
pub(crate) struct Outgoing<'a> {
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) query: &'a [(String, String)],
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) json: Option<String>,
}

/// What came back, whatever its status.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// In seconds, where the server said.
    pub(crate) retry_after: Option<u64>,
    pub(crate) body: String,
}

fn seconds(header: &str) -> Option<u64> {
    header.trim().parse().ok()
}
