//! Actions become record changes; one action is one transaction, one log batch, one undo step.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    Action, ActionKind, BACKUP_BEFORE_ROWS, Done, Edit, ImportBatch, Ledger, LedgerError, ListMemory, action, header,
    rules,
};
use crate::{
    domain::{
        company::{Company, GateCheck},
        fact::Fact,
        ids::{LeadId, SettingId, StageMoveId},
        intake::ListLayout,
        lead::{Lead, Stage, StageMove},
        local_firm::SegmentCoverage,
        record::{Cell, Entity, Record, Text, Value},
        same::CompanyPair,
        workspace::{Setting, SettingName},
    },
    pipeline::Rules,
    store::{BackupInfo, BackupReason, BatchHeader, BatchKind, Change},
};

impl Ledger {
    /// Does an action: all of it or nothing.
    pub fn apply(&mut self, action: Action) -> Result<Done, LedgerError> {
        self.apply_with(action, &mut |_| true)
    }

    /// Like [`Ledger::apply`], telling how many records are written; `false` from `go_on` gives it up without a trace.
    pub fn apply_with(&mut self, action: Action, go_on: &mut dyn FnMut(usize) -> bool) -> Result<Done, LedgerError> {
        let kind = action.kind();
        let backup = match &action {
            Action::Import(batch) if batch.created.len() + batch.updated.len() > BACKUP_BEFORE_ROWS => {
                Some(self.back_up(BackupReason::BeforeImport, None)?)
            }
            _ => None,
        };
        let imported = match &action {
            Action::Import(batch) => Some((batch.created.len(), batch.updated.len())),
            _ => None,
        };
        let reversed = match &action {
            Action::Reverse { batch } => Some(*batch),
            _ => None,
        };
        let who = self.identify()?;
        let subject = self.subject(&action);
        let changes = self.changes(action)?;
        if changes.is_empty() {
            return Err(LedgerError::NothingChanges);
        }
        // The record of a single edit names itself; storing its name with every edit would double the log.
        let stored = subject.clone().filter(|_| !matches!(kind, ActionKind::EditCompany | ActionKind::EditLead));
        let header = header(self.surroundings, who, BatchKind::Do, kind, stored, reversed);
        let done = self.write(&header, &changes, kind, subject, backup, go_on)?;
        Ok(Done { imported, ..done })
    }

