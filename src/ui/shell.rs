//! What is around the page: rail, top bar, status bar. It draws and posts; it holds nothing.

use eframe::egui::{
    Align, CornerRadius, FontId, Frame, Layout, Margin, Panel, Popup, Rect, RichText, Role, Sense, Stroke, StrokeKind,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    commands::{Command, State},
    context::Post,
    route::{PageId, Place},
    session::{JUDGING, Session},
    theme::{
        fonts, icons,
        tokens::{RAIL, ROW, SIZE_SECTION, SIZE_SMALL, STATUS_BAR, TOP_BAR, Tokens},
    },
    widgets::{UiExt, layout::count_words, progress_row},
};
use crate::text::{Label as _, Lang, Say, format, store::made_at, ui::UiText, ui_data::age_words};

/// The left rail: the pages, and the settings at its foot.
pub fn rail_ui(ui: &mut Ui, current: PageId, lang: Lang, out: &mut Vec<Post>) {
    let tokens = ui.tokens();
    let width = if lang == Lang::Zh { RAIL } else { RAIL + 28.0 };
    Panel::left("rail")
        .exact_size(width)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.chrome).stroke(Stroke::new(1.0, tokens.line)))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add_space(8.0);
            for page in PageId::RAIL {
                let command = Command::for_page(*page);
                if rail_item_ui(ui, page.icon(), page.label(lang), *page == current)
                    .on_hover_text(with_keys(command.tooltip(lang), command))
                    .clicked()
                {
                    out.push(Post::go(*page));
                }
            }
            ui.with_layout(Layout::bottom_up(Align::Center), |ui| {
                ui.add_space(8.0);
                let label = Command::Settings.label(lang).trim_end_matches('…');
                if rail_item_ui(ui, icons::GEAR_SIX, label, false)
                    .on_hover_text(with_keys(Command::Settings.tooltip(lang), Command::Settings))
                    .clicked()
                {
                    out.push(Post::Run(Command::Settings));
                }
            });
        });
}

fn rail_item_ui(ui: &mut Ui, icon: &str, label: &str, selected: bool) -> eframe::egui::Response {
    let tokens = ui.tokens();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, selected, label));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(selected));
    if ui.is_rect_visible(rect) {
        let ground = rect.shrink2(vec2(4.0, 0.0));
        let painter = ui.painter();
        if selected {
            painter.rect_filled(ground, CornerRadius::same(6), tokens.selected);
            let mark = Rect::from_min_size(pos2(rect.left(), ground.top() + 12.0), vec2(3.0, ground.height() - 24.0));
            painter.rect_filled(mark, CornerRadius::same(2), tokens.accent);
        } else if response.hovered() {
            painter.rect_filled(ground, CornerRadius::same(6), tokens.hover);
        }
        if response.has_focus() {
            let stroke = Stroke::new(1.5, tokens.accent);
            painter.rect_stroke(ground, CornerRadius::same(6), stroke, StrokeKind::Inside);
        }
        let ink = if selected { tokens.accent_text } else { tokens.text_soft };
        let family = if selected { fonts::bold_family() } else { eframe::egui::FontFamily::Proportional };
        let centre = eframe::egui::Align2::CENTER_CENTER;
        // By its ink: the advance of an icon is not symmetrical.
        let icon = painter.layout_no_wrap(icon.to_owned(), FontId::proportional(22.0), ink);
        let at = pos2(rect.center().x, rect.top() + 19.0) - icon.mesh_bounds.center().to_vec2();
        painter.galley(at.round(), icon, ink);
        let label_at = pos2(rect.center().x, rect.bottom() - 13.0);
        painter.text(label_at, centre, label, FontId::new(SIZE_SMALL, family), ink);
    }
    response
}

fn with_keys(words: &str, command: Command) -> String {
    command.keys().map_or_else(|| words.to_owned(), |keys| format!("{words}  {keys}"))
}

