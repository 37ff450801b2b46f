//! Nothing personal leaves below the full level, whichever paper it is: canaries are put into every personal field of
//! the records, and looked for in every part, property and page of what is written.

#![allow(clippy::expect_used, clippy::unwrap_used, missing_docs)]

mod support;

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
};

use jiff::civil::date;
use support::{TODAY, Workspace};
use zhaoshang::{
    clock::Surroundings,
    domain::{
        activity::{Activity, ActivityKind, Contact},
        company::Company,
        fact::Metric,
        fair::{Exhibitor, Fair, Heat, Talk, Visit},
        ids::{ActivityId, BaseId, CompanyId, ContactId, ExhibitorId, FairId, TalkId, VisitId},
        lead::{Lead, Stage},
        record::{Entity, FieldKind, Record, Value},
        units::Amount,
    },
    ledger::{Action, Edit, Item, Ledger, Policy, Snapshot, View, assessment::RankBy, fair::roster, seeds},
    report::{
        brief::brief,
        capacity::capacity,
        compose::{self, Wish},
        fair as papers_of_fair,
        form::{self, FormError, Scope, Wanted},
        kept::KeptList,
        kept_paper,
        level::Level,
        persons,
        scene::{self, PictureFormat},
        seen::Seen,
        statistics::{self, Dimension, Span},
        table::{Cell, Column, ColumnKind, Privacy, Table},
    },
    text::Lang,
};

/// What must never leave below full. Names stand in texts where they do not belong, too.
const NAMES: [&str; 4] = ["金丝雀", "钱联络", "孙在场", "周报送"];
const PHONE: &str = "13912345678";
const EMAIL: &str = "canary@example.cn";
const NOTE: &str = "备忘金丝笼";
const TALK: &str = "谈话内容金丝笼";
/// What was said and promised at a fair: for the leader, not for the public.
const HEARD: &str = "想看两层厂房";
const PROMISED: &str = "寄政策汇编";

/// A company with a lead, people and talks, full of canaries.
fn view() -> View {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zhaoshang");
    let beginning = seeds::beginning("台账", TODAY, Vec::new());
    let ledger = Ledger::create(&path, beginning, support::who(), Surroundings::system()).unwrap();
    let mut space = Workspace { folder, path, ledger };
    let company = space.company("示例电驱有限公司");
    let lead = space.lead(company, Stage::Talks);
    let text = |text: &str| Value::Text(text.into());
    let all = format!("{} {} {} {PHONE} {EMAIL}", NAMES[0], NAMES[1], NAMES[3]);
    let edits = |fields: &[(&str, Value)]| {
        fields.iter().map(|(field, value)| Edit::new(field, value.clone())).collect::<Vec<_>>()
    };
    let company_edits = edits(&[
        ("legal_representative", text(NAMES[0])),
        ("phone", text(PHONE)),
        ("email", text(EMAIL)),
        ("notes", text(NOTE)),
        ("main_business", text(&format!("新能源汽车驱动电机研发和制造，联系{all}"))),
        ("products", text(&format!("驱动电机 {all}"))),
        ("introduction", text(&format!("电机控制器 {all}"))),
    ]);
    space.ledger.apply(Action::EditCompany { company, edits: company_edits }).unwrap();
    let lead_edits = edits(&[
        ("notes", text(NOTE)),
        ("city_liaison", text(NAMES[3])),
        ("report_liaison", text(NAMES[3])),
        ("next_action", text(&format!("拜访{all}"))),
        ("progress", text(&format!("已见{all}"))),
        ("problems", text(&all)),
        ("content", text(&all)),
        ("source", text(&all)),
        ("total_investment", Value::Integer(Amount(300_000_000).0)),
        ("received_on", text("2026-03-01")),
    ]);
    space.ledger.apply(Action::EditLead { lead, edits: lead_edits }).unwrap();
    let contact = Contact {
        id: ContactId::from_uuid(space.ledger.new_id()),
        company,
        name: NAMES[1].into(),
        position: "总经理".into(),
        phone: PHONE.into(),
        wechat: PHONE.into(),
        email: EMAIL.into(),
        main: true,
        source: "名片".into(),
        collected_on: Some(TODAY),
        notes: NOTE.into(),
    };
    space.ledger.apply(Action::Add(contact.into())).unwrap();
    let talk = Activity {
        id: ActivityId::from_uuid(space.ledger.new_id()),
        company,
        lead: Some(lead),
        kind: ActivityKind::Visit,
        on_day: TODAY,
        content: format!("{TALK} {all}").as_str().into(),
        people: format!("{}、{}", NAMES[1], NAMES[2]).as_str().into(),
        author: None,
    };
    space.ledger.apply(Action::Add(talk.into())).unwrap();
    let mut fact = support::a_fact(space.ledger.new_id(), company, Metric::RdIntensity, 4.2);
    fact.source = format!("面谈 {all}").as_str().into();
    space.ledger.apply(Action::RecordFact(Box::new(fact))).unwrap();
    let key = space.ledger.new_id();
    let lost = Lead { loss_reason: all.as_str().into(), ..support::a_lead(key, company, Stage::Lost) };
    space.ledger.apply(Action::CreateLead(Box::new(lost))).unwrap();
    at_a_fair(&mut space.ledger, company, &all);
    let snapshot = space.ledger.snapshot();
    let policy = Policy::of(&snapshot).unwrap();
    View::of(snapshot, policy, TODAY, &|_| true).unwrap()
}

