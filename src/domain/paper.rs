//! What leaves the house and what comes back from a meeting: kept lists, reviews, and the log of exports.

use jiff::civil::Date;

use super::{
    ids::{AuthorId, BaseId, CompanyId, ExportRecordId, LeadId, ReviewId, SectorId, ShortlistId},
    record::Text,
    units::Points,
};
use crate::{record, words};

words! {
    /// How much a document may contain.
    pub enum Level {
        /// Everything; a reason is asked.
        Full = "full",
        /// Nothing personal about contacts; the default.
        Leader = "leader",
        /// Nothing personal, nothing from negotiations.
        Public = "public",
    }
}

record! {
    /// A list of companies that was kept, with the figures it was made from.
    pub struct Shortlist(ShortlistId) in Shortlist {
        /// Name.
        name: Text,
        /// The day it was made.
        made_on: Date,
        /// Who made it.
        author: Option<AuthorId>,
        /// Only companies for this base were asked for.
        base: Option<BaseId>,
        /// Only this sector was asked for.
        sector: Option<SectorId>,
        /// Figures of every company of the list on that day (JSON, see `report::kept`); never changed afterwards.
        content: Text,
        /// Order, pins and reasons, as people set them (JSON, see `report::kept`).
        arrangement: Text,
        /// Note.
        note: Text,
    }
}

words! {
    /// What a review meeting (评审会) decided.
    pub enum ReviewOutcome {
        /// 通过
        Passed = "passed",
        /// 有条件通过
        Conditional = "conditional",
        /// 暂缓
        Deferred = "deferred",
        /// 不通过
        Declined = "declined",
    }
}

record! {
    /// What a review meeting gave a company.
    pub struct Review(ReviewId) in Review {
        /// Company.
        company: CompanyId,
        /// Its lead, if it was about one.
        lead: Option<LeadId>,
        /// Which meeting.
        meeting: Text,
        /// The day it was held.
        held_on: Date,
        /// 自评分: by the officer in charge.
        self_points: Option<Points>,
        /// 复核分: by the office.
        checked_points: Option<Points>,
        /// 评委分: one line for each member of the panel, name, tab, points.
        panel: Text => personal,
        /// Mean of the panel.
        panel_mean: Option<Points>,
        /// Decision.
        outcome: Option<ReviewOutcome>,
        /// Opinion of the meeting.
        note: Text,
        /// Who entered it.
        author: Option<AuthorId>,
    }
}

words! {
    /// What was exported.
    pub enum ExportKind {
        /// A shortlist.
        Shortlist = "shortlist",
        /// The brief of a company.
        Brief = "brief",
        /// The capacity report.
        Capacity = "capacity",
        /// A table as it stood on screen.
        Table = "table",
        /// The sheet of a review meeting.
        ReviewSheet = "review_sheet",
        /// The bureau's own form.
        Form = "form",
        /// Rows an import left out.
        Rejected = "rejected",
        /// A picture.
        Picture = "picture",
    }
}

words! {
    /// Format of an exported file.
    pub enum ExportFormat {
        /// Workbook.
        Xlsx = "xlsx",
        /// Separated text.
        Csv = "csv",
        /// Pages.
        Pdf = "pdf",
        /// Picture of points.
        Png = "png",
        /// Picture of lines.
        Svg = "svg",
    }
}

record! {
    /// A file that left the workspace.
    pub struct ExportRecord(ExportRecordId) in ExportRecord {
        /// Who made it.
        author: AuthorId,
        /// When, in milliseconds since 1970.
        at_ms: i64,
        /// What it is.
        kind: ExportKind,
        /// Format.
        format: ExportFormat,
        /// Privacy level.
        level: Level,
        /// How many rows it has.
        row_count: i64,
        /// Size in bytes.
        byte_count: i64,
        /// SHA-256 of the file, lower-case hex.
        sha256: Text,
        /// Name of the file, without its folder.
        file: Text,
        /// What it is about: title of the list, name of the company.
        subject: Text,
        /// Purpose, asked for at the full level.
        purpose: Text,
    }
}
