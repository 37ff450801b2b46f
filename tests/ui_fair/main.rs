//! Fairs in the window: the walk, and capturing talks with every key counted.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod capture;
#[path = "../ui_shell/support.rs"]
mod support;

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use support::{close_notes, go, nothing_is_missing, press, settle, type_into};
use uuid::Uuid;
use zhaoshang::{
    domain::{
        company::Company,
        fact::{FactState, Metric},
        fair::{Exhibitor, Fair, Heat},
        ids::{CompanyId, ExhibitorId, FairId},
        paper::Level,
    },
    ledger::{Action, Item, Snapshot},
    text::Lang,
    ui::{App, Opening, SettingsFile, context::Post, route::PageId},
};

fn act(harness: &mut Harness<'_, App>, action: Action) {
    harness.state_mut().post(Post::act(action));
    settle(harness);
}

fn snapshot(harness: &Harness<'_, App>) -> Snapshot {
    Snapshot::clone(&harness.state().session().expect("open").snapshot)
}

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

/// The fair of the demonstration, which is on.
fn fair(harness: &Harness<'_, App>) -> Fair {
    snapshot(harness).fairs.iter().next().expect("a fair").clone()
}

/// An exhibitor nobody talked to and nobody has a lead of.
fn exhibitor(harness: &mut Harness<'_, App>, name: &str) -> CompanyId {
    exhibitor_at(harness, name, "Z77")
}

/// One at a stand in the hall N9.
fn exhibitor_at(harness: &mut Harness<'_, App>, name: &str, booth: &str) -> CompanyId {
    let number = booth.bytes().fold(0_u128, |sum, byte| sum * 256 + u128::from(byte)) * 2;
    let company = CompanyId::from_uuid(Uuid::from_u128(u128::MAX - number - 1));
    let fair = fair(harness).id;
    let id = ExhibitorId::from_uuid(Uuid::from_u128(u128::MAX - number));
    let record =
        Company { main_business: "新能源汽车驱动电机研发、制造".into(), ..Company::named(company, name) };
    act(harness, Action::CreateCompany(Box::new(record)));
    let stand = Exhibitor { id, fair, company, hall: "N9".into(), booth: booth.into(), note: "".into() };
    act(harness, Action::Add(Item::from(stand)));
    company
}

/// A keyboard that counts: every key is one, and so is every key held with it.
struct Keyboard {
    pressed: usize,
    typed: usize,
}

impl Keyboard {
    const fn new() -> Self {
        Self { pressed: 0, typed: 0 }
    }

    fn key(&mut self, harness: &mut Harness<'_, App>, key: Key) {
        self.pressed += 1;
        harness.key_press(key);
        settle(harness);
    }

    fn with_command(&mut self, harness: &mut Harness<'_, App>, key: Key) {
        self.pressed += 2;
        harness.key_press_modifiers(Modifiers::COMMAND, key);
        settle(harness);
    }

    /// Keys that are also letters or digits: a window gets both events.
    fn signs(&mut self, harness: &mut Harness<'_, App>, signs: &str) {
        for sign in signs.chars() {
            self.pressed += 1;
            let key = Key::from_name(&sign.to_uppercase().to_string());
            if let Some(key) = key {
                harness.key_down(key);
            }
            harness.event(Event::Text(sign.to_string()));
            if let Some(key) = key {
                harness.key_up(key);
            }
            settle(harness);
        }
    }

    /// Text of names, numbers and notes, which every way of entering them needs.
    fn text(&mut self, harness: &mut Harness<'_, App>, text: &str) {
        self.typed += text.chars().count();
        harness.event(Event::Text(text.to_owned()));
        settle(harness);
    }
}

