//! The style sheets hold what the design promises: text is readable on its ground in both themes,
//! and no colour stands outside the tokens.

use std::{collections::BTreeMap, fs, path::Path};

const TOKENS: &str = include_str!("../styles/tokens.css");

/// Small text on its ground: at least this much contrast (WCAG AA).
const READABLE: f64 = 4.5;
/// Borders of controls and signs.
const VISIBLE: f64 = 3.0;

const GROUNDS: [&str; 6] =
    ["ground", "surface", "surface-sunk", "surface-hover", "surface-over", "surface-chosen"];
const TRADES: [&str; 6] = ["windows", "doors", "ceilings", "conditioners", "blinds", "furniture"];

type Tokens = BTreeMap<&'static str, &'static str>;

/// The tokens of the light theme, and of the dark one over it.
fn themes() -> [(&'static str, Tokens); 2] {
    let (light, rest) = TOKENS.split_once(":root[data-theme=\"dark\"] {").unwrap();
    let (dark, _) = rest.split_once("\n}").unwrap();
    let light = declared(light);
    let both = light.clone().into_iter().chain(declared(dark)).collect();
    [("light", light), ("dark", both)]
}

fn declared(block: &'static str) -> Tokens {
    let lines = block.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "));
    lines.map(|(name, value)| (name, value.trim_end_matches(';'))).collect()
}

fn colour(tokens: &Tokens, name: &str) -> [f64; 3] {
    let value = tokens[name];
    if let Some(other) = value.strip_prefix("var(--") {
        return colour(tokens, other.trim_end_matches(')'));
    }
    let hex = value.strip_prefix('#').unwrap_or_else(|| panic!("{name}: {value}"));
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(tokens: &Tokens, one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(colour(tokens, one)), luminance(colour(tokens, other)));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn pairs() -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut add = |text: &str, ground: &str| pairs.push((text.to_owned(), ground.to_owned()));
    for ground in GROUNDS {
        for text in ["text", "text-soft", "text-faint", "primary-text", "bad-text"] {
            add(text, ground);
        }
    }
    for name in ["primary", "accent", "good", "bad", "quiet"].into_iter().chain(TRADES) {
        add(&format!("{name}-text"), &format!("{name}-soft"));
    }
    for name in TRADES.into_iter().chain(["brand", "brand-strong"]) {
        add("on-brand", name);
    }
    for fill in ["primary", "primary-hover", "primary-press"] {
        add("on-primary", fill);
    }
    for tone in 0..6 {
        add("on-brand", &format!("tone-{tone}"));
    }
    for (text, ground) in [
        ("on-bad", "bad"),
        ("on-bad", "bad-hover"),
        ("on-amber", "amber"),
        ("on-amber", "amber-bright"),
        ("on-tip", "tip"),
        ("text", "primary-soft"),
        ("text", "selection"),
        ("text", "bubble-mine"),
        ("text", "bubble-theirs"),
        ("text-soft", "bubble-mine"),
        ("text-soft", "bubble-theirs"),
        ("text-soft", "chat-ground"),
        ("text-soft", "primary-soft"),
        ("tick-read", "bubble-mine"),
    ] {
        add(text, ground);
    }
    pairs
}

#[test]
fn text_is_readable_on_its_ground_in_both_themes() {
    for (theme, tokens) in themes() {
        let weak = pairs().into_iter().filter(|(a, b)| contrast(&tokens, a, b) < READABLE);
        let weak: Vec<_> = weak.map(|(a, b)| (contrast(&tokens, &a, &b), a, b)).collect();
        assert!(weak.is_empty(), "{theme}: {weak:?}");
    }
}

#[test]
fn controls_stand_out_from_their_ground_in_both_themes() {
    for (theme, tokens) in themes() {
        for (line, ground) in [
            ("line-control", "surface"),
            ("line-control", "ground"),
            ("focus-ring", "surface"),
            ("focus-ring", "ground"),
            ("primary", "surface"),
            ("good", "surface"),
            ("bad", "surface"),
        ] {
            let contrast = contrast(&tokens, line, ground);
            assert!(contrast >= VISIBLE, "{theme}: {line} on {ground} has {contrast:.2}");
        }
    }
}

#[test]
fn no_colour_stands_outside_the_tokens() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("styles");
    for file in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        if file.ends_with("tokens.css") {
            continue;
        }
        for (at, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let value = line.split_once(':').map_or("", |(_, value)| value);
            let literal =
                ["#", "rgb(", "rgba(", "hsl(", "oklch("].iter().any(|c| value.contains(c));
            assert!(!literal, "{}:{}: {line}", file.display(), at + 1);
        }
    }
}

#[test]
fn the_page_shows_the_mark_before_the_program_runs() {
    let page = include_str!("../index.html");
    let mark: Vec<_> = include_str!("components/logo.rs")
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("<rect") || line.starts_with("<path"))
        .collect();
    assert_eq!(mark.len(), 4);
    for shape in mark {
        assert!(page.contains(shape), "{shape}");
    }
}

#[test]
fn the_font_is_as_light_as_promised() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let files = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let fonts = files.filter(|path| path.extension().is_some_and(|kind| kind == "woff2"));
    let bytes: u64 = fonts.map(|path| fs::metadata(path).unwrap().len()).sum();
    assert!((1..80 * 1024).contains(&bytes), "{bytes} bytes");
}
