//! Which days are counted.

use eframe::egui::{RichText, TextEdit, Ui};

use crate::{
    domain::day::{self, Lean},
    pipeline::report::Period,
    report::statistics::Span,
    text::{Say, format, statistics::StatisticsText as T},
    ui::{
        context::PageContext,
        widgets::{Segment, UiExt, segments_ui},
    },
};

/// What was chosen, and what is being typed.
#[derive(Debug, Default)]
pub struct SpanPicker {
    span: Span,
    from: String,
    to: String,
}

impl SpanPicker {
    /// The span that is counted.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Draws the choices.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>) {
        let mut choices: Vec<Segment<Option<Span>>> =
            Span::NAMED.iter().map(|span| Segment::new(Some(*span), word_of(*span).say(ctx.lang))).collect();
        choices.push(Segment::new(None, T::Chosen.say(ctx.lang)));
        let is_chosen = matches!(self.span, Span::Chosen(_));
        let current = if is_chosen { None } else { Some(self.span) };
        match segments_ui(ui, "report span", &choices, current) {
            Some(Some(span)) => self.span = span,
            Some(None) => {
                // Begins with the days that were shown.
                let days = self.span.days(ctx.today, None);
                (self.from, self.to) = (format::iso_date(days.from), format::iso_date(days.to));
                self.span = Span::Chosen(days);
            }
            None => {}
        }
        if matches!(self.span, Span::Chosen(_)) {
            self.days_ui(ui, ctx);
        }
    }

    fn days_ui(&mut self, ui: &mut Ui, ctx: &PageContext<'_>) {
        let hint = ctx.say(&T::DayHint);
        let mut typed = false;
        for (text, label) in [(&mut self.from, T::From), (&mut self.to, T::To)] {
            let label = ctx.say(&label);
            ui.secondary(&label);
            let field = TextEdit::singleline(text).hint_text(&hint).desired_width(104.0);
            typed |= ui.add(field).accessible_name(&label).changed();
        }
        let read = |text: &str| day::day(text, ctx.today, Lean::Past);
        match (read(&self.from), read(&self.to)) {
            (Some(from), Some(to)) => {
                if typed {
                    self.span = Span::Chosen(Period { from: from.min(to), to: from.max(to) });
                }
            }
            _ => {
                ui.label(RichText::new(ctx.say(&T::DayBad)).small().color(ctx.tokens.error));
            }
        }
    }
}

const fn word_of(span: Span) -> T {
    match span {
        Span::ThisMonth => T::ThisMonth,
        Span::LastMonth => T::LastMonth,
        Span::ThisQuarter => T::ThisQuarter,
        Span::ThisYear => T::ThisYear,
        Span::LastYear => T::LastYear,
        Span::AllTime => T::AllTime,
        Span::Chosen(_) => T::Chosen,
    }
}