/// A talk at a fair, with the visit that was planned.
fn at_a_fair(ledger: &mut Ledger, company: CompanyId, all: &str) {
    let fair = Fair::named(FairId::from_uuid(ledger.new_id()), "示例展会", TODAY);
    let stand = Exhibitor {
        id: ExhibitorId::from_uuid(ledger.new_id()),
        fair: fair.id,
        company,
        hall: "N3".into(),
        booth: "B12".into(),
        note: NOTE.into(),
    };
    let visit = Visit {
        id: VisitId::from_uuid(ledger.new_id()),
        fair: fair.id,
        exhibitor: stand.id,
        officer: None,
        on_day: Some(TODAY),
        place: Some(1),
        pinned: true,
        done: false,
    };
    let said = Activity {
        id: ActivityId::from_uuid(ledger.new_id()),
        company,
        lead: None,
        kind: ActivityKind::FairTalk,
        on_day: TODAY,
        content: format!("{HEARD} {all} {}", NAMES[2]).as_str().into(),
        people: NAMES[2].into(),
        author: None,
    };
    let talk = Talk {
        id: TalkId::from_uuid(ledger.new_id()),
        fair: Some(fair.id),
        company,
        activity: said.id,
        heat: Some(Heat::Hot),
        products: "".into(),
        promised: format!("{PROMISED} {all} {}", NAMES[2]).as_str().into(),
        next_step: format!("回访 {all} {}", NAMES[2]).as_str().into(),
        next_on: Some(TODAY),
        at_ms: 0,
        value_before: None,
    };
    let id = fair.id;
    for item in [Item::from(fair), stand.into(), said.into(), talk.into()] {
        ledger.apply(Action::Add(item)).unwrap();
    }
    ledger.apply(Action::PlanVisits { fair: id, visits: vec![visit] }).unwrap();
}

fn wish(level: Level) -> Wish {
    Wish {
        lang: Lang::Zh,
        top: 10,
        base: None,
        sector: None,
        tier: None,
        rank: RankBy::Value,
        level,
        reason: "测试".into(),
        author: "白鹭".into(),
        title: "名单".into(),
        fictional: false,
    }
}

/// Every text of a file: parts of a workbook, pages and properties of a PDF, or the file itself.
fn everything(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut all = String::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            all.push_str(&part.name().unwrap());
            part.read_to_string(&mut all).unwrap();
        }
        return Some(all);
    }
    if !bytes.starts_with(b"%PDF") {
        return Some(String::from_utf8(bytes.to_vec()).unwrap());
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, bytes).unwrap();
    let mut all = String::from_utf8_lossy(bytes).into_owned();
    for words in [vec!["pdftotext", "-raw", path.to_str()?, "-"], vec!["pdfinfo", path.to_str()?]] {
        let output = std::process::Command::new(words[0]).args(&words[1..]).output().ok()?;
        all.push_str(&String::from_utf8_lossy(&output.stdout));
    }
    Some(all.replace(['\n', ' '], ""))
}

/// Every paper the program can write of this view, by name.
fn papers(view: &View, level: Level) -> Vec<(&'static str, Vec<u8>)> {
    let wish = wish(level);
    let list = || compose::shortlist(view, &wish).0.release();
    let mut papers = vec![
        ("shortlist.xlsx", list().xlsx().unwrap()),
        ("shortlist.csv", list().csv().unwrap()),
        ("shortlist.pdf", list().pdf().unwrap()),
        ("review.xlsx", list().review_xlsx(3).unwrap()),
        ("review.pdf", list().review_pdf().unwrap()),
        ("brief.pdf", brief(view, 0, &wish).unwrap().release().pdf().unwrap()),
        ("capacity.pdf", capacity(view, &wish).release().pdf().unwrap()),
    ];
    match form::data(view, &form_of(level)) {
        Ok(data) => {
            papers.push(("form.xlsx", form::fill(&form::sample(Lang::Zh).unwrap(), &data).unwrap().bytes));
        }
        Err(error) => assert!(level == Level::Public && matches!(error, FormError::NotPublic), "{error} at {level}"),
    }
    papers
}

