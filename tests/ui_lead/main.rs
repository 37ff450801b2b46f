//! The lead panel, driven without display by what a screen reader would hear.

#![allow(clippy::expect_used, clippy::unwrap_used)]

#[path = "../ui_shell/support.rs"]
mod support;

use std::{collections::BTreeMap, fmt::Write as _};

use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use support::{close_notes, nothing_is_missing, press, settle, type_into};
use uuid::Uuid;
use zhaoshang::{
    domain::{
        activity::ActivityKind,
        company::Company,
        deal::AmountKind,
        ids::{CompanyId, LeadId, SiteId},
        lead::{LandMode, Lead, Stage},
        record::{Cell, Record},
        site::{Site, SiteKind, SiteState},
        units::{Amount, Currency, Metre, SquareMetre},
    },
    ledger::{Action, Edit, Item, ItemKind, Snapshot, Table},
    text::Lang,
    ui::{App, Place, context::Post, route::PageId},
};

/// A company with a lead, its panel open.
fn with_lead(lang: Lang, change: impl FnOnce(&mut Lead)) -> (Harness<'static, App>, CompanyId, LeadId) {
    let mut harness = support::demo(lang);
    let company = CompanyId::from_uuid(Uuid::from_u128(u128::MAX - 7));
    let lead = LeadId::from_uuid(Uuid::from_u128(u128::MAX - 6));
    let mut record = Lead { stage: Stage::Talks, ..Lead::new(lead, company, "电机项目") };
    record.stage_since = Some(jiff::civil::date(2026, 11, 1));
    change(&mut record);
    act(&mut harness, Action::CreateCompany(Box::new(Company::named(company, "测试用精密电机有限公司"))));
    act(&mut harness, Action::CreateLead(Box::new(record)));
    harness.state_mut().post(Post::go(Place::lead(lead)));
    settle(&mut harness);
    (harness, company, lead)
}

fn act(harness: &mut Harness<'_, App>, action: Action) {
    harness.state_mut().post(Post::act(action));
    settle(harness);
}

fn snapshot(harness: &Harness<'_, App>) -> Snapshot {
    Snapshot::clone(&harness.state().session().expect("open").snapshot)
}

/// Everything that is kept, as text.
fn dump(harness: &Harness<'_, App>) -> String {
    fn table<R: Record>(table: &Table<R>, out: &mut String) {
        let rows: BTreeMap<Uuid, String> = table.iter().map(|row| (row.key(), format!("{:?}", row.values()))).collect();
        writeln!(out, "{:?} {rows:?}", R::ENTITY).expect("a text");
    }
    let kept = snapshot(harness);
    let mut out = String::new();
    table(&kept.companies, &mut out);
    table(&kept.leads, &mut out);
    table(&kept.stage_moves, &mut out);
    table(&kept.contacts, &mut out);
    table(&kept.activities, &mut out);
    table(&kept.tasks, &mut out);
    table(&kept.attachments, &mut out);
    table(&kept.amounts, &mut out);
    table(&kept.lead_links, &mut out);
    table(&kept.company_links, &mut out);
    table(&kept.referrals, &mut out);
    table(&kept.sites, &mut out);
    table(&kept.local_products, &mut out);
    table(&kept.local_needs, &mut out);
    table(&kept.authors, &mut out);
    out
}

fn part(harness: &mut Harness<'_, App>, name: &str) {
    fn tab<'h>(harness: &'h Harness<'_, App>, name: &str) -> egui_kittest::Node<'h> {
        let tab = harness.get_all_by_role(Role::Tab).rfind(|node| {
            let label = NodeT::accesskit_node(node).label().unwrap_or_default();
            label == name || label.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))
        });
        tab.expect("the part")
    }
    close_notes(harness);
    tab(harness, name).scroll_to_me();
    harness.run();
    tab(harness, name).click();
    settle(harness);
}

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn an_activity_is_typed_in_seconds_with_a_day_as_people_say_it() {
    let (mut harness, company, lead) = with_lead(Lang::Zh, |_| {});
    assert!(says(&harness, "没有进展") || says(&harness, "进展记录"), "the clock is told");
    type_into(&mut harness, "内容", "电话确认下周来考察");
    harness.key_press_modifiers(Modifiers::ALT, Key::Num2);
    harness.run();
    type_into(&mut harness, "发生日期", "昨天");
    assert!(says(&harness, "2026-11-22 周日"), "how it is read");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    let kept = snapshot(&harness);
    let activity = kept.activities.of_lead(lead).next().expect("saved");
    assert_eq!((activity.company, activity.kind), (company, ActivityKind::Visit));
    assert_eq!((activity.on_day, &*activity.content), (jiff::civil::date(2026, 11, 22), "电话确认下周来考察"));
    assert!(activity.author.is_some(), "whoever is at the keyboard");
    type_into(&mut harness, "内容", "补充一句");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    settle(&mut harness);
    assert_eq!(snapshot(&harness).activities.of_lead(lead).count(), 2, "Ctrl+Enter; no day is today");
    nothing_is_missing(&harness);
}

