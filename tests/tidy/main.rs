//! The layer table, executed: inside one package Cargo cannot say who may know what, so these tests do.
//!
//! Each rule is a row of data with its reason. Test modules are exempt from the rules about code.

// Helpers outside `#[test]` functions may fail the test too.
#![allow(clippy::expect_used)]

mod source;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use source::{Source, is_chinese};

/// Longest file; the aim is 400.
const LONGEST_FILE: usize = 800;

/// Which modules a module may name.
const LAYERS: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("chance", &[]),
    ("domain", &[]),
    ("identity", &["domain"]),
    ("matching", &["domain"]),
    ("search", &["domain"]),
    ("scoring", &["chance", "domain"]),
    ("capacity", &["chance", "domain"]),
    ("pipeline", &["domain"]),
    ("exchange", &["domain", "identity"]),
    ("store", &["domain"]),
    (
        "ledger",
        &["clock", "chance", "domain", "identity", "matching", "scoring", "capacity", "pipeline", "exchange", "store"],
    ),
    // The writer opens and closes the workspace it owns; statements stay in the store.
    (
        "desk",
        &["clock", "domain", "identity", "matching", "scoring", "capacity", "pipeline", "exchange", "store", "ledger"],
    ),
    // Words are about everything, so `text` may name what it words; nothing is computed there.
    (
        "text",
        &[
            "clock", "domain", "identity", "matching", "scoring", "capacity", "pipeline", "exchange", "store",
            "ledger", "desk", "report", "cli", "ui",
        ],
    ),
    ("report", &["domain", "identity", "capacity", "exchange", "scoring", "pipeline", "ledger", "text"]),
    // Opens files and asks for backups in the store's own types; statements stay in the store.
    (
        "cli",
        &[
            "clock", "domain", "identity", "matching", "scoring", "capacity", "pipeline", "exchange", "store",
            "ledger", "desk", "text", "report",
        ],
    ),
    (
        "ui",
        &[
            "clock", "domain", "identity", "matching", "search", "scoring", "capacity", "pipeline", "exchange",
            "ledger", "desk", "text", "report",
        ],
    ),
    ("main", &["cli", "text", "ui"]),
];

/// A name that only some files may use.
struct Home {
    /// What must not be named elsewhere: a path as it is written, or a bare identifier.
    name: &'static str,
    /// Files or folders it may be named in.
    homes: &'static [&'static str],
    /// Why.
    reason: &'static str,
}

/// Where colours are written as numbers.
const COLOURS: &[&str] = &["src/ui/theme/"];

