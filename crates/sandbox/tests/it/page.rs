//! The page for people and the JSON for tests outside this process.

use serde_json::Value;

use crate::{Caller, PHONE};

#[tokio::test]
async fn the_page_shows_what_was_sent_and_never_as_markup() {
    let caller = Caller::new().await;
    let text = "<script>alert('4321')</script> & \"код\"";
    caller.send(&[("phones", PHONE), ("mes", text)]).await;
    let page = caller.http.get(caller.url("/")).send().await.unwrap();
    let policy = page.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
    let html = page.text().await.unwrap();
    assert!(
        html.contains("&lt;script&gt;alert(&#39;4321&#39;)&lt;/script&gt; &amp; &quot;код&quot;")
    );
    assert!(!html.contains("<script>alert"));
    assert!(html.contains("<td class=\"code\">4321</td>") && html.contains(PHONE));
}

#[tokio::test]
async fn the_pages_style_and_script_are_served() {
    let caller = Caller::new().await;
    for (path, kind) in [("page.css", "text/css"), ("page.js", "text/javascript")] {
        let url = caller.url(&format!("/sandbox/{path}"));
        let answer = caller.http.get(url).send().await.unwrap();
        assert!(answer.headers()["content-type"].to_str().unwrap().starts_with(kind));
    }
}

#[tokio::test]
async fn sent_messages_are_read_by_number_and_from_a_place_on() {
    let caller = Caller::new().await;
    for (phone, text) in
        [("+79160000001", "1001"), ("+79160000002", "1002"), ("+79160000001", "1003")]
    {
        caller.send(&[("phones", phone), ("mes", text)]).await;
    }
    let read = async |query: &str| -> Vec<String> {
        let url = caller.url(&format!("/sandbox/sent?{query}"));
        let answer: Vec<Value> = caller.http.get(url).send().await.unwrap().json().await.unwrap();
        answer.iter().map(|sent| sent["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(read("phone=%2B79160000001").await, ["1001", "1003"]);
    assert_eq!(read("phone=+79160000001&after=1").await, ["1003"]);
    assert_eq!(read("").await, ["1001", "1002", "1003"]);
}

#[tokio::test]
async fn a_reader_may_hang_on_until_something_comes() {
    let caller = Caller::new().await;
    let url = caller.url("/sandbox/sent?phone=9161234567&waitMs=20000");
    let reading = async {
        let answer: Vec<Value> = caller.http.get(url).send().await.unwrap().json().await.unwrap();
        answer
    };
    let (read, sent) = tokio::join!(reading, caller.send_code("7654"));
    assert!(sent.is_ok());
    assert_eq!(read[0]["code"], "7654");
}
