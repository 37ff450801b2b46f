//! The file on disk: what is not ours stays byte-identical, what is held says by whom, what is damaged names the way back.
#![allow(
    missing_docs,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::unwrap_used,
    clippy::disallowed_methods
)]

mod support;

use std::{fs, path::Path};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use support::{Workspace, open, who};
use zhaoshang::{
    clock::{self, Surroundings},
    domain::record::{Entity, Value},
    ledger::{Action, Edit, Ledger, LedgerError},
    store::{Access, BackupReason, SCHEMA_VERSION, Store, StoreError},
};

fn digest(path: &Path) -> Vec<u8> {
    Sha256::digest(fs::read(path).unwrap()).to_vec()
}

fn refused(path: &Path) -> StoreError {
    let before = digest(path);
    let error = match Ledger::open(path, Access::Write, who(), Surroundings::system()) {
        Err(LedgerError::Store(error)) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(digest(path), before, "{} was touched", path.display());
    let leftovers: Vec<_> = fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".lock") || name.ends_with(".holder") || name.ends_with("-journal"))
        .collect();
    assert_eq!(leftovers, Vec::<String>::new());
    error
}

#[test]
fn a_file_that_is_not_ours_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("text.zhaoshang", b"just text".to_vec()),
        ("empty.zhaoshang", Vec::new()),
        ("almost.zhaoshang", b"SQLite format 3\0".to_vec()),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        assert!(matches!(refused(&path), StoreError::Foreign { .. }), "{name}");
    }
    let path = folder.path().join("other.zhaoshang");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE company (name TEXT); INSERT INTO company VALUES ('x');").unwrap();
    drop(other);
    assert!(matches!(refused(&path), StoreError::Foreign { .. }));
}

#[test]
fn a_newer_file_names_its_schema() {
    let space = Workspace::new();
    let path = space.path.clone();
    drop(space.ledger);
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.pragma_update(None, "user_version", 7).unwrap();
    drop(conn);
    assert!(matches!(refused(&path), StoreError::Newer { found: 7, known: SCHEMA_VERSION, .. }));
}

#[test]
fn opening_never_creates_and_creating_never_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("没有.zhaoshang");
    assert!(matches!(Store::open(&path, Access::Write, Timestamp::UNIX_EPOCH), Err(StoreError::Missing { .. })));
    assert!(!path.exists());
    let space = Workspace::new();
    let before = digest(&space.path);
    let made = Ledger::create(&space.path, support::beginning(), who(), Surroundings::system());
    assert!(matches!(made, Err(LedgerError::Store(StoreError::Exists { .. }))));
    assert_eq!(digest(&space.path), before);
}

#[test]
fn a_held_file_names_its_holder() {
    let space = Workspace::new();
    for access in [Access::Write, Access::Read] {
        match Store::open(&space.path, access, Timestamp::UNIX_EPOCH) {
            Err(StoreError::Held { holder: Some(holder), .. }) => assert_eq!(holder.pid, std::process::id()),
            other => panic!("{other:?}"),
        }
    }
    let path = space.path.clone();
    drop(space.ledger);
    assert!(Store::open(&path, Access::Write, Timestamp::UNIX_EPOCH).is_ok(), "free again once closed");
}

#[test]
fn a_copy_of_the_one_file_holds_everything_acknowledged() {
    let mut space = Workspace::new();
    for number in 0..20 {
        let id = space.company(&format!("示例{number}"));
        let copy = space.folder.path().join(format!("copy-{number}.zhaoshang"));
        fs::copy(&space.path, &copy).unwrap();
        let copied = Store::open(&copy, Access::Read, Timestamp::UNIX_EPOCH).unwrap();
        assert!(copied.values(Entity::Company, id.uuid()).unwrap().is_some(), "copy {number}");
    }
}

#[test]
fn a_read_only_file_can_be_read() {
    let mut space = Workspace::new();
    space.company("示例甲");
    let path = space.path.clone();
    drop(space.ledger);
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    // Root writes read-only files; then the file is simply opened.
    let ledger = Ledger::open(&path, Access::Read, who(), Surroundings::system()).unwrap();
    assert_eq!(ledger.snapshot().companies.len(), 1);
}

