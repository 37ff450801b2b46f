//! Places blocks on pages: what belongs together stays together, tables go on with their headings, every page has its
//! head, foot and number.

use super::{
    Block, Paper, breaking,
    grid::{Grid, SetGrid, SetRow},
    mark::{Anchor, Drawing, Ink, Label, Mark, Pen, Run},
    scene::drawing_of,
    setting::{Fill, Set, Style},
};
use crate::report::{
    face::Faces,
    scene::Weight,
    xlsx::{PAGE, PAGES},
};

/// ISO A4.
const SHORT: f32 = 595.28;
const LONG: f32 = 841.89;
/// Left and right margin.
const SIDE: f32 = 48.0;
/// Above the text.
const TOP: f32 = 58.0;
/// Below the text.
const BOTTOM: f32 = 58.0;

const TITLE: Style = Style::new(20.0, 28.0, Ink::Accent).bold();
const HEADING: Style = Style::new(12.0, 18.0, Ink::Text).bold();
const LEAD: Style = Style::new(10.5, 17.0, Ink::Text).bold();
const BODY: Style = Style::new(10.0, 16.0, Ink::Text);
const POINT: Style = Style::new(8.5, 13.0, Ink::Text);
const SMALL: Style = Style::new(8.5, 13.0, Ink::Soft);
const LABEL: Style = Style::new(8.5, 14.0, Ink::Soft);
const FACT: Style = Style::new(9.0, 14.0, Ink::Text);
const FURNITURE: Style = Style::new(7.5, 10.0, Ink::Soft);
const FIGURE: Style = Style::new(20.0, 26.0, Ink::Text).bold();

/// Height of what is said above a page on which a chapter goes on.
const AGAIN: f32 = 22.0;
const GOES_ON: Style = Style::new(9.0, 14.0, Ink::Soft).bold();

/// Lines of a fact that stay together.
const LONG_FACT: usize = 8;

/// A sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sheet {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Sheet {
    /// A4, upright or lying, so much larger that it is A4 when all on it is made smaller by the scale.
    pub fn of(landscape: bool, scale: f32) -> Self {
        let (width, height) = if landscape { (LONG, SHORT) } else { (SHORT, LONG) };
        let scale = scale.clamp(0.5, 1.0);
        Self { width: width / scale, height: height / scale }
    }

    /// Between the margins.
    pub fn text_width(self) -> f32 {
        self.width - 2.0 * SIDE
    }

    fn text_height(self) -> f32 {
        self.height - TOP - BOTTOM
    }
}

/// The marks of every page of a paper.
pub(super) fn pages(paper: &Paper, faces: &Faces) -> Vec<Vec<Mark>> {
    let mut flow = Flow::new(Sheet::of(paper.landscape, paper.scale), faces);
    flow.blocks(&paper.blocks);
    let total = flow.pages.len();
    let sheet = flow.sheet;
    let mut pages = flow.pages;
    for (number, page) in (1..).zip(&mut pages) {
        furniture(page, paper, sheet, faces, number, total);
        for mark in page {
            *mark = scaled(mark.clone(), paper.scale.clamp(0.5, 1.0));
        }
    }
    pages
}

/// A block, measured.
struct Piece {
    /// Blank above it, except at the top of a page.
    gap: f32,
    /// Height of all of it.
    height: f32,
    /// Height of the least part that may stand on a page.
    least: f32,
    /// It stays with what follows.
    leads: bool,
    kind: Kind,
}

enum Kind {
    Lines {
        set: Set,
        x: f32,
        before: Vec<Mark>,
    },
    Marks(Vec<Mark>),
    Grid(SetGrid),
    Blank,
    NewPage,
    /// From here on this stands above every new page; none = nothing.
    Again(Option<Set>),
    Together(Vec<Piece>),
}

struct Flow<'a> {
    sheet: Sheet,
    faces: &'a Faces,
    pages: Vec<Vec<Mark>>,
    /// Where the next block begins.
    y: f32,
    /// Where blocks begin on this page.
    top: f32,
    /// What stands above every new page.
    again: Option<Set>,
}

