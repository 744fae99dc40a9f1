//! Reading JSON with little code: everything goes through one kind of [`Value`] reader.
//!
//! serde makes the code of every type anew for every kind of reader (a slice, a string, a value, a
//! reference to one), and for a struct both as an object and as a list. In a browser that code is
//! what people wait for. So what arrives is parsed into a `Value` once, and from there read by
//! this one reader, which takes structs as objects only.

mod text;

use serde::{
    de::{
        self, DeserializeOwned, DeserializeSeed, EnumAccess, Expected, IntoDeserializer, MapAccess,
        SeqAccess, Unexpected, VariantAccess, Visitor,
    },
    forward_to_deserialize_any,
};
use serde_json::{Map, Value};

/// Why a text or a value is not what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeanError(String);

impl std::fmt::Display for LeanError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for LeanError {}

/// The standard errors without what was found: the texts of every type that can be expected, and
/// of all that can stand in its place, would have to be there.
impl de::Error for LeanError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        if cfg!(target_arch = "wasm32") {
            wrong("another content")
        } else {
            Self(message.to_string())
        }
    }

    fn invalid_type(_found: Unexpected<'_>, _expected: &dyn Expected) -> Self {
        wrong("another type")
    }

    fn invalid_value(_found: Unexpected<'_>, _expected: &dyn Expected) -> Self {
        wrong("another value")
    }

    fn invalid_length(_length: usize, _expected: &dyn Expected) -> Self {
        wrong("another length")
    }

    fn unknown_variant(_variant: &str, _expected: &'static [&'static str]) -> Self {
        wrong("a known variant")
    }

    fn missing_field(field: &'static str) -> Self {
        wrong(field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        wrong(field)
    }
}

/// Reads a `T` from JSON text.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, LeanError> {
    from_value(text::read(text)?)
}

/// Reads a `T` from a value.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, LeanError> {
    T::deserialize(Lean(value))
}

/// The content as a value.
pub fn to_value<T: serde::Serialize>(content: T) -> Result<Value, LeanError> {
    serde_json::to_value(content).map_err(|_| wrong("what has a form in JSON"))
}

/// The content as JSON text; the way out has one kind of writer, too.
pub fn to_string<T: serde::Serialize>(content: &T) -> Result<String, LeanError> {
    Ok(written(&to_value(content)?))
}

/// The value as JSON text.
pub fn written(value: &Value) -> String {
    let mut text = String::new();
    text::write(value, &mut text);
    text
}

struct Lean(Value);

