//! The bureau's own form: which template, which period, which leads; filled and written by the form for exports.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui::{RichText, TextEdit, Ui};
use jiff::{ToSpan as _, civil::Date};

use crate::{
    domain::paper::{ExportFormat, ExportKind},
    ledger::View,
    report::{
        file::{read_whole, write_atomically},
        form::{self, Scope, Wanted},
    },
    text::{Lang, Say, format, forms::FormText, ui_forms::FormsText as T},
    ui::{
        context::{JobEnd, JobRequest, PageContext, PickKind, PickRequest, Post},
        outgoing::{Asked, Made, MakeFile, Outgoing},
        toasts::{Toast, ToastAction},
        widgets::{Segment, UiExt, segments_ui},
    },
};

/// Names of the job that writes the form and of the question where to.
const KEY: &str = "report form";
/// The question which template.
const TEMPLATE: &str = "report form template";
/// The question where to the sample, and its job.
const SAMPLE: &str = "report form sample";
/// Where the template last used is remembered.
const NOTE: &str = "form.template";
/// A template is not larger.
const LARGEST: u64 = 20 << 20;

/// A usual period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Period {
    ThisWeek,
    LastWeek,
    ThisMonth,
    LastMonth,
}

impl Period {
    const ALL: [Self; 4] = [Self::ThisWeek, Self::LastWeek, Self::ThisMonth, Self::LastMonth];

    /// First and last day.
    fn days(self, today: Date) -> (Date, Date) {
        let monday =
            |day: Date| day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day);
        match self {
            Self::ThisWeek => (monday(today), monday(today).saturating_add(6.days())),
            Self::LastWeek => {
                let start = monday(today).saturating_sub(7.days());
                (start, start.saturating_add(6.days()))
            }
            Self::ThisMonth => (today.first_of_month(), today.last_of_month()),
            Self::LastMonth => {
                let day = today.first_of_month().saturating_sub(1.days());
                (day.first_of_month(), day)
            }
        }
    }

    const fn label(self) -> T {
        match self {
            Self::ThisWeek => T::ThisWeek,
            Self::LastWeek => T::LastWeek,
            Self::ThisMonth => T::ThisMonth,
            Self::LastMonth => T::LastMonth,
        }
    }
}

/// What the form asks.
#[derive(Debug)]
pub struct ReportForm {
    file: Outgoing,
    fields: Fields,
}

/// The fields above the path.
#[derive(Debug, Clone)]
struct Fields {
    template: String,
    from: String,
    to: String,
    scope: Scope,
}

impl Default for ReportForm {
    fn default() -> Self {
        let fields = Fields { template: String::new(), from: String::new(), to: String::new(), scope: Scope::Active };
        Self { file: Outgoing::default(), fields }
    }
}

impl ReportForm {
    /// Opens the form for this week, with the template last used.
    pub fn open(&mut self, ctx: &PageContext<'_>) {
        let (from, to) = Period::ThisWeek.days(ctx.today);
        self.fields.from = format::iso_date(from);
        self.fields.to = format::iso_date(to);
        if self.fields.template.is_empty() {
            self.fields.template = ctx.settings.notes.get(NOTE).cloned().unwrap_or_default();
        }
        let stem = ctx.say(&FormText::SampleTitle);
        self.file.open(ExportKind::Form, &stem, &[ExportFormat::Xlsx], ctx);
    }

    /// Draws it and takes in what was picked.
    pub fn ui(&mut self, ui: &Ui, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
        if let Some(Some(path)) = ctx.take_picked(TEMPLATE) {
            self.fields.template = path.display().to_string();
        }
        if let Some(Some(path)) = ctx.take_picked(SAMPLE) {
            let lang = ctx.lang;
            out.push(Post::Job(JobRequest::new(SAMPLE, "", move |_| sample(&path, lang).map(|()| path))));
        }
        match ctx.take_result::<Result<PathBuf, String>>(SAMPLE) {
            Some(JobEnd::Done(Ok(path))) => {
                self.fields.template = path.display().to_string();
                let words = ctx.say(&T::SampleWritten { path: path.display().to_string() });
                out.push(Post::Toast(Toast::note(words).with(ToastAction::Reveal(path))));
            }
            Some(JobEnd::Done(Err(words)) | JobEnd::Broken(words)) => out.push(Post::Toast(Toast::note(words))),
            None => {}
        }
        let Some(view) = ctx.view else { return };
        let unit = ctx.settings.person.unit.clone();
        let fields = self.fields.clone();
        let made = || -> MakeFile {
            let (view, today) = (Arc::clone(view), ctx.today);
            Box::new(move |asked| filled(&view, &fields, unit, today, asked))
        };
        let form = &mut self.fields;
        self.file.ui_with(ui, KEY, ctx, out, |ui, out| fields_ui(ui, form, ctx, out), made);
    }
}

