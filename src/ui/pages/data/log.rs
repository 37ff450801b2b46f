//! The operation log: who did what and when, filtered; and what one step changed.

use eframe::egui::{Id, RichText, Ui, UiBuilder};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use super::batch::BatchView;
use crate::{
    desk::BatchRow,
    domain::ids::AuthorId,
    ledger::ActionKind,
    text::{Label, Lang, Say, format, history::Names, ui_data::DataText},
    ui::{
        context::{PageContext, Post},
        theme::icons,
        widgets::{ColumnSpec, EmptyState, TableState, UiExt, choice_box, search_field, table_ui},
    },
};

/// Steps asked for at first, and how many times more each time earlier ones are wanted.
const AT_FIRST: usize = 2_000;
const MORE: usize = 10;
/// From this width on the step in full stands beside the log, else below.
const BESIDE: f32 = 1400.0;

/// Since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
enum Since {
    #[default]
    Ever,
    Today,
    Week,
    Month,
}

impl Since {
    const ALL: [Self; 4] = [Self::Ever, Self::Today, Self::Week, Self::Month];

    const fn words(self) -> DataText {
        match self {
            Self::Ever => DataText::SinceEver,
            Self::Today => DataText::SinceToday,
            Self::Week => DataText::SinceWeek,
            Self::Month => DataText::SinceMonth,
        }
    }

    /// The first moment that counts, by the calendar here.
    fn begin(self, today: Date) -> Option<Timestamp> {
        let days = match self {
            Self::Ever => return None,
            Self::Today => 0,
            Self::Week => 6,
            Self::Month => 29,
        };
        let first = today.checked_sub(days.days()).ok()?;
        first.to_zoned_datetime(TimeZone::system()).ok().map(|moment| moment.timestamp())
    }
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq)]
struct Filter {
    text: String,
    who: Option<AuthorId>,
    kind: Option<ActionKind>,
    since: Since,
}

impl Filter {
    fn passes(&self, batch: &BatchRow, begin: Option<Timestamp>, names: &Names<'_>, text: &str) -> bool {
        let kind = ActionKind::from_word(&batch.label);
        self.who.is_none_or(|who| batch.author == Some(who))
            && self.kind.is_none_or(|wanted| kind == Some(wanted))
            && begin.is_none_or(|begin| batch.at_ms >= begin.as_millisecond())
            && (text.is_empty()
                || names.step(batch).to_lowercase().contains(text)
                || names.author(batch).to_lowercase().contains(text))
    }
}

/// What the filtered rows were found for.
type Key = (u64, usize, Filter, Lang);

/// What the view holds.
pub(super) struct LogView {
    filter: Filter,
    limit: usize,
    table: TableState<i64>,
    found: Option<(Key, Vec<usize>)>,
    batch: BatchView,
}

impl Default for LogView {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            limit: AT_FIRST,
            table: TableState::new("data log"),
            found: None,
            batch: BatchView::default(),
        }
    }
}

impl LogView {
    /// Selects a step, whatever was looked for.
    pub fn show(&mut self, seq: i64) {
        self.filter = Filter::default();
        self.table.selection.only(seq);
    }

    /// Draws the log.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        let log = ctx.answers.log(self.limit, out).unwrap_or_default();
        let names = Names { snapshot: ctx.snapshot, plan: ctx.plan(), lang };
        self.filter_ui(ui, log, ctx);
        let key = (ctx.revision, log.len(), self.filter.clone(), lang);
        if self.found.as_ref().is_none_or(|(known, _)| *known != key) {
            let begin = self.filter.since.begin(ctx.today);
            let text = self.filter.text.trim().to_lowercase();
            let passing = log.iter().enumerate().filter(|(_, batch)| self.filter.passes(batch, begin, &names, &text));
            let found = passing.map(|(index, _)| index).collect();
            self.found = Some((key, found));
        }
        let Some((_, found)) = &self.found else { return };
        let words = DataText::Steps { shown: format::count(found.len()), all: format::count(log.len()) };
        out.push(Post::Status(words.say(lang)));
        ui.add_space(4.0);