#[test]
fn a_talk_with_a_known_exhibitor_takes_few_keys() {
    let mut harness = support::demo(Lang::Zh);
    let company = exhibitor(&mut harness, "验收用驱动电机有限公司");
    let before = snapshot(&harness);
    let mut keys = Keyboard::new();
    keys.with_command(&mut harness, Key::T);
    assert_eq!(harness.state().page(), Some(PageId::Capture));
    // By the first letters of its name.
    keys.signs(&mut harness, "ysyqd");
    keys.key(&mut harness, Key::Enter);
    assert!(says(&harness, "驱动电机研发"), "what we know of it");
    keys.signs(&mut harness, "h");
    keys.signs(&mut harness, "13");
    keys.key(&mut harness, Key::Enter);
    // The third of the usual steps, then a day as people say it.
    keys.signs(&mut harness, "3");
    keys.signs(&mut harness, "fri");
    assert!(says(&harness, "2026-11-27"), "how the day is read");
    keys.with_command(&mut harness, Key::Enter);
    println!("known exhibitor: {} keys", keys.pressed);
    assert!(keys.pressed <= 25, "{} keys", keys.pressed);

    let kept = snapshot(&harness);
    assert_eq!(kept.talks.len(), before.talks.len() + 1);
    let talk = kept.talks.of(company).next().expect("kept").clone();
    assert_eq!((talk.heat, talk.product_words().count()), (Some(Heat::Hot), 2));
    assert_eq!((&*talk.next_step, talk.next_on), ("约来考察", Some(jiff::civil::date(2026, 11, 27))));
    assert_eq!(talk.fair, Some(fair(&harness).id));
    assert!(talk.value_before.is_some());
    let task = kept.tasks.of(company).next().expect("a task");
    assert_eq!((task.due, task.owner.is_some()), (talk.next_on, true));
    let activity = kept.activities.get(talk.activity.uuid()).expect("an activity");
    assert!(activity.author.is_some());
    // One step back takes all of it back.
    close_notes(&mut harness);
    harness.state_mut().post(Post::Run(zhaoshang::ui::Command::Undo));
    settle(&mut harness);
    let kept = snapshot(&harness);
    assert_eq!((kept.talks.len(), kept.tasks.len()), (before.talks.len(), before.tasks.len()));
    assert_eq!(kept.activities.len(), before.activities.len());
}

#[test]
fn a_new_company_with_a_person_takes_few_keys_beside_the_text() {
    let mut harness = support::demo(Lang::Zh);
    let mut keys = Keyboard::new();
    keys.with_command(&mut harness, Key::T);
    keys.text(&mut harness, "验收用轴承新材料有限公司");
    assert!(says(&harness, "新企业：验收用轴承新材料有限公司"));
    keys.key(&mut harness, Key::Enter);
    keys.text(&mut harness, "N3-B12");
    keys.key(&mut harness, Key::Enter);
    keys.text(&mut harness, "石墨烯导热膜研发与生产");
    keys.key(&mut harness, Key::Enter);
    keys.signs(&mut harness, "w1");
    keys.key(&mut harness, Key::Enter);
    keys.signs(&mut harness, "1");
    keys.signs(&mut harness, "mon");
    keys.key(&mut harness, Key::Enter);
    keys.text(&mut harness, "李示例");
    keys.key(&mut harness, Key::Enter);
    keys.text(&mut harness, "销售总监");
    keys.key(&mut harness, Key::Enter);
    keys.text(&mut harness, "13800000000");
    keys.key(&mut harness, Key::Enter);
    keys.text(&mut harness, "demo_li");
    keys.with_command(&mut harness, Key::Enter);
    println!("new company with a person: {} keys beside {} signs of text", keys.pressed, keys.typed);
    assert!(keys.pressed <= 60, "{} keys", keys.pressed);

    let kept = snapshot(&harness);
    let company = kept.companies.iter().find(|one| &*one.name == "验收用轴承新材料有限公司").expect("made").clone();
    assert_eq!(&*company.main_business, "石墨烯导热膜研发与生产");
    let stand = kept.exhibitors.of(company.id).next().expect("a stand");
    assert_eq!((&*stand.hall, &*stand.booth), ("N3", "B12"));
    let person = kept.contacts.of(company.id).next().expect("a person");
    assert_eq!(
        (&*person.name, &*person.position, &*person.phone, &*person.wechat),
        ("李示例", "销售总监", "13800000000", "demo_li")
    );
    assert!(person.main);
    let talk = kept.talks.of(company.id).next().expect("a talk");
    assert_eq!((talk.heat, talk.next_on), (Some(Heat::Warm), Some(jiff::civil::date(2026, 11, 23))));
}