/// The top bar: workspace, search, undo and redo, jobs.
pub fn top_bar_ui(ui: &mut Ui, session: &Session, state: State, lang: Lang, out: &mut Vec<Post>) {
    let tokens = ui.tokens();
    Panel::top("top bar")
        .exact_size(TOP_BAR)
        .resizable(false)
        .show_separator_line(false)
        .frame(
            Frame::new()
                .fill(tokens.chrome)
                .stroke(Stroke::new(1.0, tokens.line))
                .inner_margin(Margin::symmetric(8, 0)),
        )
        .show(ui, |ui| {
            let whole = ui.max_rect();
            let (left, right) = ui
                .with_layout(Layout::left_to_right(Align::Center), |ui| {
                    workspace_menu_ui(ui, session, state, lang, out);
                    let left = ui.cursor().left();
                    let right = ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        ui.spacing_mut().item_spacing.x = 4.0;
                        steps_ui(ui, session, state, lang, out);
                        jobs_ui(ui, session, lang);
                        ui.cursor().right()
                    });
                    (left + 8.0, right.inner - 8.0)
                })
                .inner;
            // In the middle of the bar where there is room for it, else between what stands left and right of it.
            let width = (whole.width() * 0.34).clamp(220.0, 460.0).min((right - left).max(120.0));
            let middle = whole.center().x.max(left + width / 2.0).min(right - width / 2.0);
            let search = Rect::from_center_size(pos2(middle, whole.center().y), vec2(width, ROW));
            let mut inner = ui.new_child(UiBuilder::new().max_rect(search));
            if search_button_ui(&mut inner, search, tokens, lang) {
                out.push(Post::Run(Command::Palette));
            }
        });
}

fn search_button_ui(ui: &mut Ui, rect: Rect, tokens: &Tokens, lang: Lang) -> bool {
    let response = ui.interact(rect, ui.scope_id().with("search"), Sense::click());
    let label = Command::Palette.label(lang);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    let line = if response.hovered() || response.has_focus() { tokens.line_strong } else { tokens.line };
    ui.painter().rect(rect, CornerRadius::same(6), tokens.raised, Stroke::new(1.0, line), StrokeKind::Inside);
    let mut inner = ui.new_child(
        UiBuilder::new().max_rect(rect.shrink2(vec2(8.0, 0.0))).layout(Layout::left_to_right(Align::Center)),
    );
    inner.icon(icons::MAGNIFYING_GLASS, tokens.text_soft);
    inner.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.secondary(Command::Palette.keys().unwrap_or_default());
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.elided(RichText::new(label).color(tokens.text_soft));
        });
    });
    response.on_hover_text(Command::Palette.tooltip(lang)).clicked()
}

fn workspace_menu_ui(ui: &mut Ui, session: &Session, state: State, lang: Lang, out: &mut Vec<Post>) {
    let title = session.title();
    ui.scope(|ui| {
        ui.set_max_width(280.0);
        let shown = elide(&title, 34);
        let caret = RichText::new(icons::CARET_DOWN).size(12.0);
        let text = RichText::new(shown).text_style(fonts::strong());
        let button = ui
            .add(eframe::egui::Button::new((text, caret)).frame_when_inactive(false))
            .accessible_name(UiText::WorkspaceMenu.say(lang))
            .on_hover_text(session.path().display().to_string());
        Popup::menu(&button).show(|ui| {
            ui.set_min_width(220.0);
            for group in [
                &[Command::Import, Command::AddCompany, Command::AddLead, Command::CaptureTalk][..],
                &[Command::NewWorkspace, Command::OpenWorkspace, Command::OpenDemo, Command::CloseWorkspace],
                &[Command::BackUp, Command::CheckFile],
                &[Command::Settings, Command::SwitchTheme, Command::SwitchLanguage, Command::Shortcuts],
                &[Command::Quit],
            ] {
                for command in group {
                    if menu_item_ui(ui, *command, state, lang) {
                        out.push(Post::Run(*command));
                        ui.close();
                    }
                }
                if !group.contains(&Command::Quit) {
                    ui.separator();
                }
            }
        });
    });
    if session.snapshot.is_fictional() {
        fictional_ui(ui, lang);
    }
    let back =
        ui.add_enabled_ui(state.can_go_back, |ui| ui.icon_button(icons::ARROW_LEFT, Command::GoBack.label(lang)));
    if back.inner.clicked() {
        out.push(Post::Run(Command::GoBack));
    }
}

