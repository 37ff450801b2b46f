//! For every kind of action a workspace in which it can be done, and the action.

use std::sync::Arc;

use super::support::{TODAY, Workspace, a_fact, a_lead};
use jiff::civil::date;
use uuid::Uuid;
use zhaoshang::{
    domain::{
        activity::{Activity, ActivityKind, Attachment, Contact, Task},
        company::{Company, GateCheck, GateState, Honour, HonourKind},
        deal::{AmountKind, CompanyLink, CompanyLinkKind, LeadAmount, LeadLink, LeadLinkKind, Referral},
        fact::Metric,
        fair::{Exhibitor, Fair, Heat, Talk, Visit},
        forecast::{ForecastRecord, IndicatorReading},
        ids::{
            ActivityId, AttachmentId, AuthorId, CompanyId, CompanyLinkId, ContactId, ExhibitorId, FairId,
            ForecastRecordId, GateCheckId, GateId, HonourId, ImportedListId, IndicatorId, IndicatorReadingId,
            LeadAmountId, LeadId, LeadLinkId, ListLayoutId, LocalNeedId, LocalProductId, PartnerZoneId, ReferralId,
            ReviewId, SavedViewId, SegmentCoverageId, SegmentId, ShortlistId, SiteId, TalkId, TaskId, VisitId,
        },
        intake::{ImportedList, ListLayout},
        lead::{Lead, Stage},
        local_firm::{LocalProduct, SegmentCoverage},
        paper::{Review, ReviewOutcome, Shortlist},
        record::{Entity, Value},
        same::PairVerdict,
        site::{LocalNeed, Site, SiteKind, SiteState},
        units::{Amount, Mu, Percent, Points},
        workspace::{Author, SavedView, SettingName},
    },
    ledger::{
        Action, ActionKind, CapturedTalk, Edit, ExhibitorEntry, ImportBatch, ImportedCompany, Item, ItemKind,
        ListMemory, RowEdit, UpdatedCompany,
    },
    pipeline::rules::SHIPPED_RULES,
};

