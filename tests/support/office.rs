//! Another office program, for a second opinion on the workbooks the program makes.
#![allow(dead_code, missing_docs, clippy::expect_used, clippy::panic)] // each test file uses its own part

use std::{io::ErrorKind, path::Path, process::Command};

/// With this set, a machine without the program fails the tests instead of skipping them.
const NEEDED: &str = "ZHAOSHANG_NEEDS_OFFICE";

/// A workbook as LibreOffice writes it in another format, every formula worked out anew; none, with a word about it, where
/// the program is not installed. The folder is the caller's own: the program's settings lie in it, so that two of them do
/// not wait for each other.
pub fn converted(folder: &Path, name: &str, bytes: &[u8], format: &str) -> Option<Vec<u8>> {
    let (input, output) = (folder.join(format!("{name}.xlsx")), folder.join(format!("{name} as {format}")));
    std::fs::write(&input, bytes).expect("written");
    let profile = folder.join(format!("profile-{}", std::process::id()));
    let user = profile.join("user");
    std::fs::create_dir_all(&user).expect("a folder");
    // Recalculate on load, always.
    let settings = "<?xml version=\"1.0\"?><oor:items xmlns:oor=\"http://openoffice.org/2001/registry\"><item oor:path=\"/org.openoffice.Office.Calc/Formula/Load\"><prop oor:name=\"OOXMLRecalcMode\" oor:op=\"fuse\"><value>0</value></prop></item></oor:items>";
    let registry = user.join("registrymodifications.xcu");
    if !registry.exists() {
        std::fs::write(registry, settings).expect("written");
    }
    let done = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", format, "--outdir"])
        .arg(&output)
        .arg(&input)
        .output();
    let done = match done {
        Ok(done) => done,
        Err(error) if error.kind() == ErrorKind::NotFound && std::env::var_os(NEEDED).is_none() => {
            println!("skipped: soffice is not installed");
            return None;
        }
        Err(error) => panic!("soffice is needed: {error}"),
    };
    assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
    // A file it cannot read is said on its output, and there is no file then.
    let file = output.join(format!("{name}.{format}"));
    let told = || format!("{} {}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    Some(std::fs::read(file).unwrap_or_else(|error| panic!("{name} was not converted: {error} {}", told())))
}