/// The mark of a workspace whose every company is made up.
fn fictional_ui(ui: &mut Ui, lang: Lang) {
    let tokens = ui.tokens();
    let words = UiText::FictionalMark.say(lang);
    let font = FontId::proportional(SIZE_SMALL);
    let galley = ui.painter().layout_no_wrap(words.clone(), font, tokens.estimate_text);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(12.0, 4.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(4), tokens.estimate_soft);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, tokens.estimate_text);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    response.on_hover_text(UiText::FictionalNote.say(lang));
}

/// A command in a menu: icon, label, keys. True when it was chosen.
pub fn menu_item_ui(ui: &mut Ui, command: Command, state: State, lang: Lang) -> bool {
    let icon = RichText::new(command.icon()).size(SIZE_SECTION);
    let mut button = eframe::egui::Button::new((icon, command.label(lang))).frame_when_inactive(false);
    if let Some(keys) = command.keys() {
        button = button.shortcut_text(keys);
    }
    ui.add_enabled(command.enabled(state), button)
        .accessible_name(command.label(lang))
        .on_hover_text(command.tooltip(lang))
        .clicked()
}

fn steps_ui(ui: &mut Ui, session: &Session, state: State, lang: Lang, out: &mut Vec<Post>) {
    let redo = session
        .redo
        .as_ref()
        .map_or_else(|| UiText::NothingToRedo.say(lang), |step| UiText::RedoStep { step: step.say(lang) }.say(lang));
    let undo = session
        .undo
        .as_ref()
        .map_or_else(|| UiText::NothingToUndo.say(lang), |step| UiText::UndoStep { step: step.say(lang) }.say(lang));
    for (command, icon, words) in
        [(Command::Redo, icons::ARROW_U_UP_RIGHT, redo), (Command::Undo, icons::ARROW_U_UP_LEFT, undo)]
    {
        let button = ui.add_enabled_ui(command.enabled(state), |ui| {
            ui.icon_button(icon, &words).on_disabled_hover_text(words.as_str())
        });
        if button.inner.clicked() {
            out.push(Post::Run(command));
        }
    }
}

fn jobs_ui(ui: &mut Ui, session: &Session, lang: Lang) {
    let listed: Vec<_> = session.listed.iter().filter(|job| !job.label.is_empty()).collect();
    let Some(first) = listed.first() else { return };
    let words = if listed.len() == 1 {
        let (done, total) = first.progress.state();
        format!("{}  {}", first.label, count_words(done, total, lang))
    } else {
        UiText::Jobs { count: format::count(listed.len()) }.say(lang)
    };
    // The writer does not wake the window at every step.
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
    let icon = RichText::new(icons::HOURGLASS).size(SIZE_SECTION);
    let button = ui
        .add(eframe::egui::Button::new((icon, RichText::new(&words).small())).frame_when_inactive(false))
        .accessible_name(&words);
    Popup::menu(&button).close_behavior(eframe::egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(320.0);
        for job in listed {
            progress_row(ui, &job.label, &job.progress, lang);
            ui.add_space(4.0);
        }
    });
}

/// What the status bar shows besides the page's own words.
pub struct Status<'a> {
    /// What the page says.
    pub page: &'a str,
    /// The moment.
    pub now: Timestamp,
    /// The file cannot be written.
    pub read_only: bool,
}

