//! Papers of a kept list: from what was kept alone, so that they say what the list said on its day; and the packet of a
//! review meeting, whose points are those that are proposed when the review is entered.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    choice::Choice,
    compose::{self, Wish},
    csv::{self, CsvError},
    director,
    kept::{KeptCell, KeptList, KeptRow, KeptStamp, Standing},
    level::Level,
    pdf::{self, Block, Grid, GridCell, Paper, PdfError, mark::Interval},
    persons,
    review::{Packet, PacketIds},
    sheets::{flags, page_footer, page_header, page_word, reading, subtitle},
    shortlist::{
        CellState, CriterionCell, CriterionHeading, GateFinding, LeftOut, NeedFigure, Released, ShortlistDocument,
        ShortlistRow, VersionStamp,
    },
    table::{Cell, Column, ColumnKind, Layout, Table},
    xlsx::{self, Book, XlsxError},
};
use crate::{
    domain::{company::GateState, ids::ShortlistId, plan::Name},
    ledger::View,
    text::{
        Lang, Say as _, format,
        papers::{PaperText as Sentence, PaperWord},
        report::{ReportMessage as Message, ReportWord},
        review::{ReviewText as Text, ReviewWord as Word},
        run::RunText,
    },
};

/// A kept list in the order people set, over the records of today.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The records of today: who is still there, what plan and model call things.
    pub view: &'a View,
    /// The list as it was made.
    pub made: &'a KeptList,
    /// The list in its order.
    pub list: &'a KeptList,
    /// Why people moved its companies.
    pub order: &'a [Standing],
}

/// The paper of a list as it was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptPaper {
    released: Released,
    /// The day the file is made.
    made_on: Date,
    /// Companies that are no longer among the records.
    gone: BTreeSet<u32>,
}

