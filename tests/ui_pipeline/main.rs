//! The page Pipeline, driven without display by what a screen reader would hear.

#![allow(clippy::expect_used)]

mod board;
mod flows;
mod glyphs;
#[path = "../ui_shell/support.rs"]
mod support;
mod table;
mod today;

use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use support::{close_notes, go, type_into};
use zhaoshang::{
    domain::lead::{Lead, Stage},
    text::Lang,
    ui::{App, Command, Place, context::Post, route::PageId},
};

/// The demonstration, on the pipeline page.
fn pipeline(lang: Lang) -> Harness<'static, App> {
    let mut harness = support::demo(lang);
    go(&mut harness, PageId::Pipeline);
    harness
}

/// Another view of the page: `board`, `table`, `calendar`, `today`.
fn view(harness: &mut Harness<'_, App>, view: &str) {
    go(harness, Place::part(PageId::Pipeline, view));
}

/// Presses the first button of a name.
fn press(harness: &mut Harness<'_, App>, name: &str) {
    close_notes(harness);
    harness.get_all_by_role_and_label(Role::Button, name).next().expect("the button").click();
    harness.run();
    harness.run();
}

/// Types where the cursor is.
fn typed(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(eframe::egui::Event::Text(text.to_owned()));
    harness.run();
    harness.run();
}

fn key(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
    harness.run();
}

fn undo(harness: &mut Harness<'_, App>) {
    harness.state_mut().post(Post::Run(Command::Undo));
    harness.run();
    harness.run();
}

fn leads(harness: &Harness<'_, App>) -> Vec<Lead> {
    harness.state().session().expect("open").snapshot.leads.iter().cloned().collect()
}

/// The first lead at a stage whose company has no other.
fn lead_at(harness: &Harness<'_, App>, stage: Stage) -> Lead {
    let all = leads(harness);
    let alone = |lead: &Lead| all.iter().filter(|other| other.company == lead.company).count() == 1;
    all.iter().find(|lead| lead.stage == stage && alone(lead)).cloned().expect("a lead at the stage")
}

/// Chooses in a list of choices of the dialog.
fn choose(harness: &mut Harness<'_, App>, list: &str, choice: &str) {
    harness.get_by_role_and_label(Role::ComboBox, list).click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, choice).scroll_to_me();
    harness.run();
    harness.get_by_role_and_label(Role::Button, choice).click();
    harness.run();
    harness.run();
}

/// The new lead by keyboard alone: find or add the company, say what comes next and when.
fn new_lead_by_keys(harness: &mut Harness<'_, App>, company: &str, next: &str, on: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::L);
    harness.run();
    harness.run();
    typed(harness, company);
    key(harness, Key::Enter);
    typed(harness, next);
    key(harness, Key::Tab);
    typed(harness, on);
    key(harness, Key::Enter);
}
