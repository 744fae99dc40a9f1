//! Holds the dictionaries, the sources and the server's codes against each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use fluent::{FluentArgs, FluentBundle, FluentResource};
use montaj_client::words::entries;

use super::{
    Arg, Language,
    dictionary::{ENGLISH, RUSSIAN},
};

fn sources() -> String {
    fn read(folder: &Path, into: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, into);
            } else if path.extension().is_some_and(|ext| ext == "rs") && !path.ends_with("tests.rs")
            {
                into.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }
    // What starts the program speaks, too, should that stop.
    let mut all = include_str!("../../start.js").replace(" say(", " tr!(");
    // The engine's words for what the window and the shell say alike stand beside the engine.
    for folder in ["src", "../crates/client/src/words"] {
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut all);
    }
    all
}

const DICTIONARIES: [(Language, &str); 2] =
    [(Language::Russian, RUSSIAN), (Language::English, ENGLISH)];

/// What only English has: words for what the server says in Russian, by its codes.
const SERVED: &str = "served-";

fn keys_of(dictionary: &'static str) -> BTreeSet<String> {
    entries(dictionary).into_iter().map(|(key, _)| key.to_owned()).collect()
}

fn dictionary_keys() -> BTreeSet<String> {
    keys_of(RUSSIAN)
}

/// What stands between `tr!("` and the closing quote.
fn used_keys(sources: &str) -> BTreeSet<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    sources
        .match_indices("tr!(")
        .filter(|(at, _)| !sources[..*at].ends_with(is_word))
        .filter_map(|(at, start)| sources[at + start.len()..].trim_start().strip_prefix('"'))
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .filter(|key| key != "key")
        .collect()
}

#[test]
fn the_dictionaries_have_no_mistakes() {
    for (language, dictionary) in DICTIONARIES {
        if let Err((_, mistakes)) = FluentResource::try_new(dictionary.to_owned()) {
            panic!("{language:?}: {mistakes:?}");
        }
        let keys = entries(dictionary);
        assert_eq!(keys.len(), keys_of(dictionary).len(), "{language:?} has a key twice");
    }
}

#[test]
fn both_languages_have_the_same_keys() {
    let (russian, english) = (keys_of(RUSSIAN), keys_of(ENGLISH));
    let untranslated: Vec<_> = russian.difference(&english).collect();
    assert!(untranslated.is_empty(), "not in en.ftl: {untranslated:?}");
    let extra: Vec<_> =
        english.difference(&russian).filter(|key| !key.starts_with(SERVED)).collect();
    assert!(extra.is_empty(), "not in ru.ftl: {extra:?}");
}

#[test]
fn a_text_takes_the_same_in_both_languages() {
    let english: BTreeMap<_, _> = entries(ENGLISH).into_iter().collect();
    for (key, russian) in entries(RUSSIAN) {
        let Some(english) = english.get(key) else { continue };
        assert_eq!(names(russian), names(english), "{key}");
    }
}

#[test]
fn no_text_is_left_in_the_other_language() {
    let cyrillic = |text: &str| text.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c));
    for (key, text) in entries(ENGLISH) {
        assert!(!cyrillic(text), "{key}: {text}");
    }
    // Names, and texts of nothing but what they are given.
    let latin = entries(RUSSIAN).into_iter().filter(|(_, text)| !cyrillic(text));
    let latin: Vec<_> = latin.map(|(key, _)| key).collect();
    assert_eq!(latin, ["app-name", "messenger-max", "order-dates"]);
}

#[test]
fn every_key_the_sources_use_is_in_the_dictionary() {
    let known = dictionary_keys();
    let missing: Vec<_> =
        used_keys(&sources()).into_iter().filter(|k| !known.contains(k)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_text_of_the_dictionary_is_used() {
    let sources = sources();
    let unused: Vec<_> = dictionary_keys()
        .into_iter()
        .filter(|key| !sources.contains(&format!("\"{key}\"")))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn russian_plurals_follow_the_number() {
    let orders = |count: u32| tr!("feed-new-orders", count = count);
    assert_eq!(orders(1), "1 новый заказ");
    assert_eq!(orders(3), "3 новых заказа");
    assert_eq!(orders(11), "11 новых заказов");
}

#[test]
fn english_plurals_follow_the_number() {
    super::speak(Language::English, None);
    let orders = |count: u32| tr!("feed-new-orders", count = count);
    assert_eq!(orders(1), "1 new order");
    assert_eq!(orders(21), "21 new orders");
    assert_eq!(tr!("responses-count", count = 0), "No responses");
}

/// A dictionary as Fluent itself reads it.
fn fluent(language: Language, dictionary: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(vec![language.code().parse().unwrap()]);
    bundle.set_use_isolating(false);
    bundle.add_resource(FluentResource::try_new(dictionary.to_owned()).unwrap()).unwrap();
    bundle
}

/// The names after `$`.
fn names(text: &str) -> BTreeSet<&str> {
    let after = text.split('$').skip(1);
    after.map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap()).collect()
}

#[test]
fn every_text_reads_as_fluent_reads_it() {
    for (language, dictionary) in DICTIONARIES {
        super::speak(language, None);
        reads_as_fluent(&fluent(language, dictionary), dictionary);
    }
}

fn reads_as_fluent(fluent: &FluentBundle<FluentResource>, dictionary: &'static str) {
    let names = names(dictionary);
    let numbers = [0, 1, 2, 4, 5, 10, 11, 12, 14, 19, 20, 21, 22, 25, 100, 101, 111, 112, 1000, -3];
    let values = numbers.map(Arg::Number).into_iter().chain([Arg::Text("да {и} нет".to_owned())]);
    for value in values {
        let args: Vec<_> = names.iter().map(|name| (*name, value.clone())).collect();
        let mut fluent_args = FluentArgs::new();
        for (name, arg) in &args {
            match arg {
                Arg::Number(number) => fluent_args.set(*name, *number),
                Arg::Text(text) => fluent_args.set(*name, text.clone()),
            }
        }
        for key in keys_of(dictionary) {
            let pattern = fluent.get_message(&key).and_then(|message| message.value()).unwrap();
            let theirs = fluent.format_pattern(pattern, Some(&fluent_args), &mut Vec::new());
            assert_eq!(super::text(&key, &args), theirs, "{key} with {value:?}");
        }
    }
}
