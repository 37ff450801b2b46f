//! The lists beside the picture: who and what stands at a node. A long list shows its first lines, and all of them in
//! a box of its own once asked for.

use eframe::egui::{RichText, ScrollArea, Ui, vec2};

use super::node::Panel;
use crate::{
    domain::{
        ids::{CompanyId, LeadId},
        plan::{Product, Segment},
    },
    ledger::chain_map::Tally,
    text::{Label, Say, chain::ChainText as T, format},
    ui::{
        context::Post,
        route::Place,
        theme::tokens::ROW_DENSE,
        widgets::{UiExt, line_ui},
    },
};

/// Lines of a list shown before all are asked for.
const SHOWN: usize = 8;
/// Height of a line with a note under it.
const NOTED: f32 = ROW_DENSE + 22.0;
/// Height of the box of a long list.
const BOX: f32 = 300.0;

impl Panel<'_, '_> {
    /// Local firms registered here, and those whose products nobody registered.
    pub(super) fn firms_ui(&self, ui: &mut Ui, tally: &Tally, segment: Option<&Segment>, out: &mut Vec<Post>) {
        let lang = self.lang();
        let local: Vec<CompanyId> = tally.local.iter().copied().collect();
        let made = segment.map(|segment| self.view().chain().firms_of(&segment.id)).unwrap_or_default();
        let height = if segment.is_some() { NOTED } else { ROW_DENSE };
        self.list_ui(ui, &T::LocalTitle { count: local.len() }, None, (local.len(), height), |ui, at| {
            let Some(firm) = local.get(at) else { return };
            let note = made.get(firm).map(|products| {
                let names: Vec<&str> = products
                    .iter()
                    .filter_map(|product| self.plan.product(product))
                    .map(|(_, _, product)| product.name.in_lang(lang))
                    .collect();
                if names.is_empty() { self.say(&T::ProductsUnnamed) } else { format::list(&names, lang) }
            });
            self.company_ui(ui, *firm, &note.unwrap_or_default(), out);
        });
        if local.is_empty() {
            ui.secondary(self.say(&T::NoLocal));
        }
        if !tally.unregistered.is_empty() {
            let firms = &tally.unregistered;
            let title = T::UnregisteredTitle { count: firms.len() };
            self.list_ui(ui, &title, Some(&T::UnregisteredNote), (firms.len(), ROW_DENSE), |ui, at| {
                if let Some(firm) = firms.get(at) {
                    self.company_ui(ui, *firm, "", out);
                }
            });
        }
    }

    /// What local firms look for here: the customers of whoever comes.
    pub(super) fn needs_ui(&self, ui: &mut Ui, tally: &Tally, out: &mut Vec<Post>) {
        let needs = &tally.needs;
        if needs.is_empty() {
            return;
        }
        let title = T::NeedsTitle { count: needs.len() };
        self.list_ui(ui, &title, Some(&T::NeedsNote), (needs.len(), NOTED), |ui, at| {
            let need = needs.get(at).and_then(|need| self.view().snapshot.local_needs.get(need.uuid()));
            if let Some(need) = need {
                self.company_ui(ui, need.company, &need.note, out);
            }
        });
    }

    /// Local firms that make other products of the segment.
    pub(super) fn neighbours_ui(&self, ui: &mut Ui, segment: &Segment, product: &Product, out: &mut Vec<Post>) {
        let lang = self.lang();
        let firms = self.view().chain().firms_of(&segment.id);
        let others: Vec<(CompanyId, String)> = firms
            .into_iter()
            .filter_map(|(firm, products)| {
                let names: Vec<&str> = products
                    .iter()
                    .filter(|other| **other != product.id)
                    .filter_map(|other| self.plan.product(other))
                    .map(|(_, _, other)| other.name.in_lang(lang))
                    .collect();
                (!names.is_empty()).then(|| (firm, format::list(&names, lang)))
            })
            .collect();
        if others.is_empty() {
            return;
        }
        let title = T::NeighboursTitle { count: others.len() };
        self.list_ui(ui, &title, Some(&T::NeighboursNote), (others.len(), NOTED), |ui, at| {
            if let Some((firm, names)) = others.get(at) {
                self.company_ui(ui, *firm, names, out);
            }
        });
    }

