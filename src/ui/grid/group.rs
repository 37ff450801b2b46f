//! Rows gathered under the values of a column: which column, and which groups are folded.

use std::{collections::BTreeSet, hash::Hash, sync::Arc};

use eframe::egui::{Popup, ScrollArea, Ui};

use crate::{
    text::{Lang, Say, ui_grid::GridText as T},
    ui::{
        theme::icons,
        widgets::{Band, ColumnSpec, Lines, TableOutput, TableState, UiExt},
    },
};

/// The groups that are folded, by what their rows have in common; it does not outlive the window.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folds {
    folded: BTreeSet<String>,
}

impl Folds {
    /// The lines of a table with these groups, or with none.
    pub fn lines(&self, groups: Option<&Arc<[Band]>>, rows: usize) -> Lines {
        match groups {
            None => Lines::plain(rows),
            Some(groups) => Lines::banded(groups, |group| self.folded.contains(&group.title)),
        }
    }

    /// Does what was asked for with groups.
    pub fn answer(&mut self, output: &TableOutput, groups: Option<&Arc<[Band]>>) {
        let Some(groups) = groups else { return };
        if let Some(group) = output.fold.and_then(|at| groups.get(at))
            && !self.folded.remove(&group.title)
        {
            self.folded.insert(group.title.clone());
        }
        if let Some(fold) = output.fold_all {
            self.fold_all(fold, groups);
        }
    }

    fn fold_all(&mut self, fold: bool, groups: &[Band]) {
        self.folded = if fold { groups.iter().map(|group| group.title.clone()).collect() } else { BTreeSet::new() };
    }

    /// The button with the columns one can group by; true when another was chosen.
    pub fn chooser_ui<K: Copy + Ord + Hash>(
        &mut self,
        ui: &mut Ui,
        table: &mut TableState<K>,
        columns: &[ColumnSpec],
        groups: Option<&Arc<[Band]>>,
        lang: Lang,
    ) -> bool {
        let current = table.layout.group.clone();
        let chosen = columns.iter().find(|column| Some(column.id) == current.as_deref());
        let words =
            chosen.map_or_else(|| T::Group.say(lang), |column| T::GroupedBy { column: column.title.clone() }.say(lang));
        let button = ui.icon_text_button(icons::LIST, &words).on_hover_text(T::GroupTip.say(lang));
        Popup::menu(&button).show(|ui| {
            ui.set_width(200.0);
            if let Some(groups) = groups {
                for (words, fold) in [(T::FoldAll, true), (T::UnfoldAll, false)] {
                    if ui.button(words.say(lang)).clicked() {
                        self.fold_all(fold, groups);
                        ui.close();
                    }
                }
                ui.separator();
            }
            let height = ui.ctx().content_rect().height() * 0.6;
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                if ui.selectable_label(current.is_none(), T::NoGroup.say(lang)).clicked() {
                    table.layout.group = None;
                    ui.close();
                }
                for column in columns.iter().filter(|column| column.filterable) {
                    let on = Some(column.id) == current.as_deref();
                    if ui.selectable_label(on, &column.title).clicked() {
                        table.layout.group = Some(column.id.to_owned());
                        ui.close();
                    }
                }
            });
        });
        let changed = table.layout.group != current;
        if changed {
            self.folded.clear();
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_fold_and_open() {
        let groups: Arc<[Band]> = ["a", "b"]
            .into_iter()
            .map(|title| Band { title: title.to_owned(), rows: 2, note: String::new() })
            .collect();
        let mut folds = Folds::default();
        assert_eq!(folds.lines(Some(&groups), 4).len(), 6);
        folds.answer(&TableOutput { fold: Some(1), ..TableOutput::default() }, Some(&groups));
        assert_eq!(folds.lines(Some(&groups), 4).len(), 4);
        folds.answer(&TableOutput { fold_all: Some(true), ..TableOutput::default() }, Some(&groups));
        assert_eq!(folds.lines(Some(&groups), 4).len(), 2);
        folds.answer(&TableOutput { fold: Some(0), ..TableOutput::default() }, Some(&groups));
        assert_eq!(folds.lines(Some(&groups), 4).len(), 4);
        assert_eq!(folds.lines(None, 4).len(), 4);
    }
}
