//! Entering and correcting a fact: value in its unit or on its scale, the day it holds for, where it was read.

use eframe::egui::Ui;
use jiff::civil::Date;

use serde::{Deserialize, Serialize};

use super::{
    Scene,
    drafts::{changed_since_ui, stamp},
};
use crate::{
    domain::{
        day::Lean,
        fact::{Fact, FactState, Metric},
        ids::FactId,
        record::{Cell, Record},
        units::Unit,
    },
    exchange::parse,
    ledger::{Action, Edit},
    text::{Label, Lang, Say, format, labels, ui_companies::CompaniesText as T},
    ui::{
        context::Post,
        pages::companies::forms::{self, FormEnd, choice_row, end_ui, figure_row, panel, row, text_row},
        widgets::{UiExt, focus_fresh},
    },
};

/// Where a form of a new fact is drawn: it is one form, wherever it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// Among the unknowns, for one metric.
    Unknowns,
    /// Among the facts, for any metric.
    Facts,
}

/// A fact being written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FactForm {
    /// The fact corrected; none = a new one.
    pub fact: Option<FactId>,
    /// What it is about.
    pub metric: Metric,
    state: FactState,
    number: String,
    low: String,
    high: String,
    choice: String,
    as_of: String,
    source: String,
    note: String,
    /// What the record said when it was opened; empty for a new one.
    #[serde(default)]
    was: String,
    #[serde(skip)]
    fault: Option<String>,
    /// Figures that look ten thousand times off and were asked about; saved when asked for again.
    doubted: Vec<String>,
    /// The first field wants the cursor.
    #[serde(skip, default = "forms::fresh")]
    fresh: bool,
}

impl FactForm {
    /// A new fact about a metric, heard today.
    pub fn new(metric: Metric, today: Date) -> Self {
        Self {
            fact: None,
            metric,
            state: FactState::Known,
            number: String::new(),
            low: String::new(),
            high: String::new(),
            choice: String::new(),
            as_of: format::iso_date(today),
            source: String::new(),
            note: String::new(),
            was: String::new(),
            fault: None,
            doubted: Vec::new(),
            fresh: true,
        }
    }

    /// A fact to be corrected.
    pub fn of(fact: &Fact) -> Self {
        let typed = |number: Option<f64>| number.map(forms::typed).unwrap_or_default();
        Self {
            fact: Some(fact.id),
            metric: fact.metric,
            state: fact.state,
            number: typed(fact.number),
            low: typed(fact.low),
            high: typed(fact.high),
            choice: fact.choice.to_string(),
            as_of: fact.as_of.map(format::iso_date).unwrap_or_default(),
            source: fact.source.to_string(),
            note: fact.note.to_string(),
            was: stamp(fact),
            fault: None,
            doubted: Vec::new(),
            fresh: true,
        }
    }

    /// Asks once about figures that look ten thousand times off.
    fn doubt(&mut self, lang: Lang) -> Option<String> {
        let written = match self.state {
            FactState::Known => vec![self.number.clone()],
            FactState::Range => vec![self.low.clone(), self.high.clone()],
            _ => return None,
        };
        if self.doubted == written {
            return None;
        }
        let doubtful = written.iter().find_map(|text| {
            let number = parse::measure_typed(text, self.metric).value()?.number;
            Some((text.trim().to_owned(), parse::ten_thousandfold(self.metric, number)?))
        });
        let (text, meant) = doubtful?;
        self.doubted = written;
        let meant = format!("{} {}", format::number(meant, 3), self.metric.unit().label(lang));
        Some(T::TenThousandfold { written: text, meant }.say(lang))
    }

    /// Whether it is a new fact about this metric.
    pub fn is_new_of(&self, metric: Option<Metric>) -> bool {
        self.fact.is_none() && Some(self.metric) == metric
    }

    /// The fact as written, or what is wrong with it.
    fn read(&self, blank: Fact, today: Date, lang: Lang) -> Result<Fact, String> {
        let unit = self.metric.unit();
        let mut fact = Fact {
            metric: self.metric,
            state: self.state,
            unit,
            number: None,
            low: None,
            high: None,
            choice: "".into(),
            as_of: forms::date(&self.as_of, today, Lean::Past, lang)?,
            source: self.source.trim().into(),
            note: self.note.trim().into(),
            ..blank
        };
        match self.state {
            FactState::Known if unit == Unit::Choice => {
                if self.choice.is_empty() {
                    return Err(T::NeedChoice.say(lang));
                }
                fact.choice = self.choice.as_str().into();
            }
            FactState::Known => {
                let read = forms::figure(&self.number, self.metric, lang)?;
                fact.number = Some(read.number);
                // What was converted stays readable beside what came of it.
                if read.converted && fact.note.is_empty() {
                    fact.note = self.number.trim().into();
                }
            }
            FactState::Range => {
                let low = forms::figure(&self.low, self.metric, lang)?;
                let high = forms::figure(&self.high, self.metric, lang)?;
                if low.number > high.number {
                    return Err(T::RangeOrder.say(lang));
                }
                (fact.low, fact.high) = (Some(low.number), Some(high.number));
                if (low.converted || high.converted) && fact.note.is_empty() {
                    fact.note = format!("{} – {}", self.low.trim(), self.high.trim()).into();
                }
            }
            FactState::NotAsked | FactState::Refused | FactState::NotApplicable | FactState::Unparsed => {}
        }
        Ok(fact)
    }
}

