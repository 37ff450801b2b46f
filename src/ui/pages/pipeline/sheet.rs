//! The table of leads as the grid is told of it, as a view with a name, and as a file.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    PipelinePage, columns_of,
    listing::{Choice, Filter, Listing},
    look::{self, Look, field_of},
    pasted,
    table::{is_money, kind_of},
};
use crate::{
    desk::Progress,
    domain::{
        ids::{AuthorId, LeadId},
        record::{Entity, FieldKind, Value},
    },
    exchange::cell::{CellKind, CellSpec, Choices, Refusal, spelled},
    ledger::{Snapshot, View},
    report::{
        persons,
        seen::Seen,
        table::{Column, Layout, Privacy, Table},
    },
    text::{Label, Lang, Say, fields::ValueText, format, ui::UiText, ui_pipeline::PipelineText as T},
    ui::{
        context::PageContext,
        finder::Finder,
        grid::{
            change::{Changes, NewRow, Target},
            marks::Marks,
            output::{Make, cell, marked, with_heads},
            sheet::{Figure, Jobs, Sheet, counted},
        },
        outgoing::Asked,
        pages::lead::field::{self, Kind, Measure},
        route::PageId,
        settings::TableLayout,
        widgets::{CellChoices, Lines},
    },
};

/// The word views of this table are kept under.
pub const VIEWS: &str = "pipeline";

/// Amounts of a lead, which share one currency.
const AMOUNTS: &[&str] =
    &["total_investment", "fixed_investment", "phase_investment", "year_investment", "output", "tax"];

/// What the fields of leads can be chosen from, made anew when people or plan change.
#[derive(Debug, Clone, Default)]
pub struct Offered {
    made: Option<(u64, u64, Lang)>,
    /// By field.
    choices: Arc<BTreeMap<&'static str, Choices>>,
    /// By column, as the table shows them.
    pub names: Arc<CellChoices>,
}

impl Offered {
    /// Brings it up to the records and the plan as they are now.
    pub fn refresh(&mut self, ctx: &PageContext<'_>) {
        let made = (ctx.revision, ctx.view_revision, ctx.lang);
        if self.made == Some(made) {
            return;
        }
        self.made = Some(made);
        let mut choices = BTreeMap::new();
        for field in Entity::Lead.fields() {
            if field::kind(Entity::Lead, field) == Kind::Choice && field.kind != FieldKind::Flag {
                choices.insert(field.name, offered(field.name, ctx));
            }
        }
        let mut names = CellChoices::new();
        for column in columns_of(&mut None, ctx.lang).iter().filter(|column| column.editable) {
            let Some(field) = field_of(column.id) else { continue };
            if let Some(choices) = choices.get(field.name) {
                names.insert(column.id, choices.iter().map(|(_, name)| name.clone()).collect());
            } else if field.kind == FieldKind::Flag {
                names.insert(column.id, [ValueText::Yes, ValueText::No].map(|word| word.say(ctx.lang)).to_vec());
            }
        }
        self.choices = Arc::new(choices);
        self.names = Arc::new(names);
    }
}

/// What a field can be, each by a name of its own; nobody and nothing by their words.
fn offered(name: &str, ctx: &PageContext<'_>) -> Choices {
    let Some((_, field)) = Entity::Lead.field(name) else { return Choices::from([]) };
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let named = field::options(Entity::Lead, field, ctx).into_iter().map(|(word, mut name)| {
        if word.is_empty() && field.name == "owner" {
            name = T::NoOwner.say(ctx.lang);
        }
        let value = field::read(Kind::Choice, field, &word, ctx.today, ctx.lang).map_or(Value::Null, |read| read.0);
        let count = known.entry(name.clone()).or_default();
        *count += 1;
        // Two people of one name are told apart by their order.
        (value, if *count > 1 { format!("{name} {count}") } else { name })
    });
    named.collect()
}

