//! Small parts all tabs of the page are built from.

use eframe::egui::{Response, RichText, Ui};

use crate::{
    domain::plan::Plan,
    scoring::Source,
    text::{
        Say, format,
        ui::UiText,
        ui_plan::{ASSUMED, PlanPageText},
    },
    ui::{
        context::{PageContext, Post},
        route::{Filter, PageId},
        theme::{icons, tokens::SIZE_SMALL},
        widgets::UiExt,
    },
};

/// Height of rows with fields in them.
pub(super) const EDITED_ROW: f32 = 36.0;

/// The heading of the plan text an entry stands under; the full title, with those around it, on hover.
pub(super) fn heading_ui(ui: &mut Ui, ctx: &PageContext<'_>, plan: &Plan, id: &str) -> Response {
    let text = RichText::new(id).small().color(ctx.tokens.text_soft);
    let response = ui.elided(text);
    let title = heading_title(plan, id);
    if title.is_empty() { response } else { response.on_hover_text(title) }
}

/// The titles of a heading and of those it stands under, outermost first.
pub(super) fn heading_title(plan: &Plan, id: &str) -> String {
    let titles: Vec<&str> = plan
        .headings
        .iter()
        .filter(|heading| {
            id.strip_prefix(heading.id.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['(', ' ']) || heading.id.ends_with('、'))
        })
        .map(|heading| heading.title.as_str())
        .collect();
    titles.join("\n")
}

/// “Source: …” as one line.
pub(super) fn source_line_ui(ui: &mut Ui, ctx: &PageContext<'_>, plan: &Plan, id: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new(icons::BOOK_OPEN).size(SIZE_SMALL).color(ctx.tokens.text_soft));
        let title = plan.heading(id).map_or("", |heading| heading.title.as_str());
        let words = PlanPageText::HeadingLine { id: id.to_owned(), title: title.to_owned() };
        ui.elided(RichText::new(ctx.say(&words)).small().color(ctx.tokens.text_soft))
            .on_hover_text(heading_title(plan, id));
    });
}

/// 假设, as a word in the colour of what is estimated.
pub(super) fn assumed_ui(ui: &mut Ui, ctx: &PageContext<'_>) -> Response {
    let word = ctx.say(&UiText::Assumed);
    ui.label(RichText::new(word).small().color(ctx.tokens.estimate_text))
        .on_hover_text(ctx.say(&PlanPageText::AssumedNote))
}

/// A source as one line; what is an assumption says so in a colour of its own.
pub(super) fn source_ui(ui: &mut Ui, ctx: &PageContext<'_>, source: &Source) -> Response {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if !source.is_assumption() {
            return ui.elided(RichText::new(&source.0).small().color(ctx.tokens.text_soft));
        }
        let mark = assumed_ui(ui, ctx).on_hover_text(&source.0);
        let rest = without_mark(&source.0);
        if rest.is_empty() {
            return mark;
        }
        ui.elided(RichText::new(rest).small().color(ctx.tokens.text_soft)).on_hover_text(&source.0)
    })
    .inner
}

/// A source without the clause that only says that something is an assumption: the mark before it says so.
fn without_mark(source: &str) -> String {
    let clauses = source.split(['；', ';']).map(str::trim).filter_map(|clause| {
        let bare = clause.trim_start_matches(ASSUMED).trim_start_matches(['：', ':']).trim();
        (!bare.is_empty() && !bare.ends_with(ASSUMED)).then_some(bare)
    });
    format::clauses(&clauses.collect::<Vec<_>>(), crate::text::Lang::Zh)
}

/// How many companies, as a link to them.
pub(super) fn companies_link(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    count: Option<usize>,
    filter: &Filter,
    out: &mut Vec<Post>,
) {
    let Some(count) = count else {
        ui.secondary(format::ABSENT);
        return;
    };
    let words = ctx.say(&PlanPageText::CompaniesThere { count: format::count(count) });
    if count == 0 {
        ui.secondary(words);
        return;
    }
    if ui.link(&words).on_hover_text(ctx.say(&PlanPageText::ShowCompanies)).clicked() {
        out.push(Post::Go(filter.on(PageId::Companies)));
    }
}

/// The content of the right one of two panes, off the divider.
pub(super) fn right_pane(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let margin = eframe::egui::Margin { left: 10, ..eframe::egui::Margin::ZERO };
    eframe::egui::Frame::new().inner_margin(margin).show(ui, content);
}

