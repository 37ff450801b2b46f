//! What we know of the company one talks to: score, slot, who of us knows it; and the questions worth asking, whose
//! answers move the score at once.

use std::collections::BTreeMap;

use eframe::egui::{Align, Layout, RichText, TextEdit, Ui, vec2};

use super::{
    draft::{Draft, Picked},
    find,
    pad::chip,
    slot,
};
use crate::{
    domain::{
        company::Company,
        fact::{Fact, FactState, Metric},
        fair::Fair,
        ids::{FactId, ProductId},
        units::Unit,
    },
    ledger::{
        View,
        assessment::{Card, Need, NoNeed, SlotKey},
        fair::talk_source,
    },
    scoring::{Question, questions},
    text::{
        Label, Lang, Say, format, labels,
        ui_fair::{QuestionText, question, stand},
        ui_fair_capture::CaptureText as T,
    },
    ui::{
        context::PageContext,
        pages::companies::forms,
        theme::icons,
        widgets::{IntervalBar, UiExt, sector_badge, tier_badge},
    },
};

/// Written in place of an answer: would not say.
pub const REFUSED: &str = "?";
/// Questions asked.
const ASKED: usize = 3;
/// Products offered by number keys.
const PRODUCTS: usize = 9;
/// So many are offered where its text speaks for fewer.
const FEW: usize = 5;

/// What is shown of a company, worked out when it is chosen and when records or figures change.
pub struct About {
    of: (Picked, u64, u64),
    /// The company as it stands.
    pub company: Company,
    /// The products offered by number keys.
    pub products: Vec<ProductId>,
    questions: Vec<Question>,
    base: Option<f64>,
    now: Option<Now>,
    /// What the figures of now were worked out from.
    said: Option<(BTreeMap<String, String>, String)>,
}

/// The figures with what is written.
struct Now {
    card: Card,
    /// The slot it would take and what that needs.
    slot: Option<(SlotKey, Need)>,
    rank: usize,
    of: usize,
}

impl About {
    /// Whether it still shows this company as it is.
    pub fn is_of(&self, picked: &Picked, ctx: &PageContext<'_>) -> bool {
        self.of == (picked.clone(), ctx.revision, ctx.view_revision)
    }

    /// What is known of the company chosen; none when it is gone.
    pub fn new(picked: &Picked, draft: &Draft, ctx: &PageContext<'_>) -> Option<Self> {
        let company = match picked {
            Picked::Known(id) => ctx.snapshot.companies.get(id.uuid())?.clone(),
            Picked::New { id, name } => Company::named(*id, name),
        };
        let view = ctx.view;
        let facts: Vec<&Fact> = ctx.snapshot.facts.of(company.id).collect();
        let supposed = view.and_then(|view| view.supposed(&company, &facts));
        let (products, questions, base) = match (&supposed, view) {
            (Some((fit, card)), Some(view)) => {
                let mut open = questions(&card.scorecard, &view.policy.model);
                open.truncate(ASKED);
                let nodes = fit.nodes.iter().map(|node| (node.segment.clone(), node.product.clone()));
                (offered(view, &nodes.collect::<Vec<_>>(), draft, ctx), open, Some(card.scorecard.value))
            }
            _ => (Vec::new(), Vec::new(), None),
        };
        let of = (picked.clone(), ctx.revision, ctx.view_revision);
        Some(Self { of, company, products, questions, base, now: None, said: None })
    }

    /// Value as it stands without what is written.
    pub const fn base(&self) -> Option<f64> {
        self.base
    }

    /// Works the figures out anew when an answer or the business of a new company changed.
    pub fn follow(&mut self, draft: &Draft, ctx: &PageContext<'_>) {
        let said = (draft.answers.clone(), draft.business.clone());
        if self.said.as_ref() == Some(&said) {
            return;
        }
        self.said = Some(said);
        let Some(view) = ctx.view else { return };
        let answers: Vec<Fact> = facts(draft, &self.company, None, ctx).unwrap_or_else(|_| self.readable(draft, ctx));
        let known = ctx.snapshot.facts.of(self.company.id);
        let all: Vec<&Fact> = known.chain(&answers).collect();
        let company = match self.of.0 {
            Picked::New { .. } => Company { main_business: draft.business.as_str().into(), ..self.company.clone() },
            Picked::Known(_) => self.company.clone(),
        };
        if matches!(self.of.0, Picked::New { .. }) {
            // What answers move is counted from the business as it is written.
            let bare: Vec<&Fact> = Vec::new();
            self.base = view.supposed(&company, &bare).map(|(_, card)| card.scorecard.value);
        }
        self.now = view.supposed(&company, &all).map(|(_, card)| {
            let value = card.scorecard.value;
            let others = view.assessment.prospects.iter().filter(|one| one.company != company.id);
            let above = others.clone().filter(|one| one.value > value).count();
            let slot = slot::of(view, company.id, &card);
            Now { card, slot, rank: above + 1, of: others.count() + 1 }
        });
    }