impl<'a> Flow<'a> {
    fn new(sheet: Sheet, faces: &'a Faces) -> Self {
        Self { sheet, faces, pages: vec![Vec::new()], y: TOP, top: TOP, again: None }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let pieces: Vec<Piece> = blocks.iter().flat_map(|block| self.pieces(block)).collect();
        self.place_all(pieces);
    }

    fn place_all(&mut self, pieces: Vec<Piece>) {
        let mut needs = Vec::with_capacity(pieces.len());
        let mut behind = 0.0;
        for piece in pieces.iter().rev() {
            let own = piece.gap + if piece.leads { piece.height + behind } else { piece.least };
            needs.push(own);
            behind = own;
        }
        needs.reverse();
        for (piece, need) in pieces.into_iter().zip(needs) {
            self.place(piece, need);
        }
    }

    fn room(&self) -> f32 {
        self.sheet.height - BOTTOM - self.y
    }

    fn is_top(&self) -> bool {
        self.y <= self.top + 0.01
    }

    fn new_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
        if let Some(again) = &self.again {
            let run = again.line(0, SIDE, TOP).map(Mark::Run);
            self.draw(run);
            self.y += AGAIN;
        }
        self.top = self.y;
    }

    /// What of a new page is free.
    fn page_height(&self) -> f32 {
        self.sheet.text_height() - if self.again.is_some() { AGAIN } else { 0.0 }
    }

    fn draw(&mut self, marks: impl IntoIterator<Item = Mark>) {
        if let Some(page) = self.pages.last_mut() {
            page.extend(marks);
        }
    }

    /// Places a piece; `need` is how much must fit below its beginning.
    fn place(&mut self, piece: Piece, need: f32) {
        let piece = match piece {
            Piece { kind: Kind::Again(again), .. } => {
                self.again = again;
                return;
            }
            other => other,
        };
        if matches!(piece.kind, Kind::NewPage) {
            if !self.is_top() {
                self.new_page();
            }
            return;
        }
        if !self.is_top() {
            if need > self.room() + 0.01 {
                self.new_page();
            } else {
                self.y += piece.gap;
            }
        }
        match piece.kind {
            Kind::NewPage | Kind::Again(_) => {}
            Kind::Blank => self.y += piece.height.min(self.room()),
            Kind::Marks(marks) => {
                let y = self.y;
                self.draw(marks.into_iter().map(|mark| moved(mark, SIDE, y)));
                self.y += piece.height;
            }
            Kind::Lines { set, x, before } => self.lines(&set, x, before),
            Kind::Grid(grid) => self.grid(&grid),
            Kind::Together(pieces) => self.place_all(pieces),
        }
    }

    fn lines(&mut self, set: &Set, x: f32, before: Vec<Mark>) {
        let y = self.y;
        self.draw(before.into_iter().map(|mark| moved(mark, SIDE, y)));
        for index in 0..set.len() {
            // Neither the first nor the last line of a paragraph stands alone on a page.
            let lonely = index + 2 == set.len() && set.len() > 3 && self.room() < 2.0 * set.leading();
            if set.leading() > self.room() + 0.01 || lonely {
                self.new_page();
            }
            let run = set.line(index, SIDE + x, self.y);
            self.draw(run.map(Mark::Run));
            self.y += set.leading();
        }
    }

    fn grid(&mut self, grid: &SetGrid) {
        self.row(grid, &grid.head);
        let on_a_page = self.page_height() - grid.head.height;
        for (index, row) in grid.rows.iter().enumerate() {
            // The last row takes the one before it along, so that it does not stand alone below the headings.
            let behind = grid.rows.get(index + 1).filter(|_| index > 0 && index + 2 == grid.rows.len());
            let both = row.height + behind.map_or(0.0, |row| row.height);
            let asks = if both <= on_a_page { both } else { row.height };
            if asks > self.room() + 0.01 && (row.height <= on_a_page || self.room() < 80.0) {
                self.new_page();
                self.row(grid, &grid.head);
            }
            let mut rest = self.row(grid, row);
            while let Some(row) = rest {
                self.new_page();
                self.row(grid, &grid.head);
                rest = self.row(grid, &row);
            }
        }
    }

    fn row(&mut self, grid: &SetGrid, row: &SetRow) -> Option<SetRow> {
        let (marks, height, rest) = grid.draw(row, SIDE, self.y, self.room().max(40.0));
        self.draw(marks);
        self.y += height;
        rest
    }

    fn pieces(&self, block: &Block) -> Vec<Piece> {
        match block {
            Block::Title(text) => {
                let title = Set::balanced(text, TITLE, self.sheet.text_width(), Fill::Left, self.faces);
                vec![Piece::lines(title, 0.0, 0.0, true)]
            }
            Block::Subtitle(text) => vec![self.text(text, SMALL, Fill::Left, 2.0, true)],
            Block::Heading(text) => vec![Piece::again(None), self.heading(text)],
            Block::Chapter(text, again) => {
                let again = Set::one_line(again, GOES_ON, self.sheet.text_width(), Fill::Left, self.faces);
                vec![Piece::again(None), self.heading(text), Piece::again(Some(again))]
            }
            Block::Lead(name, remark) => vec![self.lead(name, remark)],
            Block::Columns(left, right) => vec![self.columns(left, right)],
            Block::Text(text) => vec![self.text(text, BODY, Fill::Full, 5.0, false)],
            Block::Note(text) => vec![self.text(text, SMALL, Fill::Full, 5.0, false)],
            Block::Notice(text) => {
                vec![self.text(text, Style { ink: Ink::EstimateText, ..SMALL }.bold(), Fill::Left, 4.0, false)]
            }
            Block::Items(items) => items.iter().map(|item| self.item(item, BODY)).collect(),
            Block::Points(items) => items.iter().map(|item| self.item(item, POINT)).collect(),
            Block::Facts(facts) => self.facts(facts),
            Block::Lines(facts, widest) => self.fact_lines(facts, widest),
            Block::Figures(figures) => vec![self.figures(figures)],
            Block::Grid(grid) => vec![self.table(grid)],
            Block::Drawing(drawing) => vec![self.drawing(drawing)],
            Block::Scene(scene) => vec![self.drawing(&drawing_of(scene))],
            Block::Signatures(labels) => self.signatures(labels),
            Block::Space(height) => vec![Piece { height: *height, ..Piece::of(Kind::Blank, 0.0) }],
            Block::NewPage => vec![Piece::of(Kind::NewPage, 0.0)],
            Block::Together(blocks) => {
                let pieces: Vec<Piece> = blocks.iter().flat_map(|block| self.pieces(block)).collect();
                // What ends a chapter ends it before the page does.
                let ends = pieces.first().is_some_and(|piece| matches!(piece.kind, Kind::Again(None)));
                let height = pieces.iter().map(|piece| piece.gap + piece.height).sum::<f32>();
                let whole = height <= self.sheet.text_height() - AGAIN;
                let first = pieces.iter().find(|piece| !matches!(piece.kind, Kind::Again(_)));
                let least = if whole { height } else { first.map_or(0.0, |piece| piece.least) };
                let together = Piece { gap: 0.0, height, least, leads: false, kind: Kind::Together(pieces) };
                if ends { vec![Piece::again(None), together] } else { vec![together] }
            }
        }
    }

    fn text(&self, text: &str, style: Style, fill: Fill, gap: f32, leads: bool) -> Piece {
        let set = Set::new(text, style, self.sheet.text_width(), fill, self.faces);
        Piece::lines(set, 0.0, gap, leads)
    }

    /// A heading with a stroke of the accent before it.
    fn heading(&self, text: &str) -> Piece {
        let set = Set::new(text, HEADING, self.sheet.text_width() - 9.0, Fill::Left, self.faces);
        let mut bar = Drawing::new(3.0, HEADING.leading);
        bar.fill([0.0, 3.0, 3.0, HEADING.leading - 6.0], Ink::Accent);
        Piece::lines(set, 9.0, 14.0, true).beside(bar.marks).with_space(4.0)
    }

    /// A name in bold with a remark flush right; below it where both do not fit.
    fn lead(&self, name: &str, remark: &str) -> Piece {
        let width = self.sheet.text_width();
        let name = Set::balanced(name, LEAD, width, Fill::Left, self.faces);
        let remark = Set::new(remark, SMALL, width, Fill::Right, self.faces);
        let beside = name.len() == 1 && name.widest() + remark.widest() + 16.0 < width;
        let mut marks: Vec<Mark> = name.runs(0.0, 0.0).into_iter().map(Mark::Run).collect();
        let below = if beside { (LEAD.leading - SMALL.leading) / 2.0 } else { name.height() };
        marks.extend(remark.runs(0.0, below).into_iter().map(Mark::Run));
        let height = if beside { name.height() } else { name.height() + remark.height() } + 1.0;
        let line = vec![[0.0, height], [width, height]];
        marks.push(Mark::Path { points: line, closed: false, fill: None, pen: Some(Pen::new(Ink::Line, 0.6)) });
        Piece { height: height + 2.0, leads: true, least: height, ..Piece::of(Kind::Marks(marks), 12.0) }
    }

    /// Two columns as one picture.
    fn columns(&self, left: &[Block], right: &[Block]) -> Piece {
        let gutter = 22.0;
        let width = (self.sheet.text_width() - gutter) / 2.0;
        // A sheet so long that nothing ends on it, with margins of the usual width.
        let sheet = Sheet { width: width + 2.0 * SIDE, height: 1.0e6 };
        let mut marks = Vec::new();
        let mut height = 0.0_f32;
        for (blocks, x) in [(left, 0.0), (right, width + gutter)] {
            let mut flow = Flow::new(sheet, self.faces);
            flow.blocks(blocks);
            height = height.max(flow.y - TOP);
            marks.extend(flow.pages.into_iter().flatten().map(|mark| moved(mark, x - SIDE, -TOP)));
        }
        Piece { height, least: height, ..Piece::of(Kind::Marks(marks), 12.0) }
    }

    fn item(&self, text: &str, style: Style) -> Piece {
        let indent = 9.0;
        let set = Set::new(text, style, self.sheet.text_width() - indent, Fill::Full, self.faces);
        let mut dot = Drawing::new(indent, style.leading);
        dot.fill([0.5, style.leading / 2.0 - 1.5, 3.0, 3.0], Ink::Accent);
        Piece::lines(set, indent, 1.0, false).beside(dot.marks)
    }

    /// Labels in a column of their own; two facts beside each other where they are short.
    fn facts(&self, facts: &[(String, String)]) -> Vec<Piece> {
        let width = self.sheet.text_width();
        let gutter = 20.0;
        // A narrow column has no room for two.
        let half = if width < 320.0 { width } else { (width - gutter) / 2.0 };
        let (label_style, value_style) = (LABEL, FACT);
        let label_width = facts
            .iter()
            .map(|(label, _)| self.faces.width(label, Weight::Regular) * label_style.size)
            .fold(0.0, f32::max)
            .min(half * 0.45)
            + 10.0;
        let one = |fact: &(String, String), column: f32| {
            let label = Set::new(&fact.0, label_style, label_width - 8.0, Fill::Left, self.faces);
            let value = Set::new(&fact.1, value_style, column - label_width, Fill::Left, self.faces);
            (label, value)
        };
        let mut pieces = Vec::new();
        let mut waiting: Option<(Set, Set)> = None;
        // Two beside each other are as long as half the width; what is longer has a line of its own.
        let row = |cells: &[(&(Set, Set), f32)]| {
            let height = cells.iter().map(|((label, value), _)| label.height().max(value.height())).fold(0.0, f32::max);
            let mut marks = Vec::new();
            for ((label, value), x) in cells {
                marks.extend(label.runs(*x, 0.0).into_iter().map(Mark::Run));
                marks.extend(value.runs(x + label_width, 0.0).into_iter().map(Mark::Run));
            }
            Piece { height, least: height, ..Piece::of(Kind::Marks(marks), 1.0) }
        };
        // What would fill much of a page goes on over its end.
        let paragraph = |(label, value): (Set, Set)| {
            let label = label.runs(0.0, 0.0).into_iter().map(Mark::Run).collect();
            Piece::lines(value, label_width, 1.0, false).beside(label)
        };
        for fact in facts {
            let short = one(fact, half);
            if short.1.len() > 1 {
                if let Some(left) = waiting.take() {
                    pieces.push(row(&[(&left, 0.0)]));
                }
                let long = one(fact, width);
                pieces.push(if long.1.len() > LONG_FACT { paragraph(long) } else { row(&[(&long, 0.0)]) });
            } else if half >= width {
                pieces.push(row(&[(&short, 0.0)]));
            } else if let Some(left) = waiting.take() {
                pieces.push(row(&[(&left, 0.0), (&short, half + gutter)]));
            } else {
                waiting = Some(short);
            }
        }
        if let Some(left) = waiting {
            pieces.push(row(&[(&left, 0.0)]));
        }
        pieces
    }

    /// Labels in a column of the width of the widest of all such blocks, each fact on a line of its own.
    fn fact_lines(&self, facts: &[(String, String)], widest: &str) -> Vec<Piece> {
        let width = self.sheet.text_width();
        let label_width = (self.faces.width(widest, Weight::Regular) * LABEL.size).min(width * 0.3) + 10.0;
        let piece = |(label, value): &(String, String)| {
            let label = Set::new(label, LABEL, label_width - 8.0, Fill::Left, self.faces);
            let value = Set::new(value, FACT, width - label_width, Fill::Left, self.faces);
            let mut marks: Vec<Mark> = label.runs(0.0, 0.0).into_iter().map(Mark::Run).collect();
            if value.len() > LONG_FACT {
                return Piece::lines(value, label_width, 1.0, false).beside(marks);
            }
            marks.extend(value.runs(label_width, 0.0).into_iter().map(Mark::Run));
            let height = label.height().max(value.height());
            Piece { height, least: height, ..Piece::of(Kind::Marks(marks), 1.0) }
        };
        facts.iter().map(piece).collect()
    }

    /// Boxes beside each other, each with a figure.
    fn figures(&self, figures: &[[String; 3]]) -> Piece {
        let gap = 8.0;
        let count = figures.len().max(1) as f32;
        let width = (self.sheet.text_width() - gap * (count - 1.0)) / count;
        let mut drawing = Drawing::new(self.sheet.text_width(), 0.0);
        let inside = width - 16.0;
        let mut height = 0.0_f32;
        let mut boxes = Vec::new();
        for (index, [figure, label, remark]) in figures.iter().enumerate() {
            let x = index as f32 * (width + gap);
            let mut figure_style = FIGURE;
            while figure_style.size > 10.0 && self.faces.width(figure, Weight::Bold) * figure_style.size > inside {
                figure_style.size -= 1.0;
            }
            let label = Set::one_line(label, SMALL, inside, Fill::Left, self.faces);
            let figure = Set::one_line(figure, figure_style, inside, Fill::Left, self.faces);
            let small = Style::new(7.5, 11.0, Ink::Soft);
            let remark = Set::new(remark, small, inside, Fill::Left, self.faces);
            let mut marks = label.runs(x + 8.0, 6.0);
            marks.extend(figure.runs(x + 8.0, 6.0 + SMALL.leading));
            marks.extend(remark.runs(x + 8.0, 6.0 + SMALL.leading + FIGURE.leading));
            height = height.max(6.0 + SMALL.leading + FIGURE.leading + remark.height() + 6.0);
            boxes.push((x, marks));
        }
        for (x, runs) in boxes {
            drawing.outline([x, 0.0, width, height], Pen::new(Ink::Line, 0.8));
            drawing.marks.extend(runs.into_iter().map(Mark::Run));
        }
        Piece { height, least: height, ..Piece::of(Kind::Marks(drawing.marks), 8.0) }
    }

    fn table(&self, grid: &Grid) -> Piece {
        let set = SetGrid::new(grid, self.sheet.text_width(), self.faces);
        let first = set.rows.first().map_or(0.0, |row| row.height);
        let height = set.head.height + set.rows.iter().map(|row| row.height).sum::<f32>();
        // Two rows stay together; of more, the headings and the first.
        let second = set.rows.get(1).filter(|_| set.rows.len() == 2).map_or(0.0, |row| row.height);
        let least = set.head.height + (first + second).min(self.sheet.text_height() * 0.4);
        Piece { height, least, ..Piece::of(Kind::Grid(set), 5.0) }
    }

    fn drawing(&self, drawing: &Drawing) -> Piece {
        // What is larger than the page is made smaller, never cut off.
        let scale = (self.sheet.text_width() / drawing.width.max(1.0))
            .min(self.sheet.text_height() / drawing.height.max(1.0))
            .min(1.0);
        let marks = drawing.marks.iter().map(|mark| scaled(mark.clone(), scale)).map(|mark| self.settled(mark));
        let height = drawing.height * scale;
        Piece { height, least: height, ..Piece::of(Kind::Marks(marks.collect()), 6.0) }
    }

    /// Words of a drawing as signs with places.
    fn settled(&self, mark: Mark) -> Mark {
        match mark {
            Mark::Label(label) => Mark::Run(label_run(&label, self.faces)),
            other => other,
        }
    }

    fn signatures(&self, labels: &[String]) -> Vec<Piece> {
        let width = self.sheet.text_width();
        let columns = labels.len().clamp(1, 3);
        let each = width / columns as f32;
        labels
            .chunks(columns)
            .map(|labels| {
                let mut drawing = Drawing::new(width, 44.0);
                for (index, label) in labels.iter().enumerate() {
                    let x = index as f32 * each;
                    let set = Set::one_line(label, Style { size: 9.5, ..BODY }, each - 70.0, Fill::Left, self.faces);
                    let from = x + set.widest() + 4.0;
                    drawing.marks.extend(set.runs(x, 24.0).into_iter().map(Mark::Run));
                    drawing.line([from, 38.0], [(x + each - 18.0).max(from + 40.0), 38.0], Pen::new(Ink::Strong, 0.6));
                }
                Piece { height: 44.0, least: 44.0, ..Piece::of(Kind::Marks(drawing.marks), 4.0) }
            })
            .collect()
    }
}

