//! The shortlist as its readers get it: opened with a spreadsheet reader, and taken apart part by part.

// Helpers outside `#[test]` functions may fail the test too.
#![allow(clippy::expect_used)]

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use jiff::civil::Date;
use proptest::prelude::*;
use zhaoshang::{
    domain::{company::GateState, lead::Stage, plan::Tier},
    exchange::formula_guard::unguard,
    ledger::assessment::RankBy,
    report::{
        level::Level,
        review::{MOST, Packet},
        shortlist::{
            CellState, CriterionCell, CriterionHeading, GateFinding, LabelledFact, LeftOut, NeedFigure, Order,
            ShortlistDocument, ShortlistRow, VersionStamp,
        },
    },
    text::Lang,
};

/// What must never leave at levels below full.
const PHONE: &str = "13912345678";
const EMAIL: &str = "canary@example.cn";
const PERSON: &str = "金丝雀";
/// A person known from the records who is named in a text.
const CONTACT: &str = "钱联络";
const NOTE: &str = "备忘金丝笼";
/// What must not leave at the public level either.
const OFFICER: &str = "白鹭鸶";
const STAKES: &str = "投资额秘字七号";
const PROOF: &str = "环评批文秘字八号";
const SOURCE: &str = "面谈纪要秘字九号";
const EXAMPLE: &str = "落选示例公司";

fn stamp(title: &str) -> VersionStamp {
    VersionStamp { title: title.into(), version: "3".into(), sha256: "ab12".repeat(16) }
}

fn cell(criterion: &str, weight: f64, value: Option<f64>, state: CellState) -> CriterionCell {
    let known = matches!(state, CellState::Known);
    CriterionCell {
        criterion: criterion.into(),
        shown: if known { "3.2%".into() } else { String::new() },
        value,
        low: value.map(|value| if known { value } else { 0.0 }),
        high: value.map(|value| if known { value } else { 1.0 }),
        weight,
        points: value.map(|value| 100.0 * weight * value),
        state,
        source: if known { SOURCE.into() } else { String::new() },
    }
}

fn row(rank: u32, name: &str) -> ShortlistRow {
    ShortlistRow {
        rank,
        moved: String::new(),
        name: name.into(),
        credit_code: "91500107000000123X".into(),
        place: "重庆市 · 九龙坡区".into(),
        sector: "半导体制造".into(),
        segment: "做强封测能力".into(),
        product: String::new(),
        tier: Tier::Specialized,
        tier_reason: "国家级专精特新“小巨人”，有效".into(),
        base: "西永微电园".into(),
        value: 62.437,
        low: 48.0,
        high: 71.5,
        coverage: 0.42,
        class: "A-C".into(),
        stability: None,
        little_known: true,
        flags: Vec::new(),
        need: Some(NeedFigure::Absent("未设目标".into())),
        attainability: Some(0.12),
        attainability_source: "阶段假设".into(),
        priority: None,
        gates: vec![
            GateFinding { label: "环境准入".into(), state: GateState::Unknown, reason: PROOF.into() },
            GateFinding { label: "登记状态".into(), state: GateState::Pass, reason: "存续".into() },
        ],
        evidence: vec!["晶圆级封装（主营业务）".into(), format!("详询{PHONE}")],
        missing: vec!["研发投入强度".into()],
        breakdown: vec![
            cell("fit", 0.35, Some(0.8), CellState::Known),
            cell("rd_intensity", 0.0875, Some(0.5), CellState::Estimated),
            cell("water", 0.0, None, CellState::Inactive),
        ],
        main_business: format!("=封装测试；联系人{PERSON}、{CONTACT} {EMAIL} 手机 {PHONE}"),
        website: "https://example.cn".into(),
        phone: PHONE.into(),
        email: EMAIL.into(),
        legal_representative: PERSON.into(),
        owner: OFFICER.into(),
        stage: Some(Stage::Talks),
        lead_title: format!("封测线项目（{OFFICER}）"),
        negotiation: vec![LabelledFact { label: "计划总投资".into(), value: format!("{STAKES} {PERSON}") }],
        notes: format!("{NOTE} {PERSON}"),
        persons: vec![CONTACT.into()],
    }
}

