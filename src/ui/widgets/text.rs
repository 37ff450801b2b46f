//! Texts, buttons and frames in the house style, as an extension of the toolkit's `Ui`.

use eframe::egui::{
    Align, Align2, Button, CornerRadius, FontId, Frame, InnerResponse, Label, Layout, Rect, Response, RichText, Role,
    Sense, Stroke, TextStyle, TextWrapMode, Ui, WidgetInfo, WidgetText, vec2,
};

use crate::ui::theme::{
    card_margin, fonts,
    tokens::{RADIUS, ROW, SIZE_SECTION, SIZE_SMALL, Tokens},
};

/// The house style on a `Ui`.
pub trait UiExt {
    /// The colours of the theme in use.
    fn tokens(&self) -> &'static Tokens;
    /// Title of a page, 20 bold.
    fn page_title(&mut self, text: impl Into<String>) -> Response;
    /// Title of a section or dialog, 16 bold.
    fn section_title(&mut self, text: impl Into<String>) -> Response;
    /// Bold text of body size.
    fn strong_text(&mut self, text: impl Into<String>) -> Response;
    /// Secondary text, 12, soft.
    fn secondary(&mut self, text: impl Into<String>) -> Response;
    /// What a table without rows says, in its middle and over its lines.
    fn said_over(&mut self, table: Rect, text: impl Into<String>);
    /// A key figure, 28 bold, with its unit small and soft behind it.
    fn key_figure(&mut self, figure: impl Into<String>, unit: &str) -> Response;
    /// A figure of body size with its unit small and soft behind it.
    fn figure(&mut self, figure: impl Into<String>, unit: &str) -> Response;
    /// One line that ends with … where it must, with the whole text on hover.
    fn elided(&mut self, text: impl Into<WidgetText>) -> Response;
    /// A link on one line that ends with … where it must; what it says in full is for the caller to hang on it.
    fn elided_link(&mut self, text: &str) -> Response;
    /// Text one can select and copy.
    fn copyable(&mut self, text: impl Into<WidgetText>) -> Response;
    /// An icon in a colour.
    fn icon(&mut self, icon: &str, colour: eframe::egui::Color32) -> Response;
    /// A button that is only an icon; the words are its tooltip and its name for screen readers.
    fn icon_button(&mut self, icon: &str, words: &str) -> Response;
    /// A button with icon and label.
    fn icon_text_button(&mut self, icon: &str, label: &str) -> Response;
    /// The one primary button of a page or dialog.
    fn primary_button(&mut self, label: impl Into<String>) -> Response;
    /// A primary button with an icon.
    fn primary_icon_button(&mut self, icon: &str, label: &str) -> Response;
    /// A button that destroys something.
    fn danger_button(&mut self, label: impl Into<String>) -> Response;
    /// A card: raised, hairline, padding 12.
    fn card<R>(&mut self, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R>;
    /// A card that fills the width.
    fn wide_card<R>(&mut self, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R>;
    /// A row of buttons at the right edge; the first drawn stands rightmost.
    fn buttons_at_end<R>(&mut self, content: impl FnOnce(&mut Ui) -> R) -> R;
    /// A text right-aligned in what is left of the row, for columns of figures.
    fn number_cell(&mut self, figure: impl Into<String>) -> Response;
}

impl UiExt for Ui {
    fn tokens(&self) -> &'static Tokens {
        Tokens::of(self.visuals().dark_mode)
    }

    fn page_title(&mut self, text: impl Into<String>) -> Response {
        self.heading(RichText::new(text))
    }

    fn section_title(&mut self, text: impl Into<String>) -> Response {
        self.label(RichText::new(text).text_style(fonts::section()))
    }

    fn strong_text(&mut self, text: impl Into<String>) -> Response {
        self.label(RichText::new(text).text_style(fonts::strong()))
    }

    fn secondary(&mut self, text: impl Into<String>) -> Response {
        let colour = self.tokens().text_soft;
        self.label(RichText::new(text).small().color(colour))
    }

    fn said_over(&mut self, table: Rect, text: impl Into<String>) {
        let (text, tokens) = (text.into(), self.tokens());
        let font = TextStyle::Small.resolve(self.style());
        let galley = self.painter().layout(text.clone(), font, tokens.text_soft, table.width() - 48.0);
        let rect = Align2::CENTER_CENTER.anchor_size(table.center(), galley.size());
        self.painter().rect_filled(rect.expand2(vec2(12.0, 6.0)), CornerRadius::ZERO, tokens.raised);
        self.place(rect.expand(1.0), |ui: &mut Ui| ui.secondary(text));
    }

    fn key_figure(&mut self, figure: impl Into<String>, unit: &str) -> Response {
        let font = fonts::figure().resolve(self.style());
        with_unit(self, &figure.into(), font, unit)
    }

    fn figure(&mut self, figure: impl Into<String>, unit: &str) -> Response {
        let font = TextStyle::Body.resolve(self.style());
        with_unit(self, &figure.into(), font, unit)
    }

    fn elided(&mut self, text: impl Into<WidgetText>) -> Response {
        self.add(Label::new(text).truncate())
    }

    fn elided_link(&mut self, text: &str) -> Response {
        self.scope(|ui| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
            ui.link(text)
        })
        .inner
    }

