//! The shortlist: the document a director is handed, and can defend line by line.
//!
//! The caller fills [`ShortlistDocument`] with everything it knows; [`ShortlistDocument::release`] holds it to its level,
//! and only the [`Released`] document can be written.

use jiff::civil::Date;

use super::{
    csv, director,
    level::Level,
    live,
    pdf::{self, PdfError},
    sheets,
    table::Table,
    xlsx::{self, Book, XlsxError},
};
use crate::{
    domain::{company::GateState, lead::Stage, plan::Tier},
    ledger::assessment::RankBy,
    text::Lang,
    words,
};

words! {
    /// How a criterion came to its points.
    pub enum CellState {
        /// From a known value.
        Known = "known",
        /// From a range.
        Range = "range",
        /// Missing: the point is the mean of its peers, the interval is the whole scale.
        Estimated = "estimated",
        /// Does not apply; its weight moved to the others.
        NotApplicable = "not_applicable",
        /// Has no anchors yet; its weight moved within its group.
        Inactive = "inactive",
    }
}

/// What gave a list its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The figures it shows.
    By(RankBy),
    /// The figures of an earlier day, when it was kept; those it shows would give another order.
    ByThen(RankBy, Date),
    /// People: they picked its companies one by one, or moved them.
    ByHand,
}

/// Which version of plan, model or catalogue a list was made with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VersionStamp {
    /// Title.
    pub title: String,
    /// Version word; empty = the title says it.
    pub version: String,
    /// SHA-256 of its content, hex.
    pub sha256: String,
}

/// Companies that were left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Why, in the language of the document.
    pub reason: String,
    /// How many.
    pub count: usize,
    /// Some of their names.
    pub examples: Vec<String>,
}

/// A criterion of the model, as a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionHeading {
    /// Word of the criterion.
    pub id: String,
    /// Label of its group.
    pub group: String,
    /// Label.
    pub label: String,
    /// Global weight in [0, 1].
    pub weight: f64,
}

/// One criterion of one company.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionCell {
    /// Word of the criterion, as in [`CriterionHeading`].
    pub criterion: String,
    /// The fact as a person reads it, with its unit; empty = none.
    pub shown: String,
    /// Value v in [0, 1]; `None` when it does not apply.
    pub value: Option<f64>,
    /// Least v can be.
    pub low: Option<f64>,
    /// Most v can be.
    pub high: Option<f64>,
    /// Weight it had for this company, in [0, 1], after what does not apply was shared out.
    pub weight: f64,
    /// 100 × weight × v.
    pub points: Option<f64>,
    /// How it came about.
    pub state: CellState,
    /// Source and date of the fact.
    pub source: String,
}

/// A gate of one company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateFinding {
    /// Label of the gate.
    pub label: String,
    /// Finding.
    pub state: GateState,
    /// The rule that decided, or the proof.
    pub reason: String,
}

/// Whether a place of the company's kind is still open (`scoring.md` 4).
#[derive(Debug, Clone, PartialEq)]
pub enum NeedFigure {
    /// Need N in [0, 1].
    Known(f64),
    /// There is none, and why: 未设目标, 不占席位 … in the language of the document. Never a zero.
    Absent(String),
}

/// A fact from the negotiation, with its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledFact {
    /// What.
    pub label: String,
    /// Value with unit.
    pub value: String,
}

