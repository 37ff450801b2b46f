//! Plan files with faults: every fault is found, with its line.

#![allow(clippy::expect_used)] // a test may fail

use proptest::prelude::*;
use zhaoshang::{
    domain::plan::{Plan, PlanIssueKind, PlanList, SHIPPED_PLAN},
    text::{Lang, Say, plan::PlanText},
};

/// A small sound plan; line numbers below count from its first line.
const SOUND: &str = r#"id = "sample"
name = { zh = "样例规划", en = "Sample plan" }
zone = { zh = "样例区", en = "Sample zone" }
ends_on = "2030-12-31"
headings = [
  { id = "一", title = "一、产业" },
  { id = "二", title = "二、布局" },
]
baseline = []
platforms = []
partner_zones = []
funds = []
outlook = []

[[sectors]]
id = "parts"
name = { zh = "零件", en = "Parts" }
letter = "零"
aim = "attract"
in_totals = true
heading = "一"

[[sectors.segments]]
id = "gears"
name = { zh = "齿轮", en = "Gears" }
heading = "一"
products = [
  { id = "spur", name = { zh = "直齿轮", en = "Spur gear" }, horizon = "now", horizon_word = "重点发展" },
  { id = "worm", name = { zh = "蜗轮", en = "Worm gear" }, horizon = "unstated" },
]

[[bases]]
id = "north"
name = { zh = "北园", en = "North park" }
places = ["hill"]
sectors = ["parts"]
heading = "二"
seats = [
  { tier = "leader", min = 1, max = 2, by = "2030-12-31", text = "1-2家" },
]

[[indicators]]
id = "output"
name = { zh = "产值", en = "Output" }
category = "总量"
unit = "亿元"
kind = "sum"
values = [{ year = 2025, value = 10.0, actual = true }, { year = 2030, value = 20.0, actual = false }]
attribute = "预期性"
scope = "全部"
heading = "二"

[[gates]]
id = "struck_off"
name = { zh = "注销", en = "Dissolved" }
text = { zh = "未注销", en = "Not dissolved" }
rule = "registration"
heading = "一"

[[places]]
id = "hill"
name = { zh = "山地", en = "Hill" }
aim = "attract"
heading = "二"
"#;

/// The faults of the sound plan after some replacements.
fn faults(changes: &[(&str, &str)]) -> Vec<(usize, PlanIssueKind)> {
    let mut text = SOUND.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let Err(error) = Plan::from_toml(&text, "sample.toml") else { return Vec::new() };
    assert_eq!(error.file, "sample.toml");
    error.issues.into_iter().map(|issue| (issue.line, issue.kind)).collect()
}

#[test]
fn sound_plans_load_and_survive_writing() {
    for text in [SOUND, SHIPPED_PLAN] {
        let plan = Plan::from_toml(text, "a").expect("sound");
        let written = plan.to_toml().expect("writable");
        assert_eq!(Plan::from_toml(&written, "b").expect("sound again"), plan);
    }
}

#[test]
fn syntax_is_reported_with_its_line() {
    let found = faults(&[("letter = \"零\"", "letter = 零"), ("unit = \"亿元\"", "unit = ")]);
    let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [18, 46], "{found:?}");
    assert!(found.iter().all(|(_, kind)| matches!(kind, PlanIssueKind::Syntax { .. })));
}

#[test]
fn faults_of_form_are_all_found() {
    let found = faults(&[
        ("letter = \"零\"", "letter = \"零\"\ncolour = \"red\""),
        ("{ zh = \"蜗轮\", en = \"Worm gear\" }, horizon", "{ zh = \"蜗轮\", en = \"Worm gear\" }, horizon_class"),
        ("tier = \"leader\"", "tier = \"giant\""),
        ("year = 2025, value = 10.0", "year = 2025, value = \"ten\""),
        ("aim = \"attract\"\nheading = \"二\"", "heading = \"二\""),
    ]);
    let short: Vec<(usize, &str)> = found
        .iter()
        .map(|(line, kind)| {
            let kind = match kind {
                PlanIssueKind::UnknownField { field } | PlanIssueKind::MissingField { field } => field.as_str(),
                PlanIssueKind::UnknownWord { word, allowed } => {
                    assert_eq!(allowed, &["leader", "specialized", "growth"]);
                    word.as_str()
                }
                PlanIssueKind::WrongValue { .. } => "wrong value",
                other => panic!("{other:?}"),
            };
            (*line, kind)
        })
        .collect();
    assert_eq!(
        short,
        [(19, "colour"), (30, "horizon_class"), (30, "horizon"), (40, "giant"), (49, "wrong value"), (61, "aim"),]
    );
}

#[test]
fn a_missing_list_is_named() {
    let found = faults(&[("funds = []\n", "")]);
    assert_eq!(found, [(1, PlanIssueKind::MissingField { field: "funds".into() })]);
}

