//! Arrows among the parts of one control, of which Tab reaches only one.

use montaj_domain::text::lowered;

/// Which way the parts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    Across,
    Down,
}

/// Where a key leads from part `at` of `count`: round the ends, Home and End to them.
pub fn step(key: &str, at: usize, count: usize, axis: Axis) -> Option<usize> {
    if count == 0 {
        return None;
    }
    let (back, on) = match axis {
        Axis::Across => ("ArrowLeft", "ArrowRight"),
        Axis::Down => ("ArrowUp", "ArrowDown"),
    };
    match key {
        "Home" => Some(0),
        "End" => Some(count - 1),
        key if key == back => Some((at + count - 1) % count),
        key if key == on => Some((at + 1) % count),
        _ => None,
    }
}

/// The next part after `at` whose name begins with what was typed; the same letter again leads on
/// to the next such part.
pub fn named(typed: &str, at: usize, names: &[String]) -> Option<usize> {
    let typed = lowered(typed);
    let first = typed.chars().next()?;
    let same = typed.chars().all(|c| c == first);
    let sought = if same { first.to_string() } else { typed };
    // A word that grows may go on meaning the part it has found.
    let from = usize::from(same);
    let order = (0..names.len()).map(|step| (at + from + step) % names.len());
    order.into_iter().find(|index| lowered(&names[*index]).starts_with(&sought))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_the_ends() {
        assert_eq!(step("ArrowDown", 2, 3, Axis::Down), Some(0));
        assert_eq!(step("ArrowUp", 0, 3, Axis::Down), Some(2));
        assert_eq!(step("ArrowRight", 0, 3, Axis::Across), Some(1));
        assert_eq!(step("End", 0, 3, Axis::Across), Some(2));
        assert_eq!(step("ArrowRight", 0, 3, Axis::Down), None);
        assert_eq!(step("Home", 0, 0, Axis::Down), None);
    }

    #[test]
    fn letters_lead_to_the_part_they_begin() {
        let names = ["Копировать", "Ответить", "Открыть", "Удалить"].map(str::to_owned);
        assert_eq!(named("о", 0, &names), Some(1));
        assert_eq!(named("оо", 1, &names), Some(2), "the same letter leads on");
        assert_eq!(named("отк", 1, &names), Some(2));
        assert_eq!(named("я", 0, &names), None);
    }
}
