//! The plan as a tree one can walk and search: sectors, segments, products, and its other parts below them.

use std::collections::BTreeSet;

use eframe::egui::{
    Align2, CornerRadius, Event, EventFilter, FontId, Id, Key, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Ui,
    WidgetInfo, pos2, vec2,
};

use super::counts::Counts;
use crate::{
    domain::{
        ids::{BaseId, ProductId, SectorId, SegmentId},
        plan::{Name, Plan, Product, SectorAim, Segment},
    },
    text::{Label, Lang, Say, format, ui_plan::PlanPageText},
    ui::{
        context::PageContext,
        theme::{
            fonts, icons,
            tokens::{ROW, SIZE_BODY, SIZE_SMALL},
        },
        widgets::{UiExt, badge::sector_colour, line_in, row_ground, search_field},
    },
};

/// Keys the tree takes while it has the focus.
const KEYS: [Key; 6] = [Key::ArrowDown, Key::ArrowUp, Key::ArrowLeft, Key::ArrowRight, Key::Home, Key::End];

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    /// The plan as a whole.
    About,
    /// A sector.
    Sector(SectorId),
    /// A segment.
    Segment(SegmentId),
    /// A product.
    Product(ProductId),
    /// All bases.
    Bases,
    /// A base.
    Base(BaseId),
    /// 表1.
    Indicators,
    /// Admission gates.
    Gates,
    /// Platforms.
    Platforms,
    /// Parks, towns, areas.
    Places,
    /// Zones for joint promotion.
    Zones,
    /// Facts of the zone when the plan was made.
    Baseline,
    /// Money the plan offers.
    Funds,
    /// The far outlook.
    Outlook,
}

/// A line of the tree.
#[derive(Debug, Clone)]
struct Row {
    /// None = a caption, which cannot be chosen.
    node: Option<Node>,
    depth: u8,
    name: String,
    /// Whether it has children, and whether they are shown.
    open: Option<bool>,
    /// Companies, or entries of a list.
    count: Option<usize>,
    /// A list's entries rather than companies.
    entries: bool,
}

/// What the lines were made from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MadeFrom {
    query: String,
    generation: u64,
    stamp: Stamp,
    lang: Lang,
}

/// Which plan and which counts are shown: revisions of view and draft, and how often was counted.
pub(super) type Stamp = (u64, u64, u64);

/// The tree as it was left.
pub(super) struct Tree {
    chosen: Node,
    open: BTreeSet<Node>,
    query: String,
    generation: u64,
    rows: Vec<Row>,
    made_from: Option<MadeFrom>,
    show_chosen: bool,
}

impl Default for Tree {
    fn default() -> Self {
        Self {
            chosen: Node::About,
            open: BTreeSet::from([Node::Bases]),
            query: String::new(),
            generation: 0,
            rows: Vec::new(),
            made_from: None,
            show_chosen: false,
        }
    }
}

impl Tree {
    /// The node chosen.
    pub const fn chosen(&self) -> &Node {
        &self.chosen
    }

    /// What is searched for, as it is compared.
    pub fn needle(&self) -> String {
        folded(&self.query)
    }

    /// Chooses a node and brings it into view.
    pub fn choose(&mut self, node: Node) {
        self.chosen = node;
        self.query.clear();
        self.generation += 1;
        self.show_chosen = true;
    }

    /// Searches for something.
    pub fn search(&mut self, query: &str) {
        query.clone_into(&mut self.query);
        self.generation += 1;
    }

