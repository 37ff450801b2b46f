//! The page 基地, driven by what a screen reader would hear, on the demonstration.

#![allow(clippy::expect_used)] // helpers outside `#[test]` functions may fail the test too

#[path = "ui_shell/support.rs"]
mod support;

use eframe::egui::{Key, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use zhaoshang::{
    domain::{
        paper::{ExportKind, ExportRecord, Level},
        workspace::SettingName,
    },
    ledger::{Action, assessment::SlotState, forecast::stages::SlotStages, seeds},
    text::{Label, Lang, format, ui_capacity},
    ui::{App, PageId, Place, context::Post},
};

use support::{demo, go, nothing_is_missing, press, settle, type_into};

fn slots(harness: &Harness<'_, App>) -> Vec<SlotState> {
    let session = harness.state().session().expect("open");
    session.view.as_ref().expect("judged").assessment.slots.clone()
}

fn labels(harness: &Harness<'_, App>, role: Role) -> Vec<String> {
    harness.query_all_by_role(role).filter_map(|node| node.accesskit_node().label()).collect()
}

fn choose(harness: &mut Harness<'_, App>, slot: &SlotState) {
    let session = harness.state().session().expect("open");
    let plan = session.view.as_ref().expect("judged").policy.plan.clone();
    let base = plan.base(&slot.slot.base).expect("base").name.zh.clone();
    let start = format!("{base}，{}：", slot.slot.tier.label(Lang::Zh));
    harness.get_by_label_contains(&start).click();
    settle(harness);
}

#[test]
fn every_slot_stands_on_the_board_and_a_base_without_numbers_says_so() {
    let mut harness = demo(Lang::Zh);
    go(&mut harness, PageId::Capacity);
    let rows = labels(&harness, Role::RadioButton);
    for slot in slots(&harness) {
        let end = format!(
            "达下限 {}，预计 {} 家",
            format::share(slot.outlook.reaches_min),
            format::fixed(slot.outlook.expected, 1)
        );
        assert!(rows.iter().any(|row| row.ends_with(&end)), "no row says {end}: {rows:?}");
    }
    assert!(harness.query_by_label("未设目标").is_some());
}

#[test]
fn a_slot_shows_its_leads_and_an_earlier_day_makes_it_less_likely() {
    let mut harness = demo(Lang::Zh);
    go(&mut harness, PageId::Capacity);
    let slot = slots(&harness).into_iter().max_by_key(|slot| slot.open.len()).expect("slots");
    choose(&mut harness, &slot);
    let title = format!("支撑它的项目 {} 个", slot.open.len());
    assert!(harness.query_by_label(&title).is_some(), "{title}");
    let rows = labels(&harness, Role::Button);
    let costs = rows.iter().filter(|row| row.contains("失去它达下限下降"));
    assert_eq!(costs.count(), slot.open.len().min(40));
    let whole = format::fixed(slot.outlook.expected, 1);
    assert!(harness.query_all_by_label(&whole).next().is_some());
    // A year earlier by the arrow keys.
    let axis = harness.get_by_label_contains("计算日期");
    axis.focus();
    harness.run();
    for _ in 0..40 {
        harness.key_press(Key::ArrowLeft);
        harness.run();
    }
    settle(&mut harness);
    assert!(harness.query_by_label_contains("回到目标日期").is_some(), "the day has changed");
    let start = format!("，{}：", slot.slot.tier.label(Lang::Zh));
    let rows = labels(&harness, Role::RadioButton);
    let end = format!("达下限 {}，", format::share(slot.outlook.reaches_min));
    assert!(rows.iter().filter(|row| row.contains(&start)).any(|row| !row.contains(&end)), "{rows:?}");
}

#[test]
fn every_part_of_the_page_draws_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let mut harness = demo(lang);
        for part in ["slots", "ground", "indicators", "changes", "targets", "calibration"] {
            go(&mut harness, Place::part(PageId::Capacity, part));
            nothing_is_missing(&harness);
        }
    }
}

