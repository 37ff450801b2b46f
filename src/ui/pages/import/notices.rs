//! What one should know of a list before importing it: that it was imported before, that its columns are remembered,
//! that it hides rows.

use eframe::egui::{RichText, Ui};

use super::{
    choice::{Choice, Choices},
    sheet_ui::Work,
};
use crate::{
    ledger::{Action, ItemKind, SameBy},
    text::{Say, format, ui_intake::IntakeText},
    ui::{
        context::{PageContext, Post},
        theme::icons,
        widgets::{Segment, UiExt, segments_ui},
    },
};

/// What was done among the notices.
#[derive(Default)]
pub(super) struct NoticesOutput {
    /// What was decided about rows.
    pub choices: Vec<Choice>,
    /// What is remembered of the columns goes; they are as recognised.
    pub forget: bool,
}

/// Draws what there is to know; nothing where there is nothing.
pub(super) fn ui(ui: &mut Ui, work: &Work, ctx: &PageContext<'_>, out: &mut Vec<Post>) -> NoticesOutput {
    let lang = ctx.lang;
    let mut output = NoticesOutput::default();
    let mut choices = Choices::default();
    let earlier = work.planned.as_ref().and_then(|planned| planned.earlier.as_ref());
    if let Some((earlier, by)) = earlier {
        let (list, day) = (earlier.name.to_string(), format::iso_date(earlier.imported_on));
        let text = match by {
            SameBy::File => IntakeText::SameFile { list, day },
            SameBy::Rows => IntakeText::SameRows { list, day },
        };
        let count = |count: i64| format::count(usize::try_from(count).unwrap_or(0));
        let then = IntakeText::ThenCounted { created: count(earlier.created), updated: count(earlier.updated) };
        notice(ui, icons::CLOCK_COUNTER_CLOCKWISE, |ui| {
            ui.label(text.say(lang));
            ui.secondary(then.say(lang));
        });
    }
    if let Some(recalled) = &work.recalled {
        let (list, day) = (recalled.layout.name.to_string(), format::iso_date(recalled.layout.remembered_on));
        notice(ui, icons::COLUMNS, |ui| {
            ui.label(IntakeText::Remembered.say(lang))
                .on_hover_text(IntakeText::RememberedFrom { list, day }.say(lang));
            if ctx.writable && ui.small_button(IntakeText::Forget.say(lang)).clicked() {
                let key = recalled.layout.id.uuid();
                out.push(Post::act(Action::Delete { kind: ItemKind::ListLayout, key }));
                output.forget = true;
            }
        });
    }
    let hidden = work.list.sheet.hidden_rows.iter().filter(|row| **row >= work.mapping.first_data_row).count();
    if hidden > 0 {
        notice(ui, icons::EYE, |ui| {
            ui.label(IntakeText::HiddenRows { count: format::count(hidden) }.say(lang));
            let ways = [
                Segment::new(false, IntakeText::LeaveHidden.say(lang)),
                Segment::new(true, IntakeText::TakeHidden.say(lang)),
            ];
            let name = IntakeText::HiddenQuestion.say(lang);
            if let Some(yes) = segments_ui(ui, &name, &ways, work.choices.hidden_rows) {
                choices.push(Choice::HiddenRows(yes));
            }
        });
    }
    let (cells, rows) = (work.choices.cells.len(), work.choices.skipped.len());
    if cells + rows > 0 {
        notice(ui, icons::PENCIL_SIMPLE, |ui| {
            let text = IntakeText::Decided { cells: format::count(cells), rows: format::count(rows) };
            ui.label(text.say(lang));
            if ui.small_button(IntakeText::Reset.say(lang)).clicked() {
                choices.push(Choice::Reset);
            }
        });
    }
    output.choices = choices.take();
    output
}

fn notice(ui: &mut Ui, icon: &str, content: impl FnOnce(&mut Ui)) {
    let tokens = ui.tokens();
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.label(RichText::new(icon).color(tokens.accent_text));
        content(ui);
    });
}
