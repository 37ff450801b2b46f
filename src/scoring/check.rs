//! Reading a model file: what does not hold together is refused with file, line and what is wrong.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use super::{
    chain::ChainRelation,
    model::{Criterion, Input, Model, Source},
    sorting::Class,
};
use crate::domain::{fit::Role, lead::Stage, plan::Horizon, plan::Tier, units::Unit};

/// A model file that cannot be used.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("{file}:{line}: {problem}")]
pub struct ModelError {
    /// Name of the file.
    pub file: String,
    /// Line, from 1; that of the entry concerned, or 1 when the whole file is meant.
    pub line: usize,
    /// What is wrong.
    pub problem: ModelProblem,
}

/// What is wrong with a model file. The visible wording is in `text`.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ModelProblem {
    /// Not TOML, or a field is missing, unknown or of the wrong kind.
    #[error("{0}")]
    Syntax(String),
    /// Weights of the groups (empty word) or of a group's criteria do not sum to 1.
    #[error("weights of {of} sum to {sum}")]
    WeightSum {
        /// Word of the group; empty for the groups themselves.
        of: String,
        /// Their sum.
        sum: f64,
    },
    /// A figure outside its range.
    #[error("{of}: {value} is not in {low}..={high}")]
    OutOfRange {
        /// Which entry.
        of: String,
        /// Its value.
        value: f64,
        /// Least allowed.
        low: f64,
        /// Greatest allowed.
        high: f64,
    },
    /// Breakpoints must rise in x.
    #[error("{0}: breakpoints do not rise in x")]
    Unordered(String),
    /// A word that is not on the scale of the metric, or no group of the model.
    #[error("{of}: unknown word {word}")]
    UnknownWord {
        /// Which entry.
        of: String,
        /// The word.
        word: String,
    },
    /// A word that stands twice.
    #[error("{0} stands twice")]
    Twice(String),
    /// An entry that must be there.
    #[error("{of}: {what} is missing")]
    Lacking {
        /// Where.
        of: String,
        /// What.
        what: String,
    },
    /// Anchors that do not suit the input (points for words, choices for numbers).
    #[error("{0}: anchors do not suit what it measures")]
    WrongAnchors(String),
    /// A figure without a source.
    #[error("{0}: no source")]
    NoSource(String),
    /// More criteria than a score can hold.
    #[error("{0} criteria, at most 64")]
    TooMany(usize),
}

/// Where the words of groups and criteria stand, to name a line.
#[derive(Deserialize)]
struct Places {
    groups: Vec<GroupPlace>,
}

#[derive(Deserialize)]
struct GroupPlace {
    id: Spanned<String>,
    criteria: Vec<CriterionPlace>,
}

#[derive(Deserialize)]
struct CriterionPlace {
    id: Spanned<String>,
}

/// Reads and checks.
pub(super) fn read(text: &str, file: &str) -> Result<Model, ModelError> {
    let error = |line, problem| ModelError { file: file.to_owned(), line, problem };
    let model: Model = toml::from_str(text).map_err(|cause| {
        error(line_of(text, cause.span()), ModelProblem::Syntax(cause.message().trim().replace('\n', " ")))
    })?;
    let mut checks = Checks { text, lines: lines(text), problem: None };
    checks.model(&model);
    match checks.problem {
        Some((line, problem)) => Err(error(line, problem)),
        None => Ok(model),
    }
}

fn line_of(text: &str, span: Option<Range<usize>>) -> usize {
    let end = span.map_or(0, |span| span.start).min(text.len());
    1 + text.bytes().take(end).filter(|byte| *byte == b'\n').count()
}

fn lines(text: &str) -> BTreeMap<String, usize> {
    let Ok(places) = toml::from_str::<Places>(text) else { return BTreeMap::new() };
    let mut lines = BTreeMap::new();
    for group in places.groups {
        for criterion in group.criteria {
            lines.insert(criterion.id.get_ref().clone(), line_of(text, Some(criterion.id.span())));
        }
        lines.insert(group.id.get_ref().clone(), line_of(text, Some(group.id.span())));
    }
    lines
}

struct Checks<'a> {
    text: &'a str,
    lines: BTreeMap<String, usize>,
    problem: Option<(usize, ModelProblem)>,
}