impl Source<'_> {
    /// Companies of the list that are no longer among the records, with their places.
    fn gone(&self) -> impl Iterator<Item = (u32, &KeptRow)> {
        let companies = &self.view.snapshot.companies;
        (1..).zip(&self.list.rows).filter(move |(_, row)| companies.get(row.company.uuid()).is_none())
    }

    /// Their names.
    pub fn gone_names(&self) -> Vec<String> {
        self.gone().map(|(_, row)| row.name.clone()).collect()
    }

    /// The list as it was kept.
    pub fn paper(&self, wish: &Wish) -> KeptPaper {
        KeptPaper {
            released: self.document(wish).release(),
            made_on: self.view.as_of,
            gone: self.gone().map(|(place, _)| place).collect(),
        }
    }

    /// The list with today's data; who is gone stands among those left out.
    pub fn today(&self, wish: &Wish) -> Released {
        let now = self.list.now(self.view);
        let chosen = now.rows.iter().filter_map(|row| self.view.row_of(row.company)).collect();
        let mut document = compose::document(self.view, wish, &Choice { chosen, ..Choice::default() });
        document.order = self.list.order(self.made, &now);
        let day = format::iso_date(self.view.as_of);
        document.title = Text::TodayTitle { name: wish.title.clone(), day }.say(wish.lang);
        for (line, row) in document.rows.iter_mut().zip(&now.rows) {
            line.moved = self.reason(row);
        }
        let examples = self.gone_names();
        if !examples.is_empty() {
            document.left_out.push(LeftOut { reason: Word::Deleted.say(wish.lang), count: examples.len(), examples });
        }
        document.release()
    }

    /// The packet of a review meeting: the points that were kept; what else is known only of companies whose points are
    /// today exactly what they were, for only there it belongs to those points. With the keys of the record and of its
    /// companies, so that it can be read back.
    pub fn packet(&self, wish: &Wish, record: ShortlistId, judges: usize) -> (Released, Packet) {
        let lang = wish.lang;
        let mut document = self.document(wish);
        let now = self.list.now(self.view);
        let same = |kept: &KeptRow| now.rows.iter().any(|row| is_same(kept, row, wish.level));
        let unchanged: Vec<(usize, usize)> = self
            .list
            .rows
            .iter()
            .enumerate()
            .filter(|(_, kept)| same(kept))
            .filter_map(|(index, kept)| Some((index, self.view.row_of(kept.company)?)))
            .collect();
        let chosen = unchanged.iter().map(|(_, row)| *row).collect();
        let known = compose::document(self.view, wish, &Choice { chosen, ..Choice::default() }).rows;
        let mut bare: BTreeSet<u32> = document.rows.iter().map(|row| row.rank).collect();
        for ((index, _), row) in unchanged.into_iter().zip(known) {
            if let Some(kept) = document.rows.get_mut(index) {
                bare.remove(&kept.rank);
                *kept = with_details(kept, row);
            }
        }
        let day = format::iso_date(self.list.as_of);
        let mut notes = vec![Text::PacketData { day }.say(lang)];
        let names = document.rows.iter().filter(|row| bare.contains(&row.rank)).map(|row| row.name.clone());
        let names: Vec<String> = names.collect();
        if !names.is_empty() {
            let count = format::count(names.len());
            notes.push(Text::BareNames { count, names: format::list(&names, lang) }.say(lang));
        }
        notes.extend(gone_note(&self.gone_names(), lang));
        let companies = self.list.rows.iter().map(|row| row.company).collect();
        let ids = Some(PacketIds { list: record, companies });
        (document.release(), Packet { judges, notes, bare, ids })
    }

    /// Why a person put a company in its place.
    fn reason(&self, row: &KeptRow) -> String {
        let standing = self.order.iter().find(|standing| standing.company == row.company);
        standing.map_or_else(String::new, |standing| standing.reason.clone())
    }

    fn document(&self, wish: &Wish) -> ShortlistDocument {
        let (lang, list) = (wish.lang, self.list);
        let day = format::iso_date(list.as_of);
        ShortlistDocument {
            lang,
            title: Text::KeptTitle { name: wish.title.clone(), day }.say(lang),
            made_on: list.as_of,
            author: wish.author.clone(),
            purpose: wish.reason.clone(),
            plan: stamp(&list.plan),
            model: stamp(&list.model),
            catalogue: stamp(&list.catalogue),
            target_date: Some(list.target_date),
            order: list.order(self.made, list),
            level: wish.level,
            filters: String::new(),
            fictional: wish.fictional,
            criteria: self.criteria(lang),
            rows: (1..).zip(&list.rows).map(|(place, row)| self.row(place, row, wish)).collect(),
            left_out: Vec::new(),
        }
    }

    fn criteria(&self, lang: Lang) -> Vec<CriterionHeading> {
        let groups = &self.view.policy.model.groups;
        let criteria = self.list.criteria.iter().map(|kept| {
            let group = groups.iter().find(|group| group.criteria.iter().any(|criterion| criterion.id == kept.id));
            CriterionHeading {
                id: kept.id.clone(),
                group: group.map_or_else(String::new, |group| named(&group.name, lang)),
                label: if lang == Lang::Zh { kept.zh.clone() } else { kept.en.clone() },
                weight: kept.weight,
            }
        });
        criteria.collect()
    }

    /// A company as far as it was kept. Words of the plan are said by their names; where it has them no more, as words.
    fn row(&self, place: u32, kept: &KeptRow, wish: &Wish) -> ShortlistRow {
        let (lang, plan) = (wish.lang, &self.view.policy.plan);
        let outside = || RunText::Outside.say(lang);
        let sector = kept.sector.as_ref().map_or_else(outside, |id| {
            plan.sector(id).map_or_else(|| id.to_string(), |sector| named(&sector.name, lang))
        });
        let segment = kept.segment.as_ref().map_or_else(String::new, |id| {
            plan.segment(id).map_or_else(|| id.to_string(), |(_, segment)| named(&segment.name, lang))
        });
        let of_plan = || Some(&plan.base_for(kept.sector.as_ref()?)?.id);
        // That a lead names another base than the plan is of the negotiation.
        let base = if wish.level.shows_negotiation() { kept.base.as_ref() } else { of_plan() };
        let base = base.map_or_else(String::new, |id| {
            plan.base(id).map_or_else(|| id.to_string(), |base| named(&base.name, lang))
        });
        let worst =
            GateFinding { label: ReportWord::Gates.say(lang), state: kept.gate, reason: Word::WorstKept.say(lang) };
        ShortlistRow {
            rank: place,
            moved: self.reason(kept),
            name: kept.name.clone(),
            credit_code: String::new(),
            place: String::new(),
            sector,
            segment,
            product: String::new(),
            tier: kept.tier,
            tier_reason: String::new(),
            base,
            value: kept.value,
            low: kept.low,
            high: kept.high,
            coverage: kept.coverage,
            class: kept.class.clone(),
            stability: None,
            little_known: kept.little_known,
            flags: Vec::new(),
            need: Some(kept.need.map_or_else(|| NeedFigure::Absent(Word::NoneThen.say(lang)), NeedFigure::Known)),
            attainability: Some(kept.chance),
            attainability_source: Word::KeptBasis.say(lang),
            priority: kept.priority,
            gates: if kept.gate == GateState::Pass { Vec::new() } else { vec![worst] },
            evidence: Vec::new(),
            missing: Vec::new(),
            breakdown: kept.cells.iter().map(cell).collect(),
            main_business: String::new(),
            website: String::new(),
            phone: String::new(),
            email: String::new(),
            legal_representative: String::new(),
            owner: String::new(),
            stage: None,
            lead_title: String::new(),
            negotiation: Vec::new(),
            notes: String::new(),
            persons: persons::known(&self.view.snapshot, kept.company),
        }
    }
}

