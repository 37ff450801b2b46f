//! What can be done with the list in sight, and what it is compared with.

use eframe::egui::{Align, Layout, Ui};

use super::{Against, EntryForm, KeptView, draft};
use crate::{
    domain::paper::Shortlist,
    ledger::{Action, ItemKind},
    text::{Say as _, format, ui_kept::KeptText as T},
    ui::{
        context::{PageContext, Post},
        pages::compare,
        route::{PageId, Place},
        theme::icons,
        widgets::{UiExt, choice_box},
    },
};

impl KeptView {
    /// Name, figures and buttons.
    pub(super) fn head_ui(&mut self, ui: &mut Ui, record: &Shortlist, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        ui.horizontal(|ui| {
            ui.section_title(record.name.to_string());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ctx.writable && ui.icon_button(icons::TRASH, &T::Delete.say(lang)).clicked() {
                    out.push(Post::act(Action::Delete { kind: ItemKind::Shortlist, key: record.id.uuid() }));
                }
                let export = ui.icon_text_button(icons::EXPORT, &T::ExportList.say(lang));
                if export.on_hover_text(T::ExportTip.say(lang)).clicked() {
                    self.open_file(record, false, ctx);
                }
            });
        });
        if !record.note.is_empty() {
            ui.secondary(record.note.to_string());
        }
        ui.horizontal_wrapped(|ui| {
            self.against_ui(ui, record, ctx);
            let chosen: Vec<_> = self.table.selection.iter().collect();
            let possible = (2..=compare::MOST).contains(&chosen.len());
            let button = ui.add_enabled_ui(possible, |ui| ui.icon_text_button(icons::COLUMNS, &T::Compare.say(lang)));
            if button.inner.on_hover_text(T::CompareTip.say(lang)).clicked() {
                out.push(Post::Go(Place::part(PageId::Compare, &compare::part_of(&chosen))));
            }
            let sheet = ui.icon_text_button(icons::CLIPBOARD_TEXT, &T::ReviewSheet.say(lang));
            if sheet.on_hover_text(T::ReviewSheetTip.say(lang)).clicked() {
                self.open_file(record, true, ctx);
            }
            if ctx.writable && ui.icon_text_button(icons::PENCIL_SIMPLE, &T::EnterReview.say(lang)).clicked() {
                let id = record.id.uuid();
                self.entry = match self.entry.take() {
                    Some((list, _)) if list == id => None,
                    _ => Some((id, draft::taken_up(id, ctx).unwrap_or_else(|| EntryForm::new(ctx)))),
                };
            }
        });
        self.files_ui(ui, record, ctx, out);
    }

    fn against_ui(&mut self, ui: &mut Ui, record: &Shortlist, ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        ui.secondary(T::Against.say(lang));
        let name = |against: Against| match against {
            Against::Now => T::Now.say(lang),
            Against::List(key) => {
                ctx.snapshot.shortlists.get(key).map_or_else(String::new, |list| list.name.to_string())
            }
        };
        let shown = name(self.against);
        let response = choice_box("kept against").width(180.0).selected_text(&shown).truncate().show_ui(ui, |ui| {
            ui.selectable_value(&mut self.against, Against::Now, T::Now.say(lang));
            for list in ctx.snapshot.shortlists.iter().rev().filter(|list| list.id != record.id) {
                let words = format!("{} {}", list.name, format::iso_date(list.made_on));
                ui.selectable_value(&mut self.against, Against::List(list.id.uuid()), words);
            }
        });
        response.response.accessible_name(format!("{} {shown}", T::Against.say(lang)));
    }
}
