//! What an assessment is made from.

use jiff::civil::Date;

use crate::{
    capacity::Odds,
    domain::{
        company::{GateCheck, Honour},
        fact::Fact,
        fit::{Fit, Roles},
        ids::CompanyId,
        lead::Lead,
        local_firm::{LocalProduct, SegmentCoverage},
        plan::Plan,
    },
    scoring::{Model, PeerTable},
};

/// Everything an assessment is made from. `C` and `F` are anything that lends a company or a fit (`Arc<Company>` …).
#[derive(Debug)]
pub struct AssessmentInput<'a, C, F> {
    /// Plan in force.
    pub plan: &'a Plan,
    /// Model in force.
    pub model: &'a Model,
    /// Companies, in any order.
    pub companies: &'a [C],
    /// What matching found, one per company in the same order.
    pub fits: &'a [F],
    /// Facts.
    pub facts: &'a ByCompany<'a, Fact>,
    /// Honours.
    pub honours: &'a ByCompany<'a, Honour>,
    /// Checks of gates.
    pub gate_checks: &'a ByCompany<'a, GateCheck>,
    /// Leads.
    pub leads: &'a ByCompany<'a, Lead>,
    /// Products of local firms.
    pub local_products: &'a [&'a LocalProduct],
    /// Which segments' lists of local firms are complete.
    pub coverage: &'a [&'a SegmentCoverage],
    /// Peer table in force; empty when none was made yet.
    pub peers: &'a PeerTable,
    /// What chances are made from; none = the assumptions of the model, with no thought of days.
    pub odds: Option<&'a Odds>,
    /// 目标日期: needs run to it.
    pub target_date: Date,
    /// The day expiry and dated facts are judged at.
    pub as_of: Date,
}

/// Records grouped by their company.
#[derive(Debug)]
pub struct ByCompany<'a, T> {
    records: Vec<&'a T>,
    company: fn(&T) -> CompanyId,
}

impl<'a, T> ByCompany<'a, T> {
    /// Groups records, each given with its company, keeping their order within a company.
    pub fn new(records: impl IntoIterator<Item = &'a T>, company: fn(&T) -> CompanyId) -> Self {
        let mut records: Vec<&'a T> = records.into_iter().collect();
        if !records.is_sorted_by_key(|record| company(record)) {
            records.sort_by_key(|record| company(record));
        }
        Self { records, company }
    }

    /// The records of a company.
    pub fn of(&self, company: CompanyId) -> &[&'a T] {
        self.near(company, &mut 0)
    }

    /// As [`Self::of`]; `hint` remembers where the last company stood, so that walking companies in key order costs
    /// nothing.
    fn near(&self, company: CompanyId, hint: &mut usize) -> &[&'a T] {
        let key = |at: usize| self.records.get(at).map(|record| (self.company)(record));
        let at_hint = key(*hint).is_none_or(|key| key >= company)
            && hint.checked_sub(1).and_then(key).is_none_or(|key| key < company);
        let start =
            if at_hint { *hint } else { self.records.partition_point(|record| (self.company)(record) < company) };
        let rest = self.records.get(start..).unwrap_or_default();
        let run = rest.iter().take_while(|record| (self.company)(record) == company).count();
        *hint = start + run;
        self.records.get(start..start + run).unwrap_or_default()
    }
}

/// Places of the last company in each grouping.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    facts: usize,
    honours: usize,
    checks: usize,
    leads: usize,
}

/// The records of one company.
#[derive(Debug)]
pub(super) struct Found<'a> {
    pub(super) facts: &'a [&'a Fact],
    pub(super) honours: &'a [&'a Honour],
    pub(super) checks: &'a [&'a GateCheck],
    pub(super) leads: &'a [&'a Lead],
}

impl<'a, C, F> AssessmentInput<'a, C, F> {
    pub(super) fn records(&self, company: CompanyId, cursor: &mut Cursor) -> Found<'a> {
        Found {
            facts: self.facts.near(company, &mut cursor.facts),
            honours: self.honours.near(company, &mut cursor.honours),
            checks: self.gate_checks.near(company, &mut cursor.checks),
            leads: self.leads.near(company, &mut cursor.leads),
        }
    }
}

/// Stands in where no fit was given.
pub(super) static NO_FIT: Fit = Fit {
    sector: None,
    segment: None,
    product: None,
    strength: 0.0,
    role: None,
    runner_up: None,
    unclear: false,
    trader: false,
    confirmed: false,
    nodes: Vec::new(),
    evidence: Vec::new(),
    roles: Roles::EMPTY,
};