/// The table as of a commit.
#[derive(Clone)]
pub struct LeadSheet {
    pub snapshot: Arc<Snapshot>,
    pub view: Option<Arc<View>>,
    finder: Option<Arc<Finder>>,
    pub listing: Arc<Listing>,
    pub lines: Arc<Lines>,
    choices: Arc<BTreeMap<&'static str, Choices>>,
    pub today: Date,
    /// Who works here: new leads are theirs unless somebody else is named.
    pub author: Option<AuthorId>,
    pub lang: Lang,
}

impl LeadSheet {
    fn look(&self) -> Look<'_> {
        let plan = self.view.as_ref().map(|view| &*view.policy.plan);
        Look::new(&self.snapshot, plan, &self.listing.rows, self.lang)
    }
}

impl Sheet for LeadSheet {
    type Key = LeadId;
    const ENTITY: Entity = Entity::Lead;
    const JOBS: Jobs =
        Jobs { plan: "pipeline cells", values: "pipeline values", sums: "pipeline sums", copy: "pipeline copy" };

    fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    fn keys(&self) -> Vec<LeadId> {
        self.lines.shown().filter_map(|row| self.listing.row(row)).map(|row| row.id).collect()
    }

    fn spec(&self, column: &str) -> Result<CellSpec, Refusal> {
        let field = match column {
            "stage" | "stage_since" => return Err(Refusal::Moves),
            "company" => return Err(Refusal::OtherRecord),
            other => field_of(other).ok_or(Refusal::Computed)?,
        };
        let kind = match field::kind(Entity::Lead, field) {
            _ if field.name == "title" => CellKind::Title,
            _ if field.kind == FieldKind::Flag => CellKind::MaybeFlag,
            Kind::Line | Kind::Lines => CellKind::Text,
            Kind::Money => CellKind::SharedMoney { currency: "currency", amounts: AMOUNTS },
            Kind::Day(lean) => CellKind::Said { today: self.today, lean },
            Kind::Real(Measure::Percent) => CellKind::Percent,
            Kind::Real(measure) => CellKind::Quantity(spellings(measure)),
            Kind::Whole => CellKind::Whole,
            Kind::Flag => CellKind::Flag,
            Kind::Choice => CellKind::Choice(self.choices.get(field.name).cloned().unwrap_or_default()),
            Kind::Company | Kind::Lead => return Err(Refusal::OtherRecord),
        };
        Ok(CellSpec::new(field.name, kind))
    }

    fn text(&self, key: LeadId, column: &str) -> String {
        self.listing.rows.get(key).map_or_else(String::new, |row| self.look().text(row, column))
    }

    fn figure(&self, key: LeadId, column: &str) -> Option<Figure> {
        self.look().figure(self.listing.rows.get(key)?, column)
    }

    fn is_figure(&self, column: &str) -> bool {
        look::is_figure(column)
    }

    fn values(&self, column: &str, _: &Progress) -> Vec<(String, usize)> {
        let mut query = self.listing.query.clone();
        query.filter.columns.remove(column);
        query.group = None;
        let plan = self.view.as_ref().map(|view| &*view.policy.plan);
        let rows = Arc::clone(&self.listing.rows);
        let listing = Listing::new(rows, query, &self.snapshot, plan, self.finder.as_deref());
        let look = self.look();
        let rows = (0..listing.listed.len()).filter_map(|row| listing.row(row));
        counted(rows.map(|row| look.text(row, column)))
    }

    fn add_rows(&self, changes: &mut Changes, targets: &[Target], rows: Vec<NewRow>, new_id: &mut dyn FnMut() -> Uuid) {
        pasted::add_leads(self, changes, targets, rows, new_id);
    }
}

/// How a unit may be written behind its number.
const fn spellings(measure: Measure) -> &'static [&'static str] {
    match measure {
        Measure::Mu => spelled::MU,
        Measure::SquareMetre => spelled::SQUARE_METRE,
        Measure::KiloVoltAmpere => spelled::KILO_VOLT_AMPERE,
        Measure::Tce => spelled::TCE,
        Measure::Metre => spelled::METRE,
        Measure::TonnePerSquareMetre => spelled::TONNE_PER_SQUARE_METRE,
        Measure::Rent | Measure::Percent => &[],
    }
}