/// Whether a company is judged today exactly as it was. What others fill of its base is not its own; what its lead
/// decides is not looked at where nobody may see that it has one.
fn is_same(kept: &KeptRow, now: &KeptRow, level: Level) -> bool {
    let mut before = KeptRow { name: now.name.clone(), need: now.need, priority: now.priority, ..kept.clone() };
    if !level.shows_negotiation() {
        before.chance = now.chance;
        before.base.clone_from(&now.base);
    }
    *now == before
}

/// What is known today of a company that is judged as it was, with what was kept of its place and its base.
fn with_details(kept: &ShortlistRow, known: ShortlistRow) -> ShortlistRow {
    let need = match (&kept.need, known.need) {
        (Some(NeedFigure::Absent(_)), Some(NeedFigure::Absent(why))) => Some(NeedFigure::Absent(why)),
        _ => kept.need.clone(),
    };
    ShortlistRow {
        rank: kept.rank,
        moved: kept.moved.clone(),
        name: kept.name.clone(),
        need,
        priority: kept.priority,
        ..known
    }
}

fn cell(kept: &KeptCell) -> CriterionCell {
    CriterionCell {
        criterion: kept.id.clone(),
        shown: String::new(),
        value: Some(kept.value),
        low: None,
        high: None,
        weight: kept.weight,
        points: Some(kept.points),
        state: if kept.known { CellState::Known } else { CellState::Estimated },
        source: String::new(),
    }
}

fn stamp(kept: &KeptStamp) -> VersionStamp {
    VersionStamp { title: kept.title.clone(), version: String::new(), sha256: kept.sha256.clone() }
}

fn named(name: &Name, lang: Lang) -> String {
    match lang {
        Lang::Zh => name.zh.clone(),
        Lang::En => name.en.clone(),
    }
}

fn gone_note(names: &[String], lang: Lang) -> Option<String> {
    let count = format::count(names.len());
    (!names.is_empty()).then(|| Text::GoneNames { count, names: format::list(names, lang) }.say(lang))
}

impl KeptPaper {
    /// How many companies are on it.
    pub fn rows(&self) -> usize {
        self.released.document().rows.len()
    }

    /// The list as a table.
    pub fn table(&self) -> Table {
        let document = self.released.document();
        let lang = document.lang;
        let shows_reasons = self.shows_reasons();
        let rows = document.rows.iter().map(|row| self.line(row, shows_reasons));
        Table {
            name: ReportWord::SheetList.say(lang),
            title: document.title.clone(),
            subtitle: subtitle(document),
            columns: self.columns(shows_reasons),
            rows: rows.collect(),
            layout: Layout { frozen_columns: 2, filter: true, printed_columns: None },
        }
    }

