//! Papers of a fair: the walk to take along, what a day came to, whom to thank.
//!
//! The walk and the talks name no phone and no e-mail address, and these are struck from what was written; a thank-you
//! list with phones says on its face what it is for.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    personal::strike,
    table::{Cell, Column, ColumnKind, Layout, Table},
};
use crate::{
    domain::{
        activity::Contact,
        fair::{Fair, Visit},
        ids::{AuthorId, CompanyId, ExhibitorId},
    },
    ledger::{
        Snapshot, View,
        assessment::{Need, Prospect},
        fair::{DaySummary, RosterRow, TalkLine, day_summary},
    },
    scoring::Question,
    text::{
        Label, Lang, Say, format,
        report_fair::FairPaper as T,
        ui_fair::{moved_words, products_words, question, sectors_words, slots_words, stand, time_words},
    },
};

/// What the papers are made of.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The records.
    pub snapshot: &'a Snapshot,
    /// The figures; none = not judged.
    pub view: Option<&'a View>,
    /// The fair.
    pub fair: &'a Fair,
    /// Language.
    pub lang: Lang,
}

impl Source<'_> {
    fn officer(&self, id: Option<AuthorId>) -> String {
        let author = id.and_then(|id| self.snapshot.authors.get(id.uuid()));
        author.map(|author| author.name.to_string()).unwrap_or_default()
    }

    fn prospect(&self, row: Option<usize>) -> Option<&Prospect> {
        self.view?.assessment.prospects.get(row?)
    }

    fn sector(&self, prospect: Option<&Prospect>) -> String {
        let plan = self.view.map(|view| &view.policy.plan);
        let sector = prospect.and_then(|one| one.sector.as_ref()).and_then(|id| plan?.sector(id));
        sector.map(|sector| sector.name.in_lang(self.lang).to_owned()).unwrap_or_default()
    }

    fn subtitle(&self) -> String {
        let fair = self.fair;
        let days = if fair.ends() == fair.first_day {
            format::iso_date(fair.first_day)
        } else {
            format!("{} – {}", format::iso_date(fair.first_day), format::iso_date(fair.ends()))
        };
        [fair.city.as_str(), &days].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

/// The walk in its order, with what is worth asking and room for notes.
pub fn walk(source: &Source<'_>, rows: &[RosterRow], questions: &BTreeMap<CompanyId, Vec<Question>>) -> Table {
    let lang = source.lang;
    let say = |word: T| word.say(lang);
    let places: BTreeMap<ExhibitorId, (usize, &RosterRow)> =
        rows.iter().enumerate().map(|(place, row)| (row.exhibitor, (place, row))).collect();
    let mut visits: Vec<(&Visit, usize, &RosterRow)> = source
        .snapshot
        .visits
        .iter()
        .filter(|visit| visit.fair == source.fair.id)
        .filter_map(|visit| places.get(&visit.exhibitor).map(|(place, row)| (visit, *place, *row)))
        .collect();
    visits.sort_by_key(|(visit, place, _)| (visit.on_day.is_none(), visit.on_day, visit.officer, *place));
    let columns = vec![
        Column::new(say(T::Day), ColumnKind::Date),
        Column::new(say(T::Officer), ColumnKind::Text),
        Column::new(say(T::Order), ColumnKind::Number(0)),
        Column::new(say(T::Stand), ColumnKind::Text),
        Column::new(say(T::Company), ColumnKind::Text),
        Column::new(say(T::Sector), ColumnKind::Text),
        Column::new(say(T::Tier), ColumnKind::Word),
        Column::new(say(T::Value), ColumnKind::Number(1)).with_bar(0.0, 100.0),
        Column::new(say(T::Need), ColumnKind::Number(2)),
        Column::new(say(T::KnownBy), ColumnKind::Text),
        Column::new(say(T::Ask), ColumnKind::LongText),
        Column::new(say(T::Notes), ColumnKind::LongText),
    ];
    let mut number = 0;
    let mut turn = None;
    let rows = visits.into_iter().map(|(visit, _, row)| {
        let this = (visit.on_day, visit.officer);
        number = if turn == Some(this) { number + 1 } else { 1 };
        turn = Some(this);
        let prospect = source.prospect(row.row);
        let need = prospect.and_then(|one| match one.need {
            Need::Known { need, .. } => Some(need),
            Need::Unknown(_) => None,
        });
        let asked = questions.get(&row.company).map(Vec::as_slice).unwrap_or_default();
        let asked: Vec<String> =
            (1..).zip(asked).map(|(at, one)| format!("{at}. {}", question(one.metric, lang))).collect();
        let open = say(T::Open);
        vec![
            visit.on_day.map_or_else(|| Cell::Absent(open.clone()), Cell::Date),
            match source.officer(visit.officer) {
                name if name.is_empty() => Cell::Absent(open),
                name => Cell::Text(name),
            },
            Cell::count(number),
            Cell::text(stand(&row.hall, &row.booth, lang)),
            Cell::text(row.name.as_str()),
            Cell::Text(source.sector(prospect)),
            Cell::text(prospect.map(|one| one.tier.tier.label(lang)).unwrap_or_default()),
            Cell::number_or(prospect.map(|one| one.value), say(T::Unknown)),
            Cell::number_or(need, say(T::NoTarget)),
            Cell::Text(source.officer(row.owner)),
            Cell::Text(asked.join("\n")),
            // Room to write by hand: three lines at least.
            Cell::text("\n\n"),
        ]
    });
    Table {
        name: say(T::WalkSheet),
        title: T::WalkTitle { fair: source.fair.name.to_string() }.say(lang),
        subtitle: source.subtitle(),
        rows: rows.collect(),
        columns,
        layout: Layout { frozen_columns: 0, filter: true, printed_columns: None },
    }
}

/// Every talk of a day in a line, under its figures.
pub fn talks(source: &Source<'_>, day: Option<Date>) -> Table {
    let lang = source.lang;
    let say = |word: T| word.say(lang);
    let summary = day_summary(source.snapshot, source.view, source.fair, day);
    let plan = source.view.map(|view| &*view.policy.plan);
    let columns = vec![
        Column::new(say(T::Time), ColumnKind::Text),
        Column::new(say(T::Officer), ColumnKind::Text),
        Column::new(say(T::Stand), ColumnKind::Text),
        Column::new(say(T::Company), ColumnKind::Text),
        Column::new(say(T::Sector), ColumnKind::Text),
        Column::new(say(T::Heat), ColumnKind::Word),
        Column::new(say(T::Products), ColumnKind::Text),
        Column::new(say(T::Said), ColumnKind::LongText),
        Column::new(say(T::Promised), ColumnKind::LongText),
        Column::new(say(T::NextStep), ColumnKind::LongText),
        Column::new(say(T::NextOn), ColumnKind::Date),
        Column::new(say(T::Value), ColumnKind::Number(1)).with_bar(0.0, 100.0),
        Column::new(say(T::Rank), ColumnKind::Text),
    ];
    let rows = summary.talks.iter().map(|line| {
        let prospect = source.prospect(line.row);
        let persons: Vec<String> =
            source.snapshot.contacts.of(line.company).map(|contact| contact.name.to_string()).collect();
        let held = |text: &str| Cell::Text(strike(text, &persons).into_owned());
        vec![
            Cell::Text(time_words(line.at_ms)),
            Cell::Text(source.officer(line.officer)),
            Cell::text(stand(&line.hall, &line.booth, lang)),
            Cell::text(line.name.as_str()),
            Cell::Text(source.sector(prospect)),
            Cell::text(line.heat.map(|heat| heat.label(lang)).unwrap_or_default()),
            Cell::Text(products_words(&line.products, plan, lang)),
            held(&line.content),
            held(&line.promised),
            held(&line.next_step),
            line.next_on.map_or(Cell::Empty, Cell::Date),
            Cell::number_or(prospect.map(|one| one.value), say(T::Unknown)),
            Cell::Text(moved_words(line.moved, lang)),
        ]
    });
    Table {
        name: say(T::TalksSheet),
        title: T::TalksTitle { fair: source.fair.name.to_string() }.say(lang),
        subtitle: figures(source, &summary, day),
        rows: rows.collect(),
        columns,
        layout: Layout { frozen_columns: 0, filter: true, printed_columns: None },
    }
}

/// The figures of a day in one line.
fn figures(source: &Source<'_>, summary: &DaySummary, day: Option<Date>) -> String {
    let lang = source.lang;
    let [hot, warm, cold, _] = summary.heats;
    let count = |count: usize| format::count(count);
    let head = T::Figures {
        day: day.map_or_else(|| source.subtitle(), |day| format::day_with_weekday(day, lang)),
        met: count(summary.met),
        hot: count(hot),
        warm: count(warm),
        cold: count(cold),
        promised: count(summary.promised),
    };
    let mut parts = vec![head.say(lang)];
    if let Some(view) = source.view {
        let plan = &view.policy.plan;
        let listed = |counted: Vec<(String, usize)>| {
            let words: Vec<String> =
                counted.iter().map(|(name, number)| format!("{name} {}", count(*number))).collect();
            format::list(&words, lang)
        };
        parts.push(listed(sectors_words(summary, plan, lang)));
        parts.push(listed(slots_words(summary, plan, lang)));
    }
    format::clauses(&parts, lang)
}

/// Whom to thank, each company once; with names and phones only for a purpose.
pub fn thanks(source: &Source<'_>, purpose: Option<&str>) -> Table {
    let lang = source.lang;
    let say = |word: T| word.say(lang);
    let summary = day_summary(source.snapshot, source.view, source.fair, None);
    let mut last: Vec<&TalkLine> = Vec::new();
    for line in &summary.talks {
        last.retain(|earlier| earlier.company != line.company);
        last.push(line);
    }
    let mut columns = vec![Column::new(say(T::Company), ColumnKind::Text), Column::new(say(T::Heat), ColumnKind::Word)];
    if purpose.is_some() {
        columns.extend([
            Column::new(say(T::Person), ColumnKind::Text),
            Column::new(say(T::Position), ColumnKind::Text),
            Column::new(say(T::Phone), ColumnKind::Code),
            Column::new(say(T::WeChat), ColumnKind::Code),
            Column::new(say(T::Email), ColumnKind::Text),
        ]);
    }
    columns.extend([
        Column::new(say(T::Promised), ColumnKind::LongText),
        Column::new(say(T::NextStep), ColumnKind::LongText),
        Column::new(say(T::NextOn), ColumnKind::Date),
        Column::new(say(T::Officer), ColumnKind::Text),
        Column::new(say(T::Thanked), ColumnKind::Text),
    ]);
    let rows = last.into_iter().map(|line| {
        let persons: Vec<String> =
            source.snapshot.contacts.of(line.company).map(|contact| contact.name.to_string()).collect();
        let held = |text: &str| match purpose {
            Some(_) => Cell::text(text),
            None => Cell::Text(strike(text, &persons).into_owned()),
        };
        let mut cells = vec![
            Cell::text(line.name.as_str()),
            Cell::text(line.heat.map(|heat| heat.label(lang)).unwrap_or_default()),
        ];
        if purpose.is_some() {
            let contact = line.contact.and_then(|id| source.snapshot.contacts.get(id.uuid()));
            let say = |of: fn(&Contact) -> &str| Cell::text(contact.map(of).unwrap_or_default().replace('\n', " "));
            cells.extend([
                say(|contact| &contact.name),
                say(|contact| &contact.position),
                say(|contact| &contact.phone),
                say(|contact| &contact.wechat),
                say(|contact| &contact.email),
            ]);
        }
        cells.extend([
            held(&line.promised),
            held(&line.next_step),
            line.next_on.map_or(Cell::Empty, Cell::Date),
            Cell::Text(source.officer(line.officer)),
            Cell::Empty,
        ]);
        cells
    });
    let note = match purpose {
        Some(purpose) => T::WithPhones { purpose: purpose.to_owned() },
        None => T::WithoutPhones,
    };
    Table {
        name: say(T::ThanksSheet),
        title: T::ThanksTitle { fair: source.fair.name.to_string() }.say(lang),
        subtitle: format::clauses(&[source.subtitle(), note.say(lang)], lang),
        rows: rows.collect(),
        columns,
        layout: Layout { frozen_columns: 1, filter: true, printed_columns: None },
    }
}
