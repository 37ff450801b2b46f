//! The brief of one company: everything a director needs before a talk, on one page where it fits.

use jiff::civil::Date;

use super::{
    brief_paper,
    choice::Choice,
    compose::{self, Wish},
    level::Level,
    pdf::{self, PdfError},
    personal::strike,
    persons,
    shortlist::{GateFinding, LabelledFact, ShortlistDocument, ShortlistRow},
};
use crate::{
    domain::{
        company::{Company, GateState},
        fact::{Fact, FactState},
        ids::AuthorId,
        units::Currency,
    },
    ledger::{Detail, View, texts_of},
    scoring::{CellState, Input},
    text::{
        Label as _, Lang, Say as _,
        facts::fact_value,
        format,
        papers::{PaperText as Sentence, PaperWord as Word},
        report::ReportWord,
        scoring as reasons,
    },
};

/// Signs of a company's own text shown on either side of the words that match.
const CONTEXT: usize = 14;
/// A clause that begins or ends no further beyond that is shown whole.
const NEAR: usize = 6;
/// Passages of its own text shown.
const PASSAGES: usize = 3;

/// A dated statement about the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefFact {
    /// What it is about.
    pub metric: String,
    /// Value with unit.
    pub value: String,
    /// Day it holds for.
    pub as_of: String,
    /// Where it was read.
    pub source: String,
    /// Who entered it.
    pub author: String,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Day.
    pub day: Date,
    /// What kind of thing.
    pub what: String,
    /// What was said; full level only.
    pub content: String,
    /// Officer.
    pub author: String,
}

/// Everything the brief says, before it is held to its level.
#[derive(Debug, Clone, PartialEq)]
pub struct BriefDocument {
    /// A list of this one company: versions, level, figures, reasons.
    pub list: ShortlistDocument,
    /// Names of people the workspace knows; never shown, struck from texts.
    pub persons: Vec<String>,
    /// Who the company is.
    pub identity: Vec<LabelledFact>,
    /// Passages of its own text, with the words that match.
    pub passages: Vec<String>,
    /// Every gate of the plan.
    pub gates: Vec<GateFinding>,
    /// What is not known and by how many points it can move the value.
    pub questions: Vec<(String, f64)>,
    /// Facts, the newest of each kind.
    pub facts: Vec<BriefFact>,
    /// What happened, newest first.
    pub history: Vec<Event>,
    /// People at the company: name, position, how to reach them; full level only.
    pub contacts: Vec<Vec<String>>,
}

/// A brief that contains only what its level allows.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedBrief(BriefDocument);

/// The brief of the company in a row of the view. None where there is none.
pub fn brief(view: &View, row: usize, wish: &Wish) -> Option<BriefDocument> {
    let lang = wish.lang;
    let company = view.snapshot.companies.row(row)?;
    let detail = view.detail(row)?;
    let list = compose::document(view, wish, &Choice { chosen: vec![row], ..Choice::default() });
    Some(BriefDocument {
        identity: identity(view, company, lang),
        passages: passages(company, &detail, lang),
        gates: gates(view, &detail, lang),
        questions: questions(view, &detail, lang),
        facts: facts(view, company, lang),
        history: history(view, company, lang),
        contacts: contacts(view, company),
        persons: persons::known(&view.snapshot, company.id),
        list,
    })
}

impl BriefDocument {
    /// Holds the brief to its level. Only what comes out of here can be written.
    pub fn release(self) -> ReleasedBrief {
        let level = self.list.level;
        // `let` without `..`: a new field must be placed here, or the program does not compile.
        let Self { list, persons, identity, passages, gates, questions, facts, history, contacts } = self;
        let list = list.release().into_document();
        let mut held = Self { list, persons, identity, passages, gates, questions, facts, history, contacts };
        if !level.shows_contacts() {
            held.hold(level);
        }
        ReleasedBrief(held)
    }

    fn hold(&mut self, level: Level) {
        let Self { list, persons, identity, passages, gates, questions, facts, history, contacts } = self;
        contacts.clear();
        if !level.shows_negotiation() {
            questions.clear();
            facts.clear();
            history.clear();
            for gate in gates.iter_mut() {
                gate.reason.clear();
            }
        }
        // What was said in talks describes people; that they took place does not.
        for event in history.iter_mut() {
            event.content.clear();
        }
        let legal = ReportWord::LegalRepresentative.say(list.lang);
        identity.retain(|fact| fact.label != legal);
        let texts = identity
            .iter_mut()
            .map(|fact| &mut fact.value)
            .chain(passages.iter_mut())
            .chain(gates.iter_mut().map(|gate| &mut gate.reason))
            .chain(questions.iter_mut().map(|(question, _)| question))
            .chain(facts.iter_mut().flat_map(|fact| [&mut fact.value, &mut fact.source]))
            .chain(history.iter_mut().map(|event| &mut event.what));
        for text in texts {
            // A credit code has the length of an identity card and is public.
            if let std::borrow::Cow::Owned(struck) = strike(text, persons)
                && !list.rows.iter().any(|row| row.credit_code == *text)
            {
                *text = struck;
            }
        }
        persons.clear();
    }
}

