//! The lines above: what the leads are narrowed to, and what can be done with those selected.

use eframe::egui::{Align, Button, Id, Layout, Popup, PopupCloseBehavior, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::{
    Wish,
    listing::{Choice, Facet, Filter, Listing},
    moving::targets,
    rows::Rows,
    words::stage_name,
};
use crate::{
    domain::{
        ids::{AuthorId, LeadId},
        lead::Stage,
    },
    text::{Label, Say, format, ui::UiText, ui_pipeline::PipelineText as T},
    ui::{
        context::PageContext,
        theme::icons,
        widgets::{Selection, UiExt, chip},
    },
};

/// The search field's id, for Ctrl+F.
pub fn search_id() -> Id {
    Id::unique("pipeline search")
}

/// Draws the chips.
pub fn chips_ui(ui: &mut Ui, filter: &mut Filter, listing: &Listing, ctx: &PageContext<'_>) {
    let lang = ctx.lang;
    for facet in Facet::ALL {
        let chosen: Vec<&Choice> = filter.chosen.iter().filter(|choice| choice.facet() == facet).collect();
        let name = facet_name(facet).say(lang);
        let title = match chosen.as_slice() {
            [] => name,
            [one] => T::Chosen { facet: name, choice: choice_name(one, &listing.rows, ctx) }.say(lang),
            many => T::ChosenMany { facet: name, count: format::count(many.len()) }.say(lang),
        };
        let button = chip(ui, &title, !chosen.is_empty());
        Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
            ui.set_width(240.0);
            choices_ui(ui, facet, filter, listing, ctx);
        });
    }
    if !filter.is_open() {
        let colour = ui.tokens().accent_text;
        let clear = Button::new(RichText::new(T::ClearFilters.say(lang)).small().color(colour)).frame(false);
        if ui.add(clear).clicked() {
            *filter = Filter::default();
        }
    }
}

fn choices_ui(ui: &mut Ui, facet: Facet, filter: &mut Filter, listing: &Listing, ctx: &PageContext<'_>) {
    let height = ui.ctx().content_rect().height() * 0.6;
    let mut options: Vec<(&Choice, usize)> = listing
        .counts
        .iter()
        .filter(|(choice, _)| choice.facet() == facet)
        .map(|(choice, count)| (choice, *count))
        .collect();
    match facet {
        Facet::Stage => options.sort_by_key(|(choice, _)| match choice {
            Choice::Stage(stage) => listing.rows.rules.place(*stage),
            _ => usize::MAX,
        }),
        Facet::Colour => {}
        _ => options.sort_by_key(|(_, count)| std::cmp::Reverse(*count)),
    }
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        for (choice, count) in options {
            let on = filter.chosen.contains(choice);
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.secondary(format::count(count));
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let name = choice_name(choice, &listing.rows, ctx);
                        let mark = if on { icons::CHECK_SQUARE } else { icons::SQUARE };
                        let mark = RichText::new(mark).color(ui.tokens().accent_text);
                        let item = ui.add(Button::selectable(false, (mark, name.as_str())).truncate());
                        item.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &name));
                        if item.clicked() && !filter.chosen.remove(choice) {
                            filter.chosen.insert(choice.clone());
                        }
                    });
                });
            });
        }
    });
    if filter.narrows(facet) {
        ui.separator();
        if ui.icon_text_button(icons::X, &T::ClearFacet.say(ctx.lang)).clicked() {
            filter.chosen.retain(|choice| choice.facet() != facet);
        }
    }
}

const fn facet_name(facet: Facet) -> T {
    match facet {
        Facet::Stage => T::FacetStage,
        Facet::Colour => T::FacetColour,
        Facet::Owner => T::FacetOwner,
        Facet::Base => T::FacetBase,
        Facet::Sector => T::FacetSector,
        Facet::Source => T::FacetSource,
    }
}

fn choice_name(choice: &Choice, rows: &Rows, ctx: &PageContext<'_>) -> String {
    let lang = ctx.lang;
    let plan = ctx.plan();
    match choice {
        Choice::Stage(stage) => stage_name(&rows.rules, *stage, lang),
        Choice::Colour(Some(colour)) => colour.label(lang).to_owned(),
        Choice::Colour(None) => T::NoColour.say(lang),
        Choice::Owner(Some(owner)) => {
            ctx.snapshot.authors.get(owner.uuid()).map(|author| author.name.to_string()).unwrap_or_default()
        }
        Choice::Owner(None) => T::NoOwner.say(lang),
        Choice::Base(Some(id)) => {
            plan.and_then(|plan| plan.base(id)).map_or(id.as_str(), |base| base.name.in_lang(lang)).to_owned()
        }
        Choice::Base(None) => T::NoBase.say(lang),
        Choice::Sector(Some(id)) => {
            plan.and_then(|plan| plan.sector(id)).map_or(id.as_str(), |sector| sector.name.in_lang(lang)).to_owned()
        }
        Choice::Sector(None) => T::NoSector.say(lang),
        Choice::Source(source) if source.is_empty() => T::NoSource.say(lang),
        Choice::Source(source) => source.to_string(),
    }
}