impl<'de> de::Deserializer<'de> for Lean {
    type Error = LeanError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(_) => self.number(visitor),
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            Value::Object(fields) => visitor.visit_map(Fields::of(fields)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(Variant { name, content: None }),
            Value::Object(fields) => match single(fields) {
                Some((name, content)) => {
                    visitor.visit_enum(Variant { name, content: Some(content) })
                }
                None => Err(wrong("one variant")),
            },
            _ => Err(wrong("a variant")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        match self.0 {
            Value::Object(fields) => visitor.visit_map(Fields::of(fields)),
            _ => Err(wrong("an object")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        match self.0 {
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            _ => Err(wrong("a list")),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        match self.0 {
            Value::String(text) => visitor.visit_string(text),
            _ => Err(wrong("text")),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        match self.0 {
            Value::Bool(value) => visitor.visit_bool(value),
            _ => Err(wrong("true or false")),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.number(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.number(visitor)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.number(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.number(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.number(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        self.number(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u128 f32 char bytes byte_buf unit unit_struct identifier
    }
}

impl Lean {
    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        let Value::Number(number) = self.0 else { return Err(wrong("a number")) };
        if let Some(number) = number.as_i64() {
            visitor.visit_i64(number)
        } else if let Some(number) = number.as_u64() {
            visitor.visit_u64(number)
        } else {
            visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN))
        }
    }
}

impl IntoDeserializer<'_, LeanError> for Lean {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cold]
#[inline(never)]
fn wrong(expected: &str) -> LeanError {
    LeanError(format!("expected {expected}"))
}

fn single(fields: Map<String, Value>) -> Option<(String, Value)> {
    let mut fields = fields.into_iter();
    let first = fields.next()?;
    fields.next().is_none().then_some(first)
}

struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = LeanError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, LeanError> {
        self.0.next().map(|item| seed.deserialize(Lean(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Fields {
    rest: serde_json::map::IntoIter,
    value: Value,
}

impl Fields {
    fn of(fields: Map<String, Value>) -> Self {
        Self { rest: fields.into_iter(), value: Value::Null }
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = LeanError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, LeanError> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(Name(name)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, LeanError> {
        seed.deserialize(Lean(self.value.take()))
    }
}

/// A field's or a variant's name.
struct Name(String);

impl<'de> de::Deserializer<'de> for Name {
    type Error = LeanError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeanError> {
        visitor.visit_string(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Variant {
    name: String,
    content: Option<Value>,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = LeanError;
    type Variant = Content;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Content), LeanError> {
        Ok((seed.deserialize(Name(self.name))?, Content(self.content)))
    }
}

struct Content(Option<Value>);

impl Content {
    fn needed(self) -> Result<Lean, LeanError> {
        self.0.map(Lean).ok_or_else(|| wrong("a variant's content"))
    }
}

impl<'de> VariantAccess<'de> for Content {
    type Error = LeanError;

    fn unit_variant(self) -> Result<(), LeanError> {
        match self.0 {
            None | Some(Value::Null) => Ok(()),
            Some(_) => Err(wrong("a variant without content")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, LeanError> {
        seed.deserialize(self.needed()?)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        de::Deserializer::deserialize_seq(self.needed()?, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LeanError> {
        de::Deserializer::deserialize_map(self.needed()?, visitor)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Mixed {
        whole: i64,
        large: u64,
        part: f64,
        maybe: Option<String>,
        #[serde(default)]
        absent: Option<u32>,
        pair: (u16, bool),
        kinds: Vec<Kind>,
        by_name: BTreeMap<Key, i32>,
        #[serde(flatten)]
        tagged: Tagged,
        anything: Value,
    }

    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    struct Key(String);

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Kind {
        Bare,
        Wrapped(String),
        Tuple(i32, i32),
        Named { field: bool },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "tag", content = "content")]
    enum Tagged {
        Text(String),
    }

    fn mixed() -> Mixed {
        Mixed {
            whole: -5,
            large: u64::MAX,
            part: 4.75,
            maybe: Some("да".to_owned()),
            absent: None,
            pair: (7, true),
            kinds: vec![
                Kind::Bare,
                Kind::Wrapped("x".to_owned()),
                Kind::Tuple(1, -1),
                Kind::Named { field: false },
            ],
            by_name: BTreeMap::from([(Key("a".to_owned()), 1)]),
            tagged: Tagged::Text("внутри".to_owned()),
            anything: json!({ "a": [1, null, 2.5] }),
        }
    }

    #[test]
    fn what_serde_json_writes_is_read_as_serde_json_reads_it() {
        let text = to_string(&mixed()).unwrap();
        assert_eq!(from_str::<Mixed>(&text).unwrap(), mixed());
        assert_eq!(serde_json::from_str::<Mixed>(&text).unwrap(), mixed());
    }

    #[test]
    fn an_absent_option_is_none_and_an_unknown_field_is_passed_over() {
        let mut value = serde_json::to_value(mixed()).unwrap();
        value.as_object_mut().unwrap().remove("absent");
        value["unknown"] = json!([{}]);
        assert_eq!(from_value::<Mixed>(value).unwrap(), mixed());
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        assert!(from_str::<Vec<u16>>("[1, 65536]").is_err());
        assert!(from_str::<Vec<u16>>("[-1]").is_err());
        assert!(from_str::<Kind>("\"Absent\"").is_err());
        assert!(from_str::<Kind>("{\"Bare\": 1}").is_err());
        assert!(from_str::<String>("1").is_err());
        assert!(from_str::<bool>("null").is_err());
        assert!(from_str::<i64>("\"1\"").is_err());
        assert!(from_str::<Mixed>("[1, 2]").is_err());
        assert!(from_str::<()>("{").is_err());
        assert_eq!(from_str::<()>("null"), Ok(()));
    }
}
