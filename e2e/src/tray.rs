//! A panel that shows the icons of programs: records them on a private bus and can press their
//! menus, as a desktop's own panel does.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use parking_lot::Mutex;
use zbus::message::Header;
use zbus::object_server::SignalEmitter;
use zbus::{Connection, OwnedVariant, Structure, Variant, connection, interface};

use crate::wait::{PATIENCE, until};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";
const MENU: &str = "com.canonical.dbusmenu";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// The icon of a program: who shows it, and where it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Item {
    service: String,
    path: String,
}

/// A line of an icon's menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    id: i32,
    pub label: String,
    pub checked: bool,
}

/// The panel; its icons are gone when it is dropped.
#[derive(Debug)]
pub struct Panel {
    connection: Connection,
    items: Arc<Mutex<Vec<Item>>>,
}

impl Panel {
    /// Takes the panel's name on the bus at `address`.
    ///
    /// # Errors
    /// When the bus is not there or another panel is.
    pub async fn start(address: &str) -> Result<Self> {
        let items = Arc::new(Mutex::new(Vec::new()));
        let connection = connection::Builder::address(address)
            .name(WATCHER)
            .serve_at(PATH, Watcher { items: Arc::clone(&items) })
            .build()
            .await
            .context("owning the name of the panel")?;
        Ok(Self { connection, items })
    }

    /// Waits until the menu of the newest icon has a line with `text`.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn wait_for(&self, text: &str) -> Result<Line> {
        let found = until(format!("«{text}» in the icon's menu"), PATIENCE, || async {
            let lines = self.lines().await.ok()?;
            lines.into_iter().find(|line| line.label.contains(text))
        });
        match found.await {
            Ok(line) => Ok(line),
            Err(error) => bail!("{error}; the menu is {:?}", self.lines().await),
        }
    }

    /// Presses the line with `text`, as soon as it is there.
    ///
    /// # Errors
    /// When it does not come, or the program does not answer.
    pub async fn press(&self, text: &str) -> Result<()> {
        let line = self.wait_for(text).await?;
        let item = self.newest()?;
        let menu = self.menu_of(&item).await?;
        let event = (line.id, "clicked", Variant::I32(0), 0_u32);
        let service = Some(item.service.as_str());
        self.connection.call_method(service, menu.as_str(), Some(MENU), "Event", &event).await?;
        Ok(())
    }

    /// The file of the picture that the newest icon shows.
    ///
    /// # Errors
    /// When there is no icon.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        let item = self.newest()?;
        let name = self.property(&item, "IconName").await?;
        std::fs::read(&name).with_context(|| format!("the icon's picture {name}"))
    }

    fn newest(&self) -> Result<Item> {
        self.items.lock().last().cloned().context("no icon has come")
    }

    async fn lines(&self) -> Result<Vec<Line>> {
        let item = self.newest()?;
        let menu = self.menu_of(&item).await?;
        let service = Some(item.service.as_str());
        // Menus are told of what is about to be seen before they are asked for it.
        let about = "AboutToShow";
        let _ =
            self.connection.call_method(service, menu.as_str(), Some(MENU), about, &0_i32).await;
        let wanted: (i32, i32, Vec<&str>) = (0, -1, Vec::new());
        let call =
            self.connection.call_method(service, menu.as_str(), Some(MENU), "GetLayout", &wanted);
        let answer = call.await?;
        let (_, root): (u32, Node) = answer.body().deserialize()?;
        root.2.into_iter().map(line).filter_map(Result::transpose).collect()
    }

    async fn menu_of(&self, item: &Item) -> Result<String> {
        self.property(item, "Menu").await
    }

    async fn property(&self, item: &Item, name: &str) -> Result<String> {
        let arguments = ("org.kde.StatusNotifierItem", name);
        let call = self.connection.call_method(
            Some(item.service.as_str()),
            item.path.as_str(),
            Some(PROPERTIES),
            "Get",
            &arguments,
        );
        let value: OwnedVariant = call.await?.body().deserialize()?;
        Ok(match &*value {
            Variant::ObjectPath(path) => path.to_string(),
            Variant::Str(text) => text.to_string(),
            other => bail!("{name} is {other:?}"),
        })
    }
}

/// An entry of a menu: its number, its properties, its children.
type Node = (i32, HashMap<String, OwnedVariant>, Vec<OwnedVariant>);

/// A line, or nothing for what separates lines.
fn line(node: OwnedVariant) -> Result<Option<Line>> {
    let node = Structure::try_from(node).context("an entry of a menu")?;
    let [Variant::I32(id), Variant::Dict(properties), _] = node.fields() else {
        bail!("no entry: {node:?}")
    };
    let (mut label, mut checked) = (None, false);
    for (name, value) in properties.iter() {
        let value = if let Variant::Variant(inner) = value { inner } else { value };
        match (name, value) {
            (Variant::Str(name), Variant::Str(text)) if name.as_str() == "label" => {
                label = Some(text.replace('_', ""));
            }
            (Variant::Str(name), Variant::I32(state)) if name.as_str() == "toggle-state" => {
                checked = *state == 1;
            }
            _ => {}
        }
    }
    Ok(label.filter(|label| !label.is_empty()).map(|label| Line { id: *id, label, checked }))
}

struct Watcher {
    items: Arc<Mutex<Vec<Item>>>,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    /// Named by a bus name, or by a path of whoever asks.
    fn register_status_notifier_item(
        &self,
        named: String,
        #[zbus(header)] header: Header<'_>,
    ) -> zbus::fdo::Result<()> {
        let Some(sender) = header.sender() else {
            return Err(zbus::fdo::Error::Failed("nobody asks".to_owned()));
        };
        let item = if named.starts_with('/') {
            Item { service: sender.to_string(), path: named }
        } else {
            Item { service: named, path: "/StatusNotifierItem".to_owned() }
        };
        self.items.lock().push(item);
        Ok(())
    }

    fn register_status_notifier_host(&self, _service: &str) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.items.lock().iter().map(|item| format!("{}{}", item.service, item.path)).collect()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(signal)]
    async fn status_notifier_host_registered(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;
}
