//! Schemas for the server's OpenAPI document that no derive can write.

use utoipa::openapi::{ObjectBuilder, RefOr, Schema, schema::Type};

/// A text that is one of these names. The derive does not see names that a macro hands on.
pub fn one_of(names: impl IntoIterator<Item = &'static str>) -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).into()
}
