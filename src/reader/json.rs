//! JSON as far as what pages say of themselves is read from it: without numbers.

use std::fmt::{Formatter, Result as Written};

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A value of JSON.
pub enum Json {
    Text(String),
    List(Vec<Json>),
    Fields(Fields),
    Is(bool),
    /// Nothing, or a number: but for those that `serde_json` hands on as fields of its own, unread, as it does in the WebAssembly module.
    Other,
}

/// What an object says, in its order.
#[derive(Default)]
pub struct Fields(Vec<(String, Json)>);

impl Fields {
    /// The value of a name; of several the last.
    pub fn get(&self, name: &str) -> Option<&Json> {
        let (_, value) = self.0.iter().rfind(|(own, _)| own == name)?;
        Some(value)
    }
}

impl Json {
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Json;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> Written {
        formatter.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, is: bool) -> Result<Json, E> {
        Ok(Json::Is(is))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut fields = Fields::default();
        while let Some(name) = entries.next_key()? {
            fields.0.push((name, entries.next_value()?));
        }
        Ok(Json::Fields(fields))
    }
}
