//! The program is killed 50 times while it imports, takes back, backs up and exports. Whatever it had acknowledged is
//! there, whatever it had not is there as a whole or not at all, and the workspace opens and is sound.
//!
//! How long anything takes is not asserted; kills are spread over the time one undisturbed run takes.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/program.rs"]
mod program;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs::{self, File},
    io::Cursor,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use program::{Book, PROGRAM};
use uuid::Uuid;
use zhaoshang::{
    domain::record::{Entity, Value},
    store::{Access, Store},
};

/// Companies of the list.
const ROWS: usize = 2_000;
/// Kills by what is going on: together 50.
const IMPORTS: u32 = 20;
const STEPS: u32 = 12;
const BACKUPS: u32 = 9;
const EXPORTS: u32 = 9;

type Dump = BTreeMap<Entity, BTreeMap<Uuid, Vec<Value>>>;

/// What became of a run.
struct Ended {
    /// It ended by itself, in good order.
    finished: bool,
    /// What it had said by then.
    said: String,
}

/// Spreads kills evenly, without a pattern, over a little more than the time of one run.
struct Killer {
    usual: Duration,
    count: u32,
    in_time: u32,
}

impl Killer {
    /// Learns from one undisturbed run how long they take.
    fn watching(book: &Book, words: &[&str]) -> Self {
        let start = Instant::now();
        book.run(words).ends(0);
        Self { usual: start.elapsed(), count: 0, in_time: 0 }
    }

    /// Runs a command and kills it.
    fn run(&mut self, book: &Book, words: &[&str]) -> Ended {
        self.count += 1;
        let share = f64::from(self.count) * 0.618_033_988_75 % 1.0;
        let answer = book.beside("answer");
        let mut child = Command::new(PROGRAM)
            .env("LANG", "zh_CN.UTF-8")
            .env("LC_ALL", "zh_CN.UTF-8")
            .arg("--workspace")
            .arg(&book.path)
            .args(words)
            .stdout(File::create(&answer).unwrap())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(self.usual.mul_f64(share * 1.1));
        child.kill().unwrap();
        let finished = child.wait().unwrap().success();
        self.in_time += u32::from(!finished);
        Ended { finished, said: fs::read_to_string(&answer).unwrap() }
    }

    /// Some kills must have come in time, or nothing was tested.
    fn report(&self, what: &str) {
        assert!(self.in_time > 0, "{what}: every run was over before it was killed");
        eprintln!("{what}: {} kills, {} in time", self.count, self.in_time);
    }
}

/// Opens the workspace as the next start would, asserts that it is sound, and gives everything in it.
#[track_caller]
fn sound(path: &Path) -> Dump {
    let store = Store::open(path, Access::Write, jiff::Timestamp::UNIX_EPOCH).unwrap();
    let report = store.check().unwrap();
    assert!(report.is_sound(), "{report:?}");
    store.dump().unwrap()
}

fn companies(dump: &Dump) -> usize {
    dump[&Entity::Company].len()
}

fn list() -> String {
    let mut text = String::from("企业名称,主营业务,注册资本（万元）,营业收入（万元）\r\n");
    for number in 0..ROWS {
        write!(text, "样例第{number}封装测试有限公司,集成电路晶圆级封装与测试,{},{}\r\n", 100 + number, 7 * number)
            .unwrap();
    }
    text
}

/// A small workspace and the list beside it.
fn book() -> (Book, String) {
    let book = Book::demo(30);
    let list = book.with_file("list.csv", list());
    (book, list)
}

#[test]
fn an_import_is_whole_or_absent() {
    let (book, list) = book();
    let words = ["import", &list, "--json"];
    let before = sound(&book.path);
    let fresh = fs::read(&book.path).unwrap();
    let mut killer = Killer::watching(&book, &words);
    fs::write(&book.path, &fresh).unwrap();
    for round in 0..IMPORTS {
        let ended = killer.run(&book, &words);
        let acknowledged = ended.said.lines().last().is_some_and(|line| line.contains("\"created\":2000"));
        assert!(acknowledged || !ended.finished, "{}", ended.said);
        let found = sound(&book.path);
        match companies(&found) - companies(&before) {
            0 => {
                assert!(!acknowledged, "round {round}: what was acknowledged is gone");
                assert_eq!(found, before, "round {round}");
            }
            ROWS => {
                // Every row is a company with one fact; taking it back leaves nothing of it.
                assert_eq!(found[&Entity::Fact].len() - before[&Entity::Fact].len(), ROWS, "round {round}");
                book.run(&["undo"]).ends(0);
                assert_eq!(sound(&book.path), before, "round {round}");
                fs::write(&book.path, &fresh).unwrap();
            }
            some => panic!("round {round}: {some} of {ROWS} companies"),
        }
    }
    check_backups(&book, &mut BTreeSet::new());
    killer.report("import");
}