    /// The list, its points by criterion, and how it was made.
    pub fn xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let document = self.released.document();
        xlsx::write(&Book {
            title: document.title.clone(),
            made_on: document.made_on,
            header: page_header(document),
            footer: page_footer(document),
            page_word: page_word(document.lang),
            sheets: vec![self.table(), self.breakdown(), self.notes_sheet()],
        })
    }

    /// The list alone.
    pub fn csv(&self) -> Result<Vec<u8>, CsvError> {
        csv::write(&self.table())
    }

    /// The list and the points of each company.
    pub fn pdf(&self) -> Result<Vec<u8>, PdfError> {
        let document = self.released.document();
        let lang = document.lang;
        let mut blocks = vec![Block::Title(document.title.clone()), Block::Subtitle(subtitle(document))];
        if document.fictional {
            blocks.push(Block::Notice(ReportWord::Fictional.say(lang)));
        }
        blocks.extend(self.about().into_iter().map(|(label, value)| note(label, value, lang)));
        blocks.push(Block::Heading(PaperWord::TheList.say(lang)));
        blocks.push(Block::Grid(self.grid()));
        blocks.push(Block::Heading(Word::PointsByCriterion.say(lang)));
        blocks.extend(document.rows.iter().map(|row| Block::Together(points(document, row))));
        blocks.push(Block::Heading(ReportWord::HowToRead.say(lang)));
        let sentences = reading(document).into_iter();
        blocks.extend(sentences.map(|(item, sentence)| note(item.say(lang), sentence.say(lang), lang)));
        pdf::write(&Paper {
            title: document.title.clone(),
            lang,
            made_on: document.made_on,
            landscape: false,
            scale: 1.0,
            head: page_header(document),
            foot: page_footer(document),
            page_word: page_word(lang),
            blocks,
        })
    }

    fn shows_reasons(&self) -> bool {
        self.released.document().rows.iter().any(|row| !row.moved.is_empty())
    }

    /// What must be known of it: from when its data are, when it was written, what it does not have, who is gone.
    fn about(&self) -> Vec<(String, String)> {
        let document = self.released.document();
        let lang = document.lang;
        let mut about = vec![
            (Word::Data.say(lang), Text::KeptData { day: format::date(document.made_on, lang) }.say(lang)),
            (Word::MadeToday.say(lang), format::date(self.made_on, lang)),
            (Word::LeftOutOfKept.say(lang), Word::LeftOutOfKeptIs.say(lang)),
        ];
        let gone = document.rows.iter().filter(|row| self.gone.contains(&row.rank)).map(|row| row.name.clone());
        let gone: Vec<String> = gone.collect();
        about.extend(gone_note(&gone, lang).map(|words| (Word::Now.say(lang), words)));
        about
    }

    fn columns(&self, shows_reasons: bool) -> Vec<Column> {
        use ColumnKind::{Date as Day, Number, Share, Text as Plain, Word as Centred};
        let document = self.released.document();
        let mut columns = vec![
            (ReportWord::Rank, Number(0)),
            (ReportWord::Company, Plain),
            (ReportWord::Sector, Plain),
            (ReportWord::Segment, Plain),
            (ReportWord::Tier, Centred),
            (ReportWord::Gates, Centred),
            (ReportWord::Value, Number(1)),
            (ReportWord::Low, Number(1)),
            (ReportWord::High, Number(1)),
            (ReportWord::Class, Centred),
            (ReportWord::Coverage, Share(0)),
            (ReportWord::Flags, Plain),
            (ReportWord::Base, Plain),
        ];
        if document.level.shows_negotiation() {
            columns.extend([
                (ReportWord::Need, Number(2)),
                (ReportWord::Attainability, Share(1)),
                (ReportWord::Priority, Number(2)),
            ]);
        }
        if shows_reasons {
            columns.push((ReportWord::Moved, Plain));
        }
        let lang = document.lang;
        let mut columns: Vec<Column> =
            columns.into_iter().map(|(word, kind)| Column::new(word.say(lang), kind)).collect();
        columns.push(Column::new(Word::Now.say(lang), Plain));
        columns.push(Column::new(Word::KeptOn.say(lang), Day));
        columns
    }

    fn line(&self, row: &ShortlistRow, shows_reasons: bool) -> Vec<Cell> {
        let document = self.released.document();
        let lang = document.lang;
        let none = || Word::NoneThen.say(lang);
        let mut cells = vec![
            Cell::Number(f64::from(row.rank)),
            Cell::text(&row.name),
            Cell::text(&row.sector),
            Cell::text(&row.segment),
            Cell::text(row.tier.say(lang)),
            Cell::text(worst(row).say(lang)),
            Cell::number_or(Some(row.value), none()),
            Cell::number_or(Some(row.low), none()),
            Cell::number_or(Some(row.high), none()),
            Cell::text(row.class.replace('-', "–")),
            Cell::number_or(Some(row.coverage), none()),
            Cell::text(flags(row, lang)),
            if row.base.is_empty() { Cell::Absent(ReportWord::NoSlot.say(lang)) } else { Cell::text(&row.base) },
        ];
        if document.level.shows_negotiation() {
            let need = if let Some(NeedFigure::Known(need)) = row.need { Some(need) } else { None };
            cells.extend([
                Cell::number_or(need, none()),
                Cell::number_or(row.attainability, none()),
                Cell::number_or(row.priority, none()),
            ]);
        }
        if shows_reasons {
            cells.push(Cell::text(&row.moved));
        }
        cells.push(if self.gone.contains(&row.rank) { Cell::Text(Word::Deleted.say(lang)) } else { Cell::Empty });
        cells.push(Cell::Date(document.made_on));
        cells
    }

    /// One row for each company and criterion.
    fn breakdown(&self) -> Table {
        use ColumnKind::{Number, Share, Text as Plain, Word as Centred};
        let document = self.released.document();
        let lang = document.lang;
        let columns = [
            (ReportWord::Rank, Number(0)),
            (ReportWord::Company, Plain),
            (ReportWord::Criterion, Plain),
            (ReportWord::Weight, Share(1)),
            (ReportWord::ValueOfCriterion, Number(3)),
            (ReportWord::Points, Number(2)),
            (ReportWord::State, Centred),
        ];
        let rows = document.rows.iter().flat_map(|row| {
            row.breakdown.iter().map(|cell| {
                vec![
                    Cell::Number(f64::from(row.rank)),
                    Cell::text(&row.name),
                    Cell::text(label(document, &cell.criterion)),
                    Cell::number_or(Some(cell.weight), Word::NoneThen.say(lang)),
                    Cell::number_or(cell.value, Word::NoneThen.say(lang)),
                    Cell::number_or(cell.points, Word::NoneThen.say(lang)),
                    Cell::text(cell.state.say(lang)),
                ]
            })
        });
        Table {
            name: ReportWord::SheetBreakdown.say(lang),
            columns: columns.into_iter().map(|(word, kind)| Column::new(word.say(lang), kind)).collect(),
            rows: rows.collect(),
            layout: Layout { frozen_columns: 2, filter: true, printed_columns: None },
            ..Table::default()
        }
    }

    fn notes_sheet(&self) -> Table {
        let document = self.released.document();
        let lang = document.lang;
        let mut said = self.about();
        if document.level.shows_negotiation() && !document.author.is_empty() {
            said.push((ReportWord::Author.say(lang), document.author.clone()));
        }
        if !document.purpose.is_empty() {
            said.push((ReportWord::Purpose.say(lang), document.purpose.clone()));
        }
        if let Some(day) = document.target_date {
            said.push((ReportWord::TargetDate.say(lang), format::date(day, lang)));
        }
        said.push((ReportWord::PrivacyLevel.say(lang), document.level.say(lang)));
        if document.fictional {
            said.push((ReportWord::Notes.say(lang), ReportWord::Fictional.say(lang)));
        }
        for (word, stamp) in [
            (ReportWord::Plan, &document.plan),
            (ReportWord::Model, &document.model),
            (ReportWord::Catalogue, &document.catalogue),
        ] {
            let (title, sha256) = (stamp.title.clone(), stamp.sha256.clone());
            said.push((word.say(lang), Message::StampIs { title, sha256 }.say(lang)));
        }
        for criterion in &document.criteria {
            let weight = Message::WeightIs { weight: format::share(criterion.weight) }.say(lang);
            said.push((criterion.label.clone(), weight));
        }
        let sentences = reading(document).into_iter();
        said.extend(sentences.map(|(item, sentence)| (item.say(lang), sentence.say(lang))));
        Table {
            name: ReportWord::SheetNotes.say(lang),
            columns: vec![
                Column::new(ReportWord::Item.say(lang), ColumnKind::Text),
                Column::new(ReportWord::Content.say(lang), ColumnKind::LongText),
            ],
            rows: said.into_iter().map(|(item, content)| vec![Cell::Text(item), Cell::Text(content)]).collect(),
            ..Table::default()
        }
    }

    fn grid(&self) -> Grid {
        let document = self.released.document();
        let lang = document.lang;
        let negotiation = document.level.shows_negotiation();
        let columns = director::columns(document);
        let rows = document.rows.iter().map(|row| {
            let gone = self.gone.contains(&row.rank).then(|| Word::Deleted.say(lang));
            let under: Vec<&str> = [row.segment.as_str(), row.moved.as_str()]
                .into_iter()
                .chain(gone.as_deref())
                .filter(|part| !part.is_empty())
                .collect();
            let interval =
                Interval { low: row.low, value: row.value, high: row.high, estimated: row.little_known, cut: None };
            let base = if row.base.is_empty() { ReportWord::NoSlot.say(lang) } else { row.base.clone() };
            let mut cells = vec![
                GridCell::text(row.rank.to_string()),
                GridCell::Pair(row.name.clone(), under.join(" · ")),
                GridCell::text(format::score(row.value)),
                GridCell::Interval(interval),
                GridCell::text(row.class.replace('-', "–")),
                GridCell::text(worst(row).say(lang)),
                GridCell::Plain(base, row.tier.say(lang)),
            ];
            if negotiation {
                cells.push(row.attainability.map_or(GridCell::Blank, |chance| GridCell::text(format::share(chance))));
                let none = || GridCell::Absent(Word::NoneThen.say(lang));
                cells.push(row.priority.map_or_else(none, |priority| GridCell::text(format::fixed(priority, 2))));
            }
            cells
        });
        Grid { columns, rows: rows.collect(), ..Grid::default() }
    }
}

