//! The companies of a kept list: the figures of its day beside those of today, pinned and moved by people.

use eframe::egui::{DragValue, Id, Modal, RichText, TextEdit, Ui};

use super::{KeptView, Moving, Prepared, arrange, standings};
use crate::{
    domain::paper::Shortlist,
    report::kept::KeptRow,
    text::{Say as _, format, ui::UiText, ui_kept::KeptText as T},
    ui::{
        context::{PageContext, Post},
        route::Place,
        theme::{dialog_frame, icons},
        widgets::{ColumnSpec, IntervalBar, UiExt, table_ui},
    },
};

impl KeptView {
    /// The table.
    pub(super) fn rows_ui(
        &mut self,
        ui: &mut Ui,
        record: &Shortlist,
        prepared: &Prepared,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) {
        let lang = ctx.lang;
        let rows = &prepared.list.rows;
        let Some(first) = rows.first().map(|row| row.company) else { return };
        let columns = [
            ColumnSpec::number("place", T::Place.say(lang), 48.0).unsorted(),
            ColumnSpec::text("pin", T::Pin.say(lang), 44.0).unsorted(),
            ColumnSpec::text("name", T::Company.say(lang), 232.0).growing(420.0).unsorted(),
            ColumnSpec::number("then", T::ValueThen.say(lang), 76.0).unsorted(),
            ColumnSpec::number("now", T::ValueNow.say(lang), 76.0).unsorted(),
            ColumnSpec::number("change", T::Change.say(lang), 60.0).explained(T::ChangeTip.say(lang)).unsorted(),
            ColumnSpec::text("bar", T::Interval.say(lang), 96.0).unsorted(),
            ColumnSpec::text("class", T::Class.say(lang), 48.0).unsorted(),
            ColumnSpec::text("base", T::Base.say(lang), 150.0).unsorted(),
            ColumnSpec::text("reason", T::Reason.say(lang), 160.0).unsorted(),
        ];
        let company = |row: usize| rows.get(row).map(|row| row.company);
        let mut table = std::mem::replace(&mut self.table, crate::ui::widgets::TableState::new("kept shortlist"));
        let mut pinned = None;
        let output = table_ui(
            ui,
            &mut table,
            &columns,
            rows.len(),
            lang,
            |row| company(row).unwrap_or(first),
            |ui, row, column| {
                if let Some(kept) = rows.get(row)
                    && cell_ui(ui, kept, row, column.id, prepared, ctx)
                {
                    pinned = Some(kept.company);
                }
            },
        );
        self.table = table;
        if let Some(company) = output.opened.and_then(company) {
            out.push(Post::Go(Place::company(company)));
        }
        if let Some((row, response)) = output.menu
            && let Some(kept) = rows.get(row)
        {
            response.context_menu(|ui| {
                if ui.icon_text_button(icons::SIDEBAR_SIMPLE, &T::Open.say(lang)).clicked() {
                    out.push(Post::Go(Place::company(kept.company)));
                    ui.close();
                }
                ui.add_enabled_ui(ctx.writable, |ui| {
                    let is_pinned = is_pinned(prepared, kept);
                    let words = if is_pinned { T::Unpin } else { T::Pin };
                    if ui.icon_text_button(icons::PUSH_PIN, &words.say(lang)).clicked() {
                        pinned = Some(kept.company);
                        ui.close();
                    }
                    for (icon, words, up) in [(icons::ARROW_UP, T::Up, true), (icons::ARROW_DOWN, T::Down, false)] {
                        if ui.icon_text_button(icon, &words.say(lang)).clicked() {
                            let to = if up { row.max(1) } else { (row + 2).min(rows.len()) };
                            self.moving = Some(Moving {
                                company: kept.company,
                                name: kept.name.clone(),
                                to,
                                reason: String::new(),
                                problem: false,
                            });
                            ui.close();
                        }
                    }
                });
            });
        }
        if let Some(company) = pinned.filter(|_| ctx.writable) {
            let mut order = standings(prepared);
            if let Some(standing) = order.iter_mut().find(|standing| standing.company == company) {
                standing.pinned = !standing.pinned;
            }
            out.extend(arrange(record, &order));
        }
    }

