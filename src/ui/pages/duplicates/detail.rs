//! Why two companies look alike: the steps of the comparison with what each says, as a waterfall.

use eframe::egui::{CornerRadius, Rect, RichText, ScrollArea, Stroke, Ui, pos2, vec2};

use super::{Asked, Key};
use crate::{
    domain::{company::Company, ids::CompanyId, same::PairVerdict},
    identity::{Evidence, Level, Pair, Profile, Weight},
    ledger::duplicates::Found,
    text::{
        Label, Lang, Say, format,
        same::{bits_words, verdict_words},
        ui_same::DuplicatesText as T,
    },
    ui::{
        context::PageContext,
        theme::icons,
        widgets::{RowKind, SmallColumn, SmallTable, UiExt},
    },
};

/// Height of a step.
const STEP: f32 = 26.0;

/// Draws a pair in full; what was asked for.
pub(super) fn ui(
    ui: &mut Ui,
    pair: &Pair,
    found: Option<&Found>,
    chosen: &[Key],
    in_queue: bool,
    ctx: &PageContext<'_>,
) -> Option<Asked> {
    let lang = ctx.lang;
    let company = |id: CompanyId| ctx.snapshot.companies.get(id.uuid());
    let (Some(one), Some(other)) = (company(pair.one), company(pair.other)) else {
        ui.secondary(T::Gone.say(lang));
        return None;
    };
    let mut asked = None;
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for company in [one, other] {
                if company.id == other.id {
                    ui.icon(icons::ARROWS_LEFT_RIGHT, ctx.tokens.text_soft);
                }
                let words = T::ShowCard { name: company.name.to_string() }.say(lang);
                if ui.link(RichText::new(&*company.name).strong()).on_hover_text(words).clicked() {
                    asked = Some(Asked::Show(company.id));
                }
            }
        });
        ui.add_space(2.0);
        ui.label(verdict_words(&pair.comparison, lang));
        said_ui(ui, pair, ctx);
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.add_enabled_ui(ctx.writable, |ui| {
                if in_queue {
                    if ui.primary_icon_button(icons::ARROWS_LEFT_RIGHT, &T::Merge.say(lang)).clicked() {
                        asked = Some(Asked::Merge(pair.one, pair.other));
                    }
                    if ui.icon_text_button(icons::X, &T::NotTheSame.say(lang)).clicked() {
                        asked = Some(Asked::Judge(PairVerdict::Different));
                    }
                } else if ui.icon_text_button(icons::ARROW_U_UP_LEFT, &T::Reopen.say(lang)).clicked() {
                    asked = Some(Asked::Judge(PairVerdict::Open));
                }
            });
            if chosen.len() > 1 {
                ui.secondary(T::Chosen { count: format::count(chosen.len()) }.say(lang));
            }
        });
        ui.add_space(8.0);
        ui.strong_text(T::Steps.say(lang));
        steps_ui(ui, pair, (one, other), found, ctx);
        ui.add_space(4.0);
        ui.secondary(T::StepsNote.say(lang));
    });
    asked
}

/// Who brought the pair up, or judged it.
fn said_ui(ui: &mut Ui, pair: &Pair, ctx: &PageContext<'_>) {
    let lang = ctx.lang;
    let Some(said) = ctx.snapshot.pair(pair.one, pair.other) else { return };
    if said.verdict == PairVerdict::Open && !said.source.is_empty() {
        ui.secondary(T::FromImport { list: said.source.to_string() }.say(lang));
        return;
    }
    let who = said.author.and_then(|author| ctx.snapshot.authors.get(author.uuid()));
    if let (Some(who), Some(day)) = (who, said.on_day) {
        ui.secondary(T::Judged { who: who.name.to_string(), day: format::iso_date(day) }.say(lang));
    }
}