#[test]
fn a_value_from_statistics_is_where_the_forecast_starts_and_undo_takes_it_back() {
    let mut harness = demo(Lang::Zh);
    go(&mut harness, Place::part(PageId::Capacity, "indicators"));
    harness.get_by_label_contains("规模以上企业产值：预计").click();
    settle(&mut harness);
    press(&mut harness, "录入统计数值…");
    type_into(&mut harness, "数值", "410");
    type_into(&mut harness, "来源", "月报");
    press(&mut harness, "录入");
    let session = harness.state().session().expect("open");
    let reading = session.snapshot.readings.iter().next().expect("entered").clone();
    assert_eq!((reading.indicator.as_str(), reading.value), ("output", 410.0));
    settle(&mut harness);
    settle(&mut harness);
    let shown = harness.query_by_label_contains("规模以上企业产值：预计 421.3 亿元");
    assert!(shown.is_some(), "410 and what the leads add");
    harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(harness.state().session().expect("open").snapshot.readings.is_empty());
}

#[test]
fn a_forecast_is_kept_by_hand_and_compared_with() {
    let mut harness = demo(Lang::Zh);
    go(&mut harness, Place::part(PageId::Capacity, "changes"));
    assert!(harness.query_by_label_contains("没有存档：按项目阶段记录重新计算").is_some());
    press(&mut harness, "存档今天的预测");
    let kept = harness.state().session().expect("open").snapshot.forecasts.len();
    assert_eq!(kept, 1);
    harness.get_by_role_and_label(Role::ComboBox, "存档 1 份").click();
    settle(&mut harness);
    harness.get_by_label("2026-11-23 的存档").click();
    settle(&mut harness);
    settle(&mut harness);
    assert!(harness.query_by_label_contains("2026-11-23 存档的预测").is_some());
}

#[test]
fn every_forecast_chart_is_saved_as_a_picture() {
    let mut harness = demo(Lang::Zh);
    go(&mut harness, PageId::Capacity);
    let folder = tempfile::tempdir().expect("a folder");
    let save = |harness: &mut Harness<'_, App>, button: &str, file: &str, start: &[u8]| {
        harness.get_by_label(button).scroll_to_me();
        settle(harness);
        harness.get_by_label(button).click();
        settle(harness);
        let path = folder.path().join(file);
        harness.get_by_label("文件").focus();
        harness.run();
        harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
        type_into(harness, "文件", &path.display().to_string());
        press(harness, "导出");
        settle(harness);
        assert!(std::fs::read(&path).expect("written").starts_with(start), "{file}");
    };
    save(&mut harness, "存为图片 届时占席家数的分布", "a.png", b"\x89PNG");
    save(&mut harness, "存为图片 随时间的变化", "b.svg", b"<");
    go(&mut harness, Place::part(PageId::Capacity, "indicators"));
    harness.get_all_by_label_contains("：预计").next().expect("an indicator").click();
    settle(&mut harness);
    let name = labels(&harness, Role::Button).into_iter().find(|name| name.starts_with("存为图片 "));
    save(&mut harness, &name.expect("a button"), "c.svg", b"<");
    go(&mut harness, Place::part(PageId::Capacity, "calibration"));
    save(&mut harness, "存为图片", "d.png", b"\x89PNG");
}

/// Writes what the form in sight asks about to a file.
fn write_to(harness: &mut Harness<'_, App>, path: &std::path::Path) {
    let field = harness.get_by_role_and_label(Role::TextInput, "文件");
    field.focus();
    harness.run();
    harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
    harness.run();
    type_into(harness, "文件", &path.display().to_string());
    harness.get_by_role_and_label(Role::Button, "导出").click();
    settle(harness);
    settle(harness);
}

fn exports(harness: &Harness<'_, App>) -> Vec<ExportRecord> {
    harness.state().session().expect("open").snapshot.exports.iter().cloned().collect()
}

#[test]
fn every_part_is_written_as_a_table_and_the_public_learns_nothing_of_talks() {
    let mut harness = demo(Lang::Zh);
    let folder = tempfile::tempdir().expect("a folder");
    let parts = [
        ("slots", "达下限"),
        ("ground", "预计需求"),
        ("indicators", "预计"),
        ("changes", "主要原因"),
        ("targets", "预计到"),
        ("calibration", "收缩后"),
    ];
    for (part, of_talks) in parts {
        for (level, word) in [(Level::Leader, "领导"), (Level::Public, "公开")] {
            go(&mut harness, Place::part(PageId::Capacity, part));
            settle(&mut harness);
            harness.get_by_label("导出表格").click();
            settle(&mut harness);
            harness.get_all_by_label(word).last().expect("the level").click();
            settle(&mut harness);
            let path = folder.path().join(format!("{part} {}.csv", level.word()));
            write_to(&mut harness, &path);
            let text = String::from_utf8(std::fs::read(&path).expect("written")).expect("UTF-8");
            assert!(text.lines().count() > 1, "{part}: {text}");
            assert_eq!(text.contains(of_talks), level == Level::Leader, "{part} {word}: {text}");
        }
    }
    let logged = exports(&harness);
    assert_eq!(logged.len(), 2 * parts.len());
    assert!(logged.iter().all(|record| record.kind == ExportKind::Table && record.row_count > 0));
}

