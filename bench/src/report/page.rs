//! `docs/benchmarks.md`: the template beside this file, with its places filled.

use std::{fs, path::Path};

use anyhow::{Context, bail};

use super::{HEAD, Report, machine};

const TEMPLATE: &str = include_str!("benchmarks.md");

/// Writes the page. Every section must have been measured.
pub fn write(report: &Report, to: &Path) -> anyhow::Result<()> {
    let page = fill(TEMPLATE, report)?;
    fs::write(to, page).with_context(|| to.display().to_string())?;
    println!("\nwritten: {}", to.display());
    Ok(())
}

/// Replaces `{{machine}}`, `{{load}}`, `{{a section}}` by its table, `{{a key}}` by its figure and
/// `{{a key:floor}}` by what the machine does by itself.
fn fill(template: &str, report: &Report) -> anyhow::Result<String> {
    let mut page = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, from)) = rest.split_once("{{") {
        let (place, after) = from.split_once("}}").context("a place without an end")?;
        page.push_str(before);
        page.push_str(&value(place, report)?);
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

fn value(place: &str, report: &Report) -> anyhow::Result<String> {
    match place {
        "machine" => return Ok(machine::describe()),
        "load" => return Ok(machine::load()),
        _ => {}
    }
    if let Some(rows) = report.sections.get(place) {
        let lines: Vec<String> = rows.iter().map(super::Row::line).collect();
        return Ok(format!("{HEAD}\n{}", lines.join("\n")));
    }
    let (key, floor) = match place.split_once(':') {
        Some((key, "floor")) => (key, true),
        _ => (place, false),
    };
    let row = report.sections.values().flatten().find(|row| row.key == key);
    match row {
        Some(row) if floor => Ok(row.floor.clone()),
        Some(row) => Ok(row.words()),
        None => bail!("{{{{{place}}}}} was not measured"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        figures::Figure,
        report::{Aim, Row, Unit},
    };

    #[test]
    fn places_are_filled_and_unknown_ones_refused() {
        let mut report = Report::default();
        report.add(
            "chat",
            Row {
                key: "chat.one".into(),
                what: "one pair".into(),
                figure: Figure::of([2.0]),
                unit: Unit::Millis,
                aim: Aim::None,
                floor: "1.5 ms".into(),
            },
        );
        let filled = fill("{{chat.one}} over {{chat.one:floor}}\n{{chat}}", &report).unwrap();
        assert!(filled.starts_with("2.00 ms over 1.5 ms\n| what |"), "{filled}");
        assert!(filled.ends_with("| one pair | **2.00 ms** | 2.00 … 2.00 |  | 1.5 ms |"));
        assert!(fill("{{idle}}", &report).is_err());
    }
}