#[test]
fn faults_of_meaning_are_found_with_their_lines() {
    let found = faults(&[
        ("id = \"worm\"", "id = \"spur\""),
        ("places = [\"hill\"]", "places = [\"hill\",\n\"valley\"]"),
        ("min = 1, max = 2", "min = 3, max = 2"),
        ("{ year = 2030, value = 20.0, actual = false }", "{ year = 2024, value = -1.0, actual = false }"),
        ("rule = \"registration\"\nheading = \"一\"", "rule = \"registration\"\nheading = \"三\""),
        ("en = \"Hill\"", "en = \" \""),
    ]);
    assert_eq!(
        found,
        [
            (29, PlanIssueKind::DuplicateId { list: PlanList::Products, id: "spur".into(), first: 28 }),
            (36, PlanIssueKind::UnknownReference { list: PlanList::Places, id: "valley".into() }),
            (40, PlanIssueKind::MinAboveMax { min: 3, max: 2 }),
            (49, PlanIssueKind::YearsOutOfOrder { indicator: "output".into(), year: 2024 }),
            (49, PlanIssueKind::BadNumber { value: "-1".into() }),
            (49, PlanIssueKind::YearMissing { indicator: "output".into(), year: 2030 }),
            (59, PlanIssueKind::HeadingNotListed { heading: "三".into() }),
            (63, PlanIssueKind::Empty { field: "en" }),
        ]
    );
}

#[test]
fn single_faults_of_meaning() {
    let one = |from: &str, to: &str| {
        let found = faults(&[(from, to)]);
        assert_eq!(found.len(), 1, "{found:?}");
        found.into_iter().next().expect("one fault")
    };
    assert_eq!(
        one("id = \"gears\"", "id = \"Gears\""),
        (24, PlanIssueKind::BadId { list: PlanList::Segments, id: "Gears".into() })
    );
    assert_eq!(one("letter = \"零\"", "letter = \"零件\""), (18, PlanIssueKind::BadLetter { letter: "零件".into() }));
    assert_eq!(
        one("horizon = \"unstated\"", "horizon = \"later\""),
        (29, PlanIssueKind::HorizonWord { horizon: "later", word: String::new() })
    );
    assert_eq!(
        one("horizon = \"now\"", "horizon = \"unstated\""),
        (28, PlanIssueKind::HorizonWord { horizon: "unstated", word: "重点发展".into() })
    );
    assert_eq!(
        one("horizon = \"unstated\" }", "horizon = \"unstated\", also = [\"bevel\"] }"),
        (29, PlanIssueKind::UnknownReference { list: PlanList::Products, id: "bevel".into() })
    );
    assert_eq!(one("min = 1, max = 2", "min = 0, max = 0"), (39, PlanIssueKind::NoSeats));
    assert_eq!(
        one(
            "  { tier = \"leader\"",
            "  { tier = \"leader\", min = 1, max = 1, by = \"2030-12-31\", text = \"1家\" },\n  { tier = \"leader\""
        ),
        (40, PlanIssueKind::DuplicateTier { tier: "leader" })
    );
    assert_eq!(
        one(
            "{ id = \"二\", title = \"二、布局\" }",
            "{ id = \"二\", title = \"二、布局\" },\n  { id = \"一\", title = \"x\" }"
        ),
        (8, PlanIssueKind::DuplicateId { list: PlanList::Headings, id: "一".into(), first: 6 })
    );
}

#[test]
fn no_text_panics() {
    for text in ["", "\u{feff}", "=", "sectors = 3", "[[sectors]]", "headings = [[[]]]", "\"\\u{d800}\" = 1", "a = 'b"]
    {
        assert!(Plan::from_toml(text, "x").is_err(), "{text}");
    }
}

/// As Windows editors save it.
#[test]
fn byte_order_mark_and_crlf_are_read() {
    let text = format!("\u{feff}{}", SOUND.replace('\n', "\r\n"));
    assert_eq!(Plan::from_toml(&text, "a").expect("sound"), Plan::from_toml(SOUND, "a").expect("sound"));
    let error = Plan::from_toml(&text.replace("min = 1", "min = 9"), "a").expect_err("a fault");
    assert_eq!(error.issues[0].line, 39);
}

proptest! {
    /// Whatever is cut out or doubled, the loader ends with a plan or with faults that lie within the file.
    #[test]
    fn damaged_files_are_refused_in_order(at in 0_usize..1_400, length in 0_usize..60, doubled: bool) {
        let characters: Vec<char> = SOUND.chars().collect();
        let (from, to) = (at.min(characters.len()), (at + length).min(characters.len()));
        let mut damaged = characters.clone();
        if doubled {
            damaged.splice(to..to, characters[from..to].iter().copied());
        } else {
            damaged.drain(from..to);
        }
        let text: String = damaged.into_iter().collect();
        if let Err(error) = Plan::from_toml(&text, "a") {
            prop_assert!(!error.issues.is_empty());
            prop_assert!(error.issues.windows(2).all(|pair| pair[0].line <= pair[1].line));
            prop_assert!(error.issues.iter().all(|issue| (1..=text.lines().count() + 1).contains(&issue.line)));
        }
    }
}

#[test]
fn faults_are_worded_in_both_languages() {
    let error = Plan::from_toml(&SOUND.replace("min = 1", "min = 9"), "sample.toml").expect_err("a fault");
    assert_eq!(
        error.say(Lang::Zh),
        "规划文件 sample.toml 有 1 处错误，未采用：\nsample.toml 第 39 行：席位下限 9 大于上限 2"
    );
    assert!(error.say(Lang::En).ends_with("sample.toml, line 39: fewest seats 9 is above most seats 2"));
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for (name, zh, en) in PlanText::CATALOGUE {
        assert!(chinese(zh) && !chinese(en), "{name}");
    }
}
