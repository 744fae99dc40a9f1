//! Questions to other programs on Linux' session bus, and what they say unasked.

use std::time::Duration;

use zbus::{Connection, MessageStream, OwnedVariant, match_rule, message};

/// Whoever does not answer by then is as good as not there.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the property `name` of somebody else's object says, if anybody does.
pub async fn flag(service: &str, path: &str, interface: &str, name: &str) -> Option<bool> {
    let ask = async {
        let bus = Connection::session().await?;
        let properties = Some("org.freedesktop.DBus.Properties");
        let arguments = (interface, name);
        let answer = bus.call_method(Some(service), path, properties, "Get", &arguments).await?;
        let value: OwnedVariant = answer.body().deserialize()?;
        Ok::<_, zbus::Error>(bool::try_from(value).ok())
    };
    match tokio::time::timeout(PATIENCE, ask).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => {
            tracing::info!(%error, service, name, "nobody says");
            None
        }
        Err(_) => None,
    }
}

/// Every signal that the rule names, from now on.
pub async fn signals(rule: match_rule::Builder<'_>) -> zbus::Result<MessageStream> {
    let rule = rule.msg_type(message::Type::Signal).build()?;
    let bus = Connection::session().await?;
    MessageStream::for_match_rule(rule, &bus, None).await
}
