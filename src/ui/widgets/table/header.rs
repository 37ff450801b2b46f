//! The head of a column: its title, how it is sorted, the menu of its values.

use eframe::egui::{Align, Label, Layout, Rect, Response, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::{ColumnSpec, TableOutput};
use crate::{
    text::{Lang, Say, format, ui::UiText, ui_grid::GridText},
    ui::{
        settings::TableLayout,
        theme::{fonts, icons},
        widgets::UiExt,
    },
};

/// Width of the sign that opens the menu.
const SIGN: f32 = 16.0;

/// Place and direction of a column among those sorted by.
fn place_in(layout: &TableLayout, column: &str) -> Option<(usize, bool)> {
    layout.sorts().enumerate().find(|(_, (id, _))| *id == column).map(|(at, (_, down))| (at, down))
}

/// Sorts by a column alone, or by it after those sorted by so far.
fn sort_by(layout: &mut TableLayout, column: &ColumnSpec, further: bool) {
    let now = place_in(layout, column.id);
    // Figures are looked at from the top, names from A: the first click gives what is usually wanted.
    let down = now.map_or(column.numeric, |(_, down)| !down);
    match now {
        Some((0, _)) if further => layout.sort = Some((column.id.to_owned(), down)),
        Some((at, _)) if further => {
            if let Some(sort) = layout.then.get_mut(at - 1) {
                sort.1 = down;
            }
        }
        None if further && layout.sort.is_some() => layout.then.push((column.id.to_owned(), down)),
        _ => {
            layout.sort = Some((column.id.to_owned(), down));
            layout.then.clear();
        }
    }
}

/// Draws the head of a column.
pub(super) fn header_ui(
    ui: &mut Ui,
    column: &ColumnSpec,
    narrowed: bool,
    layout: &mut TableLayout,
    output: &mut TableOutput,
    lang: Lang,
) {
    let tokens = ui.tokens();
    let rect: Rect = ui.max_rect();
    let place = place_in(layout, column.id);
    let direction = place.map(|(_, down)| down);
    let sense = if column.sortable { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(column.id), sense);
    let words = match direction {
        Some(true) => UiText::SortedDown { column: column.title.clone() },
        Some(false) => UiText::SortedUp { column: column.title.clone() },
        None => UiText::Sort { column: column.title.clone() },
    }
    .say(lang);
    response.widget_info(|| {
        let words = if column.sortable { words.as_str() } else { column.title.as_str() };
        WidgetInfo::labeled(Role::Button, true, words)
    });
    let colour = if direction.is_some() || response.hovered() { tokens.text } else { tokens.text_soft };
    let title = RichText::new(&column.title).text_style(fonts::strong_small()).color(colour);
    let arrow = direction.map(|down| if down { icons::CARET_DOWN } else { icons::CARET_UP });
    let number = place.filter(|_| !layout.then.is_empty()).map(|(at, _)| format::count(at + 1));
    let draw = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        if !column.numeric {
            ui.add_space(4.0);
            ui.add(Label::new(title.clone()).truncate());
        }
        if let Some(number) = number {
            ui.label(RichText::new(number).size(10.0).color(tokens.accent_text));
        }
        if let Some(arrow) = arrow {
            ui.label(RichText::new(arrow).size(12.0).color(tokens.accent_text));
        }
        if column.numeric {
            ui.add(Label::new(title).truncate());
        }
    };
    if column.numeric {
        ui.with_layout(Layout::right_to_left(Align::Center), draw);
    } else {
        draw(ui);
    }
    let mut response = response;
    if !column.tooltip.is_empty() {
        response = response.on_hover_text(&column.tooltip);
    }
    if response.clicked() {
        let further = ui.input(|input| input.modifiers.shift);
        sort_by(layout, column, further);
        output.sorted = true;
    }
    if column.filterable {
        sign_ui(ui, rect, &response, column, narrowed, output, lang);
    }
}

/// The sign that opens the menu of a column: there for keys and screen readers always, seen when it is needed.
fn sign_ui(
    ui: &Ui,
    rect: Rect,
    head: &Response,
    column: &ColumnSpec,
    narrowed: bool,
    output: &mut TableOutput,
    lang: Lang,
) {
    let tokens = ui.tokens();
    let left = if column.numeric { rect.left() } else { rect.right() - SIGN };
    let place = Rect::from_min_size(eframe::egui::pos2(left, rect.top() + 2.0), vec2(SIGN, rect.height() - 4.0));
    let sign = ui.interact(place, ui.scope_id().with((column.id, "values")), Sense::click());
    let words = GridText::Filter { column: column.title.clone() }.say(lang);
    sign.widget_info(|| WidgetInfo::selected(Role::Button, true, narrowed, &words));
    if narrowed || head.hovered() || sign.hovered() || sign.has_focus() {
        let colour = if narrowed { tokens.accent_text } else { tokens.text_soft };
        ui.painter().rect_filled(place, 2, tokens.chrome);
        ui.painter().text(
            place.center(),
            eframe::egui::Align2::CENTER_CENTER,
            icons::FUNNEL,
            eframe::egui::FontId::proportional(13.0),
            colour,
        );
    }
    output.heads.push((column.id, sign.on_hover_text(words)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_added_turned_and_dropped() {
        let (name, value) = (ColumnSpec::text("name", "", 1.0), ColumnSpec::number("value", "", 1.0));
        let mut layout = TableLayout::default();
        sort_by(&mut layout, &value, true);
        sort_by(&mut layout, &name, true);
        let sorts = |layout: &TableLayout| layout.sorts().map(|(id, down)| (id.to_owned(), down)).collect::<Vec<_>>();
        assert_eq!(sorts(&layout), [("value".to_owned(), true), ("name".to_owned(), false)]);
        sort_by(&mut layout, &name, true);
        assert_eq!(place_in(&layout, "name"), Some((1, true)));
        sort_by(&mut layout, &name, false);
        assert_eq!(sorts(&layout), [("name".to_owned(), false)]);
    }
}
