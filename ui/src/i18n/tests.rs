//! Holds the dictionary and the sources against each other.

use std::{collections::BTreeSet, fs, path::Path};

use fluent::FluentResource;

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
    let mut all = String::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    all
}

fn dictionary_keys() -> BTreeSet<String> {
    super::RUSSIAN
        .lines()
        .filter_map(|line| line.split_once(" ="))
        .filter(|(key, _)| key.starts_with(|c: char| c.is_ascii_lowercase()))
        .map(|(key, _)| key.to_owned())
        .collect()
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
fn the_dictionary_has_no_mistakes() {
    if let Err((_, mistakes)) = FluentResource::try_new(super::RUSSIAN.to_owned()) {
        panic!("{mistakes:?}");
    }
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
