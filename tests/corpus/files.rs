//! Lines of the table that are about files and not about what is in them: locks, names, devices, size, change, and what
//! a workspace knows.

use std::{
    fs,
    io::Write,
    ops::ControlFlow,
    path::Path,
    time::{Duration, Instant},
};

use tempfile::tempdir;
use zhaoshang::{
    clock::Surroundings,
    exchange::{
        mapping::{self, Corrections},
        plan::{RowChoices, rows_sha256},
        read::{Hazard, Looks, ReadError, ReadOptions, read_list_apart},
    },
    ledger::{
        Action, Beginning, ImportBatch, Ledger, SameBy, Who, earlier_import, list_memory, list_name, plan_import_with,
    },
    store::Access,
};

use crate::{alone, kept, make::zipped, names, planned, program, read};

/// The lines of the table that are tests here.
pub const NUMBERS: [u32; 8] = [62, 63, 64, 65, 68, 69, 70, 71];

const LIST: &str = "企业名称,主营业务\n江岸芯源有限公司,功率器件\n北湾机电有限公司,电机\n";

fn plain(path: &Path) -> Result<zhaoshang::exchange::read::List, ReadError> {
    read(path, &ReadOptions::default())
}

#[test]
fn line_62_lock_files_and_read_only_files() {
    let _alone = alone();
    let (_folder, path) = kept(LIST.as_bytes(), "~$名单.xlsx");
    assert!(matches!(plain(&path), Err(ReadError::LockFile)));
    let (_folder, path) = kept(LIST.as_bytes(), "名单.csv");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert_eq!(planned(&plain(&path).unwrap()).created.len(), 2);
    // A folder that goes with the test must be able to take it away.
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    #[allow(clippy::permissions_set_readonly_false)] // in a folder of the test's own
    permissions.set_readonly(false);
    fs::set_permissions(&path, permissions).unwrap();
}

/// Excel lets nobody else read a workbook it has opened for itself.
#[cfg(windows)]
#[test]
fn line_62_a_file_that_another_program_holds() {
    let _alone = alone();
    use std::os::windows::fs::OpenOptionsExt;
    let (_folder, path) = kept(LIST.as_bytes(), "名单.csv");
    let held = fs::OpenOptions::new().read(true).write(true).share_mode(0).open(&path).unwrap();
    assert!(matches!(plain(&path), Err(ReadError::Open(_))));
    drop(held);
    assert!(plain(&path).is_ok(), "once it is closed, trying again is enough");
}

#[test]
fn line_63_long_and_odd_names() {
    let _alone = alone();
    let folder = tempdir().unwrap();
    let mut long = folder.path().to_owned();
    for _ in 0..6 {
        long.push("很长的文件夹名字".repeat(4));
    }
    if fs::create_dir_all(&long).is_ok() {
        let path = long.join("名单.csv");
        assert!(path.as_os_str().len() > 260);
        fs::write(&path, LIST).unwrap();
        assert_eq!(planned(&plain(&path).unwrap()).created.len(), 2);
    }
    // The last two are no names on Windows.
    let odd: &[&str] = if cfg!(windows) { &["名单🎪.csv"] } else { &["名单🎪.csv", "名单.csv.", "CON.xlsx"] };
    for name in odd {
        let (_folder, path) = kept(LIST.as_bytes(), name);
        assert_eq!(planned(&plain(&path).unwrap()).created.len(), 2, "{name}");
    }
}

#[test]
fn line_64_only_files_and_only_so_large() {
    let _alone = alone();
    let folder = tempdir().unwrap();
    assert!(matches!(plain(folder.path()), Err(ReadError::NotAFile)));
    let sparse = folder.path().join("很大.csv");
    let file = fs::File::create(&sparse).unwrap();
    (&file).write_all(LIST.as_bytes()).unwrap();
    if file.set_len(100 << 30).is_ok() {
        let started = Instant::now();
        assert!(matches!(plain(&sparse), Err(ReadError::TooLarge { .. })));
        assert!(started.elapsed() < Duration::from_secs(5), "its size is asked for before it is read");
    }
}