fn note(label: String, value: String, lang: Lang) -> Block {
    Block::Note(Message::FactIs { label, value }.say(lang))
}

/// The worst gate, which is all that was kept of them.
fn worst(row: &ShortlistRow) -> GateState {
    row.gates.first().map_or(GateState::Pass, |gate| gate.state)
}

fn label(document: &ShortlistDocument, criterion: &str) -> String {
    let heading = document.criteria.iter().find(|heading| heading.id == criterion);
    heading.map_or_else(|| criterion.to_owned(), |heading| heading.label.clone())
}

/// The points of one company, criterion by criterion.
fn points(document: &ShortlistDocument, row: &ShortlistRow) -> Vec<Block> {
    let lang = document.lang;
    let title = Sentence::RankAndName { rank: row.rank.to_string(), name: row.name.clone() }.say(lang);
    let score = Sentence::ScoreOf {
        value: format::score(row.value),
        interval: format::interval(row.low, row.high),
        class: row.class.replace('-', "–"),
    };
    let facts = row.breakdown.iter().map(|cell| {
        let points = cell.points.map_or_else(|| format::ABSENT.to_owned(), |points| format::fixed(points, 1));
        let full = format::fixed(cell.weight * 100.0, 1);
        let words = if cell.state == CellState::Estimated {
            Text::OfFullEstimated { points, full }
        } else {
            Text::OfFull { points, full }
        };
        (label(document, &cell.criterion), words.say(lang))
    });
    vec![Block::Lead(title, score.say(lang)), Block::Facts(facts.collect())]
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader as _, Xlsx};
    use uuid::Uuid;

    use super::*;
    use crate::{
        clock::Surroundings,
        domain::{ids::CompanyId, plan::Plan},
        ledger::{Ledger, Policy, Who, assessment::RankBy, demo, seeds},
        report::choice::choose,
    };

    fn view() -> View {
        let folder = tempfile::tempdir().unwrap();
        let today = jiff::civil::date(2026, 11, 23);
        let plan = Plan::from_toml(seeds::PLAN, "plan").unwrap();
        let set = demo::generate(&plan, &demo::DemoOptions { companies: 200, leads: 40, seed: 7, today });
        let who = Who { author: "a".into(), unit: "b".into(), device: "c".into() };
        let beginning = seeds::beginning("demo", today, set.changes());
        let path = folder.path().join("demo.zhaoshang");
        let ledger = Ledger::create(&path, beginning, who, Surroundings::system()).unwrap();
        let snapshot = ledger.snapshot();
        let policy = Policy::of(&snapshot).unwrap();
        View::of(snapshot, policy, today, &|_| true).unwrap()
    }

    fn wish(top: usize) -> Wish {
        Wish {
            lang: Lang::Zh,
            top,
            base: None,
            sector: None,
            tier: None,
            rank: RankBy::Value,
            level: Level::Leader,
            reason: String::new(),
            author: String::new(),
            title: "名单".into(),
            fictional: true,
        }
    }

    fn kept(view: &View, top: usize) -> KeptList {
        KeptList::of(view, &choose(view, &wish(top)).chosen, RankBy::Value, Some(top))
    }

    fn sheet(bytes: &[u8], name: &str) -> String {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
        format!("{:?}", book.worksheet_range(name).unwrap().rows().collect::<Vec<_>>())
    }

    #[test]
    fn a_kept_list_is_written_as_it_was_and_names_who_is_gone() {
        let view = view();
        let mut list = kept(&view, 5);
        list.as_of = jiff::civil::date(2026, 3, 5);
        list.rows[0].value = 12.25;
        list.rows[1].company = CompanyId::from_uuid(Uuid::from_u128(1));
        list.rows[1].name = "已删公司".into();
        let source = Source { view: &view, made: &list, list: &list, order: &[] };
        assert_eq!(source.gone_names(), ["已删公司"]);
        let paper = source.paper(&wish(5));
        assert_eq!(paper.rows(), 5);
        let bytes = paper.xlsx().unwrap();
        let first = sheet(&bytes, "短名单");
        for word in ["存档数据 2026-03-05", "12.25", "已删公司", "已从企业表删除"] {
            assert!(first.contains(word), "{word} in {first}");
        }
        let notes = sheet(&bytes, "说明");
        assert!(notes.contains("1 家已从企业表删除：已删公司") && notes.contains("匹配依据"), "{notes}");
        assert!(paper.pdf().unwrap().starts_with(b"%PDF-"));
        assert_eq!(String::from_utf8(paper.csv().unwrap()).unwrap().lines().count(), 6);
        let today = source.today(&wish(5));
        assert_eq!(today.document().rows.len(), 4);
        assert!(today.document().title.contains("今日数据 2026-11-23"));
        assert_eq!(today.document().left_out[0].examples, ["已删公司"]);
    }

    #[test]
    fn a_packet_has_the_points_that_are_proposed_and_details_only_where_they_belong_to_them() {
        let view = view();
        let mut list = kept(&view, 4);
        list.rows[1].value -= 5.0;
        list.rows[1].cells[0].points -= 5.0;
        list.rows[2].company = CompanyId::from_uuid(Uuid::from_u128(1));
        let source = Source { view: &view, made: &list, list: &list, order: &[] };
        let (released, packet) = source.packet(&wish(4), ShortlistId::from_uuid(Uuid::from_u128(9)), 3);
        assert_eq!(packet.bare, BTreeSet::from([2, 3]));
        for (row, kept) in released.document().rows.iter().zip(&list.rows) {
            let own: f64 = row.breakdown.iter().filter_map(|cell| cell.points).sum();
            assert!((row.value - kept.value).abs() < 1e-9 && (own - kept.value).abs() < 1e-6, "{}", row.name);
        }
        let has_details = |row: &ShortlistRow| row.breakdown.iter().any(|cell| !cell.source.is_empty());
        let details: Vec<bool> = released.document().rows.iter().map(has_details).collect();
        assert_eq!(details, [true, false, false, true]);
        assert!(packet.notes.iter().any(|note| note.starts_with("2 家只列存档得分")), "{:?}", packet.notes);
    }
}
