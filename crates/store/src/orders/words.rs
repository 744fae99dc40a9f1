//! From a text to the words by which it is found: their stems. (`fuzz/` includes this very file.)

use std::collections::BTreeSet;

use montaj_domain::text::search_form;
use rust_stemmers::{Algorithm, Stemmer};

/// More letters than this make no difference.
const LONGEST: usize = 40;
/// By so many words one text is found; more is no order.
const MOST_OF_A_TEXT: usize = 600;
/// So many words are looked for; further ones make no difference.
pub const MOST_ASKED: usize = 4;
/// The shortest and the longest beginning by which a word is found, in letters.
const BEGINNINGS: std::ops::RangeInclusive<usize> = 3..=10;

/// The stems of all words of the texts, each once.
pub fn stems<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    texts.into_iter().flat_map(stems_in_order).take(MOST_OF_A_TEXT).collect()
}

/// The stems that somebody looks for, in the order in which they were typed, each once.
pub fn asked(text: &str) -> Vec<String> {
    let mut asked = Vec::new();
    for stem in stems_in_order(text) {
        if asked.len() < MOST_ASKED && !asked.contains(&stem) {
            asked.push(stem);
        }
    }
    asked
}

/// The beginnings under which a stem is kept. A short one has itself only.
pub fn beginnings(stem: &str) -> Vec<&str> {
    let length = stem.chars().count();
    let lengths = (*BEGINNINGS.start()).min(length)..=length.min(*BEGINNINGS.end());
    lengths.map(|length| first(stem, length)).collect()
}

/// The beginning under which to look for what begins with this stem.
pub fn beginning(stem: &str) -> &str {
    first(stem, *BEGINNINGS.end())
}

/// The stems of a word's forms in which a vowel comes or goes, which the stemmer keeps apart: «окон»
/// and «окн», «потолок» and «потолк», «ручек» and «ручк». Empty where there is none. One that is no
/// word is in no text, and finds nothing.
pub fn other_forms(stem: &str) -> [String; 2] {
    let letters: Vec<char> = stem.chars().collect();
    let is_vowel = |letter: char| "аеиоуыэюя".contains(letter);
    match letters[..] {
        [.., before, 'о' | 'е', last] if letters.len() > 3 && comes_after_fleeting(last) => {
            let bare: String = letters[..letters.len() - 2].iter().chain([&last]).collect();
            if is_vowel(before) { Default::default() } else { [bare, String::new()] }
        }
        [.., before, last] if letters.len() > 2 && comes_after_fleeting(last) => {
            let with = |vowel| letters[..letters.len() - 1].iter().chain([&vowel, &last]).collect();
            if is_vowel(before) { Default::default() } else { [with('о'), with('е')] }
        }
        _ => Default::default(),
    }
}

const fn comes_after_fleeting(letter: char) -> bool {
    matches!(letter, 'к' | 'л' | 'н' | 'ц')
}

fn first(stem: &str, letters: usize) -> &str {
    stem.char_indices().nth(letters).map_or(stem, |(end, _)| stem.get(..end).unwrap_or(stem))
}

fn stems_in_order(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::Russian);
    let form = search_form(text);
    let words = form.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| first(&stemmer.stem(word), LONGEST).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_forms_of_a_word_are_one() {
        for (stem, forms) in [
            ("окн", &["окно", "окна", "Окну", "ОКНОМ", "окнами"][..]),
            ("балкон", &["балкон", "балкона", "балконы", "балконов"]),
            ("тепл", &["тёплый", "теплая", "ТЁПЛОГО"]),
            ("установк", &["установка", "установки", "установку"]),
            ("двер", &["дверь", "двери", "дверью", "дверей"]),
        ] {
            for form in forms {
                assert_eq!(asked(form), [stem], "{form}");
            }
        }
    }

    #[test]
    fn a_vowel_that_comes_and_goes_makes_another_form() {
        for (one, other) in [
            ("окон", "окно"),
            ("потолок", "потолки"),
            ("створок", "створка"),
            ("ручек", "ручка"),
            ("стёкол", "стекло"),
            ("петель", "петля"),
            ("замок", "замки"),
            ("кухонь", "кухня"),
        ] {
            let [one, other] = [one, other].map(|word| asked(word).remove(0));
            assert_ne!(one, other);
            assert!(other_forms(&one).contains(&other), "{one}: {:?}", other_forms(&one));
            assert!(other_forms(&other).contains(&one), "{other}: {:?}", other_forms(&other));
        }
        for stem in ["двер", "рам", "50", "окна", "ен", "роль", ""] {
            assert_eq!(other_forms(stem), ["", ""], "{stem}");
        }
    }

    #[test]
    fn signs_part_words_and_numbers_are_words() {
        let expected = BTreeSet::from(["50", "c", "дом", "окн", "скидк"].map(str::to_owned));
        assert_eq!(stems(["Скидка 50%, C:\\окна_дом", "ОКНО"]), expected);
        assert!(asked(" '; -- %").is_empty());
        assert_eq!(asked("а б в г д е").len(), MOST_ASKED);
        assert_eq!(asked("окно окна окном").len(), 1);
    }

    #[test]
    fn a_word_is_kept_under_its_beginnings() {
        assert_eq!(beginnings("балкон"), ["бал", "балк", "балко", "балкон"]);
        assert_eq!((beginnings("50"), beginning("50")), (vec!["50"], "50"));
        let long = "электрогенератор";
        assert_eq!(beginnings(long).last(), Some(&"электроген"));
        assert_eq!(beginning(long), "электроген");
    }
}
