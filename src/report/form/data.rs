//! What placeholders stand for: the leads of a period, and what is said of all of them.

use jiff::civil::Date;

use super::{
    FormError,
    sheet::{Fill, Filled},
};
use crate::{
    domain::{
        ids::LeadId,
        lead::{Lead, Stage},
        paper::Level,
        units::{Amount, Currency},
    },
    ledger::{Snapshot, View},
    report::{personal::strike, persons},
    text::{
        Label as _, Lang, Say as _, format,
        forms::{FormText, field_named},
    },
    words,
};

words! {
    /// What a placeholder can name.
    pub enum FormField {
        /// Number of the row.
        Number = "number",
        /// Title of the lead.
        Title = "title",
        /// Company.
        Company = "company",
        /// 统一社会信用代码
        CreditCode = "credit_code",
        /// Sector.
        Sector = "sector",
        /// Segment.
        Segment = "segment",
        /// Base.
        Base = "base",
        /// Place.
        Place = "place",
        /// Stage.
        Stage = "stage",
        /// Since when.
        StageSince = "stage_since",
        /// 计划总投资, 亿元
        InvestmentYi = "investment_yi",
        /// 计划总投资, 万元
        InvestmentWan = "investment_wan",
        /// 固定资产投资, 亿元
        FixedYi = "fixed_yi",
        /// Land, 亩.
        Land = "land",
        /// Plant, ㎡.
        Plant = "plant",
        /// Expected output, 亿元.
        OutputYi = "output_yi",
        /// Expected tax, 万元.
        TaxWan = "tax_wan",
        /// Jobs.
        Jobs = "jobs",
        /// Officer.
        Owner = "owner",
        /// Where the lead came from.
        Source = "source",
        /// 引荐方
        Referrer = "referrer",
        /// The day it came in.
        ReceivedOn = "received_on",
        /// What is done next.
        NextAction = "next_action",
        /// By when.
        NextActionOn = "next_action_on",
        /// Progress.
        Progress = "progress",
        /// Problems.
        Problems = "problems",
        /// What is built.
        Content = "content",
        /// Main products.
        Products = "products",
        /// 建设性质
        Nature = "nature",
        /// 投资类型
        InvestmentKind = "investment_kind",
        /// 来源地
        Origin = "origin",
        /// 计划开工
        StartOn = "start_on",
        /// 计划投产
        ProduceOn = "produce_on",
        /// Value, 0–100.
        Value = "value",
        /// Class.
        Class = "class",
        /// Notes; full level only.
        Notes = "notes",
        /// Who fills the form in.
        Author = "author",
        /// Unit.
        Unit = "unit",
        /// Today.
        Today = "today",
        /// First day of the period.
        From = "from",
        /// Last day of the period.
        To = "to",
        /// The period in words.
        Period = "period",
        /// How many leads.
        Count = "count",
        /// Sum of 计划总投资, 亿元.
        SumYi = "sum_yi",
        /// Sum of 固定资产投资, 亿元.
        SumFixedYi = "sum_fixed_yi",
        /// How many have signed.
        Signed = "signed",
        /// A sentence about all of them.
        Summary = "summary",
    }
}

impl FormField {
    /// Whether it belongs to each lead.
    pub const fn is_of_lead(self) -> bool {
        !matches!(
            self,
            Self::Author
                | Self::Unit
                | Self::Today
                | Self::From
                | Self::To
                | Self::Period
                | Self::Count
                | Self::SumYi
                | Self::SumFixedYi
                | Self::Signed
                | Self::Summary
        )
    }

    /// From which level on it may leave.
    const fn may_leave(self, level: Level) -> bool {
        match level {
            Level::Full => true,
            Level::Leader => !matches!(self, Self::Notes),
            // Who is on a list of leads is being negotiated with, whatever else is said of them.
            Level::Public => false,
        }
    }
}

words! {
    /// Which leads go into the form.
    pub enum Scope {
        /// Those that came in within the period.
        New = "new",
        /// Those something happened to within the period.
        Active = "active",
        /// All that are open at its end.
        Open = "open",
    }
}

