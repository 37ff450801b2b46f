//! What to ask the company shown: the questions whose answers can move its place, in words one can say.

use eframe::egui::{RichText, Ui};

use super::answer::Answer;
use crate::{
    domain::units::Unit,
    scoring::Input,
    text::{Say, format, ui_compare::CompareText as T},
    ui::{context::PageContext, widgets::UiExt},
};

/// Questions shown.
const SHOWN: usize = 6;

/// Draws the questions.
pub(super) fn questions_ui(ui: &mut Ui, ctx: &PageContext<'_>, answer: &Answer, shown: usize) {
    ui.section_title(ctx.say(&T::Questions));
    let Some(side) = answer.sides.get(shown) else { return };
    if side.questions.is_empty() {
        ui.secondary(ctx.say(&T::NoQuestions));
        return;
    }
    ui.secondary(ctx.say(&T::QuestionsNote));
    ui.add_space(4.0);
    let model = &answer.view.policy.model;
    let criteria: Vec<_> = model.criteria().filter(|(_, criterion)| criterion.is_active()).collect();
    for question in side.questions.iter().take(SHOWN) {
        let Some((_, criterion)) = criteria.get(question.criterion) else { continue };
        let words = match criterion.input {
            Input::SectorFit => T::AskText,
            Input::Chain => T::AskLocal,
            Input::Metric(metric) if metric.unit() == Unit::Choice => {
                T::AskGrade { name: criterion.name.in_lang(ctx.lang).to_owned() }
            }
            Input::Metric(_) => T::Ask { name: criterion.name.in_lang(ctx.lang).to_owned() },
        };
        let [worst, best] = question.place.map(format::count);
        let width = format::score(question.width);
        let line = if worst == best {
            T::QuestionStays { width, place: best }
        } else {
            T::QuestionLine { width, worst, best }
        };
        ui.label(ctx.say(&words));
        ui.label(RichText::new(line.say(ctx.lang)).small().color(ctx.tokens.text_soft));
        ui.add_space(6.0);
    }
}
