//! Finding the company of a talk while one types: by name, by how it is read, by stand; or the next visit of the walk.

use std::sync::Arc;

use eframe::egui::{
    Align, CornerRadius, EventFilter, Id, Key, Layout, Modifiers, RichText, Role, Sense, TextEdit, Ui, UiBuilder,
    WidgetInfo, vec2,
};

use super::draft::{Draft, Picked};
use crate::{
    domain::{
        booth::natural_order,
        fair::Exhibitor,
        ids::{CompanyId, FairId},
        name,
    },
    ledger::Snapshot,
    text::{Lang, Say, ui_fair::stand, ui_fair_capture::CaptureText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, Post},
        finder::Finder,
        pages::fair::compact,
        theme::icons,
        widgets::{UiExt, is_composing},
    },
};

/// The job that looks.
const FIND: &str = "capture find";
/// Companies offered.
const OFFERED: usize = 7;
/// Companies looked at, so that those who exhibit here come first.
const LOOKED_AT: usize = 60;

/// A company the talk may be with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which.
    pub company: CompanyId,
    /// Its name.
    pub name: String,
    place: String,
    hall: String,
    booth: String,
}

impl Offer {
    /// Where it stands, or else where it comes from.
    pub fn note(&self, lang: Lang) -> String {
        if self.hall.is_empty() && self.booth.is_empty() {
            self.place.clone()
        } else {
            stand(&self.hall, &self.booth, lang)
        }
    }
}

/// What was found for what is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Found {
    query: String,
    fair: Option<FairId>,
    offers: Vec<Offer>,
    /// One is called exactly so.
    same: bool,
}

/// The search.
#[derive(Debug, Default)]
pub struct Search {
    found: Found,
    asked: Option<(String, Option<FairId>, bool)>,
    chosen: usize,
    /// Enter was pressed before the answer came.
    enter_waits: bool,
}

/// Id of the field.
pub fn field_id() -> Id {
    Id::unique("capture search")
}

impl Search {
    /// Draws the field with what was found below it; the company chosen in this frame.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        draft: &mut Draft,
        private: bool,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) -> Option<Picked> {
        self.look(draft, ctx, out);
        let lang = ctx.lang;
        let typing = ui.memory(|memory| memory.has_focus(field_id())) && !is_composing(ui.ctx());
        let (mut up, mut down, mut enter) = (false, false, false);
        if typing {
            ui.input_mut(|input| {
                up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
                down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
                enter = input.consume_key(Modifiers::NONE, Key::Enter);
            });
        }
        let filter = EventFilter { escape: false, horizontal_arrows: true, vertical_arrows: true, tab: false };
        let icon = RichText::new(icons::MAGNIFYING_GLASS).color(ctx.tokens.text_soft);
        let field = TextEdit::singleline(&mut draft.query)
            .id(field_id())
            .prefix(icon)
            .hint_text(T::Find.say(lang))
            .desired_width(f32::INFINITY)
            .event_filter(filter)
            .return_key(None);
        let field = ui.add(field).accessible_name(T::Find.say(lang));
        if field.changed() {
            self.chosen = 0;
            self.enter_waits = false;
        }
        ui.add_space(4.0);
        let typed = name::clean(&draft.query).trim().to_owned();
        if typed.is_empty() {
            if private {
                ui.secondary(T::Hidden.say(lang));
                return None;
            }
            let offers = next_visits(draft.fair, ctx);
            ui.secondary(if offers.is_empty() { T::FindNote } else { T::NextVisits }.say(lang));
            return self.offers_ui(ui, &offers, None, (up, down, enter), ctx);
        }
        let current = self.found.query == typed && self.found.fair == draft.fair;
        self.enter_waits |= enter && !current;
        let enter = current && (enter || std::mem::take(&mut self.enter_waits));
        let new = (current && !self.found.same).then_some(typed.as_str());
        let offers = self.found.offers.clone();
        if offers.is_empty() && new.is_some() {
            ui.secondary(T::NoOffers.say(lang));
        }
        self.offers_ui(ui, &offers, new, (up, down, enter), ctx)
    }

    fn offers_ui(
        &mut self,
        ui: &mut Ui,
        offers: &[Offer],
        new: Option<&str>,
        (up, down, enter): (bool, bool, bool),
        ctx: &PageContext<'_>,
    ) -> Option<Picked> {
        let lang = ctx.lang;
        let last = (offers.len() + usize::from(new.is_some())).saturating_sub(1);
        self.chosen = self.chosen.min(last);
        if down {
            self.chosen = (self.chosen + 1).min(last);
        }
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let mut picked = None;
        for (at, offer) in offers.iter().enumerate() {
            let chosen = at == self.chosen;
            if offer_ui(ui, icons::BUILDINGS, &offer.name, &offer.note(lang), chosen) || enter && chosen {
                picked = Some(Picked::Known(offer.company));
            }
        }
        if let Some(name) = new {
            let chosen = offers.len() == self.chosen;
            let words = T::NewCompany { name: name.to_owned() }.say(lang);
            if offer_ui(ui, icons::PLUS, &words, "", chosen) || enter && chosen {
                picked = Some(Picked::New { id: CompanyId::from_uuid(ctx.new_id()), name: name.to_owned() });
            }
        }
        if picked.is_some() {
            self.chosen = 0;
        }
        picked
    }

    /// Looks off the window's thread.
    fn look(&mut self, draft: &Draft, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(JobEnd::Done(found)) = ctx.take_result::<Found>(FIND) {
            self.found = found;
        }
        let typed = name::clean(&draft.query).trim().to_owned();
        let asked = Some((typed.clone(), draft.fair, ctx.finder.is_some()));
        if typed.is_empty() || self.asked == asked {
            return;
        }
        self.asked = asked;
        let (snapshot, finder, fair) = (Arc::clone(ctx.snapshot), ctx.finder.cloned(), draft.fair);
        out.push(Post::Job(JobRequest::new(FIND, "", move |_| find(&snapshot, finder.as_deref(), fair, typed))));
    }
}