/// What the form is asked to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Which leads.
    pub scope: Scope,
    /// Level.
    pub level: Level,
    /// Language.
    pub lang: Lang,
    /// Who fills it in.
    pub author: String,
    /// Unit.
    pub unit: String,
    /// Today.
    pub today: Date,
}

/// A lead as the form shows it: the value of each of its fields.
#[derive(Debug, Clone, PartialEq)]
pub struct FormLead {
    /// Which.
    pub lead: LeadId,
    pub(super) values: Vec<(FormField, Filled)>,
}

/// Everything a form can say.
#[derive(Debug, Clone, PartialEq)]
pub struct FormData {
    /// Leads in their order.
    pub leads: Vec<FormLead>,
    pub(super) totals: Vec<(FormField, Filled)>,
    pub(super) lang: Lang,
    /// Whether the file may name who made and changed the template.
    pub(super) names_people: bool,
}

impl Fill for FormData {
    fn repeats(&self, name: &str) -> bool {
        field_named(name).is_some_and(FormField::is_of_lead)
    }

    fn value(&self, name: &str, record: Option<usize>) -> Option<Filled> {
        let field = field_named(name)?;
        if field.is_of_lead() {
            let Some(lead) = record.and_then(|record| self.leads.get(record)) else { return Some(Filled::Nothing) };
            if field == FormField::Number {
                let number = record.unwrap_or_default() + 1;
                return Some(Filled::Number(number as f64, number.to_string()));
            }
            return Some(of(&lead.values, field));
        }
        Some(of(&self.totals, field))
    }

    fn count(&self) -> usize {
        self.leads.len()
    }
}

fn of(values: &[(FormField, Filled)], field: FormField) -> Filled {
    values.iter().find(|(found, _)| *found == field).map_or(Filled::Nothing, |(_, value)| value.clone())
}

/// The leads of the period and what is said of them, held to the level. The public gets none: a list of leads tells
/// whom one negotiates with, also where it names nothing but firms.
pub fn data(view: &View, wanted: &Wanted) -> Result<FormData, FormError> {
    if !wanted.level.shows_negotiation() {
        return Err(FormError::NotPublic);
    }
    let snapshot = &view.snapshot;
    let mut chosen: Vec<&Lead> = snapshot.leads.iter().filter(|lead| belongs(snapshot, lead, wanted)).collect();
    chosen.sort_by(|one, other| {
        other.total_investment.cmp(&one.total_investment).then_with(|| one.title.cmp(&other.title))
    });
    let leads: Vec<FormLead> = chosen.iter().map(|lead| form_lead(view, lead, wanted)).collect();
    let (totals, names_people) = (totals(&chosen, wanted), wanted.level == Level::Full);
    Ok(FormData { totals, leads, lang: wanted.lang, names_people })
}

impl FormData {
    /// The sentence about all leads.
    pub fn summary(&self) -> String {
        match of(&self.totals, FormField::Summary) {
            Filled::Text(text) => text,
            _ => FormText::NoLeads.say(self.lang),
        }
    }
}

fn belongs(snapshot: &Snapshot, lead: &Lead, wanted: &Wanted) -> bool {
    let within = |day: Option<Date>| day.is_some_and(|day| (wanted.from..=wanted.to).contains(&day));
    let moves = || snapshot.stage_moves.of_lead(lead.id);
    match wanted.scope {
        Scope::New => {
            let first = moves().filter_map(|step| step.moved_on).min();
            within(lead.received_on.or(first))
        }
        Scope::Active => {
            moves().any(|step| within(step.moved_on))
                || snapshot.activities.of_lead(lead.id).any(|activity| within(Some(activity.on_day)))
                || within(lead.received_on)
        }
        Scope::Open => !matches!(lead.stage, Stage::Lost | Stage::Referred),
    }
}