#[cfg(unix)]
#[test]
fn line_64_pipes_devices_and_links() {
    let _alone = alone();
    let folder = tempdir().unwrap();
    let pipe = folder.path().join("管道.csv");
    if std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        assert!(matches!(plain(&pipe), Err(ReadError::NotAFile)));
    }
    assert!(matches!(plain(Path::new("/dev/zero")), Err(ReadError::NotAFile)));
    let link = folder.path().join("链接.csv");
    std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
    assert!(matches!(plain(&link), Err(ReadError::NotAFile)), "what it leads to counts");
    fs::remove_file(&link).unwrap();
    let file = folder.path().join("名单.csv");
    fs::write(&file, LIST).unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    assert_eq!(planned(&plain(&link).unwrap()).created.len(), 2);
}

#[test]
fn line_65_what_is_parsed_is_what_was_hashed() {
    let _alone = alone();
    use sha2::{Digest, Sha256};
    let (_folder, path) = kept(LIST.as_bytes(), "名单.csv");
    let other = LIST.replace("功率器件", "传感器件");
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let _ = fs::write(&path, &other).and_then(|()| fs::write(&path, LIST));
            }
        });
        for _ in 0..10 {
            // Between two states the file is empty, or short.
            let Ok(list) = plain(&path) else { continue };
            let shown: Vec<String> =
                list.sheet.rows().map(|row| format!("{},{}\n", row.cell(0).display(), row.cell(1).display())).collect();
            let sum: String = Sha256::digest(shown.concat()).iter().map(|byte| format!("{byte:02x}")).collect();
            assert!(sum == list.sha256 || !shown.concat().ends_with("电机\n"), "two states were mixed");
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

fn who() -> Who {
    Who { author: "王晓".into(), unit: String::new(), device: "测试机".into() }
}

fn beginning() -> Beginning {
    Beginning {
        title: "测试台账".into(),
        target_date: jiff::civil::date(2030, 12, 31),
        plan: ("规划".into(), "# plan".into()),
        model: ("模型".into(), "# model".into()),
        catalogue: ("词库".into(), "# catalogue".into()),
        records: Vec::new(),
    }
}

#[test]
fn line_68_the_same_list_is_known_again() {
    let _alone = alone();
    let folder = tempdir().unwrap();
    let surroundings = Surroundings::system();
    let mut ledger = Ledger::create(&folder.path().join("a.zhaoshang"), beginning(), who(), surroundings).unwrap();
    let (_first, path) = kept(LIST.as_bytes(), "名单.csv");
    let list = plain(&path).unwrap();
    let mapping = mapping::recognize(&list.sheet);
    let rows = rows_sha256(&list.sheet, &mapping);
    let snapshot = ledger.snapshot();
    assert!(earlier_import(&snapshot, &list, &rows).is_none());
    let go_on = &mut |_| ControlFlow::Continue(());
    let plan = plan_import_with(&list, &mapping, &RowChoices::default(), Some(&snapshot), surroundings, go_on).unwrap();
    let corrections = Corrections::default();
    let memory = list_memory(&list, &rows, plan.counts(), ("", &corrections), &[], surroundings);
    let batch = ImportBatch::of(plan, list_name(&list)).unwrap().remembering(memory);
    ledger.apply(Action::Import(Box::new(batch))).unwrap();
    let snapshot = ledger.snapshot();
    let by = |path: &Path| {
        let list = plain(path).unwrap();
        let rows = rows_sha256(&list.sheet, &mapping::recognize(&list.sheet));
        earlier_import(&snapshot, &list, &rows).map(|(_, by)| by)
    };
    assert_eq!(by(&path), Some(SameBy::File));
    // Saved anew with tabs under another name, and with one company more.
    let (_second, again) = kept(LIST.replace(',', "\t").as_bytes(), "另存.txt");
    assert_eq!(by(&again), Some(SameBy::Rows));
    let (_third, longer) = kept(format!("{LIST}云岭材料有限公司,材料\n").as_bytes(), "新.csv");
    assert_eq!(by(&longer), None);
    ledger.undo().unwrap();
    let snapshot = ledger.snapshot();
    assert!(earlier_import(&snapshot, &list, &rows).is_none(), "taken back, it was not imported");
}

#[test]
fn line_69_a_long_list_can_be_given_up_and_leaves_nothing() {
    let _alone = alone();
    let rows: String = (0..200_000).map(|number| format!("示例{number}号有限公司,功率器件,重庆市九龙坡区\n")).collect();
    let (_folder, path) = kept(format!("企业名称,主营业务,注册地址\n{rows}").as_bytes(), "长.csv");
    let mut calls = 0;
    let started = Instant::now();
    let outcome = read_list_apart(program(), &path, &ReadOptions::default(), &mut |rows| {
        calls += 1;
        if rows > 20_000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(matches!(outcome, Err(ReadError::Cancelled)), "{outcome:?}");
    assert!(calls > 1 && started.elapsed() < Duration::from_mins(1));
    #[cfg(target_os = "linux")]
    assert_eq!(children(), 0, "no process is left");
    let list = plain(&path).unwrap();
    assert_eq!(list.sheet.filled_rows(), 200_001);
}

/// How many processes this one has started and not seen the end of.
#[cfg(target_os = "linux")]
fn children() -> usize {
    let me = std::process::id().to_string();
    let stats = fs::read_dir("/proc").unwrap().flatten();
    let stats = stats.filter_map(|entry| fs::read_to_string(entry.path().join("stat")).ok());
    // After the name in brackets: the state, then the parent.
    stats.filter(|stat| stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1)) == Some(&*me)).count()
}

#[test]
fn line_70_packages_that_lead_outside_are_refused_whole() {
    let _alone = alone();
    let hazard = |bytes: &[u8]| {
        let (folder, path) = kept(bytes, "包.xlsx");
        let outcome = plain(&path);
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(names.len(), 1, "nothing is ever unpacked: {names:?}");
        match outcome {
            Err(ReadError::Hazard(hazard)) => hazard,
            other => panic!("{other:?}"),
        }
    };
    for name in ["../../x", "/etc/x", r"C:\x", r"..\x"] {
        assert!(matches!(hazard(&zipped(&[(name, b"x")])), Hazard::EntryName(_)), "{name}");
    }
    let mut linked = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    linked.add_symlink("xl/workbook.xml", "/etc/passwd", zip::write::SimpleFileOptions::default()).unwrap();
    assert!(matches!(hazard(&linked.finish().unwrap().into_inner()), Hazard::EntryName(_)));
    let many: Vec<String> = (0..10_000).map(|number| format!("part{number}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(hazard(&zipped(&many)), Hazard::Entries(10_000));
    let (_folder, path) = kept(&zipped(&[("age-encryption.org", b"v1")]), "同事.ymerge");
    assert!(matches!(plain(&path), Err(ReadError::NotAList(Looks::Archive))));
}

#[test]
fn line_71_a_database_from_outside_is_no_workspace_and_no_list() {
    let _alone = alone();
    let folder = tempdir().unwrap();
    let path = folder.path().join("外来.zhaoshang");
    let foreign = rusqlite::Connection::open(&path).unwrap();
    foreign
        .execute_batch(
            "CREATE TABLE company (id BLOB, name TEXT); CREATE VIEW v AS SELECT name FROM company;
             CREATE TRIGGER t AFTER INSERT ON company BEGIN DELETE FROM company; END;
             INSERT INTO company VALUES (x'00', '江岸芯源有限公司');",
        )
        .unwrap();
    drop(foreign);
    let before = fs::read(&path).unwrap();
    assert!(Ledger::open(&path, Access::Write, who(), Surroundings::system()).is_err());
    assert!(matches!(plain(&path), Err(ReadError::NotAList(_))));
    assert!(fs::read(&path).unwrap() == before, "it is as it was");
}

#[test]
fn a_reader_that_dies_or_is_no_reader_costs_one_message() {
    let _alone = alone();
    let (_folder, path) = kept(LIST.as_bytes(), "名单.csv");
    let through = |program: &str| {
        read_list_apart(Path::new(program), &path, &ReadOptions::default(), &mut |_| ControlFlow::Continue(()))
    };
    assert!(matches!(through("/nowhere/zhaoshang"), Err(ReadError::ReaderNotStarted(_))));
    if cfg!(unix) {
        // It ends at once and says nothing.
        assert!(matches!(through("/bin/true"), Err(ReadError::ReaderDied)));
        // It says something else.
        assert!(matches!(through("/bin/echo"), Err(ReadError::ReaderDied)));
    }
    assert_eq!(names(&planned(&plain(&path).unwrap())), ["江岸芯源有限公司", "北湾机电有限公司"]);
}
