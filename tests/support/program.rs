//! The program as a user meets it: a process with words, an answer, and an exit code.
#![allow(dead_code, missing_docs, clippy::unwrap_used)] // each test file uses its own part

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use serde_json::Value as Json;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_zhaoshang");

/// What a run said and how it ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// The run, when it ended like this.
    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// Each line as JSON.
    #[track_caller]
    pub fn lines(&self) -> Vec<Json> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"))).collect()
    }

    /// The last line as JSON.
    #[track_caller]
    pub fn last(&self) -> Json {
        serde_json::from_str(self.out.lines().last().unwrap_or_default()).unwrap_or_else(|_| panic!("{self:?}"))
    }
}

/// Runs the program in Chinese, whatever the language of this machine.
pub fn run<S: AsRef<OsStr>>(words: &[S]) -> Run {
    let output = Command::new(PROGRAM).env("LANG", "zh_CN.UTF-8").env("LC_ALL", "zh_CN.UTF-8").args(words).output();
    let output = output.unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A workspace file that the program works on.
pub struct Book {
    pub folder: tempfile::TempDir,
    pub path: PathBuf,
}

impl Book {
    /// A path in a folder of its own; there is no file yet.
    pub fn none() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.zhaoshang");
        Self { folder, path }
    }

    /// A small fictional workspace.
    pub fn demo(companies: u32) -> Self {
        let book = Self::none();
        let count = companies.to_string();
        run(&["demo".as_ref(), "-o".as_ref(), book.path.as_os_str(), "--companies".as_ref(), count.as_ref()]).ends(0);
        book
    }

    /// A command on the workspace.
    pub fn run(&self, words: &[&str]) -> Run {
        let mut all = vec!["--workspace", self.path.to_str().unwrap()];
        all.extend(words);
        run(&all)
    }

    /// A file beside it.
    pub fn beside(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// A file beside it with this content.
    pub fn with_file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.beside(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Asserts that the whole file is sound.
    #[track_caller]
    pub fn is_sound(&self) {
        let report = self.run(&["check", "--json"]).ends(0).last();
        assert_eq!(report["sound"], true, "{report}");
    }

    /// The figures of every prospect.
    #[track_caller]
    pub fn scores(&self) -> String {
        self.run(&["score", "--json"]).ends(0).out
    }
}

/// A folder of the real lists, when they are beside the repository.
pub fn real_lists() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/lists");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is not there", folder.display());
    None
}