fn form_lead(view: &View, lead: &Lead, wanted: &Wanted) -> FormLead {
    let (lang, snapshot, plan) = (wanted.lang, &view.snapshot, &view.policy.plan);
    let company = snapshot.companies.get(lead.company.uuid());
    let prospect = view.prospect(lead.company);
    let persons = persons::known(snapshot, lead.company);
    let segment = lead.segment.as_ref().or_else(|| prospect.and_then(|prospect| prospect.segment.as_ref()));
    let segment = segment.and_then(|id| plan.segment(id));
    let base = lead.base.as_ref().and_then(|id| plan.base(id));
    let place = lead.place.as_ref().and_then(|id| plan.places.iter().find(|place| place.id == *id));
    let owner = lead.owner.and_then(|owner| snapshot.authors.get(owner.uuid()));
    let text = |text: &str| if text.trim().is_empty() { Filled::Nothing } else { Filled::Text(text.to_owned()) };
    // What people write may name people; below full it is struck.
    let written = |said: &str| match wanted.level {
        Level::Full => text(said),
        _ => text(&strike(said, &persons)),
    };
    let day = |day: Option<Date>| day.map_or(Filled::Nothing, |day| Filled::Day(serial(day), format::iso_date(day)));
    // The columns say yuan: another currency is written out, and so not summed by the form either.
    let in_unit = |amount: Option<Amount>, unit| match amount.filter(|_| !is_yuan(lead)) {
        Some(amount) => Filled::Text(format::money(amount, lead.currency, lang)),
        None => money(amount, unit),
    };
    let in_yi = |amount: Option<Amount>| in_unit(amount, 1e8);
    let in_wan = |amount: Option<Amount>| in_unit(amount, 1e4);
    let number = |number: Option<f64>| {
        number.map_or(Filled::Nothing, |number| Filled::Number(number, format::number(number, 2)))
    };
    let name = |name: Option<&crate::domain::plan::Name>| name.map_or(Filled::Nothing, |name| text(name.in_lang(lang)));
    let values = [
        (FormField::Title, written(&lead.title)),
        (FormField::Company, company.map_or(Filled::Nothing, |company| text(&company.name))),
        (FormField::CreditCode, company.map_or(Filled::Nothing, |company| text(&company.credit_code))),
        (FormField::Sector, name(segment.map(|(sector, _)| &sector.name))),
        (FormField::Segment, name(segment.map(|(_, segment)| &segment.name))),
        (FormField::Base, name(base.map(|base| &base.name))),
        (FormField::Place, name(place.map(|place| &place.name))),
        (FormField::Stage, text(lead.stage.label(lang))),
        (FormField::StageSince, day(lead.stage_since)),
        (FormField::InvestmentYi, in_yi(lead.total_investment)),
        (FormField::InvestmentWan, in_wan(lead.total_investment)),
        (FormField::FixedYi, in_yi(lead.fixed_investment)),
        (FormField::Land, number(lead.land.map(|land| land.0))),
        (FormField::Plant, number(lead.plant.map(|plant| plant.0))),
        (FormField::OutputYi, in_yi(lead.output)),
        (FormField::TaxWan, in_wan(lead.tax)),
        (FormField::Jobs, number(lead.jobs.map(|jobs| jobs as f64))),
        (FormField::Owner, owner.map_or(Filled::Nothing, |owner| text(&owner.name))),
        (FormField::Source, written(&lead.source)),
        (FormField::Referrer, written(&lead.referrer)),
        (FormField::ReceivedOn, day(lead.received_on)),
        (FormField::NextAction, written(&lead.next_action)),
        (FormField::NextActionOn, day(lead.next_action_on)),
        (FormField::Progress, written(&lead.progress)),
        (FormField::Problems, written(&lead.problems)),
        (FormField::Content, written(&lead.content)),
        (FormField::Products, written(&lead.main_products)),
        (FormField::Nature, lead.nature.map_or(Filled::Nothing, |nature| text(nature.label(lang)))),
        (FormField::InvestmentKind, lead.investment_kind.map_or(Filled::Nothing, |kind| text(kind.label(lang)))),
        (FormField::Origin, written(&lead.origin_region)),
        (FormField::StartOn, day(lead.start_on)),
        (FormField::ProduceOn, day(lead.produce_on)),
        (FormField::Value, number(prospect.map(|prospect| (prospect.value * 10.0).round() / 10.0))),
        (
            FormField::Class,
            prospect.map_or(Filled::Nothing, |prospect| text(&prospect.class.to_string().replace('-', "–"))),
        ),
        (FormField::Notes, text(&lead.notes)),
    ];
    let values = values.into_iter().filter(|(field, _)| field.may_leave(wanted.level)).collect();
    FormLead { lead: lead.id, values }
}

