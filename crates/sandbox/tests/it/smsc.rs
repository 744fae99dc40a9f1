//! The protocol of SMSC.ru: what is accepted, what is refused and how.

use montaj_sandbox::{Kind, SandboxConfig};
use serde_json::json;

use crate::{Caller, PHONE, phone};

#[tokio::test]
async fn a_code_reaches_the_number_however_it_is_written() {
    let caller = Caller::new().await;
    let answer =
        caller.send(&[("phones", "8 (916) 123-45-67"), ("mes", "Код 0451"), ("id", "77")]).await;
    assert_eq!(answer, json!({"id": 77, "cnt": 1}));
    assert_eq!(caller.sandbox.wait_for_code(&phone()).await.unwrap(), "0451");
    let sent = &caller.sandbox.sent()[0];
    assert_eq!((sent.kind, &*sent.id, &*sent.text), (Kind::Sms, "77", "Код 0451"));
}

#[tokio::test]
async fn a_wait_that_began_early_gets_the_code_when_it_comes() {
    let caller = Caller::new().await;
    let phone = phone();
    let (code, sent) = tokio::join!(caller.sandbox.wait_for_code(&phone), caller.send_code("1234"));
    assert!(sent.is_ok());
    assert_eq!(code.unwrap(), "1234");
}

#[tokio::test]
async fn each_wait_returns_a_message_no_earlier_wait_has_returned() {
    let caller = Caller::new().await;
    caller.send_code("1111").await.unwrap();
    assert_eq!(caller.sandbox.wait_for_code(&phone()).await.unwrap(), "1111");
    caller.send_code("2222").await.unwrap();
    assert_eq!(caller.sandbox.wait_for_code(&phone()).await.unwrap(), "2222");
}

#[tokio::test]
async fn a_call_speaks_a_code_and_tells_it() {
    let caller = Caller::new().await;
    let answer = caller.send(&[("phones", PHONE), ("mes", "code"), ("call", "1")]).await;
    let code = caller.sandbox.wait_for_code(&phone()).await.unwrap();
    assert_eq!(answer["code"], json!(code));
    assert_eq!((code.len(), caller.sandbox.sent()[0].kind), (6, Kind::Call));
}

#[tokio::test]
async fn several_numbers_are_several_messages() {
    let caller = Caller::new().await;
    let answer = caller.send(&[("phones", "+79160000001;+79160000002"), ("mes", "Привет")]).await;
    assert_eq!(answer["cnt"], 2);
    assert_eq!(caller.sandbox.sent().len(), 2);
}

#[tokio::test]
async fn the_api_key_stands_in_for_login_and_password() {
    let caller = Caller::new().await;
    let form = [("apikey", "sandbox-key"), ("phones", PHONE), ("mes", "Hi"), ("fmt", "3")];
    let answer = caller.http.post(caller.url("/sys/send.php")).form(&form).send().await.unwrap();
    assert!(answer.json::<serde_json::Value>().await.unwrap().get("error").is_none());
    let wrong = caller.send(&[("apikey", "x"), ("phones", PHONE), ("mes", "Hi")]).await;
    assert_eq!(wrong["error_code"], 2);
}

#[tokio::test]
async fn a_wrong_password_is_error_2_and_sends_nothing() {
    let caller = Caller::new().await;
    let answer = caller.send(&[("psw", "nope"), ("phones", PHONE), ("mes", "Hi")]).await;
    assert_eq!(answer, json!({"error": "authorise error", "error_code": 2}));
    assert!(caller.sandbox.sent().is_empty());
}

#[tokio::test]
async fn what_is_missing_or_malformed_is_error_1() {
    let caller = Caller::new().await;
    let cases: [&[(&str, &str)]; 5] = [
        &[("phones", PHONE)],
        &[("mes", "Hi")],
        &[("phones", PHONE), ("mes", " ")],
        &[("phones", PHONE), ("mes", "Hi"), ("id", "no spaces")],
        // Russian text needs its charset said.
        &[("phones", PHONE), ("mes", "Привет"), ("charset", "")],
    ];
    for fields in cases {
        assert_eq!(caller.send(fields).await["error_code"], 1, "{fields:?}");
    }
}

#[tokio::test]
async fn a_number_that_is_none_is_error_7() {
    let caller = Caller::new().await;
    let answer = caller.send(&[("phones", "12345"), ("mes", "Hi"), ("id", "a-1")]).await;
    assert_eq!(answer, json!({"error": "invalid number", "error_code": 7, "id": "a-1"}));
}

#[tokio::test]
async fn an_empty_account_is_error_3() {
    let config = SandboxConfig { balance_kopecks: 500, ..SandboxConfig::default() };
    let caller = Caller::with(config).await;
    let first = caller.send(&[("phones", PHONE), ("mes", "Hi"), ("cost", "3")]).await;
    assert_eq!(first, json!({"id": 1, "cnt": 1, "cost": "3.00", "balance": "2.00"}));
    let second = caller.send(&[("phones", PHONE), ("mes", "Hi")]).await;
    assert_eq!(second["error_code"], 3);
    let balance = caller.form("/sys/balance.php", &[]).await.unwrap();
    let balance: serde_json::Value = balance.json().await.unwrap();
    assert_eq!(balance, json!({"balance": "2.00", "currency": "RUR"}));
}

#[tokio::test]
async fn asking_for_the_price_sends_nothing() {
    let caller = Caller::new().await;
    let answer = caller.send(&[("phones", PHONE), ("mes", "Hi"), ("cost", "1")]).await;
    assert_eq!(answer, json!({"cnt": 1, "cost": "3.00"}));
    assert!(caller.sandbox.sent().is_empty());
}

#[tokio::test]
async fn the_status_of_an_accepted_message_is_delivered() {
    let caller = Caller::new().await;
    caller.send(&[("phones", PHONE), ("mes", "Hi"), ("id", "5")]).await;
    let ask = async |id| {
        let answer = caller.form("/sys/status.php", &[("phone", PHONE), ("id", id)]).await.unwrap();
        answer.json::<serde_json::Value>().await.unwrap()
    };
    assert_eq!(ask("5").await["status"], 1);
    assert_eq!(ask("6").await["error_code"], 3);
}

#[tokio::test]
async fn without_fmt_3_the_answer_is_a_plain_line() {
    let caller = Caller::new().await;
    let fields = [("phones", PHONE), ("mes", "Hi"), ("fmt", "0")];
    let answer = caller.form("/sys/send.php", &fields).await.unwrap();
    assert_eq!(answer.text().await.unwrap(), "OK - 1 SMS, ID - 1");
    let answer = caller.form("/sys/send.php", &fields[..1]).await.unwrap();
    assert_eq!(answer.json::<serde_json::Value>().await.unwrap()["error_code"], 1);
}

#[tokio::test]
async fn a_message_that_never_comes_is_said_clearly() {
    let caller = Caller::new().await;
    caller.send_code("1234").await.unwrap();
    tokio::time::pause();
    let other = montaj_domain::phone::Phone::parse("+79160000009").unwrap();
    let error = caller.sandbox.wait_for_sms(&other).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "nothing was sent to +79160000009 within 20s; 1 messages went to other numbers"
    );
}