/// States one can enter; what nobody could read stays as it is until it is corrected.
const STATES: [FactState; 5] =
    [FactState::Known, FactState::Range, FactState::Refused, FactState::NotApplicable, FactState::NotAsked];

/// Draws the form; when it is saved or given up, it is gone.
pub fn ui(ui: &mut Ui, scene: Scene<'_, '_>, kept: &mut Option<FactForm>, place: Where, out: &mut Vec<Post>) {
    let Some(form) = kept else { return };
    let lang = scene.ctx.lang;
    let mut end = FormEnd::Open;
    panel(ui, form.fresh, |ui| {
        if let Some(fact) = form.fact.and_then(|id| scene.ctx.snapshot.facts.get(id.uuid())) {
            changed_since_ui(ui, &form.was, &stamp(fact), lang);
        }
        fields_ui(ui, form, place, lang, &mut end);
        end_ui(ui, form.fault.as_deref(), &T::Save.say(lang), lang, &mut end);
    });
    match end {
        FormEnd::Open => {}
        FormEnd::Cancel => *kept = None,
        FormEnd::Save => match form.doubt(lang).map_or_else(|| save(form, scene, lang), Err) {
            Ok(action) => {
                out.extend(action.map(Post::act));
                *kept = None;
            }
            Err(fault) => form.fault = Some(fault),
        },
    }
}

fn fields_ui(ui: &mut Ui, form: &mut FactForm, place: Where, lang: Lang, end: &mut FormEnd) {
    let metric = form.metric;
    if form.fact.is_none() && place == Where::Facts {
        let options: Vec<(Metric, String)> =
            Metric::ALL.iter().map(|metric| (*metric, metric.label(lang).to_owned())).collect();
        choice_row(ui, &T::Metric.say(lang), "fact metric", &mut form.metric, &options);
        if form.metric != metric {
            form.choice.clear();
        }
    } else {
        ui.strong_text(metric.label(lang));
    }
    let unit = form.metric.unit();
    let states: Vec<(FactState, String)> = STATES
        .into_iter()
        .filter(|state| unit != Unit::Choice || *state != FactState::Range)
        .map(|state| (state, state.label(lang).to_owned()))
        .collect();
    row(ui, &T::State.say(lang), |ui| {
        ui.horizontal_wrapped(|ui| {
            for (state, name) in &states {
                ui.selectable_value(&mut form.state, *state, name);
            }
        })
        .response
    });
    let mut first = None;
    match form.state {
        FactState::Known if unit == Unit::Choice => {
            let options: Vec<(String, String)> = form
                .metric
                .choices()
                .iter()
                .map(|word| {
                    let name = labels::choice(form.metric, word, lang).unwrap_or(word);
                    ((*word).to_owned(), name.to_owned())
                })
                .collect();
            choice_row(ui, &T::ValueOf.say(lang), "fact choice", &mut form.choice, &options);
        }
        FactState::Known => {
            first = Some(figure_row(ui, &T::ValueOf.say(lang), &mut form.number, unit.label(lang), end));
        }
        FactState::Range => {
            first = Some(figure_row(ui, &T::LowEnd.say(lang), &mut form.low, unit.label(lang), end));
            figure_row(ui, &T::HighEnd.say(lang), &mut form.high, unit.label(lang), end);
        }
        _ => {}
    }
    figure_row(ui, &T::AsOf.say(lang), &mut form.as_of, &T::AsOfHint.say(lang), end);
    text_row(ui, &T::FactSource.say(lang), &mut form.source, &T::FactSourceHint.say(lang), end);
    text_row(ui, &T::Note.say(lang), &mut form.note, "", end);
    if let Some(first) = first {
        focus_fresh(&first, &mut form.fresh);
    }
}

