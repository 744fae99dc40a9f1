//! A disk that is full, or that fails: nothing is acknowledged then, and all is well afterwards.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use montaj_domain::user::Role;

use crate::{child::Writers, crash::subjects, engines::Store};

const WRITERS: usize = 10;

/// Builds the shim that fails on demand.
fn shim(folder: &Path) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contract/failing_disk.c");
    let shim = folder.join("failing_disk.so");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-o"])
        .arg(&shim)
        .arg(source)
        .arg("-ldl")
        .status()
        .unwrap();
    assert!(built.success(), "cc: {built}");
    shim
}

/// Lets writers write at once; answers how many of them were acknowledged.
fn wave(writers: &mut Writers, subject: &str) -> usize {
    writers.order(WRITERS, subject);
    (0..WRITERS).filter(|_| writers.hear().1).count()
}

async fn fails_and_recovers(how: &str) {
    let store = Store::sqlite().await;
    let anna = store.person("Анна", Role::Customer).await;
    let folder = tempfile::tempdir().unwrap();
    let shim = shim(folder.path());
    let switch = folder.path().join(how);
    let mut writers = Writers::start_behind(store.url(), anna, &shim, folder.path());
    let mut expected = Vec::new();
    for round in 0..3 {
        let subject = format!("well-{round}");
        assert_eq!(wave(&mut writers, &subject), WRITERS);
        expected.push(subject);
        fs::write(&switch, "").unwrap();
        assert_eq!(wave(&mut writers, &format!("ill-{round}")), 0, "acknowledged, and not kept");
        fs::remove_file(&switch).unwrap();
    }
    assert_eq!(wave(&mut writers, "in the end"), WRITERS);
    expected.push("in the end".to_owned());
    drop(writers);
    let there = subjects(&store.db, anna).await;
    assert_eq!(there.len(), expected.len() * WRITERS);
    for subject in there {
        assert!(expected.iter().any(|of| subject.starts_with(of)), "{subject} was refused");
    }
}

#[tokio::test]
async fn a_full_disk_acknowledges_nothing_and_goes_on_when_there_is_room() {
    fails_and_recovers("full").await;
}

#[tokio::test]
async fn a_failed_fsync_acknowledges_nothing() {
    fails_and_recovers("fsync").await;
}
