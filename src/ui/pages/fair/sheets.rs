//! What the page writes to files: the walk, the talks, the letters of thanks.

use std::sync::Arc;

use jiff::civil::Date;

use super::listing::Listing;
use crate::{
    domain::fair::Fair,
    report::{
        fair as report,
        seen::{OnPaper, Seen},
    },
    text::{Lang, Say, ui::UiText, ui_fair::FairText as T},
    ui::{context::PageContext, grid::output::Make, outgoing::Asked},
};

/// What shall be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Wanted {
    /// The walk, to be taken along.
    #[default]
    Walk,
    /// The talks of a day; none = of all days.
    Talks(Option<Date>),
    /// Whom to thank; with phones for this purpose.
    Thanks(Option<String>),
}

impl Wanted {
    /// How it is laid out on paper, where rows and columns do not serve.
    pub fn on_paper(&self) -> Option<OnPaper> {
        matches!(self, Self::Walk).then_some(report::walk_on_paper as OnPaper)
    }

    /// What the file is called.
    pub fn file_name(&self, fair: &Fair, lang: Lang) -> String {
        let fair = fair.name.to_string();
        match self {
            Self::Walk => T::WalkFile { fair },
            Self::Talks(_) => T::SummaryFile { fair },
            Self::Thanks(_) => T::ThanksFile { fair },
        }
        .say(lang)
    }
}

/// The table that is to be written; worked out in the job that writes it.
pub fn make(wanted: &Wanted, listing: &Arc<Listing>, fair: &Fair, ctx: &PageContext<'_>) -> Make {
    let (wanted, fair, lang) = (wanted.clone(), fair.clone(), ctx.lang);
    let roster = Arc::clone(&listing.roster);
    let (snapshot, view) = (Arc::clone(ctx.snapshot), ctx.view.cloned());
    let (made_on, by) = (ctx.today, ctx.settings.person.name.trim().to_owned());
    let remark = if ctx.fictional { UiText::FictionalMark.say(lang) } else { String::new() };
    Box::new(move |asked: &Asked| {
        let level = asked.level;
        let source = report::Source { snapshot: &snapshot, view: view.as_deref(), fair: &fair, level, lang };
        let table = match &wanted {
            Wanted::Walk => report::walk(&source, &roster.rows, &roster.questions),
            Wanted::Talks(day) => report::talks(&source, *day),
            // What the form says in the end is what it is for.
            Wanted::Thanks(purpose) => report::thanks(&source, purpose.as_ref().map(|_| asked.purpose.as_str())),
        };
        Seen { by, remark, ..Seen::new(table, made_on, lang) }
    })
}