    /// The answers that can be read already, while another one is being typed.
    fn readable(&self, draft: &Draft, ctx: &PageContext<'_>) -> Vec<Fact> {
        let one = |(word, text): (&String, &String)| {
            let metric = Metric::from_word(word)?;
            fact(metric, text, &self.company, None, ctx).ok().flatten()
        };
        draft.answers.iter().filter_map(one).collect()
    }

    /// Draws head, figures and who of us knows it; true when another company shall be chosen.
    pub fn ui(&self, ui: &mut Ui, draft: &Draft, private: bool, ctx: &PageContext<'_>) -> bool {
        let lang = ctx.lang;
        let mut another = false;
        let at = find::exhibitor(ctx.snapshot, draft.fair, self.company.id);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                another = ui.icon_button(icons::X, &T::Another.say(lang)).clicked();
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.elided(RichText::new(&*self.company.name).heading()).on_hover_text(&*self.company.name);
                });
            });
        });
        ui.horizontal_wrapped(|ui| {
            let sector = self.now.as_ref().and_then(|now| now.card.placement.sector.as_ref()).zip(ctx.plan());
            if let Some((plan, sector)) = sector.and_then(|(id, plan)| Some((plan, plan.sector(id)?))) {
                sector_badge(ui, plan, sector, lang);
                ui.label(sector.name.in_lang(lang));
            }
            if let Some(now) = &self.now {
                tier_badge(ui, now.card.tier.tier, lang);
            }
            if let Some(at) = at {
                ui.icon(icons::MAP_PIN, ctx.tokens.text_soft);
                ui.label(stand(&at.hall, &at.booth, lang));
            }
            let place = if self.company.city.is_empty() { &self.company.province } else { &self.company.city };
            if !place.is_empty() {
                ui.secondary(place.as_str());
            }
        });
        if matches!(self.of.0, Picked::New { .. }) {
            ui.secondary(T::IsNew.say(lang));
        } else if !self.company.main_business.is_empty() {
            let business = self.company.main_business.replace('\n', " ");
            ui.elided(RichText::new(&business).small().color(ctx.tokens.text_soft)).on_hover_text(&business);
        }
        if !private {
            ui.add_space(4.0);
            self.figures_ui(ui, ctx);
        }
        ui.add_space(4.0);
        self.known_ui(ui, private, ctx);
        another
    }

    fn figures_ui(&self, ui: &mut Ui, ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        let Some(now) = &self.now else {
            ui.secondary(T::NotJudged.say(lang));
            return;
        };
        let score = &now.card.scorecard;
        ui.horizontal(|ui| {
            ui.secondary(T::Value.say(lang));
            let interval = T::Interval { low: format::score(score.low), high: format::score(score.high) };
            ui.key_figure(format::score(score.value), &interval.say(lang));
            let moved = self.base.map_or(0.0, |base| score.value - base);
            if moved.abs() >= 0.05 {
                let sign = if moved > 0.0 { "+" } else { "" };
                let words = T::Moved { points: format!("{sign}{}", format::score(moved)) }.say(lang);
                ui.label(RichText::new(words).color(ctx.tokens.accent_text).strong());
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = T::RankOf { rank: format::count(now.rank), all: format::count(now.of) };
                ui.secondary(words.say(lang));
            });
        });
        let bar = IntervalBar::new(score.low, score.value, score.high, lang).estimated(score.low_coverage);
        ui.add(bar.size(vec2(ui.available_width(), 12.0)));
        ui.label(self.slot_words(ctx));
    }

    /// The slot it would take and what that needs.
    fn slot_words(&self, ctx: &PageContext<'_>) -> String {
        let lang = ctx.lang;
        let found = self.now.as_ref().and_then(|now| {
            let (key, need) = now.slot.as_ref()?;
            Some((key, *need, ctx.plan()?.base(&key.base)?))
        });
        let Some((key, need, base)) = found else { return T::NoSlot.say(lang) };
        let slot = format!("{} · {}", base.name.in_lang(lang), key.tier.label(lang));
        match need {
            Need::Known { need, .. } => T::NeedOf { slot, need: format::fixed(need, 2) }.say(lang),
            Need::Unknown(NoNeed::NotEligible(kind)) => {
                T::NotEligibleOf { slot, honour: kind.label(lang).to_owned() }.say(lang)
            }
            Need::Unknown(_) => T::NoTargetOf { slot }.say(lang),
        }
    }

    /// Who of us has a lead of it, and what we last talked about.
    fn known_ui(&self, ui: &mut Ui, private: bool, ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        let snapshot = ctx.snapshot;
        let id = self.company.id;
        let name = |author: Option<crate::domain::ids::AuthorId>| {
            author
                .and_then(|id| snapshot.authors.get(id.uuid()))
                .map(|author| author.name.to_string())
                .unwrap_or_default()
        };
        let leads = snapshot.leads.of(id).filter(|lead| lead.stage.is_open() || lead.stage.is_landed());
        for lead in leads.filter(|_| !private).take(2) {
            let stage = lead.stage.label(lang).to_owned();
            if lead.owner.is_some() && lead.owner == ctx.author() {
                ui.secondary(T::OwnLead { stage }.say(lang));
            } else {
                let ink = ctx.tokens.estimate_text;
                ui.horizontal(|ui| {
                    ui.icon(icons::WARNING_CIRCLE, ink);
                    ui.elided(RichText::new(T::Clash { owner: name(lead.owner), stage }.say(lang)).color(ink));
                });
            }
        }
        let mut talks: Vec<_> = snapshot.activities.of(id).collect();
        talks.sort_by_key(|activity| std::cmp::Reverse((activity.on_day, activity.id)));
        if talks.is_empty() {
            ui.secondary(T::FirstMeeting.say(lang));
        }
        for activity in talks.into_iter().take(2) {
            let what = if activity.content.is_empty() || private {
                activity.kind.label(lang).to_owned()
            } else {
                activity.content.replace('\n', " ")
            };
            let words = T::LastTalk { day: format::iso_date(activity.on_day), who: name(activity.author), what };
            ui.elided(RichText::new(words.say(lang)).small().color(ctx.tokens.text_soft));
        }
    }

    /// Draws the questions with room for their answers.
    pub fn questions_ui(&self, ui: &mut Ui, draft: &mut Draft, private: bool, ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        ui.strong_text(T::Questions.say(lang));
        if self.questions.is_empty() {
            ui.secondary(if ctx.view.is_some() { T::NoQuestions } else { T::NotJudged }.say(lang));
        }
        for one in &self.questions {
            let word = one.metric.word();
            let mut text = draft.answers.get(word).cloned().unwrap_or_default();
            let asked = question(one.metric, lang);
            let tip = QuestionText::AnswerPoints { points: format::score(one.points) }.say(lang);
            let label = ui.add(eframe::egui::Label::new(&asked).wrap());
            let label = if private { label } else { label.on_hover_text(tip) };
            ui.horizontal_wrapped(|ui| {
                if one.metric.unit() == Unit::Choice {
                    for choice in one.metric.choices() {
                        let name = labels::choice(one.metric, choice, lang).unwrap_or(choice);
                        if chip(ui, name, text == *choice).clicked() {
                            text = if text == *choice { String::new() } else { (*choice).to_owned() };
                        }
                    }
                } else {
                    let mut shown = if text == REFUSED { String::new() } else { text.clone() };
                    let field = ui.add(TextEdit::singleline(&mut shown).desired_width(120.0)).labelled_by(label.id);
                    if field.changed() {
                        text.clone_from(&shown);
                    }
                    let read = answer_words(one.metric, &text, lang);
                    ui.secondary(read.unwrap_or_else(|| one.metric.unit().label(lang).to_owned()));
                }
                if chip(ui, &T::NotSaid.say(lang), text == REFUSED).clicked() {
                    text = if text == REFUSED { String::new() } else { REFUSED.to_owned() };
                }
            });
            if text.is_empty() {
                draft.answers.remove(word);
            } else {
                draft.answers.insert(word.to_owned(), text);
            }
            ui.add_space(2.0);
        }
    }
}