/// A full workspace and an action of this kind that can be done in it. The match has no wildcard: a new kind of action
/// does not compile without an example here.
pub fn example(kind: ActionKind, space: &mut Workspace) -> Option<Action> {
    let company = space.company("示例甲电驱有限公司");
    let other = space.company("示例乙材料有限公司");
    let lead = space.lead(company, Stage::Talks);
    let fact = a_fact(space.ledger.new_id(), company, Metric::RdIntensity, 4.2);
    let honour = Honour {
        id: HonourId::from_uuid(space.ledger.new_id()),
        company,
        kind: HonourKind::HighTech,
        number: "GR2024".into(),
        issued: Some(date(2024, 1, 1)),
        expires: Some(date(2026, 12, 31)),
        source: "".into(),
    };
    let check = GateCheck {
        id: GateCheckId::from_uuid(space.ledger.new_id()),
        company,
        gate: GateId::new("environment"),
        state: GateState::Pass,
        proof: "环评批复".into(),
        checked_on: Some(TODAY),
    };
    let product = LocalProduct {
        id: LocalProductId::from_uuid(space.ledger.new_id()),
        company: other,
        segment: SegmentId::new("motors"),
        product: None,
        note: "".into(),
    };
    let coverage = SegmentCoverage {
        id: SegmentCoverageId::from_uuid(space.ledger.new_id()),
        segment: SegmentId::new("motors"),
        complete: true,
        as_of: Some(TODAY),
        source: "".into(),
    };
    for prepared in [
        Action::RecordFact(Box::new(fact.clone())),
        Action::RecordHonour(Box::new(honour.clone())),
        Action::CheckGate(Box::new(check.clone())),
        Action::AddLocalProduct(Box::new(product.clone())),
        Action::MarkCoverage(Box::new(coverage.clone())),
        Action::EditCompany { company, edits: vec![Edit::new("city", Value::Text("重庆".into()))] },
    ] {
        space.ledger.apply(prepared).unwrap();
    }
    let key = space.ledger.new_id();
    let text = |text: &str| Value::Text(text.into());
    Some(match kind {
        ActionKind::Begin | ActionKind::Introduce | ActionKind::Export => return None,
        ActionKind::CreateCompany => {
            Action::CreateCompany(Box::new(Company::named(CompanyId::from_uuid(key), "示例丙")))
        }
        ActionKind::EditCompany => Action::EditCompany {
            company,
            edits: vec![
                Edit::new("city", text("成都")),
                Edit::new("phone", text("023-1")),
                Edit::new("city", text("遂宁")),
            ],
        },
        ActionKind::DeleteCompanies => Action::DeleteCompanies(vec![other, company]),
        ActionKind::RecordFact => Action::RecordFact(Box::new(a_fact(key, other, Metric::Revenue, 1e4))),
        ActionKind::EditFact => Action::EditFact { fact: fact.id, edits: vec![Edit::new("number", Value::Real(5.5))] },
        ActionKind::DeleteFact => Action::DeleteFact(fact.id),
        ActionKind::RecordHonour => {
            Action::RecordHonour(Box::new(Honour { id: HonourId::from_uuid(key), kind: HonourKind::Gazelle, ..honour }))
        }
        ActionKind::EditHonour => Action::EditHonour {
            honour: honour.id,
            edits: vec![Edit::new("expires", Value::Null), Edit::new("number", text("GR2025"))],
        },
        ActionKind::DeleteHonour => Action::DeleteHonour(honour.id),
        ActionKind::CheckGate => Action::CheckGate(Box::new(GateCheck {
            id: GateCheckId::from_uuid(key),
            state: GateState::Fail,
            proof: "超标".into(),
            ..check
        })),
        ActionKind::DeleteGateCheck => Action::DeleteGateCheck(check.id),
        ActionKind::AddLocalProduct => {
            Action::AddLocalProduct(Box::new(LocalProduct { id: LocalProductId::from_uuid(key), ..product }))
        }
        ActionKind::DeleteLocalProduct => Action::DeleteLocalProduct(product.id),
        ActionKind::MarkCoverage => Action::MarkCoverage(Box::new(SegmentCoverage {
            id: SegmentCoverageId::from_uuid(key),
            complete: false,
            ..coverage
        })),
        ActionKind::CreateLead => Action::CreateLead(Box::new(a_lead(key, other, Stage::Clue))),
        ActionKind::CreateLeadOf => {
            let fresh = CompanyId::from_uuid(key);
            Action::CreateLeadOf {
                company: Box::new(Company::named(fresh, "示例庚")),
                lead: Box::new(a_lead(space.ledger.new_id(), fresh, Stage::Clue)),
            }
        }
        ActionKind::NoteProgress => Action::NoteProgress {
            activity: Box::new(Activity {
                id: ActivityId::from_uuid(key),
                company,
                lead: Some(lead),
                kind: ActivityKind::Call,
                on_day: TODAY,
                content: "约下周考察".into(),
                people: "".into(),
                author: None,
            }),
            lead,
            edits: vec![Edit::new("next_action", text("考察"))],
        },
        ActionKind::EditLead => {
            Action::EditLead { lead, edits: vec![Edit::new("total_investment", Value::Integer(125_000_000))] }
        }
        ActionKind::MoveLead => {
            Action::MoveLead { lead, to: Stage::Lost, on: TODAY, proof: "".into(), note: "资金不足".into() }
        }
        ActionKind::DeleteLeads => Action::DeleteLeads(vec![lead]),
        ActionKind::AddAuthor => {
            Action::AddAuthor(Box::new(Author { id: AuthorId::from_uuid(key), name: "李想".into(), unit: "".into() }))
        }
        ActionKind::ChangeSetting => {
            Action::ChangeSetting { name: SettingName::TargetDate, value: "2027-12-31".into() }
        }
        ActionKind::AdoptPlan => Action::AdoptPlan { title: "二".into(), content: "# 2".into() },
        ActionKind::AdoptModel => Action::AdoptModel { title: "二".into(), content: "# 2".into() },
        ActionKind::AdoptCatalogue => Action::AdoptCatalogue { title: "二".into(), content: "# 2".into() },
        ActionKind::AdoptPeers => Action::AdoptPeers { title: "二".into(), content: "{}".into() },
        ActionKind::Import => {
            let mut imported = Company::named(CompanyId::from_uuid(key), "示例丁");
            imported.city = "重庆".into();
            let fact = a_fact(space.ledger.new_id(), imported.id, Metric::InventionPatents, 7.0);
            Action::Import(Box::new(ImportBatch {
                list: "名单.xlsx".into(),
                created: vec![ImportedCompany { company: imported, facts: vec![fact], honours: vec![] }],
                updated: vec![UpdatedCompany {
                    company,
                    edits: vec![Edit::new("city", text("内江")), Edit::new("registered_capital", Value::Integer(5))],
                    facts: vec![a_fact(space.ledger.new_id(), company, Metric::RdIntensity, 6.0)],
                    honours: vec![],
                }],
                memory: Some(Box::new(a_memory(space.ledger.new_id(), space.ledger.new_id()))),
                exhibitors: {
                    let Stall { fair, .. } = stall(space, company);
                    let at = |company, stand: &str| ExhibitorEntry { fair, company, stand: stand.into() };
                    vec![at(company, "N3-B12"), at(other, "3号馆B区12"), at(company, "N3-B14")]
                },
                pairs: vec![],
            }))
        }
        ActionKind::EditRows => Action::EditRows {
            title: "城市".into(),
            rows: vec![
                RowEdit {
                    entity: Entity::Company, key: company.uuid(), edits: vec![Edit::new("city", text("成都"))]
                },
                RowEdit {
                    entity: Entity::Lead, key: lead.uuid(), edits: vec![Edit::new("progress", text("已考察"))]
                },
            ],
            created: vec![Company::named(CompanyId::from_uuid(key), "示例戊")],
            leads: vec![Lead::new(LeadId::from_uuid(space.ledger.new_id()), CompanyId::from_uuid(key), "示例戊项目")],
        },
        ActionKind::MoveLeads => {
            let second = space.lead(other, Stage::Clue);
            Action::MoveLeads {
                leads: vec![lead, second],
                to: Stage::Intent,
                on: TODAY,
                proof: "纪要".into(),
                note: "展会".into(),
            }
        }
        ActionKind::AdoptRules => {
            Action::AdoptRules { title: "二".into(), content: SHIPPED_RULES.replace("days = 14", "days = 10").into() }
        }
        ActionKind::Reverse => {
            let edits = vec![Edit::new("city", text("内江")), Edit::new("district", text("东兴区"))];
            let batch = space.ledger.apply(Action::EditCompany { company: other, edits }).unwrap().batch;
            space.company("示例己");
            Action::Reverse { batch }
        }
        ActionKind::MergeCompanies => {
            // The other has what the first has already, what it has not, and links to it and to a third.
            let third = space.company("示例己");
            let check = GateCheck { id: GateCheckId::from_uuid(space.ledger.new_id()), company: other, ..check };
            let honour = Honour { id: HonourId::from_uuid(space.ledger.new_id()), company: other, ..honour };
            let fact = a_fact(space.ledger.new_id(), other, Metric::Revenue, 2e4);
            for prepared in [
                Action::CheckGate(Box::new(check)),
                Action::RecordHonour(Box::new(honour)),
                Action::RecordFact(Box::new(fact)),
                Action::JudgePairs { pairs: vec![(company, other), (other, third)], verdict: PairVerdict::Open },
            ] {
                space.ledger.apply(prepared).unwrap();
            }
            added(ActionKind::AddCompanyLink, (company, other, lead), space)?;
            added(ActionKind::AddCompanyLink, (third, other, lead), space)?;
            added(ActionKind::AddContact, (other, company, lead), space)?;
            space.lead(other, Stage::Clue);
            let edits = vec![Edit::new("city", text("成都")), Edit::new("former_names", text("示例乙"))];
            Action::MergeCompanies { keep: company, merged: other, edits }
        }
        ActionKind::JudgePairs => {
            let third = space.company("示例己");
            let known = Action::JudgePairs { pairs: vec![(company, other)], verdict: PairVerdict::Open };
            space.ledger.apply(known).unwrap();
            Action::JudgePairs { pairs: vec![(company, other), (third, company)], verdict: PairVerdict::Different }
        }
        ActionKind::Attach => {
            let attachment = Box::new(an_attachment(key, company, lead));
            Action::Attach { attachment, bytes: Arc::from(&b"%PDF"[..]) }
        }
        ActionKind::EditAttachment | ActionKind::DeleteAttachment => {
            let attachment = Box::new(an_attachment(key, company, lead));
            space.ledger.apply(Action::Attach { attachment, bytes: Arc::from(&b"%PDF"[..]) }).unwrap();
            let kind_of = ItemKind::Attachment;
            if kind == ActionKind::EditAttachment {
                Action::Edit { kind: kind_of, key, edits: vec![Edit::new("name", text("批复.pdf"))] }
            } else {
                Action::Delete { kind: kind_of, key }
            }
        }
        ActionKind::CaptureTalk => captured(key, company, space),
        ActionKind::PlanVisits => {
            let Stall { fair, exhibitor, visit } = stall(space, company);
            let second = ExhibitorId::from_uuid(space.ledger.new_id());
            let at =
                Exhibitor { id: second, fair, company: other, hall: "N1".into(), booth: "A1".into(), note: "".into() };
            space.ledger.apply(Action::Add(Item::from(at))).unwrap();
            let third = a_visit(VisitId::from_uuid(space.ledger.new_id()), fair, second);
            space.ledger.apply(Action::Add(Item::from(third))).unwrap();
            // One is changed, one goes, one comes.
            let kept = Visit { pinned: true, place: Some(2), ..a_visit(visit, fair, exhibitor) };
            Action::PlanVisits { fair, visits: vec![kept, a_visit(VisitId::from_uuid(key), fair, second)] }
        }
        ActionKind::AddItems => {
            let task = item(ActionKind::AddTask, key, company, other, lead, space)?;
            let second = space.ledger.new_id();
            let contact = item(ActionKind::AddContact, second, other, company, lead, space)?;
            Action::AddItems { title: "跟进".into(), items: vec![task, contact] }
        }
        ActionKind::AddContact
        | ActionKind::AddActivity
        | ActionKind::AddTask
        | ActionKind::AddLeadAmount
        | ActionKind::AddLeadLink
        | ActionKind::AddCompanyLink
        | ActionKind::AddReferral
        | ActionKind::AddSite
        | ActionKind::AddLocalNeed
        | ActionKind::AddSavedView
        | ActionKind::AddForecastRecord
        | ActionKind::AddIndicatorReading
        | ActionKind::AddListLayout
        | ActionKind::AddFair
        | ActionKind::AddExhibitor
        | ActionKind::AddVisit
        | ActionKind::AddTalk
        | ActionKind::AddShortlist
        | ActionKind::AddReview => Action::Add(item(kind, key, company, other, lead, space)?),
        ActionKind::EditContact => {
            edited(ActionKind::AddContact, "phone", text("023-6"), (company, other, lead), space)?
        }
        ActionKind::EditActivity => {
            edited(ActionKind::AddActivity, "content", text("已看地"), (company, other, lead), space)?
        }
        ActionKind::EditTask => {
            edited(ActionKind::AddTask, "done_on", text("2026-03-02"), (company, other, lead), space)?
        }
        ActionKind::EditLeadAmount => {
            edited(ActionKind::AddLeadAmount, "amount", Value::Integer(7), (company, other, lead), space)?
        }
        ActionKind::EditLeadLink => {
            edited(ActionKind::AddLeadLink, "note", text("二期"), (company, other, lead), space)?
        }
        ActionKind::EditCompanyLink => {
            edited(ActionKind::AddCompanyLink, "share", Value::Real(51.0), (company, other, lead), space)?
        }
        ActionKind::EditReferral => {
            edited(ActionKind::AddReferral, "outcome", text("accepted"), (company, other, lead), space)?
        }
        ActionKind::EditSite => edited(ActionKind::AddSite, "state", text("reserved"), (company, other, lead), space)?,
        ActionKind::EditLocalNeed => {
            edited(ActionKind::AddLocalNeed, "note", text("年需两万套"), (company, other, lead), space)?
        }
        ActionKind::EditSavedView => {
            edited(ActionKind::AddSavedView, "name", text("甲"), (company, other, lead), space)?
        }
        ActionKind::EditForecastRecord => {
            edited(ActionKind::AddForecastRecord, "note", text("会前"), (company, other, lead), space)?
        }
        ActionKind::EditIndicatorReading => {
            edited(ActionKind::AddIndicatorReading, "value", Value::Real(3.1), (company, other, lead), space)?
        }
        ActionKind::DeleteForecastRecord => deleted(ActionKind::AddForecastRecord, (company, other, lead), space)?,
        ActionKind::DeleteIndicatorReading => deleted(ActionKind::AddIndicatorReading, (company, other, lead), space)?,
        ActionKind::EditListLayout => {
            edited(ActionKind::AddListLayout, "name", text("甲.xlsx"), (company, other, lead), space)?
        }
        ActionKind::DeleteListLayout => deleted(ActionKind::AddListLayout, (company, other, lead), space)?,
        ActionKind::EditFair => edited(ActionKind::AddFair, "halls", text("N3"), (company, other, lead), space)?,
        ActionKind::EditExhibitor => {
            edited(ActionKind::AddExhibitor, "booth", text("C1"), (company, other, lead), space)?
        }
        ActionKind::EditVisit => {
            edited(ActionKind::AddVisit, "done", Value::Integer(1), (company, other, lead), space)?
        }
        ActionKind::EditTalk => edited(ActionKind::AddTalk, "heat", text("cold"), (company, other, lead), space)?,
        ActionKind::DeleteFair => {
            let Stall { fair, .. } = stall(space, company);
            Action::Delete { kind: ItemKind::Fair, key: fair.uuid() }
        }
        ActionKind::DeleteExhibitor => {
            let Stall { exhibitor, .. } = stall(space, company);
            Action::Delete { kind: ItemKind::Exhibitor, key: exhibitor.uuid() }
        }
        ActionKind::DeleteVisit => deleted(ActionKind::AddVisit, (company, other, lead), space)?,
        ActionKind::DeleteTalk => deleted(ActionKind::AddTalk, (company, other, lead), space)?,
        ActionKind::DeleteContact => deleted(ActionKind::AddContact, (company, other, lead), space)?,
        ActionKind::DeleteActivity => deleted(ActionKind::AddActivity, (company, other, lead), space)?,
        ActionKind::DeleteTask => deleted(ActionKind::AddTask, (company, other, lead), space)?,
        ActionKind::DeleteLeadAmount => deleted(ActionKind::AddLeadAmount, (company, other, lead), space)?,
        ActionKind::DeleteLeadLink => deleted(ActionKind::AddLeadLink, (company, other, lead), space)?,
        ActionKind::DeleteCompanyLink => deleted(ActionKind::AddCompanyLink, (company, other, lead), space)?,
        ActionKind::DeleteReferral => deleted(ActionKind::AddReferral, (company, other, lead), space)?,
        ActionKind::DeleteSite => deleted(ActionKind::AddSite, (company, other, lead), space)?,
        ActionKind::DeleteLocalNeed => deleted(ActionKind::AddLocalNeed, (company, other, lead), space)?,
        ActionKind::DeleteSavedView => deleted(ActionKind::AddSavedView, (company, other, lead), space)?,
        ActionKind::EditShortlist => {
            edited(ActionKind::AddShortlist, "arrangement", text("[]"), (company, other, lead), space)?
        }
        ActionKind::EditReview => {
            edited(ActionKind::AddReview, "outcome", text("deferred"), (company, other, lead), space)?
        }
        ActionKind::DeleteShortlist => deleted(ActionKind::AddShortlist, (company, other, lead), space)?,
        ActionKind::DeleteReview => deleted(ActionKind::AddReview, (company, other, lead), space)?,
        ActionKind::KeepReviews => Action::KeepReviews(vec![
            a_review(key, company, lead),
            Review { lead: None, ..a_review(space.ledger.new_id(), other, lead) },
        ]),
    })
}