    /// Draws the search field and the tree.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, plan: &Plan, counts: Option<&Counts>, stamp: Stamp) {
        let width = ui.available_width();
        let field = Id::unique("plan search");
        let (response, _) =
            search_field(ui, field, &mut self.query, &ctx.say(&PlanPageText::SearchPlan), width - 8.0, ctx.lang);
        if ctx.find {
            response.request_focus();
        }
        ui.add_space(4.0);
        if self.show_chosen {
            open_to(&mut self.open, plan, &self.chosen);
            self.generation += 1;
        }
        self.make(ctx.lang, plan, counts, stamp);
        if self.rows.is_empty() {
            ui.add_space(16.0);
            ui.vertical_centered(|ui| {
                ui.secondary(ctx.say(&PlanPageText::NothingFound { query: self.query.trim().to_owned() }));
            });
            return;
        }
        let whole = ui.available_rect_before_wrap();
        let id = ui.scope_id().with("plan tree");
        let focus = ui.interact(whole, id, Sense::click());
        focus.widget_info(|| WidgetInfo::labeled(Role::Tree, true, ctx.say(&PlanPageText::TreeName)));
        let moved = self.keys(ui, id);
        let to = (moved || self.show_chosen).then(|| self.row_of_chosen()).flatten();
        self.show_chosen = false;
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().id_salt("plan tree").auto_shrink([false, false]);
        if let Some(row) = to {
            // A third from the top: one sees what stands around it.
            let offset = (row as f32).mul_add(ROW, -whole.height() / 3.0).max(0.0);
            area = area.vertical_scroll_offset(offset);
        }
        let mut pressed = None;
        area.show_rows(ui, ROW, self.rows.len(), |ui, range| {
            for (index, row) in self.rows.iter().enumerate().skip(range.start).take(range.len()) {
                let chosen = row.node.as_ref() == Some(&self.chosen);
                let (click, toggle) = row_ui(ui, ctx, plan, row, chosen, focus.has_focus());
                if click || toggle {
                    pressed = Some((index, toggle));
                }
            }
        });
        if let Some((index, toggle)) = pressed {
            focus.request_focus();
            self.press(index, toggle);
        }
    }

    fn press(&mut self, index: usize, toggle: bool) {
        let Some(Row { node: Some(node), open, .. }) = self.rows.get(index) else { return };
        let (node, open) = (node.clone(), *open);
        // A click on what is chosen already folds or unfolds it.
        if open.is_some() && (toggle || self.chosen == node) {
            self.unfold(&node, open == Some(false));
        } else if open == Some(false) {
            self.unfold(&node, true);
        }
        if !toggle {
            self.chosen = node;
        }
    }

    fn unfold(&mut self, node: &Node, open: bool) {
        if open {
            self.open.insert(node.clone());
        } else {
            self.open.remove(node);
        }
        self.generation += 1;
    }

    fn row_of_chosen(&self) -> Option<usize> {
        self.rows.iter().position(|row| row.node.as_ref() == Some(&self.chosen))
    }

    /// Arrows walk, fold and unfold; true when the chosen node changed.
    fn keys(&mut self, ui: &Ui, id: Id) -> bool {
        if !ui.memory(|memory| memory.has_focus(id)) {
            return false;
        }
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: false, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let keys: Vec<Key> = ui.input_mut(|input| {
            let pressed = input.events.iter().filter_map(|event| match event {
                Event::Key { key, pressed: true, modifiers, .. } if modifiers.is_none() && KEYS.contains(key) => {
                    Some(*key)
                }
                _ => None,
            });
            let wanted: Vec<Key> = pressed.collect();
            for key in &wanted {
                input.consume_key(Modifiers::NONE, *key);
            }
            wanted
        });
        let before = self.chosen.clone();
        for key in keys {
            let nodes: Vec<usize> = (0..self.rows.len()).filter(|row| self.rows[*row].node.is_some()).collect();
            let at = self.row_of_chosen();
            let place = at.and_then(|row| nodes.iter().position(|other| *other == row));
            let go = |place: Option<usize>| place.and_then(|place| nodes.get(place)).copied();
            let target = match key {
                Key::ArrowDown => go(Some(place.map_or(0, |place| (place + 1).min(nodes.len().saturating_sub(1))))),
                Key::ArrowUp => go(Some(place.unwrap_or(1).saturating_sub(1))),
                Key::Home => go(Some(0)),
                Key::End => go(nodes.len().checked_sub(1)),
                Key::ArrowRight | Key::ArrowLeft => {
                    let Some(row) = at else { continue };
                    let open = self.rows[row].open;
                    if open == Some(key == Key::ArrowLeft) {
                        let node = self.chosen.clone();
                        self.unfold(&node, key == Key::ArrowRight);
                        // The lines are made anew before the next key.
                        self.made_from = None;
                        break;
                    }
                    if key == Key::ArrowRight {
                        None
                    } else {
                        // To the parent.
                        let depth = self.rows[row].depth;
                        (0..row).rev().find(|other| self.rows[*other].node.is_some() && self.rows[*other].depth < depth)
                    }
                }
                _ => None,
            };
            if let Some(node) = target.and_then(|row| self.rows.get(row)?.node.clone()) {
                self.chosen = node;
            }
        }
        self.chosen != before
    }

    /// Makes the lines, unless nothing they are made from changed.
    fn make(&mut self, lang: Lang, plan: &Plan, counts: Option<&Counts>, stamp: Stamp) {
        let from = MadeFrom { query: folded(&self.query), generation: self.generation, stamp, lang };
        if self.made_from.as_ref() == Some(&from) {
            return;
        }
        let maker = Maker { plan, counts, lang, needle: &from.query, open: &self.open, rows: Vec::new() };
        self.rows = maker.rows();
        self.made_from = Some(from);
    }
}

