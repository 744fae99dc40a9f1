//! Debian's and Ubuntu's packages: only the missing ones, as root or through sudo.

use std::collections::HashSet;
use std::env;
use std::path::Path;

use anyhow::{Context, bail};

use super::Purpose;
use crate::pins::{APT_BUILD, APT_NODE, APT_TEST, AptPackage};
use crate::workspace::Workspace;

pub fn ensure(workspace: &Workspace, purpose: Purpose) -> anyhow::Result<()> {
    let wanted = wanted(purpose);
    if !is_on_path("apt-get") {
        let names: Vec<_> = wanted.iter().map(|names| names[0]).collect();
        println!(
            "  Not a Debian or Ubuntu: install what corresponds to these packages there:\n    {}",
            names.join(" ")
        );
        return Ok(());
    }
    let installed = installed(workspace)?;
    let missing: Vec<AptPackage> =
        wanted.into_iter().filter(|names| !names.iter().any(|n| installed.contains(*n))).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("  installing {} packages by apt (a minute or two)", missing.len());
    apt_get(workspace)?.args(["update", "-q"]).run().context(by_hand(&missing))?;
    let names = missing.iter().map(|names| known_name(workspace, names)).collect::<Vec<_>>();
    apt_get(workspace)?
        .args(["install", "-q", "-y", "--no-install-recommends"])
        .args(names)
        .run()
        .context(by_hand(&missing))
}

fn wanted(purpose: Purpose) -> Vec<AptPackage> {
    let mut wanted = APT_BUILD.to_vec();
    if purpose == Purpose::Test {
        wanted.extend(APT_TEST);
    }
    if !is_on_path("npm") {
        wanted.extend(APT_NODE);
    }
    wanted
}

fn installed(workspace: &Workspace) -> anyhow::Result<HashSet<String>> {
    let listing = workspace
        .command("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .output()?;
    Ok(parse_installed(&listing))
}

fn parse_installed(listing: &str) -> HashSet<String> {
    listing.lines().filter_map(|line| line.strip_suffix(" installed")).map(str::to_owned).collect()
}

/// The first of a package's names that this distribution can install.
fn known_name(workspace: &Workspace, names: AptPackage) -> &'static str {
    let is_known = |name: &str| {
        let policy = workspace.command("apt-cache").args(["policy", name]).output();
        policy.is_ok_and(|text| text.contains("Candidate:") && !text.contains("Candidate: (none)"))
    };
    names.iter().copied().find(|name| is_known(name)).unwrap_or(names[0])
}

fn apt_get(workspace: &Workspace) -> anyhow::Result<crate::process::Cmd> {
    const QUIET: &str = "DEBIAN_FRONTEND=noninteractive";
    if workspace.command("id").arg("-u").output()?.trim() == "0" {
        return Ok(workspace.command("env").args([QUIET, "apt-get"]));
    }
    if !is_on_path("sudo") {
        bail!("some packages are missing, and without root or sudo they cannot be installed");
    }
    Ok(workspace.command("sudo").args(["env", QUIET, "apt-get"]))
}

fn by_hand(missing: &[AptPackage]) -> String {
    let names: Vec<_> = missing.iter().map(|names| names.join("|")).collect();
    format!("install by hand: apt-get install --no-install-recommends {}", names.join(" "))
}

fn is_on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|dir| Path::new(&dir).join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removed_package_with_left_over_configuration_is_not_installed() {
        let found = parse_installed("xvfb installed\ndunst config-files\nlibssl-dev installed\n");
        assert!(found.contains("xvfb") && found.contains("libssl-dev"));
        assert!(!found.contains("dunst"));
    }
}
