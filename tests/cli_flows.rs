//! Every command of the command line, on real files, through the real program.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

#[path = "support/program.rs"]
mod program;

use std::{collections::BTreeSet, fs, path::Path};

use program::{Book, real_lists, run};
use rust_xlsxwriter::Workbook;
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization;
use zhaoshang::domain::credit_code;

const COMMANDS: [&str; 16] = [
    "import",
    "match",
    "score",
    "forecast",
    "pursue",
    "shortlist",
    "brief",
    "form",
    "duplicates",
    "check",
    "undo",
    "redo",
    "log",
    "backup",
    "restore",
    "demo",
];
const SECTORS: [&str; 8] = [
    "ev_parts",
    "smart_equipment",
    "new_materials",
    "semiconductor",
    "traditional_auto_moto",
    "traditional_equipment",
    "building_materials",
    "none",
];

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff5e}')
}

fn keys(object: &Json) -> BTreeSet<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

fn code(body: &str) -> String {
    credit_code::complete(body).unwrap()
}

/// Fictional exhibitors: two new companies, a repeated one, a blank row, a failed look-up, and a sum.
fn list() -> String {
    let first = code("91500107MA0000001");
    format!(
        "企业名称,统一社会信用代码,主营业务,注册资本（万元）,电话\r\n\
         样例甲封装测试有限公司,{first},集成电路晶圆级封装与测试,1200,000-11111111\r\n\
         样例乙电机有限公司,,新能源汽车驱动电机的研发和生产,800,\r\n\
         ,,,,\r\n\
         样例甲封装测试有限公司,{first},集成电路晶圆级封装与测试,1200,\r\n\
         未查询到,,,,\r\n\
         合计,,,2000,\r\n"
    )
}

#[track_caller]
fn counts(summary: &Json) -> [u64; 5] {
    let exact = ["sheet", "rows", "created", "updated", "unchanged", "blank", "rejected"];
    assert_eq!(keys(summary), exact.into_iter().collect());
    let rejected = summary["rejected"].as_array().unwrap();
    for row in rejected {
        assert_eq!(keys(row), ["row", "column", "raw", "reason"].into_iter().collect());
        assert!(row["row"].is_u64() && row["reason"].as_str().is_some_and(|reason| reason.chars().any(is_chinese)));
    }
    let number = |key: &str| summary[key].as_u64().unwrap();
    let counts = [number("created"), number("updated"), number("unchanged"), number("blank"), rejected.len() as u64];
    assert_eq!(number("rows"), counts.iter().sum::<u64>(), "{summary}");
    counts
}