/// A fair with one exhibitor and a visit to it.
struct Stall {
    fair: FairId,
    exhibitor: ExhibitorId,
    visit: VisitId,
}

fn stall(space: &mut Workspace, company: CompanyId) -> Stall {
    let fair = FairId::from_uuid(space.ledger.new_id());
    let exhibitor = ExhibitorId::from_uuid(space.ledger.new_id());
    let visit = VisitId::from_uuid(space.ledger.new_id());
    for item in [
        Item::from(Fair::named(fair, "示例展会", TODAY)),
        Item::from(Exhibitor { id: exhibitor, fair, company, hall: "N3".into(), booth: "B12".into(), note: "".into() }),
        Item::from(a_visit(visit, fair, exhibitor)),
    ] {
        space.ledger.apply(Action::Add(item)).unwrap();
    }
    Stall { fair, exhibitor, visit }
}

fn a_visit(id: VisitId, fair: FairId, exhibitor: ExhibitorId) -> Visit {
    Visit { id, fair, exhibitor, officer: None, on_day: Some(TODAY), place: Some(1), pinned: false, done: false }
}

fn an_activity(id: ActivityId, company: CompanyId) -> Activity {
    Activity {
        id,
        company,
        lead: None,
        kind: ActivityKind::FairTalk,
        on_day: TODAY,
        content: "想看厂房".into(),
        people: "".into(),
        author: None,
    }
}

