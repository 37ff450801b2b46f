//! Papers of a fair: the walk to take along, what a day came to, whom to thank.
//!
//! The walk and the talks name no phone and no e-mail address, and these are struck from what was written, as are the
//! names of persons; a thank-you list with phones is for the full level and says on its face what it is for. What a
//! column tells decides at which level it leaves.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    compose::seat_base,
    level::Level,
    pdf::{Align, Block, Grid, GridCell, GridColumn, Width},
    personal::strike,
    persons,
    table::{Cell, Column, ColumnKind, Layout, Privacy, Table},
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
    /// The level the paper will be held to: what stands around the table speaks for it.
    pub level: Level,
    /// Language.
    pub lang: Lang,
}

impl Source<'_> {
    /// What was written, without what reaches or names a person known with the company.
    fn struck(&self, company: CompanyId) -> impl Fn(&str) -> Cell {
        let persons = persons::known(self.snapshot, company);
        move |text: &str| Cell::Text(strike(text, &persons).into_owned())
    }

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

    /// Base and tier of the seat it would take; the tier alone where it belongs to no base.
    fn slot(&self, prospect: Option<&Prospect>) -> String {
        let Some(prospect) = prospect else { return String::new() };
        let plan = self.view.map(|view| &view.policy.plan);
        let base = plan.and_then(|plan| seat_base(plan, prospect, self.level));
        let tier = prospect.tier.tier.label(self.lang);
        base.map_or_else(|| tier.to_owned(), |base| format!("{} · {tier}", base.name.in_lang(self.lang)))
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

/// Columns of the walk, by their places.
mod walk_column {
    pub(super) const DAY: usize = 0;
    pub(super) const OFFICER: usize = 1;
    pub(super) const ORDER: usize = 2;
    pub(super) const STAND: usize = 3;
    pub(super) const COMPANY: usize = 4;
    pub(super) const SLOT: usize = 6;
    pub(super) const VALUE: usize = 7;
    pub(super) const NEED: usize = 8;
    pub(super) const KNOWN_BY: usize = 9;
    pub(super) const ASK: usize = 10;
    pub(super) const COUNT: usize = 12;
}

/// The walk on paper: a sheet for each officer and day, with room to write beside every stand. What is not the table of
/// [`walk`] has no sheets.
pub fn walk_on_paper(table: &Table, lang: Lang) -> Vec<Block> {
    use walk_column::{ASK, COMPANY, COUNT, DAY, KNOWN_BY, NEED, OFFICER, ORDER, SLOT, STAND, VALUE};
    let say = |word: T| word.say(lang);
    let turn = |row: &[Cell]| (row.get(DAY).cloned(), row.get(OFFICER).cloned());
    let columns = || {
        vec![
            GridColumn::new(say(T::Order), Width::Fixed(30.0), Align::Middle),
            GridColumn::new(say(T::Stand), Width::Fixed(50.0), Align::Left),
            GridColumn::new(say(T::Company), Width::Share(1.0), Align::Left),
            GridColumn::new(say(T::Ask), Width::Share(1.25), Align::Left),
            GridColumn::new(say(T::Notes), Width::Share(1.15), Align::Left),
        ]
    };
    let mut blocks = Vec::new();
    if table.columns.len() != COUNT {
        return blocks;
    }
    for (number, rows) in table.rows.chunk_by(|one, other| turn(one) == turn(other)).enumerate() {
        let text = |row: &[Cell], column: usize| match row.get(column) {
            Some(Cell::Text(text) | Cell::Absent(text)) => text.clone(),
            Some(Cell::Number(number)) => format::fixed(*number, if column == NEED { 2 } else { 1 }),
            Some(Cell::Date(day)) => format::day_with_weekday(*day, lang),
            _ => String::new(),
        };
        let lines = rows.iter().map(|row| {
            let told = [
                T::IsValue { value: text(row, VALUE) }.say(lang),
                text(row, SLOT),
                T::IsNeed { need: text(row, NEED) }.say(lang),
                match text(row, KNOWN_BY) {
                    name if name.is_empty() => name,
                    name => T::IsKnownBy { name }.say(lang),
                },
            ];
            let told: Vec<String> = told.into_iter().filter(|line| !line.is_empty()).collect();
            let order = match row.get(ORDER) {
                Some(Cell::Number(number)) => format::fixed(*number, 0),
                _ => String::new(),
            };
            vec![
                GridCell::Text(order),
                GridCell::Pair(text(row, STAND), String::new()),
                GridCell::Pair(text(row, COMPANY), told.join("\n")),
                GridCell::Text(text(row, ASK)),
                GridCell::Blank,
            ]
        });
        let first = rows.first().map(Vec::as_slice).unwrap_or_default();
        let (officer, day, count) = (text(first, OFFICER), text(first, DAY), format::count(rows.len()));
        blocks.extend((number > 0).then_some(Block::NewPage));
        blocks.push(Block::Heading(T::SheetOf { officer, day, count }.say(lang)));
        blocks.push(Block::Grid(Grid {
            columns: columns(),
            rows: lines.collect(),
            least_height: ROOM_TO_WRITE,
            ruled: true,
            size: 8.0,
            ..Grid::default()
        }));
    }
    blocks
}

/// Height of a stand on the sheet of a walk, in points: four lines by hand, ten stands a page.
const ROOM_TO_WRITE: f32 = 63.0;

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
    let told = |word: T, kind: ColumnKind| Column::new(say(word), kind).kept(Privacy::Negotiation);
    let columns = vec![
        Column::new(say(T::Day), ColumnKind::Date),
        told(T::Officer, ColumnKind::Text).standing(),
        Column::new(say(T::Order), ColumnKind::Number(0)),
        Column::new(say(T::Stand), ColumnKind::Text),
        Column::new(say(T::Company), ColumnKind::Text).standing(),
        Column::new(say(T::Sector), ColumnKind::Text),
        Column::new(say(T::Slot), ColumnKind::Text),
        Column::new(say(T::Value), ColumnKind::Number(1)).with_bar(0.0, 100.0),
        told(T::Need, ColumnKind::Number(2)),
        told(T::KnownBy, ColumnKind::Text).standing(),
        told(T::Ask, ColumnKind::LongText),
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
            Cell::Text(source.slot(prospect)),
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
    let told = |word: T, kind: ColumnKind| Column::new(say(word), kind).kept(Privacy::Negotiation);
    let columns = vec![
        told(T::Time, ColumnKind::Text),
        told(T::Officer, ColumnKind::Text).standing(),
        Column::new(say(T::Stand), ColumnKind::Text),
        Column::new(say(T::Company), ColumnKind::Text).standing(),
        Column::new(say(T::Sector), ColumnKind::Text),
        told(T::Heat, ColumnKind::Word),
        told(T::Products, ColumnKind::Text),
        told(T::Said, ColumnKind::LongText),
        told(T::Promised, ColumnKind::LongText),
        told(T::NextStep, ColumnKind::LongText),
        told(T::NextOn, ColumnKind::Date),
        Column::new(say(T::Value), ColumnKind::Number(1)).with_bar(0.0, 100.0),
        told(T::Rank, ColumnKind::Text),
    ];
    let rows = summary.talks.iter().map(|line| {
        let prospect = source.prospect(line.row);
        let held = source.struck(line.company);
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
    let day = day.map_or_else(|| source.subtitle(), |day| format::day_with_weekday(day, lang));
    let met = count(summary.met);
    let head = if source.level.shows_negotiation() {
        let (hot, warm, cold, promised) = (count(hot), count(warm), count(cold), count(summary.promised));
        T::Figures { day, met, hot, warm, cold, promised }
    } else {
        T::FiguresOpen { day, met }
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
        let slots = if source.level.shows_negotiation() {
            slots_words(summary, plan, lang)
        } else {
            open_slots(source, summary)
        };
        parts.push(listed(slots));
    }
    format::clauses(&parts, lang)
}

/// Companies met by the slot the plan alone says, most first.
fn open_slots(source: &Source<'_>, summary: &DaySummary) -> Vec<(String, usize)> {
    let met: BTreeMap<CompanyId, Option<usize>> = summary.talks.iter().map(|line| (line.company, line.row)).collect();
    let mut slots: BTreeMap<String, usize> = BTreeMap::new();
    for prospect in met.into_values().filter_map(|row| source.prospect(row)) {
        *slots.entry(source.slot(Some(prospect))).or_default() += 1;
    }
    let mut slots: Vec<(String, usize)> = slots.into_iter().collect();
    slots.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    slots
}

/// Whom to thank, each company once; with names and phones only for a purpose, at the full level.
pub fn thanks(source: &Source<'_>, purpose: Option<&str>) -> Table {
    let lang = source.lang;
    let say = |word: T| word.say(lang);
    let purpose = purpose.filter(|_| source.level.shows_contacts());
    let summary = day_summary(source.snapshot, source.view, source.fair, None);
    let mut last: Vec<&TalkLine> = Vec::new();
    for line in &summary.talks {
        last.retain(|earlier| earlier.company != line.company);
        last.push(line);
    }
    let told = |word: T, kind: ColumnKind| Column::new(say(word), kind).kept(Privacy::Negotiation);
    let reach = |word: T, kind: ColumnKind| Column::new(say(word), kind).kept(Privacy::Personal);
    let mut columns = vec![Column::new(say(T::Company), ColumnKind::Text).standing(), told(T::Heat, ColumnKind::Word)];
    if purpose.is_some() {
        columns.extend([
            reach(T::Person, ColumnKind::Text),
            reach(T::Position, ColumnKind::Text),
            reach(T::Phone, ColumnKind::Code),
            reach(T::WeChat, ColumnKind::Code),
            reach(T::Email, ColumnKind::Text),
        ]);
    }
    columns.extend([
        told(T::Promised, ColumnKind::LongText),
        told(T::NextStep, ColumnKind::LongText),
        told(T::NextOn, ColumnKind::Date),
        told(T::Officer, ColumnKind::Text).standing(),
        Column::new(say(T::Thanked), ColumnKind::Text),
    ]);
    let rows = last.into_iter().map(|line| {
        let struck = source.struck(line.company);
        let held = |text: &str| if purpose.is_some() { Cell::text(text) } else { struck(text) };
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