fn form_of(level: Level) -> Wanted {
    Wanted {
        from: date(2026, 3, 1),
        to: date(2026, 3, 31),
        scope: Scope::Open,
        level,
        lang: Lang::Zh,
        author: "白鹭".into(),
        unit: String::new(),
        today: TODAY,
    }
}

/// A table as the pages of companies and leads write it: rows under a heading, each known with its company.
fn grid(snapshot: &Snapshot) -> Seen {
    let lead = snapshot.leads.iter().find(|lead| !lead.source.is_empty()).unwrap();
    let company = snapshot.companies.get(lead.company.uuid()).unwrap();
    let texts = [&company.name, &company.credit_code, &lead.source, &lead.next_action, &lead.notes];
    let column = |heading: &str, kind| Column::new(heading, kind);
    let table = Table {
        name: "项目".into(),
        columns: vec![
            column("企业", ColumnKind::Text).standing(),
            column("统一社会信用代码", ColumnKind::Code),
            column("来源", ColumnKind::Text),
            column("下一步", ColumnKind::LongText).kept(Privacy::Negotiation),
            column("备注", ColumnKind::LongText).kept(Privacy::Personal),
        ],
        rows: vec![vec![Cell::Heading(lead.source.to_string())], texts.map(|text| Cell::text(text.as_str())).to_vec()],
        ..Table::default()
    };
    let persons = persons::of_each(snapshot, [company.id]);
    Seen { persons, ..Seen::new(table, TODAY, Lang::Zh) }
}

/// Papers of a fair, tables of the pages and of statistics, in every format they are written in.
fn tables(view: &View, level: Level) -> Vec<(String, Vec<u8>)> {
    let snapshot: &Snapshot = &view.snapshot;
    let fair = snapshot.fairs.iter().next().unwrap();
    let source = papers_of_fair::Source { snapshot, view: Some(view), fair, level, lang: Lang::Zh };
    let seen = |table: Table| Seen::new(table, TODAY, Lang::Zh);
    let walk = papers_of_fair::walk(&source, &roster(snapshot, Some(view), fair), &BTreeMap::new());
    let mut all = vec![
        ("walk".to_owned(), seen(walk)),
        ("talks".to_owned(), seen(papers_of_fair::talks(&source, None))),
        ("thanks".to_owned(), seen(papers_of_fair::thanks(&source, Some("寄感谢信")))),
        ("grid".to_owned(), grid(snapshot)),
    ];
    let mut files = Vec::new();
    for dimension in [Dimension::Source, Dimension::Officer] {
        let (only, owners) = (None, std::sync::Arc::default());
        let (span, today, lang) = (Span::AllTime, TODAY, Lang::Zh);
        let wanted = statistics::Wanted { span, dimension, only, owners, today, fictional: false, lang };
        for card in statistics::statistics(view, snapshot, wanted, &|| true).unwrap().cards {
            let name = format!("{} by {dimension}", card.report);
            let mut picture = card.chart.clone();
            if level != Level::Full {
                card.strike_from(&mut picture, snapshot);
            }
            files.push((format!("{name}.svg"), scene::write(&picture, PictureFormat::Svg).unwrap()));
            all.push((name, card.seen(snapshot, TODAY, Lang::Zh)));
        }
    }
    for (name, seen) in all {
        let seen = seen.held(level);
        files.push((format!("{name}.csv"), seen.csv().unwrap()));
        files.push((format!("{name}.xlsx"), seen.clone().xlsx().unwrap()));
        let pdf = if name == "walk" { seen.pdf_as(papers_of_fair::walk_on_paper) } else { seen.pdf() };
        files.push((format!("{name}.pdf"), pdf.unwrap()));
    }
    files
}

