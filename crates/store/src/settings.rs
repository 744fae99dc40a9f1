//! The platform's settings: one row, or the defaults while nobody has changed anything.

use montaj_domain::settings::PlatformSettings;

use crate::{
    StoreError, Tx,
    dialect::{execute, fetch_optional},
};

/// The settings in force.
pub async fn load(tx: &mut Tx) -> Result<PlatformSettings, StoreError> {
    let row = fetch_optional!(tx, (String,), "select value from platform_settings where id = 1")?;
    read(row.as_ref().map(|(value,)| value.as_str()))
}

/// The settings as they stand in their row, if there is one.
pub(crate) fn read(value: Option<&str>) -> Result<PlatformSettings, StoreError> {
    let Some(value) = value else { return Ok(PlatformSettings::default()) };
    serde_json::from_str(value)
        .map_err(|error| StoreError::impossible("platform_settings", 1, error))
}

pub async fn save(tx: &mut Tx, settings: &PlatformSettings) -> Result<(), StoreError> {
    let value = serde_json::to_string(settings)
        .map_err(|error| StoreError::impossible("platform_settings", 1, error))?;
    execute!(
        tx,
        "insert into platform_settings (id, value) values (1, $1)
         on conflict (id) do update set value = excluded.value",
        value,
    )?;
    Ok(())
}
