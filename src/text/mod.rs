//! Every visible word, Chinese first, complete in both languages.
//!
//! Each message is a value with typed parts; the `messages!` macro refuses to compile one that lacks a language.

pub mod chain;
pub mod cli;
pub mod exchange;
pub mod facts;
pub mod fields;
pub mod format;
pub mod forms;
pub mod history;
pub mod labels;
pub mod ledger;
pub mod matching;
pub mod papers;
pub mod pipeline;
pub mod plan;
pub mod report;
pub mod report_fair;
pub mod review;
pub mod review_read;
pub mod run;
pub mod same;
pub mod scoring;
pub mod statistics;
pub mod store;
pub mod ui;
pub mod ui_capacity;
pub mod ui_commands;
pub mod ui_companies;
pub mod ui_compare;
pub mod ui_data;
pub mod ui_fair;
pub mod ui_fair_capture;
pub mod ui_forms;
pub mod ui_grid;
pub mod ui_import;
pub mod ui_intake;
pub mod ui_kept;
pub mod ui_lead;
pub mod ui_model;
pub mod ui_outgoing;
pub mod ui_overview;
pub mod ui_pipeline;
pub mod ui_plan;
pub mod ui_plan_changes;
pub mod ui_pursue;
pub mod ui_rules;
pub mod ui_same;
pub mod ui_shortlist;
pub mod ui_terms;

pub use labels::Label;

/// Name, Chinese and English wording of the messages of one enumeration.
pub type Catalogue = &'static [(&'static str, &'static str, &'static str)];

/// Every enumeration of messages with its wordings, so that one test can prove that both languages are complete.
///
/// `tests/tidy.rs` checks that each `messages!` under `src/text` stands here.
pub fn catalogues() -> Vec<(&'static str, Catalogue)> {
    let mut all: Vec<(&'static str, Catalogue)> = vec![
        ("ChainText", chain::ChainText::CATALOGUE),
        ("StatisticsText", statistics::StatisticsText::CATALOGUE),
        ("CommandHelp", cli::CommandHelp::CATALOGUE),
        ("CliMessage", cli::CliMessage::CATALOGUE),
        ("UsageMessage", cli::UsageMessage::CATALOGUE),
        ("ArgumentName", cli::ArgumentName::CATALOGUE),
        ("ReportMessage", report::ReportMessage::CATALOGUE),
        ("ReportWord", report::ReportWord::CATALOGUE),
        ("WriteMessage", report::WriteMessage::CATALOGUE),
        ("PaperWord", papers::PaperWord::CATALOGUE),
        ("PaperText", papers::PaperText::CATALOGUE),
        ("ReviewWord", review::ReviewWord::CATALOGUE),
        ("ReviewText", review::ReviewText::CATALOGUE),
        ("ReviewReadText", review_read::ReviewReadText::CATALOGUE),
        ("FormText", forms::FormText::CATALOGUE),
        ("PlanText", plan::PlanText::CATALOGUE),
        ("StoreText", store::StoreText::CATALOGUE),
        ("RulesText", pipeline::RulesText::CATALOGUE),
        ("LedgerText", ledger::LedgerText::CATALOGUE),
        ("UiText", ui::UiText::CATALOGUE),
        ("CompaniesText", ui_companies::CompaniesText::CATALOGUE),
        ("CompareText", ui_compare::CompareText::CATALOGUE),
        ("WindowText", ui::WindowText::CATALOGUE),
        ("ImportText", ui_import::ImportText::CATALOGUE),
        ("IntakeText", ui_intake::IntakeText::CATALOGUE),
        ("KeptText", ui_kept::KeptText::CATALOGUE),
        ("ReviewEntryText", ui_kept::ReviewEntryText::CATALOGUE),
        ("LeadText", ui_lead::LeadText::CATALOGUE),
        ("UnitText", ui_lead::UnitText::CATALOGUE),
        ("FormsText", ui_forms::FormsText::CATALOGUE),
        ("GridText", ui_grid::GridText::CATALOGUE),
        ("DataText", ui_data::DataText::CATALOGUE),
        ("FairText", ui_fair::FairText::CATALOGUE),
        ("QuestionText", ui_fair::QuestionText::CATALOGUE),
        ("CaptureText", ui_fair_capture::CaptureText::CATALOGUE),
        ("FairPaper", report_fair::FairPaper::CATALOGUE),
        ("ValueText", fields::ValueText::CATALOGUE),
        ("HistoryText", history::HistoryText::CATALOGUE),
        ("OutgoingText", ui_outgoing::OutgoingText::CATALOGUE),
        ("ExportsText", ui_outgoing::ExportsText::CATALOGUE),
        ("OverviewText", ui_overview::OverviewText::CATALOGUE),
        ("PipelineText", ui_pipeline::PipelineText::CATALOGUE),
        ("ShortlistText", ui_shortlist::ShortlistText::CATALOGUE),
        ("PlanPageText", ui_plan::PlanPageText::CATALOGUE),
        ("ModelEditText", ui_model::ModelEditText::CATALOGUE),
        ("FieldText", ui_plan_changes::FieldText::CATALOGUE),
        ("PursueText", ui_pursue::PursueText::CATALOGUE),
        ("RulesEditText", ui_rules::RulesEditText::CATALOGUE),
        ("TermsText", ui_terms::TermsText::CATALOGUE),
        ("CapacityText", ui_capacity::CapacityText::CATALOGUE),
        ("GroundText", ui_capacity::GroundText::CATALOGUE),
        ("IndicatorText", ui_capacity::IndicatorText::CATALOGUE),
        ("ChangeText", ui_capacity::ChangeText::CATALOGUE),
        ("TargetText", ui_capacity::TargetText::CATALOGUE),
        ("CalibrationText", ui_capacity::CalibrationText::CATALOGUE),
        ("RunText", run::RunText::CATALOGUE),
        ("CatalogueText", matching::CatalogueText::CATALOGUE),
        ("ListMessage", exchange::ListMessage::CATALOGUE),
        ("HazardMessage", exchange::HazardMessage::CATALOGUE),
        ("LooksMessage", exchange::LooksMessage::CATALOGUE),
        ("RowMessage", exchange::RowMessage::CATALOGUE),
        ("GateText", scoring::GateText::CATALOGUE),
        ("TierText", scoring::TierText::CATALOGUE),
        ("CellText", scoring::CellText::CATALOGUE),
        ("EstimateText", scoring::EstimateText::CATALOGUE),
        ("ProofText", scoring::ProofText::CATALOGUE),
        ("PlacementText", scoring::PlacementText::CATALOGUE),
        ("SeatText", scoring::SeatText::CATALOGUE),
        ("ChanceText", scoring::ChanceText::CATALOGUE),
        ("ModelText", scoring::ModelText::CATALOGUE),
        ("SameText", same::SameText::CATALOGUE),
        ("DuplicatesText", ui_same::DuplicatesText::CATALOGUE),
    ];
    all.extend(labels::catalogues());
    all
}