#[test]
fn the_report_is_written_for_the_day_chosen() {
    let mut harness = demo(Lang::Zh);
    go(&mut harness, PageId::Capacity);
    let target = harness.get_by_label_contains("导出席位报告").accesskit_node().label();
    let axis = harness.get_by_label_contains("计算日期");
    axis.focus();
    harness.run();
    for _ in 0..40 {
        harness.key_press(Key::ArrowLeft);
        harness.run();
    }
    settle(&mut harness);
    let button = harness.get_by_label_contains("导出席位报告");
    assert_ne!(button.accesskit_node().label(), target, "it names another day");
    button.click();
    settle(&mut harness);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf");
    write_to(&mut harness, &path);
    assert!(std::fs::read(&path).expect("written").starts_with(b"%PDF-"));
    let logged = exports(&harness);
    assert_eq!(logged.iter().map(|record| record.kind).collect::<Vec<_>>(), [ExportKind::Capacity]);
}

#[test]
fn a_slot_leads_to_whom_to_pursue_for_its_base() {
    let mut harness = demo(Lang::Zh);
    go(&mut harness, PageId::Capacity);
    let slot = slots(&harness).into_iter().max_by_key(|slot| slot.open.len()).expect("slots");
    choose(&mut harness, &slot);
    harness.get_by_label("追谁").scroll_to_me();
    settle(&mut harness);
    harness.get_by_label("追谁").click();
    settle(&mut harness);
    assert_eq!(harness.state().page(), Some(PageId::Pursue));
    let plan = harness.state().session().expect("open").view.as_ref().expect("judged").policy.plan.clone();
    let base = plan.base(&slot.slot.base).expect("base").name.zh.clone();
    harness.get_by_label(&format!("基地 {base}"));
}

#[test]
fn a_ratio_without_denominator_says_so_and_is_completed_in_place() {
    let mut harness = demo(Lang::Zh);
    go(&mut harness, Place::part(PageId::Capacity, "indicators"));
    harness.get_by_label_contains("规模以上企业研发投入强度：预计").click();
    settle(&mut harness);
    press(&mut harness, "录入统计数值…");
    type_into(&mut harness, "数值", "3.1");
    press(&mut harness, "录入");
    settle(&mut harness);
    settle(&mut harness);
    assert!(harness.query_by_label("规模以上企业研发投入强度：没有预测").is_some());
    assert!(
        harness.query_by_label("2026-11-23 的统计数值没有填分母，不能与项目合计，因此没有预测：补填分母即可").is_some()
    );
    press(&mut harness, "补填分母…");
    type_into(&mut harness, "分母", "400");
    press(&mut harness, "录入");
    settle(&mut harness);
    settle(&mut harness);
    let readings = &harness.state().session().expect("open").snapshot.readings;
    let kept: Vec<_> = readings.iter().map(|reading| (reading.value, reading.whole)).collect();
    assert_eq!(kept, [(3.1, Some(400.0))], "the same reading, completed");
    assert!(harness.query_by_label_contains("规模以上企业研发投入强度：预计").is_some());
}

#[test]
fn a_passed_target_stands_beside_what_was_read() {
    let mut harness = demo(Lang::Zh);
    go(&mut harness, Place::part(PageId::Capacity, "indicators"));
    harness.get_by_label_contains("规模以上企业产值：预计").click();
    settle(&mut harness);
    let unread = "2022 目标 350.0（已到期，没有统计数值）；2025 目标 500.0（已到期，没有统计数值）";
    assert!(harness.query_all_by_label(unread).count() > 0);
    press(&mut harness, "录入统计数值…");
    type_into(&mut harness, "数值", "420");
    harness.get_by_role_and_label(Role::TextInput, "数据日期").focus();
    harness.run();
    harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
    type_into(&mut harness, "数据日期", "2025-09-30");
    press(&mut harness, "录入");
    settle(&mut harness);
    settle(&mut harness);
    let read = "2022 目标 350.0（已到期，没有统计数值）；2025 目标 500.0（已到期，2025-09-30 统计 420.0）";
    assert!(harness.query_all_by_label(read).count() > 0);
}