/// Whether the amounts of a lead are in yuan.
fn is_yuan(lead: &Lead) -> bool {
    lead.currency.is_none_or(|currency| currency == Currency::Cny)
}

fn money(amount: Option<Amount>, unit: f64) -> Filled {
    amount.map_or(Filled::Nothing, |amount| {
        let number = amount.0 as f64 / unit;
        Filled::Number(number, format::number(number, 4))
    })
}

/// The day as workbooks count it: 1 is the first of January 1900, and they believe that year had a 29 February.
fn serial(day: Date) -> f64 {
    let start = jiff::civil::date(1899, 12, 30);
    start.until(day).map_or(f64::NAN, |span| f64::from(span.get_days()))
}

fn totals(leads: &[&Lead], wanted: &Wanted) -> Vec<(FormField, Filled)> {
    let lang = wanted.lang;
    let sum = |of: fn(&Lead) -> Option<Amount>| {
        let yuan = leads.iter().filter(|lead| is_yuan(lead));
        yuan.filter_map(|lead| of(lead)).fold(0_i64, |sum, amount| sum.saturating_add(amount.0))
    };
    let signed = leads.iter().filter(|lead| (Stage::Signed..=Stage::FullOutput).contains(&lead.stage)).count();
    let (total, fixed) = (sum(|lead| lead.total_investment), sum(|lead| lead.fixed_investment));
    let unnamed = leads.iter().filter(|lead| lead.total_investment.is_none()).count();
    let foreign = leads.iter().filter(|lead| !is_yuan(lead) && lead.total_investment.is_some()).count();
    let remarks = [
        (unnamed, FormText::Unnamed { count: unnamed }.say(lang)),
        (foreign, FormText::Foreign { count: foreign }.say(lang)),
    ];
    let remarks: String = remarks.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    let count = |count: usize| Filled::Number(count as f64, count.to_string());
    let day = |day: Date| Filled::Day(serial(day), format::iso_date(day));
    let text = |text: &str| if text.is_empty() { Filled::Nothing } else { Filled::Text(text.to_owned()) };
    let (from, to) = (format::date(wanted.from, lang), format::date(wanted.to, lang));
    let summary = if leads.is_empty() {
        FormText::NoLeads
    } else {
        FormText::Summary { count: leads.len(), money: format::money(Amount(total), None, lang), signed, remarks }
    };
    let totals = [
        (FormField::Author, text(&wanted.author)),
        (FormField::Unit, text(&wanted.unit)),
        (FormField::Today, day(wanted.today)),
        (FormField::From, day(wanted.from)),
        (FormField::To, day(wanted.to)),
        (FormField::Period, Filled::Text(FormText::Period { from, to }.say(lang))),
        (FormField::Count, count(leads.len())),
        (FormField::SumYi, money(Some(Amount(total)), 1e8)),
        (FormField::SumFixedYi, money(Some(Amount(fixed)), 1e8)),
        (FormField::Signed, count(signed)),
        (FormField::Summary, Filled::Text(summary.say(lang))),
    ];
    totals.into_iter().filter(|(field, _)| field.may_leave(wanted.level)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_of_a_lead_is_not_public() {
        for field in FormField::ALL {
            assert!(field.may_leave(Level::Full), "{field}");
            assert_eq!(field.may_leave(Level::Leader), *field != FormField::Notes, "{field}");
            assert!(!field.may_leave(Level::Public), "{field}");
        }
    }

    #[test]
    fn days_are_counted_as_workbooks_count_them() {
        assert!((serial(jiff::civil::date(2026, 3, 5)) - 46_086.0).abs() < 1e-9);
    }
}