#[test]
fn a_step_back_or_forth_is_whole_or_absent() {
    let (book, list) = book();
    let without = sound(&book.path);
    book.run(&["import", &list]).ends(0);
    let with = sound(&book.path);
    let mut killer = Killer::watching(&book, &["undo"]);
    let mut there = false;
    for round in 0..STEPS {
        let (word, said, after) = if there { ("undo", "已撤销", &without) } else { ("redo", "已重做", &with) };
        let ended = killer.run(&book, &[word]);
        let found = sound(&book.path);
        assert!(found == with || found == without, "round {round}: half a step");
        if ended.finished || ended.said.contains(said) {
            assert!(found == *after, "round {round}: what was acknowledged is gone");
        }
        there = found == with;
    }
    killer.report("undo and redo");
}

#[test]
fn a_backup_is_whole_or_absent() {
    let (book, list) = book();
    book.run(&["import", &list]).ends(0);
    let content = sound(&book.path);
    let mut killer = Killer::watching(&book, &["backup"]);
    let (mut acknowledged, mut seen) = (1, BTreeSet::new());
    for round in 0..BACKUPS {
        let ended = killer.run(&book, &["backup"]);
        acknowledged += usize::from(ended.said.contains("已备份"));
        assert_eq!(sound(&book.path), content, "round {round}");
        for dump in check_backups(&book, &mut seen) {
            assert!(dump == content || companies(&dump) == 30, "round {round}: a backup of neither state");
        }
        // One was made before the import.
        assert!(seen.len() > acknowledged, "round {round}: {} of {acknowledged} backups", seen.len());
    }
    // What was left unfinished goes with the next backup.
    book.run(&["backup"]).ends(0);
    let drafts = fs::read_dir(book.beside("book.backups")).unwrap().flatten();
    assert_eq!(drafts.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "tmp")).count(), 0);
    killer.report("backup");
}

#[test]
fn a_shortlist_is_the_old_or_the_new_one() {
    let (book, list) = book();
    book.run(&["import", &list]).ends(0);
    let exported = |dump: &mut Dump| dump.remove(&Entity::ExportRecord).map_or(0, |records| records.len());
    let mut content = sound(&book.path);
    exported(&mut content);
    let out = book.beside("out.xlsx");
    let mut killer = Killer::watching(&book, &["shortlist", "-o", &out, "--top", "300"]);
    let mut acknowledged = 0;
    for round in 0..EXPORTS {
        let before = fs::read(&out).unwrap();
        // Each list is another one, so that old and new can be told apart.
        let top = (200 + round).to_string();
        let ended = killer.run(&book, &["shortlist", "-o", &out, "--top", &top]);
        let found = fs::read(&out).unwrap();
        let mut workbook = zip::ZipArchive::new(Cursor::new(&found)).unwrap();
        for index in 0..workbook.len() {
            let mut part = workbook.by_index(index).unwrap();
            // Reading to the end compares the check sum.
            std::io::copy(&mut part, &mut std::io::sink()).unwrap();
        }
        assert!(found != before || !ended.said.contains("已生成"), "round {round}: the new list is not there");
        acknowledged += usize::from(ended.said.contains("已生成"));
        let mut now = sound(&book.path);
        assert!(exported(&mut now) >= acknowledged, "round {round}: a list that was handed out is not in the log");
        assert_eq!(now, content, "round {round}: nothing but exports is entered");
    }
    killer.report("export");
}

/// Whatever stands among the backups under its real name is a sound workspace; gives those not seen before.
fn check_backups(book: &Book, seen: &mut BTreeSet<PathBuf>) -> Vec<Dump> {
    let Ok(folder) = fs::read_dir(book.beside("book.backups")) else { return Vec::new() };
    let files = folder.map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "zhaoshang"));
    files.filter(|path| seen.insert(path.clone())).map(|path| sound(&path)).collect()
}
