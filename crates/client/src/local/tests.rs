//! How the settings are read.

use serde_json::json;

use super::*;
use crate::replica::MemoryReplica;

#[test]
fn settings_of_another_build_keep_what_is_understood() {
    let kept = json!({ "theme": "dark", "hologram": true });
    let read: LocalSettings = lean::from_value(kept).unwrap();
    assert_eq!(read, LocalSettings { theme: Theme::Dark, ..LocalSettings::default() });
}

#[tokio::test]
async fn settings_that_cannot_be_read_are_the_defaults() {
    let replica = MemoryReplica::default();
    replica.write(vec![Write::Local(json!({ "theme": 7 }))]).await.unwrap();
    assert_eq!(load(&replica).await.unwrap(), LocalSettings::default());
}
