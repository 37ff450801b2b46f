//! A new lead in a few keys: company, title, stage, owner, next action. Tells who is already on the company.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui::{
    Align, CornerRadius, EventFilter, FontId, Key, Layout, Modifiers, RichText, Role, Sense, TextEdit, Ui, WidgetInfo,
    vec2,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    NEW_DRAFT, dialog,
    kept::{Answer, draft_ui},
    place_of,
    rows::{LeadRow, Rows},
    words::{day_of, line, line_to, owner_words, stage_name},
};
use crate::{
    domain::{
        company::Company,
        ids::{AuthorId, CompanyId, LeadId},
        lead::{Lead, Stage},
        name,
    },
    ledger::{Action, Snapshot, View},
    text::{Lang, Say, ui_pipeline::PipelineText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        finder::Finder,
        pages::companies::forms::{FormEnd, choice_row, end_ui, figure_row, has_keys, row, text_row},
        settings::Settings,
        theme::{
            icons,
            tokens::{SIZE_BODY, SIZE_SMALL},
        },
        widgets::{UiExt, focus_fresh, is_composing, save_pressed},
    },
};

/// The job that looks for companies of a name.
const FIND: &str = "pipeline companies";
/// Width of the fields.
const FIELD: f32 = 320.0;
/// Companies offered.
const OFFERED: usize = 6;

/// What is typed, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    company: String,
    title: String,
    stage: Option<Stage>,
    next: String,
    next_on: String,
    /// The workspace it was typed in.
    workspace: PathBuf,
    /// When, in milliseconds since 1970.
    at_ms: i64,
}

impl Draft {
    /// The one left in this workspace, if anything is in it.
    fn kept(settings: &Settings, workspace: &Path) -> Option<Self> {
        let draft: Self = serde_json::from_str(settings.notes.get(NEW_DRAFT)?).ok()?;
        let says = [&draft.company, &draft.title, &draft.next].iter().any(|text| !text.trim().is_empty());
        (says && draft.workspace == workspace).then_some(draft)
    }
}

/// When a lead that was being added to this workspace was last typed at, if there is one.
pub fn waiting(settings: &Settings, workspace: &Path) -> Option<i64> {
    Draft::kept(settings, workspace).map(|draft| draft.at_ms)
}

/// Offers to go on with the lead that was being added; the form to go on with.
pub fn resume_ui(ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Option<NewLead> {
    let draft = Draft::kept(ctx.settings, ctx.path)?;
    let title = format!("{} · {}", T::NewTitle.say(ctx.lang), draft.company);
    match draft_ui(ui, title, draft.at_ms, true, ctx.lang)? {
        Answer::GoOn => Some(NewLead::resumed(ctx)),
        Answer::Drop => {
            remember(None, out);
            None
        }
    }
}

/// A company the lead may be of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    company: CompanyId,
    name: String,
    place: String,
}

/// What was found for a typed name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Found {
    query: String,
    offers: Vec<Offer>,
    /// The one whose name is exactly what was typed.
    same: Option<CompanyId>,
}

/// The company chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Picked {
    Known(CompanyId),
    New(String),
}

/// The form.
#[derive(Debug, Default)]
pub struct NewLead {
    draft: Draft,
    owner: Option<Option<AuthorId>>,
    picked: Option<Picked>,
    /// The title is still the one proposed.
    proposed: String,
    found: Found,
    /// Name last looked for.
    asked: Option<String>,
    chosen: usize,
    fault: Option<String>,
    /// The clash was shown and asked about.
    warned: bool,
    fresh: bool,
    /// The next action wants the cursor.
    to_next: bool,
}

impl NewLead {
    /// The form as it was left.
    pub fn resumed(ctx: &PageContext<'_>) -> Self {
        let draft = Draft::kept(ctx.settings, ctx.path).unwrap_or_default();
        Self { draft, fresh: true, ..Self::default() }
    }

