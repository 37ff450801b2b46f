//! A talk being captured stays with its company, its photographs and its workspace.

use std::{path::Path, sync::Arc};

use eframe::egui::{Color32, ColorImage, Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use uuid::Uuid;
use zhaoshang::{
    domain::plan::Tier,
    text::{Label, Lang},
    ui::{App, Opening, Place, SettingsFile, route::PageId, workspace::NewWorkspace},
};

use super::{
    Keyboard, exhibitor, exhibitor_at, says, snapshot,
    support::{close_notes, demo, go, press, settle, type_into, window},
};

const MOTORS: &str = "验收用驱动电机有限公司";
const BEARINGS: &str = "验收用轴承新材料有限公司";

/// An image on the clipboard being pasted; different ones by their width.
fn image(width: usize) -> Event {
    Event::PasteImage(Arc::new(ColorImage::filled([width, 2], Color32::TRANSPARENT)))
}

/// The keys that save.
fn save() -> [Event; 2] {
    [true, false].map(|pressed| Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    })
}

/// All of it in one frame, faster than anything can be worked on.
fn at_once(harness: &mut Harness<'_, App>, events: impl IntoIterator<Item = Event>) {
    harness.input_mut().events.extend(events);
    harness.step();
}

/// Begins a talk at a stand.
fn begin(harness: &mut Harness<'_, App>, stand: &str) {
    let mut keys = Keyboard::new();
    keys.signs(harness, stand);
    keys.key(harness, Key::Enter);
}

#[test]
fn a_photograph_in_work_stays_with_its_own_talk() {
    let mut harness = demo(Lang::Zh);
    let company = exhibitor(&mut harness, MOTORS);
    let mut keys = Keyboard::new();
    let kept = |harness: &Harness<'_, App>| {
        let snapshot = snapshot(harness);
        (snapshot.talks.of(company).count(), snapshot.attachments.of(company).count())
    };
    go(&mut harness, PageId::Capture);
    begin(&mut harness, "n9z77");
    keys.signs(&mut harness, "h");
    at_once(&mut harness, [image(3), image(4)].into_iter().chain(save()));
    harness.step();
    assert_eq!(kept(&harness), (0, 0), "they are not there yet");
    assert!(says(&harness, "照片还在处理"));
    settle(&mut harness);
    assert_eq!(kept(&harness), (1, 2), "saved with both as soon as they were there");

    // Thrown away before it was there, it belongs to nobody.
    begin(&mut harness, "n9z77");
    at_once(&mut harness, [image(5)]);
    go(&mut harness, Place::part(PageId::Capture, "clear"));
    begin(&mut harness, "n9z77");
    keys.signs(&mut harness, "w");
    keys.with_command(&mut harness, Key::Enter);
    assert_eq!(kept(&harness), (2, 2));

    // The talk is saved as well where one goes elsewhere meanwhile; a photograph is enough to be said.
    begin(&mut harness, "n9z77");
    at_once(&mut harness, [image(6)].into_iter().chain(save()));
    go(&mut harness, PageId::Fair);
    assert_eq!(kept(&harness), (3, 3));
}

#[test]
fn one_tap_carries_no_talk_over_to_another_company() {
    let mut harness = demo(Lang::Zh);
    let motors = exhibitor(&mut harness, MOTORS);
    let bearings = exhibitor_at(&mut harness, BEARINGS, "Z78");
    let mut keys = Keyboard::new();
    let count = |harness: &Harness<'_, App>, company| snapshot(harness).talks.of(company).count();
    go(&mut harness, PageId::Capture);
    begin(&mut harness, "n9z77");
    keys.signs(&mut harness, "h");
    keys.with_command(&mut harness, Key::Enter);
    assert_eq!(count(&harness, motors), 1);

    begin(&mut harness, "n9z78");
    type_into(&mut harness, "谈了什么", "想看两层厂房");
    let tap = |harness: &mut Harness<'_, App>| {
        close_notes(harness);
        harness.get_by_label(MOTORS).click();
        settle(harness);
    };
    tap(&mut harness);
    assert!(says(&harness, &format!("先保存与“{BEARINGS}”的洽谈？")));
    press(&mut harness, "取消");
    assert_eq!(count(&harness, bearings), 0, "it goes on being written");
    tap(&mut harness);
    press(&mut harness, "保存并转过去");
    let kept = snapshot(&harness);
    let talk = kept.talks.of(bearings).next().expect("saved first");
    assert_eq!(&*kept.activities.get(talk.activity.uuid()).expect("what was said").content, "想看两层厂房");
    // The next one begins with nothing.
    keys.with_command(&mut harness, Key::Enter);
    assert!(says(&harness, "还没有写任何内容"));
    keys.signs(&mut harness, "c");
    keys.with_command(&mut harness, Key::Enter);
    assert_eq!((count(&harness, motors), count(&harness, bearings)), (2, 1));
}

