//! The judged read model: every company of one snapshot with its fit and its figures.

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{
    Policy, Snapshot, Table,
    assessment::{Assessment, AssessmentInput, Assessor, ByCompany, Card, Prospect},
    odds::learn,
    seeds,
    snapshot::OfCompany,
};
use crate::{
    capacity::Odds,
    domain::{
        company::Company,
        fact::Fact,
        fit::{Fit, TextSource},
        ids::CompanyId,
        plan::Plan,
        record::{Record, Value},
    },
    matching::{MatchText, Scratch},
    scoring::{ChainIndex, Model, PeerTable},
};

/// Companies of one snapshot, judged by one policy at one day.
#[derive(Debug, Clone)]
pub struct View {
    /// The records.
    pub snapshot: Arc<Snapshot>,
    /// What they were judged by.
    pub policy: Policy,
    /// The day expiry and dated facts were judged at.
    pub as_of: Date,
    /// 目标日期.
    pub target_date: Date,
    /// What matching found, without the evidence; in the order of the companies.
    pub fits: Arc<Vec<Fit>>,
    /// The figures, in the order of the companies.
    pub assessment: Arc<Assessment>,
    /// What chances are made from: the workspace's own closed leads and stays, beside the assumptions.
    pub odds: Arc<Odds>,
    /// The local firms, laid out for making cards.
    chain: Arc<ChainIndex>,
}

/// Everything about one company.
#[derive(Debug, Clone)]
pub struct Detail {
    /// What matching found, with the evidence; texts are numbered as [`texts_of`] lists them.
    pub fit: Fit,
    /// Its figures.
    pub prospect: Prospect,
    /// Their parts.
    pub card: Card,
}

/// The texts of a company that are matched, in the order in which evidence numbers them.
pub fn texts_of(company: &Company) -> [MatchText<'_>; 6] {
    [
        (TextSource::Name, &company.name),
        (TextSource::MainBusiness, &company.main_business),
        (TextSource::Products, &company.products),
        (TextSource::BusinessScope, &company.business_scope),
        (TextSource::Introduction, &company.introduction),
        (TextSource::BoothNotes, &company.booth_notes),
    ]
    .map(|(source, text)| MatchText { source, text })
}

impl View {
    /// Judges every company. `go_on` is told how many are matched; when it says no, there is no view.
    pub fn of(
        snapshot: Arc<Snapshot>,
        policy: Policy,
        as_of: Date,
        go_on: &(dyn Fn(usize) -> bool + Sync),
    ) -> Option<Self> {
        Self::until(snapshot, policy, as_of, None, None, go_on)
    }

    /// As [`View::of`], after another view: where nothing changed that figures are made of, they are its own; else
    /// companies whose texts are as they were keep what matching found, if it is done by the same catalogue.
    pub fn after(
        before: &Self,
        snapshot: Arc<Snapshot>,
        policy: Policy,
        as_of: Date,
        go_on: &(dyn Fn(usize) -> bool + Sync),
    ) -> Option<Self> {
        if before.holds_for(&snapshot, &policy, as_of) {
            return Some(Self { snapshot, policy, ..before.clone() });
        }
        let before = Arc::ptr_eq(&before.policy.matcher, &policy.matcher).then_some(before);
        Self::until(snapshot, policy, as_of, None, before, go_on)
    }

    /// Whether the figures are those of other records, too: all that goes into them ([`View::input_hash`]) is the same.
    fn holds_for(&self, snapshot: &Snapshot, policy: &Policy, as_of: Date) -> bool {
        macro_rules! same {
            ($($table:ident),+) => { $(Arc::ptr_eq(&self.snapshot.$table, &snapshot.$table))&&+ };
        }
        same!(companies, facts, honours, gate_checks, leads, stage_moves, local_products, coverage)
            && self.policy.stamps() == policy.stamps()
            && (self.as_of, self.target_date) == (as_of, target_of(snapshot, as_of))
    }

    /// What matching found of a company whose texts are as they were.
    fn known_fit(&self, company: &Company) -> Option<Fit> {
        let row = self.row_of(company.id)?;
        let known = self.snapshot.companies.row(row).filter(|known| known.id == company.id)?;
        (texts_of(known) == texts_of(company)).then(|| self.fits.get(row).cloned())?
    }

    /// As [`View::of`], counting to another day than the workspace's 目标日期.
    pub(super) fn until(
        snapshot: Arc<Snapshot>,
        policy: Policy,
        as_of: Date,
        target_date: Option<Date>,
        before: Option<&Self>,
        go_on: &(dyn Fn(usize) -> bool + Sync),
    ) -> Option<Self> {
        let fits = match_all(&policy, &snapshot.companies, before, go_on)?;
        let target_date = target_date.unwrap_or_else(|| target_of(&snapshot, as_of));
        let (fits, assessment, chain) = (Arc::new(fits), Arc::default(), Arc::default());
        let odds = Arc::new(learn(&snapshot, &policy, as_of));
        let mut view = Self { snapshot, policy, as_of, target_date, fits, assessment, odds, chain };
        (view.assessment, view.chain) = view.with_input(|input| {
            let assessor = Assessor::new(input);
            (Arc::new(assessor.assess()), Arc::clone(assessor.chain()))
        });
        Some(view)
    }

