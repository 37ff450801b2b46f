//! The vacant land and plants of the zone: listed, entered, corrected.

use eframe::egui::{Align, Layout, RichText, Ui};
use uuid::Uuid;

use crate::{
    domain::{
        record::Entity,
        site::{Site, SiteKind, SiteState},
    },
    ledger::{Action, ItemKind},
    text::{
        Label, Lang, Say,
        fields::field_label,
        format,
        ui_lead::{LeadText as T, UnitText},
    },
    ui::{
        context::{PageContext, Post},
        pages::lead::{FormScene, RecordForm, form_ui},
        theme::icons,
        widgets::{SheetColumn, UiExt, Width, sheet_ui},
    },
};

const FIELDS: &[&str] = &[
    "name",
    "kind",
    "state",
    "base",
    "place",
    "land",
    "floor_area",
    "height",
    "floor_load",
    "power",
    "energy",
    "discharge",
    "land_price",
    "rent",
    "free_from",
    "contact",
    "notes",
];

/// What the part holds.
#[derive(Debug, Default)]
pub struct SitesView {
    form: Option<RecordForm>,
    /// The form as the notes have it.
    kept: Option<String>,
    loaded: bool,
}

/// Among the notes of the settings.
const NOTE: &str = "data.site";

impl SitesView {
    /// Draws the part.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        let lang = ctx.lang;
        if !std::mem::replace(&mut self.loaded, true) {
            self.kept = ctx.settings.notes.get(NOTE).cloned();
            self.form = self.kept.as_ref().and_then(|note| serde_json::from_str(note).ok());
        }
        let mut sites: Vec<&Site> = ctx.snapshot.sites.iter().collect();
        sites.sort_by_key(|site| (site.state, site.kind, site.name.clone()));
        ui.horizontal(|ui| {
            ui.strong_text(T::Sites { count: sites.len() }.say(lang));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_enabled_ui(ctx.writable, |ui| {
                    if ui.icon_text_button(icons::PLUS, &T::AddSite.say(lang)).clicked() {
                        let (kind, state) = (SiteKind::Land.word().to_owned(), SiteState::Free.word().to_owned());
                        self.form = Some(RecordForm::new(FIELDS, &[("kind", kind), ("state", state)]));
                    }
                });
            });
        });
        ui.secondary(T::SitesNote.say(lang));
        ui.add_space(4.0);
        if self.form.is_some() {
            ui.scope(|ui| {
                ui.set_max_width(ui.available_width().min(640.0));
                let scene = FormScene { ctx, entity: Entity::Site, fields: FIELDS, given: &[] };
                form_ui(ui, scene, &mut self.form, out);
            });
            ui.add_space(8.0);
        }
        if sites.is_empty() {
            ui.secondary(T::NoSitesYet.say(lang));
        } else if let Some(key) = table_ui(ui, &sites, ctx, out) {
            self.form = ctx.snapshot.sites.get(key).map(|site| RecordForm::of(site, FIELDS, lang));
        }
        self.keep(out);
    }

    /// Keeps what is being written.
    fn keep(&mut self, out: &mut Vec<Post>) {
        let form = self.form.as_ref().filter(|form| form.is_touched());
        let note = form.and_then(|form| serde_json::to_string(form).ok());
        if note == self.kept {
            return;
        }
        self.kept.clone_from(&note);
        out.push(Post::set(move |settings| {
            match note {
                Some(note) => settings.notes.insert(NOTE.to_owned(), note),
                None => settings.notes.remove(NOTE),
            };
        }));
    }
}

