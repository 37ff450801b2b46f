//! The library of thresholds beside a criterion that waits for one: place, year, figure, conversion, and why not.

use std::sync::OnceLock;

use eframe::egui::{Button, CollapsingHeader, RichText, Ui};

use crate::{
    domain::fact::Metric,
    scoring::{
        model::Figure,
        thresholds::{
            Basis, Conversion, Converted, LIBRARY, Library, Threshold, ThresholdKind, ThresholdSense, ThresholdUnit,
            Unfit,
        },
    },
    text::{Lang, Say, format, ui_model::ModelEditText as T},
    ui::{
        context::PageContext,
        widgets::{SheetColumn, UiExt, Width, sheet_ui},
    },
};

/// The library, read once. A test proves that it can be read.
fn library() -> &'static Library {
    static READ: OnceLock<Library> = OnceLock::new();
    READ.get_or_init(|| Library::from_toml(LIBRARY).unwrap_or_default())
}

/// Draws what the library offers for a metric; taking one over sets the accepted threshold. `word` tells it from others
/// on the page.
pub(super) fn library_ui(
    ui: &mut Ui,
    ctx: &PageContext<'_>,
    word: &str,
    metric: Metric,
    accepted: &mut Option<Figure>,
) {
    let offered = library().for_metric(metric);
    if offered.is_empty() {
        return;
    }
    let title = format!("{} · {}", ctx.say(&T::Library), format::count(offered.len()));
    let mut taken = None;
    CollapsingHeader::new(RichText::new(title).small()).id_salt(("library", word)).show(ui, |ui| {
        ui.secondary(ctx.say(&T::LibraryNote));
        let columns = [
            SheetColumn::text(ctx.say(&T::Place), Width::Share(1.0, 150.0)),
            SheetColumn::number(ctx.say(&T::InUnit), 76.0),
            SheetColumn::text(ctx.say(&T::AsWritten), Width::Fixed(128.0)),
            SheetColumn::text("", Width::Share(0.8, 110.0)),
        ];
        sheet_ui(ui, ("library", word), &columns, offered.len(), |ui, row, column| {
            let Some((entry, fits)) = offered.get(row) else { return };
            match column {
                0 => {
                    ui.elided(place_of(ctx, entry)).on_hover_text(told(entry));
                }
                1 => {
                    let words = fits.as_ref().map_or_else(|_| format::ABSENT.to_owned(), |found| bound(ctx, found));
                    ui.label(words);
                }
                2 => {
                    let words = RichText::new(written(ctx, entry)).small().color(ctx.tokens.text_soft);
                    ui.elided(words).on_hover_text(told(entry));
                }
                _ => match fits {
                    Ok(found) => {
                        let words = T::TakeWords { place: place_of(ctx, entry), value: bound(ctx, found) };
                        let button = ui.add(Button::new(ctx.say(&T::Take)).small());
                        if button.accessible_name(ctx.say(&words)).clicked() {
                            taken = Some(Threshold::figure(*found, source_of(entry, found)));
                        }
                    }
                    Err(why) => {
                        let words = RichText::new(ctx.say(&reason(*why, entry))).small();
                        ui.elided(words.color(ctx.tokens.text_soft));
                    }
                },
            }
        });
        ui.add_space(4.0);
    });
    if taken.is_some() {
        *accepted = taken;
    }
}

fn place_of(ctx: &PageContext<'_>, entry: &Threshold) -> String {
    let kind = ctx.say(&match entry.kind {
        ThresholdKind::Admission => T::Admission,
        ThresholdKind::Average => T::Average,
        ThresholdKind::Goal => T::Goal,
    });
    let year = entry.year.map(|year| year.to_string());
    let industry = Some(entry.industry.clone()).filter(|industry| !industry.is_empty());
    [Some(entry.place.clone()), year, Some(kind), industry].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The source a criterion keeps: place, year, what it is, and how the figure was written. Sources are data, written in
/// the language of the model.
fn source_of(entry: &Threshold, found: &Converted) -> String {
    let parts =
        [entry.place.clone(), entry.year.map(|year| year.to_string()).unwrap_or_default(), entry.industry.clone()];
    let place = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let (source, value) = (entry.source.0.clone(), format::number(entry.value, 3));
    match found.conversion {
        Conversion::None => T::TakenFrom { place, source },
        Conversion::HectareToMu => T::TakenFromHectare { place, source, value },
        Conversion::Reciprocal => T::TakenFromReciprocal { place, source, value },
    }
    .say(Lang::Zh)
}

fn told(entry: &Threshold) -> String {
    if entry.note.is_empty() { entry.source.0.clone() } else { format!("{}\n{}", entry.source.0, entry.note) }
}

fn bound(ctx: &PageContext<'_>, found: &Converted) -> String {
    let value = format::number(found.value, 2);
    ctx.say(&match found.sense {
        ThresholdSense::AtLeast => T::AtLeast { value },
        ThresholdSense::AtMost => T::AtMost { value },
    })
}

fn written(ctx: &PageContext<'_>, entry: &Threshold) -> String {
    let value = format::number(entry.value, 3);
    ctx.say(&match entry.unit {
        ThresholdUnit::WanPerMu => T::WanPerMu { value },
        ThresholdUnit::WanPerHectare => T::WanPerHectare { value },
        ThresholdUnit::WanPerThousandSquareMetres => T::WanPerPlant { value },
        ThresholdUnit::WanPerTce => T::WanPerTce { value },
        ThresholdUnit::TcePerWan => T::TcePerWan { value },
    })
}

fn reason(why: Unfit, entry: &Threshold) -> T {
    match (why, entry.basis) {
        (Unfit::BasisUnstated, _) => T::BasisUnstated,
        (_, Some(Basis::Fixed)) => T::OtherBasisFixed,
        _ => T::OtherBasis,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_that_ships_can_be_read() {
        let offered = library().for_metric(Metric::TaxPerMu);
        let (entry, fits) = offered.iter().find(|(entry, _)| entry.id == "kaizhou_2024_tax").unwrap();
        let source = source_of(entry, &fits.unwrap());
        // Place, year and the figure as it was written stay with the figure.
        assert!(["2024", "88", "÷15"].iter().all(|part| source.contains(part)), "{source}");
    }
}