impl ReleasedBrief {
    /// What it says.
    pub fn document(&self) -> &BriefDocument {
        &self.0
    }

    /// The company's row.
    pub(super) fn row(&self) -> Option<&ShortlistRow> {
        self.0.list.rows.first()
    }

    /// The PDF: one page, unless the company has more to say than fits on one at the smallest size.
    pub fn pdf(&self) -> Result<Vec<u8>, PdfError> {
        pdf::write(&brief_paper::paper(self)?)
    }

    /// How many pages the PDF has.
    pub fn pages(&self) -> Result<usize, PdfError> {
        pdf::page_count(&brief_paper::paper(self)?)
    }
}

fn labelled(label: String, value: impl Into<String>) -> LabelledFact {
    LabelledFact { label, value: value.into() }
}

fn identity(view: &View, company: &Company, lang: Lang) -> Vec<LabelledFact> {
    let capital = company
        .registered_capital
        .map(|amount| format::money(amount, company.capital_currency.or(Some(Currency::Cny)), lang))
        .or_else(|| Some(company.capital_text.to_string()).filter(|text| !text.is_empty()));
    let industry: Vec<&str> =
        [&*company.industry_code, &*company.industry].into_iter().filter(|part| !part.is_empty()).collect();
    let honours: Vec<String> = view
        .snapshot
        .honours
        .of(company.id)
        .map(|honour| {
            let honour_name = honour.kind.label(lang).to_owned();
            match honour.expires {
                Some(day) => Sentence::HonourUntil { honour: honour_name, day: format::iso_date(day) }.say(lang),
                None => honour_name,
            }
        })
        .collect();
    let rows = [
        (ReportWord::CreditCode.say(lang), company.credit_code.to_string()),
        (Word::Founded.say(lang), company.founded.map_or_else(String::new, |day| format::date(day, lang))),
        (Word::Capital.say(lang), capital.unwrap_or_default()),
        (ReportWord::LegalRepresentative.say(lang), company.legal_representative.to_string()),
        (Word::Located.say(lang), compose::place_of(company)),
        (Word::Industry.say(lang), industry.join(" ")),
        (Word::FormerNames.say(lang), company.former_names.to_string()),
        (Word::Honours.say(lang), format::list(&honours, lang)),
        (Word::Products.say(lang), company.products.to_string()),
        (ReportWord::MainBusiness.say(lang), company.main_business.to_string()),
        (ReportWord::Website.say(lang), company.website.to_string()),
    ];
    rows.into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(label, value)| labelled(label, value))
        .collect()
}

/// Where the strongest words stand in the company's own texts.
fn passages(company: &Company, detail: &Detail, lang: Lang) -> Vec<String> {
    let texts = texts_of(company);
    let mut found: Vec<_> = detail
        .fit
        .evidence
        .iter()
        .filter(|evidence| !evidence.negated && Some(&evidence.segment) == detail.prospect.segment.as_ref())
        .collect();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| (a.text, a.start).cmp(&(b.text, b.start))));
    let mut shown: Vec<(usize, usize, usize)> = Vec::new();
    let mut passages = Vec::new();
    for evidence in found {
        let inside = |(text, from, to): &(usize, usize, usize)| {
            *text == evidence.text && *from <= evidence.start && evidence.end <= *to
        };
        if passages.len() == PASSAGES || shown.iter().any(inside) {
            continue;
        }
        let Some(text) = texts.get(evidence.text) else { continue };
        let signs: Vec<char> = text.text.chars().collect();
        let (from, to) = around(&signs, evidence.start, evidence.end);
        shown.push((evidence.text, from, to));
        let piece: String = signs.get(from..to).unwrap_or_default().iter().collect();
        let piece = piece.replace('\n', " ");
        let piece = piece.trim();
        let (before, after) = (if from > 0 { "…" } else { "" }, if to < signs.len() { "…" } else { "" });
        let words = Sentence::Quoted { words: format!("{before}{piece}{after}") }.say(lang);
        let source = text.source.label(lang).to_owned();
        passages.push(Sentence::InText { source, words }.say(lang));
    }
    passages
}