#[test]
fn no_canary_leaves_in_a_table() {
    let view = view();
    let canaries: Vec<&str> = NAMES.into_iter().chain([PHONE, EMAIL, NOTE, TALK]).collect();
    let texts = |level: Level| -> Vec<(String, String)> {
        let files = tables(&view, level).into_iter();
        files.filter_map(|(name, bytes)| Some((name, everything(&bytes)?))).collect()
    };
    let holds = |texts: &[(String, String)], file: &str, word: &str| {
        texts.iter().any(|(name, text)| name == file && text.contains(word))
    };
    let full = texts(Level::Full);
    for file in ["thanks.csv", "grid.csv", "losses by officer.csv", "compare by source.csv"] {
        for canary in [NAMES[0], NAMES[1], NAMES[3], PHONE, EMAIL] {
            assert!(holds(&full, file, canary), "the test would not notice {canary} in {file}");
        }
    }
    for level in [Level::Leader, Level::Public] {
        for (name, text) in texts(level) {
            for canary in &canaries {
                assert!(!text.contains(canary), "{canary} leaves in {name} at {level}");
            }
            let negotiated = [HEARD, PROMISED, "回访"].into_iter().find(|told| text.contains(told));
            assert!(level == Level::Leader || negotiated.is_none(), "{negotiated:?} is published in {name}");
        }
    }
    let leader = texts(Level::Leader);
    assert!(holds(&leader, "talks.csv", HEARD) && holds(&leader, "thanks.csv", PROMISED));
    assert!(holds(&texts(Level::Public), "talks.csv", "示例电驱有限公司"));
}

#[test]
fn no_canary_leaves_below_full() {
    let view = view();
    let canaries: Vec<&str> = NAMES.into_iter().chain([PHONE, EMAIL, NOTE, TALK]).collect();
    let mut full = String::new();
    for (name, bytes) in papers(&view, Level::Full) {
        match everything(&bytes) {
            Some(text) => full.push_str(&text),
            None => println!("skipped: {name}, poppler is not installed"),
        }
    }
    for canary in &canaries {
        assert!(full.contains(canary) || *canary == NAMES[2], "the test would not notice {canary}");
    }
    for level in [Level::Leader, Level::Public] {
        for (name, bytes) in papers(&view, level) {
            let Some(text) = everything(&bytes) else { continue };
            assert!(text.contains("示例电驱有限公司") || name == "capacity.pdf" || level == Level::Public, "{name}");
            for canary in &canaries {
                assert!(!text.contains(canary), "{canary} leaves in {name} at {level}");
            }
        }
    }
}

#[test]
fn a_table_as_seen_loses_its_personal_columns() {
    let table = Table {
        name: "a".into(),
        columns: vec![
            Column::new("企业", ColumnKind::Text),
            Column::new("电话", ColumnKind::Code).kept(Privacy::Personal),
            Column::new("阶段", ColumnKind::Word).kept(Privacy::Negotiation),
            Column::new("主营", ColumnKind::LongText),
        ],
        rows: vec![["甲公司", PHONE, "在谈", &format!("电机，{EMAIL}")].map(Cell::text).to_vec()],
        ..Table::default()
    };
    let seen = Seen::new(table, TODAY, Lang::Zh);
    for (level, columns) in [(Level::Full, 4), (Level::Leader, 3), (Level::Public, 2)] {
        let held = seen.clone().held(level);
        assert_eq!(held.table.columns.len(), columns);
        assert!(held.table.rows.iter().all(|row| row.len() == columns));
        let text = String::from_utf8(held.csv().unwrap()).unwrap();
        assert_eq!(text.contains(PHONE), level == Level::Full);
        assert_eq!(text.contains(EMAIL), level == Level::Full);
        assert_eq!(text.contains("在谈"), level != Level::Public);
    }
}

/// A new personal field of a company, lead, contact or talk must be placed above, or this list be made longer.
#[test]
fn every_personal_field_has_its_canary() {
    let personal = |fields: &[zhaoshang::domain::record::FieldDef]| -> Vec<&'static str> {
        fields.iter().filter(|field| field.personal && field.kind == FieldKind::Text).map(|field| field.name).collect()
    };
    assert_eq!(personal(Company::FIELDS), ["legal_representative", "phone", "email", "notes"]);
    assert_eq!(personal(Lead::FIELDS), ["notes", "city_liaison", "report_liaison"]);
    assert_eq!(personal(Contact::FIELDS), ["name", "phone", "wechat", "email", "notes"]);
    assert_eq!(personal(Activity::FIELDS), ["content", "people"]);
    assert_eq!(personal(Entity::Review.fields()), ["panel"]);
}

/// The lists of a level as text: by value, by priority, and of one base.
fn lists(view: &View, level: Level, base: &BaseId) -> Vec<String> {
    let asked = [(RankBy::Value, None), (RankBy::Priority, None), (RankBy::Value, Some(base.clone()))];
    let lists = asked.map(|(rank, base)| {
        let wish = Wish { top: 40, rank, base, ..wish(level) };
        String::from_utf8(compose::shortlist(view, &wish).0.release().csv().unwrap()).unwrap()
    });
    lists.to_vec()
}