    /// Has the store write a batch, then brings history and read model up to it.
    pub(super) fn write(
        &mut self,
        header: &BatchHeader,
        changes: &[Change],
        kind: ActionKind,
        subject: Option<String>,
        backup: Option<BackupInfo>,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Done, LedgerError> {
        let committed = self.store.commit_with(header, changes, go_on)?;
        if committed.batch == 0 {
            return Err(LedgerError::Cancelled);
        }
        self.remember(committed.batch, header.kind);
        self.refresh(changes)?;
        let records: BTreeSet<(Entity, Uuid)> = committed.touched.into_iter().collect();
        let entities: BTreeSet<Entity> = records.iter().map(|(entity, _)| *entity).collect();
        Ok(Done {
            batch: committed.batch,
            kind,
            subject,
            changed: entities.into_iter().collect(),
            records: records.len(),
            imported: None,
            backup,
        })
    }

    /// What the log calls the thing an action is done to.
    fn subject(&self, action: &Action) -> Option<String> {
        let snapshot = &self.snapshot;
        let company = |key: Uuid| snapshot.companies.get(key).map(|company| company.name.to_string());
        let lead = |id: LeadId| snapshot.leads.get(id.uuid()).map(|lead| lead.title.to_string());
        match action {
            Action::CreateCompany(record) => Some(record.name.to_string()),
            Action::EditCompany { company: id, .. } => company(id.uuid()),
            Action::DeleteCompanies(ids) => ids.first().and_then(|id| company(id.uuid())),
            Action::RecordFact(fact) => company(fact.company.uuid()),
            Action::EditFact { fact, .. } | Action::DeleteFact(fact) => {
                snapshot.facts.get(fact.uuid()).and_then(|fact| company(fact.company.uuid()))
            }
            Action::RecordHonour(honour) => company(honour.company.uuid()),
            Action::EditHonour { honour, .. } | Action::DeleteHonour(honour) => {
                snapshot.honours.get(honour.uuid()).and_then(|honour| company(honour.company.uuid()))
            }
            Action::CheckGate(check) => company(check.company.uuid()),
            Action::DeleteGateCheck(check) => {
                snapshot.gate_checks.get(check.uuid()).and_then(|check| company(check.company.uuid()))
            }
            Action::AddLocalProduct(product) => company(product.company.uuid()),
            Action::DeleteLocalProduct(product) => {
                snapshot.local_products.get(product.uuid()).and_then(|product| company(product.company.uuid()))
            }
            Action::MarkCoverage(coverage) => Some(coverage.segment.to_string()),
            Action::CreateLead(record) | Action::CreateLeadOf { lead: record, .. } => Some(record.title.to_string()),
            Action::EditLead { lead: id, .. }
            | Action::NoteProgress { lead: id, .. }
            | Action::MoveLead { lead: id, .. } => lead(*id),
            Action::DeleteLeads(ids) | Action::MoveLeads { leads: ids, .. } => ids.first().and_then(|id| lead(*id)),
            Action::AddAuthor(author) => Some(author.name.to_string()),
            Action::ChangeSetting { name, .. } => Some(name.to_string()),
            Action::AdoptPlan { title, .. }
            | Action::AdoptModel { title, .. }
            | Action::AdoptCatalogue { title, .. }
            | Action::AdoptPeers { title, .. }
            | Action::AdoptRules { title, .. }
            | Action::EditRows { title, .. }
            | Action::AddItems { title, .. } => Some(title.to_string()),
            Action::Import(batch) => Some(batch.list.clone()),
            Action::KeepReviews(reviews) => reviews.first().map(|review| review.meeting.to_string()),
            Action::Add(item) => self.item_subject(item.kind().entity(), &item.values()),
            Action::Edit { kind, key, .. } | Action::Delete { kind, key } => {
                let values = self.store.values(kind.entity(), *key).ok().flatten()?;
                self.item_subject(kind.entity(), &values)
            }
            Action::Attach { attachment, .. } => company(attachment.company.uuid()),
            Action::CaptureTalk(captured) => match &captured.company {
                Some(new) => Some(new.name.to_string()),
                None => company(captured.talk.company.uuid()),
            },
            Action::PlanVisits { fair, .. } => snapshot.fairs.get(fair.uuid()).map(|fair| fair.name.to_string()),
            Action::Reverse { batch } => self.store.batch(*batch).ok().flatten()?.subject,
            Action::MergeCompanies { keep, merged, .. } => {
                Some(format!("{} ← {}", company(keep.uuid())?, company(merged.uuid())?))
            }
            Action::JudgePairs { pairs, .. } => {
                let (one, other) = pairs.first()?;
                Some(format!("{} · {}", company(one.uuid())?, company(other.uuid())?))
            }
        }
    }

    fn changes(&mut self, action: Action) -> Result<Vec<Change>, LedgerError> {
        match action {
            Action::CreateCompany(record) => {
                rules::company(&record)?;
                Ok(vec![Change::insert(&*record)])
            }
            Action::EditCompany { company, edits } => {
                rules::edit::<Company>(&self.store, company.uuid(), &edits, rules::company)
            }
            Action::DeleteCompanies(ids) => {
                self.deletions(Entity::Company, &ids.iter().map(|id| id.uuid()).collect::<Vec<_>>())
            }
            Action::RecordFact(record) => {
                rules::fact(&record)?;
                Ok(vec![Change::insert(&*record)])
            }
            Action::EditFact { fact, edits } => rules::edit::<Fact>(&self.store, fact.uuid(), &edits, rules::fact),
            Action::DeleteFact(id) => self.deletions(Entity::Fact, &[id.uuid()]),
            Action::RecordHonour(record) => Ok(vec![Change::insert(&*record)]),
            Action::EditHonour { honour, edits } => {
                rules::edit::<crate::domain::company::Honour>(&self.store, honour.uuid(), &edits, |_| Ok(()))
            }
            Action::DeleteHonour(id) => self.deletions(Entity::Honour, &[id.uuid()]),
            Action::CheckGate(record) => {
                let earlier = self.snapshot.gate_checks.of(record.company).find(|check| check.gate == record.gate);
                let earlier = earlier.map(GateCheck::key);
                self.replace(earlier, &*record)
            }
            Action::DeleteGateCheck(id) => self.deletions(Entity::GateCheck, &[id.uuid()]),
            Action::AddLocalProduct(record) => Ok(vec![Change::insert(&*record)]),
            Action::DeleteLocalProduct(id) => self.deletions(Entity::LocalProduct, &[id.uuid()]),
            Action::MarkCoverage(record) => {
                let earlier = self.snapshot.coverage.iter().find(|coverage| coverage.segment == record.segment);
                let earlier = earlier.map(SegmentCoverage::key);
                self.replace(earlier, &*record)
            }
            Action::CreateLead(record) => self.new_lead(&record),
            Action::CreateLeadOf { company, lead } => {
                rules::company(&company)?;
                let mut changes = vec![Change::insert(&*company)];
                changes.extend(self.new_lead(&lead)?);
                Ok(changes)
            }
            Action::NoteProgress { activity, lead, edits } => {
                let mut changes = self.addition((*activity).into())?;
                changes.extend(self.lead_edits(lead.uuid(), &edits)?);
                Ok(changes)
            }
            Action::EditLead { lead, edits } => self.lead_edits(lead.uuid(), &edits),
            Action::MoveLead { lead, to, on, proof, note } => self.stage_moves(&[lead], to, on, &proof, &note),
            Action::MoveLeads { leads, to, on, proof, note } => self.stage_moves(&leads, to, on, &proof, &note),
            Action::DeleteLeads(ids) => {
                self.deletions(Entity::Lead, &ids.iter().map(|id| id.uuid()).collect::<Vec<_>>())
            }
            Action::Add(item) => self.addition(item),
            Action::Edit { kind, key, edits } => kind.edits(&self.store, key, &edits),
            Action::Delete { kind, key } => self.deletions(kind.entity(), &[key]),
            Action::Attach { attachment, bytes } => self.attachment(*attachment, &bytes),
            Action::EditRows { title: _, rows, created, leads } => self.row_edits(&rows, created, &leads),
            Action::AdoptRules { title, content } => {
                self.adopt(SettingName::ActiveRules, &title, &content, action::rules_version)
            }
            Action::Reverse { batch } => self.reversal(batch),
            Action::CaptureTalk(captured) => self.captured_talk(*captured),
            Action::PlanVisits { fair, visits } => self.planned_visits(fair, visits),
            Action::AddItems { title: _, items } => {
                let mut changes = Vec::with_capacity(items.len());
                for item in items {
                    changes.extend(self.addition(item)?);
                }
                Ok(changes)
            }
            Action::KeepReviews(reviews) => self.reviews(reviews),
            Action::MergeCompanies { keep, merged, edits } => self.merger(keep, merged, &edits),
            Action::JudgePairs { pairs, verdict } => self.judgement(&pairs, verdict),
            Action::AddAuthor(record) => {
                if record.name.trim().is_empty() {
                    return Err(LedgerError::NameMissing);
                }
                Ok(vec![Change::insert(&*record)])
            }
            Action::ChangeSetting { name, value } => self.setting(name, value.to_value()),
            Action::AdoptPlan { title, content } => {
                self.adopt(SettingName::ActivePlan, &title, &content, action::plan_version)
            }
            Action::AdoptModel { title, content } => {
                self.adopt(SettingName::ActiveModel, &title, &content, action::model_version)
            }
            Action::AdoptCatalogue { title, content } => {
                self.adopt(SettingName::ActiveCatalogue, &title, &content, action::catalogue_version)
            }
            Action::AdoptPeers { title, content } => {
                self.adopt(SettingName::ActivePeers, &title, &content, action::peer_version)
            }
            Action::Import(batch) => self.import(*batch),
        }
    }

    /// A lead, and the move with which its history begins.
    pub(super) fn new_lead(&mut self, lead: &Lead) -> Result<Vec<Change>, LedgerError> {
        rules::lead(lead)?;
        // Where leads begin there is nothing to explain yet, and the rules need not be read for every line of a list.
        let says_why = lead.stage == Stage::Clue || !lead.loss_reason.trim().is_empty();
        if !says_why && needs_reason(&self.snapshot.pipeline_rules()?, lead.stage) {
            return Err(LedgerError::ReasonMissing);
        }
        let opening = StageMove {
            id: StageMoveId::from_uuid(self.ids.next()),
            lead: lead.id,
            from_stage: None,
            to_stage: lead.stage,
            moved_on: lead.stage_since,
            author: lead.owner,
            proof: "".into(),
            note: "".into(),
        };
        Ok(vec![Change::insert(lead), Change::insert(&opening)])
    }

    /// Inserts a record, or gives an earlier one with another key its values.
    fn replace<R: Record>(&self, earlier: Option<Uuid>, record: &R) -> Result<Vec<Change>, LedgerError> {
        let Some(key) = earlier else { return Ok(vec![Change::insert(record)]) };
        let edits: Vec<Edit> =
            R::FIELDS.iter().zip(record.values()).map(|(field, value)| Edit::new(field.name, value)).collect();
        rules::edit::<R>(&self.store, key, &edits, |_| Ok(()))
    }

    /// Deletions of records and of all that belongs to them, children first.
    pub(super) fn deletions(&self, entity: Entity, keys: &[Uuid]) -> Result<Vec<Change>, LedgerError> {
        let mut changes = Vec::new();
        self.collect_deletions(entity, keys, &mut BTreeSet::new(), &mut changes)?;
        Ok(changes)
    }

    pub(super) fn collect_deletions(
        &self,
        entity: Entity,
        keys: &[Uuid],
        seen: &mut BTreeSet<(Entity, Uuid)>,
        changes: &mut Vec<Change>,
    ) -> Result<(), LedgerError> {
        for key in keys.iter().copied() {
            if !seen.insert((entity, key)) {
                continue;
            }
            if self.store.values(entity, key)?.is_none() {
                return Err(LedgerError::NoRecord { entity, key });
            }
            for (child, field) in entity.children() {
                self.collect_deletions(child, &self.store.referring(child, field, key)?, seen, changes)?;
            }
            changes.push(Change::Delete { entity, key });
        }
        Ok(())
    }

    pub(super) fn stage_move(
        &mut self,
        stages: &Rules,
        id: LeadId,
        to: Stage,
        on: jiff::civil::Date,
        proof: Text,
        note: Text,
    ) -> Result<Vec<Change>, LedgerError> {
        let key = id.uuid();
        let lead: Lead = self.store.find(key)?.ok_or(LedgerError::NoRecord { entity: Entity::Lead, key })?;
        if !stages.allow(lead.stage, to) {
            return Err(LedgerError::StageMove { from: lead.stage, to });
        }
        if needs_reason(stages, to) && note.trim().is_empty() {
            return Err(LedgerError::ReasonMissing);
        }
        let mut edits = vec![Edit::new("stage", to.to_value()), Edit::new("stage_since", on.to_value())];
        if to == Stage::Lost {
            edits.push(Edit::new("loss_reason", note.to_value()));
        }
        let author = self.author()?;
        let mut changes = rules::edit::<Lead>(&self.store, key, &edits, rules::lead)?;
        changes.push(Change::insert(&StageMove {
            id: StageMoveId::from_uuid(self.ids.next()),
            lead: id,
            from_stage: Some(lead.stage),
            to_stage: to,
            moved_on: Some(on),
            author: Some(author),
            proof,
            note,
        }));
        Ok(changes)
    }

    fn setting(&mut self, name: SettingName, value: Value) -> Result<Vec<Change>, LedgerError> {
        if name == SettingName::TargetDate && jiff::civil::Date::from_value(&value).is_err() {
            return Err(LedgerError::BadValue {
                entity: Entity::Setting,
                field: name.word().to_owned(),
                detail: format!("{value:?}"),
            });
        }
        let earlier = self.snapshot.settings.iter().find(|setting| setting.name == name).map(Setting::key);
        if let Some(key) = earlier {
            return rules::edit::<Setting>(&self.store, key, &[Edit::new("value", value)], |_| Ok(()));
        }
        let value = Cell::from_value(&value).unwrap_or_default();
        Ok(vec![Change::insert(&Setting { id: SettingId::from_uuid(self.ids.next()), name, value })])
    }

    fn adopt(
        &mut self,
        setting: SettingName,
        title: &str,
        content: &str,
        make: action::MakeVersion,
    ) -> Result<Vec<Change>, LedgerError> {
        let key = self.ids.next();
        let mut changes = vec![make(key, title, content)];
        changes.extend(self.setting(setting, Value::Text(key.to_string().into()))?);
        Ok(changes)
    }

    fn import(&mut self, batch: ImportBatch) -> Result<Vec<Change>, LedgerError> {
        let ImportBatch { list: _, mut created, mut updated, memory, exhibitors, pairs } = batch;
        let author = self.author()?;
        let facts = created.iter_mut().flat_map(|new| &mut new.facts);
        for fact in facts.chain(updated.iter_mut().flat_map(|update| &mut update.facts)) {
            fact.author.get_or_insert(author);
        }
        let mut changes = Vec::with_capacity(created.len() * 2 + updated.len() * 2);
        for imported in created {
            rules::company(&imported.company)?;
            changes.push(Change::insert(&imported.company));
            changes.extend(imported.facts.iter().map(Change::insert));
            changes.extend(imported.honours.iter().map(Change::insert));
        }
        for company in updated {
            let key = company.company.uuid();
            changes.extend(rules::edit::<Company>(&self.store, key, &company.edits, rules::company)?);
            changes.extend(company.facts.iter().map(Change::insert));
            changes.extend(company.honours.iter().map(Change::insert));
        }
        let on_day = Some((self.surroundings.today)());
        changes.extend(
            pairs.into_iter().map(|pair| Change::insert(&CompanyPair { author: Some(author), on_day, ..pair })),
        );
        changes.extend(self.stands(exhibitors)?);
        // A list that changes nothing is not imported.
        if let Some(memory) = memory.filter(|_| !changes.is_empty()) {
            let ListMemory { mut list, layout } = *memory;
            list.author.get_or_insert(author);
            changes.push(Change::insert(&list));
            if let Some(layout) = layout {
                let mut known = self.snapshot.list_layouts.iter();
                let earlier = known.find(|known| known.signature == layout.signature).map(ListLayout::key);
                changes.extend(self.replace(earlier, &layout)?);
            }
        }
        Ok(changes)
    }
}

/// Whether entering a stage must be explained.
fn needs_reason(stages: &Rules, stage: Stage) -> bool {
    stages.stage(stage).is_some_and(|rule| rule.reason)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::{prelude::*, test_runner::TestRunner};

    use super::*;
    use crate::{clock::Surroundings, domain::ids::CompanyId, ledger::Who, ledger::seeds};

    /// Whatever is asked for, a lead only takes steps the rules allow, and its history is the path it took.
    #[test]
    fn stage_moves_never_leave_the_legal_graph() {
        let folder = tempfile::tempdir().unwrap();
        let today = date(2026, 3, 2);
        let who = Who { author: "x".into(), unit: String::new(), device: "x".into() };
        let beginning = seeds::beginning("x", today, Vec::new());
        let mut ledger =
            Ledger::create(&folder.path().join("x.zhaoshang"), beginning, who, Surroundings::system()).unwrap();
        let rules = ledger.snapshot().pipeline_rules().unwrap();
        let stage = || (0..Stage::ALL.len()).prop_map(|at| Stage::ALL[at]);
        let steps = prop::collection::vec((stage(), any::<bool>(), any::<bool>()), 1..10);
        let mut runner = TestRunner::new(ProptestConfig { cases: 24, ..ProptestConfig::default() });
        let ledger = std::cell::RefCell::new(&mut ledger);
        let outcome = runner.run(&(stage(), stage(), steps), |(first, second, steps)| {
            let mut ledger = ledger.borrow_mut();
            let company = CompanyId::from_uuid(ledger.new_id());
            let mut leads = Vec::new();
            let of = Company::named(company, "样例企业");
            let lead = |ledger: &mut Ledger, stage| Lead {
                stage,
                stage_since: Some(today),
                loss_reason: "原因".into(),
                ..Lead::new(LeadId::from_uuid(ledger.new_id()), company, "样例项目")
            };
            let silent = Lead { loss_reason: " ".into(), ..lead(&mut ledger, first) };
            let asked = first != Stage::Clue && needs_reason(&rules, first);
            let of_silent = CompanyId::from_uuid(ledger.new_id());
            let action = Action::CreateLeadOf {
                company: Box::new(Company::named(of_silent, "另一企业")),
                lead: Box::new(Lead { company: of_silent, ..silent }),
            };
            prop_assert_eq!(ledger.apply(action).is_ok(), !asked, "an end must be explained from the beginning");
            let one = lead(&mut ledger, first);
            leads.push(one.id);
            ledger.apply(Action::CreateLeadOf { company: Box::new(of), lead: Box::new(one) }).unwrap();
            let two = lead(&mut ledger, second);
            leads.push(two.id);
            ledger.apply(Action::CreateLead(Box::new(two))).unwrap();
            for (to, with_note, both) in steps {
                let snapshot = ledger.snapshot();
                let at = |id: LeadId| snapshot.leads.get(id.uuid()).unwrap().stage;
                let moved: Vec<LeadId> = leads.iter().copied().take(if both { 2 } else { 1 }).collect();
                let is_legal = moved.iter().all(|id| rules.allow(at(*id), to));
                let says_why = with_note || !rules.stage(to).is_some_and(|rule| rule.reason);
                let note: Text = if with_note { "原因".into() } else { Text::default() };
                let action = match moved.as_slice() {
                    [lead] => Action::MoveLead { lead: *lead, to, on: today, proof: "".into(), note },
                    _ => Action::MoveLeads { leads: moved.clone(), to, on: today, proof: "".into(), note },
                };
                prop_assert_eq!(ledger.apply(action).is_ok(), is_legal && says_why);
                let now = ledger.snapshot();
                for id in &leads {
                    let stage = now.leads.get(id.uuid()).unwrap().stage;
                    let moves = is_legal && says_why && moved.contains(id);
                    prop_assert_eq!(stage, if moves { to } else { at(*id) });
                }
            }
            let snapshot = ledger.snapshot();
            for id in &leads {
                let mut path: Vec<&StageMove> = snapshot.stage_moves.of_lead(*id).collect();
                path.sort_by_key(|step| step.id);
                for (before, step) in path.iter().zip(path.iter().skip(1)) {
                    prop_assert_eq!(step.from_stage, Some(before.to_stage));
                    prop_assert!(rules.allow(before.to_stage, step.to_stage));
                }
                prop_assert_eq!(
                    path.last().map(|step| step.to_stage),
                    Some(snapshot.leads.get(id.uuid()).unwrap().stage)
                );
            }
            Ok(())
        });
        outcome.unwrap();
    }
}
