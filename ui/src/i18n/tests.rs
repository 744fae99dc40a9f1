//! Holds the dictionary and the sources against each other.

use std::{collections::BTreeSet, fs, path::Path};

use fluent::{FluentArgs, FluentBundle, FluentResource};

use super::{Arg, RUSSIAN};

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

/// The dictionary as Fluent itself reads it.
fn fluent() -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(vec!["ru".parse().unwrap()]);
    bundle.set_use_isolating(false);
    bundle.add_resource(FluentResource::try_new(RUSSIAN.to_owned()).unwrap()).unwrap();
    bundle
}

/// The names after `$` in the whole dictionary.
fn names() -> BTreeSet<&'static str> {
    let after = RUSSIAN.split('$').skip(1);
    after.map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap()).collect()
}

#[test]
fn every_text_reads_as_fluent_reads_it() {
    let (fluent, names) = (fluent(), names());
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
        for key in dictionary_keys() {
            let pattern = fluent.get_message(&key).and_then(|message| message.value()).unwrap();
            let theirs = fluent.format_pattern(pattern, Some(&fluent_args), &mut Vec::new());
            assert_eq!(super::text(&key, &args), theirs, "{key} with {value:?}");
        }
    }
}