const HOMES: &[Home] = &[
    Home { name: "rusqlite", homes: &["src/store/"], reason: "SQL has one home" },
    Home { name: "egui", homes: &["src/ui/", "src/main.rs"], reason: "the window has one home" },
    Home { name: "eframe", homes: &["src/ui/", "src/main.rs"], reason: "the window has one home" },
    Home { name: "egui_extras", homes: &["src/ui/"], reason: "the window has one home" },
    Home { name: "rfd", homes: &["src/ui/"], reason: "native dialogs belong to the window" },
    Home {
        name: "fs",
        homes: &[
            "src/store/",
            "src/exchange/",
            "src/report/file.rs",
            "src/desk/",
            "src/cli/",
            "src/ledger/backup",
            "src/ui/settings.rs",
        ],
        reason: "pure modules and the ledger's rules touch no files",
    },
    Home {
        name: "thread::spawn",
        homes: &["src/desk/", "src/capacity/optimise/exact.rs"],
        reason: "threads have one home; HiGHS, which cannot be told to stop, has one to be left in",
    },
    Home { name: "thread::Builder", homes: &["src/desk/"], reason: "threads have one home" },
    Home { name: "SystemTime::now", homes: &["src/clock.rs"], reason: "the clock has one reader" },
    Home { name: "Timestamp::now", homes: &["src/clock.rs"], reason: "the clock has one reader" },
    Home { name: "Zoned::now", homes: &["src/clock.rs"], reason: "the clock has one reader" },
    Home { name: "ZonedDateTime::now", homes: &["src/clock.rs"], reason: "the clock has one reader" },
    Home {
        name: "Instant::now",
        homes: &["src/clock.rs", "src/desk/", "src/exchange/read/apart/", "src/ui/"],
        reason: "time that passes is for waiting and progress only",
    },
    Home { name: "getrandom", homes: &["src/clock.rs"], reason: "randomness has one reader" },
    Home { name: "rand::rng", homes: &["src/clock.rs"], reason: "randomness has one reader" },
    Home { name: "Uuid::new_v4", homes: &["src/clock.rs"], reason: "keys are made from given time and bits" },
    Home { name: "Uuid::now_v7", homes: &["src/clock.rs"], reason: "keys are made from given time and bits" },
    Home { name: "calamine", homes: &["src/exchange/"], reason: "foreign files are read in one place" },
    Home { name: "encoding_rs", homes: &["src/exchange/"], reason: "foreign files are read in one place" },
    Home { name: "html5gum", homes: &["src/exchange/"], reason: "foreign files are read in one place" },
    Home {
        name: "rust_xlsxwriter",
        homes: &["src/report/xlsx.rs", "src/report/form/sample.rs"],
        reason: "workbooks are written in one place",
    },
    Home { name: "krilla", homes: &["src/report/pdf/"], reason: "papers are written in one place" },
    Home { name: "tiny_skia", homes: &["src/report/scene/"], reason: "pictures are drawn in one place" },
    Home { name: "skrifa", homes: &["src/report/"], reason: "the window draws text by its own means" },
    Home { name: "lexopt", homes: &["src/cli/"], reason: "the command line has one parser" },
    Home {
        name: "sys_locale",
        homes: &["src/cli/", "src/ui/", "src/main.rs"],
        reason: "the language is chosen at the start",
    },
    Home { name: "process::exit", homes: &["src/main.rs"], reason: "whoever exits skips what others have to finish" },
    Home { name: "println!", homes: &["src/main.rs"], reason: "output survives a closed pipe: cli::output" },
    Home { name: "print!", homes: &["src/main.rs"], reason: "output survives a closed pipe: cli::output" },
    Home {
        name: "eprintln!",
        homes: &["src/main.rs", "src/cli/"],
        reason: "only the command line speaks to a terminal",
    },
    Home { name: "from_rgb", homes: COLOURS, reason: "colours are tokens: ui::theme::tokens" },
    Home { name: "from_gray", homes: COLOURS, reason: "colours are tokens: ui::theme::tokens" },
    Home { name: "from_black_alpha", homes: COLOURS, reason: "colours are tokens: ui::theme::tokens" },
    Home { name: "from_white_alpha", homes: COLOURS, reason: "colours are tokens: ui::theme::tokens" },
    Home { name: "from_rgba_unmultiplied", homes: COLOURS, reason: "colours are tokens: ui::theme::tokens" },
    Home { name: "from_rgba_premultiplied", homes: COLOURS, reason: "colours are tokens: ui::theme::tokens" },
    Home { name: "Color32::WHITE", homes: COLOURS, reason: "colours are tokens: ui::theme::tokens" },
    Home { name: "Color32::BLACK", homes: COLOURS, reason: "colours are tokens: ui::theme::tokens" },
    Home { name: "Color32::RED", homes: COLOURS, reason: "colours are tokens: ui::theme::tokens" },
    Home { name: "TableBody::row", homes: &[], reason: "it lays out every row, seen or not: use rows" },
    Home { name: "todo!", homes: &[], reason: "nothing is left for later in code" },
    Home { name: "unimplemented!", homes: &[], reason: "nothing is left for later in code" },
    Home { name: "dbg!", homes: &[], reason: "for the desk only" },
    Home { name: "unsafe", homes: &[], reason: "not needed" },
    Home { name: "messages!", homes: &["src/text/"], reason: "visible words live in text" },
];

