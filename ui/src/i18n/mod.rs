//! Text for people, by key, from the embedded Fluent dictionary `ui/i18n/ru.ftl`.
//!
//! `tr!("key")` and `tr!("key", name = value)` give the text. A test holds every key that the
//! sources use against the dictionary, and the dictionary against the sources.

/// The text under `key`; an unknown key is shown as it is, so that the page still works.
#[macro_export]
macro_rules! tr {
    ($key:expr) => { $crate::i18n::text($key, None) };
    ($key:expr, $($name:ident = $value:expr),+ $(,)?) => {{
        let mut args = ::fluent::FluentArgs::new();
        $(args.set(stringify!($name), $value);)+
        $crate::i18n::text($key, Some(&args))
    }};
}

mod names;
#[cfg(test)]
mod tests;

use fluent::{FluentArgs, FluentBundle, FluentResource};

pub use names::*;

const RUSSIAN: &str = include_str!("../../i18n/ru.ftl");

thread_local! {
    static DICTIONARY: FluentBundle<FluentResource> = dictionary(RUSSIAN);
}

/// The text under `key` with its arguments put in.
pub fn text(key: &str, args: Option<&FluentArgs<'_>>) -> String {
    DICTIONARY.with(|dictionary| {
        let pattern = dictionary.get_message(key).and_then(|message| message.value());
        let Some(pattern) = pattern else { return key.to_owned() };
        dictionary.format_pattern(pattern, args, &mut Vec::new()).into_owned()
    })
}

fn dictionary(source: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new("ru".parse().into_iter().collect());
    bundle.set_use_isolating(false);
    // A mistake in the dictionary loses only the entry that has it; a test finds it.
    let resource = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}
