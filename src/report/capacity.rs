//! The capacity report: what each base has, what its open leads make of it by the target date, and who carries it.

use super::{
    compose::Wish,
    level::Level,
    pdf::{
        self, Align, Block, Drawing, Grid, GridCell, GridColumn, Ink, Paper, PdfError, Width,
        mark::{Anchor, Pen},
    },
    personal::strike,
    persons,
    sheets::{page_word, versions_line},
    shortlist::VersionStamp,
};
use crate::{
    capacity::{SlotRange, distribution},
    domain::{
        company::HonourKind,
        plan::{Plan, Tier},
    },
    ledger::{
        View,
        assessment::{SlotLead, SlotState},
    },
    text::{
        Label as _, Lang, Say as _, format,
        papers::{PaperText as Sentence, PaperWord as Word},
        report::ReportWord,
        scoring as reasons,
    },
};

/// Leads named below a seat.
const LEADS: usize = 8;
/// Bars in the picture of a distribution.
const BARS: usize = 24;

/// The capacity report, before it is held to its level.
#[derive(Debug, Clone, PartialEq)]
pub struct CapacityDocument {
    lang: Lang,
    level: Level,
    title: String,
    author: String,
    made_on: jiff::civil::Date,
    target_date: jiff::civil::Date,
    fictional: bool,
    versions: [VersionStamp; 2],
    bases: Vec<BasePart>,
    /// Names of people the workspace knows in connection with the leads; struck from texts below the full level.
    persons: Vec<String>,
}

/// A base with its seats.
#[derive(Debug, Clone, PartialEq)]
struct BasePart {
    name: String,
    places: String,
    slots: Vec<SlotPart>,
}

/// The seats of a tier.
#[derive(Debug, Clone, PartialEq)]
struct SlotPart {
    tier: Tier,
    range: SlotRange,
    requires: Option<HonourKind>,
    landed: Vec<String>,
    /// Chances of the open leads, likeliest first.
    chances: Vec<f64>,
    reaches_min: f64,
    reaches_max: f64,
    expected: f64,
    /// The plan's own date, where it has passed, with how many had landed.
    passed: Option<(jiff::civil::Date, usize)>,
    leads: Vec<LeadPart>,
}

/// An open lead of a seat.
#[derive(Debug, Clone, PartialEq)]
struct LeadPart {
    company: String,
    title: String,
    stage: String,
    chance: f64,
    basis: String,
    without: f64,
}

/// A capacity report that contains only what its level allows.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedCapacity(CapacityDocument);

/// The report over a view.
pub fn capacity(view: &View, wish: &Wish) -> CapacityDocument {
    let plan = &view.policy.plan;
    let bases = plan.bases.iter().map(|base| base_part(view, plan, base, wish.lang));
    let leads = view.assessment.slots.iter().flat_map(|slot| &slot.open);
    let mut persons: Vec<String> = leads.flat_map(|lead| persons::known(&view.snapshot, lead.company)).collect();
    persons.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    persons.dedup();
    let stamp = |stamp: &crate::ledger::Stamp| VersionStamp {
        title: stamp.title.clone(),
        version: String::new(),
        sha256: stamp.sha256.clone(),
    };
    CapacityDocument {
        lang: wish.lang,
        level: wish.level,
        title: Word::CapacityTitle.say(wish.lang),
        author: wish.author.clone(),
        made_on: view.as_of,
        target_date: view.target_date,
        fictional: wish.fictional,
        versions: [stamp(&view.policy.plan_stamp), stamp(&view.policy.model_stamp)],
        bases: bases.collect(),
        persons,
    }
}

fn base_part(view: &View, plan: &Plan, base: &crate::domain::plan::Base, lang: Lang) -> BasePart {
    let places: Vec<&str> = base
        .places
        .iter()
        .filter_map(|id| plan.places.iter().find(|place| place.id == *id))
        .map(|place| place.name.in_lang(lang))
        .collect();
    let slots = view.assessment.slots.iter().filter(|slot| slot.slot.base == base.id);
    BasePart {
        name: base.name.in_lang(lang).to_owned(),
        places: format::list(&places, lang),
        slots: slots.map(|slot| slot_part(view, slot, lang)).collect(),
    }
}

