//! The board: a column per stage, cards one can drag; only what is on screen is drawn.

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::{
    DragAndDrop, EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{
    Scene, Wish,
    card::{self, Look},
    column::{Dragged, HEAD, Pile, drag, drop_ui, folded_ui, ghost_ui, head_ui, legal_ui, scroll_at_edge},
    listing::Listing,
    rows::{Rows, Stack, Sums},
};
use crate::{
    domain::{ids::LeadId, lead::Stage},
    text::{Say, ui_pipeline::PipelineText as T},
    ui::widgets::{Selection, is_composing},
};

/// Between columns, and between cards.
const GAP: f32 = 8.0;
/// Width of a folded column.
const FOLDED: f32 = 44.0;

/// What the board keeps.
#[derive(Debug, Default)]
pub struct Board {
    /// Stages of one short name stand together.
    pub short: bool,
    piles: Vec<Pile>,
    /// The listing the piles were made from, and in which view.
    made: Option<(Arc<Listing>, bool)>,
    /// Side columns that are open.
    unfolded: BTreeSet<Stage>,
    /// First row and rows on screen of each column, as last drawn.
    seen: Vec<(f32, f32)>,
    /// To be brought into view.
    reveal: Option<LeadId>,
}

impl Board {
    /// Brings a lead into view.
    pub const fn reveal(&mut self, lead: LeadId) {
        self.reveal = Some(lead);
    }

    /// Draws it over all that is left.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_, '_>,
        selection: &mut Selection<LeadId>,
        wishes: &mut Vec<Wish>,
    ) {
        self.make(scene.listing);
        let id = Id::unique("pipeline board");
        let whole = ui.available_rect_before_wrap();
        let focus = ui.interact(whole, id, Sense::click());
        let name = T::BoardName.say(scene.ctx.lang);
        focus.widget_info(|| WidgetInfo::labeled(Role::List, true, &name));
        if focus.clicked() {
            focus.request_focus();
        }
        let revealed = self.keys(ui, id, scene, selection, wishes);
        let revealed = revealed.or_else(|| self.reveal.take().and_then(|lead| self.find(&scene.listing.rows, lead)));
        let dragged = DragAndDrop::payload::<Dragged>(ui.ctx());
        let out = ScrollArea::horizontal().id_salt("pipeline across").auto_shrink([false, false]).show(ui, |ui| {
            self.piles_ui(ui, scene, selection, dragged.as_deref(), revealed, focus.has_focus(), wishes)
        });
        if out.inner {
            focus.request_focus();
        }
        if let Some(dragged) = dragged {
            ghost_ui(ui, &dragged);
        }
    }

    /// Makes the columns anew when the listing or the view changed.
    fn make(&mut self, listing: &Arc<Listing>) {
        if self.made.as_ref().is_some_and(|(made, short)| Arc::ptr_eq(made, listing) && *short == self.short) {
            return;
        }
        let rows = &listing.rows;
        let rules = &rows.rules;
        let mut piles: Vec<Pile> = Vec::new();
        for rule in &rules.stages {
            let joins = |pile: &&mut Pile| {
                self.short
                    && pile.stages.first().and_then(|stage| rules.stage(*stage)).map(|one| &one.short)
                        == Some(&rule.short)
            };
            match piles.last_mut().filter(joins) {
                Some(pile) => pile.stages.push(rule.stage),
                None => piles.push(Pile { stages: vec![rule.stage], stack: Stack::default() }),
            }
        }
        // A lead may still stand at a stage that is no longer in use.
        let unused = listing.stacks.keys().filter(|stage| rules.stage(**stage).is_none());
        piles.extend(unused.map(|stage| Pile { stages: vec![*stage], stack: Stack::default() }));
        for pile in &mut piles {
            let mut found = pile.stages.iter().filter_map(|stage| listing.stacks.get(stage));
            pile.stack = match (found.next(), found.next()) {
                (None, _) => Stack::default(),
                (Some(one), None) => one.clone(),
                _ => Stack::merged(rows, pile.stages.iter().filter_map(|stage| listing.stacks.get(stage))),
            };
        }
        self.seen.resize(piles.len(), (0.0, 0.0));
        self.piles = piles;
        self.made = Some((Arc::clone(listing), self.short));
    }

    fn is_folded(&self, pile: &Pile) -> bool {
        pile.is_aside() && !pile.stages.iter().any(|stage| self.unfolded.contains(stage))
    }

    /// Column and row of a lead.
    fn find(&self, rows: &Rows, lead: LeadId) -> Option<(usize, usize)> {
        let place = u32::try_from(rows.place(lead)?).ok()?;
        let stage = rows.get(lead)?.stage;
        let column = self.piles.iter().position(|pile| pile.stages.contains(&stage))?;
        let row = self.piles.get(column)?.stack.leads.iter().position(|other| *other == place)?;
        Some((column, row))
    }

    /// What keys do while the board has the focus; column and row to bring into view.
    fn keys(
        &self,
        ui: &Ui,
        id: Id,
        scene: &Scene<'_, '_>,
        selection: &mut Selection<LeadId>,
        wishes: &mut Vec<Wish>,
    ) -> Option<(usize, usize)> {
        if !ui.memory(|memory| memory.has_focus(id)) || is_composing(ui.ctx()) {
            return None;
        }
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let rows = &scene.listing.rows;
        let at = selection.cursor().and_then(|lead| self.find(rows, lead));
        let arrows =
            [(Key::ArrowUp, (0, -1)), (Key::ArrowDown, (0, 1)), (Key::ArrowLeft, (-1, 0)), (Key::ArrowRight, (1, 0))];
        let step = arrows.into_iter().find(|(key, _)| pressed(*key)).map(|(_, step)| step);
        if let Some((across, down)) = step {
            let (column, row) = match at {
                None => (self.piles.iter().position(|pile| !pile.stack.leads.is_empty())?, 0),
                Some((column, row)) if across == 0 => {
                    let last = self.piles.get(column)?.stack.leads.len().saturating_sub(1);
                    (column, row.saturating_add_signed(down).min(last))
                }
                Some((column, row)) => {
                    // The next column that shows a card.
                    let shows = |pile: &Pile| !pile.stack.leads.is_empty() && !self.is_folded(pile);
                    let mut columns: Vec<usize> = (0..self.piles.len()).filter(|at| shows(&self.piles[*at])).collect();
                    if across < 0 {
                        columns.reverse();
                    }
                    let next = columns.into_iter().find(|at| if across < 0 { *at < column } else { *at > column })?;
                    (next, row.min(self.piles.get(next)?.stack.leads.len().saturating_sub(1)))
                }
            };
            let place = *self.piles.get(column)?.stack.leads.get(row)?;
            selection.only(rows.leads.get(place as usize)?.id);
            return Some((column, row));
        }
        let cursor = selection.cursor().filter(|_| at.is_some())?;
        let chosen =
            || -> Vec<LeadId> { if selection.contains(&cursor) { selection.iter().collect() } else { vec![cursor] } };
        if pressed(Key::M) {
            wishes.push(Wish::Move(chosen(), Vec::new()));
        } else if pressed(Key::Enter) {
            wishes.push(Wish::Open(cursor));
        } else if pressed(Key::Delete) {
            wishes.push(Wish::Delete(chosen()));
        } else if pressed(Key::Space) {
            selection.toggle(cursor);
        } else if pressed(Key::Escape) {
            selection.only(cursor);
        }
        None
    }

    /// All columns; true when a card was clicked.
    #[allow(clippy::too_many_arguments)] // what a frame of the board consists of
    fn piles_ui(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_, '_>,
        selection: &mut Selection<LeadId>,
        dragged: Option<&Dragged>,
        revealed: Option<(usize, usize)>,
        has_focus: bool,
        wishes: &mut Vec<Wish>,
    ) -> bool {
        let area = ui.available_rect_before_wrap();
        let folded = self.piles.iter().filter(|pile| self.is_folded(pile)).count();
        let open = self.piles.len() - folded;
        let gaps = GAP * self.piles.len().saturating_sub(1) as f32;
        let spare = area.width() - gaps - FOLDED * folded as f32;
        let width = (spare / open.max(1) as f32).clamp(204.0, 300.0).floor();
        let total = width * open as f32 + FOLDED * folded as f32 + gaps;
        let (whole, _) = ui.allocate_exact_size(vec2(total, area.height()), Sense::HOVER);
        if dragged.is_some() {
            scroll_at_edge(ui);
        }
        let clip = ui.clip_rect();
        let mut left = whole.left();
        let mut clicked = false;
        let mut toggled = None;
        let mut seen = std::mem::take(&mut self.seen);
        for (column, pile) in self.piles.iter().enumerate() {
            let is_folded = self.is_folded(pile);
            let wide = if is_folded { FOLDED } else { width };
            let rect = Rect::from_min_size(pos2(left, whole.top()), vec2(wide, whole.height()));
            left += wide + GAP;
            let row = revealed.filter(|(at, _)| *at == column).map(|(_, row)| row);
            if row.is_some() {
                ui.scroll_to_rect(rect, None);
            }
            if !rect.intersects(clip) {
                continue;
            }
            drop_ui(ui, rect, pile, scene, dragged, wishes);
            let name = pile.name(&scene.listing.rows, self.short, scene.ctx.lang);
            let mut inner = ui.new_child(UiBuilder::new().id_salt(("pile", column)).max_rect(rect));
            inner.shrink_clip_rect(rect);
            if is_folded {
                if folded_ui(&mut inner, rect, &name, pile.stack.leads.len(), scene.ctx.lang) {
                    toggled = pile.stages.first().copied();
                }
                continue;
            }
            let mark = dragged.map(|dragged| (dragged, pile));
            legal_ui(&inner, rect, mark, scene.ctx.lang);
            if head_ui(&mut inner, rect, &name, pile, scene.ctx.lang) {
                toggled = pile.stages.first().copied();
            }
            let cards = Rect::from_min_max(pos2(rect.left(), rect.top() + HEAD), rect.max).shrink2(vec2(4.0, 0.0));
            let mut cards_ui = inner.new_child(UiBuilder::new().id_salt("cards").max_rect(cards));
            let says_stage = self.short && pile.stages.len() > 1;
            let shown = Shown { scene, dragged, has_focus, says_stage };
            clicked |= shown.cards_ui(&mut cards_ui, pile, selection, row, seen.get_mut(column), wishes);
        }
        self.seen = seen;
        if let Some(stage) = toggled
            && !self.unfolded.remove(&stage)
        {
            self.unfolded.insert(stage);
        }
        clicked
    }
}

