//! How much the operation log grows: single edits, each a step of its own, and many edits in one step.

#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::fs;

use support::Workspace;
use zhaoshang::{
    domain::record::Value,
    ledger::{Action, Edit},
};

/// Edited fields.
const EDITS: u64 = 10_000;
/// Bytes a single edited field may cost on average, with everything it leaves in the file.
const ALLOWED: u64 = 200;

#[test]
fn an_edited_field_costs_little() {
    let mut workspace = Workspace::new();
    let companies: Vec<_> = (0..100).map(|number| workspace.company(&format!("样例第{number}材料有限公司"))).collect();
    // The fields are filled first, so that what is measured is the log and not the longer records.
    let fields = ["city", "website", "main_business", "industry"];
    let value = |number: u64| Value::Text(format!("第{:04}次填写的内容", number % 10_000).into());
    for company in &companies {
        let edits = fields.iter().map(|field| Edit::new(field, value(9_999))).collect();
        workspace.ledger.apply(Action::EditCompany { company: *company, edits }).unwrap();
    }
    let before = fs::metadata(&workspace.path).unwrap().len();
    for (number, company) in (0..EDITS).zip(companies.iter().cycle()) {
        let field = fields[usize::try_from(number / 100).unwrap() % fields.len()];
        let edits = vec![Edit::new(field, value(number))];
        workspace.ledger.apply(Action::EditCompany { company: *company, edits }).unwrap();
    }
    let grown = fs::metadata(&workspace.path).unwrap().len() - before;
    eprintln!("{EDITS} single edits: {} bytes each", grown / EDITS);
    assert!(workspace.ledger.check().unwrap().is_sound());
    assert!(grown <= EDITS * ALLOWED, "{} bytes for each edited field", grown / EDITS);
}
