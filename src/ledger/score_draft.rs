//! What a ranking was made from, so that a paper that left the house can be defended later.

use super::{ActionKind, Ledger, LedgerError, View, forecast::keeping::superseded, header};
use crate::{
    domain::{forecast::ForecastRecord, record::Entity},
    store::{BatchKind, Change, ScoreRecord},
};

/// A score record before it is known who keeps it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreDraft {
    /// What for (shortlist, export …).
    pub purpose: &'static str,
    /// Day the facts were judged at.
    pub as_of: String,
    /// SHA-256 of plan, model and catalogue.
    pub stamps: [String; 3],
    /// SHA-256 of the inputs.
    pub input_hash: String,
    /// JSON of the ranked rows with their parts.
    pub content: String,
}

impl View {
    /// A score record of something made from this view. Reads every record once: for jobs, not for frames.
    pub fn score_draft(&self, purpose: &'static str, content: String) -> ScoreDraft {
        let policy = &self.policy;
        let stamps = [&policy.plan_stamp, &policy.model_stamp, &policy.catalogue_stamp];
        ScoreDraft {
            purpose,
            as_of: self.as_of.to_string(),
            stamps: stamps.map(|stamp| stamp.sha256.clone()),
            input_hash: self.input_hash(),
            content,
        }
    }
}

impl Ledger {
    /// Keeps what the forecast says today, unless a forecast of today is kept; false then. It is the program's own doing:
    /// undo passes it by, and it can be deleted like any kept forecast. Older ones of its kind are thinned in the same step.
    pub fn keep_forecast(&mut self, record: ForecastRecord) -> Result<bool, LedgerError> {
        if self.snapshot.forecasts.iter().any(|kept| kept.as_of >= record.as_of) {
            return Ok(false);
        }
        let thinned = superseded(self.snapshot.forecasts.iter(), record.as_of);
        let mut changes =
            self.deletions(Entity::ForecastRecord, &thinned.iter().map(|id| id.uuid()).collect::<Vec<_>>())?;
        changes.push(Change::insert(&record));
        let who = self.identify()?;
        let kind = ActionKind::AddForecastRecord;
        let subject = Some(record.as_of.to_string());
        let header = header(self.surroundings, who, BatchKind::Setup, kind, subject.clone(), None);
        self.write(&header, &changes, kind, subject, None, &mut |_| true)?;
        Ok(true)
    }

    /// Keeps a score record, under the name of who is at the keyboard. It is outside undo.
    pub fn keep_scores(&mut self, draft: ScoreDraft) -> Result<(), LedgerError> {
        let ScoreDraft { purpose, as_of, stamps, input_hash, content } = draft;
        let author = self.author()?.uuid();
        let record = ScoreRecord {
            id: self.new_id(),
            made_at: (self.surroundings.now)().to_string(),
            purpose: purpose.to_owned(),
            as_of,
            stamps,
            input_hash,
            program: concat!("zhaoshang ", env!("CARGO_PKG_VERSION")).to_owned(),
            author,
            content,
        };
        Ok(self.store.keep_score_record(&record)?)
    }
}