fn a_talk(id: TalkId, company: CompanyId, activity: ActivityId, fair: Option<FairId>) -> Talk {
    Talk {
        id,
        fair,
        company,
        activity,
        heat: Some(Heat::Hot),
        products: "pm_motor".into(),
        promised: "寄政策".into(),
        next_step: "约考察".into(),
        next_on: Some(TODAY),
        at_ms: 1_700_000_000_000,
        value_before: Some(42.5),
    }
}

/// A talk with all that can come of it.
fn captured(key: Uuid, known: CompanyId, space: &mut Workspace) -> Action {
    let Stall { fair, visit, .. } = stall(space, known);
    let company = Company::named(CompanyId::from_uuid(space.ledger.new_id()), "示例展位新企业");
    let id = company.id;
    let activity = an_activity(ActivityId::from_uuid(space.ledger.new_id()), id);
    let (sha256, bytes) = space.ledger.keep_paper(b"PNG").unwrap();
    let attachment = AttachmentId::from_uuid(space.ledger.new_id());
    let exhibitor = ExhibitorId::from_uuid(space.ledger.new_id());
    let fact = space.ledger.new_id();
    Action::CaptureTalk(Box::new(CapturedTalk {
        edits: vec![],
        exhibitor: Some(Exhibitor {
            id: exhibitor,
            fair,
            company: id,
            hall: "".into(),
            booth: "C3".into(),
            note: "".into(),
        }),
        contact: None,
        talk: a_talk(TalkId::from_uuid(key), id, activity.id, Some(fair)),
        activity,
        task: None,
        facts: vec![a_fact(fact, id, Metric::Revenue, 3e4)],
        photos: vec![Attachment {
            id: attachment,
            company: id,
            lead: None,
            name: "名片.png".into(),
            sha256,
            bytes,
            added_on: Some(TODAY),
            author: None,
            note: "".into(),
        }],
        visit: Some(visit),
        company: Some(company),
    }))
}

