//! Views with a name, shared by all who use the workspace: columns, widths, order, sort, filter.

use eframe::egui::{Id, Popup, PopupCloseBehavior, ScrollArea, TextEdit, Ui};

use crate::{
    domain::{ids::SavedViewId, record::Value, workspace::SavedView},
    ledger::{Action, Edit, Item, ItemKind},
    text::{Lang, Say, ui_grid::GridText as T},
    ui::{
        context::{PageContext, Post},
        theme::icons,
        widgets::UiExt,
    },
};

/// What a page keeps for its views.
#[derive(Debug, Default)]
pub struct Views {
    /// The name typed for a new one.
    name: String,
    /// The one last applied or saved.
    current: Option<SavedViewId>,
}

impl Views {
    /// The button with the list of views; the content of the one chosen, to be applied.
    ///
    /// `page` is the word the views of this table are kept under, `content` writes down how the table stands.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &str,
        content: impl Fn() -> String,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) -> Option<String> {
        let lang = ctx.lang;
        let current = self.current.and_then(|id| ctx.snapshot.saved_views.get(id.uuid()));
        let title = current.map_or_else(|| T::Views.say(lang), |view| view.name.to_string());
        let button = ui.icon_text_button(icons::EYE, &title);
        let mut applied = None;
        Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
            ui.set_width(300.0);
            let mine: Vec<&SavedView> = ctx.snapshot.saved_views.iter().filter(|view| *view.page == *page).collect();
            if mine.is_empty() {
                ui.secondary(T::NoViews.say(lang));
            }
            let height = ui.ctx().content_rect().height() * 0.4;
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                for view in mine {
                    if self.row_ui(ui, view, &content, ctx, out) {
                        applied = Some(view.content.to_string());
                        self.current = Some(view.id);
                        ui.close();
                    }
                }
            });
            if ctx.writable {
                ui.separator();
                self.save_ui(ui, page, &content, ctx, out, lang);
            }
        });
        applied
    }

    /// One view; true when it is to be applied.
    fn row_ui(
        &self,
        ui: &mut Ui,
        view: &SavedView,
        content: &impl Fn() -> String,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
    ) -> bool {
        let lang = ctx.lang;
        let key = view.id.uuid();
        let mut apply = false;
        ui.horizontal(|ui| {
            ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                if ctx.writable {
                    let name = view.name.to_string();
                    if ui.icon_button(icons::TRASH, &T::DeleteView { name: name.clone() }.say(lang)).clicked() {
                        out.push(Post::act(Action::Delete { kind: ItemKind::SavedView, key }));
                    }
                    if ui.icon_button(icons::FLOPPY_DISK, &T::UpdateView { name }.say(lang)).clicked() {
                        let edits = vec![Edit::new("content", Value::Text(content().into()))];
                        out.push(Post::act(Action::Edit { kind: ItemKind::SavedView, key, edits }));
                    }
                }
                ui.with_layout(eframe::egui::Layout::left_to_right(eframe::egui::Align::Center), |ui| {
                    let item = ui.selectable_label(self.current == Some(view.id), &*view.name);
                    apply = item.clicked();
                });
            });
        });
        apply
    }

    fn save_ui(
        &mut self,
        ui: &mut Ui,
        page: &str,
        content: &impl Fn() -> String,
        ctx: &PageContext<'_>,
        out: &mut Vec<Post>,
        lang: Lang,
    ) {
        ui.horizontal(|ui| {
            // A menu has no frames: a field to type into and its button have.
            ui.reset_style();
            let hint = T::ViewName.say(lang);
            let field = TextEdit::singleline(&mut self.name)
                .id(Id::unique("view name"))
                .hint_text(hint.as_str())
                .desired_width(170.0);
            let field = ui.add(field).accessible_name(&hint);
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
            let name = self.name.trim().to_owned();
            let save = ui.add_enabled_ui(!name.is_empty(), |ui| ui.button(T::SaveView.say(lang))).inner.clicked();
            if (save || entered) && !name.is_empty() {
                let id = SavedViewId::from_uuid(ctx.new_id());
                let view = SavedView { id, name: name.into(), page: page.into(), content: content().into() };
                out.push(Post::act(Action::Add(Item::from(view))));
                self.current = Some(id);
                self.name.clear();
                ui.close();
            }
        });
    }
}
