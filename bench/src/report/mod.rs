//! What was measured, as tables on the screen and as `docs/benchmarks.md`.

mod machine;
mod page;

use std::collections::BTreeMap;

use crate::figures::Figure;

pub use page::write;

/// A figure may not be below, or not above, its aim.
#[derive(Debug, Clone, Copy)]
pub enum Aim {
    AtLeast(f64),
    AtMost(f64),
    /// Only told.
    None,
}

/// How numbers of a row are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    PerSec,
    Millis,
    KiB,
    MiB,
    MicrosPerSec,
    Secs,
}

/// One line of a table.
#[derive(Debug)]
pub struct Row {
    /// The figure's name in the page's template: `chat.sqlite.50`.
    pub key: String,
    pub what: String,
    pub figure: Figure,
    pub unit: Unit,
    pub aim: Aim,
    /// What the machine does by itself; empty for none.
    pub floor: String,
}

/// A section's table: its key in the template, the rows.
#[derive(Debug, Default)]
pub struct Report {
    sections: BTreeMap<&'static str, Vec<Row>>,
}

impl Report {
    /// Adds a row, and shows it at once.
    pub fn add(&mut self, section: &'static str, row: Row) {
        if !self.sections.contains_key(section) {
            println!("\n{HEAD}");
        }
        println!("{}", row.line());
        self.sections.entry(section).or_default().push(row);
    }

    /// The rows whose aim was missed.
    pub fn missed(&self) -> impl Iterator<Item = &Row> {
        self.sections.values().flatten().filter(|row| row.is_met() == Some(false))
    }
}

const HEAD: &str =
    "| what | median | least … most | aim | the machine's own |\n|---|---:|---:|---:|---|";

impl Row {
    fn is_met(&self) -> Option<bool> {
        match self.aim {
            Aim::AtLeast(bound) => Some(self.figure.median >= bound),
            Aim::AtMost(bound) => Some(self.figure.median <= bound),
            Aim::None => None,
        }
    }

    fn line(&self) -> String {
        let Self { what, figure, unit, floor, .. } = self;
        let mark = match self.is_met() {
            Some(true) => " ✓",
            Some(false) => " ✗",
            None => "",
        };
        let aim = match self.aim {
            Aim::AtLeast(bound) => format!("≥ {}", unit.words(bound)),
            Aim::AtMost(bound) => format!("≤ {}", unit.words(bound)),
            Aim::None => String::new(),
        };
        let (least, most) = (unit.number(figure.least), unit.number(figure.most));
        format!("| {what} | **{}**{mark} | {least} … {most} | {aim} | {floor} |", self.words())
    }

    fn words(&self) -> String {
        self.unit.words(self.figure.median)
    }
}

impl Unit {
    /// The number without its unit.
    pub fn number(self, value: f64) -> String {
        match self {
            Self::PerSec => grouped(value),
            _ if value >= 100.0 => grouped(value),
            _ if value >= 10.0 => format!("{value:.1}"),
            _ => format!("{value:.2}"),
        }
    }

    /// The number with its unit.
    pub fn words(self, value: f64) -> String {
        let unit = match self {
            Self::PerSec => "/s",
            Self::Millis => " ms",
            Self::KiB => " KiB",
            Self::MiB => " MiB",
            Self::MicrosPerSec => " µs/s",
            Self::Secs => " s",
        };
        self.number(value) + unit
    }
}

/// Whole, in groups of three.
fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) && !text.ends_with('-') {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_whether_the_aim_was_met() {
        let mut row = Row {
            key: "chat".into(),
            what: "chat".into(),
            figure: Figure::of([9_000.0, 12_345.6, 13_000.0]),
            unit: Unit::PerSec,
            aim: Aim::AtLeast(10_000.0),
            floor: "17,000/s".into(),
        };
        let line = "| chat | **12,346/s** ✓ | 9,000 … 13,000 | ≥ 10,000/s | 17,000/s |";
        assert_eq!(row.line(), line);
        row.aim = Aim::AtMost(10_000.0);
        assert_eq!(row.is_met(), Some(false));
    }

    #[test]
    fn numbers_have_as_many_digits_as_mean_something() {
        assert_eq!(Unit::Millis.words(0.1234), "0.12 ms");
        assert_eq!(Unit::KiB.words(12.34), "12.3 KiB");
        assert_eq!(Unit::PerSec.words(1_234_567.0), "1,234,567/s");
    }
}
