//! New leads from rows pasted below the last one: each of a company the workspace knows, or of one made with it.

use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use super::{
    new_lead::{begun, is_open},
    sheet::LeadSheet,
    words::{owner_words, stage_name},
};
use crate::{
    domain::{
        company::Company,
        credit_code,
        ids::{CompanyId, LeadId},
        lead::{Lead, Stage},
        name,
        record::{Entity, Record},
    },
    exchange::{
        cell::Refusal,
        parse::{self, Unreadable},
    },
    ledger::Snapshot,
    text::{Say, ui_grid::GridText, ui_pipeline::PipelineText as T},
    ui::grid::change::{Changes, NewRow, Target, put},
};

/// Characters of a credit code.
const CODE: usize = 18;

/// The company a cell names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Named {
    /// One that is there.
    Known(CompanyId),
    /// One that is not, by this name.
    New(String),
}

/// Companies by the names and codes that stand in the block.
#[derive(Debug, Default)]
struct Directory {
    codes: BTreeMap<String, CompanyId>,
    /// By full name, in the form names are compared in.
    full: BTreeMap<String, Vec<CompanyId>>,
    /// By any other name.
    other: BTreeMap<String, Vec<CompanyId>>,
}

impl Directory {
    /// Finds who is meant by any of these texts in one walk over the companies.
    fn of<'t>(snapshot: &Snapshot, texts: impl Iterator<Item = &'t str>) -> Self {
        let (mut names, mut codes) = (HashSet::new(), HashSet::new());
        for text in texts {
            match code_in(text) {
                Some(code) => codes.insert(code),
                None => names.insert(name::key(text)),
            };
        }
        let mut found = Self::default();
        if names.is_empty() && codes.is_empty() {
            return found;
        }
        let enter = |found: &mut BTreeMap<String, Vec<CompanyId>>, text: &str, id: CompanyId| {
            let key = name::key(text);
            if !key.is_empty() && names.contains(&key) {
                let same = found.entry(key).or_default();
                if !same.contains(&id) {
                    same.push(id);
                }
            }
        };
        let note = |found: &mut BTreeMap<String, CompanyId>, code: &str, id: CompanyId| {
            if !codes.is_empty() && codes.contains(&credit_code::normalize(code)) {
                found.entry(credit_code::normalize(code)).or_insert(id);
            }
        };
        for company in snapshot.companies.iter() {
            note(&mut found.codes, &company.credit_code, company.id);
            enter(&mut found.full, &company.name, company.id);
            let others = [&*company.short_name, &*company.english_name].into_iter().chain(company.former_names.lines());
            others.for_each(|text| enter(&mut found.other, text, company.id));
        }
        for alias in snapshot.aliases.iter() {
            note(&mut found.codes, &alias.credit_code, alias.company);
            enter(&mut found.other, &alias.name, alias.company);
        }
        found
    }

    /// Who a text means: by its code, else by full name, else by another name.
    fn find(&self, text: &str) -> Result<Named, Refusal> {
        if parse::is_missing(text) {
            return Err(Refusal::NoCompany);
        }
        if let Some(code) = code_in(text) {
            return self.codes.get(&code).copied().map(Named::Known).ok_or(Refusal::UnknownCode);
        }
        let key = name::key(text);
        match self.full.get(&key).or_else(|| self.other.get(&key)).map(Vec::as_slice) {
            Some([one]) => Ok(Named::Known(*one)),
            Some([_, _, ..]) => Err(Refusal::SeveralCompanies),
            _ if key.is_empty() => Err(Refusal::NoCompany),
            _ => Ok(Named::New(name::clean(text).trim().to_owned())),
        }
    }
}

/// The text as a credit code, where it has the shape of one: no company is called so.
fn code_in(text: &str) -> Option<String> {
    let code = credit_code::normalize(text);
    let is_code = code.len() == CODE && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_code && code.bytes().filter(u8::is_ascii_digit).count() >= CODE / 2).then_some(code)
}

