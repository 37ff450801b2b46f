//! The reports of a period: each a chart, the table behind it, and what each of its numbers is made of.

// Tests may panic.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod card;
mod charts;
mod compare;
mod desk;
mod fairs;
mod groups;
mod periods;
mod sheets;

pub use card::Card;
pub use groups::{Choice, Dimension, Group, Only};
pub use periods::{Span, months};

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    domain::{
        ids::{CompanyId, LeadId},
        paper::Level,
    },
    ledger::{Snapshot, View},
    pipeline::report::{Event, EventKind, Owners, Period},
    text::Lang,
    words,
};
use desk::{Desk, at_desk};

words! {
    /// A report.
    pub enum Report {
        /// How far leads came.
        Funnel = "funnel",
        /// What happened in each month.
        Months = "months",
        /// How long leads stay at a stage.
        Stays = "stays",
        /// What was won and lost, and why.
        Losses = "losses",
        /// Officers, sources, sectors or bases beside each other.
        Compare = "compare",
        /// Officers' work in points.
        Kpi = "kpi",
    }
}

/// Something that happened to a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Happened {
    /// On which day.
    pub day: Date,
    /// What.
    pub kind: EventKind,
    /// The stage was passed over in one move.
    pub passed: bool,
}

/// What a number is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A lead, with what counts where it is one thing.
    Lead(LeadId, Option<Happened>),
    /// Something done with a company.
    Contact(CompanyId, EventKind, Date),
}

impl From<&Event> for Part {
    fn from(event: &Event) -> Self {
        let Event { day, kind, passed, company, .. } = *event;
        match event.lead {
            Some(lead) if !kind.is_contact() => Self::Lead(lead, Some(Happened { day, kind, passed })),
            _ => Self::Contact(company, kind, day),
        }
    }
}

/// A number that can be opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drill {
    /// What is counted.
    pub title: String,
    /// What it is made of.
    pub parts: Vec<Part>,
}

/// All reports of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// The period.
    pub period: Period,
    /// Events in it.
    pub events: usize,
    /// The reports.
    pub cards: Vec<Card>,
    /// The groups they can be held to.
    pub choices: Vec<Choice>,
}

/// What the reports are made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The days counted.
    pub span: Span,
    /// What is put beside each other.
    pub dimension: Dimension,
    /// The one group that counts; none = everything.
    pub only: Option<Only>,
    /// Who was in charge of which lead when.
    pub owners: Arc<Owners>,
    /// Today.
    pub today: Date,
    /// Everything is made up, and the titles say so.
    pub fictional: bool,
    /// Language.
    pub lang: Lang,
}

/// Counts everything of a snapshot; the view, which may be older, says where companies stand. `go_on` is asked between
/// two reports; when it says no, there are none.
pub fn statistics(view: &View, snapshot: &Snapshot, wanted: Wanted, go_on: &dyn Fn() -> bool) -> Option<Statistics> {
    at_desk((view, snapshot), &wanted, Level::Full, |mut desk| {
        let choices = groups::choices(&desk);
        desk.narrow();
        let mut cards = Vec::new();
        for report in Report::ALL {
            if !go_on() {
                return None;
            }
            cards.push(card_of(*report, &desk));
        }
        Some(Statistics { period: desk.period, events: desk.within().len(), cards, choices })
    })
}

/// One report for a file of a level; none where it tells what the level keeps. The public level has what came of talks,
/// and of officers only how many there are.
pub fn card(view: &View, snapshot: &Snapshot, wanted: &Wanted, report: Report, level: Level) -> Option<Card> {
    if !may_leave(report, wanted, level) {
        return None;
    }
    at_desk((view, snapshot), wanted, level, |mut desk| {
        desk.narrow();
        Some(card_of(report, &desk))
    })
}

/// Funnel, stays, losses and points are about talks throughout, and sources are what people wrote of them.
fn may_leave(report: Report, wanted: &Wanted, level: Level) -> bool {
    let by_source = wanted.only.as_ref().is_some_and(|only| only.dimension == Dimension::Source);
    level.shows_negotiation()
        || match report {
            Report::Months => !by_source,
            Report::Compare => !by_source && wanted.dimension != Dimension::Source,
            Report::Funnel | Report::Stays | Report::Losses | Report::Kpi => false,
        }
}

