//! Who was decided about by hand: named in a line, each to be freed again.

use eframe::egui::{ScrollArea, Ui};

use crate::{
    capacity::optimise::Pin,
    domain::ids::CompanyId,
    ledger::pursuit::PursuitWish,
    text::ui_pursue::PursueText as T,
    ui::{context::PageContext, theme::icons, widgets::UiExt},
};

/// Higher than this and the names scroll.
const HEIGHT: f32 = 96.0;

/// Draws them, where there are any.
pub(super) fn ui(ui: &mut Ui, wish: &mut PursuitWish, ctx: &PageContext<'_>) {
    let named = |pin: Pin| -> Vec<(CompanyId, String)> {
        let pinned = wish.pins.iter().filter(|(_, other)| *other == pin);
        let known = pinned.filter_map(|(company, _)| ctx.snapshot.companies.get(company.uuid()));
        known.map(|company| (company.id, company.name.to_string())).collect()
    };
    let (inside, outside) = (named(Pin::In), named(Pin::Out));
    let count = inside.len() + outside.len();
    if count == 0 {
        return;
    }
    ui.add_space(4.0);
    let scroll = ScrollArea::vertical().id_salt("pursue pins").max_height(HEIGHT).auto_shrink([false, true]);
    scroll.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let mut freed = None;
            for (words, companies) in [(T::PinnedInList, inside), (T::PinnedOutList, outside)] {
                if companies.is_empty() {
                    continue;
                }
                ui.secondary(ctx.say(&words));
                for (company, name) in companies {
                    // Name and sign stay on one line.
                    let words = ctx.say(&T::UnpinNamed { company: name.clone() });
                    let button = ui.icon_text_button(icons::X, &name).accessible_name(words.as_str());
                    if button.on_hover_text(words).clicked() {
                        freed = Some(company);
                    }
                }
                ui.add_space(8.0);
            }
            if let Some(company) = freed {
                wish.set_pin(company, Pin::Free);
            }
            if count > 1 && ui.button(ctx.say(&T::UnpinAll)).clicked() {
                wish.pins.clear();
            }
        });
    });
}
