//! A report as it is shown and written, at a level of privacy.

use std::{borrow::Cow, collections::BTreeSet};

use jiff::civil::Date;

use super::{Drill, Part, Report};
use crate::{
    domain::ids::CompanyId,
    ledger::Snapshot,
    report::{
        personal::strike,
        persons,
        scene::{Anchor, Ink, Label, Scene, Shape, Weight, advance, elided, lines, point},
        seen::Seen,
        table::{Cell, Table},
    },
    text::Lang,
};

/// A report as it is shown and written.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Which.
    pub report: Report,
    /// Title.
    pub title: String,
    /// What is counted, and how.
    pub note: String,
    /// What the note leaves open; may be empty.
    pub caution: String,
    /// The chart; keys of its regions are places in `drills`.
    pub chart: Scene,
    /// The table behind it.
    pub table: Table,
    /// What the rows of the table are made of, each in the order of the rows.
    pub rows: Vec<Drill>,
    /// What the parts of the chart are made of.
    pub drills: Vec<Drill>,
}

impl Card {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.table.rows.is_empty()
    }

    /// Its table for a file, to be held to a level; below it stands what is counted, and how.
    pub fn seen(&self, snapshot: &Snapshot, made_on: Date, lang: Lang) -> Seen {
        let (mut table, persons) = (self.table.clone(), self.persons(snapshot));
        let words: Vec<&String> = [&self.note, &self.caution].into_iter().filter(|text| !text.is_empty()).collect();
        table.rows.extend((!words.is_empty()).then(Vec::new));
        table.rows.extend(words.into_iter().map(|text| vec![Cell::text(text)]));
        Seen { persons, remark: table.subtitle.clone(), ..Seen::new(table, made_on, lang) }
    }

    /// Its chart as a picture of its own: the title and what is counted above, what that leaves open and the days below.
    pub fn picture(&self) -> Scene {
        const MARGIN: f32 = 24.0;
        const LINE: f32 = 17.0;
        const SIZE: f32 = 12.0;
        let width = self.chart.width;
        let broken = |text: &str| lines(text, SIZE, Weight::Regular, width, 12);
        let (above, below) = (broken(&self.note), broken(&self.caution));
        let foot = lines(&self.table.subtitle, 11.0, Weight::Regular, width, 3);
        let top = MARGIN + 34.0 + LINE * above.len() as f32 + 8.0;
        let bottom = top + self.chart.height + 14.0;
        let end = bottom + LINE * (below.len() + foot.len()) as f32 + 8.0;
        let mut scene = Scene::new(width + 2.0 * MARGIN, end + MARGIN, &self.title);
        let head = Label::new(point(MARGIN, MARGIN + 12.0), &self.title, 20.0, Ink::Text).bold();
        scene.text(head.within(width));
        for (place, line) in above.into_iter().enumerate() {
            let at = point(MARGIN, MARGIN + 40.0 + LINE * place as f32);
            scene.text(Label::new(at, line, SIZE, Ink::TextSoft));
        }
        scene.place(&self.chart, point(MARGIN, top));
        let under = below.len();
        for (place, line) in below.into_iter().enumerate() {
            scene.text(Label::new(point(MARGIN, bottom + LINE * place as f32), line, SIZE, Ink::TextSoft));
        }
        for (place, line) in foot.into_iter().enumerate() {
            let at = point(MARGIN + width, bottom + 8.0 + LINE * (under + place) as f32);
            scene.text(Label::new(at, line, 11.0, Ink::TextSoft).anchored(Anchor::End));
        }
        scene
    }

    /// Strikes from a picture of its chart whatever reaches or names a person.
    pub fn strike_from(&self, picture: &mut Scene, snapshot: &Snapshot) {
        if self.stands() {
            return;
        }
        let known = persons::of_all(snapshot, self.companies(snapshot, &self.rows));
        let titles = || self.rows.iter().map(|row| row.title.as_str());
        for shape in &mut picture.shapes {
            let Shape::Text(label) = shape else { continue };
            // What was cut short is struck while it is whole, so that no half of a name stays.
            let whole = label.text.strip_suffix('…').and_then(|head| titles().find(|title| title.starts_with(head)));
            if let Cow::Owned(struck) = strike(whole.unwrap_or(&label.text), &known) {
                let width = advance(&label.text, label.size, label.weight);
                label.text = if whole.is_some() { elided(&struck, label.size, label.weight, width) } else { struck };
            }
        }
        for region in &mut picture.regions {
            if let Cow::Owned(struck) = strike(&region.words, &known) {
                region.words = struck;
            }
        }
    }

    /// Names of persons known with each row of its table; none where no free text names the rows.
    fn persons(&self, snapshot: &Snapshot) -> Vec<Vec<String>> {
        if self.stands() {
            return Vec::new();
        }
        let known = |row: &Drill| persons::of_all(snapshot, self.companies(snapshot, std::slice::from_ref(row)));
        self.rows.iter().map(known).collect()
    }

    /// Whether its rows are called by what is no free text.
    fn stands(&self) -> bool {
        self.table.columns.first().is_none_or(|column| column.stands)
    }

    fn companies(&self, snapshot: &Snapshot, rows: &[Drill]) -> BTreeSet<CompanyId> {
        let company = |part: &Part| match part {
            Part::Lead(lead, _) => snapshot.leads.get(lead.uuid()).map(|lead| lead.company),
            Part::Contact(company, ..) => Some(*company),
        };
        rows.iter().flat_map(|row| &row.parts).filter_map(company).collect()
    }
}