    /// Draws it over the page; when it ends, the lead made, if one was.
    pub fn ui(
        &mut self,
        ui: &Ui,
        rows: Option<&Rows>,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) -> Option<Option<LeadId>> {
        self.look(ui, ctx, out);
        let before = self.draft.clone();
        let lang = ctx.lang;
        let mut end = FormEnd::Open;
        let closed = dialog::ui(ui, "new lead", &T::NewTitle.say(lang), |ui| {
            self.company_ui(ui, rows, ctx, out, &mut end);
            self.fields_ui(ui, rows, ctx, &mut end);
            ui.add_space(8.0);
            let clashes = rows.is_some_and(|rows| self.clashes(rows).next().is_some());
            let verb = if clashes && self.warned { T::NewAnyway } else { T::NewVerb };
            end_ui(ui, self.fault.as_deref(), &verb.say(lang), lang, &mut end);
        });
        if closed && end == FormEnd::Open {
            end = FormEnd::Cancel;
        }
        if self.draft != before {
            self.fault = None;
            ctx.path.clone_into(&mut self.draft.workspace);
            self.draft.at_ms = ctx.now.as_millisecond();
            remember(Some(&self.draft), out);
        }
        match end {
            FormEnd::Open => None,
            FormEnd::Cancel => {
                // Given up on purpose: nothing to resume.
                remember(None, out);
                Some(None)
            }
            FormEnd::Save => match self.save(rows, ctx) {
                Ok((action, lead)) => {
                    out.push(Post::act(action));
                    remember(None, out);
                    Some(Some(lead))
                }
                Err(fault) => {
                    self.fault = Some(fault);
                    None
                }
            },
        }
    }

    /// The field of the company, what it found, and who is already there.
    fn company_ui(
        &mut self,
        ui: &mut Ui,
        rows: Option<&Rows>,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
        end: &mut FormEnd,
    ) {
        let lang = ctx.lang;
        let id = eframe::egui::Id::unique("new lead company");
        let typing = ui.memory(|memory| memory.has_focus(id)) && !is_composing(ui.ctx());
        let choosing = self.picked.is_none() && !self.draft.company.trim().is_empty();
        let (mut up, mut down, mut enter, mut tab) = (false, false, false, false);
        if typing && choosing {
            ui.input_mut(|input| {
                up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
                down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
                tab = input.key_pressed(Key::Tab) && !input.modifiers.shift;
                enter = input.consume_key(Modifiers::NONE, Key::Enter) || tab;
            });
        }
        let field = row(ui, &T::NewCompany.say(lang), |ui| {
            let filter = EventFilter { escape: false, horizontal_arrows: true, vertical_arrows: true, tab: false };
            let field = TextEdit::singleline(&mut self.draft.company).id(id).hint_text(T::NewCompanyHint.say(lang));
            ui.add(field.desired_width(FIELD).event_filter(filter).return_key(None))
        });
        focus_fresh(&field, &mut self.fresh);
        if field.changed() {
            self.picked = None;
            self.chosen = 0;
            self.warned = false;
        }
        // Enter on a company already chosen goes on to the rest of the form.
        if typing && self.picked.is_some() && ui.input(|input| input.key_pressed(Key::Enter)) {
            self.to_next = true;
        }
        // In a part of its own, whether there is anything in it or not: the fields below keep their focus.
        ui.vertical(|ui| {
            if choosing && self.picked.is_none() {
                self.offers_ui(ui, rows, lang, (up, down, enter));
                // Tab takes what is marked, too, but goes to the field that follows.
                self.to_next &= !tab;
            }
            if matches!(self.picked, Some(Picked::New(_))) {
                ui.horizontal(|ui| {
                    ui.add_space(112.0);
                    ui.secondary(T::NewFresh.say(lang));
                });
            }
            if let Some(rows) = rows {
                self.clash_ui(ui, rows, lang, out, end);
            }
        });
    }

