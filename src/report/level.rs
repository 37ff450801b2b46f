//! Privacy levels: the one place that decides what may leave the workspace (`reliability.md`, R5.2).
//!
//! | | full | leader | public |
//! |---|---|---|---|
//! | phones, e-mails, legal representative | yes | no | no |
//! | notes (may describe people) | yes | no | no |
//! | officer in charge, author, next step | yes | yes | no |
//! | that there is a lead, stage, attainability, need, priority, the order by it | yes | yes | no |
//! | which base a lead is for; forms filled with leads | yes | yes | no |
//! | tables of leads, and tables whose rows leads, talks or people chose | yes | yes | no |
//! | what is recorded of leads and talks, what open leads make likely, whose lead has landed | yes | yes | no |
//! | why a person put a company in its place | yes | yes | no |
//! | values and sources of facts, proofs of gates, missing facts, examples of what was left out | yes | yes | no |
//!
//! Below full, phone numbers, e-mail addresses, identity-card numbers and the names of known persons are also struck
//! from every free text, because people write them where they do not belong.

use std::borrow::Cow;

use super::{
    personal::strike,
    shortlist::{Released, ShortlistDocument, ShortlistRow},
};
pub use crate::domain::paper::Level;
use crate::text::{Lang, Say as _, run::RunText};

impl Level {
    /// Phones, e-mails, legal representatives, notes.
    pub fn shows_contacts(self) -> bool {
        self == Self::Full
    }
    /// Officers, stages, chances and what was said.
    pub fn shows_negotiation(self) -> bool {
        self != Self::Public
    }
}

impl ShortlistDocument {
    /// Holds the document to its level. Only what comes out of here can be written.
    pub fn release(mut self) -> Released {
        let level = self.level;
        if !level.shows_negotiation() {
            self.author.clear();
            self.purpose.clear();
            for left_out in &mut self.left_out {
                left_out.examples.clear();
            }
        }
        for row in &mut self.rows {
            hold(row, level);
        }
        if !level.shows_contacts() {
            for text in [&mut self.title, &mut self.author, &mut self.purpose, &mut self.filters] {
                *text = strike(text, &[]).into_owned();
            }
            for example in self.left_out.iter_mut().flat_map(|left_out| &mut left_out.examples) {
                *example = strike(example, &[]).into_owned();
            }
        }
        Released::new(self)
    }
}

fn hold(row: &mut ShortlistRow, level: Level) {
    if level.shows_contacts() {
        return;
    }
    let mut persons = std::mem::take(&mut row.persons);
    persons.push(std::mem::take(&mut row.legal_representative));
    row.phone.clear();
    row.email.clear();
    row.notes.clear();
    if !level.shows_negotiation() {
        persons.push(std::mem::take(&mut row.owner));
        row.lead_title.clear();
        row.stage = None;
        row.attainability = None;
        row.attainability_source.clear();
        row.need = None;
        row.priority = None;
        row.negotiation.clear();
        row.missing.clear();
        row.tier_reason.clear();
        row.moved.clear();
        // That there is a lead is what a negotiation begins with.
        let said = [Lang::Zh, Lang::En].map(|lang| RunText::FlagLead.say(lang));
        row.flags.retain(|flag| !said.contains(flag));
        for gate in &mut row.gates {
            gate.reason.clear();
        }
        for cell in &mut row.breakdown {
            cell.shown.clear();
            cell.source.clear();
        }
    }
    // `let` without `..`: a new field must be placed here, or the program does not compile.
    let ShortlistRow {
        rank: _,
        moved,
        name: _,        // the company's registered name is public
        credit_code: _, // public, and its 18 digits must not be taken for an identity card
        place,
        sector: _,
        segment: _,
        product: _,
        tier: _,
        tier_reason,
        base: _,
        value: _,
        low: _,
        high: _,
        coverage: _,
        class: _,
        stability: _,
        little_known: _,
        flags,
        need: _,
        attainability: _,
        attainability_source,
        priority: _,
        gates,
        evidence,
        missing,
        breakdown,
        main_business,
        website,
        phone: _,
        email: _,
        legal_representative: _,
        owner,
        stage: _,
        lead_title,
        negotiation,
        notes: _,
        persons: _, // taken out above
    } = row;
    let texts = [moved, place, tier_reason, attainability_source, main_business, website, owner, lead_title]
        .into_iter()
        .chain(gates.iter_mut().flat_map(|gate| [&mut gate.label, &mut gate.reason]))
        .chain(flags)
        .chain(evidence)
        .chain(missing)
        .chain(breakdown.iter_mut().flat_map(|cell| [&mut cell.shown, &mut cell.source]))
        .chain(negotiation.iter_mut().flat_map(|fact| [&mut fact.label, &mut fact.value]));
    for text in texts {
        if let Cow::Owned(struck) = strike(text, &persons) {
            *text = struck;
        }
    }
}