/// Where Chinese may stand in string literals: words people see, and words that are looked for in their data.
const CHINESE: &[(&str, &str)] = &[
    ("src/text/", "every visible word"),
    ("src/matching/", "verbs, boilerplate and patterns of company texts"),
    ("src/exchange/", "headings, units and placeholders of real lists"),
    ("src/scoring/gates.rs", "registration states and trades as registers write them"),
    ("src/scoring/model.rs", "the word that marks an assumption in model files"),
    ("src/domain/booth.rs", "halls and stands as organisers write them"),
    ("src/domain/day.rs", "days as people say them"),
    ("src/domain/name.rs", "parts of company names"),
    ("src/report/pdf/breaking.rs", "signs that may not begin or end a line"),
    ("src/domain/place.rs", "provinces"),
    ("src/identity/", "places, trades and forms of organisation in company names"),
    ("src/report/scene/face.rs", "punctuation that lines do not begin or end with"),
    ("src/report/scene/tests.rs", "texts that are drawn"),
    ("src/report/statistics/fairs.rs", "what people call a fair in the source of a lead"),
    ("src/report/personal.rs", "words after which a short number is a phone number"),
    ("src/ledger/seeds.rs", "titles of the versions a new workspace begins with"),
    ("src/ledger/forecast/indicators.rs", "the unit in which the plan prints output"),
    ("src/ledger/demo/", "fictional companies"),
    ("src/ledger/demo.rs", "fictional companies"),
];

#[test]
fn modules_name_only_what_their_layer_may_know() {
    let modules: BTreeSet<&str> = LAYERS.iter().map(|(module, _)| *module).collect();
    let mut faults = Vec::new();
    for file in sources() {
        let module = file.module();
        if module == "lib" {
            continue;
        }
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module) else {
            faults.push(format!("{}: module {module} is not in the layer table", file.path));
            continue;
        };
        let root = if module == "main" { "zhaoshang" } else { "crate" };
        for (line, named) in file.named_modules(root) {
            if modules.contains(named.as_str()) && named != module && !allowed.contains(&named.as_str()) {
                faults.push(format!("{}:{line}: {module} must not know {named}", file.path));
            }
        }
    }
    report(faults);
}

#[test]
fn nobody_climbs_out_of_a_module_by_super() {
    let mut faults = Vec::new();
    for file in sources() {
        for (line, climbed) in file.climbs() {
            if climbed > file.depth() {
                faults.push(format!("{}:{line}: write crate:: so that the layer table sees it", file.path));
            }
        }
    }
    report(faults);
}

#[test]
fn names_stay_in_their_homes() {
    let mut faults = Vec::new();
    for file in sources() {
        for Home { name, homes, reason } in HOMES {
            if homes.iter().any(|home| file.path.starts_with(home)) {
                continue;
            }
            for line in file.lines_naming(name) {
                faults.push(format!("{}:{line}: {name}: {reason}", file.path));
            }
        }
    }
    report(faults);
}

#[test]
fn chinese_stands_where_words_live() {
    let mut faults = Vec::new();
    for file in sources() {
        if CHINESE.iter().any(|(home, _)| file.path.starts_with(home)) {
            continue;
        }
        for (line, literal) in &file.literals {
            if literal.chars().any(is_chinese) {
                faults.push(format!("{}:{line}: {literal:?} belongs into src/text", file.path));
            }
        }
    }
    report(faults);
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut faults = Vec::new();
    for file in sources() {
        if file.raw.lines().count() > LONGEST_FILE {
            faults.push(format!("{}: more than {LONGEST_FILE} lines", file.path));
        }
        if !file.raw.starts_with("//!") {
            faults.push(format!("{}: begins without saying what it is", file.path));
        }
    }
    report(faults);
}