fn document(level: Level, rows: Vec<ShortlistRow>) -> ShortlistDocument {
    ShortlistDocument {
        lang: Lang::Zh,
        title: "短名单 & 候选".into(),
        made_on: Date::constant(2026, 3, 5),
        author: OFFICER.into(),
        purpose: format!("交{PERSON}核对"),
        plan: stamp("先进制造业规划"),
        model: stamp("默认模型"),
        catalogue: stamp("产业链目录"),
        target_date: Some(Date::constant(2030, 12, 31)),
        order: Order::By(RankBy::Value),
        level,
        filters: String::new(),
        fictional: true,
        criteria: ["fit", "rd_intensity", "water"]
            .map(|id| CriterionHeading {
                id: id.into(), group: "组".into(), label: format!("准则 {id}"), weight: 0.3
            })
            .into(),
        rows,
        left_out: vec![LeftOut { reason: "准入不通过".into(), count: 3, examples: vec![EXAMPLE.into()] }],
    }
}

fn xlsx(level: Level) -> Vec<u8> {
    document(level, vec![row(1, "=1+1有限公司"), row(2, "+乙公司")]).release().xlsx().expect("a workbook")
}

/// Every part of the package, by name.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("every part is text");
            (part.name().expect("a name").into_owned(), text)
        })
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    parts(bytes).into_iter().find(|(found, _)| found == name).map(|(_, text)| text).expect(name)
}

fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    book.worksheet_range(sheet).expect("the sheet").rows().map(<[Data]>::to_vec).collect()
}

fn column(rows: &[Vec<Data>], heading: &str) -> usize {
    rows[2].iter().position(|cell| *cell == Data::String(heading.into())).unwrap_or_else(|| panic!("no {heading}"))
}

#[test]
fn numbers_are_numbers_codes_are_text_and_the_unknown_is_a_word() {
    let bytes = xlsx(Level::Leader);
    let rows = cells(&bytes, "短名单");
    let at = |heading: &str| rows[3][column(&rows, heading)].clone();
    assert_eq!(at("序号"), Data::Float(1.0));
    assert_eq!(at("企业名称"), Data::String("=1+1有限公司".into()));
    assert_eq!(at("价值"), Data::Float(62.437));
    assert_eq!(at("资料完整度"), Data::Float(0.42));
    assert_eq!(at("提示"), Data::String("资料不足".into()));
    assert_eq!(at("等级"), Data::String("A–C".into()));
    assert_eq!(at("统一社会信用代码"), Data::String("91500107000000123X".into()));
    assert_eq!(at("席位需求"), Data::String("未设目标".into()));
    assert_eq!(at("优先级"), Data::String("未设目标".into()));
    assert_eq!(at("产品"), Data::String("未知".into()));
    assert_eq!(at("准入"), Data::String("待核 1 项".into()));
    assert_eq!(at("可得性"), Data::Float(0.12));
}

#[test]
fn stability_is_a_column_only_where_it_was_worked_out() {
    let mut firm = row(1, "甲公司");
    firm.stability = Some(0.97);
    let bytes = document(Level::Leader, vec![firm, row(2, "乙公司")]).release().xlsx().expect("a workbook");
    let rows = cells(&bytes, "短名单");
    let at = column(&rows, "稳定度");
    assert_eq!((&rows[3][at], &rows[4][at]), (&Data::Float(0.97), &Data::String("未知".into())));
    assert!(format!("{:?}", cells(&bytes, "说明")).contains("仍留在名单上"));
    let without = cells(&xlsx(Level::Leader), "短名单");
    assert!(without[2].iter().all(|cell| *cell != Data::String("稳定度".into())));
}

#[test]
fn a_list_says_what_gave_it_its_order_and_why_a_company_was_moved() {
    let reason = format!("{PERSON}约好来访");
    let arranged = |level, order| {
        let moved = ShortlistRow { moved: reason.clone(), ..row(1, "甲公司") };
        ShortlistDocument { order, ..document(level, vec![moved, row(2, "乙公司")]) }.release()
    };
    let said = |level, order| {
        let bytes = arranged(level, order).xlsx().expect("a workbook");
        ["短名单", "说明"].map(|sheet| format!("{:?}", cells(&bytes, sheet)))
    };
    let then = Order::ByThen(RankBy::Priority, Date::constant(2026, 1, 9));
    for (order, words) in
        [(Order::By(RankBy::Value), "按价值排序"), (then, "按2026年1月9日的优先级排序"), (Order::ByHand, "手工排序")]
    {
        assert!(said(Level::Leader, order).iter().all(|sheet| sheet.contains(words)), "{words}");
    }
    assert!(said(Level::Full, Order::ByHand)[0].contains(&reason));
    let rows = cells(&arranged(Level::Leader, Order::ByHand).xlsx().expect("a workbook"), "短名单");
    let at = column(&rows, "手工调整的理由");
    assert_eq!([&rows[3][at], &rows[4][at]].map(ToString::to_string), ["金**约好来访", ""]);
    assert!(!said(Level::Public, Order::ByHand)[0].contains("来访"));
    let without = cells(&xlsx(Level::Leader), "短名单");
    assert!(without[2].iter().all(|cell| *cell != Data::String("手工调整的理由".into())));
    let paper = arranged(Level::Leader, Order::ByHand).pdf().expect("a paper");
    if let Some(paper) = pdf_text(&paper).map(|text| text.replace(['\n', ' '], "")) {
        assert!(paper.contains("手工排序") && paper.contains("约好来访"));
    }
}