impl Piece {
    fn of(kind: Kind, gap: f32) -> Self {
        Self { gap, height: 0.0, least: 0.0, leads: false, kind }
    }

    /// What stands above new pages from here on; it parts nothing from what follows.
    fn again(set: Option<Set>) -> Self {
        Self { leads: true, ..Self::of(Kind::Again(set), 0.0) }
    }

    fn lines(set: Set, x: f32, gap: f32, leads: bool) -> Self {
        let height = set.height();
        // Two lines at least stand before a page ends.
        let least = if set.len() > 3 { 2.0 * set.leading() } else { height };
        Self { gap, height, least, leads, kind: Kind::Lines { set, x, before: Vec::new() } }
    }

    /// Lines with marks at the first of them.
    fn beside(mut self, marks: Vec<Mark>) -> Self {
        if let Kind::Lines { before, .. } = &mut self.kind {
            *before = marks;
        }
        self
    }

    /// The same as a part of something with blank below it.
    fn with_space(self, space: f32) -> Self {
        let (gap, leads, height) = (self.gap, self.leads, self.height + space);
        let blank = Self { height: space, ..Self::of(Kind::Blank, 0.0) };
        let inner = vec![Self { gap: 0.0, ..self }, blank];
        Self { gap, height, least: height, leads, kind: Kind::Together(inner) }
    }
}