#[test]
fn a_damaged_file_is_kept_and_the_newest_backup_named() {
    let mut space = Workspace::new();
    for number in 0..200 {
        space.company(&format!("示例{number}有限公司"));
    }
    let backup = space.ledger.back_up(BackupReason::Asked, None).unwrap();
    let path = space.path.clone();
    drop(space.ledger);
    let whole = fs::read(&path).unwrap();
    for (what, damage) in
        [("header", (0, 100)), ("first page", (100, 4_000)), ("middle", (whole.len() / 2 / 4096 * 4096, 4096))]
    {
        let mut broken = whole.clone();
        broken[damage.0..damage.0 + damage.1].fill(0xA5);
        fs::write(&path, &broken).unwrap();
        match refused(&path) {
            StoreError::Damaged { backup: Some(found), .. } => assert_eq!(found.path, backup.path, "{what}"),
            other => panic!("{what}: {other:?}"),
        }
    }
    let kept = Store::restore(&path, &backup.path, clock::now()).unwrap().expect("the damaged file is kept");
    assert_eq!(fs::read(kept).unwrap().len(), whole.len());
    assert_eq!(open(&path).snapshot().companies.len(), 200);
}

#[test]
fn a_backup_is_a_whole_workspace_and_restore_keeps_the_present_file() {
    let mut space = Workspace::new();
    let company = space.company("示例甲");
    let backup = space.ledger.back_up(BackupReason::Asked, None).unwrap();
    assert_eq!(space.ledger.store().backups()[0].path, backup.path);
    space
        .ledger
        .apply(Action::EditCompany { company, edits: vec![Edit::new("city", Value::Text("重庆".into()))] })
        .unwrap();
    space.company("示例乙");
    let after = space.ledger.store().dump().unwrap();
    let path = space.path.clone();
    assert!(matches!(Store::restore(&path, &backup.path, clock::now()), Err(StoreError::Held { .. })));
    drop(space.ledger);
    let kept = Store::restore(&path, &backup.path, clock::now()).unwrap().unwrap();
    assert_eq!(open(&path).snapshot().companies.len(), 1);
    assert_eq!(Store::open(&kept, Access::Read, Timestamp::UNIX_EPOCH).unwrap().dump().unwrap(), after);
    assert!(backup.path.exists(), "restoring does not use the backup up");
}

#[test]
fn a_backup_that_is_not_a_workspace_is_refused_and_nothing_moves() {
    let space = Workspace::new();
    let path = space.path.clone();
    drop(space.ledger);
    let before = digest(&path);
    let wrong = space.folder.path().join("wrong.zhaoshang");
    fs::write(&wrong, "text").unwrap();
    assert!(matches!(Store::restore(&path, &wrong, Timestamp::now()), Err(StoreError::Foreign { .. })));
    assert_eq!(digest(&path), before);
}

#[test]
fn check_finds_what_integrity_check_does_not() {
    let mut space = Workspace::new();
    let company = space.company("示例甲");
    let path = space.path.clone();
    drop(space.ledger);
    // Somebody edits the projection with another program.
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute("UPDATE company SET name = '示例乙'", ()).unwrap();
    drop(conn);
    let report = open(&path).check().unwrap();
    assert_eq!(report.differing, [(Entity::Company, company.uuid())]);
    // Somebody edits the log.
    let conn = rusqlite::Connection::open(&path).unwrap();
    assert!(conn.execute("UPDATE op SET value = 'x'", ()).is_err(), "the log only grows");
    conn.execute_batch(
        "DROP TRIGGER op_is_append_only_update; UPDATE op SET value = replace(value, '示例甲', '示例丙')",
    )
    .unwrap();
    drop(conn);
    let report = open(&path).check().unwrap();
    assert_eq!(report.altered_batches.len(), 1);
    assert!(!report.is_sound());
}

#[test]
fn a_check_tells_how_far_it_is_and_stops_when_told_to() {
    use zhaoshang::{
        domain::plan::Plan,
        ledger::{LedgerError, demo, seeds},
    };
    let folder = tempfile::tempdir().unwrap();
    let set = demo::generate(&Plan::shipped().unwrap(), &demo::DemoOptions::new(support::TODAY));
    let beginning = seeds::beginning("x", support::TODAY, set.changes());
    let path = folder.path().join("x.zhaoshang");
    let ledger = Ledger::create(&path, beginning, who(), Surroundings::system()).unwrap();
    let mut told = Vec::new();
    let report = ledger.check_with(&mut |done, total| {
        told.push((done, total));
        true
    });
    assert!(report.unwrap().is_sound());
    assert!(!told.is_empty() && told.iter().all(|(done, total)| done <= total), "{told:?}");
    assert!(told.is_sorted());
    assert!(matches!(ledger.check_with(&mut |_, _| false), Err(LedgerError::Cancelled)));
}