    fn offers_ui(&mut self, ui: &mut Ui, rows: Option<&Rows>, lang: Lang, (up, down, enter): (bool, bool, bool)) {
        let typed = name::clean(&self.draft.company).trim().to_owned();
        let adds = self.found.same.is_none();
        let last = (self.found.offers.len() + usize::from(adds)).saturating_sub(1);
        if down {
            self.chosen = (self.chosen + 1).min(last);
        }
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        // What was found for an earlier spelling is only drawn.
        let enter = enter && self.found.query == typed;
        let mut pick = None;
        for (at, offer) in self.found.offers.iter().enumerate() {
            let clash = rows.and_then(|rows| {
                let lead = rows.leads.iter().find(|lead| lead.company == offer.company && is_open(lead))?;
                let stage = stage_name(&rows.rules, lead.stage, lang);
                Some(T::NewClashShort { stage, owner: owner_words(lead, lang) }.say(lang))
            });
            let note = clash.unwrap_or_else(|| offer.place.clone());
            if offer_ui(ui, icons::BUILDINGS, &offer.name, &note, at == self.chosen) || enter && at == self.chosen {
                pick = Some(Picked::Known(offer.company));
            }
        }
        // Only once the answer for what stands in the field is there: else a known company would be added again.
        if adds && self.found.query == typed {
            let at = self.found.offers.len();
            let words = T::NewAdd { name: typed.clone() }.say(lang);
            if offer_ui(ui, icons::PLUS, &words, "", at == self.chosen) || enter && at == self.chosen {
                pick = Some(Picked::New(typed));
            }
        }
        if let Some(picked) = pick {
            self.pick(picked, lang);
        }
    }

    fn pick(&mut self, picked: Picked, lang: Lang) {
        let name = match &picked {
            Picked::Known(company) => {
                let offer = self.found.offers.iter().find(|offer| offer.company == *company);
                offer.map(|offer| offer.name.clone()).unwrap_or_default()
            }
            Picked::New(name) => name.clone(),
        };
        self.draft.company.clone_from(&name);
        if self.draft.title.trim().is_empty() || self.draft.title == self.proposed {
            self.proposed = T::NewName { company: name }.say(lang);
            self.draft.title.clone_from(&self.proposed);
        }
        self.picked = Some(picked);
        self.to_next = true;
    }