/// What can be done with the selected leads.
pub fn selected_ui(ui: &mut Ui, selection: &Selection<LeadId>, ctx: &PageContext<'_>, wishes: &mut Vec<Wish>) {
    if selection.is_empty() || !ctx.writable {
        return;
    }
    let lang = ctx.lang;
    let leads = || -> Vec<LeadId> { selection.iter().collect() };
    if ui.icon_button(icons::TRASH, &T::Delete.say(lang)).clicked() {
        wishes.push(Wish::Delete(leads()));
    }
    if ui.icon_text_button(icons::ARROW_RIGHT, &T::Move.say(lang)).clicked() {
        wishes.push(Wish::Move(leads(), Vec::new()));
    }
    let assign = ui.icon_text_button(icons::USER, &T::OwnerTitle.say(lang));
    Popup::menu(&assign).show(|ui| owners_ui(ui, &leads, ctx, wishes));
    ui.secondary(UiText::SelectedRows { count: format::count(selection.len()) }.say(lang));
}

/// The officers one can put in charge, the one at the keyboard first.
pub fn owners_ui(ui: &mut Ui, leads: &dyn Fn() -> Vec<LeadId>, ctx: &PageContext<'_>, wishes: &mut Vec<Wish>) {
    ui.set_width(180.0);
    let me = ctx.author();
    let mut officers: Vec<(Option<AuthorId>, String)> =
        ctx.snapshot.authors.iter().map(|author| (Some(author.id), author.name.to_string())).collect();
    officers.sort_by_key(|(id, name)| (*id != me || me.is_none(), name.clone()));
    officers.push((None, T::NoOwner.say(ctx.lang)));
    let height = ui.ctx().content_rect().height() * 0.6;
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        for (owner, name) in officers {
            let words = T::AssignTo { name: name.clone() }.say(ctx.lang);
            let item = Button::new((RichText::new(icons::USER), name)).frame_when_inactive(false);
            if ui.add(item).accessible_name(&words).clicked() {
                wishes.push(Wish::Assign(leads(), owner));
                ui.close();
            }
        }
    });
}

/// The menu of the selected leads: open, note progress, move straight to a stage, owner, delete.
pub fn menu_ui(ui: &mut Ui, selection: &Selection<LeadId>, rows: &Rows, ctx: &PageContext<'_>, wishes: &mut Vec<Wish>) {
    let lang = ctx.lang;
    let leads: Vec<LeadId> = selection.iter().collect();
    ui.set_min_width(160.0);
    if let [lead] = leads.as_slice() {
        if ui.icon_text_button(icons::SIDEBAR_SIMPLE, &T::Open.say(lang)).clicked() {
            wishes.push(Wish::Open(*lead));
            ui.close();
        }
        ui.add_enabled_ui(ctx.writable, |ui| {
            if ui.icon_text_button(icons::NOTE, &T::Progress.say(lang)).clicked() {
                wishes.push(Wish::Progress(*lead));
                ui.close();
            }
        });
    } else {
        ui.secondary(UiText::SelectedRows { count: format::count(leads.len()) }.say(lang));
    }
    ui.add_enabled_ui(ctx.writable, |ui| {
        let from: std::collections::BTreeSet<Stage> =
            leads.iter().filter_map(|lead| rows.get(*lead)).map(|row| row.stage).collect();
        ui.menu_button(T::Move.say(lang), |ui| {
            for stage in targets(&rows.rules, &from) {
                if ui.button(stage_name(&rows.rules, stage, lang)).clicked() {
                    wishes.push(Wish::Move(leads.clone(), vec![stage]));
                    ui.close();
                }
            }
        });
        ui.menu_button(T::OwnerTitle.say(lang), |ui| owners_ui(ui, &|| leads.clone(), ctx, wishes));
        ui.separator();
        if ui.icon_text_button(icons::TRASH, &T::Delete.say(lang)).clicked() {
            wishes.push(Wish::Delete(leads.clone()));
            ui.close();
        }
    });
}