fn steps_ui(
    ui: &mut Ui,
    pair: &Pair,
    (one, other): (&Company, &Company),
    found: Option<&Found>,
    ctx: &PageContext<'_>,
) {
    let lang = ctx.lang;
    let unknown = Found::default();
    let found = found.unwrap_or(&unknown);
    let Some((left, right)) = found.profile(ctx.snapshot, one.id).zip(found.profile(ctx.snapshot, other.id)) else {
        return;
    };
    let titles = [
        T::StepItem.say(lang),
        T::ColumnOne.say(lang),
        T::ColumnOther.say(lang),
        T::StepResult.say(lang),
        String::new(),
        T::StepWeight.say(lang),
    ];
    let columns = [
        SmallColumn::text(&titles[0], if lang == Lang::Zh { 72.0 } else { 112.0 }),
        SmallColumn::text(&titles[1], 110.0).stretching(),
        SmallColumn::text(&titles[2], 110.0).stretching(),
        SmallColumn::text(&titles[3], if lang == Lang::Zh { 120.0 } else { 156.0 }),
        SmallColumn::text(&titles[4], 96.0),
        SmallColumn::number(&titles[5], 52.0),
    ];
    let table = SmallTable::new(ui.available_width() - 4.0, &columns);
    table.header_ui(ui, &columns);
    let scale = Scale::of(&pair.comparison.weights);
    let mut start = 0.0;
    for weight in &pair.comparison.weights {
        let end = start + weight.bits.0;
        let level = weight.level.label(lang);
        let words = T::StepWords { evidence: weight.evidence.label(lang), level, bits: bits_words(weight.bits.0) };
        table.row_ui(ui, STEP, RowKind::Plain, |ui, column| match column {
            0 => _ = ui.elided(weight.evidence.label(lang)),
            1 => value_ui(ui, &said(weight.evidence, one, &left), ctx),
            2 => value_ui(ui, &said(weight.evidence, other, &right), ctx),
            3 => {
                let ink = if weight.level == Level::Apart { ctx.tokens.error } else { ctx.tokens.text };
                ui.elided(RichText::new(level).color(ink));
            }
            4 => bar_ui(ui, scale, start, end, &words.say(lang)),
            _ => _ = ui.label(bits_words(weight.bits.0)),
        });
        start = end;
    }
    table.row_ui(ui, STEP, RowKind::Plain, |ui, column| match column {
        0 => _ = ui.strong_text(T::Total.say(lang)),
        3 => _ = ui.elided(pair.comparison.likeness.label(lang)),
        4 => bar_ui(ui, scale, 0.0, start, ""),
        5 => _ = ui.strong_text(bits_words(start)),
        _ => {}
    });
}

fn value_ui(ui: &mut Ui, value: &str, ctx: &PageContext<'_>) {
    if value.is_empty() {
        ui.label(RichText::new(format::ABSENT).color(ctx.tokens.text_off));
    } else {
        ui.elided(value);
    }
}

/// What a company says about a step.
fn said(evidence: Evidence, company: &Company, profile: &Profile) -> String {
    let lines = |text: &str| text.lines().collect::<Vec<_>>().join(" · ");
    match evidence {
        Evidence::Prior => String::new(),
        Evidence::Code => company.credit_code.to_string(),
        Evidence::OtherName => {
            let mut names: Vec<&str> = company.former_names.lines().collect();
            names.extend([&*company.short_name, &*company.english_name].into_iter().filter(|name| !name.is_empty()));
            names.join(" · ")
        }
        Evidence::Brand => profile.parts.brand.to_string(),
        Evidence::Trade => profile.parts.trade.to_string(),
        Evidence::Region => profile.region.words(),
        Evidence::Form => profile.parts.form.to_string(),
        Evidence::Branch => profile.parts.branch.to_string(),
        Evidence::Whole => company.name.to_string(),
        Evidence::Phone => lines(&company.phone),
        Evidence::Site => company.website.to_string(),
        Evidence::Email => lines(&company.email),
        Evidence::Person => company.legal_representative.to_string(),
        Evidence::Address => company.address.to_string(),
        Evidence::Founded => company.founded.map(format::iso_date).unwrap_or_default(),
    }
}

/// Where the running sum lies between its ends.
#[derive(Debug, Clone, Copy)]
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    fn of(weights: &[Weight]) -> Self {
        let (mut sum, mut low, mut high) = (0.0_f64, 0.0_f64, 0.0_f64);
        for weight in weights {
            sum += weight.bits.0;
            low = low.min(sum);
            high = high.max(sum);
        }
        Self { low, high: high.max(low + 1.0) }
    }

    #[allow(clippy::cast_possible_truncation)] // a place on screen
    fn at(self, rect: Rect, bits: f64) -> f32 {
        rect.left() + ((bits - self.low) / (self.high - self.low)) as f32 * rect.width()
    }
}

/// A step as a bar from where the one above ended; the line is where both are equally likely.
fn bar_ui(ui: &mut Ui, scale: Scale, start: f64, end: f64, words: &str) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), STEP - 10.0), eframe::egui::Sense::hover());
    let tokens = ui.tokens();
    let track = rect.shrink2(vec2(2.0, 3.0));
    ui.painter().vline(scale.at(track, 0.0), rect.y_range(), Stroke::new(1.0, tokens.line_strong));
    let (from, to) = (scale.at(track, start), scale.at(track, end));
    let bar =
        Rect::from_min_max(pos2(from.min(to), track.top()), pos2(from.max(to).max(from.min(to) + 1.0), track.bottom()));
    let fill = if end >= start { tokens.accent } else { tokens.unknown };
    ui.painter().rect_filled(bar, CornerRadius::same(2), fill);
    if !words.is_empty() {
        response.on_hover_text(words);
    }
}