/// Adds leads from rows of texts. What a row does not say is as in the form for a new lead: first stage, one's own,
/// received today, where the company would go.
pub fn add_leads(
    sheet: &LeadSheet,
    changes: &mut Changes,
    targets: &[Target],
    rows: Vec<NewRow>,
    new_id: &mut dyn FnMut() -> Uuid,
) {
    let at = targets.iter().position(|target| target.id == "company");
    let named = |row: &NewRow| {
        let text = row.iter().find(|(column, _)| Some(*column) == at).map(|(_, text)| text.as_str());
        text.unwrap_or_default().to_owned()
    };
    let texts: Vec<String> = rows.iter().map(&named).collect();
    let directory = Directory::of(&sheet.snapshot, texts.iter().map(String::as_str));
    // A company that is new stands in the block once, however many leads it has.
    let mut fresh: HashMap<String, CompanyId> = HashMap::new();
    for (row, text) in rows.into_iter().zip(texts) {
        let Some((first, shown)) = row.iter().find(|(_, text)| !text.trim().is_empty()).cloned() else { continue };
        let named = match directory.find(&text) {
            Ok(named) => named,
            Err(why) => {
                let (column, text) = if text.trim().is_empty() { (first, shown) } else { (at.unwrap_or(first), text) };
                changes.refuse("", column, text, why);
                continue;
            }
        };
        let (company, called, made) = match named {
            Named::Known(id) => {
                let called = sheet.snapshot.companies.get(id.uuid()).map(|company| company.name.to_string());
                (id, called.unwrap_or_default(), None)
            }
            Named::New(called) => {
                let known = fresh.get(&name::key(&called)).copied();
                let made = known.is_none().then(|| Company::named(CompanyId::from_uuid(new_id()), &called));
                let Some(id) = known.or(made.as_ref().map(|company| company.id)) else { continue };
                (id, called, made)
            }
        };
        let is_new = made.is_some() || fresh.values().any(|id| *id == company);
        let title = T::NewName { company: called.clone() }.say(sheet.lang);
        let first_stage = sheet.listing.rows.rules.first();
        let id = LeadId::from_uuid(new_id());
        let begun = begun(sheet.view.as_deref(), first_stage, sheet.today, id, company, &title);
        let lead = Lead { owner: sheet.author, ..begun };
        let Some((lead, noted)) = filled(sheet, changes, targets, row, lead) else { continue };
        for (column, text) in noted {
            let text = match at {
                Some(at) if at == column && is_new => GridText::NewCompany { name: called.clone() }.say(sheet.lang),
                Some(at) if at == column => called.clone(),
                _ => text,
            };
            changes.note(&lead.title, column, String::new(), text);
        }
        warn_of_clash(sheet, changes, company);
        if made.is_some() {
            fresh.insert(name::key(&called), company);
        }
        changes.add_lead(lead, made);
    }
}

/// The lead with what its row says, and the cells taken; cells that cannot be read are refused one by one.
fn filled(
    sheet: &LeadSheet,
    changes: &mut Changes,
    targets: &[Target],
    row: NewRow,
    lead: Lead,
) -> Option<(Lead, NewRow)> {
    let title = targets.iter().position(|target| target.id == "title");
    let said = |at: usize| row.iter().find(|(column, _)| *column == at).map(|(_, text)| text.trim().to_owned());
    let called = title.and_then(said).filter(|text| !parse::is_missing(text)).unwrap_or_else(|| lead.title.to_string());
    let mut values = lead.values();
    let mut noted = Vec::new();
    for (column, text) in row {
        let Some(target) = targets.get(column).filter(|_| !text.trim().is_empty()) else { continue };
        let written = match (&target.spec, target.id) {
            (_, "company") => Ok(()),
            (_, "title") if parse::is_missing(&text) => continue,
            (_, "stage") => match stage_of(sheet, &text) {
                Some(stage) => {
                    if let Some(place) = Entity::Lead.field("stage").and_then(|(at, _)| values.get_mut(at)) {
                        *place = crate::domain::record::Cell::to_value(&stage);
                    }
                    Ok(())
                }
                None if parse::is_missing(&text) => continue,
                None => Err(Refusal::Unreadable(Unreadable::Choice)),
            },
            (Ok(spec), _) => put(Entity::Lead, &mut values, spec, &text),
            // A computed cell that says nothing is nothing lost.
            (Err(_), _) if parse::is_missing(&text) => continue,
            (Err(why), _) => Err(*why),
        };
        match written {
            Ok(()) => noted.push((column, text)),
            Err(why) => changes.refuse(&called, column, text, why),
        }
    }
    match Lead::from_values(lead.id.uuid(), &values) {
        Ok(lead) => Some((lead, noted)),
        Err(_) => {
            for (column, text) in noted {
                changes.refuse(&called, column, text, Refusal::Unreadable(Unreadable::Choice));
            }
            None
        }
    }
}

/// A stage of the chain by its name: a lead can begin at any of them.
fn stage_of(sheet: &LeadSheet, text: &str) -> Option<Stage> {
    let wanted = parse::folded(text).to_lowercase();
    let stages = sheet.listing.rows.rules.stages.iter().filter(|rule| !rule.stage.is_aside());
    let is_called = |name: &str| parse::folded(name).to_lowercase() == wanted;
    stages
        .map(|rule| (rule.stage, &rule.name))
        .find(|(_, name)| is_called(&name.zh) || is_called(&name.en))
        .map(|one| one.0)
}

/// Says who works on the company already.
fn warn_of_clash(sheet: &LeadSheet, changes: &mut Changes, company: CompanyId) {
    let rows = &sheet.listing.rows;
    if let Some(lead) = rows.leads.iter().find(|lead| lead.company == company && is_open(lead)) {
        let words = T::PastedClash {
            company: lead.name.to_string(),
            title: lead.title.to_string(),
            stage: stage_name(&rows.rules, lead.stage, sheet.lang),
            owner: owner_words(lead, sheet.lang),
        };
        changes.remark(words.say(sheet.lang));
    }
}