/// A word with its signs placed.
fn label_run(label: &Label, faces: &Faces) -> Run {
    let weight = if label.bold { Weight::Bold } else { Weight::Regular };
    let text = label.text.replace('\n', " ");
    let mut signs = breaking::signs(&text, weight, faces);
    if let Some(room) = label.room
        && signs.iter().map(|sign| sign.advance).sum::<f32>() * label.size > room
    {
        let style = Style { size: label.size, leading: label.size, weight, ink: label.ink };
        let set = Set::one_line(&text, style, room, Fill::Left, faces);
        signs = set.line(0, 0.0, 0.0).map_or_else(Vec::new, |run| run.signs);
    }
    let width: f32 = signs.iter().map(|sign| sign.advance).sum::<f32>() * label.size;
    let back = match label.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => width / 2.0,
        Anchor::End => width,
    };
    Run { at: [label.at[0] - back, label.at[1]], size: label.size, ink: label.ink, signs }
}

fn moved(mark: Mark, x: f32, y: f32) -> Mark {
    mapped(mark, |[a, b]| [a + x, b + y], 1.0)
}

fn scaled(mark: Mark, scale: f32) -> Mark {
    if (scale - 1.0).abs() < 1e-6 { mark } else { mapped(mark, |[a, b]| [a * scale, b * scale], scale) }
}