/// A company of the list. All labels are in the language of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortlistRow {
    /// Place in the list, from 1.
    pub rank: u32,
    /// Why a person put it there; empty = nobody did, or nobody said.
    pub moved: String,
    /// Registered name.
    pub name: String,
    /// 统一社会信用代码; empty = unknown.
    pub credit_code: String,
    /// Province, city, district.
    pub place: String,
    /// Sector.
    pub sector: String,
    /// Segment.
    pub segment: String,
    /// Product.
    pub product: String,
    /// Tier.
    pub tier: Tier,
    /// Why that tier.
    pub tier_reason: String,
    /// Base whose seat it would take; empty = none.
    pub base: String,
    /// V, 0–100.
    pub value: f64,
    /// V̲
    pub low: f64,
    /// V̄
    pub high: f64,
    /// Weight of what is known, in [0, 1].
    pub coverage: f64,
    /// `A`, `B`, `C` or a range `A-C`.
    pub class: String,
    /// Share of plausible weightings in which it stays on the list, in [0, 1]; `None` = not worked out.
    pub stability: Option<f64>,
    /// Coverage is below the model's mark: labelled 资料不足, ordered like any other.
    pub little_known: bool,
    /// Short remarks on the company (赛道存疑, 撞单 …); 资料不足 is added by itself.
    pub flags: Vec<String>,
    /// Need; `None` = not shown at this level.
    pub need: Option<NeedFigure>,
    /// p in [0, 1].
    pub attainability: Option<f64>,
    /// Where p comes from (假设, 6 of 40 …).
    pub attainability_source: String,
    /// p × V/100 × slot value × N; `None` when the need is not known.
    pub priority: Option<f64>,
    /// Gates that are not simply passed, or all of them: the caller's choice.
    pub gates: Vec<GateFinding>,
    /// The company's own words that made the match, strongest first.
    pub evidence: Vec<String>,
    /// What is not known and would matter most.
    pub missing: Vec<String>,
    /// Score by criterion.
    pub breakdown: Vec<CriterionCell>,
    /// 主营业务
    pub main_business: String,
    /// Website.
    pub website: String,
    /// Phone numbers; full level only.
    pub phone: String,
    /// E-mail addresses; full level only.
    pub email: String,
    /// 法定代表人; full level only.
    pub legal_representative: String,
    /// Officer in charge.
    pub owner: String,
    /// Stage of its furthest lead; `None` = no lead.
    pub stage: Option<Stage>,
    /// Title of that lead.
    pub lead_title: String,
    /// What is known of the project: investment, land, next step …
    pub negotiation: Vec<LabelledFact>,
    /// Notes; full level only.
    pub notes: String,
    /// Names of people the workspace knows in connection with it: never shown, struck from texts below the full level.
    pub persons: Vec<String>,
}

/// Everything a shortlist says, before it is held to its level.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortlistDocument {
    /// Language of the document.
    pub lang: Lang,
    /// Title.
    pub title: String,
    /// The day it was made, which is also the day its facts and honours were judged at.
    pub made_on: Date,
    /// Who made it.
    pub author: String,
    /// Why a full list was made; empty = not said.
    pub purpose: String,
    /// Plan.
    pub plan: VersionStamp,
    /// Model.
    pub model: VersionStamp,
    /// Catalogue.
    pub catalogue: VersionStamp,
    /// 目标日期
    pub target_date: Option<Date>,
    /// Order.
    pub order: Order,
    /// Privacy level.
    pub level: Level,
    /// What was asked for, in words; empty = everything.
    pub filters: String,
    /// The demonstration data, which names no real company.
    pub fictional: bool,
    /// Criteria of the model, in its order.
    pub criteria: Vec<CriterionHeading>,
    /// The list.
    pub rows: Vec<ShortlistRow>,
    /// What was left out.
    pub left_out: Vec<LeftOut>,
}

/// A document that contains only what its level allows; made by [`ShortlistDocument::release`] alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Released(ShortlistDocument);

impl Released {
    pub(super) fn new(document: ShortlistDocument) -> Self {
        Self(document)
    }

    /// What it says, for a document that has more to say.
    pub(super) fn into_document(self) -> ShortlistDocument {
        self.0
    }

    /// What it says.
    pub fn document(&self) -> &ShortlistDocument {
        &self.0
    }

    /// The list as a table: what both the first sheet and the CSV show.
    pub fn table(&self) -> Table {
        sheets::list(&self.0)
    }

    /// The XLSX file: list, breakdown by criterion, weights to change with the order they give, and how it was made.
    pub fn xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let document = &self.0;
        let mut sheets = vec![self.table(), sheets::breakdown(document)];
        if !document.rows.is_empty() && document.rows.len() <= live::MOST {
            let at = live::Sheets { weights: sheets.len(), values: sheets.len() + 1 };
            sheets.extend(live::sheets(document, at));
        }
        sheets.push(sheets::notes(document));
        let book = Book {
            title: document.title.clone(),
            made_on: document.made_on,
            header: sheets::page_header(document),
            footer: sheets::page_footer(document),
            page_word: sheets::page_word(document.lang),
            sheets,
        };
        xlsx::write(&book)
    }

    /// The PDF for a director: list, reasons, who was left out, and how to read it.
    pub fn pdf(&self) -> Result<Vec<u8>, PdfError> {
        pdf::write(&director::paper(&self.0))
    }

    /// The CSV file: the list alone, headings in the first row.
    pub fn csv(&self) -> Result<Vec<u8>, csv::CsvError> {
        csv::write(&self.table())
    }
}