    fn copyable(&mut self, text: impl Into<WidgetText>) -> Response {
        self.add(Label::new(text).selectable(true))
    }

    fn icon(&mut self, icon: &str, colour: eframe::egui::Color32) -> Response {
        self.label(RichText::new(icon).size(SIZE_SECTION).color(colour))
    }

    fn icon_button(&mut self, icon: &str, words: &str) -> Response {
        let button =
            Button::new(RichText::new(icon).size(SIZE_SECTION)).min_size(vec2(ROW, ROW)).frame_when_inactive(false);
        self.add(button).accessible_name(words).on_hover_text(words)
    }

    fn icon_text_button(&mut self, icon: &str, label: &str) -> Response {
        self.add(Button::new((RichText::new(icon).size(SIZE_SECTION), label))).accessible_name(label)
    }

    fn primary_button(&mut self, label: impl Into<String>) -> Response {
        let tokens = self.tokens();
        coloured(self, tokens.accent, tokens.accent_hover, tokens.on_accent, |ui, ink| {
            ui.add(Button::new(RichText::new(label).color(ink)))
        })
    }

    fn primary_icon_button(&mut self, icon: &str, label: &str) -> Response {
        let tokens = self.tokens();
        coloured(self, tokens.accent, tokens.accent_hover, tokens.on_accent, |ui, ink| {
            let icon = RichText::new(icon).size(SIZE_SECTION).color(ink);
            ui.add(Button::new((icon, RichText::new(label).color(ink)))).accessible_name(label)
        })
    }

    fn danger_button(&mut self, label: impl Into<String>) -> Response {
        let tokens = self.tokens();
        coloured(self, tokens.error_soft, tokens.error_soft, tokens.error, |ui, ink| {
            ui.add(Button::new(RichText::new(label).color(ink)).stroke(Stroke::new(1.0, ink)))
        })
    }

    fn card<R>(&mut self, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        let tokens = self.tokens();
        Frame::new()
            .fill(tokens.raised)
            .stroke(Stroke::new(1.0, tokens.line))
            .corner_radius(CornerRadius::same(RADIUS))
            .inner_margin(card_margin())
            .show(self, content)
    }

    fn wide_card<R>(&mut self, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        self.card(|ui| {
            ui.set_min_width(ui.available_width());
            content(ui)
        })
    }

    fn buttons_at_end<R>(&mut self, content: impl FnOnce(&mut Ui) -> R) -> R {
        // Within a row of its own: a layout from the right would otherwise take all the height there is.
        self.horizontal(|ui| ui.with_layout(Layout::right_to_left(Align::Center), content).inner).inner
    }

    fn number_cell(&mut self, figure: impl Into<String>) -> Response {
        self.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(figure.into())).inner
    }
}

/// Height of the ink above the baseline, as a share of the size, in the embedded faces.
const ASCENT: f32 = 1.16;

/// A figure and its unit on one baseline.
fn with_unit(ui: &mut Ui, figure: &str, font: FontId, unit: &str) -> Response {
    let tokens = ui.tokens();
    let unit_font = FontId::proportional(SIZE_SMALL);
    let drop = ASCENT * (font.size - unit_font.size);
    let figure_galley = ui.painter().layout_no_wrap(figure.to_owned(), font, tokens.text);
    let unit_galley = ui.painter().layout_no_wrap(unit.to_owned(), unit_font, tokens.text_soft);
    let gap = if unit.is_empty() { 0.0 } else { 3.0 };
    let size = vec2(figure_galley.size().x + gap + unit_galley.size().x, figure_galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{figure} {unit}").trim()));
    if ui.is_rect_visible(rect) {
        let unit_at = rect.min + vec2(figure_galley.size().x + gap, drop);
        ui.painter().galley(rect.min, figure_galley, tokens.text);
        ui.painter().galley(unit_at, unit_galley, tokens.text_soft);
    }
    response
}

/// Draws a button on its own ground.
fn coloured(
    ui: &mut Ui,
    fill: eframe::egui::Color32,
    hovered: eframe::egui::Color32,
    ink: eframe::egui::Color32,
    add: impl FnOnce(&mut Ui, eframe::egui::Color32) -> Response,
) -> Response {
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for (state, fill) in [
            (&mut widgets.inactive, fill),
            (&mut widgets.hovered, hovered),
            (&mut widgets.active, hovered),
            (&mut widgets.open, hovered),
        ] {
            state.bg_fill = fill;
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(1.0, fill);
            state.fg_stroke.color = ink;
        }
        add(ui, ink)
    })
    .inner
}

/// A response over the whole rectangle of a drawing, so that words can be hung on it.
pub(super) fn drawn(ui: &mut Ui, size: eframe::egui::Vec2) -> (Rect, Response) {
    ui.allocate_exact_size(size, Sense::hover())
}