/// Opens everything a node stands under.
fn open_to(open: &mut BTreeSet<Node>, plan: &Plan, node: &Node) {
    match node {
        Node::Product(id) => {
            if let Some((sector, segment, _)) = plan.product(id) {
                open.insert(Node::Sector(sector.id.clone()));
                open.insert(Node::Segment(segment.id.clone()));
            }
        }
        Node::Segment(id) => {
            if let Some((sector, _)) = plan.segment(id) {
                open.insert(Node::Sector(sector.id.clone()));
            }
        }
        Node::Base(_) => {
            open.insert(Node::Bases);
        }
        _ => {}
    }
}

/// Upper and lower case are one, and so are the spaces around.
pub(super) fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Whether one of these texts holds what is searched for; everything holds nothing.
pub(super) fn matches(needle: &str, texts: &[&str]) -> bool {
    needle.is_empty() || texts.iter().any(|text| folded(text).contains(needle))
}

fn product_matches(needle: &str, product: &Product) -> bool {
    let Product { name, stated, horizon_word, group, bounds, .. } = product;
    matches(needle, &[&name.zh, &name.en, stated, horizon_word, group])
        || bounds.iter().any(|bound| matches(needle, &[bound]))
}

fn segment_matches(needle: &str, segment: &Segment) -> bool {
    matches(needle, &[&segment.name.zh, &segment.name.en, &segment.heading])
        || segment.techniques.iter().any(|technique| matches(needle, &[technique]))
}

struct Maker<'a> {
    plan: &'a Plan,
    counts: Option<&'a Counts>,
    lang: Lang,
    needle: &'a str,
    open: &'a BTreeSet<Node>,
    rows: Vec<Row>,
}