#[test]
fn what_is_written_first_is_kept_for_the_company_found_later() {
    let mut harness = demo(Lang::Zh);
    let company = exhibitor(&mut harness, MOTORS);
    go(&mut harness, PageId::Capture);
    type_into(&mut harness, "谈了什么", "想看两层厂房");
    type_into(&mut harness, "企业名称、拼音首字母或展位", "n9z77");
    let mut keys = Keyboard::new();
    keys.key(&mut harness, Key::Enter);
    keys.with_command(&mut harness, Key::Enter);
    let kept = snapshot(&harness);
    let talk = kept.talks.of(company).next().expect("saved");
    assert_eq!(&*kept.activities.get(talk.activity.uuid()).expect("what was said").content, "想看两层厂房");
}

/// A window over a workspace in a folder, with settings that outlive it, where talks are captured.
fn window_in(folder: &Path, name: &str) -> Harness<'static, App> {
    let path = folder.join(name);
    let open = if path.exists() {
        Opening::Existing(path)
    } else {
        let target_date = jiff::civil::date(2030, 12, 31);
        Opening::New(NewWorkspace { path, title: "台账".into(), target_date, plan: None })
    };
    let mut harness = window(Lang::Zh, Some(open), SettingsFile::at(folder.join("settings.json")));
    go(&mut harness, PageId::Capture);
    harness
}

/// The draft as an older version kept it: one for all workspaces.
fn kept_by_an_older_version(folder: &Path, name: &str, answers: &serde_json::Value) {
    let draft = serde_json::json!({
        "workspace": folder.join(name),
        "at_ms": 1,
        "picked": { "new": { "id": Uuid::from_u128(7), "name": MOTORS } },
        "business": "新能源汽车驱动电机研发、制造",
        "promised": "寄政策汇编",
        "answers": answers,
    });
    let mut file = SettingsFile::at(folder.join("settings.json"));
    let mut settings = file.load();
    settings.notes.insert("capture.draft".into(), draft.to_string());
    file.save(&settings);
}

#[test]
fn the_slot_of_a_new_company_follows_its_business_and_its_answers() {
    let folder = tempfile::tempdir().unwrap();
    let answers = [(Tier::Growth, serde_json::json!({})), (Tier::Leader, serde_json::json!({ "revenue": "20亿" }))];
    for (tier, answers) in answers {
        let name = format!("{}.zhaoshang", tier.word());
        kept_by_an_older_version(folder.path(), &name, &answers);
        let harness = window_in(folder.path(), &name);
        let slot = format!("新能源及智能网联汽车核心零部件基地 · {} · 席位需求", tier.label(Lang::Zh));
        assert!(says(&harness, &slot), "{slot}");
    }
}

/// What is promised in the talk being written.
fn promised(harness: &Harness<'_, App>) -> String {
    harness.get_by_role_and_label(Role::TextInput, "已承诺").value().unwrap_or_default()
}

/// Nobody moves, and a few seconds pass: what is remembered is on disk.
fn wait(harness: &mut Harness<'_, App>) {
    for _ in 0..8 {
        harness.run_steps(8);
    }
}

#[test]
fn every_workspace_keeps_its_own_talk() {
    let folder = tempfile::tempdir().unwrap();
    let talks = [("a.zhaoshang", "约局长见面"), ("b.zhaoshang", "寄园区照片")];
    for (name, words) in talks {
        let mut harness = window_in(folder.path(), name);
        type_into(&mut harness, "已承诺", words);
        wait(&mut harness);
    }
    for (name, words) in talks {
        assert_eq!(promised(&window_in(folder.path(), name)), words, "{name}");
    }
}

#[test]
fn a_talk_kept_by_an_older_version_is_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    kept_by_an_older_version(folder.path(), "a.zhaoshang", &serde_json::json!({}));
    let mut other = window_in(folder.path(), "b.zhaoshang");
    assert_eq!(promised(&other), "", "it is not this one's");
    type_into(&mut other, "已承诺", "约局长见面");
    wait(&mut other);
    drop(other);
    let mut harness = window_in(folder.path(), "a.zhaoshang");
    assert_eq!(promised(&harness), "寄政策汇编");
    // Thrown away it does not come back.
    go(&mut harness, Place::part(PageId::Capture, "clear"));
    wait(&mut harness);
    drop(harness);
    assert_eq!(promised(&window_in(folder.path(), "a.zhaoshang")), "");
    assert_eq!(promised(&window_in(folder.path(), "b.zhaoshang")), "约局长见面");
}
