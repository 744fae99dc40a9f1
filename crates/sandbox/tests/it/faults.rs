//! Every fault, set from code and over HTTP.

use montaj_sandbox::{DropMoment, Fault, FaultMode, Service};
use serde_json::{Value, json};

use crate::Caller;

#[tokio::test]
async fn every_smsc_error_can_be_had_and_sends_nothing() {
    let caller = Caller::new().await;
    for code in 1..=9 {
        caller.sandbox.set_fault(Fault::smsc(FaultMode::Error { code }).times(1));
        let answer: Value = caller.send_code("1234").await.unwrap().json().await.unwrap();
        assert_eq!(answer["error_code"], code);
    }
    assert!(caller.sandbox.sent().is_empty());
    assert!(caller.send_code("1234").await.unwrap().text().await.unwrap().contains("cnt"));
}

#[tokio::test]
async fn a_fault_strikes_so_many_calls_and_no_more() {
    let caller = Caller::new().await;
    caller.sandbox.set_fault(Fault::smsc(FaultMode::ServerError).times(2));
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(caller.send_code("1234").await.unwrap().status().as_u16());
    }
    assert_eq!(statuses, [500, 500, 200]);
    assert_eq!(caller.sandbox.sent().len(), 1);
}

#[tokio::test]
async fn a_fault_without_a_number_of_calls_lasts_until_cleared() {
    let caller = Caller::new().await;
    caller.sandbox.set_fault(Fault::smsc(FaultMode::ServerError));
    for _ in 0..3 {
        assert_eq!(caller.send_code("1234").await.unwrap().status(), 500);
    }
    caller.sandbox.clear_faults();
    assert_eq!(caller.send_code("1234").await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_drop_before_acceptance_loses_the_message() {
    let caller = Caller::new().await;
    let mode = FaultMode::Drop { moment: DropMoment::Before };
    caller.sandbox.set_fault(Fault::smsc(mode).times(1));
    let error = caller.send_code("1234").await.unwrap_err();
    assert!(error.is_request() && !error.is_connect(), "{error:?}");
    assert!(caller.sandbox.sent().is_empty());
}

#[tokio::test]
async fn a_drop_after_acceptance_loses_only_the_answer() {
    let caller = Caller::new().await;
    let mode = FaultMode::Drop { moment: DropMoment::After };
    caller.sandbox.set_fault(Fault::smsc(mode).times(1));
    assert!(caller.send_code("1234").await.is_err());
    assert_eq!(caller.sandbox.sent().len(), 1);
}

#[tokio::test]
async fn garbage_is_no_json_though_the_message_went() {
    let caller = Caller::new().await;
    caller.sandbox.set_fault(Fault::smsc(FaultMode::Garbage).times(1));
    let answer = caller.send_code("1234").await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.json::<Value>().await.is_err());
    assert_eq!(caller.sandbox.sent().len(), 1);
}

#[tokio::test]
async fn a_delay_is_late_but_right() {
    let caller = Caller::new().await;
    let started = tokio::time::Instant::now();
    caller.sandbox.set_fault(Fault::smsc(FaultMode::Delay { ms: 150 }).times(1));
    let answer: Value = caller.send_code("1234").await.unwrap().json().await.unwrap();
    assert_eq!(answer["cnt"], 1);
    assert!(started.elapsed().as_millis() >= 150);
}

#[tokio::test]
async fn a_sandbox_that_stops_does_not_sit_out_its_delays() {
    let caller = Caller::new().await;
    caller.sandbox.set_fault(Fault::smsc(FaultMode::Delay { ms: 60_000 }).times(1));
    let call = tokio::spawn(caller.http.get(caller.url("/sys/balance.php")).send());
    // The fault is no longer in force once it has struck the call.
    loop {
        let answer = caller.http.get(caller.url("/sandbox/faults")).send().await.unwrap();
        if answer.json::<Vec<Fault>>().await.unwrap().is_empty() {
            break;
        }
    }
    let started = tokio::time::Instant::now();
    caller.sandbox.shutdown().await;
    assert!(started.elapsed().as_secs() < 10);
    drop(call.await);
}

#[tokio::test]
async fn faults_are_set_seen_and_cleared_over_http() {
    let caller = Caller::new().await;
    let url = caller.url("/sandbox/faults");
    let fault = json!({"fault": "error", "code": 3, "times": 2});
    let answer = caller.http.post(&url).json(&fault).send().await.unwrap();
    let in_force: Vec<Fault> = answer.json().await.unwrap();
    let expected =
        Fault { service: Service::Smsc, mode: FaultMode::Error { code: 3 }, times: Some(2) };
    assert_eq!(in_force, [expected]);
    let struck: Value = caller.send_code("1234").await.unwrap().json().await.unwrap();
    assert_eq!(struck["error_code"], 3);
    let cleared = caller.http.delete(&url).send().await.unwrap();
    assert_eq!(cleared.status(), 204);
    let left: Value = caller.http.get(&url).send().await.unwrap().json().await.unwrap();
    assert_eq!(left, json!([]));
}

#[tokio::test]
async fn an_error_smsc_does_not_have_is_refused() {
    let caller = Caller::new().await;
    for code in [0, 10] {
        let fault = json!({"service": "smsc", "fault": "error", "code": code});
        let url = caller.url("/sandbox/faults");
        let answer = caller.http.post(url).json(&fault).send().await.unwrap();
        assert_eq!(answer.status(), 422, "{code}");
    }
}