fn slot_part(view: &View, slot: &SlotState, lang: Lang) -> SlotPart {
    let company = |id: crate::domain::ids::CompanyId| {
        view.snapshot.companies.get(id.uuid()).map_or_else(String::new, |company| company.name.to_string())
    };
    let mut open: Vec<&SlotLead> = slot.open.iter().collect();
    open.sort_by(|one, other| other.p.total_cmp(&one.p).then_with(|| one.lead.cmp(&other.lead)));
    let leads = open.iter().filter_map(|carrier| {
        let lead = view.snapshot.leads.get(carrier.lead.uuid())?;
        let prospect = view.row_of(carrier.company).and_then(|row| view.assessment.prospects.get(row));
        let basis = prospect.map(|prospect| {
            let chance = &prospect.attainability;
            reasons::chance(chance.basis, chance.by_stage, |stage| stage.label(lang).to_owned()).say(lang)
        });
        Some(LeadPart {
            company: company(carrier.company),
            title: lead.title.to_string(),
            stage: lead.stage.label(lang).to_owned(),
            chance: carrier.p,
            basis: basis.unwrap_or_default(),
            without: carrier.without.reaches_min,
        })
    });
    SlotPart {
        tier: slot.slot.tier,
        range: slot.range,
        requires: slot.requires,
        landed: slot.landed.iter().map(|id| company(*id)).collect(),
        chances: open.iter().map(|lead| lead.p).collect(),
        reaches_min: slot.outlook.reaches_min,
        reaches_max: slot.outlook.reaches_max,
        expected: slot.outlook.expected,
        passed: slot.passed.then_some((slot.by, slot.landed.len())),
        leads: leads.collect(),
    }
}

impl CapacityDocument {
    /// Holds the report to its level. Only what comes out of here can be written.
    pub fn release(mut self) -> ReleasedCapacity {
        if !self.level.shows_negotiation() {
            self.author.clear();
            for slot in self.bases.iter_mut().flat_map(|base| &mut base.slots) {
                slot.leads.clear();
            }
        }
        if !self.level.shows_contacts() {
            let leads = self.bases.iter_mut().flat_map(|base| &mut base.slots).flat_map(|slot| &mut slot.leads);
            for text in leads.flat_map(|lead| [&mut lead.title, &mut lead.basis]).chain([&mut self.author]) {
                *text = strike(text, &self.persons).into_owned();
            }
        }
        self.persons.clear();
        ReleasedCapacity(self)
    }
}

impl ReleasedCapacity {
    /// How many seats of tiers it reports on.
    pub fn rows(&self) -> usize {
        self.0.bases.iter().map(|base| base.slots.len()).sum()
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.0.title
    }

    /// The PDF.
    pub fn pdf(&self) -> Result<Vec<u8>, PdfError> {
        pdf::write(&paper(&self.0))
    }
}

fn paper(document: &CapacityDocument) -> Paper {
    let lang = document.lang;
    let day = format::date(document.made_on, lang);
    let subtitle = format::clauses(
        &[
            Sentence::OwnOf { day: day.clone(), level: document.level.say(lang) }.say(lang),
            Sentence::ToTarget { day: format::date(document.target_date, lang) }.say(lang),
        ],
        lang,
    );
    let mut blocks = vec![Block::Title(document.title.clone()), Block::Subtitle(subtitle)];
    if document.fictional {
        blocks.push(Block::Notice(ReportWord::Fictional.say(lang)));
    }
    blocks.push(Block::Heading(Word::Seats.say(lang)));
    blocks.push(Block::Grid(board(document)));
    for base in &document.bases {
        blocks.push(Block::Heading(base.name.clone()));
        if !base.places.is_empty() {
            blocks.push(Block::Subtitle(base.places.clone()));
        }
        if base.slots.is_empty() {
            blocks.push(Block::Text(Word::NoTarget.say(lang)));
        }
        for slot in &base.slots {
            blocks.push(Block::Together(slot_blocks(document, slot)));
            if !slot.leads.is_empty() {
                blocks.push(Block::Grid(leads(slot, lang)));
            }
        }
    }
    blocks.push(Block::Heading(Word::HowCounted.say(lang)));
    blocks.push(Block::Note(Word::ReadSeats.say(lang)));
    blocks.push(Block::Note(Word::ReadChance.say(lang)));
    Paper {
        title: document.title.clone(),
        lang,
        made_on: document.made_on,
        landscape: false,
        scale: 1.0,
        head: [document.title.clone(), day],
        foot: versions_line(&document.versions[0], &document.versions[1], lang),
        page_word: page_word(lang),
        blocks,
    }
}