/// What the cards of a column are drawn with.
struct Shown<'a, 's, 'c> {
    scene: &'a Scene<'s, 'c>,
    dragged: Option<&'a Dragged>,
    has_focus: bool,
    says_stage: bool,
}

impl Shown<'_, '_, '_> {
    fn cards_ui(
        &self,
        ui: &mut Ui,
        pile: &Pile,
        selection: &mut Selection<LeadId>,
        revealed: Option<usize>,
        seen: Option<&mut (f32, f32)>,
        wishes: &mut Vec<Wish>,
    ) -> bool {
        let Scene { listing, ctx, .. } = self.scene;
        let rows = &listing.rows;
        ui.spacing_mut().item_spacing.y = GAP - 2.0;
        let step = card::HEIGHT + GAP - 2.0;
        let mut area = ScrollArea::vertical().id_salt("column").auto_shrink([false, false]);
        if let (Some(row), Some((offset, height))) = (revealed, &seen) {
            let top = row as f32 * step;
            if top < *offset {
                area = area.vertical_scroll_offset(top);
            } else if top + step > *offset + *height {
                area = area.vertical_scroll_offset((top + step - *height).max(0.0));
            }
        }
        let mut clicked = false;
        let output = area.show_rows(ui, card::HEIGHT, pile.stack.leads.len(), |ui, range| {
            for place in pile.stack.leads.get(range).unwrap_or_default() {
                let Some(row) = rows.leads.get(*place as usize) else { continue };
                let look = Look {
                    selected: selection.contains(&row.id),
                    cursor: self.has_focus && selection.cursor() == Some(row.id),
                    dragged: self.dragged.is_some() && selection.contains(&row.id),
                    says_stage: self.says_stage,
                };
                let card = card::ui(ui, row, rows, ctx.plan(), look, ctx.lang);
                if card.drag_started() && ctx.writable {
                    if !selection.contains(&row.id) {
                        selection.only(row.id);
                    }
                    drag(&card, selection, rows, ctx.lang);
                }
                if card.clicked() {
                    clicked = true;
                    if ui.input(|input| input.modifiers.command) {
                        selection.toggle(row.id);
                    } else {
                        selection.only(row.id);
                    }
                }
                if card.secondary_clicked() && !selection.contains(&row.id) {
                    selection.only(row.id);
                }
                if card.double_clicked() {
                    wishes.push(Wish::Open(row.id));
                }
                card.context_menu(|ui| self.scene.menu_ui(ui, selection, wishes));
                let covered = ui.memory(|memory| memory.top_modal_layer().is_some());
                if self.dragged.is_none() && !covered {
                    card.on_hover_ui(|ui| card::hover_ui(ui, row, ctx.lang));
                }
            }
        });
        if let Some(seen) = seen {
            *seen = (output.state.clamped_offset().y, output.inner_rect.height());
        }
        clicked
    }
}

/// Money of everything listed.
pub fn total(listing: &Listing) -> Sums {
    let mut sums = Sums::new();
    for stack in listing.stacks.values() {
        for (currency, sum) in &stack.sums {
            *sums.entry(*currency).or_default() += sum;
        }
    }
    sums
}