#[test]
fn every_message_is_in_the_list_of_catalogues() {
    let listed = fs::read_to_string(root().join("src/text/mod.rs")).expect("the text module");
    let listed = Source::new("src/text/mod.rs", &listed);
    let mut found = 0;
    let mut faults = Vec::new();
    for file in sources().into_iter().filter(|file| file.path.starts_with("src/text/")) {
        for name in file.message_enums() {
            found += 1;
            if !listed.code.contains(&format!("{name}::CATALOGUE")) {
                faults.push(format!("{}: {name} is missing from text::catalogues()", file.path));
            }
        }
    }
    assert!(found > 0, "the messages were not found");
    report(faults);
}

/// Messages nobody says yet, with who will.
const AWAITED: &[(&str, &str)] = &[
    ("SeatText::Passed", "the slots of a company's card in the window"),
    ("SeatText::LowCoverage", "the list of companies in the window"),
];

#[test]
fn every_message_is_said_somewhere() {
    let sources = sources();
    let named: BTreeSet<String> = sources.iter().flat_map(Source::variants_named).collect();
    let mut found = 0;
    let mut faults = Vec::new();
    for file in sources.iter().filter(|file| file.path.starts_with("src/text/")) {
        for (name, variant) in file.message_variants() {
            found += 1;
            let whole = format!("{name}::{variant}");
            if !named.contains(&variant) && !AWAITED.iter().any(|(awaited, _)| *awaited == whole) {
                faults.push(format!("{}: nobody says {whole}", file.path));
            }
        }
    }
    assert!(found > 300, "the messages were not found: {found}");
    report(faults);
}

#[test]
fn every_statement_file_is_used() {
    let code: String = sources().into_iter().map(|file| file.raw).collect();
    let unused = files("src", "sql").into_iter().filter(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        !code.contains(&format!("{name}\""))
    });
    report(unused.map(|path| format!("{} is not included anywhere", path.display())));
}

#[test]
fn data_say_where_they_come_from() {
    let mut faults = Vec::new();
    for path in files("seeds", "") {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let head: String = text.lines().take(12).collect::<Vec<_>>().join("\n").to_lowercase();
        if !["source", "licence", "license", "fictional", "来源", "plan 四、", "common industry practice"]
            .iter()
            .any(|word| head.contains(word))
        {
            faults.push(format!("{}: its first lines name neither source, heading nor licence", path.display()));
        }
    }
    for path in files("assets", "") {
        let folder = path.parent().unwrap_or(Path::new("."));
        // The list of licences itself.
        if folder.ends_with("assets/licences") {
            continue;
        }
        let licensed = fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
            let name = entry.file_name().to_string_lossy().to_lowercase();
            ["licen", "ofl", "notice"].iter().any(|word| name.contains(word))
        });
        if !licensed {
            faults.push(format!("{}: no licence beside it", path.display()));
        }
    }
    report(faults);
}

#[test]
fn nothing_is_left_for_later_and_no_machine_is_named() {
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/wo", "rk/"),
    ];
    let mut faults = Vec::new();
    for folder in ["src", "tests", "benches", "seeds", ".ci", "README.md", "Cargo.toml"] {
        for path in files(folder, "") {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            for (number, line) in text.lines().enumerate() {
                for word in words.iter().filter(|word| line.contains(**word)) {
                    faults.push(format!("{}:{}: {word}", path.display(), number + 1));
                }
            }
        }
    }
    report(faults);
}

fn report(faults: impl IntoIterator<Item = String>) {
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file of the crate.
fn sources() -> Vec<Source> {
    let found: Vec<Source> = files("src", "rs")
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file");
            let relative = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            Source::new(&relative, &text)
        })
        .collect();
    assert!(found.len() > 10, "the sources were not found");
    found
}

/// Files below a folder (or the file itself), in order of name; all endings when `ending` is empty.
fn files(below: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(below)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
        } else if path.is_file() && (ending.is_empty() || path.extension().is_some_and(|found| found == ending)) {
            found.push(path);
        }
    }
    found.sort();
    found
}
