//! What a local firm makes and looks for: the anchors of the chain.

use eframe::egui::Ui;

use super::{
    Forms, Subject,
    form::{FormScene, RecordForm},
    list::{ListRow, Section, section_ui},
};
use crate::{
    domain::{
        ids::{ProductId, SegmentId},
        record::{Cell, Entity},
    },
    text::{Say, format, ui_lead::LeadText as T},
    ui::context::{PageContext, Post},
};

const PRODUCT: &[&str] = &["segment", "product", "note"];
const NEED: &[&str] = &["segment", "product", "note", "as_of", "source"];

/// Draws products and needs.
pub(super) fn ui(ui: &mut Ui, subject: Subject<'_, '_>, forms: &mut Forms, out: &mut Vec<Post>) {
    let Subject { ctx, company, .. } = subject;
    let lang = ctx.lang;
    let given = [("company", company.id.to_value())];
    let segment = ctx.view.and_then(|view| view.fits.get(view.row_of(company.id)?)?.segment.clone());
    let segment = segment.map(|segment| segment.as_str().to_owned()).unwrap_or_default();
    let products: Vec<ListRow> = ctx
        .snapshot
        .local_products
        .of(company.id)
        .map(|product| ListRow {
            key: product.id.uuid(),
            title: chain_words(&product.segment, product.product.as_ref(), ctx),
            lines: vec![product.note.to_string()],
            whole: true,
            ..ListRow::default()
        })
        .collect();
    let section = Section {
        scene: FormScene { ctx, entity: Entity::LocalProduct, fields: PRODUCT, given: &given },
        title: T::LocalProducts.say(lang),
        add: Some(T::AddLocalProduct.say(lang)),
        nothing: T::NoLocalProducts.say(lang),
        rows: &products,
        // It is written anew: products are only ever added and taken away.
        open: &|_| None,
        new: &|| RecordForm::new(PRODUCT, &[("segment", segment.clone())]),
    };
    section_ui(ui, &section, &mut forms.records, out);
    ui.add_space(16.0);
    let needs: Vec<ListRow> = ctx
        .snapshot
        .local_needs
        .of(company.id)
        .map(|need| {
            let parts = [need.as_of.map(format::iso_date), Some(need.source.to_string())];
            let from: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            ListRow {
                key: need.id.uuid(),
                title: chain_words(&need.segment, need.product.as_ref(), ctx),
                lines: vec![need.note.to_string(), from.join(" · ")],
                ..ListRow::default()
            }
        })
        .collect();
    let section = Section {
        scene: FormScene { ctx, entity: Entity::LocalNeed, fields: NEED, given: &given },
        title: T::LocalNeeds.say(lang),
        add: Some(T::AddLocalNeed.say(lang)),
        nothing: T::NoLocalNeeds.say(lang),
        rows: &needs,
        open: &|key| ctx.snapshot.local_needs.get(key).map(|need| RecordForm::of(need, NEED, lang)),
        new: &|| RecordForm::new(NEED, &[("as_of", format::iso_date(ctx.today))]),
    };
    section_ui(ui, &section, &mut forms.records, out);
}

/// Segment and product by their names in the plan.
fn chain_words(segment: &SegmentId, product: Option<&ProductId>, ctx: &PageContext<'_>) -> String {
    let lang = ctx.lang;
    let plan = ctx.plan();
    let named = plan.and_then(|plan| plan.segment(segment)).map(|(_, one)| one.name.in_lang(lang).to_owned());
    let segment = named.unwrap_or_else(|| segment.to_string());
    let product = product.map(|id| {
        let named = plan.and_then(|plan| plan.product(id)).map(|(_, _, one)| one.name.in_lang(lang).to_owned());
        named.unwrap_or_else(|| id.to_string())
    });
    match product {
        Some(product) => T::ChainPlace { segment, product }.say(lang),
        None => segment,
    }
}