/// The words with what stands around them: to the end of their clause where it is near, else to the end of a word.
fn around(signs: &[char], start: usize, end: usize) -> (usize, usize) {
    let (start, end) = (start.min(signs.len()), end.min(signs.len()));
    let is_at = |at: usize, of: &str| signs.get(at).is_some_and(|sign| of.contains(*sign));
    let (early, late) = (start.saturating_sub(CONTEXT + NEAR), (end + CONTEXT + NEAR).min(signs.len()));
    let begins = |at: &usize| *at == 0 || is_at(at - 1, format::CLAUSE_ENDS);
    let from = (early..=start).find(begins).unwrap_or_else(|| {
        // Forward over the rest of a word that was cut, never into the words themselves.
        (start.saturating_sub(CONTEXT)..start).find(|at| !cuts_word(signs, *at)).unwrap_or(start)
    });
    let ends = |at: &usize| *at == signs.len() || is_at(*at, format::CLAUSE_ENDS);
    let to = (end..=late).rev().find(ends).unwrap_or_else(|| word_border(signs, end + CONTEXT, end));
    (from, to)
}

/// The last place up to `at` at which no Latin word or figure is cut; `at` itself where there is none behind `least`.
pub(super) fn word_border(signs: &[char], at: usize, least: usize) -> usize {
    let at = at.min(signs.len());
    (least..=at).rev().find(|at| *at > 0 && !cuts_word(signs, *at)).unwrap_or(at)
}

/// Whether a cut before the sign at `at` goes through a Latin word or a figure.
fn cuts_word(signs: &[char], at: usize) -> bool {
    let inside = |sign: Option<&char>| {
        sign.is_some_and(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '.' | '%' | '\''))
    };
    at > 0 && inside(signs.get(at - 1)) && inside(signs.get(at))
}

fn gates(view: &View, detail: &Detail, lang: Lang) -> Vec<GateFinding> {
    let name = |id: &crate::domain::ids::GateId| {
        let gate = view.policy.plan.gates.iter().find(|gate| gate.id == *id);
        gate.map_or_else(|| id.to_string(), |gate| gate.name.in_lang(lang).to_owned())
    };
    let gates = detail.card.gates.iter();
    gates
        .map(|gate| GateFinding {
            label: name(&gate.gate),
            state: gate.state,
            reason: reasons::gate(&gate.basis).say(lang),
        })
        .collect()
}

/// What is not known, by how far the answer can move the value; then gates nobody checked.
fn questions(view: &View, detail: &Detail, lang: Lang) -> Vec<(String, f64)> {
    let lines = detail.card.scorecard.lines.iter().filter(|line| line.active);
    let open = lines.filter(|line| matches!(line.state, CellState::Missing(_) | CellState::Range));
    let mut open: Vec<_> = open.map(|line| (line, line.weight * (line.high - line.low) * 100.0)).collect();
    open.sort_by(|one, other| other.1.total_cmp(&one.1));
    let name = |word: &str| {
        let found = view.policy.model.criteria().find(|(_, criterion)| criterion.id == word);
        found.map_or_else(|| word.to_owned(), |(_, criterion)| criterion.name.in_lang(lang).to_owned())
    };
    open.into_iter().map(|(line, points)| (name(&line.criterion), points)).collect()
}

/// The newest fact of each kind that says something: first those that give points, by weight, then what is known before
/// what is not.
fn facts(view: &View, company: &Company, lang: Lang) -> Vec<BriefFact> {
    let mut facts: Vec<&Fact> = view.snapshot.facts.of(company.id).collect();
    facts.sort_by(|one, other| {
        one.metric.cmp(&other.metric).then(other.as_of.cmp(&one.as_of)).then(other.id.cmp(&one.id))
    });
    facts.dedup_by_key(|fact| fact.metric);
    facts.retain(|fact| !matches!(fact.state, FactState::NotAsked));
    let weight = |fact: &Fact| {
        let model = &view.policy.model;
        let of = model.criteria().filter(|(_, criterion)| {
            criterion.is_active()
                && (criterion.input == Input::Metric(fact.metric)
                    || criterion.rented.as_ref().is_some_and(|rented| rented.metric == fact.metric))
        });
        of.filter_map(|(group, criterion)| Some(model.groups.get(group)?.weight * criterion.weight)).fold(0.0, f64::max)
    };
    let mut told: Vec<(f64, bool, &Fact)> = facts
        .into_iter()
        .map(|fact| (weight(fact), matches!(fact.state, FactState::Known | FactState::Range), fact))
        .collect();
    // Of those that weigh nothing, their order stays.
    told.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
    told.into_iter()
        .map(|(_, _, fact)| fact)
        .map(|fact| BriefFact {
            metric: fact.metric.label(lang).to_owned(),
            value: fact_value(fact, lang),
            as_of: fact.as_of.map_or_else(|| Word::Undated.say(lang), format::iso_date),
            source: fact.source.to_string(),
            author: author(view, fact.author),
        })
        .collect()
}