impl Checks<'_> {
    /// Keeps the first problem; the line is that of the group or criterion, or of the first line naming `of`.
    fn refuse(&mut self, of: &str, problem: ModelProblem) {
        if self.problem.is_some() {
            return;
        }
        let line = self.lines.get(of).copied().unwrap_or_else(|| {
            self.text.lines().position(|line| !of.is_empty() && line.contains(of)).map_or(1, |place| place + 1)
        });
        self.problem = Some((line, problem));
    }

    fn within(&mut self, of: &str, value: f64, low: f64, high: f64) {
        if !(low..=high).contains(&value) {
            self.refuse(of, ModelProblem::OutOfRange { of: of.to_owned(), value, low, high });
        }
    }

    fn sourced(&mut self, of: &str, source: &Source) {
        if source.0.trim().is_empty() {
            self.refuse(of, ModelProblem::NoSource(of.to_owned()));
        }
    }

    fn sums_to_one(&mut self, of: &str, weights: impl Iterator<Item = f64>) {
        let sum: f64 = weights.sum();
        // Written with two or three digits, so anything beyond rounding is a slip of the pen.
        if (sum - 1.0).abs() > 1e-6 || !sum.is_finite() {
            self.refuse(of, ModelProblem::WeightSum { of: of.to_owned(), sum });
        }
    }

    fn model(&mut self, model: &Model) {
        for (of, figure, low, high) in [
            ("low_coverage", &model.low_coverage, 0.0, 1.0),
            ("beta", &model.beta, 0.0, 1.0),
            ("peers_needed", &model.peers_needed, 1.0, 1e6),
        ] {
            self.within(of, figure.value, low, high);
            self.sourced(of, &figure.source);
        }
        let count = model.criteria().count();
        if count > 64 {
            self.refuse("", ModelProblem::TooMany(count));
        }
        if !model.criteria().any(|(_, criterion)| criterion.is_active()) {
            self.refuse("", ModelProblem::Lacking { of: "groups".into(), what: "criteria".into() });
        }
        self.sums_to_one("", model.groups.iter().map(|group| group.weight));
        let mut words = BTreeSet::new();
        for group in &model.groups {
            self.within(&group.id, group.weight, 0.0, 1.0);
            self.sourced(&group.id, &group.source);
            self.sums_to_one(&group.id, group.criteria.iter().map(|criterion| criterion.weight));
            for word in [&group.id].into_iter().chain(group.criteria.iter().map(|criterion| &criterion.id)) {
                if !words.insert(word.clone()) {
                    self.refuse(word, ModelProblem::Twice(word.clone()));
                }
            }
            for criterion in &group.criteria {
                self.criterion(criterion);
            }
        }
        self.factors(model);
        self.sorting(model);
    }

    fn criterion(&mut self, criterion: &Criterion) {
        let of = criterion.id.as_str();
        self.within(of, criterion.weight, 0.0, 1.0);
        self.sourced(of, &criterion.source);
        for point in &criterion.points {
            self.within(of, point.x, -1e12, 1e12);
            self.within(of, point.v, 0.0, 1.0);
            self.sourced(of, &point.source);
        }
        if criterion.points.windows(2).any(|pair| matches!(pair, [a, b] if a.x >= b.x)) {
            self.refuse(of, ModelProblem::Unordered(of.to_owned()));
        }
        for choice in &criterion.choices {
            self.within(of, choice.v, 0.0, 1.0);
            self.sourced(of, &choice.source);
        }
        if let Some(around) = &criterion.around {
            self.within(of, around.v, 0.0, 1.0);
            self.within(of, around.full_at, 1.000_001, 1e6);
            self.sourced(of, &around.source);
        }
        if let Some(threshold) = &criterion.threshold {
            self.within(of, threshold.value, 1e-9, 1e12);
            self.sourced(of, &threshold.source);
        }
        let scale: Vec<&str> = match criterion.input {
            Input::SectorFit => Vec::new(),
            Input::Chain => ChainRelation::ALL.iter().map(|relation| relation.word()).collect(),
            Input::Metric(metric) => metric.choices().to_vec(),
        };
        let numeric = matches!(criterion.input, Input::Metric(metric) if metric.unit() != Unit::Choice);
        if let Some(rented) = &criterion.rented {
            self.sourced(of, &rented.source);
            if let Some(threshold) = &rented.threshold {
                self.within(of, threshold.value, 1e-9, 1e12);
                self.sourced(of, &threshold.source);
            }
            // Without a curve to hang on a threshold there is nothing to measure the rented plant by.
            if criterion.around.is_none() || rented.metric.unit() == Unit::Choice {
                self.refuse(of, ModelProblem::WrongAnchors(of.to_owned()));
            }
        }
        let has_curve = !criterion.points.is_empty() || criterion.around.is_some();
        if has_curve && !numeric || !criterion.choices.is_empty() && scale.is_empty() {
            self.refuse(of, ModelProblem::WrongAnchors(of.to_owned()));
        }
        let words = criterion.choices.iter().map(|choice| &choice.word);
        for word in words.chain(criterion.implied.iter().map(|implied| &implied.word)) {
            if !scale.contains(&word.as_str()) {
                self.refuse(of, ModelProblem::UnknownWord { of: of.to_owned(), word: word.clone() });
            }
        }
        for word in scale {
            let times = criterion.choices.iter().filter(|choice| choice.word == word).count();
            if times > 1 {
                self.refuse(of, ModelProblem::Twice(word.to_owned()));
            }
            if times == 0 && !criterion.choices.is_empty() {
                self.refuse(of, ModelProblem::Lacking { of: of.to_owned(), what: word.to_owned() });
            }
        }
    }

    /// Every member of an enumeration stands exactly once.
    fn each_once<'w>(&mut self, of: &str, all: impl Iterator<Item = &'w str>, given: &[&str]) {
        for word in all {
            match given.iter().filter(|other| **other == word).count() {
                0 => self.refuse(of, ModelProblem::Lacking { of: of.to_owned(), what: word.to_owned() }),
                1 => {}
                _ => self.refuse(of, ModelProblem::Twice(word.to_owned())),
            }
        }
    }

    fn factors(&mut self, model: &Model) {
        let given: Vec<_> = model.horizons.iter().map(|entry| entry.horizon.word()).collect();
        self.each_once("horizons", Horizon::ALL.iter().map(|entry| entry.word()), &given);
        let given: Vec<_> = model.roles.iter().map(|entry| entry.role.word()).collect();
        self.each_once("roles", Role::ALL.iter().map(|entry| entry.word()), &given);
        let given: Vec<_> = model.stages.iter().map(|entry| entry.stage.word()).collect();
        let open = Stage::ALL.iter().filter(|stage| stage.is_open());
        self.each_once("stages", open.map(|entry| entry.word()), &given);
        let given: Vec<_> = model.slot_values.iter().map(|entry| entry.tier.word()).collect();
        self.each_once("slot_values", Tier::ALL.iter().map(|entry| entry.word()), &given);
        let given: Vec<_> = model.tiers.iter().map(|entry| entry.tier.word()).collect();
        self.each_once("tiers", Tier::ALL.iter().map(|entry| entry.word()), &given);
        for entry in &model.horizons {
            self.within("horizons", entry.factor, 0.0, 1.0);
            self.sourced("horizons", &entry.source);
        }
        for entry in &model.roles {
            self.within("roles", entry.factor, 0.0, 1.0);
            self.sourced("roles", &entry.source);
        }
        for entry in &model.stages {
            self.within("stages", entry.p, 0.0, 1.0);
            self.sourced("stages", &entry.source);
            if !entry.stage.is_open() {
                let word = entry.stage.word().to_owned();
                self.refuse("stages", ModelProblem::UnknownWord { of: "stages".into(), word });
            }
        }
        for entry in &model.slot_values {
            self.within("slot_values", entry.value, 0.0, 1e12);
            self.sourced("slot_values", &entry.source);
        }
        for entry in &model.tiers {
            self.within("tiers", entry.revenue_at_least.unwrap_or(0.0), 0.0, 1e12);
            self.sourced("tiers", &entry.source);
        }
        // The last rule must take everybody, or a company could be without a tier.
        if model.tiers.last().is_some_and(|last| !last.honours.is_empty() || last.revenue_at_least.is_some()) {
            self.refuse(
                "tiers",
                ModelProblem::Lacking { of: "tiers".into(), what: "last rule without conditions".into() },
            );
        }
    }

    fn sorting(&mut self, model: &Model) {
        let sorting = &model.sorting;
        self.within("majority", sorting.majority, 0.0, 1.0);
        self.sourced("sorting", &sorting.source);
        let given: Vec<_> = sorting.classes.iter().map(|entry| entry.class.word()).collect();
        self.each_once("sorting.classes", [Class::A.word(), Class::B.word()].into_iter(), &given);
        if given != [Class::A.word(), Class::B.word()] {
            self.refuse("sorting.classes", ModelProblem::Unordered("sorting.classes".into()));
        }
        for profile in &sorting.classes {
            self.sourced("sorting.classes", &profile.source);
            for group in &model.groups {
                if !profile.reach.contains_key(&group.id) {
                    let of = "sorting.classes".to_owned();
                    self.refuse("sorting.classes", ModelProblem::Lacking { of, what: group.id.clone() });
                }
            }
            for (word, value) in &profile.reach {
                self.within("sorting.classes", *value, 0.0, 1.0);
                self.group_known(model, "sorting.classes", word);
            }
        }
        for veto in &sorting.vetoes {
            self.within("sorting.vetoes", veto.below, 0.0, 1.0);
            self.sourced("sorting.vetoes", &veto.source);
            self.group_known(model, "sorting.vetoes", &veto.group);
        }
    }

    fn group_known(&mut self, model: &Model, of: &str, word: &str) {
        if !model.groups.iter().any(|group| group.id == word) {
            self.refuse(of, ModelProblem::UnknownWord { of: of.to_owned(), word: word.to_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::{DEFAULT_MODEL, model::Figure};

    fn problem_after(from: &str, to: &str) -> ModelError {
        assert!(DEFAULT_MODEL.contains(from), "the default model has no {from}");
        Model::from_toml(&DEFAULT_MODEL.replacen(from, to, 1), "model.toml").unwrap_err()
    }

    #[test]
    fn the_default_model_is_sound_and_survives_a_round_trip() {
        let model = Model::from_toml(DEFAULT_MODEL, "model.toml").unwrap();
        let again = Model::from_toml(&model.to_toml().unwrap(), "again").unwrap();
        assert_eq!(model, again);
        let mut edited = model;
        edited.groups[0].weight = 0.1 + 0.2;
        edited.groups[3].criteria[0].threshold = Some(Figure { value: 1e-7, source: Source("\"x\"\n#".into()) });
        edited.groups[2].weight = 0.30;
        let again = Model::from_toml(&edited.to_toml().unwrap(), "again").unwrap();
        assert_eq!(edited, again);
    }

    #[test]
    fn errors_name_the_line_of_the_entry() {
        let error = problem_after("{ x = 2.6, v = 0.3", "{ x = 2.6, v = 1.3");
        let line = DEFAULT_MODEL.lines().position(|line| line == "id = \"rd_intensity\"").unwrap() + 1;
        assert_eq!((error.line, error.file.as_str()), (line, "model.toml"));
        assert!(matches!(error.problem, ModelProblem::OutOfRange { value, .. } if value == 1.3));
        let error = problem_after("weight = 0.35\nsource = \"四、(二)；权重为假设\"", "weight = 0.30\nsource = \"x\"");
        assert!(matches!(error.problem, ModelProblem::WeightSum { ref of, .. } if of.is_empty()));
        let error = problem_after("beta = {", "betta = {");
        let line = DEFAULT_MODEL.lines().position(|line| line.starts_with("beta")).unwrap() + 1;
        assert_eq!(error.line, line);
    }

    #[test]
    fn what_does_not_hold_together_is_refused() {
        type Test = fn(&ModelProblem) -> bool;
        let cases: [(&str, &str, Test); 9] = [
            ("x = 3.0, v = 0.5", "x = 2.0, v = 0.5", |p| matches!(p, ModelProblem::Unordered(_))),
            ("word = \"municipal\", v = 0.7, source", "word = \"city\", v = 0.7, source", |p| {
                matches!(p, ModelProblem::UnknownWord { .. })
            }),
            ("id = \"rd_body\"", "id = \"rd_intensity\"", |p| matches!(p, ModelProblem::Twice(_))),
            ("role = \"owns\"", "role = \"trades\"", |p| matches!(p, ModelProblem::Twice(_))),
            ("[[roles]]\nrole = \"owns\"\nfactor = 0.1\nsource = \"假设：持有、出租\"\n", "", |p| {
                matches!(p, ModelProblem::Lacking { .. })
            }),
            ("source = \"假设：许可取得\"", "source = \" \"", |p| matches!(p, ModelProblem::NoSource(_))),
            ("group = \"fit\"", "group = \"fitt\"", |p| matches!(p, ModelProblem::UnknownWord { .. })),
            ("input = { metric = \"rd_body\" }", "input = { metric = \"rd_intensity\" }", |p| {
                matches!(p, ModelProblem::WrongAnchors(_))
            }),
            ("stage = \"signed\"", "stage = \"landed\"", |p| matches!(p, ModelProblem::Lacking { .. })),
        ];
        for (from, to, expected) in cases {
            let error = problem_after(from, to);
            assert!(expected(&error.problem), "{from} → {to}: {error}");
        }
    }
}