impl Maker<'_> {
    fn rows(mut self) -> Vec<Row> {
        let plan = self.plan;
        if self.needle.is_empty() {
            self.push(Some(Node::About), 0, PlanPageText::About.say(self.lang), None, None, false);
        }
        for aim in SectorAim::ALL {
            let sectors = plan.sectors.iter().filter(|sector| sector.aim == *aim);
            let start = self.rows.len();
            for sector in sectors {
                self.sector(sector);
            }
            if self.rows.len() > start {
                let caption = PlanPageText::SectorsCaption { aim: aim.label(self.lang) }.say(self.lang);
                // The figures on the right are companies; the first caption says so.
                let row = Row { node: None, depth: 0, name: caption, open: None, count: None, entries: start < 2 };
                self.rows.insert(start, row);
            }
        }
        let start = self.rows.len();
        self.bases();
        let named = |name: &Name| [name.zh.clone(), name.en.clone()];
        let lists: [(Node, PlanPageText, Vec<Vec<String>>); 8] = [
            (
                Node::Indicators,
                PlanPageText::Indicators,
                plan.indicators
                    .iter()
                    .map(|entry| [&named(&entry.name)[..], &[entry.category.clone(), entry.scope.clone()]].concat())
                    .collect(),
            ),
            (
                Node::Gates,
                PlanPageText::Gates,
                plan.gates.iter().map(|entry| [named(&entry.name), named(&entry.text)].concat()).collect(),
            ),
            (
                Node::Platforms,
                PlanPageText::Platforms,
                plan.platforms
                    .iter()
                    .map(|entry| [&named(&entry.name)[..], std::slice::from_ref(&entry.stated)].concat())
                    .collect(),
            ),
            (Node::Places, PlanPageText::Places, plan.places.iter().map(|entry| named(&entry.name).to_vec()).collect()),
            (
                Node::Zones,
                PlanPageText::Zones,
                plan.partner_zones.iter().map(|entry| named(&entry.name).to_vec()).collect(),
            ),
            (
                Node::Baseline,
                PlanPageText::Baseline,
                plan.baseline.iter().map(|entry| named(&entry.name).to_vec()).collect(),
            ),
            (Node::Funds, PlanPageText::Funds, plan.funds.iter().map(|entry| named(&entry.text).to_vec()).collect()),
            (
                Node::Outlook,
                PlanPageText::Outlook,
                plan.outlook.iter().map(|entry| named(&entry.text).to_vec()).collect(),
            ),
        ];
        for (node, title, entries) in lists {
            let title = title.say(self.lang);
            let of_title = matches(self.needle, &[&title]);
            let hits = entries
                .iter()
                .filter(|texts| of_title || texts.iter().any(|text| matches(self.needle, &[text])))
                .count();
            if hits > 0 || of_title {
                self.push(Some(node), 0, title, None, Some(hits), true);
            }
        }
        if self.rows.len() > start {
            let caption = PlanPageText::OtherParts.say(self.lang);
            let row = Row { node: None, depth: 0, name: caption, open: None, count: None, entries: false };
            self.rows.insert(start, row);
        }
        self.rows
    }

    fn push(
        &mut self,
        node: Option<Node>,
        depth: u8,
        name: String,
        open: Option<bool>,
        count: Option<usize>,
        entries: bool,
    ) {
        self.rows.push(Row { node, depth, name, open, count, entries });
    }

    fn is_open(&self, node: &Node) -> bool {
        !self.needle.is_empty() || self.open.contains(node)
    }

    fn sector(&mut self, sector: &crate::domain::plan::Sector) {
        let node = Node::Sector(sector.id.clone());
        let own = matches(self.needle, &[&sector.name.zh, &sector.name.en, &sector.letter, &sector.heading]);
        let open = self.is_open(&node);
        let count = self.counts.map(|counts| counts.sector(&sector.id));
        let start = self.rows.len();
        self.push(Some(node), 0, sector.name.in_lang(self.lang).to_owned(), Some(open), count, false);
        if open {
            for segment in &sector.segments {
                self.segment(segment);
            }
        }
        if !own && !self.needle.is_empty() && self.rows.len() == start + 1 {
            self.rows.truncate(start);
        }
    }

    fn segment(&mut self, segment: &Segment) {
        let node = Node::Segment(segment.id.clone());
        let own = segment_matches(self.needle, segment);
        let products: Vec<&Product> =
            segment.products.iter().filter(|product| product_matches(self.needle, product)).collect();
        if !own && products.is_empty() {
            return;
        }
        let open = if self.needle.is_empty() { self.open.contains(&node) } else { !products.is_empty() };
        let count = self.counts.map(|counts| counts.segment(&segment.id));
        self.push(Some(node), 1, segment.name.in_lang(self.lang).to_owned(), Some(open), count, false);
        if open {
            for product in products {
                let count = self.counts.map(|counts| counts.product(&product.id));
                let name = product.name.in_lang(self.lang).to_owned();
                self.push(Some(Node::Product(product.id.clone())), 2, name, None, count, false);
            }
        }
    }

    fn bases(&mut self) {
        let title = PlanPageText::Bases.say(self.lang);
        let of_title = matches(self.needle, &[&title]);
        let bases: Vec<_> = self
            .plan
            .bases
            .iter()
            .filter(|base| {
                let places = base.places.iter().filter_map(|id| self.plan.places.iter().find(|place| place.id == *id));
                of_title
                    || matches(self.needle, &[&base.name.zh, &base.name.en, &base.heading])
                    || places.into_iter().any(|place| matches(self.needle, &[&place.name.zh, &place.name.en]))
                    || base.seats.iter().any(|seats| matches(self.needle, &[&seats.text]))
            })
            .collect();
        if bases.is_empty() {
            return;
        }
        let open = self.is_open(&Node::Bases);
        self.push(Some(Node::Bases), 0, title, Some(open), Some(bases.len()), true);
        if open {
            for base in bases {
                let count = self.counts.map(|counts| counts.base(&base.id));
                let name = base.name.in_lang(self.lang).to_owned();
                self.push(Some(Node::Base(base.id.clone())), 1, name, None, count, false);
            }
        }
    }
}