/// How the table stands.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Standing {
    layout: TableLayout,
    text: String,
    chosen: BTreeSet<Choice>,
    columns: BTreeMap<String, BTreeSet<String>>,
}

impl PipelinePage {
    /// The table as it stands, for the grid and its jobs.
    pub(super) fn sheet(&self, listing: &Arc<Listing>, ctx: &PageContext<'_>) -> LeadSheet {
        LeadSheet {
            snapshot: Arc::clone(ctx.snapshot),
            view: ctx.view.cloned(),
            finder: ctx.finder.cloned(),
            lines: Arc::new(self.folds.lines(listing.groups.as_ref(), listing.listed.len())),
            listing: Arc::clone(listing),
            choices: Arc::clone(&self.offered.choices),
            today: ctx.today,
            author: ctx.author(),
            lang: ctx.lang,
        }
    }

    /// How the table stands, for a view with a name.
    pub(super) fn standing(&self) -> String {
        let Filter { text, chosen, columns } = self.filter.clone();
        let standing = Standing { layout: self.table.layout.clone(), text, chosen, columns };
        serde_json::to_string(&standing).unwrap_or_default()
    }

    /// Lets the table stand as a view says; what this version does not know is left out.
    pub(super) fn stand(&mut self, content: &str) {
        let Standing { layout, text, chosen, columns } = serde_json::from_str(content).unwrap_or_default();
        self.filter = Filter { text, chosen, columns };
        self.table.lay_out(layout);
    }

    /// The table as it is seen: its rows, columns and order.
    pub(super) fn seen(&mut self, listing: &Arc<Listing>, ctx: &PageContext<'_>) -> Make {
        let lang = ctx.lang;
        let shown: Vec<(&'static str, String)> = {
            let columns = columns_of(&mut self.columns, lang);
            self.table.visible(columns).iter().map(|column| (column.id, column.title.clone())).collect()
        };
        let sheet = self.sheet(listing, ctx);
        let (made_on, fictional) = (ctx.today, ctx.fictional);
        let rules = self.table.layout.marks.clone();
        let by = ctx.settings.person.name.trim().to_owned();
        Box::new(move |asked: &Asked| {
            let (look, listing) = (sheet.look(), &sheet.listing);
            let marks = marked(
                &Marks::new(&rules, made_on),
                &shown,
                (listing.listed.len(), listing.groups.as_deref()),
                privacy,
                |row, id| listing.row(row).map_or_else(String::new, |row| look.text(row, id)),
                |row, id| look.figure(listing.row(row)?, id),
            );
            let listed = || (0..listing.listed.len()).filter_map(|row| listing.row(row));
            let below_full = listed().filter(|_| !asked.level.shows_contacts());
            let persons = persons::of_each(&sheet.snapshot, below_full.map(|row| row.company));
            // What a heading says of money is of the negotiation, whatever the rows are gathered under.
            let heads = match listing.query.group.as_deref().map(privacy) {
                Some(Privacy::Personal) => Privacy::Personal,
                _ => Privacy::Negotiation,
            };
            let rows = listed().map(|row| {
                let cells = shown.iter().map(|(id, _)| cell(kind_of(id), look.figure(row, id), || look.text(row, id)));
                cells.collect()
            });
            let rows = with_heads(rows.collect(), listing.groups.as_deref());
            let (count, total) = (format::count(listing.listed.len()), format::count(listing.rows.leads.len()));
            let remark = if fictional { UiText::FictionalMark.say(lang) } else { String::new() };
            let subtitle = [T::Shown { shown: count, total }.say(lang), format::iso_date(made_on), remark.clone()];
            let heading = |(id, title): &(&'static str, String)| {
                let title = if is_money(id) { T::InWan { column: title.clone() }.say(lang) } else { title.clone() };
                let column = Column::new(title, kind_of(id)).kept(privacy(id));
                if matches!(*id, "company" | "owner") { column.standing() } else { column }
            };
            let name = PageId::Pipeline.label(lang).to_owned();
            let table = Table {
                title: name.clone(),
                name,
                subtitle: subtitle.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
                columns: shown.iter().map(heading).collect(),
                rows,
                layout: Layout { frozen_columns: 1, filter: true, printed_columns: None },
            };
            // That there is a lead is of the negotiation.
            let choice = Privacy::Negotiation;
            Seen { table, marks, persons, heads, choice, made_on, by, remark, lang }
        })
    }
}