    /// The rank of a company in the order of the snapshot.
    pub fn row_of(&self, company: CompanyId) -> Option<usize> {
        self.assessment.prospects.binary_search_by_key(&company, |prospect| prospect.company).ok()
    }

    /// The figures of a company.
    pub fn prospect(&self, company: CompanyId) -> Option<&Prospect> {
        self.assessment.prospects.get(self.row_of(company)?)
    }

    /// The local firms, laid out by segment.
    pub fn chain(&self) -> &ChainIndex {
        &self.chain
    }

    /// Everything about one company, with evidence and parts.
    pub fn detail(&self, row: usize) -> Option<Detail> {
        let company = self.snapshot.companies.row(row)?;
        let fit = self.policy.matcher.match_texts(&texts_of(company), &mut Scratch::default());
        let card = self.card_of(company, &fit, &of(&self.snapshot.facts, company.id))?;
        let prospect = self.assessment.prospects.get(row)?.clone();
        Some(Detail { fit, prospect, card })
    }

    /// What a company would come to with these texts and facts, known or not: its texts are matched anew, and the facts
    /// given are all there are; honours, checks and leads are those on record.
    pub fn supposed(&self, company: &Company, facts: &[&Fact]) -> Option<(Fit, Card)> {
        let fit = self.policy.matcher.match_texts(&texts_of(company), &mut Scratch::default());
        let facts = ByCompany::new(facts.iter().copied(), OfCompany::company);
        let card = self.card_of(company, &fit, &facts)?;
        Some((fit, card))
    }

    /// The parts of one company's figures by these facts; honours, checks and leads are those on record.
    fn card_of(&self, company: &Company, fit: &Fit, facts: &ByCompany<'_, Fact>) -> Option<Card> {
        let snapshot = &self.snapshot;
        let input = AssessmentInput {
            plan: &self.policy.plan,
            model: &self.policy.model,
            companies: &[company],
            fits: &[fit],
            facts,
            honours: &of(&snapshot.honours, company.id),
            gate_checks: &of(&snapshot.gate_checks, company.id),
            leads: &of(&snapshot.leads, company.id),
            local_products: &[],
            coverage: &[],
            peers: &self.policy.peers,
            odds: Some(&self.odds),
            target_date: self.target_date,
            as_of: self.as_of,
        };
        Assessor::over(&input, Arc::clone(&self.chain)).card(0)
    }

    /// Everything about each of these rows in turn, laid out once for all of them. Rows that are not there are left
    /// out; `each` ends it by an error.
    pub fn each_detail<E>(
        &self,
        rows: impl IntoIterator<Item = usize>,
        mut each: impl FnMut(usize, Detail) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut scratch = Scratch::default();
        self.with_input(|input| {
            let assessor = Assessor::over(input, Arc::clone(&self.chain));
            for row in rows {
                let (Some(company), Some(prospect), Some(card)) =
                    (input.companies.get(row), self.assessment.prospects.get(row), assessor.card(row))
                else {
                    continue;
                };
                let fit = self.policy.matcher.match_texts(&texts_of(company), &mut scratch);
                each(row, Detail { fit, prospect: prospect.clone(), card })?;
            }
            Ok(())
        })
    }

    /// The figures of every company in turn without the evidence, in the order of the snapshot.
    pub fn each_card<E>(&self, mut each: impl FnMut(&Company, &Prospect, &Card) -> Result<(), E>) -> Result<(), E> {
        self.with_input(|input| {
            let assessor = Assessor::over(input, Arc::clone(&self.chain));
            for (row, (company, prospect)) in input.companies.iter().zip(&self.assessment.prospects).enumerate() {
                if let Some(card) = assessor.card(row) {
                    each(company, prospect, &card)?;
                }
            }
            Ok(())
        })
    }

    /// What these companies would be if matching had found this of them, one fit each; facts, leads and the rest as they
    /// are. Needs are counted among them alone and say nothing.
    pub(super) fn assess_as(&self, companies: &[&Company], fits: &[Fit]) -> Vec<Prospect> {
        self.with_input(|whole| {
            let input = AssessmentInput { companies, fits, ..*whole };
            Assessor::over(&input, Arc::clone(&self.chain)).assess().prospects
        })
    }

    /// Peer means over the companies as they are now.
    pub fn peer_table(&self) -> PeerTable {
        self.with_input(|input| Assessor::over(input, Arc::clone(&self.chain)).peer_table(&self.assessment))
    }