fn mapped(mark: Mark, to: impl Fn([f32; 2]) -> [f32; 2], scale: f32) -> Mark {
    let thinner = |pen: Pen| Pen { width: pen.width * scale.max(0.5), ..pen };
    match mark {
        Mark::Box { at: [x, y, width, height], fill, pen } => {
            let [x, y] = to([x, y]);
            Mark::Box { at: [x, y, width * scale, height * scale], fill, pen: pen.map(thinner) }
        }
        Mark::Path { points, closed, fill, pen } => {
            Mark::Path { points: points.into_iter().map(to).collect(), closed, fill, pen: pen.map(thinner) }
        }
        Mark::Label(label) => Mark::Label(Label {
            at: to(label.at),
            size: label.size * scale,
            room: label.room.map(|room| room * scale),
            ..label
        }),
        Mark::Run(run) => Mark::Run(Run { at: to(run.at), size: run.size * scale, ..run }),
    }
}

/// Head, foot and number of a page.
fn furniture(page: &mut Vec<Mark>, paper: &Paper, sheet: Sheet, faces: &Faces, number: usize, total: usize) {
    let width = sheet.text_width();
    let half = width * 0.5 - 8.0;
    let mut place = |text: &str, y: f32, fill: Fill, column: f32| {
        if !text.is_empty() {
            let x = if fill == Fill::Right { SIDE + width - column } else { SIDE };
            page.extend(Set::one_line(text, FURNITURE, column, fill, faces).runs(x, y).into_iter().map(Mark::Run));
        }
    };
    let foot = sheet.height - BOTTOM + 14.0;
    place(&paper.head[0], 30.0, Fill::Left, width * 0.7);
    place(&paper.head[1], 30.0, Fill::Right, width * 0.28);
    place(&paper.foot[0], foot, Fill::Left, half);
    place(&paper.foot[1], foot, Fill::Right, half);
    let word = paper.page_word.replace(PAGES, &total.to_string()).replace(PAGE, &number.to_string());
    place(&word, foot + 12.0, Fill::Middle, width);
    let pen = Some(Pen::new(Ink::Line, 0.5));
    for y in [44.0, foot - 4.0] {
        let points = vec![[SIDE, y], [SIDE + width, y]];
        page.push(Mark::Path { points, closed: false, fill: None, pen });
    }
}