#[test]
fn everything_about_a_lead_is_entered_and_taken_back_to_the_last_value() {
    let folder = tempfile::tempdir().expect("a folder");
    let paper = folder.path().join("会议纪要.txt");
    std::fs::write(&paper, "一、总投资三亿元").expect("a file");
    let (mut harness, company, lead) = with_lead(Lang::Zh, |_| {});
    let before = dump(&harness);
    let mut steps = 0;
    type_into(&mut harness, "内容", "首次拜访");
    press(&mut harness, "记下");
    steps += 1;
    press(&mut harness, "添加任务");
    type_into(&mut harness, "事项", "寄送资料");
    type_into(&mut harness, "期限", "周五");
    press(&mut harness, "保存");
    steps += 1;
    let task = snapshot(&harness).tasks.of_lead(lead).next().expect("a task").clone();
    assert_eq!((&*task.title, task.due), ("寄送资料", Some(jiff::civil::date(2026, 11, 27))));
    close_notes(&mut harness);
    harness.get_by_role_and_label(Role::CheckBox, "完成“寄送资料”").click();
    settle(&mut harness);
    steps += 1;
    assert!(snapshot(&harness).tasks.of_lead(lead).next().expect("it").done_on.is_some());
    part(&mut harness, "金额");
    type_into(&mut harness, "金额", "300万");
    type_into(&mut harness, "金额", "美元");
    press(&mut harness, "添加");
    steps += 1;
    let amount = snapshot(&harness).amounts.of_lead(lead).next().expect("an amount").clone();
    assert_eq!(
        (amount.kind, amount.amount, amount.currency),
        (AmountKind::Intent, Amount(3_000_000), Some(Currency::Usd))
    );
    assert!(says(&harness, "300 万美元"));
    type_into(&mut harness, "金额", "500");
    press(&mut harness, "添加");
    assert!(says(&harness, "写明金额和单位"), "yuan or ten thousand yuan is not guessed");
    part(&mut harness, "联系人");
    press(&mut harness, "添加联系人");
    type_into(&mut harness, "姓名", "张工");
    type_into(&mut harness, "电话", "0000-1234");
    press(&mut harness, "保存");
    steps += 1;
    assert!(snapshot(&harness).contacts.of(company).next().expect("a person").main, "the first is called first");
    press(&mut harness, "添加联系人");
    type_into(&mut harness, "姓名", "李工");
    close_notes(&mut harness);
    harness.get_by_role_and_label(Role::CheckBox, "首选联系人").click();
    harness.run();
    press(&mut harness, "保存");
    steps += 2;
    let mains: Vec<String> = snapshot(&harness)
        .contacts
        .of(company)
        .filter(|contact| contact.main)
        .map(|contact| contact.name.to_string())
        .collect();
    assert_eq!(mains, ["李工"], "one is called first");
    part(&mut harness, "附件");
    type_into(&mut harness, "文件路径", paper.to_str().expect("a path"));
    press(&mut harness, "加入");
    settle(&mut harness);
    steps += 1;
    let attachment = snapshot(&harness).attachments.of_lead(lead).next().expect("a paper").clone();
    assert_eq!((&*attachment.name, attachment.bytes), ("会议纪要.txt", 24));
    assert!(says(&harness, "24 B"));
    press(&mut harness, "推进到“签约”");
    type_into(&mut harness, "依据", "合同 2026-7");
    press(&mut harness, "推进");
    steps += 1;
    let kept = snapshot(&harness);
    assert_eq!(kept.leads.get(lead.uuid()).expect("it").stage, Stage::Signed);
    assert!(kept.stage_moves.of_lead(lead).any(|step| &*step.proof == "合同 2026-7"));
    part(&mut harness, "资料");
    press(&mut harness, "修改计划总投资：");
    type_into(&mut harness, "计划总投资", "3亿元");
    press(&mut harness, "保存");
    steps += 1;
    assert_eq!(snapshot(&harness).leads.get(lead.uuid()).expect("it").total_investment, Some(Amount(300_000_000)));
    nothing_is_missing(&harness);
    assert_ne!(dump(&harness), before);
    for _ in 0..steps {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        settle(&mut harness);
    }
    assert_eq!(dump(&harness), before, "every step is taken back");
}