/// The status bar: counts, the page's own words, last save, last backup, target date.
pub fn status_bar_ui(ui: &mut Ui, session: &Session, status: &Status<'_>, lang: Lang, out: &mut Vec<Post>) {
    let tokens = ui.tokens();
    Panel::bottom("status bar")
        .exact_size(STATUS_BAR)
        .resizable(false)
        .show_separator_line(false)
        .frame(
            Frame::new()
                .fill(tokens.chrome)
                .stroke(Stroke::new(1.0, tokens.line))
                .inner_margin(Margin::symmetric(12, 0)),
        )
        .show(ui, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                ui.spacing_mut().interact_size.y = 0.0;
                let snapshot = &session.snapshot;
                ui.secondary(UiText::Companies { count: format::count(snapshot.companies.len()) }.say(lang));
                ui.secondary(UiText::Leads { count: format::count(snapshot.leads.len()) }.say(lang));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 16.0;
                    target_ui(ui, snapshot.target_date(), status.now, lang, out);
                    backup_ui(ui, session, status.now, lang, out);
                    ui.secondary(saved_words(session, lang));
                    if status.read_only {
                        ui.secondary(UiText::ReadOnly.say(lang));
                    }
                    if session.listed.iter().any(|job| job.key == JUDGING && job.label.is_empty()) {
                        ui.secondary(UiText::Judging.say(lang));
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        if !status.page.is_empty() {
                            ui.elided(RichText::new(status.page).small().color(tokens.text));
                        }
                    });
                });
            });
        });
}

/// How old the last backup is, once the writer has said so.
/// The day up to which everything is counted. Once it has passed no open lead has a chance to make it, so it is said
/// where it is seen, with the way to another day.
fn target_ui(ui: &mut Ui, target: Option<Date>, now: Timestamp, lang: Lang, out: &mut Vec<Post>) {
    let Some(day) = target else {
        ui.secondary(UiText::NoTargetDate.say(lang));
        return;
    };
    let has_passed = day < now.to_zoned_datetime(TimeZone::system()).date();
    let day = format::iso_date(day);
    if !has_passed {
        ui.secondary(UiText::TargetDate { day }.say(lang));
        return;
    }
    let words = RichText::new(UiText::TargetPassed { day }.say(lang)).small().color(ui.tokens().error);
    if ui.link(words).on_hover_text(UiText::TargetPassedTip.say(lang)).clicked() {
        out.push(Post::Go(Place::part(PageId::Data, "workspace")));
    }
}

fn backup_ui(ui: &mut Ui, session: &Session, now: Timestamp, lang: Lang, out: &mut Vec<Post>) {
    let Some(backups) = session.answers.backups(out) else { return };
    match backups.first() {
        Some(backup) => {
            let age = age_words(now.as_second().saturating_sub(backup.made_at.as_second()), lang);
            let tip = UiText::LastBackupTip { made: made_at(backup) }.say(lang);
            ui.secondary(UiText::LastBackup { age }.say(lang)).on_hover_text(tip);
        }
        None => _ = ui.secondary(UiText::NoBackupYet.say(lang)),
    }
}

fn saved_words(session: &Session, lang: Lang) -> String {
    session.saved_at.map_or_else(
        || UiText::AllSaved.say(lang),
        |at| {
            let time = at.to_zoned_datetime(TimeZone::system()).strftime("%H:%M").to_string();
            UiText::SavedAt { time }.say(lang)
        },
    )
}

/// A text cut to so many half-widths (a Chinese character counts two), with … where it was cut.
pub fn elide(text: &str, most: usize) -> String {
    let width = |sign: char| if sign < '\u{2E80}' { 1 } else { 2 };
    if text.chars().map(width).sum::<usize>() <= most {
        return text.to_owned();
    }
    let mut left = most.saturating_sub(1);
    let mut short = String::new();
    for sign in text.chars() {
        let Some(rest) = left.checked_sub(width(sign)) else { break };
        left = rest;
        short.push(sign);
    }
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_titles_end_with_an_ellipsis() {
        assert_eq!(elide("招商工作台", 10), "招商工作台");
        assert_eq!(elide("招商工作台账", 10), "招商工作…");
        assert_eq!(elide("workspace", 6), "works…");
        assert_eq!(elide("", 0), "");
    }
}
