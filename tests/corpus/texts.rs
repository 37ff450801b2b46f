//! Lines 50 to 61 of the table, and those about what stands in cells: text files and the old binary format.

use zhaoshang::exchange::{
    parse::Unreadable,
    plan::CellIssueKind,
    read::{Format, List, ReadError},
    sheet::SheetIssueKind as Kind,
};

use crate::{
    Case,
    make::{compound_file, gbk},
    names, noted, planned, said, shown,
};

const LIST: &str = "企业名称,地址\n江岸芯源有限公司,江岸路\n北湾机电有限公司,北湾路\n";

fn list(outcome: Result<List, ReadError>) -> List {
    outcome.unwrap_or_else(|error| panic!("{error:?}"))
}

fn two(outcome: Result<List, ReadError>) {
    assert_eq!(names(&planned(&list(outcome))), ["江岸芯源有限公司", "北湾机电有限公司"]);
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[allow(clippy::too_many_lines)] // the table, line by line
pub fn cases() -> Vec<Case> {
    let case = |number, file, make, expect| Case { number, file, make, expect };
    vec![
        case(50, "gbk.csv", || gbk(LIST), two),
        case(
            50,
            "四字节.csv",
            || gbk("企业名称\n𠮷祥㐂机械有限公司\n"),
            |outcome| {
                assert_eq!(names(&planned(&list(outcome))), ["𠮷祥㐂机械有限公司"]);
            },
        ),
        case(
            50,
            "十七字节.csv",
            || gbk("企业名称\n甲公司\n")[..].to_vec(),
            |outcome| {
                assert_eq!(names(&planned(&list(outcome))), ["甲公司"]);
            },
        ),
        case(
            51,
            "bom.csv",
            || format!("\u{feff}{LIST}").into(),
            |outcome| {
                let list = list(outcome);
                assert_eq!(shown(&list, 1, 0), "企业名称", "the first header without the mark");
            },
        ),
        case(51, "utf16.csv", || utf16(&format!("\u{feff}{LIST}")), two),
        case(
            52,
            "utf16无标.csv",
            || utf16(&LIST.repeat(2)),
            |outcome| {
                let list = list(outcome);
                assert!(matches!(list.format, Format::Text { encoding: "UTF-16LE", .. }));
                assert_eq!(shown(&list, 2, 0), "江岸芯源有限公司");
            },
        ),
        case(
            53,
            "混合.csv",
            || {
                [
                    b"\xe4\xbc\x81\xe4\xb8\x9a\xe5\x90\x8d\xe7\xa7\xb0,\xe5\x9c\xb0\xe5\x9d\x80\n".to_vec(),
                    gbk("江岸芯源有限公司,江岸路\n北湾机电有限公司,北湾路\n"),
                ]
                .concat()
            },
            |outcome| {
                let list = list(outcome);
                assert_eq!(names(&planned(&list)), ["江岸芯源有限公司", "北湾机电有限公司"]);
                assert_eq!(noted(&list, Kind::BadCharacters).len(), 1, "said, for it may be wrong");
            },
        ),
        case(54, "cr.csv", || LIST.replace('\n', "\r").into(), two),
        case(
            55,
            "引号.csv",
            || format!("企业名称,简介\n江岸芯源有限公司,\"8 英寸\n{}", "北湾机电有限公司,电机\n".repeat(1_000)).into(),
            |outcome| {
                assert!(matches!(outcome, Err(ReadError::UnclosedQuote { line: 2 })), "1 001 rows are not one cell");
            },
        ),
        case(
            56,
            "参差.csv",
            || "企业名称,地址,电话\n江岸芯源有限公司,江岸路,023-68120000,多余\n北湾机电有限公司\n".into(),
            |outcome| {
                let list = list(outcome);
                assert_eq!(
                    (noted(&list, Kind::RowTooLong), noted(&list, Kind::RowTooShort)),
                    (vec![(2, None)], vec![(3, None)])
                );
            },
        ),
        case(57, "分号.csv", || LIST.replace(',', ";").into(), two),
        case(57, "制表.txt", || LIST.replace(',', "\t").into(), two),
        case(
            57,
            "声明.csv",
            || format!("sep=;\r\n{}", LIST.replace(',', ";")).into(),
            |outcome| {
                let list = list(outcome);
                assert!(matches!(list.format, Format::Text { separator: Some(';'), .. }));
                assert_eq!(shown(&list, 2, 0), "企业名称");
            },
        ),
        case(
            58,
            "空字符.csv",
            || "企业名称,地址\n江岸\0芯源有限公司,江岸路\n".into(),
            |outcome| {
                let list = list(outcome);
                assert_eq!(
                    (noted(&list, Kind::NulRemoved), shown(&list, 2, 0)),
                    (vec![(2, Some(0))], "江岸芯源有限公司".into())
                );
            },
        ),
        case(
            59,
            "长格.csv",
            || format!("企业名称,简介\n江岸芯源有限公司,{}\n北湾机电有限公司,x\n", "a".repeat(10 << 20)).into(),
            |outcome| {
                let list = list(outcome);
                assert_eq!(noted(&list, Kind::TooLong), [(2, Some(1))], "with its line");
                assert_eq!(planned(&list).created.len(), 2);
            },
        ),
        case(60, "空.csv", Vec::new, |outcome| assert!(matches!(outcome, Err(ReadError::Empty)))),
        case(
            60,
            "空白.csv",
            || b"\n\n \n".to_vec(),
            |outcome| assert!(matches!(outcome, Err(ReadError::NoRows | ReadError::NotAList(_)))),
        ),
        case(60, "只有表头.csv", || "企业名称,地址\n".into(), |outcome| assert_eq!(planned(&list(outcome)).rows, 0)),
        case(
            61,
            "恶意.xls",
            || {
                let mut file = compound_file("Workbook");
                // The header promises four thousand million sectors of tables.
                file[44..48].copy_from_slice(&u32::MAX.to_le_bytes());
                file[60..64].copy_from_slice(&1_u32.to_le_bytes());
                file[64..68].copy_from_slice(&u32::MAX.to_le_bytes());
                file
            },
            |outcome| {
                assert!(
                    matches!(outcome, Err(ReadError::Damaged(_) | ReadError::Incomplete | ReadError::NoRows)),
                    "{outcome:?}"
                );
            },
        ),
        case(
            66,
            "公式.csv",
            || {
                "企业名称,主营业务\n江岸芯源有限公司,=cmd|'/C calc'!A0\n北湾机电有限公司,+1\n云岭材料有限公司,@x\n石桥医疗有限公司,＝1+1\n".into()
            },
            |outcome| {
                let plan = planned(&list(outcome));
                let texts: Vec<&str> = plan.created.iter().map(|new| &*new.company.main_business).collect();
                assert_eq!(texts, ["=cmd|'/C calc'!A0", "+1", "@x", "＝1+1"], "texts, and nothing else");
            },
        ),
        case(
            67,
            "方向.csv",
            || {
                format!(
                    "企业名称,主营业务\n江岸\u{202e}芯源有限公司,芯片\n{}有限公司,材料\nشركة الأمل,机电\n",
                    "长".repeat(5_000)
                )
                .into()
            },
            |outcome| {
                let plan = planned(&list(outcome));
                assert_eq!(
                    (names(&plan)[0], names(&plan)[1].chars().count(), names(&plan)[2]),
                    ("江岸芯源有限公司", 5_004, "شركة الأمل")
                );
            },
        ),
        case(
            49,
            "百分比.csv",
            || "企业名称,研发占比\n江岸芯源有限公司,0.12\n北湾机电有限公司,0.05\n".into(),
            |outcome| {
                let plan = planned(&list(outcome));
                let share = |at: usize| plan.created[at].facts[0].number;
                assert_eq!((share(0), share(1)), (Some(12.0), Some(5.0)));
                assert_eq!(said(&plan, &CellIssueKind::TakenAsFraction).len(), 2, "said for the column");
            },
        ),
        case(
            48,
            "外币.csv",
            || "企业名称,注册资本\n江岸芯源有限公司,100万美元\n北湾机电有限公司,3.5亿\n云岭材料有限公司,500\n".into(),
            |outcome| {
                let plan = planned(&list(outcome));
                let capital = |at: usize| plan.created[at].company.registered_capital.map(|amount| amount.0);
                assert_eq!((capital(0), capital(1), capital(2)), (Some(1_000_000), Some(350_000_000), None));
                assert_eq!(
                    said(&plan, &CellIssueKind::Unreadable(Unreadable::UnitUnknown)),
                    ["500"],
                    "asked, not guessed"
                );
            },
        ),
    ]
}