    /// Asks where a company shall stand, and why.
    pub(super) fn moving_ui(&mut self, ui: &Ui, record: &Shortlist, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let Some(moving) = &mut self.moving else { return };
        let Some(Ok(prepared)) = &self.prepared else { return };
        let lang = ctx.lang;
        let (mut done, mut cancel) = (false, false);
        let modal = Modal::new(Id::unique("move kept"))
            .backdrop_color(ctx.tokens.backdrop)
            .frame(dialog_frame(ctx.tokens))
            .show(ui.ctx(), |ui| {
                ui.set_width(420.0);
                ui.section_title(T::MoveTitle { name: moving.name.clone() }.say(lang));
                ui.add_space(8.0);
                ui.horizontal(|ui| {
                    ui.secondary(T::MoveTo.say(lang));
                    let field = DragValue::new(&mut moving.to).range(1..=prepared.list.rows.len()).speed(0.1);
                    ui.add(field).accessible_name(T::MoveTo.say(lang));
                });
                let label = T::MoveReason.say(lang);
                ui.secondary(&label);
                let field = TextEdit::singleline(&mut moving.reason).desired_width(f32::INFINITY).char_limit(200);
                ui.add(field).accessible_name(label);
                if moving.problem {
                    ui.label(RichText::new(T::ReasonMissing.say(lang)).color(ctx.tokens.error));
                }
                ui.add_space(8.0);
                ui.buttons_at_end(|ui| {
                    done = ui.primary_button(T::Move.say(lang)).clicked();
                    cancel = ui.button(UiText::Cancel.say(lang)).clicked();
                });
            });
        if done && moving.reason.trim().is_empty() {
            moving.problem = true;
        } else if done {
            let mut order = standings(prepared);
            if let Some(from) = order.iter().position(|standing| standing.company == moving.company) {
                let mut standing = order.remove(from);
                moving.reason.trim().clone_into(&mut standing.reason);
                order.insert((moving.to - 1).min(order.len()), standing);
                out.extend(arrange(record, &order));
            }
            self.moving = None;
        } else if cancel || modal.should_close() {
            self.moving = None;
        }
    }
}

fn is_pinned(prepared: &Prepared, kept: &KeptRow) -> bool {
    prepared.order.iter().any(|standing| standing.company == kept.company && standing.pinned)
}

/// Draws a cell; whether the pin was clicked.
fn cell_ui(ui: &mut Ui, kept: &KeptRow, row: usize, column: &str, prepared: &Prepared, ctx: &PageContext<'_>) -> bool {
    let lang = ctx.lang;
    let tokens = ctx.tokens;
    let now = prepared.now.get(&kept.company);
    match column {
        "place" => {
            ui.label(RichText::new((row + 1).to_string()).color(tokens.text_soft));
        }
        "pin" if is_pinned(prepared, kept) => {
            return ui.icon_button(icons::PUSH_PIN, &T::Unpin.say(lang)).clicked();
        }
        "name" => {
            let response = ui.elided(&kept.name);
            // Renamed since, or merged into another record.
            let company = ctx.snapshot.companies.get(kept.company.uuid()).filter(|now| *now.name != *kept.name);
            if let Some(company) = company {
                response.on_hover_text(T::NamedNow { name: company.name.to_string() }.say(lang));
            }
        }
        "then" => {
            ui.label(format::score(kept.value));
        }
        "now" => match now {
            Some((_, value, ..)) => {
                ui.label(format::score(*value));
            }
            None => {
                ui.label(RichText::new(format::ABSENT).color(tokens.text_off)).on_hover_text(T::Gone.say(lang));
            }
        },
        "change" => {
            if let Some((_, value, ..)) = now {
                ui.label(change(value - kept.value));
            }
        }
        "bar" => {
            if let Some((low, value, high, little_known)) = now {
                ui.add(IntervalBar::new(*low, *value, *high, lang).estimated(*little_known));
            }
        }
        "class" => {
            ui.label(kept.class.replace('-', "–"));
        }
        "base" => {
            let base = kept.base.as_ref().and_then(|id| ctx.plan()?.base(id));
            match base {
                Some(base) => ui.elided(base.name.in_lang(lang)),
                None => ui.label(RichText::new(format::ABSENT).color(tokens.text_off)),
            };
        }
        "reason" => {
            let standing = prepared.order.iter().find(|standing| standing.company == kept.company);
            ui.elided(standing.map_or("", |standing| standing.reason.as_str()));
        }
        _ => {}
    }
    false
}

/// A change of points with its sign; nothing where it is less than is shown.
pub(super) fn change(points: f64) -> String {
    if points.abs() < 0.05 {
        "0.0".to_owned()
    } else if points > 0.0 {
        format!("+{}", format::score(points))
    } else {
        format::score(points)
    }
}