#[test]
fn every_command_explains_itself_in_both_languages() {
    for command in COMMANDS {
        let zh = run(&[command, "--help", "--lang", "zh"]).ends(0).out;
        let en = run(&["--lang", "en", command, "--help"]).ends(0).out;
        assert!(zh.chars().any(is_chinese) && zh.contains(command), "{zh}");
        assert!(!en.chars().any(is_chinese) && en.contains(command), "{en}");
        assert_eq!(run(&["help", command]).ends(0).out, zh);
    }
    let general = run(&["--help"]).ends(0).out;
    for command in COMMANDS {
        assert!(general.contains(command), "{command} is missing from the general help");
    }
    assert!(run(&["--version"]).ends(0).out.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_usage_is_two_and_says_which_word() {
    let book = Book::demo(20);
    let workspace = book.path.to_str().unwrap();
    let out = book.beside("x.xlsx");
    let csv = book.with_file("list.csv", list());
    let cases: &[(&[&str], &str)] = &[
        (&["scroe"], "score"),
        (&["score"], "--workspace"),
        (&["--workspace", workspace, "--demo", "score"], "--demo"),
        (&["--demo", "import"], "import"),
        (&["--demo", "shortlist"], "--output"),
        (&["--demo", "shortlist", "-o", "x.docx"], "x.docx"),
        (&["--demo", "shortlist", "-o", &out, "--top", "0"], "--top"),
        (&["--demo", "shortlist", "-o", &out, "--top", "many"], "many"),
        (&["--demo", "shortlist", "-o", &out, "--rank", "best"], "priority"),
        (&["--demo", "shortlist", "-o", &out, "--level", "secret"], "leader"),
        (&["--demo", "shortlist", "-o", &out, "--base", "moon"], "xiyong"),
        (&["--demo", "shortlist", "-o", &out, "--sector", "moon"], "semiconductor"),
        (&["--demo", "score", "--lang", "fr"], "zh"),
        (&["--demo", "score", "--dry-run"], "import"),
        (&["--demo", "score", "surplus"], "surplus"),
        (&["--demo", "restore", "x.zhaoshang"], "--workspace"),
        (&["--demo", "import", &csv, "--map", "没有这一列=name"], "没有这一列"),
        (&["--demo", "import", &csv, "--map", "电话=telephone"], "telephone"),
        (&["match", &csv, "--id", "企业名称", "--name", "企业名称"], "--text"),
        (&["match", &csv, "--id", "编号", "--name", "企业名称", "--text", "主营业务"], "编号"),
    ];
    for (words, named) in cases {
        let refused = run(words).ends(2);
        assert!(refused.err.contains(named) && refused.err.chars().any(is_chinese), "{words:?}: {}", refused.err);
        assert_eq!(refused.out, "", "{words:?}");
        let english: Vec<&str> = words.iter().copied().chain(["--lang", "en"]).collect();
        let ascii = words.iter().all(|word| word.is_ascii());
        if ascii && !words.contains(&"--lang") {
            let refused = run(&english).ends(2);
            assert!(!refused.err.chars().any(is_chinese), "{}", refused.err);
        }
    }
    assert!(!Path::new(&out).exists());
}

#[test]
fn what_cannot_be_done_is_one_and_leaves_things_alone() {
    let book = Book::none();
    let list = book.with_file("list.csv", list());
    for command in ["score", "check", "undo", "redo", "log", "backup"] {
        let failed = book.run(&[command]).ends(1);
        assert!(failed.err.contains("book.zhaoshang"), "{command}: {}", failed.err);
        assert!(!book.path.exists(), "{command} made a workspace");
    }
    let foreign = book.with_file("foreign.zhaoshang", "not a workspace");
    for words in [&["score"][..], &["import", &list], &["check", "--json"], &["undo"]] {
        let all: Vec<&str> = ["--workspace", &foreign].into_iter().chain(words.iter().copied()).collect();
        run(&all).ends(1);
        assert_eq!(fs::read(&foreign).unwrap(), b"not a workspace");
    }
}

#[test]
fn the_demonstration_stands_in_for_a_workspace() {
    let book = Book::none();
    let list = book.with_file("list.csv", list());
    let (xlsx, csv, backups) = (book.beside("a.xlsx"), book.beside("a.csv"), book.beside("backups"));
    let cases: &[&[&str]] = &[
        &["score"],
        &["score", "--json"],
        &["check"],
        &["check", "--json"],
        &["log"],
        &["shortlist", "-o", &xlsx],
        &["shortlist", "-o", &csv],
        &["import", &list, "--dry-run", "--json"],
        &["import", &list],
        &["match", &list, "--id", "电话", "--name", "企业名称", "--text", "主营业务"],
        &["backup", "-o", &backups],
        &["backup"],
        &["restore", "--list"],
    ];
    for words in cases {
        let all: Vec<&str> = ["--demo"].into_iter().chain(words.iter().copied()).collect();
        assert!(!run(&all).ends(0).out.is_empty(), "{words:?}");
    }
    for command in ["undo", "redo"] {
        assert!(!run(&["--demo", command]).ends(1).err.is_empty());
    }
    assert!(fs::read(&xlsx).unwrap().starts_with(b"PK") && fs::read(&csv).unwrap().starts_with(b"\xef\xbb\xbf"));
    assert_eq!(fs::read_dir(&backups).unwrap().count(), 1);
}

#[test]
fn a_list_is_new_then_unchanged_then_changed() {
    let book = Book::none();
    let path = book.with_file("list.csv", list());
    let dry = book.run(&["import", &path, "--dry-run", "--json"]).ends(0);
    assert_eq!(counts(&dry.last()), [2, 0, 1, 1, 2]);
    assert!(!book.path.exists(), "a dry run made a workspace");
    book.run(&["import", &path, "--dry-run"]).ends(0);
    assert!(!book.path.exists(), "a dry run made a workspace");

    let first = book.run(&["import", &path, "--json"]).ends(0);
    assert_eq!(first.last(), dry.last());
    let rejected: Vec<_> = first.last()["rejected"].as_array().unwrap().iter().map(|row| row["row"].clone()).collect();
    assert_eq!(rejected, [6, 7]);
    book.is_sound();
    let scores = book.scores();
    assert_eq!(scores.lines().count(), 2);

    assert_eq!(counts(&book.run(&["import", &path, "--json"]).ends(0).last()), [0, 0, 3, 1, 2]);
    let again = book.run(&["import", &path]).ends(0).out;
    assert!(again.contains("list.csv · list") && again.contains("已在"), "{again}");
    // Under another name it is as little news, but nothing of that name was imported.
    let copy = book.with_file("copy.csv", list());
    let again = book.run(&["import", &copy]).ends(0).out;
    assert!(!again.contains("已在") && again.contains("没有新内容"), "{again}");
    assert_eq!(book.run(&["log"]).ends(0).out.lines().count(), 2, "nothing new is no step");

    fs::write(&path, list().replace("驱动电机的研发", "驱动电机控制器的研发")).unwrap();
    let before = fs::read(&book.path).unwrap();
    assert_eq!(counts(&book.run(&["import", &path, "--json", "--dry-run"]).ends(0).last()), [0, 1, 2, 1, 2]);
    assert_eq!(fs::read(&book.path).unwrap(), before, "a dry run changed the workspace");
    assert_eq!(counts(&book.run(&["import", &path, "--json"]).ends(0).last()), [0, 1, 2, 1, 2]);
    assert_ne!(book.scores(), "");
    book.is_sound();
    for _ in 0..2 {
        book.run(&["undo"]).ends(0);
    }
    assert_eq!(book.scores(), "");
    book.run(&["undo"]).ends(1);
    book.run(&["redo"]).ends(0);
    assert_eq!(book.scores(), scores);
    book.run(&["redo"]).ends(0);
    book.run(&["redo"]).ends(1);
    book.is_sound();
}

#[test]
fn a_list_that_cannot_be_read_leaves_no_workspace() {
    let book = Book::none();
    let lists = [
        book.beside("missing.xlsx"),
        book.with_file("empty.csv", ""),
        book.with_file("paper.xlsx", "%PDF-1.7 sample"),
        book.with_file("names.csv", "序号,金额\r\n1,2\r\n2,3\r\n"),
        book.with_file("torn.xlsx", b"PK\x03\x04torn"),
    ];
    for list in &lists {
        for json in [&[][..], &["--json"]] {
            let words: Vec<&str> = ["import", list].into_iter().chain(json.iter().copied()).collect();
            let refused = book.run(&words).ends(1);
            assert!(refused.err.chars().filter(|c| is_chinese(*c)).count() > 8, "{list}: {}", refused.err);
            assert!(refused.out.is_empty() && !book.path.exists(), "{list}");
        }
        let refused = book.run(&["import", list, "--lang", "en"]).ends(1);
        assert!(refused.err.split_whitespace().count() > 4, "{list}: {}", refused.err);
    }
    let left: Vec<_> = fs::read_dir(book.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 4, "{left:?}");
}

#[test]
fn sheets_and_columns_can_be_named() {
    let book = Book::none();
    let mut workbook = Workbook::new();
    let notes = workbook.add_worksheet();
    notes.set_name("说明").unwrap();
    notes.write_string(0, 0, "这是说明").unwrap();
    for (name, company) in [("第一批", "样例丙材料有限公司"), ("第二批", "样例丁材料有限公司")]
    {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        for (column, cell) in (0_u16..).zip(["单位", "做什么", "备用"]) {
            sheet.write_string(0, column, cell).unwrap();
        }
        for (column, cell) in (0_u16..).zip([company, "医用钛合金植入体", "1-2-3"]) {
            sheet.write_string(1, column, cell).unwrap();
        }
    }
    let list = book.beside("批次.xlsx");
    workbook.save(&list).unwrap();
    let map = "单位=name,做什么=main_business,C=notes";
    let first = book.run(&["import", &list, "--map", map, "--json"]).ends(0).last();
    assert_eq!((first["sheet"].as_str(), counts(&first)), (Some("第一批"), [1, 0, 0, 0, 0]));
    let second = book.run(&["import", &list, "--sheet", "第二批", "--map", map, "--json"]).ends(0).last();
    assert_eq!((second["sheet"].as_str(), counts(&second)), (Some("第二批"), [1, 0, 0, 0, 0]));
    let refused = book.run(&["import", &list, "--sheet", "第三批"]).ends(1);
    assert!(refused.err.contains("第二批"), "{}", refused.err);
    let scores = book.run(&["score", "--json"]).ends(0).lines();
    assert!(scores.iter().all(|line| line["sector"] == "new_materials"), "{scores:?}");
}

/// Compared form of a term: compatibility forms, case and white space do not count.
fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect()
}

/// Checks every line against the contract and the raw cells; returns how many pieces of evidence there were.
fn check_matches(lines: &[Json], cells: &[Vec<(&str, &str)>]) -> usize {
    let exact = ["id", "name", "sector", "segment", "product", "strength", "runner_up", "unclear", "evidence"];
    assert_eq!(lines.len(), cells.len());
    let mut found = 0;
    for (line, cells) in lines.iter().zip(cells) {
        assert_eq!(keys(line), exact.into_iter().collect());
        assert!(SECTORS.contains(&line["sector"].as_str().unwrap()), "{line}");
        assert!(line["unclear"].is_boolean() && line["strength"].as_f64().is_some_and(|s| (0.0..=1.0).contains(&s)));
        for evidence in line["evidence"].as_array().unwrap() {
            let exact = ["column", "start", "end", "term", "kind", "role"];
            assert_eq!(keys(evidence), exact.into_iter().collect());
            let word = |key: &str| evidence[key].as_str().unwrap();
            assert!(["core", "part", "context"].contains(&word("kind")), "{evidence}");
            assert!(["makes", "develops", "serves", "trades", "owns"].contains(&word("role")), "{evidence}");
            let (_, cell) =
                cells.iter().find(|(column, _)| *column == word("column")).expect("a column that was named");
            let place = |key: &str| usize::try_from(evidence[key].as_u64().unwrap()).unwrap();
            let (start, end) = (place("start"), place("end"));
            assert!(start < end && end <= cell.chars().count(), "{evidence}");
            let there: String = cell.chars().skip(start).take(end - start).collect();
            assert!(folded(&there).starts_with(&folded(word("term"))), "{there:?} is not {evidence}");
            found += 1;
        }
    }
    found
}

#[test]
fn matching_names_the_words_where_they_stand() {
    let book = Book::none();
    // Characters outside the basic plane, full-width letters and blanks in front: offsets count what is written.
    let rows = [
        ["1", "样例甲半导体有限公司", "𠮷祥：　ＩＧＢＴ功率模块的研发、生产", "主要产品：晶圆级封装"],
        ["2", "样例乙电机有限公司", "新能源汽车驱动电机、电机控制器的制造", ""],
        ["", "", "", ""],
        ["3", "样例丙餐饮有限公司", "餐饮服务；住宿", "-"],
        ["4", "样例丁贸易有限公司", "", ""],
    ];
    let headers = ["编号", "企业", "业务", "产品"];
    let csv: String = [headers].iter().chain(&rows).map(|row| row.join(",") + "\r\n").collect();
    let csv = book.with_file("rows.csv", csv);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (number, row) in (0_u32..).zip([headers].iter().chain(&rows)) {
        for (column, cell) in (0_u16..).zip(row.iter()) {
            match cell.parse::<f64>() {
                Ok(value) => sheet.write_number(number, column, value).unwrap(),
                Err(_) => sheet.write_string(number, column, *cell).unwrap(),
            };
        }
    }
    let xlsx = book.beside("rows.xlsx");
    workbook.save(&xlsx).unwrap();

    let words = ["--id", "编号", "--name", "企业", "--text", "业务,产品"];
    let from = |list: &str| run(&["match", list].into_iter().chain(words).collect::<Vec<_>>()).ends(0);
    let answer = from(&csv);
    let cells: Vec<Vec<(&str, &str)>> = rows
        .iter()
        // A row in which nothing is written is no row of data.
        .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        .map(|row| headers.iter().copied().zip(row.iter().copied()).collect())
        .collect();
    let lines = answer.lines();
    assert!(check_matches(&lines, &cells) >= 3, "{}", answer.out);
    let sectors: Vec<_> = lines.iter().map(|line| line["sector"].as_str().unwrap()).collect();
    assert_eq!(sectors[1..], ["ev_parts", "none", "none"]);
    assert_eq!(lines.iter().map(|line| line["id"].as_str().unwrap()).collect::<Vec<_>>(), ["1", "2", "3", "4"]);
    assert_eq!(from(&xlsx).out, answer.out, "the workbook says the same");
    let repeated = run(&["match", &csv, "--id", "1", "--name", "B", "--text", "业务", "--text", "产品"]).ends(0);
    assert_eq!(repeated.lines().len(), lines.len(), "columns by number and letter");
    // The header is where the named columns stand together, also when the list could be read without it.
    let plain = book.with_file("plain.csv", "k1,k2,k3\r\na,样例甲芯片封装有限公司,晶圆级封装与测试\r\n");
    let lines = run(&["match", &plain, "--id", "k1", "--name", "k2", "--text", "k3"]).ends(0).lines();
    assert_eq!((lines.len(), lines[0]["id"].as_str()), (1, Some("a")));
}

#[test]
fn scores_are_complete_and_the_same_twice() {
    let book = Book::demo(60);
    let once = book.run(&["score", "--json"]).ends(0);
    assert_eq!(once.out, book.scores());
    let companies = book.run(&["check", "--json"]).ends(0).last()["companies"].as_u64().unwrap();
    let lines = once.lines();
    assert!(lines.len() as u64 <= companies && lines.len() > 40, "local firms only are left out");
    let wanted = [
        "id",
        "name",
        "sector",
        "segment",
        "tier",
        "value",
        "low",
        "high",
        "coverage",
        "class",
        "gates",
        "slot",
        "need",
        "attainability",
        "priority",
        "criteria",
    ];
    let mut ids = BTreeSet::new();
    for line in &lines {
        assert!(keys(line).is_superset(&wanted.into_iter().collect()), "{line}");
        assert!(ids.insert(line["id"].as_str().unwrap().to_owned()), "twice");
        let number = |object: &Json, key: &str| object[key].as_f64().unwrap();
        assert!(number(line, "low") <= number(line, "value") && number(line, "value") <= number(line, "high"));
        assert!(
            (0.0..=1.0).contains(&number(line, "coverage")) && (0.0..=1.0).contains(&number(line, "attainability"))
        );
        assert!(SECTORS.contains(&line["sector"].as_str().unwrap()));
        assert!(["leader", "specialized", "growth"].contains(&line["tier"].as_str().unwrap()));
        assert!(["A", "B", "C", "A-B", "B-C", "A-C"].contains(&line["class"].as_str().unwrap()), "{line}");
        for (_, state) in line["gates"].as_object().unwrap() {
            assert!(["pass", "unknown", "fail"].contains(&state.as_str().unwrap()));
        }
        if let Some(slot) = line["slot"].as_object() {
            let bases = ["ev_parts_base", "smart_equipment_base", "new_materials_base", "xiyong"];
            assert!(bases.contains(&slot["base"].as_str().unwrap()), "{line}");
        }
        assert!(line["priority"].is_null() == line["need"].is_null(), "no need, no priority: {line}");
        let criteria = line["criteria"].as_array().unwrap();
        let mut points = 0.0;
        for criterion in criteria {
            let wanted = ["id", "value", "low", "high", "weight", "source"];
            assert!(keys(criterion).is_superset(&wanted.into_iter().collect()), "{criterion}");
            assert!(!criterion["source"].as_str().unwrap().is_empty());
            points += number(criterion, "points");
        }
        assert!((points - number(line, "value")).abs() < 1e-9, "{points}: {line}");
    }
    let table = book.run(&["score"]).ends(0).out;
    assert_eq!(table.lines().count(), lines.len() + 1);
    assert!(table.lines().all(|line| line.split('\t').count() == 10), "{table}");
}

fn csv_rows(path: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn shortlists_of_every_kind() {
    let book = Book::demo(120);
    let (xlsx, csv) = (book.beside("a.xlsx"), book.beside("a.csv"));
    for rank in ["value", "cautious", "optimistic", "priority"] {
        for level in ["full", "leader", "public"] {
            let asked = ["shortlist", "-o", &csv, "--rank", rank, "--level", level, "--top", "7", "--reason", "存档"];
            let said = book.run(&asked).ends(0).out;
            let rows = csv_rows(&csv);
            assert_eq!(rows.len(), 8, "{rank} {level}");
            assert!(said.contains("7 家") && said.contains("未列入"), "{said}");
            let phones = rows[0].iter().any(|heading| heading.contains("电话"));
            assert_eq!(phones, level == "full", "{:?}", rows[0]);
        }
    }
    book.run(&["shortlist", "-o", &xlsx, "--top", "500"]).ends(0);
    assert!(fs::read(&xlsx).unwrap().starts_with(b"PK"));
    let scores = book.run(&["score", "--json"]).ends(0).lines();
    for (option, ids) in [
        ("--base", &["ev_parts_base", "smart_equipment_base", "new_materials_base", "xiyong"][..]),
        ("--sector", &SECTORS[..7]),
    ] {
        for id in ids {
            book.run(&["shortlist", "-o", &csv, option, id, "--top", "500", "--level", "leader"]).ends(0);
            let names: BTreeSet<String> = csv_rows(&csv)[1..].iter().map(|row| row[1].clone()).collect();
            for line in &scores {
                if names.contains(line["name"].as_str().unwrap()) {
                    let said = if option == "--base" { &line["slot"]["base"] } else { &line["sector"] };
                    assert_eq!(said, id, "{line}");
                }
            }
        }
    }
    // What was made is kept with its inputs; every file that left is in the log, and nothing else happened.
    let log = book.run(&["log", "--limit", "1000"]).ends(0).out;
    assert_eq!(log.lines().filter(|line| !line.contains("导出文件")).count(), 1, "{log}");
    book.is_sound();
    let no_folder = book.beside("none/a.csv");
    assert!(book.run(&["shortlist", "-o", &no_folder]).ends(1).err.contains("none"));
    let english = book.run(&["shortlist", "-o", &csv, "--lang", "en", "--level", "public"]).ends(0).out;
    assert!(!english.chars().any(is_chinese), "{english}");
    assert!(!csv_rows(&csv)[0].concat().chars().any(is_chinese));
}

#[test]
fn the_log_of_exports_says_what_left() {
    let book = Book::demo(40);
    let nothing = book.run(&["log", "--exports"]).ends(0);
    assert_eq!((nothing.out.lines().count(), book.run(&["log", "--exports", "--json"]).ends(0).out.as_str()), (1, ""));
    let (csv, xlsx) = (book.beside("名单.csv"), book.beside("b.xlsx"));
    book.run(&["shortlist", "-o", &csv, "--top", "5", "--level", "full", "--reason", "会前核对"]).ends(0);
    book.run(&["shortlist", "-o", &xlsx, "--top", "3"]).ends(0);
    let told = book.run(&["log", "--exports", "--json"]).ends(0).lines();
    assert_eq!(told.len(), 2);
    let said: Vec<_> = ["file", "level", "rows", "format", "purpose"].map(|key| told[1][key].to_string()).to_vec();
    assert_eq!(said, ["\"名单.csv\"", "\"full\"", "5", "\"csv\"", "\"会前核对\""]);
    assert_eq!((told[0]["file"].as_str(), told[0]["level"].as_str()), (Some("b.xlsx"), Some("leader")));
    for (one, file) in told.iter().zip([&xlsx, &csv]) {
        let digest = Sha256::digest(fs::read(file).unwrap());
        let hex: Vec<String> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let hex = hex.concat();
        assert_eq!(one["sha256"].as_str(), Some(hex.as_str()), "the fingerprint is that of the file");
        assert!(!one["who"].as_str().unwrap().is_empty() && !one["when"].as_str().unwrap().is_empty());
    }
    let lines = book.run(&["log", "--exports", "--limit", "1"]).ends(0).out;
    let columns: Vec<&str> = lines.trim_end().split('\t').collect();
    assert_eq!((columns.len(), columns[5], columns[6].len()), (7, "b.xlsx", 64), "{lines}");
    let steps = book.run(&["log", "--json"]).ends(0).lines();
    assert!(steps[0]["what"].as_str().unwrap().contains("b.xlsx") && steps[0]["number"].is_i64(), "{steps:?}");
}

#[test]
fn undo_and_redo_over_an_import_are_exact() {
    let book = Book::demo(40);
    let path = book.with_file("list.csv", list());
    let before = book.scores();
    book.run(&["import", &path]).ends(0);
    let after = book.scores();
    assert_ne!(before, after);
    for _ in 0..2 {
        let said = book.run(&["undo"]).ends(0).out;
        assert!(said.contains("list.csv"), "{said}");
        assert_eq!(book.scores(), before);
        book.is_sound();
        book.run(&["redo"]).ends(0);
        assert_eq!(book.scores(), after);
        book.is_sound();
    }
    let log = book.run(&["log"]).ends(0).out;
    assert_eq!(log.lines().count(), 6, "{log}");
    assert_eq!(book.run(&["log", "--limit", "2"]).ends(0).out.lines().count(), 2);
    assert!(log.lines().all(|line| line.split('\t').count() == 5), "{log}");
    let english = book.run(&["log", "--lang", "en"]).ends(0).out;
    assert!(english.contains("Undone") && english.contains("records"), "{english}");
}

#[test]
fn a_backup_brings_back_what_was() {
    let book = Book::demo(30);
    let path = book.with_file("list.csv", list());
    let before = book.scores();
    let said = book.run(&["backup"]).ends(0).out;
    let elsewhere = book.beside("stick");
    book.run(&["backup", "-o", &elsewhere]).ends(0);
    let listed = book.run(&["restore", "--list"]).ends(0).out;
    assert_eq!(listed.lines().count(), 1, "{listed}");
    let backup = listed.trim().rsplit('\t').next().unwrap().to_owned();
    assert!(said.contains(&backup));
    book.run(&["import", &path]).ends(0);
    let after = book.scores();
    let said = book.run(&["restore", &backup]).ends(0).out;
    assert_eq!(book.scores(), before);
    book.is_sound();
    // The file that was there is kept and is a workspace.
    let kept = said.lines().last().unwrap().rsplit('：').next().unwrap().to_owned();
    assert_eq!(run(&["--workspace", &kept, "score", "--json"]).ends(0).out, after);
    // A damaged file names its newest backup and can be replaced by it.
    fs::write(&book.path, vec![0; 8192]).unwrap();
    let refused = book.run(&["score"]).ends(1);
    assert!(refused.err.contains(&backup), "{}", refused.err);
    book.run(&["restore", &backup]).ends(0);
    assert_eq!(book.scores(), before);
    assert!(book.run(&["restore", &path]).ends(1).err.contains("list.csv"));
    assert_eq!(book.scores(), before);
}

#[test]
fn demonstrations_are_the_same_for_the_same_numbers() {
    let (one, two) = (Book::demo(50), Book::demo(50));
    let figures = |book: &Book| {
        let lines = book.run(&["score", "--json"]).ends(0).lines();
        lines.iter().map(|line| (line["name"].to_string(), line["value"].to_string())).collect::<Vec<_>>()
    };
    assert_eq!(figures(&one), figures(&two));
    let path = one.path.to_str().unwrap();
    assert!(run(&["demo", "-o", path]).ends(1).err.contains(path), "an existing file is never replaced");
    let other = one.beside("other.zhaoshang");
    let said = run(&["demo", "-o", &other, "--companies", "12", "--leads", "4"]).ends(0).out;
    assert!(said.contains("12") && said.contains('4'), "{said}");
    let report = run(&["--workspace", &other, "check", "--json"]).ends(0).last();
    assert_eq!((report["counts"]["company"].as_u64(), report["counts"]["lead"].as_u64()), (Some(12), Some(4)));
}

#[test]
fn names_that_look_like_formulas_go_out_and_come_back() {
    let book = Book::none();
    let names =
        ["=样例甲芯片封装有限公司", "'=样例乙芯片封装有限公司", "+样例丙芯片封装有限公司", "@样例丁芯片封装有限公司"];
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "企业名称").unwrap();
    sheet.write_string(0, 1, "主营业务").unwrap();
    for (row, name) in (1_u32..).zip(names) {
        sheet.write_string(row, 0, name).unwrap();
        sheet.write_string(row, 1, "集成电路晶圆级封装与测试").unwrap();
    }
    let list = book.beside("in.xlsx");
    workbook.save(&list).unwrap();
    assert_eq!(counts(&book.run(&["import", &list, "--json"]).ends(0).last()), [4, 0, 0, 0, 0]);
    let out = book.beside("out.csv");
    let unstated = book.run(&["shortlist", "-o", &out, "--level", "full"]).ends(0);
    assert!(unstated.out.contains("--reason"), "{}", unstated.out);
    book.run(&["shortlist", "-o", &out, "--level", "full", "--reason", "存档"]).ends(0);
    let guarded: BTreeSet<String> = csv_rows(&out)[1..].iter().map(|row| row[1].clone()).collect();
    assert_eq!(guarded, names.iter().map(|name| format!("'{name}")).collect());
    let names_of = |book: &Book| -> BTreeSet<String> {
        let lines = book.run(&["score", "--json"]).ends(0).lines();
        lines.iter().map(|line| line["name"].as_str().unwrap().to_owned()).collect()
    };
    let other = Book::none();
    other.run(&["import", &out]).ends(0);
    assert_eq!(names_of(&other), names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(counts(&book.run(&["import", &out, "--json", "--dry-run"]).ends(0).last())[0], 0, "nobody is new");
}

#[test]
fn hall_and_stand_are_kept() {
    let book = Book::none();
    let text = "企业名称,主营业务,展馆,展位号\r\n样例甲芯片封装有限公司,晶圆级封装,N3,N3-B12\r\n";
    let path = book.with_file("fair.csv", text);
    assert_eq!(counts(&book.run(&["import", &path, "--json"]).ends(0).last()), [1, 0, 0, 0, 0]);
    assert_eq!(counts(&book.run(&["import", &path, "--json"]).ends(0).last()), [0, 0, 1, 0, 0]);
    let bytes = fs::read(&book.path).unwrap();
    let noted = "展位 N3-B12".as_bytes();
    assert!(bytes.windows(noted.len()).any(|window| window == noted));
    fs::write(&path, text.replace("B12", "C07")).unwrap();
    assert_eq!(counts(&book.run(&["import", &path, "--json"]).ends(0).last()), [0, 1, 0, 0, 0]);
    book.is_sound();
}

/// All real lists into one workspace, one after the other, and back out again.
#[test]
fn real_lists_go_in_and_out() {
    let Some(folder) = real_lists() else { return };
    let book = Book::none();
    let mut lists: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().to_str().unwrap().to_owned())
        .filter(|path| Path::new(path).extension().is_some_and(|ending| ending != "whl"))
        .collect();
    lists.sort();
    let mut steps = 0;
    for list in &lists {
        let [created, updated, ..] = counts(&book.run(&["import", list, "--json"]).ends(0).last());
        steps += usize::from(created + updated > 0);
        let [created, updated, ..] = counts(&book.run(&["import", list, "--json"]).ends(0).last());
        assert_eq!((created, updated), (0, 0), "{list} said something new the second time");
    }
    book.is_sound();
    let companies = book.run(&["check", "--json"]).ends(0).last()["companies"].as_u64().unwrap();
    assert_eq!(book.scores().lines().count() as u64, companies);
    let out = book.beside("out.csv");
    book.run(&["shortlist", "-o", &out, "--top", "40"]).ends(0);
    assert_eq!(csv_rows(&out).len(), 41);
    for _ in 0..steps {
        book.run(&["undo"]).ends(0);
    }
    book.run(&["undo"]).ends(1);
    assert_eq!(book.scores(), "");
    book.is_sound();
}

#[test]
fn papers_are_written_and_every_export_is_logged() {
    let book = Book::demo(60);
    let scores = book.run(&["score", "--json"]).ends(0).lines();
    let name = scores[0]["name"].as_str().unwrap().to_owned();
    let pdf = book.beside("a.pdf");
    book.run(&["shortlist", "-o", &pdf, "--top", "5"]).ends(0);
    assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
    let brief = book.beside("b.pdf");
    assert!(book.run(&["brief", &name, "-o", &brief]).ends(0).out.contains(&name));
    assert!(fs::read(&brief).unwrap().starts_with(b"%PDF-"));
    book.run(&["brief", "没有这家", "-o", &brief]).ends(1);
    let (template, filled) = (book.beside("t.xlsx"), book.beside("f.xlsx"));
    book.run(&["form", "--sample", "-o", &template]).ends(0);
    let said = book.run(&["form", &template, "-o", &filled, "--scope", "open"]).ends(0).out;
    assert!(said.contains("本期共报送项目"), "{said}");
    let refused = book.run(&["form", &template, "-o", &book.beside("p.xlsx"), "--level", "public"]).ends(2).err;
    assert!(refused.contains("不能按公开级"), "{refused}");
    assert!(fs::metadata(book.beside("p.xlsx")).is_err(), "nothing was written");
    assert!(fs::read(&filled).unwrap().starts_with(b"PK"));
    let log = book.run(&["log", "--limit", "20"]).ends(0).out;
    assert_eq!(log.matches("导出文件").count(), 3, "{log}");
    // What has left the house stays in the log, whatever is undone.
    book.run(&["undo"]);
    assert_eq!(book.run(&["log", "--limit", "30"]).ends(0).out.matches("导出文件").count(), 3);
    book.run(&["check"]).ends(0);
}