/// Draws a line; whether it was pressed, and whether its triangle was.
fn row_ui(ui: &mut Ui, ctx: &PageContext<'_>, plan: &Plan, row: &Row, chosen: bool, focused: bool) -> (bool, bool) {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    if !ui.is_rect_visible(rect) {
        return (false, false);
    }
    let Some(node) = &row.node else {
        let text = rect.with_min_y(rect.top() + 6.0).with_min_x(rect.left() + 8.0);
        line_in(ui, text, false, RichText::new(&row.name).text_style(fonts::strong_small()).color(tokens.text_soft));
        if row.entries {
            let unit = RichText::new(ctx.say(&PlanPageText::Companies)).small().color(tokens.text_off);
            line_in(ui, text.with_max_x(rect.right() - 12.0), true, unit);
        }
        return (false, false);
    };
    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, chosen, &row.name));
    ui.ctx().accesskit_node_builder(response.id, |builder| {
        builder.set_selected(chosen);
        if let Some(open) = row.open {
            builder.set_expanded(open);
        }
        builder.set_description(told(ctx, row));
    });
    row_ground(ui, rect, &response, chosen);
    if chosen && focused {
        let stroke = eframe::egui::Stroke::new(1.0, tokens.accent);
        ui.painter().rect_stroke(rect, CornerRadius::same(4), stroke, eframe::egui::StrokeKind::Inside);
    }
    let mut left = rect.left() + 4.0 + f32::from(row.depth) * 18.0;
    let caret = Rect::from_min_size(pos2(left, rect.top()), vec2(18.0, ROW));
    let mut toggle = false;
    if let Some(open) = row.open {
        let icon = if open { icons::CARET_DOWN } else { icons::CARET_RIGHT };
        let font = FontId::proportional(SIZE_SMALL);
        ui.painter().text(caret.center(), Align2::CENTER_CENTER, icon, font, tokens.text_soft);
        toggle = response.clicked() && response.interact_pointer_pos().is_some_and(|at| caret.contains(at));
    }
    left = caret.right() + 2.0;
    if let Node::Sector(id) = node
        && let Some(sector) = plan.sector(id)
    {
        let mark = Rect::from_center_size(pos2(left + 9.0, rect.center().y), vec2(18.0, 18.0));
        ui.painter().rect_filled(mark, CornerRadius::same(4), sector_colour(plan, sector, tokens));
        let font = FontId::new(SIZE_SMALL, fonts::bold_family());
        ui.painter().text(mark.center(), Align2::CENTER_CENTER, &sector.letter, font, tokens.on_sector);
        left = mark.right() + 6.0;
    }
    let mut right = rect.right() - 12.0;
    if let Some(count) = row.count {
        // Entries of a list stand in brackets: plain figures are companies.
        let figure = if row.entries { format!("({})", format::count(count)) } else { format::count(count) };
        let colour = if count == 0 || row.entries { tokens.text_off } else { tokens.text_soft };
        let font = FontId::proportional(SIZE_SMALL);
        let drawn = ui.painter().text(pos2(right, rect.center().y), Align2::RIGHT_CENTER, figure, font, colour);
        right = drawn.left() - 8.0;
    }
    let name = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
    line_in(ui, name, false, RichText::new(&row.name).size(SIZE_BODY).color(tokens.text));
    (response.clicked(), toggle)
}