    pub(super) fn platforms_ui(&self, ui: &mut Ui, segment: &Segment) {
        let of_segment = self.plan.platforms.iter().filter(|platform| platform.segments.contains(&segment.id));
        let platforms: Vec<_> = of_segment.collect();
        if platforms.is_empty() {
            return;
        }
        ui.add_space(10.0);
        ui.strong_text(self.say(&T::PlatformsTitle { count: platforms.len() }));
        for platform in platforms {
            ui.elided(platform.name.in_lang(self.lang()));
        }
    }

    /// The projects here, the furthest first, and those of companies placed here that are pursued elsewhere; `unsaid`
    /// are those among the first of which nothing says the product.
    pub(super) fn leads_ui(&self, ui: &mut Ui, tally: &Tally, unsaid: &[LeadId], out: &mut Vec<Post>) {
        let leads: Vec<LeadId> = tally.landed.iter().chain(&tally.open).copied().collect();
        if !leads.is_empty() {
            self.projects_ui(ui, &T::LeadsTitle { count: leads.len() }, None, &leads, out);
            if !unsaid.is_empty() {
                ui.secondary(self.say(&T::UnsaidInSegment { count: unsaid.len() }));
            }
        }
        if !tally.elsewhere.is_empty() {
            let title = T::ElsewhereTitle { count: tally.elsewhere.len() };
            self.projects_ui(ui, &title, Some(&T::ElsewhereNote), &tally.elsewhere, out);
        }
    }

    /// Projects of the segment that may be of any of its products.
    pub(super) fn unsaid_ui(&self, ui: &mut Ui, segment: &Segment, out: &mut Vec<Post>) {
        let Some(node) = self.map().segments.get(&segment.id).filter(|node| !node.unsaid.is_empty()) else { return };
        let title = T::UnsaidTitle { count: node.unsaid.len() };
        self.projects_ui(ui, &title, Some(&T::UnsaidNote), &node.unsaid, out);
    }

    fn projects_ui(&self, ui: &mut Ui, title: &T, note: Option<&T>, leads: &[LeadId], out: &mut Vec<Post>) {
        let lang = self.lang();
        self.list_ui(ui, title, note, (leads.len(), ROW_DENSE), |ui, at| {
            let lead = leads.get(at).and_then(|lead| self.view().snapshot.leads.get(lead.uuid()));
            if let Some(lead) = lead
                && line_ui(ui, &lead.title, lead.stage.label(lang))
            {
                out.push(Post::Go(Place::lead(lead.id)));
            }
        });
    }

    fn company_ui(&self, ui: &mut Ui, company: CompanyId, note: &str, out: &mut Vec<Post>) {
        let Some(found) = self.view().snapshot.companies.get(company.uuid()) else { return };
        let clicked = line_ui(ui, &found.name, "");
        if !note.is_empty() {
            ui.elided(RichText::new(note).small().color(ui.tokens().text_soft));
        }
        if clicked {
            out.push(Post::Go(Place::company(company)));
        }
    }

    /// A list under its title; `rows` are how many lines there are and how high one is.
    fn list_ui(
        &self,
        ui: &mut Ui,
        title: &T,
        note: Option<&T>,
        (count, height): (usize, f32),
        mut line: impl FnMut(&mut Ui, usize),
    ) {
        let lang = self.lang();
        let title = self.say(title);
        ui.add_space(10.0);
        let head = ui.strong_text(&title);
        if let Some(note) = note {
            head.on_hover_text(self.say(note));
        }
        if count <= SHOWN {
            (0..count).for_each(|at| line(ui, at));
            return;
        }
        let id = ui.make_persistent_id(&title);
        let mut open: bool = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        if open {
            let all = ScrollArea::vertical().id_salt(id).auto_shrink([false, true]);
            // As high wherever it stands in the panel.
            let all = all.min_scrolled_height(BOX).max_height(BOX);
            all.show_rows(ui, height, count, |ui, range| {
                for at in range {
                    // Lines of one height, with or without a note.
                    let size = vec2(ui.available_width() - 10.0, height);
                    ui.allocate_ui(size, |ui| {
                        ui.set_min_height(height);
                        ui.spacing_mut().item_spacing.y = 0.0;
                        line(ui, at);
                    });
                }
            });
        } else {
            (0..SHOWN).for_each(|at| line(ui, at));
        }
        let words = if open { T::Fewer } else { T::All { count: format::count(count) } }.say(lang);
        if ui.link(&words).accessible_name(format!("{title} · {words}")).clicked() {
            open = !open;
            ui.data_mut(|data| data.insert_temp(id, open));
        }
    }
}