    /// The open leads of the company chosen.
    fn clashes<'r>(&self, rows: &'r Rows) -> impl Iterator<Item = &'r LeadRow> {
        let company = match &self.picked {
            Some(Picked::Known(company)) => Some(*company),
            _ => None,
        };
        rows.leads.iter().filter(move |lead| Some(lead.company) == company && is_open(lead))
    }

    fn clash_ui(&self, ui: &mut Ui, rows: &Rows, lang: Lang, out: &mut Vec<Post>, end: &mut FormEnd) {
        let clashes: Vec<&LeadRow> = self.clashes(rows).collect();
        if clashes.is_empty() {
            return;
        }
        let ink = ui.tokens().estimate_text;
        ui.horizontal(|ui| {
            ui.icon(icons::WARNING_CIRCLE, ink);
            ui.label(RichText::new(T::NewClash { count: clashes.len() }.say(lang)).color(ink));
        });
        for lead in clashes.into_iter().take(4) {
            ui.horizontal(|ui| {
                ui.add_space(24.0);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if ui.link(T::NewGo.say(lang)).clicked() {
                        out.extend(place_of(lead.id, rows).map(Post::Go));
                        *end = FormEnd::Cancel;
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let words = T::NewClashLine {
                            title: lead.title.to_string(),
                            stage: stage_name(&rows.rules, lead.stage, lang),
                            owner: owner_words(lead, lang),
                        };
                        ui.elided(RichText::new(words.say(lang)).small());
                    });
                });
            });
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, rows: Option<&Rows>, ctx: &PageContext<'_>, end: &mut FormEnd) {
        let lang = ctx.lang;
        text_row(ui, &T::ColumnTitle.say(lang), &mut self.draft.title, "", end);
        if let Some(rows) = rows {
            let stages: Vec<(Stage, String)> = rows
                .rules
                .stages
                .iter()
                .filter(|rule| !rule.stage.is_aside() && !rule.reason)
                .map(|rule| (rule.stage, rule.name.in_lang(lang).to_owned()))
                .collect();
            let mut stage = self.draft.stage.or(rows.rules.first()).unwrap_or(Stage::Clue);
            choice_row(ui, &T::FacetStage.say(lang), "new lead stage", &mut stage, &stages);
            self.draft.stage = Some(stage).filter(|stage| Some(*stage) != rows.rules.first());
        }
        let mut owner = self.owner.unwrap_or_else(|| ctx.author());
        let officers: Vec<(Option<AuthorId>, String)> = ctx
            .snapshot
            .authors
            .iter()
            .map(|author| (Some(author.id), author.name.to_string()))
            .chain([(None, T::NoOwner.say(lang))])
            .collect();
        choice_row(ui, &T::FacetOwner.say(lang), "new lead owner", &mut owner, &officers);
        if owner != ctx.author() || self.owner.is_some() {
            self.owner = Some(owner);
        }
        let next = text_row(ui, &T::ColumnNext.say(lang), &mut self.draft.next, "", end);
        focus_fresh(&next, &mut self.to_next);
        figure_row(ui, &T::ColumnNextOn.say(lang), &mut self.draft.next_on, &T::DayHint.say(lang), end);
        if has_keys(ui) && save_pressed(ui) {
            *end = FormEnd::Save;
        }
    }

    fn save(&mut self, rows: Option<&Rows>, ctx: &PageContext<'_>) -> Result<(Action, LeadId), String> {
        let lang = ctx.lang;
        let Some(picked) = self.picked.clone() else { return Err(T::NewNeedCompany.say(lang)) };
        let next_on = day_of(&self.draft.next_on, ctx.today, lang)?;
        let title = self.draft.title.trim();
        if title.is_empty() {
            return Err(T::NewNeedTitle.say(lang));
        }
        if !self.warned && rows.is_some_and(|rows| self.clashes(rows).next().is_some()) {
            self.warned = true;
            return Err(T::NewClashAsk.say(lang));
        }
        let (company, fresh) = match picked {
            Picked::Known(company) => (company, None),
            Picked::New(name) => {
                let company = Company::named(CompanyId::from_uuid(ctx.new_id()), &name);
                (company.id, Some(company))
            }
        };
        let lead = LeadId::from_uuid(ctx.new_id());
        let first = rows.and_then(|rows| rows.rules.first());
        let begun = begun(ctx.view.map(|view| &**view), first, ctx.today, lead, company, title);
        let record = Box::new(Lead {
            stage: self.draft.stage.unwrap_or(begun.stage),
            owner: self.owner.unwrap_or_else(|| ctx.author()),
            next_action: self.draft.next.trim().into(),
            next_action_on: next_on,
            ..begun
        });
        let action = match fresh {
            Some(company) => Action::CreateLeadOf { company: Box::new(company), lead: record },
            None => Action::CreateLead(record),
        };
        Ok((action, lead))
    }

    /// Looks off the window's thread for companies of the name typed; letters of a composition are not looked for.
    fn look(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done(found)) = ctx.take_result::<Found>(FIND) {
            self.chosen = self.chosen.min(found.offers.len());
            self.found = found;
        }
        let wanted = name::clean(&self.draft.company).trim().to_owned();
        if is_composing(ui.ctx()) || self.asked.as_ref() == Some(&wanted) {
            return;
        }
        self.asked = Some(wanted.clone());
        let (snapshot, finder) = (Arc::clone(ctx.snapshot), ctx.finder.cloned());
        out.push(Post::Job(JobRequest::new(FIND, "", move |progress| {
            find(&snapshot, finder.as_deref(), wanted, &|| progress.is_cancelled())
        })));
    }
}

