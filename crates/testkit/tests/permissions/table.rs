//! Reading `table.txt`: what each asks for, in which states, and how each person is answered.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::cast::{Person, State};

const TEXT: &str = include_str!("table.txt");

/// An operation («GET /api/orders/{id}») or a frame («frame typing»).
pub type Asked = String;

/// How everybody is answered, in the order of [`Person::ALL`]: statuses or codes.
pub type Answers = Vec<String>;

/// `None` is the state of what is about no order.
pub type Table = BTreeMap<(Asked, Option<State>), Answers>;

/// The table of the repository.
///
/// # Panics
/// It contradicts itself, or leaves something out.
pub fn read() -> Table {
    let mut table = Table::new();
    let mut lines = TEXT.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let header: Vec<&str> = lines.next().expect("a header").split_whitespace().skip(1).collect();
    let names: Vec<&str> = Person::ALL.iter().map(|person| person.name()).collect();
    assert_eq!(header, names, "the columns are the people, in their order");
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [kind, what, states, answers @ ..] = words.as_slice() else {
            panic!("too short: {line}")
        };
        assert_eq!(answers.len(), names.len(), "an answer for everybody: {line}");
        let answers: Answers = answers.iter().map(|&answer| answer.to_owned()).collect();
        for state in states_of(states) {
            let key = (format!("{kind} {what}"), state);
            assert!(table.insert(key, answers.clone()).is_none(), "twice: {line}");
        }
    }
    table
}

fn states_of(text: &str) -> Vec<Option<State>> {
    match text {
        "-" => vec![None],
        "any" => State::ALL.iter().copied().map(Some).collect(),
        _ => text.split(',').map(|name| Some(State::named(name))).collect(),
    }
}

/// Fails with the rows as they should stand if the server is right.
///
/// # Panics
/// Something differs.
pub fn compare(expected: &Table, seen: &Table) {
    let mut report = String::new();
    for (key, row) in seen {
        if expected.get(key) == Some(row) {
            continue;
        }
        let (asked, state) = key;
        let state = state.map_or("-", State::name);
        let stands = expected.get(key).map_or("nothing".to_owned(), |row| row.join(" "));
        writeln!(report, "{asked} {state} {}    # stands: {stands}", row.join(" ")).unwrap();
    }
    for (asked, state) in expected.keys().filter(|key| !seen.contains_key(key)) {
        writeln!(report, "no such thing: {asked} {state:?}").unwrap();
    }
    assert!(report.is_empty(), "who may do what is not as in table.txt; seen:\n{report}");
}