/// Every wording in every language: what the embedded face must be able to draw.
#[cfg(test)]
pub fn all_wordings() -> impl Iterator<Item = &'static str> {
    catalogues().into_iter().flat_map(|(_, catalogue)| catalogue.iter().flat_map(|(_, zh, en)| [*zh, *en]))
}

/// Language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// From a locale name such as `zh_CN.UTF-8` or `en-GB`; Chinese unless it is clearly another language.
    pub fn from_locale(locale: &str) -> Self {
        let locale = locale.to_ascii_lowercase();
        if locale.is_empty()
            || locale.starts_with("zh")
            || locale == "c"
            || locale.starts_with("c.")
            || locale == "posix"
        {
            Self::Zh
        } else {
            Self::En
        }
    }
}

/// A text in the user's language.
pub trait Say {
    /// The sentence.
    fn say(&self, lang: Lang) -> String;
}

/// English words in the number that the figure before them asks for: `1 <lead is|leads are>` becomes `1 lead is`, and
/// behind any other figure `leads are`.
pub fn agreed(text: String) -> String {
    if !text.contains('<') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once('<') {
        out.push_str(before);
        let words = behind.split_once('>').filter(|(words, _)| !words.contains('<'));
        let words = words.and_then(|(words, after)| Some((words.split_once('|')?, after)));
        let Some(((one, many), after)) = words else {
            // What people wrote may hold the sign too.
            out.push('<');
            rest = behind;
            continue;
        };
        let figure = before.split_whitespace().next_back().unwrap_or_default();
        out.push_str(if figure.trim_start_matches(['(', '"']) == "1" { one } else { many });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Declares an enumeration of messages, each with its parts and its wording in both languages.
///
/// Parts are shown with `{part}` exactly as `format!` does; English words that follow a figure stand in both numbers, as
/// [`agreed`] reads them. `CATALOGUE` lists the raw wordings for the tests.
#[macro_export]
macro_rules! messages {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$vmeta:meta])* $variant:ident $({ $($part:ident : $type:ty),+ $(,)? })? => $zh:literal, $en:literal;)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs)]
        pub enum $name { $($(#[$vmeta])* $variant $({ $($part: $type),+ })?),+ }

        impl $name {
            /// Name, Chinese and English wording of every message.
            pub const CATALOGUE: &'static [(&'static str, &'static str, &'static str)] =
                &[$((stringify!($variant), $zh, $en)),+];
        }

        impl $crate::text::Say for $name {
            fn say(&self, lang: $crate::text::Lang) -> String {
                match (self, lang) {
                    $(
                        (Self::$variant $({ $($part),+ })?, $crate::text::Lang::Zh) => {
                            $($(let _ = $part;)+)?
                            format!($zh)
                        }
                        (Self::$variant $({ $($part),+ })?, $crate::text::Lang::En) => {
                            $($(let _ = $part;)+)?
                            $crate::text::agreed(format!($en))
                        }
                    )+
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Placeholders of a wording, in order of name.
    fn placeholders(wording: &str) -> Vec<String> {
        let bare = wording.replace("{{", "").replace("}}", "");
        let mut names: Vec<String> = bare
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|(name, _)| name.split(':').next().unwrap_or_default().trim().to_owned())
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// The wording without its placeholders.
    fn prose(wording: &str) -> String {
        let mut depth = 0_u32;
        wording
            .chars()
            .filter(|c| {
                match c {
                    '{' => depth += 1,
                    '}' => depth = depth.saturating_sub(1),
                    _ => return depth == 0,
                }
                false
            })
            .collect()
    }

    /// Chinese characters and the punctuation that only Chinese text uses.
    fn is_chinese(c: char) -> bool {
        matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff5e}' | '\u{20000}'..='\u{3ffff}')
    }

    #[test]
    fn every_message_is_complete_in_both_languages() {
        let mut faults = Vec::new();
        for (name, catalogue) in catalogues() {
            for (variant, zh, en) in catalogue {
                // A language is called by its own name, so that whoever needs it finds it.
                if name == "UiText" && matches!(*variant, "Chinese" | "English") {
                    continue;
                }
                let mut fault = |what: &str| faults.push(format!("{name}::{variant}: {what}"));
                if zh.trim().is_empty() || en.trim().is_empty() {
                    fault("a language is missing");
                }
                if placeholders(zh) != placeholders(en) {
                    fault("the languages name different parts");
                }
                if !prose(zh).chars().any(is_chinese) && prose(zh).chars().any(char::is_alphabetic) {
                    fault("the Chinese wording holds no Chinese");
                }
                if prose(en).chars().any(is_chinese) {
                    fault("the English wording holds Chinese");
                }
                // In a Chinese face they are as wide as a character, with a hole beside them.
                if en.contains(['“', '”', '‘', '’']) {
                    fault("English quotation marks are straight");
                }
                if zh.contains(['！', '!']) || en.contains('!') {
                    fault("no exclamation marks");
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    /// Nouns that follow figures. What is not here is not looked at.
    const PLURALS: &[&str] = &[
        "candidates",
        "cells",
        "changes",
        "characters",
        "columns",
        "companies",
        "days",
        "differences",
        "entries",
        "events",
        "exhibitors",
        "exports",
        "facts",
        "fields",
        "firms",
        "gaps",
        "honours",
        "issues",
        "jobs",
        "kinds",
        "leads",
        "lines",
        "meetings",
        "minutes",
        "officers",
        "operations",
        "pairs",
        "parts",
        "peers",
        "products",
        "promises",
        "prospects",
        "records",
        "references",
        "rows",
        "seats",
        "seconds",
        "segments",
        "sites",
        "steps",
        "talks",
        "tasks",
        "terms",
        "times",
        "values",
        "versions",
        "visits",
        "words",
    ];

    #[test]
    fn one_is_not_several() {
        assert_eq!(agreed("1 <lead is|leads are> left".into()), "1 lead is left");
        assert_eq!(agreed("(1 <lead|leads>, 11 <row|rows>)".into()), "(1 lead, 11 rows)");
        assert_eq!(agreed("1.1 <firm|firms>, 3/1 <row|rows>".into()), "1.1 firms, 3/1 rows");
        assert_eq!(agreed("a <b, 1 <c".into()), "a <b, 1 <c");
        let mut faults = Vec::new();
        for (name, catalogue) in catalogues() {
            for (variant, _, en) in catalogue {
                for rest in en.split('}').skip(1) {
                    // The figure stands right before, or one word lies between.
                    let mut words =
                        rest.split_whitespace().map(|word| word.trim_end_matches([',', '.', ':', ';', ')']));
                    let near = rest.starts_with(' ') && words.by_ref().take(2).any(|word| PLURALS.contains(&word));
                    let figure = en.split_once(rest).map_or("", |(before, _)| before.rsplit('{').next().unwrap_or(""));
                    if near && !matches!(figure, "day}" | "beta}" | "at}" | "fair}" | "name}") {
                        faults.push(format!("{name}::{variant}: {en}"));
                    }
                }
            }
        }
        assert!(faults.is_empty(), "these say 1 rows:\n{}", faults.join("\n"));
    }

    #[test]
    fn names_of_catalogues_are_distinct() {
        let mut names: Vec<_> = catalogues().into_iter().map(|(name, _)| name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    messages! {
        /// Sample.
        pub enum Sample {
            Plain => "好", "good";
            Parts { row: u32, what: String } => "第 {row} 行：{what}", "row {row}: {what}";
        }
    }

    #[test]
    fn messages_speak_both_languages() {
        let message = Sample::Parts { row: 3, what: "x".into() };
        assert_eq!(message.say(Lang::Zh), "第 3 行：x");
        assert_eq!(message.say(Lang::En), "row 3: x");
        assert_eq!(Sample::Plain.say(Lang::En), "good");
        assert_eq!(Sample::CATALOGUE.len(), 2);
    }

    #[test]
    fn locales_choose_the_language() {
        assert_eq!(Lang::from_locale("zh_CN.UTF-8"), Lang::Zh);
        assert_eq!(Lang::from_locale("C.UTF-8"), Lang::Zh);
        assert_eq!(Lang::from_locale("en-GB"), Lang::En);
    }
}
