//! The merges so far, newest first; each can be taken back.

use eframe::egui::{RichText, Ui};

use crate::{
    desk::OpKind,
    domain::{ids::CompanyAliasId, same::CompanyAlias},
    ledger::Action,
    text::{Say, format, ui_same::DuplicatesText as T},
    ui::{
        context::{PageContext, Post},
        route::Place,
        theme::icons,
        widgets::{ColumnSpec, EmptyState, TableState, UiExt, table_ui},
    },
};

/// Steps of an alias's own history that are asked for: it is made once and may move with a later merge.
const STEPS: usize = 20;

/// What the list holds.
pub(super) struct MergedView {
    table: TableState<CompanyAliasId>,
}

impl Default for MergedView {
    fn default() -> Self {
        Self { table: TableState::new("merged") }
    }
}

impl MergedView {
    /// Draws the merges.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let mut aliases: Vec<&CompanyAlias> = ctx.snapshot.aliases.iter().collect();
        aliases.reverse();
        if aliases.is_empty() {
            let (title, note) = (T::NothingMerged.say(lang), T::NothingMergedNote.say(lang));
            EmptyState { icon: icons::ARROWS_LEFT_RIGHT, title: &title, note: &note, action: None }.ui(ui);
            return;
        }
        let cursor = self.table.selection.cursor();
        let chosen = aliases.iter().find(|alias| Some(alias.id) == cursor).or(aliases.first()).copied();
        if let Some(alias) = chosen {
            self.table.selection.only(alias.id);
            chosen_ui(ui, alias, ctx, out);
            ui.add_space(6.0);
        }
        let columns = [
            ColumnSpec::text("kept", T::ColumnKept.say(lang), 300.0).growing(520.0).unsorted(),
            ColumnSpec::text("gone", T::ColumnGone.say(lang), 300.0).growing(520.0).unsorted(),
            ColumnSpec::text("day", T::ColumnDay.say(lang), 96.0).unsorted(),
            ColumnSpec::text("who", T::ColumnWho.say(lang), 96.0).unsorted(),
        ];
        table_ui(
            ui,
            &mut self.table,
            &columns,
            aliases.len(),
            lang,
            |row| aliases[row].id,
            |ui, row, column| {
                let alias = aliases[row];
                let words = match column.id {
                    "kept" => name_of(alias, ctx),
                    "gone" => alias.name.to_string(),
                    "day" => alias.on_day.map(format::iso_date).unwrap_or_default(),
                    _ => {
                        let who = alias.author.and_then(|author| ctx.snapshot.authors.get(author.uuid()));
                        who.map(|who| who.name.to_string()).unwrap_or_default()
                    }
                };
                let soft = matches!(column.id, "day" | "who");
                ui.elided(if soft { RichText::new(words).color(ctx.tokens.text_soft) } else { RichText::new(words) });
            },
        );
    }
}

fn name_of(alias: &CompanyAlias, ctx: &PageContext<'_>) -> String {
    ctx.snapshot.companies.get(alias.company.uuid()).map(|company| company.name.to_string()).unwrap_or_default()
}

/// The merge selected, with what can be done about it.
fn chosen_ui(ui: &mut Ui, alias: &CompanyAlias, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    let key = alias.id.uuid();
    let steps = ctx.answers.history(key, || (vec![key], String::new()), STEPS, out);
    // The newest step that entered it is the merge.
    let batch = steps.and_then(|steps| {
        steps.iter().find(|step| step.ops.iter().any(|op| matches!(op.kind, OpKind::Insert | OpKind::Undelete)))
    });
    ui.horizontal_wrapped(|ui| {
        ui.strong_text(name_of(alias, ctx));
        ui.secondary(T::MergedFrom { name: alias.name.to_string() }.say(lang));
        if ui.icon_button(icons::ARROW_SQUARE_OUT, &T::ShowCard { name: name_of(alias, ctx) }.say(lang)).clicked() {
            out.push(Post::go(Place::company(alias.company)));
        }
        ui.add_enabled_ui(ctx.writable && batch.is_some(), |ui| {
            let button = ui.icon_text_button(icons::ARROW_U_UP_LEFT, &T::TakeBack.say(lang));
            if button.on_hover_text(T::TakeBackNote.say(lang)).clicked()
                && let Some(step) = batch
            {
                out.push(Post::act(Action::Reverse { batch: step.batch.seq }));
            }
        });
    });
}
