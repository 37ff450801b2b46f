//! Makes the papers that pages offer: the brief of a company, the capacity report.

use std::sync::Arc;

use jiff::civil::Date;

use super::outgoing::{Asked, Made, MakeFile};
use crate::{
    domain::ids::CompanyId,
    ledger::{View, assessment::RankBy},
    report::{brief::brief, capacity::capacity_until, compose::Wish},
    text::{Say, run::RunText},
};

/// What a paper about a view is asked to be.
pub fn wish(asked: &Asked, title: String) -> Wish {
    Wish {
        lang: asked.lang,
        top: 1,
        base: None,
        sector: None,
        tier: None,
        rank: RankBy::Value,
        level: asked.level,
        reason: asked.purpose.clone(),
        author: asked.author.clone(),
        title,
        fictional: asked.fictional,
    }
}

/// The brief of a company.
pub fn brief_of(view: Arc<View>, company: CompanyId) -> MakeFile {
    Box::new(move |asked| {
        let missing = || RunText::NoSuchCompany { word: company.to_string() }.say(asked.lang);
        let row = view.row_of(company).ok_or_else(missing)?;
        let name = view.snapshot.companies.row(row).map_or_else(String::new, |company| company.name.to_string());
        let document = brief(&view, row, &wish(asked, name.clone())).ok_or_else(missing)?;
        let bytes = document.release().pdf().map_err(|error| bad(&error.to_string(), asked))?;
        Ok(Made { bytes, rows: 1, subject: name })
    })
}

/// The capacity report, counted to the workspace's 目标日期.
pub fn capacity_of(view: Arc<View>) -> MakeFile {
    let until = view.target_date;
    capacity_by(view, until)
}

/// The capacity report, counted to a day.
pub fn capacity_by(view: Arc<View>, until: Date) -> MakeFile {
    Box::new(move |asked| {
        let released = capacity_until(&view, until, &wish(asked, String::new())).release();
        let bytes = released.pdf().map_err(|error| bad(&error.to_string(), asked))?;
        Ok(Made { bytes, rows: released.rows(), subject: released.title().to_owned() })
    })
}

/// Why a file could not be made, in words.
pub fn bad(error: &str, asked: &Asked) -> String {
    RunText::DocumentBad { error: error.to_owned() }.say(asked.lang)
}