/// A quiet word with a ground, that cannot be pressed.
pub(super) fn tag_ui(ui: &mut Ui, text: &str) -> Response {
    let tokens = ui.tokens();
    eframe::egui::Frame::new()
        .fill(tokens.sunken)
        .corner_radius(4)
        .inner_margin(eframe::egui::Margin::symmetric(6, 1))
        .show(ui, |ui| ui.label(RichText::new(text).small().color(tokens.text)))
        .inner
}

/// The bar over a draft: how much differs, title of the next version, save, discard.
pub(super) struct DraftBar<'a> {
    /// How many things differ; none = being counted.
    pub changes: Option<usize>,
    /// Why it cannot be saved.
    pub fault: Option<String>,
    /// Title the next version will have.
    pub title: &'a mut String,
    /// Title proposed when it is empty.
    pub proposed: String,
    /// What differs is shown.
    pub showing: bool,
    /// It is being written.
    pub saving: bool,
    /// The file cannot be written.
    pub read_only: bool,
}

/// The title proposed for the next version: what it is a version of, and the day.
pub(super) fn proposed_title(ctx: &PageContext<'_>, what: &str) -> String {
    PlanPageText::ProposedTitle { what: what.to_owned(), day: format::iso_date(ctx.today) }.say(ctx.lang)
}

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pressed {
    /// Save.
    Save,
    /// Discard.
    Discard,
    /// Show what differs.
    Changes,
}

impl DraftBar<'_> {
    /// Draws it.
    pub fn ui(self, ui: &mut Ui, ctx: &PageContext<'_>) -> Option<Pressed> {
        let Self { changes, fault, title, proposed, showing, saving, read_only } = self;
        let tokens = ctx.tokens;
        let mut pressed = None;
        let frame = eframe::egui::Frame::new()
            .fill(tokens.selected)
            .corner_radius(eframe::egui::CornerRadius::same(crate::ui::theme::tokens::RADIUS))
            .inner_margin(eframe::egui::Margin::symmetric(12, 4));
        frame.show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.set_min_height(32.0);
                ui.label(RichText::new(icons::PENCIL_SIMPLE).color(tokens.accent_text));
                let words = match changes {
                    Some(count) => PlanPageText::Unsaved { count: format::count(count) },
                    None => PlanPageText::UnsavedSome,
                };
                ui.label(ctx.say(&words));
                let show = if showing { PlanPageText::HideChanges } else { PlanPageText::ShowChanges };
                if ui.link(ctx.say(&show)).clicked() {
                    pressed = Some(Pressed::Changes);
                }
                ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                    let can_save = fault.is_none() && !saving && !read_only && changes.is_some();
                    let save = ui.add_enabled_ui(can_save, |ui| {
                        ui.primary_icon_button(icons::FLOPPY_DISK, &ctx.say(&PlanPageText::SaveVersion))
                    });
                    let why = if read_only { Some(ctx.say(&UiText::ReadOnly)) } else { fault.clone() };
                    if let Some(why) = why {
                        save.inner.on_disabled_hover_text(why);
                    } else if save.inner.clicked() {
                        pressed = Some(Pressed::Save);
                    }
                    if ui.button(ctx.say(&PlanPageText::Discard)).clicked() {
                        pressed = Some(Pressed::Discard);
                    }
                    let label = ctx.say(&PlanPageText::VersionTitle);
                    let field = ui.add(
                        eframe::egui::TextEdit::singleline(title)
                            .hint_text(proposed)
                            .desired_width((ui.available_width() * 0.5).clamp(120.0, 260.0)),
                    );
                    field.accessible_name(&label).on_hover_text(&label);
                    if let Some(fault) = &fault {
                        ui.elided(RichText::new(fault).small().color(tokens.error)).on_hover_text(fault);
                    }
                });
            });
        });
        pressed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_of_an_assumption_is_not_said_twice() {
        assert_eq!(without_mark("四、(二)；权重为假设"), "四、(二)");
        assert_eq!(without_mark("假设：组内权重"), "组内权重");
        assert_eq!(without_mark("假设"), "");
        assert_eq!(without_mark("三、(四) 十亿级企业；五、(四)；其余为假设"), "三、(四) 十亿级企业；五、(四)");
    }

    #[test]
    fn a_heading_is_told_with_those_it_stands_under() {
        let plan = Plan::shipped().unwrap();
        let lines = heading_title(&plan, "四、(一) 1 摩托车");
        let titles: Vec<&str> = lines.lines().collect();
        assert_eq!(titles.len(), 4, "{titles:?}");
        assert!(titles[0].starts_with("四、") && titles[3].contains("摩托车"));
        assert_eq!(heading_title(&plan, "表1").lines().count(), 1);
        assert_eq!(heading_title(&plan, "九十九"), "");
    }
}