/// The sites with their figures in columns; the one to be corrected.
fn table_ui(ui: &mut Ui, sites: &[&Site], ctx: &PageContext<'_>, out: &mut Vec<Post>) -> Option<Uuid> {
    let lang = ctx.lang;
    let name = |field: &'static str| field_label(Entity::Site, field, lang).to_owned();
    // A figure's unit stands once, in the title.
    let figure = |title: T, unit: UnitText, width: f32| {
        SheetColumn::number(T::WithUnit { number: title.say(lang), unit: unit.say(lang) }.say(lang), width)
    };
    let columns = [
        SheetColumn::text(name("name"), Width::Share(2.0, 120.0)),
        SheetColumn::text(name("kind"), Width::Fixed(84.0)),
        SheetColumn::text(name("state"), Width::Fixed(64.0)),
        SheetColumn::number(T::SiteArea.say(lang), 88.0),
        SheetColumn::text(name("place"), Width::Share(1.0, 80.0)),
        SheetColumn::text(name("base"), Width::Share(1.0, 80.0)),
        figure(T::SiteHeight, UnitText::Metre, 72.0),
        figure(T::SiteLoad, UnitText::TonnePerSquareMetre, 84.0),
        figure(T::SitePower, UnitText::KiloVoltAmpere, 88.0),
        figure(T::SiteEnergy, UnitText::Tce, 88.0),
        SheetColumn::text(T::SiteCost.say(lang), Width::Fixed(112.0)),
        SheetColumn::text("", Width::Fixed(68.0)),
    ];
    let mut asked = None;
    sheet_ui(ui, "sites", &columns, sites.len(), |ui, row, column| {
        let Some(site) = sites.get(row) else { return };
        let number = match column {
            6 => site.height.map(|height| height.0),
            7 => site.floor_load.map(|load| load.0),
            8 => site.power.map(|power| power.0),
            9 => site.energy.map(|energy| energy.0),
            _ => None,
        };
        if (6..=9).contains(&column) {
            match number {
                Some(number) => ui.label(format::number(number, 2)),
                None => ui.label(RichText::new(format::ABSENT).color(ctx.tokens.text_off)),
            };
            return;
        }
        let plan = ctx.plan();
        let words = match column {
            0 => site.name.to_string(),
            1 => site.kind.label(lang).to_owned(),
            2 => site.state.label(lang).to_owned(),
            3 => area(site, lang),
            4 => {
                let place = site.place.as_ref().and_then(|id| plan?.places.iter().find(|place| place.id == *id));
                place.map(|place| place.name.in_lang(lang).to_owned()).unwrap_or_default()
            }
            5 => {
                let base = site.base.as_ref().and_then(|id| plan?.base(id));
                base.map(|base| base.name.in_lang(lang).to_owned()).unwrap_or_default()
            }
            10 => cost(site, lang),
            _ => {
                if ctx.writable {
                    let title = site.name.to_string();
                    if ui.icon_button(icons::PENCIL_SIMPLE, &T::EditOne { title: title.clone() }.say(lang)).clicked() {
                        asked = Some(site.id.uuid());
                    }
                    if ui.icon_button(icons::TRASH, &T::DeleteOne { title }.say(lang)).clicked() {
                        let (kind, key) = (ItemKind::Site, site.id.uuid());
                        out.push(Post::act(Action::Delete { kind, key }));
                    }
                }
                return;
            }
        };
        if column == 0 && !site.notes.is_empty() {
            ui.elided(words).on_hover_text(&*site.notes);
        } else if words.is_empty() {
            ui.label(RichText::new(format::ABSENT).color(ctx.tokens.text_off));
        } else {
            ui.elided(words);
        }
    });
    asked
}

/// Land of a plot, floor of a plant.
fn area(site: &Site, lang: Lang) -> String {
    let (number, unit) = match site.kind {
        SiteKind::Land => (site.land.map(|land| land.0), UnitText::Mu),
        SiteKind::Plant => (site.floor_area.map(|area| area.0), UnitText::SquareMetre),
    };
    let with = |number| T::WithUnit { number: format::number(number, 2), unit: unit.say(lang) }.say(lang);
    number.map(with).unwrap_or_default()
}

/// Price of land or rent of a plant.
fn cost(site: &Site, lang: Lang) -> String {
    let price = site.land_price.map(|price| T::SitePrice { price: format::money(price, None, lang) }.say(lang));
    let rent = site.rent.map(|rent| T::SiteRent { rent: format::number(rent.0, 2) }.say(lang));
    [price, rent].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
