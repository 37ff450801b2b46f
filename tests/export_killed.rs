//! An export that is killed leaves the old file or the new one, never a piece (`reliability.md`, R4.3).

// Helpers outside `#[test]` functions may fail the test too.
#![allow(clippy::expect_used)]

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use zhaoshang::report::file::write_atomically;

/// Names the file to the child.
const TARGET: &str = "ZHAOSHANG_TEST_EXPORT_TARGET";
/// Long enough that a kill often falls into the writing.
const LENGTH: usize = 4_000_000;
const KILLS: u64 = 50;

/// The child: writes one version after the other until it is killed. Without a target it is an ordinary, empty test.
#[test]
fn child_that_writes_until_killed() {
    let Some(target) = env::var_os(TARGET) else { return };
    for version in b"ab".iter().cycle() {
        write_atomically(Path::new(&target), &vec![*version; LENGTH]).expect("written");
    }
}

#[test]
fn a_killed_export_leaves_a_whole_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("list.csv");
    fs::write(&target, vec![b'0'; LENGTH]).expect("written");
    let mut replaced = 0;
    let mut interrupted = 0;
    for round in 0..KILLS {
        let mut child = Command::new(env::current_exe().expect("this program"))
            .args(["--exact", "child_that_writes_until_killed"])
            .env(TARGET, &target)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        // Spread over start, writing, syncing and renaming.
        thread::sleep(Duration::from_micros(4_000 + round * 997));
        child.kill().expect("killed");
        child.wait().expect("ended");

        let found = fs::read(&target).expect("the file is there");
        assert_eq!(found.len(), LENGTH, "round {round}");
        assert!(found.iter().all(|byte| *byte == found[0]), "round {round}: two versions in one file");
        replaced += usize::from(found[0] != b'0');
        for entry in fs::read_dir(folder.path()).expect("listed").flatten() {
            if entry.path() != target {
                interrupted += 1;
                fs::remove_file(entry.path()).expect("removed");
            }
        }
    }
    assert!(replaced > 0, "the child never finished a file, so nothing was tested");
    assert!(interrupted > 0, "no kill fell into the writing, so nothing was tested");
    eprintln!("{KILLS} kills: {replaced} times a new version, {interrupted} times in the middle of writing");
}
