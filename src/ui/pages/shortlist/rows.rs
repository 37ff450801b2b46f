//! One company as the table shows it: on the list exactly what would be written, off it what the view says.

use crate::{
    domain::{company::GateState, plan::Tier},
    ledger::View,
    report::{
        compose::{flags, need_figure, place_of},
        shortlist::{NeedFigure, ShortlistRow},
    },
    text::{Label, Lang, Say, format, report::ReportWord, scoring as reasons, ui_shortlist::ShortlistText as Text},
};

/// A figure, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// As it is written.
    Known(String),
    /// There is none, and why.
    Absent(String),
}

impl Figure {
    fn need(figure: &NeedFigure) -> Self {
        match figure {
            NeedFigure::Known(need) => Self::Known(format::fixed(*need, 2)),
            NeedFigure::Absent(why) => Self::Absent(why.clone()),
        }
    }

    /// As a cell of a copied table.
    pub fn text(&self) -> &str {
        match self {
            Self::Known(text) => text,
            Self::Absent(_) => "",
        }
    }
}

/// A company in words and figures.
#[derive(Debug, Clone, PartialEq)]
pub struct RowView {
    /// Place in the list; none = not on it.
    pub place: Option<u32>,
    /// Name.
    pub name: String,
    /// V.
    pub value: f64,
    /// V̲
    pub low: f64,
    /// V̄
    pub high: f64,
    /// Too little is known: its value is mostly estimated.
    pub little_known: bool,
    /// Class or range.
    pub class: String,
    /// Share of plausible weightings in which it stays on the list.
    pub stability: Figure,
    /// Tier.
    pub tier: Tier,
    /// Base.
    pub base: String,
    /// Segment.
    pub segment: String,
    /// Province, city, district.
    pub located: String,
    /// Need.
    pub need: Figure,
    /// Attainability.
    pub chance: Figure,
    /// What the attainability rests on; may be empty.
    pub chance_basis: String,
    /// Priority.
    pub priority: Figure,
    /// Worst of the gates.
    pub gate: GateState,
    /// How many are open.
    pub gates_open: usize,
    /// The open ones, one a line; empty = not said here.
    pub gates_words: String,
    /// Remarks.
    pub flags: String,
    /// Its own words that made the match; empty off the list.
    pub evidence: String,
    /// What is not known and would matter most; empty off the list.
    pub missing: String,
}

impl RowView {
    /// A company on the list.
    pub fn listed(row: &ShortlistRow, lang: Lang) -> Self {
        let withheld = || Figure::Absent(Text::NotAtLevel.say(lang));
        let need = row.need.as_ref().map_or_else(withheld, Figure::need);
        let priority = match (&need, row.priority) {
            (_, Some(priority)) => Figure::Known(format::fixed(priority, 2)),
            (Figure::Absent(why), None) => Figure::Absent(why.clone()),
            (Figure::Known(_), None) => withheld(),
        };
        let gates: Vec<String> = row
            .gates
            .iter()
            .map(|gate| {
                let state = gate.state.label(lang).to_owned();
                let (gate, reason) = (gate.label.clone(), gate.reason.clone());
                if reason.is_empty() {
                    crate::text::report::ReportMessage::GateIs { gate, state }.say(lang)
                } else {
                    crate::text::report::ReportMessage::GateBecause { gate, state, reason }.say(lang)
                }
            })
            .collect();
        Self {
            place: Some(row.rank),
            name: row.name.clone(),
            value: row.value,
            low: row.low,
            high: row.high,
            little_known: row.little_known,
            class: row.class.clone(),
            stability: row.stability.map_or_else(
                || Figure::Absent(Text::NoStability.say(lang)),
                // A thousand draws tell whole percents, not tenths.
                |share| Figure::Known(format::share((share * 100.0).round() / 100.0)),
            ),
            tier: row.tier,
            base: row.base.clone(),
            segment: row.segment.clone(),
            located: row.place.clone(),
            need,
            chance: row.attainability.map_or_else(withheld, |chance| Figure::Known(format::share(chance))),
            chance_basis: row.attainability_source.clone(),
            priority,
            gate: row.gates.iter().map(|gate| gate.state).max().unwrap_or(GateState::Pass),
            gates_open: row.gates.len(),
            gates_words: gates.join("\n"),
            flags: remarks(row.flags.clone(), row.little_known, lang),
            evidence: format::list(&row.evidence, lang),
            missing: format::list(&row.missing, lang),
        }
    }

    /// A company off the list.
    pub fn off_list(view: &View, row: usize, lang: Lang) -> Option<Self> {
        let prospect = view.assessment.prospects.get(row)?;
        let company = view.snapshot.companies.row(row)?;
        let plan = &view.policy.plan;
        let need = Figure::need(&need_figure(prospect.need, lang));
        let priority = match (prospect.priority, &need) {
            (Some(priority), _) => Figure::Known(format::fixed(priority, 2)),
            (None, Figure::Absent(why)) => Figure::Absent(why.clone()),
            (None, Figure::Known(_)) => Figure::Absent(String::new()),
        };
        let base = prospect.slot.as_ref().and_then(|slot| plan.base(&slot.base));
        let segment = prospect.segment.as_ref().and_then(|id| plan.segment(id));
        let attainability = &prospect.attainability;
        let stage = |stage: crate::domain::lead::Stage| stage.label(lang).to_owned();
        let flags = view.fits.get(row).map_or_else(Vec::new, |fit| flags(view, prospect, fit, lang));
        Some(Self {
            place: None,
            name: company.name.to_string(),
            value: prospect.value,
            low: prospect.low,
            high: prospect.high,
            little_known: prospect.low_coverage,
            class: prospect.class.to_string(),
            stability: Figure::Absent(Text::NoStability.say(lang)),
            tier: prospect.tier.tier,
            base: base.map_or_else(String::new, |base| base.name.in_lang(lang).to_owned()),
            segment: segment.map_or_else(String::new, |(_, segment)| segment.name.in_lang(lang).to_owned()),
            located: place_of(company),
            need,
            chance: Figure::Known(format::share(attainability.p)),
            chance_basis: reasons::chance(attainability.basis, attainability.by_stage, stage).say(lang),
            priority,
            gate: prospect.gate,
            gates_open: 0,
            gates_words: String::new(),
            flags: remarks(flags, prospect.low_coverage, lang),
            evidence: String::new(),
            missing: String::new(),
        })
    }
}

fn remarks(mut flags: Vec<String>, little_known: bool, lang: Lang) -> String {
    if little_known {
        flags.insert(0, ReportWord::LowCoverage.say(lang));
    }
    format::list(&flags, lang)
}