/// The action that keeps what was written; none when nothing changes.
fn save(form: &FactForm, scene: Scene<'_, '_>, lang: Lang) -> Result<Option<Action>, String> {
    let ctx = scene.ctx;
    let old = form.fact.and_then(|id| ctx.snapshot.facts.get(id.uuid()));
    let blank = old.cloned().unwrap_or_else(|| Fact {
        id: FactId::from_uuid(ctx.new_id()),
        company: scene.company.id,
        metric: form.metric,
        state: form.state,
        number: None,
        low: None,
        high: None,
        choice: "".into(),
        unit: form.metric.unit(),
        as_of: None,
        source: "".into(),
        note: "".into(),
        author: ctx.author(),
    });
    let fact = form.read(blank, scene.ctx.today, lang)?;
    let Some(old) = old else {
        return Ok(Some(Action::RecordFact(Box::new(fact))));
    };
    let edits = edits_between(old, &fact);
    Ok((!edits.is_empty()).then_some(Action::EditFact { fact: old.id, edits }))
}

/// The fields in which two versions of a record differ, with their new values.
pub fn edits_between<R: Record>(old: &R, new: &R) -> Vec<Edit> {
    R::FIELDS
        .iter()
        .zip(old.values().into_iter().zip(new.values()))
        .filter(|(_, (old, new))| old != new)
        .map(|(field, (_, new))| Edit::new(field.name, new))
        .collect()
}

/// An edit of one field from a typed value.
pub fn edit(field: &str, value: &impl Cell) -> Edit {
    Edit::new(field, value.to_value())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::ids::CompanyId;

    const TODAY: Date = jiff::civil::date(2026, 1, 2);

    fn blank(metric: Metric) -> Fact {
        Fact {
            id: FactId::from_uuid(Uuid::nil()),
            company: CompanyId::from_uuid(Uuid::nil()),
            metric,
            state: FactState::Known,
            number: None,
            low: None,
            high: None,
            choice: "".into(),
            unit: metric.unit(),
            as_of: None,
            source: "".into(),
            note: "".into(),
            author: None,
        }
    }

    fn form(metric: Metric) -> FactForm {
        FactForm::new(metric, jiff::civil::date(2026, 1, 2))
    }

    #[test]
    fn a_form_reads_what_its_state_asks_for_and_nothing_else() {
        let mut form = form(Metric::Revenue);
        form.number = "1.2亿".into();
        form.low = "nonsense".into();
        let fact = form.read(blank(Metric::Revenue), TODAY, Lang::En).unwrap();
        assert_eq!((fact.number, fact.low, fact.unit), (Some(12_000.0), None, Unit::WanYuan));
        assert_eq!(fact.as_of, Some(jiff::civil::date(2026, 1, 2)));
        form.state = FactState::Refused;
        form.number = "nonsense".into();
        assert_eq!(form.read(blank(Metric::Revenue), TODAY, Lang::En).unwrap().number, None);
    }

    #[test]
    fn a_form_refuses_what_would_be_no_fact() {
        let mut range = form(Metric::RdIntensity);
        range.state = FactState::Range;
        (range.low, range.high) = ("5".into(), "3".into());
        assert_eq!(range.read(blank(Metric::RdIntensity), TODAY, Lang::En), Err(T::RangeOrder.say(Lang::En)));
        assert!(form(Metric::RdBody).read(blank(Metric::RdBody), TODAY, Lang::En).is_err(), "no word chosen");
        assert!(form(Metric::Revenue).read(blank(Metric::Revenue), TODAY, Lang::En).is_err(), "no number");
        let mut dated = form(Metric::Revenue);
        (dated.number, dated.as_of) = ("3".into(), "some day".into());
        assert!(dated.read(blank(Metric::Revenue), TODAY, Lang::En).is_err());
    }

    #[test]
    fn a_figure_ten_thousand_times_off_is_asked_about_once() {
        let mut form = form(Metric::Revenue);
        form.number = "3.2".into();
        let asked = form.doubt(Lang::Zh).unwrap();
        assert!(asked.contains("32,000"), "{asked}");
        assert_eq!(form.doubt(Lang::Zh), None, "who says so twice means it");
        form.number = "3.3".into();
        assert!(form.doubt(Lang::Zh).is_some());
        form.number = "3.2亿".into();
        assert_eq!(form.doubt(Lang::Zh), None);
        assert_eq!(
            &*form.read(blank(Metric::Revenue), jiff::civil::date(2026, 3, 1), Lang::Zh).unwrap().note,
            "3.2亿",
            "what was written stays"
        );
    }

    #[test]
    fn what_is_corrected_comes_back_as_it_was() {
        let fact = Fact {
            number: Some(1234.5),
            source: "report".into(),
            as_of: Some(jiff::civil::date(2025, 12, 31)),
            ..blank(Metric::Revenue)
        };
        let read = FactForm::of(&fact).read(fact.clone(), TODAY, Lang::En).unwrap();
        assert_eq!(edits_between(&fact, &read), []);
    }
}
