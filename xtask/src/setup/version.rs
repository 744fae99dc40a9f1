//! Versions, as tools and cargo's records print them.

/// `major.minor.patch`, comparable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u64, u64, u64);

impl Version {
    /// The first `1.2.3` in a text such as `cargo-nextest 0.9.143 (abc 2026-01-02)`.
    pub fn in_text(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(|word| {
            let mut parts = word.trim_start_matches(['v', '=']).splitn(3, '.');
            let mut number = || parts.next()?.parse().ok();
            Some(Self(number()?, number()?, {
                let last = parts.next()?;
                last.split(['-', '+']).next()?.parse().ok()?
            }))
        })
    }
}

/// The version of a crate in cargo's `.crates.toml`, if it is installed.
pub fn installed(record: &str, name: &str) -> Option<String> {
    let record: toml::Table = record.parse().ok()?;
    let crates = record.get("v1")?.as_table()?;
    crates.keys().find_map(|key| {
        let mut words = key.split(' ');
        (words.next()? == name).then(|| words.next().map(str::to_owned))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_in_what_a_tool_prints() {
        assert_eq!(Version::in_text("trunk 0.21.14\n"), Some(Version(0, 21, 14)));
        assert_eq!(
            Version::in_text("cargo-nextest 0.9.143 (abc 2026-01-02)"),
            Some(Version(0, 9, 143))
        );
        assert_eq!(Version::in_text("wasm-opt 1.2.3-rc.1"), Some(Version(1, 2, 3)));
        assert_eq!(Version::in_text("no version here"), None);
    }

    #[test]
    fn versions_compare_by_number_not_by_text() {
        assert!(Version::in_text("0.9.143") > Version::in_text("0.9.99"));
        assert!(Version::in_text("1.0.0") > Version::in_text("0.99.0"));
        assert!(None < Version::in_text("0.0.1"));
    }

    #[test]
    fn an_installed_crate_is_found_in_cargos_record() {
        let record = "[v1]\n\"trunk 0.21.14 (registry+x)\" = [\"trunk\"]\n\
                      \"wasm-bindgen-cli 0.2.130 (registry+x)\" = [\"wasm-bindgen\"]\n";
        assert_eq!(installed(record, "wasm-bindgen-cli").as_deref(), Some("0.2.130"));
        assert_eq!(installed(record, "wasm-bindgen"), None);
        assert_eq!(installed("", "trunk"), None);
    }
}