#[test]
fn a_site_is_matched_with_why_not() {
    let (mut harness, _, _) = with_lead(Lang::Zh, |lead| {
        lead.land_mode = Some(LandMode::Plant);
        lead.plant = Some(SquareMetre(3_000.0));
        lead.height = Some(Metre(9.0));
    });
    let site = Site {
        id: SiteId::from_uuid(Uuid::from_u128(u128::MAX - 5)),
        name: "测试一号厂房".into(),
        kind: SiteKind::Plant,
        place: None,
        base: None,
        state: SiteState::Free,
        land: None,
        floor_area: Some(SquareMetre(3_000.0)),
        land_price: None,
        rent: None,
        height: Some(Metre(6.0)),
        floor_load: None,
        power: None,
        energy: None,
        discharge: "".into(),
        free_from: None,
        contact: "".into(),
        notes: "".into(),
    };
    act(&mut harness, Action::Add(Item::from(site)));
    part(&mut harness, "场地");
    if says(&harness, "全部显示") {
        harness.get_by_label_contains("全部显示").click();
        settle(&mut harness);
    }
    assert!(says(&harness, "测试一号厂房"));
    assert!(says(&harness, "净高需要 9 米，只有 6 米"));
    assert!(says(&harness, "项目没有写明："));
    nothing_is_missing(&harness);
}

#[test]
fn sites_are_entered_and_corrected_on_the_data_page() {
    let mut harness = support::demo(Lang::Zh);
    harness.state_mut().post(Post::go(Place::part(PageId::Data, "sites")));
    settle(&mut harness);
    let before = snapshot(&harness).sites.len();
    press(&mut harness, "添加场地");
    type_into(&mut harness, "场地名称", "测试地块");
    type_into(&mut harness, "土地面积", "85亩");
    press(&mut harness, "保存");
    let kept = snapshot(&harness);
    assert_eq!(kept.sites.len(), before + 1);
    let site = kept.sites.iter().find(|site| &*site.name == "测试地块").expect("the site");
    assert_eq!(site.land.map(|land| land.0), Some(85.0));
    nothing_is_missing(&harness);
}

#[test]
fn every_part_is_drawn_in_both_languages() {
    let zh = ["进展", "资料", "金额", "联系人", "附件", "关联", "场地", "变更"];
    let en = ["Work", "Form", "Amounts", "People", "Files", "Links", "Sites", "History"];
    for (lang, parts) in [(Lang::Zh, zh), (Lang::En, en)] {
        let mut harness = support::demo(lang);
        let lead = snapshot(&harness).leads.iter().find(|lead| lead.stage >= Stage::Signed).expect("one").id;
        harness.state_mut().post(Post::go(Place::lead(lead)));
        settle(&mut harness);
        for name in parts {
            part(&mut harness, name);
            nothing_is_missing(&harness);
        }
    }
}

#[test]
fn a_half_written_form_is_kept_and_comes_back() {
    let (mut harness, _, lead) = with_lead(Lang::Zh, |_| {});
    type_into(&mut harness, "内容", "说到一半");
    press(&mut harness, "添加任务");
    type_into(&mut harness, "事项", "回电");
    settle(&mut harness);
    let note = harness.state().settings().notes.get(&format!("lead.forms.{lead}")).cloned().expect("kept");
    assert!(note.contains("说到一半") && note.contains("回电"), "{note}");
    let other = snapshot(&harness).leads.iter().next().expect("one").id;
    harness.state_mut().post(Post::go(Place::lead(other)));
    settle(&mut harness);
    harness.state_mut().post(Post::go(Place::lead(lead)));
    settle(&mut harness);
    let value = |harness: &Harness<'_, App>, label: &str, role| {
        harness.query_by_role_and_label(role, label).and_then(|node| node.value())
    };
    assert_eq!(value(&harness, "内容", Role::MultilineTextInput).as_deref(), Some("说到一半"));
    assert_eq!(value(&harness, "事项", Role::TextInput).as_deref(), Some("回电"));
    press(&mut harness, "保存");
    press(&mut harness, "记下");
    assert!(!harness.state().settings().notes.keys().any(|name| name.starts_with("lead.forms.")), "saved is no draft");
}