fn author(view: &View, author: Option<AuthorId>) -> String {
    let author = author.and_then(|author| view.snapshot.authors.get(author.uuid()));
    author.map_or_else(String::new, |author| author.name.to_string())
}

/// Talks and steps of its leads, newest first.
fn history(view: &View, company: &Company, lang: Lang) -> Vec<Event> {
    let snapshot = &view.snapshot;
    let talks = snapshot.activities.of(company.id).map(|activity| Event {
        day: activity.on_day,
        what: activity.kind.label(lang).to_owned(),
        content: activity.content.to_string(),
        author: author(view, activity.author),
    });
    let leads = snapshot.leads.of(company.id);
    let steps = leads.flat_map(|lead| snapshot.stage_moves.of_lead(lead.id).map(move |step| (lead, step)));
    let steps = steps.filter_map(|(lead, step)| {
        let stage = step.to_stage.label(lang).to_owned();
        let what = Sentence::StageOnly { title: lead.title.to_string(), stage };
        Some(Event {
            day: step.moved_on?,
            what: what.say(lang),
            content: step.note.to_string(),
            author: author(view, step.author),
        })
    });
    let mut events: Vec<Event> = talks.chain(steps).collect();
    events.sort_by(|one, other| other.day.cmp(&one.day).then_with(|| one.what.cmp(&other.what)));
    events
}

fn contacts(view: &View, company: &Company) -> Vec<Vec<String>> {
    let mut contacts: Vec<_> = view.snapshot.contacts.of(company.id).collect();
    contacts.sort_by_key(|contact| (!contact.main, contact.id));
    let line = |text: &str| text.lines().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    contacts
        .into_iter()
        .map(|contact| {
            vec![
                contact.name.to_string(),
                contact.position.to_string(),
                line(&contact.phone),
                line(&contact.wechat),
                line(&contact.email),
            ]
        })
        .collect()
}

/// Whether any gate fails.
pub(super) fn worst(gates: &[GateFinding]) -> GateState {
    gates.iter().map(|gate| gate.state).max().unwrap_or(GateState::Unknown)
}

/// Name of the file a brief is proposed to be written to, without its ending.
pub fn file_stem(company: &str) -> String {
    company
        .chars()
        .map(|c| if "/\\:*?\"<>|\n\t".contains(c) { ' ' } else { c })
        .take(60)
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str, words: &str) -> String {
        let signs: Vec<char> = text.chars().collect();
        let start = text.find(words).map(|at| text[..at].chars().count()).unwrap();
        let (from, to) = around(&signs, start, start + words.chars().count());
        signs[from..to].iter().collect()
    }

    #[test]
    fn quotations_end_with_a_clause_or_a_word() {
        let text = "We make implants and absorbable sutures besides dental zirconia blocks for clinics everywhere";
        assert_eq!(quoted(text, "sutures").trim(), "absorbable sutures besides");
        let text_zh = "公司成立于二〇〇八年位于两江新区现有员工三百余人，主营电机电控和减速器等核心零部件产品；其他业务包括设备租赁与技术咨询服务以及进出口贸易";
        assert_eq!(quoted(text_zh, "电控"), "主营电机电控和减速器等核心零部件产品");
        assert_eq!(quoted("甲", "甲"), "甲");
        for place in 0..text.len() - 3 {
            let shown = quoted(text, &text[place..place + 3]);
            assert!(shown.contains(&text[place..place + 3]));
        }
        let signs: Vec<char> = text.chars().collect();
        let (from, to) = around(&signs, 900, 950);
        assert!(from <= to && to == signs.len(), "a place beyond the end is no fault");
    }

    #[test]
    fn a_text_is_cut_behind_a_word() {
        let signs: Vec<char> = "dental zirconia".chars().collect();
        assert_eq!(word_border(&signs, 9, 0), 7);
        assert_eq!(word_border(&signs, 4, 0), 4, "one word alone is cut where it must");
        assert_eq!(word_border(&[], 4, 0), 0);
    }
}