/// From which level on a column may leave: what names a person, only in full; what tells of the negotiation, not to the
/// public.
fn privacy(column: &str) -> Privacy {
    match column {
        "company" | "sector" | "tier" => Privacy::Open,
        _ if field_of(column).is_some_and(|field| field.personal) => Privacy::Personal,
        _ => Privacy::Negotiation,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::rows::{Rows, Stamp},
        *,
    };
    use crate::{
        clock::Surroundings,
        domain::{
            company::Company,
            ids::CompanyId,
            lead::{Lead, Stage},
        },
        exchange::block,
        ledger::{Action, Ledger, Who, seeds},
        ui::grid::change::{self, Wish},
    };
    use proptest::{prelude::*, test_runner::TestRunner};

    const TODAY: Date = jiff::civil::date(2026, 11, 23);

    #[test]
    fn a_table_stands_again_as_it_stood() {
        let mut page = PipelinePage::default();
        page.filter.text = "电机".into();
        page.filter.chosen = BTreeSet::from([Choice::Stage(Stage::Talks), Choice::Owner(None), Choice::Base(None)]);
        page.filter.columns.insert("next".into(), BTreeSet::from(["寄送资料".to_owned()]));
        page.table.layout.group = Some("owner".into());
        page.table.layout.sort = Some(("money".into(), true));
        let content = page.standing();
        let mut other = PipelinePage::default();
        other.stand(&content);
        assert_eq!((&other.filter, &other.table.layout), (&page.filter, &page.table.layout));
        other.stand("{");
        assert!(other.filter.is_open(), "a spoilt view is the design");
    }

    /// A workspace of two leads.
    fn two_leads(folder: &std::path::Path) -> (Ledger, [LeadId; 2]) {
        let who = Who { author: "x".into(), unit: String::new(), device: "x".into() };
        let path = folder.join("x.zhaoshang");
        let mut ledger =
            Ledger::create(&path, seeds::beginning("x", TODAY, Vec::new()), who, Surroundings::system()).unwrap();
        let leads = [1, 2].map(|number| {
            let company = Company::named(CompanyId::from_uuid(Uuid::from_u128(number)), "样例企业");
            let lead = Lead::new(LeadId::from_uuid(Uuid::from_u128(number + 10)), company.id, "样例项目");
            let id = lead.id;
            ledger.apply(Action::CreateLeadOf { company: Box::new(company), lead: Box::new(lead) }).unwrap();
            id
        });
        (ledger, leads)
    }

    fn sheet_of(ledger: &Ledger) -> LeadSheet {
        let snapshot = ledger.snapshot();
        let stamp = Stamp { revision: 0, view_revision: 0, today: TODAY };
        let rows = Arc::new(Rows::derive(&snapshot, None, stamp, &Progress::default()).unwrap().unwrap());
        let query = super::super::listing::Query {
            stamp,
            filter: Filter::default(),
            sort: Vec::new(),
            group: None,
            lang: Lang::Zh,
            searched: false,
        };
        let listing = Arc::new(Listing::new(rows, query, &snapshot, None, None));
        let mut choices: BTreeMap<&'static str, Choices> = BTreeMap::new();
        choices.insert(
            "land_mode",
            [(Value::Null, "未定".into()), (Value::Text("plant".into()), "存量厂房".into())].into(),
        );
        LeadSheet {
            snapshot,
            view: None,
            finder: None,
            lines: Arc::new(Lines::plain(listing.listed.len())),
            listing,
            choices: Arc::new(choices),
            today: TODAY,
            author: None,
            lang: Lang::Zh,
        }
    }

    /// The columns that can be written, but those whose choices need a plan.
    fn targets(sheet: &LeadSheet) -> Vec<Target> {
        let columns = super::super::table::columns(Lang::Zh);
        let of = |id: &'static str| Target { id, title: String::new(), spec: sheet.spec(id) };
        let columns = columns.iter().filter(|column| column.editable).map(|column| of(column.id));
        let offers = |target: &Target| match &target.spec {
            Ok(CellSpec { kind: CellKind::Choice(choices), .. }) => !choices.is_empty(),
            Ok(_) => true,
            Err(_) => false,
        };
        columns.filter(offers).collect()
    }

    fn planned(sheet: &LeadSheet, targets: &[Target], lead: LeadId, texts: &[String]) -> Changes {
        let wish = |(column, text): (usize, &String)| Wish { key: lead.uuid(), column, text: text.clone() };
        let wishes = texts.iter().enumerate().map(wish);
        change::plan(sheet.snapshot(), Entity::Lead, targets, wishes, &Progress::default()).unwrap()
    }

    /// The cells of a lead as they are copied, through the clipboard's own form.
    fn copied(sheet: &LeadSheet, targets: &[Target], lead: LeadId) -> Vec<String> {
        let (_, values) = change::record(sheet.snapshot(), Entity::Lead, lead.uuid()).unwrap();
        let text = |target: &Target| change::cell_text(Entity::Lead, &values, target.spec.as_ref().unwrap());
        let cells: Vec<String> = targets.iter().map(text).collect();
        block::read(&block::write(&[cells])).remove(0)
    }

    #[test]
    fn pasting_what_was_copied_changes_nothing_and_carries_every_value_over() {
        let folder = tempfile::tempdir().unwrap();
        let (mut ledger, [one, other]) = two_leads(folder.path());
        let targets = targets(&sheet_of(&ledger));
        assert!(targets.len() > 40, "{}", targets.len());
        let typed = "样例[一-十]{0,4}|-|待定|[1-9][0-9]{0,4}(万元|亿元|万美元|亩|㎡|%|)|周五|3-15|2026年3月5日|是|否|存量厂房|\"a\tb\"|多\n行";
        let texts = prop::collection::vec(typed, targets.len());
        let mut runner = TestRunner::new(ProptestConfig { cases: 24, ..ProptestConfig::default() });
        let ledger = std::cell::RefCell::new(&mut ledger);
        let outcome = runner.run(&texts, |texts| {
            let mut ledger = ledger.borrow_mut();
            let changes = planned(&sheet_of(&ledger), &targets, one, &texts);
            if let Some(action) = changes.action(Entity::Lead, "x") {
                ledger.apply(action).unwrap();
            }
            let sheet = sheet_of(&ledger);
            let cells = copied(&sheet, &targets, one);
            let back = planned(&sheet, &targets, one, &cells);
            prop_assert_eq!((back.changed, back.refused), (0, 0), "{:?} {:?}", &back.cells, &back.refusals);
            // Cleared first: amounts of the lead before could be in another currency.
            for texts in [vec![String::new(); targets.len()], cells.clone()] {
                let changes = planned(&sheet_of(&ledger), &targets, other, &texts);
                let title_alone = changes.refusals.iter().all(|refusal| targets[refusal.column].id == "title");
                prop_assert!(title_alone, "{:?}", &changes.refusals);
                if let Some(action) = changes.action(Entity::Lead, "x") {
                    ledger.apply(action).unwrap();
                }
            }
            prop_assert_eq!(copied(&sheet_of(&ledger), &targets, other), cells);
            Ok(())
        });
        outcome.unwrap();
    }
}