/// The stand of a company at a fair.
pub fn exhibitor(snapshot: &Snapshot, fair: Option<FairId>, company: CompanyId) -> Option<&Exhibitor> {
    snapshot.exhibitors.of(company).find(|one| Some(one.fair) == fair)
}

fn offer(snapshot: &Snapshot, fair: Option<FairId>, id: CompanyId) -> Option<Offer> {
    let company = snapshot.companies.get(id.uuid())?;
    let stand = exhibitor(snapshot, fair, id);
    Some(Offer {
        company: id,
        name: company.name.to_string(),
        place: if company.city.is_empty() { &company.province } else { &company.city }.to_string(),
        hall: stand.map(|stand| stand.hall.to_string()).unwrap_or_default(),
        booth: stand.map(|stand| stand.booth.to_string()).unwrap_or_default(),
    })
}

fn find(snapshot: &Snapshot, finder: Option<&Finder>, fair: Option<FairId>, query: String) -> Found {
    let mut ids: Vec<CompanyId> = Vec::new();
    let wanted = compact(&query);
    // A stand has a digit in it.
    if wanted.chars().any(|sign| sign.is_ascii_digit()) {
        let here = snapshot.exhibitors.iter().filter(|one| Some(one.fair) == fair);
        let mut stands: Vec<(bool, String, CompanyId)> = here
            .filter_map(|one| {
                let whole = compact(&format!("{}{}", one.hall, one.booth));
                let booth = compact(&one.booth);
                let fits = whole.starts_with(&wanted) || booth.starts_with(&wanted);
                fits.then(|| (whole != wanted && booth != wanted, whole, one.company))
            })
            .collect();
        // What is typed in full first, then in the order of walking.
        stands.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| natural_order(&a.1, &b.1)).then(a.2.cmp(&b.2)));
        ids.extend(stands.into_iter().map(|(.., company)| company));
    }
    let mut named: Vec<CompanyId> = match finder {
        Some(finder) => finder.best(&query, LOOKED_AT).into_iter().map(|found| found.company).collect(),
        None => {
            let named = snapshot.companies.iter().filter(|company| compact(&company.name).contains(&wanted));
            named.take(LOOKED_AT).map(|company| company.id).collect()
        }
    };
    named.sort_by_key(|id| exhibitor(snapshot, fair, *id).is_none());
    ids.extend(named);
    let mut offers: Vec<Offer> = Vec::new();
    for id in ids {
        if offers.len() < OFFERED && !offers.iter().any(|offer| offer.company == id) {
            offers.extend(offer(snapshot, fair, id));
        }
    }
    let whole = name::normalize(&query);
    let same = offers.iter().any(|offer| name::normalize(&offer.name) == whole);
    Found { query, fair, offers, same }
}

/// The visits of today that are not over, in their order: those of whoever sits here and those nobody has.
pub fn next_visits(fair: Option<FairId>, ctx: &PageContext<'_>) -> Vec<Offer> {
    let me = ctx.author();
    let snapshot = ctx.snapshot;
    let mine = |visit: &&crate::domain::fair::Visit| {
        Some(visit.fair) == fair
            && !visit.done
            && visit.on_day.is_none_or(|day| day == ctx.today)
            && (visit.officer.is_none() || visit.officer == me)
    };
    let mut visits: Vec<_> = snapshot.visits.iter().filter(mine).collect();
    visits.sort_by_key(|visit| (visit.on_day.is_none(), visit.place.is_none(), visit.place, visit.id));
    let companies = visits.into_iter().filter_map(|visit| snapshot.exhibitors.get(visit.exhibitor.uuid()));
    companies.filter_map(|one| offer(snapshot, fair, one.company)).take(OFFERED).collect()
}

/// A line one can choose; true when it was.
pub fn offer_ui(ui: &mut Ui, icon: &str, name: &str, note: &str, chosen: bool) -> bool {
    let tokens = ui.tokens();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::click());
    let words = if note.is_empty() { name.to_owned() } else { format!("{name} {note}") };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &words));
    if ui.is_rect_visible(rect) {
        let ground = if chosen {
            tokens.selected
        } else if response.hovered() {
            tokens.hover
        } else {
            tokens.raised
        };
        ui.painter().rect_filled(rect, CornerRadius::same(6), ground);
        let inside = rect.shrink2(vec2(8.0, 0.0));
        let row = UiBuilder::new().max_rect(inside).layout(Layout::right_to_left(Align::Center));
        let mut row = ui.new_child(row);
        row.secondary(note);
        row.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.icon(icon, tokens.text_soft);
            ui.elided(name);
        });
    }
    response.clicked()
}