/// All seats on one page.
fn board(document: &CapacityDocument) -> Grid {
    let lang = document.lang;
    let columns = vec![
        GridColumn::new(Word::Base.say(lang), Width::Share(1.4), Align::Left),
        GridColumn::new(Word::Tier.say(lang), Width::Share(0.8), Align::Left),
        GridColumn::new(Word::Range.say(lang), Width::Fit, Align::Right),
        GridColumn::new(Word::Landed.say(lang), Width::Fit, Align::Right),
        GridColumn::new(Word::Negotiating.say(lang), Width::Fit, Align::Right),
        GridColumn::new(Word::Expected.say(lang), Width::Fit, Align::Right),
        GridColumn::new(Word::ReachMin.say(lang), Width::Fit, Align::Right),
        GridColumn::new(Word::ReachMax.say(lang), Width::Fit, Align::Right),
    ];
    let mut rows = Vec::new();
    for base in &document.bases {
        if base.slots.is_empty() {
            rows.push(vec![GridCell::text(&base.name), GridCell::Absent(Word::NoTarget.say(lang))]);
        }
        for (index, slot) in base.slots.iter().enumerate() {
            let name = if index == 0 { GridCell::text(&base.name) } else { GridCell::Blank };
            let range = Sentence::RangeOf { min: slot.range.min.to_string(), max: slot.range.max.to_string() };
            rows.push(vec![
                name,
                GridCell::text(slot.tier.say(lang)),
                GridCell::text(range.say(lang)),
                GridCell::text(format::count(slot.landed.len())),
                GridCell::text(format::count(slot.chances.len())),
                GridCell::text(format::fixed(slot.expected, 1)),
                GridCell::text(format::share(slot.reaches_min)),
                GridCell::text(format::share(slot.reaches_max)),
            ]);
        }
    }
    Grid { columns, rows, ..Grid::default() }
}

fn slot_blocks(document: &CapacityDocument, slot: &SlotPart) -> Vec<Block> {
    let lang = document.lang;
    let range = Sentence::RangeOf { min: slot.range.min.to_string(), max: slot.range.max.to_string() }.say(lang);
    let mut remark = vec![range];
    remark.extend(slot.requires.map(|honour| honour.label(lang).to_owned()));
    if let Some((day, reached)) = slot.passed {
        let passed = Sentence::PassedOn { day: format::iso_date(day), reached: format::count(reached) };
        remark.push(passed.say(lang));
    }
    let mut blocks =
        vec![Block::Lead(slot.tier.say(lang), format::clauses(&remark, lang)), Block::Drawing(seats(slot, lang))];
    if !slot.landed.is_empty() {
        blocks.push(Block::Facts(vec![(Word::Landed.say(lang), format::list(&slot.landed, lang))]));
    }
    if slot.chances.is_empty() {
        blocks.push(Block::Note(Word::NoOpenLeads.say(lang)));
    }
    blocks
}

