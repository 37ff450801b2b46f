//! Papers: A4 pages in Chinese typography, as a PDF whose text can be searched and copied.
//!
//! A [`Paper`] is what a page says, block after block; [`write()`] breaks its lines ([`breaking`]), places the blocks on
//! pages, repeats the headings of tables, numbers the pages, and writes the file with the embedded faces, of which only
//! the signs that occur go in. The same paper gives the same bytes. The document properties name nobody.
//!
//! All measures are points of 1/72 inch.

pub mod breaking;
mod flow;
mod grid;
pub mod mark;
mod output;
mod scene;
mod setting;

use jiff::civil::Date;
use thiserror::Error;

pub use grid::{Align, Grid, GridCell, GridColumn, Width};
pub use mark::{Drawing, Ink};

use crate::{
    report::{face::FaceError, scene::Scene},
    text::Lang,
};

/// A paper that could not be written.
#[derive(Debug, Error)]
pub enum PdfError {
    /// A face cannot be read.
    #[error(transparent)]
    Face(#[from] FaceError),
    /// A face does not suit the format.
    #[error("an embedded face does not fit into a PDF")]
    UnusableFace,
    /// The format refuses.
    #[error("PDF could not be written: {0}")]
    Format(String),
}

/// A paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Title in the document properties.
    pub title: String,
    /// Language of the text, for readers aloud.
    pub lang: Lang,
    /// The day in the document properties.
    pub made_on: Date,
    /// The long side of the page lies below.
    pub landscape: bool,
    /// Everything is set this much smaller, margins too; 1 = as usual.
    pub scale: f32,
    /// Left and right above every page.
    pub head: [String; 2],
    /// Left and right below every page: with which plan and model.
    pub foot: [String; 2],
    /// Middle of the foot, with [`PAGE`](super::xlsx::PAGE) and [`PAGES`](super::xlsx::PAGES) in it.
    pub page_word: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Paper {
    /// Width between the margins, in points: what a [`Drawing`] may fill.
    pub fn text_width(landscape: bool) -> f32 {
        Self::text_width_at(landscape, 1.0)
    }

    /// The same on a paper of this [`scale`](Self::scale), before it is made smaller.
    pub fn text_width_at(landscape: bool, scale: f32) -> f32 {
        flow::Sheet::of(landscape, scale).text_width()
    }
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The title of the paper, or of a new page of it.
    Title(String),
    /// A line below the title.
    Subtitle(String),
    /// A heading; it stays with what follows.
    Heading(String),
    /// A heading, and what stands above the pages on which what it heads goes on.
    Chapter(String, String),
    /// The name of one thing of many in bold, with a remark behind it; it stays with what follows.
    Lead(String, String),
    /// A paragraph.
    Text(String),
    /// A paragraph in small grey type.
    Note(String),
    /// A remark that must be seen, such as that all is made up.
    Notice(String),
    /// Paragraphs with a mark before each.
    Items(Vec<String>),
    /// Short lines in small type with a mark before each.
    Points(Vec<String>),
    /// Labels with what they stand for, side by side.
    Facts(Vec<(String, String)>),
    /// The same one below the other, for things that come again and again: the labels stand in a column as wide as this
    /// one needs, so that each stands at the same place everywhere.
    Lines(Vec<(String, String)>, String),
    /// Key figures beside each other: figure, label, remark.
    Figures(Vec<[String; 3]>),
    /// A table.
    Grid(Grid),
    /// A picture.
    Drawing(Drawing),
    /// A picture that can stand on the screen too, as wide as the page where it is wider.
    Scene(Scene),
    /// Lines to sign on, each with its label.
    Signatures(Vec<String>),
    /// Blank space of this height.
    Space(f32),
    /// What follows begins on a new page.
    NewPage,
    /// Two columns beside each other, on one page.
    Columns(Vec<Block>, Vec<Block>),
    /// These stay on one page where one page holds them.
    Together(Vec<Block>),
}

/// The paper as the bytes of a PDF file.
pub fn write(paper: &Paper) -> Result<Vec<u8>, PdfError> {
    let faces = crate::report::face::Faces::embedded()?;
    let pages = flow::pages(paper, &faces);
    output::document(paper, &pages)
}

/// How many pages a paper has.
pub fn page_count(paper: &Paper) -> Result<usize, PdfError> {
    let faces = crate::report::face::Faces::embedded()?;
    Ok(flow::pages(paper, &faces).len())
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::report::{
        pdf::mark::{Anchor, Interval, Mark},
        xlsx::{PAGE, PAGES},
    };

    fn paper(rows: usize) -> Paper {
        let cells = |row: usize| {
            vec![
                GridCell::text(row.to_string()),
                GridCell::Pair(
                    format!("重庆两江新区第{row}号超长名称新能源汽车零部件制造有限责任公司"),
                    "西永微电园".into(),
                ),
                GridCell::Interval(Interval {
                    low: 30.0,
                    value: 55.0,
                    high: 80.0,
                    estimated: row.is_multiple_of(2),
                    cut: Some(50.0),
                }),
                GridCell::text("电机、电控（含 IGBT 模块），年产 28nm/40nm/55nm 晶圆 12,000 片；“专精特新”企业。"),
            ]
        };
        let mut drawing = Drawing::new(200.0, 60.0);
        drawing.label([100.0, 30.0], 10.0, Ink::Text, Anchor::Middle, "图中的字");
        Paper {
            title: "短名单".into(),
            lang: Lang::Zh,
            made_on: jiff::civil::date(2026, 3, 5),
            landscape: false,
            scale: 1.0,
            head: ["短名单".into(), "2026年3月5日".into()],
            foot: ["规划：样本（abc）".into(), "模型：样本（def）".into()],
            page_word: format!("第 {PAGE} 页，共 {PAGES} 页"),
            blocks: vec![
                Block::Title("短名单与理由".into()),
                Block::Subtitle("2026年3月5日　共 3 家".into()),
                Block::Heading("一、结论".into()),
                Block::Text("建议优先接洽下列企业。其中“𠮷田”一家资料不足，总投资 1.25 亿元，占地 300 亩。".repeat(6)),
                Block::Items(vec!["第一条理由".into(), "第二条理由".into()]),
                Block::Facts(vec![("注册资本".into(), "5,000 万元".into()), ("所在地".into(), "重庆市".into())]),
                Block::Figures(vec![["68.4".into(), "价值".into(), "区间 55.0–80.1".into()]]),
                Block::Drawing(drawing),
                Block::Grid(Grid {
                    columns: vec![
                        GridColumn::new("序号", Width::Fit, Align::Right),
                        GridColumn::new("企业名称", Width::Share(1.0), Align::Left),
                        GridColumn::new("价值区间", Width::Fixed(80.0), Align::Left),
                        GridColumn::new("理由", Width::Share(1.6), Align::Left),
                    ],
                    rows: (1..=rows).map(cells).collect(),
                    ..Grid::default()
                }),
                Block::Signatures(vec!["评委签字".into(), "日期".into()]),
            ],
        }
    }

    /// The text of a file as pdftotext gives it; none where the program is not installed.
    fn text_of(bytes: &[u8]) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, bytes).unwrap();
        let output = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().ok()?;
        assert!(output.status.success());
        Some(String::from_utf8(output.stdout).unwrap())
    }

    #[test]
    fn a_paper_is_the_same_each_time_and_small() {
        let bytes = write(&paper(3)).unwrap();
        assert!(bytes.starts_with(b"%PDF-"));
        assert!(bytes.len() < 120_000, "only the signs that occur go in: {}", bytes.len());
        assert_eq!(bytes, write(&paper(3)).unwrap());
    }

    #[test]
    fn text_can_be_copied_also_where_a_face_lacks_a_sign() {
        let Some(text) = text_of(&write(&paper(60)).unwrap()) else {
            println!("skipped: pdftotext is not installed");
            return;
        };
        let flat = text.replace([' ', '\n'], "");
        for words in ["短名单与理由", "“𠮷田”一家资料不足，总投资1.25亿元", "图中的字", "评委签字", "28nm/40nm"]
        {
            assert!(flat.contains(words), "{words} in\n{text}");
        }
        let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        assert!(pages.len() > 3);
        for (number, page) in (1..).zip(&pages) {
            assert!(page.contains(&format!("第 {number} 页，共 {} 页", pages.len())), "{page}");
            assert!(page.contains("规划：样本"));
        }
        assert!(pages[1].contains("企业名称"), "headings are repeated");
        for row in 1..=60 {
            assert!(flat.contains(&format!("第{row}号")), "row {row} is there");
        }
    }

    #[test]
    fn a_smaller_scale_takes_fewer_pages() {
        let small = Paper { scale: 0.8, ..paper(60) };
        assert!(page_count(&small).unwrap() < page_count(&paper(60)).unwrap());
        let bytes = write(&small).unwrap();
        assert_eq!(bytes, write(&small).unwrap());
    }

    #[test]
    fn a_heading_stays_with_what_it_heads() {
        let faces = crate::report::face::Faces::embedded().unwrap();
        for rows in 30..40 {
            let mut blocks = vec![Block::Text("丁".into()); rows];
            blocks.extend([Block::Heading("甲".into()), Block::Subtitle("乙".into())]);
            blocks.push(Block::Together(vec![Block::Text("丙".into()); 8]));
            let pages = flow::pages(&Paper { blocks, ..paper(1) }, &faces);
            let page_of = |wanted: char| {
                pages.iter().position(|page| {
                    page.iter()
                        .any(|mark| matches!(mark, Mark::Run(run) if run.signs.iter().any(|sign| sign.c == wanted)))
                })
            };
            assert!(page_of('甲').is_some() && page_of('甲') == page_of('丙'), "after {rows} lines");
        }
    }

    /// Where text stands, page by page, as lines from top to bottom.
    fn lines_of(paper: &Paper) -> Vec<Vec<String>> {
        let faces = crate::report::face::Faces::embedded().unwrap();
        let run = |mark: &Mark| match mark {
            Mark::Run(run) => Some(run.signs.iter().map(|sign| sign.c).collect::<String>()),
            _ => None,
        };
        flow::pages(paper, &faces).iter().map(|page| page.iter().filter_map(run).collect()).collect()
    }

    #[test]
    fn a_chapter_is_named_on_every_page_it_goes_on_to() {
        let mut blocks = vec![Block::Chapter("甲章".into(), "甲章续".into())];
        blocks.extend(vec![Block::Text("文".into()); 90]);
        blocks.push(Block::Chapter("乙章".into(), "乙章续".into()));
        blocks.extend(vec![Block::Together(vec![Block::Text("字".into()); 20]); 4]);
        blocks.push(Block::Heading("末".into()));
        blocks.extend(vec![Block::Text("尾".into()); 60]);
        let pages = lines_of(&Paper { blocks, ..paper(1) });
        let has = |page: &Vec<String>, word: &str| page.iter().any(|line| line == word);
        for (number, page) in pages.iter().enumerate() {
            for (word, chapter, again) in [("文", "甲章", "甲章续"), ("字", "乙章", "乙章续")] {
                assert!(page.first().is_none_or(|line| line != word), "page {number} does not say what goes on");
                assert!(!has(page, word) || has(page, chapter) || has(page, again), "page {number}");
                assert!(has(page, word) || !has(page, again), "page {number} names what is not on it");
            }
        }
        assert!(pages.iter().filter(|page| has(page, "甲章续")).count() >= 2);
    }

    #[test]
    fn the_last_row_of_a_table_is_not_left_alone() {
        let rows_of = |count: usize| {
            let mut rows: Vec<Vec<GridCell>> = (0..count).map(|_| vec![GridCell::text("行")]).collect();
            rows.push(vec![GridCell::text("末行")]);
            let columns = vec![GridColumn::new("表头", Width::Share(1.0), Align::Left)];
            Block::Grid(Grid { columns, rows, ..Grid::default() })
        };
        for count in 1..90 {
            let pages = lines_of(&Paper { blocks: vec![rows_of(count)], ..paper(1) });
            let page = pages.iter().find(|page| page.iter().any(|line| line == "末行")).unwrap();
            assert!(page.iter().any(|line| line == "行"), "after {count} rows");
            for page in &pages {
                let heads = page.iter().any(|line| line == "表头");
                assert!(!heads || page.iter().any(|line| line == "行"), "a heading alone after {count} rows");
            }
        }
    }

    #[test]
    fn labels_stand_at_the_same_place_for_everybody() {
        let facts = |value: &str| vec![("签".to_owned(), value.to_owned()), ("另一签".to_owned(), "短".to_owned())];
        let blocks = vec![
            Block::Lines(facts("短"), "最长的签".into()),
            Block::Lines(facts(&"长".repeat(200)), "最长的签".into()),
        ];
        let faces = crate::report::face::Faces::embedded().unwrap();
        let pages = flow::pages(&Paper { blocks, ..paper(1) }, &faces);
        let starts = |wanted: char| -> Vec<f32> {
            let run = |mark: &Mark| match mark {
                Mark::Run(run) if run.signs.first().is_some_and(|sign| sign.c == wanted) => Some(run.at[0]),
                _ => None,
            };
            // Head and foot stand there too.
            pages.iter().flatten().filter_map(run).collect()
        };
        for wanted in ['签', '另', '长'] {
            let found = starts(wanted);
            assert!(!found.is_empty() && found.iter().all(|x| (x - found[0]).abs() < 1e-3), "{wanted} {found:?}");
        }
    }

    #[test]
    fn nothing_leaves_the_page() {
        for scale in [1.0, 0.85] {
            nothing_leaves_a_page(scale);
        }
    }

    fn nothing_leaves_a_page(scale: f32) {
        let faces = crate::report::face::Faces::embedded().unwrap();
        let mut long = Paper { scale, ..paper(2) };
        if let Some(Block::Grid(grid)) = long.blocks.iter_mut().find(|block| matches!(block, Block::Grid(_))) {
            grid.rows[0][3] = GridCell::text("甲".repeat(9_000));
            grid.rows[1][1] = GridCell::text("a".repeat(400));
        }
        long.blocks.push(Block::Facts(vec![("已落地".to_owned(), "乙".repeat(9_000))]));
        let pages = flow::pages(&long, &faces);
        assert!(pages.len() > 3, "a row higher than a page goes on");
        let mut written = [0; 2];
        for mark in pages.iter().flatten() {
            if let Mark::Run(run) = mark {
                let width: f32 = run.signs.iter().map(|sign| sign.advance - sign.back).sum::<f32>() * run.size;
                assert!(run.at[0] >= 40.0 && run.at[0] + width < 560.0, "{run:?}");
                assert!((20.0..830.0).contains(&run.at[1]), "{run:?}");
                for (count, wanted) in written.iter_mut().zip(['甲', '乙']) {
                    *count += run.signs.iter().filter(|sign| sign.c == wanted).count();
                }
            }
        }
        assert_eq!(written, [9_000; 2], "nothing is lost");
    }
}
