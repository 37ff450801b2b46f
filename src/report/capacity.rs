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
    capacity::{SlotRange, distribution, poisson_binomial::in_sight},
    domain::{
        company::HonourKind,
        plan::{Plan, Tier},
    },
    ledger::{
        View,
        assessment::{SlotLead, SlotState},
        forecast::stages::{SlotStages, StageGroup},
    },
    text::{
        Label as _, Lang, Say as _, format,
        papers::{PaperText as Sentence, PaperWord as Word},
        report::{ReportMessage, ReportWord},
        scoring as reasons,
        ui_capacity::stages as by_stage,
    },
};

/// Leads named below a seat.
const LEADS: usize = 8;
/// Room for a sign of the name of a bar.
const BAR_SIGN: f32 = 4.2;
/// Landed firms named below a seat.
const FIRMS: usize = 40;

/// The capacity report, before it is held to its level.
#[derive(Debug, Clone, PartialEq)]
pub struct CapacityDocument {
    lang: Lang,
    level: Level,
    title: String,
    author: String,
    made_on: jiff::civil::Date,
    /// The day counted to.
    until: jiff::civil::Date,
    /// It is the workspace's 目标日期.
    is_target: bool,
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
    /// How many firms have landed.
    landed: usize,
    /// The first of them by name.
    firms: Vec<String>,
    /// The plan's own date, where it has passed.
    passed: Option<jiff::civil::Date>,
    /// None below the levels that may know of open leads.
    outlook: Option<OutlookPart>,
}

/// What the open leads of a seat make of it.
#[derive(Debug, Clone, PartialEq)]
struct OutlookPart {
    /// Their chances, likeliest first.
    chances: Vec<f64>,
    reaches_min: f64,
    reaches_max: f64,
    expected: f64,
    /// Firms that fill a seat, and open leads, by stage; empty where there is nobody.
    by_stage: [String; 2],
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

/// The report over a view, counted to the workspace's 目标日期.
pub fn capacity(view: &View, wish: &Wish) -> CapacityDocument {
    capacity_until(view, view.target_date, wish)
}

/// The same counted to another day.
pub fn capacity_until(view: &View, until: jiff::civil::Date, wish: &Wish) -> CapacityDocument {
    let plan = &view.policy.plan;
    let counted = view.slots_until(until);
    let bases = plan.bases.iter().map(|base| base_part(view, plan, base, &counted, wish.lang));
    let leads = counted.iter().flat_map(|slot| &slot.open);
    let persons = persons::of_all(&view.snapshot, leads.map(|lead| lead.company));
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
        until,
        is_target: until == view.target_date,
        fictional: wish.fictional,
        versions: [stamp(&view.policy.plan_stamp), stamp(&view.policy.model_stamp)],
        bases: bases.collect(),
        persons,
    }
}

fn base_part(
    view: &View,
    plan: &Plan,
    base: &crate::domain::plan::Base,
    counted: &[SlotState],
    lang: Lang,
) -> BasePart {
    let places: Vec<&str> = base
        .places
        .iter()
        .filter_map(|id| plan.places.iter().find(|place| place.id == *id))
        .map(|place| place.name.in_lang(lang))
        .collect();
    let slots = counted.iter().filter(|slot| slot.slot.base == base.id);
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
        let prospect = view.prospect(carrier.company);
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
    let stages = SlotStages::of(slot, &view.snapshot);
    SlotPart {
        tier: slot.slot.tier,
        range: slot.range,
        requires: slot.requires,
        landed: slot.landed.len(),
        firms: slot.landed.iter().take(FIRMS).map(|id| company(*id)).collect(),
        passed: slot.passed.then_some(slot.by),
        outlook: Some(OutlookPart {
            chances: open.iter().map(|lead| lead.p).collect(),
            reaches_min: slot.outlook.reaches_min,
            reaches_max: slot.outlook.reaches_max,
            expected: slot.outlook.expected,
            by_stage: [stages.holders, stages.open]
                .map(|groups| by_stage(groups.iter().map(StageGroup::counted), lang)),
            leads: leads.collect(),
        }),
    }
}