/// Seats on the left: filled, half, empty; on the right the chance of each number of filled seats.
fn seats(slot: &SlotPart, lang: Lang) -> Drawing {
    let width = Paper::text_width(false);
    let mut drawing = Drawing::new(width, 78.0);
    let (side, gap, top) = (13.0_f32, 4.0_f32, 16.0_f32);
    let per_row = 10;
    drawing.word([0.0, 8.0], 7.5, Ink::Soft, Word::Seats.say(lang));
    let shown = usize::try_from(slot.range.max).unwrap_or(usize::MAX).max(slot.landed.len()).min(30);
    for seat in 0..shown {
        let x = (seat % per_row) as f32 * (side + gap);
        let y = top + (seat / per_row) as f32 * (side + gap);
        let at = [x, y, side, side];
        let needed = seat < usize::try_from(slot.range.min).unwrap_or(usize::MAX);
        if seat < slot.landed.len() {
            drawing.fill(at, Ink::Accent);
        } else if let Some(chance) = slot.chances.get(seat - slot.landed.len()) {
            // From below, as high as it is likely.
            #[allow(clippy::cast_possible_truncation)]
            let height = side * chance.clamp(0.0, 1.0) as f32;
            drawing.fill([x, y + side - height, side, height], Ink::Half);
        }
        let pen = if needed { Pen::new(Ink::Text, 1.1) } else { Pen::new(Ink::Strong, 0.6).dashed(2.0, 1.5) };
        drawing.outline(at, pen);
    }
    let left = 200.0;
    drawing.word([left, 8.0], 7.5, Ink::Soft, Word::Distribution.say(lang));
    let terms = distribution(&slot.chances);
    let bars = terms.len().min(BARS);
    let (base, height) = (64.0_f32, 44.0_f32);
    let step = ((width - left) / bars.max(1) as f32).min(34.0);
    let tallest = terms.iter().copied().fold(0.0, f64::max).max(1e-9);
    for (index, chance) in terms.iter().take(bars).enumerate() {
        let count = index + slot.landed.len();
        let x = left + index as f32 * step;
        #[allow(clippy::cast_possible_truncation)] // a height on paper
        let tall = height * (chance / tallest) as f32;
        let reached = count >= usize::try_from(slot.range.min).unwrap_or(usize::MAX);
        drawing
            .fill([x + 2.0, base - tall, (step - 4.0).max(1.5), tall], if reached { Ink::Accent } else { Ink::Span });
        drawing.label([x + step / 2.0, base + 9.0], 7.0, Ink::Soft, Anchor::Middle, count.to_string());
        if step > 22.0 && *chance >= 0.005 {
            drawing.label(
                [x + step / 2.0, base - tall - 2.0],
                6.5,
                Ink::Text,
                Anchor::Middle,
                format::share((chance * 100.0).round() / 100.0),
            );
        }
    }
    drawing.line([left, base], [left + step * bars as f32, base], Pen::new(Ink::Strong, 0.6));
    drawing
}

fn leads(slot: &SlotPart, lang: Lang) -> Grid {
    let columns = vec![
        GridColumn::new(Word::Carried.say(lang), Width::Share(1.6), Align::Left),
        GridColumn::new(Word::Stage.say(lang), Width::Fit, Align::Middle),
        GridColumn::new(Word::Chance.say(lang), Width::Fit, Align::Right),
        GridColumn::new(Word::Basis.say(lang), Width::Share(1.0), Align::Left),
        GridColumn::new(Word::WorthOf.say(lang), Width::Share(0.9), Align::Left),
    ];
    let rows = slot.leads.iter().take(LEADS).map(|lead| {
        let falls =
            Sentence::Falls { from: format::share(slot.reaches_min), to: format::share(lead.without) }.say(lang);
        vec![
            GridCell::Pair(lead.company.clone(), lead.title.clone()),
            GridCell::text(&lead.stage),
            GridCell::text(format::share(lead.chance)),
            GridCell::text(&lead.basis),
            GridCell::text(falls),
        ]
    });
    let mut rows: Vec<_> = rows.collect();
    if slot.leads.len() > LEADS {
        let more = Sentence::MoreLeads { count: format::count(slot.leads.len() - LEADS) };
        rows.push(vec![GridCell::Absent(more.say(lang))]);
    }
    Grid { columns, rows, size: 8.0, ..Grid::default() }
}
