//! The vacant land and plants of the zone: listed, entered, corrected.

use std::collections::BTreeMap;

use eframe::egui::Ui;

use crate::{
    domain::{
        record::Entity,
        site::{Site, SiteKind, SiteState},
    },
    text::{
        Say, format,
        ui_lead::{LeadText as T, UnitText},
    },
    ui::{
        context::{PageContext, Post},
        pages::lead::{FormScene, ListRow, RecordForm, Section, section_ui, site_facts},
        widgets::UiExt,
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
    forms: BTreeMap<Entity, RecordForm>,
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
            let form = self.kept.as_ref().and_then(|note| serde_json::from_str(note).ok());
            self.forms.extend(form.map(|form| (Entity::Site, form)));
        }
        let mut sites: Vec<&Site> = ctx.snapshot.sites.iter().collect();
        sites.sort_by_key(|site| (site.state, site.kind, site.name.clone()));
        let rows: Vec<ListRow> = sites.iter().map(|site| row(site, ctx)).collect();
        ui.set_max_width(ui.available_width().min(920.0));
        let section = Section {
            scene: FormScene { ctx, entity: Entity::Site, fields: FIELDS, given: &[] },
            title: T::Sites { count: rows.len() }.say(lang),
            add: Some(T::AddSite.say(lang)),
            nothing: T::NoSitesYet.say(lang),
            rows: &rows,
            open: &|key| ctx.snapshot.sites.get(key).map(|site| RecordForm::of(site, FIELDS, lang)),
            new: &|| {
                let (kind, state) = (SiteKind::Land.word().to_owned(), SiteState::Free.word().to_owned());
                RecordForm::new(FIELDS, &[("kind", kind), ("state", state)])
            },
        };
        ui.secondary(T::SitesNote.say(lang));
        ui.add_space(4.0);
        section_ui(ui, &section, &mut self.forms, out);
        self.keep(out);
    }

    /// Keeps what is being written.
    fn keep(&mut self, out: &mut Vec<Post>) {
        let form = self.forms.get(&Entity::Site).filter(|form| form.is_touched());
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

fn row(site: &Site, ctx: &PageContext<'_>) -> ListRow {
    let lang = ctx.lang;
    let with = |number: Option<f64>, unit: UnitText| {
        number.map(|number| T::WithUnit { number: format::number(number, 2), unit: unit.say(lang) }.say(lang))
    };
    let base = site.base.as_ref().and_then(|id| ctx.plan()?.base(id)).map(|base| base.name.in_lang(lang).to_owned());
    let parts = [
        Some(site_facts(site, ctx)),
        base,
        with(site.height.map(|height| height.0), UnitText::Metre),
        with(site.floor_load.map(|load| load.0), UnitText::TonnePerSquareMetre),
        with(site.power.map(|power| power.0), UnitText::KiloVoltAmpere),
        with(site.energy.map(|energy| energy.0), UnitText::Tce),
        site.land_price.map(|price| T::SitePrice { price: format::money(price, None, lang) }.say(lang)),
        site.rent.map(|rent| T::SiteRent { rent: format::number(rent.0, 2) }.say(lang)),
    ];
    ListRow {
        key: site.id.uuid(),
        title: site.name.to_string(),
        lines: vec![parts.into_iter().flatten().collect::<Vec<_>>().join(" · "), site.notes.to_string()],
        ..ListRow::default()
    }
}