/// The other papers about companies that may be published, as text: list, packet, briefs, and the same of a kept list.
fn published(view: &View, kept: &KeptList) -> Vec<(String, Option<String>)> {
    let wish = wish(Level::Public);
    let (list, rows) = compose::shortlist(view, &wish);
    let list = list.release();
    let source = kept_paper::Source { view, made: kept, list: kept, order: &[] };
    let (released, packet) = source.packet(&wish, support::a_list(), 3);
    let of_kept = source.paper(&wish);
    let books = [
        ("shortlist", list.xlsx()),
        ("review", list.review_xlsx(3)),
        ("kept review", released.packet_xlsx(&packet)),
        ("kept list", of_kept.xlsx()),
        ("kept list today", source.today(&wish).xlsx()),
    ];
    let mut papers: Vec<(String, Option<String>)> =
        books.into_iter().map(|(name, book)| (format!("{name}.xlsx"), everything(&book.unwrap()))).collect();
    let mut pages = vec![("shortlist".to_owned(), list.pdf()), ("review".to_owned(), list.review_pdf())];
    for row in rows.iter().take(6) {
        pages.push((format!("brief {row}"), brief(view, *row, &wish).unwrap().release().pdf()));
    }
    papers.extend(pages.into_iter().map(|(name, pdf)| (format!("{name}.pdf"), support::pdf_text(&pdf.unwrap()))));
    papers
}

/// Whom one negotiates with is not public: a lead, however far it is and whatever base it is for, changes nothing in what
/// is published.
#[test]
fn a_lead_changes_nothing_that_is_published() {
    let (_folder, mut ledger) = support::demonstration("示例");
    let view = support::judged(&ledger);
    let rows = compose::shortlist(&view, &wish(Level::Public)).1;
    let kept = KeptList::of(&view, &rows, RankBy::Value, Some(rows.len()));
    let free = |row: &&usize| {
        let prospect = &view.assessment.prospects[**row];
        prospect.lead.is_none() && prospect.slot.is_some()
    };
    let prospect = &view.assessment.prospects[*rows.iter().take(6).find(free).expect("a company without a lead")];
    let base = prospect.slot.clone().unwrap().base;
    let other = view.policy.plan.bases.iter().find(|other| other.id != base).unwrap().id.clone();
    let (open, internal) = (lists(&view, Level::Public, &base), lists(&view, Level::Leader, &base));
    let before = published(&view, &kept);
    for stage in Stage::ALL {
        let lead = support::a_lead(ledger.new_id(), prospect.company, *stage);
        let lead = Lead { base: Some(other.clone()), loss_reason: "价格".into(), ..lead };
        ledger.apply(Action::CreateLead(Box::new(lead))).unwrap();
        let view = support::judged(&ledger);
        assert_eq!(lists(&view, Level::Public, &base), open, "{stage}");
        assert_ne!(lists(&view, Level::Leader, &base), internal, "the test would not notice a lead at {stage}");
        // A lead that is open, and one that has landed.
        if matches!(stage, Stage::Intent | Stage::Landed) {
            for (now, before) in published(&view, &kept).iter().zip(&before) {
                assert_eq!(now, before, "{stage}");
            }
        }
        assert!(matches!(form::data(&view, &form_of(Level::Public)), Err(FormError::NotPublic)));
    }
}

/// What nobody may see is not said in other words either.
#[test]
fn what_is_published_does_not_speak_of_leads() {
    let (_folder, mut ledger) = support::demonstration("示例");
    let first = |view: &View| compose::shortlist(view, &wish(Level::Public)).1;
    let view = support::judged(&ledger);
    let company = view.assessment.prospects[first(&view)[0]].company;
    let lead = support::a_lead(ledger.new_id(), company, Stage::Clue);
    ledger.apply(Action::CreateLead(Box::new(lead))).unwrap();
    let view = support::judged(&ledger);
    let rows = first(&view);
    assert!(view.assessment.prospects[rows[0]].lead.is_some(), "somebody is negotiated with");
    let kept = KeptList::of(&view, &rows, RankBy::Value, Some(rows.len()));
    for (name, text) in published(&view, &kept) {
        let Some(text) = text.map(|text| text.replace(['\n', ' '], "")) else { continue };
        let told = ["已有项目", "尚无项目", "可得性"].into_iter().find(|told| text.contains(told));
        assert!(told.is_none(), "{told:?} in {name}");
    }
}