pub fn an_attachment(key: Uuid, company: CompanyId, lead: LeadId) -> Attachment {
    Attachment {
        id: AttachmentId::from_uuid(key),
        company,
        lead: Some(lead),
        name: "环评批复.pdf".into(),
        sha256: "".into(),
        bytes: 0,
        added_on: Some(TODAY),
        author: None,
        note: "".into(),
    }
}

/// A record of the kind that an action adds.
fn item(
    kind: ActionKind,
    key: Uuid,
    company: CompanyId,
    other: CompanyId,
    lead: LeadId,
    space: &mut Workspace,
) -> Option<Item> {
    Some(match kind {
        ActionKind::AddContact => Item::from(Contact {
            id: ContactId::from_uuid(key),
            company,
            name: "张工".into(),
            position: "总经理".into(),
            phone: "".into(),
            wechat: "".into(),
            email: "".into(),
            main: true,
            source: "展会".into(),
            collected_on: Some(TODAY),
            notes: "".into(),
        }),
        ActionKind::AddActivity => Item::from(Activity {
            id: ActivityId::from_uuid(key),
            company,
            lead: Some(lead),
            kind: ActivityKind::Visit,
            on_day: TODAY,
            content: "看厂".into(),
            people: "".into(),
            author: None,
        }),
        ActionKind::AddTask => Item::from(Task {
            id: TaskId::from_uuid(key),
            company,
            lead: None,
            title: "寄资料".into(),
            due: Some(TODAY),
            remind_on: None,
            owner: None,
            done_on: None,
            note: "".into(),
        }),
        ActionKind::AddLeadAmount => Item::from(LeadAmount {
            id: LeadAmountId::from_uuid(key),
            lead,
            kind: AmountKind::Contract,
            amount: Amount(500_000_000),
            currency: None,
            on_day: TODAY,
            proof: "合同 2026-7".into(),
            author: None,
            note: "".into(),
        }),
        ActionKind::AddLeadLink => {
            let earlier = space.lead(company, Stage::Landed);
            let id = LeadLinkId::from_uuid(key);
            Item::from(LeadLink { id, lead, earlier, kind: LeadLinkKind::Increase, note: "".into() })
        }
        ActionKind::AddCompanyLink => Item::from(CompanyLink {
            id: CompanyLinkId::from_uuid(key),
            company,
            other,
            kind: CompanyLinkKind::Parent,
            share: Some(Percent(60.0)),
            source: "".into(),
        }),
        ActionKind::AddReferral => Item::from(Referral {
            id: ReferralId::from_uuid(key),
            lead,
            zone: PartnerZoneId::new("chengdu"),
            on_day: TODAY,
            person: "".into(),
            outcome: None,
            outcome_on: None,
            note: "".into(),
        }),
        ActionKind::AddSite => Item::from(Site {
            id: SiteId::from_uuid(key),
            name: "甲地块".into(),
            kind: SiteKind::Land,
            place: None,
            base: None,
            state: SiteState::Free,
            land: Some(Mu(80.0)),
            floor_area: None,
            land_price: None,
            rent: None,
            height: None,
            floor_load: None,
            power: None,
            energy: None,
            discharge: "".into(),
            free_from: None,
            contact: "".into(),
            notes: "".into(),
        }),
        ActionKind::AddLocalNeed => Item::from(LocalNeed {
            id: LocalNeedId::from_uuid(key),
            company,
            segment: SegmentId::new("motors"),
            product: None,
            note: "".into(),
            as_of: None,
            source: "".into(),
        }),
        ActionKind::AddSavedView => {
            let id = SavedViewId::from_uuid(key);
            Item::from(SavedView { id, name: "待访".into(), page: "companies".into(), content: "{}".into() })
        }
        ActionKind::AddForecastRecord => Item::from(ForecastRecord {
            id: ForecastRecordId::from_uuid(key),
            as_of: TODAY,
            target: TODAY,
            automatic: false,
            plan: "".into(),
            model: "".into(),
            content: "{}".into(),
            note: "".into(),
        }),
        ActionKind::AddIndicatorReading => Item::from(IndicatorReading {
            id: IndicatorReadingId::from_uuid(key),
            indicator: IndicatorId::new("rd_intensity"),
            as_of: TODAY,
            value: 2.9,
            whole: Some(260.0),
            source: "统计公报".into(),
            note: "".into(),
        }),
        ActionKind::AddListLayout => Item::from(a_layout(key)),
        ActionKind::AddFair => Item::from(Fair::named(FairId::from_uuid(key), "示例展会", TODAY)),
        ActionKind::AddExhibitor => {
            let Stall { fair, .. } = stall(space, company);
            let id = ExhibitorId::from_uuid(key);
            Item::from(Exhibitor { id, fair, company: other, hall: "3".into(), booth: "A2".into(), note: "".into() })
        }
        ActionKind::AddVisit => {
            let Stall { fair, exhibitor, .. } = stall(space, company);
            Item::from(a_visit(VisitId::from_uuid(key), fair, exhibitor))
        }
        ActionKind::AddTalk => {
            let activity = an_activity(ActivityId::from_uuid(space.ledger.new_id()), company);
            let id = activity.id;
            space.ledger.apply(Action::Add(Item::from(activity))).unwrap();
            Item::from(a_talk(TalkId::from_uuid(key), company, id, None))
        }
        ActionKind::AddShortlist => Item::from(Shortlist {
            id: ShortlistId::from_uuid(key),
            name: "三月名单".into(),
            made_on: TODAY,
            author: None,
            base: None,
            sector: None,
            content: "{}".into(),
            arrangement: "".into(),
            note: "".into(),
        }),
        ActionKind::AddReview => Item::from(a_review(key, company, lead)),
        _ => return None,
    })
}