/// A lead as it begins: at the first stage, received today, bound for where its company would go.
pub(super) fn begun(
    view: Option<&View>,
    first: Option<Stage>,
    today: Date,
    lead: LeadId,
    company: CompanyId,
    title: &str,
) -> Lead {
    let prospect = view.and_then(|view| view.assessment.prospects.get(view.row_of(company)?));
    Lead {
        stage: first.unwrap_or(Stage::Clue),
        stage_since: Some(today),
        received_on: Some(today),
        segment: prospect.and_then(|prospect| prospect.segment.clone()),
        base: prospect.and_then(|prospect| prospect.slot.as_ref()).map(|slot| slot.base.clone()),
        ..Lead::new(lead, company, title)
    }
}

/// Whether somebody works on it: neither ended nor handed on nor producing.
pub(super) fn is_open(lead: &LeadRow) -> bool {
    lead.stage < Stage::Producing || lead.stage == Stage::Paused
}

/// An offer of the list; true when it was clicked.
fn offer_ui(ui: &mut Ui, icon: &str, name: &str, note: &str, chosen: bool) -> bool {
    let tokens = ui.tokens();
    ui.horizontal(|ui| {
        ui.add_space(112.0);
        let (rect, response) = ui.allocate_exact_size(vec2(FIELD, 24.0), Sense::CLICK);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
        if chosen {
            ui.painter().rect_filled(rect, CornerRadius::same(4), tokens.selected);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(4), tokens.hover);
        }
        let inner = rect.shrink2(vec2(8.0, 0.0));
        let small = FontId::proportional(SIZE_SMALL);
        let used = line_to(ui.painter(), inner.right(), inner.top() + 5.0, note, small, tokens.text_soft, FIELD * 0.45);
        let font = || FontId::proportional(SIZE_BODY);
        line(ui.painter(), inner.min + vec2(0.0, 3.0), icon, font(), tokens.text_soft, 20.0);
        let width = inner.width() - used - 32.0;
        line(ui.painter(), inner.min + vec2(22.0, 3.0), name, font(), tokens.text, width);
        response.on_hover_text(name).clicked()
    })
    .inner
}

/// The companies a typed name means: by any part of the name, how it is read, or its first letters, the best first;
/// and the one that is called exactly so.
fn find(snapshot: &Snapshot, finder: Option<&Finder>, query: String, stop: &dyn Fn() -> bool) -> Found {
    if query.is_empty() {
        return Found { query, ..Found::default() };
    }
    let normal = name::normalize(&query);
    let is_same = |company: &&Company| name::normalize(&company.name) == normal;
    let mut hits: Vec<&Company> = finder
        .map(|finder| finder.best(&query, OFFERED))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|found| snapshot.companies.get(found.company.uuid()))
        .collect();
    // Names are compared one by one only where none of those found is it: a company added a moment ago is not found yet.
    let same = hits.iter().copied().find(is_same).or_else(|| {
        snapshot.companies.iter().take_while(|_| !stop()).filter(|company| company.name.contains(&*query)).find(is_same)
    });
    if let Some(same) = same
        && !hits.iter().any(|hit| hit.id == same.id)
    {
        hits.insert(0, same);
        hits.truncate(OFFERED);
    }
    let offers = hits
        .into_iter()
        .map(|company| Offer {
            company: company.id,
            name: company.name.to_string(),
            place: if company.city.is_empty() { company.province.to_string() } else { company.city.to_string() },
        })
        .collect();
    Found { query, offers, same: same.map(|company| company.id) }
}

/// Keeps what is typed, or forgets it.
fn remember(draft: Option<&Draft>, out: &mut Vec<Post>) {
    let note = draft.and_then(|draft| serde_json::to_string(draft).ok());
    out.push(Post::set(move |settings| {
        match note {
            Some(note) => settings.notes.insert(NEW_DRAFT.to_owned(), note),
            None => settings.notes.remove(NEW_DRAFT),
        };
    }));
}