fn card_of(report: Report, desk: &Desk<'_>) -> Card {
    match report {
        Report::Funnel => sheets::funnel(desk),
        Report::Months => compare::months(desk),
        Report::Stays => sheets::stays(desk),
        Report::Losses => sheets::losses(desk),
        Report::Compare => compare::groups(desk),
        Report::Kpi => sheets::kpi(desk),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;
    use crate::{
        clock::Surroundings,
        domain::{plan::Plan, record::Value},
        ledger::{Action, Edit, Ledger, Policy, Who, demo, seeds},
        report::{
            scene::{Scene, Shape},
            table::{Cell, ColumnKind},
        },
        text::{Label as _, Say as _, statistics::StatisticsText as T},
    };

    fn view() -> View {
        view_with(|_| {})
    }

    fn view_with(change: impl FnOnce(&mut demo::DemoSet)) -> View {
        let (_folder, ledger) = ledger_with(change);
        let snapshot: Arc<_> = ledger.snapshot();
        let policy = Policy::of(&snapshot).unwrap();
        View::of(snapshot, policy, date(2026, 11, 23), &|_| true).unwrap()
    }

    fn ledger_with(change: impl FnOnce(&mut demo::DemoSet)) -> (tempfile::TempDir, Ledger) {
        let folder = tempfile::tempdir().unwrap();
        let today = date(2026, 11, 23);
        let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
        let mut set = demo::generate(&plan, &demo::DemoOptions::new(today));
        change(&mut set);
        let who = Who { author: "a".into(), unit: "b".into(), device: "c".into() };
        let beginning = seeds::beginning("demo", today, set.changes());
        let ledger =
            Ledger::create(&folder.path().join("demo.zhaoshang"), beginning, who, Surroundings::system()).unwrap();
        (folder, ledger)
    }

    fn wanted(span: Span, dimension: Dimension, lang: Lang) -> Wanted {
        let (only, owners) = (None, Arc::default());
        Wanted { span, dimension, only, owners, today: date(2026, 11, 23), fictional: true, lang }
    }

    fn number(cell: &Cell) -> f64 {
        match cell {
            Cell::Number(number) => *number,
            _ => 0.0,
        }
    }

    #[test]
    fn tables_add_up_whatever_they_are_grouped_by() {
        let view = view();
        let mut totals = BTreeSet::new();
        for dimension in Dimension::ALL {
            let made = wanted(Span::AllTime, *dimension, Lang::Zh);
            let statistics = statistics(&view, &view.snapshot, made, &|| true).unwrap();
            assert!(statistics.events > 100, "{}", statistics.events);
            let card = statistics.cards.iter().find(|card| card.report == Report::Compare).unwrap();
            let (sums, groups) = card.table.rows.split_last().unwrap();
            let kind = |column: usize| card.table.columns[column].kind;
            for column in (1..card.table.columns.len()).filter(|one| kind(*one) == ColumnKind::Number(0)) {
                let sum: f64 = groups.iter().map(|row| number(&row[column])).sum();
                assert!((sum - number(&sums[column])).abs() < 1e-9, "{dimension}");
            }
            // Each event stands in one group.
            assert_eq!(
                card.rows.iter().map(|drill| drill.parts.len()).sum::<usize>(),
                statistics.events,
                "{dimension}"
            );
            totals.insert(sums[1..].iter().map(|cell| format!("{cell:?}")).collect::<Vec<_>>());
        }
        assert_eq!(totals.len(), 1, "the sums are the same whatever the groups are");
    }

    #[test]
    fn talks_stand_at_their_fair_and_leads_where_they_began() {
        let view = view();
        let fair = view.snapshot.fairs.iter().next().unwrap();
        let made = wanted(Span::AllTime, Dimension::Fair, Lang::Zh);
        let statistics = statistics(&view, &view.snapshot, made.clone(), &|| true).unwrap();
        let card = statistics.cards.iter().find(|card| card.report == Report::Compare).unwrap();
        let (row, drill) = card.table.rows.iter().zip(&card.rows).find(|(_, one)| one.title == *fair.name).unwrap();
        let contacts = number(row.last().unwrap());
        let held = view.snapshot.talks.iter().filter(|talk| talk.fair == Some(fair.id)).count();
        assert!(held > 0 && contacts >= held as f64, "{held} talks, {contacts} contacts");
        // Everybody else stands in one row at the end.
        let other = card.rows.last().unwrap();
        assert_eq!(other.title, T::FairNone.say(Lang::Zh));
        let unnamed = card.rows.iter().find(|one| one.title == T::FairUnnamed.say(Lang::Zh)).unwrap();
        let parts = [drill, other, unnamed].map(|one| one.parts.len());
        assert_eq!(parts.iter().sum::<usize>(), statistics.events, "the demo has one fair");
        // A lead that says 展会 and names none is not one that has nothing to do with fairs.
        let source_of = |part: &Part| match part {
            Part::Lead(lead, _) => view.snapshot.leads.get(lead.uuid()).map(|lead| lead.source.to_string()),
            Part::Contact(..) => None,
        };
        assert!(other.parts.iter().filter_map(source_of).all(|source| source != "展会"));
        assert!(unnamed.parts.iter().filter_map(source_of).all(|source| source == "展会"));

        // The source of a lead names its fair; what the lead goes on to do stands there too.
        let mut named = None;
        let source = format!("{} 现场", fair.name);
        let view = view_with(|set| {
            let lead = set.leads.iter_mut().find(|lead| lead.stage.is_landed()).unwrap();
            lead.source = source.into();
            named = Some(lead.id);
        });
        let statistics = super::statistics(&view, &view.snapshot, made, &|| true).unwrap();
        let card = statistics.cards.iter().find(|card| card.report == Report::Compare).unwrap();
        let more = card.rows.iter().find(|one| one.title == drill.title).unwrap();
        assert!(more.parts.len() > drill.parts.len(), "{} {}", more.parts.len(), drill.parts.len());
        assert!(more.parts.iter().any(|part| matches!(part, Part::Lead(lead, _) if Some(*lead) == named)));
    }

    #[test]
    fn every_number_opens_to_what_it_counts() {
        let view = view();
        for lang in [Lang::Zh, Lang::En] {
            let made = wanted(Span::ThisYear, Dimension::Officer, lang);
            let statistics = statistics(&view, &view.snapshot, made, &|| true).unwrap();
            assert_eq!(statistics.cards.len(), Report::ALL.len());
            for card in &statistics.cards {
                assert!(!card.is_empty(), "{}", card.report);
                assert!(card.chart.regions.iter().all(|region| region.key < card.drills.len()), "{}", card.report);
                for row in &card.table.rows {
                    assert_eq!(row.len(), card.table.columns.len(), "{}", card.report);
                }
                if matches!(card.report, Report::Funnel | Report::Losses) {
                    for (row, drill) in card.table.rows.iter().zip(&card.rows) {
                        assert!((number(&row[1]) - drill.parts.len() as f64).abs() < 1e-9, "{}", card.report);
                    }
                }
            }
        }
        assert!(
            statistics(&view, &view.snapshot, wanted(Span::ThisYear, Dimension::Base, Lang::Zh), &|| false).is_none(),
            "it stops when asked to"
        );
    }

    fn of(statistics: &Statistics, report: Report) -> &Card {
        statistics.cards.iter().find(|card| card.report == report).unwrap()
    }

    #[test]
    fn one_group_alone_is_a_part_of_everything_in_every_report() {
        let view = view();
        let made = wanted(Span::AllTime, Dimension::Officer, Lang::Zh);
        let all = statistics(&view, &view.snapshot, made.clone(), &|| true).unwrap();
        for dimension in Dimension::CUTS {
            let (mut events, mut cohort) = (0, 0);
            let choices: Vec<&Choice> = all.choices.iter().filter(|one| one.only.dimension == dimension).collect();
            assert!(choices.len() > 1, "{dimension}");
            for choice in choices {
                let only = Some(choice.only.clone());
                let part = Wanted { only, ..made.clone() };
                let part = statistics(&view, &view.snapshot, part, &|| true).unwrap();
                events += part.events;
                cohort += of(&part, Report::Funnel).drills.first().map_or(0, |step| step.parts.len());
                for card in &part.cards {
                    assert!(card.table.subtitle.contains(&choice.name), "{}: {}", card.report, card.table.subtitle);
                }
                assert_eq!(part.choices, all.choices, "one can go from one group to another");
            }
            assert_eq!(events, all.events, "{dimension}");
            assert_eq!(cohort, of(&all, Report::Funnel).drills[0].parts.len(), "{dimension}");
        }
    }

    #[test]
    fn of_those_that_came_in_the_table_says_how_many_were_won() {
        let view = view();
        let made = wanted(Span::AllTime, Dimension::Source, Lang::Zh);
        let all = statistics(&view, &view.snapshot, made, &|| true).unwrap();
        let table = &of(&all, Report::Compare).table;
        let place = |text: T| table.columns.iter().position(|column| column.heading == text.say(Lang::Zh)).unwrap();
        let (won, share) = (place(T::Converted), place(T::Conversion));
        let total = table.rows.last().unwrap();
        assert!(number(&total[won]) > 0.0 && number(&total[won]) <= number(&total[1]));
        assert!((number(&total[share]) - number(&total[won]) / number(&total[1])).abs() < 1e-9);
    }

    #[test]
    fn wins_stand_beside_losses_in_chart_and_table() {
        let view = view();
        let made = wanted(Span::AllTime, Dimension::Officer, Lang::Zh);
        let all = statistics(&view, &view.snapshot, made, &|| true).unwrap();
        let card = of(&all, Report::Losses);
        let [won, lost, reasons @ ..] = card.rows.as_slice() else { panic!("two sums at least") };
        assert_eq!([&won.title, &lost.title], [&T::WonAll.say(Lang::Zh), &T::LostAll.say(Lang::Zh)]);
        assert!(!won.parts.is_empty() && !lost.parts.is_empty());
        assert_eq!(reasons.iter().map(|reason| reason.parts.len()).sum::<usize>(), lost.parts.len());
        let words: Vec<&str> = card.chart.regions.iter().map(|region| region.words.as_str()).collect();
        assert!(words[0].starts_with(&won.title), "{words:?}");
    }

    #[test]
    fn files_say_what_they_count_and_the_public_hears_of_no_talks() {
        let view = view();
        let made = wanted(Span::AllTime, Dimension::Officer, Lang::Zh);
        let names: Vec<String> = view.snapshot.authors.iter().map(|author| author.name.to_string()).collect();
        // A sign alone stands in many words.
        let names: Vec<String> = names.into_iter().filter(|name| name.chars().nth(1).is_some()).collect();
        let texts = |scene: &Scene| -> String {
            let text = |shape: &Shape| match shape {
                Shape::Text(label) => Some(label.text.clone()),
                _ => None,
            };
            scene.shapes.iter().filter_map(text).collect()
        };
        for report in Report::ALL {
            let card = card(&view, &view.snapshot, &made, *report, Level::Leader).unwrap();
            let picture = texts(&card.picture());
            let start: String = card.note.chars().take(12).collect();
            assert!(picture.contains(&start) && picture.contains("2026-11-23"), "{report}: {picture}");
            let csv = card.seen(&view.snapshot, made.today, Lang::Zh).held(Level::Leader).csv().unwrap();
            assert!(String::from_utf8(csv).unwrap().contains(&start), "{report}");
        }
        let kpi = card(&view, &view.snapshot, &made, Report::Kpi, Level::Leader).unwrap();
        assert!(kpi.note.contains(&view.policy.rules_stamp.title) && kpi.note.contains("分"), "{}", kpi.note);
        for report in [Report::Funnel, Report::Stays, Report::Losses, Report::Kpi] {
            assert!(card(&view, &view.snapshot, &made, report, Level::Public).is_none(), "{report}");
        }
        for report in [Report::Months, Report::Compare] {
            let card = card(&view, &view.snapshot, &made, report, Level::Public).unwrap();
            let csv = card.seen(&view.snapshot, made.today, Lang::Zh).held(Level::Public).csv().unwrap();
            let told = String::from_utf8(csv).unwrap() + &texts(&card.picture());
            for word in names.iter().map(String::as_str).chain(["终止", "在谈", "新增", "往来"]) {
                assert!(!told.contains(word), "{word} is published in {report}");
            }
            assert!(told.contains(EventKind::Won.label(Lang::Zh)));
        }
        let by_source = wanted(Span::AllTime, Dimension::Source, Lang::Zh);
        assert!(card(&view, &view.snapshot, &by_source, Report::Compare, Level::Public).is_none());
    }

    #[test]
    fn the_log_knows_who_was_in_charge_before() {
        let (_folder, mut ledger) = ledger_with(|_| {});
        assert!(ledger.store().owner_steps().unwrap().is_empty());
        let snapshot = ledger.snapshot();
        let lead = snapshot.leads.iter().find(|lead| lead.owner.is_some()).unwrap();
        let other = snapshot.authors.iter().find(|author| Some(author.id) != lead.owner).unwrap().id;
        let edits = vec![Edit::new("owner", Value::Id(other.uuid()))];
        ledger.apply(Action::EditLead { lead: lead.id, edits }).unwrap();
        let steps = ledger.store().owner_steps().unwrap();
        let found: Vec<_> = steps.iter().map(|step| (step.lead, step.before, step.after)).collect();
        assert_eq!(found, [(lead.id, lead.owner, Some(other))]);
        assert!(steps[0].at_ms > 1_700_000_000_000, "milliseconds since 1970");
    }
}
