//! The interface for browsers: the built files, and its page for every other path.

use std::path::Path;

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};
use tower_http::services::{ServeDir, ServeFile};

use super::error::ApiError;
use crate::app::App;

/// Scripts and connections only from here; WebAssembly needs its own word.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; \
    object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// Adds the files of `dir`; an empty path adds none.
pub fn serve(router: Router<App>, dir: &Path) -> Router<App> {
    if dir.as_os_str().is_empty() {
        return router.fallback(async || ApiError::not_found());
    }
    let page = ServeFile::new(dir.join("index.html"));
    let files = ServeDir::new(dir).precompressed_br().fallback(page);
    let files = Router::new().fallback_service(files).layer(middleware::from_fn(headers));
    router.fallback_service(files)
}

async fn headers(request: Request, next: Next) -> Response {
    // Trunk names its files by their content, all but the page.
    let is_hashed = request.uri().path().contains('-') && request.uri().path().contains('.');
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    let cache = if is_hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}
