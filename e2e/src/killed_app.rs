//! An app that is killed in the moment in which the next one hands its arguments over to it.

use std::future::pending;
use std::sync::Arc;

use anyhow::{Context, Result};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use zbus::fdo::{DBusProxy, RequestNameFlags};
use zbus::{connection, interface};

/// Stands on the bus where the app does, as soon as that has ended, and is gone without an answer
/// when it is asked. The task ends then.
///
/// # Errors
/// When no app stands there, or the bus does not answer.
pub async fn after_the_app_on(bus: &str) -> Result<JoinHandle<zbus::Result<()>>> {
    let connection = connection::Builder::address(bus).build().await?;
    let names = DBusProxy::new(&connection).await?.list_names().await?;
    let name = names.into_iter().find(|name| name.ends_with(".SingleInstance"));
    let name = name.context("no app is on the bus")?;
    let asked = Arc::new(Notify::new());
    let path = format!("/{}", name.replace('.', "/"));
    connection.object_server().at(path, App { asked: Arc::clone(&asked) }).await?;
    // The bus gives it the name when its owner is gone.
    connection.request_name_with_flags(name.as_str(), RequestNameFlags::empty()).await?;
    Ok(tokio::spawn(async move {
        asked.notified().await;
        connection.close().await
    }))
}

struct App {
    asked: Arc<Notify>,
}

#[interface(name = "org.SingleInstance.DBus")]
impl App {
    async fn execute_callback(&self, _arguments: Vec<String>, _folder: String) {
        self.asked.notify_one();
        pending::<()>().await;
    }
}