/// What a figure is read as, where it was not written in the unit of its metric.
fn answer_words(metric: Metric, text: &str, lang: Lang) -> Option<String> {
    if text.trim().is_empty() || text == REFUSED {
        return None;
    }
    let read = forms::figure(text, metric, lang).ok()?;
    let unit = metric.unit().label(lang);
    Some(format!("= {} {unit}", format::number(read.number, 4)))
}

/// The products offered: those its text speaks for, then the others of these segments, then what is most shown here.
fn offered(
    view: &View,
    matched: &[(crate::domain::ids::SegmentId, Option<ProductId>)],
    draft: &Draft,
    ctx: &PageContext<'_>,
) -> Vec<ProductId> {
    let plan = &view.policy.plan;
    let mut found: Vec<ProductId> = Vec::new();
    let add = |found: &mut Vec<ProductId>, id: &ProductId, most: usize| {
        if found.len() < most && !found.contains(id) {
            found.push(id.clone());
        }
    };
    for product in matched.iter().filter_map(|(_, product)| product.as_ref()) {
        add(&mut found, product, PRODUCTS);
    }
    for (_, segment) in matched.iter().filter_map(|(segment, _)| plan.segment(segment)) {
        segment.products.iter().for_each(|product| add(&mut found, &product.id, PRODUCTS));
    }
    if let Some((sector, _)) = matched.first().and_then(|(segment, _)| plan.segment(segment)) {
        // The rest of its sector, where its text speaks for little.
        for product in sector.segments.iter().flat_map(|segment| &segment.products) {
            add(&mut found, &product.id, FEW);
        }
        return found;
    }
    // Nothing is known of it: what the others at this fair make.
    let mut shown: BTreeMap<&ProductId, usize> = BTreeMap::new();
    for exhibitor in ctx.snapshot.exhibitors.iter().filter(|one| Some(one.fair) == draft.fair) {
        let prospect = view.prospect(exhibitor.company);
        if let Some(product) = prospect.and_then(|one| one.product.as_ref()) {
            *shown.entry(product).or_default() += 1;
        }
    }
    let mut shown: Vec<_> = shown.into_iter().collect();
    shown.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), (*id).clone()));
    for (id, _) in shown {
        add(&mut found, id, PRODUCTS);
    }
    for (.., product) in plan.products() {
        add(&mut found, &product.id, PRODUCTS);
    }
    found
}