#[test]
fn figures_by_year_and_the_tables_of_calibration_are_written_too() {
    let mut harness = demo(Lang::Zh);
    let folder = tempfile::tempdir().expect("a folder");
    let buttons = [
        ("indicators", "各年指标", "2022-12-31", "预计"),
        ("calibration", "导出表格 预测与实际", "预测（自）", "平均预测"),
        ("calibration", "导出表格 各阶段停留时间", "签约", "中位"),
    ];
    for (number, (part, button, open, of_talks)) in buttons.into_iter().enumerate() {
        for (level, word) in [(Level::Leader, "领导"), (Level::Public, "公开")] {
            go(&mut harness, Place::part(PageId::Capacity, part));
            settle(&mut harness);
            press(&mut harness, button);
            harness.get_all_by_label(word).last().expect("the level").click();
            settle(&mut harness);
            let path = folder.path().join(format!("{number} {}.csv", level.word()));
            write_to(&mut harness, &path);
            let text = String::from_utf8(std::fs::read(&path).expect("written")).expect("UTF-8");
            assert!(text.contains(open), "{button}: {text}");
            assert_eq!(text.contains(of_talks), level == Level::Leader, "{button} {word}: {text}");
        }
    }
    assert_eq!(exports(&harness).len(), 2 * buttons.len());
}

#[test]
fn land_in_use_has_a_column_and_a_note_names_what_comes_later() {
    let mut harness = demo(Lang::Zh);
    go(&mut harness, Place::part(PageId::Capacity, "ground"));
    assert_eq!(harness.query_all_by_label("占用").count(), 2, "land and plants");
    let rows = harness.query_all_by_role(Role::DisclosureTriangle).count();
    let mut signed = 0;
    for row in 0..rows {
        harness.query_all_by_role(Role::DisclosureTriangle).nth(row).expect("a place").click();
        settle(&mut harness);
        signed += harness.query_all_by_label_contains("场地应在预留或占用之内，不再计入需求").count();
    }
    assert!(signed > 0, "the demonstration has signed leads with a site");
}

// The board by stage, and what changed besides the leads.

fn stages(harness: &Harness<'_, App>, slot: &SlotState) -> SlotStages {
    SlotStages::of(slot, &harness.state().session().expect("open").snapshot)
}

#[test]
fn holders_and_open_leads_are_told_by_stage_and_open_to_the_firms() {
    let mut harness = demo(Lang::Zh);
    go(&mut harness, PageId::Capacity);
    let rows = labels(&harness, Role::RadioButton);
    let all = slots(&harness);
    let mut told = 0;
    for slot in &all {
        let stages = stages(&harness, slot);
        assert_eq!(stages.holders.iter().map(|group| group.firms.len()).sum::<usize>(), slot.landed.len());
        assert_eq!(stages.open.iter().map(|group| group.firms.len()).sum::<usize>(), slot.open.len());
        assert!(stages.holders.iter().all(|group| group.stage >= slot.filled_at));
        for (start, groups) in [("占席：", &stages.holders), ("在办：", &stages.open)] {
            if groups.is_empty() {
                continue;
            }
            let counts = groups.iter().map(|group| (group.stage, group.firms.len()));
            let words = format!("{start}{}", ui_capacity::stages(counts, Lang::Zh));
            let title = format!("，{}：", slot.slot.tier.label(Lang::Zh));
            assert!(rows.iter().any(|row| row.contains(&title) && row.contains(&words)), "{words}: {rows:?}");
            // It is spoken with the row and drawn below it.
            assert!(harness.query_all_by_label_contains(&words).count() > 1, "{words}");
            told += 1;
        }
    }
    assert!(told >= all.len(), "{told}");
    // Open leads of one stage are listed alone.
    let slot = all.iter().max_by_key(|slot| slot.open.len()).expect("slots");
    let stages = stages(&harness, slot);
    assert!(stages.open.len() > 1, "the demonstration has leads at several stages");
    choose(&mut harness, slot);
    let group = &stages.open[0];
    let chip = ui_capacity::stages([(group.stage, group.firms.len())], Lang::Zh);
    harness.get_by_role_and_label(Role::RadioButton, &chip).scroll_to_me();
    settle(&mut harness);
    harness.get_by_role_and_label(Role::RadioButton, &chip).click();
    settle(&mut harness);
    let listed = labels(&harness, Role::Button).into_iter().filter(|row| row.contains("失去它达下限下降"));
    let listed: Vec<String> = listed.collect();
    assert_eq!(listed.len(), group.firms.len().min(40));
    let stage = format!("，{}，", group.stage.label(Lang::Zh));
    assert!(listed.iter().all(|row| row.contains(&stage)), "{listed:?}");
    // A holder is named at its stage and opens its card.
    let slot = all.iter().max_by_key(|slot| slot.landed.len()).expect("slots");
    choose(&mut harness, slot);
    let holders = self::stages(&harness, slot).holders;
    let group = holders.first().expect("somebody has landed in the demonstration");
    let title = format!("占席 · {} {} 家", group.stage.label(Lang::Zh), group.firms.len());
    harness.get_by_label(&title).scroll_to_me();
    settle(&mut harness);
    let session = harness.state().session().expect("open");
    let firm = session.snapshot.companies.get(group.firms[0].uuid()).expect("known").name.to_string();
    harness.get_by_role_and_label(Role::Link, &firm).click();
    settle(&mut harness);
    assert_eq!(harness.state().page(), Some(PageId::Companies));
}

