//! The page Companies, driven without display by what a screen reader would hear.

#![allow(clippy::expect_used)]

mod card;
mod drafts;
#[path = "../ui_shell/support.rs"]
mod support;
mod table;

use support::{go, nothing_is_missing, press, type_into};

use eframe::egui::accesskit::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use zhaoshang::{
    domain::{company::Company, ids::CompanyId},
    ledger::Action,
    text::Lang,
    ui::{App, Place, context::Post, route::PageId},
};

/// The demonstration, on the companies page.
fn companies(lang: Lang) -> Harness<'static, App> {
    let mut harness = support::demo(lang);
    go(&mut harness, PageId::Companies);
    harness
}

/// Opens a part of the card.
fn tab(harness: &mut Harness<'_, App>, name: &str) {
    let tab = harness
        .get_all_by_role(Role::Tab)
        // The rail has a tab of the same name as one of the card; it is drawn first.
        .rfind(|node| {
            let label = NodeT::accesskit_node(node).label().unwrap_or_default();
            label == name || label.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))
        })
        .expect("the tab");
    tab.click();
    harness.run();
}

/// A new company of which something is known, whose card is open.
fn with_company(harness: &mut Harness<'_, App>, change: impl FnOnce(&mut Company)) -> CompanyId {
    let id = CompanyId::from_uuid(uuid::Uuid::from_u128(u128::MAX - 7));
    let mut company = Company::named(id, "测试用精密电机有限公司");
    company.products = "永磁同步电机".into();
    change(&mut company);
    harness.state_mut().post(Post::act(Action::CreateCompany(Box::new(company))));
    harness.run();
    go(harness, Place::company(id));
    id
}

fn status(harness: &Harness<'_, App>) -> String {
    let node = harness.get_by_label_contains("列出");
    NodeT::accesskit_node(&node).value().unwrap_or_default()
}