/// What the figure of a line means.
fn told(ctx: &PageContext<'_>, row: &Row) -> String {
    let name = row.name.clone();
    match row.count.map(format::count) {
        None => String::new(),
        Some(count) if row.entries => ctx.say(&PlanPageText::EntriesThere { name, count }),
        Some(count) => ctx.say(&PlanPageText::CompaniesAt { name, count }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(query: &str, open: &[Node]) -> Vec<Row> {
        let plan = Plan::shipped().unwrap();
        let open = open.iter().cloned().collect();
        Maker { plan: &plan, counts: None, lang: Lang::Zh, needle: &folded(query), open: &open, rows: Vec::new() }
            .rows()
    }

    fn names(rows: &[Row]) -> Vec<&str> {
        rows.iter().filter(|row| row.node.is_some()).map(|row| row.name.as_str()).collect()
    }

    #[test]
    fn folded_it_shows_sectors_and_parts_only() {
        let rows = rows("", &[]);
        assert_eq!(rows.iter().filter(|row| matches!(row.node, Some(Node::Sector(_)))).count(), 7);
        assert!(rows.iter().all(|row| row.depth == 0));
        assert_eq!(rows.iter().filter(|row| row.node.is_none()).count(), 3, "captions");
    }

    #[test]
    fn a_search_shows_what_matches_with_what_it_stands_under() {
        let plan = Plan::shipped().unwrap();
        let (sector, segment, product) = plan.products().next().unwrap();
        let rows = rows(&product.name.zh, &[]);
        let names = names(&rows);
        for name in [&sector.name.zh, &segment.name.zh, &product.name.zh] {
            assert!(names.contains(&name.as_str()), "{name} is not in {names:?}");
        }
        assert!(rows.len() < 20, "{names:?}");
    }

    #[test]
    fn a_search_for_nonsense_finds_nothing() {
        assert!(rows("qqqzzz", &[]).is_empty());
    }

    #[test]
    fn entries_of_lists_are_found_by_their_texts() {
        let plan = Plan::shipped().unwrap();
        let rows = rows(&plan.gates[0].name.zh, &[]);
        let gates = rows.iter().find(|row| row.node == Some(Node::Gates)).unwrap();
        assert!(gates.count.unwrap() >= 1);
    }

    #[test]
    fn choosing_a_product_opens_what_it_stands_under() {
        let plan = Plan::shipped().unwrap();
        let (sector, segment, product) = plan.products().nth(5).unwrap();
        let mut open = BTreeSet::new();
        open_to(&mut open, &plan, &Node::Product(product.id.clone()));
        assert!(open.contains(&Node::Sector(sector.id.clone())) && open.contains(&Node::Segment(segment.id.clone())));
    }
}
