//! Faults on demand, shared by all services: set by tests, by the page or over HTTP, each for the
//! next so many calls or until it is cleared.

use std::{collections::HashMap, sync::Arc, time::Duration};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};

use crate::{hangup::Hangup, sandbox::Desk, smsc};

/// A simulated service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    #[default]
    Smsc,
}

/// What goes wrong, in which service, and for how many calls.
///
/// As JSON: `{"service":"smsc","fault":"error","code":3,"times":2}`; service and times may be left
/// out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    #[serde(default)]
    pub service: Service,
    #[serde(flatten)]
    pub mode: FaultMode,
    /// How many calls it strikes; `None` = until cleared.
    #[serde(default)]
    pub times: Option<u32>,
}

/// How a service misbehaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum FaultMode {
    /// The service's own error number (SMSC: 1–9). Nothing is accepted.
    Error { code: u8 },
    /// A right answer, but late by so many milliseconds.
    Delay { ms: u64 },
    /// The connection closes without an answer.
    Drop { moment: DropMoment },
    /// HTTP 500 with an HTML page. Nothing is accepted.
    ServerError,
    /// HTTP 200 with a body that is no answer at all. The call itself was carried out.
    Garbage,
}

/// When the connection breaks, as seen from the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DropMoment {
    /// The call had no effect.
    Before,
    /// The call was carried out, only its answer is lost.
    After,
}

impl Fault {
    /// A fault of the SMS service that lasts until it is cleared.
    pub const fn smsc(mode: FaultMode) -> Self {
        Self { service: Service::Smsc, mode, times: None }
    }

    /// The same fault for the next `times` calls only.
    #[must_use]
    pub const fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    /// Whether the service has such an error and the delay is one a test can wait out.
    pub(crate) fn is_possible(&self) -> bool {
        match (self.service, self.mode) {
            (Service::Smsc, FaultMode::Error { code }) => smsc::Refusal::from_code(code).is_some(),
            (_, FaultMode::Delay { ms }) => ms <= 120_000,
            _ => true,
        }
    }
}

/// The faults in force, at most one per service.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<HashMap<Service, Fault>>);

impl Faults {
    pub(crate) fn set(&self, fault: Fault) {
        self.0.lock().insert(fault.service, fault);
    }

    pub(crate) fn clear(&self) {
        self.0.lock().clear();
    }

    pub(crate) fn in_force(&self) -> Vec<Fault> {
        self.0.lock().values().copied().collect()
    }

    /// The fault that strikes this call, if any; counts it.
    fn strike(&self, service: Service) -> Option<FaultMode> {
        let mut faults = self.0.lock();
        let fault = faults.get_mut(&service)?;
        let mode = fault.mode;
        match &mut fault.times {
            Some(0) => {
                faults.remove(&service);
                return None;
            }
            Some(1) => {
                faults.remove(&service);
            }
            Some(left) => *left -= 1,
            None => {}
        }
        Some(mode)
    }
}

/// Stands before every call of a service and lets the fault in force strike it.
pub(crate) async fn before_service(
    State((desk, service)): State<(Arc<Desk>, Service)>,
    ConnectInfo(hangup): ConnectInfo<Hangup>,
    request: Request,
    next: Next,
) -> Response {
    match desk.faults.strike(service) {
        None => next.run(request).await,
        Some(FaultMode::Error { code }) => match service {
            Service::Smsc => smsc::refusal(code),
        },
        Some(FaultMode::Delay { ms }) => {
            let delay = tokio::time::sleep(Duration::from_millis(ms));
            // A sandbox that stops does not sit out its delays.
            desk.stopping.run_until_cancelled(delay).await;
            next.run(request).await
        }
        Some(FaultMode::Drop { moment }) => {
            let answer = match moment {
                DropMoment::Before => StatusCode::NO_CONTENT.into_response(),
                DropMoment::After => next.run(request).await,
            };
            hangup.cut();
            answer
        }
        Some(FaultMode::ServerError) => {
            let page = Html("<html><body><h1>500 Internal Server Error</h1></body></html>");
            (StatusCode::INTERNAL_SERVER_ERROR, page).into_response()
        }
        Some(FaultMode::Garbage) => {
            next.run(request).await;
            ([(header::CONTENT_TYPE, "application/json")], "{\"id\":12,<br/>\u{0}").into_response()
        }
    }
}