impl CapacityDocument {
    /// Holds the report to its level. Only what comes out of here can be written.
    pub fn release(mut self) -> ReleasedCapacity {
        if !self.level.shows_negotiation() {
            self.author.clear();
            for slot in self.bases.iter_mut().flat_map(|base| &mut base.slots) {
                slot.outlook = None;
                // Whose lead has landed says at which stage it is.
                slot.firms.clear();
            }
        }
        if !self.level.shows_contacts() {
            let slots = self.bases.iter_mut().flat_map(|base| &mut base.slots);
            let leads = slots.filter_map(|slot| slot.outlook.as_mut()).flat_map(|outlook| &mut outlook.leads);
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
    let looks_ahead = document.level.shows_negotiation();
    let mut subtitle = vec![Sentence::OwnOf { day: day.clone(), level: document.level.say(lang) }.say(lang)];
    if looks_ahead {
        let day = format::date(document.until, lang);
        let counted = if document.is_target { Sentence::ToTarget { day } } else { Sentence::ToDay { day } };
        subtitle.push(counted.say(lang));
    }
    let subtitle = format::clauses(&subtitle, lang);
    let mut blocks = vec![Block::Title(document.title.clone()), Block::Subtitle(subtitle)];
    if document.fictional {
        blocks.push(Block::Notice(ReportWord::Fictional.say(lang)));
    }
    blocks.push(Block::Heading(Word::Seats.say(lang)));
    blocks.push(Block::Grid(board(document)));
    for base in &document.bases {
        let again = ReportMessage::Continued { name: base.name.clone() }.say(lang);
        blocks.push(Block::Chapter(base.name.clone(), again));
        if !base.places.is_empty() {
            blocks.push(Block::Subtitle(base.places.clone()));
        }
        if base.slots.is_empty() {
            blocks.push(Block::Text(Word::NoTarget.say(lang)));
        }
        for slot in &base.slots {
            blocks.push(Block::Together(slot_blocks(document, slot)));
            if let Some(outlook) = slot.outlook.as_ref().filter(|outlook| !outlook.leads.is_empty()) {
                blocks.push(Block::Grid(leads(outlook, lang)));
            }
        }
    }
    let notes = if looks_ahead { vec![Word::ReadSeats, Word::ReadChance] } else { vec![Word::ReadLanded] };
    let mut counted = vec![Block::Heading(Word::HowCounted.say(lang))];
    counted.extend(notes.iter().map(|note| Block::Note(note.say(lang))));
    blocks.push(Block::Together(counted));
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
    let mut columns = vec![
        GridColumn::new(Word::Base.say(lang), Width::Share(1.4), Align::Left),
        GridColumn::new(Word::Tier.say(lang), Width::Share(0.8), Align::Left),
    ];
    let mut figures = vec![Word::Range, Word::Landed];
    if document.level.shows_negotiation() {
        figures.extend([Word::Negotiating, Word::Expected, Word::ReachMin, Word::ReachMax]);
    }
    columns.extend(figures.iter().map(|word| GridColumn::new(word.say(lang), Width::Fit, Align::Right)));
    let mut rows = Vec::new();
    for base in &document.bases {
        if base.slots.is_empty() {
            rows.push(vec![GridCell::text(&base.name), GridCell::Absent(Word::NoTarget.say(lang))]);
        }
        for (index, slot) in base.slots.iter().enumerate() {
            let name = if index == 0 { GridCell::text(&base.name) } else { GridCell::Blank };
            let mut cells = vec![
                name,
                GridCell::text(slot.tier.say(lang)),
                GridCell::text(range_words(slot.range, lang)),
                GridCell::text(format::count(slot.landed)),
            ];
            cells.extend(slot.outlook.iter().flat_map(|outlook| {
                [
                    GridCell::text(format::count(outlook.chances.len())),
                    GridCell::text(format::fixed(outlook.expected, 1)),
                    GridCell::text(format::share(outlook.reaches_min)),
                    GridCell::text(format::share(outlook.reaches_max)),
                ]
            }));
            rows.push(cells);
        }
    }
    Grid { columns, rows, ..Grid::default() }
}

/// How many seats the plan writes; one number where both are the same.
fn range_words(range: SlotRange, lang: Lang) -> String {
    if range.min == range.max {
        ReportMessage::SeatsOf { count: range.min.to_string() }.say(lang)
    } else {
        Sentence::RangeOf { min: range.min.to_string(), max: range.max.to_string() }.say(lang)
    }
}

/// What becomes of a chance without a lead; where it is written the same, that it stays.
fn falls(from: f64, to: f64, lang: Lang) -> String {
    let (from, to) = (format::share(from), format::share(to));
    if from == to {
        ReportMessage::MinimumStays { share: to }.say(lang)
    } else {
        Sentence::Falls { from, to }.say(lang)
    }
}

fn slot_blocks(document: &CapacityDocument, slot: &SlotPart) -> Vec<Block> {
    let lang = document.lang;
    let mut remark = vec![range_words(slot.range, lang)];
    remark.extend(slot.requires.map(|honour| honour.label(lang).to_owned()));
    if let Some(day) = slot.passed {
        let passed = Sentence::PassedOn { day: format::iso_date(day), reached: format::count(slot.landed) };
        remark.push(passed.say(lang));
    }
    let mut blocks =
        vec![Block::Lead(slot.tier.say(lang), format::clauses(&remark, lang)), Block::Drawing(seats(slot, lang))];
    if !slot.firms.is_empty() {
        let mut firms = format::list(&slot.firms, lang);
        if slot.landed > slot.firms.len() {
            let more = Sentence::MoreFirms { count: format::count(slot.landed - slot.firms.len()) };
            firms = format::clauses(&[firms, more.say(lang)], lang);
        }
        blocks.push(Block::Facts(vec![(Word::Landed.say(lang), firms)]));
    }
    let by_stage = slot
        .outlook
        .iter()
        .flat_map(|outlook| [Word::LandedByStage, Word::OpenByStage].into_iter().zip(&outlook.by_stage));
    let facts: Vec<(String, String)> =
        by_stage.filter(|(_, words)| !words.is_empty()).map(|(word, words)| (word.say(lang), words.clone())).collect();
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
    if slot.outlook.as_ref().is_some_and(|outlook| outlook.chances.is_empty()) {
        blocks.push(Block::Note(Word::NoOpenLeads.say(lang)));
    }
    blocks
}

/// Seats on the left: filled, half, empty; on the right, where there is an outlook, the chance of each number of filled
/// seats.
fn seats(slot: &SlotPart, lang: Lang) -> Drawing {
    let width = Paper::text_width(false);
    let mut drawing = Drawing::new(width, 78.0);
    let (side, gap, top) = (13.0_f32, 4.0_f32, 16.0_f32);
    let per_row = 10;
    drawing.word([0.0, 8.0], 7.5, Ink::Soft, Word::Seats.say(lang));
    let (min, max) = (whole(slot.range.min), whole(slot.range.max));
    let chances = slot.outlook.as_ref().map(|outlook| outlook.chances.as_slice()).unwrap_or_default();
    let shown = max.max(slot.landed).min(30);
    for seat in 0..shown {
        let x = (seat % per_row) as f32 * (side + gap);
        let y = top + (seat / per_row) as f32 * (side + gap);
        let at = [x, y, side, side];
        if seat < slot.landed {
            drawing.fill(at, Ink::Accent);
        } else if let Some(chance) = chances.get(seat - slot.landed) {
            // From below, as high as it is likely.
            #[allow(clippy::cast_possible_truncation)]
            let height = side * chance.clamp(0.0, 1.0) as f32;
            drawing.fill([x, y + side - height, side, height], Ink::Half);
        }
        let pen = if seat < min { Pen::new(Ink::Text, 1.1) } else { Pen::new(Ink::Strong, 0.6).dashed(2.0, 1.5) };
        drawing.outline(at, pen);
    }
    if slot.outlook.is_some() {
        distribution_to(&mut drawing, slot, chances, lang);
    }
    drawing
}

fn distribution_to(drawing: &mut Drawing, slot: &SlotPart, chances: &[f64], lang: Lang) {
    let (width, left) = (Paper::text_width(false), 200.0);
    let (min, max) = (whole(slot.range.min), whole(slot.range.max));
    drawing.word([left, 8.0], 7.5, Ink::Soft, Word::Distribution.say(lang));
    let terms = distribution(chances);
    let open = |firms: usize| firms.saturating_sub(slot.landed);
    let bars = in_sight(&terms, (open(min.saturating_sub(1)), open(max)));
    let (first, count) = (*bars.start(), bars.clone().count());
    let (base, height) = (64.0_f32, 44.0_f32);
    let step = ((width - left) / count as f32).min(34.0);
    // Where bars are narrow, not every one is named.
    let name = (format::count(bars.end() + slot.landed).len() as f32 + 1.5) * BAR_SIGN;
    let every = (1..count).find(|every| *every as f32 * step >= name).unwrap_or(count);
    let tallest = terms.iter().copied().fold(0.0, f64::max).max(1e-9);
    for term in bars {
        let chance = terms.get(term).copied().unwrap_or(0.0);
        let firms = term + slot.landed;
        let x = left + (term - first) as f32 * step;
        #[allow(clippy::cast_possible_truncation)] // a height on paper
        let tall = height * (chance / tallest) as f32;
        let space = (step * 0.12).min(2.0);
        let ink = if firms >= min { Ink::Accent } else { Ink::Span };
        drawing.fill([x + space, base - tall, step - 2.0 * space, tall], ink);
        let middle = x + step / 2.0;
        if (term - first) % every == 0 {
            drawing.label([middle, base + 9.0], 7.0, Ink::Soft, Anchor::Middle, format::count(firms));
        }
        if step > 22.0 && chance >= 0.005 {
            let words = format::share((chance * 100.0).round() / 100.0);
            drawing.label([middle, base - tall - 2.0], 6.5, Ink::Text, Anchor::Middle, words);
        }
    }
    drawing.line([left, base], [left + step * count as f32, base], Pen::new(Ink::Strong, 0.6));
}

fn whole(seats: u32) -> usize {
    usize::try_from(seats).unwrap_or(usize::MAX)
}

fn leads(outlook: &OutlookPart, lang: Lang) -> Grid {
    let columns = vec![
        GridColumn::new(Word::Carried.say(lang), Width::Share(1.6), Align::Left),
        GridColumn::new(Word::Stage.say(lang), Width::Fit, Align::Middle),
        GridColumn::new(Word::Chance.say(lang), Width::Fit, Align::Right),
        GridColumn::new(Word::Basis.say(lang), Width::Share(1.0), Align::Left),
        GridColumn::new(Word::WorthOf.say(lang), Width::Share(0.9), Align::Left),
    ];
    let rows = outlook.leads.iter().take(LEADS).map(|lead| {
        vec![
            GridCell::Pair(lead.company.clone(), lead.title.clone()),
            GridCell::text(&lead.stage),
            GridCell::text(format::share(lead.chance)),
            GridCell::text(&lead.basis),
            GridCell::text(falls(outlook.reaches_min, lead.without, lang)),
        ]
    });
    let mut rows: Vec<_> = rows.collect();
    if outlook.leads.len() > LEADS {
        let more = Sentence::MoreLeads { count: format::count(outlook.leads.len() - LEADS) };
        rows.push(vec![GridCell::Absent(more.say(lang))]);
    }
    Grid { columns, rows, size: 8.0, ..Grid::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{
        pdf::mark::Mark,
        scene::{Weight, advance},
    };

    fn slot(landed: usize, leads: usize) -> SlotPart {
        SlotPart {
            tier: Tier::Growth,
            range: SlotRange { min: 10, max: 20 },
            requires: None,
            landed,
            firms: (0..landed.min(FIRMS)).map(|firm| format!("第{firm}家")).collect(),
            passed: None,
            outlook: Some(OutlookPart {
                chances: vec![0.6; leads],
                reaches_min: 1.0,
                reaches_max: 1.0,
                expected: 0.0,
                by_stage: ["落地 7".into(), "意向 9".into()],
                leads: Vec::new(),
            }),
        }
    }

    #[test]
    fn the_public_report_says_nothing_of_open_leads() {
        let lead = LeadPart {
            company: "某电机厂".into(),
            title: "某项目".into(),
            stage: "在谈".into(),
            chance: 0.6,
            basis: "按阶段".into(),
            without: 0.2,
        };
        let stamp = || VersionStamp { title: String::new(), version: String::new(), sha256: String::new() };
        let words = |level: Level, open: usize| {
            let mut slot = slot(2, open);
            if let Some(outlook) = &mut slot.outlook {
                outlook.leads = vec![lead.clone(); open];
            }
            let document = CapacityDocument {
                lang: Lang::Zh,
                level,
                title: "报告".into(),
                author: String::new(),
                made_on: jiff::civil::date(2026, 1, 2),
                until: jiff::civil::date(2030, 12, 31),
                is_target: true,
                fictional: false,
                versions: [stamp(), stamp()],
                bases: vec![BasePart { name: "某基地".into(), places: String::new(), slots: vec![slot] }],
                persons: Vec::new(),
            };
            format!("{:?}", paper(&document.release().0))
        };
        let told = [
            Word::Negotiating,
            Word::Expected,
            Word::ReachMin,
            Word::ReachMax,
            Word::Distribution,
            Word::Carried,
            Word::LandedByStage,
            Word::OpenByStage,
            Word::ReadSeats,
            Word::ReadChance,
        ];
        let mut told: Vec<String> = told.iter().map(|word| word.say(Lang::Zh)).collect();
        told.extend(["某电机厂", "某项目", "在谈", "60%", "第0家", "2030", "落地 7", "意向 9"].map(str::to_owned));
        let (leader, public) = (words(Level::Leader, 6), words(Level::Public, 6));
        for word in &told {
            assert!(leader.contains(word) && !public.contains(word), "{word}");
        }
        for word in ["某基地", "10–20 家", "已落地"] {
            assert!(public.contains(word), "{word}");
        }
        let none = Word::NoOpenLeads.say(Lang::Zh);
        assert!(words(Level::Leader, 0).contains(&none) && !words(Level::Public, 0).contains(&none));
        assert_eq!(words(Level::Public, 0), public, "not even whether there are any");
    }

    #[test]
    fn one_number_is_no_range_and_what_stays_does_not_fall() {
        assert_eq!(range_words(SlotRange { min: 1, max: 1 }, Lang::Zh), "1 家");
        assert_eq!(range_words(SlotRange { min: 1, max: 3 }, Lang::Zh), "1–3 家");
        assert_eq!(falls(0.0, 0.0, Lang::Zh), "达到下限仍为 0%");
        assert_eq!(falls(0.5, 0.2, Lang::Zh), "达到下限 50% → 20%");
    }

    #[test]
    fn another_day_is_not_called_the_target() {
        let stamp = || VersionStamp { title: String::new(), version: String::new(), sha256: String::new() };
        let words = |is_target: bool| {
            let document = CapacityDocument {
                lang: Lang::Zh,
                level: Level::Leader,
                title: "报告".into(),
                author: String::new(),
                made_on: jiff::civil::date(2026, 1, 2),
                until: jiff::civil::date(2028, 6, 30),
                is_target,
                fictional: false,
                versions: [stamp(), stamp()],
                bases: Vec::new(),
                persons: Vec::new(),
            };
            format!("{:?}", paper(&document.release().0))
        };
        let (target, other) = (words(true), words(false));
        assert!(target.contains("目标日期") && target.contains("2028年6月30日"));
        assert!(!other.contains("目标日期") && other.contains("计至 2028年6月30日"), "{other}");
    }

    #[test]
    fn the_picture_shows_the_mass_and_names_do_not_touch() {
        for (landed, leads) in [(0, 0), (2, 6), (3, 40), (825, 2_949)] {
            let drawing = seats(&slot(landed, leads), Lang::Zh);
            let names: Vec<(f32, f32, String)> = drawing
                .marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Label(label) if label.anchor == Anchor::Middle && label.at[1] > 70.0 => {
                        let half = advance(&label.text, label.size, Weight::Regular) / 2.0;
                        Some((label.at[0] - half, label.at[0] + half, label.text.clone()))
                    }
                    _ => None,
                })
                .collect();
            assert!(names.windows(2).all(|pair| pair[0].1 < pair[1].0), "{names:?}");
            let number = |(_, _, name): &(f32, f32, String)| name.replace(',', "").parse::<usize>().unwrap();
            let (first, last) = (names.first().unwrap(), names.last().unwrap());
            let likeliest = landed + leads * 6 / 10;
            let every = number(&names[1]) - number(first);
            assert!((number(first)..number(last) + every).contains(&likeliest), "{names:?}");
            assert!(last.1 <= Paper::text_width(false) + 8.0, "{names:?}");
        }
    }
}