#[test]
fn a_stand_finds_its_company_and_answers_move_the_score() {
    let mut harness = support::demo(Lang::Zh);
    let company = exhibitor(&mut harness, "验收用驱动电机有限公司");
    go(&mut harness, PageId::Capture);
    let mut keys = Keyboard::new();
    keys.signs(&mut harness, "n9z77");
    keys.key(&mut harness, Key::Enter);
    assert!(says(&harness, "最值得问的三个问题"));
    let asked = Metric::ALL.iter().find(|metric| {
        !metric.choices().is_empty() && says(&harness, &zhaoshang::text::ui_fair::question(**metric, Lang::Zh))
    });
    let figure = Metric::ALL.iter().find(|metric| {
        metric.choices().is_empty() && says(&harness, &zhaoshang::text::ui_fair::question(**metric, Lang::Zh))
    });
    assert!(!says(&harness, "本次 "));
    let metric = match (asked, figure) {
        (_, Some(metric)) => {
            let words = zhaoshang::text::ui_fair::question(*metric, Lang::Zh);
            type_into(&mut harness, &words, "8");
            *metric
        }
        (Some(metric), None) => {
            let word = metric.choices().last().copied().unwrap();
            let label = zhaoshang::text::labels::choice(*metric, word, Lang::Zh).unwrap();
            harness.get_by_role_and_label(Role::CheckBox, label).click();
            settle(&mut harness);
            *metric
        }
        (None, None) => panic!("nothing is asked"),
    };
    assert!(says(&harness, "本次 "), "the score moved");
    // Hidden from the visitor.
    press(&mut harness, "遮挡评分");
    assert!(!says(&harness, "本次 ") && !says(&harness, "席位需求"));
    assert!(says(&harness, "行程和其他企业已遮挡") && !says(&harness, "接下来"));
    press(&mut harness, "保存");
    let kept = snapshot(&harness);
    let fact = kept.facts.of(company).find(|fact| fact.metric == metric).expect("a fact");
    assert_eq!(fact.state, FactState::Known);
    assert_eq!((&*fact.source, fact.as_of), (&*fair(&harness).name, Some(jiff::civil::date(2026, 11, 23))));
}

#[test]
fn a_card_that_is_pasted_fills_the_person() {
    let mut harness = support::demo(Lang::Zh);
    exhibitor(&mut harness, "验收用驱动电机有限公司");
    go(&mut harness, PageId::Capture);
    let mut keys = Keyboard::new();
    keys.signs(&mut harness, "n9z77");
    keys.key(&mut harness, Key::Enter);
    harness.event(Event::Paste("BEGIN:VCARD\nFN:张示例\nTEL:13800000001\nTITLE:总经理\nEND:VCARD".into()));
    settle(&mut harness);
    assert_eq!(harness.state().page(), Some(PageId::Capture), "a card is no list");
    assert!(says(&harness, "已读出名片：张示例"));
    keys.signs(&mut harness, "h");
    keys.with_command(&mut harness, Key::Enter);
    let kept = snapshot(&harness);
    assert!(kept.contacts.iter().any(|one| &*one.name == "张示例" && &*one.phone == "13800000001"));
}

#[test]
fn what_is_typed_outlives_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.json");
    let book = folder.path().join("台账.zhaoshang");
    let open = |path: &std::path::Path| {
        support::window(Lang::Zh, Some(Opening::Existing(book.clone())), SettingsFile::at(path.to_owned()))
    };
    // A workspace to work in.
    {
        use zhaoshang::{
            clock::Surroundings,
            ledger::{Ledger, Who, demo, seeds},
        };
        let who = Who { author: "甲".into(), unit: String::new(), device: "测试".into() };
        let today = jiff::civil::date(2026, 11, 23);
        let plan = zhaoshang::domain::plan::Plan::shipped().unwrap();
        let set = demo::generate(&plan, &demo::DemoOptions { companies: 60, ..demo::DemoOptions::new(today) });
        let beginning = seeds::beginning("测试", today, set.changes());
        drop(Ledger::create(&book, beginning, who, Surroundings::system()).unwrap());
    }
    let mut harness = open(&path);
    go(&mut harness, PageId::Capture);
    type_into(&mut harness, "谈了什么", "想看两层厂房");
    // Two seconds later it is on disk, whatever happens to the program.
    for _ in 0..8 {
        harness.run_steps(8);
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept.contains("想看两层厂房"), "{kept}");
    std::mem::forget(harness);
    // The lock of the killed one is not in the way of this test: the draft is read from the settings alone.
    let again = SettingsFile::at(path.clone()).load();
    assert!(again.notes.values().any(|note| note.contains("想看两层厂房")));
}