        let rect = ui.available_rect_before_wrap();
        let (left, right) = if rect.width() >= BESIDE {
            let at = rect.left() + rect.width() * 0.46;
            (rect.with_max_x(at - 6.0), rect.with_min_x(at + 6.0))
        } else {
            let at = rect.bottom() - (rect.height() * 0.5).clamp(316.0, 460.0);
            (rect.with_max_y(at - 6.0), rect.with_min_y(at + 6.0))
        };
        let mut upper = ui.new_child(UiBuilder::new().id_salt("log").max_rect(left));
        if found.is_empty() {
            let title = DataText::NoSteps.say(lang);
            EmptyState { icon: icons::FUNNEL, title: &title, note: "", action: None }.ui(&mut upper);
        } else {
            rows_ui(&mut upper, &mut self.table, log, found, &names, ctx);
        }
        let chosen = self.table.selection.cursor();
        let chosen = chosen.and_then(|seq| log.iter().find(|batch| batch.seq == seq));
        let mut lower = ui.new_child(UiBuilder::new().id_salt("batch").max_rect(right));
        lower.card(|ui| {
            ui.set_min_size(ui.available_size());
            match chosen {
                Some(batch) => self.batch.ui(ui, batch, &names, ctx, out),
                None => {
                    ui.secondary(DataText::SelectStep.say(lang));
                }
            }
        });
    }

    fn filter_ui(&mut self, ui: &mut Ui, log: &[BatchRow], ctx: &PageContext<'_>) {
        let lang = ctx.lang;
        ui.horizontal_wrapped(|ui| {
            let hint = DataText::FilterText.say(lang);
            let id = Id::unique("log search");
            let (field, _) = search_field(ui, id, &mut self.filter.text, &hint, 220.0, lang);
            if ctx.find {
                field.request_focus();
            }
            let Filter { who, kind, since, .. } = &mut self.filter;
            let author = who.and_then(|who| ctx.snapshot.authors.get(who.uuid())).map(|author| author.name.to_string());
            choice_ui(
                ui,
                &DataText::FilterWho.say(lang),
                author.unwrap_or_else(|| DataText::Everyone.say(lang)),
                |ui| {
                    ui.selectable_value(who, None, DataText::Everyone.say(lang));
                    for author in ctx.snapshot.authors.iter() {
                        ui.selectable_value(who, Some(author.id), &*author.name);
                    }
                },
            );
            let words = kind.map_or_else(|| DataText::Everything.say(lang), |kind| kind.label(lang).to_owned());
            choice_ui(ui, &DataText::FilterKind.say(lang), words, |ui| {
                ui.selectable_value(kind, None, DataText::Everything.say(lang));
                for known in ActionKind::ALL {
                    ui.selectable_value(kind, Some(*known), known.label(lang));
                }
            });
            let words = since.words().say(lang);
            choice_ui(ui, &DataText::FilterSince.say(lang), words, |ui| {
                for choice in Since::ALL {
                    ui.selectable_value(since, choice, choice.words().say(lang));
                }
            });
            if log.len() >= self.limit && ui.button(DataText::Earlier.say(lang)).clicked() {
                self.limit = self.limit.saturating_mul(MORE);
            }
        });
    }
}

fn choice_ui(ui: &mut Ui, name: &str, words: String, choices: impl FnOnce(&mut Ui)) {
    let combo = choice_box(name).selected_text(words).width(128.0).height(360.0).truncate();
    combo.show_ui(ui, choices).response.accessible_name(name);
}

fn rows_ui(
    ui: &mut Ui,
    table: &mut TableState<i64>,
    log: &[BatchRow],
    found: &[usize],
    names: &Names<'_>,
    ctx: &PageContext<'_>,
) {
    let lang = ctx.lang;
    let columns = [
        ColumnSpec::text("when", DataText::ColumnWhen.say(lang), 136.0).unsorted(),
        ColumnSpec::text("who", DataText::ColumnWho.say(lang), 96.0).unsorted(),
        ColumnSpec::text("step", DataText::ColumnStep.say(lang), 420.0).unsorted(),
        ColumnSpec::number("ops", DataText::ColumnOps.say(lang), 72.0).unsorted(),
    ];
    let at = |row: usize| &log[found[row]];
    table_ui(
        ui,
        table,
        &columns,
        found.len(),
        lang,
        |row| at(row).seq,
        |ui, row, column| {
            let batch = at(row);
            match column.id {
                "when" => {
                    ui.label(RichText::new(format::moment(batch.at_ms)).color(ctx.tokens.text_soft));
                }
                "who" => {
                    ui.elided(names.author(batch));
                }
                "step" => {
                    ui.elided(names.step(batch));
                }
                _ => {
                    ui.label(format::integer(i64::try_from(batch.size).unwrap_or(i64::MAX)));
                }
            }
        },
    );
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{ledger::Snapshot, store::BatchKind};

    fn batch(label: ActionKind, at: Timestamp) -> BatchRow {
        BatchRow {
            seq: 1,
            kind: BatchKind::Do,
            target: None,
            label: label.word().to_owned(),
            subject: Some("参展企业.xlsx".into()),
            author: None,
            device: None,
            at_ms: at.as_millisecond(),
            why: None,
            size: 1,
        }
    }

    #[test]
    fn steps_are_found_by_word_kind_and_time() {
        let today = date(2026, 3, 9);
        let snapshot = Snapshot::default();
        let names = Names { snapshot: &snapshot, plan: None, lang: Lang::Zh };
        let passes = |filter: &Filter, batch: &BatchRow| {
            let text = filter.text.to_lowercase();
            filter.passes(batch, filter.since.begin(today), &names, &text)
        };
        let begin = Since::Week.begin(today).unwrap();
        let old = batch(ActionKind::Import, begin.checked_sub(1.minute()).unwrap());
        let new = batch(ActionKind::Import, begin);
        let week = Filter { since: Since::Week, ..Filter::default() };
        assert!(!passes(&week, &old) && passes(&week, &new));
        assert!(passes(&Filter::default(), &old));
        let text = Filter { text: "XLSX".into(), ..Filter::default() };
        assert!(passes(&text, &old) && !passes(&Filter { text: "别的".into(), ..text }, &old));
        let kind = Filter { kind: Some(ActionKind::EditLead), ..Filter::default() };
        assert!(!passes(&kind, &old) && passes(&kind, &batch(ActionKind::EditLead, begin)));
    }
}