#[test]
fn the_breakdown_adds_up_and_shows_what_is_not_known() {
    let rows = cells(&xlsx(Level::Leader), "评分明细");
    assert_eq!(rows.len(), 1 + 2 * 3);
    let [fit, rd, water] = [&rows[1], &rows[2], &rows[3]];
    assert_eq!(fit[3], Data::String("准则 fit".into()));
    assert_eq!(fit[6], Data::Float(28.0));
    assert_eq!((&rd[7], &rd[8]), (&Data::Float(0.0), &Data::Float(8.75)));
    assert_eq!(rd[10], Data::String("未知".into()));
    assert_eq!(water[5], Data::String("未启用（无标尺）".into()));
}

#[test]
fn the_notes_say_with_what_it_was_made_and_what_was_left_out() {
    let rows = cells(&xlsx(Level::Leader), "说明");
    let text = format!("{rows:?}");
    for word in
        ["先进制造业规划", &"ab12".repeat(16), "2026年3月5日", "准入不通过", "3 家", EXAMPLE, "如何阅读", "虚构"]
    {
        assert!(text.contains(word), "{word} is missing");
    }
}

#[test]
fn it_is_frozen_filtered_and_prints_on_a4() {
    let bytes = xlsx(Level::Leader);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<pane xSplit="2" ySplit="3""#) && sheet.contains(r#"state="frozen""#));
    assert!(sheet.contains("<autoFilter ref=\"A3:"));
    assert!(sheet.contains(r#"paperSize="9""#) && sheet.contains(r#"orientation="landscape""#));
    assert!(sheet.contains(r#"fitToHeight="0""#) && sheet.contains("<pageSetUpPr fitToPage=\"1\"/>"));
    assert!(sheet.contains("第 &amp;P 页，共 &amp;N 页") && sheet.contains("短名单 &amp;&amp; 候选"));
    assert!(sheet.contains("numberStoredAsText"), "codes raise no warnings");
    assert!(sheet.contains("dataBar"));
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(workbook.contains("_xlnm.Print_Titles") && workbook.contains("短名单!$3:$3"));
    assert!(workbook.contains("_xlnm.Print_Area") && workbook.contains("_xlnm._FilterDatabase"));
    for name in ["xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"] {
        let sheet = part(&bytes, name);
        assert!(sheet.contains(r#"paperSize="9""#) && sheet.contains(r#"state="frozen""#), "{name}");
    }
}

#[test]
fn no_part_holds_a_foreign_formula_a_link_or_a_macro() {
    for (name, text) in parts(&xlsx(Level::Full)) {
        // Only the sheets whose weights can be changed have formulas, and those name places, numbers and sheets alone.
        let ours = matches!(name.as_str(), "xl/worksheets/sheet3.xml" | "xl/worksheets/sheet4.xml");
        assert!(ours || !text.contains("<f>") && !text.contains("<f "), "{name} holds a formula");
        for formula in text.split("<f>").skip(1).filter_map(|rest| rest.split("</f>").next()) {
            let bare = formula.replace("'调权重'!", "").replace("'准则值'!", "").replace("&gt;", ">");
            assert!(bare.chars().all(|c| c.is_ascii_alphanumeric() || "$:(),+-*/=<>\"".contains(c)), "{formula}");
        }
        assert!(!text.contains("TargetMode=\"External\"") && !text.contains("<hyperlink"), "{name} holds a link");
        assert!(!name.contains("externalLink") && !name.contains("vba"), "{name}");
    }
}

#[test]
fn the_properties_name_nobody_and_the_same_list_is_the_same_file() {
    let bytes = xlsx(Level::Full);
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:creator></dc:creator>") || core.contains("<dc:creator/>"), "{core}");
    assert!(core.contains("2026-03-05T00:00:00Z"));
    assert_eq!(bytes, xlsx(Level::Full));
}

#[test]
fn nothing_personal_leaves_below_full() {
    let everything =
        |bytes: &[u8]| parts(bytes).into_iter().flat_map(|(name, text)| [name, text]).collect::<Vec<_>>().join("\n");
    let csv = |level| {
        let bytes = document(level, vec![row(1, "甲公司")]).release().csv().expect("a file");
        String::from_utf8(bytes).expect("UTF-8")
    };
    let personal = [PHONE, EMAIL, PERSON, NOTE];
    let negotiation = [OFFICER, STAKES, PROOF, SOURCE, EXAMPLE, "在谈", "阶段假设", "研发投入强度"];

    let full = everything(&xlsx(Level::Full)) + &csv(Level::Full);
    for canary in personal.iter().chain(&negotiation) {
        assert!(full.contains(canary), "the test would not notice {canary}");
    }
    for shown in
        [everything(&xlsx(Level::Leader)), everything(&xlsx(Level::Public)), csv(Level::Leader), csv(Level::Public)]
    {
        for canary in personal.into_iter().chain([CONTACT]) {
            assert!(!shown.contains(canary), "{canary} leaves");
        }
        assert!(shown.contains("91500107000000123X"), "the credit code is public");
    }
    for canary in negotiation {
        assert!(everything(&xlsx(Level::Leader)).contains(canary), "{canary} is for leaders");
        assert!(!everything(&xlsx(Level::Public)).contains(canary), "{canary} is published");
        assert!(!csv(Level::Public).contains(canary), "{canary} is published");
    }
}

/// Text and properties of a PDF; none where pdftotext is not installed.
fn pdf_text(bytes: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, bytes).expect("written");
    let said = |program: &str, last: Option<&str>| {
        let output = std::process::Command::new(program).arg(&path).args(last).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let text = said("pdftotext", Some("-"))? + &said("pdfinfo", None)?;
    Some(text + &String::from_utf8_lossy(bytes))
}

#[test]
fn nothing_personal_leaves_on_paper() {
    let papers = |level| {
        let released = document(level, vec![row(1, "甲公司")]).release();
        [released.pdf().expect("a paper"), released.review_pdf().expect("a packet")]
            .map(|bytes| pdf_text(&bytes).map(|text| text.replace(['\n', ' '], "")))
    };
    let [Some(full), _] = papers(Level::Full) else {
        println!("skipped: pdftotext is not installed");
        return;
    };
    for canary in [OFFICER, STAKES, PROOF] {
        assert!(full.contains(canary), "the test would not notice {canary}");
    }
    for (level, canaries) in [
        (Level::Leader, vec![PHONE, EMAIL, PERSON, NOTE, CONTACT]),
        (Level::Public, vec![PHONE, EMAIL, PERSON, NOTE, CONTACT, OFFICER, STAKES, PROOF, SOURCE, EXAMPLE]),
    ] {
        for paper in papers(level).into_iter().flatten() {
            assert!(paper.contains("甲公司"));
            for canary in &canaries {
                assert!(!paper.contains(canary), "{canary} leaves at {level}");
            }
        }
    }
}

#[test]
fn the_packet_of_a_meeting_adds_up_and_has_room_to_sign() {
    let bytes = document(Level::Leader, vec![row(1, "甲公司"), row(2, "乙公司")]).release();
    let bytes = bytes.review_xlsx(3).expect("a packet");
    let rows = cells(&bytes, "汇总");
    let heads: Vec<String> = rows[2].iter().map(ToString::to_string).collect();
    for head in ["自评分", "复核分", "评委1", "评委3", "评委均分", "评审结论"] {
        assert!(heads.contains(&head.to_owned()), "{head} in {heads:?}");
    }
    let own = heads.iter().position(|head| head == "自评分").expect("a column");
    // 100 × 0.35 × 0.8 + 100 × 0.0875 × 0.5
    assert!(matches!(rows[3][own], Data::Float(points) if (points - 32.375).abs() < 1e-9), "{:?}", rows[3]);
    let sheet = format!("{:?}", cells(&bytes, "1 甲公司"));
    assert!(sheet.contains("评委签字") && sheet.contains("一票否决项"), "{sheet}");
}

#[test]
fn points_typed_on_a_sheet_come_to_the_summary_and_nothing_else_may_be_typed() {
    let released = document(Level::Leader, vec![row(1, "甲公司"), row(2, "乙公司")]).release();
    let bytes = released.review_xlsx(7).expect("a packet");
    let summary = part(&bytes, "xl/worksheets/sheet1.xml");
    // The checker and all seven judges of the second company; nothing stands there until something is typed.
    for column in ["F", "G", "M"] {
        let total = format!("IF('2 乙公司'!${column}$6=\"\",\"\",'2 乙公司'!${column}$6)");
        assert!(summary.contains(&total), "{total} in {summary}");
    }
    assert!(summary.contains("AVERAGE($G$4:$M$4)"), "{summary}");
    assert!(summary.contains("type=\"list\"") && summary.contains("有条件通过"), "the decision is chosen");
    assert!(summary.contains("ht=\"45\""), "room to sign");
    let rows = cells(&bytes, "汇总");
    let checked = rows[2].iter().position(|cell| *cell == Data::String("复核分".into())).expect("a column");
    assert!(!matches!(rows[3][checked], Data::Float(_)), "no zero where nobody gave points: {:?}", rows[3]);
    assert!(format!("{rows:?}").contains("主持人签字"));
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("type=\"decimal\"") && sheet.contains("<formula2>35</formula2>"), "{sheet}");
    assert!(sheet.contains("COUNT($G$4:$G$5)=0") && sheet.contains("ht=\"45\""), "{sheet}");
}

#[test]
fn a_packet_says_what_it_is_made_of_and_counts_what_is_in_it() {
    let firms = (1..=MOST + 2).map(|rank| row(u32::try_from(rank).expect("small"), &format!("企业{rank}")));
    let released = document(Level::Leader, firms.collect()).release();
    assert_eq!(released.packet_rows(), MOST);
    let few = document(Level::Leader, vec![row(1, "甲公司")]).release();
    let packet = Packet { notes: vec!["自评分是存档数据".into()], ..Packet::of(2) };
    let bytes = few.packet_xlsx(&packet).expect("a packet");
    assert!(format!("{:?}", cells(&bytes, "汇总")).contains("自评分是存档数据"));
    let paper = few.packet_pdf(&packet).expect("a packet");
    if let Some(paper) = pdf_text(&paper) {
        assert!(paper.replace(['\n', ' '], "").contains("自评分是存档数据"), "{paper}");
    }
}

/// `_x0041_` is how the file format writes a character it cannot hold; as a name it must stay what it is.
#[test]
fn escapes_of_the_file_format_are_not_taken_for_characters() {
    let bytes = document(Level::Leader, vec![row(1, "甲_x0041_乙")]).release().xlsx().expect("a workbook");
    assert!(part(&bytes, "xl/sharedStrings.xml").contains("甲_x005F_x0041_乙"));
}

#[test]
fn an_empty_list_is_still_a_document() {
    for level in [Level::Full, Level::Leader, Level::Public] {
        let released = document(level, Vec::new()).release();
        let bytes = released.xlsx().expect("a workbook");
        assert_eq!(cells(&bytes, "短名单").len(), 3);
        let csv = String::from_utf8(released.csv().expect("a file")).expect("UTF-8");
        assert_eq!(csv.lines().count(), 1);
    }
}

#[test]
fn english_documents_hold_no_chinese_of_ours() {
    let mut asked = document(Level::Public, Vec::new());
    asked.lang = Lang::En;
    asked.title = "Shortlist".into();
    let bytes = asked.release().xlsx().expect("a workbook");
    let sheet = format!("{:?}", cells(&bytes, "Shortlist"));
    assert!(sheet.contains("Company") && !sheet.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{sheet}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever a company is called, both formats give the name back, and no spreadsheet calculates with it.
    #[test]
    fn any_name_survives_both_formats(name in "[=+@'\",;\\-\\t a-zA-Z0-9_x汉＝＠<>&]{1,24}") {
        // Readers trim what stands alone around text in XML; the importer does so on purpose.
        prop_assume!(name.trim() == name);
        let released = document(Level::Leader, vec![row(1, &name)]).release();

        let bytes = released.xlsx().expect("a workbook");
        let rows = cells(&bytes, "短名单");
        prop_assert_eq!(&rows[3][1], &Data::String(name.clone()));
        prop_assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"));

        let csv = released.csv().expect("a file");
        let mut reader = csv::Reader::from_reader(csv.strip_prefix(b"\xef\xbb\xbf").expect("a BOM"));
        let record = reader.records().next().expect("a row").expect("well formed");
        prop_assert_eq!(unguard(&record[1]), name.as_str());
        prop_assert!(!record[1].starts_with(['=', '+', '-', '@', '\t', '＝', '＠']));
        prop_assert!(record[7].parse::<f64>().is_ok());
    }
}

/// The printed part is readable on A4: few columns, and rows as high as what is printed in them.
#[test]
fn the_list_prints_few_columns_and_low_rows() {
    let mut firm = row(1, "甲公司");
    firm.main_business = "封装测试与晶圆代工及其他业务".repeat(30);
    for (level, last) in [(Level::Leader, "$J$"), (Level::Full, "$J$"), (Level::Public, "$I$")] {
        let bytes = document(level, vec![firm.clone()]).release().xlsx().expect("a workbook");
        let workbook = part(&bytes, "xl/workbook.xml");
        let area = workbook.split("短名单!$A$1:").nth(1).expect("a print area");
        assert!(area.starts_with(last), "{level}: {}", area.chars().take(12).collect::<String>());
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        let line = sheet.split("<row r=\"4\"").nth(1).and_then(|rest| rest.split('>').next()).expect("a row");
        assert!(line.contains("ht=\"18\""), "a long text that is not printed makes the row high: {line}");
        assert!(sheet.contains(r#"orientation="landscape""#) && sheet.contains(r#"fitToHeight="0""#));
    }
}

#[test]
fn the_paper_names_its_filter_and_what_does_not_count() {
    let mut asked = document(Level::Leader, vec![row(1, "甲公司")]);
    asked.filters = "基地：西永微电园".into();
    let weights = [1.0 / 3.0, 2.0 / 3.0, 0.0];
    for (criterion, weight) in asked.criteria.iter_mut().zip(weights) {
        criterion.weight = weight;
    }
    let Some(text) = pdf_text(&asked.release().pdf().expect("a paper")) else {
        println!("skipped: pdftotext is not installed");
        return;
    };
    let flat = text.replace(['\n', ' '], "");
    for words in ["筛选条件：基地：西永微电园", "33.3%", "66.7%", "不计分的准则：准则water"] {
        assert!(flat.contains(words), "{words} in {text}");
    }
}

#[test]
fn a_long_list_tells_the_first_in_full_and_says_so() {
    let firms: Vec<ShortlistRow> = (1..=75).map(|rank| row(rank, &format!("第{rank}号企业有限公司"))).collect();
    let Some(text) = pdf_text(&document(Level::Leader, firms).release().pdf().expect("a paper")) else {
        println!("skipped: pdftotext is not installed");
        return;
    };
    let flat = text.replace(['\n', ' '], "");
    assert!(flat.contains("名单共75家") && flat.contains("前60家"), "it says what is left out");
    assert!(flat.contains("60.第60号企业") && !flat.contains("61.第61号企业"));
    assert!((1..=75).all(|rank| flat.contains(&format!("第{rank}号企业"))), "the table has everybody");
}

/// A table with many columns on paper: a long word stays whole, one that is too long goes on behind a hyphen.
#[test]
fn long_words_of_narrow_cells_are_whole_in_the_text_of_a_page() {
    use zhaoshang::report::{
        seen::Seen,
        table::{Cell, Column, ColumnKind, Table},
    };
    let columns = (1..=8).map(|number| Column::new(format!("Column {number}"), ColumnKind::Text)).collect();
    let row =
        |word: &str| (0..8).map(|at| Cell::text(if at == 3 { word } else { "several words in a cell" })).collect();
    let rows = vec![row("Microelectronics"), row("Microelectronicsmanufacturing")];
    let table = Table { name: "t".into(), title: "t".into(), columns, rows, ..Table::default() };
    let paper = Seen::new(table, Date::constant(2026, 3, 5), Lang::En).pdf().expect("a paper");
    if let Some(text) = pdf_text(&paper) {
        let lines: Vec<&str> = text.split_whitespace().collect();
        assert!(lines.contains(&"Microelectronics"), "{text}");
        // Some programs put a word together that goes on behind a hyphen.
        assert!(text.replace("-\n", "").contains("Microelectronicsmanufacturing"), "{text}");
    }
}