#[test]
fn a_walk_is_proposed_for_the_time_there_is_and_taken_back() {
    let mut harness = support::demo(Lang::Zh);
    go(&mut harness, PageId::Fair);
    nothing_is_missing(&harness);
    harness.get_by_label_contains("行程 ").click();
    settle(&mut harness);
    let before: Vec<_> = snapshot(&harness).visits.iter().cloned().collect();
    press(&mut harness, "推荐行程");
    let after: Vec<_> = snapshot(&harness).visits.iter().cloned().collect();
    assert_ne!(before, after);
    assert!(says(&harness, "最多还能好") || says(&harness, "已证明是最好的选法"), "how good it is");
    for kept in before.iter().filter(|visit| visit.pinned || visit.done) {
        assert!(after.iter().any(|visit| visit.id == kept.id), "what a person chose or did stays");
    }
    let fair = fair(&harness);
    for day in fair.days() {
        let mut officers: Vec<_> =
            after.iter().filter(|visit| visit.on_day == Some(day)).map(|one| one.officer).collect();
        officers.sort();
        officers.dedup();
        for officer in officers {
            let count = after.iter().filter(|visit| visit.on_day == Some(day) && visit.officer == officer).count();
            assert!(count <= usize::try_from(fair.meetings_per_day).unwrap() + 8, "{day}: {count}");
        }
    }
    nothing_is_missing(&harness);
    close_notes(&mut harness);
    harness.state_mut().post(Post::Run(zhaoshang::ui::Command::Undo));
    settle(&mut harness);
    let undone: Vec<_> = snapshot(&harness).visits.iter().cloned().collect();
    assert_eq!(before, undone);
}

#[test]
fn those_met_without_a_task_get_one_in_one_step() {
    let mut harness = support::demo(Lang::Zh);
    go(&mut harness, PageId::Fair);
    harness.get_by_label_contains("洽谈 ").click();
    settle(&mut harness);
    nothing_is_missing(&harness);
    let before = snapshot(&harness).tasks.len();
    harness.get_by_label_contains("生成跟进任务").click();
    settle(&mut harness);
    assert!(says(&harness, "还没有待办任务"));
    let button = harness.get_all_by_role(Role::Button).find(|node| {
        egui_kittest::kittest::NodeT::accesskit_node(node).label().is_some_and(|label| label.starts_with("生成 "))
    });
    button.expect("the verb").click();
    settle(&mut harness);
    let kept = snapshot(&harness);
    assert!(kept.tasks.len() > before);
    let new: Vec<_> = kept.tasks.iter().rev().take(kept.tasks.len() - before).cloned().collect();
    assert!(new.iter().all(|task| task.due.is_some() && task.owner.is_some()));
    close_notes(&mut harness);
    harness.state_mut().post(Post::Run(zhaoshang::ui::Command::Undo));
    settle(&mut harness);
    assert_eq!(snapshot(&harness).tasks.len(), before);
}

#[test]
fn a_list_with_phones_is_written_at_the_full_level_for_its_purpose() {
    let mut harness = support::demo(Lang::Zh);
    go(&mut harness, PageId::Fair);
    harness.get_by_label_contains("洽谈 ").click();
    settle(&mut harness);
    harness.get_by_label_contains("感谢名单").click();
    settle(&mut harness);
    harness.get_by_label("含联系方式").click();
    settle(&mut harness);
    type_into(&mut harness, "用途", "寄感谢信");
    press(&mut harness, "继续");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("感谢.csv");
    harness.get_by_role_and_label(Role::TextInput, "文件").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    type_into(&mut harness, "文件", &path.display().to_string());
    press(&mut harness, "导出");
    settle(&mut harness);
    let text = std::fs::read_to_string(&path).expect("written");
    assert!(text.contains("电话"), "{text}");
    let kept = snapshot(&harness);
    let record = kept.exports.iter().next().expect("logged");
    assert_eq!((record.level, &*record.purpose), (Level::Full, "寄感谢信"));
}

#[test]
fn a_fair_is_made_and_asks_for_its_exhibitors() {
    let mut harness = support::demo(Lang::Zh);
    go(&mut harness, PageId::Fair);
    press(&mut harness, "新建展会");
    type_into(&mut harness, "名称", "验收展");
    type_into(&mut harness, "第一天", "2026-12-01");
    type_into(&mut harness, "最后一天", "12-03");
    press(&mut harness, "保存");
    let kept = snapshot(&harness);
    let made = kept.fairs.iter().find(|fair| &*fair.name == "验收展").expect("made").clone();
    assert_eq!(made.days().len(), 3);
    assert!(says(&harness, "还没有展商"));
    nothing_is_missing(&harness);
    let _ = FairId::from_uuid(made.id.uuid());
    for lang in [Lang::Zh, Lang::En] {
        let mut harness = support::demo(lang);
        for page in [PageId::Fair, PageId::Capture] {
            go(&mut harness, page);
            nothing_is_missing(&harness);
        }
    }
}