#[test]
fn a_field_of_a_form_nobody_touched_keeps_its_newer_value() {
    let (mut harness, _, lead) = with_lead(Lang::Zh, |_| {});
    press(&mut harness, "添加任务");
    type_into(&mut harness, "事项", "寄样");
    press(&mut harness, "保存");
    let task = |harness: &Harness<'_, App>| snapshot(harness).tasks.of_lead(lead).next().cloned().expect("a task");
    press(&mut harness, "修改“寄样”");
    type_into(&mut harness, "事项", "品");
    let (key, due) = (task(&harness).id.uuid(), Some(jiff::civil::date(2026, 12, 1)));
    act(&mut harness, Action::Edit { kind: ItemKind::Task, key, edits: vec![Edit::new("due", due.to_value())] });
    press(&mut harness, "保存");
    let after = task(&harness);
    assert_eq!(after.due, due, "it was not changed in the form");
    assert!(after.title.contains('品'), "{}", after.title);
}

#[test]
fn a_lead_that_is_referred_is_asked_to_whom() {
    let (mut harness, _, lead) = with_lead(Lang::Zh, |_| {});
    press(&mut harness, "推进到“转介”");
    if harness.query_all_by_label("理由").next().is_some() {
        type_into(&mut harness, "理由", "不在本区产业方向");
    }
    press(&mut harness, "推进");
    type_into(&mut harness, "对接人", "周科长");
    press(&mut harness, "保存");
    let kept = snapshot(&harness);
    let referral = kept.referrals.of_lead(lead).next().expect("a referral");
    assert_eq!((&*referral.person, referral.outcome), ("周科长", None));
    assert!(says(&harness, "等待答复"));
}

#[test]
fn drafts_of_a_lead_outlive_the_process_and_are_offered() {
    use zhaoshang::ui::{Opening, SettingsFile, workspace::NewWorkspace};
    let folder = tempfile::tempdir().expect("a folder");
    let window = |folder: &std::path::Path| {
        let path = folder.join("one.zhaoshang");
        let open = if path.exists() {
            Opening::Existing(path)
        } else {
            let target_date = jiff::civil::date(2030, 12, 31);
            Opening::New(NewWorkspace { path, title: "台账".into(), target_date, plan: None })
        };
        support::window(Lang::Zh, Some(open), SettingsFile::at(folder.join("settings.json")))
    };
    let company = CompanyId::from_uuid(Uuid::from_u128(u128::MAX - 7));
    let lead = LeadId::from_uuid(Uuid::from_u128(u128::MAX - 6));
    {
        let mut harness = window(folder.path());
        act(&mut harness, Action::CreateCompany(Box::new(Company::named(company, "测试用精密电机有限公司"))));
        act(&mut harness, Action::CreateLead(Box::new(Lead::new(lead, company, "电机项目"))));
        harness.state_mut().post(Post::go(Place::lead(lead)));
        settle(&mut harness);
        type_into(&mut harness, "内容", "说到一");
        type_into(&mut harness, "内容", "半");
        // Nobody moves, and a few seconds pass.
        for _ in 0..40 {
            harness.step();
        }
        let written = std::fs::read_to_string(folder.path().join("settings.json")).expect("settings");
        assert!(written.contains("说到一半"), "on disk while it is typed");
        std::mem::forget(harness);
    }
    let copy = tempfile::tempdir().expect("a folder");
    for name in ["one.zhaoshang", "one.zhaoshang-wal", "one.zhaoshang-shm", "settings.json"] {
        let _ = std::fs::copy(folder.path().join(name), copy.path().join(name));
    }
    let mut harness = window(copy.path());
    harness.state_mut().post(Post::go(PageId::Companies));
    settle(&mut harness);
    assert!(says(&harness, "上次没有填完：电机项目"));
    press(&mut harness, "接着填");
    let text = harness.get_by_role_and_label(Role::MultilineTextInput, "内容").value();
    assert_eq!(text.as_deref(), Some("说到一半"));
    assert!(!says(&harness, "上次没有填完"), "offered once");
}

#[test]
fn links_lead_to_the_other_record_and_back() {
    let (mut harness, company, lead) = with_lead(Lang::Zh, |_| {});
    let earlier = LeadId::from_uuid(Uuid::from_u128(u128::MAX - 8));
    act(&mut harness, Action::CreateLead(Box::new(Lead::new(earlier, company, "一期项目"))));
    harness.state_mut().post(Post::go(Place::lead(lead)));
    settle(&mut harness);
    part(&mut harness, "关联");
    press(&mut harness, "关联项目");
    press(&mut harness, "保存");
    let kept = snapshot(&harness);
    let link = kept.lead_links.of_lead(lead).next().expect("a link");
    assert_eq!(link.earlier, earlier, "the other lead of the company is proposed");
    close_notes(&mut harness);
    harness.get_by_label("增资，承接“一期项目”").click();
    settle(&mut harness);
    part(&mut harness, "关联");
    assert!(says(&harness, "“电机项目”承接本项目（增资）"));
}