#[test]
fn the_table_of_the_board_has_a_column_for_every_stage_and_the_public_none() {
    let mut harness = demo(Lang::Zh);
    let folder = tempfile::tempdir().expect("a folder");
    for (level, word) in [(Level::Leader, "领导"), (Level::Public, "公开")] {
        go(&mut harness, PageId::Capacity);
        settle(&mut harness);
        harness.get_by_label("导出表格").click();
        settle(&mut harness);
        harness.get_all_by_label(word).last().expect("the level").click();
        settle(&mut harness);
        let path = folder.path().join(format!("{}.csv", level.word()));
        write_to(&mut harness, &path);
        let text = String::from_utf8(std::fs::read(&path).expect("written")).expect("UTF-8");
        for slot in slots(&harness) {
            let stages = stages(&harness, &slot);
            for (start, groups) in [("占席 · ", &stages.holders), ("在办 · ", &stages.open)] {
                for group in groups {
                    let heading = format!("{start}{}", group.stage.label(Lang::Zh));
                    assert_eq!(text.contains(&heading), level == Level::Leader, "{heading}: {text}");
                }
            }
        }
    }
}

#[test]
fn what_changed_besides_the_leads_is_named_in_all_and_slot_by_slot() {
    let mut harness = demo(Lang::Zh);
    go(&mut harness, Place::part(PageId::Capacity, "changes"));
    press(&mut harness, "存档今天的预测");
    let view = harness.state().session().expect("open").view.as_ref().expect("judged").clone();
    let old_target = format::iso_date(view.target_date);
    let plan = seeds::PLAN.replace("min = 5, max = 10", "min = 6, max = 12");
    let plan: Vec<&str> = plan.lines().filter(|line| !line.contains("min = 2, max = 3")).collect();
    let content = plan.join("\n").into();
    harness.state_mut().post(Post::act(Action::AdoptPlan { title: "第二版".into(), content }));
    settle(&mut harness);
    let (name, value) = (SettingName::TargetDate, "2033-12-31".into());
    harness.state_mut().post(Post::act(Action::ChangeSetting { name, value }));
    settle(&mut harness);
    settle(&mut harness);
    harness.get_by_role_and_label(Role::ComboBox, "存档 1 份").click();
    settle(&mut harness);
    harness.get_by_label("2026-11-23 的存档").click();
    settle(&mut harness);
    settle(&mut harness);
    let said = |harness: &Harness<'_, App>, words: &str| harness.query_all_by_label_contains(words).next().is_some();
    for words in [
        "除项目之外，还有这些变了".to_owned(),
        format!("规划由“{}”换成“第二版”", view.policy.plan_stamp.title),
        "5–10 → 6–12 家".to_owned(),
        "不再设目标：".to_owned(),
        format!("目标日期由 {old_target} 改为 2033-12-31"),
        "目标 5–10 → 6–12 家".to_owned(),
    ] {
        assert!(said(&harness, &words), "{words}");
    }
    assert!(!said(&harness, "评分模型"), "the model is the same");
    // The slot itself says what the other range and the other day make of it.
    let base = view.policy.plan.bases.first().expect("a base").name.zh.clone();
    let row = format!("{base} · 成长型：");
    harness.get_by_label_contains(&row).click();
    settle(&mut harness);
    for words in ["按原来的目标 5–10 家计", "其中只因目标日期改变：预计 +"] {
        assert!(said(&harness, words), "{words}");
    }
}
