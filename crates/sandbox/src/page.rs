//! The page at `/`: what was sent, newest first, and a button for each fault.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    Router,
    extract::State,
    http::header,
    response::{Html, IntoResponse},
    routing::get,
};
use time::macros::{format_description, offset};

use crate::{
    journal::{Kind, Sent},
    sandbox::Desk,
};

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");
/// Only this server's own style and script run, whatever a message says.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(crate) fn routes(desk: &Arc<Desk>) -> Router {
    let file = |kind: &'static str, text: &'static str| {
        get(move || async move { ([(header::CONTENT_TYPE, kind)], text) })
    };
    Router::new()
        .route("/", get(page))
        .route("/sandbox/page.css", file("text/css; charset=utf-8", STYLE))
        .route("/sandbox/page.js", file("text/javascript; charset=utf-8", SCRIPT))
        .with_state(Arc::clone(desk))
}

async fn page(State(desk): State<Arc<Desk>>) -> impl IntoResponse {
    let rows: String = desk.journal.sent(None, 0).iter().rev().map(row).collect();
    let html = TEMPLATE.replacen("<!--rows-->", &rows, 1);
    ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html))
}

fn row(sent: &Sent) -> String {
    let layout = format_description!("[hour]:[minute]:[second]");
    let time = sent.at.to_utc().to_offset(offset!(+3)).format(&layout).unwrap_or_default();
    let kind = match sent.kind {
        Kind::Sms => "СМС",
        Kind::Call => "Звонок",
    };
    let code = sent.code.as_deref().unwrap_or("");
    let mut row = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        row,
        "<tr data-seq=\"{}\"><td><time>{time}</time></td><td>{kind}</td><td class=\"phone\">{}</td>\
         <td class=\"code\">{}</td><td class=\"text\">{}</td></tr>",
        sent.seq,
        escaped(sent.phone.as_str()),
        escaped(code),
        escaped(&sent.text),
    );
    row
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