fn fields_ui(ui: &mut Ui, form: &mut Fields, ctx: &PageContext<'_>, out: &mut Vec<Post>) {
    let lang = ctx.lang;
    let label = T::Template.say(lang);
    ui.secondary(&label);
    let before = form.template.clone();
    ui.add(TextEdit::singleline(&mut form.template).desired_width(f32::INFINITY).hint_text(T::TemplateHint.say(lang)))
        .accessible_name(label);
    ui.horizontal(|ui| {
        if ui.button(T::Choose.say(lang)).clicked() {
            let kind = PickKind::Open { filter: T::TemplateKind.say(lang), endings: &["xlsx"] };
            out.push(Post::Pick(PickRequest { key: TEMPLATE, title: T::Template.say(lang), kind }));
        }
        if ui.button(T::Sample.say(lang)).on_hover_text(T::SampleTip.say(lang)).clicked() {
            let kind = PickKind::Save { name: T::SampleName.say(lang), endings: &["xlsx"] };
            out.push(Post::Pick(PickRequest { key: SAMPLE, title: T::Sample.say(lang), kind }));
        }
    });
    if form.template != before || ctx.settings.notes.get(NOTE) != Some(&form.template) && !form.template.is_empty() {
        let template = form.template.clone();
        out.push(Post::set(move |settings| {
            settings.notes.insert(NOTE.to_owned(), template);
        }));
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.secondary(T::Period.say(lang));
        for period in Period::ALL {
            let (from, to) = period.days(ctx.today);
            let (from, to) = (format::iso_date(from), format::iso_date(to));
            let chosen = form.from == from && form.to == to;
            if ui.selectable_label(chosen, period.label().say(lang)).clicked() {
                (form.from, form.to) = (from, to);
            }
        }
        for (label, text) in [(T::From, &mut form.from), (T::To, &mut form.to)] {
            let label = label.say(lang);
            let wrong = text.trim().parse::<Date>().is_err();
            let colour = if wrong { ctx.tokens.error } else { ctx.tokens.text };
            ui.add(TextEdit::singleline(text).desired_width(84.0).text_color(colour)).accessible_name(label);
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.secondary(T::Leads.say(lang));
        let scopes = [(Scope::Active, T::Active), (Scope::New, T::New), (Scope::Open, T::Open)];
        let scopes = scopes.map(|(scope, label)| Segment::new(scope, label.say(lang)));
        if let Some(scope) = segments_ui(ui, "form scope", &scopes, form.scope) {
            form.scope = scope;
        }
    });
    ui.label(RichText::new(T::FieldsNote.say(lang)).small().color(ctx.tokens.text_soft));
    ui.add_space(8.0);
}

fn filled(view: &View, fields: &Fields, unit: String, today: Date, asked: &Asked) -> Result<Made, String> {
    let lang = asked.lang;
    let day = |text: &str| text.trim().parse::<Date>().map_err(|_| T::NotADay { text: text.to_owned() }.say(lang));
    let path = Path::new(fields.template.trim());
    if fields.template.trim().is_empty() {
        return Err(T::NoTemplate.say(lang));
    }
    let template = read_whole(path, LARGEST)
        .map_err(|error| T::NotRead { path: path.display().to_string(), error: error.to_string() }.say(lang))?;
    let wanted = Wanted {
        from: day(&fields.from)?,
        to: day(&fields.to)?,
        scope: fields.scope,
        level: asked.level,
        lang,
        author: asked.author.clone(),
        unit,
        today,
    };
    let data = form::data(view, &wanted).map_err(|error| error.say(lang))?;
    let filled = form::fill(&template, &data).map_err(|error| error.say(lang))?;
    if !filled.unknown.is_empty() {
        return Err(T::Unknown { names: format::list(&filled.unknown, lang) }.say(lang));
    }
    let subject = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Made { bytes: filled.bytes, rows: data.leads.len(), subject })
}

fn sample(path: &Path, lang: Lang) -> Result<(), String> {
    let bytes = form::sample(lang).map_err(|error| error.say(lang))?;
    write_atomically(path, &bytes).map_err(|error| error.say(lang))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn periods_are_whole_weeks_and_months() {
        // A Thursday.
        let today = date(2026, 3, 5);
        assert_eq!(Period::ThisWeek.days(today), (date(2026, 3, 2), date(2026, 3, 8)));
        assert_eq!(Period::LastWeek.days(today), (date(2026, 2, 23), date(2026, 3, 1)));
        assert_eq!(Period::ThisMonth.days(today), (date(2026, 3, 1), date(2026, 3, 31)));
        assert_eq!(Period::LastMonth.days(today), (date(2026, 2, 1), date(2026, 2, 28)));
    }
}