/// The answers as facts, or which one cannot be read.
pub fn facts(
    draft: &Draft,
    company: &Company,
    fair: Option<&Fair>,
    ctx: &PageContext<'_>,
) -> Result<Vec<Fact>, String> {
    let mut found = Vec::new();
    for (word, text) in &draft.answers {
        let Some(metric) = Metric::from_word(word) else { continue };
        let read = fact(metric, text, company, fair, ctx)
            .map_err(|why| T::BadAnswer { question: question(metric, ctx.lang), why }.say(ctx.lang))?;
        found.extend(read);
    }
    Ok(found)
}

fn fact(
    metric: Metric,
    text: &str,
    company: &Company,
    fair: Option<&Fair>,
    ctx: &PageContext<'_>,
) -> Result<Option<Fact>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let mut fact = Fact {
        id: FactId::from_uuid(ctx.new_id()),
        company: company.id,
        metric,
        state: FactState::Known,
        number: None,
        low: None,
        high: None,
        choice: "".into(),
        unit: metric.unit(),
        as_of: Some(ctx.today),
        source: fair.map_or_else(|| T::SourceTalk.say(ctx.lang).into(), talk_source),
        note: "".into(),
        author: ctx.author(),
    };
    if text == REFUSED {
        fact.state = FactState::Refused;
    } else if metric.unit() == Unit::Choice {
        fact.choice = text.into();
    } else {
        let read = forms::figure(text, metric, ctx.lang)?;
        fact.number = Some(read.number);
        if read.converted {
            fact.note = text.into();
        }
    }
    Ok(Some(fact))
}