fn a_layout(key: Uuid) -> ListLayout {
    ListLayout {
        id: ListLayoutId::from_uuid(key),
        name: "名单.xlsx".into(),
        signature: "单位|金额".into(),
        corrections: r#"{"columns":[]}"#.into(),
        remembered_on: TODAY,
    }
}

fn a_memory(list: Uuid, layout: Uuid) -> ListMemory {
    ListMemory {
        list: ImportedList {
            id: ImportedListId::from_uuid(list),
            name: "名单.xlsx · 名单".into(),
            file_sha256: "0".repeat(64).into(),
            sheet: "名单".into(),
            rows_sha256: "1".repeat(64).into(),
            imported_on: TODAY,
            rows: 2,
            created: 1,
            updated: 1,
            rejected: 0,
            author: None,
        },
        layout: Some(a_layout(layout)),
    }
}

fn a_review(key: Uuid, company: CompanyId, lead: LeadId) -> Review {
    Review {
        id: ReviewId::from_uuid(key),
        company,
        lead: Some(lead),
        meeting: "第三次评审会".into(),
        held_on: TODAY,
        self_points: Some(Points(81.5)),
        checked_points: None,
        panel: "甲\t80".into(),
        panel_mean: Some(Points(80.0)),
        outcome: Some(ReviewOutcome::Conditional),
        note: "".into(),
        author: None,
    }
}

type Records = (CompanyId, CompanyId, LeadId);

/// Adds a record and returns its kind and key.
fn added(kind: ActionKind, (company, other, lead): Records, space: &mut Workspace) -> Option<(ItemKind, Uuid)> {
    let key = space.ledger.new_id();
    let item = item(kind, key, company, other, lead, space)?;
    let item_kind = item.kind();
    space.ledger.apply(Action::Add(item)).unwrap();
    Some((item_kind, key))
}

fn edited(kind: ActionKind, field: &str, value: Value, records: Records, space: &mut Workspace) -> Option<Action> {
    let (kind, key) = added(kind, records, space)?;
    Some(Action::Edit { kind, key, edits: vec![Edit::new(field, value)] })
}

fn deleted(kind: ActionKind, records: Records, space: &mut Workspace) -> Option<Action> {
    let (kind, key) = added(kind, records, space)?;
    Some(Action::Delete { kind, key })
}
