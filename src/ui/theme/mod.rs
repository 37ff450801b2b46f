//! How the window looks: colours, measures, faces, icons, and their translation into the toolkit's own style.

pub mod ahead;
pub mod fonts;
pub mod icons;
mod ink;
pub mod tokens;

use eframe::egui::{
    Color32, Context, CornerRadius, Frame, Margin, Shadow, Stroke, Style, Theme, Visuals,
    style::{ScrollFadeStyle, ScrollStyle, Selection, WidgetVisuals, Widgets},
    vec2,
};

use tokens::{CARD_PADDING, GRID, RADIUS, ROW, Tokens};

/// Sets faces and both themes up, once, before the first frame.
pub fn install(ctx: &Context) {
    fonts::install(ctx);
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, style(theme == Theme::Dark));
    }
    // Text size is a setting of ours, with commands of its own.
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        // Where the system has no opinion, as paper has it.
        options.fallback_theme = Theme::Light;
    });
}

fn style(dark: bool) -> Style {
    let tokens = Tokens::of(dark);
    let mut style = Style { text_styles: fonts::text_styles(), visuals: visuals(tokens, dark), ..Style::default() };
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(2.0 * GRID, GRID);
    spacing.button_padding = vec2(2.5 * GRID, GRID);
    spacing.interact_size = vec2(ROW, ROW);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(16);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 6.0;
    spacing.combo_width = 120.0;
    spacing.slider_rail_height = 4.0;
    spacing.tooltip_width = 420.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 4.0,
        floating_allocated_width: 0.0,
        // A row half faded out cannot be read; a bar says that there is more.
        fade: ScrollFadeStyle { strength: 0.0, ..ScrollFadeStyle::default() },
        ..ScrollStyle::floating()
    };
    // A press on the text of a row must reach the row; where text is for copying, the label says so itself.
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    // Nothing moves without a reason; what does move is quick.
    style.animation_time = 0.08;
    style
}

fn visuals(t: &Tokens, dark: bool) -> Visuals {
    let base = if dark { Visuals::dark() } else { Visuals::light() };
    let radius = CornerRadius::same(RADIUS);
    let shadow = |blur: u8, offset: i8| Shadow { offset: [0, offset], blur, spread: 0, color: t.shadow };
    Visuals {
        dark_mode: dark,
        weak_text_color: Some(t.text_soft),
        widgets: widgets(t),
        selection: Selection { bg_fill: t.selected, stroke: Stroke::new(1.0, t.accent_text) },
        hyperlink_color: t.accent_text,
        faint_bg_color: t.hover,
        extreme_bg_color: t.raised,
        text_edit_bg_color: Some(t.raised),
        code_bg_color: t.sunken,
        warn_fg_color: t.estimate_text,
        error_fg_color: t.error,
        window_corner_radius: CornerRadius::same(RADIUS + 2),
        window_shadow: shadow(24, 8),
        window_fill: t.raised,
        window_stroke: Stroke::new(1.0, t.line),
        window_highlight_topmost: false,
        menu_corner_radius: radius,
        panel_fill: t.base,
        popup_shadow: shadow(12, 4),
        slider_trailing_fill: true,
        interact_cursor: None,
        striped: false,
        disabled_alpha: 0.5,
        ..base
    }
}

fn widgets(t: &Tokens) -> Widgets {
    let visuals = |fill: Color32, line: Color32, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: visuals(t.raised, t.line, t.text),
        inactive: visuals(t.raised, t.line_strong, t.text),
        hovered: visuals(t.hover, t.line_strong, t.text),
        active: visuals(t.selected, t.accent, t.text),
        open: visuals(t.hover, t.line_strong, t.text),
    }
}

/// The frame of a dialog.
pub fn dialog_frame(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(RADIUS + 2))
        .shadow(Shadow { offset: [0, 8], blur: 24, spread: 0, color: tokens.shadow })
        .inner_margin(Margin::same(20))
}

/// The margin of a card.
pub const fn card_margin() -> Margin {
    Margin::same(CARD_PADDING)
}
