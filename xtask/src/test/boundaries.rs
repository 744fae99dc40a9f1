//! The direction of dependencies (ARCHITECTURE.md), proven on cargo's own graph.

use anyhow::bail;

use super::Session;

/// A package and what must not stand anywhere below it.
struct Boundary {
    package: &'static str,
    without: &'static [&'static str],
    flags: &'static [&'static str],
}

const TAURI: [&str; 3] = ["tauri", "wry", "montaj"];

const BOUNDARIES: &[Boundary] = &[
    Boundary {
        package: "montaj-domain",
        without: &["tokio", "sqlx", "reqwest", "axum", "montaj-wire", "montaj-store"],
        flags: &[],
    },
    Boundary {
        package: "montaj-wire",
        without: &["tokio", "sqlx", "reqwest", "axum", "montaj-store", "montaj-server"],
        flags: &[],
    },
    Boundary { package: "montaj-store", without: &["axum", "montaj-server", "tauri"], flags: &[] },
    Boundary { package: "montaj-server", without: &TAURI, flags: &[] },
    Boundary { package: "montaj-client", without: &TAURI, flags: &["--all-features"] },
    Boundary {
        package: "montaj-client",
        without: &["montaj-server", "montaj-store", "axum"],
        flags: &["--all-features"],
    },
    Boundary {
        package: "montaj-ui",
        without: &["tauri", "sqlx", "montaj-server", "montaj-store", "libsqlite3-sys"],
        flags: &["--target", "wasm32-unknown-unknown"],
    },
    Boundary {
        package: "montaj-engine",
        without: &["tauri", "sqlx", "yew", "montaj-server", "montaj-store", "libsqlite3-sys"],
        flags: &["--target", "wasm32-unknown-unknown"],
    },
    Boundary { package: "montaj", without: &["montaj-server", "montaj-store"], flags: &[] },
];

pub fn check(session: &Session<'_>) -> anyhow::Result<()> {
    for boundary in BOUNDARIES {
        let tree = session
            .workspace
            .cargo()
            .args(["tree", "--package", boundary.package, "--edges", "normal,build"])
            .args(["--prefix", "none", "--format", "{p}"])
            .args(boundary.flags)
            .output()?;
        if let Some(name) = first_forbidden(&tree, boundary.without) {
            bail!("{} must not depend on {name} (ARCHITECTURE.md, direction)", boundary.package);
        }
        println!("  {} is free of {}", boundary.package, boundary.without.join(", "));
    }
    Ok(())
}

/// The first line is the package itself.
fn first_forbidden<'a>(tree: &str, forbidden: &[&'a str]) -> Option<&'a str> {
    tree.lines().skip(1).find_map(|line| {
        let name = line.split(' ').next()?;
        forbidden.iter().copied().find(|forbidden| *forbidden == name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_package_is_found_by_its_whole_name() {
        let tree = "montaj v0.1.0\nmontaj-wire v0.1.0\ntauri-utils v2.0.0\nserde v1.0.0 (*)\n";
        assert_eq!(first_forbidden(tree, &["tauri", "montaj"]), None);
        assert_eq!(first_forbidden(tree, &["axum", "serde"]), Some("serde"));
    }
}