    /// SHA-256 over everything the figures depend on besides plan, model and catalogue.
    pub fn input_hash(&self) -> String {
        let mut hash = Sha256::new();
        let snapshot = &self.snapshot;
        hash.update(self.as_of.to_string());
        hash.update(self.target_date.to_string());
        hash.update(&self.policy.peers_stamp.sha256);
        hash.update(&self.policy.rules_stamp.sha256);
        hash_table(&mut hash, &snapshot.companies);
        hash_table(&mut hash, &snapshot.facts);
        hash_table(&mut hash, &snapshot.honours);
        hash_table(&mut hash, &snapshot.gate_checks);
        hash_table(&mut hash, &snapshot.leads);
        hash_table(&mut hash, &snapshot.stage_moves);
        hash_table(&mut hash, &snapshot.local_products);
        hash_table(&mut hash, &snapshot.coverage);
        super::action::hex(&hash.finalize())
    }

    /// Local firms: marked as such, or with registered products. They are anchors, not prospects.
    pub fn local_firms(&self) -> BTreeSet<CompanyId> {
        let marked = self.snapshot.companies.iter().filter(|company| company.local).map(|company| company.id);
        marked.chain(self.snapshot.local_products.iter().map(|product| product.company)).collect()
    }

    /// Runs something on the whole snapshot laid out for assessing.
    pub fn with_input<T>(&self, run: impl FnOnce(&AssessmentInput<'_, &Company, Fit>) -> T) -> T {
        self.with_input_under(&self.policy.plan, &self.policy.model, run)
    }

    /// As [`View::with_input`], under another plan or model; what matching found stays.
    pub(super) fn with_input_under<T>(
        &self,
        plan: &Plan,
        model: &Model,
        run: impl FnOnce(&AssessmentInput<'_, &Company, Fit>) -> T,
    ) -> T {
        let snapshot = &self.snapshot;
        let facts = all(&snapshot.facts);
        let honours = all(&snapshot.honours);
        let checks = all(&snapshot.gate_checks);
        let leads = all(&snapshot.leads);
        let local_products: Vec<_> = snapshot.local_products.iter().collect();
        let coverage: Vec<_> = snapshot.coverage.iter().collect();
        let companies: Vec<_> = snapshot.companies.iter().collect();
        run(&AssessmentInput {
            plan,
            model,
            companies: &companies,
            fits: &self.fits,
            facts: &facts,
            honours: &honours,
            gate_checks: &checks,
            leads: &leads,
            local_products: &local_products,
            coverage: &coverage,
            peers: &self.policy.peers,
            odds: Some(&self.odds),
            target_date: self.target_date,
            as_of: self.as_of,
        })
    }
}

/// The workspace's 目标日期, or the end of the period a day is in.
fn target_of(snapshot: &Snapshot, as_of: Date) -> Date {
    snapshot.target_date().unwrap_or_else(|| seeds::end_of_period(as_of))
}

fn all<R: OfCompany>(table: &Table<R>) -> ByCompany<'_, R> {
    ByCompany::new(table.by_company(), OfCompany::company)
}

fn of<R: OfCompany>(table: &Table<R>, company: CompanyId) -> ByCompany<'_, R> {
    ByCompany::new(table.of(company), OfCompany::company)
}

/// Matches all companies, in equal shares on all processors; each result depends on its own company only.
fn match_all(
    policy: &Policy,
    companies: &Table<Company>,
    before: Option<&View>,
    go_on: &(dyn Fn(usize) -> bool + Sync),
) -> Option<Vec<Fit>> {
    /// Between two questions whether to go on.
    const STEP: usize = 1_024;
    let companies: Vec<&Company> = companies.iter().collect();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = companies.len().div_ceil(threads).max(STEP);
    let counted = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let workers: Vec<_> = companies
            .chunks(share)
            .map(|share| {
                let counted = &counted;
                scope.spawn(move || {
                    let mut scratch = Scratch::default();
                    let mut fits = Vec::with_capacity(share.len());
                    for part in share.chunks(STEP) {
                        fits.extend(part.iter().map(|company| {
                            let known = before.and_then(|before| before.known_fit(company));
                            known.unwrap_or_else(|| policy.matcher.match_brief(&texts_of(company), &mut scratch))
                        }));
                        let done = counted.fetch_add(part.len(), std::sync::atomic::Ordering::Relaxed) + part.len();
                        if !go_on(done) {
                            return None;
                        }
                    }
                    Some(fits)
                })
            })
            .collect();
        let mut fits = Vec::with_capacity(companies.len());
        for worker in workers {
            fits.extend(worker.join().ok()??);
        }
        Some(fits)
    })
}

fn hash_table<R: Record>(hash: &mut Sha256, table: &Table<R>) {
    hash.update((table.len() as u64).to_le_bytes());
    for record in table.iter() {
        hash.update(record.key().as_bytes());
        for value in record.values() {
            match value {
                Value::Null => hash.update([0]),
                Value::Integer(number) => {
                    hash.update([1]);
                    hash.update(number.to_le_bytes());
                }
                Value::Real(number) => {
                    hash.update([2]);
                    hash.update(number.to_bits().to_le_bytes());
                }
                Value::Text(text) => {
                    hash.update([3]);
                    hash.update((text.len() as u64).to_le_bytes());
                    hash.update(text.as_bytes());
                }
                Value::Id(id) => {
                    hash.update([4]);
                    hash.update(id.as_bytes());
                }
            }
        }
    }
}
